/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/bundle.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "store/folder.h"
#include "store/member.h"

struct rbt_bundle {
	struct rbt_manifest manifest;
	struct rbt_bundle_info info;
	struct rbt_buf folder;
	char *name;
	struct rbt_segment *segments; /* one a symbol, n_open of them open */
	size_t n_open;
};

static void
fill_info(struct rbt_bundle *b)
{
	struct rbt_manifest *m = &b->manifest;

	b->info = (struct rbt_bundle_info){
	    .name = b->name,
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

static int
open_segments(struct rbt_bundle *b, struct rbt_err *err)
{
	const struct rbt_manifest *m = &b->manifest;
	size_t n = m->symbols.n;

	b->segments = rbt_xcalloc(n, sizeof *b->segments);
	while (b->n_open < n) {
		if (rbt_member_open(&b->segments[b->n_open], m,
			&m->symbols.at[b->n_open], rbt_buf_str(&b->folder),
			err) != 0)
			return -1;
		b->n_open++;
	}
	return 0;
}

struct rbt_bundle *
rbt_bundle_open(const char *path, struct rbt_err *err)
{
	struct rbt_bundle *b = rbt_xcalloc(1, sizeof *b);
	int rc;

	rbt_buf_add_str(&b->folder, path);
	b->name = rbt_folder_name(path);
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
	free(b->name);
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
rbt_bundle_check(const struct rbt_bundle *b, size_t i, unsigned columns,
    struct rbt_err *err)
{
	return rbt_member_check(&b->segments[i], &b->manifest.symbols.at[i],
	    columns, rbt_buf_str(&b->folder), err);
}
