/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One bar of one instrument: the prices of a period, known at its close.
 * `time` is the opening; a bar of a day or more is stamped with midnight UTC of
 * its session's date.
 */
#ifndef RBT_MARKET_BAR_H
#define RBT_MARKET_BAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/dec.h"
#include "core/err.h"
#include "core/time.h"
#include "fmt/jsonw.h"
#include "fmt/rec.h"

#define RBT_BAR_NO_VOLUME (-1)

struct rbt_bar {
	rbt_ts time;
	rbt_px open, high, low, close; /* > 0, low <= open, close <= high */
	int64_t volume;                /* x 10^-volume_digits, >= 0, or unset */
	int volume_digits;             /* 0..8, or RBT_BAR_NO_VOLUME */
};

/* What a source does with a row that breaks a rule. */
enum rbt_on_bad {
	RBT_ON_BAD_ERROR,  /* the first one ends the run with status 3 */
	RBT_ON_BAD_SKIP,   /* left out and counted */
	RBT_ON_BAD_REPAIR, /* high and low widened to hold open and close,
			      exact duplicates dropped; nothing else */
};

/* The running check of one symbol's rows; {0} before the first. */
struct rbt_bar_check {
	bool any;
	struct rbt_bar last; /* the last good row */
};

/*
 * The one place that says what a good row is: prices > 0; high >= low; open and
 * close inside low..high; volume >= 0; time in the years 1678 to 2261 and
 * strictly after the last good row of the symbol (an equal time with equal
 * values is "duplicate of the row before", with others "second row for TIME").
 * 0 and c->last set if the row is good; -1 with RBT_E_DATA if not ("high 9.5
 * below low 9.7"), c then untouched. With `repair`, *b may be widened
 * (*repaired is set), and an exact duplicate gives 1: drop it.
 */
static inline int rbt_bar_check(struct rbt_bar_check *c, struct rbt_bar *b,
    rbt_period p, bool repair, bool *repaired,
    struct rbt_err *err) RBT_MUST_USE;

/* Gives the volume the fewest decimals that hold it. */
void rbt_bar_trim(struct rbt_bar *b);
/* Volume from text with its own number of decimals (0..8, more are rounded
 * half to even); "" or null text gives none.  RBT_E_DATA "volume overflow". */
int rbt_bar_volume_from_text(struct rbt_bar *b, const char *text, size_t len,
    bool *rounded, struct rbt_err *err) RBT_MUST_USE;

/* A symbol borrowed from the record's line. */
struct rbt_bar_symbol {
	const char *text;
	size_t len;
};

/*
 * A symbol is 1 to RBT_BAR_SYMBOL_MAX printable ASCII characters without
 * blanks, quotes and backslashes, so it needs no escaping anywhere.  RBT_E_DATA
 * if text is none.
 */
#define RBT_BAR_SYMBOL_MAX 64
int rbt_bar_symbol_check(const char *text, size_t len,
    struct rbt_err *err) RBT_MUST_USE;

/* What the records of one symbol and period have in common. */
struct rbt_bar_writer {
	bool daily;
	uint64_t midnight; /* of the last day, as rbt_ts modulo 2^64 */
	size_t date_at, head_len, tail_len;
	char head[RBT_BAR_SYMBOL_MAX + 64]; /* to the date and its T */
	char tail[64];                      /* from the time to the open */
};

/* The bars to come are of this symbol, which rbt_bar_symbol_check takes, and
 * period.  Needed before the first and whenever they change. */
void rbt_bar_writer_start(struct rbt_bar_writer *w, const char *symbol,
    rbt_period p);

/* The parts of a bar as rbt_bar_emit would write them, where they are known:
 * its time of day, hh:mm:ss; open, high, low, close and volume. */
struct rbt_bar_texts {
	const char *clock; /* borrowed, eight bytes; or NULL */
	struct rbt_bar_text {
		const char *at; /* borrowed, eight bytes may be read */
		size_t len;     /* 1 to 8, or 0: not known */
	} number[5];
};

/* Writes a `bar` record; `known` may be NULL.  Any time may follow any other,
 * one of the same day is quicker.  The reader is rbt_bar_parse. */
