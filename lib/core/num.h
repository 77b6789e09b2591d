/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text to number and back, strict and free of the locale: the whole text, base
 * 10, bounds given by the caller, NaN and infinity refused.  Exact decimals
 * are in core/dec.h.
 */
#ifndef RBT_CORE_NUM_H
#define RBT_CORE_NUM_H

#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/err.h"

/*
 * Fails with RBT_E_DATA ("expected a whole number, got 'x'", "12 is outside
 * 1..10"); *out is then untouched.
 */
int rbt_num_i64(const char *text, size_t len, int64_t min, int64_t max,
    int64_t *out, struct rbt_err *err) RBT_MUST_USE;

/* A decimal with an optional exponent, correctly rounded, finite. */
int rbt_num_f64(const char *text, size_t len, double min, double max,
    double *out, struct rbt_err *err) RBT_MUST_USE;

/*
 * The same of the value of an option: RBT_E_USAGE that names it ("--reps: 6 is
 * outside 1..5").  Without a text *out stays as it is.
 */
int rbt_num_option_i64(const char *option, const char *text, int64_t min,
    int64_t max, int64_t *out, struct rbt_err *err) RBT_MUST_USE;
int rbt_num_option_f64(const char *option, const char *text, double min,
    double max, double *out, struct rbt_err *err) RBT_MUST_USE;

/* Longest text of rbt_num_format_f64 with its NUL. */
#define RBT_NUM_F64_MAX 32

/*
 * The shortest of 15, 16 or 17 digits that reads back equal ("0.1", "1e-07"
 * as C prints it, "-0" as "0").  x must be finite.  Returns the length.
 */
size_t rbt_num_format_f64(double x, char out[RBT_NUM_F64_MAX]);

#endif
