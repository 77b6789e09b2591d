/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "research/task.h"

#include "research/trial.h"

/* Tasks are few enough to list and large enough to be worth a line; they do
 * not depend on who does them. */
#define TASKS_WANTED 256
#define TASK_MAX     256  /* points */
#define TASK_LINES   1024 /* records of a line, about; */
#define TASK_RETURNS 64   /* with their returns */

static uint64_t
task_size(const struct rbt_search *s)
{
	uint64_t most = (s->returns ? TASK_RETURNS : TASK_LINES) / s->sets.n;
	uint64_t n = s->n_points / TASKS_WANTED;

	most = most < TASK_MAX ? most : TASK_MAX;
	n = n < most ? n : most;
	/* A Bayesian point waits for the results of those before it. */
	return n > 0 && s->bayes == NULL ? n : 1;
}

size_t
rbt_task_count(const struct rbt_search *s)
{
	uint64_t size = task_size(s);

	return (size_t)(s->n_points / size + (s->n_points % size != 0));
}

struct rbt_task
rbt_task_of(const struct rbt_search *s, size_t i)
{
	uint64_t size = task_size(s), left = s->n_points - i * size;
	struct rbt_task t = {.first = i * size, .n = left < size ? left : size};
	struct rbt_buf text = {0};

	rbt_buf_printf(&text, "%s %llu %llu", s->id,
	    (unsigned long long)t.first, (unsigned long long)t.n);
	rbt_hash_hex(text.data, text.len, t.id);
	rbt_buf_release(&text);
	return t;
}

size_t
rbt_task_find(const struct rbt_search *s, uint64_t first, uint64_t n)
{
	uint64_t size = task_size(s);
	size_t count = rbt_task_count(s), i;

	if (first % size != 0 || first / size >= count)
		return count;
	i = (size_t)(first / size);
	return rbt_task_of(s, i).n == n ? i : count;
}

int
rbt_task_run(const struct rbt_search *s, size_t i, struct rbt_buf *out,
    struct rbt_err *err)
{
	struct rbt_task t = rbt_task_of(s, i);

	for (uint64_t k = 0; k < t.n; k++)
		if (rbt_trial_run(s, t.first + k, out, err) != 0)
			return -1;
	return 0;
}

void
rbt_task_emit(struct rbt_out *out, const struct rbt_search *s, size_t i,
    const char *const *args, size_t n_args, const struct rbt_buf *trials)
{
	struct rbt_task t = rbt_task_of(s, i);
	struct rbt_jsonw w;

	rbt_jsonw_begin(&w, out, trials ? "result" : "task");
	rbt_jsonw_str(&w, "id", t.id);
	rbt_jsonw_str(&w, "search_id", s->id);
	rbt_jsonw_u64(&w, "first", t.first + 1);
	rbt_jsonw_u64(&w, "points", t.n);
	rbt_jsonw_u64(&w, "tasks", rbt_task_count(s));
	rbt_jsonw_arr_begin(&w, "args");
	for (size_t k = 0; k < n_args; k++)
		rbt_jsonw_str(&w, NULL, args[k]);
	rbt_jsonw_arr_end(&w);
	if (trials) {
		const char *p = rbt_buf_str(trials), *end;

		rbt_jsonw_arr_begin(&w, "trials");
		for (; (end = strchr(p, '\n')) != NULL; p = end + 1)
			rbt_jsonw_raw(&w, NULL, p, (size_t)(end - p));
		rbt_jsonw_arr_end(&w);
	}
	rbt_jsonw_end(&w);
}

/* The objects of a list that is known to be JSON, a line each. */
static void
cut(const char *text, size_t len, struct rbt_buf *out)
{
	size_t depth = 0;
	bool quoted = false;

	rbt_buf_clear(out);
	for (size_t i = 1; i + 1 < len; i++) {
		char c = text[i];

		if (depth == 0 && c != '{')
			continue;
		rbt_buf_add_char(out, c);
		if (quoted && c == '\\')
			rbt_buf_add_char(out, text[++i]);
		else if (c == '"')
			quoted = !quoted;
		else if (!quoted && (c == '{' || c == '['))
			depth++;
		else if (!quoted && (c == '}' || c == ']'))
			depth--;
		if (depth == 0)
			rbt_buf_add_char(out, '\n');
	}
}

int
rbt_task_parse(const struct rbt_rec *rec, struct rbt_task *out,
    struct rbt_buf *trials, struct rbt_err *err)
{
	struct rbt_rec_val id = rbt_rec_get(rec, "id"), list;
	int64_t first, n;

	if (id.kind != RBT_REC_STRING || id.len + 1 != sizeof out->id)
		return rbt_err_set(err, RBT_E_DATA, "id: expected a hash");
	memcpy(out->id, id.text, id.len);
	out->id[id.len] = '\0';
	if (rbt_rec_i64(rec, "first", &first, err) != 0 ||
	    rbt_rec_i64(rec, "points", &n, err) != 0)
		return -1;
	if (first < 1 || n < 1)
		return rbt_err_set(err, RBT_E_DATA,
		    "first, points: expected numbers above 0");
	out->first = (uint64_t)first - 1;
	out->n = (uint64_t)n;
	if (trials == NULL)
		return 0;
	list = rbt_rec_get(rec, "trials");
	if (list.kind != RBT_REC_OTHER || list.text[0] != '[')
		return rbt_err_set(err, RBT_E_DATA, "trials: expected a list");
	cut(list.text, list.len, trials);
	return 0;
}
