/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values: what the general scanner says, which has its own test. */
#include <stdlib.h>

#include "fmt/jsonbar.h"

#include "harness/t.h"

#define N_OF(a) (sizeof(a) / sizeof(a)[0])

/* From a buffer of exactly n bytes, so that reading on is noticed. */
static bool
scan(struct rbt_jsonscan *s, const char *text, size_t n)
{
	char *copy = malloc(n ? n : 1);
	bool ok;

	memcpy(copy, text, n);
	ok = rbt_jsonscan_object(s, copy, n);
	free(copy);
	return ok;
}

static bool
is_same_scan(const struct rbt_jsonscan *a, const struct rbt_jsonscan *b)
{
	bool same = a->n == b->n && a->n_all == b->n_all;

	for (size_t i = 0; same && i < a->n; i++) {
		const struct rbt_jsonscan_member *x = &a->member[i];
		const struct rbt_jsonscan_member *y = &b->member[i];

		same = x->key == y->key && x->key_len == y->key_len &&
		       x->val == y->val && x->val_len == y->val_len &&
		       x->kind == y->kind && x->escaped == y->escaped &&
		       x->key_escaped == y->key_escaped;
	}
	return same;
}

/* A space behind the object leads around the quick way, so each text, with
 * every byte replaced by every other and cut at every place, must be judged
 * equally with and without one. */
static void
test_bars(void)
{
	static const char *const bars[] = {
	    "{\"type\":\"bar\",\"symbol\":\"SPY\",\"time\":\"2024-01-02\","
	    "\"period\":\"1d\",\"open\":1.05,\"high\":20,\"low\":0.1,"
	    "\"close\":1,\"volume\":null}",
	    "{\"type\":\"bar\",\"symbol\":\"\",\"time\":\"\",\"period\":\"\","
	    "\"open\":0,\"high\":10,\"low\":100000000000000000,\"close\":7,"
	    "\"volume\":123456.5}",
	};
	struct rbt_jsonscan fast, slow;
	long good = 0, bad = 0, differ = 0;

	for (size_t k = 0; k < N_OF(bars) * 256; k++) {
		char text[256];
		size_t len = strlen(bars[k / 256]);

		for (size_t at = 0; at <= len; at++) {
			size_t cut = k % 256 ? len : at;
			bool ok;

			memcpy(text, bars[k / 256], len + 1);
			text[at] = (char)(text[at] ^ (int)(k % 256));
			text[cut] = ' ';
			ok = scan(&fast, text, cut);
			differ += ok != scan(&slow, text, cut + 1);
			differ += ok && !is_same_scan(&fast, &slow);
			good += ok;
			bad += !ok;
		}
	}
	T_INT(differ, 0);
	T_OK(good > 5000);
	T_OK(bad > 5000);
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
	    {"1,\"volume\":null} ", false},
	    {"1,\"volume\":null,\"x\":1}", false},
	    {"-1,\"volume\":null}", false},
	    {"1e5,\"volume\":null}", false},
	    {"01,\"volume\":null}", false},
	    {"1000000000000000000,\"volume\":null}", false},
	    {"1}", false},
	};
	struct rbt_jsonscan s;
	char text[256];

	for (size_t i = 0; i < N_OF(cases); i++) {
		int n =
		    snprintf(text, sizeof text, "%s%s", lead, cases[i].rest);

		T_INT(rbt_jsonbar_scan(&s, text, (size_t)n), cases[i].want);
	}
}

int
main(void)
{
	test_bars();
	test_shape();
	T_DONE(3 + 9);
}
