/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder of a bundle: its lock, its leftovers, and folders of folders. */
#ifndef RBT_STORE_FOLDER_H
#define RBT_STORE_FOLDER_H

#include <stddef.h>

#include "core/arena.h"
#include "core/attr.h"
#include "core/err.h"
#include "core/vec.h"

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

struct rbt_folder_names RBT_VEC(const char *);

/* Names of the bundles in a folder, in byte order, copied into the arena; none
 * if the folder does not exist. */
int rbt_folder_list(const char *folder, struct rbt_arena *arena,
    struct rbt_folder_names *names, struct rbt_err *err) RBT_MUST_USE;

#endif
