/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "research/mc.h"

#include "core/mem.h"
#include "core/rng.h"
#include "core/work.h"
#include "stats/moments.h"

#define CHUNK  128 /* paths of a task */
#define STREAM "montecarlo"

const char *const rbt_mc_statistic_name[RBT_MC_STATISTICS] = {
    [RBT_MC_FINAL_EQUITY] = "final_equity",
    [RBT_MC_CAGR] = "cagr",
    [RBT_MC_SHARPE] = "sharpe",
    [RBT_MC_MAX_DRAWDOWN] = "max_drawdown",
    [RBT_MC_TIME_UNDER_WATER] = "time_under_water",
};

/* The columns of one path. */
static void
measure(const struct rbt_mc *mc, const double *ret, size_t n, double *wealth,
    double *row)
{
	rbt_mcpath_measure(&mc->path, ret, n, wealth, row);
	row[RBT_MC_FINAL_EQUITY] *= rbt_money_to_f64(mc->curve->cash);
}

/* Task i: a chunk of paths, whose rows follow each other in *out. */
static int
run_chunk(void *self, size_t i, struct rbt_buf *out, struct rbt_err *err)
{
	const struct rbt_mc *mc = self;
	size_t first = i * CHUNK, end = first + CHUNK;
	double *ret = rbt_xcalloc(2 * mc->horizon, sizeof *ret);
	double *wealth = ret + mc->horizon;
	double row[RBT_MCPATH_FIGURES + RBT_MC_LIMITS];
	struct rbt_rng r;
	int rc = 0;

	rbt_rng_init(&r, mc->options.seed, STREAM);
	end = end < mc->options.paths ? end : mc->options.paths;
	for (size_t path = first; path < end; path++) {
		size_t n = mc->horizon;

		if (rbt_mc_draw(mc, &r, path, ret, &n, err) != 0) {
			rc = rbt_err_wrap(err, "path %zu", path + 1);
			break;
		}
		measure(mc, ret, n, wealth, row);
		for (size_t k = 0; k < mc->options.n_months; k++)
			row[RBT_MCPATH_FIGURES + k] = wealth[mc->step[k] - 1];
		rbt_buf_add(out, (const char *)row,
		    mc->n_columns * sizeof *row);
	}
	free(ret);
	return rc;
}

static int
take_chunk(void *self, size_t i, struct rbt_buf *out, struct rbt_err *err)
{
	struct rbt_mc *mc = self;
	size_t width = mc->n_columns * sizeof(double);
	size_t rows = out->len / width;

	(void)err;
	for (size_t j = 0; j < rows; j++) {
		double row[RBT_MCPATH_FIGURES + RBT_MC_LIMITS];

		memcpy(row, out->data + j * width, width);
		for (size_t k = 0; k < mc->n_columns; k++)
			mc->column[k * mc->options.paths + i * CHUNK + j] =
			    row[k];
	}
	return 0;
}

static int
draw_all(struct rbt_mc *mc, struct rbt_err *err)
{
	struct rbt_work work = {.self = mc,
	    .run = run_chunk,
	    .take = take_chunk};
	size_t n = mc->options.paths;

	mc->n_columns = RBT_MCPATH_FIGURES + mc->options.n_months;
	mc->column = rbt_xcalloc(n * mc->n_columns, sizeof *mc->column);
	return rbt_work_do(&work, 0, (n + CHUNK - 1) / CHUNK, mc->options.jobs,
	    err);
}

static void
find_distributions(struct rbt_mc *mc)
{
	double *wealth = rbt_xcalloc(mc->n_ret, sizeof *wealth);
	double observed[RBT_MCPATH_FIGURES];

	measure(mc, mc->ret, mc->n_ret, wealth, observed);
	for (size_t k = 0; k < RBT_MC_STATISTICS; k++)
		mc->dist[k] = rbt_mcdist_of(mc->column + k * mc->options.paths,
		    mc->options.paths,
		    mc->horizon == mc->n_ret ? observed[k] : RBT_MOMENTS_NONE);
	free(wealth);
}

static void
find_chances(struct rbt_mc *mc)
{
	const struct rbt_mc_options *o = &mc->options;
	size_t paths = o->paths;
	const double *drawdown = mc->column + RBT_MC_MAX_DRAWDOWN * paths;
	const double *loss = mc->column + RBT_MCPATH_LOSS * paths;
	const double *wealth = mc->column + RBT_MCPATH_FIGURES * paths;

	for (size_t i = 0; i < o->n_drawdown; i++)
		mc->chance[mc->n_chances++] = (struct rbt_mc_chance){
		    .statistic = rbt_mc_statistic_name[RBT_MC_MAX_DRAWDOWN],
		    .limit = o->drawdown[i],
		    .above = true,
		    .share = rbt_mcdist_beyond(drawdown, paths, o->drawdown[i],
			true),
		};
	for (size_t i = 0; i < o->n_ruin; i++)
		mc->chance[mc->n_chances++] = (struct rbt_mc_chance){
		    .statistic = "ruin",
		    .limit = o->ruin[i],
		    .above = true,
		    .share = rbt_mcdist_beyond(loss, paths, o->ruin[i], true),
		};
	for (size_t i = 0; i < o->n_months; i++)
		mc->chance[mc->n_chances++] = (struct rbt_mc_chance){
		    .statistic = "total_return",
		    .months = o->month[i],
		    .share =
			rbt_mcdist_beyond(wealth + i * paths, paths, 1, false),
		};
}

int
rbt_mc_run(struct rbt_mc *mc, const struct rbt_mc_options *options,
    const struct rbt_runcurve *curve, const struct rbt_runinfo *run,
    struct rbt_err *err)
{
	*mc = (struct rbt_mc){.options = *options, .curve = curve, .run = run};
	if (rbt_mc_prepare(mc, err) != 0 || draw_all(mc, err) != 0)
		return -1;
	find_distributions(mc);
	find_chances(mc);
	return 0;
}

void
rbt_mc_release(struct rbt_mc *mc)
{
	rbt_resample_release(&mc->resample);
	rbt_mcrerun_release(&mc->rerun);
	free(mc->column);
	*mc = (struct rbt_mc){0};
}
