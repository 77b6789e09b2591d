/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder of a bundle: its lock and its leftovers. */
#ifndef RBT_STORE_FOLDER_H
#define RBT_STORE_FOLDER_H

#include "core/attr.h"
#include "core/err.h"

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

#endif
