/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "harness/bundle.h"
#include "harness/t.h"
#include "job/job.h"

static const char rule[] = "enter long when close > 1\nsize 1 units\n";

static struct rbt_context ctx = {.tool = "rbt-test", .quiet = true};

static void
write_rule(const char *path)
{
	FILE *f = fopen(path, "w");

	if (f == NULL || fputs(rule, f) == EOF || fclose(f) != 0)
		abort();
}

/* A bundle and a rule in files: the run names both by their content. */
static void
test_bundle(const char *path)
{
	struct rbt_job_text text = {.bundle = t_path,
	    .strategy = path,
	    .fill = "same-close",
	    .run = {.cash = "500", .symbols = "B"}};
	struct rbt_err err = {0};
	struct rbt_rule *parsed;
	struct rbt_job job;

	rbt_job_init(&job, &ctx, &text);
	T_INT(rbt_job_open(&job, &err), 0);
	T_STR(rbt_buf_str(&job.source), rule);
	parsed = rbt_runtext_parsed(&job.source, path, &job.run, &err);
	T_OK(parsed != NULL);
	T_INT(rbt_job_load(&job, &err), 0);
	T_STR(job.run.bundle_sha256, rbt_bundle_info(job.bundle)->sha256);
	T_INT(job.run.options.fill, RBT_FILL_SAME_CLOSE);
	T_OK(job.run.options.cash.v ==
	     (rbt_i128)500 * RBT_DEC_ONE * RBT_DEC_ONE);
	T_INT(job.run.universe.n, 1);
	T_INT(job.run.missing_bars, 1); /* Wednesday, for B */
	T_INT(job.run.annualization, 252);
	rbt_job_release(&job);
	rbt_rule_free(parsed);
}

static void
test_errors(const char *path)
{
	struct rbt_job_text text = {.bundle = t_path, .strategy = path};
	const char *operand[] = {"x"};
	struct rbt_err err = {0};
	struct rbt_job job;

	rbt_job_init(&job, &ctx, &text);
	text.fill = "never";
	T_INT(rbt_job_open(&job, &err), -1);
	T_INT(err.code, RBT_E_USAGE);
	rbt_job_release(&job);
	rbt_err_clear(&err);
	text.fill = NULL;
	ctx.args = (struct rbt_strings){operand, 1};
	T_INT(rbt_job_open(&job, &err), -1);
	T_STR(err.msg, "unexpected operand 'x'");
	ctx.args.n = 0;
	rbt_err_clear(&err);
	text.bundle = "/nowhere/b";
	rbt_job_init(&job, &ctx, &text);
	T_INT(rbt_job_open(&job, &err), 0);
	T_INT(rbt_job_load(&job, &err), -1);
	T_INT(err.code, RBT_E_USAGE);
	rbt_job_release(&job);
}

int
main(void)
{
	char path[80];

	t_enter();
	snprintf(path, sizeof path, "%s/t.rule", t_folder);
	write_rule(path);
	T_INT(t_ingest(T_BAR("A", "2024-01-01", "10") T_BAR("A", "2024-01-02",
		  "10") T_BAR("B", "2024-01-01", "10") T_BAR("B", "2024-01-02",
		  "10") T_BAR("B", "2024-01-04", "10")),
	    0);
	test_bundle(path);
	test_errors(path);
	unlink(path);
	t_leave();
	T_DONE(18);
}
