/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a tool says of itself: --help for people, --dump-options for the scripts
 * that make completions and check the manual. */
#ifndef RBT_CLI_HELP_H
#define RBT_CLI_HELP_H

#include "cli/tool.h"

/* The help of one command, or of the tool with its commands if cmd is NULL. */
void rbt_help_write(struct rbt_out *out, const struct rbt_tool *tool,
    const struct rbt_command *cmd);

/*
 * One line an option and a command, fields separated by tabs:
 *	command NAME SUMMARY OPERANDS
 *	option COMMAND NAME LETTER ARG COMPLETE WORDS HELP
 * "-" stands for what is not there.
 */
void rbt_help_dump(struct rbt_out *out, const struct rbt_tool *tool);

#endif
