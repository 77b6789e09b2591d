/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The expected lines are written by hand after rbt-records(5). */
#include "market/equity.h"

#include "harness/money.h"
#include "harness/t.h"

int
main(void)
{
	struct rbt_out out;
	struct rbt_equity e = {
	    .time = {19724 * RBT_DAY_NS + 21 * 3600 * RBT_SEC_NS},
	    .equity = {(rbt_i128)100000 * RBT_DEC_ONE * RBT_DEC_ONE + 5},
	    .cash = t_money_e8(-250000000),
	};

	rbt_out_open_fd(&out, 1, "test");
	rbt_equity_emit(&out, &e, false, NULL);
	T_STR(rbt_buf_str(&out.buf),
	    "{\"type\":\"equity\",\"time\":\"2024-01-02T21:00:00Z\","
	    "\"equity\":100000.0000000000000005,\"cash\":-2.5,\"flow\":0}\n");
	rbt_buf_clear(&out.buf);
	e.equity = e.cash;
	rbt_equity_emit(&out, &e, true, "oos");
	T_STR(rbt_buf_str(&out.buf),
	    "{\"type\":\"equity\",\"time\":\"2024-01-02\",\"equity\":-2.5,"
	    "\"cash\":-2.5,\"flow\":0,\"scope\":\"oos\"}\n");
	rbt_buf_release(&out.buf);
	T_DONE(2);
}
