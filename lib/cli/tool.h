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
 * All option values are strings; lib/cli/optval.h converts them strictly.
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

struct rbt_option {
	const char *name; /* long name without the dashes */
	char letter;	  /* short name, 0 for none */
	const char *arg;  /* name of the value in help, NULL for a flag */
	const char *help; /* one line */
	/* Exactly one is set.  Memory of values belongs to the frame. */
	bool *flag;
	const char **value; /* given twice: an error */
	struct rbt_strings *list; /* may repeat */
	enum rbt_complete complete;
	const char *words; /* "error skip repair" */
};

struct rbt_strings {
	const char **at;
	size_t n;
};

/* What run gets. */
struct rbt_context {
	const char *tool; /* "rbt-fetch" */
	struct rbt_strings args; /* operands */
	struct rbt_out *out;	 /* standard output or -o FILE; the frame
				    closes it and reports what failed */
	bool out_is_tty;	 /* a person reads it */
	bool err_is_tty;	 /* progress may be shown */
	bool quiet;		 /* no notes, no progress */
};

struct rbt_command {
	const char *name;
	const char *summary;  /* one line */
	const char *synopsis; /* operands: "[FILE...]" */
	const char *example;  /* one or more shell lines */
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

/* "rbt-x: warning: text" on stderr, unless quiet. */
void rbt_tool_warn(const struct rbt_context *ctx, const char *fmt, ...)
    RBT_PRINTF(2, 3);
/* "rbt-x: text" on stderr, unless quiet. */
void rbt_tool_note(const struct rbt_context *ctx, const char *fmt, ...)
    RBT_PRINTF(2, 3);

/*
 * Where a bundle of that name lies: a name with a "/" is a path, else under
 * $RBT_DATA, $XDG_DATA_HOME/rbt or ~/.local/share/rbt.  RBT_E_USAGE if none of
 * these is known.  The text is the caller's to free.
 */
char *rbt_tool_bundle_path(const char *name, struct rbt_err *err) RBT_MUST_USE;
/* A shared file ("strategies/x.rule"): under $RBT_SHARE, ../share/rbt beside
 * the program, or the installed folder.  The caller frees; NULL if absent. */
char *rbt_tool_share_path(const char *relative);

#endif
