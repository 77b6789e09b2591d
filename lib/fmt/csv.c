/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <csv.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "fmt/csv.h"

#include "core/mem.h"
#include "fmt/utf8.h"

/* What a byte means to the splitter (rbt_csv.class_of). */
enum {
	ORDINARY,
	DELIM,
	QUOTE,
	HIGH,
	BAD
};

/* What `split` found. */
enum split {
	SPLIT_FAILED = -1,
	SPLIT_ROW,
	SPLIT_QUOTE
};

struct rbt_csv_quoted {
	struct csv_parser parser;
	struct rbt_csv_field_vec *fields; /* lengths; texts follow the row */
	struct rbt_buf text;              /* the fields, one behind the other */
	struct rbt_buf raw;
	bool inside; /* a quote is open */
	bool row_done;
};

void
rbt_csv_init(struct rbt_csv *r, struct rbt_source src, char delim)
{
	*r = (struct rbt_csv){.delim = delim};
	rbt_lines_init(&r->lines, src, RBT_CSV_MAX_ROW);
	r->class_of['\0'] = r->class_of['\r'] = BAD;
	r->class_of['"'] = QUOTE;
	memset(r->class_of + 0x80, HIGH, 0x80);
	if (delim)
		r->class_of[(unsigned char)delim] = DELIM;
}

void
rbt_csv_release(struct rbt_csv *r)
{
	rbt_lines_release(&r->lines);
	RBT_VEC_RELEASE(&r->fields);
	if (r->quoted) {
		csv_free(&r->quoted->parser);
		rbt_buf_release(&r->quoted->text);
		rbt_buf_release(&r->quoted->raw);
		free(r->quoted);
		r->quoted = NULL;
	}
}

/* An error at byte `at` of the text that begins at first_line. */
static int
fail(const struct rbt_csv *r, long first_line, const char *text, size_t at,
    struct rbt_err *err, const char *what)
{
	long line, column;

	rbt_utf8_place(text, at, &line, &column);
	return rbt_err_set(err, RBT_E_DATA, "%s:%ld:%ld: %s", r->lines.src.name,
	    first_line + line - 1, column, what);
}

static int
fail_byte(const struct rbt_csv *r, const char *line, const char *p,
    struct rbt_err *err)
{
	const char *what = "invalid UTF-8";

	if (*p == '\0')
		what = "NUL byte";
	else if (*p == '\r')
		what = "lone carriage return";
	return fail(r, r->lines.line, line, (size_t)(p - line), err, what);
}

static bool
is_blank(const struct rbt_csv *r, char c)
{
	return (c == ' ' || c == '\t') && c != r->delim;
}

/* Appends p..end without outer blanks. */
static int
add_field(struct rbt_csv *r, const char *line, const char *p, const char *end,
    struct rbt_err *err)
{
	while (p < end && is_blank(r, *p))
		p++;
	while (p < end && is_blank(r, end[-1]))
		end--;
	if (end - p > (ptrdiff_t)RBT_CSV_MAX_FIELD)
		return fail(r, r->lines.line, line, (size_t)(p - line), err,
		    "field of more than 64 KiB");
	RBT_VEC_GROW(&r->fields);
	r->fields.at[r->fields.n++] =
	    (struct rbt_csv_field){.text = p, .len = (size_t)(end - p)};
	return 0;
}

#if defined(__SSE2__)
/* What 64 bytes are, the first in the lowest bit. */
struct marks {
	uint64_t delims;
	uint64_t spaces;
	uint64_t odd; /* neither of these, and no printable ASCII or below # */
};

/* Adds the 16 bytes from p + at on; `odd` becomes its opposite. */
static inline void
mark_some(struct marks *m, const char *p, unsigned at, __m128i delim)
{
	__m128i x = _mm_loadu_si128((const __m128i *)(const void *)(p + at));
	__m128i is_delim = _mm_cmpeq_epi8(x, delim);
	__m128i is_space = _mm_cmpeq_epi8(x, _mm_set1_epi8(' '));
	/* As signed numbers 0x80 and up are below all others. */
	__m128i is_plain = _mm_cmpgt_epi8(x, _mm_set1_epi8('"'));

	m->delims |= (uint64_t)_mm_movemask_epi8(is_delim) << at;
	m->spaces |= (uint64_t)_mm_movemask_epi8(is_space) << at;
	m->odd |= (uint64_t)_mm_movemask_epi8(is_plain) << at;
}

