/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/feed.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"

/* Bars of a block: large where one evaluator works alone, small where the
 * copies of many have to stay in the cache. */
#define ALONE  4096
#define SHARED 512

void
rbt_feed_init(struct rbt_feed *f, bool alone)
{
	*f = (struct rbt_feed){0};
	if (alone)
		return;
	f->bits = rbt_xmalloc(SHARED);
	f->columns = rbt_xcalloc(3 * SHARED, sizeof *f->columns);
}

void
rbt_feed_release(struct rbt_feed *f)
{
	free(f->bits);
	free(f->columns);
	*f = (struct rbt_feed){0};
}

static const double *
keep(const double *from, double *to, size_t n)
{
	if (from == NULL)
		return NULL;
	memcpy(to, from, n * sizeof *to);
	return to;
}

int
rbt_feed_reach(struct rbt_feed *f, const struct rbt_signal_source *source,
    size_t i, const struct rbt_series *s, size_t k, struct rbt_err *err)
{
	size_t most = f->bits == NULL ? ALONE : SHARED;
	struct rbt_signal_block *b = &f->block;

	while (k >= f->from + f->n) {
		f->from += f->n;
		f->n = s->n - f->from < most ? s->n - f->from : most;
		if (source->block(source->self, i, s, f->from, f->n, b, err) !=
		    0)
			return -1;
		if (f->bits == NULL)
			continue;
		memcpy(f->bits, b->bits, f->n);
		b->bits = f->bits;
		b->stop = keep(b->stop, f->columns, f->n);
		b->trail = keep(b->trail, f->columns + SHARED, f->n);
		b->target = keep(b->target, f->columns + 2 * SHARED, f->n);
	}
	return 0;
}
