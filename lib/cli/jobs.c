/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "cli/jobs.h"

#include "core/num.h"
#include "core/work.h"

int
rbt_jobs_parse(const char *text, unsigned *jobs, struct rbt_err *err)
{
	int64_t n = sysconf(_SC_NPROCESSORS_ONLN);

	n = n < 1 ? 1 : n > RBT_WORK_JOBS_MAX ? RBT_WORK_JOBS_MAX : n;
	if (rbt_num_option_i64("jobs", text, 1, RBT_WORK_JOBS_MAX, &n, err) !=
	    0)
		return -1;
	*jobs = (unsigned)n;
	return 0;
}
