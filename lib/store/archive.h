/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading compressed files through libarchive: plain, gzip, xz, zstd and one
 * file of a zip archive, recognised by their first bytes.
 */
#ifndef RBT_STORE_ARCHIVE_H
#define RBT_STORE_ARCHIVE_H

#include "core/attr.h"
#include "core/err.h"
#include "core/io.h"
#include "store/checksum.h"

/*
 * The uncompressed bytes of a file; "-" is standard input.  A zip archive has
 * to hold one file alone, which is known at its end.  If `sum` is not NULL it
 * is fed the bytes of the file as they are stored; read to the end for the
 * whole.  Errors of read name no file (the reader above does), those of opening
 * do.  The source's close releases everything.  Truncated or damaged data is
 * RBT_E_DATA from read.
 */
int rbt_archive_source(const char *path, struct rbt_checksum *sum,
    struct rbt_source *out, struct rbt_err *err) RBT_MUST_USE;

/* The same for the file called `member` of a zip archive; NULL: as above.  The
 * name is borrowed until close. */
int rbt_archive_member_source(const char *path, const char *member,
    struct rbt_checksum *sum, struct rbt_source *out,
    struct rbt_err *err) RBT_MUST_USE;

#endif
