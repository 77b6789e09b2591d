/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A run from its record: the same strategy on the same bars with the same
 * options, held against the run's id.
 *
 *	struct rbt_rerun r;
 *	rbt_rerun_init(&r, ctx);
 *	if (rbt_rerun_load(&r, line, len, bundle, strategy, err) == 0)
 *		use(&r.job.run);
 *	rbt_rerun_release(&r);
 */
#ifndef RBT_JOB_RERUN_H
#define RBT_JOB_RERUN_H

#include "core/attr.h"
#include "core/vec.h"
#include "fmt/jsonr.h"
#include "job/job.h"

#define RBT_RERUN_DATE 11 /* bytes of 2024-01-02 */

struct rbt_rerun {
	struct rbt_job_text text; /* the options, borrowed from the rest */
	struct rbt_jsonr record;  /* what they are borrowed from ... */
	struct rbt_buf symbols;   /* ... and what is not in it as a text */
	char start[RBT_RERUN_DATE], end[RBT_RERUN_DATE];
	struct RBT_VEC(char *) params;
	struct rbt_job job;
	struct rbt_rule *rule;
};

/* The context is borrowed and outlives *r. */
void rbt_rerun_init(struct rbt_rerun *r, const struct rbt_context *ctx);

/*
 * Loads what a `run` record tells of; bundle and strategy say where to find the
 * two if not by the names in the record (NULL).  RBT_E_DATA for a run on bars
 * from a pipe, for a bundle or a strategy with another content, and for a
 * record that does not give the id it carries.  Released by the caller, also on
 * failure.
 */
int rbt_rerun_load(struct rbt_rerun *r, const char *line, size_t len,
    const char *bundle, const char *strategy, struct rbt_err *err) RBT_MUST_USE;
void rbt_rerun_release(struct rbt_rerun *r);

#endif
