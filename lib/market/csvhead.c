/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/csvhead.h"

#include <string.h>

#define NONE     RBT_CSVHEAD_NONE
#define NAME_MAX 24 /* of a known column */
#define ROWS_MAX 64 /* to look for a header in */

static const struct {
	const char *name; /* in lower case, letters and digits alone */
	enum rbt_csvhead_role role;
} known[] = {
    {"date", RBT_CSVHEAD_DATE},
    {"day", RBT_CSVHEAD_DATE},
    {"dtyyyymmdd", RBT_CSVHEAD_DATE},
    {"time", RBT_CSVHEAD_CLOCK},
    {"datetime", RBT_CSVHEAD_STAMP},
    {"timestamp", RBT_CSVHEAD_STAMP},
    {"timestamputc", RBT_CSVHEAD_STAMP},
    {"gmttime", RBT_CSVHEAD_STAMP},
    {"opentime", RBT_CSVHEAD_STAMP},
    {"unix", RBT_CSVHEAD_STAMP},
    {"epoch", RBT_CSVHEAD_STAMP},
    {"open", RBT_CSVHEAD_OPEN},
    {"high", RBT_CSVHEAD_HIGH},
    {"low", RBT_CSVHEAD_LOW},
    {"close", RBT_CSVHEAD_CLOSE},
    {"closelast", RBT_CSVHEAD_CLOSE},
    {"volume", RBT_CSVHEAD_VOLUME},
    {"vol", RBT_CSVHEAD_VOLUME},
    {"symbol", RBT_CSVHEAD_SYMBOL},
    {"ticker", RBT_CSVHEAD_SYMBOL},
};

static const char *const prices[] = {"open", "high", "low", "close"};

/* The letters and digits of a name, in lower case. */
static void
normalise(const char *text, size_t len, char out[NAME_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		char c = text[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c < 'a' || c > 'z') && (c < '0' || c > '9'))
			continue;
		if (n == NAME_MAX - 1) { /* longer than any known name */
			n = 0;
			break;
		}
		out[n++] = c;
	}
	out[n] = '\0';
}

static enum rbt_csvhead_role
known_role(const char *text, size_t len)
{
	char name[NAME_MAX];

	normalise(text, len, name);
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		if (strcmp(known[i].name, name) == 0)
			return known[i].role;
	}
	return RBT_CSVHEAD_ROLES;
}

/* Appends an item of the list at text[0..len-1]. */
static int
add_item(struct rbt_csvhead_list *l, const char *text, size_t len,
    struct rbt_err *err)
{
	const char *equal = memchr(text, '=', len);
	size_t n = equal == NULL ? len : (size_t)(equal - text);
	char quote[RBT_ERR_QUOTE];
	struct rbt_csvhead_item item = {.role = known_role(text, n)};

	if (l->items.n > 0 && l->by_name != (equal != NULL))
		return rbt_err_set(err, RBT_E_USAGE,
		    "a list of columns has names behind all of them or none");
	l->by_name = equal != NULL;
	if (item.role == RBT_CSVHEAD_ROLES &&
	    (equal != NULL || n != 1 || *text != '-'))
		return rbt_err_set(err, RBT_E_USAGE,
		    "'%s' is none of date, time, datetime, open, high, low, "
		    "close, volume, symbol%s",
		    rbt_err_quote(text, n, quote),
		    equal == NULL ? " and -" : "");
	if (equal != NULL) {
		item.name = equal + 1;
		item.len = len - n - 1;
	}
	for (size_t i = 0; i < l->items.n; i++) {
		if (item.role != RBT_CSVHEAD_ROLES &&
		    l->items.at[i].role == item.role)
			return rbt_err_set(err, RBT_E_USAGE,
			    "'%s' stands there twice",
			    rbt_err_quote(text, n, quote));
	}
	RBT_VEC_PUSH(&l->items, item);
	return 0;
}

static bool
lists(const struct rbt_csvhead_list *l, enum rbt_csvhead_role role)
{
	for (size_t i = 0; i < l->items.n; i++) {
		if (l->items.at[i].role == role)
			return true;
	}
	return false;
}

