/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/slippage.h"

#include <string.h>

/* 1.0 in units of 1e-8 of a basis point. */
#define WHOLE (10000 * RBT_DEC_ONE)

/* The number behind `key`, >= 0 with at most eight decimals. */
static bool
amount_parse(const char *text, const char *key, int64_t *out)
{
	size_t k = strlen(key);

	if (strncmp(text, key, k) != 0)
		return false;
	text += k;
	return rbt_dec_parse(text, strlen(text), RBT_DEC_DIGITS, out) ==
		   RBT_DEC_EXACT &&
	       *out >= 0;
}

int
rbt_slippage_parse(const char *text, struct rbt_slippage *out,
    struct rbt_err *err)
{
	char quoted[RBT_ERR_QUOTE];

	if (strcmp(text, "none") == 0) {
		*out = (struct rbt_slippage){.kind = RBT_SLIPPAGE_NONE};
		return 0;
	}
	if (amount_parse(text, "bps=", &out->amount_e8) &&
	    out->amount_e8 < WHOLE) {
		out->kind = RBT_SLIPPAGE_BPS;
		return 0;
	}
	if (amount_parse(text, "fixed=", &out->amount_e8)) {
		out->kind = RBT_SLIPPAGE_FIXED;
		return 0;
	}
	return rbt_err_set(err, RBT_E_USAGE,
	    "expected none, bps=N (below 10000) or fixed=N, got '%s'",
	    rbt_err_quote(text, strlen(text), quoted));
}

bool
rbt_slippage_scale(struct rbt_slippage *s, int64_t times_e8)
{
	rbt_i128 amount;

	if (!rbt_dec_muldiv(s->amount_e8, times_e8, RBT_DEC_ONE, &amount) ||
	    amount > INT64_MAX ||
	    (s->kind == RBT_SLIPPAGE_BPS && amount >= WHOLE))
		return false;
	s->amount_e8 = (int64_t)amount;
	return true;
}

bool
rbt_slippage_apply(const struct rbt_slippage *s, enum rbt_side side,
    rbt_px price, rbt_px *out)
{
	int64_t against = side == RBT_BUY ? s->amount_e8 : -s->amount_e8;
	rbt_i128 slipped = price.v;

	switch (s->kind) {
	case RBT_SLIPPAGE_NONE:
		break;
	case RBT_SLIPPAGE_BPS:
		if (!rbt_dec_muldiv(price.v, WHOLE + against, WHOLE, &slipped))
			return false;
		break;
	case RBT_SLIPPAGE_FIXED:
		slipped += against;
		break;
	}
	if (slipped <= 0 || slipped > INT64_MAX)
		return false;
	out->v = (int64_t)slipped;
	return true;
}
