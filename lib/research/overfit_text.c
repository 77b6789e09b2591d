/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <math.h>
#include <string.h>

#include "research/overfit_read.h"

#include "core/num.h"
#include "fmt/csv.h"

#define MOMENT_MAX 1e15

void
rbt_overfit_read_init(struct rbt_overfit_read *r)
{
	*r = (struct rbt_overfit_read){.in = rbt_overfit_input_none()};
}

void
rbt_overfit_read_release(struct rbt_overfit_read *r)
{
	for (size_t i = 0; i < r->trials.n; i++)
		free(r->trials.at[i]);
	RBT_VEC_RELEASE(&r->trials);
	RBT_VEC_RELEASE(&r->pnl);
	rbt_runcurve_release(&r->run);
	rbt_runcurve_release(&r->search);
	RBT_VEC_RELEASE(&r->ret);
}

/* The field of the first row that the column is; sets *heading if the row is
 * one. */
static int
find_column(const struct rbt_csv_row *row, const char *column, size_t *at,
    bool *heading, struct rbt_err *err)
{
	int64_t number;
	double x;

	*at = 0;
	*heading = true;
	if (column == NULL && row->n > 1)
		return rbt_err_set(err, RBT_E_USAGE,
		    "%zu columns: name one with --column", row->n);
	for (size_t i = 0; column && i < row->n; i++) {
		if (row->field[i].len == strlen(column) &&
		    memcmp(row->field[i].text, column, row->field[i].len) ==
			0) {
			*at = i;
			return 0;
		}
	}
	if (column) {
		if (rbt_num_i64(column, strlen(column), 1, (int64_t)row->n,
			&number, NULL) != 0)
			return rbt_err_set(err, RBT_E_USAGE,
			    "--column: no column '%s' among %zu", column,
			    row->n);
		*at = (size_t)number - 1;
	}
	*heading = rbt_num_f64(row->field[*at].text, row->field[*at].len,
		       -DBL_MAX, DBL_MAX, &x, NULL) != 0;
	return 0;
}

static int
add_field(struct rbt_overfit_read *r, const struct rbt_csv_row *row, size_t at,
    struct rbt_err *err)
{
	double x;

	if (at >= row->n)
		return rbt_err_set(err, RBT_E_DATA,
		    "%zu field%s, expected at least %zu", row->n,
		    row->n == 1 ? "" : "s", at + 1);
	if (rbt_num_f64(row->field[at].text, row->field[at].len, -DBL_MAX,
		DBL_MAX, &x, err) != 0)
		return -1;
	RBT_VEC_PUSH(&r->ret, x);
	return 0;
}

int
rbt_overfit_read_returns(struct rbt_overfit_read *r, struct rbt_source src,
    const char *column, struct rbt_err *err)
{
	struct rbt_csv csv;
	struct rbt_csv_row row;
	bool first = true, heading = false;
	size_t at = 0;
	int rc;

	rbt_csv_init(&csv, src, 0);
	while ((rc = rbt_csv_next(&csv, &row, err)) == 1) {
		if (first)
			rc = find_column(&row, column, &at, &heading, err);
		else
			heading = false;
		first = false;
		if (rc >= 0 && !heading && add_field(r, &row, at, err) != 0)
			rc = -1;
		if (rc < 0) {
			rbt_err_wrap(err, "%s:%ld", src.name, row.line);
			break;
		}
	}
	rbt_csv_release(&csv);
	if (rc == 0 && r->ret.n < 2)
		rc = rbt_err_set(err, RBT_E_DATA,
		    "expected at least two returns, got %zu", r->ret.n);
	r->in.source = RBT_OVERFIT_RETURNS;
	r->in.x = r->ret.at;
	r->in.n = r->ret.n;
	return rc;
}

/* A key of the moments: where its number goes, and what it may be. */
struct moment {
	const char *key;
	double *value;
	double min;
};

static int
take_moment(const struct moment *m, size_t n, const char *text, size_t len,
    struct rbt_err *err)
{
	const char *equals = memchr(text, '=', len);
	size_t key = equals ? (size_t)(equals - text) : len;
	struct rbt_err why = {0};

	for (size_t i = 0; i < n; i++) {
		if (strlen(m[i].key) != key ||
		    memcmp(m[i].key, text, key) != 0 || !equals)
			continue;
		if (rbt_num_f64(equals + 1, len - key - 1, m[i].min, MOMENT_MAX,
			m[i].value, &why) != 0)
			return rbt_err_set(err, RBT_E_USAGE,
			    "--moments: %s: %s", m[i].key, why.msg);
		return 0;
	}
	return rbt_err_set(err, RBT_E_USAGE,
	    "--moments: expected sharpe= skew= kurtosis= n= trials= sd=, got "
	    "'%.*s'",
	    (int)(len < RBT_ERR_QUOTE ? len : RBT_ERR_QUOTE), text);
}

int
rbt_overfit_read_moments(struct rbt_overfit_read *r, const char *text,
    struct rbt_err *err)
{
	struct rbt_psr_sample *s = &r->in.moments;
	const struct moment moments[] = {
	    {"sharpe", &s->sharpe, -MOMENT_MAX},
	    {"skew", &s->skew, -MOMENT_MAX},
	    {"kurtosis", &s->kurtosis, 1},
	    {"n", &s->n, 2},
	    {"trials", &r->in.n_trials, 1},
	    {"sd", &r->in.trials_sd, 0},
	};

	r->in.source = RBT_OVERFIT_MOMENTS;
	s->skew = 0;
	s->kurtosis = 3;
	for (const char *p = text;; p++) {
		size_t len = strcspn(p, ",");

		if (take_moment(moments, sizeof moments / sizeof *moments, p,
			len, err) != 0)
			return -1;
		p += len;
		if (*p == '\0')
			break;
	}
	if (isnan(s->sharpe) || isnan(s->n))
		return rbt_err_set(err, RBT_E_USAGE,
		    "--moments: sharpe= and n= are needed");
	if (isnan(r->in.n_trials) != isnan(r->in.trials_sd))
		return rbt_err_set(err, RBT_E_USAGE,
		    "--moments: trials= and sd= belong together");
	if (!isnan(r->in.n_trials))
		r->in.trials_from = RBT_OVERFIT_TRIALS_GIVEN;
	return 0;
}
