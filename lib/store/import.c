/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/import.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/hash.h"
#include "core/mem.h"
#include "fmt/rec.h"
#include "market/csvname.h"
#include "market/rowsort.h"
#include "store/archive.h"
#include "store/checksum.h"

#define BLOCK 65536 /* bytes */

struct file {
	const char *path;
	char symbol[RBT_CSVNAME_MAX]; /* "" if a column says it */
	char sha256[RBT_HASH_HEX];    /* "" if not known beforehand */
	uint64_t sum;                 /* the same bytes, against changes */
	int64_t day;                  /* or RBT_STAMP_NO_DAY */
	int64_t bad, footer;          /* rows */
	bool left_out;
};

struct run {
	const struct rbt_import *o;
	struct rbt_csvbar_book *book;
	struct rbt_rec_writer writer;
	struct rbt_bar_writer bars;
	size_t symbol; /* number in the book of the bar last written */
	struct file *files;
	size_t n_files;
	struct rbt_rowsort rows; /* if they are to be sorted */
	bool said_assumed;
};

static void warn(const struct run *run, const char *fmt, ...) RBT_PRINTF(2, 3);

/* What messages call a file. */
static const char *
name_of(const struct file *f)
{
	return strcmp(f->path, "-") == 0 ? "stdin" : f->path;
}

