/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Random rules against a slow interpreter that follows the definitions of
 * rbt-rule(5) word by word, one node and one bar at a time, with the whole
 * history at hand.  It shares the parser and the indicators with the evaluator
 * (each indicator runs once over the whole history here), nothing else.
 */
#include <math.h>
#include <stdlib.h>

#include "core/buf.h"
#include "core/dec.h"
#include "harness/rule.h"
#include "strategy/rule_internal.h"

#define BARS  400
#define RULES 600
#define UNDEF ((double)NAN)

/* ---- random texts ---- */

static struct rbt_rng rng;

static unsigned
pick(unsigned n)
{
	return (unsigned)rbt_rng_below(&rng, n);
}

static void number(struct rbt_buf *b, unsigned depth);

static void
condition(struct rbt_buf *b, unsigned depth)
{
	static const char *const compare[] = {" < ", " <= ", " > ",
	    " >= ", " == ", " != "};
	static const char *const cross[] = {"crossover(", "crossunder(",
	    "cross("};
	unsigned kind = depth == 0 ? 0 : pick(8);

	rbt_buf_add_str(b, kind == 6 ? "not (" : "(");
	if (kind <= 2) {
		number(b, depth - (depth > 0));
		rbt_buf_add_str(b, compare[pick(6)]);
		number(b, depth - (depth > 0));
	} else if (kind == 3) {
		rbt_buf_add_str(b, cross[pick(3)]);
		number(b, depth - 1);
		rbt_buf_add_str(b, ", ");
		number(b, depth - 1);
		rbt_buf_add_char(b, ')');
	} else if (kind == 4 || kind == 5) {
		condition(b, depth - 1);
		rbt_buf_add_str(b, kind == 4 ? " and " : " or ");
		condition(b, depth - 1);
	} else if (kind == 6) {
		condition(b, depth - 1);
	} else {
		rbt_buf_add_str(b, "if(");
		condition(b, depth - 1);
		rbt_buf_add_str(b, ", ");
		condition(b, depth - 1);
		rbt_buf_add_str(b, ", ");
		condition(b, depth - 1);
		rbt_buf_add_char(b, ')');
	}
	rbt_buf_add_char(b, ')');
	if (depth > 0 && pick(6) == 0)
		rbt_buf_printf(b, "[%u]", pick(4));
}

static void
call(struct rbt_buf *b, unsigned depth)
{
	static const char *const one[] = {"abs(", "log(", "exp(0.1 * ", "sqrt(",
	    "-("};
	static const char *const period[] = {"sma", "ema", "wma", "rsi", "roc",
	    "highest", "lowest", "stddev"};

	switch (pick(6)) {
	case 0:
		rbt_buf_add_str(b, one[pick(5)]);
		number(b, depth - 1);
		rbt_buf_add_char(b, ')');
		return;
	case 1:
		rbt_buf_add_str(b, "barssince(");
		condition(b, depth - 1);
		rbt_buf_add_char(b, ')');
		return;
	case 2:
		rbt_buf_add_str(b, "valuewhen(");
		condition(b, depth - 1);
		rbt_buf_add_str(b, ", ");
		number(b, depth - 1);
		rbt_buf_printf(b, ", %u)", pick(3));
		return;
	case 3:
		rbt_buf_add_str(b, "if(");
		condition(b, depth - 1);
		rbt_buf_add_str(b, ", ");
		number(b, depth - 1);
		rbt_buf_add_str(b, ", ");
		number(b, depth - 1);
		rbt_buf_add_char(b, ')');
		return;
	default:
		rbt_buf_printf(b, "%s(", period[pick(8)]);
		number(b, depth - 1);
		rbt_buf_printf(b, ", %u)", 2 + pick(9));
	}
}

static void
number(struct rbt_buf *b, unsigned depth)
{
	static const char *const leaf[] = {"open", "high", "low", "close",
	    "close", "close", "volume", "bar", "20", "0.5", "atr(3)",
	    "bbands(close, 4, 2).upper", "macd(open, 2, 5, 3).signal"};
	static const char *const two[] = {" + ", " - ", " * ", " / ", " mod "};

	if (depth == 0 || pick(5) == 0) {
		rbt_buf_add_str(b, leaf[pick(13)]);
	} else if (pick(2) == 0) {
		call(b, depth);
	} else if (pick(4) == 0) {
		rbt_buf_add_str(b, pick(2) ? "min(" : "max(");
		number(b, depth - 1);
		rbt_buf_add_str(b, ", ");
		number(b, depth - 1);
		rbt_buf_add_char(b, ')');
	} else {
		rbt_buf_add_char(b, '(');
		number(b, depth - 1);
		rbt_buf_add_str(b, two[pick(5)]);
		number(b, depth - 1);
		rbt_buf_add_char(b, ')');
	}
	if (pick(6) == 0)
		rbt_buf_printf(b, "[%u]", pick(4));
}

