/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "research/universe.h"

#include "core/near.h"

/* Orders a symbol against text of some length as strcmp does. */
static int
compare(const char *symbol, const char *name, size_t len)
{
	int c = strncmp(symbol, name, len);

	return c ? c : symbol[len] != '\0';
}

const struct rbt_series *
rbt_universe_find(const struct rbt_universe *u, const char *name, size_t len,
    struct rbt_err *err)
{
	char quoted[RBT_ERR_QUOTE];
	size_t low = 0, high = u->n;
	char hint[RBT_NEAR_HINT];
	struct rbt_near near;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int c = compare(u->at[mid].symbol, name, len);

		if (c == 0)
			return &u->at[mid];
		if (c < 0)
			low = mid + 1;
		else
			high = mid;
	}
	rbt_near_init(&near, name, len);
	for (size_t i = 0; i < u->n; i++)
		rbt_near_offer(&near, u->at[i].symbol);
	(void)rbt_err_set(err, RBT_E_USAGE, "no symbol '%s' in the data%s",
	    rbt_err_quote(name, len, quoted), rbt_near_hint(near.best, hint));
	return NULL;
}

int
rbt_universe_select(const struct rbt_universe *all, const char *names,
    struct rbt_universe *out, struct rbt_err *err)
{
	bool *chosen = rbt_xcalloc(all->n + 1, sizeof *chosen);
	int rc = -1;

	for (const char *p = names; p != NULL;) {
		size_t len = strcspn(p, ",");
		const struct rbt_series *s =
		    rbt_universe_find(all, p, len, err);

		if (s == NULL)
			goto out;
		chosen[s - all->at] = true;
		p = p[len] ? p + len + 1 : NULL;
	}
	for (size_t i = 0; i < all->n; i++)
		if (names == NULL || chosen[i])
			RBT_VEC_PUSH(out, all->at[i]);
	rc = 0;
out:
	free(chosen);
	return rc;
}

bool
rbt_universe_span(const struct rbt_universe *u, rbt_ts start, rbt_ts end,
    rbt_ts *from, rbt_ts *to)
{
	bool any = false;

	for (size_t i = 0; i < u->n; i++) {
		const struct rbt_series *s = &u->at[i];
		size_t first = rbt_series_find(s, start);
		size_t behind = rbt_series_find(s, end);

		if (first >= behind)
			continue;
		if (!any || s->time[first] < from->ns)
			from->ns = s->time[first];
		if (!any || s->time[behind - 1] > to->ns)
			to->ns = s->time[behind - 1];
		any = true;
	}
	return any;
}
