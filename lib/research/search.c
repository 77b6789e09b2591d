/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "research/search.h"

#include "core/mem.h"
#include "core/num.h"

#define DRAWS_MAX  1000 /* of one random point that `require` excludes */
#define SPLITS_MAX 100000

static void
add_range(struct rbt_search *s, int64_t from, int64_t to, bool new_set)
{
	struct rbt_range r = {from, to};

	/* --start and --end bound all that trades */
	if (r.from < s->run.options.start.ns)
		r.from = s->run.options.start.ns;
	if (r.to > s->run.options.end.ns)
		r.to = s->run.options.end.ns;
	if (new_set)
		RBT_VEC_PUSH(&s->sets, ((struct rbt_set){s->ranges.n, 0}));
	s->sets.at[s->sets.n - 1].n++;
	RBT_VEC_PUSH(&s->ranges, r);
}

void
rbt_search_whole(struct rbt_search *s)
{
	add_range(s, INT64_MIN, INT64_MAX, true);
}

int
rbt_search_windows(struct rbt_search *s, const struct rbt_window_plan *plan,
    struct rbt_err *err)
{
	rbt_timeline_init(&s->line, &s->run.universe, s->run.calendar,
	    s->run.options.start, s->run.options.end);
	if (rbt_window_list(plan, &s->line, &s->windows, err) != 0)
		return -1;
	for (size_t i = 0; i < s->windows.n; i++)
		add_range(s, s->windows.at[i].train.from,
		    s->windows.at[i].train.to, true);
	return 0;
}

/* The instant of a row, which is one of the bars or their end. */
static int64_t
instant(const struct rbt_search *s, size_t row)
{
	return row < s->line.at.n ? s->line.at.at[row] : s->line.end;
}

static int
check_folds(const struct rbt_search *s, struct rbt_err *err)
{
	size_t n = s->n_folds, k = s->n_test_folds;

	if (n < 2 || n > RBT_FOLD_MAX || k < 1 || k >= n)
		return rbt_err_set(err, RBT_E_USAGE,
		    "expected 2 to %d --folds and fewer --test-folds",
		    RBT_FOLD_MAX);
	if (rbt_fold_splits(n, k) > SPLITS_MAX)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--folds %zu --test-folds %zu: more than %d splits", n, k,
		    SPLITS_MAX);
	if (s->line.at.n < n)
		return rbt_err_set(err, RBT_E_USAGE,
		    "%zu bars do not make %zu folds", s->line.at.n, n);
	return 0;
}

/* The training of one split; false if nothing of it is left. */
static bool
add_split(struct rbt_search *s, const size_t *choice, const size_t *label_end,
    size_t embargo)
{
	struct rbt_fold test[RBT_FOLD_MAX];
	struct rbt_folds train = {0};
	bool any;

	for (size_t i = 0; i < s->n_test_folds; i++)
		test[i] = rbt_fold_of(s->line.at.n, s->n_folds, choice[i]);
	rbt_fold_train(label_end, s->line.at.n, test, s->n_test_folds, embargo,
	    &train);
	for (size_t i = 0; i < train.n; i++)
		add_range(s, instant(s, train.at[i].from),
		    instant(s, train.at[i].to), i == 0);
	any = train.n > 0;
	RBT_VEC_RELEASE(&train);
	return any;
}

int
rbt_search_folds(struct rbt_search *s, int64_t purge, int64_t embargo,
    struct rbt_err *err)
{
	size_t choice[RBT_FOLD_MAX], *label_end;
	bool any = true;

	rbt_timeline_init(&s->line, &s->run.universe, s->run.calendar,
	    s->run.options.start, s->run.options.end);
	if (check_folds(s, err) != 0)
		return -1;
	label_end = rbt_xcalloc(s->line.at.n, sizeof *label_end);
	for (size_t i = 0; i < s->line.at.n; i++)
		label_end[i] = i + (size_t)purge;
	for (size_t i = 0; i < s->n_test_folds; i++)
		choice[i] = i;
	do
		any = add_split(s, choice, label_end, (size_t)embargo);
	while (any && rbt_fold_next(choice, s->n_test_folds, s->n_folds));
	free(label_end);
	if (!any)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--purge and --embargo leave nothing to train on");
	return 0;
}

void
rbt_search_release(struct rbt_search *s)
{
	RBT_VEC_RELEASE(&s->ranges);
	RBT_VEC_RELEASE(&s->sets);
	RBT_VEC_RELEASE(&s->windows);
	rbt_timeline_release(&s->line);
}

