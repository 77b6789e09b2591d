/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/segment_writer.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/mem.h"
#include "core/os.h"
#include "store/checksum.h"
#include "store/segment_layout.h"

/* More blocks than this in work are written by those who have them: each thread
 * holds memory until its writer has the next block. */
#define THREADS 8

#define STEP ((size_t)1 << 20) /* bytes that the cache holds */

struct rbt_segment_writer {
	int fd;
	char *name;
	bool alone;                                   /* one block is all */
	uint64_t at;                                  /* bytes so far */
	struct rbt_hash hash;                         /* of the file */
	struct rbt_checksum sum[RBT_SEGMENT_COLUMNS]; /* of each column */
	struct rbt_segment_trailer trailer;
	struct rbt_series block; /* in work */
	pthread_t thread;        /* at work, if `busy` */
	bool busy;
	int sys; /* errno of the first failed write, else 0 */
};

static void
write_all(struct rbt_segment_writer *w, const char *p, size_t n)
{
	while (n > 0 && w->sys == 0) {
		ssize_t done = write(w->fd, p, n);

		if (done < 0 && errno != EINTR)
			w->sys = errno;
		if (done > 0) {
			p += done;
			n -= (size_t)done;
		}
	}
}

/* Sums, hashes and writes, so that memory is read once. */
static void
put(struct rbt_segment_writer *w, const void *bytes, size_t n,
    struct rbt_checksum *sum)
{
	const char *p = bytes;

	for (size_t now; n > 0 && w->sys == 0; p += now, n -= now) {
		now = n < STEP ? n : STEP;
		if (sum != NULL)
			rbt_checksum_update(sum, p, now);
		rbt_hash_update(&w->hash, p, now);
		write_all(w, p, now);
		w->at += now;
	}
}

static void
put_zeros(struct rbt_segment_writer *w, uint64_t end)
{
	static const char zeros[4096];

	for (uint64_t n; w->at < end && w->sys == 0;) {
		n = end - w->at;
		put(w, zeros, n < sizeof zeros ? (size_t)n : sizeof zeros,
		    NULL);
	}
}

/* The block in work.  The disk may begin with it at once, or all would be left
 * to the sync. */
static void
write_block(struct rbt_segment_writer *w)
{
	uint64_t start = w->at;

	for (unsigned i = 0; i < w->trailer.columns; i++) {
		put_zeros(w, rbt_segment_place(w->at, w->alone, i));
		put(w, rbt_segment_column(&w->block, i), 8 * w->block.n,
		    &w->sum[i]);
	}
	w->trailer.rows += w->block.n;
	if (!w->alone)
		rbt_os_write_back(w->fd, start, w->at - start);
}

static void *
work(void *self)
{
	write_block(self);
	return NULL;
}

static atomic_int threads; /* that were begun and not waited for */

static bool
begin_thread(struct rbt_segment_writer *w)
{
	if (atomic_fetch_add(&threads, 1) < THREADS &&
	    pthread_create(&w->thread, NULL, work, w) == 0)
		return true;
	atomic_fetch_sub(&threads, 1);
	return false;
}

/* Waits for the block in work. */
static int
settle(struct rbt_segment_writer *w, struct rbt_err *err)
{
	if (w->busy) {
		pthread_join(w->thread, NULL);
		atomic_fetch_sub(&threads, 1);
	}
	w->busy = false;
	if (w->sys == 0)
		return 0;
	errno = w->sys;
	return rbt_err_sys(err, "writing %s", w->name);
}

static struct rbt_segment_writer *
writer_new(int fd, const struct rbt_series *first, const char *name, bool alone)
{
	struct rbt_segment_writer *w =
	    rbt_xaligned(_Alignof(struct rbt_segment_writer), sizeof *w);
	struct rbt_segment_header h = {.format = RBT_SEGMENT_FORMAT};

	w->fd = fd;
	w->name = rbt_xstrdup(name);
	w->alone = alone;
	w->trailer.period_ns = first->period.ns;
	w->trailer.columns = RBT_SEGMENT_COLUMNS - (first->volume == NULL);
	w->trailer.volume_digits =
	    first->volume == NULL ? 0 : (uint32_t)first->volume_digits;
	rbt_hash_init(&w->hash);
	for (unsigned i = 0; i < w->trailer.columns; i++)
		rbt_checksum_init(&w->sum[i]);
	memcpy(h.magic, RBT_SEGMENT_MAGIC, sizeof h.magic);
	put(w, &h, sizeof h, NULL);
	return w;
}

struct rbt_segment_writer *
rbt_segment_writer_new(int fd, const struct rbt_series *first, const char *name)
{
	return writer_new(fd, first, name, false);
}

int
rbt_segment_writer_put(struct rbt_segment_writer *w,
    const struct rbt_series *block, struct rbt_err *err)
{
	if (settle(w, err) != 0)
		return -1;
	RBT_BUG_IF(block->n > RBT_SEGMENT_BLOCK ||
		   w->trailer.rows % RBT_SEGMENT_BLOCK != 0);
	w->block = *block;
	w->busy = begin_thread(w);
	if (!w->busy)
		write_block(w);
	return 0;
}

int
rbt_segment_writer_end(struct rbt_segment_writer *w,
    struct rbt_segment_seal *seal, struct rbt_err *err)
{
	if (settle(w, err) != 0)
		return -1;
	put(w, &w->trailer, sizeof w->trailer, NULL);
	*seal = (struct rbt_segment_seal){{0}, {0}};
	for (unsigned i = 0; i < w->trailer.columns; i++)
		seal->column[i] = rbt_checksum_value(&w->sum[i]);
	rbt_hash_final_hex(&w->hash, seal->sha256);
	return settle(w, err);
}

void
rbt_segment_writer_free(struct rbt_segment_writer *w)
{
	if (w == NULL)
		return;
	(void)settle(w, NULL);
	free(w->name);
	free(w);
}

/* n rows of s from row `from` on. */
static struct rbt_series
slice(const struct rbt_series *s, size_t from, size_t n)
{
	struct rbt_series part = *s;

	part.n = n;
	part.time += from;
	part.open += from;
	part.high += from;
	part.low += from;
	part.close += from;
	if (part.volume != NULL)
		part.volume += from;
	return part;
}

static int
write_series(struct rbt_segment_writer *w, const struct rbt_series *s,
    struct rbt_segment_seal *seal, struct rbt_err *err)
{
	for (size_t at = 0; at < s->n; at += w->block.n) {
		w->block = slice(s, at, rbt_segment_block(s->n - at));
		write_block(w);
	}
	if (rbt_segment_writer_end(w, seal, err) != 0)
		return -1;
	return fsync(w->fd) == 0 ? 0 : rbt_err_sys(err, "writing %s", w->name);
}

int
rbt_segment_write(const char *path, const struct rbt_series *s,
    struct rbt_segment_seal *seal, struct rbt_err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666), rc;
	struct rbt_segment_writer *w;

	if (fd < 0)
		return rbt_err_sys(err, "%s", path);
	w = writer_new(fd, s, path, s->n <= RBT_SEGMENT_BLOCK);
	rc = write_series(w, s, seal, err);
	rbt_segment_writer_free(w);
	if (close(fd) != 0 && rc == 0)
		rc = rbt_err_sys(err, "writing %s", path);
	return rc;
}
