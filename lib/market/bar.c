/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/bar.h"

#include <string.h>

#include "core/digits.h"

static const char *
px_text(rbt_px p, char out[RBT_DEC_MAX])
{
	(void)rbt_px_format(p, out);
	return out;
}

static int
check_prices(const struct rbt_bar *b, struct rbt_err *err)
{
	const rbt_px px[] = {b->open, b->high, b->low, b->close};
	static const char *const names[] = {"open", "high", "low", "close"};
	char x[RBT_DEC_MAX], y[RBT_DEC_MAX];

	for (size_t i = 0; i < 4; i++) {
		if (px[i].v <= 0)
			return rbt_err_set(err, RBT_E_DATA,
			    "%s %s is not above 0", names[i],
			    px_text(px[i], x));
	}
	if (b->high.v < b->low.v)
		return rbt_err_set(err, RBT_E_DATA, "high %s below low %s",
		    px_text(b->high, x), px_text(b->low, y));
	for (size_t i = 0; i < 4; i += 3) {
		if (px[i].v > b->high.v)
			return rbt_err_set(err, RBT_E_DATA,
			    "%s %s above high %s", names[i], px_text(px[i], x),
			    px_text(b->high, y));
		if (px[i].v < b->low.v)
			return rbt_err_set(err, RBT_E_DATA,
			    "%s %s below low %s", names[i], px_text(px[i], x),
			    px_text(b->low, y));
	}
	return 0;
}

static bool
same_values(const struct rbt_bar *a, const struct rbt_bar *b)
{
	return a->open.v == b->open.v && a->high.v == b->high.v &&
	       a->low.v == b->low.v && a->close.v == b->close.v &&
	       a->volume_digits == b->volume_digits &&
	       (a->volume == b->volume ||
		   a->volume_digits == RBT_BAR_NO_VOLUME);
}

static int
check_time(const struct rbt_bar_check *c, const struct rbt_bar *b, rbt_period p,
    bool repair, struct rbt_err *err)
{
	char x[RBT_TS_MAX], y[RBT_TS_MAX];

	if (rbt_period_is_daily(p) && b->time.ns % RBT_DAY_NS != 0) {
		(void)rbt_ts_format(b->time, x);
		return rbt_err_set(err, RBT_E_DATA,
		    "time %s of a daily bar is no date", x);
	}
	if (b->time.ns < RBT_BAR_FIRST_NS || b->time.ns >= RBT_BAR_END_NS) {
		(void)rbt_ts_format_for(b->time, p, x);
		return rbt_err_set(err, RBT_E_DATA,
		    "time %s is outside of the years 1678 to 2261", x);
	}
	if (!c->any || b->time.ns > c->last.time.ns)
		return 0;
	(void)rbt_ts_format_for(b->time, p, x);
	if (b->time.ns < c->last.time.ns) {
		(void)rbt_ts_format_for(c->last.time, p, y);
		return rbt_err_set(err, RBT_E_DATA,
		    "time %s is before %s of the row before: rows must be in "
		    "rising order",
		    x, y);
	}
	if (!same_values(&c->last, b))
		return rbt_err_set(err, RBT_E_DATA, "second row for %s", x);
	if (repair)
		return 1;
	return rbt_err_set(err, RBT_E_DATA, "duplicate of the row before");
}

static void
widen(struct rbt_bar *b, bool *repaired)
{
	rbt_px top = b->open.v > b->close.v ? b->open : b->close;
	rbt_px bottom = b->open.v < b->close.v ? b->open : b->close;

	if (b->high.v < top.v) {
		b->high = top;
		*repaired = true;
	}
	if (b->low.v > bottom.v) {
		b->low = bottom;
		*repaired = true;
	}
}