void rbt_bar_emit(struct rbt_bar_writer *w, struct rbt_out *out,
    const struct rbt_bar *b, const struct rbt_bar_texts *known);

/*
 * Reads a `bar` record (written by rbt_bar_emit or by any program; keys in any
 * order, unknown keys ignored) without allocating.  Syntax only: rbt_bar_check
 * judges the values.  *rounded is set to true if a price had more than eight
 * decimals.  The symbol is checked by rbt_bar_symbol_check.
 */
static inline int rbt_bar_parse(const struct rbt_rec *rec,
    struct rbt_bar_symbol *symbol, rbt_period *period, struct rbt_bar *b,
    bool *rounded, struct rbt_err *err) RBT_MUST_USE;

/* 1678-01-01 and 2262-01-01: months inside of what rbt_ts holds, so that the
 * end of a bar, a local time or the session's close can be computed anywhere.
 */
#define RBT_BAR_FIRST_NS (-106650 * RBT_DAY_NS)
#define RBT_BAR_END_NS   (106651 * RBT_DAY_NS)

/* rbt_bar_parse of the records that the reader has not decoded. */
int rbt_bar_parse_any(const struct rbt_rec *rec, struct rbt_bar_symbol *symbol,
    rbt_period *period, struct rbt_bar *b, bool *rounded,
    struct rbt_err *err) RBT_MUST_USE;

/* What fmt/jsonbar.h says of a symbol is what rbt_bar_symbol_check wants. */
_Static_assert(RBT_JSONBAR_SYMBOL_MAX <= RBT_BAR_SYMBOL_MAX, "symbols");

static inline int
rbt_bar_parse(const struct rbt_rec *rec, struct rbt_bar_symbol *symbol,
    rbt_period *period, struct rbt_bar *b, bool *rounded, struct rbt_err *err)
{
	const struct rbt_jsonbar *j = rec->bar;

	if (!j)
		return rbt_bar_parse_any(rec, symbol, period, b, rounded, err);
	*symbol = (struct rbt_bar_symbol){j->symbol, j->symbol_len};
	*period = j->period;
	*b = (struct rbt_bar){.time = j->time,
	    .open = j->open,
	    .high = j->high,
	    .low = j->low,
	    .close = j->close,
	    .volume = j->volume,
	    .volume_digits = j->volume_digits};
	return 0;
}

/* rbt_bar_check of the rows that rbt_bar_is_good does not know as good. */
int rbt_bar_check_any(struct rbt_bar_check *c, struct rbt_bar *b, rbt_period p,
    bool repair, bool *repaired, struct rbt_err *err) RBT_MUST_USE;

/* Whether no rule is broken, which is the answer nearly always; the rest only
 * finds the words. */
static inline bool
rbt_bar_is_good(const struct rbt_bar_check *c, const struct rbt_bar *b,
    rbt_period p)
{
	return b->low.v > 0 && b->low.v <= b->open.v &&
	       b->low.v <= b->close.v && b->open.v <= b->high.v &&
	       b->close.v <= b->high.v && b->volume >= 0 &&
	       b->time.ns >= RBT_BAR_FIRST_NS && b->time.ns < RBT_BAR_END_NS &&
	       (!c->any || b->time.ns > c->last.time.ns) &&
	       (!rbt_period_is_daily(p) || b->time.ns % RBT_DAY_NS == 0);
}

/* rbt_bar_check of a good row; false with nothing done if it may be none. */
static inline bool
rbt_bar_check_good(struct rbt_bar_check *c, const struct rbt_bar *b,
    rbt_period p)
{
	if (!rbt_bar_is_good(c, b, p))
		return false;
	c->last = *b;
	c->any = true;
	return true;
}

static inline int
rbt_bar_check(struct rbt_bar_check *c, struct rbt_bar *b, rbt_period p,
    bool repair, bool *repaired, struct rbt_err *err)
{
	if (rbt_bar_check_good(c, b, p))
		return 0;
	return rbt_bar_check_any(c, b, p, repair, repaired, err);
}

#endif
