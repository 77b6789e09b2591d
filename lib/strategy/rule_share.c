/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "strategy/rule_share.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "strategy/rule_run.h"

#define BUCKETS 4096
#define SPARE   8 /* rows behind the last, which comparisons look at */

/* What makes a column; no padding, or bytes could not be compared. */
struct key {
	const struct rbt_ta *ta;
	const int64_t *close; /* the series */
	size_t n;
	double param[RBT_TA_MAX_PARAM];
	uint32_t in[RBT_TA_MAX_IN];
};

struct entry {
	struct entry *next;
	struct key key;
	double *rows; /* n_out columns, one behind the other */
};

struct rbt_rule_share {
	pthread_mutex_t lock;
	size_t limit, used; /* bytes */
	struct entry *bucket[BUCKETS];
};

struct rbt_rule_share *
rbt_rule_share_new(size_t bytes)
{
	struct rbt_rule_share *share = rbt_xcalloc(1, sizeof *share);

	pthread_mutex_init(&share->lock, NULL);
	share->limit = bytes;
	return share;
}

void
rbt_rule_share_free(struct rbt_rule_share *share)
{
	if (share == NULL)
		return;
	for (size_t b = 0; b < BUCKETS; b++)
		for (struct entry *e = share->bucket[b], *next; e; e = next) {
			next = e->next;
			free(e->rows);
			free(e);
		}
	pthread_mutex_destroy(&share->lock);
	free(share);
}

/* False if the operation reads more than prices. */
static bool
make_key(struct key *k, const struct rbt_rule_op *op,
    const struct rbt_series *s)
{
	memset(k, 0, sizeof *k);
	k->ta = op->ta;
	k->close = s->close;
	k->n = s->n;
	memcpy(k->param, op->param, op->ta->n_param * sizeof *k->param);
	for (unsigned i = 0; i < op->n_in; i++) {
		if (op->in[i] >= RBT_RULE_PRICES)
			return false;
		k->in[i] = op->in[i];
	}
	return true;
}

/* FNV-1a, Fowler, Noll and Vo. */
static struct entry **
bucket_of(struct rbt_rule_share *share, const struct key *k)
{
	const unsigned char *p = (const unsigned char *)k;
	uint64_t h = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < sizeof *k; i++)
		h = (h ^ p[i]) * UINT64_C(1099511628211);
	return &share->bucket[h % BUCKETS];
}

static struct entry *
find(struct entry *e, const struct key *k)
{
	while (e && memcmp(&e->key, k, sizeof *k) != 0)
		e = e->next;
	return e;
}

static struct entry *
compute(const struct key *k, const struct rbt_rule_op *op,
    const struct rbt_series *s, size_t bytes)
{
	struct entry *e = rbt_xcalloc(1, sizeof *e);
	struct rbt_ta_col in[RBT_TA_MAX_IN] = {{NULL, NULL}};
	double *out[RBT_TA_MAX_OUT];
	struct rbt_ta_state *st;

	e->key = *k;
	e->rows = rbt_alloc_n(bytes, 1, bytes, NULL);
	if (e->rows == NULL) {
		free(e);
		return NULL;
	}
	for (unsigned i = 0; i < op->n_in; i++)
		in[i].px = rbt_rule_run_prices(s, op->in[i]);
	for (unsigned i = 0; i < op->n_out; i++)
		out[i] = e->rows + i * (s->n + SPARE);
	st = rbt_ta_new(op->ta, op->param);
	rbt_ta_run(st, in, s->n, out);
	rbt_ta_free(st);
	return e;
}

/* Keeps e, unless another thread was faster; then that one's. */
static struct entry *
keep(struct rbt_rule_share *share, struct entry *e, size_t bytes)
{
	struct entry **bucket = bucket_of(share, &e->key), *known;

	pthread_mutex_lock(&share->lock);
	known = find(*bucket, &e->key);
	if (known == NULL) {
		e->next = *bucket;
		*bucket = e;
	} else {
		share->used -= bytes;
	}
	pthread_mutex_unlock(&share->lock);
	if (known == NULL)
		return e;
	free(e->rows);
	free(e);
	return known;
}

bool
rbt_rule_share_get(struct rbt_rule_share *share, const struct rbt_rule_op *op,
    const struct rbt_series *s, double **out)
{
	size_t bytes = op->n_out * (s->n + SPARE) * sizeof(double);
	struct entry *e;
	struct key k;
	bool room = true;

	if (!make_key(&k, op, s))
		return false;
	pthread_mutex_lock(&share->lock);
	e = find(*bucket_of(share, &k), &k);
	if (e == NULL) {
		room = bytes <= share->limit - share->used;
		share->used += room ? bytes : 0;
	}
	pthread_mutex_unlock(&share->lock);
	if (e == NULL && room && (e = compute(&k, op, s, bytes)) != NULL)
		e = keep(share, e, bytes);
	for (unsigned i = 0; e && i < op->n_out; i++)
		out[i] = e->rows + i * (s->n + SPARE);
	return e != NULL;
}
