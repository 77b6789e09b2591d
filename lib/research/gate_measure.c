/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <stdlib.h>
#include <string.h>

#include "research/gate_measure.h"

#include "core/num.h"
#include "core/time.h"
#include "research/gate_doc.h"

#define YEAR_DAYS 365.25
#define DAYS_MAX  1e6

/* What the records of a source say, as they come. */
struct tally {
	struct rbt_gate_evidence *e;
	const struct rbt_gate_check *check;
	struct rbt_gate_value limit;
	int64_t today;
	size_t n;        /* records that are meant */
	size_t n_match;  /* of them, those that pass `match` */
	size_t n_values; /* of them, those that have a value */
	double sum;
	struct rbt_gate_value value; /* picked so far */
	rbt_ts time;                 /* of the record that it is from */
	const struct rbt_gate_record *source;
	struct RBT_VEC(char *) texts; /* for `distinct` */
};

static struct rbt_gate_value
number(double x)
{
	return (struct rbt_gate_value){.kind = RBT_GATE_NUMBER, .number = x};
}

static const struct rbt_gate_value nothing = {.kind = RBT_GATE_NULL};

static bool
passes(const struct rbt_gate_filters *filters, struct rbt_gate_doc *doc)
{
	for (size_t i = 0; i < filters->n; i++) {
		const struct rbt_gate_filter *f = &filters->at[i];
		struct rbt_gate_value v = rbt_gate_doc_at(doc, f->key);
		bool any = false;

		for (size_t k = 0; k < f->n; k++)
			any |= rbt_gate_value_equal(v, f->any[k]);
		if (any == f->none_of)
			return false;
	}
	return true;
}

static bool
is_of(const struct rbt_gate_record *r, const char *head)
{
	return head == NULL ||
	       (r->head.type && strcmp(r->head.type, head) == 0);
}

/* The time that a value says. */
static bool
time_of(struct rbt_gate_value v, rbt_ts *out)
{
	return v.kind == RBT_GATE_TEXT &&
	       rbt_ts_parse(v.text, strlen(v.text), out, NULL) == 0;
}

/* A value read as the source wants it; text goes to the arena. */
static struct rbt_gate_value
read_as(struct rbt_gate_evidence *e, struct rbt_gate_value v,
    enum rbt_gate_as as)
{
	static const char bps[] = "bps=";
	char date[RBT_TS_MAX];
	rbt_ts t;

	if (as == RBT_GATE_AS_DATE) {
		if (!time_of(v, &t))
			return nothing;
		(void)rbt_ts_format_date(t, date);
		v.text = date;
	} else if (as == RBT_GATE_AS_BPS) {
		double x = 0;

		if (v.kind != RBT_GATE_TEXT ||
		    (strcmp(v.text, "none") != 0 &&
			(strncmp(v.text, bps, sizeof bps - 1) != 0 ||
			    rbt_num_f64(v.text + sizeof bps - 1,
				strlen(v.text + sizeof bps - 1), 0, DBL_MAX, &x,
				NULL) != 0)))
			return nothing;
		return number(x);
	}
	if (v.kind == RBT_GATE_TEXT)
		v.text = rbt_arena_strndup(&e->arena, v.text, strlen(v.text));
	return v.kind == RBT_GATE_OTHER ? nothing : v;
}

/* From the first key to the second in years of 365.25 days. */
static struct rbt_gate_value
years(const struct rbt_gate_value v[])
{
	rbt_ts from, to;

	if (!time_of(v[0], &from) || !time_of(v[1], &to))
		return nothing;
	return number(((double)to.ns - (double)from.ns) /
		      (YEAR_DAYS * (double)RBT_DAY_NS));
}

/* Days from the date of a record to the day asked about.  What is from later
 * than the day after, which time zones allow, has no age. */
static struct rbt_gate_value
age(struct rbt_gate_value v, int64_t today)
{
	rbt_ts t;

	if (!time_of(v, &t) || rbt_ts_day(t) > today + 1)
		return nothing;
	return number((double)(today - rbt_ts_day(t)));
}

