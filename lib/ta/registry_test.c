/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds for every indicator of the table. */
#include <stdbool.h>
#include <stdlib.h>

#include "harness/ta.h"

#define BARS 700

/* One set of inputs (high, low, close, or the close for a series) and
 * outputs. */
struct data {
	int64_t px[3][BARS];
	double f[3][BARS];
	double out[RBT_TA_MAX_OUT][BARS];
};

static const size_t periods[] = {1, 2, 3, 14, 55, 300, 90000};
#define N_PERIODS (sizeof(periods) / sizeof(periods[0]))

static void
set_param(const struct rbt_ta *ta, size_t period, double *param)
{
	for (size_t p = 0; p < ta->n_param; p++)
		param[p] = ta->param[p].whole ? (double)(period + p) : 2.5;
}

static void
fill(struct data *d, uint64_t seed)
{
	int64_t spread[BARS];

	ta_walk(seed, BARS, d->px[2]);
	ta_walk(seed + 1, BARS, spread);
	for (size_t i = 0; i < BARS; i++) {
		d->px[0][i] = d->px[2][i] + spread[i] % 100000000;
		d->px[1][i] = d->px[2][i] - spread[i] % 77000000;
		for (size_t c = 0; c < 3; c++)
			d->f[c][i] = (double)d->px[c][i] / 7e8;
	}
}

/* Runs over the first n bars of d in blocks of `step`. */
static void
run(const struct rbt_ta *ta, const double *param, struct data *d, bool px,
    size_t n, size_t step)
{
	struct rbt_ta_col in[3];

	for (size_t c = 0; c < 3; c++) {
		size_t from = ta->n_series ? 2 : c;

		in[c] = (struct rbt_ta_col){px ? d->px[from] : NULL,
		    px ? NULL : d->f[from]};
	}
	ta_run(ta->name, param, in, n, step,
	    (double *[]){d->out[0], d->out[1], d->out[2]});
}

/* The first bar (of n) at which the outputs of a and b differ in a bit. */
static size_t
first_difference(const struct rbt_ta *ta, const struct data *a,
    const struct data *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t o = 0; o < ta->n_out; o++)
			if (memcmp(&a->out[o][i], &b->out[o][i], 8) != 0)
				return i;
	return n;
}

/* Any cut into blocks gives the same bits. */
static void
check_blocks(const struct rbt_ta *ta, const double *param, struct data *a,
    struct data *b, bool px)
{
	static const size_t steps[] = {1, 2, 3, 5, 7, 13, 512, 1000};

	run(ta, param, a, px, BARS, BARS);
	for (size_t s = 0; s < sizeof(steps) / sizeof(steps[0]); s++) {
		memset(b->out, 0, sizeof(b->out));
		run(ta, param, b, px, BARS, steps[s]);
		T_INT(first_difference(ta, a, b, BARS), BARS);
	}
}

/* What comes after a bar changes nothing up to it. */
static void
check_future(const struct rbt_ta *ta, const double *param, struct data *a,
    struct data *b, bool px)
{
	struct data *c = malloc(sizeof(*c));
	size_t cuts[] = {1, 60, 333, BARS - 1};

	run(ta, param, a, px, BARS, BARS);
	for (size_t k = 0; k < 4; k++) {
		*c = *b; /* other data, same beginning */
		for (size_t j = 0; j < 3; j++) {
			memcpy(c->px[j], a->px[j], cuts[k] * 8);
			memcpy(c->f[j], a->f[j], cuts[k] * 8);
		}
		run(ta, param, c, px, BARS, BARS);
		T_INT(first_difference(ta, a, c, cuts[k]), cuts[k]);
	}
	free(c);
}

/* The outputs begin where warmup says, all of them, and have no gap. */
static void
check_warmup(const struct rbt_ta *ta, const double *param, struct data *a,
    bool px)
{
	size_t first = ta->warmup(param), wrong = 0;

	run(ta, param, a, px, BARS, BARS);
	for (size_t i = 0; i < BARS; i++)
		for (size_t o = 0; o < ta->n_out; o++)
			wrong += (isnan(a->out[o][i]) != 0) != (i < first);
	T_INT(wrong, 0);
}

/* Behind an undefined bar all goes as if the data began there. */
static void
check_restart(const struct rbt_ta *ta, const double *param, struct data *a,
    struct data *b, size_t hole)
{
	size_t rest = BARS - hole - 1, wrong = 0;
	double kept = a->f[1][hole], close = a->f[2][hole];

	a->f[ta->n_series ? 2 : 1][hole] = hole % 2 ? N : (double)INFINITY;
	run(ta, param, a, false, BARS, 13);
	a->f[1][hole] = kept;
	a->f[2][hole] = close;
	for (size_t c = 0; c < 3; c++)
		memcpy(b->f[c], a->f[c] + hole + 1, rest * 8);
	run(ta, param, b, false, rest, rest);
	for (size_t o = 0; o < ta->n_out; o++) {
		T_OK(isnan(a->out[o][hole]));
		wrong += memcmp(a->out[o] + hole + 1, b->out[o], rest * 8) != 0;
	}
	T_INT(wrong, 0);
}

static void
test_all(const struct rbt_ta *ta)
{
	struct data *a = calloc(1, sizeof(*a)), *b = calloc(1, sizeof(*b));
	double param[RBT_TA_MAX_PARAM];

	for (size_t p = 0; p < N_PERIODS; p++) {
		set_param(ta, periods[p], param);
		for (int px = 0; px < 2; px++) {
			fill(a, 5);
			*b = *a;
			check_blocks(ta, param, a, b, px);
			fill(b, 77);
			check_future(ta, param, a, b, px);
			check_warmup(ta, param, a, px);
		}
		fill(a, 5);
		check_restart(ta, param, a, b, 9);
		check_restart(ta, param, a, b, 100);
		for (size_t i = 3; i < BARS; i += 3 + i % 97)
			a->f[2][i] = N;
		*b = *a;
		check_blocks(ta, param, a, b, false);
	}
	free(a);
	free(b);
}

static void
test_table(void)
{
	const struct rbt_ta *ta;
	const char *before = "";
	size_t n = 0;

	for (; (ta = rbt_ta_at(n)) != NULL; n++) {
		T_OK(strcmp(before, ta->name) < 0); /* no name twice */
		T_OK(rbt_ta_find(ta->name, strlen(ta->name)) == ta);
		T_OK(strlen(ta->summary) > 0 && strlen(ta->summary) < 70);
		T_OK((ta->n_out > 1) == (ta->out_name[0] != NULL));
		T_OK(ta->n_series + strlen(ta->bars) <= RBT_TA_MAX_IN);
		before = ta->name;
	}
	T_INT(n, 11);
	T_OK(rbt_ta_find("sma2", 3) == rbt_ta_find("sma", 3));
	T_OK(rbt_ta_find("sma", 2) == NULL);
	T_OK(rbt_ta_find("SMA", 3) == NULL);
	rbt_ta_free(NULL);
}

int
main(void)
{
	test_table();
	for (size_t i = 0; rbt_ta_at(i) != NULL; i++)
		test_all(rbt_ta_at(i));
	/* 11 indicators with 15 outputs in all. */
	T_DONE(
	    11 * 5 + 4 + (int)N_PERIODS * (11 * (2 * 13 + 8) + 2 * (15 + 11)));
}
