/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <unistd.h>

#include "cli/jobs.h"

#include "core/num.h"
#include "core/work.h"

int
rbt_jobs_parse(const char *text, unsigned *jobs, struct rbt_err *err)
{
	int64_t n = sysconf(_SC_NPROCESSORS_ONLN);
	struct rbt_err why = {0};

	n = n < 1 ? 1 : n > RBT_WORK_JOBS_MAX ? RBT_WORK_JOBS_MAX : n;
	if (text && rbt_num_i64(text, strlen(text), 1, RBT_WORK_JOBS_MAX, &n,
			&why) != 0)
		return rbt_err_set(err, RBT_E_USAGE, "--jobs: %s", why.msg);
	*jobs = (unsigned)n;
	return 0;
}
