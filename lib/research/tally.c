/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "research/tally.h"

/* Closes the object, and takes its text without the end of the line. */
static void
take_text(struct rbt_jsonw *w, struct rbt_out *memory, struct rbt_buf *text)
{
	rbt_jsonw_end(w);
	rbt_buf_clear(text);
	rbt_buf_add(text, memory->buf.data, memory->buf.len - 1);
	rbt_out_abort(memory);
}

/*
 * What the trials of a run or of a search have in common.  A point of a sweep
 * and a run over the same bars are the same trial; a walk judges by its windows
 * and so adds them to the options.  What changes the records alone is left out,
 * and so is the version of the program.
 */
static void
describe(struct rbt_study *study, struct rbt_buf *options,
    const struct rbt_runinfo *run, const struct rbt_search *s)
{
	struct rbt_runinfo plain = *run;
	struct rbt_jsonw w;
	struct rbt_out memory;

	plain.options.equity = RBT_EQUITY_SESSION;
	plain.benchmark = NULL;
	*study = (struct rbt_study){.strategy = run->strategy,
	    .bundle = run->bundle,
	    .annualization = run->annualization};
	memcpy(study->strategy_sha256, run->strategy_sha256, RBT_HASH_HEX);
	memcpy(study->bundle_sha256, run->bundle_sha256, RBT_HASH_HEX);
	rbt_out_open_fd(&memory, -1, "memory");
	rbt_jsonw_begin_plain(&w, &memory);
	rbt_runinfo_put_span(&w, &plain);
	for (const char *const *o = s ? s->options : NULL; o && o[0]; o += 2)
		rbt_jsonw_str(&w, o[0], o[1]);
	rbt_runinfo_put_options(&w, &plain);
	take_text(&w, &memory, options);
	study->options = rbt_buf_str(options);
	rbt_hash_hex(options->data, options->len, study->options_sha256);
}

void
rbt_tally_begin(struct rbt_tally *t, const struct rbt_search *s,
    const struct rbt_trial_log *log)
{
	*t = (struct rbt_tally){.log = log};
	describe(&t->study, &t->options, &s->run, s);
}

void
rbt_tally_end(struct rbt_tally *t)
{
	struct rbt_tried tried = {.params = rbt_buf_str(&t->params),
	    .sharpe = t->n ? t->sum / (double)t->n : (double)NAN,
	    .periods = t->periods};

	if (!t->any)
		return;
	t->count.n++;
	if (t->n)
		rbt_spread_add(&t->count.sharpe, tried.sharpe);
	if (t->log)
		t->log->add(t->log->self, &t->study, &tried);
	t->any = false;
}

void
rbt_tally_take(struct rbt_tally *t, const struct rbt_trial *trial)
{
	if (t->any && t->point != trial->point)
		rbt_tally_end(t);
	if (!t->any) {
		t->any = true;
		t->point = trial->point;
		t->sum = 0;
		t->n = 0;
		t->periods = 0;
		rbt_buf_clear(&t->params);
		rbt_buf_add(&t->params, trial->params, trial->params_len);
	}
	t->periods += trial->periods;
	if (isnan(trial->sharpe))
		return;
	t->sum += trial->sharpe / sqrt((double)t->study.annualization);
	t->n++;
}

void
rbt_tally_release(struct rbt_tally *t)
{
	rbt_buf_release(&t->options);
	rbt_buf_release(&t->params);
}

void
rbt_tally_run(const struct rbt_trial_log *log, const struct rbt_runinfo *run,
    const struct rbt_backtest *bt)
{
	static const char head[] = "{\"params\":";
	struct rbt_buf options = {0}, params = {0};
	struct rbt_study study;
	struct rbt_tried tried = {.sharpe = bt->metrics.sharpe /
					    sqrt((double)run->annualization),
	    .periods = bt->metrics.n_sessions};
	struct rbt_jsonw w;
	struct rbt_out memory;

	describe(&study, &options, run, NULL);
	rbt_out_open_fd(&memory, -1, "memory");
	rbt_jsonw_begin_plain(&w, &memory);
	rbt_runinfo_put_params(&w, run->rule);
	take_text(&w, &memory, &params);
	params.data[--params.len] = '\0';
	tried.params = params.data + sizeof head - 1;
	log->add(log->self, &study, &tried);
	rbt_buf_release(&options);
	rbt_buf_release(&params);
}
