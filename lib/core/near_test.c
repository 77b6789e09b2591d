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

/* What a message ends with. */
static const char *
told(const char *word, size_t n)
{
	static const char *const names[] = {"a1", "b1", "c1", "d1", "e1", "f1",
	    "g1", "h1", "i1", "j1"};
	static struct rbt_buf b;

	rbt_buf_clear(&b);
	rbt_near_tell(&b, word, names, n);
	return rbt_buf_str(&b);
}

static void
test_tell(void)
{
	char hint[RBT_NEAR_HINT];

	T_STR(rbt_near_hint(NULL, hint), "");
	T_STR(rbt_near_hint("sma", hint), "; did you mean 'sma'?");
	T_STR(rbt_near_hint("a\nb", hint), "; did you mean 'a?b'?");
	T_STR(told("c2", 3), "; did you mean 'c1'?");
	T_STR(told("other", 0), "; there are: none");
	T_STR(told("other", 2), "; there are: a1 b1");
	T_STR(told("other", 8), "; there are: a1 b1 c1 d1 e1 f1 g1 h1");
	T_STR(told("other", 10),
	    "; there are: a1 b1 c1 d1 e1 f1 g1 h1 and 2 more");
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
	test_tell();
	T_DONE(15 + 8);
}
