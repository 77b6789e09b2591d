/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "core/near.h"

#include "core/err.h"

#define MAX_LEN 64 /* longer names are never suggested */

void
rbt_near_init(struct rbt_near *n, const char *word, size_t len)
{
	size_t limit = len / 3 ? len / 3 : 1;

	n->word = word;
	n->len = len;
	n->distance = limit + 1;
	n->best = NULL;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t
min2(size_t a, size_t b)
{
	return a < b ? a : b;
}

/*
 * Edits (insert, delete, replace, swap of neighbours) that turn a into b.
 * Three rows of the usual table are enough for swaps of neighbours.
 */
static size_t
edits(const char *a, size_t na, const char *b, size_t nb)
{
	size_t rows[3][MAX_LEN + 1];
	size_t *before = rows[0], *last = rows[1], *cur = rows[2], *spare;

	for (size_t j = 0; j <= nb; j++)
		before[j] = last[j] = j;
	for (size_t i = 1; i <= na; i++) {
		cur[0] = i;
		for (size_t j = 1; j <= nb; j++) {
			size_t same = lower(a[i - 1]) == lower(b[j - 1]);
			size_t best = min2(last[j], cur[j - 1]) + 1;

			best = min2(best, last[j - 1] + !same);
			if (i > 1 && j > 1 &&
			    lower(a[i - 1]) == lower(b[j - 2]) &&
			    lower(a[i - 2]) == lower(b[j - 1]))
				best = min2(best, before[j - 2] + 1);
			cur[j] = best;
		}
		spare = before;
		before = last;
		last = cur;
		cur = spare;
	}
	return last[nb];
}

static bool
is_same(const char *a, const char *b, size_t len)
{
	size_t i = 0;

	while (i < len && lower(a[i]) == lower(b[i]))
		i++;
	return i == len;
}

/* Whether the word is a part of a name: "drawdown" of max_drawdown. */
static bool
is_part(const struct rbt_near *n, const char *name)
{
	for (;; name++) {
		size_t len = strcspn(name, "_-");

		if (len > 0 && len == n->len && is_same(name, n->word, len))
			return true;
		name += len;
		if (*name == '\0')
			return false;
	}
}

void
rbt_near_offer(struct rbt_near *n, const char *name)
{
	size_t len = strlen(name), d;

	if (n->len > MAX_LEN || len > MAX_LEN)
		return;
	d = edits(n->word, n->len, name, len);
	/* The least of what is near. */
	if (!n->best && d >= n->distance && is_part(n, name))
		d = n->distance - 1;
	if (d < n->distance) {
		n->distance = d;
		n->best = name;
	}
}

const char *
rbt_near_hint(const char *best, char out[RBT_NEAR_HINT])
{
	char quote[RBT_ERR_QUOTE];

	out[0] = '\0';
	if (best != NULL)
		snprintf(out, RBT_NEAR_HINT, "; did you mean '%s'?",
		    rbt_err_quote(best, strlen(best), quote));
	return out;
}

void
rbt_near_tell(struct rbt_buf *b, const char *word, const char *const *names,
    size_t n)
{
	char hint[RBT_NEAR_HINT], quote[RBT_ERR_QUOTE];
	struct rbt_near near;

	rbt_near_init(&near, word, strlen(word));
	for (size_t i = 0; i < n; i++)
		rbt_near_offer(&near, names[i]);
	rbt_buf_add_str(b, rbt_near_hint(near.best, hint));
	if (near.best)
		return;
	rbt_buf_add_str(b, n > 0 ? "; there are:" : "; there are: none");
	for (size_t i = 0; i < n && i < RBT_NEAR_SHOWN; i++)
		rbt_buf_printf(b, " %s",
		    rbt_err_quote(names[i], strlen(names[i]), quote));
	if (n > RBT_NEAR_SHOWN)
		rbt_buf_printf(b, " and %zu more", n - RBT_NEAR_SHOWN);
}
