/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/pack.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>

#include <archive.h>
#include <archive_entry.h>

#include "market/bar.h"
#include "store/column.h"

#define BLOCK (64 << 10)

struct pack {
	const struct rbt_bundle *b;
	struct rbt_out *out;
	struct archive *a;
	struct rbt_buf buf; /* of the entry that is being made */
};

void
rbt_pack_symbol_name(char out[RBT_PACK_SYMBOL_MAX], size_t i)
{
	snprintf(out, RBT_PACK_SYMBOL_MAX, "symbol-%06zu.bars", i + 1);
}

static la_ssize_t
write_block(struct archive *a, void *self, const void *bytes, size_t n)
{
	struct pack *p = self;

	rbt_out_write(p->out, bytes, n);
	rbt_out_end_line(p->out);
	if (p->out->sys == 0)
		return (la_ssize_t)n;
	archive_set_error(a, p->out->sys, "write failed");
	return -1;
}

static int
fail(const struct pack *p, struct rbt_err *err)
{
	const struct rbt_out *out = p->out;
	const char *why = archive_error_string(p->a);

	if (out->sys != 0) {
		errno = out->sys;
		return rbt_err_sys(err, "writing %s",
		    out->path ? out->path : out->name);
	}
	return rbt_err_set(err, RBT_E_SYS, "packing: %s", why ? why : "?");
}

/* Zip's own clock is local time; without a time it is the first of 1980, and
 * nothing depends on where it was made. */
static int
open_archive(struct pack *p, enum rbt_pack_format format, struct rbt_err *err)
{
	bool zip = format == RBT_PACK_ZIP;

	p->a = archive_write_new();
	if (p->a == NULL)
		return rbt_err_set(err, RBT_E_SYS, "out of memory");
	if ((zip ? archive_write_set_format_zip(p->a)
		 : archive_write_set_format_pax_restricted(p->a)) != ARCHIVE_OK)
		return fail(p, err);
	if (!zip && (archive_write_add_filter_zstd(p->a) != ARCHIVE_OK ||
			archive_write_set_filter_option(p->a, "zstd",
			    "compression-level", "3") != ARCHIVE_OK))
		return fail(p, err);
	if (archive_write_set_bytes_per_block(p->a, BLOCK) != ARCHIVE_OK ||
	    archive_write_set_bytes_in_last_block(p->a, 1) != ARCHIVE_OK ||
	    archive_write_open(p->a, p, NULL, write_block, NULL) != ARCHIVE_OK)
		return fail(p, err);
	return 0;
}

/* An entry of what is in the buffer. */
static int
write_entry(struct pack *p, const char *name, struct rbt_err *err)
{
	struct archive_entry *e = archive_entry_new();
	size_t n = p->buf.len;
	int rc = -1;

	if (e == NULL)
		return rbt_err_set(err, RBT_E_SYS, "out of memory");
	archive_entry_set_pathname(e, name);
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_perm(e, 0644);
	archive_entry_set_size(e, (la_int64_t)n);
	if (archive_write_header(p->a, e) == ARCHIVE_OK &&
	    archive_write_data(p->a, p->buf.data, n) == (la_ssize_t)n &&
	    archive_write_finish_entry(p->a) == ARCHIVE_OK)
		rc = 0;
	archive_entry_free(e);
	return rc == 0 ? 0 : fail(p, err);
}

/* JSON of plain words: symbols need no escaping. */
static int
write_index(struct pack *p, struct rbt_err *err)
{
	const struct rbt_manifest *m = rbt_bundle_manifest(p->b);
	char period[RBT_TS_MAX], digits[RBT_DEC_MAX];

	(void)rbt_period_format(m->period, period);
	rbt_buf_clear(&p->buf);
	rbt_buf_printf(&p->buf,
	    "{\"format\":%d,\"period\":\"%s\",\"calendar\":\"%s\","
	    "\"sha256\":\"%s\",\"symbols\":[",
	    RBT_PACK_FORMAT, period, rbt_calendar_name(m->calendar), m->sha256);
	for (size_t i = 0; i < m->symbols.n; i++) {
		const struct rbt_manifest_symbol *s = &m->symbols.at[i];

		(void)rbt_dec_format(s->volume_digits, 0, digits);
		rbt_buf_printf(&p->buf,
		    "%s{\"symbol\":\"%s\",\"rows\":%" PRId64
		    ",\"volume_digits\":%s}",
		    i > 0 ? "," : "", s->symbol, s->rows,
		    s->volume_digits == RBT_BAR_NO_VOLUME ? "null" : digits);
	}
	rbt_buf_add_str(&p->buf, "]}\n");
	if (p->buf.len > RBT_PACK_INDEX_MAX)
		return rbt_err_set(err, RBT_E_SYS,
		    "%zu symbols are too many to pack", m->symbols.n);
	return write_entry(p, RBT_PACK_INDEX, err);
}

static int
write_symbol(struct pack *p, size_t i, struct rbt_err *err)
{
	const struct rbt_series *s = rbt_bundle_series(p->b, i);
	const int64_t *column[] = {s->time, s->open, s->high, s->low, s->close,
	    s->volume};
	char name[RBT_PACK_SYMBOL_MAX];

	if (rbt_bundle_check(p->b, i, RBT_SEGMENT_ALL, err) != 0)
		return -1;
	rbt_buf_clear(&p->buf);
	for (size_t k = 0; k < RBT_SEGMENT_COLUMNS; k++)
		if (column[k] != NULL)
			rbt_column_pack(&p->buf, column[k], s->n);
	rbt_pack_symbol_name(name, i);
	return write_entry(p, name, err);
}

int
rbt_pack_write(const struct rbt_bundle *b, enum rbt_pack_format format,
    struct rbt_out *out, struct rbt_err *err)
{
	struct pack p = {.b = b, .out = out};
	int rc = open_archive(&p, format, err);

	if (rc == 0)
		rc = write_index(&p, err);
	for (size_t i = 0; i < rbt_bundle_n(b) && rc == 0; i++)
		rc = write_symbol(&p, i, err);
	/* The close keeps a failure of its last write to itself. */
	if (rc == 0 &&
	    (archive_write_close(p.a) != ARCHIVE_OK || out->sys != 0))
		rc = fail(&p, err);
	if (p.a != NULL)
		archive_write_free(p.a);
	rbt_buf_release(&p.buf);
	return rc;
}
