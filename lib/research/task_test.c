/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "research/task.h"

#include "harness/search.h"
#include "harness/source.h"
#include "harness/t.h"

static struct rbt_err err;

/* Every point is in one task, and the tasks find themselves again. */
static void
test_cut(struct rbt_search *s, uint64_t points, size_t n_tasks)
{
	uint64_t next = 0;
	bool good = true;

	s->n_points = points;
	T_INT(rbt_task_count(s), n_tasks);
	for (size_t i = 0; i < n_tasks; i++) {
		struct rbt_task t = rbt_task_of(s, i);

		good = good && t.first == next && t.n > 0 &&
		       rbt_task_find(s, t.first, t.n) == i &&
		       rbt_task_find(s, t.first + 1, t.n) != i &&
		       rbt_task_find(s, t.first, t.n + 1) == n_tasks;
		next += t.n;
	}
	T_OK(good);
	T_INT(next, points);
}

/* Out as a line and in again: the same trials, also with quotes and brackets
 * in them. */
static void
test_lines(struct rbt_search *s)
{
	static const char *const args[] = {"sweep", "--strategy=a \"b\".rule"};
	struct rbt_buf trials = {0}, back = {0};
	struct rbt_rec_reader r;
	struct rbt_task t;
	struct t_source src;
	struct rbt_rec rec;
	struct rbt_out out;

	rbt_out_open_fd(&out, -1, "memory");
	rbt_buf_add_str(&trials, "{\"type\":\"trial\",\"a\":\"]}\\\"\"}\n"
				 "{\"b\":[1,{\"c\":[]}]}\n");
	rbt_task_emit(&out, s, 1, args, 2, NULL);
	rbt_task_emit(&out, s, 1, args, 2, &trials);
	rbt_rec_reader_init(&r,
	    t_source_of(&src, "test", rbt_buf_str(&out.buf)));
	T_INT(rbt_rec_next(&r, &rec, &err), 1);
	T_OK(rbt_rec_is(&rec, "task"));
	T_INT(rbt_task_parse(&rec, &t, NULL, &err), 0);
	T_STR(t.id, rbt_task_of(s, 1).id);
	T_INT(t.first, rbt_task_of(s, 1).first);
	T_INT(rbt_task_parse(&rec, &t, &back, &err), -1);
	T_STR(err.msg, "trials: expected a list");
	rbt_err_clear(&err);
	T_INT(rbt_rec_next(&r, &rec, &err), 1);
	T_OK(rbt_rec_is(&rec, "result"));
	T_INT(rbt_task_parse(&rec, &t, &back, &err), 0);
	T_STR(back.data, trials.data);
	rbt_rec_reader_release(&r);
	rbt_out_abort(&out);
	rbt_buf_release(&trials);
	rbt_buf_release(&back);
}

int
main(void)
{
	struct rbt_buf all = {0}, one = {0};
	struct t_search t;
	size_t lines = 0;

	T_INT(t_search_init(&t, t_search_rule, NULL, 0, &err), 0);
	rbt_search_whole(&t.search);
	rbt_search_identify(&t.search);
	for (size_t i = 0; i < rbt_task_count(&t.search); i++)
		T_INT(rbt_task_run(&t.search, i, &all, &err), 0);
	for (size_t i = 0; i < all.len; i++)
		lines += all.data[i] == '\n';
	T_INT(lines, 8);
	T_INT(rbt_task_run(&t.search, 0, &one, &err), 0);
	T_OK(strncmp(all.data, one.data, one.len) == 0);
	test_lines(&t.search);
	test_cut(&t.search, 1, 1);
	test_cut(&t.search, 255, 255);
	test_cut(&t.search, 1000, 334);
	test_cut(&t.search, 1000000, 3907);
	rbt_buf_release(&all);
	rbt_buf_release(&one);
	t_search_release(&t);
	T_STR(err.msg, "");
	T_DONE(1 + 9 + 3 + 11 + 12 + 1);
}
