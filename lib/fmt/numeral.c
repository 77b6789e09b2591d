/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fmt/numeral.h"

#include <string.h>

/* Length of a mark between groups at p[0..n-1], 0 if there is none. */
static size_t
group_mark(enum rbt_numeral how, const char *p, size_t n)
{
	if (*p == (how == RBT_NUMERAL_POINT ? ',' : '.') || *p == '\'' ||
	    *p == ' ')
		return 1;
	if (n >= 2 && memcmp(p, "\xc2\xa0", 2) == 0)
		return 2;
	return n >= 3 && memcmp(p, "\xe2\x80\xaf", 3) == 0 ? 3 : 0;
}

static size_t
count_digits(const char *p, const char *end)
{
	const char *start = p;

	while (p < end && *p >= '0' && *p <= '9')
		p++;
	return (size_t)(p - start);
}

bool
rbt_numeral_plain(enum rbt_numeral how, const char **text, size_t *len,
    char out[RBT_NUMERAL_MAX])
{
	const char *p = *text, *end = p + *len;
	char *to = out;
	size_t n, mark;

	if (how == RBT_NUMERAL_PLAIN || *len == 0)
		return true;
	if (*len > RBT_NUMERAL_MAX)
		return false;
	if (*p == '-' || *p == '+')
		*to++ = *p++;
	if (p < end && *p == '$')
		p++;
	n = count_digits(p, end);
	memcpy(to, p, n);
	to += n;
	p += n;
	/* Every group behind the first one has three digits, and the same
	 * mark. */
	if (n >= 1 && n <= 3 && p < end) {
		const char *first = p;

		mark = group_mark(how, p, (size_t)(end - p));
		while (mark > 0 && (size_t)(end - p) > mark &&
		       memcmp(p, first, mark) == 0) {
			p += mark;
			if (count_digits(p, end) != 3)
				return false;
			memcpy(to, p, 3);
			to += 3;
			p += 3;
		}
	}
	if (p < end && *p == (how == RBT_NUMERAL_POINT ? '.' : ',')) {
		*to++ = '.';
		p++;
	} else if (p < end && (*p == '.' || *p == ',')) {
		return false;
	}
	/* Decimals and an exponent, without another mark. */
	n = (size_t)(end - p);
	if (memchr(p, '.', n) != NULL || memchr(p, ',', n) != NULL)
		return false;
	memcpy(to, p, n);
	*text = out;
	*len = (size_t)(to - out) + n;
	return true;
}
