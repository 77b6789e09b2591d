/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "research/crossval.h"

#include "core/mem.h"
#include "research/walk.h"

/*
 * split[path * n_folds + fold]: the path'th split, in order, that tests the
 * fold.  Every fold is tested by as many splits as there are paths.
 */
static size_t *
assign(const struct rbt_search *s, size_t n_paths)
{
	size_t choice[RBT_FOLD_MAX], used[RBT_FOLD_MAX] = {0}, i = 0;
	size_t *split = rbt_xcalloc(n_paths * s->n_folds, sizeof *split);

	for (size_t k = 0; k < s->n_test_folds; k++)
		choice[k] = k;
	do {
		for (size_t k = 0; k < s->n_test_folds; k++)
			split[used[choice[k]]++ * s->n_folds + choice[k]] = i;
		i++;
	} while (rbt_fold_next(choice, s->n_test_folds, s->n_folds));
	return split;
}

static void
put_path(const struct rbt_search *s, size_t path, struct rbt_backtest *bt,
    struct rbt_rec_writer *out)
{
	struct rbt_headline h;
	struct rbt_jsonw w;

	rbt_backtest_measure(bt, &s->run);
	h = rbt_headline_of(s, bt);
	rbt_jsonw_begin(&w, out->out, "path");
	rbt_jsonw_str(&w, "search_id", s->id);
	rbt_jsonw_u64(&w, "path", path + 1);
	rbt_jsonw_f64(&w, "objective", h.objective);
	rbt_headline_put(&w, &h);
	rbt_jsonw_end(&w);
	out->n_records++;
}

static int
walk_path(const struct rbt_search *s, const struct rbt_best *best, size_t path,
    const size_t *split, struct rbt_rec_writer *w, struct rbt_err *err)
{
	struct rbt_backtest bt = {0};
	rbt_money cash = s->run.options.cash;
	int rc = 0;

	for (size_t f = 0; rc == 0 && f < s->n_folds && cash.v > 0; f++) {
		struct rbt_fold rows = rbt_fold_of(s->line.at.n, s->n_folds, f);
		struct rbt_walk_test t = {.index = split[f],
		    .path = path + 1,
		    .test = {s->line.at.at[rows.from],
			rows.to < s->line.at.n ? s->line.at.at[rows.to]
					       : s->line.end},
		    .best = &best[split[f]]};
		struct rbt_headline h;
		struct rbt_rule *rule;

		rc = rbt_walk_run_test(s, &t, cash, w, &h, &rule, err);
		if (rc == 0)
			rc = rbt_trial_add(s, rule, t.test, cash, true, &bt,
			    err);
		rbt_rule_free(rule);
		cash = bt.result.final_equity;
	}
	if (rc == 0)
		put_path(s, path, &bt, w);
	rbt_backtest_release(&bt);
	return rc;
}

int
rbt_crossval_finish(const struct rbt_search *s, const struct rbt_best *best,
    struct rbt_rec_writer *w, struct rbt_err *err)
{
	size_t n_paths = rbt_fold_splits(s->n_folds - 1, s->n_test_folds - 1);
	size_t *split = assign(s, n_paths);
	int rc = 0;

	for (size_t p = 0; rc == 0 && p < n_paths; p++)
		rc = walk_path(s, best, p, split + p * s->n_folds, w, err);
	free(split);
	return rc;
}
