/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "research/objective.h"

#include "core/near.h"
#include "core/num.h"

enum op {
	NUMBER,
	FIGURE,
	ADD,
	SUB,
	MUL,
	DIV,
	NEG,
	MIN,
	MAX,
	ABS,
	SQRT,
	LOG,
	OPEN, /* a parenthesis that waits for its end */
};

static const struct {
	const char *name;
	size_t offset;
} figures[] = {
    {"sharpe", offsetof(struct rbt_metrics, sharpe)},
    {"sortino", offsetof(struct rbt_metrics, sortino)},
    {"calmar", offsetof(struct rbt_metrics, calmar)},
    {"omega", offsetof(struct rbt_metrics, omega)},
    {"return", offsetof(struct rbt_metrics, total_return)},
    {"total_return", offsetof(struct rbt_metrics, total_return)},
    {"cagr", offsetof(struct rbt_metrics, cagr)},
    {"volatility", offsetof(struct rbt_metrics, volatility)},
    {"max_drawdown", offsetof(struct rbt_metrics, max_drawdown)},
    {"time_under_water", offsetof(struct rbt_metrics, time_under_water)},
    {"ulcer_index", offsetof(struct rbt_metrics, ulcer_index)},
    {"var_95", offsetof(struct rbt_metrics, var_95)},
    {"var_99", offsetof(struct rbt_metrics, var_99)},
    {"cvar_95", offsetof(struct rbt_metrics, cvar_95)},
    {"cvar_99", offsetof(struct rbt_metrics, cvar_99)},
    {"skew", offsetof(struct rbt_metrics, skew)},
    {"kurtosis", offsetof(struct rbt_metrics, kurtosis)},
    {"tail_ratio", offsetof(struct rbt_metrics, tail_ratio)},
    {"alpha", offsetof(struct rbt_metrics, alpha)},
    {"beta", offsetof(struct rbt_metrics, beta)},
    {"win_rate", offsetof(struct rbt_metrics, trades.win_rate)},
    {"profit_factor", offsetof(struct rbt_metrics, trades.profit_factor)},
    {"expectancy", offsetof(struct rbt_metrics, trades.expectancy)},
    {"payoff", offsetof(struct rbt_metrics, trades.payoff)},
    {"sqn", offsetof(struct rbt_metrics, trades.sqn)},
    {"kelly", offsetof(struct rbt_metrics, trades.kelly)},
    {"exposure", offsetof(struct rbt_metrics, exposure)},
    {"turnover", offsetof(struct rbt_metrics, turnover)},
};

#define N_FIGURES (sizeof figures / sizeof *figures)

static const struct {
	const char *name;
	uint8_t op, args;
} functions[] = {
    {"min", MIN, 2},
    {"max", MAX, 2},
    {"abs", ABS, 1},
    {"sqrt", SQRT, 1},
    {"log", LOG, 1},
};

#define N_FUNCTIONS (sizeof functions / sizeof *functions)

/* An operator that waits for its right side, or an open parenthesis. */
struct pending {
	uint8_t op;
	uint8_t function; /* OPEN: of which, 1 + its number; 0: of none */
	uint8_t commas;
};

struct parser {
	const char *text, *at;
	struct rbt_objective *out;
	struct pending stack[RBT_OBJECTIVE_DEPTH];
	size_t depth;
	bool operand; /* one is expected next */
	struct rbt_err *err;
};

static int
fail(struct parser *p, const char *what)
{
	return rbt_err_set(p->err, RBT_E_USAGE, "--objective: column %zu: %s",
	    (size_t)(p->at - p->text) + 1, what);
}

static int
emit(struct parser *p, uint8_t op, uint8_t figure, double number)
{
	if (p->out->n == RBT_OBJECTIVE_OPS)
		return fail(p, "too long");
	p->out->at[p->out->n].op = op;
	p->out->at[p->out->n].figure = figure;
	p->out->at[p->out->n++].number = number;
	return 0;
}

static int
push(struct parser *p, uint8_t op, uint8_t function)
{
	if (p->depth == RBT_OBJECTIVE_DEPTH)
		return fail(p, "too deep");
	p->stack[p->depth++] = (struct pending){op, function, 0};
	return 0;
}

static int
rank(uint8_t op)
{
	return op == NEG ? 3 : op == MUL || op == DIV ? 2 : op == OPEN ? 0 : 1;
}

/* Sends out what waits and binds at least as tightly. */
static int
flush(struct parser *p, int least)
{
	while (p->depth > 0 && rank(p->stack[p->depth - 1].op) >= least)
		if (emit(p, p->stack[--p->depth].op, 0, 0) != 0)
			return -1;
	return 0;
}

static int
unknown(struct parser *p, size_t len)
{
	char quoted[RBT_ERR_QUOTE];
	char hint[RBT_NEAR_HINT];
	struct rbt_near near;

	rbt_near_init(&near, p->at, len);
	for (size_t i = 0; i < N_FIGURES; i++)
		rbt_near_offer(&near, figures[i].name);
	return rbt_err_set(p->err, RBT_E_USAGE, "--objective: no figure '%s'%s",
	    rbt_err_quote(p->at, len, quoted),
	    near.best ? rbt_near_hint(near.best, hint)
		      : "; see rbt-metrics(5)");
}

