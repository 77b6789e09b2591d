/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/bundle.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "store/segment.h"

struct rbt_bundle {
	struct rbt_manifest manifest;
	struct rbt_bundle_info info;
	struct rbt_buf folder;
	struct rbt_segment *segments; /* one a symbol, n_open of them open */
	size_t n_open;
};

/* The last part of a path, without slashes behind it. */
static const char *
last_part(struct rbt_arena *arena, const char *path)
{
	size_t end = strlen(path), start;

	while (end > 1 && path[end - 1] == '/')
		end--;
	for (start = end; start > 0 && path[start - 1] != '/'; start--)
		;
	return rbt_arena_strndup(arena, path + start, end - start);
}

static void
fill_info(struct rbt_bundle *b)
{
	struct rbt_manifest *m = &b->manifest;

	b->info = (struct rbt_bundle_info){
	    .name = last_part(&m->arena, rbt_buf_str(&b->folder)),
	    .calendar = rbt_calendar_name(m->calendar),
	    .calendar_assumed = m->calendar_assumed,
	    .version = m->version,
	    .period = m->period,
	};
	memcpy(b->info.sha256, m->sha256, sizeof b->info.sha256);
	for (size_t i = 0; i < m->symbols.n; i++) {
		b->info.rows += m->symbols.at[i].rows;
		b->info.missing += m->symbols.at[i].missing;
	}
}

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

static int
open_segments(struct rbt_bundle *b, struct rbt_err *err)
{
	const struct rbt_manifest *m = &b->manifest;
	struct rbt_buf path = {0};
	int rc = 0;

	b->segments = rbt_xcalloc(m->symbols.n, sizeof *b->segments);
	for (size_t i = 0; i < m->symbols.n && rc == 0; i++) {
		const struct rbt_manifest_symbol *e = &m->symbols.at[i];
		struct rbt_segment *g = &b->segments[i];

		rbt_manifest_segment_path(&path, rbt_buf_str(&b->folder),
		    e->segment);
		rc = rbt_segment_open(g, path.data, err);
		if (rc != 0)
			break;
		b->n_open++;
		g->series.symbol = e->symbol;
		if (!agrees(&g->series, e, m->period))
			rc = rbt_err_set(err, RBT_E_DATA,
			    "%s: is not what the manifest says of %s",
			    path.data, e->symbol);
	}
	rbt_buf_release(&path);
	return rc;
}

struct rbt_bundle *
rbt_bundle_open(const char *path, struct rbt_err *err)
{
	struct rbt_bundle *b = rbt_xcalloc(1, sizeof *b);
	int rc;

	rbt_buf_add_str(&b->folder, path);
	rc = rbt_manifest_read(&b->manifest, path, RBT_MANIFEST_FILE, err);
	if (rc == 1)
		rbt_err_set(err, RBT_E_DATA, "no bundle at %s", path);
	if (rc != 0 || open_segments(b, err) != 0) {
		rbt_bundle_free(b);
		return NULL;
	}
	fill_info(b);
	return b;
}

void
rbt_bundle_free(struct rbt_bundle *b)
{
	if (b == NULL)
		return;
	for (size_t i = 0; i < b->n_open; i++)
		rbt_segment_release(&b->segments[i]);
	free(b->segments);
	rbt_manifest_release(&b->manifest);
	rbt_buf_release(&b->folder);
	free(b);
}

const struct rbt_bundle_info *
rbt_bundle_info(const struct rbt_bundle *b)
{
	return &b->info;
}

const struct rbt_manifest *
rbt_bundle_manifest(const struct rbt_bundle *b)
{
	return &b->manifest;
}

size_t
rbt_bundle_n(const struct rbt_bundle *b)
{
	return b->manifest.symbols.n;
}

const struct rbt_series *
rbt_bundle_series(const struct rbt_bundle *b, size_t i)
{
	return &b->segments[i].series;
}

ptrdiff_t
rbt_bundle_find(const struct rbt_bundle *b, const char *symbol)
{
	const struct rbt_manifest_symbol *e =
	    rbt_manifest_find(&b->manifest, symbol);

	return e == NULL ? -1 : e - b->manifest.symbols.at;
}

int64_t
rbt_bundle_missing(const struct rbt_bundle *b, size_t i)
{
	return b->manifest.symbols.at[i].missing;
}

int
rbt_bundle_verify(const struct rbt_bundle *b, size_t i, struct rbt_err *err)
{
	const struct rbt_manifest_symbol *e = &b->manifest.symbols.at[i];
	const struct rbt_map *map = &b->segments[i].map;
	char sha[RBT_HASH_HEX];
	struct rbt_buf path = {0};

	rbt_hash_hex(map->data, map->size, sha);
	if (strcmp(sha, e->sha256) == 0)
		return 0;
	rbt_manifest_segment_path(&path, rbt_buf_str(&b->folder), e->segment);
	rbt_err_set(err, RBT_E_DATA,
	    "%s: damaged: its bytes are not those that were ingested for %s",
	    path.data, e->symbol);
	rbt_buf_release(&path);
	return -1;
}
