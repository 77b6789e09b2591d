/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The trial log of the user: what runs and searches are told to write to, and
 * what says how many trials there were.  It never changes a result: what goes
 * wrong while it is written is a warning.
 *
 *	struct rbt_logbook book;
 *	rbt_logbook_init(&book, ctx, false);
 *	rbt_tally_run(&book.log, &run, &backtest);
 *	rbt_logbook_close(&book);
 */
#ifndef RBT_JOB_LOGBOOK_H
#define RBT_JOB_LOGBOOK_H

#include "cli/tool.h"
#include "core/arena.h"
#include "core/vec.h"
#include "research/tally.h"
#include "store/trialdb.h"

/* clang-format off */
#define RBT_LOGBOOK_OPTION(off) \
	{.name = "no-trial-log", .flag = &(off), \
	 .help = "do not count this in the trial log"}
/* clang-format on */

struct rbt_logbook {
	struct rbt_trial_log log; /* its self is the logbook */
	const struct rbt_context *ctx;
	/* What waits to be written: one study's. */
	struct rbt_study study;
	struct RBT_VEC(struct rbt_tried) trials;
	struct rbt_arena arena; /* owns the texts */
	int64_t written_ns;     /* when something last was */
	bool off; /* nothing is written: asked for, or it failed, which was told
		   */
};

/* ctx is borrowed.  With `off` nothing is written. */
void rbt_logbook_init(struct rbt_logbook *book, const struct rbt_context *ctx,
    bool off);
/* Writes what waits, and releases. */
void rbt_logbook_close(struct rbt_logbook *book);

/* Warns that the log has fewer trials than the records, which count instead. */
void rbt_logbook_say_fewer(const struct rbt_context *ctx);

/* Calls take for each trial; see store/trialdb.h. */
int rbt_logbook_read(const struct rbt_trialdb_filter *filter,
    rbt_trialdb_take *take, void *self, struct rbt_err *err) RBT_MUST_USE;

#endif
