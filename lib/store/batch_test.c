/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What reading alone does; the rules of rows are in ingest_test. */
#include "store/batch.h"

#include "harness/bundle.h"
#include "harness/t.h"

#define STREAM(rest) "{\"type\":\"stream\",\"v\":1" rest "}\n"
#define END          "{\"type\":\"end\",\"records\":1,\"status\":\"ok\"}\n"

static struct rbt_ingest_result result;

static int
read_text(struct rbt_batch *b, const struct rbt_ingest_options *o,
    const char *text, const char *fail)
{
	struct t_source src;
	struct rbt_source s = t_source_of(&src, "in", text);

	src.fail = fail;
	b->options = o;
	b->result = &result;
	rbt_err_clear(&t_err);
	return rbt_batch_read(b, s, &t_err);
}

/* The rows of symbol i. */
static struct rbt_series
all(const struct rbt_batch *b, size_t i)
{
	return rbt_rows_view(&b->symbols.at[i].all, "X", b->home.period);
}

static void
test_several(void)
{
	const struct rbt_ingest_options o = {.warn = t_warn};
	struct rbt_batch b = {0};

	result = (struct rbt_ingest_result){0};
	T_INT(read_text(&b, &o,
		  STREAM(",\"tool\":\"a\"") T_BAR("X", "2024-01-03", "1")
		      END T_BAR("Y", "2024-01-03", "1"),
		  NULL),
	    0);
	/* Another source may go back in time: it is a stream of its own. */
	T_INT(read_text(&b, &o, T_BAR("X", "2024-01-02", "1"), NULL), 0);
	T_INT(b.names.n, 2);
	T_INT(all(&b, 0).n, 2);
	T_OK(all(&b, 0).time[0] < all(&b, 0).time[1]);
	T_INT(all(&b, 1).n, 1);
	T_INT(b.home.period.ns, RBT_DAY_NS);
	T_INT(result.rows, 3);
	T_INT(result.lines, 5);
	T_INT(b.sources.n, 1);
	T_STR(b.sources.at[0].tool, "a");
	T_INT(read_text(&b, &o, T_BAR("X", "2024-01-02", "2"), NULL), -1);
	T_OK(strstr(t_err.msg, "X 2024-01-02: open 2 disagrees") != NULL);
	rbt_batch_release(&b);
}

/* An odd `inputs` is no reason to refuse the bars. */
static void
test_origin(void)
{
	const struct rbt_ingest_options o = {.warn = t_warn};
	struct rbt_batch b = {0};

	T_INT(read_text(&b, &o,
		  STREAM(",\"inputs\":[1,{\"name\":7},{\"name\":\"n\","
			 "\"sha256\":\"s\"}]") T_BAR("X", "2024-01-03", "1")
		      END,
		  NULL),
	    0);
	T_INT(b.sources.n, 3);
	T_OK(b.sources.at[1].name == NULL);
	T_STR(b.sources.at[2].name, "n");
	T_STR(b.sources.at[2].sha256, "s");
	rbt_batch_release(&b);
}

/* A source that fails is never taken for a bad row, whatever may be skipped. */
static void
test_lost(void)
{
	const struct rbt_ingest_options o = {.warn = t_warn,
	    .on_bad = RBT_ON_BAD_SKIP,
	    .partial = true};
	struct rbt_batch b = {0};

	T_INT(read_text(&b, &o, T_BAR("X", "2024-01-03", "1"), "torn"), -1);
	T_STR(t_err.msg, "in: torn");
	rbt_batch_release(&b);
	b = (struct rbt_batch){0};
	T_INT(read_text(&b, &o, STREAM("") T_BAR("X", "2024-01-03", "1"), NULL),
	    0);
	T_INT(all(&b, 0).n, 1);
	T_INT(read_text(&b, &o, "{\"type\":\"stream\",\"v\":2}\n", NULL), -1);
	T_STR(t_err.msg, "in:1: records of version 2, expected 1");
	rbt_batch_release(&b);
}

int
main(void)
{
	test_several();
	test_origin();
	test_lost();
	rbt_buf_release(&t_said);
	T_DONE(24);
}
