/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The file of the trial log, in SQLite.  Any number of processes may add to it
 * at once; a trial that is there stays as it is.  One that dies while it adds
 * leaves the file as it was.
 *
 *	rbt_trialdb_add(folder, &study, trials, n, err);
 *	rbt_trialdb_read(folder, &filter, take, self, err);
 *
 * Each call opens the file and closes it, so that no lock is held while a
 * search is under way.  The journal is SQLite's rollback journal: the other
 * one, WAL, would save nothing, because its last user syncs the file as well,
 * and it wants shared memory, which a home folder on a network lacks.
 */
#ifndef RBT_STORE_TRIALDB_H
#define RBT_STORE_TRIALDB_H

#include <stddef.h>

#include "core/attr.h"
#include "core/err.h"
#include "market/tried.h"

#define RBT_TRIALDB_FILE "trials.db" /* in its folder */

/*
 * Adds n trials of one study in one transaction; the folder and the file are
 * made if they are missing.  Waits up to five seconds for other processes.
 * RBT_E_DATA if the file is damaged, is no trial log or one of a later version,
 * RBT_E_SYS if it cannot be written.
 */
int rbt_trialdb_add(const char *folder, const struct rbt_study *study,
    const struct rbt_tried *trials, size_t n, struct rbt_err *err) RBT_MUST_USE;

/* A name, or at least RBT_TRIALDB_DIGITS digits that its hash begins with;
 * NULL: any. */
#define RBT_TRIALDB_DIGITS 8
struct rbt_trialdb_filter {
	const char *strategy, *bundle;
};

/* What take gets is good until it returns; -1 from it ends the reading. */
typedef int rbt_trialdb_take(void *self, const struct rbt_study *study,
    const struct rbt_tried *t, struct rbt_err *err);

/*
 * Calls take for each trial that passes, in an order that depends on what is
 * logged alone: by strategy, bundle, options, parameters.  A file that does
 * not exist has no trials.  Errors as above.
 */
int rbt_trialdb_read(const char *folder,
    const struct rbt_trialdb_filter *filter, rbt_trialdb_take *take, void *self,
    struct rbt_err *err) RBT_MUST_USE;

#endif