/* Whether a close may stand for open, high and low. */
static bool
is_flat(const struct rbt_csvhead_list *l)
{
	return lists(l, RBT_CSVHEAD_CLOSE) && !lists(l, RBT_CSVHEAD_OPEN) &&
	       !lists(l, RBT_CSVHEAD_HIGH) && !lists(l, RBT_CSVHEAD_LOW);
}

int
rbt_csvhead_list_parse(struct rbt_csvhead_list *l, const char *text,
    struct rbt_err *err)
{
	*l = (struct rbt_csvhead_list){0};
	for (const char *p = text;; p++) {
		size_t n = strcspn(p, ",");

		if (add_item(l, p, n, err) != 0)
			return -1;
		p += n;
		if (*p == '\0')
			break;
	}
	if (l->by_name)
		return 0;
	if (!lists(l, RBT_CSVHEAD_DATE) && !lists(l, RBT_CSVHEAD_CLOCK) &&
	    !lists(l, RBT_CSVHEAD_STAMP))
		return rbt_err_set(err, RBT_E_USAGE,
		    "there is no date, time or datetime in '%s'", text);
	for (size_t i = 0; i < 4; i++) {
		if (!lists(l, RBT_CSVHEAD_OPEN + (unsigned)i) && !is_flat(l))
			return rbt_err_set(err, RBT_E_USAGE,
			    "there is no %s in '%s'", prices[i], text);
	}
	return 0;
}

void
rbt_csvhead_list_release(struct rbt_csvhead_list *l)
{
	RBT_VEC_RELEASE(&l->items);
}

/* What a header's name stands for, the user's names before the known ones. */
static enum rbt_csvhead_role
role_of(const struct rbt_csv_field *f, const struct rbt_csvhead_list *l)
{
	enum rbt_csvhead_role role;

	for (size_t i = 0; i < l->items.n; i++) {
		const struct rbt_csvhead_item *item = &l->items.at[i];

		if (item->len == f->len &&
		    memcmp(item->name, f->text, f->len) == 0)
			return item->role;
	}
	role = known_role(f->text, f->len);
	return lists(l, role) ? RBT_CSVHEAD_ROLES : role;
}

/* What a reading of the rows in front has come to. */
struct search {
	struct rbt_csvhead *h;
	const struct rbt_csvhead_list *list;
	struct rbt_csv *csv;
	bool wide;           /* the time alone is needed */
	size_t most;         /* known names in the best row so far */
	struct rbt_err best; /* what that row lacks; empty before the first */
};

static int
fail_twice(const struct search *s, const struct rbt_csv_row *row, size_t a,
    size_t b, struct rbt_err *err)
{
	const struct rbt_csv_field *f = &row->field[a], *g = &row->field[b];
	char first[RBT_ERR_QUOTE], second[RBT_ERR_QUOTE];
	long line, column;

	rbt_err_set(err, RBT_E_DATA, "columns '%s' and '%s' mean the same",
	    rbt_err_quote(f->text, f->len, first),
	    rbt_err_quote(g->text, g->len, second));
	rbt_csv_place(row, b, &line, &column);
	return rbt_err_wrap(err, "%s:%ld:%ld", s->csv->lines.src.name, line,
	    column);
}

/*
 * The names of one row.  A header may be spread over several rows: a later name
 * of a column takes the place of an earlier one.  Returns how many names of
 * the row are known, or -1.
 */
static int
take_names(struct search *s, const struct rbt_csv_row *row, struct rbt_err *err)
{
	size_t *column = s->h->column;
	bool here[RBT_CSVHEAD_ROLES] = {false};
	int n = 0;

	/* The rows of data have as many columns as the last of the header. */
	for (size_t k = 0; k < RBT_CSVHEAD_ROLES; k++) {
		if (column[k] != NONE && column[k] >= row->n)
			column[k] = NONE;
	}
	for (size_t i = 0; i < row->n; i++) {
		enum rbt_csvhead_role role = role_of(&row->field[i], s->list);

		if (role == RBT_CSVHEAD_ROLES ||
		    (s->wide && role > RBT_CSVHEAD_STAMP))
			continue;
		if (here[role])
			return fail_twice(s, row, column[role], i, err);
		for (size_t k = 0; k < RBT_CSVHEAD_ROLES; k++) {
			if (column[k] == i)
				column[k] = NONE;
		}
		column[role] = i;
		here[role] = true;
		n++;
	}
	return n;
}

