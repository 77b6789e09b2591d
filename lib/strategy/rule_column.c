/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The loops over columns.  Numbers are doubles with NaN for undefined; a result
 * that is not finite is undefined too.  Conditions and relations are bytes and
 * go eight at a time through a 64-bit word, bit by bit the same in each byte,
 * so the order of bytes in a word does not matter.  Comparisons make them eight
 * at a time, too.
 */
#include <math.h>
#include <string.h>

#include "core/dec.h"
#include "strategy/rule_internal.h"

#define ONES UINT64_C(0x0101010101010101)

/* x, NaN if it is infinite. */
static inline double
finite(double x)
{
	return x + (x - x);
}

/* a - b floor(a / b), which has the sign of b. */
static double
modulo(double a, double b)
{
	double m = fmod(a, b);

	return m != 0 && (m < 0) != (b < 0) ? m + b : m;
}

static inline double
smaller(double a, double b)
{
	return isunordered(a, b) ? (double)NAN : a < b ? a : b;
}

static inline double
larger(double a, double b)
{
	return isunordered(a, b) ? (double)NAN : a > b ? a : b;
}

#define ROWS(expr)                                                             \
	do {                                                                   \
		for (size_t i = 0; i < n; i++)                                 \
			out[i] = (expr);                                       \
	} while (0)

void
rbt_rule_column_binary(uint8_t kind, const double *restrict a,
    const double *restrict b, size_t n, double *restrict out)
{
	switch (kind) {
	case RBT_RULE_ADD:
		ROWS(finite(a[i] + b[i]));
		break;
	case RBT_RULE_SUB:
		ROWS(finite(a[i] - b[i]));
		break;
	case RBT_RULE_MUL:
		ROWS(finite(a[i] * b[i]));
		break;
	case RBT_RULE_DIV:
		ROWS(finite(a[i] / b[i]));
		break;
	case RBT_RULE_MOD:
		ROWS(modulo(a[i], b[i]));
		break;
	case RBT_RULE_MIN:
		ROWS(smaller(a[i], b[i]));
		break;
	case RBT_RULE_MAX:
		ROWS(larger(a[i], b[i]));
		break;
	default:
		RBT_BUG_IF(true);
	}
}

void
rbt_rule_column_unary(uint8_t kind, const double *restrict a, size_t n,
    double *restrict out)
{
	switch (kind) {
	case RBT_RULE_NEG:
		ROWS(-a[i]);
		break;
	case RBT_RULE_ABS:
		ROWS(fabs(a[i]));
		break;
	case RBT_RULE_LOG:
		ROWS(finite(log(a[i])));
		break;
	case RBT_RULE_EXP:
		ROWS(finite(exp(a[i])));
		break;
	case RBT_RULE_SQRT:
		ROWS(sqrt(a[i]));
		break;
	default:
		RBT_BUG_IF(true);
	}
}

static inline uint64_t
load(const uint8_t *p)
{
	uint64_t w;

	memcpy(&w, p, sizeof(w));
	return w;
}

static inline void
store(uint8_t *p, uint64_t w)
{
	memcpy(p, &w, sizeof(w));
}

/* Two rows of numbers, and a comparison of them: all bits or none. */
typedef double pair __attribute__((vector_size(16)));
typedef int64_t mask __attribute__((vector_size(16)));

static inline pair
rows(const double *p)
{
	pair v;

	memcpy(&v, p, sizeof(v));
	return v;
}

/* 1 in byte i of a word where row i of eight is set. */
static inline uint64_t
eight(mask m0, mask m1, mask m2, mask m3)
{
	static const uint8_t place[4][16] = {
	    {[0] = 1, [9] = 1},
	    {[2] = 1, [11] = 1},
	    {[4] = 1, [13] = 1},
	    {[6] = 1, [15] = 1},
	};
	mask at[4];
	uint64_t half[2];

	memcpy(at, place, sizeof(at));
	at[0] = (m0 & at[0]) | (m1 & at[1]) | (m2 & at[2]) | (m3 & at[3]);
	memcpy(half, at, sizeof(half));
	return half[0] | half[1];
}

#define EIGHT(op)                                                              \
	eight(rows(a + i) op rows(b + i), rows(a + i + 2) op rows(b + i + 2),  \
	    rows(a + i + 4) op rows(b + i + 4),                                \
	    rows(a + i + 6) op rows(b + i + 6))

#define WORDS(expr)                                                            \
	do {                                                                   \
		for (size_t i = 0; i < n; i += 8)                              \
			store(out + i, (expr));                                \
	} while (0)

/* Neither yes nor no is unknown. */
static inline uint64_t
verdict(uint64_t yes, uint64_t no)
{
	return yes | (ONES ^ yes ^ no) << 1;
}

void
rbt_rule_column_compare(uint8_t kind, const double *restrict a,
    const double *restrict b, size_t n, uint8_t *restrict out)
{
	switch (kind) {
	case RBT_RULE_LT:
		WORDS(verdict(EIGHT(<), EIGHT(>=)));
		break;
	case RBT_RULE_LE:
		WORDS(verdict(EIGHT(<=), EIGHT(>)));
		break;
	case RBT_RULE_GT:
		WORDS(verdict(EIGHT(>), EIGHT(<=)));
		break;
	case RBT_RULE_GE:
		WORDS(verdict(EIGHT(>=), EIGHT(<)));
		break;
	case RBT_RULE_EQ:
		WORDS(verdict(EIGHT(==), EIGHT(<) | EIGHT(>)));
		break;
	case RBT_RULE_NE:
		WORDS(verdict(EIGHT(<) | EIGHT(>), EIGHT(==)));
		break;
	default:
		RBT_BUG_IF(true);
	}
}

