/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/near.h"
#include "core/num.h"
#include "fmt/utf8.h"
#include "strategy/rule_internal.h"

#define DATA RBT_E_DATA

/* A new name at the token, checked to be free; steps over it. */
static int
take_name(struct rbt_rule_parser *p, struct rbt_rule_name *out)
{
	struct rbt_rule *r = p->r;
	const char *word = r->text.data + p->tok.at, *use;

	if (p->tok.kind != RBT_RULE_TOK_WORD)
		return rbt_rule_parser_expected(p, "a name");
	use = rbt_rule_word_use(word, p->tok.len);
	if (use != NULL)
		return rbt_rule_fail(&r->text, p->tok.at, DATA, p->err,
		    "'%.*s' is %s and cannot be a name", (int)p->tok.len, word,
		    use);
	out->at = p->tok.at;
	out->len = p->tok.len;
	out->text = rbt_arena_strndup(&r->arena, word, p->tok.len);
	for (size_t i = 0; i < r->name.n; i++)
		if (strcmp(r->name.at[i].text, out->text) == 0)
			return rbt_rule_fail(&r->text, p->tok.at, DATA, p->err,
			    "'%s' has a meaning already", out->text);
	return rbt_rule_parser_step(p);
}

static bool
is_whole(double x)
{
	return x == floor(x);
}

/* "in MIN..MAX [step STEP]" */
static int
parse_range(struct rbt_rule_parser *p, struct rbt_rule_param *q)
{
	struct rbt_rule_node n = {0};
	char text[RBT_NUM_F64_MAX];
	uint32_t at = p->tok.at;

	if (rbt_rule_parser_step(p) != 0 ||
	    rbt_rule_parser_number(p, true, &n) != 0)
		return -1;
	q->min = n.f;
	if (rbt_rule_parser_take(p, "..") != 0 ||
	    rbt_rule_parser_number(p, true, &n) != 0)
		return -1;
	q->max = n.f;
	q->has_range = true;
	if (q->min > q->max)
		return rbt_rule_fail(&p->r->text, at, DATA, p->err,
		    "the range ends below its start");
	if (q->value < q->min || q->value > q->max) {
		rbt_num_format_f64(q->value, text);
		return rbt_rule_fail(&p->r->text, at, DATA, p->err,
		    "the default %s is outside the range", text);
	}
	if (!rbt_rule_parser_at(p, "step")) {
		q->step = 1;
		if (is_whole(q->value) && is_whole(q->min) && is_whole(q->max))
			return 0;
		return rbt_rule_parser_expected(p,
		    "'step' (a range that is not whole needs one)");
	}
	at = p->ahead.at;
	if (rbt_rule_parser_step(p) != 0 ||
	    rbt_rule_parser_number(p, true, &n) != 0)
		return -1;
	q->step = n.f;
	if (q->step > 0)
		return 0;
	return rbt_rule_fail(&p->r->text, at, DATA, p->err,
	    "a step is more than 0");
}

/* "param NAME = NUMBER [in ...]" */
static int
parse_param(struct rbt_rule_parser *p)
{
	struct rbt_rule_node n = {0};
	struct rbt_rule_setting set = {0};
	struct rbt_rule_name name = {0};

	if (rbt_rule_parser_step(p) != 0 || take_name(p, &name) != 0 ||
	    rbt_rule_parser_take(p, "=") != 0)
		return -1;
	n.at = p->tok.at;
	if (rbt_rule_parser_number(p, true, &n) != 0)
		return -1;
	set.pub.name = name.text;
	set.pub.value = n.f;
	set.e8 = n.e8;
	set.exact = n.exact;
	if (rbt_rule_parser_at(p, "in") && parse_range(p, &set.pub) != 0)
		return -1;
	set.pub.whole = is_whole(set.pub.value) && is_whole(set.pub.min) &&
			is_whole(set.pub.step);
	n.kind = RBT_RULE_PARAM;
	n.index = (uint32_t)p->r->param.n;
	name.node = rbt_rule_parser_add(p, &n, n.at);
	if (name.node == RBT_RULE_NONE)
		return -1;
	RBT_VEC_PUSH(&p->r->param, set);
	RBT_VEC_PUSH(&p->r->name, name);
	return 0;
}

/* "NAME = EXPRESSION" */
static int
parse_definition(struct rbt_rule_parser *p)
{
	struct rbt_rule_name name = {0};

	if (take_name(p, &name) != 0 || rbt_rule_parser_take(p, "=") != 0)
		return -1;
	name.node = rbt_rule_expression(p);
	if (name.node == RBT_RULE_NONE)
		return -1;
	RBT_VEC_PUSH(&p->r->name, name);
	return 0;
}

