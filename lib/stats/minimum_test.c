/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Functions whose minimum is known: Rosenbrock's valley at (1, 1), a bowl. */
#include "harness/t.h"

#include "stats/minimum.h"

static double
valley(void *self, const double *x)
{
	double a = 1 - x[0], b = x[1] - x[0] * x[0];

	++*(int *)self;
	return a * a + 100 * b * b;
}

/* Only x > 0 has a value: x - log(x), least at 1. */
static double
half_line(void *self, const double *x)
{
	(void)self;
	return x[0] - log(x[0]);
}

static double
slope(void *self, const double *x)
{
	(void)self;
	return x[0];
}

/* (x^2 - 1)^2 + 0.3 x, least where 4 x^3 - 4 x + 0.3 = 0. */
static double
two(void *self, const double *x)
{
	double a = x[0] * x[0] - 1;

	(void)self;
	return a * a + 0.3 * x[0];
}

static double
nowhere(void *self, const double *x)
{
	(void)self;
	(void)x;
	return (double)NAN;
}

int
main(void)
{
	const double far[2] = {-1.2, 1}, three = 3, half = 0.5;
	const double hills[3] = {-1.5, 0.2, 1.5};
	double x[2] = {0, 0}, value;
	struct rbt_err err = {0};
	int calls = 0;

	T_INT(rbt_minimum_find(valley, &calls, 2, 0.5, far, 1, x, &value, &err),
	    0);
	T_NEAR(x[0], 1, 1e-5, 0);
	T_NEAR(x[1], 1, 1e-5, 0);
	T_OK(value < 1e-9 && calls > 10);
	T_INT(rbt_minimum_find(half_line, NULL, 1, 5, &three, 1, x, &value,
		  &err),
	    0);
	T_NEAR(x[0], 1, 1e-6, 0);
	T_NEAR(value, 1, 1e-12, 0);
	T_INT(rbt_minimum_find(slope, NULL, 1, 1, &half, 1, x, &value, &err),
	    -1);
	T_STR(err.msg, "the search for a maximum does not settle");
	rbt_err_clear(&err);
	T_INT(rbt_minimum_find(nowhere, NULL, 2, 1, far, 1, x, &value, &err),
	    -1);
	T_INT(err.code, RBT_E_NO);
	/* The lower of two valleys, whatever the order of the starts. */
	rbt_err_clear(&err);
	T_INT(rbt_minimum_find(two, NULL, 1, 0.1, hills, 3, x, &value, &err),
	    0);
	T_NEAR(x[0], -1.0355787140888537, 1e-5, 0);
	T_DONE(13);
}
