/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/symtab.h"

#include <stdio.h>

#include "harness/t.h"

int
main(void)
{
	struct rbt_symtab t = {0};
	char name[16];
	int len;

	/* Numbers in the order of first sight, over many growths. */
	for (size_t i = 0; i < 1000; i++) {
		len = snprintf(name, sizeof name, "S%zu", i);
		T_INT(rbt_symtab_add(&t, name, (size_t)len), i);
		T_INT(rbt_symtab_add(&t, name, (size_t)len), i);
	}
	T_INT(t.n, 1000);
	for (size_t i = 0; i < 1000; i++) {
		len = snprintf(name, sizeof name, "S%zu", i);
		T_INT(rbt_symtab_add(&t, name, (size_t)len), i);
		T_STR(t.name[i], name);
	}
	T_INT(t.n, 1000);
	T_INT(rbt_symtab_add(&t, "S12xyz", 3), 12); /* the length counts */
	rbt_symtab_release(&t);
	T_INT(rbt_symtab_add(&t, "A", 1), 0);
	rbt_symtab_release(&t);
	T_DONE(4004);
}
