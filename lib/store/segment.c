/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/segment.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/os.h"
#include "core/work.h"
#include "store/checksum.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
    "segments are little-endian and used in place");

#define FORMAT  1
#define COLUMNS RBT_SEGMENT_COLUMNS
#define LINE    64u   /* alignment of a column */
#define PAGE    4096u /* columns must not start at one offset in a page */
#define STAGGER 576u  /* ... so each starts this much behind the one before */
#define BLOCK   (2u << 20) /* of a large page */
#define LARGE   (1u << 19) /* bytes that are worth two threads */

static const char magic[8] = "\x89RBTSEG\n";

struct header {
	char magic[8];
	uint32_t format;
	uint32_t columns; /* 6, or 5 without volume */
	uint64_t rows;
	int64_t period_ns;
	uint32_t volume_digits;
	uint32_t zero;
	uint64_t offset[COLUMNS]; /* time open high low close volume */
	uint8_t zeros[40];
};
_Static_assert(sizeof(struct header) == 128, "the header has no padding");

/* Where column i goes that may start at `end`: see STAGGER. */
static uint64_t
place(uint64_t end, unsigned i)
{
	uint64_t want = (sizeof(struct header) + i * STAGGER) % PAGE;
	uint64_t at = end / PAGE * PAGE + want;

	return at < end ? at + PAGE : at;
}

static struct header
make_header(const struct rbt_series *s)
{
	struct header h = {
	    .format = FORMAT,
	    .columns = s->volume == NULL ? COLUMNS - 1 : COLUMNS,
	    .rows = s->n,
	    .period_ns = s->period.ns,
	    .volume_digits = s->volume == NULL ? 0 : (uint32_t)s->volume_digits,
	};
	uint64_t end = sizeof h;

	memcpy(h.magic, magic, sizeof magic);
	for (unsigned i = 0; i < h.columns; i++) {
		h.offset[i] = place(end, i);
		end = h.offset[i] + 8 * h.rows;
	}
	return h;
}

static const int64_t *
column_at(const struct rbt_series *s, unsigned i)
{
	const int64_t *column[COLUMNS] = {s->time, s->open, s->high, s->low,
	    s->close, s->volume};

	return column[i];
}

/* A file that is being written, and what its seal is made of. */
struct sink {
	int fd;
	size_t at;               /* bytes so far */
	struct rbt_hash hash;    /* of the file */
	struct rbt_checksum sum; /* of the column */
	const char *p;           /* n bytes that are being put */
	size_t n;
	int sys; /* errno of a failed write */
};

static int
write_all(struct sink *s, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t done = write(s->fd, p, n);

		if (done < 0 && errno != EINTR) {
			s->sys = errno;
			return -1;
		}
		if (done > 0) {
			p += done;
			n -= (size_t)done;
		}
	}
	return 0;
}

/* Sums and writes in blocks that the cache holds, so memory is read once; they
 * are whole large pages of the file, so it lies in such.  The disk begins with
 * each at once, or all would be left to fsync. */
static int
write_blocks(struct sink *s)
{
	const char *p = s->p;
	size_t n = s->n;

	for (size_t now; n > 0; p += now, n -= now) {
		now = BLOCK - s->at % BLOCK;
		now = n < now ? n : now;
		rbt_checksum_update(&s->sum, p, now);
		if (write_all(s, p, now) != 0)
			return -1;
		rbt_os_write_back(s->fd, s->at, now);
		s->at += now;
	}
	return 0;
}

/* The two tasks of putting bytes, which have nothing to do with each other. */
static int
put_task(void *self, size_t i, struct rbt_buf *out, struct rbt_err *err)
{
	struct sink *s = self;

	(void)out;
	if (i == 0)
		return write_blocks(s) == 0 ? 0 : rbt_err_sys(err, "writing");
	rbt_hash_update(&s->hash, s->p, s->n);
	return 0;
}

static int
put_nothing(void *self, size_t i, struct rbt_buf *out, struct rbt_err *err)
{
	(void)self, (void)i, (void)out, (void)err;
	return 0;
}

static int
put(struct sink *s, const void *bytes, size_t n)
{
	struct rbt_work work = {s, put_task, put_nothing};

	s->p = bytes;
	s->n = n;
	return rbt_work_do(&work, 0, 2, n < LARGE ? 1 : 2, NULL);
}

static void
free_column(struct rbt_series_builder *b, unsigned i)
{
	int64_t **column[COLUMNS] = {&b->time, &b->open, &b->high, &b->low,
	    &b->close, &b->volume};

	free(*column[i]);
	*column[i] = NULL;
}

