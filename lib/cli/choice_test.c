/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/choice.h"
#include "harness/t.h"

int
main(void)
{
	struct rbt_err err = {0};

	T_INT(rbt_choice("x", "error skip repair", NULL, &err), 0);
	T_INT(rbt_choice("x", "error skip repair", "error", &err), 0);
	T_INT(rbt_choice("x", "error skip repair", "skip", &err), 1);
	T_INT(rbt_choice("x", "error skip repair", "repair", &err), 2);
	T_INT(rbt_choice("on-bad", "error skip", "ski", &err), -1);
	T_INT(err.code, RBT_E_USAGE);
	T_STR(err.msg, "--on-bad: expected one of: error skip; got 'ski'");
	rbt_err_clear(&err);
	T_INT(rbt_choice("x", "error skip", "", &err), -1);
	rbt_err_clear(&err);
	T_INT(rbt_choice("x", "error skip", "error skip", &err), -1);
	T_DONE(9);
}
