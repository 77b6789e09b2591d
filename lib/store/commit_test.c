/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is there after a process died in the middle of an ingest, and after two
 * of them at once.
 */
#include "store/commit.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "harness/bundle.h"
#include "harness/t.h"
#include "store/bundle.h"

#define KILLS   30
#define SYMBOLS 12
#define DAYS    300

static struct rbt_buf first, second;

/* Bars of symbols S00..; `from` to `to` are days of 2010. */
static void
make(struct rbt_buf *b, int from, int to)
{
	char date[RBT_TS_MAX];

	for (int s = 0; s < SYMBOLS; s++) {
		for (int d = from; d < to; d++) {
			rbt_ts t = rbt_ts_from_day(14610 + d);

			(void)rbt_ts_format_date(t, date);
			rbt_buf_printf(b,
			    "{\"type\":\"bar\",\"symbol\":\"S%02d\",\"time\":"
			    "\"%s\",\"period\":\"1d\",\"open\":%d,\"high\":%d,"
			    "\"low\":%d,\"close\":%d,\"volume\":%d}\n",
			    s, date, d + 1, d + 2, d + 1, d + 2, 100 * s);
		}
	}
}

/* Content hash of the bundle, every byte of which is checked; "" if bad. */
static void
sha_of(char out[65])
{
	struct rbt_bundle *b = rbt_bundle_open(t_path, &t_err);

	out[0] = '\0';
	if (b == NULL)
		return;
	memcpy(out, rbt_bundle_info(b)->sha256, 65);
	for (size_t i = 0; i < rbt_bundle_n(b); i++) {
		if (rbt_bundle_check(b, i, RBT_SEGMENT_ALL, &t_err) != 0)
			out[0] = '\0';
	}
	rbt_bundle_free(b);
}

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static pid_t
start(const char *text)
{
	pid_t child = fork();

	if (child == 0)
		_exit(t_ingest(text) == 0 ? 0 : 1);
	return child;
}

/* The files of the folder that are neither manifest, lock nor in use. */
static int
leftovers(void)
{
	struct rbt_buf files = {0};
	int lines = 0;

	t_snapshot(&files);
	for (const char *p = rbt_buf_str(&files); (p = strchr(p, '\n')); p++)
		lines++;
	rbt_buf_release(&files);
	/* lock, manifest, the one before, and two versions of each symbol */
	return lines - 3 - 2 * SYMBOLS;
}

static void
test_killed(void)
{
	char old[65], new[65], got[65];
	int neither = 0, broken = 0, dirty = 0, hits = 0;
	double span;

	T_INT(t_ingest(first.data), 0);
	sha_of(old);
	span = seconds();
	T_INT(t_ingest(second.data), 0);
	span = seconds() - span;
	sha_of(new);
	T_OK(old[0] != '\0' && new[0] != '\0' && strcmp(old, new) != 0);
	for (int i = 0; i < KILLS; i++) {
		double wait = span * (i + 0.5) / KILLS;
		struct timespec t = {(time_t)wait,
		    (long)(1e9 * wait) % 1000000000};
		int status;
		pid_t child;

		t_remove(t_path);
		broken += t_ingest(first.data) != 0;
		child = start(second.data);
		nanosleep(&t, NULL);
		kill(child, SIGKILL);
		waitpid(child, &status, 0);
		hits += WIFSIGNALED(status);
		sha_of(got);
		neither += strcmp(got, old) != 0 && strcmp(got, new) != 0;
		broken += t_ingest(second.data) != 0;
		sha_of(got);
		broken += strcmp(got, new) != 0;
		dirty += leftovers() != 0;
	}
	T_OK(hits > 0);
	T_INT(neither, 0);
	T_INT(broken, 0);
	T_INT(dirty, 0);
}

static void
test_two_at_once(void)
{
	struct rbt_bundle *b;
	pid_t one, two;
	int a, c;

	t_remove(t_path);
	one = start(T_BAR("A", "2024-01-02", "1"));
	two = start(T_BAR("B", "2024-01-02", "1"));
	waitpid(one, &a, 0);
	waitpid(two, &c, 0);
	T_INT(a, 0);
	T_INT(c, 0);
	b = rbt_bundle_open(t_path, &t_err);
	T_INT(rbt_bundle_n(b), 2);
	T_INT(rbt_bundle_info(b)->version, 2);
	rbt_bundle_free(b);
}

/* A damaged segment is not merged into a new version that looks right. */
static void
test_damaged(void)
{
	struct rbt_buf bytes = {0};

	t_remove(t_path);
	T_INT(t_ingest(T_BAR("A", "2024-01-02", "1")), 0);
	t_read("000001.seg", &bytes);
	bytes.data[bytes.len - 25] ^= 1;
	t_write("000001.seg", bytes.data, bytes.len);
	T_INT(t_ingest(T_BAR("A", "2024-01-03", "1")), -1);
	T_OK(strstr(t_err.msg, "000001.seg: damaged: column volume is not what "
			       "was ingested for A") != NULL);
	T_INT(t_ingest(T_BAR("B", "2024-01-03", "1")), 0);
	rbt_buf_release(&bytes);
}

int
main(void)
{
	t_enter();
	make(&first, 0, DAYS);
	make(&second, DAYS / 2, DAYS + 50);
	test_killed();
	test_two_at_once();
	test_damaged();
	rbt_buf_release(&first);
	rbt_buf_release(&second);
	t_leave();
	T_DONE(15);
}