static int
put_all(struct sink *to, const struct rbt_series *s,
    struct rbt_series_builder *spent, struct rbt_segment_seal *seal)
{
	static const char zeros[PAGE];
	struct header h = make_header(s);
	uint64_t end = sizeof h;

	*seal = (struct rbt_segment_seal){{0}, {0}};
	rbt_hash_init(&to->hash);
	rbt_checksum_init(&to->sum);
	if (put(to, &h, sizeof h) != 0)
		return -1;
	for (unsigned i = 0; i < h.columns; i++) {
		if (put(to, zeros, (size_t)(h.offset[i] - end)) != 0)
			return -1;
		rbt_checksum_init(&to->sum);
		if (put(to, column_at(s, i), 8 * s->n) != 0)
			return -1;
		seal->column[i] = rbt_checksum_value(&to->sum);
		end = h.offset[i] + 8 * h.rows;
		if (spent != NULL)
			free_column(spent, i);
	}
	rbt_hash_final_hex(&to->hash, seal->sha256);
	if (fsync(to->fd) == 0)
		return 0;
	to->sys = errno;
	return -1;
}

int
rbt_segment_write(const char *path, const struct rbt_series *s,
    struct rbt_series_builder *spent, struct rbt_segment_seal *seal,
    struct rbt_err *err)
{
	struct sink to = {
	    .fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666),
	    .sys = EAGAIN, /* no thread, if no write fails */
	};

	if (to.fd < 0)
		return rbt_err_sys(err, "%s", path);
	if (put_all(&to, s, spent, seal) != 0) {
		errno = to.sys;
		rbt_err_sys(err, "writing %s", path);
		close(to.fd);
		return -1;
	}
	if (close(to.fd) != 0)
		return rbt_err_sys(err, "writing %s", path);
	return 0;
}

/* NULL if the header fits the size of the file, else what is wrong. */
static const char *
judge(const struct header *h, uint64_t size)
{
	uint64_t end = sizeof *h;

	if (memcmp(h->magic, magic, sizeof magic) != 0)
		return "is no segment";
	if (h->format != FORMAT)
		return "has a format that this version does not know";
	if (h->columns != COLUMNS && h->columns != COLUMNS - 1)
		return "damaged: number of columns";
	if (h->rows == 0 || h->rows > size / 8)
		return "damaged or truncated: number of rows";
	if (h->period_ns <= 0 || h->volume_digits > RBT_DEC_DIGITS)
		return "damaged: period or volume digits";
	for (unsigned i = 0; i < h->columns; i++) {
		if (h->offset[i] % LINE != 0 || h->offset[i] < end ||
		    h->offset[i] > size || size - h->offset[i] < 8 * h->rows)
			return "damaged or truncated: place of a column";
		end = h->offset[i] + 8 * h->rows;
	}
	return end == size ? NULL : "damaged: bytes behind the last column";
}

int
rbt_segment_open(struct rbt_segment *g, const char *path, struct rbt_err *err)
{
	struct header h;
	const int64_t *column[COLUMNS] = {NULL};
	const char *wrong = "truncated: no header";

	if (rbt_map_open(&g->map, path, err) != 0)
		return -1;
	if (g->map.size >= sizeof h) {
		memcpy(&h, g->map.data, sizeof h);
		wrong = judge(&h, g->map.size);
	}
	if (wrong != NULL) {
		rbt_map_release(&g->map);
		return rbt_err_set(err, RBT_E_DATA, "%s: %s", path, wrong);
	}
	for (unsigned i = 0; i < h.columns; i++)
		column[i] =
		    (const int64_t *)(const void *)(g->map.data + h.offset[i]);
	g->series = (struct rbt_series){
	    .period = {h.period_ns},
	    .n = (size_t)h.rows,
	    .time = column[0],
	    .open = column[1],
	    .high = column[2],
	    .low = column[3],
	    .close = column[4],
	    .volume = column[5],
	    .volume_digits = (int)h.volume_digits,
	};
	return 0;
}

const char *
rbt_segment_damage(const struct rbt_segment *g,
    const struct rbt_segment_seal *seal, unsigned columns)
{
	static const char *const name[COLUMNS] = {"time", "open", "high", "low",
	    "close", "volume"};

	for (unsigned i = 0; i < COLUMNS; i++) {
		const int64_t *column = column_at(&g->series, i);

		if ((columns >> i & 1) != 0 && column != NULL &&
		    rbt_checksum(column, 8 * g->series.n) != seal->column[i])
			return name[i];
	}
	return NULL;
}

void
rbt_segment_release(struct rbt_segment *g)
{
	rbt_map_release(&g->map);
}
