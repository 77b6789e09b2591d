/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command that shows the trial log. */
#ifndef RBT_JOB_LOGLIST_H
#define RBT_JOB_LOGLIST_H

#include "cli/tool.h"
#include "core/attr.h"

extern const struct rbt_option rbt_loglist_option_table[];

/*
 * Writes a `trials` record for each strategy and bundle, or a `tried` record
 * for each trial, or tables of these, as the options say.  RBT_E_DATA, and
 * nothing is written, if there is none of the strategy or bundle asked for.
 */
int rbt_loglist_command(struct rbt_context *ctx,
    struct rbt_err *err) RBT_MUST_USE;

#endif
