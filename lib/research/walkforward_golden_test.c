/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reference data in $RBT_SHARED/golden/walkforward: windows and splits of
 * skfolio 0.20.1, purged folds, a walk with its efficiency and plateaus by
 * direct formulas in numpy.  Without them the test is skipped.
 */
#include <stdlib.h>

#include "core/io.h"
#include "core/num.h"
#include "fmt/jsonr.h"
#include "harness/curve.h"
#include "harness/t.h"
#include "harness/trials.h"
#include "research/efficiency.h"
#include "research/fold.h"
#include "research/metrics.h"
#include "research/plateau.h"
#include "research/window.h"

#define MAX_ROWS 1300
#define RTOL     1e-9

static struct rbt_err err;

static double
number(const struct rbt_jsonr_val *v, const char *key)
{
	const char *text;
	double x = (double)NAN;

	if (key && !rbt_jsonr_has(v, key))
		return x;
	if (rbt_jsonr_num(v, key, &text, &err) != 0 ||
	    rbt_num_f64(text, strlen(text), -1e300, 1e300, &x, &err) != 0)
		printf("%s\n", err.msg);
	return x;
}

static size_t
count(const struct rbt_jsonr_val *v, const char *key)
{
	return (size_t)number(v, key);
}

static struct rbt_jsonr_val
list(const struct rbt_jsonr_val *v, const char *key, size_t *n)
{
	struct rbt_jsonr_val out = *v;

	*n = 0;
	if (rbt_jsonr_arr(v, key, &out, n, &err) != 0)
		printf("%s\n", err.msg);
	return out;
}

static struct rbt_jsonr_val
object(const struct rbt_jsonr_val *v, const char *key)
{
	struct rbt_jsonr_val out = *v;

	if (rbt_jsonr_obj(v, key, &out, &err) != 0)
		printf("%s\n", err.msg);
	return out;
}

static bool
flag(const struct rbt_jsonr_val *v, const char *key)
{
	bool out = false;

	if (rbt_jsonr_bool(v, key, &out, &err) != 0)
		printf("%s\n", err.msg);
	return out;
}

/* Number i of a list of numbers. */
static size_t
item(const struct rbt_jsonr_val *v, size_t i)
{
	struct rbt_jsonr_val x = rbt_jsonr_item(v, i);

	return count(&x, NULL);
}

static bool
same_range(struct rbt_fold got, const struct rbt_jsonr_val *want)
{
	return got.from == item(want, 0) && got.to == item(want, 1);
}

static bool
same_ranges(const struct rbt_folds *got, const struct rbt_jsonr_val *v)
{
	size_t n;
	struct rbt_jsonr_val want = list(v, "train_ranges", &n);
	bool same = n == got->n;

	for (size_t i = 0; same && i < n; i++) {
		struct rbt_jsonr_val x = rbt_jsonr_item(&want, i);

		same = same_range(got->at[i], &x);
	}
	return same;
}

static void
test_windows(const struct rbt_jsonr_val *root)
{
	static int64_t at[MAX_ROWS];
	size_t n_cases, n;
	struct rbt_jsonr_val cases = list(root, "walk_forward", &n_cases);

	for (size_t i = 0; i < MAX_ROWS; i++)
		at[i] = (int64_t)i * 1000;
	for (size_t c = 0; c < n_cases; c++) {
		struct rbt_jsonr_val v = rbt_jsonr_item(&cases, c);
		struct rbt_jsonr_val want =
		    list(&v, "windows_train_start_end_test_start_end", &n);
		struct rbt_timeline t = {.at = {at, count(&v, "n"), 0}};
		struct rbt_window_plan plan = {.train.bars =
						   (int64_t)count(&v, "train"),
		    .test.bars = (int64_t)count(&v, "test"),
		    .step.bars = (int64_t)count(&v, "step"),
		    .gap.bars = (int64_t)count(&v, "gap"),
		    .anchored = flag(&v, "anchored"),
		    .keep_short = flag(&v, "allow_partial_last_test")};
		struct rbt_windows got = {0};

		t.end = (int64_t)t.at.n * 1000;
		T_INT(rbt_window_list(&plan, &t, &got, &err), 0);
		T_INT(got.n, n);
		for (size_t i = 0; i < n && i < got.n; i++) {
			struct rbt_jsonr_val w = rbt_jsonr_item(&want, i);
			struct rbt_window g = got.at[i];

			T_INT(g.train.from, item(&w, 0) * 1000);
			T_INT(g.train.to, item(&w, 1) * 1000);
			T_INT(g.test.from, item(&w, 2) * 1000);
			T_INT(g.test.to, item(&w, 3) * 1000);
		}
		RBT_VEC_RELEASE(&got);
	}
}

