/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "research/space.h"

#include "core/dec.h"
#include "core/mem.h"
#include "core/num.h"
#include "core/rng.h"

/* An axis from the numbers of a range; err names the parameter. */
static int
make_axis(struct rbt_axis *a, const char *name, double min, double max,
    double step, struct rbt_err *err)
{
	int64_t lo, hi, by;

	if (!rbt_dec_from_f64(min, &lo) || !rbt_dec_from_f64(max, &hi) ||
	    !rbt_dec_from_f64(step, &by) || by <= 0 || hi < lo)
		return rbt_err_set(err, RBT_E_USAGE,
		    "parameter %s: expected a range of decimals with a step "
		    "above 0",
		    name);
	*a = (struct rbt_axis){name, lo, by,
	    (uint64_t)(hi - lo) / (uint64_t)by + 1};
	return 0;
}

/* A number of a range; the rule's own range holds it. */
static int
bound(const struct rbt_rule_param *p, const char *text, size_t len, double *out,
    struct rbt_err *err)
{
	struct rbt_err why = {0};
	double min = p->has_range ? p->min : -9e10;
	double max = p->has_range ? p->max : 9e10;

	if (rbt_num_f64(text, len, min, max, out, &why) != 0)
		return rbt_err_set(err, RBT_E_USAGE, "parameter %s: %s",
		    p->name, why.msg);
	return 0;
}

/* LO..HI or LO..HI:STEP; `dots` points into text. */
static int
parse_range(struct rbt_space *s, const struct rbt_rule_param *p,
    const char *text, const char *dots, struct rbt_err *err)
{
	const char *high = dots + 2, *colon = strchr(high, ':');
	struct rbt_err why = {0};
	double lo, hi, step = p->has_range ? p->step : 1;

	if (bound(p, text, (size_t)(dots - text), &lo, err) != 0 ||
	    bound(p, high, colon ? (size_t)(colon - high) : strlen(high), &hi,
		err) != 0)
		return -1;
	if (colon && rbt_num_f64(colon + 1, strlen(colon + 1), 1e-8, 9e10,
			 &step, &why) != 0)
		return rbt_err_set(err, RBT_E_USAGE, "parameter %s: %s",
		    p->name, why.msg);
	return make_axis(&s->axis[s->n_axes++], p->name, lo, hi, step, err);
}

static const struct rbt_rule_param *
find_param(const struct rbt_rule *rule, const char *name, size_t len)
{
	const struct rbt_rule_param *p;

	for (size_t i = 0; (p = rbt_rule_param_at(rule, i)) != NULL; i++)
		if (strlen(p->name) == len && memcmp(p->name, name, len) == 0)
			return p;
	return NULL;
}

/* The text that speaks of parameter `name`; *again if there are two. */
static const char *
find_text(const char *name, const char *const *params, size_t n, bool *again)
{
	const char *found = NULL;
	size_t len = strlen(name);

	for (size_t i = 0; i < n; i++) {
		if (strncmp(params[i], name, len) != 0 || params[i][len] != '=')
			continue;
		*again = found != NULL;
		found = params[i] + len + 1;
	}
	return found;
}

/* Every text is of a parameter that there is. */
static int
check_names(struct rbt_rule *rule, const char *const *params, size_t n,
    struct rbt_err *err)
{
	char quoted[RBT_ERR_QUOTE], *name;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < n; i++) {
		size_t len = strcspn(params[i], "=");

		if (params[i][len] != '=')
			return rbt_err_set(err, RBT_E_USAGE,
			    "--param: expected NAME=VALUE or NAME=LO..HI:STEP, "
			    "got '%s'",
			    rbt_err_quote(params[i], len, quoted));
		if (find_param(rule, params[i], len))
			continue;
		/* Its message names the nearest one. */
		name = rbt_xstrndup(params[i], len);
		rc = rbt_rule_set(rule, name, "0", err);
		free(name);
	}
	return rc;
}

int
rbt_space_init(struct rbt_space *s, struct rbt_rule *rule,
    const char *const *params, size_t n, struct rbt_err *err)
{
	const struct rbt_rule_param *p;

	*s = (struct rbt_space){.size = 1};
	if (check_names(rule, params, n, err) != 0)
		return -1;
	for (size_t i = 0; (p = rbt_rule_param_at(rule, i)) != NULL; i++) {
		bool again = false;
		const char *text = find_text(p->name, params, n, &again);
		const char *dots = text ? strstr(text, "..") : NULL;
		int rc = 0;

		if (again)
			return rbt_err_set(err, RBT_E_USAGE,
			    "parameter %s: given twice", p->name);
		if (s->n_axes == RBT_SPACE_AXES)
			return rbt_err_set(err, RBT_E_USAGE,
			    "more than %d parameters with a range; set some "
			    "with -p",
			    RBT_SPACE_AXES);
		if (dots)
			rc = parse_range(s, p, text, dots, err);
		else if (text)
			rc = rbt_rule_set(rule, p->name, text, err);
		else if (p->has_range)
			rc = make_axis(&s->axis[s->n_axes++], p->name, p->min,
			    p->max, p->step, err);
		if (rc != 0)
			return -1;
	}
	for (size_t a = 0; a < s->n_axes; a++)
		if (__builtin_mul_overflow(s->size, s->axis[a].n, &s->size))
			s->size = UINT64_MAX;
	return 0;
}

