/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The function's answers are the known-answer vectors of Random123
 * (kat_vectors, philox4x32 10).  Streams were computed with a second
 * implementation in Python 3 (hashlib for the key), normal numbers with mpmath
 * at 40 digits.
 */
#include <math.h>
#include <stdlib.h>

#include "core/rng.h"

#include "harness/t.h"

static void
test_known_answers(void)
{
	static const struct {
		uint32_t counter[4], key[2], want[4];
	} v[] = {
	    {{0}, {0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
	    {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
		{0xffffffff, 0xffffffff},
		{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
	    {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
		{0xa4093822, 0x299f31d0},
		{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
	};
	uint32_t out[4];

	for (size_t i = 0; i < sizeof v / sizeof v[0]; i++) {
		rbt_rng_block(v[i].counter, v[i].key, out);
		T_OK(memcmp(out, v[i].want, sizeof out) == 0);
	}
}

static void
test_streams(void)
{
	static const struct {
		uint64_t seed;
		const char *name;
		uint64_t want[5];
	} s[] = {
	    {0, "",
		{0xb8006811473600e7, 0xe5750db191f23511, 0x597df3b25cc98b3b,
		    0xebb33b0952c3fff5, 0x8ca63240fa355b37}},
	    {42, "monte-carlo",
		{0xc6bed74d3de7518d, 0x96993f7040bf6282, 0x481ca2fdd3c4d074,
		    0x38919fffab2b4fdd, 0xee863ac62d55abac}},
	    {UINT64_MAX, "trial/7",
		{0xc6317b092acff311, 0xa60e6b23dba3dcd7, 0xbbb55bbb0a968f28,
		    0xe9c6d972af5e1849, 0x3f3921797f93bb06}},
	};
	struct rbt_rng r;

	for (size_t i = 0; i < sizeof s / sizeof s[0]; i++) {
		rbt_rng_init(&r, s[i].seed, s[i].name);
		for (int j = 0; j < 5; j++)
			T_OK(rbt_rng_u64(&r) == s[i].want[j]);
	}
}

/* A carry goes through all words of the counter. */
static void
test_carry(void)
{
	struct rbt_rng r = {.counter = {UINT32_MAX, UINT32_MAX, 5, 0},
	    .used = 4};
	static const uint32_t next[4] = {0, 0, 6, 0};

	rbt_rng_u64(&r);
	T_OK(memcmp(r.counter, next, sizeof next) == 0);
}

static void
test_uniform(void)
{
	struct rbt_rng r;
	double low = 1, high = 0, sum = 0;
	long count[10] = {0};
	int bad = 0;

	r = (struct rbt_rng){.block = {0, 0, UINT32_MAX, UINT32_MAX}};
	T_OK(rbt_rng_f64(&r) > 0);
	T_OK(rbt_rng_f64(&r) < 1);
	rbt_rng_init(&r, 1, "uniform");
	for (int i = 0; i < 100000; i++) {
		double x = rbt_rng_f64(&r);

		low = fmin(low, x);
		high = fmax(high, x);
		sum += x;
	}
	T_OK(low > 0 && low < 1e-4 && high < 1 && high > 1 - 1e-4);
	/* Five standard errors of a mean of 1e5 uniforms: 5 / sqrt(12e5). */
	T_NEAR(sum / 100000, 0.5, 0, 0.0046);
	for (int i = 0; i < 100000; i++)
		count[rbt_rng_below(&r, 10)]++;
	for (int i = 0; i < 10; i++) /* five standard deviations: 474 */
		bad += labs(count[i] - 10000) > 474;
	T_INT(bad, 0);
	T_INT(rbt_rng_below(&r, 1), 0);
	/* With 2/3 of 2^64 mere scaling gives even numbers twice as often as
	 * odd ones; five standard deviations: 433. */
	count[0] = 0;
	for (int i = 0; i < 30000; i++) {
		uint64_t n = UINT64_MAX / 3 * 2, x = rbt_rng_below(&r, n);

		bad += x >= n;
		count[0] += x % 2 == 0;
	}
	T_INT(bad, 0);
	T_OK(labs(count[0] - 15000) < 433);
}

/* A substream is the stream's own cipher at counters of its own. */
static void
test_seek(void)
{
	struct rbt_rng r, other;
	uint32_t counter[4] = {1, 0, 0x9abcdef0, 0x12345678}, out[4];

	rbt_rng_init(&r, 7, "paths");
	other = r;
	rbt_rng_f64(&r);
	rbt_rng_seek(&r, 0);
	T_OK(rbt_rng_u64(&r) == rbt_rng_u64(&other));
	rbt_rng_seek(&r, 0x123456789abcdef0);
	rbt_rng_u64(&r);
	rbt_rng_u64(&r);
	rbt_rng_block(counter, r.key, out);
	T_OK(rbt_rng_u64(&r) == (out[0] | (uint64_t)out[1] << 32));
	T_OK(rbt_rng_u64(&r) == (out[2] | (uint64_t)out[3] << 32));
}

static void
test_normal(void)
{
	static const double first[8] = {1.2842529613330793, 1.3462280828130666,
	    0.9654653585951826, -1.208406513568901, 1.5880228723972094,
	    0.33076261059367174, 0.630603788644261, -0.3574498592507142};
	static const struct {
		uint64_t u;
		double want;
	} tails[] = {
	    {0x0000000000000000, -8.209536151601387},
	    {0x0000000000001000, -8.076571004130125},
	    {0x00000000003e8000, -7.241328347810365},
	    {0x0000000100000000, -6.230260063289479},
	    {0x0000040000000000, -5.035405969374733},
	    {0x0200000000000000, -2.4175590162365},
	    {0x4000000000000000, -0.6744897501960814},
	    {0x1333333333333000, -1.4395314709384555},
	    {0x1333333333334000, -1.439531470938454},
	    {0x8000000000000000, 2.782916424671767e-16},
	    {0xffffffffffffffff, 8.209536151601387},
	    {0xffffffffc0000000, 6.4439348158636225},
	    {0xf000000000000000, 1.5341205443525472},
	};
	struct rbt_rng r;
	double sum = 0, squares = 0;

	rbt_rng_init(&r, 42, "normal");
	for (int i = 0; i < 400; i++) {
		double x = rbt_rng_normal(&r);

		if (i < 8)
			T_NEAR(x, first[i], 4e-16, 0);
		sum += x;
		squares += x * x;
	}
	T_NEAR(sum, 25.888618882095475, 1e-14, 0);
	T_NEAR(squares, 323.79009234474495, 1e-14, 0);
	for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++) {
		r = (struct rbt_rng){.block = {(uint32_t)tails[i].u,
					 (uint32_t)(tails[i].u >> 32)}};
		T_NEAR(rbt_rng_normal(&r), tails[i].want, 1e-15, 0);
	}
}

int
main(void)
{
	test_known_answers();
	test_streams();
	test_carry();
	test_uniform();
	test_seek();
	test_normal();
	T_DONE(3 + 3 + 15 + 1 + 8 + 10 + 13);
}
