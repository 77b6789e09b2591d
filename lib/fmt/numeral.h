/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers as people write them, "1,234.5" or "1.234,5", made plain.  Which of
 * the two it is has to be said: "1,234" alone could be either.
 */
#ifndef RBT_FMT_NUMERAL_H
#define RBT_FMT_NUMERAL_H

#include <stdbool.h>
#include <stddef.h>

#include "core/attr.h"

/* What stands before the decimals; groups of three digits may be parted by the
 * other one, an apostrophe, a blank or a no-break blank. */
enum rbt_numeral {
	RBT_NUMERAL_PLAIN, /* a point, no groups */
	RBT_NUMERAL_POINT, /* 1,234.5 */
	RBT_NUMERAL_COMMA, /* 1.234,5 */
};

#define RBT_NUMERAL_MAX 48

/*
 * The plain number that *text writes, in *text and *len, its digits perhaps in
 * out; digits, marks and a sign are all that is looked at, the rest is for a
 * parser behind.  false, with nothing changed, if the marks are not where they
 * belong. A dollar sign in front is dropped.
 */
bool rbt_numeral_plain(enum rbt_numeral how, const char **text, size_t *len,
    char out[RBT_NUMERAL_MAX]) RBT_MUST_USE;

#endif
