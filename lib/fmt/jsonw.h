/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A streaming writer of one-line JSON objects.  State is on the caller's
 * stack; keys are literals that need no escaping; a record leaves whole.
 *
 *	struct rbt_jsonw w;
 *	rbt_jsonw_begin(&w, out, "fill");	// {"type":"fill"
 *	rbt_jsonw_str(&w, "symbol", "SPY");
 *	rbt_jsonw_px(&w, "price", price);
 *	rbt_jsonw_end(&w);			// }\n
 *
 * Doubles are written in shortest form; what is not finite is null.  Decimals
 * are exact.  A failed write stays in `out` until rbt_out_close reports it.
 */
#ifndef RBT_FMT_JSONW_H
#define RBT_FMT_JSONW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/dec.h"
#include "core/io.h"
#include "core/time.h"

#define RBT_JSONW_DEPTH 16

struct rbt_jsonw {
	struct rbt_out *out;
	unsigned depth;
	bool comma[RBT_JSONW_DEPTH]; /* a member was written at this depth */
};

/* Opens the object of a record: {"type":"...". */
void rbt_jsonw_begin(struct rbt_jsonw *w, struct rbt_out *out,
    const char *type);
/* Closes it with "}\n"; what is open below must be closed. */
void rbt_jsonw_end(struct rbt_jsonw *w);

/* A document that is no record (a manifest): a bare object, no type. */
void rbt_jsonw_begin_plain(struct rbt_jsonw *w, struct rbt_out *out);

/* In a list the key is NULL. */
void rbt_jsonw_str(struct rbt_jsonw *w, const char *key, const char *s);
/* Without a text null. */
void rbt_jsonw_str_or_null(struct rbt_jsonw *w, const char *key, const char *s);
void rbt_jsonw_strn(struct rbt_jsonw *w, const char *key, const char *s,
    size_t len);
void rbt_jsonw_i64(struct rbt_jsonw *w, const char *key, int64_t v);
void rbt_jsonw_u64(struct rbt_jsonw *w, const char *key, uint64_t v);
void rbt_jsonw_f64(struct rbt_jsonw *w, const char *key, double v);
void rbt_jsonw_bool(struct rbt_jsonw *w, const char *key, bool v);
void rbt_jsonw_null(struct rbt_jsonw *w, const char *key);
void rbt_jsonw_px(struct rbt_jsonw *w, const char *key, rbt_px v);
void rbt_jsonw_qty(struct rbt_jsonw *w, const char *key, rbt_qty v);
void rbt_jsonw_money(struct rbt_jsonw *w, const char *key, rbt_money v);
/* v x 10^-digits exactly (a volume with its own scale). */
void rbt_jsonw_dec(struct rbt_jsonw *w, const char *key, int64_t v, int digits);
/* A date if p is a day or more, else RFC 3339 UTC. */
void rbt_jsonw_time(struct rbt_jsonw *w, const char *key, rbt_ts t,
    rbt_period p);
/* len bytes that are JSON already. */
void rbt_jsonw_raw(struct rbt_jsonw *w, const char *key, const char *json,
    size_t len);

void rbt_jsonw_obj_begin(struct rbt_jsonw *w, const char *key);
void rbt_jsonw_obj_end(struct rbt_jsonw *w);
void rbt_jsonw_arr_begin(struct rbt_jsonw *w, const char *key);
void rbt_jsonw_arr_end(struct rbt_jsonw *w);

#endif
