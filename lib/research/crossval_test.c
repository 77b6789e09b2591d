/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which splits make which path is held against skfolio in
 * walkforward_golden_test.c. */
#include "research/crossval.h"

#include "harness/search.h"
#include "harness/t.h"

int
main(void)
{
	struct rbt_err err = {0};
	struct rbt_best best[6] = {{0}};
	struct rbt_out out;
	struct rbt_rec_writer w = {.out = &out};
	struct t_search t;
	struct rbt_buf got = {0};
	const char *p;

	T_INT(t_search_init(&t, t_search_rule, NULL, 0, &err), 0);
	t.search.command = RBT_SEARCH_CPCV;
	t.search.n_folds = 4;
	t.search.n_test_folds = 2;
	T_INT(rbt_search_folds(&t.search, 2, 1, &err), 0);
	rbt_search_identify(&t.search);
	for (size_t i = 0; i < 6; i++) {
		best[i].any = i != 2;
		rbt_space_grid(&t.search.space, i < 6 ? i : 0, &best[i].point);
	}
	rbt_out_open_fd(&out, -1, "memory");
	T_INT(rbt_crossval_finish(&t.search, best, &w, &err), 0);
	/* Splits 01 02 03 12 13 23; the path'th of them that tests a fold. */
	for (p = out.buf.data; (p = strstr(p, "\"index\":")) != NULL; p++)
		rbt_buf_add(&got, p + 8, 1);
	T_STR(got.data, "1123"
			"2445"
			"3566");
	T_INT(w.n_records, 3 * (4 + 1));
	/* the one without a choice does not trade */
	p = strstr(out.buf.data, "\"index\":3,");
	T_OK(p && strstr(p, "\"params\":null") < strstr(p, "\n"));
	/* every fold has 30 bars, and the last ends where the data do */
	T_OK(strstr(out.buf.data, "\"test_to\":\"2024-06-17\"") != NULL);
	T_STR(err.msg, "");
	rbt_buf_release(&got);
	rbt_out_abort(&out);
	t_search_release(&t);
	T_DONE(8);
}