static void
put_word(struct rbt_jsonw *w, const char *key, const char *words, unsigned i)
{
	size_t len;
	const char *text = rbt_runinfo_word(words, i, &len);

	rbt_jsonw_strn(w, key, text, len);
}

/* All but type and id. */
static void
put(struct rbt_jsonw *w, const struct rbt_search *s, bool names)
{
	put_word(w, "command", RBT_SEARCH_COMMANDS, s->command);
	put_word(w, "method", RBT_SPACE_METHODS, s->method);
	rbt_runinfo_put_strategy(w, &s->run, names);
	rbt_runinfo_put_data(w, &s->run, names);
	rbt_space_put(w, &s->space);
	rbt_jsonw_u64(w, "points", s->n_points);
	rbt_jsonw_u64(w, "judgements", s->sets.n);
	rbt_jsonw_obj_begin(w, "options");
	rbt_jsonw_str(w, "objective", s->objective_text);
	rbt_jsonw_i64(w, "min_trades", s->min_trades);
	for (const char *const *o = s->options; o && o[0]; o += 2)
		rbt_jsonw_str(w, o[0], o[1]);
	rbt_runinfo_put_options(w, &s->run);
	rbt_jsonw_obj_end(w);
}

void
rbt_search_identify(struct rbt_search *s)
{
	struct rbt_jsonw w;
	struct rbt_out memory;

	rbt_out_open_fd(&memory, -1, "memory");
	rbt_jsonw_begin(&w, &memory, "search");
	rbt_jsonw_str(&w, "version", s->run.version);
	rbt_jsonw_u64(&w, "seed", s->method == RBT_SPACE_GRID ? 0 : s->seed);
	rbt_jsonw_bool(&w, "returns", s->returns);
	put(&w, s, false);
	rbt_jsonw_end(&w);
	rbt_hash_hex(memory.buf.data, memory.buf.len, s->id);
	rbt_out_abort(&memory);
}

void
rbt_search_emit(struct rbt_out *out, const struct rbt_search *s)
{
	struct rbt_jsonw w;

	rbt_jsonw_begin(&w, out, "search");
	rbt_jsonw_str(&w, "search_id", s->id);
	put(&w, s, true);
	rbt_jsonw_end(&w);
}

struct rbt_rule *
rbt_search_rule_at(const struct rbt_search *s, const struct rbt_point *p,
    struct rbt_err *err)
{
	const struct rbt_space *space = &s->space;
	struct rbt_rule *rule = rbt_rule_parse(rbt_buf_str(s->source),
	    s->source->len, s->run.strategy, err);
	const struct rbt_rule_param *q;
	char text[RBT_NUM_F64_MAX];
	size_t a = 0;
	int rc = rule ? 0 : -1;

	/* The axes are in the order of the file. */
	for (size_t i = 0;
	     rc == 0 && (q = rbt_rule_param_at(s->run.rule, i)) != NULL; i++) {
		if (a < space->n_axes && space->axis[a].name == q->name)
			rbt_space_text(space, a++, p, text);
		else
			rbt_num_format_f64(q->value, text);
		rc = rbt_rule_set(rule, q->name, text, err);
	}
	if (rc == 0 && rbt_rule_allows(rule)) {
		if (rbt_rule_bind(rule, err) == 0)
			return rule;
	}
	rbt_rule_free(rule);
	return NULL;
}

struct rbt_rule *
rbt_search_rule(const struct rbt_search *s, uint64_t i, struct rbt_point *p,
    struct rbt_err *err)
{
	struct rbt_rule *rule = NULL;
	struct rbt_err own = {0};

	for (unsigned draw = 0; rule == NULL && draw < DRAWS_MAX; draw++) {
		if (s->method == RBT_SPACE_GRID)
			rbt_space_grid(&s->space, i, p);
		else if (s->bayes && !rbt_bayes_ask(s->bayes, i, p))
			return NULL;
		else if (s->method == RBT_SPACE_LHS)
			rbt_space_lhs(&s->space, s->seed, i, s->n_points, p);
		else if (s->method == RBT_SPACE_RANDOM)
			rbt_space_random(&s->space, s->seed, i, draw, p);
		rule = rbt_search_rule_at(s, p, &own);
		if (own.code != RBT_OK) {
			rbt_err_set(err, own.code, "%s", own.msg);
			return NULL;
		}
		if (s->method != RBT_SPACE_RANDOM)
			break;
	}
	return rule;
}
