/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of a row of a price file as the parts of a bar. */
#ifndef RBT_MARKET_CSVBAR_FIELD_H
#define RBT_MARKET_CSVBAR_FIELD_H

#include "core/attr.h"
#include "fmt/csvfour.h"
#include "market/csvbar.h"

/*
 * The time, in one field or in two; `before` as in rbt_stamp_parse.  Errors of
 * all three are RBT_E_DATA without a place.
 */
int rbt_csvbar_field_time(const struct rbt_csvbar *r,
    const struct rbt_csv_row *row, struct rbt_stamp_row *before, rbt_ts *out,
    struct rbt_err *err) RBT_MUST_USE;

/* A price; `name` is for messages. */
int rbt_csvbar_field_price(const struct rbt_csvbar *r,
    const struct rbt_csv_field *f, const char *name, rbt_px *out, bool *rounded,
    struct rbt_err *err) RBT_MUST_USE;

/* All of a row whose symbol is in out.  -1 with *bad the field that is wrong.
 */
int rbt_csvbar_field_all(const struct rbt_csvbar *r,
    const struct rbt_csv_row *row, struct rbt_csvbar_row *out, size_t *bad,
    struct rbt_err *err) RBT_MUST_USE;

/*
 * What rbt_csvbar_field_all makes of a roomy row with a time that
 * rbt_ts_parse_common knows and numbers of up to eight characters without sign
 * and exponent, the volume whole, in a file without a symbol column, a clock
 * column or anything to be added to its times.  false for all other rows, good
 * or bad; *b and *texts are then undefined.
 */
static inline bool rbt_csvbar_field_plain(const struct rbt_csvbar *r,
    const struct rbt_csv_row *row, struct rbt_bar *b,
    struct rbt_bar_texts *texts) RBT_MUST_USE;

/* A number of a row, and its text. */
static inline bool
rbt_csvbar_field_number(const struct rbt_csv_field *f, int digits, int64_t *out,
    struct rbt_bar_text *text)
{
	text->at = f->text;
	return rbt_dec_roomy(f->text, f->len, digits, out, &text->len);
}

/* The four prices, of which the fields are f[at[0]] to f[at[3]]. */
bool rbt_csvbar_field_prices(const struct rbt_csv_field *f, const size_t at[4],
    struct rbt_bar *b, struct rbt_bar_text text[4]) RBT_MUST_USE;

/* The same, quicker, of nearly every row. */
static RBT_INSIDE bool
rbt_csvbar_field_four(const struct rbt_csv_field *f, const size_t at[4],
    struct rbt_bar *b, struct rbt_bar_text text[4])
{
	struct rbt_csvfour four;

	if (!rbt_csvfour_parse(f, at, &four))
		return rbt_csvbar_field_prices(f, at, b, text);
	b->open.v = four.price[0];
	b->high.v = four.price[1];
	b->low.v = four.price[2];
	b->close.v = four.price[3];
	text[0] = (struct rbt_bar_text){f[at[0]].text, four.shown[0]};
	text[1] = (struct rbt_bar_text){f[at[1]].text, four.shown[1]};
	text[2] = (struct rbt_bar_text){f[at[2]].text, four.shown[2]};
	text[3] = (struct rbt_bar_text){f[at[3]].text, four.shown[3]};
	return true;
}

static inline bool
rbt_csvbar_field_plain(const struct rbt_csvbar *r,
    const struct rbt_csv_row *row, struct rbt_bar *b,
    struct rbt_bar_texts *texts)
{
	const struct rbt_csv_field *f = row->field, *time = &f[r->head.time];
	struct rbt_stamp_row *before = &r->book->states.at[r->symbol].before;
	const size_t *at = r->head.column;

	if (!rbt_ts_parse_common(time->text, time->len, &before->date,
		&b->time))
		return false;
	texts->clock = time->len > 10 ? time->text + 11 : NULL;
	if (rbt_period_is_daily(r->book->stamp.period))
		b->time = rbt_ts_from_day(rbt_ts_day(b->time));
	if (!rbt_csvbar_field_four(f, &at[RBT_CSVHEAD_OPEN], b, texts->number))
		return false;
	b->volume_digits = 0;
	if (at[RBT_CSVHEAD_VOLUME] != RBT_CSVHEAD_NONE)
		return rbt_csvbar_field_number(&f[at[RBT_CSVHEAD_VOLUME]], 0,
		    &b->volume, &texts->number[4]);
	b->volume = 0;
	b->volume_digits = RBT_BAR_NO_VOLUME;
	return true;
}

#endif
