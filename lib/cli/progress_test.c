/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line goes to a pipe here in place of a terminal. */
#include "cli/progress.h"

#include <time.h>
#include <unistd.h>

#include "harness/source.h"
#include "harness/t.h"

static void
test_text(void)
{
	char out[RBT_PROGRESS_MAX];

	T_INT(rbt_progress_text(out, "us", 3000000, 2000000000), 34);
	T_STR(out, "us: 3000000 rows, 1500000 a second");
	rbt_progress_text(out, "us", 7, 0);
	T_STR(out, "us: 7 rows, 0 a second");
	rbt_progress_text(out, "a-name-that-is-too-long-for-the-line",
	    INT64_MAX, 1);
	T_OK(strncmp(out, "a-name-that-is-too-long-: 9223372036854775807 rows",
		 50) == 0);
}

/* 56 tasks of this start took 7 seconds; those of an earlier one none. */
static void
test_tasks_text(void)
{
	char out[RBT_PROGRESS_MAX];

	rbt_progress_tasks_text(out, "walk", 156, 100, 256, 7000000000);
	T_STR(out, "walk: 156 of 256 tasks, 7 s, 12 s to go");
	rbt_progress_tasks_text(out, "walk", 100, 100, 256, 7000000000);
	T_STR(out, "walk: 100 of 256 tasks, 7 s");
}

static void
pause_ms(long ms)
{
	struct timespec t = {.tv_nsec = ms * 1000000};

	nanosleep(&t, NULL);
}

/* No terminal, or nobody wants to see it. */
static void
test_silent(void)
{
	struct rbt_context ctx = {.err_is_tty = false};
	struct rbt_progress p;
	int64_t rows = 1;

	rbt_progress_begin(&p, &ctx, "x", &rows);
	T_INT(p.fd, -1);
	ctx = (struct rbt_context){.err_is_tty = true, .quiet = true};
	rbt_progress_begin(&p, &ctx, "x", &rows);
	T_INT(p.fd, -1);
	rbt_progress_tick(&p);
	rbt_progress_clear(&p);
	ctx.quiet = false;
	rbt_progress_begin(&p, &ctx, "x", &rows);
	T_INT(p.fd, STDERR_FILENO);
}

static void
test_tasks(void)
{
	struct rbt_context ctx = {.err_is_tty = true};
	struct rbt_progress p;
	int64_t done = 2;
	char got[256] = "";
	int fd[2];

	T_INT(pipe(fd), 0);
	rbt_progress_begin_tasks(&p, &ctx, "x", &done, 4);
	p.fd = fd[1];
	pause_ms(120);
	done = 3;
	rbt_progress_tick(&p);
	close(fd[1]);
	T_OK(read(fd[0], got, sizeof got - 1) > 0);
	close(fd[0]);
	T_STR(got, "\rx: 3 of 4 tasks, 0 s, 0 s to go\033[K");
}

static void
test_shown(void)
{
	struct rbt_context ctx = {.err_is_tty = true};
	struct rbt_progress p;
	struct t_source text;
	struct rbt_source src;
	int64_t rows = 42;
	char got[256] = "", buf[8];
	int fd[2];

	T_INT(pipe(fd), 0);
	rbt_progress_begin(&p, &ctx, "x", &rows);
	p.fd = fd[1];
	rbt_progress_tick(&p); /* too early */
	rbt_progress_clear(&p);
	pause_ms(120);
	src = rbt_progress_source(&p, t_source_of(&text, "name", "abc"));
	T_STR(src.name, "name");
	T_INT(src.read(src.self, buf, sizeof buf, NULL), 3);
	T_INT(src.read(src.self, buf, sizeof buf, NULL), 0);
	src.close(src.self);
	rbt_progress_clear(&p);
	rbt_progress_clear(&p);
	close(fd[1]);
	T_OK(read(fd[0], got, sizeof got - 1) > 0);
	close(fd[0]);
	T_OK(strncmp(got, "\rx: 42 rows, ", 13) == 0);
	T_OK(strstr(got, " a second\033[K\r\033[K") != NULL);
	/* Shown once and wiped once. */
	T_OK(strchr(got + 2, 'x') == NULL);
	T_INT(strlen(strstr(got, "\033[K")), 7);
}

int
main(void)
{
	test_text();
	test_tasks_text();
	test_silent();
	test_tasks();
	test_shown();
	T_DONE(21);
}
