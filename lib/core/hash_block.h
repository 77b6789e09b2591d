/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The inner function of SHA-256, in portable C and with the instructions that
 * x86 processors have for it.  Only core/hash.c and its test need this.
 */
#ifndef RBT_CORE_HASH_BLOCK_H
#define RBT_CORE_HASH_BLOCK_H

#include <stddef.h>
#include <stdint.h>

/* Puts n blocks of 64 bytes into the state. */
typedef void rbt_hash_blocks(uint32_t state[8], const uint8_t *data, size_t n);

rbt_hash_blocks rbt_hash_block_portable;

/* The fastest that this processor runs; the same one at every call. */
rbt_hash_blocks *rbt_hash_block_best(void);

#endif
