/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The record of a run that is to be run again, on a bundle and a rule that are
 * there: it gives the run whose id it carries, or an error.
 */
#include "fuzz/fuzz.h"
#include "harness/bundle.h"

#include "job/rerun.h"

static const char bars[] =
    "{\"type\":\"bar\",\"symbol\":\"A\",\"time\":\"2024-01-02\",\"period\":"
    "\"1d\",\"open\":1,\"high\":3,\"low\":1,\"close\":2,\"volume\":1}\n"
    "{\"type\":\"bar\",\"symbol\":\"A\",\"time\":\"2024-01-03\",\"period\":"
    "\"1d\",\"open\":2,\"high\":4,\"low\":2,\"close\":3,\"volume\":1}\n"
    "{\"type\":\"bar\",\"symbol\":\"B\",\"time\":\"2024-01-03\",\"period\":"
    "\"1d\",\"open\":5,\"high\":5,\"low\":5,\"close\":5,\"volume\":1}\n";
static const char rule[] = "param k = 1 in 0..9\n"
			   "enter long when close > k\nsize 1 units\n";

static char rule_path[80];

static void
leave(void)
{
	unlink(rule_path);
	t_leave();
}

/* Makes the bundle at t_path and the rule, once. */
static void
enter(void)
{
	FILE *f;

	if (rule_path[0] != '\0')
		return;
	t_enter();
	snprintf(rule_path, sizeof rule_path, "%s/s.rule", t_folder);
	FUZZ_CHECK((f = fopen(rule_path, "w")) != NULL);
	FUZZ_CHECK(fputs(rule, f) != EOF && fclose(f) == 0);
	FUZZ_CHECK(t_ingest(bars) == 0);
	atexit(leave);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct rbt_context ctx = {.tool = "fuzz", .quiet = true};
	struct rbt_rerun r;
	struct rbt_err err = {0};
	char *line = rbt_xstrndup((const char *)data, size);

	enter();
	rbt_rerun_init(&r, &ctx);
	if (rbt_rerun_load(&r, line, strlen(line), t_path, rule_path, &err) ==
	    0) {
		FUZZ_CHECK(strstr(line, r.job.run.id) != NULL);
		FUZZ_CHECK(r.job.run.universe.n > 0 && r.rule != NULL);
	} else {
		FUZZ_CHECK(err.code == RBT_E_DATA || err.code == RBT_E_USAGE ||
			   err.code == RBT_E_SYS);
		fuzz_check_error(&err, err.code);
	}
	rbt_rerun_release(&r);
	free(line);
	return 0;
}
