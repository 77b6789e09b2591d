/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <limits.h>

#include "research/runcurve.h"

#include "fmt/rec.h"

/* What is only known once all of the curve is. */
struct pending {
	int64_t day; /* session of the entry */
	rbt_money pnl;
};

struct reader {
	struct rbt_runcurve *c;
	struct RBT_VEC(struct pending) trades;
	struct rbt_buf text;
};

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

static int
take_period(struct reader *r, const struct rbt_rec *rec, struct rbt_err *err)
{
	struct rbt_runcurve *c = r->c;
	struct rbt_err why = {0};

	if (rbt_rec_str(rec, "period", &r->text, err) != 0)
		return -1;
	if (rbt_period_parse(r->text.data, r->text.len, &c->period, &why) != 0)
		return rbt_err_set(err, RBT_E_DATA, "period: %s", why.msg);
	if (rbt_period_is_daily(c->period))
		return 0;
	if (rbt_rec_str(rec, "calendar", &r->text, err) != 0)
		return -1;
	c->calendar = rbt_calendar_find(r->text.data, &why);
	if (c->calendar == NULL)
		return rbt_err_set(err, RBT_E_DATA, "%s", why.msg);
	return 0;
}

static int
take_run(struct reader *r, const struct rbt_rec *rec, struct rbt_err *err)
{
	struct rbt_runcurve *c = r->c;
	int64_t year;

	if (c->run_id.len > 0)
		return rbt_err_set(err, RBT_E_DATA,
		    "a second run: expected the records of one");
	if (rbt_rec_str(rec, "run_id", &c->run_id, err) != 0 ||
	    take_period(r, rec, err) != 0 ||
	    take_money(rec, "cash", &c->cash, err) != 0 ||
	    rbt_rec_i64(rec, "annualization", &year, err) != 0 ||
	    rbt_rec_f64(rec, "rf", &c->rf_ann, err) != 0)
		return -1;
	if (c->run_id.len == 0 || c->cash.v <= 0 || year < 1 ||
	    year > INT_MAX || c->rf_ann <= -1)
		return rbt_err_set(err, RBT_E_DATA,
		    "a run needs a run_id, cash and annualization above 0, and "
		    "rf above -1");
	c->annualization = (int)year;
	return 0;
}

/* The session of an instant; what bars of a session end with, such as an
 * equity of each bar, lies `back` behind the opening of the bar. */
static int64_t
session_of(const struct rbt_runcurve *c, rbt_ts time, int64_t back)
{
	if (c->calendar == NULL)
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
take_trade(struct reader *r, const struct rbt_rec *rec, struct rbt_err *err)
{
	struct pending p;
	rbt_ts entry;

	if (rbt_rec_get(rec, "exit_time").kind == RBT_REC_NULL)
		return 0;
	if (rbt_rec_time(rec, "entry_time", &entry, err) != 0 ||
	    take_money(rec, "pnl", &p.pnl, err) != 0)
		return -1;
	p.day = session_of(r->c, entry, 0);
	RBT_VEC_PUSH(&r->trades, p);
	return 0;
}

static int
take_record(struct reader *r, const struct rbt_rec *rec, struct rbt_err *err)
{
	bool equity = rbt_rec_is(rec, "equity") &&
		      rbt_rec_get(rec, "scope").kind != RBT_REC_STRING;

	if (rbt_rec_is(rec, "run"))
		return take_run(r, rec, err);
	if (!equity && !rbt_rec_is(rec, "trade"))
		return 0;
	if (r->c->run_id.len == 0)
		return rbt_err_set(err, RBT_E_DATA,
		    "expected the run record before what belongs to it");
	return equity ? take_equity(r->c, rec, err) : take_trade(r, rec, err);
}

/* What was there before the session `day`. */
static rbt_money
equity_before(const struct rbt_runcurve *c, int64_t day)
{
	size_t low = 0, high = c->day.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (c->day.at[mid] < day)
			low = mid + 1;
		else
			high = mid;
	}
	return low > 0 ? c->equity.at[low - 1] : c->cash;
}

static void
make_returns(const struct reader *r)
{
	struct rbt_runcurve *c = r->c;
	rbt_money before = c->cash;

	for (size_t i = 0; i < c->equity.n; i++) {
		rbt_money now = c->equity.at[i];
		double x = rbt_dec_ratio(now.v - before.v, before.v);

		RBT_VEC_PUSH(&c->ret, x);
		before = now;
	}
	for (size_t i = 0; i < r->trades.n; i++) {
		const struct pending *p = &r->trades.at[i];
		double x = rbt_dec_ratio(p->pnl.v, equity_before(c, p->day).v);

		RBT_VEC_PUSH(&c->trade_ret, x);
	}
}

int
rbt_runcurve_read(struct rbt_runcurve *c, struct rbt_source src,
    struct rbt_err *err)
{
	struct rbt_rec_reader reader;
	struct reader r = {.c = c};
	struct rbt_rec rec;
	int rc;

	rbt_rec_reader_init(&reader, src);
	while ((rc = rbt_rec_next(&reader, &rec, err)) == 1) {
		if (take_record(&r, &rec, err) != 0) {
			rc = rbt_err_wrap(err, "%s:%ld", src.name, rec.lineno);
			break;
		}
	}
	rbt_rec_reader_release(&reader);
	if (rc == 0 && c->run_id.len == 0)
		rc = rbt_err_set(err, RBT_E_DATA, "no run record on %s",
		    src.name);
	if (rc == 0 && c->equity.n < 2)
		rc = rbt_err_set(err, RBT_E_DATA,
		    "%s: the run has equity records of %zu session%s, at "
		    "least 2 are needed",
		    src.name, c->equity.n, c->equity.n == 1 ? "" : "s");
	if (rc == 0)
		make_returns(&r);
	RBT_VEC_RELEASE(&r.trades);
	rbt_buf_release(&r.text);
	return rc;
}

void
rbt_runcurve_release(struct rbt_runcurve *c)
{
	rbt_buf_release(&c->run_id);
	RBT_VEC_RELEASE(&c->day);
	RBT_VEC_RELEASE(&c->equity);
	RBT_VEC_RELEASE(&c->ret);
	RBT_VEC_RELEASE(&c->trade_ret);
}
