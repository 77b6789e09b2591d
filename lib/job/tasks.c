/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "job/tasks.h"

#include "cli/progress.h"
#include "core/work.h"
#include "research/figure.h"
#include "research/harvest.h"
#include "research/task.h"

#define ESTIMATE_SECONDS 1.0
#define ESTIMATE_POINTS  64

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* A search on its way through this process. */
struct drive {
	const struct rbt_tasks_local *local;
	struct rbt_harvest harvest;
	struct rbt_out state; /* fd -1: none */
	size_t n_tasks, n_before;
	int64_t done; /* tasks */
	struct rbt_progress progress;
};

static int
run_task(void *self, size_t i, struct rbt_buf *out, struct rbt_err *err)
{
	const struct drive *d = self;

	return rbt_task_run(d->local->search, i, out, err);
}

/* The state first: what the harvest takes is already safe. */
static int
take_task(void *self, size_t i, struct rbt_buf *trials, struct rbt_err *err)
{
	struct drive *d = self;
	const struct rbt_tasks_local *l = d->local;

	if (d->state.fd >= 0) {
		rbt_task_emit(&d->state, l->search, i, l->args, l->n_args,
		    trials);
		if (d->state.sys != 0) {
			errno = d->state.sys;
			return rbt_err_sys(err, "writing %s", l->state);
		}
	}
	d->done = (int64_t)i + 1;
	rbt_progress_tick(&d->progress);
	return rbt_harvest_take(&d->harvest, trials, err);
}

/* Takes the next task, which this line of the state is the result of. */
static int
retake(struct drive *d, const struct rbt_rec *rec, struct rbt_buf *trials,
    struct rbt_err *err)
{
	struct rbt_task t, want = rbt_task_of(d->local->search, d->n_before);

	if (!rbt_rec_is(rec, "result"))
		return rbt_err_set(err, RBT_E_DATA, "not a result of a search");
	if (rbt_task_parse(rec, &t, trials, err) != 0)
		return -1;
	if (strcmp(t.id, want.id) != 0)
		return rbt_err_set(err, RBT_E_DATA,
		    "the state of another search");
	return rbt_harvest_take(&d->harvest, trials, err);
}

/* Takes what the state holds of tasks 0, 1, ...; *keep is where that ends. */
static int
replay(struct drive *d, struct rbt_rec_reader *r, off_t *keep,
    struct rbt_err *err)
{
	struct rbt_buf trials = {0};
	struct rbt_err bad = {0};
	struct rbt_rec rec;
	int rc;

	while ((rc = rbt_rec_next(r, &rec, &bad)) == 1 &&
	       !r->lines.unterminated && d->n_before < d->n_tasks) {
		if (retake(d, &rec, &trials, &bad) != 0) {
			rc = rbt_err_wrap(&bad, "%s:%ld", r->name, rec.lineno);
			break;
		}
		d->n_before++;
		*keep += (off_t)rec.len + 1;
	}
	rbt_buf_release(&trials);
	/* A last line without its end is what the kill cut off. */
	if (rc < 0 && !r->lines.unterminated)
		return rbt_err_set(err, bad.code, "%s", bad.msg);
	return 0;
}

static int
open_state(struct drive *d, struct rbt_err *err)
{
	const char *path = d->local->state;
	struct rbt_rec_reader r;
	off_t keep = 0;
	int fd, rc;

	rbt_out_open_fd(&d->state, -1, path ? path : "");
	if (path == NULL)
		return 0;
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	if (fd < 0)
		return rbt_err_sys(err, "%s", path);
	rbt_out_open_fd(&d->state, fd, path);
	d->state.line_buffered = true;
	rbt_rec_reader_init(&r, rbt_source_fd(fd, path));
	rc = replay(d, &r, &keep, err);
	rbt_rec_reader_release(&r);
	if (rc == 0 &&
	    (ftruncate(fd, keep) != 0 || lseek(fd, keep, SEEK_SET) != keep))
		rc = rbt_err_sys(err, "%s", path);
	return rc;
}

