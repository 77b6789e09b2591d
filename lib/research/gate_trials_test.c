/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The printed example of "The Deflated Sharpe Ratio" (Bailey and Lopez de
 * Prado, 2014) as evidence that knows of few trials, and a log that knows of
 * all: 2.5 a year on 1250 days, 250 a year, skew -3, kurtosis 10, 100 trials
 * with a variance of 1/2 a year: 0.9004.
 */
#include "research/gate_trials.h"

#include "harness/gate.h"
#include "harness/t.h"

static struct rbt_err err;
static int code; /* what the log answers with */

#define RUN                                                                    \
	"{\"type\":\"stream\",\"v\":1}\n{\"type\":\"run\",\"run_id\":\"r1\","  \
	"\"strategy\":{\"sha256\":\"aa\"},\"params\":{},\"bundle\":{"          \
	"\"sha256\":\"bb\"}}\n{\"type\":\"end\",\"records\":1,\"status\":"     \
	"\"ok\"}\n"
#define OVERFIT(n) OVERFIT_OF(n, "null")
#define OVERFIT_OF(n, dsr)                                                     \
	"{\"type\":\"stream\",\"v\":1}\n{\"type\":\"overfit\",\"run_id\":"     \
	"\"r1\",\"source\":\"run\",\"periods\":1250,\"annualization\":250,"    \
	"\"sharpe\":0.15811388300841897,\"skew\":-3,\"kurtosis\":10,"          \
	"\"n_trials\":" n ",\"trials_sd\":null,\"trials_from\":null,"          \
	"\"psr\":0.99,\"dsr\":" dsr ",\"expected_max\":null,\"min_btl\":null," \
	"\"pbo\":0.25,\"haircut_sharpe\":null}\n{\"type\":\"end\","            \
	"\"records\":1,\"status\":\"ok\"}\n"

/* 100 trials, of which the ratios have that variance. */
static int
count(void *self, const char *strategy, const char *bundle, int annualization,
    struct rbt_trial_count *out, struct rbt_err *e)
{
	double sd = sqrt(0.5 / annualization * 99 / 100);

	T_STR(strategy, "aa");
	T_STR(bundle, "bb");
	*out = (struct rbt_trial_count){.n = *(size_t *)self};
	for (size_t i = 0; i < out->n; i++)
		rbt_spread_add(&out->sharpe, i % 2 ? sd : -sd);
	return code ? rbt_err_set(e, RBT_E_DATA, "no log") : 0;
}

/* What the evidence says after it was recounted with a log of n. */
static void
recount(const char *lines, size_t n, struct rbt_gate_evidence *e,
    struct rbt_gate_policy *p, bool *fewer, int want)
{
	const struct rbt_trial_log log = {&n, NULL, count};

	T_INT(gate_policy(p, false,
		  "{\"name\":\"d\",\"type\":\"overfit\",\"key\":\"dsr\","
		  "\"op\":\">=\",\"limit\":0.9}",
		  &err),
	    0);
	T_INT(gate_read(e, p, lines, &err), 0);
	T_INT(rbt_gate_trials_recount(e, &log, fewer, &err), want);
}

static void
done(struct rbt_gate_evidence *e, struct rbt_gate_policy *p)
{
	rbt_gate_evidence_release(e);
	rbt_gate_policy_release(p);
}

static double
value(const struct rbt_gate_record *r, const char *key)
{
	size_t len;
	const char *text = rbt_gate_evidence_raw(r, key, &len);

	return text ? strtod(text, NULL) : -999;
}

int
main(void)
{
	struct rbt_gate_evidence e;
	struct rbt_gate_policy p;
	const struct rbt_gate_record *r;
	bool fewer;

	recount(RUN OVERFIT("3"), 100, &e, &p, &fewer, 0);
	r = &e.records.at[1];
	T_OK(!fewer);
	T_NEAR(value(r, "dsr"), 0.9004, 0, 5e-5);
	T_NEAR(value(r, "expected_max"), 0.1132, 0, 5e-5);
	T_NEAR(value(r, "n_trials"), 100, 0, 0);
	T_NEAR(value(r, "n_effective"), 100, 0, 0);
	T_NEAR(value(r, "trials_sd"), sqrt(0.5 / 250), 1e-12, 0);
	T_OK(strstr(r->line, "\"trials_from\":\"log\"") != NULL);
	/* the rest stays, and nothing stands there twice */
	T_NEAR(value(r, "psr"), 0.99, 0, 0);
	T_NEAR(value(r, "pbo"), 0.25, 0, 0);
	T_STR(rbt_gate_measure(&e, &p.check[0], GATE_TODAY).answer ==
		      RBT_GATE_PASS
		  ? "pass"
		  : "not",
	    "pass");
	done(&e, &p);
	/* more in the evidence than in the log */
	recount(RUN OVERFIT("101"), 100, &e, &p, &fewer, 0);
	T_OK(fewer);
	T_NEAR(value(&e.records.at[1], "n_trials"), 101, 0, 0);
	done(&e, &p);
	recount(RUN OVERFIT("null"), 0, &e, &p, &fewer, 0);
	T_OK(fewer);
	done(&e, &p);
	/* the log never raises a ratio: 0.9004 is above 0.9, below 0.95 */
	recount(RUN OVERFIT_OF("3", "0.9"), 100, &e, &p, &fewer, 0);
	T_OK(!fewer);
	T_NEAR(value(&e.records.at[1], "dsr"), 0.9, 0, 0);
	T_NEAR(value(&e.records.at[1], "n_trials"), 100, 0, 0);
	done(&e, &p);
	recount(RUN OVERFIT_OF("3", "0.95"), 100, &e, &p, &fewer, 0);
	T_NEAR(value(&e.records.at[1], "dsr"), 0.9004, 0, 5e-5);
	done(&e, &p);
	recount(OVERFIT("3"), 100, &e, &p, &fewer, 0);
	T_OK(!fewer);
	done(&e, &p);
	code = 1;
	recount(RUN OVERFIT("3"), 100, &e, &p, &fewer, -1);
	T_STR(err.msg, "no log");
	done(&e, &p);
	T_DONE(16 + 4 + 7 * 3 + 6 * 2 - 1);
}
