/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The logarithm of a made-up price, session by session: a model of returns and
 * effects planted in them.  The random numbers come from the caller.
 *
 *	rbt_synth_path_init(&p, &model, 1.0 / 252, start, u);
 *	for each session:
 *		rbt_synth_path_begin(&p, weekday, u);
 *		rbt_synth_path_step(&p, 0.2, z);
 *		rbt_synth_path_step(&p, 0.8, z);
 *		rbt_synth_path_end(&p);
 *
 * A session lasts h years.  With drift m and volatility s a year, and z
 * standard normal, a step that covers the share q of a session is
 *
 *	X += M q + sqrt(V q) z
 *
 * where M is the session's mean and V its variance, jumps apart:
 *
 *	gbm     V = s^2 h, M = (m - s^2 / 2) h.
 *	garch   V of the first session is v = s^2 h, then v (1 - alpha - beta) +
 *	        alpha e^2 + beta V of the session before, e its sum of sqrt(V q)
 *	        z (Bollerslev, 1986); M as gbm.
 *	jump    V as gbm; jumps come at a rate of L a year and add N(a, d^2) to
 *	        X each, which the caller does (Merton, 1976); M = (m - s^2 / 2
 *	        - L (e^(a + d^2 / 2) - 1)) h.
 *	regime  calm sessions have V = c h, stormy ones V = r^2 c h; runs of
 *	        them last C and S sessions on average, the lengths geometric;
 *	        c = s^2 (C + S) / (C + r^2 S), so the mean of V is s^2 h;
 *	        M = m h - V / 2.
 *
 * Effects change M: a weekday's adds its number; momentum adds phi times what
 * the session before (from its predecessor's close to its own) returned above
 * its mean, so that X makes an AR(1) of returns.
 */
#ifndef RBT_MARKET_SYNTH_PATH_H
#define RBT_MARKET_SYNTH_PATH_H

#include <stdbool.h>

enum rbt_synth_kind {
	RBT_SYNTH_GBM,
	RBT_SYNTH_GARCH,
	RBT_SYNTH_JUMP,
	RBT_SYNTH_REGIME,
};

struct rbt_synth_model {
	enum rbt_synth_kind kind;
	double drift, volatility;  /* m and s: a year, as fractions */
	double alpha, beta;        /* garch: their sum below 1 */
	double rate, mean, sd;     /* jump: L, a, d */
	double ratio, calm, storm; /* regime: r, C >= 1, S >= 1 */
	double momentum;           /* phi, -1 < phi < 1 */
	double weekday[7]; /* what a session's mean has more, Monday first */
};

struct rbt_synth_path {
	const struct rbt_synth_model *model; /* borrowed */
	double h;
	double x;              /* X */
	double base, variance; /* M without effects, and V, of the session */
	double mean;           /* M */
	double expected;       /* the session's mean return but for momentum */
	double from, shock;    /* X at the close before; e until now */
	double surprise;       /* of the session before: return - expected */
	bool stormy;
};

/* X is x; with a regime, the uniform number u in (0, 1) draws the one before
 * the first session. */
void rbt_synth_path_init(struct rbt_synth_path *p,
    const struct rbt_synth_model *model, double h, double x, double u);
/* The next session, of a weekday 0 (Monday) .. 6; with a regime, the uniform
 * number u decides whether it changes. */
void rbt_synth_path_begin(struct rbt_synth_path *p, int weekday, double u);
void rbt_synth_path_step(struct rbt_synth_path *p, double q, double z);
void rbt_synth_path_end(struct rbt_synth_path *p);

#endif
