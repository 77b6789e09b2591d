/* SPDX-License-Identifier: GPL-3.0-or-later */
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "store/checksum.h"

uint64_t
rbt_checksum(const void *data, size_t len)
{
	return XXH3_64bits(data, len);
}
