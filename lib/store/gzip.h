/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The checksums of a gzip file (RFC 1952), which libarchive reads past.  The
 * decompressor does not say where a member ends, so the place is found by its
 * trailer: eight bytes in front of the next header, or of the end of the file,
 * that name the length and the CRC-32 of just what came out.  Where the trailer
 * of a later member fits the beginning of an earlier one in the same block, as
 * members of a byte or two may, a good file is taken for a damaged one; never
 * the other way round.
 */
#ifndef RBT_STORE_GZIP_H
#define RBT_STORE_GZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/vec.h"

/* Stored bytes that a member may end with. */
struct rbt_gzip_trailer {
	uint32_t crc, length; /* modulo 2^32 */
};
struct rbt_gzip_trailer_vec RBT_VEC(struct rbt_gzip_trailer);

#define RBT_GZIP_CARRY 10

/* {0} before the first byte. */
struct rbt_gzip {
	struct rbt_gzip_trailer_vec trailers; /* not passed yet, in order */
	uint8_t carry[RBT_GZIP_CARRY];        /* the last stored bytes */
	size_t n_carry;
	uint32_t crc, length; /* of the output of this member so far */
};

/* The next stored bytes; before the output that is made of them. */
void rbt_gzip_stored(struct rbt_gzip *g, const void *bytes, size_t n);
/* The next bytes that came out. */
void rbt_gzip_output(struct rbt_gzip *g, const void *bytes, size_t n);
/* At the end: whether every member was what its trailer says. */
bool rbt_gzip_is_whole(struct rbt_gzip *g);
void rbt_gzip_release(struct rbt_gzip *g);

#endif
