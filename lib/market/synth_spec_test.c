/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values as written in the texts, defaults as in rbt-fetch(1). */
#include "market/synth_spec.h"

#include "harness/t.h"

static struct rbt_synth_params params;
static int64_t symbols;

/* The message of a specification that is refused as wrong usage. */
static const char *
refused(struct rbt_synth_spec spec)
{
	static struct rbt_err err;

	rbt_err_clear(&err);
	params.period.ns = RBT_DAY_NS;
	T_INT(rbt_synth_spec_read(&spec, &params, &symbols, &err), -1);
	T_INT(err.code, RBT_E_USAGE);
	return err.msg;
}

static void
take(struct rbt_synth_spec spec)
{
	struct rbt_err err = {0};

	params = (struct rbt_synth_params){.period = {RBT_DAY_NS}};
	T_INT(rbt_synth_spec_read(&spec, &params, &symbols, &err), 0);
	T_STR(err.msg, "");
}

static void
test_defaults(void)
{
	take((struct rbt_synth_spec){0});
	T_INT(params.seed, 1);
	T_INT(symbols, 1);
	T_INT(params.period.ns, RBT_DAY_NS);
	T_STR(rbt_calendar_name(params.calendar), "weekdays");
	T_INT(params.first_day, rbt_day_from_civil(2010, 1, 1));
	T_INT(params.last_day, rbt_day_from_civil(2023, 12, 31));
	T_INT(params.model.kind, RBT_SYNTH_GBM);
	T_NEAR(params.model.drift, 0.07, 0, 0);
	T_NEAR(params.model.volatility, 0.25, 0, 0);
	T_NEAR(params.model.momentum, 0, 0, 0);
	T_NEAR(params.overnight, 0.2, 0, 0);
	T_NEAR(params.correlation, 0, 0, 0);
	T_NEAR(params.gaps, 0, 0, 0);
	T_NEAR(params.spread, 0, 0, 0);
	take((struct rbt_synth_spec){.calendar = "24/7", .model = "garch"});
	T_NEAR(params.overnight, 0, 0, 0);
	T_NEAR(params.model.alpha, 0.08, 0, 0);
	T_NEAR(params.model.beta, 0.9, 0, 0);
	take((struct rbt_synth_spec){.model = "jump"});
	T_NEAR(params.model.rate, 5, 0, 0);
	T_NEAR(params.model.mean, -0.02, 0, 0);
	T_NEAR(params.model.sd, 0.04, 0, 0);
	take((struct rbt_synth_spec){.model = "regime"});
	T_NEAR(params.model.ratio, 3, 0, 0);
	T_NEAR(params.model.calm, 200, 0, 0);
	T_NEAR(params.model.storm, 40, 0, 0);
}

static void
test_values(void)
{
	static const char *const days[] = {"monday=0.01", "tuesday=0.01",
	    "wednesday=0.01", "thursday=0.01", "friday=0.01", "saturday=0.01",
	    "sunday=0.01"};

	take((struct rbt_synth_spec){
	    .seed = "9223372036854775807",
	    .symbols = "100000",
	    .start = "1990-01-01",
	    .end = "2030-12-31",
	    .calendar = "XNYS",
	    .model = "garch,beta=0.5,alpha=0.25",
	    .drift = "-10",
	    .volatility = "10",
	    .correlation = "1",
	    .overnight = "1",
	    .gaps = "0.9",
	    .effect = "momentum=-0.5,friday=-0.01,spread=0.1",
	});
	T_OK(params.seed == INT64_MAX);
	T_INT(symbols, 100000);
	T_INT(params.first_day, rbt_day_from_civil(1990, 1, 1));
	T_INT(params.last_day, rbt_day_from_civil(2030, 12, 31));
	T_INT(params.model.kind, RBT_SYNTH_GARCH);
	T_NEAR(params.model.alpha, 0.25, 0, 0);
	T_NEAR(params.model.beta, 0.5, 0, 0);
	T_NEAR(params.model.drift, -10, 0, 0);
	T_NEAR(params.model.volatility, 10, 0, 0);
	T_NEAR(params.correlation, 1, 0, 0);
	T_NEAR(params.overnight, 1, 0, 0);
	T_NEAR(params.gaps, 0.9, 0, 0);
	T_NEAR(params.model.momentum, -0.5, 0, 0);
	T_NEAR(params.spread, 0.1, 0, 0);
	take((struct rbt_synth_spec){.model = "jump,rate=1,mean=0.2,sd=0.3"});
	T_INT(params.model.kind, RBT_SYNTH_JUMP);
	T_NEAR(params.model.rate, 1, 0, 0);
	T_NEAR(params.model.mean, 0.2, 0, 0);
	T_NEAR(params.model.sd, 0.3, 0, 0);
	take((struct rbt_synth_spec){.model = "regime,ratio=2,calm=9,storm=8"});
	T_INT(params.model.kind, RBT_SYNTH_REGIME);
	T_NEAR(params.model.ratio, 2, 0, 0);
	T_NEAR(params.model.calm, 9, 0, 0);
	T_NEAR(params.model.storm, 8, 0, 0);
	for (int i = 0; i < 7; i++) {
		take((struct rbt_synth_spec){.effect = days[i]});
		for (int d = 0; d < 7; d++)
			T_NEAR(params.model.weekday[d], d == i ? 0.01 : 0, 0,
			    0);
	}
}

