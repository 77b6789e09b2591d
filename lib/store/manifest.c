/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/manifest.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/io.h"
#include "fmt/jsonr.h"
#include "fmt/jsonw.h"
#include "market/bar.h"

#define FORMAT  2
#define CONTENT 1 /* version of the text behind the content hash */

const char *
rbt_manifest_segment_path(struct rbt_buf *b, const char *folder,
    int64_t segment)
{
	rbt_buf_clear(b);
	rbt_buf_printf(b, "%s/%06" PRId64 ".seg", folder, segment);
	return rbt_buf_str(b);
}

/*
 * The hash of the content: period, calendar, and each symbol with the hash of
 * its segment.  Neither segment numbers nor provenance enter, so the order of
 * ingest does not show.
 */
void
rbt_manifest_hash(const struct rbt_manifest *m, char out[RBT_HASH_HEX])
{
	struct rbt_buf text = {0};
	struct rbt_hash hash;

	rbt_hash_init(&hash);
	rbt_buf_printf(&text,
	    "rbt-bundle %d\nperiod_ns %" PRId64 "\ncalendar %s\n", CONTENT,
	    m->period.ns, rbt_calendar_name(m->calendar));
	for (size_t i = 0; i < m->symbols.n; i++)
		rbt_buf_printf(&text, "%s %s\n", m->symbols.at[i].symbol,
		    m->symbols.at[i].seal.sha256);
	rbt_hash_update(&hash, text.data, text.len);
	rbt_hash_final_hex(&hash, out);
	rbt_buf_release(&text);
}

/* A member that is 64 lower-case hexadecimal digits. */
static int
read_sha(const struct rbt_jsonr_val *v, const char *key, const char **out,
    struct rbt_err *err)
{
	if (rbt_jsonr_str(v, key, out, err) != 0)
		return -1;
	if (strlen(*out) != RBT_HASH_HEX - 1 ||
	    strspn(*out, "0123456789abcdef") != RBT_HASH_HEX - 1)
		return rbt_jsonr_fail(v, key, err, "expected a SHA-256");
	return 0;
}

static int
read_time(const struct rbt_jsonr_val *v, const char *key, rbt_ts *out,
    struct rbt_err *err)
{
	struct rbt_err why = {0};
	const char *text;

	if (rbt_jsonr_str(v, key, &text, err) != 0)
		return -1;
	if (rbt_ts_parse(text, strlen(text), out, &why) != 0)
		return rbt_jsonr_fail(v, key, err, "%s", why.msg);
	return 0;
}

/* The checksums of the columns: 16 digits each, five or six as there is no
 * volume or there is. */
static int
read_checks(const struct rbt_jsonr_val *v, struct rbt_manifest_symbol *s,
    struct rbt_err *err)
{
	bool volume = s->volume_digits != RBT_BAR_NO_VOLUME;
	struct rbt_jsonr_val list, item;
	const char *text;
	size_t n;

	if (rbt_jsonr_arr(v, "xxh3", &list, &n, err) != 0)
		return -1;
	if (n != (volume ? RBT_SEGMENT_COLUMNS : RBT_SEGMENT_COLUMNS - 1))
		return rbt_jsonr_fail(v, "xxh3", err,
		    "expected one checksum a column");
	for (size_t i = 0; i < n; i++) {
		item = rbt_jsonr_item(&list, i);
		if (rbt_jsonr_str(&item, NULL, &text, err) != 0)
			return -1;
		if (strlen(text) != 16 ||
		    strspn(text, "0123456789abcdef") != 16)
			return rbt_jsonr_fail(&item, NULL, err,
			    "expected 16 hexadecimal digits");
		s->seal.column[i] = strtoull(text, NULL, 16);
	}
	return 0;
}

static int
read_symbol(struct rbt_manifest *m, const struct rbt_jsonr_val *v,
    struct rbt_err *err)
{
	struct rbt_manifest_symbol s = {.volume_digits = RBT_BAR_NO_VOLUME};
	const char *sha, *name;
	struct rbt_err why = {0};
	int64_t digits;

	if (rbt_jsonr_str(v, "symbol", &name, err) != 0 ||
	    rbt_jsonr_i64(v, "segment", 1, m->next_segment - 1, &s.segment,
		err) != 0 ||
	    rbt_jsonr_i64(v, "rows", 1, INT64_MAX / 64, &s.rows, err) != 0 ||
	    read_time(v, "first", &s.first, err) != 0 ||
	    read_time(v, "last", &s.last, err) != 0 ||
	    rbt_jsonr_i64(v, "missing", 0, INT64_MAX, &s.missing, err) != 0 ||
	    rbt_jsonr_i64(v, "extra", 0, INT64_MAX, &s.extra, err) != 0 ||
	    rbt_jsonr_i64(v, "moves", 0, INT64_MAX, &s.moves, err) != 0 ||
	    read_sha(v, "sha256", &sha, err) != 0)
		return -1;
	if (rbt_jsonr_has(v, "volume_digits")) {
		if (rbt_jsonr_i64(v, "volume_digits", 0, RBT_DEC_DIGITS,
			&digits, err) != 0)
			return -1;
		s.volume_digits = (int)digits;
	}
	if (read_checks(v, &s, err) != 0)
		return -1;
	if (rbt_bar_symbol_check(name, strlen(name), &why) != 0)
		return rbt_jsonr_fail(v, "symbol", err, "%s", why.msg);
	if (m->symbols.n > 0 &&
	    strcmp(m->symbols.at[m->symbols.n - 1].symbol, name) >= 0)
		return rbt_jsonr_fail(v, "symbol", err,
		    "symbols are not in order");
	s.symbol = rbt_arena_strndup(&m->arena, name, strlen(name));
	memcpy(s.seal.sha256, sha, RBT_HASH_HEX);
	RBT_VEC_PUSH(&m->symbols, s);
	return 0;
}

