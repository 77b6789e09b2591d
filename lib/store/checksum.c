/* SPDX-License-Identifier: GPL-3.0-or-later */
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "store/checksum.h"

_Static_assert(sizeof(struct rbt_checksum) == sizeof(XXH3_state_t) &&
		   _Alignof(struct rbt_checksum) == _Alignof(XXH3_state_t),
    "the header has the size and the alignment of the state");

uint64_t
rbt_checksum(const void *data, size_t len)
{
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
	(void)XXH3_64bits_update((XXH3_state_t *)(void *)c->state, data, len);
}

uint64_t
rbt_checksum_value(const struct rbt_checksum *c)
{
	return XXH3_64bits_digest((const XXH3_state_t *)(const void *)c->state);
}
