/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/near.h"
#include "strategy/rule_internal.h"

#define DATA RBT_E_DATA

/* How tightly operators bind. */
enum {
	BIND_OR = 1,
	BIND_AND,
	BIND_NOT,
	BIND_COMPARE,
	BIND_ADD,
	BIND_MUL
};

static const struct {
	const char *text;
	uint8_t kind, bind;
} operators[] = {
    {"or", RBT_RULE_OR, BIND_OR},
    {"and", RBT_RULE_AND, BIND_AND},
    {"<", RBT_RULE_LT, BIND_COMPARE},
    {"<=", RBT_RULE_LE, BIND_COMPARE},
    {">", RBT_RULE_GT, BIND_COMPARE},
    {">=", RBT_RULE_GE, BIND_COMPARE},
    {"==", RBT_RULE_EQ, BIND_COMPARE},
    {"!=", RBT_RULE_NE, BIND_COMPARE},
    {"+", RBT_RULE_ADD, BIND_ADD},
    {"-", RBT_RULE_SUB, BIND_ADD},
    {"*", RBT_RULE_MUL, BIND_MUL},
    {"/", RBT_RULE_DIV, BIND_MUL},
    {"mod", RBT_RULE_MOD, BIND_MUL},
};

static uint32_t parse_binary(struct rbt_rule_parser *p, unsigned bind);

static const char *
token_text(const struct rbt_rule_parser *p)
{
	return p->r->text.data + p->tok.at;
}

/* One level deeper; every recursion passes here. */
static int
enter(struct rbt_rule_parser *p)
{
	if (p->depth++ < RBT_RULE_DEPTH_MAX)
		return 0;
	return rbt_rule_fail(&p->r->text, p->tok.at, DATA, p->err,
	    "nested deeper than %d levels", RBT_RULE_DEPTH_MAX);
}

/* Arguments up to ")" into call->arg; the "(" is the token. */
static int
parse_arguments(struct rbt_rule_parser *p, struct rbt_rule_node *call)
{
	if (enter(p) != 0 || rbt_rule_parser_step(p) != 0)
		return -1;
	while (!rbt_rule_parser_at(p, ")")) {
		if (call->n_arg == RBT_RULE_ARG_MAX)
			return rbt_rule_parser_expected(p,
			    "')': no function has more arguments");
		call->arg[call->n_arg] = parse_binary(p, BIND_OR);
		if (call->arg[call->n_arg++] == RBT_RULE_NONE)
			return -1;
		if (rbt_rule_parser_at(p, ")"))
			break;
		if (!rbt_rule_parser_at(p, ","))
			return rbt_rule_parser_expected(p,
			    "',' or ')' or an operator");
		if (rbt_rule_parser_step(p) != 0)
			return -1;
		if (rbt_rule_parser_at(p, ")"))
			return rbt_rule_parser_expected(p, "an argument");
	}
	p->depth--;
	return rbt_rule_parser_step(p);
}

/* min and max of more than two are pairs: min(min(a, b), c). */
static uint32_t
add_pairs(struct rbt_rule_parser *p, struct rbt_rule_node *call, uint32_t at)
{
	struct rbt_rule_node pair = *call;
	uint32_t i = 2;

	for (pair.n_arg = 2;; i++) {
		uint32_t node = rbt_rule_parser_add(p, &pair, at);

		if (node == RBT_RULE_NONE || i == call->n_arg)
			return node;
		pair.arg[0] = node;
		pair.arg[1] = call->arg[i];
	}
}

static uint32_t
parse_call(struct rbt_rule_parser *p)
{
	struct rbt_rule_node call = {.at = p->tok.at};
	const char *word = token_text(p);
	const struct rbt_rule_form *form;
	char hint[RBT_NEAR_HINT];
	uint32_t len = p->tok.len;

	form = rbt_rule_form_find(word, len);
	call.ta = rbt_ta_find(word, len);
	if (form == NULL && call.ta == NULL) {
		rbt_rule_fail(&p->r->text, p->tok.at, DATA, p->err,
		    "unknown function '%.*s'%s", (int)len, word,
		    rbt_near_hint(rbt_rule_near(p->r, RBT_RULE_NEAR_FUNCTIONS,
				      word, len),
			hint));
		return RBT_RULE_NONE;
	}
	call.kind = form ? form->kind : (uint8_t)RBT_RULE_TA;
	if (rbt_rule_parser_step(p) != 0 || parse_arguments(p, &call) != 0)
		return RBT_RULE_NONE;
	if ((call.kind == RBT_RULE_MIN || call.kind == RBT_RULE_MAX) &&
	    call.n_arg > 2)
		return add_pairs(p, &call, call.at);
	return rbt_rule_parser_add(p, &call, call.at);
}

