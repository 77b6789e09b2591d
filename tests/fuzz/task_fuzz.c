/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines of tasks and of results, by the first byte: as the state that a search
 * goes on from, as the tasks of rbt-wfo run, or as the results that rbt-wfo
 * reduce gathers.  A state that was taken is whole afterwards and gives the
 * same again; one that was refused is as it was.
 */
#include "fuzz/file.h"
#include "harness/search.h"

#include "job/tasks.h"

/* A search of eight trials on one window, whose id stands in the corpus. */
static struct t_search *
search_of(void)
{
	const struct rbt_window_plan plan = {.train.months = 2,
	    .test.months = 2,
	    .step.months = 2};
	static struct t_search *t;
	struct rbt_err err = {0};

	if (t != NULL)
		return t;
	t = rbt_xmalloc(sizeof *t);
	FUZZ_CHECK(t_search_init(t, t_search_rule, NULL, 0, &err) == 0);
	t->search.command = RBT_SEARCH_WALK;
	FUZZ_CHECK(rbt_search_windows(&t->search, &plan, &err) == 0);
	memset(t->search.id, '0', RBT_HASH_HEX - 1);
	return t;
}

static const struct rbt_search *
load(void *self, char *const *args, size_t n, struct rbt_err *err)
{
	(void)self;
	(void)args;
	if (n > 0)
		return &search_of()->search;
	rbt_err_set(err, RBT_E_USAGE, "no command");
	return NULL;
}

static int
go_on(const char *state, struct rbt_buf *text, struct rbt_err *err)
{
	static const char *const args[] = {"walk"};
	struct rbt_out out;
	struct rbt_context ctx = {.tool = "fuzz", .quiet = true, .out = &out};
	struct rbt_tasks_local local = {.ctx = &ctx,
	    .search = &search_of()->search,
	    .args = args,
	    .n_args = 1,
	    .jobs = 1,
	    .state = state};
	int rc;

	rbt_out_open_fd(&out, -1, "memory");
	rc = rbt_tasks_do(&local, err);
	rbt_buf_add(text, rbt_buf_str(&out.buf), out.buf.len);
	rbt_out_abort(&out);
	return rc;
}

static void
check_state(const uint8_t *data, size_t size)
{
	struct rbt_buf one = {0}, other = {0}, file = {0};
	struct rbt_err err = {0};
	const char *state = fuzz_file("a", data, size);

	if (go_on(state, &one, &err) == 0) {
		FUZZ_CHECK(go_on(state, &other, &err) == 0);
		FUZZ_CHECK(fuzz_same(&one, &other));
	} else if (err.code == RBT_E_NO) {
		/* All results are there, and no trial in any. */
		rbt_err_clear(&err);
		FUZZ_CHECK(go_on(state, &other, &err) != 0);
		fuzz_check_error(&err, RBT_E_NO);
	} else {
		fuzz_check_error(&err, RBT_E_DATA);
		rbt_err_clear(&err);
		FUZZ_CHECK(rbt_io_read_file(state, SIZE_MAX, &file, &err) == 0);
		FUZZ_CHECK(file.len >= size &&
			   memcmp(rbt_buf_str(&file), data, size) == 0);
	}
	rbt_buf_release(&one);
	rbt_buf_release(&other);
	rbt_buf_release(&file);
}

/* Standard input is the file then. */
static void
check_lines(const uint8_t *data, size_t size, bool reduce)
{
	const struct rbt_tasks_source source = {NULL, load};
	struct rbt_out out;
	struct rbt_context ctx = {.tool = "fuzz", .quiet = true, .out = &out};
	struct rbt_err err = {0};
	int fd = open(fuzz_file("b", data, size), O_RDONLY);
	int rc;

	FUZZ_CHECK(fd >= 0 && dup2(fd, STDIN_FILENO) == STDIN_FILENO);
	close(fd);
	rbt_out_open_fd(&out, -1, "memory");
	rc = reduce ? rbt_tasks_reduce(&ctx, &source, false, NULL, &err)
		    : rbt_tasks_run(&ctx, &source, 1, &err);
	if (rc != 0)
		FUZZ_CHECK(err.code == RBT_E_DATA || err.code == RBT_E_USAGE ||
			   err.code == RBT_E_NO);
	rbt_out_abort(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned how = fuzz_byte(&data, &size);

	if (how % 3 == 0)
		check_state(data, size);
	else
		check_lines(data, size, how % 3 == 1);
	return 0;
}
