/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/number.h"

#include "core/num.h"

int
rbt_number(const char *option, const char *text, int64_t min, int64_t max,
    int64_t *out, struct rbt_err *err)
{
	struct rbt_err why = {0};

	if (text != NULL)
		(void)!rbt_num_i64(text, strlen(text), min, max, out, &why);
	return rbt_err_option(err, option, &why);
}
