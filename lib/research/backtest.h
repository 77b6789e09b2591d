/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One backtest: the simulation with its records, what the report and the
 * figures need of it, and the bounds that ambiguous bars leave open.
 */
#ifndef RBT_RESEARCH_BACKTEST_H
#define RBT_RESEARCH_BACKTEST_H

#include <stdint.h>

#include "core/attr.h"
#include "core/err.h"
#include "core/vec.h"
#include "fmt/rec.h"
#include "research/metrics.h"
#include "research/runinfo.h"

/* {0} before the run. */
struct rbt_backtest {
	struct rbt_sim_result result;
	struct RBT_VEC(struct rbt_equity) sessions; /* last of each session */
	struct RBT_VEC(int64_t) days;               /* their dates */
	struct RBT_VEC(struct rbt_trade) trades;    /* as they closed */
	struct rbt_drawdown_list drawdowns;
	struct rbt_metrics metrics;
	/* Final equity with the better and the worse order of events inside
	 * ambiguous bars; the run's own if there were none. */
	rbt_money equity_best, equity_worst;
};

/*
 * Runs `run` and computes its figures.  Records of orders, fills, trades and
 * equity go to `records` as they happen; NULL: none.  On failure *bt is good
 * for release alone, and a prefix of the records is written.
 */
int rbt_backtest_run(struct rbt_backtest *bt, const struct rbt_runinfo *run,
    struct rbt_rec_writer *records, struct rbt_err *err) RBT_MUST_USE;
void rbt_backtest_release(struct rbt_backtest *bt);

/*
 * The two halves of a run, for a caller with signals of its own and for an
 * account that goes on over several spans of time: add simulates one span, from
 * run->options.cash on, and appends what happened; measure computes the figures
 * of all, the first span's cash being that of its run.
 */
int rbt_backtest_add(struct rbt_backtest *bt, const struct rbt_runinfo *run,
    const struct rbt_signal_source *source, struct rbt_rec_writer *records,
    struct rbt_err *err) RBT_MUST_USE;
void rbt_backtest_measure(struct rbt_backtest *bt,
    const struct rbt_runinfo *run);

/* The stream of `tool` but for its end, which is the caller's to write: stream,
 * run, what rbt_backtest_run writes, metrics. */
int rbt_backtest_stream(struct rbt_backtest *bt, const struct rbt_runinfo *run,
    const char *tool, struct rbt_out *out, struct rbt_rec_writer *w,
    struct rbt_err *err) RBT_MUST_USE;

#endif
