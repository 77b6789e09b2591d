/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `bar` records of a stream, held in memory as series: several instruments in
 * any order of symbols, each one's bars rising in time, all of one period.
 * Other records are passed over.
 */
#ifndef RBT_RESEARCH_BARSTREAM_H
#define RBT_RESEARCH_BARSTREAM_H

#include <stdbool.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/err.h"
#include "core/hash.h"
#include "core/lines.h"
#include "core/vec.h"
#include "market/bar.h"
#include "market/series.h"
#include "market/symtab.h"
#include "research/universe.h"

struct rbt_barstream_symbol {
	struct rbt_bar_check check;
	struct rbt_series_builder bars;
};

/* {0} is empty and valid. */
struct rbt_barstream {
	struct rbt_symtab names;
	struct RBT_VEC(struct rbt_barstream_symbol) symbols; /* by number */
	struct rbt_universe series; /* views; set at the end */
	rbt_period period;
	bool weekend;              /* a bar lies on a Saturday or Sunday */
	int64_t rounded;           /* bars with more than eight decimals */
	char sha256[RBT_HASH_HEX]; /* of all lines */
};

/*
 * Reads a source to its end and closes it, also on failure.  RBT_E_DATA
 * "stdin:12: ..." for a bad record, "no bars on stdin" for none.
 */
int rbt_barstream_read(struct rbt_barstream *b, struct rbt_source src,
    struct rbt_err *err) RBT_MUST_USE;
void rbt_barstream_release(struct rbt_barstream *b);

#endif
