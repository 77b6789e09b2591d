/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tasks that go out as lines and come back as lines: rbt_tasks_run, for who
 * does some of them, and rbt_tasks_reduce, for who gathers all. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "job/tasks.h"

#include "core/mem.h"
#include "core/work.h"
#include "fmt/jsonr.h"
#include "research/harvest.h"
#include "research/task.h"

/* Loads the search that a task or result names, or finds that it is the one
 * at hand. */
struct current {
	const struct rbt_tasks_source *source;
	const struct rbt_search *search;
	struct RBT_VEC(char *) args;
	struct rbt_buf text; /* of args, as it stood in the line */
};

static void
current_clear(struct current *c)
{
	for (size_t i = 0; i < c->args.n; i++)
		free(c->args.at[i]);
	c->args.n = 0;
	c->search = NULL;
}

static void
current_release(struct current *c)
{
	current_clear(c);
	RBT_VEC_RELEASE(&c->args);
	rbt_buf_release(&c->text);
}

/* The texts of the list in c->text. */
static int
read_args(struct current *c, struct rbt_err *err)
{
	struct rbt_buf doc = {0};
	struct rbt_jsonr json;
	struct rbt_jsonr_val list;
	size_t n = 0;
	int rc;

	rbt_buf_printf(&doc, "{\"args\":%s}", rbt_buf_str(&c->text));
	rc = rbt_jsonr_parse(&json, doc.data, doc.len, err);
	rbt_buf_release(&doc);
	if (rc != 0)
		return -1;
	rc = rbt_jsonr_arr(&json.root, "args", &list, &n, err);
	for (size_t i = 0; rc == 0 && i < n; i++) {
		struct rbt_jsonr_val item = rbt_jsonr_item(&list, i);
		const char *text;

		rc = rbt_jsonr_str(&item, NULL, &text, err);
		if (rc == 0)
			RBT_VEC_PUSH(&c->args, rbt_xstrdup(text));
	}
	rbt_jsonr_release(&json);
	return rc;
}

static bool
same_args(const struct current *c, struct rbt_rec_val v)
{
	return c->search != NULL && v.len == c->text.len &&
	       memcmp(v.text, c->text.data, v.len) == 0;
}

static int
load(struct current *c, const struct rbt_rec *rec, struct rbt_err *err)
{
	struct rbt_rec_val v = rbt_rec_get(rec, "args");

	if (v.kind != RBT_REC_OTHER)
		return rbt_err_set(err, RBT_E_DATA, "args: expected a list");
	current_clear(c);
	rbt_buf_clear(&c->text);
	rbt_buf_add(&c->text, v.text, v.len);
	if (read_args(c, err) != 0)
		return -1;
	c->search =
	    c->source->load(c->source->self, c->args.at, c->args.n, err);
	return c->search ? 0 : -1;
}

/* The number of a task in the search at hand. */
static int
place(const struct current *c, const struct rbt_task *t, size_t *out,
    struct rbt_err *err)
{
	size_t i = rbt_task_find(c->search, t->first, t->n);

	if (i < rbt_task_count(c->search) &&
	    strcmp(rbt_task_of(c->search, i).id, t->id) == 0) {
		*out = i;
		return 0;
	}
	return rbt_err_set(err, RBT_E_DATA,
	    "a task of another search: strategy, bars, options or version "
	    "are not the ones it was planned with");
}

static int
at_line(const struct rbt_rec *rec, struct rbt_err *err)
{
	return rbt_err_wrap(err, "stdin:%ld", rec->lineno);
}

/* ---- run ---- */

struct runner {
	const struct rbt_context *ctx;
	struct current current;
	struct RBT_VEC(size_t) tasks; /* of the search at hand */
	unsigned jobs;
};

static int
run_one(void *self, size_t i, struct rbt_buf *out, struct rbt_err *err)
{
	const struct runner *r = self;

	return rbt_task_run(r->current.search, r->tasks.at[i], out, err);
}

static int
write_one(void *self, size_t i, struct rbt_buf *out, struct rbt_err *err)
{
	struct runner *r = self;
	const struct current *c = &r->current;
	const char **args = rbt_xcalloc(c->args.n, sizeof *args);

	(void)err;
	for (size_t k = 0; k < c->args.n; k++)
		args[k] = c->args.at[k];
	rbt_task_emit(r->ctx->out, c->search, r->tasks.at[i], args, c->args.n,
	    out);
	free(args);
	return 0;
}

/* Does what has come of one search. */
static int
flush(struct runner *r, struct rbt_err *err)
{
	struct rbt_work work = {r, run_one, write_one};
	size_t n = r->tasks.n;
	int rc = n ? rbt_work_do(&work, 0, n, r->jobs, err) : 0;

	r->tasks.n = 0;
	return rc;
}

static int
add_task(struct runner *r, const struct rbt_rec *rec, struct rbt_err *err)
{
	struct rbt_task t;
	size_t i = 0;

	if (!rbt_rec_is(rec, "task"))
		return 0;
	if (rbt_task_parse(rec, &t, NULL, err) != 0)
		return at_line(rec, err);
	if (!same_args(&r->current, rbt_rec_get(rec, "args"))) {
		if (flush(r, err) != 0)
			return -1;
		if (load(&r->current, rec, err) != 0)
			return at_line(rec, err);
	}
	if (place(&r->current, &t, &i, err) != 0)
		return at_line(rec, err);
	RBT_VEC_PUSH(&r->tasks, i);
	return 0;
}

