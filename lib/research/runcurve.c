/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <limits.h>
#include <string.h>

#include "research/runcurve.h"

#include "core/num.h"
#include "core/rank.h"
#include "fmt/jsonr.h"

#define RF_MIN (-0.99) /* as for the option --rf */
#define RF_MAX 10.0

/* Cash and the terms of yearly figures, in v. */
static int
take_terms(struct rbt_runcurve *c, const struct rbt_jsonr_val *v,
    struct rbt_err *err)
{
	const char *cash, *rf, *calendar;
	struct rbt_err why = {0};
	int64_t year;

	if (rbt_jsonr_num(v, "cash", &cash, err) != 0 ||
	    rbt_jsonr_i64(v, "annualization", 1, INT_MAX, &year, err) != 0 ||
	    rbt_jsonr_num(v, "rf", &rf, err) != 0 ||
	    rbt_jsonr_str(v, "calendar", &calendar, err) != 0)
		return -1;
	c->annualization = (int)year;
	if (rbt_money_from_text(cash, strlen(cash), "cash", &c->cash, &why) !=
	    0)
		return rbt_err_set(err, RBT_E_DATA, "%s", why.msg);
	if (c->cash.v <= 0)
		return rbt_jsonr_fail(v, "cash", err, "is not above 0");
	if (rbt_num_f64(rf, strlen(rf), RF_MIN, RF_MAX, &c->rf_ann, &why) != 0)
		return rbt_jsonr_fail(v, "rf", err, "%s", why.msg);
	c->calendar = rbt_calendar_find(calendar, &why);
	return c->calendar ? 0 : rbt_err_set(err, RBT_E_DATA, "%s", why.msg);
}

static int
take_head(struct rbt_runcurve *c, const struct rbt_jsonr_val *v, bool search,
    struct rbt_err *err)
{
	const char *id, *period;
	struct rbt_jsonr_val options;
	struct rbt_err why = {0};

	if (rbt_jsonr_str(v, search ? "search_id" : "run_id", &id, err) != 0 ||
	    rbt_jsonr_str(v, "period", &period, err) != 0)
		return -1;
	if (*id == '\0')
		return rbt_jsonr_fail(v, search ? "search_id" : "run_id", err,
		    "is empty");
	rbt_buf_add_str(&c->id, id);
	if (rbt_period_parse(period, strlen(period), &c->period, &why) != 0)
		return rbt_jsonr_fail(v, "period", err, "%s", why.msg);
	if (!search)
		return take_terms(c, v, err);
	if (rbt_jsonr_obj(v, "options", &options, err) != 0)
		return -1;
	return take_terms(c, &options, err);
}

int
rbt_runcurve_begin(struct rbt_runcurve *c, const struct rbt_rec *rec,
    struct rbt_err *err)
{
	bool search = rbt_rec_is(rec, "search");
	struct rbt_jsonr doc;
	int rc;

	if (c->id.len > 0)
		return rbt_err_set(err, RBT_E_DATA,
		    "a second %s: expected the records of one",
		    search ? "search" : "run");
	if (rbt_jsonr_parse(&doc, rec->line, rec->len, err) != 0)
		return -1;
	rbt_buf_add(&c->record, rec->line, rec->len);
	rc = take_head(c, &doc.root, search, err);
	rbt_jsonr_release(&doc);
	return rc;
}

static int
take_money(const struct rbt_rec *rec, const char *key, rbt_money *out,
    struct rbt_err *err)
{
	struct rbt_rec_val v = rbt_rec_get(rec, key);

	if (v.kind != RBT_REC_NUMBER)
		return rbt_err_set(err, RBT_E_DATA, "%s: expected a number",
		    key);
	return rbt_money_from_text(v.text, v.len, key, out, err);
}

/* The session of an instant; what bars of a session end with, such as an
 * equity of each bar, lies `back` behind the opening of the bar. */
static int64_t
session_of(const struct rbt_runcurve *c, rbt_ts time, int64_t back)
{
	if (rbt_period_is_daily(c->period))
		return rbt_ts_day(time);
	return rbt_calendar_session_of(c->calendar, (rbt_ts){time.ns - back},
	    c->period);
}

static int
take_equity(struct rbt_runcurve *c, const struct rbt_rec *rec,
    struct rbt_err *err)
{
	rbt_money equity;
	int64_t day, flow;
	rbt_ts time;

