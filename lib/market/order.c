/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/order.h"

#include <stddef.h>

#include "fmt/jsonw.h"

const char *
rbt_side_name(enum rbt_side s)
{
	return s == RBT_BUY ? "buy" : "sell";
}

const char *
rbt_order_type_name(enum rbt_order_type t)
{
	static const char *const names[] = {
	    [RBT_ORDER_MARKET] = "market",
	    [RBT_ORDER_LIMIT] = "limit",
	    [RBT_ORDER_STOP] = "stop",
	    [RBT_ORDER_TRAIL] = "trail",
	};

	return names[t];
}

const char *
rbt_order_status_name(enum rbt_order_status s)
{
	static const char *const names[] = {
	    [RBT_ORDER_ACCEPTED] = "accepted",
	    [RBT_ORDER_PARTIALLY_FILLED] = "partially_filled",
	    [RBT_ORDER_FILLED] = "filled",
	    [RBT_ORDER_CANCELED] = "canceled",
	    [RBT_ORDER_REJECTED] = "rejected",
	    [RBT_ORDER_EXPIRED] = "expired",
	};

	return names[s];
}

const char *
rbt_order_reason_name(enum rbt_order_reason r)
{
	static const char *const names[] = {
	    [RBT_REASON_NONE] = NULL,
	    [RBT_REASON_ENTRY] = "entry",
	    [RBT_REASON_EXIT] = "exit",
	    [RBT_REASON_REVERSE] = "reverse",
	    [RBT_REASON_BARS] = "bars",
	    [RBT_REASON_STOP] = "stop",
	    [RBT_REASON_TRAIL] = "trail",
	    [RBT_REASON_TARGET] = "target",
	    [RBT_REASON_BUYING_POWER] = "buying_power",
	    [RBT_REASON_POSITION_GONE] = "position_gone",
	    [RBT_REASON_OCO] = "oco",
	    [RBT_REASON_END] = "end",
	    [RBT_REASON_DELIST] = "delist",
	};

	return names[r];
}

bool
rbt_order_may_become(enum rbt_order_status from, enum rbt_order_status to)
{
	switch (from) {
	case RBT_ORDER_ACCEPTED:
		return to != RBT_ORDER_ACCEPTED;
	case RBT_ORDER_PARTIALLY_FILLED:
		return to != RBT_ORDER_ACCEPTED && to != RBT_ORDER_REJECTED;
	case RBT_ORDER_FILLED:
	case RBT_ORDER_CANCELED:
	case RBT_ORDER_REJECTED:
	case RBT_ORDER_EXPIRED:
		break;
	}
	return false;
}

static void
px_or_null(struct rbt_jsonw *w, const char *key, rbt_px p)
{
	if (p.v == 0)
		rbt_jsonw_null(w, key);
	else
		rbt_jsonw_px(w, key, p);
}

void
rbt_order_emit(struct rbt_out *out, const struct rbt_order *o, rbt_period p)
{
	struct rbt_jsonw w;

	rbt_jsonw_begin(&w, out, "order");
	rbt_jsonw_time(&w, "time", o->time, p);
	rbt_jsonw_i64(&w, "id", o->id);
	rbt_jsonw_str(&w, "symbol", o->symbol);
	rbt_jsonw_str(&w, "side", rbt_side_name(o->side));
	rbt_jsonw_qty(&w, "qty", o->qty);
	rbt_jsonw_str(&w, "order_type", rbt_order_type_name(o->type));
	px_or_null(&w, "limit", o->limit);
	px_or_null(&w, "stop", o->stop);
	rbt_jsonw_str(&w, "tif", "gtc");
	rbt_jsonw_str(&w, "status", rbt_order_status_name(o->status));
	rbt_jsonw_str_or_null(&w, "reason", rbt_order_reason_name(o->reason));
	if (o->parent == 0)
		rbt_jsonw_null(&w, "parent");
	else
		rbt_jsonw_i64(&w, "parent", o->parent);
	rbt_jsonw_null(&w, "tag");
	rbt_jsonw_end(&w);
}
