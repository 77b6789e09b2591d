/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Delimited text files into one stream of `bar` records: `stream` with the hash
 * of every file, the bars file by file as they stand there or sorted, `end`.
 */
#ifndef RBT_STORE_IMPORT_H
#define RBT_STORE_IMPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/attr.h"
#include "core/err.h"
#include "core/out.h"
#include "market/csvbar.h"

#define RBT_IMPORT_SHOWN 20 /* bad rows of a file that are named */

struct rbt_import {
	const char *tool, *version; /* for the `stream` record */
	const char *symbol;         /* of all rows, or NULL */
	const char *member;         /* the file in every zip archive, or NULL */
	bool symbol_from_name;      /* rbt_csvname_symbol */
	bool day_from_name;         /* rbt_csvname_day */
	bool sort;                  /* market/rowsort.h, over all files */
	/* Called with one line of text; never NULL. */
	void (*warn)(void *self, const char *text);
	void *warn_self;
};

/*
 * Copies the files ("-" is standard input) to out, in their order.  What they
 * look like stands in `book`, which is fresh and released by the caller.  With
 * RBT_ON_BAD_ERROR the first bad row or file ends it; else rows that are bad
 * (and cannot be repaired) and files that cannot be opened or have no usable
 * header are named by `warn` and left out, so is a symbol without a row.  A
 * file that turns out damaged on the way, or changes, ends it in any case.
 * RBT_E_DATA if nothing is left; what was written then lacks its `end`.
 */
int rbt_import_files(const struct rbt_import *o, struct rbt_csvbar_book *book,
    const char *const *paths, size_t n, struct rbt_out *out,
    struct rbt_err *err) RBT_MUST_USE;

#endif
