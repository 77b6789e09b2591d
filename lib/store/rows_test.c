/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows that go through a file give the bytes that the same bars give from
 * memory, whatever the number of blocks and wherever their volumes change.
 */
#include "store/rows.h"

#include <sys/resource.h>

#include "core/os.h"
#include "harness/bundle.h"
#include "harness/t.h"

#define BLOCK RBT_SEGMENT_BLOCK
#define NEVER ((size_t)-1)

/* n bars; from bar `point` on volumes have two decimals, behind `none` bars
 * without one. */
struct plan {
	size_t n, none, point;
};

static const rbt_period minute = {60000000000};
static struct rbt_rows_home home;
static bool has_files;

static struct rbt_bar
make_bar(const struct plan *p, size_t i)
{
	int64_t px = 100000000 * (int64_t)(100 + i % 7);

	return (struct rbt_bar){
	    .time = {(int64_t)i * minute.ns},
	    .open = {px},
	    .high = {px + 9},
	    .low = {px - 9},
	    .close = {px + 1},
	    .volume = i < p->none ? 0 : (int64_t)(10 * i + 1),
	    .volume_digits = i < p->none    ? RBT_BAR_NO_VOLUME
			     : i < p->point ? 0
					    : 2,
	};
}

static int
add_all(struct rbt_rows *r, const struct plan *p)
{
	int rc = 0;

	for (size_t i = 0; i < p->n && rc == 0; i++) {
		struct rbt_bar bar = make_bar(p, i);

		rc = rbt_rows_room(r, &home, &bar, &t_err);
		if (rc == 0)
			rc = rbt_rows_add(r, &bar, &t_err);
	}
	return rc;
}

/* The seal of the bars written from memory. */
static void
seal_of(const struct plan *p, struct rbt_segment_seal *seal)
{
	struct rbt_series_builder b = {0};
	struct rbt_series s;
	char path[128];

	for (size_t i = 0; i < p->n; i++) {
		struct rbt_bar bar = make_bar(p, i);

		if (rbt_series_builder_add(&b, &bar, NULL) != 0)
			abort();
	}
	s = rbt_series_builder_view(&b, "X", minute);
	snprintf(path, sizeof path, "%s/memory", t_folder);
	T_INT(rbt_segment_write(path, &s, seal, &t_err), 0);
	rbt_series_builder_release(&b);
}

/* Collects and writes them; `files` says whether they go through a file. */
static void
test_plan(struct plan p, bool files)
{
	struct rbt_segment_seal want, got;
	struct rbt_rows r = {0};
	struct rbt_segment g;
	struct rbt_series s;
	char path[128];

	seal_of(&p, &want);
	T_INT(add_all(&r, &p), 0);
	T_INT(rbt_rows_end(&r, &home, &t_err), 0);
	T_OK((r.writer != NULL) == (files && has_files));
	s = rbt_rows_view(&r, "X", minute);
	T_INT(s.n, p.n);
	T_STR(s.symbol, "X");
	snprintf(path, sizeof path, "%s/rows", t_folder);
	unlink(path);
	T_INT(rbt_rows_write(&r, &s, path, &got, &t_err), 0);
	rbt_rows_release(&r);
	T_OK(memcmp(&got, &want, sizeof want) == 0);
	T_INT(rbt_segment_open(&g, path, &t_err), 0);
	T_OK(rbt_segment_damage(&g, &want, RBT_SEGMENT_ALL) == NULL);
	T_INT(g.series.n, p.n);
	rbt_segment_release(&g);
}

/* A bar that is refused leaves what was there, and the next may be good: the
 * first behind a full block, or one that has all rows taken back. */