int
rbt_bar_check_any(struct rbt_bar_check *c, struct rbt_bar *b, rbt_period p,
    bool repair, bool *repaired, struct rbt_err *err)
{
	struct rbt_bar fixed;
	const struct rbt_bar *good = b;
	bool widened = false;
	char x[RBT_DEC_MAX];
	int rc;

	if (repair && b->open.v > 0 && b->high.v > 0 && b->low.v > 0 &&
	    b->close.v > 0) {
		fixed = *b;
		widen(&fixed, &widened);
		good = &fixed;
	}
	if (check_prices(good, err) != 0)
		return -1;
	if (b->volume_digits != RBT_BAR_NO_VOLUME && b->volume < 0) {
		(void)rbt_dec_format(b->volume, b->volume_digits, x);
		return rbt_err_set(err, RBT_E_DATA, "volume %s is negative", x);
	}
	rc = check_time(c, good, p, repair, err);
	if (rc != 0)
		return rc;
	if (widened) {
		*b = fixed;
		*repaired = true;
	}
	c->last = *b;
	c->any = true;
	return 0;
}

int
rbt_bar_symbol_check(const char *text, size_t len, struct rbt_err *err)
{
	char quote[RBT_ERR_QUOTE];
	size_t i = 0;

	while (i < len && text[i] > ' ' && text[i] <= '~' && text[i] != '"' &&
	       text[i] != '\\')
		i++;
	if (i == len && len > 0 && len <= RBT_BAR_SYMBOL_MAX)
		return 0;
	return rbt_err_set(err, RBT_E_DATA,
	    "'%s' is no symbol: 1 to %d characters of ASCII, no blank, quote "
	    "or backslash",
	    rbt_err_quote(text, len, quote), RBT_BAR_SYMBOL_MAX);
}

/* Whether there is nothing but digits, as in nearly every volume. */
static inline bool
is_whole(const char *text, size_t len)
{
	size_t i = 0;

	while (i < len && text[i] >= '0' && text[i] <= '9')
		i++;
	return i == len;
}

/* Decimals that the number in text needs, 0..8; its syntax is not judged. */
static int
decimals(const char *text, size_t len)
{
	const char *e = memchr(text, 'e', len);
	const char *point;
	long n = 0, exponent = 0;
	size_t end;

	if (e == NULL)
		e = memchr(text, 'E', len);
	end = e == NULL ? len : (size_t)(e - text);
	point = memchr(text, '.', end);
	if (point != NULL) {
		const char *last = text + end - 1;

		while (last > point && *last == '0')
			last--;
		n = last - point;
	}
	if (e != NULL) {
		const char *d = e + 1;
		const char *stop = text + len;
		bool minus = d < stop && *d == '-';

		if (d < stop && (*d == '-' || *d == '+'))
			d++;
		for (; d < stop && *d >= '0' && *d <= '9'; d++) {
			if (exponent < 1000)
				exponent = 10 * exponent + (*d - '0');
		}
		n += minus ? exponent : -exponent;
	}
	return n < 0 ? 0 : n > RBT_DEC_DIGITS ? RBT_DEC_DIGITS : (int)n;
}

void
rbt_bar_trim(struct rbt_bar *b)
{
	for (; b->volume_digits > 0 && b->volume % 10 == 0; b->volume_digits--)
		b->volume /= 10;
}

int
rbt_bar_volume_from_text(struct rbt_bar *b, const char *text, size_t len,
    bool *rounded, struct rbt_err *err)
{
	char quote[RBT_ERR_QUOTE];
	int digits;
	int64_t v = 0;

	if (text == NULL || len == 0) {
		b->volume = 0;
		b->volume_digits = RBT_BAR_NO_VOLUME;
		return 0;
	}
	if (rbt_dec_short(text, len, 0, &b->volume)) {
		b->volume_digits = 0;
		return 0;
	}
	if (is_whole(text, len) &&
	    rbt_dec_parse(text, len, 0, &b->volume) == RBT_DEC_EXACT) {
		b->volume_digits = 0;
		return 0;
	}
	digits = decimals(text, len);
	switch (rbt_dec_parse(text, len, digits, &v)) {
	case RBT_DEC_EXACT:
		break;
	case RBT_DEC_ROUNDED:
		*rounded = true;
		break;
	case RBT_DEC_SYNTAX:
		return rbt_err_set(err, RBT_E_DATA,
		    "volume: expected a number, got '%s'",
		    rbt_err_quote(text, len, quote));
	case RBT_DEC_RANGE:
		return rbt_err_set(err, RBT_E_DATA, "volume overflow: %s",
		    rbt_err_quote(text, len, quote));
	}
	b->volume = v;
	b->volume_digits = digits;
	rbt_bar_trim(b);
	return 0;
}

