/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/quest.h"
#include "harness/t.h"
#include "job/tasks.h"

static struct rbt_err err;

/* What the search writes with so many threads and a state file, or NULL. */
static void
search(const struct rbt_search *s, unsigned jobs, const char *state,
    struct rbt_buf *text)
{
	static const char *const args[] = {"walk"};
	struct rbt_out out;
	struct rbt_context ctx = {.tool = "rbt-test",
	    .quiet = true,
	    .out = &out};
	struct rbt_tasks_local local = {.ctx = &ctx,
	    .search = s,
	    .args = args,
	    .n_args = 1,
	    .jobs = jobs,
	    .state = state};

	rbt_out_open_fd(&out, -1, "memory");
	T_INT(rbt_tasks_do(&local, &err), 0);
	rbt_buf_clear(text);
	rbt_buf_add(text, out.buf.data, out.buf.len);
	rbt_out_abort(&out);
}

/* Cut off anywhere, the state is gone on from, and is whole in the end. */
static void
test_state(const struct rbt_search *s, const char *want)
{
	struct rbt_buf whole = {0}, got = {0}, state = {0};
	char path[80];

	snprintf(path, sizeof path, "%s/state", t_folder);
	search(s, 1, path, &got);
	T_STR(got.data, want);
	T_INT(rbt_io_read_file(path, 1u << 24, &whole, &err), 0);
	for (size_t i = 0; i <= 12; i++) {
		FILE *f = fopen(path, "w");
		size_t n = whole.len * i / 12;

		if (f == NULL || fwrite(whole.data, 1, n, f) != n ||
		    fclose(f) != 0)
			abort();
		search(s, 2, path, &got);
		T_OK(strcmp(got.data, want) == 0);
		T_INT(rbt_io_read_file(path, 1u << 24, &state, &err), 0);
		T_OK(state.len == whole.len &&
		     memcmp(state.data, whole.data, whole.len) == 0);
	}
	unlink(path);
	rbt_buf_release(&whole);
	rbt_buf_release(&state);
	rbt_buf_release(&got);
}

int
main(void)
{
	struct rbt_context ctx = {.tool = "rbt-test", .quiet = true};
	struct rbt_quest_text text = {0};
	struct rbt_buf one = {0}, many = {0};
	struct rbt_quest q;

	t_quest_enter();
	text = t_quest_walk();
	rbt_quest_init(&q, &ctx, &text);
	T_INT(rbt_quest_load(&q, "walk", &err), 0);
	search(&q.search, 1, NULL, &one);
	T_OK(strstr(one.data, "\"type\":\"walk\"") != NULL);
	search(&q.search, 3, NULL, &many);
	T_STR(many.data, one.data);
	test_state(&q.search, one.data);
	rbt_quest_release(&q);
	t_quest_leave();
	rbt_buf_release(&one);
	rbt_buf_release(&many);
	T_STR(err.msg, "");
	T_DONE(5 + 3 + 13 * 4 + 1);
}
