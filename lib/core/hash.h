/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * SHA-256 (FIPS 180-4), with the processor's own instructions where it has
 * them (chosen at run time).
 */
#ifndef RBT_CORE_HASH_H
#define RBT_CORE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define RBT_HASH_BYTES 32
#define RBT_HASH_HEX   65 /* 64 lower-case digits and the NUL */

struct rbt_hash {
	uint32_t state[8];
	uint64_t len; /* bytes so far */
	uint8_t block[64];
};

void rbt_hash_init(struct rbt_hash *h);
void rbt_hash_update(struct rbt_hash *h, const void *data, size_t len);
void rbt_hash_final(struct rbt_hash *h, uint8_t out[RBT_HASH_BYTES]);
/* Final, as text. */
void rbt_hash_final_hex(struct rbt_hash *h, char out[RBT_HASH_HEX]);
/* All at once. */
void rbt_hash_hex(const void *data, size_t len, char out[RBT_HASH_HEX]);

#endif
