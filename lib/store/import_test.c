/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Expected streams are written by hand after rbt-records(5); hashes are those
 * of sha256sum.  Files lie in a folder that is made and removed here.
 */
#include "store/import.h"

#include <stdlib.h>
#include <unistd.h>

#include "harness/t.h"

#define HEAD "Date,Open,High,Low,Close\n"

static char dir[] = "/tmp/rbt-import-XXXXXX";
static const char *const names[] = {"a.us.csv", "b.csv", "zero.csv", "head.csv",
    "none.csv", "many.csv"};
static struct rbt_buf warned;
static struct rbt_err err;
static struct rbt_out out;
static bool sorted;

static void
store(const char *name, const char *text)
{
	FILE *f = fopen(name, "w");

	if (f == NULL || fputs(text, f) < 0 || fclose(f) != 0)
		abort();
}

static void
warn(void *self, const char *text)
{
	rbt_buf_printf(self, "%s\n", text);
}

/* Imports n of the named files, whose symbol is given, in the name (NULL) or in
 * a column (""); what was written is in `out`. */
static int
import(enum rbt_on_bad on_bad, const char *symbol, const char *const *paths,
    size_t n)
{
	struct rbt_import o = {
	    .tool = "t",
	    .version = "1",
	    .symbol = symbol != NULL && *symbol == '\0' ? NULL : symbol,
	    .symbol_from_name = symbol == NULL,
	    .sort = sorted,
	    .warn = warn,
	    .warn_self = &warned,
	};

	struct rbt_csvbar_book book = {.stamp.period = {RBT_DAY_NS},
	    .on_bad = on_bad};
	int rc;

	rbt_err_clear(&err);
	rbt_buf_clear(&warned);
	rbt_buf_clear(&out.buf);
	rc = rbt_import_files(&o, &book, paths, n, &out, &err);
	rbt_csvbar_book_release(&book);
	return rc;
}

#define BAR(symbol, date, ohlc)                                                \
	"{\"type\":\"bar\",\"symbol\":\"" symbol "\",\"time\":\"" date         \
	"\",\"period\":\"1d\"," ohlc ",\"volume\":null}\n"
#define ONES "\"open\":1,\"high\":1,\"low\":1,\"close\":1"

static void
test_stream(void)
{
	T_INT(import(RBT_ON_BAD_ERROR, NULL, names, 2), 0);
	T_STR(rbt_buf_str(&out.buf),
	    "{\"type\":\"stream\",\"v\":1,\"tool\":\"t\",\"version\":\"1\","
	    "\"seed\":null,\"inputs\":[{\"name\":\"a.us.csv\",\"sha256\":"
	    "\"192f3b1dcb7c9f4b52c9d42ce461c8989a81078724d45f16b2152aad3545de7f"
	    "\"},{\"name\":\"b.csv\",\"sha256\":"
	    "\"e35a0ee2eda82f5641ebaf33549024222c5ec5c09666ae5df671baa946caa410"
	    "\"}]}\n" BAR("A", "2024-01-02", ONES) BAR("A", "2024-01-03", ONES)
		BAR("B", "2024-01-02", ONES) "{\"type\":\"end\",\"records\":3,"
					     "\"status\":\"ok\",\"skipped\":0}"
					     "\n");
	T_STR(rbt_buf_str(&warned), "");
}

static void
test_errors(void)
{
	static const char *const missing[] = {"b.csv", "gone.csv"};
	static const char *const heads[] = {"b.csv", "head.csv"};

	T_INT(import(RBT_ON_BAD_ERROR, NULL, &names[2], 1), -1);
	T_INT(err.code, RBT_E_DATA);
	T_STR(err.msg, "zero.csv:2: open 0 is not above 0");
	T_INT(import(RBT_ON_BAD_ERROR, NULL, &names[3], 1), -1);
	T_STR(err.msg, "head.csv: no rows of HEAD");
	T_INT(import(RBT_ON_BAD_ERROR, NULL, heads, 2), -1);
	T_STR(err.msg, "head.csv: no rows of HEAD");
	T_INT(import(RBT_ON_BAD_ERROR, NULL, missing, 2), -1);
	T_INT(err.code, RBT_E_SYS);
	T_STR(err.msg, "gone.csv: No such file or directory");
	T_INT(out.buf.len, 0); /* found before anything was written */
	T_INT(import(RBT_ON_BAD_SKIP, NULL, &names[2], 3), -1);
	T_INT(err.code, RBT_E_DATA);
	T_STR(err.msg, "no good rows");
	/* one symbol, but the second file does not go on behind the first */
	T_INT(import(RBT_ON_BAD_ERROR, "X", names, 2), -1);
	T_STR(err.msg,
	    "b.csv:2: time 2024-01-02 is before 2024-01-03 of the row before: "
	    "rows must be in rising order (--sort sorts them)");
}

