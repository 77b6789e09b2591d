/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The expected lines are written by hand after rbt-records(5). */
#include "market/tried.h"

#include "harness/t.h"

int
main(void)
{
	const struct rbt_study study = {
	    .strategy = "a\"b.rule",
	    .bundle = "us-daily",
	    .strategy_sha256 = "01",
	    .bundle_sha256 = "02",
	    .options = "{\"fill\":\"next-open\"}",
	    .options_sha256 = "03",
	    .annualization = 252,
	};
	struct rbt_tried t = {
	    .params = "{\"fast\":10}",
	    .sharpe = 0.0625,
	    .periods = 500,
	    .first = {1704205800 * RBT_SEC_NS},
	};
	struct rbt_out out;

	rbt_out_open_fd(&out, 1, "test");
	rbt_tried_emit(&out, &study, &t);
	T_STR(rbt_buf_str(&out.buf),
	    "{\"type\":\"tried\",\"strategy\":{\"name\":\"a\\\"b.rule\","
	    "\"sha256\":\"01\"},\"bundle\":{\"name\":\"us-daily\",\"sha256\":"
	    "\"02\"},\"options\":{\"fill\":\"next-open\"},\"options_sha256\":"
	    "\"03\",\"params\":{\"fast\":10},\"annualization\":252,"
	    "\"periods\":500,\"sharpe\":0.0625,\"first\":"
	    "\"2024-01-02T14:30:00Z\"}\n");
	rbt_buf_clear(&out.buf);
	t.sharpe = (double)NAN;
	rbt_tried_emit(&out, &study, &t);
	T_OK(strstr(rbt_buf_str(&out.buf), "\"sharpe\":null,") != NULL);
	rbt_buf_release(&out.buf);
	T_DONE(2);
}