/* Whether a later line defines the name: "name = ...", "param name". */
static bool
defined_later(const struct rbt_rule_parser *p)
{
	struct rbt_rule_lex lex = {.text = &p->r->text, .at = p->tok.at};
	struct rbt_rule_token last = {0}, tok = {0};
	const char *name = token_text(p);
	bool fresh = false;

	while (rbt_rule_lex_next(&lex, &tok, NULL) == 0 &&
	       tok.kind != RBT_RULE_TOK_END) {
		if (fresh && tok.len == p->tok.len &&
		    memcmp(p->r->text.data + tok.at, name, tok.len) == 0)
			return true;
		fresh = tok.kind == RBT_RULE_TOK_NEWLINE ||
			(last.kind == RBT_RULE_TOK_NEWLINE &&
			    rbt_rule_token_is(&p->r->text, &tok, "param"));
		last = tok;
	}
	return false;
}

static uint32_t
fail_name(struct rbt_rule_parser *p)
{
	const char *word = token_text(p), *use, *best;
	char hint[RBT_NEAR_HINT];
	int len = (int)p->tok.len;

	use = rbt_rule_word_use(word, p->tok.len);
	best = rbt_rule_near(p->r,
	    RBT_RULE_NEAR_NAMES | RBT_RULE_NEAR_SERIES |
		RBT_RULE_NEAR_FUNCTIONS,
	    word, p->tok.len);
	if (use != NULL && strcmp(use, "a function") == 0)
		rbt_rule_fail(&p->r->text, p->tok.at, DATA, p->err,
		    "'%.*s' is a function: its arguments in parentheses are "
		    "missing",
		    len, word);
	else if (use != NULL)
		rbt_rule_parser_expected(p, "an expression");
	else if (defined_later(p))
		rbt_rule_fail(&p->r->text, p->tok.at, DATA, p->err,
		    "'%.*s' is used before the line that defines it", len,
		    word);
	else
		rbt_rule_fail(&p->r->text, p->tok.at, DATA, p->err,
		    "unknown name '%.*s'%s", len, word,
		    rbt_near_hint(best, hint));
	return RBT_RULE_NONE;
}

static uint32_t
parse_name(struct rbt_rule_parser *p)
{
	struct rbt_rule_node n = {.kind = RBT_RULE_SERIES, .at = p->tok.at};
	const struct rbt_rule_name *name = NULL;

	n.index = rbt_rule_series_find(token_text(p), p->tok.len);
	for (uint32_t i = 0; i < p->r->name.n && name == NULL; i++) {
		const struct rbt_rule_name *c = &p->r->name.at[i];

		if (c->len == p->tok.len &&
		    memcmp(c->text, token_text(p), c->len) == 0) {
			name = c;
			n.index = i;
		}
	}
	if (n.index == RBT_RULE_NONE)
		return fail_name(p);
	if (name != NULL) {
		const struct rbt_rule_node *t = &p->r->node.at[name->node];

		n.kind = RBT_RULE_REF;
		n.n_arg = 1;
		n.arg[0] = t->kind == RBT_RULE_REF ? t->arg[0] : name->node;
	}
	if (rbt_rule_parser_step(p) != 0)
		return RBT_RULE_NONE;
	return rbt_rule_parser_add(p, &n, n.at);
}

static uint32_t
parse_primary(struct rbt_rule_parser *p)
{
	struct rbt_rule_node n = {.at = p->tok.at};
	uint32_t node;

	if (p->tok.kind == RBT_RULE_TOK_NUMBER) {
		if (rbt_rule_parser_number(p, false, &n) != 0)
			return RBT_RULE_NONE;
		return rbt_rule_parser_add(p, &n, n.at);
	}
	if (p->tok.kind == RBT_RULE_TOK_WORD)
		return rbt_rule_token_is(&p->r->text, &p->ahead, "(")
			   ? parse_call(p)
			   : parse_name(p);
	if (!rbt_rule_parser_at(p, "(")) {
		rbt_rule_parser_expected(p, "an expression");
		return RBT_RULE_NONE;
	}
	if (enter(p) != 0 || rbt_rule_parser_step(p) != 0)
		return RBT_RULE_NONE;
	node = parse_binary(p, BIND_OR);
	if (node == RBT_RULE_NONE)
		return node;
	p->depth--;
	p->r->node.at[node].at = n.at;
	if (!rbt_rule_parser_at(p, ")"))
		rbt_rule_parser_expected(p, "')' or an operator");
	else if (rbt_rule_parser_step(p) == 0)
		return node;
	return RBT_RULE_NONE;
}

/* ".hist" behind an indicator with several outputs. */
static uint32_t
parse_field(struct rbt_rule_parser *p, uint32_t of)
{
	struct rbt_rule_node n = {.kind = RBT_RULE_FIELD, .n_arg = 1};
	const struct rbt_ta *ta = rbt_rule_target(p->r, of)->ta;
	struct rbt_near near;
	char hint[RBT_NEAR_HINT];
	uint32_t at;

	if (rbt_rule_parser_step(p) != 0)
		return RBT_RULE_NONE;
	at = p->tok.at;
	if (p->r->node.at[of].type != RBT_RULE_IS_GROUP) {
		rbt_rule_fail(&p->r->text, at, DATA, p->err,
		    "only an indicator with several outputs has fields");
		return RBT_RULE_NONE;
	}
	rbt_near_init(&near, token_text(p), p->tok.len);
	for (n.index = 0; n.index < ta->n_out; n.index++) {
		if (rbt_rule_parser_at(p, ta->out_name[n.index]))
			break;
		rbt_near_offer(&near, ta->out_name[n.index]);
	}
	if (n.index == ta->n_out) {
		rbt_rule_fail(&p->r->text, at, DATA, p->err,
		    "%s has no output of that name%s", ta->name,
		    rbt_near_hint(near.best, hint));
		return RBT_RULE_NONE;
	}
	n.at = p->r->node.at[of].at;
	n.arg[0] = of;
	if (rbt_rule_parser_step(p) != 0)
		return RBT_RULE_NONE;
	return rbt_rule_parser_add(p, &n, at);
}

