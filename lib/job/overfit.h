/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command that says how much of a result may be luck. */
#ifndef RBT_JOB_OVERFIT_H
#define RBT_JOB_OVERFIT_H

#include "cli/tool.h"
#include "core/attr.h"

extern const struct rbt_option rbt_overfit_option_table[];

/*
 * Reads records from standard input, returns from a file or moments, as the
 * options say, and writes the `overfit` record or its table.
 */
int rbt_overfit_command(struct rbt_context *ctx,
    struct rbt_err *err) RBT_MUST_USE;

#endif
