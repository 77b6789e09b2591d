/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values: RFC 4180 and the contract in csv.h, by hand; the rows of
 * test_same are what Python's csv module gives for the same text. */
#include <stdlib.h>
#include <unistd.h>

#include "fmt/csv.h"

#include "harness/source.h"
#include "harness/t.h"

/* Everything a reader says about a source: "line:[field][field]" or the error,
 * one a line.  The delimiter it used comes last if it was to find one. */
static const char *
told_by(struct rbt_source src, char delim)
{
	static struct rbt_buf b;
	struct rbt_csv r;
	struct rbt_csv_row row;
	struct rbt_err err = {0};
	int rc;

	rbt_buf_clear(&b);
	rbt_csv_init(&r, src, delim);
	while ((rc = rbt_csv_next(&r, &row, &err)) != 0) {
		if (rc < 0) {
			rbt_buf_printf(&b, "%s%s\n", err.msg,
			    r.lost ? " (lost)" : "");
			rbt_err_clear(&err);
			continue;
		}
		rbt_buf_printf(&b, "%ld:", row.line);
		for (size_t i = 0; i < row.n; i++)
			rbt_buf_printf(&b, "[%.*s]", (int)row.field[i].len,
			    row.field[i].text);
		rbt_buf_add_char(&b, '\n');
	}
	if (!delim)
		rbt_buf_printf(&b, "%c", r.delim ? r.delim : '0');
	rbt_csv_release(&r);
	return rbt_buf_str(&b);
}

static const char *
told(const char *text, size_t piece, char delim)
{
	struct t_source s;
	struct rbt_source src = t_source_of(&s, "in", text);

	s.piece = piece;
	return told_by(src, delim);
}

static void
test_plain(void)
{
	T_STR(told("", 7, ','), "");
	T_STR(told("\n\r\n  \n", 7, ','), "");
	T_STR(told("a,b,c\n1,2,3\n", 7, ','), "1:[a][b][c]\n2:[1][2][3]\n");
	T_STR(told("a,b\r\n1,2", 7, ','), "1:[a][b]\n2:[1][2]\n");
	T_STR(told("x", 7, ','), "1:[x]\n");
	T_STR(told(",\n,,\n", 7, ','), "1:[][]\n2:[][][]\n");
	T_STR(told(" a , b\t,\tc d \n", 7, ','), "1:[a][b][c d]\n");
	T_STR(told("\n\na\n\nb\n", 7, ','), "3:[a]\n5:[b]\n");
	T_STR(told("a\tb c\t\t\n\t\n", 7, '\t'), "1:[a][b c][][]\n2:[][]\n");
	T_STR(told("a;b,c;\xc3\xa9\n", 7, ';'), "1:[a][b,c][\xc3\xa9]\n");
	T_STR(told("a|b\n", 7, '|'), "1:[a][b]\n");
	T_STR(told("\xef\xbb\xbf"
		   "a,b\n\xef\xbb\xbf,1\n",
		  7, ','),
	    "1:[a][b]\n2:[\xef\xbb\xbf][1]\n");
	T_STR(told("\xef\xbb\xbf\n1\n", 7, ','), "2:[1]\n");
}

static void
test_quotes(void)
{
	T_STR(told("\"a\",\"b,c\",d\n", 7, ','), "1:[a][b,c][d]\n");
	T_STR(told("\"\",\"\"\"\",\" x \"\n", 7, ','), "1:[][\"][ x ]\n");
	T_STR(told("a,\"b\" , \"c\"\n", 7, ','), "1:[a][b][c]\n");
	T_STR(told("\"a\nb\",c\nd,e\n", 7, ','), "1:[a\nb][c]\n3:[d][e]\n");
	T_STR(told("\"a\r\n\r\nb\",c\r\nd\r\n", 7, ','),
	    "1:[a\n\nb][c]\n4:[d]\n");
	T_STR(told("\"a\"", 7, ','), "1:[a]\n");
	T_STR(told("\xef\xbb\xbf\"a\",b\n", 7, ','), "1:[a][b]\n");
	T_STR(told("\"a\"\tb\t\n", 7, '\t'), "1:[a][b][]\n");
	T_STR(told("1\n\"\"\n2\n", 7, ','), "1:[1]\n2:[]\n3:[2]\n");
}

