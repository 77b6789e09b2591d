/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/commission.h"

#include <string.h>

/* A number >= 0 with at most eight decimals. */
static bool
amount_parse(const char *text, size_t len, int64_t *out)
{
	return rbt_dec_parse(text, len, RBT_DEC_DIGITS, out) == RBT_DEC_EXACT &&
	       *out >= 0;
}

/* The value of "key=value" in text[0..len-1]; NULL for another key. */
static const char *
value_of(const char *text, size_t len, const char *key, size_t *value_len)
{
	size_t k = strlen(key);

	if (len <= k || memcmp(text, key, k) != 0 || text[k] != '=')
		return NULL;
	*value_len = len - k - 1;
	return text + k + 1;
}

static bool
rate_parse(const char *text, size_t len, struct rbt_commission *c)
{
	static const struct {
		const char *key;
		enum rbt_commission_kind kind;
	} kinds[] = {
	    {"bps", RBT_COMMISSION_BPS},
	    {"per-share", RBT_COMMISSION_PER_SHARE},
	    {"per-order", RBT_COMMISSION_PER_ORDER},
	};

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		size_t n;
		const char *value = value_of(text, len, kinds[i].key, &n);

		if (value == NULL)
			continue;
		c->kind = kinds[i].kind;
		return amount_parse(value, n, &c->rate_e8);
	}
	return false;
}

/* "min=N", "max=N" or "max=N%", each once and above zero. */
static bool
bound_parse(const char *text, size_t len, struct rbt_commission *c)
{
	size_t n;
	const char *value = value_of(text, len, "min", &n);

	if (value != NULL)
		return c->min_e8 == 0 && amount_parse(value, n, &c->min_e8) &&
		       c->min_e8 > 0;
	value = value_of(text, len, "max", &n);
	if (value == NULL || n == 0 || c->max_e8 != 0)
		return false;
	c->max_is_percent = value[n - 1] == '%';
	if (c->max_is_percent)
		n--;
	return amount_parse(value, n, &c->max_e8) && c->max_e8 > 0;
}

static bool
parse(const char *text, struct rbt_commission *c)
{
	size_t len = strcspn(text, ",");

	if (strcmp(text, "none") == 0)
		return true;
	if (!rate_parse(text, len, c))
		return false;
	while (text[len] == ',') {
		text += len + 1;
		len = strcspn(text, ",");
		if (!bound_parse(text, len, c))
			return false;
	}
	return true;
}

int
rbt_commission_parse(const char *text, struct rbt_commission *out,
    struct rbt_err *err)
{
	struct rbt_commission c = {.kind = RBT_COMMISSION_NONE};
	char quoted[RBT_ERR_QUOTE];

	if (!parse(text, &c))
		return rbt_err_set(err, RBT_E_USAGE,
		    "expected none, bps=N, per-share=N or per-order=N, behind "
		    "it ,min=N and ,max=N or ,max=N%%, got '%s'",
		    rbt_err_quote(text, strlen(text), quoted));
	*out = c;
	return 0;
}

/* *amount x times_e8 / 1e8, half to even. */
static bool
multiply(int64_t *amount, int64_t times_e8)
{
	rbt_i128 product;

	if (!rbt_dec_muldiv(*amount, times_e8, RBT_DEC_ONE, &product) ||
	    product > INT64_MAX)
		return false;
	*amount = (int64_t)product;
	return true;
}

bool
rbt_commission_scale(struct rbt_commission *c, int64_t times_e8)
{
	struct rbt_commission scaled = *c;

	if (!multiply(&scaled.rate_e8, times_e8) ||
	    !multiply(&scaled.min_e8, times_e8) ||
	    !multiply(&scaled.max_e8, times_e8))
		return false;
	*c = scaled;
	return true;
}

bool
rbt_commission_of(const struct rbt_commission *c, rbt_qty qty, rbt_money value,
    rbt_money *fee)
{
	/* bps: value in 1e-16 x rate in 1e-8 / 1e4 to 1e-8; percent alike. */
	const rbt_i128 bps_scale = (rbt_i128)RBT_DEC_ONE * RBT_DEC_ONE * 10000;
	const rbt_i128 percent_scale =
	    (rbt_i128)RBT_DEC_ONE * RBT_DEC_ONE * 100;
	rbt_i128 e8 = 0, cap = c->max_e8;

	switch (c->kind) {
	case RBT_COMMISSION_NONE:
		break;
	case RBT_COMMISSION_BPS:
		if (!rbt_dec_muldiv(value.v, c->rate_e8, bps_scale, &e8))
			return false;
		break;
	case RBT_COMMISSION_PER_SHARE:
		if (!rbt_dec_muldiv(qty.v, c->rate_e8, RBT_DEC_ONE, &e8))
			return false;
		break;
	case RBT_COMMISSION_PER_ORDER:
		e8 = c->rate_e8;
		break;
	}
	if (e8 < c->min_e8)
		e8 = c->min_e8;
	if (c->max_is_percent &&
	    !rbt_dec_muldiv(value.v, c->max_e8, percent_scale, &cap))
		return false;
	if (c->max_e8 != 0 && e8 > cap)
		e8 = cap;
	return !__builtin_mul_overflow(e8, (rbt_i128)RBT_DEC_ONE, &fee->v);
}
