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

/* Where block b begins; all before it are whole. */
static uint64_t
block_at(const struct rbt_segment_trailer *t, uint64_t b)
{
	if (b == 0)
		return sizeof(struct rbt_segment_header);
	return RBT_SEGMENT_ALIGN + b * t->columns * 8 * RBT_SEGMENT_BLOCK;
}

/* Where column i of block b is, or is to be, and so, for a column behind the
 * last, where the block ends. */
static uint64_t
part_at(const struct rbt_segment_trailer *t, uint64_t b, unsigned i)
{
	uint64_t rows = rbt_segment_block(t->rows - b * RBT_SEGMENT_BLOCK);
	uint64_t at = block_at(t, b);

	for (unsigned k = 0; k < i; k++)
		at = rbt_segment_place(at, t->rows <= RBT_SEGMENT_BLOCK, k) +
		     8 * rows;
	if (i == t->columns)
		return at;
	return rbt_segment_place(at, t->rows <= RBT_SEGMENT_BLOCK, i);
}

static uint64_t
last_block(const struct rbt_segment_trailer *t)
{
	return (t->rows - 1) / RBT_SEGMENT_BLOCK;
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

/* Puts the parts of each column one behind the other. */
static int
join(struct rbt_segment *g, int fd, const struct rbt_segment_trailer *t,
    const char *name, struct rbt_err *err)
{
	const size_t whole = 8 * RBT_SEGMENT_BLOCK;

	if (rbt_map_reserve(&g->map, fd, t->columns * stride(t), name, err) !=
	    0)
		return -1;
	for (uint64_t b = 0; b <= last_block(t); b++) {
		size_t rows =
		    rbt_segment_block(t->rows - b * RBT_SEGMENT_BLOCK);

		for (unsigned i = 0; i < t->columns; i++) {
			if (rbt_map_place(&g->map, i * stride(t) + b * whole,
				fd, part_at(t, b, i), 8 * rows, name, err) == 0)
				continue;
			rbt_map_release(&g->map);
			return -1;
		}
	}
	return 0;
}

/* The file in one piece, or its columns if they are in several. */
static int
map_columns(struct rbt_segment *g, int fd, const struct rbt_segment_trailer *t,
    uint64_t size, const char *name, struct rbt_err *err)
{
	if (part_at(t, last_block(t), t->columns) + sizeof *t != size)
		return rbt_err_set(err, RBT_E_DATA,
		    "%s: damaged or truncated: its size", name);
	if (t->rows <= RBT_SEGMENT_BLOCK)
		return rbt_map_fd(&g->map, fd, (size_t)size, name, err);
	return join(g, fd, t, name, err);
}

/* Column i of what was mapped. */
static const int64_t *
mapped(const struct rbt_segment *g, const struct rbt_segment_trailer *t,
    unsigned i)
{
	if (i >= t->columns)
		return NULL;
	if (t->rows > RBT_SEGMENT_BLOCK)
		return (const void *)(g->map.data + i * stride(t));
	return (const void *)(g->map.data + part_at(t, 0, i));
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
