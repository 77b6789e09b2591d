/* SPDX-License-Identifier: GPL-3.0-or-later */
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "store/checksum.h"

#include <stdatomic.h>
#include <stdbool.h>
#if defined(__x86_64__)
#include <cpuid.h>
#endif

#include "store/checksum_avx2.h"

_Static_assert(sizeof(struct rbt_checksum) == sizeof(XXH3_state_t) &&
		   _Alignof(struct rbt_checksum) == _Alignof(XXH3_state_t),
    "the header has the size and the alignment of the state");

/* Fewer bytes than this are not worth the question. */
#define LONG 4096

/* Whether processor and system have AVX2. */
static bool
ask_avx2(void)
{
#if defined(__x86_64__)
	const unsigned need = bit_OSXSAVE | bit_AVX;
	unsigned a, b, c, d;

	if (!rbt_checksum_avx2_built || !__get_cpuid(1, &a, &b, &c, &d) ||
	    (c & need) != need)
		return false;
	/* Whether the system keeps the registers: see XGETBV. */
	__asm__("xgetbv" : "=a"(a), "=d"(d) : "c"(0));
	return (a & 6) == 6 && __get_cpuid_count(7, 0, &a, &b, &c, &d) &&
	       (b & bit_AVX2) != 0;
#else
	return false;
#endif
}

static bool
has_avx2(void)
{
	/* Asked once: under a hypervisor each cpuid costs microseconds. */
	static atomic_int known; /* 0 not yet asked, 1 no, 2 yes */

	if (known == 0)
		known = ask_avx2() ? 2 : 1;
	return known == 2;
}

uint64_t
rbt_checksum(const void *data, size_t len)
{
	if (len >= LONG && has_avx2())
		return rbt_checksum_avx2(data, len);
	return XXH3_64bits(data, len);
}

/* XXH3 fails for null pointers alone. */
void
rbt_checksum_init(struct rbt_checksum *c)
{
	XXH3_INITSTATE((XXH3_state_t *)(void *)c->state);
	(void)XXH3_64bits_reset((XXH3_state_t *)(void *)c->state);
}

void
rbt_checksum_update(struct rbt_checksum *c, const void *data, size_t len)
{
	if (len >= LONG && has_avx2()) {
		rbt_checksum_avx2_update(c, data, len);
		return;
	}
	(void)XXH3_64bits_update((XXH3_state_t *)(void *)c->state, data, len);
}

uint64_t
rbt_checksum_value(const struct rbt_checksum *c)
{
	return XXH3_64bits_digest((const XXH3_state_t *)(const void *)c->state);
}
