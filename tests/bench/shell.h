/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands of the shell, timed. */
#ifndef RBT_BENCH_SHELL_H
#define RBT_BENCH_SHELL_H

#include <spawn.h>
#include <stdarg.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "bench/bench.h"
#include "core/attr.h"

extern char **environ;

static long peak_kib; /* of the largest process of the last command */

static inline double shell(const char *fmt, ...) RBT_PRINTF(1, 2);

/* The seconds that a command of the shell takes; its failure ends us. */
static inline double
shell(const char *fmt, ...)
{
	static char name[] = "sh", option[] = "-c";
	char command[4096], *argv[] = {name, option, command, NULL};
	struct rusage used;
	int status = 0;
	double t = now();
	va_list ap;
	pid_t pid;

	va_start(ap, fmt);
	vsnprintf(command, sizeof command, fmt, ap);
	va_end(ap);
	if (posix_spawn(&pid, "/bin/sh", NULL, NULL, argv, environ) != 0 ||
	    waitpid(pid, &status, 0) != pid || status != 0) {
		fprintf(stderr, "tools: failed: %s\n", command);
		exit(1);
	}
	t = now() - t;
	getrusage(RUSAGE_CHILDREN, &used);
	peak_kib = used.ru_maxrss;
	return t;
}

#endif
