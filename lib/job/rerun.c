/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "job/rerun.h"

#include "cli/choice.h"
#include "core/hash.h"

void
rbt_rerun_init(struct rbt_rerun *r, const struct rbt_context *ctx)
{
	*r = (struct rbt_rerun){0};
	rbt_job_init(&r->job, ctx, &r->text);
}

/* The parameters as "name=value". */
static int
take_params(struct rbt_rerun *r, struct rbt_err *err)
{
	struct rbt_jsonr_val params;
	const char *key, *value;

	if (rbt_jsonr_obj(&r->record.root, "params", &params, err) != 0)
		return -1;
	for (size_t i = 0; (key = rbt_jsonr_key(&params, i)) != NULL; i++) {
		struct rbt_buf b = {0};

		if (rbt_jsonr_num(&params, key, &value, err) != 0)
			return -1;
		rbt_buf_printf(&b, "%s=%s", key, value);
		RBT_VEC_PUSH(&r->params, b.data);
	}
	return 0;
}

static int
take_symbols(struct rbt_rerun *r, struct rbt_err *err)
{
	struct rbt_jsonr_val list;
	size_t n;

	if (rbt_jsonr_arr(&r->record.root, "symbols", &list, &n, err) != 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct rbt_jsonr_val item = rbt_jsonr_item(&list, i);
		const char *symbol;

		if (rbt_jsonr_str(&item, NULL, &symbol, err) != 0)
			return -1;
		rbt_buf_printf(&r->symbols, "%s%s", i ? "," : "", symbol);
	}
	r->text.run.symbols = rbt_buf_str(&r->symbols);
	return 0;
}

/* The date of the first or last bar: no bar lies between that and the date that
 * was asked for. */
static int
take_date(const struct rbt_rerun *r, const char *key, char out[RBT_RERUN_DATE],
    struct rbt_err *err)
{
	const char *time;

	if (rbt_jsonr_str(&r->record.root, key, &time, err) != 0)
		return -1;
	if (strlen(time) + 1 < RBT_RERUN_DATE)
		return rbt_jsonr_fail(&r->record.root, key, err,
		    "expected a date or time");
	memcpy(out, time, RBT_RERUN_DATE - 1);
	out[RBT_RERUN_DATE - 1] = '\0';
	return 0;
}

static int
take_options(struct rbt_rerun *r, struct rbt_err *err)
{
	const struct rbt_jsonr_val *v = &r->record.root;
	struct rbt_job_text *t = &r->text;
	const char *equity;
	int every;

	if (rbt_jsonr_num(v, "cash", &t->run.cash, err) != 0 ||
	    rbt_jsonr_str(v, "fill", &t->fill, err) != 0 ||
	    rbt_jsonr_str(v, "intrabar", &t->intrabar, err) != 0 ||
	    rbt_jsonr_str(v, "commission", &t->run.commission, err) != 0 ||
	    rbt_jsonr_str(v, "slippage", &t->run.slippage, err) != 0 ||
	    rbt_jsonr_num(v, "lot", &t->run.lot, err) != 0 ||
	    rbt_jsonr_str(v, "calendar", &t->calendar, err) != 0 ||
	    rbt_jsonr_num(v, "rf", &t->run.rf, err) != 0 ||
	    rbt_jsonr_str(v, "equity", &equity, err) != 0 ||
	    (rbt_jsonr_has(v, "benchmark") &&
		rbt_jsonr_str(v, "benchmark", &t->run.benchmark, err) != 0) ||
	    take_date(r, "from", r->start, err) != 0 ||
	    take_date(r, "to", r->end, err) != 0)
		return -1;
	every = rbt_choice("equity", RBT_RUNINFO_EQUITY, equity, err);
	if (every < 0)
		return -1;
	r->job.run.options.equity = (enum rbt_equity_every)every;
	t->run.start = r->start;
	t->run.end = r->end;
	return take_symbols(r, err) != 0 ? -1 : take_params(r, err);
}

