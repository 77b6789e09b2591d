/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/packed.h"

#include <stdlib.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>

#include "core/io.h"
#include "core/mem.h"
#include "fmt/jsonr.h"
#include "store/column.h"
#include "store/folder.h"
#include "store/pack.h"
#include "store/unpack.h"
#include "store/verify.h"

#define PIECE   (1u << 20)
#define ROW_MAX (RBT_COLUMN_ROW_MAX * RBT_SEGMENT_COLUMNS)

struct reader {
	struct rbt_packed *p; /* what is filled */
	struct archive *a;
	size_t stored;      /* bytes of the file */
	struct rbt_buf buf; /* the current entry */
};

static int
fail(const struct reader *r, struct rbt_err *err)
{
	const char *why = archive_error_string(r->a);

	return rbt_err_set(err, RBT_E_DATA, "damaged or truncated: %s",
	    why == NULL ? "bad end" : why);
}

/* The two formats that there are, by their first bytes, and no others. */
static int
open_archive(struct reader *r, const struct rbt_map *map, struct rbt_err *err)
{
	bool zst =
	    map->size > 4 && memcmp(map->data, "\x28\xb5\x2f\xfd", 4) == 0;
	bool zip = map->size > 4 && memcmp(map->data, "PK\3\4", 4) == 0;

	if (!zst && !zip)
		return rbt_err_set(err, RBT_E_DATA,
		    "is no packed bundle: neither .tar.zst nor .zip");
	r->stored = map->size;
	r->a = archive_read_new();
	if (r->a == NULL)
		return rbt_err_set(err, RBT_E_SYS, "out of memory");
	if (zip ? archive_read_support_format_zip_streamable(r->a)
		: archive_read_support_filter_zstd(r->a) != ARCHIVE_OK ||
		      archive_read_support_format_tar(r->a) != ARCHIVE_OK)
		return fail(r, err);
	if (archive_read_open_memory(r->a, map->data, map->size) != ARCHIVE_OK)
		return fail(r, err);
	return 0;
}

/* Goes to the next entry, which has to be a plain file of that name; with NULL
 * there has to be none. */
static int
next_entry(struct reader *r, const char *want, struct rbt_err *err)
{
	char quote[RBT_ERR_QUOTE];
	struct archive_entry *e;
	const char *name;
	int rc = archive_read_next_header(r->a, &e);

	if (rc == ARCHIVE_EOF)
		return want == NULL ? 0
				    : rbt_err_set(err, RBT_E_DATA,
					  "entry %s is missing", want);
	if (rc != ARCHIVE_OK)
		return fail(r, err);
	name = archive_entry_pathname(e);
	if (name == NULL)
		name = "?";
	rbt_err_quote(name, strlen(name), quote);
	if (want == NULL || strcmp(name, want) != 0)
		return rbt_err_set(err, RBT_E_DATA,
		    "entry '%s' where %s was expected: no packed bundle of "
		    "ours",
		    quote, want == NULL ? "the end" : want);
	if (archive_entry_filetype(e) != AE_IFREG ||
	    archive_entry_hardlink(e) != NULL)
		return rbt_err_set(err, RBT_E_DATA, "entry %s is no plain file",
		    want);
	return 0;
}

/* The bytes of the entry, which may not be more than `limit`. */
static int
read_entry(struct reader *r, const char *name, size_t limit,
    struct rbt_err *err)
{
	la_ssize_t n;

	rbt_buf_clear(&r->buf);
	do {
		n = archive_read_data(r->a, rbt_buf_reserve(&r->buf, PIECE),
		    PIECE);
		if (n < 0)
			return fail(r, err);
		r->buf.len += (size_t)n;
		if (r->buf.len > limit)
			return rbt_err_set(err, RBT_E_DATA,
			    "entry %s has more than %zu bytes", name, limit);
	} while (n > 0);
	return 0;
}

static int
index_symbol(struct rbt_packed *p, const struct rbt_jsonr_val *v,
    struct rbt_err *err)
{
	struct rbt_packed_symbol s = {0};
	struct rbt_err why = {0};
	const char *name;
	int64_t digits;

