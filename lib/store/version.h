/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of a new version: segments first, then the manifest. */
#ifndef RBT_STORE_VERSION_H
#define RBT_STORE_VERSION_H

#include "store/commit.h"

/*
 * Writes a segment for each fresh symbol, says what is odd about its bars, and
 * makes the version current by replacing the manifest; the one before stays as
 * manifest.prev.json.
 */
int rbt_version_write(struct rbt_commit *c, struct rbt_err *err) RBT_MUST_USE;

/*
 * Makes the version before the current one the current one again, as a new
 * version whose number goes to *version: so nothing that ever was is lost, and
 * a second time takes it back.  The caller holds the lock.  RBT_E_DATA if there
 * is no version before.
 */
int rbt_version_rollback(const char *folder, int64_t *version,
    struct rbt_err *err) RBT_MUST_USE;

#endif
