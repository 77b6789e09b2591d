/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory that is not there: the process ends as the header says. */
#include <dirent.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/memory.h"
#include "harness/t.h"

/* More than any machine has, but no size that a compiler refuses. */
static volatile size_t much = SIZE_MAX / 4;
static void *volatile got; /* so that a compiler cannot do without asking */

static void
ask_malloc(void)
{
	got = malloc(much);
	free(got);
}

static void
ask_calloc(void)
{
	got = calloc(much, 4);
	free(got);
}

static void
ask_realloc(void)
{
	got = malloc(1);
	got = realloc(got, much);
	free(got);
}

static void
ask_in_a_library(void)
{
	DIR *dir = opendir("/");

	if (dir == NULL || closedir(dir) != 0)
		_exit(1);
}

/* The status of a child that asks, and what it said on standard error. */
static int
status_of(void (*ask)(void), char *text, size_t cap)
{
	int ends[2], status = -1;
	ssize_t n;
	pid_t child;

	if (pipe(ends) != 0 || (child = fork()) < 0)
		return -1;
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		ask();
		_exit(0);
	}
	close(ends[1]);
	n = read(ends[0], text, cap - 1);
	text[n > 0 ? n : 0] = '\0';
	close(ends[0]);
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int
main(void)
{
	char text[256];

	rbt_memory_init();
	if (!RBT_MEMORY_IS_OURS) {
		T_SKIP("the sanitizer allocates");
		T_DONE(0);
	}
	T_INT(status_of(ask_malloc, text, sizeof text), 4);
	T_STR(text, "out of memory (1 x 4611686018427387903 bytes)\n");
	T_INT(status_of(ask_calloc, text, sizeof text), 4);
	T_STR(text, "out of memory (4611686018427387903 x 4 bytes)\n");
	T_INT(status_of(ask_realloc, text, sizeof text), 4);
	T_STR(text, "out of memory (1 x 4611686018427387903 bytes)\n");
	T_INT(status_of(ask_in_a_library, text, sizeof text), 0);
	T_STR(text, "");
	T_DONE(8);
}
