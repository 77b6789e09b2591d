/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/err.h"

#include "harness/t.h"

static void
test_set(void)
{
	struct rbt_err err = {0};

	T_INT(rbt_err_set(&err, RBT_E_DATA, "high %s below low %d", "9.5", 9),
	    -1);
	T_STR(err.msg, "high 9.5 below low 9");
	T_INT(err.code, RBT_E_DATA);
	T_INT(rbt_err_set(&err, RBT_E_SYS, "cleaning up"), -1);
	errno = ENOSPC;
	T_INT(rbt_err_sys(&err, "cleaning up"), -1);
	T_STR(err.msg, "high 9.5 below low 9");
	T_INT(err.code, RBT_E_DATA);
	T_INT(rbt_err_wrap(&err, "%s:%d", "AAPL.csv", 312), -1);
	T_STR(err.msg, "AAPL.csv:312: high 9.5 below low 9");
	rbt_err_clear(&err);
	T_INT(err.code, RBT_OK);
	T_STR(err.msg, "");
	T_INT(rbt_err_wrap(&err, "nothing to wrap"), -1);
	T_STR(err.msg, "");
	T_INT(rbt_err_set(NULL, RBT_E_DATA, "x"), -1);
	T_INT(rbt_err_sys(NULL, "x"), -1);
	T_INT(rbt_err_wrap(NULL, "x"), -1);
}

static void
test_sys(void)
{
	struct rbt_err err = {0};

	errno = ENOENT;
	T_INT(rbt_err_sys(&err, "%s", "a.csv"), -1);
	T_STR(err.msg, "a.csv: No such file or directory");
	T_INT(err.sys, ENOENT);
	T_INT(err.code, RBT_E_SYS);
	T_INT(errno, ENOENT);
}

/* Everything longer than the room is cut, and nothing is written behind it. */
static void
test_long(void)
{
	struct {
		struct rbt_err err;
		char guard[8];
	} s = {.guard = "guarded"};
	char text[2000];

	memset(text, 'x', sizeof text);
	text[sizeof text - 1] = '\0';
	rbt_err_set(&s.err, RBT_E_DATA, "%s", text);
	T_INT(strlen(s.err.msg), sizeof s.err.msg - 1);
	rbt_err_wrap(&s.err, "file");
	T_INT(strlen(s.err.msg), sizeof s.err.msg - 1);
	T_OK(strncmp(s.err.msg, "file: xxx", 9) == 0);
	rbt_err_wrap(&s.err, "%s", text);
	T_INT(strlen(s.err.msg), sizeof s.err.msg - 1);
	T_OK(strncmp(s.err.msg, "xxxx", 4) == 0);
	rbt_err_clear(&s.err);
	errno = EIO;
	rbt_err_sys(&s.err, "%s", text);
	T_INT(strlen(s.err.msg), sizeof s.err.msg - 1);
	T_STR(s.guard, "guarded");
}

static void
test_option(void)
{
	struct rbt_err why = {0}, err = {0};

	T_INT(rbt_err_option(&err, "rf", &why), 0);
	T_INT(err.code, RBT_OK);
	rbt_err_set(&why, RBT_E_DATA, "expected a number, got 'x'");
	T_INT(rbt_err_option(&err, "rf", &why), -1);
	T_INT(err.code, RBT_E_USAGE);
	T_STR(err.msg, "--rf: expected a number, got 'x'");
}

static void
test_exit(void)
{
	int status = 0;
	pid_t child;

	T_INT(rbt_err_exit(RBT_OK), 0);
	T_INT(rbt_err_exit(RBT_E_NO), 1);
	T_INT(rbt_err_exit(RBT_E_USAGE), 2);
	T_INT(rbt_err_exit(RBT_E_DATA), 3);
	T_INT(rbt_err_exit(RBT_E_SYS), 4);
	T_INT(rbt_err_exit(RBT_E_REMOTE), 5);
	T_INT(rbt_err_exit(RBT_E_INTERRUPT), 6);
	T_INT(rbt_err_exit(RBT_E_BUG), 70);
	child = fork();
	if (child == 0) {
		close(STDERR_FILENO);
		RBT_BUG_IF(child == 0);
		_exit(0);
	}
	T_OK(child > 0 && waitpid(child, &status, 0) == child);
	T_OK(WIFEXITED(status) && WEXITSTATUS(status) == 70);
}

static void
test_quote(void)
{
	char out[RBT_ERR_QUOTE], text[100];

	T_STR(rbt_err_quote("12x", 3, out), "12x");
	T_STR(rbt_err_quote("12x", 2, out), "12");
	T_STR(rbt_err_quote("", 0, out), "");
	T_STR(rbt_err_quote("a\n\033[1m\x7f", 7, out), "a??[1m?");
	T_STR(rbt_err_quote("\xc3\xa9", 2, out), "\xc3\xa9");
	memset(text, '7', sizeof text);
	T_INT(strlen(rbt_err_quote(text, 60, out)), 60);
	rbt_err_quote(text, 61, out);
	T_INT(strlen(out), 63);
	T_STR(out + 59, "7...");
}

int
main(void)
{
	test_set();
	test_sys();
	test_long();
	test_option();
	test_exit();
	test_quote();
	T_DONE(51);
}
