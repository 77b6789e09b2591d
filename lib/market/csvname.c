/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/csvname.h"

#include <string.h>

#include "market/stamp.h"

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

int
rbt_csvname_symbol(const char *path, char out[RBT_CSVNAME_MAX],
    struct rbt_err *err)
{
	const char *base = base_name(path);
	size_t len = strcspn(base, ".");

	if (strcmp(path, "-") == 0)
		return rbt_err_set(err, RBT_E_USAGE,
		    "standard input has no name that gives a symbol");
	if (rbt_bar_symbol_check(base, len, NULL) != 0)
		return rbt_err_set(err, RBT_E_USAGE,
		    "the name of the file '%s' gives no symbol", path);
	for (size_t i = 0; i < len; i++)
		out[i] = base[i] >= 'a' && base[i] <= 'z'
			     ? (char)(base[i] - 'a' + 'A')
			     : base[i];
	out[len] = '\0';
	return 0;
}

int
rbt_csvname_day(const char *path, int64_t *day, struct rbt_err *err)
{
	static const struct rbt_stamp daily = {.period = {RBT_DAY_NS}};
	const char *p = base_name(path);
	rbt_ts t;

	if (strcmp(path, "-") == 0)
		return rbt_err_set(err, RBT_E_USAGE,
		    "standard input has no name that gives a day");
	while (*p != '\0' && strspn(p, "0123456789") < 8)
		p++;
	if (*p == '\0' || rbt_stamp_parse(&daily, p, 8, RBT_STAMP_NO_DAY, NULL,
			      &t, NULL) != 0)
		return rbt_err_set(err, RBT_E_USAGE,
		    "the name of the file '%s' gives no day like 20240131",
		    path);
	*day = rbt_ts_day(t);
	return 0;
}
