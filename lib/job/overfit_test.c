/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a command line to a record or to the error that names the option.  The
 * deflated ratio is the printed one of Bailey and Lopez de Prado (2014); the
 * whole tool is in tests/cli/overfit.t.
 */
#include <stdlib.h>

#include "harness/t.h"

#include "cli/option.h"
#include "job/overfit.h"

/* Runs the command with up to four arguments; *out is what it writes. */
static int
run(const char *const *args, struct rbt_out *out, struct rbt_err *err)
{
	static char texts[5][128];
	char *argv[6] = {texts[0]};
	int argc = 1, rc;
	struct rbt_option_text owned = {0};
	struct rbt_context ctx = {.tool = "rbt-wfo", .out = out};

	*err = (struct rbt_err){0};
	for (; args[argc - 1] && argc < 5; argc++) {
		snprintf(texts[argc], sizeof texts[argc], "%s", args[argc - 1]);
		argv[argc] = texts[argc];
	}
	rbt_out_open_fd(out, -1, "memory");
	rc =
	    rbt_option_parse(rbt_overfit_option_table, argc, argv, &owned, err);
	if (rc == 0) {
		ctx.args.at = owned.operands.at;
		ctx.args.n = owned.operands.n;
		rc = rbt_overfit_command(&ctx, err);
	}
	for (const struct rbt_option *o = rbt_overfit_option_table; o->name;
	     o++) {
		if (o->flag != NULL)
			*o->flag = false;
		else
			*o->value = NULL;
	}
	rbt_option_text_release(&owned);
	return rc;
}

static void
test_record(void)
{
	static const char *const args[] = {"--moments",
	    "sharpe=0.15811388300841897,skew=-3,kurtosis=10,n=1250,"
	    "trials=100,sd=0.044721359549995794",
	    NULL};
	struct rbt_out out;
	struct rbt_err err;
	const char *dsr;

	T_INT(run(args, &out, &err), 0);
	dsr = strstr(rbt_buf_str(&out.buf), "\"dsr\":");
	T_NEAR(dsr ? strtod(dsr + 6, NULL) : (double)INFINITY,
	    0.9003968344493903, 1e-12, 0);
	T_OK(strstr(rbt_buf_str(&out.buf), "\"records\":1,\"status\":\"ok\""));
	rbt_out_abort(&out);
}

static void
test_usage(void)
{
	static const struct {
		const char *args[5], *message;
	} cases[] = {
	    {{"x"}, "unexpected operand 'x'"},
	    {{"--moments", "sharpe=1,n=9", "--reps", "1"},
		"--reps: 1 is outside 2..1000000"},
	    {{"--moments", "sharpe=1,n=9", "--seed", "-1"},
		"--seed: -1 is outside 0..9223372036854775807"},
	    {{"--moments", "sharpe=1,n=9", "--benchmark-sharpe", "x"},
		"--benchmark-sharpe: expected a number, got 'x'"},
	    {{"--moments", "sharpe=1,n=9", "--column", "x"},
		"--column belongs to --returns"},
	    {{"--moments", "sharpe=1,n=9", "--annualization", "0"},
		"--annualization: 0 is outside 1..2147483647"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct rbt_out out;
		struct rbt_err err;

		T_INT(run(cases[i].args, &out, &err), -1);
		T_INT(err.code, RBT_E_USAGE);
		T_STR(err.msg, cases[i].message);
		T_INT(out.buf.len, 0);
		rbt_out_abort(&out);
	}
}

int
main(void)
{
	test_record();
	test_usage();
	T_DONE(3 + 6 * 4);
}
