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

/* 1 at the least, but only behind every x. */
static double
plain_end(void *self, const double *x)
{
	(void)self;
	return 1 + exp(x[0]) + (x[1] - 2) * (x[1] - 2);
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
	double x[2] = {-1.2, 1}, value;
	struct rbt_err err = {0};
	int calls = 0;

	T_INT(rbt_minimum_find(valley, &calls, 2, 0.5, x, &value, &err), 0);
	T_NEAR(x[0], 1, 1e-5, 0);
	T_NEAR(x[1], 1, 1e-5, 0);
	T_OK(value < 1e-9 && calls > 10);
	x[0] = 3;
	T_INT(rbt_minimum_find(half_line, NULL, 1, 5, x, &value, &err), 0);
	T_NEAR(x[0], 1, 1e-6, 0);
	T_NEAR(value, 1, 1e-12, 0);
	x[0] = 0.5;
	T_INT(rbt_minimum_find(slope, NULL, 1, 1, x, &value, &err), -1);
	T_STR(err.msg, "the search for a maximum does not settle");
	T_NEAR(x[0], 0.5, 0, 0);
	rbt_err_clear(&err);
	T_INT(rbt_minimum_find(nowhere, NULL, 2, 1, x, &value, &err), -1);
	T_INT(err.code, RBT_E_NO);
	x[0] = x[1] = 0;
	rbt_err_clear(&err);
	T_INT(rbt_minimum_find(plain_end, NULL, 2, 0.5, x, &value, &err), 0);
	T_NEAR(value, 1, 1e-7, 0);
	T_NEAR(x[1], 2, 1e-3, 0);
	T_DONE(15);
}
