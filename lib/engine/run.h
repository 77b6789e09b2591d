/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The state of a simulation while it runs, and how its parts report what they
 * do: orders to the sink, overflow as an error.  Private to lib/engine.
 */
#ifndef RBT_ENGINE_RUN_H
#define RBT_ENGINE_RUN_H

#include <stdbool.h>
#include <stddef.h>

#include "core/attr.h"
#include "engine/bracket.h"
#include "engine/feed.h"
#include "engine/ledger.h"
#include "engine/lots.h"
#include "engine/sim.h"

/* What the account has and waits for in one instrument. */
struct rbt_position {
	/* What every bar of every instrument looks at comes first. */
	rbt_qty qty;  /* shorts negative */
	rbt_px mark;  /* the last close */
	size_t bar;   /* the one at run->time, if there is one */
	uint8_t bits; /* its signals */
	const struct rbt_series *series;
	struct rbt_feed feed;
	size_t entry_bar;  /* of what is held: the bar of the fill, */
	int64_t entry_id;  /* its order, */
	rbt_qty entry_qty; /* and what that got, > 0 */
	struct rbt_bracket bracket;
	struct rbt_order exit, entry;   /* waiting; id 0: none */
	struct rbt_distances distances; /* of the waiting entry */
	struct rbt_lots lots;
};

/* An order that can trade, by the order of submission. */
struct rbt_turn {
	int64_t id;
	struct rbt_position *of;
};

struct rbt_run {
	const struct rbt_sim_options *opt;
	const struct rbt_sim_sink *sink;
	const struct rbt_trade_plan *plan;
	const struct rbt_calendar *cal;
	struct rbt_sim_result *res;
	struct rbt_err *err;
	rbt_period period;
	struct rbt_position *at;
	size_t n;
	struct rbt_ledger ledger;
	bool protects;           /* the plan has protective orders */
	size_t n_held;           /* positions that are not flat */
	size_t n_waiting;        /* exits and entries that wait */
	int64_t last_id;         /* of an order */
	rbt_ts time, close_time; /* of the bars at hand: opening and end */
	/* Instruments with a bar at `time` that have something to do, in
	 * order of their symbols. */
	struct rbt_actives RBT_VEC(struct rbt_position *) active;
	struct rbt_turns RBT_VEC(struct rbt_turn) turns;
};

/* Fails with "FIELD overflow at SYMBOL TIME". */
int rbt_run_overflow(const struct rbt_run *r, const struct rbt_position *p,
    const char *field);

/* Gives the order the next id and reports it as accepted. */
void rbt_run_accept(struct rbt_run *r, struct rbt_order *o, rbt_ts time);

/* The same for a market order that waits for its bar. */
void rbt_run_wait(struct rbt_run *r, struct rbt_order *o, rbt_ts time);
/* Takes a waiting order out; it has no further state yet. */
struct rbt_order rbt_run_take(struct rbt_run *r, struct rbt_order *waiting);

/* Reports a further state of an order. */
void rbt_run_change(struct rbt_run *r, struct rbt_order *o,
    enum rbt_order_status status, enum rbt_order_reason reason, rbt_ts time);

/* The order of a leg of p's bracket, as it stands. */
struct rbt_order rbt_run_leg(const struct rbt_position *p, enum rbt_leg leg);

/* Cancels what is left of p's bracket. */
void rbt_run_unprotect(struct rbt_run *r, struct rbt_position *p,
    enum rbt_order_reason reason, rbt_ts time);

/* Empties r->turns; adds to it; sorts it by id. */
void rbt_run_turns_begin(struct rbt_run *r);
void rbt_run_turns_add(struct rbt_run *r, int64_t id, struct rbt_position *of);
void rbt_run_turns_sort(struct rbt_run *r);

#endif
