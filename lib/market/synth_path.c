/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/synth_path.h"

#include <math.h>

void
rbt_synth_path_init(struct rbt_synth_path *p,
    const struct rbt_synth_model *model, double h, double x, double u)
{
	const struct rbt_synth_model *m = model;

	*p = (struct rbt_synth_path){.model = model, .h = h, .x = x, .from = x};
	p->variance = m->volatility * m->volatility * h;
	p->base = m->drift * h - p->variance / 2;
	if (m->kind == RBT_SYNTH_JUMP)
		p->base -= m->rate * h * expm1(m->mean + m->sd * m->sd / 2);
	if (m->kind == RBT_SYNTH_REGIME)
		p->stormy = u < m->storm / (m->calm + m->storm);
}

/* Perhaps another regime, and the variance and mean of the one it is. */
static void
choose_regime(struct rbt_synth_path *p, double u)
{
	const struct rbt_synth_model *m = p->model;
	double r2 = m->ratio * m->ratio;

	if (u < 1 / (p->stormy ? m->storm : m->calm))
		p->stormy = !p->stormy;
	p->variance = m->volatility * m->volatility * p->h *
		      (m->calm + m->storm) / (m->calm + r2 * m->storm);
	if (p->stormy)
		p->variance *= r2;
	p->base = m->drift * p->h - p->variance / 2;
}

void
rbt_synth_path_begin(struct rbt_synth_path *p, int weekday, double u)
{
	const struct rbt_synth_model *m = p->model;

	if (m->kind == RBT_SYNTH_REGIME)
		choose_regime(p, u);
	p->expected = p->base + m->weekday[weekday];
	p->mean = p->expected + m->momentum * p->surprise;
	if (m->kind == RBT_SYNTH_JUMP)
		p->expected += m->rate * p->h * m->mean;
	p->shock = 0;
}

void
rbt_synth_path_step(struct rbt_synth_path *p, double q, double z)
{
	double e = sqrt(p->variance * q) * z;

	p->shock += e;
	p->x += p->mean * q + e;
}

void
rbt_synth_path_end(struct rbt_synth_path *p)
{
	const struct rbt_synth_model *m = p->model;

	p->surprise = p->x - p->from - p->expected;
	p->from = p->x;
	if (m->kind == RBT_SYNTH_GARCH)
		p->variance = m->volatility * m->volatility * p->h *
				  (1 - m->alpha - m->beta) +
			      m->alpha * p->shock * p->shock +
			      m->beta * p->variance;
}
