/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A checksum at the speed of memory, against damage by accident; SHA-256
 * (core/hash.h) is what nobody can forge.
 */
#ifndef RBT_STORE_CHECKSUM_H
#define RBT_STORE_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/* XXH3, 64 bits, seed 0, of len bytes. */
uint64_t rbt_checksum(const void *data, size_t len);

/* The same of bytes that come one after the other. */
struct rbt_checksum {
	_Alignas(64) unsigned char state[576]; /* XXH3_state_t */
};

void rbt_checksum_init(struct rbt_checksum *c);
void rbt_checksum_update(struct rbt_checksum *c, const void *data, size_t len);
/* Of all bytes so far. */
uint64_t rbt_checksum_value(const struct rbt_checksum *c);

#endif
