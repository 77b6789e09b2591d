/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts that a search is cut into, as lines that any engine can hand out:
 * a `task` says what to do and where it comes from, a `result` is the task with
 * the records of its trials.  The id of a task is the hash of the search's id
 * and of the points, so a line that was done twice is known again.
 */
#ifndef RBT_RESEARCH_TASK_H
#define RBT_RESEARCH_TASK_H

#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/buf.h"
#include "core/err.h"
#include "fmt/rec.h"
#include "research/search.h"

struct rbt_task {
	char id[RBT_HASH_HEX];
	uint64_t first, n; /* points */
};

/* The number of tasks of a search, and task i of them. */
size_t rbt_task_count(const struct rbt_search *s);
struct rbt_task rbt_task_of(const struct rbt_search *s, size_t i);
/* The number of the task with these points, or the count if there is none. */
size_t rbt_task_find(const struct rbt_search *s, uint64_t first, uint64_t n);

/* Appends the records of all trials of a task. */
int rbt_task_run(const struct rbt_search *s, size_t i, struct rbt_buf *out,
    struct rbt_err *err) RBT_MUST_USE;

/* Writes a `task` line, or with trials (lines of records) a `result`.  args is
 * the command line of the search, n_args of them. */
void rbt_task_emit(struct rbt_out *out, const struct rbt_search *s, size_t i,
    const char *const *args, size_t n_args, const struct rbt_buf *trials);

/*
 * The id and the points of a `task` or `result` line, and of the latter its
 * trials, a line each, in place of what *trials held (NULL for a task).
 * RBT_E_DATA if something is missing.
 */
int rbt_task_parse(const struct rbt_rec *rec, struct rbt_task *out,
    struct rbt_buf *trials, struct rbt_err *err) RBT_MUST_USE;

#endif
