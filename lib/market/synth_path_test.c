/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Paths from given normal numbers, computed with numpy, of the reference data
 * in $RBT_SHARED/golden/resampling; regimes and effects by hand.
 */
#include "market/synth_path.h"

#include <stdlib.h>

#include "harness/t.h"

#include "core/io.h"
#include "core/num.h"
#include "fmt/jsonr.h"

#define MAX 20

/* The numbers of a list; their count. */
static size_t
numbers(const struct rbt_jsonr_val *v, const char *key, double out[MAX])
{
	struct rbt_err err = {0};
	struct rbt_jsonr_val list;
	const char *text;
	size_t n = 0;

	T_INT(rbt_jsonr_arr(v, key, &list, &n, &err), 0);
	for (size_t i = 0; i < n && i < MAX; i++) {
		struct rbt_jsonr_val item = rbt_jsonr_item(&list, i);

		if (rbt_jsonr_num(&item, NULL, &text, &err) == 0)
			(void)!rbt_num_f64(text, strlen(text), -1e9, 1e9,
			    &out[i], &err);
	}
	T_STR(err.msg, "");
	return n;
}

static struct rbt_jsonr_val
member(const struct rbt_jsonr_val *v, const char *key)
{
	struct rbt_jsonr_val out = {0};
	struct rbt_err err = {0};

	T_INT(rbt_jsonr_obj(v, key, &out, &err), 0);
	return out;
}

static void
test_gbm(const struct rbt_jsonr_val *root)
{
	struct rbt_jsonr_val v = member(root, "gbm");
	struct rbt_synth_model m = {.drift = 0.08, .volatility = 0.2};
	struct rbt_synth_path p;
	double z[MAX], want[MAX];

	T_INT(numbers(&v, "z", z), 12);
	T_INT(numbers(&v, "path_exact", want), 13);
	rbt_synth_path_init(&p, &m, 1.0 / 12, log(100), 0.5);
	for (size_t i = 0; i < 12; i++) {
		rbt_synth_path_begin(&p, (int)(i % 7), 0.5);
		rbt_synth_path_step(&p, 1, z[i]);
		rbt_synth_path_end(&p);
		T_NEAR(exp(p.x), want[i + 1], 1e-10, 0);
	}
}

static void
test_jump(const struct rbt_jsonr_val *root)
{
	struct rbt_jsonr_val v = member(root, "merton_jump_diffusion");
	struct rbt_jsonr_val path = member(&v, "path"), normals;
	struct rbt_synth_model m = {
	    .kind = RBT_SYNTH_JUMP,
	    .drift = 0.1,
	    .volatility = 0.18,
	    .rate = 2,
	    .mean = -0.04,
	    .sd = 0.07,
	};
	struct rbt_synth_path p;
	struct rbt_err err = {0};
	double z[MAX], want[MAX], jump[MAX];
	size_t n = 0;

	T_INT(numbers(&path, "z", z), 8);
	T_INT(numbers(&path, "values", want), 9);
	T_INT(rbt_jsonr_arr(&path, "jump_normals", &normals, &n, &err), 0);
	T_INT(n, 8);
	rbt_synth_path_init(&p, &m, 1.0 / 8, log(100), 0.5);
	for (size_t i = 0; i < n; i++) {
		struct rbt_jsonr_val item = rbt_jsonr_item(&normals, i);
		size_t jumps = numbers(&item, NULL, jump);

		rbt_synth_path_begin(&p, 0, 0.5);
		rbt_synth_path_step(&p, 1, z[i]);
		for (size_t j = 0; j < jumps; j++)
			p.x += m.mean + m.sd * jump[j];
		rbt_synth_path_end(&p);
		T_NEAR(exp(p.x), want[i + 1], 1e-10, 0);
	}
}

/* Whole sessions, and the same in two parts with the same sum of shocks. */
static void
test_garch(const struct rbt_jsonr_val *root, double q)
{
	struct rbt_jsonr_val v = member(root, "garch");
	struct rbt_jsonr_val s = member(&v, "simulation");
	/* v = 0.01^2, so omega = 2e-6; M = drift - v / 2 = 0.0004 */
	struct rbt_synth_model m = {
	    .kind = RBT_SYNTH_GARCH,
	    .drift = 0.00045,
	    .volatility = 0.01,
	    .alpha = 0.09,
	    .beta = 0.89,
	};
	double z[MAX], variance[MAX], returns[MAX], before;
	double both = sqrt(q) + sqrt(1 - q);
	struct rbt_synth_path p;

	T_INT(numbers(&s, "z", z), 15);
	T_INT(numbers(&s, "variance", variance), 15);
	T_INT(numbers(&s, "returns", returns), 15);
	rbt_synth_path_init(&p, &m, 1, 0, 0.5);
	for (size_t i = 0; i < 15; i++) {
		before = p.x;
		rbt_synth_path_begin(&p, 0, 0.5);
		T_NEAR(p.variance, variance[i], 1e-10, 0);
		rbt_synth_path_step(&p, q, z[i] / both);
		rbt_synth_path_step(&p, 1 - q, z[i] / both);
		rbt_synth_path_end(&p);
		T_NEAR(p.x - before, returns[i], 1e-10, 0);
	}
}