/* What one record says. */
static struct rbt_gate_value
value_in(struct tally *t, const struct rbt_gate_source *s,
    enum rbt_gate_compute compute, struct rbt_gate_doc *doc)
{
	struct rbt_gate_value v[RBT_GATE_KEYS];
	double sum = 0;

	for (size_t i = 0; i < s->n_keys; i++) {
		v[i] = rbt_gate_doc_at(doc, s->key[i]);
		if (compute == RBT_GATE_SUM || compute == RBT_GATE_RATIO) {
			if (v[i].kind != RBT_GATE_NUMBER)
				return nothing;
			sum += v[i].number;
		}
	}
	if (compute == RBT_GATE_SUM)
		return number(sum);
	if (compute == RBT_GATE_RATIO)
		return v[1].number > 0 ? number(v[0].number / v[1].number)
				       : nothing;
	if (compute == RBT_GATE_YEARS)
		return years(v);
	if (compute == RBT_GATE_AGE)
		return age(v[0], t->today);
	if (compute == RBT_GATE_LEAST)
		return rbt_gate_doc_least(doc, s->key[0]);
	return s->n_keys ? read_as(t->e, v[0], s->as) : nothing;
}

/* Whether value op limit. */
static bool
holds(struct rbt_gate_value v, enum rbt_gate_op op, struct rbt_gate_value limit)
{
	if (op == RBT_GATE_EQ)
		return rbt_gate_value_equal(v, limit);
	if (op == RBT_GATE_NE)
		return !rbt_gate_value_equal(v, limit);
	if (v.kind != RBT_GATE_NUMBER || limit.kind != RBT_GATE_NUMBER)
		return false;
	return op == RBT_GATE_GE   ? v.number >= limit.number
	       : op == RBT_GATE_GT ? v.number > limit.number
	       : op == RBT_GATE_LE ? v.number <= limit.number
				   : v.number < limit.number;
}

/* Whether a is further from what the check wants than b. */
static bool
is_worse(const struct tally *t, struct rbt_gate_value a,
    struct rbt_gate_value b)
{
	enum rbt_gate_op op = t->check->op;

	if (op == RBT_GATE_EQ || op == RBT_GATE_NE ||
	    a.kind != RBT_GATE_NUMBER || b.kind != RBT_GATE_NUMBER)
		return !holds(a, op, t->limit) && holds(b, op, t->limit);
	return op == RBT_GATE_GE || op == RBT_GATE_GT ? a.number < b.number
						      : a.number > b.number;
}

/* When a record is from: its time, or the end of what it is about; the
 * beginning of time if it does not say. */
static rbt_ts
time_in(struct rbt_gate_doc *doc)
{
	rbt_ts t;

	if (time_of(rbt_gate_doc_at(doc, "time"), &t) ||
	    time_of(rbt_gate_doc_at(doc, "to"), &t))
		return t;
	return (rbt_ts){INT64_MIN};
}

/* Adds the value of a record. */
static void
add(struct tally *t, enum rbt_gate_pick pick, struct rbt_gate_value v,
    const struct rbt_gate_record *r, rbt_ts time)
{
	if (v.kind == RBT_GATE_NULL)
		return;
	if (v.kind == RBT_GATE_NUMBER)
		t->sum += v.number;
	else if (pick == RBT_GATE_MEAN)
		return;
	if (t->n_values++ > 0 &&
	    ((pick == RBT_GATE_WORST && !is_worse(t, v, t->value)) ||
		(pick == RBT_GATE_LAST && time.ns < t->time.ns)))
		return;
	t->value = v;
	t->source = r;
	t->time = time;
}

