/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/import.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/hash.h"
#include "core/mem.h"
#include "fmt/rec.h"
#include "store/archive.h"

struct file {
	const char *path;
	char symbol[RBT_CSVBAR_NAME_MAX]; /* "" if a column says it */
	char sha256[RBT_HASH_HEX];        /* "" if not known beforehand */
	bool left_out;
};

struct run {
	const struct rbt_import *o;
	struct rbt_csvbar_book book;
	struct rbt_rec_writer writer;
	struct file *files;
	size_t n_files;
};

static void warn(const struct run *run, const char *fmt, ...) RBT_PRINTF(2, 3);

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
	if (run->o->on_bad == RBT_ON_BAD_ERROR)
		return -1;
	warn(run, "%s; left out", err->msg);
	rbt_err_clear(err);
	f->left_out = true;
	return 0;
}

/* Hashes what is stored in a regular file; a pipe's hash stays empty. */
static int
hash_file(struct file *f, struct rbt_err *err)
{
	struct rbt_map map;
	struct stat st;

	if (strcmp(f->path, "-") == 0)
		return 0;
	if (stat(f->path, &st) != 0)
		return rbt_err_sys(err, "%s", f->path);
	if (!S_ISREG(st.st_mode))
		return 0;
	if (rbt_map_open(&map, f->path, err) != 0)
		return -1;
	rbt_hash_hex(map.data, map.size, f->sha256);
	rbt_map_release(&map);
	return 0;
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
			 rbt_csvbar_symbol_from_path(f->path, f->symbol, err) !=
			     0)
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

/* Writes the good rows of an open file; bad ones are named and counted. */
static int
copy_rows(struct run *run, struct rbt_csvbar *r, const char *path,
    struct rbt_err *err)
{
	const char *symbol;
	struct rbt_bar bar;
	int64_t bad = 0;
	int rc;

	while ((rc = rbt_csvbar_next(r, &symbol, &bar, err)) != 0) {
		if (rc == 1) {
			rbt_bar_emit(run->writer.out, symbol, run->book.period,
			    &bar);
			run->writer.n_records++;
			continue;
		}
		if (!r->row_error || run->o->on_bad == RBT_ON_BAD_ERROR)
			return -1;
		if (++bad <= RBT_IMPORT_SHOWN)
			warn(run, "%s", err->msg);
		rbt_err_clear(err);
	}
	if (bad > 0)
		warn(run, "%s: %lld bad row%s left out", path, (long long)bad,
		    bad == 1 ? "" : "s");
	run->writer.skipped += bad;
	return 0;
}

static int
copy_file(struct run *run, struct file *f, struct rbt_err *err)
{
	const char *symbol = f->symbol[0] == '\0' ? NULL : f->symbol;
	char now[RBT_HASH_HEX];
	struct rbt_csvbar r;
	struct rbt_source src;
	struct rbt_hash hash;
	int rc;

	rbt_hash_init(&hash);
	if (rbt_archive_source(f->path, &hash, &src, err) != 0)
		return leave_out(run, f, err);
	if (rbt_csvbar_open(&r, &run->book, src, symbol, err) != 0)
		rc = leave_out(run, f, err);
	else
		rc = copy_rows(run, &r, src.name, err);
	rbt_csvbar_release(&r);
	if (rc != 0 || f->left_out)
		return rc;
	rbt_hash_final_hex(&hash, now);
	if (f->sha256[0] != '\0' && strcmp(f->sha256, now) != 0)
		return rbt_err_set(err, RBT_E_DATA,
		    "%s: changed while it was read", f->path);
	return 0;
}

/* Names the symbols without a row and says what was changed on the way. */
static int
conclude(struct run *run, struct rbt_err *err)
{
	const struct rbt_csvbar_book *b = &run->book;

	for (size_t i = 0; i < b->states.n; i++) {
		if (b->states.at[i].rows > 0)
			continue;
		if (run->o->on_bad == RBT_ON_BAD_ERROR)
			return rbt_err_set(err, RBT_E_DATA, "%s: no rows",
			    b->symbols.name[i]);
		warn(run, "%s: no row left; left out", b->symbols.name[i]);
	}
	if (run->writer.n_records == 0)
		return rbt_err_set(err, RBT_E_DATA, "no good rows");
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
	if (conclude(run, err) != 0)
		return -1;
	rbt_rec_end(&run->writer, "ok");
	return 0;
}

int
rbt_import_files(const struct rbt_import *o, const char *const *paths, size_t n,
    struct rbt_out *out, struct rbt_err *err)
{
	struct run run = {
	    .o = o,
	    .book = {.period = o->period, .on_bad = o->on_bad},
	    .files = rbt_xcalloc(n, sizeof *run.files),
	    .n_files = n,
	};
	int rc = copy_files(&run, paths, out, err);

	rbt_csvbar_book_release(&run.book);
	free(run.files);
	return rc;
}
