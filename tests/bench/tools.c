/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tools as a shell runs them: CSV files into bundles, a year of minutes to
 * its result, start-up, and the opening of a large bundle.  A bare loop reads
 * the same CSV file into columns and checks nothing.
 */
#include <fcntl.h>
#include <glob.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/io.h"
#include "store/bundle.h"

#include "bench/bench.h"
#include "bench/shell.h"

#define MANY    4000000
#define A_YEAR  (365 * 1440)
#define STARTS  200
#define SYMBOLS 500

/* n minutes of bars as a CSV file. */
static void
write_csv(const char *path, size_t n)
{
	struct columns c = make_columns(n, MINUTE_NS);
	FILE *f = fopen(path, "w");

	if (f == NULL) {
		perror(path);
		exit(1);
	}
	fputs("time,open,high,low,close,volume\n", f);
	for (size_t i = 0; i < n; i++) {
		const int64_t px[] = {c.open[i], c.high[i], c.low[i],
		    c.close[i]};
		char when[RBT_TS_MAX];

		(void)rbt_ts_format((rbt_ts){c.time[i]}, when);
		fputs(when, f);
		for (size_t k = 0; k < 4; k++)
			fprintf(f, ",%lld.%02lld",
			    (long long)(px[k] / RBT_DEC_ONE),
			    (long long)(px[k] % RBT_DEC_ONE / CENT));
		fprintf(f, ",%zu\n", i * 7919 % 100000);
	}
	/* On the disk, which otherwise is busy with it for a while. */
	if (fflush(f) != 0 || fsync(fileno(f)) != 0 || fclose(f) != 0) {
		perror(path);
		exit(1);
	}
	free(c.time);
	free(c.open);
	free(c.high);
	free(c.low);
	free(c.close);
}

static const char *
get_digits(const char *p, int64_t *v)
{
	for (; *p >= '0' && *p <= '9'; p++)
		*v = *v * 10 + (*p - '0');
	return p;
}

/* A bare loop over such a file, into columns. */
static double
bare_csv(const char *path, size_t n)
{
	int64_t *column = rbt_xcalloc(6 * n, sizeof *column);
	struct rbt_buf text = {0};
	const char *p, *end;
	double t;
	size_t i;

	if (rbt_io_read_file(path, SIZE_MAX, &text, NULL) != 0)
		exit(1);
	memset(column, 1, 6 * n * sizeof *column);
	t = now();
	p = strchr(text.data, '\n') + 1;
	end = text.data + text.len;
	for (i = 0; i < n && p < end; i++) {
		int64_t *row = column + 6 * i, part[6] = {0};

		for (size_t k = 0; k < 6; k++)
			p = get_digits(p, &part[k]) + 1;
		row[0] = rbt_day_from_civil((int)part[0], (int)part[1],
			     (int)part[2]) *
			     86400 +
			 part[3] * 3600 + part[4] * 60 + part[5];
		p++; /* the Z is behind us, the comma not */
		for (size_t k = 1; k < 5; k++) {
			int64_t v = 0;

			p = get_digits(p, &v) + 1;
			p = get_digits(p, &v) + 1;
			row[k] = v * CENT;
		}
		row[5] = 0;
		p = get_digits(p, &row[5]) + 1;
	}
	t = now() - t;
	if (i != n)
		exit(1);
	rbt_buf_release(&text);
	free(column);
	return t;
}

static void
time_pipeline(const char *bin, const char *dir, double memory)
{
	double bare = 1e9, whole = 1e9;
	struct rbt_map map;
	char path[1024];
	size_t bytes;

	snprintf(path, sizeof path, "%s/many.csv", dir);
	write_csv(path, MANY);
	if (rbt_map_open(&map, path, NULL) != 0)
		exit(1);
	bytes = map.size;
	rbt_map_release(&map);
	for (int i = 0; i < ROUNDS; i++) {
		shell("rm -rf '%s/many'", dir);
		keep_least(&bare, bare_csv(path, MANY));
		keep_least(&whole,
		    shell("'%s/rbt-fetch' csv --symbol BENCH --period 1m '%s' "
			  "| '%s/rbt-bundle' ingest '%s/many' --calendar 24/7 "
			  "2>'%s/log'",
			bin, path, bin, dir, dir));
	}
	printf("CSV file to bundle through the pipe, %d million rows\n",
	    MANY / 1000000);
	printf("  bare loop %6.2f million rows/s\n", MANY / bare / 1e6);
	printf("  rbt       %6.2f million rows/s   %.3f of the bare loop, "
	       "%.4f of the memory's %.1f GB/s\n",
	    MANY / whole / 1e6, bare / whole, (double)bytes / whole / memory,
	    memory / 1e9);
	unlink(path);
	shell("rm -rf '%s/many'", dir);
}

