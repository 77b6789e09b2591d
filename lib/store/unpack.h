/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A packed bundle (store/pack.h) back into a folder.  Nothing of an archive is
 * trusted: its entries have to be those that the index names, in that order,
 * plain files of bounded size, and no path of it is ever used.
 */
#ifndef RBT_STORE_UNPACK_H
#define RBT_STORE_UNPACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/err.h"

/* An archive may hold columns of this many bytes, and this many for each byte
 * of its own besides; more is taken for a bomb. */
#define RBT_UNPACK_FREE  (64u << 20)
#define RBT_UNPACK_RATIO 1000u

struct rbt_unpack_result {
	bool changed; /* else the bundle had that content already */
	int64_t version, rows;
	size_t symbols;
};

/*
 * Reads the archive `file` into memory, judges every row and the content hash,
 * and makes it the bundle at `folder`.  Where there is one with other content,
 * or with damaged columns, RBT_E_DATA unless `replace` is set; then the
 * archive's becomes its next version.  RBT_E_DATA "FILE: ..." if anything is
 * not as it has to be; then, or if the process dies, everything is as before.
 */
int rbt_unpack(const char *file, const char *folder, bool replace,
    struct rbt_unpack_result *r, struct rbt_err *err) RBT_MUST_USE;

#endif
