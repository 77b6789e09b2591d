/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/scan.h"

/* Far beyond any text's length, so adding the two cannot overflow or matter. */
#define EXP_MAX INT64_C(1000000000000000000)

struct digits {
	rbt_u128 m;
	size_t n;    /* digits read */
	size_t left; /* of them, those not in m */
	unsigned next;
	bool more;
};

static const char *
read_digits(const char *p, const char *end, struct digits *d)
{
	const rbt_u128 full = (~(rbt_u128)0 - 9) / 10;
	unsigned c;

	for (; p < end && (c = (unsigned)*p - '0') < 10; p++) {
		d->n++;
		if (d->left == 0 && d->m <= full) {
			d->m = d->m * 10 + c;
		} else {
			if (d->left == 0)
				d->next = c;
			else if (c)
				d->more = true;
			d->left++;
		}
	}
	return p;
}

/* The exponent behind the e; NULL if there is none.  Saturates. */
static const char *
read_exponent(const char *p, const char *end, int64_t *exp)
{
	bool neg = false;
	const char *start;
	int64_t e = 0;
	unsigned c;

	if (p < end && (*p == '-' || *p == '+'))
		neg = *p++ == '-';
	start = p;
	for (; p < end && (c = (unsigned)*p - '0') < 10; p++)
		e = e < EXP_MAX / 10 ? e * 10 + c : EXP_MAX;
	*exp = neg ? -e : e;
	return p == start ? NULL : p;
}

bool
rbt_scan_decimal(const char *text, size_t len, struct rbt_scan *out)
{
	const char *p = text, *end = text + len;
	struct digits d = {0};
	size_t whole;
	int64_t exp = 0;
	bool neg = false;

	if (p < end && (*p == '-' || *p == '+'))
		neg = *p++ == '-';
	p = read_digits(p, end, &d);
	whole = d.n;
	if (p < end && *p == '.')
		p = read_digits(p + 1, end, &d);
	if (d.n == 0)
		return false;
	if (p < end && (*p == 'e' || *p == 'E')) {
		p = read_exponent(p + 1, end, &exp);
		if (!p)
			return false;
	}
	if (p != end)
		return false;
	*out = (struct rbt_scan){.neg = neg,
	    .m = d.m,
	    .next = d.next,
	    .more = d.more,
	    .exp = exp + (int64_t)d.left - (int64_t)(d.n - whole)};
	return true;
}