static bool
has_time(const struct rbt_csvhead *h)
{
	return h->column[RBT_CSVHEAD_DATE] != NONE ||
	       h->column[RBT_CSVHEAD_CLOCK] != NONE ||
	       h->column[RBT_CSVHEAD_STAMP] != NONE;
}

/* Gives the close to open, high and low where the list allows it. */
static void
flatten(const struct search *s)
{
	size_t *column = s->h->column;

	if (is_flat(s->list) && column[RBT_CSVHEAD_OPEN] == NONE &&
	    column[RBT_CSVHEAD_HIGH] == NONE && column[RBT_CSVHEAD_LOW] == NONE)
		column[RBT_CSVHEAD_OPEN] = column[RBT_CSVHEAD_HIGH] =
		    column[RBT_CSVHEAD_LOW] = column[RBT_CSVHEAD_CLOSE];
}

/* 0 if the header is whole with this row, else -1 with what is missing. */
static int
check(const struct search *s, const struct rbt_csv_row *row,
    struct rbt_err *err)
{
	char quote[RBT_ERR_QUOTE], name[RBT_ERR_QUOTE];
	const char *header = rbt_err_quote(row->raw, row->raw_len, quote);

	for (size_t i = 0; s->list->by_name && i < s->list->items.n; i++) {
		const struct rbt_csvhead_item *item = &s->list->items.at[i];

		if (s->h->column[item->role] == NONE)
			return rbt_err_set(err, RBT_E_DATA,
			    "no column named '%s' in the header '%s'",
			    rbt_err_quote(item->name, item->len, name), header);
	}
	if (!has_time(s->h))
		return rbt_err_set(err, RBT_E_DATA,
		    "no column named date, datetime, time or timestamp in the "
		    "header '%s'",
		    header);
	for (size_t i = 0; i < 4 && !s->wide; i++) {
		if (s->h->column[RBT_CSVHEAD_OPEN + i] == NONE)
			return rbt_err_set(err, RBT_E_DATA,
			    "no column named %s in the header '%s'", prices[i],
			    header);
	}
	return 0;
}

static bool
has_digit(const struct rbt_csv_field *f)
{
	for (size_t i = 0; i < f->len; i++) {
		if (f->text[i] >= '0' && f->text[i] <= '9')
			return true;
	}
	return false;
}

static bool
begins_with_digit(const struct rbt_csv_field *f)
{
	return f->len > 0 && f->text[0] >= '0' && f->text[0] <= '9';
}

/* A time and four prices at least. */
static bool
is_data(const struct rbt_csv_row *row)
{
	size_t n = 0;

	for (size_t i = 0; i < row->n; i++)
		n += begins_with_digit(&row->field[i]);
	return n >= 5;
}

/* time,open,high,low,close[,volume], the time in one field or two. */
static int
assume(struct search *s, const struct rbt_csv_row *row, struct rbt_err *err)
{
	const struct rbt_csv_field *f = &row->field[1];
	bool apart = memchr(f->text, ':', f->len) != NULL;
	size_t *column = s->h->column, n = row->n - apart;

	if (n > 6 || !begins_with_digit(&row->field[0]) ||
	    (apart && row->n < 6))
		return rbt_err_set(err, RBT_E_DATA,
		    "%s:%ld: no header, and %zu columns: --columns says what "
		    "they are",
		    s->csv->lines.src.name, row->line, row->n);
	column[apart ? RBT_CSVHEAD_DATE : RBT_CSVHEAD_STAMP] = 0;
	if (apart)
		column[RBT_CSVHEAD_CLOCK] = 1;
	for (size_t i = 0; i < n - 1; i++)
		column[RBT_CSVHEAD_OPEN + i] = i + 1 + apart;
	s->h->n_columns = row->n;
	s->h->assumed = true;
	return 1;
}

