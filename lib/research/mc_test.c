/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values are by hand or closed forms, as each test says. */
#include "research/mc.h"

#include "core/rng.h"
#include "harness/t.h"

#define SESSIONS 300
#define TRADES   30

static struct rbt_runcurve curve;

/* Returns that one can tell from each other, with a spread of 1 %. */
static void
make_curve(void)
{
	struct rbt_rng r;

	rbt_rng_init(&r, 5, "mc_test");
	rbt_buf_add_str(&curve.id, "abc");
	curve.cash.v = (rbt_i128)1000 * RBT_DEC_ONE * RBT_DEC_ONE;
	curve.annualization = 252;
	for (int i = 0; i < SESSIONS; i++)
		RBT_VEC_PUSH(&curve.ret, 0.0005 + 0.01 * rbt_rng_normal(&r));
	for (int i = 0; i < TRADES; i++)
		RBT_VEC_PUSH(&curve.trade_ret,
		    0.01 + 0.05 * rbt_rng_normal(&r));
}

static struct rbt_mc_options
options_of(enum rbt_mc_method method)
{
	return (struct rbt_mc_options){.method = method,
	    .paths = 500,
	    .seed = 7,
	    .jobs = 1,
	    .drawdown = {0.05, 0.1},
	    .n_drawdown = 2,
	    .ruin = {0.3},
	    .n_ruin = 1,
	    .month = {1, 3, 240},
	    .n_months = 3,
	    .trim = true};
}

static char *
records_of(const struct rbt_mc *mc)
{
	struct rbt_out out;
	char *text;

	rbt_out_open_fd(&out, -1, "memory");
	(void)rbt_mc_emit(&out, mc);
	text = rbt_xstrndup(out.buf.data, out.buf.len);
	rbt_out_abort(&out);
	return text;
}

/* The same bytes for any number of threads; others for another seed. */
static void
test_jobs(void)
{
	static const unsigned jobs[] = {1, 2, 5};
	char *first = NULL;

	for (int m = RBT_MC_STATIONARY; m <= RBT_MC_GBM; m++) {
		struct rbt_mc_options o = options_of((enum rbt_mc_method)m);

		for (size_t i = 0; i < 4; i++) {
			struct rbt_mc mc;
			char *text;

			o.jobs = jobs[i % 3];
			o.seed = i == 3 ? 8 : 7;
			T_INT(rbt_mc_run(&mc, &o, &curve, NULL, NULL), 0);
			text = records_of(&mc);
			if (i == 0)
				first = text;
			else
				T_INT(strcmp(first, text) == 0, i != 3);
			if (i > 0)
				free(text);
			rbt_mc_release(&mc);
		}
		free(first);
	}
}

/* What a permutation cannot change, it does not. */
static void
test_permutation(void)
{
	struct rbt_mc_options o = options_of(RBT_MC_PERMUTATION);
	const struct rbt_mcdist *d;
	struct rbt_mc mc;

	T_INT(rbt_mc_run(&mc, &o, &curve, NULL, NULL), 0);
	d = mc.dist;
	T_NEAR(d[RBT_MC_FINAL_EQUITY].q[0], d[RBT_MC_FINAL_EQUITY].observed,
	    1e-12, 0);
	T_NEAR(d[RBT_MC_FINAL_EQUITY].sd, 0, 0, 0);
	T_OK(isnan(d[RBT_MC_FINAL_EQUITY].percentile));
	T_NEAR(d[RBT_MC_SHARPE].q[6], d[RBT_MC_SHARPE].observed, 1e-12, 0);
	T_OK(d[RBT_MC_MAX_DRAWDOWN].sd > 0);
	T_OK(d[RBT_MC_MAX_DRAWDOWN].percentile > 0);
	/* A month is 21 sessions of 252; 240 months do not fit. */
	T_INT(mc.step[0], 21);
	T_INT(mc.step[1], 63);
	T_INT(mc.n_chances, 5);
	T_OK(mc.chance[0].share.p >= mc.chance[1].share.p);
	rbt_mc_release(&mc);
}

/* Figures of the run itself; and trades have a year of their own. */
static void
test_observed(void)
{
	struct rbt_mc_options o = options_of(RBT_MC_TRADE);
	double w = 1000, t = 1000;
	struct rbt_mc mc;

	for (int i = 0; i < SESSIONS; i++)
		w *= 1 + curve.ret.at[i];
	for (int i = 0; i < TRADES; i++)
		t *= 1 + curve.trade_ret.at[i];
	T_INT(rbt_mc_run(&mc, &o, &curve, NULL, NULL), 0);
	T_INT(mc.horizon, TRADES);
	T_NEAR(mc.path.per_year, 25.2, 1e-15, 0);
	T_NEAR(mc.dist[RBT_MC_FINAL_EQUITY].observed, t, 1e-13, 0);
	rbt_mc_release(&mc);
	o.method = RBT_MC_IID;
	T_INT(rbt_mc_run(&mc, &o, &curve, NULL, NULL), 0);
	T_NEAR(mc.dist[RBT_MC_FINAL_EQUITY].observed, w, 1e-13, 0);
	T_OK(isnan(mc.block));
	rbt_mc_release(&mc);
	o.horizon = 100;
	T_INT(rbt_mc_run(&mc, &o, &curve, NULL, NULL), 0);
	T_INT(mc.horizon, 100);
	T_OK(isnan(mc.dist[RBT_MC_FINAL_EQUITY].observed));
	T_OK(isnan(mc.dist[RBT_MC_FINAL_EQUITY].percentile));
	rbt_mc_release(&mc);
}

