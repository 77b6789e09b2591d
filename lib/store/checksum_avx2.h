/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Only store/checksum.c needs this. */
#ifndef RBT_STORE_CHECKSUM_AVX2_H
#define RBT_STORE_CHECKSUM_AVX2_H

#include <stdbool.h>

#include "store/checksum.h"

/* Whether the compiler made what the other two promise: as rbt_checksum and
 * rbt_checksum_update, on processors with AVX2 alone. */
extern const bool rbt_checksum_avx2_built;

uint64_t rbt_checksum_avx2(const void *data, size_t len);
void rbt_checksum_avx2_update(struct rbt_checksum *c, const void *data,
    size_t len);

#endif