static int
take_word(struct parser *p)
{
	size_t len = strspn(p->at, "abcdefghijklmnopqrstuvwxyz_0123456789");

	for (uint8_t i = 0; i < N_FIGURES; i++)
		if (strlen(figures[i].name) == len &&
		    memcmp(figures[i].name, p->at, len) == 0) {
			p->at += len;
			p->operand = false;
			return emit(p, FIGURE, i, 0);
		}
	for (uint8_t i = 0; i < N_FUNCTIONS; i++)
		if (strlen(functions[i].name) == len &&
		    memcmp(functions[i].name, p->at, len) == 0) {
			p->at += len;
			if (*p->at != '(')
				return fail(p, "expected '('");
			p->at++;
			return push(p, OPEN, (uint8_t)(i + 1));
		}
	return unknown(p, len);
}

static int
take_operand(struct parser *p)
{
	size_t len = strspn(p->at, "0123456789.");
	double x;

	if (len > 0) {
		if (rbt_num_f64(p->at, len, 0, 1e300, &x, NULL) != 0)
			return fail(p, "expected a number");
		p->at += len;
		p->operand = false;
		return emit(p, NUMBER, 0, x);
	}
	if (*p->at >= 'a' && *p->at <= 'z')
		return take_word(p);
	if (*p->at == '-' || *p->at == '(') {
		uint8_t op = *p->at == '-' ? NEG : OPEN;

		p->at++;
		return push(p, op, 0);
	}
	return fail(p, "expected a figure or a number");
}

/* Behind an operand: ')' or ','. */
static int
take_end(struct parser *p, bool comma)
{
	struct pending *open;
	unsigned args;

	if (flush(p, 1) != 0)
		return -1;
	if (p->depth == 0)
		return fail(p, "no '(' before it");
	open = &p->stack[p->depth - 1];
	args = open->function ? functions[open->function - 1].args : 1;
	if (comma) {
		if (++open->commas >= args)
			return fail(p, "expected ')'");
		p->at++;
		p->operand = true;
		return 0;
	}
	if (open->commas + 1u < args)
		return fail(p, "expected ','");
	p->at++;
	p->depth--;
	return open->function ? emit(p, functions[open->function - 1].op, 0, 0)
			      : 0;
}

static int
take_operator(struct parser *p)
{
	static const char marks[] = "+-*/";
	const char *mark = strchr(marks, *p->at);
	uint8_t op;

	if (*p->at == ')' || *p->at == ',')
		return take_end(p, *p->at == ',');
	if (mark == NULL)
		return fail(p, "expected an operator");
	op = (uint8_t)(ADD + (mark - marks));
	if (flush(p, rank(op)) != 0)
		return -1;
	p->at++;
	p->operand = true;
	return push(p, op, 0);
}

int
rbt_objective_parse(const char *text, struct rbt_objective *out,
    struct rbt_err *err)
{
	struct parser p = {.text = text,
	    .at = text,
	    .out = out,
	    .operand = true,
	    .err = err};

	out->n = 0;
	for (;;) {
		p.at += strspn(p.at, " ");
		if (*p.at == '\0')
			break;
		if ((p.operand ? take_operand(&p) : take_operator(&p)) != 0)
			return -1;
	}
	if (p.operand)
		return fail(&p, "expected a figure or a number");
	if (flush(&p, 1) != 0)
		return -1;
	return p.depth > 0 ? fail(&p, "expected ')'") : 0;
}

static double
apply(uint8_t op, double a, double b)
{
	switch (op) {
	case ADD:
		return a + b;
	case SUB:
		return a - b;
	case MUL:
		return a * b;
	case DIV:
		return a / b;
	case NEG:
		return -b;
	case ABS:
		return fabs(b);
	case SQRT:
		return sqrt(b);
	case LOG:
		return log(b);
	default:
		/* fmin and fmax would pass over what does not exist */
		if (isnan(a) || isnan(b))
			return (double)NAN;
		return op == MIN ? fmin(a, b) : fmax(a, b);
	}
}

double
rbt_objective_of(const struct rbt_objective *o, const struct rbt_metrics *m)
{
	double stack[RBT_OBJECTIVE_OPS], x;
	size_t n = 0;

	for (size_t i = 0; i < o->n; i++) {
		uint8_t op = o->at[i].op;
		bool unary = op >= NEG && op != MIN && op != MAX;

		if (op == NUMBER) {
			x = o->at[i].number;
		} else if (op == FIGURE) {
			memcpy(&x,
			    (const char *)m + figures[o->at[i].figure].offset,
			    sizeof x);
		} else {
			x = stack[--n];
			x = apply(op, unary ? 0 : stack[--n], x);
		}
		stack[n++] = x;
	}
	x = stack[0];
	return isfinite(x) ? x : (double)NAN;
}
