/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/rows.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/mem.h"
#include "core/os.h"

/* Of the descriptors that the process may have, half are left for others; and
 * nobody needs more files than this to keep the disk busy. */
#define FILES 256

/* Whether there are too many descriptors for one more file. */
static bool
is_too_high(int fd)
{
	struct rlimit limit;

	return fd >= FILES || (getrlimit(RLIMIT_NOFILE, &limit) == 0 &&
				  (rlim_t)fd >= limit.rlim_cur / 2);
}

/* A file without a name in the folder, or where the folder will be made. */
static int
open_file(const char *folder)
{
	char *path = rbt_xstrdup(folder), *slash;
	int fd = rbt_os_open_unnamed(path);

	while (fd < 0 && access(path, F_OK) != 0 &&
	       (slash = strrchr(path, '/')) != NULL) {
		slash[slash == path] = '\0';
		fd = rbt_os_open_unnamed(path);
	}
	if (fd < 0 && access(path, F_OK) != 0)
		fd = rbt_os_open_unnamed(".");
	free(path);
	if (fd < 0 || !is_too_high(fd))
		return fd;
	close(fd);
	return -1;
}

/* Whether the volumes in memory can go to the file as it was begun; they never
 * have more decimals, see rbt_rows_make_room. */
static bool
fits(const struct rbt_rows *r)
{
	const struct rbt_series_builder *b = &r->bars, *first = &r->spare;

	return b->has_volume == first->has_volume;
}

static void
close_file(struct rbt_rows *r)
{
	rbt_segment_writer_free(r->writer);
	rbt_segment_release(&r->segment);
	if (r->writer != NULL)
		close(r->fd);
	r->writer = NULL;
	r->n_file = 0;
}

static int
add_series(struct rbt_series_builder *to, const struct rbt_series *s,
    struct rbt_err *err)
{
	for (size_t i = 0; i < s->n; i++) {
		struct rbt_bar bar = rbt_series_bar(s, i);

		if (rbt_series_builder_add(to, &bar, err) != 0)
			return -1;
	}
	return 0;
}

/* The rows that went to the file: the only block is still in memory, and would
 * be no segment of several. */
static int
reread(struct rbt_rows *r, const struct rbt_rows_home *home,
    struct rbt_series_builder *to, struct rbt_err *err)
{
	struct rbt_series only;

	if (rbt_segment_writer_end(r->writer, &r->seal, err) != 0)
		return -1;
	if (r->n_file == RBT_SEGMENT_BLOCK) {
		only = rbt_series_builder_view(&r->spare, NULL, home->period);
		return add_series(to, &only, err);
	}
	if (rbt_segment_open_fd(&r->segment, r->fd, home->folder, err) != 0)
		return -1;
	return add_series(to, &r->segment.series, err);
}

/* Takes all rows back into memory, because the file cannot become their
 * segment.  They get no other file, for they are more than a block. */
static int
recall(struct rbt_rows *r, const struct rbt_rows_home *home,
    struct rbt_err *err)
{
	struct rbt_series late =
	    rbt_series_builder_view(&r->bars, NULL, home->period);
	struct rbt_series_builder all = {0};

	if (reread(r, home, &all, err) != 0 ||
	    add_series(&all, &late, err) != 0) {
		rbt_series_builder_release(&all);
		return -1;
	}
	close_file(r);
	rbt_series_builder_release(&r->bars);
	rbt_series_builder_release(&r->spare);
	r->bars = all;
	return 0;
}

static int
put(struct rbt_rows *r, const struct rbt_rows_home *home, struct rbt_err *err)
{
	struct rbt_series_builder full = r->bars;
	struct rbt_series block =
	    rbt_series_builder_view(&full, NULL, home->period);

	if (rbt_segment_writer_put(r->writer, &block, err) != 0)
		return -1;
	r->n_file += full.n;
	r->bars = r->spare;
	r->bars.n = 0;
	r->bars.has_volume = full.has_volume;
	r->bars.volume_digits = full.volume_digits;
	r->spare = full;
	return 0;
}

/* The first block of a file, if there can be one. */
static int
begin_file(struct rbt_rows *r, const struct rbt_rows_home *home,
    struct rbt_err *err)
{
	struct rbt_series first =
	    rbt_series_builder_view(&r->bars, NULL, home->period);
	int fd = open_file(home->folder);

	if (fd < 0)
		return 0;
	r->fd = fd;
	r->writer = rbt_segment_writer_new(fd, &first, home->folder);
	return put(r, home, err);
}

int
rbt_rows_make_room(struct rbt_rows *r, const struct rbt_rows_home *home,
    const struct rbt_bar *bar, struct rbt_err *err)
{
	/* At once, so that a volume that then overflows is this one. */
	if (r->writer != NULL && bar->volume_digits > r->bars.volume_digits)
		return recall(r, home, err);
	if (r->bars.n != RBT_SEGMENT_BLOCK)
		return 0;
	if (r->writer == NULL)
		return begin_file(r, home, err);
	return fits(r) ? put(r, home, err) : recall(r, home, err);
}

int
rbt_rows_end(struct rbt_rows *r, const struct rbt_rows_home *home,
    struct rbt_err *err)
{
	if (r->writer != NULL && (r->bars.n == 0 || !fits(r)) &&
	    recall(r, home, err) != 0)
		return -1;
	if (r->writer != NULL) {
		if (put(r, home, err) != 0 ||
		    rbt_segment_writer_end(r->writer, &r->seal, err) != 0 ||
		    rbt_segment_open_fd(&r->segment, r->fd, home->folder,
			err) != 0)
			return -1;
		rbt_series_builder_release(&r->bars);
		rbt_series_builder_release(&r->spare);
	}
	return 0;
}

struct rbt_series
rbt_rows_view(const struct rbt_rows *r, const char *symbol, rbt_period period)
{
	struct rbt_series s = r->segment.series;

	if (r->writer == NULL)
		return rbt_series_builder_view(&r->bars, symbol, period);
	s.symbol = symbol;
	return s;
}

int
rbt_rows_write(struct rbt_rows *r, const struct rbt_series *view,
    const char *path, struct rbt_segment_seal *seal, struct rbt_err *err)
{
	/* A file system that will not name the file has it copied. */
	if (r->writer == NULL || rbt_os_name_file(r->fd, path) != 0)
		return rbt_segment_write(path, view, seal, err);
	*seal = r->seal;
	if (fsync(r->fd) != 0)
		return rbt_err_sys(err, "writing %s", path);
	return 0;
}

void
rbt_rows_release(struct rbt_rows *r)
{
	close_file(r);
	rbt_series_builder_release(&r->bars);
	rbt_series_builder_release(&r->spare);
	*r = (struct rbt_rows){0};
}
