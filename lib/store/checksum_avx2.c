/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sums again, compiled for processors with AVX2 (see the Makefile), where
 * they take a third of the time.  The state is that of store/checksum.c.
 */
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "store/checksum_avx2.h"

#if defined(__AVX2__)
const bool rbt_checksum_avx2_built = true;
#else
const bool rbt_checksum_avx2_built = false;
#endif

uint64_t
rbt_checksum_avx2(const void *data, size_t len)
{
	return XXH3_64bits(data, len);
}

void
rbt_checksum_avx2_update(struct rbt_checksum *c, const void *data, size_t len)
{
	(void)XXH3_64bits_update((XXH3_state_t *)(void *)c->state, data, len);
}
