/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * That parameters of a strategy were once tried on data: the line that the
 * trial log keeps of it.  It says enough to allow for it in a deflated Sharpe
 * ratio, and to find it again.
 */
#ifndef RBT_MARKET_TRIED_H
#define RBT_MARKET_TRIED_H

#include <stddef.h>
#include <stdint.h>

#include "core/hash.h"
#include "core/out.h"
#include "core/time.h"

/* What trials have in common: all but the parameters.  Names are told, hashes
 * count.  Texts are borrowed. */
struct rbt_study {
	const char *strategy, *bundle;
	char strategy_sha256[RBT_HASH_HEX], bundle_sha256[RBT_HASH_HEX];
	const char *options; /* an object in JSON */
	char options_sha256[RBT_HASH_HEX];
	int annualization; /* periods a year */
};

struct rbt_tried {
	const char *params; /* an object in JSON; NUL-terminated */
	double sharpe;      /* per period; NaN: there is none */
	int64_t periods;
	rbt_ts first; /* when it was tried first; whole seconds */
};

/* Writes a `tried` record. */
void rbt_tried_emit(struct rbt_out *out, const struct rbt_study *study,
    const struct rbt_tried *t);

/* Writes the members strategy and bundle, name and sha256 of each. */
struct rbt_jsonw;
void rbt_tried_put_pair(struct rbt_jsonw *w, const struct rbt_study *study);

#endif
