/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "research/harvest.h"

#include "harness/search.h"
#include "harness/t.h"

static struct rbt_err err;

/* Trial `id` of training `window` with an objective. */
static void
trial(struct rbt_buf *b, const struct rbt_search *s, int id, int window,
    const char *objective)
{
	rbt_buf_printf(b,
	    "{\"type\":\"trial\",\"search_id\":\"%s\",\"id\":%d,"
	    "\"window\":%d,\"params\":{},\"objective\":%s,\"sharpe\":1,"
	    "\"cagr\":null,\"periods\":9,\"skew\":0,\"kurtosis\":3}\n",
	    s->id, id, window, objective);
}

/* The best of each training; of equals the lower parameters, whatever the order
 * of the trials; null is never best. */
static void
test_best(struct rbt_search *s)
{
	struct rbt_buf lines = {0};
	struct rbt_harvest h;
	struct rbt_out out;

	rbt_out_open_fd(&out, -1, "memory");
	rbt_harvest_begin(&h, s, "rbt-test", &out, false, NULL);
	trial(&lines, s, 6, 1, "0.5");
	trial(&lines, s, 2, 1, "0.75");
	trial(&lines, s, 9, 1, "0.75");
	trial(&lines, s, 1, 1, "0.25");
	trial(&lines, s, 8, 2, "-2");
	trial(&lines, s, 3, 2, "-2");
	trial(&lines, s, 4, 2, "null");
	trial(&lines, s, 4, 3, "null");
	T_INT(rbt_harvest_take(&h, &lines, &err), 0);
	T_OK(strstr(out.buf.data, lines.data) != NULL);
	T_OK(h.best[0].any && h.best[0].trial.point == 1);
	T_INT(h.best[0].n_trials, 4);
	T_OK(h.best[0].trial.sharpe == 1 && isnan(h.best[0].trial.cagr));
	T_INT(h.best[1].trial.point, 2);
	T_INT(h.best[1].point.at[1], 2);
	T_OK(!h.best[2].any);
	T_INT(h.w.n_records, 9);
	/* a trial of a point that the rule excludes is nobody's */
	rbt_buf_clear(&lines);
	trial(&lines, s, 7, 1, "9");
	T_INT(rbt_harvest_take(&h, &lines, &err), -1);
	T_STR(err.msg, "trial 7: the strategy does not allow it");
	rbt_err_clear(&err);
	rbt_harvest_release(&h);
	rbt_out_abort(&out);
	rbt_buf_release(&lines);
}

/* A sweep ends with what it counted, and not at all without a trial. */
static void
test_end(struct rbt_search *s)
{
	struct rbt_buf lines = {0};
	struct rbt_harvest h;
	struct rbt_out out;

	s->command = RBT_SEARCH_SWEEP;
	rbt_out_open_fd(&out, -1, "memory");
	rbt_harvest_begin(&h, s, "rbt-test", &out, false, NULL);
	trial(&lines, s, 2, 1, "0.75");
	T_INT(rbt_harvest_take(&h, &lines, &err), 0);
	T_INT(rbt_harvest_end(&h, &err), 0);
	T_OK(
	    strstr(out.buf.data, "\n{\"type\":\"end\",\"records\":3,") != NULL);
	T_OK(strstr(out.buf.data, "\"n_trials\":1,") != NULL);
	rbt_harvest_release(&h);
	rbt_out_abort(&out);
	rbt_out_open_fd(&out, -1, "memory");
	rbt_harvest_begin(&h, s, "rbt-test", &out, false, NULL);
	T_INT(rbt_harvest_end(&h, &err), -1);
	T_INT(err.code, RBT_E_NO);
	T_OK(strstr(out.buf.data, "\"end\"") == NULL);
	rbt_err_clear(&err);
	rbt_harvest_release(&h);
	rbt_out_abort(&out);
	rbt_buf_release(&lines);
}

int
main(void)
{
	const struct rbt_window_plan plan = {.train.months = 2,
	    .test.months = 1,
	    .step.months = 1};
	struct t_search t;

	T_INT(t_search_init(&t, t_search_rule, NULL, 0, &err), 0);
	t.search.command = RBT_SEARCH_WALK;
	T_INT(rbt_search_windows(&t.search, &plan, &err), 0);
	rbt_search_identify(&t.search);
	test_best(&t.search);
	test_end(&t.search);
	t_search_release(&t);
	T_STR(err.msg, "");
	T_DONE(2 + 11 + 7 + 1);
}
