/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values: what the general scanner and the general readers of values
 * say of the same text, which have their own tests. */
#include <stdlib.h>

#include "core/rng.h"
#include "fmt/jsonbar.h"
#include "fmt/jsonscan.h"

#include "harness/t.h"

#define N_OF(a) (sizeof(a) / sizeof(a)[0])

static struct rbt_jsonscan scan;

/* The member of the text as it stands there, "" if there is none. */
static const char *
member(const char *text, const char *key, size_t *len)
{
	const struct rbt_jsonscan_member *m =
	    rbt_jsonscan_find(&scan, text, key);

	*len = m ? m->val_len : 0;
	return m ? text + m->val : "";
}

static bool
is_price(const char *text, const char *key, rbt_px got)
{
	size_t len;
	const char *v = member(text, key, &len);
	rbt_px want = {-1};

	return rbt_px_from_text(v, len, key, &want, NULL, NULL) == 0 &&
	       want.v == got.v;
}

static bool
is_volume(const char *text, const struct rbt_jsonbar *b)
{
	size_t len;
	const char *v = member(text, "volume", &len);
	int64_t want = -1;

	if (b->volume_digits < 0)
		return len == 4 && memcmp(v, "null", 4) == 0 && b->volume == 0;
	return rbt_dec_parse(v, len, b->volume_digits, &want) ==
		   RBT_DEC_EXACT &&
	       want == b->volume && (b->volume_digits == 0 || want % 10 != 0);
}

/* Whether the members of the text are what was decoded. */
static bool
agrees(const char *text, size_t n, const struct rbt_jsonbar *b)
{
	rbt_period period = {0};
	const char *v;
	rbt_ts t = {0};
	size_t len;

	if (!rbt_jsonscan_object(&scan, text, n) || scan.n != 9)
		return false;
	v = member(text, "type", &len);
	if (len != 3 || memcmp(v, "bar", 3) != 0)
		return false;
	v = member(text, "symbol", &len);
	if (v != b->symbol || len != b->symbol_len)
		return false;
	v = member(text, "time", &len);
	if (rbt_ts_parse(v, len, &t, NULL) != 0 || t.ns != b->time.ns)
		return false;
	v = member(text, "period", &len);
	if (rbt_period_parse(v, len, &period, NULL) != 0 ||
	    period.ns != b->period.ns)
		return false;
	return is_price(text, "open", b->open) &&
	       is_price(text, "high", b->high) &&
	       is_price(text, "low", b->low) &&
	       is_price(text, "close", b->close) && is_volume(text, b);
}

#define TEXT_MAX (512 + RBT_JSONBAR_SLACK)

/* What is read, if anything, from a buffer of exactly n bytes and the slack, so
 * that reading on is noticed, must be what the general way finds, whatever was
 * read before into `used` and whether the slack goes on with the text, of which
 * there are TEXT_MAX bytes, or with digits. */
static bool
is_right(const char *text, size_t n, struct rbt_jsonbar *used, long *good)
{
	size_t size = n + RBT_JSONBAR_SLACK, first, again;
	struct rbt_jsonbar fresh = {0};
	char *copy = malloc(size), *other = malloc(size);
	bool ok;

	memcpy(copy, text, size);
	memcpy(other, text, n);
	memset(other + n, '7', RBT_JSONBAR_SLACK);
	first = rbt_jsonbar_read(&fresh, copy, n);
	again = rbt_jsonbar_read(used, other, n);
	ok = first == again && first <= n;
	if (ok && first > 0) {
		++*good;
		ok = agrees(copy, first, &fresh) && agrees(other, again, used);
	}
	free(copy);
	free(other);
	return ok;
}

/* Every byte replaced by every other, and cuts at every place. */
static void
test_bytes(void)
{
	static const char *const bars[] = {
	    "{\"type\":\"bar\",\"symbol\":\"SPY\",\"time\":\"2024-01-02\","
	    "\"period\":\"1d\",\"open\":1.05,\"high\":20,\"low\":0.1,"
	    "\"close\":1,\"volume\":null}",
	    "{\"type\":\"bar\",\"symbol\":\"A\",\"time\":"
	    "\"2024-12-31T23:59:59Z\",\"period\":\"15m\",\"open\":0,"
	    "\"high\":1234567890.12345678,\"low\":10000000000,"
	    "\"close\":7.00000001,\"volume\":123456.5}",
	};
	long good = 0, bad = 0, n = 0;
	struct rbt_jsonbar used = {0};

	for (size_t k = 0; k < N_OF(bars) * 256; k++) {
		size_t len = strlen(bars[k / 256]);
		char text[TEXT_MAX] = "";

		for (size_t at = 0; at < len; at++, n++) {
			memcpy(text, bars[k / 256], len + 1);
			text[at] = (char)(text[at] ^ (int)(k % 256));
			if (at % 2) /* else what was before it */
				(void)!rbt_jsonbar_read(&used, bars[k / 256],
				    len);
			bad +=
			    !is_right(text, k % 256 ? len : at, &used, &good);
		}
	}
	T_INT(bad, 0);
	T_OK(good > 300 && good < n / 2);
}

/* A number such as prices are, more or less; at most 24 characters. */
static void
random_number(struct rbt_rng *r, char *out)
{
	size_t n = 1 + rbt_rng_below(r, 11), m = rbt_rng_below(r, 11);

	for (size_t i = 0; i < n; i++)
		*out++ = "0123456789"[rbt_rng_below(r, 10)];
	if (m)
		*out++ = '.';
	for (size_t i = 1; i < m; i++)
		*out++ = "0123456789000"[rbt_rng_below(r, 13)];
	*out = '\0';
}

