/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Parametric price paths: geometric Brownian motion, and Merton's jumps on top
 * of it.  A path is its simple returns, one a step, as everywhere; the price
 * after k steps is s0 (1 + r[0]) ... (1 + r[k-1]).
 */
#ifndef RBT_STATS_DIFFUSION_H
#define RBT_STATS_DIFFUSION_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/rng.h"

/*
 * Rates and variances a unit of time; dt is the length of a step in that unit
 * (1 if the parameters are per period).  Without jumps (lambda 0) this is
 * geometric Brownian motion.
 */
struct rbt_diffusion {
	double mu;     /* drift: E[S(t)] = S(0) exp(mu t), jumps included */
	double sigma;  /* >= 0 */
	double lambda; /* jumps a unit of time, >= 0 */
	double jump_mu, jump_sd; /* of the logarithm of a jump */
	double dt;
};

/*
 * The path that the stream r draws, by the exact step
 *	exp((mu - sigma^2/2 - lambda kappa) dt + sigma sqrt(dt) z + J) - 1,
 * kappa = exp(jump_mu + jump_sd^2/2) - 1, J the sum of jump_mu + jump_sd w over
 * the jumps of the step, z and w standard normals.
 */
void rbt_diffusion_draw(const struct rbt_diffusion *d, struct rbt_rng *r,
    double *ret, size_t n);

/* Brownian motion with dt = 1 and the moments of the log returns of x, n >= 2
 * returns above -1.  Fails with RBT_E_DATA otherwise. */
int rbt_diffusion_fit(const double *x, size_t n, struct rbt_diffusion *d,
    struct rbt_err *err);
/*
 * The same with jumps, by maximum likelihood.  sigma is held above a fifth of
 * the whole spread, because the likelihood has no maximum without a floor, and
 * lambda to one at most.  Jumps that gain no likelihood are none (lambda,
 * jump_mu and jump_sd 0).  Fails also for less than 30 returns, no spread, or
 * no convergence.
 */
int rbt_diffusion_fit_jumps(const double *x, size_t n, struct rbt_diffusion *d,
    struct rbt_err *err);

#endif