/* The splits of one case, in order, with the path of each test fold. */
static void
test_cpcv_case(const struct rbt_jsonr_val *v)
{
	size_t n = count(v, "n"), n_folds = count(v, "n_folds");
	size_t k = count(v, "n_test_folds"), purge = count(v, "purge");
	size_t n_splits, label_end[MAX_ROWS], choice[RBT_FOLD_MAX];
	size_t used[RBT_FOLD_MAX] = {0};
	struct rbt_jsonr_val splits = list(v, "splits", &n_splits);

	T_INT(rbt_fold_splits(n_folds, k), n_splits);
	T_INT(rbt_fold_splits(n_folds - 1, k - 1), count(v, "n_paths"));
	for (size_t i = 0; i < n; i++)
		label_end[i] = i + purge;
	for (size_t i = 0; i < k; i++)
		choice[i] = i;
	for (size_t s = 0; s < n_splits; s++) {
		struct rbt_jsonr_val w = rbt_jsonr_item(&splits, s);
		size_t m;
		struct rbt_jsonr_val folds = list(&w, "test_folds", &m);
		struct rbt_jsonr_val ranges = list(&w, "test_ranges", &m);
		struct rbt_jsonr_val paths = list(&w, "path_ids", &m);
		struct rbt_fold test[RBT_FOLD_MAX];
		struct rbt_folds train = {0};
		bool good = true;

		for (size_t i = 0; i < k; i++) {
			struct rbt_jsonr_val r = rbt_jsonr_item(&ranges, i);

			test[i] = rbt_fold_of(n, n_folds, choice[i]);
			good = good && choice[i] == item(&folds, i) &&
			       same_range(test[i], &r) &&
			       used[choice[i]]++ == item(&paths, i);
		}
		rbt_fold_train(label_end, n, test, k, count(v, "embargo"),
		    &train);
		T_OK(good);
		T_OK(same_ranges(&train, &w));
		T_OK(rbt_fold_next(choice, k, n_folds) == (s + 1 < n_splits));
		RBT_VEC_RELEASE(&train);
	}
}

static void
test_cpcv(const struct rbt_jsonr_val *root)
{
	size_t n;
	struct rbt_jsonr_val cases = list(root, "cpcv", &n);

	for (size_t i = 0; i < n; i++) {
		struct rbt_jsonr_val v = rbt_jsonr_item(&cases, i);

		test_cpcv_case(&v);
	}
}

/* Numbers of splits and of paths: each fold is tested once in every path, so
 * there are as many as ways to choose the others. */
static void
test_counts(const struct rbt_jsonr_val *root)
{
	static const struct {
		const char *key;
		size_t n, k;
	} cases[] = {{"N=6,k=2", 6, 2}, {"N=10,k=2", 10, 2},
	    {"N=10,k=3", 10, 3}, {"N=16,k=8", 16, 8}, {"N=8,k=4", 8, 4}};
	struct rbt_jsonr_val counts = object(root, "cpcv_counts");

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct rbt_jsonr_val v = object(&counts, cases[i].key);
		size_t n = cases[i].n, k = cases[i].k;

		T_INT(rbt_fold_splits(n, k), count(&v, "splits"));
		T_INT(rbt_fold_splits(n - 1, k - 1), count(&v, "paths"));
	}
}

static void
test_labels(const struct rbt_jsonr_val *root)
{
	struct rbt_jsonr_val v = object(root, "purged_kfold_labels");
	size_t n, n_results, label_end[MAX_ROWS];
	struct rbt_jsonr_val t1 = list(&v, "t1", &n);
	struct rbt_jsonr_val results = list(&v, "results", &n_results);

	for (size_t i = 0; i < n; i++)
		label_end[i] = item(&t1, i);
	for (size_t k = 0; k < n_results; k++) {
		struct rbt_jsonr_val r = rbt_jsonr_item(&results, k);
		size_t n_folds, m;
		struct rbt_jsonr_val folds = list(&r, "folds", &n_folds);

		for (size_t i = 0; i < n_folds; i++) {
			struct rbt_jsonr_val f = rbt_jsonr_item(&folds, i);
			struct rbt_jsonr_val range = list(&f, "test", &m);
			struct rbt_fold test = rbt_fold_of(n, n_folds, i);
			struct rbt_folds train = {0};

			rbt_fold_train(label_end, n, &test, 1,
			    count(&r, "embargo_bars"), &train);
			T_OK(same_range(test, &range));
			T_OK(same_ranges(&train, &f));
			RBT_VEC_RELEASE(&train);
		}
	}
}

