/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Series drawn from a series: which rows, in which order.
 *
 *	struct rbt_resample s;
 *	struct rbt_rng r;
 *	rbt_resample_init(&s, RBT_RESAMPLE_STATIONARY, n, block, &err);
 *	rbt_rng_init(&r, seed, "bootstrap");
 *	for (uint64_t k = 0; k < paths; k++) {
 *		rbt_rng_seek(&r, k);
 *		rbt_resample_values(&s, &r, returns, path, n);
 *		...
 *	}
 *	rbt_resample_release(&s);
 *
 * After init a struct rbt_resample is only read: threads may share it.
 */
#ifndef RBT_STATS_RESAMPLE_H
#define RBT_STATS_RESAMPLE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/rng.h"

enum rbt_resample_kind {
	RBT_RESAMPLE_IID,         /* each row alone, with replacement */
	RBT_RESAMPLE_PERMUTATION, /* each row once */
	RBT_RESAMPLE_CIRCULAR,    /* blocks of one length, over the end */
	RBT_RESAMPLE_STATIONARY,  /* blocks of geometric length, likewise:
				   * Politis and Romano (1994) */
};

struct rbt_resample {
	enum rbt_resample_kind kind;
	uint32_t n;     /* rows to draw from */
	uint32_t least; /* 2^32 mod n, below which a draw would be biased */
	uint32_t block; /* of CIRCULAR */
	/* STATIONARY: reach[l] = 2^32 P(length > l), falling, and for each
	 * first ten bits of a random number the last l that it surely
	 * exceeds. */
	uint32_t *reach;
	uint32_t n_reach;
	uint16_t guide[1024];
};

/*
 * A sampler of n rows, 1 <= n < 2^32.  block is the (mean) length of blocks in
 * rows, read by the last two kinds: at least 1 is taken, CIRCULAR rounds it to
 * a whole number.  Fails with RBT_E_USAGE; *s is then released.
 */
int rbt_resample_init(struct rbt_resample *s, enum rbt_resample_kind kind,
    size_t n, double block, struct rbt_err *err);
void rbt_resample_release(struct rbt_resample *s);

/*
 * Draws m row numbers from the stream r.  m may differ from s->n, but a
 * PERMUTATION has no more than n.
 */
void rbt_resample_index(const struct rbt_resample *s, struct rbt_rng *r,
    uint32_t *index, size_t m);
/* The same draw, straight to the values x[index[i]]; x has s->n of them. */
void rbt_resample_values(const struct rbt_resample *s, struct rbt_rng *r,
    const double *x, double *out, size_t m);

/* One block: row numbers from start on, over the end of n to 0. */
void rbt_resample_run(uint32_t n, uint32_t start, uint32_t *index, size_t len);

#endif