static void
test_refused(size_t rows, int64_t volume)
{
	struct plan p = {rows, 0, NEVER};
	struct rbt_segment_seal want, got;
	struct rbt_bar bar = make_bar(&p, rows);
	struct rbt_rows r = {0};
	struct rbt_series s;
	char path[128];

	seal_of(&p, &want);
	T_INT(add_all(&r, &p), 0);
	/* With 8 decimals beside the volumes of the others, 10 i + 1. */
	bar.volume = volume;
	bar.volume_digits = volume == INT64_MAX ? 0 : 8;
	T_INT(rbt_rows_room(&r, &home, &bar, &t_err), 0);
	if (volume == INT64_MAX) {
		T_INT(rbt_rows_add(&r, &bar, &t_err), 0);
		bar.volume_digits = 8;
		bar.volume = 1;
		T_INT(rbt_rows_room(&r, &home, &bar, &t_err), 0);
		T_INT(rbt_rows_add(&r, &bar, &t_err), -1);
		T_STR(t_err.msg, "volume overflow");
		rbt_err_clear(&t_err);
		r.bars.n--;
	}
	T_INT(rbt_rows_end(&r, &home, &t_err), 0);
	s = rbt_rows_view(&r, "X", minute);
	snprintf(path, sizeof path, "%s/rows", t_folder);
	unlink(path);
	T_INT(rbt_rows_write(&r, &s, path, &got, &t_err), 0);
	T_OK(memcmp(&got, &want, sizeof want) == 0);
	rbt_rows_release(&r);
}

/* Where descriptors are few there are no files; a folder need not be there. */
static void
test_no_files(void)
{
	const struct plan p = {BLOCK + 1, 0, NEVER};
	struct rlimit was, none;
	struct rbt_rows r = {0};

	home.folder = "/tmp/not/there/yet";
	test_plan(p, true);
	home.folder = t_folder;
	if (getrlimit(RLIMIT_NOFILE, &was) != 0)
		abort();
	none = was;
	none.rlim_cur = 6; /* 0, 1, 2 and 3 */
	if (setrlimit(RLIMIT_NOFILE, &none) != 0)
		abort();
	T_INT(add_all(&r, &p), 0);
	T_INT(rbt_rows_end(&r, &home, &t_err), 0);
	T_OK(r.writer == NULL);
	T_INT(rbt_rows_view(&r, "X", minute).n, p.n);
	rbt_rows_release(&r);
	if (setrlimit(RLIMIT_NOFILE, &was) != 0)
		abort();
}

static void
remove_file(const char *name)
{
	char path[128];

	snprintf(path, sizeof path, "%s/%s", t_folder, name);
	unlink(path);
}

int
main(void)
{
	int fd;

	t_enter();
	home = (struct rbt_rows_home){t_folder, minute};
	fd = rbt_os_open_unnamed(t_folder);
	has_files = fd >= 0;
	if (!has_files)
		T_SKIP("no files without a name here");
	close(fd);
	test_plan((struct plan){1, 0, NEVER}, false);
	test_plan((struct plan){BLOCK, 0, NEVER}, false);
	test_plan((struct plan){BLOCK + 1, 0, NEVER}, true);
	test_plan((struct plan){2 * BLOCK, 0, 0}, true);
	test_plan((struct plan){3 * BLOCK + 7, 0, 5}, true);
	test_plan((struct plan){2 * BLOCK + 7, NEVER, NEVER}, true);
	test_plan((struct plan){2 * BLOCK + 7, 9, NEVER}, true);
	/* What the blocks before do not hold. */
	test_plan((struct plan){BLOCK + 7, BLOCK + 3, NEVER}, false);
	test_plan((struct plan){3 * BLOCK + 7, 2 * BLOCK, NEVER}, false);
	test_plan((struct plan){3 * BLOCK + 7, 0, BLOCK + 1}, false);
	test_plan((struct plan){2 * BLOCK, 0, 2 * BLOCK - 1}, false);
	test_refused(2 * BLOCK, 1);
	test_refused(BLOCK, 1);
	test_refused(2 * BLOCK, INT64_MAX);
	test_refused(2 * BLOCK + 5, INT64_MAX);
	test_no_files();
	remove_file("memory");
	remove_file("rows");
	t_leave();
	T_DONE(168);
}
