/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/rowsort.h"

#include <stdlib.h>
#include <string.h>

struct symbol {
	const char *name;
	size_t number;
};

static int
compare_symbols(const void *a, const void *b)
{
	const struct symbol *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static int
order(int64_t x, int64_t y)
{
	return (x > y) - (x < y);
}

/* Total, so that the result does not depend on how qsort goes about it. */
static int
compare_items(const void *a, const void *b)
{
	const struct rbt_rowsort_item *x = a, *y = b;
	int c = order(x->rank, y->rank);

	if (c == 0)
		c = order(x->row.bar.time.ns, y->row.bar.time.ns);
	if (c == 0)
		c = order(x->file, y->file);
	return c != 0 ? c : order(x->row.line, y->row.line);
}

void
rbt_rowsort_run(struct rbt_rowsort *s, const struct rbt_symtab *symbols)
{
	struct symbol *sorted = rbt_xcalloc(symbols->n + 1, sizeof *sorted);
	uint32_t *rank = rbt_xcalloc(symbols->n + 1, sizeof *rank);

	for (size_t i = 0; i < symbols->n; i++)
		sorted[i] = (struct symbol){symbols->name[i], i};
	qsort(sorted, symbols->n, sizeof *sorted, compare_symbols);
	for (size_t i = 0; i < symbols->n; i++)
		rank[sorted[i].number] = (uint32_t)i;
	for (size_t i = 0; i < s->n; i++)
		s->at[i].rank = rank[s->at[i].row.symbol];
	if (s->n > 0)
		qsort(s->at, s->n, sizeof *s->at, compare_items);
	free(rank);
	free(sorted);
}
