/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One of several words, with the nearest one in the message. */
#ifndef RBT_CLI_CHOICE_H
#define RBT_CLI_CHOICE_H

#include "core/attr.h"
#include "core/err.h"

/*
 * The index of `text` in `words`, which are separated by single spaces
 * ("error skip repair"); NULL text is the first.  -1 with RBT_E_USAGE that
 * names the option and the words.
 */
int rbt_choice(const char *option, const char *words, const char *text,
    struct rbt_err *err) RBT_MUST_USE;

#endif