/* A member that may be null, copied into the arena. */
static int
read_optional(struct rbt_manifest *m, const struct rbt_jsonr_val *v,
    const char *key, const char **out, struct rbt_err *err)
{
	const char *text;

	*out = NULL;
	if (!rbt_jsonr_has(v, key))
		return 0;
	if (rbt_jsonr_str(v, key, &text, err) != 0)
		return -1;
	*out = rbt_arena_strndup(&m->arena, text, strlen(text));
	return 0;
}

static int
read_source(struct rbt_manifest *m, const struct rbt_jsonr_val *v,
    struct rbt_err *err)
{
	struct rbt_manifest_source s;

	if (read_optional(m, v, "tool", &s.tool, err) != 0 ||
	    read_optional(m, v, "name", &s.name, err) != 0 ||
	    read_optional(m, v, "sha256", &s.sha256, err) != 0)
		return -1;
	RBT_VEC_PUSH(&m->sources, s);
	return 0;
}

static int
read_list(struct rbt_manifest *m, const struct rbt_jsonr_val *root,
    const char *key,
    int (*one)(struct rbt_manifest *, const struct rbt_jsonr_val *,
	struct rbt_err *),
    struct rbt_err *err)
{
	struct rbt_jsonr_val list, item;
	size_t n;

	if (rbt_jsonr_arr(root, key, &list, &n, err) != 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		item = rbt_jsonr_item(&list, i);
		if (one(m, &item, err) != 0)
			return -1;
	}
	return 0;
}

static int
read_head(struct rbt_manifest *m, const struct rbt_jsonr_val *root,
    struct rbt_err *err)
{
	struct rbt_err why = {0};
	const char *period, *calendar, *sha;
	int64_t format;

	if (rbt_jsonr_i64(root, "format", 1, INT64_MAX, &format, err) != 0)
		return -1;
	if (format != FORMAT)
		return rbt_jsonr_fail(root, "format", err,
		    "%" PRId64 " is not known to this version, which reads %d",
		    format, FORMAT);
	if (rbt_jsonr_i64(root, "version", 1, INT64_MAX - 1, &m->version,
		err) != 0 ||
	    rbt_jsonr_str(root, "period", &period, err) != 0 ||
	    rbt_jsonr_str(root, "calendar", &calendar, err) != 0 ||
	    rbt_jsonr_bool(root, "calendar_assumed", &m->calendar_assumed,
		err) != 0 ||
	    read_sha(root, "sha256", &sha, err) != 0 ||
	    rbt_jsonr_i64(root, "next_segment", 1, INT64_MAX / 2,
		&m->next_segment, err) != 0)
		return -1;
	memcpy(m->sha256, sha, RBT_HASH_HEX);
	if (rbt_period_parse(period, strlen(period), &m->period, &why) != 0)
		return rbt_jsonr_fail(root, "period", err, "%s", why.msg);
	m->calendar = rbt_calendar_find(calendar, &why);
	if (m->calendar == NULL)
		return rbt_jsonr_fail(root, "calendar", err, "%s", why.msg);
	return 0;
}

static int
parse(struct rbt_manifest *m, const struct rbt_buf *text, struct rbt_err *err)
{
	struct rbt_jsonr doc;
	char sha[RBT_HASH_HEX];
	int rc = -1;

	if (rbt_jsonr_parse(&doc, rbt_buf_str(text), text->len, err) != 0)
		return -1;
	if (read_head(m, &doc.root, err) == 0 &&
	    read_list(m, &doc.root, "symbols", read_symbol, err) == 0 &&
	    read_list(m, &doc.root, "sources", read_source, err) == 0)
		rc = 0;
	rbt_jsonr_release(&doc);
	if (rc != 0)
		return -1;
	rbt_manifest_hash(m, sha);
	if (strcmp(sha, m->sha256) != 0)
		return rbt_err_set(err, RBT_E_DATA,
		    "damaged: sha256 is not that of the content");
	return 0;
}

int
rbt_manifest_read(struct rbt_manifest *m, const char *folder, const char *file,
    struct rbt_err *err)
{
	struct rbt_buf path = {0}, text = {0};
	int rc = 1;