static inline uint64_t
relation(uint64_t less, uint64_t equal, uint64_t greater)
{
	uint64_t undefined = ONES ^ less ^ equal ^ greater;

	return equal | greater << 1 | undefined * RBT_RULE_UNDEFINED;
}

void
rbt_rule_column_relation(const double *restrict a, const double *restrict b,
    size_t n, uint8_t *restrict out)
{
	WORDS(relation(EIGHT(<), EIGHT(==), EIGHT(>)));
}

/* 1 in each byte that is not 0. */
static inline uint64_t
not_false(uint64_t w)
{
	return (w | w >> 1) & ONES;
}

static inline uint64_t
logic_and(uint64_t a, uint64_t b)
{
	uint64_t yes = a & b & ONES;
	uint64_t open = not_false(a) & not_false(b) & ~yes;

	return yes | open << 1;
}

static inline uint64_t
logic_or(uint64_t a, uint64_t b)
{
	uint64_t yes = (a | b) & ONES;
	uint64_t open = (a | b) >> 1 & ONES & ~yes;

	return yes | open << 1;
}

static inline uint64_t
logic_not(uint64_t a)
{
	return (not_false(a) ^ ONES) | (a & ONES << 1);
}

void
rbt_rule_column_logic(uint8_t kind, const uint8_t *a, const uint8_t *b,
    size_t n, uint8_t *out)
{
	switch (kind) {
	case RBT_RULE_AND:
		WORDS(logic_and(load(a + i), load(b + i)));
		break;
	case RBT_RULE_OR:
		WORDS(logic_or(load(a + i), load(b + i)));
		break;
	case RBT_RULE_NOT:
		WORDS(logic_not(load(a + i)));
		break;
	default:
		RBT_BUG_IF(true);
	}
}

void
rbt_rule_column_choose(const uint8_t *c, const double *a, const double *b,
    size_t n, double *out)
{
	ROWS(c[i] == 1 ? a[i] : c[i] == 0 ? b[i] : (double)NAN);
}

void
rbt_rule_column_choose_condition(const uint8_t *c, const uint8_t *a,
    const uint8_t *b, size_t n, uint8_t *out)
{
	ROWS(c[i] == 1 ? a[i] : c[i] == 0 ? b[i] : (uint8_t)2);
}

/*
 * The relation of this bar and of the one before, 2 bits each (low, high):
 * LESS 00, EQUAL 10, GREATER 01, UNDEFINED 11.
 */
static inline uint64_t
crossing(uint8_t kind, uint64_t now, uint64_t before)
{
	uint64_t lo = now & ONES, hi = now >> 1 & ONES;
	uint64_t plo = before & ONES, phi = before >> 1 & ONES;
	uint64_t over = hi & ~lo & ~phi;
	uint64_t under = ~hi & ~lo & (plo ^ phi);
	uint64_t open = (lo & hi) | (plo & phi);
	uint64_t yes = kind == RBT_RULE_CROSSOVER    ? over
		       : kind == RBT_RULE_CROSSUNDER ? under
						     : over | under;

	return (yes & ONES) | open << 1;
}

void
rbt_rule_column_crossing(uint8_t kind, const uint8_t *rel, size_t n,
    uint8_t *out)
{
	switch (kind) {
	case RBT_RULE_CROSSOVER:
		WORDS(crossing(RBT_RULE_CROSSOVER, load(rel + i),
		    load(rel + i - 1)));
		break;
	case RBT_RULE_CROSSUNDER:
		WORDS(crossing(RBT_RULE_CROSSUNDER, load(rel + i),
		    load(rel + i - 1)));
		break;
	case RBT_RULE_CROSS:
		WORDS(
		    crossing(RBT_RULE_CROSS, load(rel + i), load(rel + i - 1)));
		break;
	default:
		RBT_BUG_IF(true);
	}
}

void
rbt_rule_column_mark(const uint8_t *c, unsigned bit, size_t n, uint8_t *bits)
{
	for (size_t i = 0; i < n; i += 8)
		store(bits + i, load(bits + i) | (load(c + i) & ONES) << bit);
}

void
rbt_rule_column_mark_equal(const uint8_t *rel, unsigned bit, size_t n,
    uint8_t *bits)
{
	for (size_t i = 0; i < n; i += 8) {
		uint64_t r = load(rel + i);

		store(bits + i, load(bits + i) | (r & ~(r >> 1) & ONES) << bit);
	}
}

void
rbt_rule_column_prices(const int64_t *px, size_t n, double *out)
{
	const int64_t two53 = INT64_C(1) << 53;

	for (size_t i = 0; i < n; i++)
		out[i] = px[i] <= two53 && px[i] >= -two53
			     ? (double)px[i] / (double)RBT_DEC_ONE
			     : rbt_px_to_f64((rbt_px){px[i]});
}
