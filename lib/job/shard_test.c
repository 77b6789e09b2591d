/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/quest.h"
#include "harness/t.h"
#include "job/tasks.h"

static struct rbt_err err;
static struct rbt_out out;
static const struct rbt_context ctx = {.tool = "rbt-test",
    .quiet = true,
    .out = &out};

/* There is one search, whatever a line says. */
static const struct rbt_search *
load(void *self, char *const *args, size_t n, struct rbt_err *e)
{
	(void)e;
	T_OK(n == 2 && strcmp(args[1], "a \"b\"") == 0);
	return self;
}

/* Makes standard input read a text. */
static void
feed(const char *text)
{
	FILE *f = tmpfile();

	if (f == NULL || fputs(text, f) == EOF || fflush(f) != 0 ||
	    lseek(fileno(f), 0, SEEK_SET) != 0 ||
	    dup2(fileno(f), STDIN_FILENO) < 0 || fclose(f) != 0)
		abort();
}

/* What was written since the last call; the caller frees. */
static char *
said(void)
{
	char *text = strdup(rbt_buf_str(&out.buf));

	rbt_out_abort(&out);
	rbt_out_open_fd(&out, -1, "memory");
	return text;
}

/* Lines in reverse order, the first of them twice. */
static char *
reversed(const char *text)
{
	struct rbt_buf b = {0};
	size_t end = strlen(text);

	while (end > 0) {
		size_t start = end - 1;

		while (start > 0 && text[start - 1] != '\n')
			start--;
		rbt_buf_add(&b, text + start, end - start);
		if (end == strlen(text))
			rbt_buf_add(&b, text + start, end - start);
		end = start;
	}
	return b.data;
}

static void
test_parts(struct rbt_search *s)
{
	static const char *const args[] = {"walk", "a \"b\""};
	const struct rbt_tasks_source source = {s, load};
	struct rbt_tasks_local local = {.ctx = &ctx,
	    .search = s,
	    .args = args,
	    .n_args = 2,
	    .jobs = 1};
	char *want, *tasks, *results, *mixed, *got;

	T_INT(rbt_tasks_do(&local, &err), 0);
	want = said();
	rbt_tasks_plan(&local);
	tasks = said();
	feed(tasks);
	T_INT(rbt_tasks_run(&ctx, &source, 2, &err), 0);
	results = said();
	mixed = reversed(results);
	feed(mixed);
	T_INT(rbt_tasks_reduce(&ctx, &source, false, NULL, &err), 0);
	got = said();
	T_STR(got, want);
	/* one is missing */
	strchr(strchr(mixed, '\n') + 1, '\n')[1] = '\0';
	feed(mixed);
	T_INT(rbt_tasks_reduce(&ctx, &source, false, NULL, &err), -1);
	T_INT(err.code, RBT_E_DATA);
	rbt_err_clear(&err);
	/* of another search */
	s->id[0] = s->id[0] == 'a' ? 'b' : 'a';
	feed(tasks);
	T_INT(rbt_tasks_run(&ctx, &source, 2, &err), -1);
	T_OK(strncmp(err.msg, "stdin:1: a task of another search", 33) == 0);
	rbt_err_clear(&err);
	free(want);
	free(tasks);
	free(results);
	free(mixed);
	free(got);
}

int
main(void)
{
	struct rbt_quest_text text = {0};
	struct rbt_quest q;

	rbt_out_open_fd(&out, -1, "memory");
	t_quest_enter();
	text = t_quest_walk();
	rbt_quest_init(&q, &ctx, &text);
	T_INT(rbt_quest_load(&q, "walk", &err), 0);
	test_parts(&q.search);
	rbt_quest_release(&q);
	t_quest_leave();
	rbt_out_abort(&out);
	T_DONE(1 + 8 + 4);
}
