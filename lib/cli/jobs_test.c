/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/jobs.h"

#include "core/work.h"
#include "harness/t.h"

static void
refused(const char *text, const char *message)
{
	unsigned jobs = 77;
	struct rbt_err err = {0};

	T_INT(rbt_jobs_parse(text, &jobs, &err), -1);
	T_INT(err.code, RBT_E_USAGE);
	T_STR(err.msg, message);
	T_INT(jobs, 77);
}

int
main(void)
{
	struct rbt_err err = {0};
	unsigned jobs = 0;

	T_INT(rbt_jobs_parse(NULL, &jobs, &err), 0);
	T_OK(jobs >= 1 && jobs <= RBT_WORK_JOBS_MAX);
	T_INT(rbt_jobs_parse("3", &jobs, &err), 0);
	T_INT(jobs, 3);
	T_INT(rbt_jobs_parse("256", &jobs, &err), 0);
	T_INT(jobs, RBT_WORK_JOBS_MAX);
	refused("0", "--jobs: 0 is outside 1..256");
	refused("257", "--jobs: 257 is outside 1..256");
	refused("two", "--jobs: expected a whole number, got 'two'");
	T_DONE(18);
}
