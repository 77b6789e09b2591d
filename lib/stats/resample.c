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
	s->reach[0] = UINT32_MAX;
	while (s->n_reach < REACH_MAX && (left *= stay) * 0x1p32 >= 1)
		s->reach[++s->n_reach] = (uint32_t)(left * 0x1p32);
	for (uint32_t bits = 1024; bits-- > 0;) {
		uint32_t most = bits << 22 | (UINT32_MAX >> 10);

		while (l < s->n_reach && most < s->reach[l + 1])
			l++;
		s->guide[bits] = (uint16_t)l;
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
	s->least = (0 - s->n) % s->n;
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

/* How many of the lengths in the table the number u exceeds. */
static uint32_t
look_up(const struct rbt_resample *s, uint32_t u)
{
	uint32_t l = s->guide[u >> 22];

	while (l < s->n_reach && u < s->reach[l + 1])
		l++;
	return l;
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

#define CHUNK 16

/*
 * x[start..], over the end of n, len of them, to out, which has room for `room`
 * >= len.  Most blocks are short: a chunk of a fixed size, what is too much of
 * it overwritten by the next block, costs less than a copy of just so many.
 */
static void
copy_run(const double *x, uint32_t n, uint32_t start, double *out, size_t len,
    size_t room)
{
	if (len <= CHUNK && room >= CHUNK && start + CHUNK <= n) {
		memcpy(out, x + start, CHUNK * sizeof *out);
		return;
	}
	while (len > 0) {
		size_t part = len < n - start ? len : n - start;

		memcpy(out, x + start, part * sizeof *out);
		out += part;
		len -= part;
		start = 0;
	}
}

/*
 * The next block: its length, at most `most`, and where it starts.  One random
 * number gives both, its low half the start by Lemire's method, its high half
 * the length; the chance of having to draw again is n / 2^32.
 */
static size_t
next_block(const struct rbt_resample *s, struct rbt_rng *r, size_t most,
    uint32_t *start)
{
	uint64_t u, product;
	uint32_t l;
	size_t len;

	do {
		u = rbt_rng_u64(r);
		product = (u & UINT32_MAX) * s->n;
	} while ((uint32_t)product < s->n && (uint32_t)product < s->least);
	*start = (uint32_t)(product >> 32);
	if (s->kind == RBT_RESAMPLE_CIRCULAR)
		return s->block < most ? s->block : most;
	l = look_up(s, (uint32_t)(u >> 32));
	len = l;
	while (l == REACH_MAX && len < most) {
		l = look_up(s, (uint32_t)rbt_rng_u64(r));
		len += l;
	}
	return len < most ? len + 1 : most;
}

/* Two uniform row numbers from one random number, by Lemire's method; the
 * chance of having to draw again is n / 2^32. */
static void
draw_pair(uint32_t n, uint32_t least, struct rbt_rng *r, uint32_t pair[2])
{
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
draw_rows(uint32_t n, uint32_t least, struct rbt_rng *r, uint32_t *index,
    size_t m)
{
	uint32_t pair[2];
	size_t i = 0;

	for (; i + 1 < m; i += 2)
		draw_pair(n, least, r, index + i);
	if (i < m) {
		draw_pair(n, least, r, pair);
		index[i] = pair[0];
	}
}

/* The first m of a random order of all (Fisher and Yates). */
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
		draw_rows(s->n, s->least, r, index, m);
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

			copy_run(x, s->n, start, out + i, len, m - i);
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
