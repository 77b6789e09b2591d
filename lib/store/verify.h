/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a segment is, byte by byte and row by row, what was ingested. */
#ifndef RBT_STORE_VERIFY_H
#define RBT_STORE_VERIFY_H

#include <stdint.h>

#include "core/attr.h"
#include "core/err.h"
#include "core/out.h"
#include "store/manifest.h"

struct rbt_verify {
	const char *folder;           /* borrowed */
	const struct rbt_manifest *m; /* borrowed */
	/* Called after each some thousand rows. */
	void (*tick)(void *self);
	void *tick_self;
	int64_t rows; /* out: good rows so far */
};

/*
 * Compares size, span, SHA-256 and checksums of the segment of the entry e of m
 * and judges every row (rbt_bar_check).  RBT_E_NO with what is wrong first, a
 * file that is gone included; RBT_E_SYS if it cannot be read.
 */
int rbt_verify_symbol(struct rbt_verify *v, const struct rbt_manifest_symbol *e,
    struct rbt_err *err) RBT_MUST_USE;

/*
 * Judges every row of s.  RBT_E_DATA names symbol, row and time of the first
 * bad one.  v counts and ticks; it may be NULL.
 */
int rbt_verify_rows(struct rbt_verify *v, const struct rbt_series *s,
    struct rbt_err *err) RBT_MUST_USE;

/* A `verify` record; problem is NULL if there is none. */
void rbt_verify_emit(struct rbt_out *out, const struct rbt_manifest_symbol *e,
    const char *problem);

#endif
