/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "core/rng.h"

#include "core/attr.h"
#include "core/hash.h"

void
rbt_rng_block(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4])
{
	uint32_t k0 = key[0], k1 = key[1];

	memcpy(out, counter, 4 * sizeof *out);
	for (int round = 0; round < 10; round++) {
		uint64_t p0 = (uint64_t)0xd2511f53 * out[0];
		uint64_t p1 = (uint64_t)0xcd9e8d57 * out[2];

		out[0] = (uint32_t)(p1 >> 32) ^ out[1] ^ k0;
		out[1] = (uint32_t)p1;
		out[2] = (uint32_t)(p0 >> 32) ^ out[3] ^ k1;
		out[3] = (uint32_t)p0;
		k0 += 0x9e3779b9; /* the golden ratio */
		k1 += 0xbb67ae85; /* sqrt(3) - 1 */
	}
}

static uint32_t
load_le(const uint8_t *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	       (uint32_t)p[3] << 24;
}

void
rbt_rng_init(struct rbt_rng *r, uint64_t seed, const char *name)
{
	struct rbt_hash h;
	uint8_t digest[RBT_HASH_BYTES], bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (uint8_t)(seed >> (8 * i));
	rbt_hash_init(&h);
	rbt_hash_update(&h, bytes, sizeof bytes);
	rbt_hash_update(&h, name, strlen(name));
	rbt_hash_final(&h, digest);
	*r = (struct rbt_rng){
	    .key = {load_le(digest), load_le(digest + 4)},
	    .used = 4,
	};
}

void
rbt_rng_seek(struct rbt_rng *r, uint64_t index)
{
	r->counter[0] = r->counter[1] = 0;
	r->counter[2] = (uint32_t)index;
	r->counter[3] = (uint32_t)(index >> 32);
	r->used = 4;
}

uint64_t
rbt_rng_u64(struct rbt_rng *r)
{
	uint64_t v;

	if (r->used == 4) {
		rbt_rng_block(r->counter, r->key, r->block);
		r->used = 0;
		for (int i = 0; i < 4 && ++r->counter[i] == 0; i++)
			;
	}
	v = r->block[r->used] | (uint64_t)r->block[r->used + 1] << 32;
	r->used += 2;
	return v;
}

double
rbt_rng_f64(struct rbt_rng *r)
{
	/* The middles of 2^53 equal parts would need 54 bits: 2^52 parts. */
	return ((double)(rbt_rng_u64(r) >> 12) + 0.5) * 0x1p-52;
}

/* Daniel Lemire, "Fast Random Integer Generation in an Interval", 2019. */
uint64_t
rbt_rng_below(struct rbt_rng *r, uint64_t n)
{
	rbt_u128 product = (rbt_u128)rbt_rng_u64(r) * n;
	uint64_t least;

	if ((uint64_t)product < n) {
		least = (0 - n) % n;
		while ((uint64_t)product < least)
			product = (rbt_u128)rbt_rng_u64(r) * n;
	}
	return (uint64_t)(product >> 64);
}

/* c[0] + c[1] x + ... + c[7] x^7 */
static double
polynomial(const double c[8], double x)
{
	double y = c[7];

	for (int i = 6; i >= 0; i--)
		y = y * x + c[i];
	return y;
}

/*
 * The logarithm of 0 < x < 1 by elementary operations only: the C library's
 * may differ in the last bit between processors, and a stream must not.
 * log(m) = 2 atanh((m-1)/(m+1)), m within sqrt(1/2)..sqrt(2).
 */
static double
log_fixed(double x)
{
	static const double odd[11] = {1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15,
	    1.0 / 13, 1.0 / 11, 1.0 / 9, 1.0 / 7, 1.0 / 5, 1.0 / 3, 1};
	int exp;
	double m = frexp(x, &exp), s, z, sum = 0;

	if (m < 0.70710678118654752) {
		m *= 2;
		exp--;
	}
	s = (m - 1) / (m + 1);
	z = s * s; /* < 0.0295: z^11 / 23 is below 1e-18 */
	for (int i = 0; i < 11; i++)
		sum = sum * z + odd[i];
	return exp * 0.693147180559945309417 + 2 * s * sum;
}

/*
 * The inverse of the normal distribution function, to about 1 part in 1e16.
 * Source: M. J. Wichura, "Algorithm AS 241: The Percentage Points of the
 * Normal Distribution", Applied Statistics 37 (1988), function PPND16.
 */
static double
inverse_normal(double p)
{
	static const double a[8] = {3.3871328727963666080e0,
	    1.3314166789178437745e+2, 1.9715909503065514427e+3,
	    1.3731693765509461125e+4, 4.5921953931549871457e+4,
	    6.7265770927008700853e+4, 3.3430575583588128105e+4,
	    2.5090809287301226727e+3};
	static const double b[8] = {1, 4.2313330701600911252e+1,
	    6.8718700749205790830e+2, 5.3941960214247511077e+3,
	    2.1213794301586595867e+4, 3.9307895800092710610e+4,
	    2.8729085735721942674e+4, 5.2264952788528545610e+3};
	static const double c[8] = {1.42343711074968357734e0,
	    4.63033784615654529590e0, 5.76949722146069140550e0,
	    3.64784832476320460504e0, 1.27045825245236838258e0,
	    2.41780725177450611770e-1, 2.27238449892691845833e-2,
	    7.74545014278341407640e-4};
	static const double d[8] = {1, 2.05319162663775882187e0,
	    1.67638483018380384940e0, 6.89767334985100004550e-1,
	    1.48103976427480074590e-1, 1.51986665636164571966e-2,
	    5.47593808499534494600e-4, 1.05075007164441684324e-9};
	static const double e[8] = {6.65790464350110377720e0,
	    5.46378491116411436990e0, 1.78482653991729133580e0,
	    2.96560571828504891230e-1, 2.65321895265761230930e-2,
	    1.24266094738807843860e-3, 2.71155556874348757815e-5,
	    2.01033439929228813265e-7};
	static const double f[8] = {1, 5.99832206555887937690e-1,
	    1.36929880922735805310e-1, 1.48753612908506148525e-2,
	    7.86869131145613259100e-4, 1.84631831751005468180e-5,
	    1.42151175831644588870e-7, 2.04426310338993978564e-15};
	double q = p - 0.5, r, x;

	if (fabs(q) <= 0.425) {
		r = 0.180625 - q * q;
		return q * polynomial(a, r) / polynomial(b, r);
	}
	r = sqrt(-log_fixed(q < 0 ? p : 1 - p));
	if (r <= 5)
		x = polynomial(c, r - 1.6) / polynomial(d, r - 1.6);
	else
		x = polynomial(e, r - 5) / polynomial(f, r - 5);
	return q < 0 ? -x : x;
}

double
rbt_rng_normal(struct rbt_rng *r)
{
	return inverse_normal(rbt_rng_f64(r));
}
