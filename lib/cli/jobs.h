/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many threads to work with. */
#ifndef RBT_CLI_JOBS_H
#define RBT_CLI_JOBS_H

#include "core/attr.h"
#include "core/err.h"

/* The value of --jobs, 1 .. RBT_WORK_JOBS_MAX; NULL: one for each processor.
 * RBT_E_USAGE "--jobs: ...". */
int rbt_jobs_parse(const char *text, unsigned *jobs,
    struct rbt_err *err) RBT_MUST_USE;

#endif
