/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line of one command: from a table of options to values. */
#ifndef RBT_CLI_OPTION_H
#define RBT_CLI_OPTION_H

#include "cli/tool.h"
#include "core/vec.h"

/* What every tool takes besides its own options. */
struct rbt_option_common {
	bool help, version, quiet, dump;
	const char *output;
};

/* Owns the text of every value and operand. */
struct rbt_option_text {
	struct RBT_VEC(char *) owned;
	struct RBT_VEC(const char *) operands;
	struct rbt_strings **lists; /* the lists that were filled */
	size_t n_lists;
};

/* The common options as a table that ends with {0}; `hidden` ones have no
 * help. */
extern const struct rbt_option rbt_option_common_table[];
extern struct rbt_option_common rbt_option_common;

/*
 * Reads argv[1..argc-1] against `options` and the common table.  RBT_E_USAGE
 * for an unknown option (with the nearest one), a missing or a repeated value.
 */
int rbt_option_parse(const struct rbt_option *options, int argc, char **argv,
    struct rbt_option_text *text, struct rbt_err *err) RBT_MUST_USE;
void rbt_option_text_release(struct rbt_option_text *t);

#endif
