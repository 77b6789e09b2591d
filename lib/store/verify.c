/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/verify.h"

#include <errno.h>
#include <string.h>

#include "fmt/jsonw.h"
#include "market/bar.h"
#include "store/member.h"

#define HASH_STEP (4u << 20) /* bytes between two ticks */
#define ROW_STEP  (1u << 16)

static int
check_hash(const struct rbt_verify *v, const struct rbt_manifest_symbol *e,
    struct rbt_err *err)
{
	struct rbt_hash hash;
	struct rbt_buf path = {0};
	struct rbt_map map;
	char sha[RBT_HASH_HEX];
	size_t n;
	int rc;

	rbt_manifest_segment_path(&path, v->folder, e->segment);
	rc = rbt_map_open(&map, path.data, err);
	rbt_hash_init(&hash);
	for (size_t at = 0; rc == 0 && at < map.size; at += n) {
		n = map.size - at;
		n = n < HASH_STEP ? n : HASH_STEP;
		rbt_hash_update(&hash, map.data + at, n);
		v->tick(v->tick_self);
	}
	rbt_hash_final_hex(&hash, sha);
	if (rc == 0 && strcmp(sha, e->seal.sha256) != 0)
		rc = rbt_err_set(err, RBT_E_DATA,
		    "%s: damaged: its SHA-256 is %s", path.data, sha);
	rbt_map_release(&map);
	rbt_buf_release(&path);
	return rc;
}

int
rbt_verify_rows(struct rbt_verify *v, const struct rbt_series *s,
    struct rbt_err *err)
{
	struct rbt_bar_check check = {0};
	char time[RBT_TS_MAX];
	bool repaired = false;

	for (size_t i = 0; i < s->n; i++) {
		struct rbt_bar bar = rbt_series_bar(s, i);

		if (rbt_bar_check(&check, &bar, s->period, false, &repaired,
			err) != 0) {
			(void)rbt_ts_format_for(bar.time, s->period, time);
			return rbt_err_wrap(err, "%s row %zu, %s", s->symbol,
			    i + 1, time);
		}
		if (v == NULL)
			continue;
		v->rows++;
		if (i % ROW_STEP == 0)
			v->tick(v->tick_self);
	}
	return 0;
}

/* Bad data is the answer no; so is a file that is gone. */
static int
answer(const struct rbt_err *why, struct rbt_err *err)
{
	bool gone = why->code == RBT_E_SYS && why->sys == ENOENT;

	return rbt_err_set(err,
	    why->code == RBT_E_DATA || gone ? RBT_E_NO : why->code, "%s",
	    why->msg);
}

int
rbt_verify_symbol(struct rbt_verify *v, const struct rbt_manifest_symbol *e,
    struct rbt_err *err)
{
	struct rbt_err why = {0};
	struct rbt_segment g;
	int rc = rbt_member_open(&g, v->m, e, v->folder, &why);

	if (rc != 0)
		return answer(&why, err);
	/* The checksums first: they say which column it is. */
	if (rbt_member_check(&g, e, RBT_SEGMENT_ALL, v->folder, &why) != 0 ||
	    rbt_verify_rows(v, &g.series, &why) != 0 ||
	    check_hash(v, e, &why) != 0)
		rc = answer(&why, err);
	rbt_segment_release(&g);
	return rc;
}

void
rbt_verify_emit(struct rbt_out *out, const struct rbt_manifest_symbol *e,
    const char *problem)
{
	struct rbt_jsonw w;

	rbt_jsonw_begin(&w, out, "verify");
	rbt_jsonw_str(&w, "symbol", e->symbol);
	rbt_jsonw_i64(&w, "segment", e->segment);
	rbt_jsonw_i64(&w, "rows", e->rows);
	rbt_jsonw_bool(&w, "ok", problem == NULL);
	if (problem == NULL)
		rbt_jsonw_null(&w, "problem");
	else
		rbt_jsonw_str(&w, "problem", problem);
	rbt_jsonw_end(&w);
}
