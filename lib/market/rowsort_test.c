/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sorting against the definition: neighbours in order, nothing lost. */
#include "market/rowsort.h"

#include <string.h>

#include "core/rng.h"
#include "harness/t.h"

static void
test_order(void)
{
	static const char *const names[] = {"B", "A", "AB"};
	static const char *const want[] = {"A", "AB", "B"};
	struct rbt_symtab symbols = {0};
	struct rbt_rowsort s = {0};
	struct rbt_rng rng;
	size_t seen[3] = {0}, wrong = 0;

	for (size_t i = 0; i < 3; i++)
		(void)rbt_symtab_add(&symbols, names[i], strlen(names[i]));
	rbt_rng_init(&rng, 7, "rows");
	for (long line = 1; line <= 3000; line++) {
		struct rbt_rowsort_item item = {.file = line > 1500};

		item.row.line = line;
		item.row.symbol = rbt_rng_u64(&rng) % 3;
		item.row.bar.time.ns = (int64_t)(rbt_rng_u64(&rng) % 500) - 250;
		RBT_VEC_PUSH(&s, item);
	}
	rbt_rowsort_run(&s, &symbols);
	for (size_t i = 0; i < s.n; i++) {
		const struct rbt_rowsort_item *a = &s.at[i], *b = a + 1;

		seen[a->row.symbol]++;
		if (strcmp(symbols.name[a->row.symbol], want[a->rank]) != 0)
			wrong++;
		if (i + 1 == s.n)
			break;
		if (a->rank > b->rank)
			wrong++;
		if (a->rank == b->rank &&
		    (a->row.bar.time.ns > b->row.bar.time.ns ||
			(a->row.bar.time.ns == b->row.bar.time.ns &&
			    a->row.line >= b->row.line)))
			wrong++;
	}
	T_INT(wrong, 0);
	T_INT(seen[0] + seen[1] + seen[2], 3000);
	T_OK(seen[0] > 800 && seen[1] > 800 && seen[2] > 800);
	RBT_VEC_RELEASE(&s);
	rbt_rowsort_run(&s, &symbols);
	T_INT(s.n, 0);
	rbt_symtab_release(&symbols);
}

int
main(void)
{
	test_order();
	T_DONE(4);
}