static int
parse_require(struct rbt_rule_parser *p)
{
	struct rbt_rule_require q = {.at = p->tok.at,
	    .first = (uint32_t)p->r->node.n};

	if (rbt_rule_parser_step(p) != 0)
		return -1;
	q.node = rbt_rule_expression_of(p, RBT_RULE_IS_CONDITION);
	if (q.node == RBT_RULE_NONE)
		return -1;
	if (!p->r->node.at[q.node].constant)
		return rbt_rule_fail(&p->r->text, p->r->node.at[q.node].at,
		    DATA, p->err,
		    "'require' needs a constant condition: numbers and "
		    "parameters only");
	RBT_VEC_PUSH(&p->r->require, q);
	return 0;
}

/* One of the words at the token, NULL-terminated; its index, -1 with *err. */
static int
take_one_of(struct rbt_rule_parser *p, const char *const *words)
{
	char what[160] = ""; /* our own words, few of them */
	char hint[RBT_NEAR_HINT];
	struct rbt_near near;
	size_t len = 0;

	rbt_near_init(&near, p->r->text.data + p->tok.at, p->tok.len);
	for (int i = 0; words[i] != NULL; i++) {
		if (rbt_rule_parser_at(p, words[i]))
			return rbt_rule_parser_step(p) == 0 ? i : -1;
		len += (size_t)snprintf(what + len, sizeof(what) - len,
		    "%s'%s'", i ? " or " : "", words[i]);
		rbt_near_offer(&near, words[i]);
	}
	if (p->tok.kind != RBT_RULE_TOK_WORD || near.best == NULL)
		return rbt_rule_parser_expected(p, what);
	return rbt_rule_fail(&p->r->text, p->tok.at, DATA, p->err,
	    "expected %s, got '%.*s'%s", what, (int)p->tok.len,
	    p->r->text.data + p->tok.at, rbt_near_hint(near.best, hint));
}

/* Notes a clause of which there is one at most. */
static int
open_clause(struct rbt_rule_parser *p, struct rbt_rule_clause *c, uint32_t at)
{
	long line, column;

	if (!c->on) {
		*c = (struct rbt_rule_clause){.on = true, .at = at};
		return 0;
	}
	rbt_utf8_place(p->r->text.data, c->at, &line, &column);
	return rbt_rule_fail(&p->r->text, at, DATA, p->err,
	    "a second clause of this kind; the first is on line %ld", line);
}

/* A constant for clause c. */
static int
take_constant(struct rbt_rule_parser *p, struct rbt_rule_clause *c)
{
	c->node = rbt_rule_expression_of(p, RBT_RULE_IS_NUMBER);
	if (c->node == RBT_RULE_NONE)
		return -1;
	if (p->r->node.at[c->node].constant)
		return 0;
	return rbt_rule_fail(&p->r->text, p->r->node.at[c->node].at, DATA,
	    p->err,
	    "this clause needs a constant here: numbers and parameters only");
}

/* "when CONDITION", or "after N bars" */
static int
parse_side(struct rbt_rule_parser *p, bool exit)
{
	static const char *const sides[] = {"long", "short", NULL};
	static const char *const ways[] = {"long", "short", "after", NULL};
	struct rbt_rule_when w = {0};
	uint32_t at = p->tok.at;
	int way;

	if (rbt_rule_parser_step(p) != 0)
		return -1;
	way = take_one_of(p, exit ? ways : sides);
	if (way < 0)
		return -1;
	if (way == 2) {
		if (open_clause(p, &p->r->after, at) != 0 ||
		    take_constant(p, &p->r->after) != 0)
			return -1;
		return rbt_rule_parser_take(p, "bars");
	}
	w.side = (uint8_t)(2 * way + (exit ? 1 : 0));
	if (rbt_rule_parser_take(p, "when") != 0)
		return -1;
	w.node = rbt_rule_expression_of(p, RBT_RULE_IS_CONDITION);
	if (w.node == RBT_RULE_NONE)
		return -1;
	RBT_VEC_PUSH(&p->r->when, w);
	return 0;
}

/* "DISTANCE" or "N%" */
static int
parse_distance(struct rbt_rule_parser *p, struct rbt_rule_clause *c,
    uint32_t at)
{
	if (open_clause(p, c, at) != 0)
		return -1;
	c->node = rbt_rule_expression_of(p, RBT_RULE_IS_NUMBER);
	if (c->node == RBT_RULE_NONE)
		return -1;
	c->percent = rbt_rule_parser_at(p, "%");
	if (!c->percent)
		return 0;
	if (!p->r->node.at[c->node].constant)
		return rbt_rule_fail(&p->r->text, p->r->node.at[c->node].at,
		    DATA, p->err,
		    "a percentage needs a constant: numbers and parameters "
		    "only");
	return rbt_rule_parser_step(p);
}

