/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is decided at a close, by hand. */
#include "harness/sim.h"

#include "harness/t.h"

static struct sim_stage st;

static const struct sim_row rows[] = {
    {0, 100, 100, 100, 100},
    {1, 100, 100, 100, 100},
    {2, 100, 100, 100, 100},
    {3, 100, 100, 100, 100},
    {4, 100, 100, 100, 100},
    {5, 100, 100, 100, 100},
};

static const char *
run(const char *signals)
{
	st.n = 0;
	sim_add(&st, "A", rows, signals);
	return sim_run(&st);
}

/* No entry where X of any protective order is undefined or not above zero. */
static void
test_no_stop(void)
{
	double *columns[] = {st.stop, st.trail, st.target};
	struct rbt_protection *of[] = {&st.plan.stop, &st.plan.trail,
	    &st.plan.target};

	for (size_t i = 0; i < 3; i++) {
		sim_init(&st);
		*of[i] = sim_distance(columns[i], 5);
		columns[i][0] = (double)NAN;
		columns[i][1] = 0;
		columns[i][2] = -1;
		columns[i][3] = (double)INFINITY;
		T_OK(strncmp(run("LLSLL."), "4 order 1 A buy", 15) == 0);
		T_INT(st.res.suppressed_no_stop, 4);
	}
	/* a reversal without its entry still closes the position */
	sim_init(&st);
	st.plan.stop = sim_distance(st.stop, 5);
	st.stop[2] = (double)NAN;
	run("L.S...");
	T_OK(strstr(st.text, "2 order 3 A sell 10 market reverse accepted\n") !=
	     NULL);
	T_OK(strstr(st.text, "3 order 3 A sell 10 market reverse filled\n") !=
	     NULL);
	T_INT(st.res.n_open, 0);
	T_INT(st.res.suppressed_no_stop, 1);
	T_INT(st.res.n_orders, 3);
}

static void
test_conflicts(void)
{
	/* both entries while long: the short one would have reversed */
	sim_init(&st);
	run("L.B...");
	T_INT(st.res.suppressed_conflict, 1);
	T_INT(st.res.n_orders, 1);
	/* enter and exit long while short: no reversal */
	sim_init(&st);
	run("S.X...");
	T_INT(st.res.suppressed_conflict, 1);
	T_INT(st.res.n_orders, 1);
	/* the exit of the other side is no contradiction */
	sim_init(&st);
	run("s.....");
	T_INT(st.res.suppressed_conflict, 0);
	T_INT(st.res.n_orders, 0);
}

static void
test_reasons(void)
{
	sim_init(&st);
	st.plan.exit_after_bars = 2;
	/* on bar 2 both the signal and the count of bars say so */
	T_OK(strstr(run("L.l..."), "2 order 2 A sell 10 market exit "
				   "accepted") != NULL);
	T_OK(strstr(run("L.S..."), "2 order 2 A sell 10 market reverse "
				   "accepted") != NULL);
	T_OK(strstr(run("L.L..."), "2 order 2 A sell 10 market bars "
				   "accepted") != NULL);
	/* at the close of its own bar: counted from the bar of the fill */
	st.opt.fill = RBT_FILL_SAME_CLOSE;
	T_OK(strstr(run("L....."), "1 fill 2 A sell 10 at 100") != NULL);
}

/* All sizes of one timestamp use the same equity: with fills at the same close
 * that before them, whatever they cost. */
static void
test_one_equity(void)
{
	sim_init(&st);
	st.plan.size = RBT_SIZE_EQUITY_PERCENT;
	st.plan.amount_e8 = sim_e8(10);
	st.opt.fill = RBT_FILL_SAME_CLOSE;
	sim_costs(&st, "per-order=1000", "none");
	sim_add(&st, "A", rows, "L.....");
	sim_add(&st, "B", rows, "L.....");
	sim_run(&st);
	T_OK(strstr(st.text, "0 order 1 A buy 100 market entry") != NULL);
	T_OK(strstr(st.text, "0 order 2 B buy 100 market entry") != NULL);
	T_OK(strstr(st.text, "0 fill 2 B buy 100 at 100 fee 1000") != NULL);
}

int
main(void)
{
	test_no_stop();
	test_conflicts();
	test_reasons();
	test_one_equity();
	T_DONE(24);
}