static void
warn(const struct run *run, const char *fmt, ...)
{
	char text[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	run->o->warn(run->o->warn_self, text);
}

/* A file that cannot be read: named and left out, or the end of the run. */
static int
leave_out(struct run *run, struct file *f, struct rbt_err *err)
{
	if (run->book->on_bad == RBT_ON_BAD_ERROR)
		return -1;
	warn(run, "%s; left out", err->msg);
	rbt_err_clear(err);
	f->left_out = true;
	return 0;
}

/* Hashes and sums what is left of an open file.  It is read, not mapped,
 * because it may become shorter meanwhile. */
static int
hash_stored(struct file *f, int fd, struct rbt_err *err)
{
	_Alignas(4096) char block[BLOCK]; /* see core/lines.c */
	struct rbt_source src = rbt_source_fd(fd, f->path);
	struct rbt_checksum sum;
	struct rbt_hash hash;
	ptrdiff_t n;

	rbt_hash_init(&hash);
	rbt_checksum_init(&sum);
	while ((n = src.read(src.self, block, sizeof block, err)) > 0) {
		rbt_hash_update(&hash, block, (size_t)n);
		rbt_checksum_update(&sum, block, (size_t)n);
	}
	if (n < 0)
		return rbt_err_wrap(err, "%s", f->path);
	rbt_hash_final_hex(&hash, f->sha256);
	f->sum = rbt_checksum_value(&sum);
	return 0;
}

/* Hashes and sums what is stored in a regular file; a pipe's hash stays empty.
 */
static int
hash_file(struct file *f, struct rbt_err *err)
{
	struct stat st;
	int fd, rc;

	if (strcmp(f->path, "-") == 0)
		return 0;
	if (stat(f->path, &st) != 0)
		return rbt_err_sys(err, "%s", f->path);
	if (!S_ISREG(st.st_mode))
		return 0;
	fd = open(f->path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return rbt_err_sys(err, "%s", f->path);
	rc = hash_stored(f, fd, err);
	close(fd);
	return rc;
}

/* The symbol and the hash of each file, before anything is written. */
static int
survey(struct run *run, const char *const *paths, struct rbt_err *err)
{
	const char *symbol = run->o->symbol;

	for (size_t i = 0; i < run->n_files; i++) {
		struct file *f = &run->files[i];

		f->path = paths[i];
		if (symbol != NULL)
			memcpy(f->symbol, symbol, strlen(symbol) + 1);
		else if (run->o->symbol_from_name &&
			 rbt_csvname_symbol(f->path, f->symbol, err) != 0)
			return -1;
		f->day = RBT_STAMP_NO_DAY;
		if (run->o->day_from_name &&
		    rbt_csvname_day(f->path, &f->day, err) != 0)
			return -1;
		if (hash_file(f, err) != 0 && leave_out(run, f, err) != 0)
			return -1;
	}
	return 0;
}

static void
begin(struct run *run, struct rbt_out *out)
{
	struct rbt_rec_input *in = rbt_xcalloc(run->n_files, sizeof *in);
	size_t n = 0;

	for (size_t i = 0; i < run->n_files; i++) {
		const struct file *f = &run->files[i];

		if (f->left_out)
			continue;
		in[n].name = f->path;
		memcpy(in[n++].sha256, f->sha256, sizeof f->sha256);
	}
	rbt_rec_begin(&run->writer, out, run->o->tool, run->o->version, -1, in,
	    n);
	free(in);
}

static inline void
write_bar(struct run *run, const struct rbt_csvbar_row *row,
    const struct rbt_bar_texts *texts)
{
	if (row->symbol != run->symbol) {
		run->symbol = row->symbol;
		rbt_bar_writer_start(&run->bars,
		    run->book->symbols.name[row->symbol],
		    run->book->stamp.period);
	}
	rbt_bar_emit(&run->bars, run->writer.out, &row->bar, texts);
	run->writer.n_records++;
}

/* n bad rows, of which err describes the first: counted and, if they are not
 * too many, named, or the end of the run. */
RBT_APART static int
skip_rows(struct run *run, struct file *f, int64_t n, struct rbt_err *err)
{
	if (n == 0 || run->book->on_bad == RBT_ON_BAD_ERROR)
		return -1;
	if (f->bad < RBT_IMPORT_SHOWN)
		warn(run, "%s", err->msg);
	f->bad += n;
	rbt_err_clear(err);
	return 0;
}

/* A row that breaks a rule. */
RBT_APART static int
refuse_row(struct run *run, struct file *f, const struct rbt_csvbar_row *row,
    struct rbt_err *err)
{
	rbt_err_wrap(err, "%s:%ld", name_of(f), row->line);
	return skip_rows(run, f, 1, err);
}

/* Checks a row against those before it, and writes it. */
static RBT_INSIDE int
accept_row(struct run *run, struct file *f, struct rbt_csvbar_row *row,
    const struct rbt_bar_texts *texts, struct rbt_err *err)
{
	int rc = rbt_csvbar_accept(run->book, row, err);

	if (rc < 0)
		return refuse_row(run, f, row, err);
	if (rc == 1)
		write_bar(run, row, texts);
	return 0;
}

/* The rows of an open file, written or kept to be sorted. */
static int
copy_rows(struct run *run, struct file *f, struct rbt_csvbar *r,
    struct rbt_err *err)
{
	struct rbt_rowsort_item item = {.file = (uint32_t)(f - run->files)};
	int rc;

	while ((rc = rbt_csvbar_read(r, &item.row, err)) != 0) {
		if (rc < 0)
			rc = skip_rows(run, f, r->n_bad, err);
		else if (run->o->sort)
			RBT_VEC_PUSH(&run->rows, item);
		else
			rc = accept_row(run, f, &item.row, &r->texts, err);
		if (rc < 0)
			return -1;
	}
	f->footer = r->n_prose;
	return 0;
}

/* Says what was left out of a file, once it is all known. */
static void
report_file(struct run *run, const struct file *f)
{
	if (f->bad > 0)
		warn(run, "%s: %lld bad row%s left out", name_of(f),
		    (long long)f->bad, f->bad == 1 ? "" : "s");
	if (f->footer > 0)
		warn(run, "%s: %lld row%s of text behind the bars left out",
		    name_of(f), (long long)f->footer,
		    f->footer == 1 ? "" : "s");
	run->writer.skipped += f->bad;
}

/* The columns of the first file that does not say what they are. */
static void
say_assumed(struct run *run, const struct rbt_csvbar *r)
{
	if (!r->head.assumed || run->said_assumed)
		return;
	warn(run,
	    "%s: no header: columns taken as %s, open, high, low, close%s",
	    r->src.name,
	    r->head.clock == RBT_CSVHEAD_NONE ? "time" : "date, time",
	    r->head.column[RBT_CSVHEAD_VOLUME] == RBT_CSVHEAD_NONE
		? ""
		: ", volume");
	run->said_assumed = true;
}

static int
copy_file(struct run *run, struct file *f, struct rbt_err *err)
{
	const char *symbol = f->symbol[0] == '\0' ? NULL : f->symbol;
	struct rbt_csvbar r;
	struct rbt_source src;
	struct rbt_checksum sum;
	int rc;

	rbt_checksum_init(&sum);
	if (rbt_archive_member_source(f->path, run->o->member, &sum, &src,
		err) != 0)
		return leave_out(run, f, err);
	if (rbt_csvbar_open(&r, run->book, src, symbol, f->day, err) != 0) {
		rc = leave_out(run, f, err);
	} else {
		say_assumed(run, &r);
		rc = copy_rows(run, f, &r, err);
	}
	rbt_csvbar_release(&r);
	if (rc != 0 || f->left_out)
		return rc;
	if (f->sha256[0] != '\0' && rbt_checksum_value(&sum) != f->sum)
		return rbt_err_set(err, RBT_E_DATA,
		    "%s: changed while it was read", f->path);
	if (!run->o->sort)
		report_file(run, f);
	return 0;
}

/* Sorts, checks and writes the rows that were kept. */
static int
copy_sorted(struct run *run, struct rbt_err *err)
{
	rbt_rowsort_run(&run->rows, &run->book->symbols);
	for (size_t i = 0; i < run->rows.n; i++) {
		struct rbt_rowsort_item *item = &run->rows.at[i];

		if (accept_row(run, &run->files[item->file], &item->row, NULL,
			err) != 0)
			return -1;
	}
	for (size_t i = 0; i < run->n_files; i++)
		report_file(run, &run->files[i]);
	return 0;
}

/* No rows, of a symbol or at all, in the file that should have them: the only
 * one, or the first that bears the symbol's name; several may come into
 * question where a column says the symbol. */
static int
refuse_empty(const struct run *run, const char *symbol, struct rbt_err *err)
{
	const struct file *f = run->n_files == 1 ? run->files : NULL;

	for (size_t i = 0; symbol != NULL && f == NULL && i < run->n_files; i++)
		if (strcmp(run->files[i].symbol, symbol) == 0)
			f = &run->files[i];
	if (symbol != NULL)
		rbt_err_set(err, RBT_E_DATA, "no rows of %s", symbol);
	else
		rbt_err_set(err, RBT_E_DATA, "no good rows");
	return f == NULL ? -1 : rbt_err_wrap(err, "%s", name_of(f));
}

/* Names the symbols without a row and says what was changed on the way. */
static int
conclude(struct run *run, struct rbt_err *err)
{
	const struct rbt_csvbar_book *b = run->book;

	for (size_t i = 0; i < b->states.n; i++) {
		const char *symbol = b->symbols.name[i];

		if (b->states.at[i].rows > 0)
			continue;
		if (b->on_bad == RBT_ON_BAD_ERROR)
			return refuse_empty(run, symbol, err);
		warn(run, "%s: no row left; left out", symbol);
	}
	if (run->writer.n_records == 0)
		return refuse_empty(run, NULL, err);
	if (b->repaired > 0)
		warn(run, "rows with high or low widened: %lld",
		    (long long)b->repaired);
	if (b->duplicates > 0)
		warn(run, "exact duplicates dropped: %lld",
		    (long long)b->duplicates);
	if (b->rounded > 0)
		warn(run, "rows rounded to %d decimals: %lld", RBT_DEC_DIGITS,
		    (long long)b->rounded);
	return 0;
}

static int
copy_files(struct run *run, const char *const *paths, struct rbt_out *out,
    struct rbt_err *err)
{
	if (survey(run, paths, err) != 0)
		return -1;
	begin(run, out);
	for (size_t i = 0; i < run->n_files; i++) {
		if (!run->files[i].left_out &&
		    copy_file(run, &run->files[i], err) != 0)
			return -1;
	}
	if (run->o->sort && copy_sorted(run, err) != 0)
		return -1;
	if (conclude(run, err) != 0)
		return -1;
	rbt_rec_end(&run->writer, "ok");
	return 0;
}

int
rbt_import_files(const struct rbt_import *o, struct rbt_csvbar_book *book,
    const char *const *paths, size_t n, struct rbt_out *out,
    struct rbt_err *err)
{
	struct run run = {
	    .o = o,
	    .book = book,
	    .files = rbt_xcalloc(n, sizeof *run.files),
	    .n_files = n,
	    .symbol = SIZE_MAX,
	};
	int rc = copy_files(&run, paths, out, err);

	RBT_VEC_RELEASE(&run.rows);
	free(run.files);
	return rc;
}
