/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What rbt-wfo overfit reads, by the first byte: records of a run or a search,
 * returns in columns, or moments.  What it takes is one of what it can judge,
 * and is judged without trouble.
 */
#include <math.h>

#include "fuzz/fuzz.h"

#include "research/overfit_read.h"

static void
judge(struct rbt_overfit_read *r)
{
	struct rbt_overfit figures;
	struct rbt_err err = {0};
	struct rbt_out out;

	r->in.options.blocks = 4;
	r->in.options.reps = 2;
	if (rbt_overfit_compute(&r->in, &figures, &err) != 0) {
		FUZZ_CHECK(err.code == RBT_E_DATA || err.code == RBT_E_USAGE);
		fuzz_check_error(&err, err.code);
		return;
	}
	rbt_out_open_fd(&out, -1, "memory");
	rbt_overfit_emit(&out, &r->in, &figures);
	FUZZ_CHECK(memchr(out.buf.data, '\n', out.buf.len) ==
		   out.buf.data + out.buf.len - 1);
	rbt_overfit_write(&out, &r->in, &figures);
	rbt_out_abort(&out);
}

static int
read_input(struct rbt_overfit_read *r, unsigned how, const char *text,
    size_t size, struct rbt_err *err)
{
	static const char *const columns[] = {NULL, "b", "2"};
	struct fuzz_source s;

	if (how % 5 == 0)
		return rbt_overfit_read_records(r,
		    fuzz_source_of(&s, text, size, how % 7), err);
	if (how % 5 == 1)
		return rbt_overfit_read_moments(r, text, err);
	return rbt_overfit_read_returns(r,
	    fuzz_source_of(&s, text, size, how % 7), columns[how % 5 - 2], err);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned how = fuzz_byte(&data, &size);
	char *text = rbt_xstrndup((const char *)data, size);
	struct rbt_overfit_read r;
	struct rbt_err err = {0};

	rbt_overfit_read_init(&r);
	if (read_input(&r, how, text, size, &err) == 0) {
		FUZZ_CHECK(err.code == RBT_OK);
		for (size_t i = 0; r.in.x && i < r.in.n; i++)
			FUZZ_CHECK(isfinite(r.in.x[i]));
		judge(&r);
	} else {
		FUZZ_CHECK(err.code == RBT_E_DATA || err.code == RBT_E_USAGE);
		fuzz_check_error(&err, err.code);
	}
	rbt_overfit_read_release(&r);
	free(text);
	return 0;
}
