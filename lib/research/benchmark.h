/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run against an instrument: its session returns, and the line through both.
 */
#ifndef RBT_RESEARCH_BENCHMARK_H
#define RBT_RESEARCH_BENCHMARK_H

#include <stddef.h>
#include <stdint.h>

#include "market/calendar.h"
#include "market/series.h"

/*
 * Returns of the closes of s over n sessions with rising dates day[]: out[i]
 * is NaN unless s has a bar in session i and in the one before (for i = 0: any
 * bar before).
 */
void rbt_benchmark_returns(const struct rbt_series *s,
    const struct rbt_calendar *cal, const int64_t *day, size_t n, double *out);

struct rbt_benchmark_line {
	double beta;  /* cov(r, b) / var(b) */
	double alpha; /* (mean(r) - beta x mean(b)) x q */
};

/* Over the sessions in which neither r nor b is NaN; both NaN if there are
 * fewer than two or b has no spread.  q: sessions a year. */
struct rbt_benchmark_line rbt_benchmark_fit(const double *r, const double *b,
    size_t n, int q);

#endif
