/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>

#include "core/digits.h"
#include "core/word.h"

#include "harness/t.h"

/* Against printf, at every power of ten and two and their neighbours. */
static int
mismatch(uint64_t v)
{
	char got[24], want[24];
	size_t n = rbt_digits_put(v, got);
	int bad;

	got[n] = '\0';
	snprintf(want, sizeof want, "%" PRIu64, v);
	bad = strcmp(got, want) != 0;
	rbt_word_store(rbt_digits_eight((uint32_t)(v % 100000000)) |
			   RBT_WORD_EACH('0'),
	    got);
	got[8] = '\0';
	snprintf(want, sizeof want, "%08u", (unsigned)(v % 100000000));
	bad += strcmp(got, want) != 0;
	rbt_digits_pad(v, 20, got);
	got[20] = '\0';
	snprintf(want, sizeof want, "%020" PRIu64, v);
	return bad + (strcmp(got, want) != 0);
}

int
main(void)
{
	uint64_t power = 1;
	int bad = 0;
	char out[8] = "abcdefg";

	for (int i = 0; i < 20; i++, power *= 10) {
		T_OK(rbt_digits_pow10[i] == power);
		for (uint64_t d = 0; d < 3; d++)
			bad += mismatch(power + d - 1);
	}
	for (int i = 0; i < 64; i++)
		for (uint64_t d = 0; d < 3; d++)
			bad += mismatch((UINT64_C(1) << i) + d - 1);
	bad += mismatch(0) + mismatch(UINT64_MAX);
	for (unsigned i = 0; i < 38; i++)
		bad += rbt_digits_pow10_wide(i) * 10 !=
		       rbt_digits_pow10_wide(i + 1);
	T_OK(rbt_digits_pow10_wide(0) == 1);
	T_INT(bad, 0);
	rbt_digits_pad(7, 3, out);
	T_STR(out, "007defg");
	rbt_digits_pad(0, 0, out);
	T_STR(out, "007defg");
	rbt_digits_two(42, out);
	rbt_digits_two(7, out + 2);
	T_STR(out, "4207efg");
	bad = 0;
	for (uint64_t v = 0; v < 20000; v++)
		bad += mismatch(v);
	T_INT(bad, 0);
	T_DONE(26);
}
