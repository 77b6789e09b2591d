/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of all lengths against a splitter that takes one byte after another. */
#include "core/rng.h"
#include "fmt/csv.h"

#include "harness/source.h"
#include "harness/t.h"

/* The fields of a line without quotes, each in brackets and without the blanks
 * around it. */
static void
split_slowly(const char *line, char delim, struct rbt_buf *out)
{
	for (;;) {
		size_t n = 0, start, end;

		while (line[n] != '\0' && line[n] != delim)
			n++;
		for (start = 0; start < n && strchr(" \t", line[start]);)
			start++;
		for (end = n; end > start && strchr(" \t", line[end - 1]);)
			end--;
		rbt_buf_add_char(out, '[');
		rbt_buf_add(out, line + start, end - start);
		rbt_buf_add_char(out, ']');
		if (line[n] == '\0')
			return;
		line += n + 1;
	}
}

int
main(void)
{
	static const char *const some[] = {"a", "7", "#", " ", ";", ",", "!",
	    "\t", "\x01", "\x1f", "\x7f", "\xc3\xa9", "\xe2\x82\xac"};
	static const char *const ends[] = {"", "\n", "\r\n", "\nx"};
	static const uint64_t n_some[] = {6, 8, 13};
	struct rbt_buf text = {0}, line = {0}, want = {0}, got = {0};
	long bad = 0, fields = 0, roomy = 0;
	struct rbt_rng r;

	rbt_rng_init(&r, 1, "csv");
	for (int i = 0; i < 50000; i++) {
		struct rbt_csv csv;
		struct rbt_csv_row row;
		struct t_source s;
		size_t n = rbt_rng_below(&r, 90);

		rbt_buf_clear(&line);
		rbt_buf_clear(&want);
		rbt_buf_clear(&got);
		rbt_buf_add_str(&line, "x"); /* blank lines are passed over */
		while (n-- > 0)
			rbt_buf_add_str(&line,
			    some[rbt_rng_below(&r, n_some[i % 3])]);
		split_slowly(line.data, ';', &want);
		rbt_buf_add_str(&line, ends[rbt_rng_below(&r, 4)]);
		rbt_buf_clear(&text);
		rbt_buf_printf(&text, "first\n%s", line.data);
		rbt_csv_init(&csv, t_source_of(&s, "in", text.data), ';');
		/* The whole line is in the buffer, or a part of it. */
		s.piece = i % 2 ? 7 : 4096;
		if (rbt_csv_next(&csv, &row, NULL) != 1 ||
		    rbt_csv_next(&csv, &row, NULL) != 1)
			row.n = 0;
		roomy += row.n > 0 && row.roomy;
		for (size_t k = 0; k < row.n; k++)
			rbt_buf_printf(&got, "[%.*s]", (int)row.field[k].len,
			    row.field[k].text);
		bad += strcmp(rbt_buf_str(&got), want.data) != 0;
		fields += (long)row.n;
		rbt_csv_release(&csv);
	}
	T_INT(bad, 0);
	T_OK(fields > 50000);
#if defined(__SSE2__)
	T_OK(roomy > 5000 && roomy < 25000);
#else
	T_INT(roomy, 0);
#endif
	rbt_buf_release(&text);
	rbt_buf_release(&line);
	rbt_buf_release(&want);
	rbt_buf_release(&got);
	T_DONE(3);
}
