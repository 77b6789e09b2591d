/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hash_block.h"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#include <stdatomic.h>
#include <stdbool.h>
#endif

/* FIPS 180-4, 4.2.2: the fractions of the cube roots of the first primes. */
static const uint32_t k[64] = {0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5,
    0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01,
    0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
    0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
    0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138,
    0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624,
    0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5,
    0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f,
    0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t
rotate(uint32_t x, unsigned n)
{
	return x >> n | x << (32 - n);
}

/* The message schedule of FIPS 180-4, 6.2.2, step 1. */
static void
schedule(const uint8_t *p, uint32_t w[64])
{
	for (int t = 0; t < 16; t++, p += 4)
		w[t] = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
		       (uint32_t)p[2] << 8 | p[3];
	for (int t = 16; t < 64; t++) {
		uint32_t a = w[t - 15], b = w[t - 2];

		a = rotate(a, 7) ^ rotate(a, 18) ^ a >> 3;
		b = rotate(b, 17) ^ rotate(b, 19) ^ b >> 10;
		w[t] = b + w[t - 7] + a + w[t - 16];
	}
}

void
rbt_hash_block_portable(uint32_t state[8], const uint8_t *data, size_t n)
{
	uint32_t w[64], s[8];

	for (; n > 0; n--, data += 64) {
		schedule(data, w);
		for (int i = 0; i < 8; i++)
			s[i] = state[i];
		for (int t = 0; t < 64; t++) {
			uint32_t a = s[0], e = s[4], t1, t2;

			t1 = s[7] + k[t] + w[t] + ((e & s[5]) ^ (~e & s[6])) +
			     (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25));
			t2 = ((a & s[1]) ^ (a & s[2]) ^ (s[1] & s[2])) +
			     (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22));
			s[7] = s[6];
			s[6] = s[5];
			s[5] = e;
			s[4] = s[3] + t1;
			s[3] = s[2];
			s[2] = s[1];
			s[1] = a;
			s[0] = t1 + t2;
		}
		for (int i = 0; i < 8; i++)
			state[i] += s[i];
	}
}

#if defined(__x86_64__)
/*
 * Four rounds with the message words in w.  The state is held as the
 * instructions want it: {F,E,B,A} and {H,G,D,C}, lowest word first.
 */
#define ROUNDS(i, w)                                                           \
	do {                                                                   \
		__m128i m_ = _mm_add_epi32(w, LOAD(k + 4 * (i)));              \
                                                                               \
		cdgh = _mm_sha256rnds2_epu32(cdgh, abef, m_);                  \
		m_ = _mm_shuffle_epi32(m_, 0x0e);                              \
		abef = _mm_sha256rnds2_epu32(abef, cdgh, m_);                  \
	} while (0)

/* The next four message words, in the place of the oldest, a. */
#define EXTEND(a, b, c, d)                                                     \
	(a = _mm_sha256msg2_epu32(_mm_add_epi32(_mm_sha256msg1_epu32(a, b),    \
				      _mm_alignr_epi8(d, c, 4)),               \
	     d))

#define LOAD(p)     _mm_loadu_si128((const __m128i *)(const void *)(p))
#define STORE(p, v) _mm_storeu_si128((__m128i *)(void *)(p), v)

/* Intel, "Intel SHA Extensions" (2013), section 4. */
__attribute__((target("sha,sse4.1"))) static void
block_sha_ni(uint32_t state[8], const uint8_t *data, size_t n)
{
	const __m128i swap =
	    _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
	__m128i abcd = _mm_shuffle_epi32(LOAD(state), 0xb1);
	__m128i efgh = _mm_shuffle_epi32(LOAD(state + 4), 0x1b);
	__m128i abef = _mm_alignr_epi8(abcd, efgh, 8);
	__m128i cdgh = _mm_blend_epi16(efgh, abcd, 0xf0);

	for (; n > 0; n--, data += 64) {
		__m128i abef0 = abef, cdgh0 = cdgh;
		__m128i w0 = _mm_shuffle_epi8(LOAD(data), swap);
		__m128i w1 = _mm_shuffle_epi8(LOAD(data + 16), swap);
		__m128i w2 = _mm_shuffle_epi8(LOAD(data + 32), swap);
		__m128i w3 = _mm_shuffle_epi8(LOAD(data + 48), swap);

		ROUNDS(0, w0);
		ROUNDS(1, w1);
		ROUNDS(2, w2);
		ROUNDS(3, w3);
		for (int i = 4; i < 16; i += 4) {
			EXTEND(w0, w1, w2, w3);
			ROUNDS(i, w0);
			EXTEND(w1, w2, w3, w0);
			ROUNDS(i + 1, w1);
			EXTEND(w2, w3, w0, w1);
			ROUNDS(i + 2, w2);
			EXTEND(w3, w0, w1, w2);
			ROUNDS(i + 3, w3);
		}
		abef = _mm_add_epi32(abef, abef0);
		cdgh = _mm_add_epi32(cdgh, cdgh0);
	}
	abcd = _mm_shuffle_epi32(abef, 0x1b); /* {A,B,E,F} lowest first */
	efgh = _mm_shuffle_epi32(cdgh, 0xb1); /* {G,H,C,D} lowest first */
	STORE(state, _mm_blend_epi16(abcd, efgh, 0xf0));
	STORE(state + 4, _mm_alignr_epi8(efgh, abcd, 8));
}

static bool
has_sha_ni(void)
{
	unsigned a, b, c, d;

	if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSE4_1))
		return false;
	return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & 1U << 29);
}
#endif

rbt_hash_blocks *
rbt_hash_block_best(void)
{
#if defined(__x86_64__)
	/* Asked once: under a hypervisor each cpuid costs microseconds. */
	static atomic_int known; /* 0 not yet asked, 1 no, 2 yes */

	if (known == 0)
		known = has_sha_ni() ? 2 : 1;
	if (known == 2)
		return block_sha_ni;
#endif
	return rbt_hash_block_portable;
}
