/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "core/dec.h"
#include "core/num.h"
#include "strategy/rule_internal.h"

#define DATA RBT_E_DATA

int
rbt_rule_parser_init(struct rbt_rule_parser *p)
{
	if (rbt_rule_lex_next(&p->lex, &p->tok, p->err) != 0)
		return -1;
	return rbt_rule_lex_next(&p->lex, &p->ahead, p->err);
}

int
rbt_rule_parser_step(struct rbt_rule_parser *p)
{
	p->tok = p->ahead;
	return rbt_rule_lex_next(&p->lex, &p->ahead, p->err);
}

bool
rbt_rule_parser_at(const struct rbt_rule_parser *p, const char *word)
{
	return rbt_rule_token_is(&p->r->text, &p->tok, word);
}

static const char *
token_text(const struct rbt_rule_parser *p)
{
	return p->r->text.data + p->tok.at;
}

int
rbt_rule_parser_expected(struct rbt_rule_parser *p, const char *what)
{
	uint32_t shown = p->tok.len < 40 ? p->tok.len : 40;

	if (p->tok.kind == RBT_RULE_TOK_END)
		return rbt_rule_fail(&p->r->text, p->tok.at, DATA, p->err,
		    "expected %s, got the end of the file", what);
	if (p->tok.kind == RBT_RULE_TOK_NEWLINE)
		return rbt_rule_fail(&p->r->text, p->tok.at, DATA, p->err,
		    "expected %s, got the end of the line", what);
	return rbt_rule_fail(&p->r->text, p->tok.at, DATA, p->err,
	    "expected %s, got '%.*s'", what, (int)shown, token_text(p));
}

int
rbt_rule_parser_take(struct rbt_rule_parser *p, const char *word)
{
	char what[RBT_RULE_NAME_MAX];

	if (rbt_rule_parser_at(p, word))
		return rbt_rule_parser_step(p);
	snprintf(what, sizeof(what), "'%s'", word);
	return rbt_rule_parser_expected(p, what);
}

int
rbt_rule_parser_number(struct rbt_rule_parser *p, bool sign,
    struct rbt_rule_node *n)
{
	bool minus = sign && rbt_rule_parser_at(p, "-");
	int64_t e8 = 0;

	if (minus && rbt_rule_parser_step(p) != 0)
		return -1;
	if (p->tok.kind != RBT_RULE_TOK_NUMBER)
		return rbt_rule_parser_expected(p, "a number");
	n->kind = RBT_RULE_NUMBER;
	if (rbt_num_f64(token_text(p), p->tok.len, 0, 1e300, &n->f, NULL) != 0)
		return rbt_rule_fail(&p->r->text, p->tok.at, DATA, p->err,
		    "the number is larger than 1e300");
	n->exact = rbt_dec_parse(token_text(p), p->tok.len, RBT_DEC_DIGITS,
		       &e8) == RBT_DEC_EXACT;
	n->e8 = minus ? -e8 : e8;
	n->f = minus ? -n->f : n->f;
	return rbt_rule_parser_step(p);
}

uint32_t
rbt_rule_parser_add(struct rbt_rule_parser *p, const struct rbt_rule_node *n,
    uint32_t at)
{
	struct rbt_rule_node copy = *n;

	if (rbt_rule_check(p->r, &copy, at, p->err) != 0)
		return RBT_RULE_NONE;
	if (p->r->node.n >= RBT_RULE_NODE_MAX) {
		rbt_rule_fail(&p->r->text, at, DATA, p->err,
		    "more than %d operands and operators in one file",
		    RBT_RULE_NODE_MAX);
		return RBT_RULE_NONE;
	}
	RBT_VEC_PUSH(&p->r->node, copy);
	return (uint32_t)p->r->node.n - 1;
}