static int
close_state(struct drive *d, int rc, struct rbt_err *err)
{
	int fd = d->state.fd;

	if (fd < 0)
		return rc;
	rbt_out_abort(&d->state);
	if (close(fd) != 0 && rc == 0)
		return rbt_err_sys(err, "writing %s", d->local->state);
	return rc;
}

int
rbt_tasks_do(const struct rbt_tasks_local *local, struct rbt_err *err)
{
	struct drive d = {.local = local,
	    .n_tasks = rbt_task_count(local->search)};
	struct rbt_work work = {&d, run_task, take_task};
	int rc;

	rbt_harvest_begin(&d.harvest, local->search, local->ctx->tool,
	    local->ctx->out, local->table, local->log);
	rc = open_state(&d, err);
	d.done = (int64_t)d.n_before;
	rbt_progress_begin_tasks(&d.progress, local->ctx, local->args[0],
	    &d.done, (int64_t)d.n_tasks);
	if (rc == 0)
		rc = rbt_work_do(&work, d.n_before, d.n_tasks,
		    local->search->bayes ? 1 : local->jobs, err);
	rbt_progress_clear(&d.progress);
	rc = close_state(&d, rc, err);
	if (rc == 0)
		rc = rbt_harvest_end(&d.harvest, err);
	rbt_harvest_release(&d.harvest);
	return rc;
}

static void
put_estimate(const struct rbt_tasks_local *local, double seconds)
{
	const struct rbt_search *s = local->search;
	char points[RBT_FIGURE_MAX], judgements[RBT_FIGURE_MAX];
	char text[RBT_FIGURE_MAX];

	rbt_out_printf(local->ctx->out,
	    "%s points, each judged %s time%s: about %s s on %u thread%s\n",
	    rbt_figure_count((int64_t)s->n_points, points),
	    rbt_figure_count((int64_t)s->sets.n, judgements),
	    s->sets.n == 1 ? "" : "s",
	    rbt_figure_number(seconds, seconds < 10 ? 2 : 0, text), local->jobs,
	    local->jobs == 1 ? "" : "s");
}

int
rbt_tasks_estimate(const struct rbt_tasks_local *local, struct rbt_err *err)
{
	const struct rbt_search *s = local->search;
	struct rbt_buf trials = {0};
	double began = now(), each, seconds;
	uint64_t n = 0;
	struct rbt_jsonw w;
	int rc = 0;

	if (s->bayes)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--estimate: not for --method bayes");
	/* Points from all over: their cost may depend on where they are. */
	while (rc == 0 && n < ESTIMATE_POINTS && n < s->n_points &&
	       now() - began < ESTIMATE_SECONDS) {
		uint64_t i = s->n_points > ESTIMATE_POINTS
				 ? s->n_points / ESTIMATE_POINTS * n
				 : n;

		rbt_buf_clear(&trials);
		rc = rbt_trial_run(s, i, &trials, err);
		n++;
	}
	rbt_buf_release(&trials);
	if (rc != 0)
		return -1;
	each = (now() - began) / (double)n;
	seconds = each * (double)s->n_points / (double)local->jobs;
	if (local->table) {
		put_estimate(local, seconds);
		return 0;
	}
	rbt_jsonw_begin(&w, local->ctx->out, "estimate");
	rbt_jsonw_str(&w, "search_id", s->id);
	rbt_jsonw_u64(&w, "points", s->n_points);
	rbt_jsonw_u64(&w, "judgements", s->sets.n);
	rbt_jsonw_u64(&w, "jobs", local->jobs);
	rbt_jsonw_f64(&w, "seconds", seconds);
	rbt_jsonw_end(&w);
	return 0;
}

void
rbt_tasks_plan(const struct rbt_tasks_local *local)
{
	size_t n = rbt_task_count(local->search);

	for (size_t i = 0; i < n; i++)
		rbt_task_emit(local->ctx->out, local->search, i, local->args,
		    local->n_args, NULL);
}
