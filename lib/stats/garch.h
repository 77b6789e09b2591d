/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GARCH(1,1) with a constant mean and normal innovations:
 *	x_t = mu + e_t, e_t = sqrt(h_t) z_t,
 *	h_(t+1) = omega + alpha e_t^2 + beta h_t.
 * Units are those of x (h is its square).  Source: Bollerslev (1986).
 */
#ifndef RBT_STATS_GARCH_H
#define RBT_STATS_GARCH_H

#include <stddef.h>

#include "core/err.h"
#include "core/rng.h"

struct rbt_garch {
	double mu, omega, alpha, beta;
};

/* Where the first variance comes from; conventions differ by package. */
enum rbt_garch_start {
	/* omega / (1 - alpha - beta) */
	RBT_GARCH_UNCONDITIONAL,
	/* omega + (alpha + beta) v, v the mean of e^2 (benchmark of Fiorentini,
	 * Calzolari and Panattoni 1996; R's fGarch) */
	RBT_GARCH_MEAN_SQUARE,
	/* the same with v the mean of the first 75 squared deviations from the
	 * sample's mean, weights falling by 0.94 (the `arch` package) */
	RBT_GARCH_BACKCAST,
};

/*
 * Log likelihood of n values; h[0..n] gets the variances, the forecast for the
 * value after the last one at h[n], unless h is NULL.  -infinity where a
 * variance is not positive.
 */
double rbt_garch_loglik(const struct rbt_garch *g, const double *x, size_t n,
    enum rbt_garch_start start, double *h);

struct rbt_garch_fit {
	struct rbt_garch model;
	double loglik;
	double next; /* variance forecast for the value after the last one */
};

/*
 * Maximum likelihood with omega > 0, alpha, beta >= 0, alpha + beta < 1.  Where
 * alpha is 0 the variance is constant: then beta is 0 too, and omega the mean
 * squared deviation.
 * Fails with RBT_E_DATA for less than 50 values or no spread, with RBT_E_NO if
 * the search does not settle.
 */
int rbt_garch_fit(const double *x, size_t n, enum rbt_garch_start start,
    struct rbt_garch_fit *fit, struct rbt_err *err);

/* n values from given normals, the first with variance h0; h gets the
 * variances unless it is NULL.  x may be z. */
void rbt_garch_path(const struct rbt_garch *g, double h0, const double *z,
    size_t n, double *x, double *h);
/* The same from the stream r. */
void rbt_garch_draw(const struct rbt_garch *g, double h0, struct rbt_rng *r,
    double *x, size_t n);

#endif
