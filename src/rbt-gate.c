/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rbt-gate(1): may this strategy move to the next stage? */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/choice.h"
#include "cli/path.h"
#include "cli/tool.h"
#include "core/near.h"
#include "core/time.h"
#include "core/vec.h"
#include "fmt/rec.h"
#include "job/logbook.h"
#include "research/gate_trials.h"
#include "research/gate_verdict.h"

#define POLICIES "policies"
#define SUFFIX   ".json"

static struct {
	const char *policy, *as_of, *format;
	bool trial_log;
} opt;

static int
is_policy(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return len > sizeof SUFFIX - 1 &&
	       strcmp(entry->d_name + len - (sizeof SUFFIX - 1), SUFFIX) == 0;
}

/* Says which policies there are. */
static int
fail_unknown(const char *name, struct rbt_err *err)
{
	char *dir = rbt_path_share(POLICIES);
	struct dirent **entry = NULL;
	int n = dir ? scandir(dir, &entry, is_policy, alphasort) : 0;
	struct RBT_VEC(const char *) names = {0};
	struct rbt_buf known = {0};

	for (int i = 0; i < n; i++) {
		char *s = entry[i]->d_name;

		s[strlen(s) - (sizeof SUFFIX - 1)] = '\0';
		RBT_VEC_PUSH(&names, s);
	}
	rbt_near_tell(&known, name, names.at, names.n);
	rbt_err_set(err, RBT_E_USAGE, "--policy: there is no policy '%s'%s",
	    name, rbt_buf_str(&known));
	for (int i = 0; i < n; i++)
		free(entry[i]);
	free(entry);
	RBT_VEC_RELEASE(&names);
	rbt_buf_release(&known);
	free(dir);
	return -1;
}

/* A name without a "/" and without .json is one of the shared policies. */
static int
load_policy(struct rbt_gate_policy *policy, struct rbt_buf *text,
    struct rbt_err *err)
{
	struct rbt_buf relative = {0};
	char *path = NULL;
	int rc = -1;

	if (opt.policy == NULL)
		return rbt_err_set(err, RBT_E_USAGE,
		    "expected a policy: --policy backtest");
	rbt_buf_printf(&relative, POLICIES "/%s" SUFFIX, opt.policy);
	if (strchr(opt.policy, '/') || strstr(opt.policy, SUFFIX)) {
		if (access(opt.policy, F_OK) == 0)
			path = rbt_xstrdup(opt.policy);
		else
			rbt_err_set(err, RBT_E_USAGE,
			    "--policy: there is no file '%s'", opt.policy);
	} else if ((path = rbt_path_share(relative.data)) == NULL) {
		(void)fail_unknown(opt.policy, err);
	}
	rbt_buf_release(&relative);
	if (path &&
	    rbt_io_read_file(path, RBT_GATE_POLICY_MAX, text, err) == 0) {
		rc = rbt_gate_policy_parse(policy, rbt_buf_str(text), text->len,
		    err);
		if (rc != 0)
			rbt_err_wrap(err, "%s", path);
	}
	free(path);
	return rc;
}

static int
parse_day(int64_t *day, struct rbt_err *err)
{
	struct rbt_err why = {0};
	rbt_ts t;

	if (opt.as_of == NULL) {
		*day = (int64_t)time(NULL) / (RBT_DAY_NS / RBT_SEC_NS);
		return 0;
	}
	if (strlen(opt.as_of) != sizeof "2024-01-02" - 1 ||
	    rbt_ts_parse(opt.as_of, strlen(opt.as_of), &t, &why) != 0)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--as-of: expected a date such as 2024-01-02, got '%s'",
		    opt.as_of);
	*day = rbt_ts_day(t);
	return 0;
}

static void
put_records(struct rbt_context *ctx, const struct rbt_gate_verdict *v)
{
	struct rbt_rec_input inputs[2] = {
	    {.name = v->policy->name},
	    {.name = "stdin"},
	};
	struct rbt_rec_writer w;

	memcpy(inputs[0].sha256, v->policy->sha256, sizeof inputs[0].sha256);
	memcpy(inputs[1].sha256, v->evidence->sha256, sizeof inputs[1].sha256);
	rbt_rec_begin(&w, ctx->out, ctx->tool, rbt_tool_version(), -1, inputs,
	    2);
	w.n_records += rbt_gate_verdict_emit(ctx->out, v);
	rbt_rec_end(&w, "ok");
}

