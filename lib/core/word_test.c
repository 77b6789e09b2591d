/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Against one character after another. */
#include "core/word.h"

#include <stdio.h>

#include "core/rng.h"

#include "harness/t.h"

/* As rbt_word_decimal, for the n characters of text. */
static bool
decimal_slowly(const char *text, size_t n, uint64_t *m, size_t *fraction)
{
	size_t point = n;

	*m = 0;
	for (size_t i = 0; i < n; i++) {
		if (text[i] == '.' && point == n)
			point = i;
		else if (text[i] >= '0' && text[i] <= '9')
			*m = *m * 10 + (uint64_t)(text[i] - '0');
		else
			return false;
	}
	*fraction = point == n ? 0 : n - 1 - point;
	return true;
}

static void
test_decimal(void)
{
	static const char some[] = "0123456789012345678901234567890123456789.."
				   ".,-/:\x01\x1e\x80\xb0";
	long bad = 0, good = 0;
	struct rbt_rng r;

	rbt_rng_init(&r, 1, "word");
	for (int i = 0; i < 300000; i++) {
		size_t n = 1 + rbt_rng_below(&r, 8), fraction = 9, want = 9;
		uint64_t m = 9, number = 9;
		char text[8];
		bool is;

		for (size_t k = 0; k < 8; k++) {
			size_t at = rbt_rng_below(&r, sizeof some - 1);

			/* mostly digits, or hardly any would be good */
			text[k] = some[i % 2 ? at : at % 43];
		}
		is = decimal_slowly(text, n, &number, &want);
		bad += rbt_word_decimal(rbt_word_load(text), n, &m,
			   &fraction) != is;
		bad += is && (m != number || fraction != want);
		if (n < 4)
			continue;
		good += is;
		bad += rbt_word_decimal(rbt_word_load_short(text, n), n, &m,
			   &fraction) != is;
		bad += is && (m != number || fraction != want);
	}
	T_INT(bad, 0);
	T_OK(good > 30000 && good < 250000);
}

int
main(void)
{
	char back[9] = "";

	rbt_word_store(rbt_word_load("2024-01-"), back);
	T_STR(back, "2024-01-");
	T_OK((rbt_word_load("2024-01-") & 0xff) == '2');
	test_decimal();
	T_DONE(2 + 2);
}