static inline struct marks
mark(const char *p, char delim)
{
	const __m128i each = _mm_set1_epi8(delim);
	struct marks m = {0};

	mark_some(&m, p, 0, each);
	mark_some(&m, p, 16, each);
	mark_some(&m, p, 32, each);
	mark_some(&m, p, 48, each);
	m.odd = ~(m.odd | m.delims | m.spaces);
	return m;
}

/* Takes the spaces off both ends of the fields, of which only tabs may be other
 * blanks, and these are delimiters or odd. */
RBT_APART static void
trim(struct rbt_csv_field *f, size_t n)
{
	for (; n > 0; n--, f++) {
		for (; f->len > 0 && *f->text == ' '; f->len--)
			f->text++;
		while (f->len > 0 && f->text[f->len - 1] == ' ')
			f->len--;
	}
}

/*
 * The next line, if it is in the buffer with its end and holds nothing but
 * printable ASCII without quotes, as nearly all do: looked for and split at
 * once, 64 bytes at a time.  false with nothing of use done if there is more in
 * it, if it may have a field that is too long, or if it is blank.
 */
static inline bool
split_ahead(struct rbt_csv *r, struct rbt_csv_row *row)
{
	const char *line, *block, *start, *end;
	size_t have = rbt_lines_ahead(&r->lines, &line), at = 0, len;
	struct rbt_csv_field *f = r->fields.at;
	uint64_t outer = 0; /* spaces that may be at an end of a field */
	struct marks m;

	start = line;
	for (;; at += 64) {
		if (at >= have || at >= RBT_CSV_MAX_FIELD)
			return false;
		r->fields.n = (size_t)(f - r->fields.at);
		RBT_VEC_RESERVE(&r->fields, 65);
		f = r->fields.at + r->fields.n;
		/* The buffer has RBT_LINES_SLACK. */
		block = line + at;
		m = mark(block, r->delim);
		/* What is in front of the first odd one, if there is one. */
		m.delims &= ~m.odd & (m.odd - 1);
		outer |= m.spaces & (m.delims << 1 | m.delims >> 1 |
					m.odd >> 1 | 1 | UINT64_C(1) << 63);
		for (; m.delims != 0; m.delims &= m.delims - 1, f++) {
			end = block + (unsigned)__builtin_ctzll(m.delims);
			*f = (struct rbt_csv_field){start,
			    (size_t)(end - start)};
			start = end + 1;
		}
		if (m.odd != 0)
			break;
	}
	end = block + (unsigned)__builtin_ctzll(m.odd);
	*f++ = (struct rbt_csv_field){start, (size_t)(end - start)};
	r->fields.n = (size_t)(f - r->fields.at);
	if (outer != 0)
		trim(r->fields.at, r->fields.n);
	len = (size_t)(end - line) + 1 + (*end == '\r');
	if (len > have || line[len - 1] != '\n' ||
	    (r->fields.n == 1 && r->fields.at->len == 0))
		return false;
	rbt_lines_pass(&r->lines, len);
	*row = (struct rbt_csv_row){.field = r->fields.at,
	    .n = r->fields.n,
	    .line = r->lines.line,
	    .raw = line,
	    .raw_len = (size_t)(end - line),
	    .delim = r->delim,
	    .roomy = true};
	return true;
}
#else
static bool
split_ahead(struct rbt_csv *r, struct rbt_csv_row *row)
{
	(void)r, (void)row;
	return false;
}
#endif

/* Splits a line up to its first quote. */
static enum split
split(struct rbt_csv *r, const char *line, size_t len, struct rbt_err *err)
{
	const char *p = line, *start = line, *end = line + len;

	r->fields.n = 0;
	for (;;) {
		size_t n;
		int class;

		while (p < end && r->class_of[(unsigned char)*p] == ORDINARY)
			p++;
		class = p < end ? r->class_of[(unsigned char)*p] : DELIM;
		switch (class) {
		case DELIM:
			if (add_field(r, line, start, p, err) != 0)
				return SPLIT_FAILED;
			if (p == end)
				return SPLIT_ROW;
			start = ++p;
			break;
		case QUOTE:
			return SPLIT_QUOTE;
		case HIGH:
			n = rbt_utf8_len(p, (size_t)(end - p));
			p += n;
			if (n)
				break;
			/* fallthrough */
		default:
			fail_byte(r, line, p, err);
			return SPLIT_FAILED;
		}
	}
}

