/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/number.h"

#include "harness/t.h"

int
main(void)
{
	struct rbt_err err = {0};
	int64_t n = 7;

	T_INT(rbt_number("reps", NULL, 1, 5, &n, &err), 0);
	T_INT(n, 7);
	T_INT(rbt_number("reps", "5", 1, 5, &n, &err), 0);
	T_INT(n, 5);
	T_INT(rbt_number("reps", "6", 1, 5, &n, &err), -1);
	T_INT(err.code, RBT_E_USAGE);
	T_STR(err.msg, "--reps: 6 is outside 1..5");
	rbt_err_clear(&err);
	T_INT(rbt_number("reps", "", 1, 5, &n, &err), -1);
	T_DONE(8);
}