	if (rbt_jsonr_str(v, "symbol", &name, err) != 0 ||
	    rbt_jsonr_i64(v, "rows", 1, INT64_MAX / 64, &s.n, err) != 0)
		return -1;
	if (rbt_jsonr_has(v, "volume_digits")) {
		if (rbt_jsonr_i64(v, "volume_digits", 0, RBT_DEC_DIGITS,
			&digits, err) != 0)
			return -1;
		s.bars.has_volume = true;
		s.bars.volume_digits = (int)digits;
	}
	if (rbt_bar_symbol_check(name, strlen(name), &why) != 0)
		return rbt_jsonr_fail(v, "symbol", err, "%s", why.msg);
	if (p->symbols.n > 0 &&
	    strcmp(p->symbols.at[p->symbols.n - 1].symbol, name) >= 0)
		return rbt_jsonr_fail(v, "symbol", err,
		    "symbols are not in order");
	if (__builtin_add_overflow(p->rows, s.n, &p->rows))
		return rbt_jsonr_fail(v, "rows", err, "too many");
	s.symbol = rbt_arena_strndup(&p->arena, name, strlen(name));
	RBT_VEC_PUSH(&p->symbols, s);
	return 0;
}

static int
index_head(struct rbt_packed *p, const struct rbt_jsonr_val *root,
    struct rbt_err *err)
{
	const char *period, *calendar, *sha;
	struct rbt_err why = {0};
	int64_t format;

	if (rbt_jsonr_i64(root, "format", 1, INT64_MAX, &format, err) != 0)
		return -1;
	if (format != RBT_PACK_FORMAT)
		return rbt_jsonr_fail(root, "format", err,
		    "%lld is not known to this version, which reads %d",
		    (long long)format, RBT_PACK_FORMAT);
	if (rbt_jsonr_str(root, "period", &period, err) != 0 ||
	    rbt_jsonr_str(root, "calendar", &calendar, err) != 0 ||
	    rbt_jsonr_str(root, "sha256", &sha, err) != 0)
		return -1;
	if (rbt_period_parse(period, strlen(period), &p->period, &why) != 0)
		return rbt_jsonr_fail(root, "period", err, "%s", why.msg);
	p->calendar = rbt_calendar_find(calendar, &why);
	if (p->calendar == NULL)
		return rbt_jsonr_fail(root, "calendar", err, "%s", why.msg);
	if (strlen(sha) != RBT_HASH_HEX - 1 ||
	    strspn(sha, "0123456789abcdef") != RBT_HASH_HEX - 1)
		return rbt_jsonr_fail(root, "sha256", err,
		    "expected a SHA-256");
	memcpy(p->sha256, sha, RBT_HASH_HEX);
	return 0;
}

static int
parse_index(struct reader *r, struct rbt_err *err)
{
	struct rbt_packed *p = r->p;
	struct rbt_jsonr_val list, item;
	struct rbt_jsonr doc;
	size_t n = 0;
	int rc;

	if (rbt_jsonr_parse(&doc, rbt_buf_str(&r->buf), r->buf.len, err) != 0)
		return -1;
	rc = index_head(p, &doc.root, err);
	if (rc == 0)
		rc = rbt_jsonr_arr(&doc.root, "symbols", &list, &n, err);
	for (size_t i = 0; i < n && rc == 0; i++) {
		item = rbt_jsonr_item(&list, i);
		rc = index_symbol(p, &item, err);
	}
	if (rc == 0 && n == 0)
		rc = rbt_err_set(err, RBT_E_DATA, "no symbols");
	rbt_jsonr_release(&doc);
	return rc;
}

/* Before any bars are read: whether so few bytes can mean so much. */
static int
check_size(const struct reader *r, struct rbt_err *err)
{
	uint64_t rows = (uint64_t)r->p->rows;
	uint64_t limit =
	    RBT_UNPACK_FREE + (uint64_t)r->stored * RBT_UNPACK_RATIO;

	if (rows <= limit / (8 * RBT_SEGMENT_COLUMNS))
		return 0;
	return rbt_err_set(err, RBT_E_DATA,
	    "%llu rows in %zu bytes: refused as a bomb",
	    (unsigned long long)rows, r->stored);
}

static int
read_index(struct reader *r, struct rbt_err *err)
{
	if (next_entry(r, RBT_PACK_INDEX, err) != 0 ||
	    read_entry(r, RBT_PACK_INDEX, RBT_PACK_INDEX_MAX, err) != 0)
		return -1;
	if (parse_index(r, err) != 0 || check_size(r, err) != 0)
		return rbt_err_wrap(err, RBT_PACK_INDEX);
	return 0;
}