static uint32_t
parse_back(struct rbt_rule_parser *p, uint32_t of)
{
	struct rbt_rule_node n = {.kind = RBT_RULE_BACK, .n_arg = 2};
	uint32_t at = p->tok.at;

	n.at = p->r->node.at[of].at;
	n.arg[0] = of;
	if (enter(p) != 0 || rbt_rule_parser_step(p) != 0)
		return RBT_RULE_NONE;
	n.arg[1] = parse_binary(p, BIND_OR);
	if (n.arg[1] == RBT_RULE_NONE)
		return RBT_RULE_NONE;
	p->depth--;
	if (!rbt_rule_parser_at(p, "]"))
		rbt_rule_parser_expected(p, "']' or an operator");
	else if (rbt_rule_parser_step(p) == 0)
		return rbt_rule_parser_add(p, &n, at);
	return RBT_RULE_NONE;
}

static uint32_t
parse_unary(struct rbt_rule_parser *p)
{
	struct rbt_rule_node n = {.kind = RBT_RULE_NEG, .n_arg = 1};
	bool logic = rbt_rule_parser_at(p, "not");
	uint32_t node;

	n.at = p->tok.at;
	if (logic || rbt_rule_parser_at(p, "-")) {
		if (enter(p) != 0 || rbt_rule_parser_step(p) != 0)
			return RBT_RULE_NONE;
		n.kind = logic ? RBT_RULE_NOT : RBT_RULE_NEG;
		n.arg[0] =
		    logic ? parse_binary(p, BIND_COMPARE) : parse_unary(p);
		if (n.arg[0] == RBT_RULE_NONE)
			return RBT_RULE_NONE;
		p->depth--;
		return rbt_rule_parser_add(p, &n, n.at);
	}
	node = parse_primary(p);
	while (node != RBT_RULE_NONE) {
		if (rbt_rule_parser_at(p, "["))
			node = parse_back(p, node);
		else if (rbt_rule_parser_at(p, "."))
			node = parse_field(p, node);
		else
			break;
	}
	return node;
}

/* The index of the operator here, or of none. */
static size_t
operator_at(const struct rbt_rule_parser *p)
{
	size_t n = sizeof(operators) / sizeof(operators[0]);

	for (size_t i = 0; i < n; i++)
		if (rbt_rule_parser_at(p, operators[i].text))
			return i;
	return n;
}

static uint32_t
parse_binary(struct rbt_rule_parser *p, unsigned bind)
{
	size_t none = sizeof(operators) / sizeof(operators[0]), op;
	uint32_t left = parse_unary(p);
	bool compared = false;

	while (left != RBT_RULE_NONE && (op = operator_at(p)) != none &&
	       operators[op].bind >= bind) {
		struct rbt_rule_node n = {.kind = operators[op].kind};
		uint32_t at = p->tok.at;

		if (compared && operators[op].bind == BIND_COMPARE) {
			rbt_rule_fail(&p->r->text, at, DATA, p->err,
			    "comparisons do not chain: write "
			    "'a < b and b < c'");
			return RBT_RULE_NONE;
		}
		compared = operators[op].bind == BIND_COMPARE;
		n.at = p->r->node.at[left].at;
		n.n_arg = 2;
		n.arg[0] = left;
		if (rbt_rule_parser_step(p) != 0)
			return RBT_RULE_NONE;
		n.arg[1] = parse_binary(p, operators[op].bind + 1u);
		if (n.arg[1] == RBT_RULE_NONE)
			return RBT_RULE_NONE;
		left = rbt_rule_parser_add(p, &n, at);
	}
	return left;
}

uint32_t
rbt_rule_expression(struct rbt_rule_parser *p)
{
	uint32_t node;

	p->depth = 0;
	node = parse_binary(p, BIND_OR);
	if (node != RBT_RULE_NONE && rbt_rule_parser_at(p, "=")) {
		rbt_rule_fail(&p->r->text, p->tok.at, DATA, p->err,
		    "'=' defines a name; '==' compares");
		return RBT_RULE_NONE;
	}
	return node;
}

uint32_t
rbt_rule_expression_of(struct rbt_rule_parser *p, uint8_t type)
{
	uint32_t node = rbt_rule_expression(p);

	if (node == RBT_RULE_NONE)
		return node;
	if (rbt_rule_check_type(p->r, node, type, "this clause", p->err) != 0)
		return RBT_RULE_NONE;
	return node;
}
