/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A segment of a bundle held against its entry in the manifest.  Inside
 * lib/store only. */
#ifndef RBT_STORE_MEMBER_H
#define RBT_STORE_MEMBER_H

#include "core/attr.h"
#include "core/err.h"
#include "store/manifest.h"

/*
 * Maps the segment of the entry e of m, which lies in `folder`; its symbol is
 * borrowed from e.  RBT_E_DATA "PATH: ..." if header, span or size are not what
 * the manifest says; g needs no release then.
 */
int rbt_member_open(struct rbt_segment *g, const struct rbt_manifest *m,
    const struct rbt_manifest_symbol *e, const char *folder,
    struct rbt_err *err) RBT_MUST_USE;

/* Compares columns with their checksums.  RBT_E_DATA "PATH: damaged: ...". */
int rbt_member_check(const struct rbt_segment *g,
    const struct rbt_manifest_symbol *e, unsigned columns, const char *folder,
    struct rbt_err *err) RBT_MUST_USE;

#endif
