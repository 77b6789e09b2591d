/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "research/figure.h"

#define WIDE 1e9 /* from here on three digits and an exponent */

/* Sets off the thousands of the whole part of a plain decimal, in place. */
static const char *
group(char out[RBT_FIGURE_MAX])
{
	size_t start = out[0] == '-', len = strlen(out);
	size_t whole = strcspn(out + start, ".");

	for (size_t from_end = 3; from_end < whole; from_end += 3) {
		size_t at = start + whole - from_end;

		memmove(out + at + 1, out + at, len + 1 - at);
		out[at] = ',';
		len++;
	}
	return out;
}

/* "-0.00" is 0. */
static void
drop_sign(char *out)
{
	if (out[0] == '-' && out[strspn(out + 1, "0.") + 1] == '\0')
		memmove(out, out + 1, strlen(out));
}

const char *
rbt_figure_money(rbt_money m, char out[RBT_FIGURE_MAX])
{
	char text[RBT_MONEY_MAX];
	size_t len = rbt_money_format_fixed(m, 2, text);

	memcpy(out, text, len + 1);
	drop_sign(out);
	return group(out);
}

const char *
rbt_figure_count(int64_t n, char out[RBT_FIGURE_MAX])
{
	snprintf(out, RBT_FIGURE_MAX, "%" PRId64, n);
	return group(out);
}

const char *
rbt_figure_number(double x, int decimals, char out[RBT_FIGURE_MAX])
{
	if (!isfinite(x)) {
		memcpy(out, "-", 2);
		return out;
	}
	if (fabs(x) >= WIDE) {
		snprintf(out, RBT_FIGURE_MAX, "%.3g", x);
		return out;
	}
	snprintf(out, RBT_FIGURE_MAX, "%.*f", decimals, x);
	drop_sign(out);
	return group(out);
}

const char *
rbt_figure_percent(double x, int decimals, char out[RBT_FIGURE_MAX])
{
	(void)rbt_figure_number(100 * x, decimals, out);
	if (isfinite(x))
		memcpy(out + strlen(out), " %", 3);
	return out;
}
