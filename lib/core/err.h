/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One error value, owned by the caller, filled where something went wrong.
 *
 *	struct rbt_err err = {0};
 *	if (rbt_num_i64(text, len, 1, 10, &n, &err) != 0)
 *		return rbt_err_wrap(&err, "%s:%ld", name, line);
 *
 * The level that detects says what is wrong ("high 9.5 below low 9.7"); each
 * level that knows more wraps once ("AAPL.csv:312"); the tool's main puts the
 * tool's name in front and maps the code to an exit status.  The first error
 * wins: later sets of a filled value are ignored, so that cleaning up cannot
 * hide the cause.  Nothing here allocates.  An err pointer may be NULL.
 */
#ifndef RBT_CORE_ERR_H
#define RBT_CORE_ERR_H

#include <stddef.h>

#include "core/attr.h"

/* What the caller can do about it; rbt_err_exit() maps to exit statuses. */
enum rbt_code {
	RBT_OK = 0,
	RBT_E_NO,        /* ran correctly, the answer is no: status 1 */
	RBT_E_USAGE,     /* wrong options or parameters: status 2 */
	RBT_E_DATA,      /* bad input data: status 3 */
	RBT_E_SYS,       /* system, I/O or a stated limit: status 4 */
	RBT_E_REMOTE,    /* a remote service failed or refused: status 5 */
	RBT_E_INTERRUPT, /* interrupted or out of time: status 6 */
	RBT_E_BUG,       /* our mistake: status 70 */
};

struct rbt_err {
	enum rbt_code code;
	int sys;        /* errno of a system error, else 0 */
	char msg[1024]; /* NUL-terminated; may hold more than one line */
};

/* Fills *err unless it is filled.  Returns -1 for `return rbt_err_set(...)`. */
int rbt_err_set(struct rbt_err *err, enum rbt_code code, const char *fmt, ...)
    RBT_PRINTF(3, 4);

/* As rbt_err_set with RBT_E_SYS, and ": " with the text of errno behind. */
int rbt_err_sys(struct rbt_err *err, const char *fmt, ...) RBT_PRINTF(2, 3);

/* Puts "context: " in front of a filled error.  Returns -1. */
int rbt_err_wrap(struct rbt_err *err, const char *fmt, ...) RBT_PRINTF(2, 3);

/*
 * What is wrong with the value of an option: RBT_E_USAGE and "--name: " with
 * the text of `why`, whatever its code.  Returns -1, or 0 if why is empty.
 */
int rbt_err_option(struct rbt_err *err, const char *name,
    const struct rbt_err *why);

/* Empties *err for the next use. */
void rbt_err_clear(struct rbt_err *err);

/* The exit status of a code, the same for every tool. */
int rbt_err_exit(enum rbt_code code);

/*
 * Text from outside made fit for a message: control bytes become '?', and what
 * is longer than the room ends in "...".  Returns out.
 */
#define RBT_ERR_QUOTE 64
const char *rbt_err_quote(const char *text, size_t len,
    char out[RBT_ERR_QUOTE]);

/* Prints the place of a broken invariant to stderr and ends with status 70. */
void rbt_bug(const char *file, int line, const char *what) RBT_NORETURN;

#define RBT_BUG_IF(cond)                                                       \
	do {                                                                   \
		if (cond)                                                      \
			rbt_bug(__FILE__, __LINE__, #cond);                    \
	} while (0)

#endif
