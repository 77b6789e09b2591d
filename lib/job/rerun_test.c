/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "harness/bundle.h"
#include "harness/t.h"
#include "job/rerun.h"

static const char rule[] = "param k = 1 in 0..9\n"
			   "enter long when close > k\nsize 1 units\n";

static struct rbt_context ctx = {.tool = "rbt-test", .quiet = true};

static void
write_text(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	if (f == NULL || fputs(text, f) == EOF || fclose(f) != 0)
		abort();
}

/* The record of a run with every option away from its default. */
static void
record_of(const char *path, char id[RBT_HASH_HEX], struct rbt_buf *line)
{
	static const char *const params[] = {"k=2"};
	struct rbt_job_text text = {.bundle = t_path,
	    .strategy = path,
	    .fill = "next-close",
	    .intrabar = "target-first",
	    .calendar = "weekdays",
	    .run = {.cash = "500.25",
		.start = "2024-01-02",
		.end = "2024-01-07",
		.lot = "0",
		.commission = "bps=10",
		.slippage = "fixed=0.02",
		.rf = "0.02",
		.symbols = "B",
		.benchmark = "A"}};
	struct rbt_err err = {0};
	struct rbt_rule *parsed;
	struct rbt_out out;
	struct rbt_job job;

	rbt_job_init(&job, &ctx, &text);
	T_INT(rbt_job_open(&job, &err), 0);
	job.run.options.equity = RBT_EQUITY_BAR;
	parsed = rbt_runtext_rule(&job.source, path, params, 1, &job.run, &err);
	T_INT(parsed ? rbt_job_load(&job, &err) : -1, 0);
	T_STR(err.msg, "");
	rbt_runinfo_identify(&job.run);
	memcpy(id, job.run.id, RBT_HASH_HEX);
	rbt_out_open_fd(&out, -1, "memory");
	rbt_runinfo_emit(&out, &job.run);
	rbt_buf_add(line, out.buf.data, out.buf.len - 1);
	rbt_out_abort(&out);
	rbt_job_release(&job);
	rbt_rule_free(parsed);
}

static void
test_same(const char *path, const char *id, const struct rbt_buf *line)
{
	struct rbt_err err = {0};
	struct rbt_rerun r;

	rbt_rerun_init(&r, &ctx);
	T_INT(rbt_rerun_load(&r, line->data, line->len, t_path, path, &err), 0);
	T_STR(err.msg, "");
	T_STR(r.job.run.id, id);
	T_INT(r.job.run.options.fill, RBT_FILL_NEXT_CLOSE);
	T_NEAR(rbt_rule_param_at(r.job.run.rule, 0)->value, 2, 0, 0);
	rbt_rerun_release(&r);
}

/* With `from` in the line replaced by `to`. */
static void
refused(const char *path, const struct rbt_buf *line, const char *from,
    const char *to, const char *message)
{
	const char *at = strstr(line->data, from);
	struct rbt_err err = {0};
	struct rbt_buf b = {0};
	struct rbt_rerun r;

	rbt_buf_add(&b, line->data, (size_t)(at - line->data));
	rbt_buf_add_str(&b, to);
	rbt_buf_add_str(&b, at + strlen(from));
	rbt_rerun_init(&r, &ctx);
	T_INT(rbt_rerun_load(&r, b.data, b.len, t_path, path, &err), -1);
	T_INT(strncmp(err.msg, message, strlen(message)), 0);
	rbt_rerun_release(&r);
	rbt_buf_release(&b);
}

static void
test_refused(const char *path, const struct rbt_buf *line)
{
	char message[128];

	refused(path, line, "\"cash\":500.25", "\"cash\":500.5", "the run ");
	refused(path, line, "\"version\":1", "\"version\":null",
	    "the bars of the run came from a pipe; only a run on a bundle can "
	    "be run again");
	refused(path, line, "\"from\":\"2024-01-02\"", "\"from\":\"2024\"",
	    "from: expected a date or time");
	refused(path, line, "\"symbols\":[\"B\"]", "\"symbols\":[1]",
	    "symbols[0]: expected a string");
	refused(path, line, "\"equity\":\"bar\"", "\"equity\":\"tick\"",
	    "--equity: expected one of: session bar; got 'tick'");
	refused(NULL, line, "\"name\":\"t.rule\"", "\"name\":\"-\"",
	    "the rule file of the run came from a pipe; say where it is with "
	    "-s FILE");
	/* Another text of the strategy, then other bars. */
	write_text(path, "enter long when close > 2\nsize 1 units\n");
	snprintf(message, sizeof message,
	    "the strategy %s is not what the run was made with", path);
	refused(path, line, "", "", message);
	write_text(path, rule);
	T_INT(t_ingest(
		  T_BAR("A", "2024-01-08", "9") T_BAR("B", "2024-01-08", "9")),
	    0);
	snprintf(message, sizeof message,
	    "the bundle %s is not what the run was made with", t_path);
	refused(path, line, "", "", message);
}

int
main(void)
{
	struct rbt_buf line = {0};
	char path[80], id[RBT_HASH_HEX];

	t_enter();
	T_INT(t_ingest(T_BAR("A", "2024-01-02", "1") T_BAR("A", "2024-01-03",
		  "2") T_BAR("B", "2024-01-02", "4")
		      T_BAR("B", "2024-01-03", "5")),
	    0);
	snprintf(path, sizeof path, "%s/t.rule", t_folder);
	write_text(path, rule);
	record_of(path, id, &line);
	test_same(path, id, &line);
	test_refused(path, &line);
	unlink(path);
	rbt_buf_release(&line);
	t_leave();
	T_DONE(1 + 3 + 5 + 8 * 2 + 1);
}
