/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signals of two instruments from a source that reuses its memory. */
#include "engine/feed.h"

#include <math.h>

#include "harness/t.h"

#define BARS 3000

static uint8_t bits[BARS];
static double columns[BARS];

static uint8_t
bits_of(size_t i, size_t k)
{
	return (uint8_t)((k * 7 + i * 3) % 16);
}

static int
block(void *self, size_t i, const struct rbt_series *s, size_t from, size_t n,
    struct rbt_signal_block *out, struct rbt_err *err)
{
	size_t *next = self;

	if (from != next[i] || from + n > s->n)
		return rbt_err_set(err, RBT_E_BUG, "block out of turn");
	next[i] += n;
	if (next[i] > 2900)
		return rbt_err_set(err, RBT_E_DATA, "no more");
	for (size_t k = 0; k < n; k++) {
		bits[k] = bits_of(i, from + k);
		columns[k] = (double)(from + k) + (double)i / 2;
	}
	*out = (struct rbt_signal_block){.bits = bits, .trail = columns};
	return 0;
}

int
main(void)
{
	struct rbt_series s = {.symbol = "A", .n = BARS};
	size_t next[2] = {0};
	struct rbt_signal_source source = {next, NULL, block};
	struct rbt_feed f[2];
	struct rbt_err err = {0};
	int bad = 0, failed = 0;

	rbt_feed_init(&f[0], false);
	rbt_feed_init(&f[1], false);
	for (size_t k = 0; k < 2500; k += 1 + k % 5)
		for (size_t i = 0; i < 2; i++) {
			double want = (double)k + (double)i / 2;

			failed +=
			    rbt_feed_reach(&f[i], &source, i, &s, k, &err) != 0;
			bad += rbt_feed_bits(&f[i], k) != bits_of(i, k);
			bad +=
			    fabs(rbt_feed_distance(&f[i], f[i].block.trail, k) -
				 want) > 0;
		}
	T_INT(failed, 0);
	T_INT(bad, 0);
	T_OK(f[0].block.stop == NULL);
	T_NEAR(rbt_feed_distance(&f[0], NULL, 2499), 0, 0, 0);
	/* far behind: the blocks between are drawn too; then the source fails
	 */
	T_INT(rbt_feed_reach(&f[0], &source, 0, &s, BARS - 1, &err), -1);
	T_STR(err.msg, "no more");
	rbt_feed_release(&f[0]);
	rbt_feed_release(&f[1]);
	/* alone: borrowed */
	next[0] = 0;
	err = (struct rbt_err){0};
	s.n = 2000;
	rbt_feed_init(&f[0], true);
	T_INT(rbt_feed_reach(&f[0], &source, 0, &s, 1999, &err), 0);
	T_OK(f[0].block.bits == bits && next[0] == 2000);
	rbt_feed_release(&f[0]);
	T_DONE(8);
}
