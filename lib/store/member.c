/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/member.h"

#include "core/buf.h"
#include "market/bar.h"

/* Whether the segment is the one that the manifest means. */
static bool
agrees(const struct rbt_series *s, const struct rbt_manifest_symbol *e,
    rbt_period period)
{
	int digits = s->volume == NULL ? RBT_BAR_NO_VOLUME : s->volume_digits;

	return s->n == (size_t)e->rows && s->time[0] == e->first.ns &&
	       s->time[s->n - 1] == e->last.ns && s->period.ns == period.ns &&
	       digits == e->volume_digits;
}

int
rbt_member_open(struct rbt_segment *g, const struct rbt_manifest *m,
    const struct rbt_manifest_symbol *e, const char *folder,
    struct rbt_err *err)
{
	struct rbt_buf path = {0};
	int rc;

	rbt_manifest_segment_path(&path, folder, e->segment);
	rc = rbt_segment_open(g, path.data, err);
	if (rc == 0 && !agrees(&g->series, e, m->period)) {
		rc = rbt_err_set(err, RBT_E_DATA,
		    "%s: is not what the manifest says of %s", path.data,
		    e->symbol);
		rbt_segment_release(g);
	}
	if (rc == 0)
		g->series.symbol = e->symbol;
	rbt_buf_release(&path);
	return rc;
}

int
rbt_member_check(const struct rbt_segment *g,
    const struct rbt_manifest_symbol *e, unsigned columns, const char *folder,
    struct rbt_err *err)
{
	const char *column = rbt_segment_damage(g, &e->seal, columns);
	struct rbt_buf path = {0};

	if (column == NULL)
		return 0;
	rbt_manifest_segment_path(&path, folder, e->segment);
	rbt_err_set(err, RBT_E_DATA,
	    "%s: damaged: column %s is not what was ingested for %s", path.data,
	    column, e->symbol);
	rbt_buf_release(&path);
	return -1;
}
