/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole number that an option has. */
#ifndef RBT_CLI_NUMBER_H
#define RBT_CLI_NUMBER_H

#include <stdint.h>

#include "core/attr.h"
#include "core/err.h"

/* *out becomes the number in `text`, from min to max; without text it stays.
 * RBT_E_USAGE that names the option. */
int rbt_number(const char *option, const char *text, int64_t min, int64_t max,
    int64_t *out, struct rbt_err *err) RBT_MUST_USE;

#endif
