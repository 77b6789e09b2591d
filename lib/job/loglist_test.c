/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the log says of a strategy on a bundle.  Ratios per period of 256 a year
 * are a sixteenth of those a year; mean, deviation and the expected best of
 * three, 1.144 after Bailey and others (2014), by hand.  Tables and filters are
 * in tests/cli/trials.t. */
#include "job/loglist.h"

#include "harness/bundle.h"
#include "harness/t.h"
#include "store/trialdb.h"

static void
log_some(void)
{
	struct rbt_study s = {.strategy = "a.rule",
	    .bundle = "us",
	    .strategy_sha256 = "aaaaaaaa",
	    .bundle_sha256 = "bbbbbbbb",
	    .options = "{}",
	    .options_sha256 = "01",
	    .annualization = 256};
	struct rbt_tried t[] = {
	    {"{\"f\":1}", 0.0625, 500, {1700000000 * RBT_SEC_NS}},
	    {"{\"f\":2}", 0.125, 500, {1700000060 * RBT_SEC_NS}},
	};

	T_INT(rbt_trialdb_add(t_path, &s, t, 2, &t_err), 0);
	memcpy(s.options_sha256, "02", 3);
	t[0].sharpe = (double)NAN;
	T_INT(rbt_trialdb_add(t_path, &s, t, 1, &t_err), 0);
	memcpy(s.bundle_sha256, "cccccccc", 9);
	T_INT(rbt_trialdb_add(t_path, &s, t, 1, &t_err), 0);
}

int
main(void)
{
	struct rbt_out out;
	struct rbt_context ctx = {.tool = "rbt-test", .out = &out};

	t_enter();
	setenv("RBT_STATE", t_path, 1);
	log_some();
	rbt_out_open_fd(&out, -1, "memory");
	T_INT(rbt_loglist_command(&ctx, &t_err), 0);
	T_OK(strstr(out.buf.data,
		 "{\"type\":\"trials\",\"strategy\":{\"name\":\"a.rule\","
		 "\"sha256\":\"aaaaaaaa\"},\"bundle\":{\"name\":\"us\","
		 "\"sha256\":\"bbbbbbbb\"},\"option_sets\":2,\"n_trials\":3,"
		 "\"sharpe_mean_ann\":1.5,\"sharpe_sd_ann\":"
		 "0.7071067811865476,\"sharpe_max_ann\":2,"
		 "\"expected_max_ann\":0.6") != NULL);
	T_OK(strstr(out.buf.data,
		 "\"first\":\"2023-11-14T22:13:20Z\","
		 "\"last\":\"2023-11-14T22:14:20Z\"}\n") != NULL);
	T_OK(strstr(out.buf.data,
		 "\"cccccccc\"},\"option_sets\":1,\"n_trials\":1,"
		 "\"sharpe_mean_ann\":null,\"sharpe_sd_ann\":null,"
		 "\"sharpe_max_ann\":null,\"expected_max_ann\":null,") != NULL);
	T_OK(strstr(out.buf.data, "\"records\":2,") != NULL);
	rbt_out_abort(&out);
	t_leave();
	T_DONE(8);
}
