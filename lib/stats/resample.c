/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/resample.h"

#include "core/mem.h"

/* Lengths that the table of a geometric distribution knows; a longer block is
 * put together of several draws, for it has no memory. */
#define REACH_MAX 4096

static void
make_table(struct rbt_resample *s, double block)
{
	double stay = 1 - 1 / block, left = 1;
	uint32_t l = 0;

	s->reach = rbt_xcalloc(REACH_MAX + 1, sizeof *s->reach);
	s->reach[0] = UINT64_MAX;
	while (s->n_reach < REACH_MAX && (left *= stay) * 0x1p64 >= 1)
		s->reach[++s->n_reach] = (uint64_t)(left * 0x1p64);
	for (uint32_t byte = 256; byte-- > 0;) {
		uint64_t most = (uint64_t)byte << 56 | (UINT64_MAX >> 8);

		while (l < s->n_reach && most < s->reach[l + 1])
			l++;
		s->guide[byte] = l;
	}
}

int
rbt_resample_init(struct rbt_resample *s, enum rbt_resample_kind kind, size_t n,
    double block, struct rbt_err *err)
{
	*s = (struct rbt_resample){.kind = kind};
	if (n < 1 || n >= UINT32_MAX)
		return rbt_err_set(err, RBT_E_USAGE,
		    "cannot resample %zu returns", n);
	s->n = (uint32_t)n;
	if (kind == RBT_RESAMPLE_IID || kind == RBT_RESAMPLE_PERMUTATION)
		return 0;
	if (!isfinite(block))
		return rbt_err_set(err, RBT_E_USAGE,
		    "the length of blocks is not a number");
	block = fmax(block, 1);
	if (kind == RBT_RESAMPLE_STATIONARY)
		make_table(s, block);
	else
		s->block = (uint32_t)fmin(floor(block + 0.5), s->n);
	return 0;
}

void
rbt_resample_release(struct rbt_resample *s)
{
	free(s->reach);
	*s = (struct rbt_resample){0};
}

/* A geometric length of at least 1, at most `most`. */
static size_t
length(const struct rbt_resample *s, struct rbt_rng *r, size_t most)
{
	size_t len = 0;
	uint32_t l;

	do {
		uint64_t u = rbt_rng_u64(r);

		l = s->guide[u >> 56];
		while (l < s->n_reach && u < s->reach[l + 1])
			l++;
		len += l;
	} while (l == REACH_MAX && len < most);
	return len < most ? len + 1 : most;
}

void
rbt_resample_run(uint32_t n, uint32_t start, uint32_t *index, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		index[i] = start++;
		if (start == n)
			start = 0;
	}
}

/* x[start..], over the end of n, len of them. */
static void
copy_run(const double *x, uint32_t n, uint32_t start, double *out, size_t len)
{
	while (len > 0) {
		size_t part = len < n - start ? len : n - start;

		memcpy(out, x + start, part * sizeof *out);
		out += part;
		len -= part;
		start = 0;
	}
}

/* The next block: its length, at most `most`, and where it starts. */
static size_t
next_block(const struct rbt_resample *s, struct rbt_rng *r, size_t most,
    uint32_t *start)
{
	size_t len = s->block < most ? s->block : most;

	if (s->kind == RBT_RESAMPLE_STATIONARY)
		len = length(s, r, most);
	*start = (uint32_t)rbt_rng_below(r, s->n);
	return len;
}

/* Two uniform row numbers from one random number, by Lemire's method; the
 * chance of having to draw again is n / 2^32. */
static void
draw_pair(uint32_t n, struct rbt_rng *r, uint32_t pair[2])
{
	uint32_t least = (0 - n) % n;

	for (;;) {
		uint64_t u = rbt_rng_u64(r);
		uint64_t a = (u & UINT32_MAX) * n, b = (u >> 32) * n;

		if ((uint32_t)a < least || (uint32_t)b < least)
			continue;
		pair[0] = (uint32_t)(a >> 32);
		pair[1] = (uint32_t)(b >> 32);
		return;
	}
}

static void
draw_rows(uint32_t n, struct rbt_rng *r, uint32_t *index, size_t m)
{
	uint32_t pair[2];
	size_t i = 0;

	for (; i + 1 < m; i += 2)
		draw_pair(n, r, index + i);
	if (i < m) {
		draw_pair(n, r, pair);
		index[i] = pair[0];
	}
}

/* The first m of a random order of all (Fisher and Yates), with what has been
 * swapped out kept in a list of its own. */
static void
shuffle(uint32_t n, struct rbt_rng *r, uint32_t *index, size_t m)
{
	uint32_t *order = rbt_xmalloc(n * sizeof *order);

	for (uint32_t i = 0; i < n; i++)
		order[i] = i;
	for (size_t i = 0; i < m && i < n; i++) {
		size_t j = i + rbt_rng_below(r, n - i);
		uint32_t chosen = order[j];

		order[j] = order[i];
		index[i] = chosen;
	}
	free(order);
}

void
rbt_resample_index(const struct rbt_resample *s, struct rbt_rng *r,
    uint32_t *index, size_t m)
{
	if (s->kind == RBT_RESAMPLE_IID) {
		draw_rows(s->n, r, index, m);
	} else if (s->kind == RBT_RESAMPLE_PERMUTATION) {
		shuffle(s->n, r, index, m);
	} else {
		for (size_t i = 0; i < m;) {
			uint32_t start;
			size_t len = next_block(s, r, m - i, &start);

			rbt_resample_run(s->n, start, index + i, len);
			i += len;
		}
	}
}

void
rbt_resample_values(const struct rbt_resample *s, struct rbt_rng *r,
    const double *x, double *out, size_t m)
{
	uint32_t *index;

	if (s->kind == RBT_RESAMPLE_CIRCULAR ||
	    s->kind == RBT_RESAMPLE_STATIONARY) {
		for (size_t i = 0; i < m;) {
			uint32_t start;
			size_t len = next_block(s, r, m - i, &start);

			copy_run(x, s->n, start, out + i, len);
			i += len;
		}
		return;
	}
	index = rbt_xmalloc((m + 1) * sizeof *index);
	rbt_resample_index(s, r, index, m);
	for (size_t i = 0; i < m; i++)
		out[i] = x[index[i]];
	free(index);
}