#define REFUSED(member, text, message)                                         \
	T_STR(refused((struct rbt_synth_spec){.member = (text)}), message)

static void
test_refused(void)
{
	REFUSED(seed, "-1", "--seed: -1 is outside 0..9223372036854775807");
	REFUSED(symbols, "0", "--symbols: 0 is outside 1..100000");
	REFUSED(start, "2010",
	    "--start: expected a date like 2024-01-02, got '2010'");
	REFUSED(end, "2009-12-31", "--start is after --end");
	REFUSED(calendar, "weekday",
	    "unknown calendar 'weekday': known are XNYS, weekdays and 24/7; "
	    "did you mean 'weekdays'?");
	REFUSED(drift, "x", "--drift: expected a number, got 'x'");
	REFUSED(volatility, "-0.1", "--volatility: -0.1 is outside 0..10");
	REFUSED(correlation, "1.1", "--correlation: 1.1 is outside 0..1");
	REFUSED(overnight, "2", "--overnight: 2 is outside 0..1");
	REFUSED(gaps, "1", "--gaps: 1 is outside 0..0.9");
	REFUSED(model, "arch",
	    "--model: expected gbm, garch, jump or regime, got 'arch'");
	REFUSED(model, "",
	    "--model: expected gbm, garch, jump or regime, got ''");
	REFUSED(model, "gbm,sd=1", "--model: gbm takes no parameters");
	REFUSED(model, "garch,", "--model: expected NAME=NUMBER, got ''");
	REFUSED(model, "garch,alpha",
	    "--model: expected NAME=NUMBER, got 'alpha'");
	REFUSED(model, "garch,alfa=1",
	    "--model: unknown name 'alfa'; known are alpha, beta");
	REFUSED(model, "garch,alpha=0.1,alpha=0.1",
	    "--model: alpha is given twice");
	REFUSED(model, "garch,alpha=0.1,beta=",
	    "--model: beta: expected a number, got ''");
	REFUSED(model, "garch,alpha=0.1",
	    "--model: alpha and beta together have to be below 1");
	REFUSED(model, "jump,sd=2", "--model: sd: 2 is outside 0..1");
	REFUSED(model, "regime,calm=0.5",
	    "--model: calm: 0.5 is outside 1..1000000");
	REFUSED(effect, "", "--effect: expected NAME=NUMBER, got ''");
	REFUSED(effect, "mon=0.1",
	    "--effect: unknown name 'mon'; known are momentum, spread, monday, "
	    "tuesday, wednesday, thursday, friday, saturday, sunday");
	REFUSED(effect, "momentum=1",
	    "--effect: momentum: 1 is outside -0.99..0.99");
}

int
main(void)
{
	test_defaults();
	test_values();
	test_refused();
	T_DONE(194);
}
