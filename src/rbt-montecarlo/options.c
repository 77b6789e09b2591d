/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options of rbt-montecarlo: text to values. */
#include <string.h>

#include "rbt-montecarlo/montecarlo.h"

#include "cli/choice.h"
#include "cli/jobs.h"
#include "core/num.h"

#define BLOCK_MAX  1000000
#define MONTHS_MAX 1200
#define NOISE_MIN  0.000001
#define NOISE_MAX  100
#define TIMES_MAX  1000

static int
parse_number(const char *name, const char *text, size_t len, double min,
    double max, double *out, struct rbt_err *err)
{
	struct rbt_err why = {0};

	(void)!rbt_num_f64(text, len, min, max, out, &why);
	return rbt_err_option(err, name, &why);
}

/* The items of a list A,B,C: each in order, above the one before and inside
 * of the open range. */
static int
parse_list(const char *name, const char *text, double min, double max,
    double *out, size_t *n, struct rbt_err *err)
{
	*n = 0;
	for (;;) {
		size_t len = strcspn(text, ",");

		if (*n == RBT_MC_LIMITS)
			return rbt_err_set(err, RBT_E_USAGE,
			    "--%s: more than %d values", name, RBT_MC_LIMITS);
		if (parse_number(name, text, len, min, max, &out[*n], err) != 0)
			return -1;
		if (!(out[*n] > (*n ? out[*n - 1] : min) && out[*n] < max))
			return rbt_err_set(err, RBT_E_USAGE,
			    "--%s: expected rising values above %g and below "
			    "%g",
			    name, min, max);
		++*n;
		if (text[len] == '\0')
			return 0;
		text += len + 1;
	}
}

static int
parse_months(const struct montecarlo_text *t, struct rbt_mc_options *o,
    struct rbt_err *err)
{
	const char *text = t->months ? t->months : "1,3,6,12";
	double months[RBT_MC_LIMITS];

	if (parse_list("months", text, 0, MONTHS_MAX + 1, months, &o->n_months,
		err) != 0)
		return -1;
	for (size_t i = 0; i < o->n_months; i++) {
		o->month[i] = (int64_t)months[i];
		if (months[i] > (double)o->month[i])
			return rbt_err_set(err, RBT_E_USAGE,
			    "--months: expected whole months");
	}
	o->trim = t->months == NULL;
	return 0;
}

static int
parse_block(const struct montecarlo_text *t, struct rbt_mc_options *o,
    struct rbt_err *err)
{
	bool of_blocks =
	    o->method == RBT_MC_STATIONARY || o->method == RBT_MC_BLOCK;

	if (t->block == NULL || strcmp(t->block, "auto") == 0)
		return 0;
	if (!of_blocks)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--block: only stationary and block have blocks");
	return parse_number("block", t->block, strlen(t->block), 1, BLOCK_MAX,
	    &o->block, err);
}

/* RBT_E_USAGE if an option was given that the method does not have. */
static int
check_given(const struct montecarlo_text *t, enum rbt_mc_method method,
    struct rbt_err *err)
{
	const struct {
		const char *name, *value, *of;
		bool has;
	} all[] = {
	    {"noise", t->noise, "noise", method == RBT_MC_NOISE},
	    {"shift", t->shift, "start", method == RBT_MC_START},
	    {"costs", t->costs, "costs", method == RBT_MC_COSTS},
	    {"bundle", t->bundle, "noise, start and costs",
		RBT_MC_RERUNS(method)},
	    {"strategy", t->strategy, "noise, start and costs",
		RBT_MC_RERUNS(method)},
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i].value && !all[i].has)
			return rbt_err_set(err, RBT_E_USAGE,
			    "--%s belongs to the method%s %s", all[i].name,
			    strchr(all[i].of, ',') ? "s" : "", all[i].of);
	return 0;
}

/* What a run is run again with. */
static int
parse_rerun(const struct montecarlo_text *t, struct rbt_mcrerun_options *o,
    struct rbt_err *err)
{
	const char *costs = t->costs ? t->costs : "0.5,2";
	const char *noise = t->noise ? t->noise : "0.1";
	size_t len = strcspn(costs, ",");
	int64_t shift = 0;

	if (parse_number("noise", noise, strlen(noise), NOISE_MIN, NOISE_MAX,
		&o->noise, err) != 0 ||
	    rbt_num_option_i64("shift", t->shift, 1, RBT_MC_STEPS_MAX, &shift,
		err) ||
	    parse_number("costs", costs, len, 0, TIMES_MAX, &o->least, err) !=
		0)
		return -1;
	o->shift = (size_t)shift;
	if (costs[len] == '\0')
		return rbt_err_set(err, RBT_E_USAGE,
		    "--costs: expected two numbers, such as 0.5,2");
	costs += len + 1;
	if (parse_number("costs", costs, strlen(costs), 0, TIMES_MAX, &o->most,
		err) != 0)
		return -1;
	if (o->most <= o->least)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--costs: expected a smaller number before a larger one");
	return 0;
}

int
montecarlo_parse(const struct montecarlo_text *t, struct rbt_mc_options *o,
    struct rbt_err *err)
{
	int method = rbt_choice("method", RBT_MC_METHODS, t->method, err);
	int64_t paths = 10000, seed = 0, horizon = 0;

	if (method < 0 ||
	    rbt_num_option_i64("paths", t->paths, 1, RBT_MC_PATHS_MAX, &paths,
		err) ||
	    rbt_num_option_i64("seed", t->seed, 0, INT64_MAX, &seed, err) ||
	    rbt_num_option_i64("horizon", t->horizon, 1, RBT_MC_STEPS_MAX,
		&horizon, err) ||
	    rbt_jobs_parse(t->jobs, &o->jobs, err))
		return -1;
	o->method = (enum rbt_mc_method)method;
	o->paths = (size_t)paths;
	o->seed = (uint64_t)seed;
	o->horizon = (size_t)horizon;
	if (parse_list("drawdown",
		t->drawdown ? t->drawdown : "0.1,0.2,0.3,0.5", 0, 1,
		o->drawdown, &o->n_drawdown, err) ||
	    parse_list("ruin", t->ruin ? t->ruin : "0.5", 0, 1, o->ruin,
		&o->n_ruin, err) ||
	    parse_months(t, o, err) || parse_block(t, o, err) ||
	    check_given(t, o->method, err))
		return -1;
	return parse_rerun(t, &o->rerun, err);
}