/* The answer as an exit status; the verdict itself is written. */
static int
answer(struct rbt_context *ctx, const struct rbt_gate_verdict *v,
    struct rbt_err *err)
{
	struct rbt_buf why = {0};

	ctx->whole = true;
	if (v->answer == RBT_GATE_PASS)
		return 0;
	rbt_gate_verdict_explain(&why, v);
	rbt_err_set(err, v->answer == RBT_GATE_FAIL ? RBT_E_NO : RBT_E_DATA,
	    "%s: %s", v->policy->name, rbt_buf_str(&why));
	rbt_buf_release(&why);
	return -1;
}

static int
recount(const struct rbt_context *ctx, struct rbt_gate_evidence *evidence,
    struct rbt_err *err)
{
	struct rbt_logbook book;
	bool fewer;
	int rc;

	rbt_logbook_init(&book, ctx, true);
	rc = rbt_gate_trials_recount(evidence, &book.log, &fewer, err);
	rbt_logbook_close(&book);
	if (rc == 0 && fewer)
		rbt_logbook_say_fewer(ctx);
	return rc;
}

static int
run(struct rbt_context *ctx, struct rbt_err *err)
{
	struct rbt_gate_policy policy = {0};
	struct rbt_gate_evidence evidence = {0};
	struct rbt_gate_verdict verdict = {.policy = &policy,
	    .evidence = &evidence};
	struct rbt_buf text = {0};
	int table = opt.format
			? rbt_choice("format", "ndjson table", opt.format, err)
			: ctx->out_is_tty;
	int rc = -1;

	if (table < 0 || parse_day(&verdict.today, err) != 0)
		return -1;
	if (ctx->args.n > 0)
		return rbt_err_set(err, RBT_E_USAGE,
		    "unexpected operand '%s'; evidence comes on standard input",
		    ctx->args.at[0]);
	if (load_policy(&policy, &text, err) == 0 &&
	    rbt_gate_evidence_read(&evidence, &policy,
		rbt_source_fd(STDIN_FILENO, "stdin"), err) == 0 &&
	    (!opt.trial_log || recount(ctx, &evidence, err) == 0)) {
		rbt_gate_verdict_reach(&verdict);
		if (table)
			rbt_gate_verdict_write(ctx->out, &verdict);
		else
			put_records(ctx, &verdict);
		rc = answer(ctx, &verdict, err);
	}
	rbt_gate_evidence_release(&evidence);
	rbt_gate_policy_release(&policy);
	rbt_buf_release(&text);
	return rc;
}

/* clang-format off */
static const struct rbt_option options[] = {
	{.name = "policy", .arg = "POLICY", .value = &opt.policy,
	 .complete = RBT_COMPLETE_WORDS,
	 .words = "backtest paper shadow live-10 live-35 live-65 live-100",
	 .help = "what is asked: a name, or a file with a '/' or .json"},
	{.name = "as-of", .arg = "DATE", .value = &opt.as_of,
	 .help = "the day that ages are counted to (default today)"},
	{.name = "trial-log", .flag = &opt.trial_log,
	 .help = "allow for all that the trial log has of the strategy"},
	{.name = "format", .arg = "FORMAT", .value = &opt.format,
	 .complete = RBT_COMPLETE_WORDS, .words = "ndjson table",
	 .help = "ndjson, or table (default on a terminal)"},
	{0},
};

static const struct rbt_command commands[] = {
	{.summary = "Asks whether a strategy may move to the next stage.",
	 .synopsis = "",
	 .example = "cat run.ndjson wfo.ndjson mc.ndjson overfit.ndjson | "
		    "rbt-gate --policy backtest",
	 .options = options, .run = run},
	{0},
};
/* clang-format on */

static const struct rbt_tool tool = {
    .name = "rbt-gate",
    .summary = "Ask whether a strategy may move to the next stage.",
    .commands = commands,
};

int
main(int argc, char **argv)
{
	return rbt_tool_main(&tool, argc, argv);
}
