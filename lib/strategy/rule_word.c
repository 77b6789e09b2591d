/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "core/near.h"
#include "strategy/rule_internal.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const struct rbt_rule_form forms[] = {
    {RBT_RULE_ADD, "+", "nn", 2, 'n', NULL},
    {RBT_RULE_SUB, "-", "nn", 2, 'n', NULL},
    {RBT_RULE_MUL, "*", "nn", 2, 'n', NULL},
    {RBT_RULE_DIV, "/", "nn", 2, 'n', NULL},
    {RBT_RULE_MOD, "mod", "nn", 2, 'n', NULL},
    {RBT_RULE_NEG, "-", "n", 1, 'n', NULL},
    {RBT_RULE_LT, "<", "nn", 2, 'c', NULL},
    {RBT_RULE_LE, "<=", "nn", 2, 'c', NULL},
    {RBT_RULE_GT, ">", "nn", 2, 'c', NULL},
    {RBT_RULE_GE, ">=", "nn", 2, 'c', NULL},
    {RBT_RULE_EQ, "==", "nn", 2, 'c', NULL},
    {RBT_RULE_NE, "!=", "nn", 2, 'c', NULL},
    {RBT_RULE_AND, "and", "cc", 2, 'c', NULL},
    {RBT_RULE_OR, "or", "cc", 2, 'c', NULL},
    {RBT_RULE_NOT, "not", "c", 1, 'c', NULL},
    {RBT_RULE_BACK, "[", "xk", 2, 'x', NULL},
    {RBT_RULE_IF, "if", "cxx", 3, 'x', "if(condition, a, b)"},
    {RBT_RULE_MIN, "min", "nn", 2, 'n', "min(a, b, ...)"},
    {RBT_RULE_MAX, "max", "nn", 2, 'n', "max(a, b, ...)"},
    {RBT_RULE_ABS, "abs", "n", 1, 'n', "abs(x)"},
    {RBT_RULE_LOG, "log", "n", 1, 'n', "log(x)"},
    {RBT_RULE_EXP, "exp", "n", 1, 'n', "exp(x)"},
    {RBT_RULE_SQRT, "sqrt", "n", 1, 'n', "sqrt(x)"},
    {RBT_RULE_CROSSOVER, "crossover", "nn", 2, 'c', "crossover(a, b)"},
    {RBT_RULE_CROSSUNDER, "crossunder", "nn", 2, 'c', "crossunder(a, b)"},
    {RBT_RULE_CROSS, "cross", "nn", 2, 'c', "cross(a, b)"},
    {RBT_RULE_BARSSINCE, "barssince", "c", 1, 'n', "barssince(condition)"},
    {RBT_RULE_VALUEWHEN, "valuewhen", "cnk", 2, 'n',
	"valuewhen(condition, x, n)"},
};

static const char *const series[] = {
    "open",
    "high",
    "low",
    "close",
    "volume",
    "bar",
};

static const char *const keywords[] = {
    "after",
    "and",
    "bars",
    "cash",
    "enter",
    "equity",
    "exit",
    "in",
    "long",
    "loss",
    "mod",
    "not",
    "of",
    "or",
    "param",
    "require",
    "risk",
    "short",
    "size",
    "step",
    "stop",
    "target",
    "trail",
    "units",
    "when",
};

static bool
same(const char *name, const char *word, size_t len)
{
	return strlen(name) == len && memcmp(name, word, len) == 0;
}

const struct rbt_rule_form *
rbt_rule_form_of(uint8_t kind)
{
	for (size_t i = 0; i < COUNT(forms); i++)
		if (forms[i].kind == kind)
			return &forms[i];
	return NULL;
}

const struct rbt_rule_form *
rbt_rule_form_find(const char *word, size_t len)
{
	for (size_t i = 0; i < COUNT(forms); i++)
		if (forms[i].usage != NULL && same(forms[i].name, word, len))
			return &forms[i];
	return NULL;
}

uint32_t
rbt_rule_series_find(const char *word, size_t len)
{
	for (uint32_t i = 0; i < COUNT(series); i++)
		if (same(series[i], word, len))
			return i;
	return RBT_RULE_NONE;
}

const char *
rbt_rule_word_use(const char *word, size_t len)
{
	for (size_t i = 0; i < COUNT(keywords); i++)
		if (same(keywords[i], word, len))
			return "a keyword";
	if (rbt_rule_series_find(word, len) != RBT_RULE_NONE)
		return "a series";
	if (rbt_rule_form_find(word, len) != NULL ||
	    rbt_ta_find(word, len) != NULL)
		return "a function";
	return NULL;
}

void
rbt_rule_ta_usage(const struct rbt_ta *ta, char out[RBT_RULE_USAGE_MAX])
{
	size_t cap = RBT_RULE_USAGE_MAX, n;
	const char *sep = "";

	n = (size_t)snprintf(out, cap, "%s(", ta->name);
	for (size_t i = 0; i < ta->n_series && n < cap; i++) {
		n += (size_t)snprintf(out + n, cap - n, "%s%c", sep,
		    "xyzw"[i % 4]);
		sep = ", ";
	}
	for (size_t i = 0; i < ta->n_param && n < cap; i++) {
		n += (size_t)snprintf(out + n, cap - n, "%s%s", sep,
		    ta->param[i].name);
		sep = ", ";
	}
	if (n < cap)
		snprintf(out + n, cap - n, ")");
}

const char *
rbt_rule_near(const struct rbt_rule *r, unsigned where, const char *word,
    size_t len)
{
	const struct rbt_ta *ta;
	struct rbt_near near;

	rbt_near_init(&near, word, len);
	if (where & RBT_RULE_NEAR_NAMES)
		for (size_t i = 0; i < r->name.n; i++)
			rbt_near_offer(&near, r->name.at[i].text);
	if (where & RBT_RULE_NEAR_PARAMS)
		for (size_t i = 0; i < r->param.n; i++)
			rbt_near_offer(&near, r->param.at[i].pub.name);
	if (where & RBT_RULE_NEAR_SERIES)
		for (size_t i = 0; i < COUNT(series); i++)
			rbt_near_offer(&near, series[i]);
	if (!(where & RBT_RULE_NEAR_FUNCTIONS))
		return near.best;
	for (size_t i = 0; i < COUNT(forms); i++)
		if (forms[i].usage != NULL)
			rbt_near_offer(&near, forms[i].name);
	for (size_t i = 0; (ta = rbt_ta_at(i)) != NULL; i++)
		rbt_near_offer(&near, ta->name);
	return near.best;
}
