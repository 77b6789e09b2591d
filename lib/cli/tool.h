/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The frame of every tool: options, help, version, the one error line, the
 * checked close of standard output, the exit status.  A tool is a table of
 * options, a parse and a run:
 *
 *	int
 *	main(int argc, char **argv)
 *	{
 *		return rbt_tool_main(&tool, argc, argv);
 *	}
 *
 * With subcommands the table `commands` is used instead of options and run.
 * All option values are text; core/num.h and core/dec.h convert them strictly
 * and cli/choice.h picks one of several words.
 */
#ifndef RBT_CLI_TOOL_H
#define RBT_CLI_TOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/err.h"
#include "core/io.h"

/* What completion offers for an option's value or an operand. */
enum rbt_complete {
	RBT_COMPLETE_NONE,
	RBT_COMPLETE_FILE,
	RBT_COMPLETE_DIR,
	RBT_COMPLETE_BUNDLE,
	RBT_COMPLETE_WORDS, /* the words of `words` */
};

struct rbt_strings {
	const char **at;
	size_t n;
};

struct rbt_option {
	const char *name; /* long name without the dashes */
	char letter;      /* short name, 0 for none */
	const char *arg;  /* name of the value in help, NULL for a flag */
	const char *help; /* one line */
	/* Exactly one is set.  Memory of values belongs to the frame. */
	bool *flag;
	const char **value;       /* given twice: an error */
	struct rbt_strings *list; /* may repeat */
	enum rbt_complete complete;
	const char *words; /* "error skip repair" */
};

/* What run gets. */
struct rbt_context {
	const char *tool;        /* "rbt-fetch" */
	struct rbt_strings args; /* operands */
	struct rbt_out *out;     /* standard output or -o FILE; the frame
				    closes it and reports what failed */
	bool out_is_tty;         /* a person reads it */
	bool err_is_tty;         /* progress may be shown */
	bool quiet;              /* no notes, no progress */
	bool whole;              /* set by run: what it wrote is all there is,
				    even if it returns an error */
};

struct rbt_command {
	const char *name;
	const char *summary;              /* one line */
	const char *synopsis;             /* operands: "[FILE...]" */
	const char *example;              /* one or more shell lines */
	const struct rbt_option *options; /* ends with {0} */
	int (*run)(struct rbt_context *ctx, struct rbt_err *err);
	enum rbt_complete operands;
};

struct rbt_tool {
	const char *name;
	const char *summary;
	/* One entry with name NULL for a tool without subcommands; ends with
	 * {0} behind. */
	const struct rbt_command *commands;
};

/*
 * Everything: parses, calls run, prints "rbt-x: message", returns the exit
 * status.  Common options of every tool: -h --help, --version, -q --quiet,
 * -o --output FILE (atomic), and the hidden --dump-options.
 */
int rbt_tool_main(const struct rbt_tool *tool, int argc, char **argv);

/* The version of the suite, "0.1.0". */
const char *rbt_tool_version(void);

/* "rbt-x: warning: text" on stderr, unless quiet. */
void rbt_tool_warn(const struct rbt_context *ctx, const char *fmt, ...)
    RBT_PRINTF(2, 3);
/* "rbt-x: text" on stderr, unless quiet. */
void rbt_tool_note(const struct rbt_context *ctx, const char *fmt, ...)
    RBT_PRINTF(2, 3);

#endif
