/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An order and its state machine.  One `order` record is written for each
 * change of state, with the same id.
 */
#ifndef RBT_MARKET_ORDER_H
#define RBT_MARKET_ORDER_H

#include <stdbool.h>
#include <stdint.h>

#include "core/dec.h"
#include "core/io.h"
#include "core/time.h"

enum rbt_side {
	RBT_BUY,
	RBT_SELL,
};

enum rbt_order_type {
	RBT_ORDER_MARKET,
	RBT_ORDER_LIMIT,
	RBT_ORDER_STOP,
	RBT_ORDER_TRAIL,
};

enum rbt_order_status {
	RBT_ORDER_ACCEPTED,
	RBT_ORDER_PARTIALLY_FILLED,
	RBT_ORDER_FILLED,
	RBT_ORDER_CANCELED,
	RBT_ORDER_REJECTED,
	RBT_ORDER_EXPIRED,
};

/* Why an order stands where it stands; NONE is written as null. */
enum rbt_order_reason {
	RBT_REASON_NONE,
	RBT_REASON_ENTRY,         /* an entry signal */
	RBT_REASON_EXIT,          /* an exit signal */
	RBT_REASON_REVERSE,       /* the flattening half of a reversal */
	RBT_REASON_BARS,          /* exit after N bars */
	RBT_REASON_STOP,          /* a protective order: stop loss, */
	RBT_REASON_TRAIL,         /* trailing stop, */
	RBT_REASON_TARGET,        /* target */
	RBT_REASON_BUYING_POWER,  /* rejected or cut: not enough money */
	RBT_REASON_POSITION_GONE, /* canceled: nothing left to close */
	RBT_REASON_OCO,    /* canceled: another order closed the position */
	RBT_REASON_END,    /* expired with the run */
	RBT_REASON_DELIST, /* the instrument was delisted */
};

struct rbt_order {
	int64_t id;     /* from 1 in the order of submission */
	int64_t parent; /* the entry that it protects, 0 if none */
	const char *symbol;
	enum rbt_side side;
	enum rbt_order_type type;
	enum rbt_order_status status;
	enum rbt_order_reason reason;
	rbt_qty qty;  /* > 0 */
	rbt_px limit; /* 0: none */
	rbt_px stop;  /* 0: none */
	rbt_ts time;  /* of this state */
};

const char *rbt_side_name(enum rbt_side s);
const char *rbt_order_type_name(enum rbt_order_type t);
const char *rbt_order_status_name(enum rbt_order_status s);
/* NULL for RBT_REASON_NONE. */
const char *rbt_order_reason_name(enum rbt_order_reason r);

/* Whether a change of state is one that the state machine knows. */
bool rbt_order_may_become(enum rbt_order_status from, enum rbt_order_status to);

/* Writes an `order` record; times as the period of the run asks for. */
void rbt_order_emit(struct rbt_out *out, const struct rbt_order *o,
    rbt_period p);

#endif