/* Room for the fixed text of a record, a symbol, two times and five numbers. */
#define RECORD_MAX (128 + RBT_BAR_SYMBOL_MAX + 2 * RBT_TS_MAX + 5 * RBT_DEC_MAX)

static inline char *
put(char *p, const char *text, size_t len)
{
	memcpy(p, text, len);
	return p + len;
}
#define PUT(p, literal) put(p, literal, sizeof literal - 1)

void
rbt_bar_writer_start(struct rbt_bar_writer *w, const char *symbol, rbt_period p)
{
	size_t len = strlen(symbol);
	char *at = w->head;

	RBT_BUG_IF(len > RBT_BAR_SYMBOL_MAX);
	*w = (struct rbt_bar_writer){.daily = rbt_period_is_daily(p),
	    .midnight = RBT_BAR_END_NS}; /* a day without bars */
	at = PUT(at, "{\"type\":\"bar\",\"symbol\":\"");
	at = put(at, symbol, len);
	at = PUT(at, "\",\"time\":\"");
	w->date_at = (size_t)(at - w->head);
	at = PUT(w->tail, "\",\"period\":\"");
	at += rbt_period_format(p, at);
	at = PUT(at, "\",\"open\":");
	w->tail_len = (size_t)(at - w->tail);
}

/* The head for another day than that of the bar before. */
RBT_APART static void
start_day(struct rbt_bar_writer *w, rbt_ts t)
{
	char *p = w->head + w->date_at;

	w->midnight = (uint64_t)rbt_ts_day(t) * (uint64_t)RBT_DAY_NS;
	p += rbt_ts_format_date(t, p);
	if (!w->daily)
		*p++ = 'T';
	w->head_len = (size_t)(p - w->head);
}

/* The time of day behind date and T, up to its Z. */
RBT_APART static char *
put_clock(char *p, rbt_ts t, uint64_t of_day)
{
	unsigned sec = (unsigned)(of_day / RBT_SEC_NS);

	if (of_day % RBT_SEC_NS != 0) {
		p -= sizeof "2024-01-02T" - 1;
		return p + rbt_ts_format(t, p);
	}
	rbt_digits_two(sec / 3600, p);
	p[2] = ':';
	rbt_digits_two(sec / 60 % 60, p + 3);
	p[5] = ':';
	rbt_digits_two(sec % 60, p + 6);
	p[8] = 'Z';
	return p + 9;
}

static inline char *
put_time(char *p, const struct rbt_bar_writer *w, rbt_ts t, const char *clock)
{
	if (w->daily)
		return p;
	if (clock == NULL)
		return put_clock(p, t, (uint64_t)t.ns - w->midnight);
	memcpy(p, clock, 8);
	p[8] = 'Z';
	return p + 9;
}

/* A number that no text is known of. */
RBT_APART static char *
format_price(char *p, const rbt_px *px)
{
	return p + rbt_px_format(*px, p);
}

static inline char *
put_price(char *p, const rbt_px *px, const struct rbt_bar_text *known)
{
	if (known->len == 0)
		return format_price(p, px);
	memcpy(p, known->at, 8);
	return p + known->len;
}

static inline char *
put_volume(char *p, const struct rbt_bar *b, const struct rbt_bar_text *known)
{
	if (b->volume_digits == RBT_BAR_NO_VOLUME)
		return PUT(p, "null");
	if (known->len == 0)
		return p + rbt_dec_format(b->volume, b->volume_digits, p);
	memcpy(p, known->at, 8);
	return p + known->len;
}

