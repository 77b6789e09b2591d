/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counter-based random numbers (Philox4x32-10; Salmon et al., "Parallel Random
 * Numbers: As Easy as 1, 2, 3", SC 2011): a stream is a seed and a name, and
 * its numbers do not depend on threads or on how many other streams were used.
 */
#ifndef RBT_CORE_RNG_H
#define RBT_CORE_RNG_H

#include <stdint.h>

struct rbt_rng {
	uint32_t key[2];
	uint32_t counter[4];
	uint32_t block[4]; /* numbers of the current counter */
	unsigned used;     /* how many of them are spent */
};

/* The stream `name` of `seed`.  Equal arguments give equal numbers for ever. */
void rbt_rng_init(struct rbt_rng *r, uint64_t seed, const char *name);
/*
 * Goes to the start of substream `index` of the stream, 0 being where init
 * left it: so each path of a simulation has numbers of its own, whoever
 * computes it.  Each is 2^64 blocks long.
 */
void rbt_rng_seek(struct rbt_rng *r, uint64_t index);
uint64_t rbt_rng_u64(struct rbt_rng *r);
/* Uniform in the open interval (0, 1): the middles of 2^52 equal parts. */
double rbt_rng_f64(struct rbt_rng *r);
/* Uniform in 0..n-1 without bias; n > 0. */
uint64_t rbt_rng_below(struct rbt_rng *r, uint64_t n);
/* Standard normal, by the same operations on every processor. */
double rbt_rng_normal(struct rbt_rng *r);

/* Philox4x32-10 itself: the four numbers of a counter and a key. */
void rbt_rng_block(const uint32_t counter[4], const uint32_t key[2],
    uint32_t out[4]);

#endif