static void
test_skip(void)
{
	static const char *const some[] = {"gone.csv", "zero.csv", "none.csv",
	    "b.csv"};
	const char *end;

	T_INT(import(RBT_ON_BAD_SKIP, NULL, some, 4), 0);
	T_STR(rbt_buf_str(&warned),
	    "gone.csv: No such file or directory; left out\n"
	    "zero.csv:2: open 0 is not above 0\n"
	    "zero.csv: 1 bad row left out\n"
	    "none.csv:1: no column named date, datetime, time or timestamp in "
	    "the header 'a,b'; left out\n"
	    "ZERO: no row left; left out\n");
	end = strstr(rbt_buf_str(&out.buf), "{\"type\":\"end\"");
	T_OK(end != NULL);
	T_STR(end, "{\"type\":\"end\",\"records\":1,\"status\":\"ok\","
		   "\"skipped\":1}\n");
	T_OK(strstr(rbt_buf_str(&out.buf), "gone.csv") == NULL);

	/* 25 bad rows: twenty are named, all are counted */
	T_INT(import(RBT_ON_BAD_SKIP, NULL, &names[5], 1), 0);
	T_OK(strstr(rbt_buf_str(&warned), "many.csv:21: ") != NULL);
	T_OK(strstr(rbt_buf_str(&warned), "many.csv:22: ") == NULL);
	T_OK(strstr(rbt_buf_str(&warned), "many.csv: 25 bad rows left out") !=
	     NULL);
}

static void
test_repair(void)
{
	store("fix.csv", HEAD "2024-01-02,3,2,1,1\n2024-01-02,3,3,1,1\n"
			      "2024-01-03,1.000000001,2,1,1\n");
	T_INT(import(RBT_ON_BAD_REPAIR, "X", (const char *[]){"fix.csv"}, 1),
	    0);
	T_STR(rbt_buf_str(&warned), "rows with high or low widened: 1\n"
				    "exact duplicates dropped: 1\n"
				    "rows rounded to 8 decimals: 1\n");
	T_OK(strstr(rbt_buf_str(&out.buf),
		 BAR("X", "2024-01-02",
		     "\"open\":3,\"high\":3,\"low\":1,\"close\":1")) != NULL);
	unlink("fix.csv");
}

/* Over all files, by symbol and time; what is bad is told by file and line. */
static void
test_sort(void)
{
	static const char *const two[] = {"s1.csv", "s2.csv"};

	store("s1.csv", "Symbol," HEAD "B,2024-01-03,1,1,1,1\n"
			"A,2024-01-02,1,1,1,1\nA,2024-01-01,1,1,1,1\n"
			"A,x,1,1,1,1\nend\n");
	store("s2.csv", "Symbol," HEAD "B,2024-01-02,1,1,1,1\n"
			"A,2024-01-01,1,1,1,1\nA,2024-01-03,0,1,1,1\n");
	sorted = true;
	T_INT(import(RBT_ON_BAD_SKIP, "", two, 2), 0);
	T_OK(strstr(rbt_buf_str(&out.buf),
		 BAR("A", "2024-01-01", ONES) BAR("A", "2024-01-02",
		     ONES) BAR("B", "2024-01-02", ONES) BAR("B", "2024-01-03",
		     ONES) "{\"type\":\"end\",\"records\":4,\"status\":\"ok\","
			   "\"skipped\":3}\n") != NULL);
	T_STR(rbt_buf_str(&warned),
	    "s1.csv:5:3: expected a date or time like 2024-01-02T14:30:00Z, "
	    "got 'x'\n"
	    "s2.csv:3: duplicate of the row before\n"
	    "s2.csv:4: open 0 is not above 0\n"
	    "s1.csv: 1 bad row left out\n"
	    "s1.csv: 1 row of text behind the bars left out\n"
	    "s2.csv: 2 bad rows left out\n");
	sorted = false;
	unlink("s1.csv");
	unlink("s2.csv");
}

int
main(void)
{
	struct rbt_buf many = {0};

	if (mkdtemp(dir) == NULL || chdir(dir) != 0)
		return 1;
	store(names[0], HEAD "2024-01-02,1,1,1,1\n2024-01-03,1,1,1,1\n");
	store(names[1], HEAD "2024-01-02,1,1,1,1\n");
	store(names[2], HEAD "2024-01-02,0,1,1,1\n");
	store(names[3], HEAD);
	store(names[4], "a,b\n1,2\n");
	rbt_buf_add_str(&many, HEAD);
	for (int i = 0; i < 25; i++)
		rbt_buf_add_str(&many, "2024-01-02,0,1,1,1\n");
	rbt_buf_add_str(&many, "2024-01-02,1,1,1,1\n");
	store(names[5], rbt_buf_str(&many));
	rbt_out_open_fd(&out, STDOUT_FILENO, "test");
	test_stream();
	test_errors();
	test_skip();
	test_repair();
	test_sort();
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		unlink(names[i]);
	if (chdir("/") != 0 || rmdir(dir) != 0)
		T_OK(!"folder removed");
	rbt_buf_release(&many);
	rbt_buf_release(&warned);
	rbt_buf_release(&out.buf);
	T_DONE(34);
}
