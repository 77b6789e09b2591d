/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles in a folder of the test's own: text in, warnings and bytes out. */
#ifndef RBT_HARNESS_BUNDLE_H
#define RBT_HARNESS_BUNDLE_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/hash.h"
#include "core/io.h"
#include "harness/source.h"
#include "store/ingest.h"

static char t_folder[] = "/tmp/rbt-store-XXXXXX"; /* made by t_enter */
static char t_path[64];                           /* of the bundle in it */
static struct rbt_buf t_said;                     /* warnings, one a line */
static struct rbt_ingest_result t_result;
static struct rbt_err t_err;

static inline void
t_enter(void)
{
	if (mkdtemp(t_folder) == NULL)
		abort();
	snprintf(t_path, sizeof t_path, "%s/b", t_folder);
}

/* Removes the files of a folder, and it. */
static inline void
t_remove(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	char path[512];

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		unlink(path);
	}
	if (dir != NULL)
		closedir(dir);
	rmdir(folder);
}

static inline void
t_leave(void)
{
	t_remove(t_path);
	t_remove(t_folder);
	rbt_buf_release(&t_said);
}

static inline void
t_warn(void *self, const char *text)
{
	(void)self;
	rbt_buf_add_str(&t_said, text);
	rbt_buf_add_char(&t_said, '\n');
}

/* Ingests text into t_path; result and error are in t_result and t_err. */
static inline int
t_ingest_with(struct rbt_ingest_options o, const char *text)
{
	struct rbt_ingest *g;
	struct rbt_source stdin_source;
	struct t_source src;
	int rc;

	o.warn = t_warn;
	rbt_buf_clear(&t_said);
	rbt_err_clear(&t_err);
	g = rbt_ingest_new(&o, t_path);
	stdin_source = t_source_of(&src, "stdin", text);
	src.piece = 1u << 16;
	rc = rbt_ingest_read(g, stdin_source, &t_err);
	if (rc == 0)
		rc = rbt_ingest_commit(g, &t_err);
	t_result = *rbt_ingest_result(g);
	rbt_ingest_free(g);
	return rc;
}

static inline int
t_ingest(const char *text)
{
	return t_ingest_with((struct rbt_ingest_options){0}, text);
}

static inline int
t_compare_names(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* Names and hashes of the files of t_path, sorted: equal text, equal bytes. */
static inline void
t_snapshot(struct rbt_buf *out)
{
	static char names[64][64];
	DIR *dir = opendir(t_path);
	struct rbt_buf data = {0};
	struct dirent *entry;
	char sha[RBT_HASH_HEX], path[512];
	size_t n = 0;

	rbt_buf_clear(out);
	while (dir != NULL && (entry = readdir(dir)) != NULL && n < 64) {
		if (strlen(entry->d_name) < 64 && entry->d_name[0] != '.')
			memcpy(names[n++], entry->d_name,
			    strlen(entry->d_name) + 1);
	}
	if (dir != NULL)
		closedir(dir);
	qsort(names, n, sizeof names[0], t_compare_names);
	for (size_t i = 0; i < n; i++) {
		snprintf(path, sizeof path, "%s/%.63s", t_path, names[i]);
		if (rbt_io_read_file(path, 1u << 28, &data, NULL) != 0)
			abort();
		rbt_hash_hex(rbt_buf_str(&data), data.len, sha);
		rbt_buf_printf(out, "%s %s\n", names[i], sha);
	}
	rbt_buf_release(&data);
}

/* Writes n bytes to a file of t_path. */
static inline void
t_write(const char *name, const char *bytes, size_t n)
{
	char path[512];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", t_path, name);
	f = fopen(path, "wb");
	if (f == NULL || fwrite(bytes, 1, n, f) != n || fclose(f) != 0)
		abort();
}

static inline void
t_read(const char *name, struct rbt_buf *out)
{
	char path[512];

	snprintf(path, sizeof path, "%s/%s", t_path, name);
	if (rbt_io_read_file(path, 1u << 28, out, NULL) != 0)
		abort();
}

/* A `bar` record of a daily bar around price p. */
#define T_BAR(symbol, time, p)                                                 \
	"{\"type\":\"bar\",\"symbol\":\"" symbol "\",\"time\":\"" time         \
	"\",\"period\":\"1d\",\"open\":" p ",\"high\":" p ",\"low\":" p        \
	",\"close\":" p ",\"volume\":100}\n"

#endif
