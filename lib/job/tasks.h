/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who does the tasks of a search: this process, with a file of what is done so
 * that it can go on after a kill, or others, with lines of tasks out and lines
 * of results in.
 */
#ifndef RBT_JOB_TASKS_H
#define RBT_JOB_TASKS_H

#include "cli/tool.h"
#include "core/attr.h"
#include "research/search.h"
#include "research/tally.h"

/* Where the search of a command line comes from; what load gives is good until
 * the next call, the last one is released by the caller. */
struct rbt_tasks_source {
	void *self;
	const struct rbt_search *(*load)(void *self, char *const *args,
	    size_t n, struct rbt_err *err);
};

struct rbt_tasks_local {
	const struct rbt_context *ctx;
	const struct rbt_search *search;
	const char *const *args; /* the command line, n_args of it */
	size_t n_args;
	unsigned jobs;
	const char *state;               /* a file, or NULL */
	const struct rbt_trial_log *log; /* or NULL */
	bool table;                      /* for people, in place of records */
};

/*
 * Does all tasks and writes the records or tables of the search.  What is in
 * the state file is not done again; what is done is added to it, a `result`
 * line each; a last line that was cut off is done again.  RBT_E_DATA for what
 * is no state of this search; the file is then as it was.
 */
int rbt_tasks_do(const struct rbt_tasks_local *local,
    struct rbt_err *err) RBT_MUST_USE;

/* Writes an `estimate`: how long all tasks would take, by doing a few. */
int rbt_tasks_estimate(const struct rbt_tasks_local *local,
    struct rbt_err *err) RBT_MUST_USE;

/* Writes a `task` line for each task. */
void rbt_tasks_plan(const struct rbt_tasks_local *local);

/* Reads `task` lines from standard input and writes a `result` line for each,
 * in that order. */
int rbt_tasks_run(const struct rbt_context *ctx,
    const struct rbt_tasks_source *source, unsigned jobs,
    struct rbt_err *err) RBT_MUST_USE;

/*
 * Reads `result` lines from standard input, in any order, and writes what
 * rbt_tasks_do writes.  A result may come several times if it is the same.
 * RBT_E_DATA for one that is missing, one that differs from its repeat, and one
 * of another search.
 */
int rbt_tasks_reduce(const struct rbt_context *ctx,
    const struct rbt_tasks_source *source, bool table,
    const struct rbt_trial_log *log, struct rbt_err *err) RBT_MUST_USE;

#endif