/* Adds what a record of the source says. */
static void
count_one(struct tally *t, const struct rbt_gate_source *s,
    enum rbt_gate_compute compute, enum rbt_gate_pick pick,
    const struct rbt_gate_record *r, struct rbt_gate_doc *doc)
{
	struct rbt_gate_value v;

	t->n++;
	t->n_match += passes(&t->check->match, doc);
	v = value_in(t, s, compute, doc);
	if (v.kind == RBT_GATE_NULL && s == &t->check->source)
		v = t->check->if_null;
	if ((compute == RBT_GATE_DISTINCT || compute == RBT_GATE_YEARLY) &&
	    v.kind == RBT_GATE_TEXT)
		RBT_VEC_PUSH(&t->texts,
		    rbt_arena_strndup(&t->e->arena, v.text, strlen(v.text)));
	if (!t->source)
		t->source = r;
	add(t, pick, v, r, time_in(doc));
}

/* Goes through the records of a source. */
static void
count(struct tally *t, const struct rbt_gate_source *s,
    enum rbt_gate_compute compute, enum rbt_gate_pick pick)
{
	struct rbt_gate_doc doc = {0};

	for (size_t i = 0; i < t->e->records.n; i++) {
		const struct rbt_gate_record *r = &t->e->records.at[i];

		if (!r->repeated && r->sound && strcmp(r->type, s->type) == 0 &&
		    is_of(r, s->of) &&
		    rbt_gate_doc_read(&doc, r->line, r->len) &&
		    passes(&s->where, &doc))
			count_one(t, s, compute, pick, r, &doc);
	}
	rbt_gate_doc_release(&doc);
}