static int
parse_stop(struct rbt_rule_parser *p)
{
	static const char *const kinds[] = {"loss", "trail", NULL};
	uint32_t at = p->tok.at;
	int kind;

	if (rbt_rule_parser_step(p) != 0)
		return -1;
	kind = take_one_of(p, kinds);
	if (kind < 0)
		return -1;
	return parse_distance(p, kind == 0 ? &p->r->stop : &p->r->trail, at);
}

static int
parse_target(struct rbt_rule_parser *p)
{
	uint32_t at = p->tok.at;

	if (rbt_rule_parser_step(p) != 0)
		return -1;
	return parse_distance(p, &p->r->target, at);
}

/* "N units", "N cash", "N% of equity", "risk N% of equity" */
static int
parse_size(struct rbt_rule_parser *p)
{
	static const char *const kinds[] = {"units", "cash", "%", NULL};
	struct rbt_rule_clause *c = &p->r->size;
	bool risk;
	int kind;

	if (open_clause(p, c, p->tok.at) != 0 || rbt_rule_parser_step(p) != 0)
		return -1;
	risk = rbt_rule_parser_at(p, "risk");
	if (risk && rbt_rule_parser_step(p) != 0)
		return -1;
	if (take_constant(p, c) != 0)
		return -1;
	if (risk && !rbt_rule_parser_at(p, "%"))
		return rbt_rule_parser_expected(p, "'%'");
	kind = take_one_of(p, kinds);
	if (kind < 0)
		return -1;
	c->size = (uint8_t)(risk ? RBT_SIZE_RISK_PERCENT : (unsigned)kind);
	if (kind < 2)
		return 0;
	return rbt_rule_parser_take(p, "of") != 0
		   ? -1
		   : rbt_rule_parser_take(p, "equity");
}

static int
parse_clause(struct rbt_rule_parser *p)
{
	static const char *const clauses[] = {"param", "require", "enter",
	    "exit", "stop", "target", "size", NULL};
	const char *word = p->r->text.data + p->tok.at;
	char hint[RBT_NEAR_HINT];
	struct rbt_near near;
	int i = 0;

	while (clauses[i] != NULL && !rbt_rule_parser_at(p, clauses[i]))
		i++;
	switch (i) {
	case 0:
		return parse_param(p);
	case 1:
		return parse_require(p);
	case 2:
	case 3:
		return parse_side(p, i == 3);
	case 4:
		return parse_stop(p);
	case 5:
		return parse_target(p);
	case 6:
		return parse_size(p);
	default:
		break;
	}
	if (rbt_rule_token_is(&p->r->text, &p->ahead, "="))
		return parse_definition(p);
	if (p->tok.kind != RBT_RULE_TOK_WORD)
		return rbt_rule_parser_expected(p,
		    "a clause or 'name = expression'");
	rbt_near_init(&near, word, p->tok.len);
	for (i = 0; clauses[i] != NULL; i++)
		rbt_near_offer(&near, clauses[i]);
	return rbt_rule_fail(&p->r->text, p->tok.at, DATA, p->err,
	    "unknown clause '%.*s'%s", (int)p->tok.len, word,
	    rbt_near_hint(near.best, hint));
}

/* What can be known only at the end of the file. */
static int
check_whole(struct rbt_rule_parser *p)
{
	const struct rbt_rule *r = p->r;

	for (size_t i = 0; i < r->when.n && !r->size.on; i++)
		if (r->when.at[i].side % 2 == 0)
			return rbt_rule_fail(&r->text,
			    r->node.at[r->when.at[i].node].at, DATA, p->err,
			    "an 'enter' needs a 'size' clause in the file, as "
			    "in 'size 100%% of equity'");
	if (r->size.on && r->size.size == RBT_SIZE_RISK_PERCENT &&
	    !r->stop.on && !r->trail.on)
		return rbt_rule_fail(&r->text, r->size.at, DATA, p->err,
		    "'size risk' needs a 'stop loss' or a 'stop trail'");
	return 0;
}

int
rbt_rule_clauses(struct rbt_rule_parser *p)
{
	while (p->tok.kind != RBT_RULE_TOK_END) {
		if (p->tok.kind != RBT_RULE_TOK_NEWLINE) {
			if (parse_clause(p) != 0)
				return -1;
			if (p->tok.kind != RBT_RULE_TOK_NEWLINE &&
			    p->tok.kind != RBT_RULE_TOK_END)
				return rbt_rule_parser_expected(p,
				    "an operator or the end of the line");
		}
		if (p->tok.kind == RBT_RULE_TOK_NEWLINE &&
		    rbt_rule_parser_step(p) != 0)
			return -1;
	}
	return check_whole(p);
}
