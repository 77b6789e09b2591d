/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "stats/pbo.h"

#include "core/mem.h"
#include "stats/moments.h"

#define BYTES_MAX ((size_t)4 << 30)
/* A variance that is this small a share of the mean square is rounding. */
#define ROUNDING 1e-12

/* Sums of a set of rows, for each series: of the deviations from one mean for
 * all, and of their squares.  Series that are equal in a block, as trials with
 * neighbouring parameters often are, so tie exactly. */
struct sums {
	double *x, *xx;
	double rows;
};

struct work {
	const struct rbt_pbo_options *o;
	size_t n;    /* series */
	double mean; /* over all rows and series */
	struct sums block[RBT_PBO_BLOCKS_MAX];
	struct sums in, out;
	double *ratio; /* out of the sample */
	double *store; /* what all of these point into */
};

size_t
rbt_pbo_count(int blocks)
{
	size_t c = 1;

	for (int i = 1; i <= blocks / 2; i++)
		c = c * (size_t)(blocks - blocks / 2 + i) / (size_t)i;
	return c;
}

static void
clear(struct sums *s, size_t n)
{
	for (size_t k = 0; k < n; k++)
		s->x[k] = s->xx[k] = 0;
	s->rows = 0;
}

static void
add(struct sums *to, const struct sums *s, size_t n)
{
	for (size_t k = 0; k < n; k++) {
		to->x[k] += s->x[k];
		to->xx[k] += s->xx[k];
	}
	to->rows += s->rows;
}

static void
sum_block(const struct rbt_panel *p, double mean, size_t from, size_t rows,
    struct sums *s)
{
	for (size_t k = 0; k < p->n_series; k++) {
		const double *x = p->at[k] + from;

		for (size_t t = 0; t < rows; t++) {
			double d = x[t] - mean;

			s->x[k] += d;
			s->xx[k] += d * d;
		}
	}
	s->rows = (double)rows;
}

static double *
cut(double **store, size_t n)
{
	double *at = *store;

	*store += n;
	return at;
}

static int
prepare(struct work *w, const struct rbt_panel *p, struct rbt_err *err)
{
	size_t n = p->n_series, blocks = (size_t)w->o->blocks;
	size_t rows = p->n_rows / blocks;
	size_t from = w->o->drop_last ? 0 : p->n_rows % blocks;
	double *s =
	    rbt_alloc_n(2 * (blocks + 2) + 1, n * sizeof *s, BYTES_MAX, err);

	if (s == NULL)
		return -1;
	w->n = n;
	w->store = s;
	w->ratio = cut(&s, n);
	w->in = (struct sums){cut(&s, n), cut(&s, n), 0};
	w->out = (struct sums){cut(&s, n), cut(&s, n), 0};
	for (size_t k = 0; k < n; k++)
		w->mean += rbt_moments_of(p->at[k] + from, rows * blocks).mean /
			   (double)n;
	for (size_t b = 0; b < blocks; b++) {
		w->block[b] = (struct sums){cut(&s, n), cut(&s, n), 0};
		sum_block(p, w->mean, from + b * rows, rows, &w->block[b]);
	}
	return 0;
}

/* mean / sd of a series over the rows of a set, 0 without spread. */
static double
ratio_of(const struct work *w, const struct sums *s, size_t k)
{
	double off = s->x[k] / s->rows;
	double squares = s->xx[k] - s->x[k] * off;

	if (squares <= ROUNDING * s->xx[k])
		return 0;
	return (w->mean + off) / sqrt(squares / (s->rows - 1));
}

static void
take(struct work *w, const int *chosen, struct rbt_pbo_split *split)
{
	size_t n = w->n, less = 0, same = 0;

	*split = (struct rbt_pbo_split){.is = -(double)INFINITY};
	for (int i = 0; i < w->o->blocks / 2; i++)
		split->in_sample |= 1u << chosen[i];
	clear(&w->in, n);
	clear(&w->out, n);
	for (int b = 0; b < w->o->blocks; b++)
		add(split->in_sample >> b & 1 ? &w->in : &w->out, &w->block[b],
		    n);
	for (size_t k = 0; k < n; k++) {
		double is = ratio_of(w, &w->in, k);

		w->ratio[k] = ratio_of(w, &w->out, k);
		if (is > split->is) {
			split->is = is;
			split->best = (uint32_t)k;
		}
	}
	split->oos = w->ratio[split->best];
	for (size_t k = 0; k < n; k++) {
		less += w->ratio[k] < split->oos;
		same += w->ratio[k] == split->oos;
	}
	split->rank = (double)less + (double)(same + 1) / 2;
	split->omega = split->rank / (double)(w->o->rank_over_n ? n : n + 1);
	split->logit = log(split->omega / (1 - split->omega));
}

