/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "research/runinfo.h"

const char *
rbt_runinfo_word(const char *words, unsigned i, size_t *len)
{
	while (i-- > 0)
		words += strcspn(words, " ") + 1;
	*len = strcspn(words, " ");
	return words;
}

static void
word(struct rbt_jsonw *w, const char *key, const char *words, unsigned i)
{
	size_t len;
	const char *text = rbt_runinfo_word(words, i, &len);

	rbt_jsonw_strn(w, key, text, len);
}

void
rbt_runinfo_put_params(struct rbt_jsonw *w, const struct rbt_rule *rule)
{
	const struct rbt_rule_param *p;

	rbt_jsonw_obj_begin(w, "params");
	for (size_t i = 0; (p = rbt_rule_param_at(rule, i)) != NULL; i++)
		rbt_jsonw_f64(w, p->name, p->value);
	rbt_jsonw_obj_end(w);
}

void
rbt_runinfo_put_strategy(struct rbt_jsonw *w, const struct rbt_runinfo *run,
    bool names)
{
	rbt_jsonw_obj_begin(w, "strategy");
	if (names)
		rbt_jsonw_str(w, "name", run->strategy);
	rbt_jsonw_str(w, "kind", "rule");
	rbt_jsonw_str(w, "sha256", run->strategy_sha256);
	rbt_jsonw_obj_end(w);
	rbt_runinfo_put_params(w, run->rule);
}

void
rbt_runinfo_put_data(struct rbt_jsonw *w, const struct rbt_runinfo *run,
    bool names)
{
	rbt_jsonw_obj_begin(w, "bundle");
	if (names) {
		rbt_jsonw_str(w, "name", run->bundle);
		if (run->bundle_version)
			rbt_jsonw_i64(w, "version", run->bundle_version);
		else
			rbt_jsonw_null(w, "version");
	}
	rbt_jsonw_str(w, "sha256", run->bundle_sha256);
	rbt_jsonw_obj_end(w);
	rbt_runinfo_put_span(w, run);
}

void
rbt_runinfo_put_span(struct rbt_jsonw *w, const struct rbt_runinfo *run)
{
	char text[RBT_TS_MAX];
	rbt_period period = run->universe.at[0].period;

	rbt_jsonw_arr_begin(w, "symbols");
	for (size_t i = 0; i < run->universe.n; i++)
		rbt_jsonw_str(w, NULL, run->universe.at[i].symbol);
	rbt_jsonw_arr_end(w);
	rbt_jsonw_time(w, "from", run->from, period);
	rbt_jsonw_time(w, "to", run->to, period);
	(void)rbt_period_format(period, text);
	rbt_jsonw_str(w, "period", text);
}

void
rbt_runinfo_put_options(struct rbt_jsonw *w, const struct rbt_runinfo *run)
{
	const struct rbt_sim_options *o = &run->options;

	rbt_jsonw_str(w, "engine", "event");
	rbt_jsonw_money(w, "cash", o->cash);
	word(w, "fill", RBT_RUNINFO_FILL, o->fill);
	word(w, "intrabar", RBT_RUNINFO_INTRABAR, o->intrabar);
	rbt_jsonw_str(w, "commission", run->commission);
	rbt_jsonw_str(w, "slippage", run->slippage);
	rbt_jsonw_i64(w, "latency", 0);
	rbt_jsonw_qty(w, "lot", o->lot);
	rbt_jsonw_str(w, "margin", "none");
	rbt_jsonw_str(w, "universe", "static");
	rbt_jsonw_str(w, "calendar", rbt_calendar_name(run->calendar));
	rbt_jsonw_i64(w, "annualization", run->annualization);
	word(w, "equity", RBT_RUNINFO_EQUITY, o->equity);
	rbt_jsonw_f64(w, "rf", run->rf_ann);
	rbt_jsonw_str_or_null(w, "benchmark",
	    run->benchmark ? run->benchmark->symbol : NULL);
}

bool
rbt_runinfo_next_session(const struct rbt_runinfo *run, rbt_ts *start)
{
	const struct rbt_universe *u = &run->universe;
	rbt_ts first, last;

	if (!rbt_universe_span(u, *start, run->options.end, &first, &last))
		return false;
	start->ns =
	    rbt_calendar_session_end(run->calendar, first, u->at[0].period);
	return true;
}

void
rbt_runinfo_identify(struct rbt_runinfo *run)
{
	struct rbt_jsonw w;
	struct rbt_out memory;

	rbt_out_open_fd(&memory, -1, "memory");
	rbt_jsonw_begin(&w, &memory, "run");
	rbt_jsonw_str(&w, "version", run->version);
	rbt_jsonw_null(&w, "seed");
	rbt_runinfo_put_strategy(&w, run, false);
	rbt_runinfo_put_data(&w, run, false);
	rbt_runinfo_put_options(&w, run);
	/* Not ended: an ended record may leave the memory. */
	rbt_hash_hex(memory.buf.data, memory.buf.len, run->id);
	rbt_out_abort(&memory);
}

void
rbt_runinfo_emit(struct rbt_out *out, const struct rbt_runinfo *run)
{
	struct rbt_jsonw w;

	rbt_jsonw_begin(&w, out, "run");
	rbt_jsonw_str(&w, "run_id", run->id);
	rbt_runinfo_put_strategy(&w, run, true);
	rbt_runinfo_put_data(&w, run, true);
	rbt_runinfo_put_options(&w, run);
	rbt_jsonw_i64(&w, "warmup_bars", (int64_t)rbt_rule_warmup(run->rule));
	rbt_jsonw_end(&w);
}
