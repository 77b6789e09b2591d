/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reference numbers from $RBT_SHARED/golden: numbers of JSON documents by their
 * path ("pbo/S=8/slope", "gbm/z/3") and columns of CSV files by their name.
 * Where the folder is absent every loader says so with false or 0.
 */
#ifndef RBT_HARNESS_GOLDEN_H
#define RBT_HARNESS_GOLDEN_H

#include <stdlib.h>

#include "core/buf.h"
#include "core/io.h"
#include "fmt/jsonr.h"
#include "harness/t.h"

#define T_GOLDEN_DEPTH 12

static struct rbt_jsonr t_golden_doc;
static bool t_golden_open;

static inline const char *
t_golden_path(const char *name, char path[512])
{
	const char *shared = getenv("RBT_SHARED");

	snprintf(path, 512, "%s/golden/%s", shared ? shared : "", name);
	return path;
}

static inline void
t_golden_release(void)
{
	if (t_golden_open)
		rbt_jsonr_release(&t_golden_doc);
	t_golden_open = false;
}

/* Makes the document current. */
static inline bool
t_golden_load(const char *name)
{
	struct rbt_buf text = {0};
	struct rbt_err err = {0};
	char path[512];

	t_golden_release();
	t_golden_open = rbt_io_read_file(t_golden_path(name, path), 1u << 26,
			    &text, &err) == 0 &&
			rbt_jsonr_parse(&t_golden_doc, rbt_buf_str(&text),
			    text.len, &err) == 0;
	rbt_buf_release(&text);
	return t_golden_open;
}

/* Walks to the value at path; a number's text if it is one, and the length if
 * it is a list.  A path that does not lead there fails the test. */
static inline const char *
t_golden_walk(const char *path, size_t *n)
{
	static struct rbt_jsonr_val at[T_GOLDEN_DEPTH];
	static char key[T_GOLDEN_DEPTH][128];
	const char *text = NULL;
	struct rbt_err err = {0};
	int i = 0;

	at[0] = t_golden_doc.root;
	while (*path != '\0' && i + 1 < T_GOLDEN_DEPTH) {
		size_t len = strcspn(path, "/"), items;
		struct rbt_jsonr_val *v = &at[i + 1], list;
		int rc;

		snprintf(key[i], sizeof key[i], "%.*s", (int)len, path);
		path += len + (path[len] == '/');
		if (rbt_jsonr_arr(&at[i], NULL, &list, &items, NULL) == 0) {
			at[i] = list;
			*v = rbt_jsonr_item(&at[i], strtoul(key[i], NULL, 10));
			rc = 0;
		} else if (*path == '\0' && n == NULL) {
			rc = rbt_jsonr_num(&at[i], key[i], &text, &err);
			i++;
			break;
		} else if (rbt_jsonr_obj(&at[i], key[i], v, NULL) != 0) {
			rc = rbt_jsonr_arr(&at[i], key[i], v, &items, &err);
		} else {
			rc = 0;
		}
		if (rc != 0)
			break;
		i++;
	}
	if (err.code == RBT_OK && text == NULL && n == NULL)
		(void)!rbt_jsonr_num(&at[i], NULL, &text, &err);
	if (err.code == RBT_OK && n != NULL) {
		struct rbt_jsonr_val list;

		(void)!rbt_jsonr_arr(&at[i], NULL, &list, n, &err);
	}
	if (err.code != RBT_OK)
		printf("\tgolden: %s\n", err.msg);
	return err.code == RBT_OK ? text : NULL;
}

static inline double
t_golden_num(const char *path)
{
	const char *text = t_golden_walk(path, NULL);

	return text ? strtod(text, NULL) : (double)NAN;
}

/* The numbers of the list at path, at most max; returns how many. */
static inline size_t
t_golden_list(const char *path, double *out, size_t max)
{
	char item[512];
	size_t n = 0;

	t_golden_walk(path, &n);
	if (n > max)
		n = max;
	for (size_t i = 0; i < n; i++) {
		snprintf(item, sizeof item, "%s/%zu", path, i);
		out[i] = t_golden_num(item);
	}
	return n;
}

/*
 * A column of a CSV file without quotes, by the name in its header, or, without
 * a header, by its number from 0 with column NULL.  Returns the rows.
 */
static inline size_t
t_golden_column(const char *name, const char *column, size_t number,
    double *out, size_t max)
{
	static char line[1 << 16];
	char path[512];
	FILE *f = fopen(t_golden_path(name, path), "r");
	size_t n = 0;
	bool header = column != NULL;

	while (f != NULL && n < max && fgets(line, sizeof line, f) != NULL) {
		char *at = line;

		line[strcspn(line, "\r\n")] = '\0';
		for (size_t i = 0; header || i < number; i++) {
			size_t len = strcspn(at, ",");

			if (header && strlen(column) == len &&
			    strncmp(at, column, len) == 0) {
				number = i;
				break;
			}
			if (at[len] == '\0')
				break;
			at += len + 1;
		}
		if (!header)
			out[n++] = strtod(at, NULL);
		header = false;
	}
	if (f != NULL)
		fclose(f);
	return n;
}

/* Compares with the number at path. */
#define T_GOLDEN(got, path, rtol, atol)                                        \
	do {                                                                   \
		double t_want = t_golden_num(path);                            \
		T_NEAR(isnan(t_want) ? (double)INFINITY : (got), t_want, rtol, \
		    atol);                                                     \
	} while (0)

#endif