static void
time_year(const char *bin, const char *dir, const char *rule)
{
	double whole = 1e9, backtest = 0;
	char path[1024];

	snprintf(path, sizeof path, "%s/year.csv", dir);
	write_csv(path, A_YEAR);
	for (int i = 0; i < ROUNDS; i++) {
		double t;

		shell("rm -rf '%s/year'", dir);
		t = shell("'%s/rbt-fetch' csv --symbol BENCH --period 1m '%s' "
			  "| '%s/rbt-bundle' ingest '%s/year' --calendar 24/7 "
			  "2>'%s/log'",
		    bin, path, bin, dir, dir);
		backtest = shell("'%s/rbt-backtest' --strategy '%s' --bundle "
				 "'%s/year' --format table >'%s/log' 2>&1",
		    bin, rule, dir, dir);
		keep_least(&whole, t + backtest);
	}
	printf("one year of one-minute bars, CSV file to printed result, %d "
	       "rows\n",
	    A_YEAR);
	printf("  %.3f s; the backtest alone %.3f s\n", whole, backtest);
	printf("  peak memory of the largest process %.1f MiB\n",
	    (double)peak_kib / 1024);
}

static void
time_starts(const char *bin)
{
	static char option[] = "--version";
	posix_spawn_file_actions_t to;
	char pattern[1024];
	glob_t tools;

	snprintf(pattern, sizeof pattern, "%s/rbt*", bin);
	if (glob(pattern, 0, NULL, &tools) != 0)
		exit(1);
	posix_spawn_file_actions_init(&to);
	posix_spawn_file_actions_addopen(&to, 1, "/dev/null", O_WRONLY, 0);
	printf("--version, best and mean of %d starts\n", STARTS);
	for (size_t i = 0; i < tools.gl_pathc; i++) {
		char *path = tools.gl_pathv[i];
		char *argv[] = {path, option, NULL};
		double best = 1e9, sum = 0, t;
		pid_t pid;

		for (int k = 0; k < STARTS; k++) {
			t = now();
			if (posix_spawn(&pid, path, &to, NULL, argv, environ) ||
			    waitpid(pid, NULL, 0) != pid)
				exit(1);
			t = now() - t;
			sum += t;
			keep_least(&best, t);
		}
		printf("  %-14s %.2f ms, %.2f ms\n", strrchr(path, '/') + 1,
		    1e3 * best, 1e3 * sum / STARTS);
	}
	globfree(&tools);
	posix_spawn_file_actions_destroy(&to);
}

static void
time_open(const char *bin, const char *dir)
{
	double best = 1e9, t;
	char path[1024];

	snprintf(path, sizeof path, "%s/wide", dir);
	shell("'%s/rbt-fetch' synth --symbols %d --start 2019-01-01 --end "
	      "2023-12-31 | '%s/rbt-bundle' ingest '%s' 2>'%s/log'",
	    bin, SYMBOLS, bin, path, dir);
	for (int i = 0; i < ROUNDS; i++) {
		struct rbt_err err = {0};
		struct rbt_bundle *b;

		t = now();
		b = rbt_bundle_open(path, &err);
		t = now() - t;
		if (b == NULL || rbt_bundle_n(b) != SYMBOLS) {
			fprintf(stderr, "tools: %s\n", err.msg);
			exit(1);
		}
		rbt_bundle_free(b);
		keep_least(&best, t);
	}
	printf("a bundle of %d symbols opened\n  %.1f ms\n", SYMBOLS,
	    1e3 * best);
}

/* usage: tools FOLDER-OF-TOOLS SCRATCH-FOLDER STRATEGY-FILE */
int
main(int argc, char **argv)
{
	if (argc != 4)
		return 2;
	setbuf(stdout, NULL); /* in order with what the tools might say */
	time_year(argv[1], argv[2], argv[3]); /* first: see peak_kib */
	time_pipeline(argv[1], argv[2], memory_bandwidth());
	time_open(argv[1], argv[2]);
	time_starts(argv[1]);
	return 0;
}
