/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/lines.h"
#include "core/rng.h"

#include "harness/t.h"

/* Gives `text` in pieces of `step` bytes, then fails or ends. */
struct pieces {
	const char *text;
	size_t len, at, step;
	bool fails;
	int closed;
};

static ptrdiff_t
read_piece(void *self, char *buf, size_t cap, struct rbt_err *err)
{
	struct pieces *p = self;
	size_t n = p->len - p->at;

	if (n == 0 && p->fails)
		return rbt_err_set(err, RBT_E_DATA, "damaged");
	if (n > p->step)
		n = p->step;
	if (n > cap)
		n = cap;
	memcpy(buf, p->text + p->at, n);
	p->at += n;
	return (ptrdiff_t)n;
}

static void
close_pieces(void *self)
{
	((struct pieces *)self)->closed++;
}

static struct rbt_source
source(struct pieces *p)
{
	return (struct rbt_source){p, "in.csv", read_piece, close_pieces};
}

static void
test_lines(void)
{
	struct rbt_lines r;
	char *line = NULL;
	size_t len = 0;

	for (size_t step = 1; step < 20; step += 3) {
		struct pieces p = {"a\n\nbc\r\nlast", 11, 0, step, false, 0};

		rbt_lines_init(&r, source(&p), 10);
		T_INT(rbt_lines_next(&r, &line, &len, NULL), 1);
		T_STR(line, "a");
		T_INT(rbt_lines_next(&r, &line, &len, NULL), 1);
		T_STR(line, "");
		T_INT(rbt_lines_next(&r, &line, &len, NULL), 1);
		T_STR(line, "bc\r");
		T_INT(len, 3);
		T_OK(!r.unterminated);
		T_INT(rbt_lines_next(&r, &line, &len, NULL), 1);
		T_STR(line, "last");
		T_INT(r.line, 4);
		T_OK(r.unterminated);
		T_INT(rbt_lines_next(&r, &line, &len, NULL), 0);
		T_INT(rbt_lines_next(&r, &line, &len, NULL), 0);
		T_INT(r.line, 4);
		rbt_lines_release(&r);
		T_INT(p.closed, 1);
	}
}

static void
test_limits(void)
{
	struct pieces p = {"12345\n123456\n", 13, 0, 100, false, 0};
	struct pieces open_end = {"123456", 6, 0, 4, false, 0};
	struct pieces damaged = {"1\n2", 3, 0, 100, true, 0};
	struct pieces empty = {"", 0, 0, 1, false, 0};
	struct rbt_err err = {0};
	struct rbt_lines r;
	char *line = NULL;
	size_t len = 0;

	rbt_lines_init(&r, source(&p), 5);
	T_INT(rbt_lines_next(&r, &line, &len, &err), 1);
	T_INT(rbt_lines_next(&r, &line, &len, &err), -1);
	T_STR(err.msg, "in.csv:2: line longer than 5 bytes");
	T_INT(err.code, RBT_E_DATA);
	rbt_lines_release(&r);
	rbt_err_clear(&err);
	rbt_lines_init(&r, source(&open_end), 5);
	T_INT(rbt_lines_next(&r, &line, &len, &err), -1);
	T_STR(err.msg, "in.csv:1: line longer than 5 bytes");
	rbt_lines_release(&r);
	rbt_err_clear(&err);
	rbt_lines_init(&r, source(&damaged), 5);
	T_INT(rbt_lines_next(&r, &line, &len, &err), 1);
	T_INT(rbt_lines_next(&r, &line, &len, &err), -1);
	T_STR(err.msg, "in.csv: damaged");
	rbt_lines_release(&r);
	rbt_lines_init(&r, source(&empty), 5);
	T_INT(rbt_lines_next(&r, &line, &len, NULL), 0);
	T_OK(!r.unterminated);
	rbt_lines_release(&r);
}

/* Lines of every size, far more than the first buffer holds. */
static void
test_long(void)
{
	enum {
		N = 3000000
	};
	char *text = malloc(N), *line = NULL;
	struct pieces p = {text, N, 0, 65536, false, 0};
	struct rbt_lines r;
	struct rbt_rng rng;
	size_t len = 0, at = 0, bad = 0;
	long lines = 0, want = 0;

	rbt_rng_init(&rng, 1, "lines");
	for (size_t i = 0; i < N; i++)
		text[i] = (char)('a' + i % 26);
	for (size_t i = 1000000; i < N; i += 1 + rbt_rng_below(&rng, 3000))
		text[i] = '\n';
	text[N - 1] = '\n';
	for (size_t i = 0; i < N; i++)
		want += text[i] == '\n';
	rbt_lines_init(&r, source(&p), N);
	while (rbt_lines_next(&r, &line, &len, NULL) == 1) {
		bad += memcmp(line, text + at, len) != 0 ||
		       text[at + len] != '\n' || line[len] != '\0';
		at += len + 1;
		lines++;
	}
	T_INT(bad, 0);
	T_INT(at, N);
	T_INT(lines, want);
	rbt_lines_release(&r);
	free(text);
}

static void
test_fd(void)
{
	struct rbt_err err = {0};
	struct rbt_lines r;
	char *line = NULL;
	size_t len = 0;
	int fd[2];

	if (pipe(fd) != 0)
		return;
	T_INT(write(fd[1], "x\ny", 3), 3);
	close(fd[1]);
	rbt_lines_init(&r, rbt_source_fd(fd[0], "standard input"), 100);
	T_INT(rbt_lines_next(&r, &line, &len, &err), 1);
	T_INT(rbt_lines_next(&r, &line, &len, &err), 1);
	T_STR(line, "y");
	T_INT(rbt_lines_next(&r, &line, &len, &err), 0);
	rbt_lines_release(&r);
	close(fd[0]);
	rbt_lines_init(&r, rbt_source_fd(-1, "standard input"), 100);
	T_INT(rbt_lines_next(&r, &line, &len, &err), -1);
	T_STR(err.msg, "standard input: reading: Bad file descriptor");
	rbt_lines_release(&r);
}

int
main(void)
{
	test_lines();
	test_limits();
	test_long();
	test_fd();
	T_DONE(7 * 16 + 11 + 3 + 7);
}