/* ---- the slow interpreter ---- */

/* Values of a node: numbers, or conditions with NaN for unknown; a group has
 * its three outputs one behind the other. */
struct slow {
	const struct rbt_rule *r;
	const struct rbt_series *s;
	double *at; /* 3 * BARS a node */
};

static const double *
slow_of(const struct slow *w, uint32_t node)
{
	return w->at + (size_t)node * 3 * BARS;
}

static double
defined(double x)
{
	return isfinite(x) ? x : UNDEF;
}

static double
slow_series(const struct rbt_series *s, uint32_t series, size_t t)
{
	const int64_t *px[] = {s->open, s->high, s->low, s->close};

	if (series == RBT_RULE_SERIES_BAR)
		return (double)t;
	if (series < 4)
		return rbt_px_to_f64((rbt_px){px[series][t]});
	return s->volume[t] == RBT_SERIES_NO_VOLUME
		   ? UNDEF
		   : (double)s->volume[t] / 100;
}

static double
slow_arithmetic(uint8_t kind, double a, double b)
{
	if (isnan(a) || isnan(b))
		return UNDEF;
	switch (kind) {
	case RBT_RULE_ADD:
		return defined(a + b);
	case RBT_RULE_SUB:
		return defined(a - b);
	case RBT_RULE_MUL:
		return defined(a * b);
	case RBT_RULE_DIV:
		return b == 0 ? UNDEF : defined(a / b);
	case RBT_RULE_MOD: {
		double m = b == 0 ? UNDEF : fmod(a, b);

		return m != 0 && (m < 0) != (b < 0) ? m + b : m;
	}
	case RBT_RULE_MIN:
		return fmin(a, b);
	case RBT_RULE_MAX:
		return fmax(a, b);
	case RBT_RULE_NEG:
		return -a;
	case RBT_RULE_ABS:
		return a < 0 ? -a : a;
	case RBT_RULE_LOG:
		return a > 0 ? log(a) : UNDEF;
	case RBT_RULE_EXP:
		return defined(exp(a));
	default:
		return a >= 0 ? sqrt(a) : UNDEF;
	}
}

static double
slow_compare(uint8_t kind, double a, double b)
{
	if (isnan(a) || isnan(b))
		return UNDEF;
	switch (kind) {
	case RBT_RULE_LT:
		return a < b;
	case RBT_RULE_LE:
		return a <= b;
	case RBT_RULE_GT:
		return a > b;
	case RBT_RULE_GE:
		return a >= b;
	case RBT_RULE_EQ:
		return a == b;
	default:
		return a != b;
	}
}

static double
slow_logic(uint8_t kind, double a, double b)
{
	double strong = kind == RBT_RULE_AND ? 0 : 1;

	if (kind == RBT_RULE_NOT)
		return 1 - a;
	if (a == strong || b == strong)
		return strong;
	return isnan(a) || isnan(b) ? UNDEF : 1 - strong;
}

static double
slow_cross(uint8_t kind, const double *a, const double *b, size_t t)
{
	int over, under;

	if (t == 0 || isnan(a[t]) || isnan(b[t]) || isnan(a[t - 1]) ||
	    isnan(b[t - 1]))
		return UNDEF;
	over = a[t] > b[t] && a[t - 1] <= b[t - 1];
	under = a[t] < b[t] && a[t - 1] >= b[t - 1];
	if (kind == RBT_RULE_CROSSOVER)
		return over;
	return kind == RBT_RULE_CROSSUNDER ? under : over || under;
}

/* The bar of the nth last true up to t, -1 if there is none. */
static long
last_true(const double *c, size_t t, double nth)
{
	for (long i = (long)t; i >= 0; i--)
		if (c[i] == 1 && nth-- == 0)
			return i;
	return -1;
}

