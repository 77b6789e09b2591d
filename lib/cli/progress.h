/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One line on a terminal that says how far a long work is: "us: 12345678 rows,
 * 4512345 a second".  Nothing is shown where standard error is no terminal, or
 * with --quiet.
 *
 *	rbt_progress_begin(&p, ctx, "us", &rows);
 *	while (work(&rows))
 *		rbt_progress_tick(&p);
 *	rbt_progress_clear(&p);
 *
 * Where it is known how much there is to do, the line says how long it will
 * take: "walk: 120 of 256 tasks, 3 s, 4 s to go".
 */
#ifndef RBT_CLI_PROGRESS_H
#define RBT_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cli/tool.h"
#include "core/lines.h"

struct rbt_progress {
	const char *what;    /* borrowed */
	const int64_t *rows; /* borrowed; read at each tick */
	int64_t total;       /* tasks; 0: not known */
	int64_t before;      /* done when it began */
	int fd;              /* -1: nothing is shown */
	bool shown;          /* there is a line to wipe */
	int64_t began_ns, shown_ns;
	struct rbt_source src; /* of rbt_progress_source */
};

void rbt_progress_begin(struct rbt_progress *p, const struct rbt_context *ctx,
    const char *what, const int64_t *rows);
/* The same for so many tasks, of which *done are done already. */
void rbt_progress_begin_tasks(struct rbt_progress *p,
    const struct rbt_context *ctx, const char *what, const int64_t *done,
    int64_t total);
/* Shows the line anew, at most ten times a second. */
void rbt_progress_tick(struct rbt_progress *p);
/* Wipes the line, before anything else is written to the terminal. */
void rbt_progress_clear(struct rbt_progress *p);

/* A source that ticks with every read of `src`, of which it takes the place;
 * p must outlive it and serves one source at a time. */
struct rbt_source rbt_progress_source(struct rbt_progress *p,
    struct rbt_source src);

/* The line, without a line end, for work of some nanoseconds, and its length;
 * of `what` at most 24 bytes are shown. */
#define RBT_PROGRESS_MAX 128
size_t rbt_progress_text(char out[RBT_PROGRESS_MAX], const char *what,
    int64_t rows, int64_t elapsed_ns);
/* The same for tasks, `before` of which took no time of it. */
size_t rbt_progress_tasks_text(char out[RBT_PROGRESS_MAX], const char *what,
    int64_t done, int64_t before, int64_t total, int64_t elapsed_ns);

#endif
