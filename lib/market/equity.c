/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/equity.h"

#include "fmt/jsonw.h"

void
rbt_equity_emit(struct rbt_out *out, const struct rbt_equity *e, bool daily,
    const char *scope)
{
	struct rbt_jsonw w;
	rbt_period p = {daily ? RBT_DAY_NS : RBT_SEC_NS};

	rbt_jsonw_begin(&w, out, "equity");
	rbt_jsonw_time(&w, "time", e->time, p);
	rbt_jsonw_money(&w, "equity", e->equity);
	rbt_jsonw_money(&w, "cash", e->cash);
	rbt_jsonw_i64(&w, "flow", 0);
	if (scope)
		rbt_jsonw_str(&w, "scope", scope);
	rbt_jsonw_end(&w);
}
