/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "ta/window.h"

/* Room for so many bars more than are kept, so that moving the kept ones to
 * the front is rare. */
#define SPARE 512

/* Makes room for one value at least. */
static void
make_room(struct rbt_ta_window *w, bool px)
{
	if (w->cap == 0) {
		w->cap = 2 * w->keep + SPARE;
		if (px)
			w->px = rbt_xmalloc(w->cap * sizeof(*w->px));
		else
			w->f = rbt_xmalloc(w->cap * sizeof(*w->f));
	}
	if (w->len < w->cap)
		return;
	if (px)
		memmove(w->px, w->px + w->len - w->keep,
		    w->keep * sizeof(*w->px));
	else
		memmove(w->f, w->f + w->len - w->keep, w->keep * sizeof(*w->f));
	w->len = w->keep;
}

size_t
rbt_ta_window_add(struct rbt_ta_window *w, const struct rbt_ta_col *in,
    size_t at, size_t n, struct rbt_ta_col *now)
{
	size_t m;

	make_room(w, in->px != NULL);
	m = rbt_ta_least(n, w->cap - w->len);
	if (in->px)
		memcpy(w->px + w->len, in->px + at, m * sizeof(*w->px));
	else
		memcpy(w->f + w->len, in->f + at, m * sizeof(*w->f));
	*now = (struct rbt_ta_col){w->px ? w->px + w->len : NULL,
	    w->f ? w->f + w->len : NULL};
	w->len += m;
	return m;
}

void
rbt_ta_window_release(struct rbt_ta_window *w)
{
	free(w->px);
	free(w->f);
}