int
rbt_tasks_run(const struct rbt_context *ctx,
    const struct rbt_tasks_source *source, unsigned jobs, struct rbt_err *err)
{
	struct runner r = {.ctx = ctx,
	    .current = {.source = source},
	    .jobs = jobs};
	struct rbt_rec_reader reader;
	struct rbt_rec rec;
	int rc;

	rbt_rec_reader_init(&reader, rbt_source_fd(STDIN_FILENO, "stdin"));
	while ((rc = rbt_rec_next(&reader, &rec, err)) == 1)
		if ((rc = add_task(&r, &rec, err)) != 0)
			break;
	rbt_rec_reader_release(&reader);
	if (rc == 0)
		rc = flush(&r, err);
	RBT_VEC_RELEASE(&r.tasks);
	current_release(&r.current);
	return rc;
}

/* ---- reduce ---- */

struct gathered {
	char sha256[RBT_HASH_HEX]; /* of the trials; empty: did not come */
	off_t at;                  /* in the spool, where they wait, */
	size_t len;                /* and their length */
};

struct reducer {
	const struct rbt_context *ctx;
	bool table;
	const struct rbt_trial_log *log;
	struct current current;
	struct rbt_harvest harvest;
	struct gathered *at;
	size_t n, next;
	/* Trials that wait for those before them, in a file without a name, so
	 * that memory does not grow with their number. */
	FILE *spool;
	off_t spooled;
	struct rbt_buf trials;
};

static int
spool(struct reducer *r, struct gathered *g, struct rbt_err *err)
{
	if (r->spool == NULL)
		r->spool = tmpfile();
	g->at = r->spooled;
	g->len = r->trials.len;
	if (r->spool == NULL || fseeko(r->spool, r->spooled, SEEK_SET) != 0 ||
	    fwrite(rbt_buf_str(&r->trials), 1, g->len, r->spool) != g->len)
		return rbt_err_sys(err, "a temporary file");
	r->spooled += (off_t)g->len;
	return 0;
}

static int
unspool(struct reducer *r, const struct gathered *g, struct rbt_err *err)
{
	char *to;

	rbt_buf_clear(&r->trials);
	to = rbt_buf_reserve(&r->trials, g->len);
	if (fseeko(r->spool, g->at, SEEK_SET) != 0 ||
	    fread(to, 1, g->len, r->spool) != g->len)
		return rbt_err_sys(err, "a temporary file");
	to[g->len] = '\0';
	r->trials.len = g->len;
	return 0;
}

/* Hands on the trials at hand, and what waited for them. */
static int
advance(struct reducer *r, struct rbt_err *err)
{
	for (;;) {
		if (rbt_harvest_take(&r->harvest, &r->trials, err) != 0)
			return -1;
		r->next++;
		if (r->next == r->n || r->at[r->next].sha256[0] == '\0')
			return 0;
		if (unspool(r, &r->at[r->next], err) != 0)
			return -1;
	}
}

/* The first result says what the search is. */
static int
begin(struct reducer *r, const struct rbt_rec *rec, struct rbt_err *err)
{
	if (r->current.search)
		return 0;
	if (load(&r->current, rec, err) != 0)
		return at_line(rec, err);
	r->n = rbt_task_count(r->current.search);
	r->at = rbt_xcalloc(r->n, sizeof *r->at);
	rbt_harvest_begin(&r->harvest, r->current.search, r->ctx->tool,
	    r->ctx->out, r->table, r->log);
	return 0;
}

static int
add_result(struct reducer *r, const struct rbt_rec *rec, struct rbt_err *err)
{
	char sha256[RBT_HASH_HEX];
	struct gathered *g;
	struct rbt_task t;
	size_t i = 0;

	if (!rbt_rec_is(rec, "result"))
		return 0;
	if (begin(r, rec, err) != 0)
		return -1;
	if (rbt_task_parse(rec, &t, &r->trials, err) != 0 ||
	    place(&r->current, &t, &i, err) != 0)
		return at_line(rec, err);
	g = &r->at[i];
	rbt_hash_hex(rbt_buf_str(&r->trials), r->trials.len, sha256);
	if (g->sha256[0] == '\0') {
		memcpy(g->sha256, sha256, sizeof sha256);
		return i == r->next ? advance(r, err) : spool(r, g, err);
	}
	if (strcmp(g->sha256, sha256) == 0)
		return 0;
	rbt_err_set(err, RBT_E_DATA,
	    "task %.12s came before with another result", t.id);
	return at_line(rec, err);
}

static int
finish(struct reducer *r, struct rbt_err *err)
{
	size_t missing = 0;

	if (r->current.search == NULL)
		return rbt_err_set(err, RBT_E_DATA, "no results on stdin");
	for (size_t i = 0; i < r->n; i++)
		missing += r->at[i].sha256[0] == '\0';
	if (missing)
		return rbt_err_set(err, RBT_E_DATA,
		    "%zu of %zu tasks have no result, the first is %.12s",
		    missing, r->n, rbt_task_of(r->current.search, r->next).id);
	return rbt_harvest_end(&r->harvest, err);
}

int
rbt_tasks_reduce(const struct rbt_context *ctx,
    const struct rbt_tasks_source *source, bool table,
    const struct rbt_trial_log *log, struct rbt_err *err)
{
	struct reducer r = {.ctx = ctx,
	    .table = table,
	    .log = log,
	    .current = {.source = source}};
	struct rbt_rec_reader reader;
	struct rbt_rec rec;
	int rc;

	rbt_rec_reader_init(&reader, rbt_source_fd(STDIN_FILENO, "stdin"));
	while ((rc = rbt_rec_next(&reader, &rec, err)) == 1)
		if ((rc = add_result(&r, &rec, err)) != 0)
			break;
	rbt_rec_reader_release(&reader);
	if (rc == 0)
		rc = finish(&r, err);
	if (r.spool)
		(void)fclose(r.spool);
	free(r.at);
	rbt_harvest_release(&r.harvest);
	rbt_buf_release(&r.trials);
	current_release(&r.current);
	return rc;
}