static int
by_text(const void *a, const void *b)
{
	char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

static double
count_distinct(struct tally *t)
{
	size_t n = 0;

	if (t->texts.n > 0)
		qsort(t->texts.at, t->texts.n, sizeof *t->texts.at, by_text);
	for (size_t i = 0; i < t->texts.n; i++)
		n += i == 0 || strcmp(t->texts.at[i - 1], t->texts.at[i]) != 0;
	return (double)n;
}

/* The last value of a source. */
static struct rbt_gate_value
last_of(const struct tally *t, const struct rbt_gate_source *s)
{
	struct tally other = {.e = t->e, .check = t->check, .today = t->today};

	count(&other, s, RBT_GATE_VALUE, RBT_GATE_LAST);
	return other.value;
}

/* Of the values of a source the one that is hardest to meet as a limit. */
static struct rbt_gate_value
hardest_of(const struct tally *t, const struct rbt_gate_source *s)
{
	static const enum rbt_gate_op mirror[] = {
	    [RBT_GATE_GE] = RBT_GATE_LE,
	    [RBT_GATE_GT] = RBT_GATE_LT,
	    [RBT_GATE_LE] = RBT_GATE_GE,
	    [RBT_GATE_LT] = RBT_GATE_GT,
	    [RBT_GATE_EQ] = RBT_GATE_EQ,
	    [RBT_GATE_NE] = RBT_GATE_NE,
	};
	struct rbt_gate_check as_value = {.op = mirror[t->check->op]};
	struct tally other = {.e = t->e, .check = &as_value, .today = t->today};

	count(&other, s, RBT_GATE_VALUE, RBT_GATE_WORST);
	return other.value;
}

/* Different dates a year, from the first to the last. */
static struct rbt_gate_value
count_yearly(struct tally *t)
{
	double n = count_distinct(t);
	rbt_ts from, to;

	if (n < 2 ||
	    rbt_ts_parse(t->texts.at[0], strlen(t->texts.at[0]), &from, NULL) ||
	    rbt_ts_parse(t->texts.at[t->texts.n - 1],
		strlen(t->texts.at[t->texts.n - 1]), &to, NULL))
		return nothing;
	return number(
	    (n - 1) * YEAR_DAYS / (double)(rbt_ts_day(to) - rbt_ts_day(from)));
}

/* A value over the last one of what it is held against. */
static struct rbt_gate_value
over(const struct tally *t, struct rbt_gate_value v)
{
	struct rbt_gate_value base;

	if (t->check->against.type == NULL)
		return v;
	base = last_of(t, &t->check->against);
	if (base.kind != RBT_GATE_NUMBER || !(base.number > 0) ||
	    v.kind != RBT_GATE_NUMBER)
		return nothing;
	return number(v.number / base.number);
}

static struct rbt_gate_value
result_of(struct tally *t)
{
	const struct rbt_gate_check *c = t->check;

	switch (c->compute) {
	case RBT_GATE_COUNT:
		return number((double)t->n);
	case RBT_GATE_DISTINCT:
		return t->n ? number(count_distinct(t)) : nothing;
	case RBT_GATE_YEARLY:
		return count_yearly(t);
	case RBT_GATE_SHARE:
		return t->n ? number((double)t->n_match / (double)t->n)
			    : nothing;
	case RBT_GATE_VALUE:
	case RBT_GATE_SUM:
	case RBT_GATE_RATIO:
	case RBT_GATE_YEARS:
	case RBT_GATE_AGE:
	case RBT_GATE_LEAST:
	case RBT_GATE_RELATIVE:
		break;
	}
	if (c->pick == RBT_GATE_MEAN && t->n_values > 0)
		return number(t->sum / (double)t->n_values);
	return t->value;
}

/* " with scope run or oos, reason not null". */
static void
say_filters(struct rbt_buf *b, const struct rbt_gate_filters *where)
{
	for (size_t i = 0; i < where->n; i++) {
		const struct rbt_gate_filter *f = &where->at[i];

		rbt_buf_printf(b, "%s%s %s", i ? ", " : " with ", f->key,
		    f->none_of ? "not " : "");
		for (size_t k = 0; k < f->n; k++) {
			rbt_buf_add_str(b, k ? " or " : "");
			if (f->any[k].kind == RBT_GATE_NULL)
				rbt_buf_add_str(b, "null");
			else
				rbt_gate_value_write(b, f->any[k]);
		}
	}
}

/* "no metrics with scope run", "sharpe is not known". */
static const char *
say_missing(const struct tally *t)
{
	const struct rbt_gate_source *s = &t->check->source;
	struct rbt_buf b = {0};
	const char *note;

	if (t->n > 0 && t->value.kind == RBT_GATE_NULL && s->n_keys > 0) {
		rbt_buf_add_str(&b, s->key[0]);
		for (size_t i = 1; i < s->n_keys; i++)
			rbt_buf_printf(&b, ", %s", s->key[i]);
		rbt_buf_add_str(&b,
		    t->check->compute == RBT_GATE_AGE
			? " is no time before the day asked about"
			: " is not known");
	} else if (t->n > 0) {
		rbt_buf_add_str(&b, "there is nothing to hold it against");
	} else {
		rbt_buf_printf(&b, "no %s", s->type);
		if (s->of)
			rbt_buf_printf(&b, " of a %s", s->of);
		say_filters(&b, &s->where);
		if (t->e->bare && strcmp(s->type, "overfit") == 0)
			rbt_buf_add_str(&b,
			    "; one of bare numbers is no evidence");
	}
	note = rbt_arena_strndup(&t->e->arena, b.data, b.len);
	rbt_buf_release(&b);
	return note;
}

struct rbt_gate_result
rbt_gate_measure(struct rbt_gate_evidence *e,
    const struct rbt_gate_check *check, int64_t today)
{
	struct tally t = {
	    .e = e,
	    .check = check,
	    .limit = check->limit,
	    .today = today,
	};
	struct rbt_gate_result r = {.answer = RBT_GATE_MISSING};

	if (check->limit_of.type)
		t.limit = hardest_of(&t, &check->limit_of);
	count(&t, &check->source, check->compute,
	    check->compute == RBT_GATE_RELATIVE ? RBT_GATE_LAST : check->pick);
	r.value = over(&t, result_of(&t));
	r.limit = t.limit;
	r.source = t.source;
	if (r.value.kind == RBT_GATE_NULL || r.limit.kind == RBT_GATE_NULL)
		r.note = say_missing(&t);
	else if (holds(r.value, check->op, r.limit))
		r.answer = RBT_GATE_PASS;
	else
		r.answer = check->refuse ? RBT_GATE_REFUSED : RBT_GATE_FAIL;
	RBT_VEC_RELEASE(&t.texts);
	return r;
}