static void
take_field(void *text, size_t len, void *self)
{
	struct rbt_csv_quoted *q = self;

	if (len)
		rbt_buf_add(&q->text, text, len);
	RBT_VEC_GROW(q->fields);
	q->fields->at[q->fields->n++] = (struct rbt_csv_field){.len = len};
}

static void
take_row(int end, void *self)
{
	struct rbt_csv_quoted *q = self;

	(void)end;
	q->row_done = true;
}

#define STRICT (CSV_STRICT | CSV_STRICT_FINI)
#define SHAPE  (CSV_APPEND_NULL | CSV_EMPTY_IS_NULL)

/* Makes the parser of rows with quotes ready for a row. */
static struct rbt_csv_quoted *
start_quoted(struct rbt_csv *r)
{
	struct rbt_csv_quoted *q = r->quoted;

	if (!q) {
		q = r->quoted = rbt_xcalloc(1, sizeof *q);
		csv_init(&q->parser, STRICT | SHAPE);
		csv_set_realloc_func(&q->parser, rbt_xrealloc);
		csv_set_blk_size(&q->parser, 4096);
	}
	csv_set_delim(&q->parser, (unsigned char)r->delim);
	/* A broken row stays in the parser until csv_fini takes it, which the
	 * strict mode refuses. */
	csv_set_opts(&q->parser, SHAPE);
	csv_fini(&q->parser, NULL, NULL, NULL);
	csv_set_opts(&q->parser, STRICT | SHAPE);
	q->fields = &r->fields;
	q->fields->n = 0;
	q->row_done = q->inside = false;
	rbt_buf_clear(&q->text);
	rbt_buf_clear(&q->raw);
	return q;
}

/* Gives one line, its end included, to the parser. */
static int
feed(struct rbt_csv *r, const char *line, size_t len, struct rbt_err *err)
{
	struct rbt_csv_quoted *q = r->quoted;
	size_t start = q->raw.len, done;

	for (size_t i = 0; i < len;) {
		size_t n = rbt_utf8_len(line + i, len - i);

		q->inside ^= line[i] == '"';
		if (n == 0 || line[i] == '\0' ||
		    (line[i] == '\r' && !q->inside))
			return fail_byte(r, line, line + i, err);
		i += n;
	}
	rbt_buf_add(&q->raw, line, len);
	rbt_buf_add_char(&q->raw, '\n');
	done = csv_parse(&q->parser, q->raw.data + start, len + 1, take_field,
	    take_row, q);
	if (done != len + 1)
		return fail(r, r->lines.line, line, done, err,
		    "quote in the wrong place");
	return 0;
}

/* A quote that is still open when there is no more text, or too much of it. */
static int
fail_open(struct rbt_csv *r, struct rbt_csv_row *row, struct rbt_err *err)
{
	long line, column;

	r->lost = true;
	row->raw = r->quoted->raw.data;
	row->raw_len = r->quoted->raw.len;
	rbt_csv_place(row, r->fields.n, &line, &column);
	return rbt_err_set(err, RBT_E_DATA, "%s:%ld:%ld: quote without end",
	    r->lines.src.name, line, column);
}

/* Finds the texts of the fields, now that they stay where they are. */
static int
finish_quoted(struct rbt_csv *r, struct rbt_csv_row *row, struct rbt_err *err)
{
	struct rbt_csv_quoted *q = r->quoted;
	const char *text = rbt_buf_str(&q->text);

	row->raw = q->raw.data;
	row->raw_len = q->raw.len - 1;
	for (size_t i = 0; i < r->fields.n; i++) {
		struct rbt_csv_field *f = &r->fields.at[i];
		long line, column;

		f->text = text;
		text += f->len;
		if (f->len <= RBT_CSV_MAX_FIELD)
			continue;
		rbt_csv_place(row, i, &line, &column);
		return rbt_err_set(err, RBT_E_DATA,
		    "%s:%ld:%ld: field of more than 64 KiB", r->lines.src.name,
		    line, column);
	}
	return 0;
}

