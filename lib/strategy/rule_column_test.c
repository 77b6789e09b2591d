/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected: the definitions, written out as tables by hand. */
#include <math.h>
#include <string.h>

#include "harness/t.h"
#include "strategy/rule_internal.h"

#define N ((double)NAN)

/* Kleene's tables, rows and columns false, true, unknown. */
static void
test_logic(void)
{
	static const uint8_t a[16] = {0, 0, 0, 1, 1, 1, 2, 2, 2};
	static const uint8_t b[16] = {0, 1, 2, 0, 1, 2, 0, 1, 2};
	static const uint8_t and3[9] = {0, 0, 0, 0, 1, 2, 0, 2, 2};
	static const uint8_t or3[9] = {0, 1, 2, 1, 1, 1, 2, 1, 2};
	static const uint8_t not3[9] = {1, 1, 1, 0, 0, 0, 2, 2, 2};
	uint8_t out[16];

	rbt_rule_column_logic(RBT_RULE_AND, a, b, 9, out);
	T_OK(memcmp(out, and3, 9) == 0);
	rbt_rule_column_logic(RBT_RULE_OR, a, b, 9, out);
	T_OK(memcmp(out, or3, 9) == 0);
	rbt_rule_column_logic(RBT_RULE_NOT, a, a, 9, out);
	T_OK(memcmp(out, not3, 9) == 0);
}

static void
test_compare(void)
{
	static const double a[8] = {1, 2, 3, N, 2, N};
	static const double b[8] = {2, 2, 2, 2, N, N};
	static const struct {
		uint8_t kind, want[6];
	} cases[] = {
	    {RBT_RULE_LT, {1, 0, 0, 2, 2, 2}},
	    {RBT_RULE_LE, {1, 1, 0, 2, 2, 2}},
	    {RBT_RULE_GT, {0, 0, 1, 2, 2, 2}},
	    {RBT_RULE_GE, {0, 1, 1, 2, 2, 2}},
	    {RBT_RULE_EQ, {0, 1, 0, 2, 2, 2}},
	    {RBT_RULE_NE, {1, 0, 1, 2, 2, 2}},
	};
	uint8_t out[8];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		rbt_rule_column_compare(cases[i].kind, a, b, 6, out);
		T_OK(memcmp(out, cases[i].want, 6) == 0);
	}
}

/* Every relation behind every other: L E G U in the order of the enum. */
static void
test_crossing(void)
{
	static const double side[4] = {1, 2, 3, N};
	static const uint8_t over[4][4] = {{0, 0, 1, 2}, {0, 0, 1, 2},
	    {0, 0, 0, 2}, {2, 2, 2, 2}};
	static const uint8_t under[4][4] = {{0, 0, 0, 2}, {1, 0, 0, 2},
	    {1, 0, 0, 2}, {2, 2, 2, 2}};
	double a[8] = {0}, b[8] = {2, 2};
	uint8_t room[32], *rel = room + 8, out[8];

	for (int i = 0; i < 4; i++)
		for (int j = 0; j < 4; j++) {
			uint8_t either = over[i][j] | under[i][j];

			a[0] = side[i];
			a[1] = side[j];
			memset(room, 3, sizeof(room));
			rbt_rule_column_relation(a, b, 2, rel);
			T_INT(rel[0], i);
			rbt_rule_column_crossing(RBT_RULE_CROSSOVER, rel, 2,
			    out);
			T_INT(out[0], 2);
			T_INT(out[1], over[i][j]);
			rbt_rule_column_crossing(RBT_RULE_CROSSUNDER, rel, 2,
			    out);
			T_INT(out[1], under[i][j]);
			rbt_rule_column_crossing(RBT_RULE_CROSS, rel, 2, out);
			T_INT(out[1], either);
		}
}

static double
binary(uint8_t kind, double a, double b)
{
	double out;

	rbt_rule_column_binary(kind, &a, &b, 1, &out);
	return out;
}

static double
unary(uint8_t kind, double a)
{
	double out;

	rbt_rule_column_unary(kind, &a, 1, &out);
	return out;
}