/* Whether a file still is what the record says; `what` of `name`. */
static int
check_content(const struct rbt_jsonr_val *v, const char *what, const char *name,
    const char *sha256, struct rbt_err *err)
{
	const char *was;

	if (rbt_jsonr_str(v, "sha256", &was, err) != 0)
		return -1;
	if (strcmp(was, sha256) == 0)
		return 0;
	return rbt_err_set(err, RBT_E_DATA,
	    "%s %s is not what the run was made with: its content is %.16s, "
	    "the run's was %.16s",
	    what, name, sha256, was);
}

/* The names in the record, where none is given. */
static int
choose_names(struct rbt_rerun *r, const struct rbt_jsonr_val *strategy,
    const struct rbt_jsonr_val *bundle, const char *strategy_file,
    const char *bundle_name, struct rbt_err *err)
{
	if (!rbt_jsonr_has(bundle, "version"))
		return rbt_err_set(err, RBT_E_DATA,
		    "the bars of the run came from a pipe; only a run on a "
		    "bundle can be run again");
	r->text.bundle = bundle_name;
	r->text.strategy = strategy_file;
	if (bundle_name == NULL &&
	    rbt_jsonr_str(bundle, "name", &r->text.bundle, err) != 0)
		return -1;
	if (strategy_file == NULL &&
	    rbt_jsonr_str(strategy, "name", &r->text.strategy, err) != 0)
		return -1;
	if (strcmp(r->text.strategy, "-") == 0)
		return rbt_err_set(err, RBT_E_USAGE,
		    "the rule file of the run came from a pipe; say where it "
		    "is with -s FILE");
	return 0;
}

static int
load(struct rbt_rerun *r, const char *bundle_name, const char *strategy_file,
    struct rbt_err *err)
{
	struct rbt_job *job = &r->job;
	struct rbt_jsonr_val strategy, bundle;
	char sha256[RBT_HASH_HEX];
	const char *id;

	if (rbt_jsonr_str(&r->record.root, "run_id", &id, err) != 0 ||
	    rbt_jsonr_obj(&r->record.root, "strategy", &strategy, err) != 0 ||
	    rbt_jsonr_obj(&r->record.root, "bundle", &bundle, err) != 0 ||
	    choose_names(r, &strategy, &bundle, strategy_file, bundle_name,
		err) != 0 ||
	    take_options(r, err) != 0 || rbt_job_open(job, err) != 0)
		return -1;
	rbt_hash_hex(job->source.data, job->source.len, sha256);
	if (check_content(&strategy, "the strategy", r->text.strategy, sha256,
		err) != 0)
		return -1;
	r->rule = rbt_runtext_rule(&job->source, r->text.strategy,
	    (const char *const *)r->params.at, r->params.n, &job->run, err);
	if (r->rule == NULL || rbt_job_load(job, err) != 0 ||
	    check_content(&bundle, "the bundle", r->text.bundle,
		job->run.bundle_sha256, err) != 0)
		return -1;
	rbt_runinfo_identify(&job->run);
	if (strcmp(job->run.id, id) == 0)
		return 0;
	return rbt_err_set(err, RBT_E_DATA,
	    "the run %.16s cannot be run again: its record gives a run %.16s "
	    "here; it comes from another version of rbt, or was changed",
	    id, job->run.id);
}

int
rbt_rerun_load(struct rbt_rerun *r, const char *line, size_t len,
    const char *bundle, const char *strategy, struct rbt_err *err)
{
	if (rbt_jsonr_parse(&r->record, line, len, err) != 0 ||
	    load(r, bundle, strategy, err) != 0)
		return -1;
	return 0;
}

void
rbt_rerun_release(struct rbt_rerun *r)
{
	rbt_rule_free(r->rule);
	rbt_job_release(&r->job);
	for (size_t i = 0; i < r->params.n; i++)
		free(r->params.at[i]);
	RBT_VEC_RELEASE(&r->params);
	rbt_buf_release(&r->symbols);
	rbt_jsonr_release(&r->record);
}