static void
test_numbers(void)
{
	char number[5][32], text[TEXT_MAX] = "";
	struct rbt_jsonbar used = {0};
	long good = 0, bad = 0;
	struct rbt_rng r;

	rbt_rng_init(&r, 1, "jsonbar");
	for (int i = 0; i < 200000; i++) {
		int n;

		for (int k = 0; k < 5; k++)
			random_number(&r, number[k]);
		/* One at a time, or hardly any bar would be good. */
		for (int k = 0; k < 5; k++)
			if (k != i % 5)
				memcpy(number[k], "12.5", 5);
		n = snprintf(text, sizeof text,
		    "{\"type\":\"bar\",\"symbol\":\"X\",\"time\":"
		    "\"2024-01-02\",\"period\":\"1d\",\"open\":%s,"
		    "\"high\":%s,\"low\":%s,\"close\":%s,\"volume\":%s}",
		    number[0], number[1], number[2], number[3], number[4]);
		bad += !is_right(text, (size_t)n, &used, &good);
	}
	T_INT(bad, 0);
	T_OK(good > 50000 && good < 190000);
}

/* Which texts take the quick way. */
static void
test_shape(void)
{
	static const char lead[] =
	    "{\"type\":\"bar\",\"symbol\":\"SPY\",\"time\":\"2024-01-02\","
	    "\"period\":\"1d\",\"open\":1,\"high\":2,\"low\":1,\"close\":";
	static const struct {
		const char *rest;
		bool want;
	} cases[] = {
	    {"1,\"volume\":null}", true},
	    {"1.5,\"volume\":0.25}", true},
	    {"1,\"volume\":100}", true},
	    {"1,\"volume\":null} ", false},
	    {"1,\"volume\":null,\"x\":1}", false},
	    {"-1,\"volume\":null}", false},
	    {"1e5,\"volume\":null}", false},
	    {"01,\"volume\":null}", false},
	    {"1.50,\"volume\":null}", false},
	    {"1.123456789,\"volume\":null}", false},
	    {"12345678901,\"volume\":null}", false},
	    {"1,\"volume\":1000000000000000000}", false},
	    {"1}", false},
	};
	struct rbt_jsonbar b = {0};
	char text[TEXT_MAX];

	for (size_t i = 0; i < N_OF(cases); i++) {
		int n =
		    snprintf(text, sizeof text, "%s%s", lead, cases[i].rest);

		T_OK((rbt_jsonbar_read(&b, text, (size_t)n) == (size_t)n) ==
		     cases[i].want);
	}
}

/* Which symbols and periods take the quick way, and when a run ends. */
static void
test_runs(void)
{
	static const char a64[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
				  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
	static const char a65[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
				  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
	static const struct {
		const char *symbol, *time, *period;
		int run; /* 0: another way, -1: that of the one before, 1: new
			  */
	} cases[] = {
	    {"A", "2024-01-02", "1d", 1},
	    {"A", "2024-01-03", "1d", -1},
	    {"A", "2024-01-04T00:00:00Z", "1d", -1},
	    {"A", "2024-01-04T00:00:00Z", "60m", 1},
	    {"B", "2024-01-04T00:00:00Z", "60m", 1},
	    {"B", "2024-01-04T00:00:61Z", "60m", 0},
	    {"B", "2024-01-04T00:00:59Z", "60m", -1},
	    {"B", "2024-01-04T00:00:00+01:00", "60m", 0},
	    {"BRK.B", "2024-01-04T00:00:00Z", "60m", 1},
	    {"BRK.B", "2024-01-04T00:01:00Z", "0000000060m", 1},
	    {"BRK.B", "2024-01-04T00:01:00Z", "00000000060m", 0},
	    {"BRK.B", "2024-01-04T00:01:00Z", "60", 0},
	    {"", "2024-01-02", "1d", 0},
	    {"A B", "2024-01-02", "1d", 0},
	    {"A\x7f", "2024-01-02", "1d", 0},
	    {"\xc3\xa9", "2024-01-02", "1d", 0},
	    {"A\\", "2024-01-02", "1d", 0},
	    {"~!", "2024-01-02", "1d", 1},
	    {a64, "2024-01-02", "1d", 1},
	    {a64, "2024-01-03", "1d", -1},
	    {a65, "2024-01-02", "1d", 0},
	};
	char text[TEXT_MAX] = "";
	struct rbt_jsonbar b = {0};
	uint64_t before = 0;

	for (size_t i = 0; i < N_OF(cases); i++) {
		int n = snprintf(text, sizeof text,
		    "{\"type\":\"bar\",\"symbol\":\"%s\",\"time\":\"%s\","
		    "\"period\":\"%s\",\"open\":1,\"high\":2,\"low\":1,"
		    "\"close\":1,\"volume\":3}",
		    cases[i].symbol, cases[i].time, cases[i].period);
		bool quick = rbt_jsonbar_read(&b, text, (size_t)n) == (size_t)n;

		T_OK(quick == (cases[i].run != 0));
		if (quick) {
			T_OK((b.run == before) == (cases[i].run < 0));
			before = b.run;
		}
	}
}

int
main(void)
{
	test_bytes();
	test_numbers();
	test_shape();
	test_runs();
	T_DONE(2 + 2 + 13 + 21 + 11);
}
