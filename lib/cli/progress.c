/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/time.h"

#define EVERY_NS (RBT_SEC_NS / 10)

static int64_t
now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * RBT_SEC_NS + t.tv_nsec;
}

size_t
rbt_progress_text(char out[RBT_PROGRESS_MAX], const char *what, int64_t rows,
    int64_t elapsed_ns)
{
	double seconds = (double)elapsed_ns / (double)RBT_SEC_NS;
	double rate = elapsed_ns > 0 ? (double)rows / seconds : 0;
	int n = snprintf(out, RBT_PROGRESS_MAX,
	    "%.24s: %" PRId64 " rows, %.0f a second", what, rows, rate);

	RBT_BUG_IF(n < 0 || n >= RBT_PROGRESS_MAX);
	return (size_t)n;
}

size_t
rbt_progress_tasks_text(char out[RBT_PROGRESS_MAX], const char *what,
    int64_t done, int64_t before, int64_t total, int64_t elapsed_ns)
{
	double seconds = (double)elapsed_ns / (double)RBT_SEC_NS;
	int n = snprintf(out, RBT_PROGRESS_MAX,
	    "%.24s: %" PRId64 " of %" PRId64 " tasks, %.0f s", what, done,
	    total, seconds);

	RBT_BUG_IF(n < 0 || n >= RBT_PROGRESS_MAX);
	if (done > before)
		n += snprintf(out + n, RBT_PROGRESS_MAX - (size_t)n,
		    ", %.0f s to go",
		    seconds / (double)(done - before) * (double)(total - done));
	RBT_BUG_IF(n >= RBT_PROGRESS_MAX);
	return (size_t)n;
}

void
rbt_progress_begin(struct rbt_progress *p, const struct rbt_context *ctx,
    const char *what, const int64_t *rows)
{
	*p = (struct rbt_progress){
	    .what = what,
	    .rows = rows,
	    .fd = ctx->err_is_tty && !ctx->quiet ? STDERR_FILENO : -1,
	};
	if (p->fd >= 0)
		p->began_ns = p->shown_ns = now_ns();
}

void
rbt_progress_begin_tasks(struct rbt_progress *p, const struct rbt_context *ctx,
    const char *what, const int64_t *done, int64_t total)
{
	rbt_progress_begin(p, ctx, what, done);
	p->total = total;
	p->before = *done;
}

/* What a terminal does not take is no loss. */
static void
put(const struct rbt_progress *p, const char *text, size_t n)
{
	if (write(p->fd, text, n) < 0)
		return;
}

void
rbt_progress_tick(struct rbt_progress *p)
{
	char line[RBT_PROGRESS_MAX + 4] = "\r";
	int64_t now;
	size_t n;

	if (p->fd < 0)
		return;
	now = now_ns();
	if (now - p->shown_ns < EVERY_NS)
		return;
	p->shown_ns = now;
	p->shown = true;
	n = 1 + (p->total ? rbt_progress_tasks_text(line + 1, p->what, *p->rows,
				p->before, p->total, now - p->began_ns)
			  : rbt_progress_text(line + 1, p->what, *p->rows,
				now - p->began_ns));
	memcpy(line + n, "\033[K", 3);
	put(p, line, n + 3);
}

void
rbt_progress_clear(struct rbt_progress *p)
{
	if (!p->shown)
		return;
	p->shown = false;
	put(p, "\r\033[K", 4);
}

static ptrdiff_t
source_read(void *self, char *buf, size_t cap, struct rbt_err *err)
{
	struct rbt_progress *p = self;

	rbt_progress_tick(p);
	return p->src.read(p->src.self, buf, cap, err);
}

static void
source_close(void *self)
{
	struct rbt_progress *p = self;

	if (p->src.close != NULL)
		p->src.close(p->src.self);
}

struct rbt_source
rbt_progress_source(struct rbt_progress *p, struct rbt_source src)
{
	p->src = src;
	return (struct rbt_source){p, src.name, source_read, source_close};
}
