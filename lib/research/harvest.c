/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "research/harvest.h"

#include "core/mem.h"
#include "research/crossval.h"
#include "research/deflate.h"
#include "research/surface.h"
#include "research/walk.h"

void
rbt_harvest_begin(struct rbt_harvest *h, const struct rbt_search *s,
    const char *tool, struct rbt_out *out, bool table,
    const struct rbt_trial_log *log)
{
	struct rbt_rec_input inputs[] = {{.name = s->run.bundle},
	    {.name = s->run.strategy}};

	*h = (struct rbt_harvest){.search = s,
	    .best = rbt_xcalloc(s->sets.n, sizeof *h->best),
	    .is_table = table};
	rbt_tally_begin(&h->tally, s, log);
	memcpy(inputs[0].sha256, s->run.bundle_sha256, RBT_HASH_HEX);
	memcpy(inputs[1].sha256, s->run.strategy_sha256, RBT_HASH_HEX);
	if (table) {
		rbt_searchtable_begin(&h->table, s, out);
		out = &h->table.records;
	}
	rbt_rec_begin(&h->w, out, tool, s->run.version,
	    s->method == RBT_SPACE_GRID ? -1 : (int64_t)s->seed, inputs, 2);
	rbt_search_emit(out, s);
	h->w.n_records++;
	if (s->command != RBT_SEARCH_SENSITIVITY)
		return;
	h->grid = rbt_xcalloc(s->n_points, sizeof *h->grid);
	for (uint64_t i = 0; i < s->n_points; i++)
		h->grid[i] = (double)NAN;
}

/* Whether a trial is better than what was best. */
static bool
beats(const struct rbt_search *s, const struct rbt_trial *t,
    const struct rbt_point *p, const struct rbt_best *best)
{
	if (isnan(t->objective))
		return false;
	if (!best->any || t->objective > best->trial.objective)
		return true;
	return t->objective == best->trial.objective &&
	       rbt_space_compare(&s->space, p, &best->point) < 0;
}

/* The point of a trial; it has a rule, or there would be no trial. */
static int
find_point(const struct rbt_search *s, uint64_t i, struct rbt_point *p,
    struct rbt_err *err)
{
	struct rbt_err own = {0};
	struct rbt_rule *rule = rbt_search_rule(s, i, p, &own);

	rbt_rule_free(rule);
	if (rule)
		return 0;
	return rbt_err_set(err, own.code ? own.code : RBT_E_DATA,
	    "trial %llu: %s", (unsigned long long)i + 1,
	    own.code ? own.msg : "the strategy does not allow it");
}

static int
consider(struct rbt_harvest *h, const struct rbt_trial *t, struct rbt_err *err)
{
	const struct rbt_search *s = h->search;
	struct rbt_best *best = &h->best[t->set];
	struct rbt_point p;

	best->n_trials++;
	if (h->grid)
		h->grid[t->point] = t->objective;
	if (s->bayes == NULL &&
	    (isnan(t->objective) ||
		(best->any && t->objective < best->trial.objective)))
		return 0;
	if (find_point(s, t->point, &p, err) != 0)
		return -1;
	if (s->bayes)
		rbt_bayes_tell(s->bayes, t->point, t->objective);
	if (beats(s, t, &p, best)) {
		best->any = true;
		best->trial = *t;
		best->point = p;
	}
	return 0;
}

int
rbt_harvest_take(struct rbt_harvest *h, const struct rbt_buf *trials,
    struct rbt_err *err)
{
	const char *p = rbt_buf_str(trials), *end;

	for (; (end = strchr(p, '\n')) != NULL; p = end + 1) {
		struct rbt_trial t;

		if (rbt_trial_parse(h->search, p, (size_t)(end - p), &t, err) !=
			0 ||
		    consider(h, &t, err) != 0)
			return -1;
		rbt_tally_take(&h->tally, &t);
		rbt_out_write(h->w.out, p, (size_t)(end - p) + 1);
		rbt_out_end_line(h->w.out);
		h->w.n_records++;
	}
	return h->is_table ? rbt_searchtable_take(&h->table, err) : 0;
}

int
rbt_harvest_end(struct rbt_harvest *h, struct rbt_err *err)
{
	const struct rbt_trial_count *count = &h->tally.count;
	int rc = 0;

	rbt_tally_end(&h->tally);
	/* Figures of nothing would look like an account that stood still. */
	if (count->n == 0)
		rc = rbt_err_set(err, RBT_E_NO,
		    "no trial: the strategy allows no point of the space");
	else if (h->search->command == RBT_SEARCH_SWEEP)
		rc = rbt_deflate_best(h->search, count, h->best, &h->w, err);
	else if (h->search->command == RBT_SEARCH_WALK)
		rc = rbt_walk_finish(h->search, h->best, count, &h->w, err);
	else if (h->search->command == RBT_SEARCH_CPCV)
		rc = rbt_crossval_finish(h->search, h->best, &h->w, err);
	else if (h->search->command == RBT_SEARCH_SENSITIVITY)
		rc = rbt_surface_finish(h->search, h->grid, &h->w, err);
	if (rc == 0)
		rbt_rec_end(&h->w, "ok");
	if (rc == 0 && h->is_table)
		rc = rbt_searchtable_take(&h->table, err);
	if (rc == 0 && h->is_table)
		rbt_searchtable_end(&h->table);
	return rc;
}

void
rbt_harvest_release(struct rbt_harvest *h)
{
	rbt_tally_end(&h->tally);
	rbt_tally_release(&h->tally);
	free(h->best);
	free(h->grid);
	if (h->is_table)
		rbt_searchtable_release(&h->table);
	*h = (struct rbt_harvest){0};
}
