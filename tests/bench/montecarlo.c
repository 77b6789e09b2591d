/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A stationary bootstrap against a bare loop that does the same job: 10,000
 * paths of 1,260 returns in blocks of 10 on average, the drawdown and the
 * Sharpe ratio of each.  Both run in this process on one core, in turn, best of
 * several rounds; the means have to agree.  rbt measures five figures and
 * sorts them for the quantiles besides.
 */
#include <math.h>
#include <stdio.h>
#include <time.h>

#include "core/mem.h"
#include "core/rng.h"
#include "research/mc.h"

#define ROUNDS 5
#define STEPS  1260
#define PATHS  10000
#define BLOCK  10

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* splitmix64, Steele, Lea and Flood 2014: as fast as a good generator gets. */
static uint64_t
next(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

/* The bare loop: what a C programmer writes for just this job. */
static void
bare(const double *ret, double *drawdown, double *sharpe)
{
	const uint32_t restart = UINT32_MAX / BLOCK;

	for (size_t k = 0; k < PATHS; k++) {
		uint64_t state = k * 0x2545f4914f6cdd1du;
		double w = 1, peak = 1, keep = 1, sum = 0, squares = 0, mean;
		size_t at = 0;

		for (size_t t = 0; t < STEPS; t++) {
			uint64_t u = next(&state);
			double x;

			at = at + 1 == STEPS ? 0 : at + 1;
			if (t == 0 || (uint32_t)u < restart)
				at = (size_t)((u >> 32) * STEPS >> 32);
			x = ret[at];
			w *= 1 + x;
			sum += x;
			squares += x * x;
			peak = w > peak ? w : peak;
			keep = w < keep * peak ? w / peak : keep;
		}
		mean = sum / STEPS;
		drawdown[k] = 1 - keep;
		sharpe[k] = sqrt(252) * mean /
			    sqrt((squares - sum * mean) / (STEPS - 1));
	}
}

static double
mean_of(const double *x)
{
	double sum = 0;

	for (size_t k = 0; k < PATHS; k++)
		sum += x[k];
	return sum / PATHS;
}

static bool
differ(const double *x, const struct rbt_mcdist *d)
{
	return fabs(mean_of(x) - d->mean) > 6 * d->se;
}

int
main(void)
{
	struct rbt_mc_options o = {.method = RBT_MC_STATIONARY,
	    .paths = PATHS,
	    .block = BLOCK,
	    .jobs = 1};
	double *drawdown = rbt_xcalloc(PATHS, sizeof *drawdown);
	double *sharpe = rbt_xcalloc(PATHS, sizeof *sharpe);
	double best_bare = 1e9, best = 1e9, t;
	struct rbt_runcurve curve = {.annualization = 252};
	struct rbt_rng r;

	curve.cash.v = (rbt_i128)RBT_DEC_ONE * RBT_DEC_ONE;
	rbt_rng_init(&r, 1, "bench");
	for (size_t i = 0; i < STEPS; i++)
		RBT_VEC_PUSH(&curve.ret, 0.0004 + 0.01 * rbt_rng_normal(&r));
	for (int i = 0; i < ROUNDS; i++) {
		struct rbt_mc mc;

		t = now();
		bare(curve.ret.at, drawdown, sharpe);
		t = now() - t;
		best_bare = t < best_bare ? t : best_bare;
		t = now();
		if (rbt_mc_run(&mc, &o, &curve, NULL, NULL) != 0)
			return 1;
		t = now() - t;
		best = t < best ? t : best;
		if (differ(drawdown, &mc.dist[RBT_MC_MAX_DRAWDOWN]) ||
		    differ(sharpe, &mc.dist[RBT_MC_SHARPE])) {
			fprintf(stderr, "montecarlo: the means differ\n");
			return 1;
		}
		rbt_mc_release(&mc);
	}
	printf("stationary bootstrap, 10,000 paths of 1,260 returns\n");
	printf("  bare loop   %7.1f ms\n", 1e3 * best_bare);
	printf("  montecarlo  %7.1f ms   %.2f of the bare loop\n", 1e3 * best,
	    best_bare / best);
	return 0;
}
