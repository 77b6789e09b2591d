/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "research/runtext.h"

#include "core/mem.h"
#include "core/num.h"
#include "research/metrics.h"

#define DEFAULT_CASH "100000"
#define MIN_RATE     (-0.99) /* a year */
#define MAX_RATE     10.0

/* A day, or the time of a bar.  Of the last one *out is what lies behind it:
 * the next midnight, or the next instant. */
static int
parse_when(const char *name, const char *text, bool last, rbt_ts *out,
    struct rbt_err *err)
{
	struct rbt_err why = {0};
	int64_t day;

	if (text == NULL)
		return 0;
	if (strchr(text, 'T')) {
		if (rbt_ts_parse(text, strlen(text), out, &why) != 0)
			return rbt_err_option(err, name, &why);
		out->ns += last && out->ns < INT64_MAX;
		return 0;
	}
	if (rbt_date_parse(text, strlen(text), &day, &why) != 0)
		return rbt_err_option(err, name, &why);
	*out = rbt_ts_from_day(day + last);
	return 0;
}

static int
parse_cash(const char *text, rbt_money *out, struct rbt_err *err)
{
	struct rbt_err why = {0};

	if (text == NULL)
		text = DEFAULT_CASH;
	if (rbt_money_from_text(text, strlen(text), "--cash", out, &why) != 0)
		return rbt_err_set(err, RBT_E_USAGE, "%s", why.msg);
	if (out->v <= 0)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--cash: expected an amount above 0, got '%s'", text);
	return 0;
}

static int
parse_lot(const char *text, rbt_qty *out, struct rbt_err *err)
{
	struct rbt_err why = {0};

	if (text == NULL)
		return 0;
	if (rbt_qty_from_text(text, strlen(text), "--lot", out, NULL, &why) !=
	    0)
		return rbt_err_set(err, RBT_E_USAGE, "%s", why.msg);
	if (out->v < 0)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--lot: expected 0 or more, got '%s'", text);
	if (out->v == 0)
		out->v = 1;
	return 0;
}

static int
parse_costs(const struct rbt_runtext *t, struct rbt_runinfo *run,
    struct rbt_err *err)
{
	struct rbt_sim_options *o = &run->options;
	struct rbt_err why = {0};

	run->commission = t->commission ? t->commission : "none";
	run->slippage = t->slippage ? t->slippage : "none";
	if (rbt_commission_parse(run->commission, &o->commission, &why) != 0)
		return rbt_err_option(err, "commission", &why);
	if (rbt_slippage_parse(run->slippage, &o->slippage, &why) != 0)
		return rbt_err_option(err, "slippage", &why);
	return 0;
}

int
rbt_runtext_parse(const struct rbt_runtext *t, struct rbt_runinfo *run,
    struct rbt_err *err)
{
	struct rbt_sim_options *o = &run->options;

	if (parse_cash(t->cash, &o->cash, err) != 0 ||
	    parse_lot(t->lot, &o->lot, err) != 0 ||
	    parse_when("start", t->start, false, &o->start, err) != 0 ||
	    parse_when("end", t->end, true, &o->end, err) != 0)
		return -1;
	if (o->start.ns >= o->end.ns)
		return rbt_err_set(err, RBT_E_USAGE, "--start is after --end");
	if (rbt_num_option_f64("rf", t->rf, MIN_RATE, MAX_RATE, &run->rf_ann,
		err) != 0)
		return -1;
	return parse_costs(t, run, err);
}

int
rbt_runtext_choose(const struct rbt_runtext *t, const struct rbt_universe *all,
    struct rbt_runinfo *run, struct rbt_err *err)
{
	const struct rbt_sim_options *o = &run->options;

	if (t->benchmark) {
		run->benchmark = rbt_universe_find(all, t->benchmark,
		    strlen(t->benchmark), err);
		if (run->benchmark == NULL)
			return rbt_err_wrap(err, "--benchmark");
	}
	if (rbt_universe_select(all, t->symbols, &run->universe, err) != 0)
		return rbt_err_wrap(err, "--symbols");
	if (!rbt_universe_span(&run->universe, o->start, o->end, &run->from,
		&run->to))
		return rbt_err_set(err, RBT_E_USAGE,
		    "no bar between --start and --end");
	run->annualization = rbt_metrics_annualization(run->calendar,
	    run->universe.at[0].period);
	return 0;
}

static int
set_param(struct rbt_rule *rule, const char *param, struct rbt_err *err)
{
	const char *equals = strchr(param, '=');
	char quoted[RBT_ERR_QUOTE], *name;
	int rc;

	if (equals == NULL)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--param: expected NAME=VALUE, got '%s'",
		    rbt_err_quote(param, strlen(param), quoted));
	name = rbt_xstrndup(param, (size_t)(equals - param));
	rc = rbt_rule_set(rule, name, equals + 1, err);
	free(name);
	return rc;
}

struct rbt_rule *
rbt_runtext_parsed(const struct rbt_buf *text, const char *path,
    struct rbt_runinfo *run, struct rbt_err *err)
{
	const char *source = rbt_buf_str(text), *slash = strrchr(path, '/');
	struct rbt_rule *rule = rbt_rule_parse(source, text->len, path, err);

	if (rule == NULL)
		return NULL;
	run->rule = rule;
	run->strategy = slash ? slash + 1 : path;
	rbt_hash_hex(source, text->len, run->strategy_sha256);
	return rule;
}

struct rbt_rule *
rbt_runtext_rule(const struct rbt_buf *text, const char *path,
    const char *const *params, size_t n, struct rbt_runinfo *run,
    struct rbt_err *err)
{
	struct rbt_rule *rule = rbt_runtext_parsed(text, path, run, err);
	int rc = rule ? 0 : -1;

	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = set_param(rule, params[i], err);
	if (rc == 0)
		rc = rbt_rule_bind(rule, err);
	if (rc == 0)
		return rule;
	rbt_rule_free(rule);
	return NULL;
}
