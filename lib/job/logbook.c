/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "job/logbook.h"

#include "cli/path.h"

/* A search is written as it goes, so that a kill loses little of it: when so
 * many trials wait, or one for so long.  Each time costs a few fsyncs. */
#define WAITING_MAX 16384
#define WAITING_NS  (5 * RBT_SEC_NS)

static int64_t
now_ns(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (int64_t)t.tv_sec * RBT_SEC_NS + t.tv_nsec;
}

static void
forget(struct rbt_logbook *book)
{
	book->trials.n = 0;
	rbt_arena_release(&book->arena);
	book->study = (struct rbt_study){0};
}

static void
write_out(struct rbt_logbook *book)
{
	struct rbt_err err = {0};
	char *folder;

	if (book->trials.n == 0 || book->off)
		return;
	folder = rbt_path_state(&err);
	if (folder == NULL || rbt_trialdb_add(folder, &book->study,
				  book->trials.at, book->trials.n, &err) != 0) {
		rbt_tool_warn(book->ctx, "not counted in the trial log: %s",
		    err.msg);
		book->off = true;
	}
	free(folder);
	forget(book);
	book->written_ns = now_ns(CLOCK_MONOTONIC);
}

static bool
same_study(const struct rbt_study *a, const struct rbt_study *b)
{
	return strcmp(a->strategy_sha256, b->strategy_sha256) == 0 &&
	       strcmp(a->bundle_sha256, b->bundle_sha256) == 0 &&
	       strcmp(a->options_sha256, b->options_sha256) == 0;
}

static char *
keep(struct rbt_logbook *book, const char *text)
{
	return rbt_arena_strndup(&book->arena, text, strlen(text));
}

static void
add(void *self, const struct rbt_study *study, const struct rbt_tried *t)
{
	struct rbt_logbook *book = self;
	struct rbt_tried own = *t;

	if (!same_study(study, &book->study))
		write_out(book);
	if (book->off)
		return;
	if (book->study.options == NULL) {
		book->study = *study;
		book->study.strategy = keep(book, study->strategy);
		book->study.bundle = keep(book, study->bundle);
		book->study.options = keep(book, study->options);
	}
	own.params = keep(book, t->params);
	own.first.ns = now_ns(CLOCK_REALTIME);
	RBT_VEC_PUSH(&book->trials, own);
	if (book->trials.n >= WAITING_MAX ||
	    now_ns(CLOCK_MONOTONIC) - book->written_ns >= WAITING_NS)
		write_out(book);
}

struct count {
	int annualization;
	struct rbt_trial_count *out;
};

static int
count_one(void *self, const struct rbt_study *study, const struct rbt_tried *t,
    struct rbt_err *err)
{
	const struct count *c = self;

	(void)err;
	c->out->n++;
	if (isfinite(t->sharpe) && study->annualization > 0)
		rbt_spread_add(&c->out->sharpe,
		    t->sharpe * sqrt((double)study->annualization /
				     (double)c->annualization));
	return 0;
}

static int
count(void *self, const char *strategy_sha256, const char *bundle_sha256,
    int annualization, struct rbt_trial_count *out, struct rbt_err *err)
{
	const struct rbt_trialdb_filter filter = {strategy_sha256,
	    bundle_sha256};
	struct count c = {annualization, out};

	(void)self;
	*out = (struct rbt_trial_count){0};
	return rbt_logbook_read(&filter, count_one, &c, err);
}

void
rbt_logbook_init(struct rbt_logbook *book, const struct rbt_context *ctx,
    bool off)
{
	*book = (struct rbt_logbook){.ctx = ctx,
	    .log = {book, add, count},
	    .off = off,
	    .written_ns = now_ns(CLOCK_MONOTONIC)};
}

void
rbt_logbook_close(struct rbt_logbook *book)
{
	write_out(book);
	forget(book);
	RBT_VEC_RELEASE(&book->trials);
}

void
rbt_logbook_say_fewer(const struct rbt_context *ctx)
{
	rbt_tool_warn(ctx,
	    "the trial log has fewer trials than the records, which count "
	    "instead");
}

int
rbt_logbook_read(const struct rbt_trialdb_filter *filter,
    rbt_trialdb_take *take, void *self, struct rbt_err *err)
{
	char *folder = rbt_path_state(err);
	int rc = -1;

	if (folder)
		rc = rbt_trialdb_read(folder, filter, take, self, err);
	free(folder);
	return rc;
}
