/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "market/tried.h"

#include "fmt/jsonw.h"

static void
put_named(struct rbt_jsonw *w, const char *key, const char *name,
    const char *sha256)
{
	rbt_jsonw_obj_begin(w, key);
	rbt_jsonw_str(w, "name", name);
	rbt_jsonw_str(w, "sha256", sha256);
	rbt_jsonw_obj_end(w);
}

void
rbt_tried_put_pair(struct rbt_jsonw *w, const struct rbt_study *study)
{
	put_named(w, "strategy", study->strategy, study->strategy_sha256);
	put_named(w, "bundle", study->bundle, study->bundle_sha256);
}

void
rbt_tried_emit(struct rbt_out *out, const struct rbt_study *study,
    const struct rbt_tried *t)
{
	struct rbt_jsonw w;

	rbt_jsonw_begin(&w, out, "tried");
	rbt_tried_put_pair(&w, study);
	rbt_jsonw_raw(&w, "options", study->options, strlen(study->options));
	rbt_jsonw_str(&w, "options_sha256", study->options_sha256);
	rbt_jsonw_raw(&w, "params", t->params, strlen(t->params));
	rbt_jsonw_i64(&w, "annualization", study->annualization);
	rbt_jsonw_i64(&w, "periods", t->periods);
	rbt_jsonw_f64(&w, "sharpe", t->sharpe);
	rbt_jsonw_time(&w, "first", t->first, (rbt_period){RBT_SEC_NS});
	rbt_jsonw_end(&w);
}