static double
slow_node(const struct slow *w, const struct rbt_rule_node *n, size_t t)
{
	const double *a = n->n_arg > 0 ? slow_of(w, n->arg[0]) : NULL;
	const double *b = n->n_arg > 1 ? slow_of(w, n->arg[1]) : NULL;
	const double *c = n->n_arg > 2 ? slow_of(w, n->arg[2]) : NULL;
	long at;

	switch (n->kind) {
	case RBT_RULE_NUMBER:
		return n->f;
	case RBT_RULE_SERIES:
		return slow_series(w->s, n->index, t);
	case RBT_RULE_REF:
		return a[t];
	case RBT_RULE_FIELD:
		return a[n->index * BARS + t];
	case RBT_RULE_IF:
		return a[t] == 1 ? b[t] : a[t] == 0 ? c[t] : UNDEF;
	case RBT_RULE_BACK:
		return (double)t < b[0] ? UNDEF : a[t - (size_t)b[0]];
	case RBT_RULE_BARSSINCE:
		at = last_true(a, t, 0);
		return at < 0 ? UNDEF : (double)((long)t - at);
	case RBT_RULE_VALUEWHEN:
		at = last_true(a, t, c ? c[0] : 0);
		return at < 0 ? UNDEF : b[at];
	default:
		break;
	}
	if (n->kind <= RBT_RULE_SQRT)
		return slow_arithmetic(n->kind, a[t], b ? b[t] : 0);
	if (n->kind <= RBT_RULE_NE)
		return slow_compare(n->kind, a[t], b[t]);
	if (n->kind <= RBT_RULE_NOT)
		return slow_logic(n->kind, a[t], b ? b[t] : 0);
	return slow_cross(n->kind, a, b, t);
}

static void
slow_ta(const struct slow *w, const struct rbt_rule_node *n, double *out)
{
	const int64_t *px[] = {w->s->open, w->s->high, w->s->low, w->s->close};
	struct rbt_ta_col in[RBT_TA_MAX_IN] = {{NULL, NULL}};
	double param[RBT_TA_MAX_PARAM], *to[3];
	struct rbt_ta_state *st;

	for (size_t i = 0; i < n->ta->n_series; i++) {
		const struct rbt_rule_node *x = &w->r->node.at[n->arg[i]];

		if (x->kind == RBT_RULE_SERIES && x->index < 4)
			in[i].px = px[x->index];
		else
			in[i].f = slow_of(w, n->arg[i]);
	}
	for (size_t i = 0; n->ta->bars[i] != '\0'; i++)
		in[n->ta->n_series + i].px =
		    px[strchr("ohlc", n->ta->bars[i]) - "ohlc"];
	for (size_t i = 0; i < n->ta->n_param; i++)
		param[i] = slow_of(w, n->arg[n->ta->n_series + i])[0];
	for (size_t i = 0; i < 3; i++)
		to[i] = out + i * BARS;
	st = rbt_ta_new(n->ta, param);
	rbt_ta_run(st, in, BARS, to);
	rbt_ta_free(st);
}

static void
slow_run(struct slow *w)
{
	w->at = calloc(w->r->node.n, 3 * BARS * sizeof(double));
	for (uint32_t i = 0; i < w->r->node.n; i++) {
		const struct rbt_rule_node *n = &w->r->node.at[i];
		double *out = w->at + (size_t)i * 3 * BARS;

		if (n->kind == RBT_RULE_TA) {
			slow_ta(w, n, out);
			continue;
		}
		for (size_t t = 0; t < BARS; t++)
			out[t] = slow_node(w, n, t);
	}
}

/* ---- */

/* Whether a random rule says the same both ways. */
static int
check(const struct rbt_series *s, const char *text)
{
	struct rbt_rule *r = t_rule(text);
	struct slow w = {.r = r, .s = s};
	static struct t_signals got;
	const double *c, *x;
	int same = 1;

	t_run(r, s, 1 + pick(BARS), &got);
	slow_run(&w);
	c = slow_of(&w, r->when.at[0].node);
	x = slow_of(&w, r->stop.node);
	for (size_t t = 0; t < BARS && same; t++) {
		int bits = c[t] == 1 ? 1 : c[t] == 0 ? 2 : 0;

		same = (got.bits[t] & 3) == bits &&
		       (got.stop[t] == x[t] ||
			   (isnan(got.stop[t]) && isnan(x[t])));
		if (!same)
			printf("%sbar %zu: bits %d not %d, stop %.17g not "
			       "%.17g\n",
			    text, t, got.bits[t] & 3, bits, got.stop[t], x[t]);
	}
	free(w.at);
	rbt_rule_free(r);
	return same;
}

int
main(void)
{
	static struct t_bars bars;
	struct rbt_buf text = {0};

	rbt_rng_init(&rng, 11, "rules");
	for (unsigned i = 0; i < RULES; i++) {
		struct rbt_series s;

		t_bars_make(&bars, i);
		s = bars.series;
		s.n = BARS;
		rbt_buf_clear(&text);
		rbt_buf_add_str(&text, "c = ");
		condition(&text, 4);
		rbt_buf_add_str(&text, "\nenter long when c\n"
				       "exit long when not c\nstop loss ");
		number(&text, 4);
		rbt_buf_add_str(&text, "\nsize 1 units\n");
		T_OK(check(&s, rbt_buf_str(&text)));
	}
	rbt_buf_release(&text);
	T_DONE(RULES);
}
