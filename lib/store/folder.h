/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder of a bundle: its name, its lock, its leftovers, its end. */
#ifndef RBT_STORE_FOLDER_H
#define RBT_STORE_FOLDER_H

#include <stdbool.h>

#include "core/attr.h"
#include "core/err.h"

/* The last part of a path, without slashes behind it; the caller frees. */
char *rbt_folder_name(const char *path);

/*
 * Waits until nobody else writes to the bundle in `folder`, which exists.
 * Returns a descriptor that rbt_folder_unlock or the end of the process gives
 * back; -1 with RBT_E_SYS.
 */
int rbt_folder_lock(const char *folder, struct rbt_err *err) RBT_MUST_USE;
void rbt_folder_unlock(int lock);

/*
 * Removes segments that neither the current nor the previous manifest names,
 * and temporary files of writers that died.  Only under the lock.  Does nothing
 * if a manifest cannot be read.
 */
int rbt_folder_sweep(const char *folder, struct rbt_err *err) RBT_MUST_USE;

/*
 * Ends the bundle in `folder`, under the lock: removes its manifests, then its
 * segments, temporary files and lock, and the folder if nothing else is in it;
 * *left says that something is.  RBT_E_DATA if the manifest cannot be read: it
 * may be somebody else's.  After a failure half-way the next ingest or drop of
 * that name goes on.
 */
int rbt_folder_drop(const char *folder, bool *left,
    struct rbt_err *err) RBT_MUST_USE;

/* Removes lock and folder if no bundle came to be in it; under the lock. */
void rbt_folder_discard(const char *folder);

#endif