static void
test_errors(void)
{
	T_STR(told("a,b\"c,d\n1,2\n", 7, ','),
	    "in:1:4: quote in the wrong place\n2:[1][2]\n");
	T_STR(told("\"a\"b,c\n1\n", 7, ','),
	    "in:1:4: quote in the wrong place\n2:[1]\n");
	T_STR(told("1,2\nx,\"open\n3,4\n", 7, ','),
	    "1:[1][2]\nin:2:3: quote without end (lost)\n");
	T_STR(told("\"a\nb\",\"c\n", 7, ','),
	    "in:2:4: quote without end (lost)\n");
	T_STR(told("\"", 7, ','), "in:1:1: quote without end (lost)\n");
	T_STR(told("\xc3\xa9,\xff,1\n2\n", 7, ','),
	    "in:1:3: invalid UTF-8\n2:[2]\n");
	T_STR(told("\"\xc3\xa9\",\xc3,1\n2\n", 7, ','),
	    "in:1:5: invalid UTF-8\n2:[2]\n");
	T_STR(told("a\rb\n2\n", 7, ','),
	    "in:1:2: lone carriage return\n2:[2]\n");
	T_STR(told("\"a\"\rb\n2\n", 7, ','),
	    "in:1:4: lone carriage return\n2:[2]\n");
	T_STR(told("\"a\"\r\"b\n\"\n", 7, ','),
	    "in:1:4: lone carriage return\nin:2:1: quote without end (lost)\n");
	T_STR(told("\"a\rb\"\n", 7, ','), "1:[a\rb]\n");
	/* What a bad row leaves behind does not reach the next one. */
	T_STR(told("\"x\",\"y\"z\n\"1\",2\n", 7, ','),
	    "in:1:8: quote in the wrong place\n2:[1][2]\n");
}

static void
test_nul(void)
{
	static const char text[] = "a,b\nc,\0d\n\"e\0\"\nf\n";
	int fd[2];

	T_INT(pipe(fd), 0);
	T_INT(write(fd[1], text, sizeof text - 1), sizeof text - 1);
	close(fd[1]);
	T_STR(told_by(rbt_source_fd(fd[0], "in"), ','),
	    "1:[a][b]\nin:2:3: NUL byte\nin:3:3: NUL byte\n4:[f]\n");
	close(fd[0]);
}

static void
test_failing_source(void)
{
	struct t_source s;
	struct rbt_source src = t_source_of(&s, "in", "a,b\nc,d\n");

	s.fail = "broken";
	T_STR(told_by(src, ','), "1:[a][b]\n2:[c][d]\nin: broken (lost)\n");
}

static void
test_detect(void)
{
	T_STR(told("a;b,c;d\n", 7, 0), "1:[a][b,c][d]\n;");
	T_STR(told("\na\tb\n", 7, 0), "2:[a][b]\n\t");
	T_STR(told("a|b|c,d\n", 7, 0), "1:[a][b][c,d]\n|");
	T_STR(told("abc\n1,2\n", 7, 0), "1:[abc]\n2:[1][2]\n,");
	T_STR(told("a,b;c\n", 7, 0), "1:[a][b;c]\n,");
	T_STR(told("\"a,b,c\";\"d\"\n", 7, 0), "1:[a,b,c][d]\n;");
	T_STR(told("", 7, 0), "0");
}

static void
test_same(void)
{
	static const size_t pieces[] = {1, 2, 3, 5, 7, 13, 1u << 20};
	const char *text =
	    "\xef\xbb\xbf"
	    "Date,Name,Close\r\n2024-01-02,\"Smith, \"\"J\"\"\","
	    "1.5\r\n\r\n2024-01-03,\"two\nlines\",2\n2024-01-04,\xc3\xa9,\n";

	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++)
		T_STR(told(text, pieces[i], 0),
		    "1:[Date][Name][Close]\n2:[2024-01-02][Smith, \"J\"][1.5]\n"
		    "4:[2024-01-03][two\nlines][2]\n6:[2024-01-04][\xc3\xa9][]"
		    "\n"
		    ",");
}

static void
check_place(const struct rbt_csv_row *row, size_t i, long line, long column)
{
	long l, c;

	rbt_csv_place(row, i, &l, &c);
	T_INT(l, line);
	T_INT(c, column);
}

