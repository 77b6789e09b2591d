/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Distances counted by hand. */
#include "core/near.h"
#include "harness/t.h"

static const char *
nearest(const char *word)
{
	static const char *const names[] = {"sma", "ema", "crossover",
	    "crossunder", "highest", "lowest", "commission", "max_drawdown",
	    "live-10", "live-100"};
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
	T_STR(nearest("Drawdown"), "max_drawdown");
	T_STR(nearest("drawdow"), "(none)");
	T_STR(nearest("live"), "live-10");
	T_STR(nearest("100"), "live-100");
	T_STR(nearest("10"), "live-10");
	T_STR(nearest("_"), "(none)");
	T_DONE(15);
}