	if (rbt_rec_time(rec, "time", &time, err) != 0 ||
	    take_money(rec, "equity", &equity, err) != 0 ||
	    rbt_rec_i64(rec, "flow", &flow, err) != 0)
		return -1;
	if (flow != 0)
		return rbt_err_set(err, RBT_E_DATA,
		    "flow: money came in or went out during the run");
	if (equity.v <= 0)
		return rbt_err_set(err, RBT_E_DATA,
		    "equity is not above 0: there is no return after it");
	day = session_of(c, time, c->period.ns);
	if (c->day.n > 0 && day < c->day.at[c->day.n - 1])
		return rbt_err_set(err, RBT_E_DATA,
		    "time is before that of the equity record before");
	if (c->day.n > 0 && day == c->day.at[c->day.n - 1]) {
		c->equity.at[c->equity.n - 1] = equity;
		return 0;
	}
	RBT_VEC_PUSH(&c->day, day);
	RBT_VEC_PUSH(&c->equity, equity);
	return 0;
}

static int
take_trade(struct rbt_runcurve *c, const struct rbt_rec *rec,
    struct rbt_err *err)
{
	struct rbt_runcurve_trade t;
	rbt_ts entry;

	if (rbt_rec_get(rec, "exit_time").kind == RBT_REC_NULL)
		return 0;
	if (rbt_rec_time(rec, "entry_time", &entry, err) != 0 ||
	    take_money(rec, "pnl", &t.pnl, err) != 0)
		return -1;
	t.day = session_of(c, entry, 0);
	RBT_VEC_PUSH(&c->trade, t);
	return 0;
}

int
rbt_runcurve_add(struct rbt_runcurve *c, const struct rbt_rec *rec,
    struct rbt_err *err)
{
	return rbt_rec_is(rec, "trade") ? take_trade(c, rec, err)
					: take_equity(c, rec, err);
}

static int
take_record(struct rbt_runcurve *c, const struct rbt_rec *rec,
    struct rbt_err *err)
{
	bool equity = rbt_rec_is(rec, "equity") &&
		      rbt_rec_get(rec, "scope").kind != RBT_REC_STRING;

	if (rbt_rec_is(rec, "run"))
		return rbt_runcurve_begin(c, rec, err);
	if (!equity && !rbt_rec_is(rec, "trade"))
		return 0;
	if (c->id.len == 0)
		return rbt_err_set(err, RBT_E_DATA,
		    "expected the run record before what belongs to it");
	return rbt_runcurve_add(c, rec, err);
}

/* What was there before the session `day`. */
static rbt_money
equity_before(const struct rbt_runcurve *c, int64_t day)
{
	size_t n = rbt_rank(c->day.at, c->day.n, day);

	return n > 0 ? c->equity.at[n - 1] : c->cash;
}

int
rbt_runcurve_finish(struct rbt_runcurve *c, struct rbt_err *err)
{
	rbt_money before = c->cash;

	if (c->equity.n < 2)
		return rbt_err_set(err, RBT_E_DATA,
		    "equity of %zu session%s: at least 2 are needed",
		    c->equity.n, c->equity.n == 1 ? "" : "s");
	for (size_t i = 0; i < c->equity.n; i++) {
		rbt_money now = c->equity.at[i];
		double x = rbt_dec_ratio(now.v - before.v, before.v);

		RBT_VEC_PUSH(&c->ret, x);
		before = now;
	}
	for (size_t i = 0; i < c->trade.n; i++) {
		const struct rbt_runcurve_trade *t = &c->trade.at[i];
		double x = rbt_dec_ratio(t->pnl.v, equity_before(c, t->day).v);

		RBT_VEC_PUSH(&c->trade_ret, x);
	}
	return 0;
}

int
rbt_runcurve_read(struct rbt_runcurve *c, struct rbt_source src,
    struct rbt_err *err)
{
	struct rbt_rec_reader reader;
	struct rbt_rec rec;
	int rc;

	rbt_rec_reader_init(&reader, src);
	while ((rc = rbt_rec_next(&reader, &rec, err)) == 1) {
		if (take_record(c, &rec, err) != 0) {
			rc = rbt_err_wrap(err, "%s:%ld", src.name, rec.lineno);
			break;
		}
	}
	rbt_rec_reader_release(&reader);
	if (rc == 0 && c->id.len == 0)
		rc = rbt_err_set(err, RBT_E_DATA, "no run record on %s",
		    src.name);
	if (rc == 0 && rbt_runcurve_finish(c, err) != 0)
		rc = rbt_err_wrap(err, "%s", src.name);
	return rc;
}

void
rbt_runcurve_release(struct rbt_runcurve *c)
{
	rbt_buf_release(&c->id);
	rbt_buf_release(&c->record);
	RBT_VEC_RELEASE(&c->day);
	RBT_VEC_RELEASE(&c->equity);
	RBT_VEC_RELEASE(&c->trade);
	RBT_VEC_RELEASE(&c->ret);
	RBT_VEC_RELEASE(&c->trade_ret);
}
