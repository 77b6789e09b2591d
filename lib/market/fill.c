/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/fill.h"

#include "fmt/jsonw.h"

void
rbt_fill_emit(struct rbt_out *out, const struct rbt_fill *f, rbt_period p)
{
	struct rbt_jsonw w;

	rbt_jsonw_begin(&w, out, "fill");
	rbt_jsonw_time(&w, "time", f->time, p);
	rbt_jsonw_i64(&w, "order_id", f->order_id);
	rbt_jsonw_str(&w, "symbol", f->symbol);
	rbt_jsonw_str(&w, "side", rbt_side_name(f->side));
	rbt_jsonw_qty(&w, "qty", f->qty);
	rbt_jsonw_px(&w, "price", f->price);
	rbt_jsonw_money(&w, "fee", f->fee);
	rbt_jsonw_end(&w);
}
