/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/hash.h"

#include "core/hash_block.h"

/* FIPS 180-4, 5.3.3: the fractions of the square roots of the first primes. */
static const uint32_t start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372,
    0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

void
rbt_hash_init(struct rbt_hash *h)
{
	memcpy(h->state, start, sizeof h->state);
	h->len = 0;
}

void
rbt_hash_update(struct rbt_hash *h, const void *data, size_t len)
{
	rbt_hash_blocks *blocks = rbt_hash_block_best();
	const uint8_t *p = data;
	size_t have = h->len % 64, part;

	h->len += len;
	if (have) {
		part = len < 64 - have ? len : 64 - have;
		if (part)
			memcpy(h->block + have, p, part);
		if (have + part < 64)
			return;
		blocks(h->state, h->block, 1);
		p += part;
		len -= part;
	}
	if (len >= 64) {
		blocks(h->state, p, len / 64);
		p += len / 64 * 64;
		len %= 64;
	}
	if (len)
		memcpy(h->block, p, len);
}

void
rbt_hash_final(struct rbt_hash *h, uint8_t out[RBT_HASH_BYTES])
{
	static const uint8_t zero[64];
	uint64_t bits = h->len * 8;
	uint8_t length[8];
	size_t have;

	for (int i = 0; i < 8; i++)
		length[i] = (uint8_t)(bits >> (56 - 8 * i));
	rbt_hash_update(h, "\x80", 1);
	have = h->len % 64;
	rbt_hash_update(h, zero, have <= 56 ? 56 - have : 120 - have);
	rbt_hash_update(h, length, 8);
	for (int i = 0; i < RBT_HASH_BYTES; i++)
		out[i] = (uint8_t)(h->state[i / 4] >> (24 - 8 * (i % 4)));
}

void
rbt_hash_final_hex(struct rbt_hash *h, char out[RBT_HASH_HEX])
{
	static const char digits[] = "0123456789abcdef";
	uint8_t bytes[RBT_HASH_BYTES];

	rbt_hash_final(h, bytes);
	for (int i = 0; i < RBT_HASH_BYTES; i++) {
		out[2 * i] = digits[bytes[i] >> 4];
		out[2 * i + 1] = digits[bytes[i] & 15];
	}
	out[RBT_HASH_HEX - 1] = '\0';
}

void
rbt_hash_hex(const void *data, size_t len, char out[RBT_HASH_HEX])
{
	struct rbt_hash h;

	rbt_hash_init(&h);
	rbt_hash_update(&h, data, len);
	rbt_hash_final_hex(&h, out);
}