void
rbt_bar_emit(struct rbt_bar_writer *w, struct rbt_out *out,
    const struct rbt_bar *b, const struct rbt_bar_texts *known)
{
	static const struct rbt_bar_texts nothing;
	const struct rbt_bar_text *text;
	char *start, *p;

	if ((uint64_t)b->time.ns - w->midnight >= RBT_DAY_NS)
		start_day(w, b->time);
	if (known == NULL)
		known = &nothing;
	text = known->number;
	start = p = rbt_out_reserve(out, RECORD_MAX);
	/* More than there is, because copies of one size need no call. */
	memcpy(p, w->head, 64);
	if (w->head_len > 64)
		memcpy(p + 64, w->head + 64, sizeof w->head - 64);
	p = put_time(p + w->head_len, w, b->time, known->clock);
	memcpy(p, w->tail, sizeof w->tail);
	p += w->tail_len;
	p = put_price(p, &b->open, &text[0]);
	p = PUT(p, ",\"high\":");
	p = put_price(p, &b->high, &text[1]);
	p = PUT(p, ",\"low\":");
	p = put_price(p, &b->low, &text[2]);
	p = PUT(p, ",\"close\":");
	p = put_price(p, &b->close, &text[3]);
	p = PUT(p, ",\"volume\":");
	p = put_volume(p, b, &text[4]);
	p = PUT(p, "}\n");
	rbt_out_commit(out, (size_t)(p - start));
	rbt_out_end_line(out);
}

/* The value of a key, which is not missing and has no escape. */
static int
value_of(const struct rbt_rec *rec, const char *key, bool text,
    struct rbt_rec_val *v, struct rbt_err *err)
{
	char quote[RBT_ERR_QUOTE];

	*v = rbt_rec_get(rec, key);
	if (v->kind == RBT_REC_MISSING)
		return rbt_err_set(err, RBT_E_DATA, "missing key '%s'", key);
	if (v->kind == (text ? RBT_REC_STRING : RBT_REC_NUMBER) && !v->escaped)
		return 0;
	return rbt_err_set(err, RBT_E_DATA, "%s: expected %s, got %s'%s'", key,
	    text ? "a plain string" : "a number",
	    v->kind == RBT_REC_STRING ? "the string " : "",
	    rbt_err_quote(v->text, v->len, quote));
}

static int
price_of(const struct rbt_rec *rec, const char *key, rbt_px *px, bool *rounded,
    struct rbt_err *err)
{
	struct rbt_rec_val v;

	if (value_of(rec, key, false, &v, err) != 0)
		return -1;
	return rbt_px_from_text(v.text, v.len, key, px, rounded, err);
}

/* Keys are asked for in the order in which rbt_bar_emit writes them, because
 * the record finds them quickest that way. */
int
rbt_bar_parse_any(const struct rbt_rec *rec, struct rbt_bar_symbol *symbol,
    rbt_period *period, struct rbt_bar *b, bool *rounded, struct rbt_err *err)
{
	struct rbt_rec_val v;

	if (value_of(rec, "symbol", true, &v, err) != 0 ||
	    rbt_bar_symbol_check(v.text, v.len, err) != 0)
		return -1;
	*symbol = (struct rbt_bar_symbol){v.text, v.len};
	if (value_of(rec, "time", true, &v, err) != 0)
		return -1;
	if (rbt_ts_parse(v.text, v.len, &b->time, err) != 0)
		return rbt_err_wrap(err, "time");
	if (value_of(rec, "period", true, &v, err) != 0)
		return -1;
	if (rbt_period_parse(v.text, v.len, period, err) != 0)
		return rbt_err_wrap(err, "period");
	if (price_of(rec, "open", &b->open, rounded, err) != 0 ||
	    price_of(rec, "high", &b->high, rounded, err) != 0 ||
	    price_of(rec, "low", &b->low, rounded, err) != 0 ||
	    price_of(rec, "close", &b->close, rounded, err) != 0)
		return -1;
	v = rbt_rec_get(rec, "volume");
	if (v.kind == RBT_REC_MISSING || v.kind == RBT_REC_NULL)
		v.len = 0;
	else if (value_of(rec, "volume", false, &v, err) != 0)
		return -1;
	return rbt_bar_volume_from_text(b, v.text, v.len, rounded, err);
}
