/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Checks for unit tests.  A failed check prints its place and both values and
 * the test goes on; T_DONE(n) fails unless exactly n checks ran, so a test
 * whose loop or table became empty cannot pass.
 *
 *	int main(void)
 *	{
 *		T_INT(rbt_add(2, 2), 4);
 *		T_STR(rbt_name(), "sma");
 *		T_DONE(2);
 *	}
 *
 * The last line on stdout is "N passed, N failed, N skipped", for tests/run.sh.
 */
#ifndef RBT_HARNESS_T_H
#define RBT_HARNESS_T_H

#include <math.h>
#include <stdio.h>
#include <string.h>

static long t_passed, t_failed, t_skipped;

static inline void
t_report(int ok, const char *file, int line, const char *what)
{
	if (ok) {
		t_passed++;
		return;
	}
	t_failed++;
	printf("%s:%d: check failed: %s\n", file, line, what);
}

#define T_OK(cond) t_report((cond) ? 1 : 0, __FILE__, __LINE__, #cond)

#define T_INT(got, want)                                                       \
	do {                                                                   \
		long long t_g = (long long)(got), t_w = (long long)(want);     \
		t_report(t_g == t_w, __FILE__, __LINE__, #got " == " #want);   \
		if (t_g != t_w)                                                \
			printf("\tgot  %lld\n\twant %lld\n", t_g, t_w);        \
	} while (0)

#define T_STR(got, want)                                                       \
	do {                                                                   \
		const char *t_g = (got), *t_w = (want);                        \
		int t_ok = strcmp(t_g, t_w) == 0;                              \
		t_report(t_ok, __FILE__, __LINE__, #got " == " #want);         \
		if (!t_ok)                                                     \
			printf("\tgot  %s\n\twant %s\n", t_g, t_w);            \
	} while (0)

/* |got - want| <= atol + rtol * |want|; two NaN agree. */
#define T_NEAR(got, want, rtol, atol)                                          \
	do {                                                                   \
		double t_g = (got), t_w = (want);                              \
		int t_ok = (isnan(t_g) && isnan(t_w)) ||                       \
			   fabs(t_g - t_w) <= (atol) + (rtol)*fabs(t_w);       \
		t_report(t_ok, __FILE__, __LINE__, #got " near " #want);       \
		if (!t_ok)                                                     \
			printf("\tgot  %.17g\n\twant %.17g\n", t_g, t_w);      \
	} while (0)

/* Says that a part of the test could not run here, and why. */
#define T_SKIP(why)                                                            \
	do {                                                                   \
		printf("%s:%d: skipped: %s\n", __FILE__, __LINE__, why);       \
		t_skipped++;                                                   \
	} while (0)

#define T_DONE(n)                                                              \
	do {                                                                   \
		if (t_passed + t_failed != (n)) {                              \
			printf("%s: %ld checks ran, not %ld\n", __FILE__,      \
			    t_passed + t_failed, (long)(n));                   \
			t_failed++;                                            \
		}                                                              \
		printf("%ld passed, %ld failed, %ld skipped\n", t_passed,      \
		    t_failed, t_skipped);                                      \
		return t_failed != 0;                                          \
	} while (0)

#endif
