/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected texts follow from the header, by hand. */
#include "fmt/numeral.h"

#include "harness/t.h"

static const char *
plain(enum rbt_numeral how, const char *text)
{
	static char out[2 * RBT_NUMERAL_MAX];
	char digits[RBT_NUMERAL_MAX];
	size_t len = strlen(text);

	if (!rbt_numeral_plain(how, &text, &len, digits))
		return "no";
	memcpy(out, text, len);
	out[len] = '\0';
	return out;
}

#define POINT(text) plain(RBT_NUMERAL_POINT, text)
#define COMMA(text) plain(RBT_NUMERAL_COMMA, text)

int
main(void)
{
	T_STR(plain(RBT_NUMERAL_PLAIN, "1,234.5"), "1,234.5");
	T_STR(POINT("1,234.5"), "1234.5");
	T_STR(POINT("1,234,567"), "1234567");
	T_STR(POINT("-$1,234.50"), "-1234.50");
	T_STR(POINT("$99.5"), "99.5");
	T_STR(POINT("1234.5"), "1234.5");
	T_STR(POINT(".5"), ".5");
	T_STR(POINT("1'234.5e3"), "1234.5e3");
	T_STR(POINT("12 345.5"), "12345.5");
	T_STR(POINT("12\xc2\xa0"
		    "345"),
	    "12345");
	T_STR(COMMA("1.234,5"), "1234.5");
	T_STR(COMMA("1,5"), "1.5");
	T_STR(COMMA("-1.234.567,125"), "-1234567.125");
	T_STR(COMMA("1\xe2\x80\xaf"
		    "234,5"),
	    "1234.5");
	T_STR(COMMA("1.234"), "1234");
	T_STR(COMMA("7"), "7");
	T_STR(COMMA(""), "");
	/* marks that are not where they belong */
	T_STR(POINT("1,23"), "no");
	T_STR(POINT("1,2345"), "no");
	T_STR(POINT("1234,567"), "no");
	T_STR(POINT("1,234'567"), "1234'567");
	T_STR(POINT("1,234,"), "no");
	T_STR(POINT("1.5,3"), "no");
	T_STR(COMMA("1.5"), "no");
	T_STR(COMMA("1.23"), "no");
	T_STR(COMMA("1,234.5"), "no");
	T_STR(COMMA("1,2,3"), "no");
	T_STR(COMMA("x"), "x");
	T_STR(POINT("1234567890123456789012345678901234567890123456789"), "no");
	T_STR(POINT(""), "");
	T_DONE(30);
}