static void
test_place(void)
{
	struct rbt_csv r;
	struct rbt_csv_row row;
	struct t_source s;

	rbt_csv_init(&r,
	    t_source_of(&s, "in",
		"\xc3\xa9,b,  c,\n\"a,b\" ,\"x\n\xc3\xa9\",  y,\"\",z\n"),
	    ',');
	T_INT(rbt_csv_next(&r, &row, NULL), 1);
	check_place(&row, 0, 1, 1);
	check_place(&row, 1, 1, 3);
	check_place(&row, 2, 1, 7);
	check_place(&row, 3, 1, 9);
	T_INT(rbt_csv_next(&r, &row, NULL), 1);
	check_place(&row, 0, 2, 1);
	check_place(&row, 1, 2, 8);
	check_place(&row, 2, 3, 6);
	check_place(&row, 3, 3, 8);
	check_place(&row, 4, 3, 11);
	rbt_csv_release(&r);
}

/* A text of `head`, n times the byte c, and `tail`; the caller frees it. */
static char *
long_text(const char *head, char c, size_t n, const char *tail)
{
	size_t h = strlen(head), t = strlen(tail);
	char *text = malloc(h + n + t + 1);

	memcpy(text, head, h);
	memset(text + h, c, n);
	memcpy(text + h + n, tail, t + 1);
	return text;
}

static void
check_long(char *text, const char *want)
{
	T_STR(told(text, 1u << 16, ','), want);
	free(text);
}

static void
test_limits(void)
{
	struct rbt_csv r;
	struct rbt_csv_row row;
	struct t_source s;
	char *text;

	check_long(long_text("1,", 'x', RBT_CSV_MAX_FIELD + 1, "\n2\n"),
	    "in:1:3: field of more than 64 KiB\n2:[2]\n");
	check_long(long_text("1,\"", 'x', RBT_CSV_MAX_FIELD + 1, "\"\n2\n"),
	    "in:1:3: field of more than 64 KiB\n2:[2]\n");
	check_long(long_text("1\n", ' ', RBT_CSV_MAX_ROW + 1, "\n2\n"),
	    "1:[1]\nin:2: line longer than 1048576 bytes (lost)\n");
	check_long(long_text("1\n2,\"", '\n', RBT_CSV_MAX_ROW + 9, "\"\n2\n"),
	    "1:[1]\nin:2:3: quote without end (lost)\n");
	/* As long as is allowed, and as many fields as fit a row. */
	text = long_text("", 'x', RBT_CSV_MAX_FIELD, "\n");
	rbt_csv_init(&r, t_source_of(&s, "in", text), ',');
	s.piece = 4096;
	T_INT(rbt_csv_next(&r, &row, NULL), 1);
	T_INT(row.field[0].len, RBT_CSV_MAX_FIELD);
	rbt_csv_release(&r);
	free(text);
	text = long_text("", ',', RBT_CSV_MAX_ROW, "\n");
	rbt_csv_init(&r, t_source_of(&s, "in", text), ',');
	s.piece = 1u << 16;
	T_INT(rbt_csv_next(&r, &row, NULL), 1);
	T_INT(row.n, RBT_CSV_MAX_ROW + 1);
	rbt_csv_release(&r);
	free(text);
}

static void
test_encodings(void)
{
	T_STR(told("\xff\xfe"
		   "a",
		  7, ','),
	    "in: UTF-16: convert it first, with iconv -f UTF-16 -t UTF-8 "
	    "(lost)\n");
	T_STR(told("\xfe\xff"
		   "x\n1\n",
		  1, ','),
	    "in: UTF-16: convert it first, with iconv -f UTF-16 -t UTF-8 "
	    "(lost)\n");
}

/* Lines passed over whatever is in them, and delimiters found anew. */
static void
test_skip(void)
{
	struct t_source s;
	struct rbt_csv r;
	struct rbt_csv_row row;

	rbt_csv_init(&r, t_source_of(&s, "in", "a \"b\n\n1,2\n\"3\";4\n"), 0);
	T_INT(rbt_csv_skip(&r, 2, NULL), 0);
	T_INT(rbt_csv_next(&r, &row, NULL), 1);
	T_INT(row.line, 3);
	T_INT(row.n, 2);
	rbt_csv_redetect(&r);
	T_INT(rbt_csv_next(&r, &row, NULL), 1);
	T_INT(row.n, 2);
	T_INT(row.field[0].len, 1);
	T_INT(rbt_csv_skip(&r, 5, NULL), 0);
	T_INT(rbt_csv_next(&r, &row, NULL), 0);
	rbt_csv_release(&r);
}

int
main(void)
{
	test_plain();
	test_quotes();
	test_errors();
	test_nul();
	test_failing_source();
	test_detect();
	test_same();
	test_place();
	test_limits();
	test_encodings();
	test_skip();
	T_DONE(13 + 9 + 12 + 3 + 1 + 7 + 7 + 20 + 8 + 2 + 9);
}
