/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "strategy/rule.h"

#include <string.h>

#include "core/dec.h"
#include "core/mem.h"
#include "core/near.h"
#include "core/num.h"
#include "strategy/rule_internal.h"

static int
parse(struct rbt_rule *r, struct rbt_err *err)
{
	struct rbt_rule_parser p = {.r = r,
	    .lex = {.text = &r->text},
	    .err = err};
	static const char mark[] = "\xef\xbb\xbf"; /* some editors begin so */

	if (strncmp(r->text.data, mark, sizeof(mark) - 1) == 0) {
		r->text.data += sizeof(mark) - 1;
		r->text.len -= (uint32_t)sizeof(mark) - 1;
	}
	if (rbt_rule_lex_check(&r->text, err) != 0 ||
	    rbt_rule_parser_init(&p) != 0)
		return -1;
	return rbt_rule_clauses(&p);
}

struct rbt_rule *
rbt_rule_parse(const char *text, size_t len, const char *name,
    struct rbt_err *err)
{
	struct rbt_rule *r;

	if (len > RBT_RULE_TEXT_MAX) {
		rbt_err_set(err, RBT_E_DATA,
		    "%s: %zu bytes; a rule file has %u at most", name, len,
		    RBT_RULE_TEXT_MAX);
		return NULL;
	}
	r = rbt_xcalloc(1, sizeof(*r));
	r->text.data = rbt_arena_strndup(&r->arena, text, len);
	r->text.len = (uint32_t)len;
	r->text.name = rbt_arena_strndup(&r->arena, name, strlen(name));
	if (parse(r, err) == 0)
		return r;
	rbt_rule_free(r);
	return NULL;
}

void
rbt_rule_free(struct rbt_rule *r)
{
	if (r == NULL)
		return;
	RBT_VEC_RELEASE(&r->node);
	RBT_VEC_RELEASE(&r->name);
	RBT_VEC_RELEASE(&r->param);
	RBT_VEC_RELEASE(&r->when);
	RBT_VEC_RELEASE(&r->require);
	RBT_VEC_RELEASE(&r->value);
	RBT_VEC_RELEASE(&r->program.op);
	RBT_VEC_RELEASE(&r->program.col);
	rbt_arena_release(&r->arena);
	free(r);
}

const struct rbt_rule_param *
rbt_rule_param_at(const struct rbt_rule *r, size_t i)
{
	return i < r->param.n ? &r->param.at[i].pub : NULL;
}

int
rbt_rule_set(struct rbt_rule *r, const char *name, const char *value,
    struct rbt_err *err)
{
	char hint[RBT_NEAR_HINT], lo[RBT_NUM_F64_MAX], hi[RBT_NUM_F64_MAX];
	struct rbt_rule_setting *set = NULL;
	size_t len = strlen(value);
	double x;

	RBT_BUG_IF(r->bound);
	for (size_t i = 0; i < r->param.n; i++)
		if (strcmp(r->param.at[i].pub.name, name) == 0)
			set = &r->param.at[i];
	if (set == NULL)
		return rbt_err_set(err, RBT_E_USAGE,
		    "%s has no parameter '%.64s'%s", r->text.name, name,
		    rbt_near_hint(rbt_rule_near(r, RBT_RULE_NEAR_PARAMS, name,
				      strlen(name)),
			hint));
	if (set->given)
		return rbt_err_set(err, RBT_E_USAGE,
		    "parameter %s: given twice", name);
	if (rbt_num_f64(value, len, -1e300, 1e300, &x, NULL) != 0)
		return rbt_err_set(err, RBT_E_USAGE,
		    "parameter %s: expected a number, got '%.64s'", name,
		    value);
	if (set->pub.has_range && (x < set->pub.min || x > set->pub.max)) {
		rbt_num_format_f64(set->pub.min, lo);
		rbt_num_format_f64(set->pub.max, hi);
		return rbt_err_set(err, RBT_E_USAGE,
		    "parameter %s: %.64s is outside %s..%s", name, value, lo,
		    hi);
	}
	set->pub.value = x;
	set->exact = rbt_dec_parse(value, len, RBT_DEC_DIGITS, &set->e8) ==
		     RBT_DEC_EXACT;
	set->given = true;
	return 0;
}

bool
rbt_rule_allows(struct rbt_rule *r)
{
	bool holds = true;

	RBT_BUG_IF(r->bound);
	rbt_rule_constants(r);
	for (size_t i = 0; i < r->require.n; i++)
		holds = holds && r->value.at[r->require.at[i].node].truth == 1;
	r->value.n = 0;
	return holds;
}

int
rbt_rule_bind(struct rbt_rule *r, struct rbt_err *err)
{
	RBT_BUG_IF(r->bound);
	rbt_rule_constants(r);
	if (rbt_rule_plan_make(r, err) != 0)
		return -1;
	rbt_rule_program_make(r);
	r->bound = true;
	return 0;
}

const struct rbt_trade_plan *
rbt_rule_plan(const struct rbt_rule *r)
{
	return &r->plan;
}

size_t
rbt_rule_warmup(const struct rbt_rule *r)
{
	return r->program.warmup;
}

bool
rbt_rule_reads_volume(const struct rbt_rule *r)
{
	if (!r->bound)
		return true;
	for (size_t i = 0; i < r->program.op.n; i++)
		if (r->program.op.at[i].kind == RBT_RULE_VOLUME)
			return true;
	return false;
}
