/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/trade.h"

#include "fmt/jsonw.h"

void
rbt_trade_emit(struct rbt_out *out, const struct rbt_trade *t, rbt_period p)
{
	struct rbt_jsonw w;
	const char *reason = rbt_order_reason_name(t->exit_reason);

	rbt_jsonw_begin(&w, out, "trade");
	rbt_jsonw_str(&w, "symbol", t->symbol);
	rbt_jsonw_str(&w, "side", t->is_short ? "short" : "long");
	rbt_jsonw_qty(&w, "qty", t->qty);
	rbt_jsonw_time(&w, "entry_time", t->entry_time, p);
	rbt_jsonw_px(&w, "entry_price", t->entry_price);
	if (t->open)
		rbt_jsonw_null(&w, "exit_time");
	else
		rbt_jsonw_time(&w, "exit_time", t->exit_time, p);
	rbt_jsonw_px(&w, "exit_price", t->exit_price);
	if (t->open || reason == NULL)
		rbt_jsonw_null(&w, "exit_reason");
	else
		rbt_jsonw_str(&w, "exit_reason", reason);
	rbt_jsonw_money(&w, "pnl", t->pnl);
	rbt_jsonw_f64(&w, "return", t->ret);
	rbt_jsonw_money(&w, "fees", t->fees);
	rbt_jsonw_i64(&w, "bars", t->bars);
	rbt_jsonw_f64(&w, "mae", t->mae);
	rbt_jsonw_f64(&w, "mfe", t->mfe);
	rbt_jsonw_end(&w);
}