static void
test_efficiency(const struct rbt_jsonr_val *root)
{
	static const char *const keys[][3] = {
	    {"is_annual_return", "oos_annual_return", "wfe_mean_ratio"},
	    {"is_mean", "oos_mean", "wfe_ratio_of_arithmetic_annual_means"},
	    {"is_sharpe", "oos_sharpe", "wfe_sharpe_ratio"},
	};
	struct rbt_jsonr_val v = object(root, "walk_forward_efficiency");
	size_t n;
	struct rbt_jsonr_val folds = list(&v, "folds", &n);
	double train[32], test[32];

	T_INT(n, 8);
	for (size_t k = 0; k < 3; k++) {
		for (size_t i = 0; i < n; i++) {
			struct rbt_jsonr_val f = rbt_jsonr_item(&folds, i);

			train[i] = number(&f, keys[k][0]);
			test[i] = number(&f, keys[k][1]);
		}
		T_NEAR(rbt_efficiency_ratio(train, test, n),
		    number(&v, keys[k][2]), RTOL, 0);
	}
}

/* The figures of an account that grew by n returns. */
static struct rbt_metrics
measure(const double *ret, size_t n)
{
	static struct rbt_equity sessions[MAX_ROWS];
	static int64_t day[MAX_ROWS], e10[MAX_ROWS];
	const struct rbt_sim_result nothing = {0};
	struct rbt_metrics_input in = {.initial_equity = T_CURVE_CASH,
	    .sessions = sessions,
	    .day = day,
	    .n_sessions = n,
	    .run = &nothing,
	    .annualization = 252};
	struct rbt_drawdown_list drawdowns = {0};
	struct rbt_metrics m;

	for (size_t i = 0; i < n; i++) {
		day[i] = (int64_t)i;
		e10[i] = llround(ret[i] * 1e10);
	}
	t_curve_grow(e10, n, sessions);
	rbt_drawdown_list_find(&drawdowns, in.initial_equity, sessions, n);
	rbt_metrics_compute(&in, &drawdowns, &m);
	rbt_drawdown_list_release(&drawdowns);
	return m;
}

/* The strategy with the best ratio on rows from .. to-1; of equals the first.
 */
static size_t
choose(size_t from, size_t to)
{
	size_t best = 0;
	double most = -1e300;

	for (size_t k = 0; k < T_TRIALS; k++) {
		double sharpe = measure(t_trials[k] + from, to - from).sharpe;

		if (sharpe > most) {
			most = sharpe;
			best = k;
		}
	}
	return best;
}

/* The same walk done here, from the returns of the 24 strategies on: windows,
 * choices, figures of both halves, and the account that goes through all. */
static void
test_walk(const struct rbt_jsonr_val *root)
{
	static int64_t at[T_TRIALS_N];
	static double all[T_TRIALS_N];
	const double year = sqrt(252);
	struct rbt_jsonr_val v = object(root, "walk_forward_efficiency");
	struct rbt_jsonr_val oos = object(&v, "stitched_oos");
	struct rbt_timeline t = {.at = {at, T_TRIALS_N, 0}, .end = T_TRIALS_N};
	const struct rbt_window_plan plan = {.train.bars = 400,
	    .test.bars = 100,
	    .step.bars = 100};
	struct rbt_windows w = {0};
	struct rbt_panel panel;
	struct rbt_metrics m;
	size_t n, n_all = 0, profitable = 0;
	struct rbt_jsonr_val folds = list(&v, "folds", &n);

	T_OK(t_trials_load(&panel));
	for (int64_t i = 0; i < T_TRIALS_N; i++)
		at[i] = i;
	T_INT(rbt_window_list(&plan, &t, &w, &err), 0);
	T_INT(w.n, n);
	for (size_t i = 0; i < n && i < w.n; i++) {
		struct rbt_jsonr_val f = rbt_jsonr_item(&folds, i);
		size_t from = (size_t)w.at[i].train.from;
		size_t mid = (size_t)w.at[i].test.from, k = choose(from, mid);
		const char *name = "";
		char mine[24];

		snprintf(mine, sizeof mine, "s%02zu", k + 1);
		T_INT(rbt_jsonr_str(&f, "best", &name, &err), 0);
		T_STR(mine, name);
		m = measure(t_trials[k] + from, mid - from);
		T_NEAR(m.sharpe / year, number(&f, "is_sharpe"), RTOL, 0);
		T_NEAR(m.cagr, number(&f, "is_annual_return"), RTOL, 0);
		m = measure(t_trials[k] + mid, 100);
		T_NEAR(m.sharpe / year, number(&f, "oos_sharpe"), RTOL, 0);
		T_NEAR(m.cagr, number(&f, "oos_annual_return"), RTOL, 0);
		profitable += m.total_return > 0;
		for (size_t d = 0; d < 100; d++)
			all[n_all++] = t_trials[k][mid + d];
	}
	T_INT(n_all, count(&oos, "n"));
	m = measure(all, n_all);
	T_NEAR(m.total_return, number(&oos, "total_return"), RTOL, 0);
	T_NEAR(m.sharpe, number(&oos, "sharpe_annual"), RTOL, 0);
	T_NEAR(m.max_drawdown, -number(&oos, "max_drawdown"), RTOL, 0);
	T_NEAR((double)profitable / (double)n,
	    number(&v, "share_profitable_oos_windows"), RTOL, 0);
	RBT_VEC_RELEASE(&w);
}