/* Whether the volumes have the decimals that they need, and there are any: else
 * the same bars would be of two kinds. */
static bool
is_canonical(const struct rbt_series *s)
{
	int digits = RBT_BAR_NO_VOLUME;

	for (size_t i = 0; i < s->n && digits < s->volume_digits; i++) {
		struct rbt_bar bar = rbt_series_bar(s, i);

		rbt_bar_trim(&bar);
		if (bar.volume_digits > digits)
			digits = bar.volume_digits;
	}
	return s->volume == NULL || digits == s->volume_digits;
}

static int
decode(const struct reader *r, struct rbt_packed_symbol *s, struct rbt_err *err)
{
	struct rbt_series_builder *b = &s->bars;
	int64_t **column[] = {&b->time, &b->open, &b->high, &b->low, &b->close,
	    &b->volume};
	struct rbt_series all;
	size_t n = (size_t)s->n;
	const uint8_t *at = (const uint8_t *)rbt_buf_str(&r->buf);
	const uint8_t *end = at + r->buf.len;

	for (int k = 0; k < RBT_SEGMENT_COLUMNS; k++) {
		*column[k] = rbt_alloc_n(n, sizeof **column[k], SIZE_MAX, err);
		if (*column[k] == NULL)
			return -1;
		if (k == RBT_SEGMENT_VOLUME && !b->has_volume) {
			for (size_t i = 0; i < n; i++)
				b->volume[i] = RBT_SERIES_NO_VOLUME;
			continue;
		}
		if (rbt_column_unpack(&at, end, *column[k], n, err) != 0)
			return -1;
	}
	b->n = b->cap = n;
	if (at != end)
		return rbt_err_set(err, RBT_E_DATA,
		    "bytes behind the last column");
	all = rbt_series_builder_view(b, s->symbol, r->p->period);
	if (rbt_verify_rows(NULL, &all, err) != 0)
		return -1;
	if (!is_canonical(&all))
		return rbt_err_set(err, RBT_E_DATA,
		    "volumes with more decimals than they need");
	return 0;
}

static int
read_symbols(struct reader *r, struct rbt_err *err)
{
	struct rbt_packed *p = r->p;
	char name[RBT_PACK_SYMBOL_MAX];

	for (size_t i = 0; i < p->symbols.n; i++) {
		struct rbt_packed_symbol *s = &p->symbols.at[i];

		rbt_pack_symbol_name(name, i);
		if (next_entry(r, name, err) != 0 ||
		    read_entry(r, name,
			RBT_SEGMENT_COLUMNS + (size_t)s->n * ROW_MAX, err) != 0)
			return -1;
		if (decode(r, s, err) != 0)
			return rbt_err_wrap(err, "%s", name);
	}
	return next_entry(r, NULL, err);
}

/* The file is a source of what comes of it. */
static void
name_source(struct rbt_packed *p, const char *file, const struct rbt_map *map)
{
	char *name = rbt_folder_name(file), sha[RBT_HASH_HEX];

	rbt_hash_hex(map->data, map->size, sha);
	p->source.tool = "rbt-bundle";
	p->source.name = rbt_arena_strndup(&p->arena, name, strlen(name));
	p->source.sha256 = rbt_arena_strndup(&p->arena, sha, strlen(sha));
	free(name);
}

int
rbt_packed_read(struct rbt_packed *p, const char *file, struct rbt_err *err)
{
	struct reader r = {.p = p};
	struct rbt_map map;
	int rc;

	*p = (struct rbt_packed){0};
	if (rbt_map_open(&map, file, err) != 0)
		return -1;
	rc = open_archive(&r, &map, err);
	if (rc == 0)
		rc = read_index(&r, err);
	if (rc == 0)
		rc = read_symbols(&r, err);
	if (rc == 0)
		name_source(p, file, &map);
	if (r.a != NULL)
		archive_read_free(r.a);
	rbt_buf_release(&r.buf);
	rbt_map_release(&map);
	return rc;
}

void
rbt_packed_release(struct rbt_packed *p)
{
	for (size_t i = 0; i < p->symbols.n; i++)
		rbt_series_builder_release(&p->symbols.at[i].bars);
	RBT_VEC_RELEASE(&p->symbols);
	rbt_arena_release(&p->arena);
}
