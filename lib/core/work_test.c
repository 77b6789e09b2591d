/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/work.h"

#include "core/rng.h"
#include "harness/t.h"

struct stage {
	size_t bad; /* the task that fails */
	size_t next;
	struct rbt_buf text;
};

/* Work of very different length, so that tasks end out of order. */
static int
run(void *self, size_t i, struct rbt_buf *out, struct rbt_err *err)
{
	struct stage *s = self;
	struct rbt_rng rng;
	uint64_t sum = 0;

	rbt_rng_init(&rng, i, "work");
	for (size_t k = 0; k < (i % 7) * 2000; k++)
		sum += rbt_rng_below(&rng, 10);
	if (i >= s->bad)
		return rbt_err_set(err, RBT_E_DATA, "task %zu", i);
	rbt_buf_printf(out, "%zu:%llu ", i, (unsigned long long)sum);
	return 0;
}

static int
take(void *self, size_t i, struct rbt_buf *out, struct rbt_err *err)
{
	struct stage *s = self;

	(void)err;
	if (i != s->next++)
		rbt_buf_add_str(&s->text, "order! ");
	rbt_buf_add(&s->text, out->data, out->len);
	return 0;
}

int
main(void)
{
	struct stage one = {.bad = 1000, .next = 3};
	struct rbt_work w = {.self = &one, .run = run, .take = take};
	struct rbt_err err = {0};

	T_INT(rbt_work_do(&w, 3, 300, 1, &err), 0);
	T_OK(strncmp(one.text.data, "3:", 2) == 0);
	T_OK(strstr(one.text.data, "order!") == NULL);
	for (unsigned jobs = 2; jobs <= 16; jobs *= 2) {
		struct stage many = {.bad = 1000, .next = 3};

		w.self = &many;
		T_INT(rbt_work_do(&w, 3, 300, jobs, &err), 0);
		T_STR(many.text.data, one.text.data);
		rbt_buf_release(&many.text);
	}
	/* The first failure is reported, whoever met it; what was before it
	 * was taken. */
	for (unsigned jobs = 1; jobs <= 16; jobs *= 4) {
		struct stage bad = {.bad = 41};

		w.self = &bad;
		T_INT(rbt_work_do(&w, 0, 300, jobs, &err), -1);
		T_STR(err.msg, "task 41");
		T_INT(bad.next, 41);
		rbt_err_clear(&err);
		rbt_buf_release(&bad.text);
	}
	T_INT(rbt_work_do(&w, 5, 5, 4, &err), 0);
	rbt_buf_release(&one.text);
	T_DONE(21);
}