static void
test_golden(void)
{
	const char *shared = getenv("RBT_SHARED");
	struct rbt_buf text = {0};
	struct rbt_jsonr doc;
	struct rbt_err err = {0};
	char path[1024];

	snprintf(path, sizeof path,
	    "%s/golden/resampling/resampling_expected.json",
	    shared ? shared : "");
	if (shared == NULL ||
	    rbt_io_read_file(path, 1 << 20, &text, &err) != 0 ||
	    rbt_jsonr_parse(&doc, text.data, text.len, &err) != 0) {
		T_SKIP("no reference data in $RBT_SHARED");
		rbt_buf_release(&text);
		return;
	}
	test_gbm(&doc.root);
	test_jump(&doc.root);
	test_garch(&doc.root, 1);
	test_garch(&doc.root, 0.25);
	rbt_jsonr_release(&doc);
	rbt_buf_release(&text);
}

/* The session's variance and return with z = 1. */
static void
check_regime(struct rbt_synth_path *p, double u, double variance)
{
	double x = p->x;

	rbt_synth_path_begin(p, 0, u);
	rbt_synth_path_step(p, 1, 1);
	rbt_synth_path_end(p);
	T_NEAR(p->variance, variance, 1e-14, 0);
	T_NEAR(p->x - x, 0.1 - variance / 2 + sqrt(variance), 1e-14, 0);
}

/* c = 7 (3 + 1) / (3 + 2^2 1) = 4; three calm sessions for one stormy one make
 * (3 4 + 16) / 4 = 7. */
static void
test_regime(void)
{
	struct rbt_synth_model m = {
	    .kind = RBT_SYNTH_REGIME,
	    .drift = 0.1,
	    .volatility = sqrt(7),
	    .ratio = 2,
	    .calm = 3,
	    .storm = 1,
	};
	struct rbt_synth_path p;

	rbt_synth_path_init(&p, &m, 1, 0, 0.26);
	T_OK(!p.stormy);
	rbt_synth_path_init(&p, &m, 1, 0, 0.24);
	T_OK(p.stormy);
	check_regime(&p, 0.99, 4); /* storms last one session */
	check_regime(&p, 0.34, 4);
	check_regime(&p, 0.33, 16);
	check_regime(&p, 0.01, 4);
}

/* V = 0.01 and M = 0.005 - V / 2 = 0 but for the effects. */
static void
test_effects(void)
{
	static const double z[] = {1, 0, 0, -2, 0};
	static const double want[] = {0.1, 0.05 + 0.01, 0.025, 0.0125 - 0.2,
	    -0.09375};
	struct rbt_synth_model m = {
	    .drift = 0.005,
	    .volatility = 0.1,
	    .momentum = 0.5,
	    .weekday = {[1] = 0.01},
	};
	struct rbt_synth_path p;
	double x;

	rbt_synth_path_init(&p, &m, 1, 0, 0.5);
	for (int i = 0; i < 5; i++) {
		x = p.x;
		rbt_synth_path_begin(&p, i, 0.5);
		rbt_synth_path_step(&p, 0.25, z[i]);
		rbt_synth_path_step(&p, 0.75, z[i] / sqrt(3));
		rbt_synth_path_end(&p);
		T_NEAR(p.x - x, want[i], 0, 1e-15);
	}
	/* A jump counts as a return above the mean less what is expected. */
	m = (struct rbt_synth_model){.kind = RBT_SYNTH_JUMP,
	    .rate = 0.5,
	    .mean = 0.2,
	    .momentum = 0.5};
	rbt_synth_path_init(&p, &m, 1, 0, 0.5);
	rbt_synth_path_begin(&p, 0, 0.5);
	rbt_synth_path_step(&p, 1, 0);
	p.x += 0.2;
	rbt_synth_path_end(&p);
	x = p.x;
	rbt_synth_path_begin(&p, 0, 0.5);
	rbt_synth_path_step(&p, 1, 0);
	T_NEAR(x, 0.2 - 0.5 * expm1(0.2), 0, 1e-15);
	T_NEAR(p.x - x, -0.5 * expm1(0.2) + 0.5 * (0.2 - 0.5 * 0.2), 0, 1e-15);
}

int
main(void)
{
	test_golden();
	test_regime();
	test_effects();
	T_DONE(t_skipped > 0 ? 17 : 152);
}
