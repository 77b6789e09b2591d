/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values: the table of RFC 3629 section 4, applied by hand; the put
 * and len pair over all code points against the definition of section 3. */
#include "fmt/utf8.h"

#include "harness/t.h"

static void
test_len(void)
{
	static const struct {
		const char *s;
		size_t n, want;
	} cases[] = {
	    {"a", 1, 1},
	    {"\0", 1, 1},
	    {"\x7f", 1, 1},
	    {"\xc3\xa9", 2, 2},
	    {"\xc2\x80", 2, 2},
	    {"\xe2\x82\xac", 3, 3},
	    {"\xe0\xa0\x80", 3, 3},
	    {"\xed\x9f\xbf", 3, 3},
	    {"\xee\x80\x80", 3, 3},
	    {"\xf0\x9f\x98\x80", 4, 4},
	    {"\xf0\x90\x80\x80", 4, 4},
	    {"\xf4\x8f\xbf\xbf", 4, 4},
	    {"\x80", 1, 0},             /* a continuation alone */
	    {"\xc0\xaf", 2, 0},         /* overlong */
	    {"\xc1\xbf", 2, 0},         /* overlong */
	    {"\xe0\x9f\xbf", 3, 0},     /* overlong */
	    {"\xf0\x8f\xbf\xbf", 4, 0}, /* overlong */
	    {"\xed\xa0\x80", 3, 0},     /* U+D800 */
	    {"\xed\xbf\xbf", 3, 0},     /* U+DFFF */
	    {"\xf4\x90\x80\x80", 4, 0}, /* U+110000 */
	    {"\xf5\x80\x80\x80", 4, 0},
	    {"\xfe", 1, 0},
	    {"\xff", 1, 0},
	    {"\xc3\xa9", 1, 0},     /* cut */
	    {"\xe2\x82\xac", 2, 0}, /* cut */
	    {"\xf0\x9f\x98\x80", 3, 0},
	    {"\xc3\x28", 2, 0},
	    {"\xe2\x28\xa1", 3, 0},
	    {"\xe2\x82\x28", 3, 0},
	    {"\xf0\x9f\x98\x28", 4, 0},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		T_INT(rbt_utf8_len(cases[i].s, cases[i].n), cases[i].want);
}

/* Every code point, decoded by the bit layout. */
static void
test_put(void)
{
	uint32_t bad = 0;

	for (uint32_t c = 0; c <= 0x10ffff; c++) {
		static const unsigned char mask[5] = {0, 0x7f, 0x1f, 0x0f, 7};
		uint32_t v;
		char out[4];
		size_t n;

		if (c >= 0xd800 && c <= 0xdfff)
			continue;
		n = rbt_utf8_put(c, out);
		v = (unsigned char)out[0] & mask[n];
		for (size_t i = 1; i < n; i++)
			v = v << 6 | ((unsigned char)out[i] & 0x3f);
		bad += v != c || rbt_utf8_len(out, n) != n;
	}
	T_INT(bad, 0);
}

static void
test_place(void)
{
	const char *text = "ab\nc\xc3\xa9x\n\ny";
	static const long want[][3] = {
	    {0, 1, 1},
	    {2, 1, 3},
	    {3, 2, 1},
	    {6, 2, 3},
	    {9, 4, 1},
	};

	for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
		long line, column;

		rbt_utf8_place(text, (size_t)want[i][0], &line, &column);
		T_INT(line, want[i][1]);
		T_INT(column, want[i][2]);
	}
}

int
main(void)
{
	test_len();
	test_put();
	test_place();
	T_DONE(30 + 1 + 10);
}