static void
test_plateau(const struct rbt_jsonr_val *root)
{
	struct rbt_jsonr_val v = object(root, "parameter_plateau");
	size_t axis[2] = {0}, n = 0;
	struct rbt_jsonr_val rows =
	    list(&v, "grid_rows_param1_cols_param2", &axis[0]);
	struct rbt_jsonr_val best = list(&v, "best", &n);
	struct rbt_jsonr_val mean = list(&v, "best_by_3x3_mean", &n);
	struct rbt_jsonr_val min = list(&v, "best_by_3x3_min", &n);
	double value[64];
	struct rbt_plateau p;

	n = 0;
	for (size_t i = 0; i < axis[0]; i++) {
		struct rbt_jsonr_val row = rbt_jsonr_item(&rows, i);

		row = list(&row, NULL, &axis[1]);
		for (size_t k = 0; k < axis[1] && n < 64; k++) {
			struct rbt_jsonr_val x = rbt_jsonr_item(&row, k);

			value[n++] = number(&x, NULL);
		}
	}
	rbt_plateau_measure(value, axis, 2, &p);
	T_INT(p.best, item(&best, 0) * axis[1] + item(&best, 1));
	T_INT(p.smooth, item(&mean, 0) * axis[1] + item(&mean, 1));
	T_INT(p.robust, item(&min, 0) * axis[1] + item(&min, 1));
	T_NEAR(p.best_value, number(&v, "best_value"), RTOL, 0);
	T_NEAR(p.neighbour_mean, number(&v, "neighbour_mean_of_best"), RTOL, 0);
	T_NEAR(p.neighbour_min, number(&v, "neighbour_min_of_best"), RTOL, 0);
	T_NEAR(p.peak_ratio, number(&v, "peak_ratio"), RTOL, 0);
	T_NEAR(p.smooth_mean, number(&v, "best_3x3_mean"), RTOL, 0);
	T_NEAR(p.robust_min, number(&v, "best_3x3_min"), RTOL, 0);
	T_NEAR(p.share_high, number(&v, "share_ge_80pct_of_best"), RTOL, 0);
	T_INT(p.n_high, count(&v, "plateau_cells_4connected_from_best"));
	T_NEAR(p.share_positive, number(&v, "share_positive"), RTOL, 0);
	T_NEAR(p.mean, number(&v, "grid_mean"), RTOL, 0);
	T_NEAR(p.sd, number(&v, "grid_sd_pop"), RTOL, 0);
	T_NEAR(p.z, number(&v, "z_of_best"), RTOL, 0);
}

int
main(void)
{
	const char *shared = getenv("RBT_SHARED");
	struct rbt_buf path = {0}, text = {0};
	struct rbt_jsonr doc;

	rbt_buf_printf(&path, "%s/golden/walkforward/walkforward_expected.json",
	    shared ? shared : "");
	if (shared == NULL ||
	    rbt_io_read_file(path.data, 1u << 20, &text, &err) != 0) {
		T_SKIP("no reference data");
		rbt_buf_release(&path);
		T_DONE(0);
	}
	T_INT(rbt_jsonr_parse(&doc, text.data, text.len, &err), 0);
	test_windows(&doc.root);
	test_cpcv(&doc.root);
	test_counts(&doc.root);
	test_labels(&doc.root);
	test_efficiency(&doc.root);
	test_walk(&doc.root);
	test_plateau(&doc.root);
	T_STR(err.msg, "");
	rbt_jsonr_release(&doc);
	rbt_buf_release(&path);
	rbt_buf_release(&text);
	T_DONE(489);
}