/* A line without its end, which may be CRLF, and without a byte order mark. */
static int
read_line(struct rbt_csv *r, char **line, size_t *len, struct rbt_err *err)
{
	int rc = rbt_lines_next(&r->lines, line, len, err);

	if (rc != 1) {
		r->lost = rc < 0;
		return rc;
	}
	if (r->lines.line == 1 && *len >= 3 &&
	    memcmp(*line, "\xef\xbb\xbf", 3) == 0) {
		*line += 3;
		*len -= 3;
	}
	if (r->lines.line == 1 && *len >= 2 &&
	    (memcmp(*line, "\xff\xfe", 2) == 0 ||
		memcmp(*line, "\xfe\xff", 2) == 0)) {
		r->lost = true;
		return rbt_err_set(err, RBT_E_DATA,
		    "%s: UTF-16: convert it first, with iconv -f UTF-16 -t "
		    "UTF-8",
		    r->lines.src.name);
	}
	if (*len && (*line)[*len - 1] == '\r')
		--*len;
	return 1;
}

/* A row with a quote in its first line. */
static int
read_quoted(struct rbt_csv *r, struct rbt_csv_row *row, char *line, size_t len,
    struct rbt_err *err)
{
	struct rbt_csv_quoted *q = start_quoted(r);
	int rc;

	for (;;) {
		if (feed(r, line, len, err) != 0)
			return -1;
		if (q->row_done)
			return finish_quoted(r, row, err);
		if (q->raw.len > RBT_CSV_MAX_ROW)
			return fail_open(r, row, err);
		rc = read_line(r, &line, &len, err);
		if (rc < 0)
			return -1;
		if (rc == 0)
			return fail_open(r, row, err);
	}
}

/* The delimiter of a first row, see rbt_csv_init. */
static char
detect(const char *line, size_t len)
{
	static const char delims[] = ",;\t|";
	size_t count[sizeof delims] = {0}, best = 0;
	bool inside = false;

	for (size_t i = 0; i < len; i++) {
		const char *d = memchr(delims, line[i], sizeof delims - 1);

		inside ^= line[i] == '"';
		if (d && !inside)
			count[d - delims]++;
	}
	for (size_t i = 1; i < sizeof delims - 1; i++)
		if (count[i] > count[best])
			best = i;
	return delims[best];
}

static bool
is_blank_line(const struct rbt_csv *r, const char *line, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!is_blank(r, line[i]))
			return false;
	return true;
}

/* The next line that is not blank. */
static int
next_line(struct rbt_csv *r, char **line, size_t *len, struct rbt_err *err)
{
	int rc;

	do
		rc = read_line(r, line, len, err);
	while (rc == 1 && is_blank_line(r, *line, *len));
	return rc;
}

void
rbt_csv_redetect(struct rbt_csv *r)
{
	r->class_of[(unsigned char)r->delim] = r->delim ? ORDINARY : BAD;
	r->delim = 0;
}

int
rbt_csv_skip(struct rbt_csv *r, int64_t n, struct rbt_err *err)
{
	char *line;
	size_t len;
	int rc = 1;

	while (rc == 1 && n-- > 0)
		rc = read_line(r, &line, &len, err);
	return rc < 0 ? -1 : 0;
}

/* rbt_csv_next of the rows that split_ahead does not take. */
RBT_APART static int
next_any(struct rbt_csv *r, struct rbt_csv_row *row, struct rbt_err *err)
{
	enum split found;
	char *line;
	size_t len;
	int rc;

	rc = next_line(r, &line, &len, err);
	if (rc != 1)
		return rc;
	if (!r->delim) {
		r->delim = detect(line, len);
		r->class_of[(unsigned char)r->delim] = DELIM;
	}
	*row = (struct rbt_csv_row){.line = r->lines.line,
	    .raw = line,
	    .raw_len = len,
	    .delim = r->delim};
	found = split(r, line, len, err);
	if (found == SPLIT_FAILED ||
	    (found == SPLIT_QUOTE && read_quoted(r, row, line, len, err) != 0))
		return -1;
	row->field = r->fields.at;
	row->n = r->fields.n;
	return 1;
}

int
rbt_csv_next(struct rbt_csv *r, struct rbt_csv_row *row, struct rbt_err *err)
{
	if (r->lost)
		return 0;
	if (r->delim && split_ahead(r, row))
		return 1;
	return next_any(r, row, err);
}

void
rbt_csv_place(const struct rbt_csv_row *row, size_t i, long *line, long *column)
{
	const char *p = row->raw, *end = p + row->raw_len;
	bool inside = false;

	for (; i && p < end; p++) {
		inside ^= *p == '"';
		i -= *p == row->delim && !inside;
	}
	while (p < end && (*p == ' ' || *p == '\t') && *p != row->delim)
		p++;
	rbt_utf8_place(row->raw, (size_t)(p - row->raw), line, column);
	*line += row->line - 1;
}
