/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "research/surface.h"

#include "harness/search.h"
#include "harness/t.h"

int
main(void)
{
	/* fast down, slow across: a spike at 2, 8 and a hill at 3, 4 */
	const double grid[] = {2, 2, 9, 3, 2, 0, (double)NAN, 2, 0};
	double none[9];
	struct rbt_err err = {0};
	struct rbt_out out;
	struct rbt_rec_writer w = {.out = &out};
	struct t_search t;
	const char *p;

	T_INT(t_search_init(&t, t_search_rule, NULL, 0, &err), 0);
	rbt_search_whole(&t.search);
	rbt_search_identify(&t.search);
	rbt_out_open_fd(&out, -1, "memory");
	T_INT(rbt_surface_finish(&t.search, grid, &w, &err), 0);
	T_INT(w.n_records, 3 + 1 + 3 + 1 + 1);
	p = strstr(out.buf.data, "\"axes\":[\"fast\",\"slow\"]");
	T_OK(p != NULL);
	T_OK(
	    p && strstr(p, "\"best_params\":{\"fast\":2,\"slow\":8},\"best\":9,"
			   "\"neighbour_mean\":1.3333333333333333,"
			   "\"neighbour_min\":0,") != NULL);
	T_OK(p && strstr(p, "\"isolated\":true") != NULL);
	T_OK(p && strstr(p, "\"robust_params\":{\"fast\":2,\"slow\":4},"
			    "\"robust_min\":2,"
			    "\"smooth_params\":{\"fast\":2,\"slow\":8},"
			    "\"smooth_mean\":3.25") != NULL);
	/* along fast with slow at the robust point */
	T_OK(strstr(out.buf.data, "\"id\":1,\"param\":\"fast\",\"value\":2,"
				  "\"objective\":2}\n") != NULL);
	T_OK(strstr(out.buf.data, "\"id\":4,\"param\":\"fast\",\"value\":3,"
				  "\"objective\":3}\n") != NULL);
	for (size_t i = 0; i < 9; i++)
		none[i] = (double)NAN;
	T_INT(rbt_surface_finish(&t.search, none, &w, &err), -1);
	T_INT(err.code, RBT_E_NO);
	rbt_out_abort(&out);
	t_search_release(&t);
	T_DONE(11);
}