static void
test_arithmetic(void)
{
	T_NEAR(binary(RBT_RULE_ADD, 2, 3), 5, 0, 0);
	T_NEAR(binary(RBT_RULE_SUB, 2, 3), -1, 0, 0);
	T_NEAR(binary(RBT_RULE_MUL, 2, 3), 6, 0, 0);
	T_NEAR(binary(RBT_RULE_DIV, 3, 2), 1.5, 0, 0);
	T_NEAR(binary(RBT_RULE_DIV, 3, 0), N, 0, 0);
	T_NEAR(binary(RBT_RULE_DIV, 0, 0), N, 0, 0);
	T_NEAR(binary(RBT_RULE_MUL, 1e200, 1e200), N, 0, 0);
	T_NEAR(binary(RBT_RULE_ADD, N, 3), N, 0, 0);
	T_NEAR(binary(RBT_RULE_MOD, 7, 3), 1, 0, 0);
	T_NEAR(binary(RBT_RULE_MOD, -7, 3), 2, 0, 0);
	T_NEAR(binary(RBT_RULE_MOD, 7, -3), -2, 0, 0);
	T_NEAR(binary(RBT_RULE_MOD, -6, 3), 0, 0, 0);
	T_NEAR(binary(RBT_RULE_MOD, 6, 0), N, 0, 0);
	T_NEAR(binary(RBT_RULE_MIN, 2, 3), 2, 0, 0);
	T_NEAR(binary(RBT_RULE_MIN, 2, N), N, 0, 0);
	T_NEAR(binary(RBT_RULE_MAX, 2, 3), 3, 0, 0);
	T_NEAR(binary(RBT_RULE_MAX, N, 3), N, 0, 0);
	T_NEAR(unary(RBT_RULE_NEG, 2), -2, 0, 0);
	T_NEAR(unary(RBT_RULE_ABS, -2), 2, 0, 0);
	T_NEAR(unary(RBT_RULE_LOG, 1), 0, 0, 0);
	T_NEAR(unary(RBT_RULE_LOG, 0), N, 0, 0);
	T_NEAR(unary(RBT_RULE_LOG, -1), N, 0, 0);
	T_NEAR(unary(RBT_RULE_EXP, 1), 2.718281828459045, 1e-15, 0);
	T_NEAR(unary(RBT_RULE_EXP, 1000), N, 0, 0);
	T_NEAR(unary(RBT_RULE_SQRT, 9), 3, 0, 0);
	T_NEAR(unary(RBT_RULE_SQRT, -1), N, 0, 0);
}

static void
test_choice(void)
{
	static const uint8_t c[3] = {1, 0, 2}, p[3] = {1, 2, 1},
			     q[3] = {0, 1, 0};
	static const double a[3] = {1, N, 3}, b[3] = {N, 5, 6};
	uint8_t cond[8];
	double out[3];

	rbt_rule_column_choose(c, a, b, 3, out);
	T_NEAR(out[0], 1, 0, 0);
	T_NEAR(out[1], 5, 0, 0);
	T_NEAR(out[2], N, 0, 0);
	rbt_rule_column_choose_condition(c, p, q, 3, cond);
	T_INT(cond[0], 1);
	T_INT(cond[1], 1);
	T_INT(cond[2], 2);
}

static void
test_marks(void)
{
	static const uint8_t c[8] = {0, 1, 2, 1}, rel[8] = {0, 1, 2, 3, 1};
	uint8_t bits[8] = {0};

	rbt_rule_column_mark(c, 3, 4, bits);
	T_INT(bits[0], 0);
	T_INT(bits[1], 8);
	T_INT(bits[2], 0);
	T_INT(bits[3], 8);
	rbt_rule_column_mark_equal(rel, 4, 5, bits);
	T_INT(bits[1], 24);
	T_INT(bits[2], 0);
	T_INT(bits[3], 8);
	T_INT(bits[4], 16);
}

/* 2^53 + 1 units of 1e-8: halves of the last bit go to even; the neighbours
 * of these prices are 2^-26 apart, the values are from Python's fractions. */
static void
test_prices(void)
{
	static const int64_t px[3] = {10, 9007199254740993,
	    9223372036854775807};
	double out[3];

	rbt_rule_column_prices(px, 3, out);
	T_NEAR(out[0], 1e-7, 0, 0);
	T_NEAR(out[1], 90071992.54740993, 0, 0);
	T_NEAR(out[2], 92233720368.54775807, 0, 0);
}

int
main(void)
{
	test_logic();
	test_compare();
	test_crossing();
	test_arithmetic();
	test_choice();
	test_marks();
	test_prices();
	T_DONE(3 + 6 + 16 * 5 + 26 + 6 + 8 + 3);
}
