/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON documents, which json-c and the strict scanner read side by side. */
#include "fuzz/fuzz.h"

#include "core/scan.h"
#include "fmt/jsonr.h"
#include "fmt/jsonscan.h"
#include "fmt/jsonw.h"

static const char *const keys[] = {"a", "b", "symbols", "rows", "period"};
#define KEYS (sizeof keys / sizeof *keys)

/* A string that was read is written and read again. */
static void
check_string(const char *s)
{
	struct rbt_jsonr doc;
	struct rbt_jsonw w;
	struct rbt_out out;
	const char *again;

	rbt_out_open_fd(&out, -1, "memory");
	rbt_jsonw_begin_plain(&w, &out);
	rbt_jsonw_str(&w, "s", s);
	/* The end would flush a long one. */
	rbt_out_write(&out, "}", 1);
	FUZZ_CHECK(rbt_jsonr_parse(&doc, out.buf.data, out.buf.len, NULL) == 0);
	FUZZ_CHECK(rbt_jsonr_str(&doc.root, "s", &again, NULL) == 0);
	FUZZ_CHECK(strcmp(again, s) == 0);
	rbt_jsonr_release(&doc);
	rbt_out_abort(&out);
}

/* Every getter on one member or item; at most one kind of them fits. */
static void
check_scalar(const struct rbt_jsonr_val *v, const char *key)
{
	struct rbt_err err = {0};
	struct rbt_jsonr_val out;
	struct rbt_scan decimal;
	const char *text;
	size_t n;
	int64_t i;
	bool b;
	int fits = 0;

	if (rbt_jsonr_str(v, key, &text, &err) == 0) {
		check_string(text);
		fits++;
	}
	if (rbt_jsonr_num(v, key, &text, NULL) == 0) {
		FUZZ_CHECK(rbt_scan_decimal(text, strlen(text), &decimal));
		fits++;
	}
	if (rbt_jsonr_i64(v, key, INT64_MIN, INT64_MAX, &i, NULL) == 0)
		FUZZ_CHECK(rbt_jsonr_num(v, key, &text, NULL) == 0 &&
			   strtoll(text, NULL, 10) == i);
	fits += rbt_jsonr_bool(v, key, &b, NULL) == 0;
	fits += rbt_jsonr_obj(v, key, &out, NULL) == 0;
	fits += rbt_jsonr_arr(v, key, &out, &n, NULL) == 0;
	FUZZ_CHECK(fits <= 1);
	if (err.code != RBT_OK)
		fuzz_check_error(&err, RBT_E_DATA);
}

/* The values below v; the depth of a document is limited. */
static void
walk(const struct rbt_jsonr_val *v, unsigned depth, unsigned *budget)
{
	struct rbt_jsonr_val child, item;
	size_t n;

	FUZZ_CHECK(depth <= RBT_JSONSCAN_DEPTH);
	for (size_t k = 0; k<KEYS && * budget> 0; k++) {
		--*budget;
		check_scalar(v, keys[k]);
		if (rbt_jsonr_obj(v, keys[k], &child, NULL) == 0)
			walk(&child, depth + 1, budget);
		if (rbt_jsonr_arr(v, keys[k], &child, &n, NULL) != 0)
			continue;
		for (size_t i = 0; i<n && * budget> 0; i++) {
			--*budget;
			item = rbt_jsonr_item(&child, i);
			check_scalar(&item, NULL);
			if (rbt_jsonr_obj(&item, NULL, &item, NULL) == 0)
				FUZZ_CHECK(rbt_jsonr_fail(&item, "a", NULL,
					       "no") == -1);
		}
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct rbt_jsonscan scan;
	const char *text = size > 0 ? (const char *)data : "";
	struct rbt_err err = {0};
	struct rbt_jsonr doc;
	unsigned budget = 2000;
	bool scans = rbt_jsonscan_object(&scan, text, size);

	if (rbt_jsonr_parse(&doc, text, size, &err) == 0) {
		FUZZ_CHECK(scans && !scan.wide_integer);
		walk(&doc.root, 1, &budget);
		rbt_jsonr_release(&doc);
		return 0;
	}
	fuzz_check_error(&err, RBT_E_DATA);
	FUZZ_CHECK(
	    !scans || scan.wide_integer || strstr(err.msg, "twice") != NULL);
	return 0;
}
