/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values from the same formulas in plain Python with Gaussian elimination. */
#include "stats/gp.h"

#include "harness/t.h"

int
main(void)
{
	static const double x[] = {0.1, 0.4, 0.45, 0.9}, y[] = {1, 3, 2.5, -1};
	static const double want[][3] = {
	    {0.25, 2.441775949732448, 0.7201117879151349},
	    {0.4, 2.9993616831670726, 0.015553350455072584},
	    {0.7, 0.16787914802464377, 1.1504181277319472},
	};
	static const double same[] = {2, 2, 2, 2};
	double mean, sd, far[] = {0.9, 0.1};
	struct rbt_gp *g = rbt_gp_fit(x, y, 4, 1);

	for (size_t i = 0; i < 3; i++) {
		rbt_gp_predict(g, want[i], &mean, &sd);
		T_NEAR(mean, want[i][1], 1e-9, 0);
		T_NEAR(sd, want[i][2], 1e-7, 0);
	}
	rbt_gp_free(g);
	/* Values without spread; two axes, of which the rows are pairs. */
	g = rbt_gp_fit(x, same, 2, 2);
	rbt_gp_predict(g, far, &mean, &sd);
	T_NEAR(mean, 2, 1e-12, 0);
	T_OK(sd > 0 && sd <= 1);
	rbt_gp_free(g);
	T_NEAR(rbt_gp_improvement(1, 2, 1.5), 0.5726893964471604, 1e-12, 0);
	T_NEAR(rbt_gp_improvement(0, 1, 0), 0.3989422804014327, 1e-12, 0);
	T_NEAR(rbt_gp_improvement(3, 0, 1), 2, 0, 0);
	T_NEAR(rbt_gp_improvement(1, 0, 3), 0, 0, 0);
	T_DONE(6 + 2 + 4);
}
