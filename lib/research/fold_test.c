/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Splits of skfolio are in walkforward_golden_test.c. */
#include "research/fold.h"

#include <stdint.h>

#include "harness/t.h"

int
main(void)
{
	size_t choice[3] = {0, 1, 2}, label_end[10], n = 1;
	const struct rbt_fold middle = {4, 6};
	struct rbt_folds train = {0};

	T_INT(rbt_fold_of(10, 3, 0).to, 3);
	T_INT(rbt_fold_of(10, 3, 2).from, 6);
	T_INT(rbt_fold_of(10, 3, 2).to, 10);
	T_INT(rbt_fold_splits(6, 2), 15);
	T_INT(rbt_fold_splits(5, 0), 1);
	T_OK(rbt_fold_splits(64, 32) == SIZE_MAX);
	while (rbt_fold_next(choice, 3, 6))
		n++;
	T_INT(n, 20);
	T_OK(choice[0] == 3 && choice[1] == 4 && choice[2] == 5);
	/* One row of purge before and behind, one of embargo behind. */
	for (size_t i = 0; i < 10; i++)
		label_end[i] = i + 1;
	rbt_fold_train(label_end, 10, &middle, 1, 1, &train);
	T_INT(train.n, 2);
	T_OK(train.at[0].from == 0 && train.at[0].to == 3);
	T_OK(train.at[1].from == 8 && train.at[1].to == 10);
	RBT_VEC_RELEASE(&train);
	rbt_fold_train(label_end, 10, &middle, 1, 100, &train);
	T_INT(train.n, 1);
	RBT_VEC_RELEASE(&train);
	T_DONE(12);
}
