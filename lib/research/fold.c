/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>

#include "research/fold.h"

struct rbt_fold
rbt_fold_of(size_t n, size_t n_folds, size_t i)
{
	size_t rows = n / n_folds;

	return (
	    struct rbt_fold){i * rows, i + 1 == n_folds ? n : (i + 1) * rows};
}

size_t
rbt_fold_splits(size_t n, size_t k)
{
	size_t ways = 1;

	for (size_t i = 1; i <= k; i++) {
		size_t factor = n - k + i;

		if (ways > SIZE_MAX / factor)
			return SIZE_MAX;
		ways = ways * factor / i;
	}
	return ways;
}

bool
rbt_fold_next(size_t *choice, size_t k, size_t n)
{
	size_t i = k;

	while (i > 0 && choice[i - 1] == n - k + i - 1)
		i--;
	if (i == 0)
		return false;
	choice[i - 1]++;
	for (; i < k; i++)
		choice[i] = choice[i - 1] + 1;
	return true;
}

/* The last row that a test is told of. */
static size_t
reach_of(const size_t *label_end, struct rbt_fold test, size_t embargo)
{
	size_t last = 0;

	for (size_t i = test.from; i < test.to; i++)
		last = label_end[i] > last ? label_end[i] : last;
	return last + embargo;
}

void
rbt_fold_train(const size_t *label_end, size_t n, const struct rbt_fold *test,
    size_t n_test, size_t embargo, struct rbt_folds *out)
{
	size_t reach[RBT_FOLD_MAX];
	bool open = false;

	for (size_t k = 0; k < n_test; k++)
		reach[k] = reach_of(label_end, test[k], embargo);
	for (size_t i = 0; i < n; i++) {
		bool clean = true;

		for (size_t k = 0; k < n_test; k++)
			if (i <= reach[k] && label_end[i] >= test[k].from)
				clean = false;
		if (clean && !open)
			RBT_VEC_PUSH(out, ((struct rbt_fold){i, n}));
		if (!clean && open)
			out->at[out->n - 1].to = i;
		open = clean;
	}
}
