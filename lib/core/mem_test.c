/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/mem.h"

#include "harness/t.h"

/* Runs the call in a child, which has to end with status 4. */
#define ENDS_WITH_4(call)                                                      \
	do {                                                                   \
		int status = 0;                                                \
		pid_t child = fork();                                          \
                                                                               \
		if (child == 0) {                                              \
			close(STDERR_FILENO);                                  \
			call;                                                  \
			_exit(0);                                              \
		}                                                              \
		T_OK(child > 0 && waitpid(child, &status, 0) == child);        \
		T_OK(WIFEXITED(status) && WEXITSTATUS(status) == 4);           \
	} while (0)

static void
test_never_null(void)
{
	char *p = rbt_xmalloc(0);

	T_OK(p != NULL);
	p = rbt_xrealloc(p, 100);
	memset(p, 'a', 100);
	p = rbt_xrealloc(p, 0);
	T_OK(p != NULL);
	free(p);
	p = rbt_xcalloc(0, 8);
	T_OK(p != NULL);
	free(p);
	p = rbt_xcalloc(3, 2);
	T_OK(memcmp(p, "\0\0\0\0\0\0", 6) == 0);
	free(p);
	p = rbt_xaligned(64, 192);
	T_OK((uintptr_t)p % 64 == 0 && p[0] == 0 && p[191] == 0);
	free(p);
	p = rbt_xstrdup("abc");
	T_STR(p, "abc");
	free(p);
	p = rbt_xstrndup("abc", 2);
	T_STR(p, "ab");
	free(p);
	p = rbt_xstrndup(NULL, 0);
	T_STR(p, "");
	free(p);
	ENDS_WITH_4(free(rbt_xstrndup("", SIZE_MAX)));
}

static void
test_limit(void)
{
	struct rbt_err err = {0};
	unsigned char *p = rbt_alloc_n(10, 4, 40, &err);

	T_OK(p != NULL);
	T_INT(p ? p[0] | p[39] : -1, 0);
	free(p);
	T_OK(rbt_alloc_n(11, 4, 40, &err) == NULL);
	T_INT(err.code, RBT_E_SYS);
	T_STR(err.msg, "11 x 4 bytes of memory: more than the limit of 40");
	rbt_err_clear(&err);
	T_OK(rbt_alloc_n(SIZE_MAX / 2, 4, SIZE_MAX, &err) == NULL);
	T_INT(err.code, RBT_E_SYS);
	p = rbt_alloc_n(0, 4, 0, NULL);
	T_OK(p != NULL);
	free(p);
}

int
main(void)
{
	test_never_null();
	test_limit();
	T_DONE(18);
}
