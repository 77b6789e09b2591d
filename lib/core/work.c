/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

#include "core/work.h"

#include "core/mem.h"

#define AHEAD 4 /* results that may wait, for each thread */

struct slot {
	bool done;
	int rc;
	struct rbt_buf out;
	struct rbt_err err;
};

struct pool {
	const struct rbt_work *w;
	pthread_mutex_t lock;
	pthread_cond_t finished, room;
	struct slot *slot;
	size_t n_slots;
	size_t next, taken, end; /* next to start; next to take */
	bool stop;
};

static void *
worker(void *arg)
{
	struct pool *p = arg;

	pthread_mutex_lock(&p->lock);
	for (;;) {
		struct slot *s;
		size_t i;

		while (!p->stop && p->next < p->end &&
		       p->next - p->taken >= p->n_slots)
			pthread_cond_wait(&p->room, &p->lock);
		if (p->stop || p->next >= p->end)
			break;
		i = p->next++;
		s = &p->slot[i % p->n_slots];
		pthread_mutex_unlock(&p->lock);
		s->rc = p->w->run(p->w->self, i, &s->out, &s->err);
		pthread_mutex_lock(&p->lock);
		s->done = true;
		pthread_cond_signal(&p->finished);
	}
	pthread_mutex_unlock(&p->lock);
	return NULL;
}

/* Takes every result in order, until one is an error. */
static int
take_all(struct pool *p, struct rbt_err *err)
{
	const struct rbt_work *w = p->w;

	for (size_t i = p->taken; i < p->end; i++) {
		struct slot *s = &p->slot[i % p->n_slots];

		pthread_mutex_lock(&p->lock);
		while (!s->done)
			pthread_cond_wait(&p->finished, &p->lock);
		pthread_mutex_unlock(&p->lock);
		if (s->rc != 0)
			return rbt_err_set(err, s->err.code, "%s", s->err.msg);
		if (w->take(w->self, i, &s->out, err) != 0)
			return -1;
		pthread_mutex_lock(&p->lock);
		rbt_buf_clear(&s->out);
		s->done = false;
		p->taken++;
		pthread_cond_broadcast(&p->room);
		pthread_mutex_unlock(&p->lock);
	}
	return 0;
}

static int
do_alone(const struct rbt_work *w, size_t first, size_t end,
    struct rbt_err *err)
{
	struct rbt_buf out = {0};
	int rc = 0;

	for (size_t i = first; rc == 0 && i < end; i++) {
		rbt_buf_clear(&out);
		rc = w->run(w->self, i, &out, err);
		if (rc == 0)
			rc = w->take(w->self, i, &out, err);
	}
	rbt_buf_release(&out);
	return rc;
}

/* On as many threads as there are; on this one if there are none. */
static int
do_threads(struct pool *p, unsigned jobs, struct rbt_err *err)
{
	pthread_t *thread = rbt_xcalloc(jobs, sizeof *thread);
	unsigned started = 0;
	int rc;

	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->finished, NULL);
	pthread_cond_init(&p->room, NULL);
	while (started < jobs &&
	       pthread_create(&thread[started], NULL, worker, p) == 0)
		started++;
	rc = started > 0 ? take_all(p, err)
			 : do_alone(p->w, p->taken, p->end, err);
	pthread_mutex_lock(&p->lock);
	p->stop = true;
	pthread_cond_broadcast(&p->room);
	pthread_mutex_unlock(&p->lock);
	while (started > 0)
		pthread_join(thread[--started], NULL);
	pthread_cond_destroy(&p->room);
	pthread_cond_destroy(&p->finished);
	pthread_mutex_destroy(&p->lock);
	free(thread);
	return rc;
}

int
rbt_work_do(const struct rbt_work *w, size_t first, size_t end, unsigned jobs,
    struct rbt_err *err)
{
	struct pool p = {.w = w,
	    .n_slots = (size_t)AHEAD * jobs,
	    .next = first,
	    .taken = first,
	    .end = end};
	int rc;

	RBT_BUG_IF(jobs == 0 || jobs > RBT_WORK_JOBS_MAX);
	if (jobs == 1)
		return do_alone(w, first, end, err);
	p.slot = rbt_xcalloc(p.n_slots, sizeof *p.slot);
	rc = do_threads(&p, jobs, err);
	for (size_t i = 0; i < p.n_slots; i++)
		rbt_buf_release(&p.slot[i].out);
	free(p.slot);
	return rc;
}