/* As rbt_csvhead_read where the columns are not listed in their order. */
static int
look_for(struct search *s, struct rbt_csv_row *row, struct rbt_err *err)
{
	bool detect = s->csv->delim == 0;
	struct rbt_err why;
	int n, rc;

	for (int rows = 0; rows < ROWS_MAX; rows++) {
		/* A title above may have other marks in it than the table. */
		if (detect && s->most < 4)
			rbt_csv_redetect(s->csv);
		rc = rbt_csv_next(s->csv, row, err);
		if (rc < 0)
			return -1;
		if (rc == 0)
			break;
		n = take_names(s, row, err);
		if (n < 0)
			return -1;
		if ((n >= 4 || s->wide) && !has_time(s->h) &&
		    row->field[0].len == 0)
			s->h->column[RBT_CSVHEAD_STAMP] = 0;
		flatten(s);
		why = (struct rbt_err){0};
		if (check(s, row, &why) == 0) {
			s->h->n_columns = row->n;
			return 0;
		}
		if (is_data(row) && s->most == 0 && n == 0 &&
		    s->list->items.n == 0 && !s->wide)
			return assume(s, row, err);
		if (s->best.code == RBT_OK || (size_t)n > s->most) {
			rbt_err_wrap(&why, "%s:%ld", s->csv->lines.src.name,
			    row->line);
			s->best = why;
			s->most = (size_t)n;
		}
		if (is_data(row))
			break;
	}
	if (s->best.code == RBT_OK)
		return rbt_err_set(err, RBT_E_DATA, "%s: empty file",
		    s->csv->lines.src.name);
	return rbt_err_set(err, s->best.code, "%s", s->best.msg);
}

/* Which of several columns is the time. */
static void
choose_time(struct rbt_csvhead *h, bool daily)
{
	size_t date = h->column[RBT_CSVHEAD_DATE];
	size_t clock = h->column[RBT_CSVHEAD_CLOCK];
	size_t stamp = h->column[RBT_CSVHEAD_STAMP];

	h->clock = NONE;
	if (date != NONE && (daily || stamp == NONE)) {
		h->time = date;
		if (!daily)
			h->clock = clock;
	} else {
		h->time = stamp != NONE ? stamp : clock;
	}
}

int
rbt_csvhead_read(struct rbt_csvhead *h, const struct rbt_csvhead_list *list,
    bool daily, bool wide, struct rbt_csv *csv, struct rbt_csv_row *row,
    struct rbt_err *err)
{
	struct search s = {.h = h, .list = list, .csv = csv, .wide = wide};
	int rc = 0;

	*h = (struct rbt_csvhead){0};
	for (size_t i = 0; i < RBT_CSVHEAD_ROLES; i++)
		h->column[i] = NONE;
	if (list->items.n == 0 || list->by_name) {
		rc = look_for(&s, row, err);
	} else {
		for (size_t i = 0; i < list->items.n; i++) {
			if (list->items.at[i].role != RBT_CSVHEAD_ROLES)
				h->column[list->items.at[i].role] = i;
		}
		flatten(&s);
	}
	choose_time(h, daily);
	return rc;
}

static bool
is_price(const struct rbt_csvhead *h, size_t i)
{
	return i == h->column[RBT_CSVHEAD_OPEN] ||
	       i == h->column[RBT_CSVHEAD_HIGH] ||
	       i == h->column[RBT_CSVHEAD_LOW] ||
	       i == h->column[RBT_CSVHEAD_CLOSE];
}

bool
rbt_csvhead_is_prose(const struct rbt_csvhead *h, const struct rbt_csv_row *row)
{
	if (row->n == 1)
		return !begins_with_digit(&row->field[0]);
	if (h->time < row->n && has_digit(&row->field[h->time]))
		return false;
	if (row->n != h->n_columns && h->n_columns != 0)
		return true;
	for (size_t i = 0; i < row->n; i++) {
		/* Of a wide table all columns are prices. */
		if ((h->column[RBT_CSVHEAD_CLOSE] == NONE || is_price(h, i)) &&
		    has_digit(&row->field[i]))
			return false;
	}
	return true;
}
