/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "research/space.h"

#include "harness/search.h"
#include "harness/t.h"

static struct rbt_err err;

static void
test_axes(void)
{
	static const char *const params[] = {"slow=4..8:4", "fast=3"};
	char text[RBT_DEC_MAX];
	struct t_search t;
	struct rbt_space *s = &t.search.space;
	struct rbt_point p;

	T_INT(t_search_init(&t, t_search_rule, NULL, 0, &err), 0);
	T_INT(s->n_axes, 2);
	T_INT(s->size, 9);
	rbt_space_grid(s, 5, &p);
	T_STR(rbt_space_text(s, 0, &p, text), "3");
	T_STR(rbt_space_text(s, 1, &p, text), "8");
	T_INT(rbt_space_index(s, &p), 5);
	t_search_release(&t);
	T_INT(t_search_init(&t, t_search_rule, params, 2, &err), 0);
	T_INT(s->n_axes, 1);
	T_INT(s->size, 2);
	T_STR(s->axis[0].name, "slow");
	rbt_space_grid(s, 1, &p);
	T_NEAR(rbt_space_value(s, 0, &p), 8, 0, 0);
	T_NEAR(rbt_rule_param_at(t.rule, 0)->value, 3, 0, 0);
	t_search_release(&t);
	/* 0.1 + 2 x 0.1 is 0.3 */
	T_INT(t_search_init(&t,
		  "param x = 0.1 in 0.1..0.5 step 0.1\n"
		  "enter long when close > x\nsize 1 units\n",
		  NULL, 0, &err),
	    0);
	T_INT(s->size, 5);
	rbt_space_grid(s, 2, &p);
	T_STR(rbt_space_text(s, 0, &p, text), "0.3");
	T_OK(rbt_space_value(s, 0, &p) == 0.3);
	t_search_release(&t);
}

static void
refuse(const char *a, const char *b, const char *want)
{
	const char *params[] = {a, b};
	struct t_search t;

	T_INT(t_search_init(&t, t_search_rule, params, b ? 2 : 1, &err), -1);
	T_STR(err.msg, want);
	T_INT(err.code, RBT_E_USAGE);
	rbt_err_clear(&err);
	t_search_release(&t);
}

/* Every part of every axis is met once; the same seed gives the same points,
 * another one others. */
static void
test_hypercube(void)
{
	struct rbt_space s = {.axis = {{"a", 0, 1, 10}, {"b", 0, 1, 100}},
	    .n_axes = 2,
	    .size = 1000};
	unsigned a[10] = {0}, b[100] = {0}, moved = 0;
	struct rbt_point p, q, other;
	bool even = true;

	for (uint64_t i = 0; i < 100; i++) {
		rbt_space_lhs(&s, 7, i, 100, &p);
		rbt_space_lhs(&s, 7, i, 100, &q);
		rbt_space_lhs(&s, 8, i, 100, &other);
		even = even && rbt_space_compare(&s, &p, &q) == 0;
		moved += rbt_space_compare(&s, &p, &other) != 0;
		a[p.at[0]]++;
		b[p.at[1]]++;
	}
	for (size_t i = 0; i < 100; i++)
		even = even && a[i / 10] == 10 && b[i] == 1;
	T_OK(even);
	T_OK(moved > 90);
	/* any number of points, also one that is no power of four */
	for (uint64_t n = 1; n < 70; n++) {
		uint64_t seen = 0, all = 0;

		s.axis[0].n = n;
		for (uint64_t i = 0; i < n && n < 64; i++) {
			rbt_space_lhs(&s, 3, i, n, &p);
			seen |= (uint64_t)1 << p.at[0];
			all |= (uint64_t)1 << i;
		}
		T_OK(seen == all);
	}
}

/* 10000 draws of ten values: each within five standard deviations of 1000. */
static void
test_random(void)
{
	struct rbt_space s = {.axis = {{"a", 0, 1, 10}},
	    .n_axes = 1,
	    .size = 10};
	unsigned a[10] = {0}, same = 0;
	struct rbt_point p, q;

	for (uint64_t i = 0; i < 10000; i++) {
		rbt_space_random(&s, 1, i, 0, &p);
		rbt_space_random(&s, 1, i, 1, &q);
		a[p.at[0]]++;
		same += p.at[0] == q.at[0];
	}
	for (size_t i = 0; i < 10; i++)
		T_NEAR(a[i], 1000, 0, 150);
	T_NEAR(same, 1000, 0, 150);
	rbt_space_random(&s, 1, 77, 3, &p);
	rbt_space_random(&s, 1, 77, 3, &q);
	T_INT(rbt_space_compare(&s, &p, &q), 0);
	p.at[0] = 3;
	q.at[0] = 4;
	T_INT(rbt_space_compare(&s, &p, &q), -1);
	T_INT(rbt_space_compare(&s, &q, &p), 1);
}

int
main(void)
{
	test_axes();
	refuse("fast", NULL,
	    "--param: expected NAME=VALUE or NAME=LO..HI:STEP, got 'fast'");
	refuse("fats=3", NULL,
	    "t.rule has no parameter 'fats'; did you mean 'fast'?");
	refuse("fast=3", "fast=2..3", "parameter fast: given twice");
	refuse("fast=3..x", NULL, "parameter fast: expected a number, got 'x'");
	refuse("fast=4..3", NULL,
	    "parameter fast: expected a range of decimals with a step above 0");
	refuse("fast=2..4:0", NULL,
	    "parameter fast: 0 is outside 1e-08..90000000000");
	test_hypercube();
	test_random();
	T_STR(err.msg, "");
	T_DONE(16 + 18 + 2 + 69 + 14 + 1);
}
