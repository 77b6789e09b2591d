/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Independent tasks on several threads, their results taken in the order of
 * the tasks, so that what comes out does not depend on the number of threads.
 *
 *	struct rbt_work w = {.self = &mine, .run = run, .take = take};
 *	rbt_work_do(&w, 0, n_tasks, n_threads, err);
 */
#ifndef RBT_CORE_WORK_H
#define RBT_CORE_WORK_H

#include <stddef.h>

#include "core/attr.h"
#include "core/buf.h"
#include "core/err.h"

#define RBT_WORK_JOBS_MAX 256

struct rbt_work {
	void *self;
	/* Task i, on any thread; its result is what it appends to *out. */
	int (*run)(void *self, size_t i, struct rbt_buf *out,
	    struct rbt_err *err);
	/* The result of task i, on the thread of the caller; i rises by one
	 * with each call. */
	int (*take)(void *self, size_t i, struct rbt_buf *out,
	    struct rbt_err *err);
};

/*
 * Tasks first .. end-1 on `jobs` threads, 1 .. RBT_WORK_JOBS_MAX; one job is
 * the thread of the caller.  Results wait in memory that is bounded by the
 * number of jobs.  The error reported is that of the lowest task that failed;
 * all tasks before it were taken.
 */
int rbt_work_do(const struct rbt_work *w, size_t first, size_t end,
    unsigned jobs, struct rbt_err *err) RBT_MUST_USE;

#endif