/* Blocks: given, rounded, no longer than the run; automatic. */
static void
test_block(void)
{
	static const struct {
		enum rbt_mc_method method;
		double given, used;
	} rows[] = {{RBT_MC_STATIONARY, 10.5, 10.5}, {RBT_MC_BLOCK, 10.5, 11},
	    {RBT_MC_BLOCK, 1e5, SESSIONS}, {RBT_MC_STATIONARY, 1e5, SESSIONS}};
	struct rbt_mc_options o;
	struct rbt_mc mc;

	for (size_t i = 0; i < 4; i++) {
		o = options_of(rows[i].method);
		o.block = rows[i].given;
		T_INT(rbt_mc_run(&mc, &o, &curve, NULL, NULL), 0);
		T_NEAR(mc.block, rows[i].used, 0, 0);
		rbt_mc_release(&mc);
	}
	o.block = 0;
	T_INT(rbt_mc_run(&mc, &o, &curve, NULL, NULL), 0);
	T_OK(mc.block >= 1 && mc.block <= 60);
	rbt_mc_release(&mc);
}

static bool
is_move(double x)
{
	return x < 0 || x > 0;
}

/* A model is fitted to the sessions with a position, and draws those alone. */
static void
test_idle(void)
{
	static const double ret[] = {0, 0.01, -0.01, 0, 0.03, 0};
	struct rbt_mc_options o = options_of(RBT_MC_GBM);
	struct rbt_runcurve idle = curve;
	double path[8], begins[7] = {0}, sum = 0;
	struct rbt_mc mc;
	struct rbt_rng r;

	idle.ret = (struct rbt_runcurve_values){0};
	for (size_t i = 0; i < 6; i++)
		RBT_VEC_PUSH(&idle.ret, ret[i]);
	o.horizon = 8;
	T_INT(rbt_mc_run(&mc, &o, &idle, NULL, NULL), 0);
	T_INT(mc.n_idle, 3);
	/* Python: statistics.stdev of log(1.01), log(0.99), log(1.03) */
	T_NEAR(mc.diffusion.sigma, 0.019804892659527628, 1e-13, 0);
	rbt_rng_init(&r, 1, "idle");
	for (uint64_t i = 0; i < 6000; i++) {
		size_t first = 0, t, n;

		if (rbt_mc_draw(&mc, &r, i, path, &n, NULL) != 0)
			T_OK(false);
		for (; first < 6; first++) {
			for (t = 0; t < 8; t++)
				if (is_move(path[t]) !=
				    is_move(ret[(first + t) % 6]))
					break;
			if (t == 8)
				break;
		}
		begins[first < 6 ? first : 6]++;
		for (t = 0; t < 8; t++)
			sum += path[t];
	}
	/* Each beginning is as likely as another, 1000 +- 29; none other. */
	for (size_t i = 0; i < 6; i++)
		T_NEAR(begins[i], 1000, 0, 4 * 29);
	T_NEAR(begins[6], 0, 0, 0);
	/* Half of the steps move. */
	T_NEAR(sum / 24000, expm1(mc.diffusion.mu), 0,
	    4 * 0.0202 / sqrt(24000));
	rbt_mc_release(&mc);
	RBT_VEC_RELEASE(&idle.ret);
}

static void
refused(struct rbt_mc_options o, const struct rbt_runcurve *c,
    enum rbt_code code, const char *message)
{
	struct rbt_err err = {0};
	struct rbt_mc mc;

	T_INT(rbt_mc_run(&mc, &o, c, NULL, &err), -1);
	T_INT(err.code, code);
	T_STR(err.msg, message);
	rbt_mc_release(&mc);
}

/* Returns that grow without end have no long-run variance. */
static void
test_explosive(void)
{
	struct rbt_runcurve wild = curve;

	wild.ret = (struct rbt_runcurve_values){0};
	for (int i = 0; i < SESSIONS; i++)
		RBT_VEC_PUSH(&wild.ret,
		    i % 10 ? curve.ret.at[i] * exp(0.02 * i) * 0.01 : 0);
	refused(options_of(RBT_MC_GARCH), &wild, RBT_E_DATA,
	    "GARCH: alpha + beta is 1, so there is no long-run variance; the "
	    "equity moved in 270 of 300 sessions, stationary and block need "
	    "no model");
	RBT_VEC_RELEASE(&wild.ret);
}

static void
test_refused(void)
{
	struct rbt_mc_options o = options_of(RBT_MC_PERMUTATION);
	struct rbt_runcurve few = curve;

	o.horizon = SESSIONS + 1;
	refused(o, &curve, RBT_E_USAGE,
	    "--horizon: a permutation of 300 returns has no more");
	o = options_of(RBT_MC_IID);
	o.trim = false;
	refused(o, &curve, RBT_E_USAGE,
	    "--months: 240 months are 5040 returns, a path has 1 to 300");
	few.trade_ret.n = 1;
	refused(options_of(RBT_MC_TRADE), &few, RBT_E_DATA,
	    "the run has 1 closed trade, at least 2 are needed");
	few.ret.n = 20;
	refused(options_of(RBT_MC_GARCH), &few, RBT_E_DATA,
	    "GARCH needs at least 50 returns that differ, got 20; the equity "
	    "moved in 20 of 20 sessions, stationary and block need no model");
	refused(options_of(RBT_MC_JUMP), &few, RBT_E_DATA,
	    "jump diffusion: at least 30 returns are needed, got 20; the "
	    "equity moved in 20 of 20 sessions, stationary and block need no "
	    "model");
}

int
main(void)
{
	make_curve();
	test_jobs();
	test_permutation();
	test_observed();
	test_block();
	test_idle();
	test_refused();
	test_explosive();
	rbt_runcurve_release(&curve);
	T_DONE(110);
}
