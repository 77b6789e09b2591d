/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Distances counted by hand. */
#include "core/near.h"
#include "harness/t.h"

static const char *
nearest(const char *word)
{
	static const char *const names[] = {"sma", "ema", "crossover",
	    "crossunder", "highest", "lowest", "commission"};
	struct rbt_near n;

	rbt_near_init(&n, word, strlen(word));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		rbt_near_offer(&n, names[i]);
	return n.best ? n.best : "(none)";
}

int
main(void)
{
	T_STR(nearest("smaa"), "sma");
	T_STR(nearest("sam"), "sma"); /* a swap is one edit */
	T_STR(nearest("CrossOver"), "crossover");
	T_STR(nearest("crosover"), "crossover");
	T_STR(nearest("corssover"), "crossover");
	T_STR(nearest("comission"), "commission");
	T_STR(nearest("xyz"), "(none)");
	T_STR(nearest(""), "(none)");
	T_STR(nearest("higest"), "highest");
	T_DONE(9);
}
