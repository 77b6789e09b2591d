/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/segment.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "store/checksum.h"
#include "store/segment_layout.h"

const int64_t *
rbt_segment_column(const struct rbt_series *s, unsigned i)
{
	const int64_t *column[RBT_SEGMENT_COLUMNS] = {s->time, s->open, s->high,
	    s->low, s->close, s->volume};

	return column[i];
}

/* Bytes from the start of a mapped column to that of the next. */
static size_t
stride(const struct rbt_segment_trailer *t)
{
	size_t unit = RBT_SEGMENT_ALIGN;

	return (8 * (size_t)t->rows + unit - 1) / unit * unit;
}

/* Finds the end of the last column; into a map that is not NULL it puts the
 * parts of each column one behind the other. */
static int
walk(const struct rbt_segment_trailer *t, struct rbt_map *m, int fd,
    const char *name, uint64_t *end, struct rbt_err *err)
{
	uint64_t at = sizeof(struct rbt_segment_header);
	uint64_t rows;

	for (uint64_t done = 0; done < t->rows; done += rows) {
		rows = rbt_segment_block(t->rows - done);
		for (unsigned i = 0; i < t->columns; i++) {
			at = rbt_segment_place(at, t->rows == rows, i);
			if (m != NULL &&
			    rbt_map_place(m, i * stride(t) + 8 * done, fd, at,
				8 * rows, name, err) != 0)
				return -1;
			at += 8 * rows;
		}
	}
	*end = at;
	return 0;
}

/* NULL if the two can be those of a file of this size, else what is wrong. */
static const char *
judge(const struct rbt_segment_header *h, const struct rbt_segment_trailer *t,
    uint64_t size)
{
	if (memcmp(h->magic, RBT_SEGMENT_MAGIC, sizeof h->magic) != 0)
		return "is no segment";
	if (h->format != RBT_SEGMENT_FORMAT)
		return "has a format that this version does not know";
	for (size_t i = 0; i < sizeof h->zeros; i++) {
		if (h->zeros[i] != 0)
			return "damaged: its header";
	}
	if (t->columns != RBT_SEGMENT_COLUMNS &&
	    t->columns != RBT_SEGMENT_COLUMNS - 1)
		return "damaged or truncated: number of columns";
	if (t->rows == 0 || t->rows > size / 8 / t->columns)
		return "damaged or truncated: number of rows";
	if (t->period_ns <= 0 || t->volume_digits > RBT_DEC_DIGITS)
		return "damaged or truncated: period or volume digits";
	return NULL;
}

/* Reads n bytes; a file that has become shorter gives zeros. */
static int
read_at(int fd, uint64_t at, void *p, size_t n, const char *name,
    struct rbt_err *err)
{
	ssize_t done;

	memset(p, 0, n);
	do
		done = pread(fd, p, n, (off_t)at);
	while (done < 0 && errno == EINTR);
	return done < 0 ? rbt_err_sys(err, "%s", name) : 0;
}

/* The file in one piece, or its columns if they are in several. */
static int
map_columns(struct rbt_segment *g, int fd, const struct rbt_segment_trailer *t,
    uint64_t size, const char *name, struct rbt_err *err)
{
	uint64_t end = 0;

	(void)walk(t, NULL, -1, name, &end, NULL);
	if (end + sizeof *t != size)
		return rbt_err_set(err, RBT_E_DATA,
		    "%s: damaged or truncated: its size", name);
	if (t->rows <= RBT_SEGMENT_BLOCK)
		return rbt_map_fd(&g->map, fd, (size_t)size, name, err);
	if (rbt_map_reserve(&g->map, fd, t->columns * stride(t), name, err) !=
	    0)
		return -1;
	if (walk(t, &g->map, fd, name, &end, err) == 0)
		return 0;
	rbt_map_release(&g->map);
	return -1;
}

/* Column i of what was mapped. */
static const int64_t *
mapped(const struct rbt_segment *g, const struct rbt_segment_trailer *t,
    unsigned i)
{
	uint64_t at = sizeof(struct rbt_segment_header);

	if (i >= t->columns)
		return NULL;
	if (t->rows > RBT_SEGMENT_BLOCK)
		return (const void *)(g->map.data + i * stride(t));
	for (unsigned k = 0; k <= i; k++)
		at = rbt_segment_place(k > 0 ? at + 8 * t->rows : at, true, k);
	return (const void *)(g->map.data + at);
}

static int
open_sized(struct rbt_segment *g, int fd, uint64_t size, const char *name,
    struct rbt_err *err)
{
	struct rbt_segment_header h;
	struct rbt_segment_trailer t;
	const char *wrong = "truncated: no header and trailer";

	if (size >= sizeof h + sizeof t) {
		if (read_at(fd, 0, &h, sizeof h, name, err) != 0 ||
		    read_at(fd, size - sizeof t, &t, sizeof t, name, err) != 0)
			return -1;
		wrong = judge(&h, &t, size);
	}
	if (wrong != NULL)
		return rbt_err_set(err, RBT_E_DATA, "%s: %s", name, wrong);
	if (map_columns(g, fd, &t, size, name, err) != 0)
		return -1;
	g->series = (struct rbt_series){
	    .period = {t.period_ns},
	    .n = (size_t)t.rows,
	    .time = mapped(g, &t, RBT_SEGMENT_TIME),
	    .open = mapped(g, &t, RBT_SEGMENT_OPEN),
	    .high = mapped(g, &t, RBT_SEGMENT_HIGH),
	    .low = mapped(g, &t, RBT_SEGMENT_LOW),
	    .close = mapped(g, &t, RBT_SEGMENT_CLOSE),
	    .volume = mapped(g, &t, RBT_SEGMENT_VOLUME),
	    .volume_digits = (int)t.volume_digits,
	};
	return 0;
}

int
rbt_segment_open_fd(struct rbt_segment *g, int fd, const char *name,
    struct rbt_err *err)
{
	uint64_t size;

	*g = (struct rbt_segment){0};
	if (rbt_io_size(fd, name, &size, err) != 0)
		return -1;
	return open_sized(g, fd, size, name, err);
}

int
rbt_segment_open(struct rbt_segment *g, const char *path, struct rbt_err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), rc;

	if (fd < 0)
		return rbt_err_sys(err, "%s", path);
	rc = rbt_segment_open_fd(g, fd, path, err);
	close(fd);
	return rc;
}

const char *
rbt_segment_damage(const struct rbt_segment *g,
    const struct rbt_segment_seal *seal, unsigned columns)
{
	static const char *const name[RBT_SEGMENT_COLUMNS] = {"time", "open",
	    "high", "low", "close", "volume"};

	for (unsigned i = 0; i < RBT_SEGMENT_COLUMNS; i++) {
		const int64_t *column = rbt_segment_column(&g->series, i);

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
