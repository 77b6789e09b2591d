/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/csvbar_field.h"

#include <string.h>

/* A date and a time in two fields. */
static int
parse_two(const struct rbt_csvbar *r, const struct rbt_csv_row *row,
    struct rbt_stamp_row *before, rbt_ts *out, struct rbt_err *err)
{
	const struct rbt_csv_field *f = &row->field[r->head.time];
	const struct rbt_csv_field *clock = &row->field[r->head.clock];
	char both[64];
	size_t len = f->len;

	if (len + 1 + clock->len > sizeof both)
		return rbt_err_set(err, RBT_E_DATA,
		    "a date and a time of more than %zu characters",
		    sizeof both);
	memcpy(both, f->text, len);
	both[len++] = ' ';
	memcpy(both + len, clock->text, clock->len);
	return rbt_stamp_parse(&r->book->stamp, both, len + clock->len, r->day,
	    before, out, err);
}

int
rbt_csvbar_field_time(const struct rbt_csvbar *r, const struct rbt_csv_row *row,
    struct rbt_stamp_row *before, rbt_ts *out, struct rbt_err *err)
{
	const struct rbt_csv_field *f = &row->field[r->head.time];

	if (r->head.clock != RBT_CSVHEAD_NONE)
		return parse_two(r, row, before, out, err);
	return rbt_stamp_parse(&r->book->stamp, f->text, f->len, r->day, before,
	    out, err);
}

/* A number that is none, or not as --decimal says. */
static int
fail_number(const struct rbt_csvbar *r, const char *name,
    const struct rbt_csv_field *f, struct rbt_err *err)
{
	bool comma = r->book->numeral == RBT_NUMERAL_PLAIN &&
		     memchr(f->text, ',', f->len) != NULL;
	char quote[RBT_ERR_QUOTE];

	(void)rbt_err_quote(f->text, f->len, quote);
	if (comma)
		return rbt_err_set(err, RBT_E_DATA,
		    "%s: '%s' has a comma: --decimal point or --decimal comma "
		    "says what it means",
		    name, quote);
	return rbt_err_set(err, RBT_E_DATA, "%s: expected a number, got '%s'",
	    name, quote);
}

/* A price that is written as --decimal says, or none at all. */
static int
parse_marked_price(const struct rbt_csvbar *r, const struct rbt_csv_field *f,
    const char *name, rbt_px *out, bool *rounded, struct rbt_err *err)
{
	const char *text = f->text;
	size_t len = f->len;
	char plain[RBT_NUMERAL_MAX];

	if (!rbt_numeral_plain(r->book->numeral, &text, &len, plain) ||
	    memchr(text, ',', len) != NULL)
		return fail_number(r, name, f, err);
	return rbt_px_from_text(text, len, name, out, rounded, err);
}

int
rbt_csvbar_field_price(const struct rbt_csvbar *r,
    const struct rbt_csv_field *f, const char *name, rbt_px *out, bool *rounded,
    struct rbt_err *err)
{
	if (r->book->numeral == RBT_NUMERAL_PLAIN &&
	    rbt_px_from_text(f->text, f->len, name, out, rounded, NULL) == 0)
		return 0;
	return parse_marked_price(r, f, name, out, rounded, err);
}

static int
parse_volume(const struct rbt_csvbar *r, const struct rbt_csv_field *f,
    struct rbt_bar *b, bool *rounded, struct rbt_err *err)
{
	const char *text = f->text;
	size_t len = f->len;
	char plain[RBT_NUMERAL_MAX];

	if (!rbt_numeral_plain(r->book->numeral, &text, &len, plain))
		return fail_number(r, "volume", f, err);
	return rbt_bar_volume_from_text(b, text, len, rounded, err);
}

int
rbt_csvbar_field_all(const struct rbt_csvbar *r, const struct rbt_csv_row *row,
    struct rbt_csvbar_row *out, size_t *bad, struct rbt_err *err)
{
	static const char *const names[] = {"open", "high", "low", "close"};
	const struct rbt_csv_field *f = row->field;
	const size_t *at = r->head.column;
	struct rbt_bar *b = &out->bar;
	rbt_px *const px[] = {&b->open, &b->high, &b->low, &b->close};
	bool plain = r->book->numeral == RBT_NUMERAL_PLAIN;

	*bad = r->head.time;
	if (rbt_csvbar_field_time(r, row,
		&r->book->states.at[out->symbol].before, &b->time, err) != 0)
		return -1;
	for (size_t i = 0; i < 4; i++) {
		*bad = at[RBT_CSVHEAD_OPEN + i];
		if (plain && rbt_dec_short(f[*bad].text, f[*bad].len,
				 RBT_DEC_DIGITS, &px[i]->v))
			continue;
		if (rbt_csvbar_field_price(r, &f[*bad], names[i], px[i],
			&out->rounded, err) != 0)
			return -1;
	}
	*bad = at[RBT_CSVHEAD_VOLUME];
	if (*bad == RBT_CSVHEAD_NONE)
		return rbt_bar_volume_from_text(b, NULL, 0, &out->rounded, err);
	if (!plain)
		return parse_volume(r, &f[*bad], b, &out->rounded, err);
	return rbt_bar_volume_from_text(b, f[*bad].text, f[*bad].len,
	    &out->rounded, err);
}

bool
rbt_csvbar_field_prices(const struct rbt_csv_field *f, const size_t at[4],
    struct rbt_bar *b, struct rbt_bar_text text[4])
{
	rbt_px *const px[] = {&b->open, &b->high, &b->low, &b->close};

	for (size_t i = 0; i < 4; i++)
		if (!rbt_csvbar_field_number(&f[at[i]], RBT_DEC_DIGITS,
			&px[i]->v, &text[i]))
			return false;
	return true;
}