/* Moves to the next choice of half the blocks in lexicographic order. */
static void
advance(int *chosen, int blocks)
{
	int half = blocks / 2, i = half - 1;

	while (i > 0 && chosen[i] == blocks - half + i)
		i--;
	chosen[i]++;
	for (i++; i < half; i++)
		chosen[i] = chosen[i - 1] + 1;
}

static void
regress(const struct rbt_pbo_split *s, size_t n, struct rbt_pbo *out)
{
	double xx = 0, xy = 0, yy = 0;

	for (size_t i = 0; i < n; i++) {
		double dx = s[i].is - out->mean_is,
		       dy = s[i].oos - out->mean_oos;

		xx += dx * dx;
		xy += dx * dy;
		yy += dy * dy;
	}
	out->slope = out->intercept = out->r2 = RBT_MOMENTS_NONE;
	if (rbt_moments_flat(sqrt(xx / (double)n), out->mean_is))
		return;
	out->slope = xy / xx;
	out->intercept = out->mean_oos - out->slope * out->mean_is;
	if (yy > 0)
		out->r2 = xy * xy / (xx * yy);
}

static void
sum_up(const struct rbt_pbo_split *s, size_t n, double loss_below,
    struct rbt_pbo *out)
{
	double *logit = rbt_xcalloc(n, sizeof *logit), count = (double)n;

	for (size_t i = 0; i < n; i++) {
		logit[i] = s[i].logit;
		out->pbo += s[i].logit <= 0;
		out->pbo_below += s[i].logit < 0;
		out->prob_loss += s[i].oos < loss_below;
		out->mean_logit += s[i].logit / count;
		out->mean_is += s[i].is / count;
		out->mean_oos += s[i].oos / count;
	}
	out->pbo /= count;
	out->pbo_below /= count;
	out->prob_loss /= count;
	rbt_moments_sort(logit, n);
	out->median_logit = (logit[(n - 1) / 2] + logit[n / 2]) / 2;
	free(logit);
	regress(s, n, out);
}

static int
check(const struct rbt_panel *p, const struct rbt_pbo_options *o,
    struct rbt_err *err)
{
	if (o->blocks < 2 || o->blocks > RBT_PBO_BLOCKS_MAX || o->blocks % 2)
		return rbt_err_set(err, RBT_E_USAGE,
		    "%d blocks: expected an even number of 2 to %d", o->blocks,
		    RBT_PBO_BLOCKS_MAX);
	if (p->n_series < 2)
		return rbt_err_set(err, RBT_E_DATA,
		    "overfitting needs at least two trials, got %zu",
		    p->n_series);
	if (p->n_rows / 2 < (size_t)o->blocks)
		return rbt_err_set(err, RBT_E_DATA,
		    "%zu returns are too few for %d blocks of at least two",
		    p->n_rows, o->blocks);
	return 0;
}

int
rbt_pbo_compute(const struct rbt_panel *p, const struct rbt_pbo_options *o,
    struct rbt_pbo *out, struct rbt_pbo_split *splits, struct rbt_err *err)
{
	size_t n;
	int chosen[RBT_PBO_BLOCKS_MAX / 2];
	struct rbt_pbo_split *own = NULL;
	struct work w = {.o = o};

	if (check(p, o, err) != 0 || prepare(&w, p, err) != 0)
		return -1;
	n = rbt_pbo_count(o->blocks);
	if (splits == NULL)
		splits = own = rbt_xcalloc(n, sizeof *own);
	for (int i = 0; i < o->blocks / 2; i++)
		chosen[i] = i;
	for (size_t i = 0; i < n; i++) {
		take(&w, chosen, &splits[i]);
		advance(chosen, o->blocks);
	}
	*out = (struct rbt_pbo){.n_splits = n,
	    .n_rows = p->n_rows - p->n_rows % (size_t)o->blocks};
	sum_up(splits, n, o->loss_below, out);
	free(own);
	free(w.store);
	return 0;
}
