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

#endif
