/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Against rbt_dec_parse and rbt_dec_format, one number after another. */
#include "core/rng.h"
#include "fmt/csvfour.h"

#include "harness/t.h"

/* Whether a text is one that the four of them take. */
static bool
is_usual(const char *s, size_t n)
{
	size_t points = 0;

	for (size_t i = 0; i < n; i++) {
		points += s[i] == '.';
		if (s[i] != '.' && (s[i] < '0' || s[i] > '9'))
			return false;
	}
	return n >= 2 && n <= 8 && points == 1 && s[0] != '.' &&
	       (s[0] != '0' || s[1] == '.');
}

/* The same number and, as far as it is shown, the same text. */
static bool
is_right(const struct rbt_csv_field *f, int64_t v, size_t shown)
{
	char text[RBT_DEC_MAX];
	int64_t want;

	return rbt_dec_parse(f->text, f->len, RBT_DEC_DIGITS, &want) ==
		   RBT_DEC_EXACT &&
	       v == want && rbt_dec_format(v, RBT_DEC_DIGITS, text) == shown &&
	       memcmp(text, f->text, shown) == 0;
}

/* A number of 1 to 9 characters, or nearly one. */
static size_t
some_text(struct rbt_rng *r, char *out)
{
	static const char some[] = "0000123456789../:-+ e\x01\x80\xff";
	size_t n = 1 + rbt_rng_below(r, 9);

	for (size_t i = 0; i < 16; i++)
		out[i] =
		    (char)('0' + rbt_rng_below(r, 10) * rbt_rng_below(r, 2));
	if (rbt_rng_below(r, 30) > 0)
		out[rbt_rng_below(r, n)] = '.';
	if (rbt_rng_below(r, 2) > 0)
		out[0] = (char)('1' + rbt_rng_below(r, 9));
	if (rbt_rng_below(r, 30) == 0)
		out[rbt_rng_below(r, n)] =
		    some[rbt_rng_below(r, sizeof some - 1)];
	out[n] = ",.5x"[rbt_rng_below(r, 4)];
	return n;
}

int
main(void)
{
	static const size_t at[] = {3, 1, 4, 2};
	long bad = 0, taken = 0, usual = 0;
	struct rbt_rng r;

	rbt_rng_init(&r, 1, "four");
	for (int i = 0; i < 300000; i++) {
		struct rbt_csv_field f[5] = {{"", 0}};
		struct rbt_csvfour four;
		char text[4][16];
		bool all = true;

		for (size_t k = 0; k < 4; k++) {
			f[at[k]].text = text[k];
			do
				f[at[k]].len = some_text(&r, text[k]);
			while (rbt_rng_below(&r, 8) > 0 &&
			       !is_usual(text[k], f[at[k]].len));
			all = all && is_usual(text[k], f[at[k]].len);
		}
		usual += all;
		if (!rbt_csvfour_parse(f, at, &four))
			continue;
		taken++;
		bad += !all;
		for (size_t k = 0; k < 4; k++)
			bad +=
			    !is_right(&f[at[k]], four.price[k], four.shown[k]);
	}
	T_INT(bad, 0);
	T_OK(usual > 50000 && usual < 250000);
#if defined(__SSE2__)
	T_INT(taken, usual);
#else
	T_INT(taken, 0);
#endif
	T_DONE(3);
}
