/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is odd about the bars of one instrument although each of them is good:
 * sessions without a bar, bars on days that are no sessions, moves that look
 * like an error or a split.  Nothing of it is an error.
 */
#ifndef RBT_STORE_SURVEY_H
#define RBT_STORE_SURVEY_H

#include <stddef.h>
#include <stdint.h>

#include "core/buf.h"
#include "market/calendar.h"
#include "market/series.h"

#define RBT_SURVEY_SHOWN 5 /* places of each kind that are kept */

/*
 * A session counts as present if at least one bar belongs to it.  Days that the
 * calendar does not know, and bars longer than a day, are not judged.  A move
 * is unusual if the close is at least 1.5 times the close before or at most
 * 0.6 times.
 */
struct rbt_survey {
	int64_t missing, extra, moves;
	int64_t missing_day[RBT_SURVEY_SHOWN]; /* the first ones */
	int64_t extra_day[RBT_SURVEY_SHOWN];
	size_t move_at[RBT_SURVEY_SHOWN]; /* bars after the move */
};

struct rbt_survey rbt_survey_series(const struct rbt_series *s,
    const struct rbt_calendar *c);

/*
 * One line on each kind, into *b in place of what was there: "AAPL: 3 sessions
 * of XNYS without a bar: 1999-11-16 2002-02-01 2002-02-04".
 */
void rbt_survey_missing_text(struct rbt_buf *b, const struct rbt_survey *v,
    const char *symbol, const struct rbt_calendar *c);
void rbt_survey_extra_text(struct rbt_buf *b, const struct rbt_survey *v,
    const char *symbol, const struct rbt_calendar *c);
/* Names the split that a move could be: "2020-08-31 499.23 to 129.04 (-74.2 %,
 * a 4:1 split?)". */
void rbt_survey_moves_text(struct rbt_buf *b, const struct rbt_survey *v,
    const struct rbt_series *s);

#endif
