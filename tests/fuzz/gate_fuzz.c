/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A policy and evidence for it, parted by a line "===".  Whatever comes of them
 * comes again, its counts add up, and only a sound policy that finds all that
 * it wants says yes.
 */
#include "fuzz/fuzz.h"

#include "research/gate_verdict.h"

#define TODAY 19728 /* 2024-01-06 */

static const char mark[] = "\n===\n";

/* Answers into *out; false if the evidence could not be read. */
static bool
answer(const struct rbt_gate_policy *policy, const char *text, size_t len,
    struct rbt_buf *out)
{
	struct fuzz_source s;
	struct rbt_gate_evidence e = {0};
	struct rbt_gate_verdict v = {.policy = policy,
	    .evidence = &e,
	    .today = TODAY};
	struct rbt_buf why = {0};
	struct rbt_err err = {0};
	struct rbt_out memory;
	int rc = rbt_gate_evidence_read(&e, policy,
	    fuzz_source_of(&s, text, len, 11), &err);

	if (rc != 0) {
		fuzz_check_error(&err, RBT_E_DATA);
		rbt_gate_evidence_release(&e);
		return false;
	}
	rbt_gate_verdict_reach(&v);
	rbt_gate_verdict_explain(&why, &v);
	FUZZ_CHECK(v.answer != RBT_GATE_MISSING);
	FUZZ_CHECK((v.answer == RBT_GATE_PASS) == (why.len == 0));
	FUZZ_CHECK(v.answer != RBT_GATE_PASS || e.run != NULL);
	FUZZ_CHECK(v.answer != RBT_GATE_PASS || e.problems.n == 0);
	FUZZ_CHECK(
	    v.n_failed + v.n_missing + v.n_refused <= policy->n + e.problems.n);
	rbt_out_open_fd(&memory, -1, "memory");
	FUZZ_CHECK(rbt_gate_verdict_emit(&memory, &v) ==
		   (int64_t)(policy->n + e.problems.n + 1));
	rbt_gate_verdict_write(&memory, &v);
	rbt_buf_add(out, memory.buf.data, memory.buf.len);
	rbt_out_abort(&memory);
	rbt_buf_release(&why);
	rbt_gate_evidence_release(&e);
	return true;
}

/* The position of the mark; the end if there is none. */
static size_t
find_mark(const char *text, size_t len)
{
	for (size_t i = 0; i + sizeof mark - 1 <= len; i++)
		if (memcmp(text + i, mark, sizeof mark - 1) == 0)
			return i;
	return len;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = rbt_xmalloc(size + 1);
	struct rbt_buf first = {0}, second = {0};
	struct rbt_gate_policy policy = {0};
	struct rbt_err err = {0};
	size_t at, behind;

	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	at = find_mark(text, size);
	behind = at + sizeof mark - 1 < size ? at + sizeof mark - 1 : size;
	if (rbt_gate_policy_parse(&policy, text, at, &err) != 0) {
		fuzz_check_error(&err, RBT_E_DATA);
	} else {
		FUZZ_CHECK(policy.n >= 1 && policy.n <= RBT_GATE_CHECKS);
		FUZZ_CHECK(
		    answer(&policy, text + behind, size - behind, &first) ==
		    answer(&policy, text + behind, size - behind, &second));
		FUZZ_CHECK(fuzz_same(&first, &second));
	}
	rbt_gate_policy_release(&policy);
	rbt_buf_release(&first);
	rbt_buf_release(&second);
	free(text);
	return 0;
}
