/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a delimited text, read and accepted one behind the other. */
#ifndef RBT_HARNESS_CSVBAR_H
#define RBT_HARNESS_CSVBAR_H

#include "market/csvbar.h"

/* The next row that is accepted: 1, 0 at the end, -1 with the row's place. */
static inline int
t_csvbar_next(struct rbt_csvbar *r, struct rbt_csvbar_row *row,
    struct rbt_err *err)
{
	int rc;

	do {
		rc = rbt_csvbar_read(r, row, err);
		if (rc <= 0)
			return rc;
		rc = rbt_csvbar_accept(r->book, row, err);
	} while (rc == 0);
	if (rc < 0)
		return rbt_err_wrap(err, "%s:%ld", r->src.name, row->line);
	return 1;
}

#endif
