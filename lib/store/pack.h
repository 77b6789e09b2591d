/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A bundle as one file, an archive whose bytes depend on the bundle's content
 * alone: no provenance, no versions, no segment numbers, no times.  The layout
 * is described in rbt-bundle(5); the reader is store/unpack.h.
 */
#ifndef RBT_STORE_PACK_H
#define RBT_STORE_PACK_H

#include <stddef.h>

#include "core/attr.h"
#include "core/err.h"
#include "core/out.h"
#include "store/bundle.h"

/* What the two sides of it agree on. */
#define RBT_PACK_FORMAT     2
#define RBT_PACK_INDEX      "bundle.json"
#define RBT_PACK_INDEX_MAX  (16u << 20) /* bytes */
#define RBT_PACK_SYMBOL_MAX 40          /* of the names below, with the NUL */

/* "symbol-000001.bars" for instrument i, from 0. */
void rbt_pack_symbol_name(char out[RBT_PACK_SYMBOL_MAX], size_t i);

enum rbt_pack_format {
	RBT_PACK_TAR_ZST,
	RBT_PACK_ZIP,
};

/*
 * Writes the archive to out, checking each column before.  RBT_E_DATA if one is
 * damaged, RBT_E_SYS if out takes no more; what was written then is no archive.
 */
int rbt_pack_write(const struct rbt_bundle *b, enum rbt_pack_format format,
    struct rbt_out *out, struct rbt_err *err) RBT_MUST_USE;

#endif