void
rbt_space_grid(const struct rbt_space *s, uint64_t i, struct rbt_point *out)
{
	*out = (struct rbt_point){{0}};
	for (size_t a = s->n_axes; a-- > 0; i /= s->axis[a].n)
		out->at[a] = i % s->axis[a].n;
}

uint64_t
rbt_space_index(const struct rbt_space *s, const struct rbt_point *p)
{
	uint64_t i = 0;

	for (size_t a = 0; a < s->n_axes; a++)
		i = i * s->axis[a].n + p->at[a];
	return i;
}

void
rbt_space_random(const struct rbt_space *s, uint64_t seed, uint64_t i,
    unsigned attempt, struct rbt_point *out)
{
	char name[64];
	struct rbt_rng rng;

	*out = (struct rbt_point){{0}};
	snprintf(name, sizeof name, "point %llu.%u", (unsigned long long)i,
	    attempt);
	rbt_rng_init(&rng, seed, name);
	for (size_t a = 0; a < s->n_axes; a++)
		out->at[a] = rbt_rng_below(&rng, s->axis[a].n);
}

/*
 * Where i goes in a random order of 0 .. n-1, without keeping the order: a
 * Feistel network permutes the next power of four, and is walked on until it
 * falls below n (Black and Rogaway, "Ciphers with Arbitrary Finite Domains",
 * 2002).
 */
static uint64_t
shuffle(uint64_t i, uint64_t n, const uint32_t key[2])
{
	unsigned half = 1;

	while (half < 32 && (uint64_t)1 << (2 * half) < n)
		half++;
	do {
		uint64_t mask = ((uint64_t)1 << half) - 1;
		uint64_t left = i >> half, right = i & mask;

		for (uint32_t round = 0; round < 6; round++) {
			uint32_t in[4] = {(uint32_t)right, round, 0, 0}, out[4];
			uint64_t swap = right;

			rbt_rng_block(in, key, out);
			right = (left ^ out[0]) & mask;
			left = swap;
		}
		i = left << half | right;
	} while (i >= n);
	return i;
}

void
rbt_space_lhs(const struct rbt_space *s, uint64_t seed, uint64_t i, uint64_t n,
    struct rbt_point *out)
{
	char name[64];
	struct rbt_rng rng;

	*out = (struct rbt_point){{0}};
	for (size_t a = 0; a < s->n_axes; a++) {
		uint64_t part, levels = s->axis[a].n;
		uint32_t key[2];
		double u;

		snprintf(name, sizeof name, "hypercube %zu", a);
		rbt_rng_init(&rng, seed, name);
		key[0] = (uint32_t)rbt_rng_u64(&rng);
		key[1] = (uint32_t)rbt_rng_u64(&rng);
		part = shuffle(i, n, key);
		snprintf(name, sizeof name, "hypercube %zu.%llu", a,
		    (unsigned long long)i);
		rbt_rng_init(&rng, seed, name);
		u = ((double)part + rbt_rng_f64(&rng)) / (double)n;
		out->at[a] = (uint64_t)(u * (double)levels);
		if (out->at[a] >= levels)
			out->at[a] = levels - 1;
	}
}

static int64_t
value_e8(const struct rbt_space *s, size_t a, const struct rbt_point *p)
{
	return s->axis[a].min_e8 + s->axis[a].step_e8 * (int64_t)p->at[a];
}

double
rbt_space_value(const struct rbt_space *s, size_t a, const struct rbt_point *p)
{
	return rbt_px_to_f64((rbt_px){value_e8(s, a, p)});
}

const char *
rbt_space_text(const struct rbt_space *s, size_t a, const struct rbt_point *p,
    char out[RBT_DEC_MAX])
{
	rbt_dec_format(value_e8(s, a, p), RBT_DEC_DIGITS, out);
	return out;
}

int
rbt_space_compare(const struct rbt_space *s, const struct rbt_point *a,
    const struct rbt_point *b)
{
	for (size_t i = 0; i < s->n_axes; i++)
		if (a->at[i] != b->at[i])
			return a->at[i] < b->at[i] ? -1 : 1;
	return 0;
}

void
rbt_space_put(struct rbt_jsonw *w, const struct rbt_space *s)
{
	rbt_jsonw_arr_begin(w, "space");
	for (size_t a = 0; a < s->n_axes; a++) {
		const struct rbt_axis *x = &s->axis[a];

		rbt_jsonw_obj_begin(w, NULL);
		rbt_jsonw_str(w, "name", x->name);
		rbt_jsonw_dec(w, "min", x->min_e8, RBT_DEC_DIGITS);
		rbt_jsonw_dec(w, "max",
		    x->min_e8 + x->step_e8 * (int64_t)(x->n - 1),
		    RBT_DEC_DIGITS);
		rbt_jsonw_dec(w, "step", x->step_e8, RBT_DEC_DIGITS);
		rbt_jsonw_obj_end(w);
	}
	rbt_jsonw_arr_end(w);
}