	*m = (struct rbt_manifest){0};
	rbt_buf_printf(&path, "%s/%s", folder, file);
	if (access(path.data, F_OK) == 0 || errno != ENOENT)
		rc = rbt_io_read_file(path.data, RBT_JSONR_MAX, &text, err);
	if (rc == 0 && parse(m, &text, err) != 0)
		rc = rbt_err_wrap(err, "%s", path.data);
	rbt_buf_release(&path);
	rbt_buf_release(&text);
	return rc;
}

void
rbt_manifest_release(struct rbt_manifest *m)
{
	RBT_VEC_RELEASE(&m->symbols);
	RBT_VEC_RELEASE(&m->sources);
	rbt_arena_release(&m->arena);
	*m = (struct rbt_manifest){0};
}

static void
write_checks(struct rbt_jsonw *w, const struct rbt_manifest_symbol *s)
{
	int n = RBT_SEGMENT_COLUMNS - (s->volume_digits == RBT_BAR_NO_VOLUME);
	char text[17];

	rbt_jsonw_arr_begin(w, "xxh3");
	for (int i = 0; i < n; i++) {
		snprintf(text, sizeof text, "%016" PRIx64, s->seal.column[i]);
		rbt_jsonw_str(w, NULL, text);
	}
	rbt_jsonw_arr_end(w);
}

static void
write_symbol(struct rbt_jsonw *w, const struct rbt_manifest *m,
    const struct rbt_manifest_symbol *s)
{
	rbt_jsonw_obj_begin(w, NULL);
	rbt_jsonw_str(w, "symbol", s->symbol);
	rbt_jsonw_i64(w, "segment", s->segment);
	rbt_jsonw_str(w, "sha256", s->seal.sha256);
	write_checks(w, s);
	rbt_jsonw_i64(w, "rows", s->rows);
	rbt_jsonw_time(w, "first", s->first, m->period);
	rbt_jsonw_time(w, "last", s->last, m->period);
	if (s->volume_digits == RBT_BAR_NO_VOLUME)
		rbt_jsonw_null(w, "volume_digits");
	else
		rbt_jsonw_i64(w, "volume_digits", s->volume_digits);
	rbt_jsonw_i64(w, "missing", s->missing);
	rbt_jsonw_i64(w, "extra", s->extra);
	rbt_jsonw_i64(w, "moves", s->moves);
	rbt_jsonw_obj_end(w);
}

static void
write_optional(struct rbt_jsonw *w, const char *key, const char *text)
{
	if (text == NULL)
		rbt_jsonw_null(w, key);
	else
		rbt_jsonw_str(w, key, text);
}

static void
write_body(struct rbt_jsonw *w, const struct rbt_manifest *m)
{
	char period[RBT_TS_MAX];

	rbt_jsonw_i64(w, "format", FORMAT);
	rbt_jsonw_i64(w, "version", m->version);
	(void)rbt_period_format(m->period, period);
	rbt_jsonw_str(w, "period", period);
	rbt_jsonw_str(w, "calendar", rbt_calendar_name(m->calendar));
	rbt_jsonw_bool(w, "calendar_assumed", m->calendar_assumed);
	rbt_jsonw_str(w, "sha256", m->sha256);
	rbt_jsonw_i64(w, "next_segment", m->next_segment);
	rbt_jsonw_arr_begin(w, "symbols");
	for (size_t i = 0; i < m->symbols.n; i++)
		write_symbol(w, m, &m->symbols.at[i]);
	rbt_jsonw_arr_end(w);
	rbt_jsonw_arr_begin(w, "sources");
	for (size_t i = 0; i < m->sources.n; i++) {
		const struct rbt_manifest_source *s = &m->sources.at[i];

		rbt_jsonw_obj_begin(w, NULL);
		write_optional(w, "tool", s->tool);
		write_optional(w, "name", s->name);
		write_optional(w, "sha256", s->sha256);
		rbt_jsonw_obj_end(w);
	}
	rbt_jsonw_arr_end(w);
}

int
rbt_manifest_write(struct rbt_manifest *m, const char *folder,
    struct rbt_err *err)
{
	struct rbt_buf path = {0};
	struct rbt_jsonw w;
	struct rbt_out out;
	int rc;

	rbt_manifest_hash(m, m->sha256);
	rbt_buf_printf(&path, "%s/%s", folder, RBT_MANIFEST_FILE);
	rc = rbt_out_open_file(&out, path.data, err);
	if (rc == 0) {
		rbt_jsonw_begin_plain(&w, &out);
		write_body(&w, m);
		rbt_jsonw_end(&w);
		rc = rbt_out_close(&out, err);
	}
	rbt_buf_release(&path);
	return rc;
}

static int
compare(const void *key, const void *item)
{
	const struct rbt_manifest_symbol *s = item;

	return strcmp(key, s->symbol);
}

struct rbt_manifest_symbol *
rbt_manifest_find(const struct rbt_manifest *m, const char *symbol)
{
	if (m->symbols.n == 0)
		return NULL;
	return bsearch(symbol, m->symbols.at, m->symbols.n,
	    sizeof *m->symbols.at, compare);
}
