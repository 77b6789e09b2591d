/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Policies and evidence from texts, for the tests of the gate. */
#ifndef RBT_HARNESS_GATE_H
#define RBT_HARNESS_GATE_H

#include "harness/source.h"
#include "research/gate_verdict.h"

#define GATE_TODAY 19728 /* 2024-01-06 */

static inline int
gate_read(struct rbt_gate_evidence *e, const struct rbt_gate_policy *p,
    const char *text, struct rbt_err *err)
{
	struct t_source source;

	*e = (struct rbt_gate_evidence){0};
	return rbt_gate_evidence_read(e, p, t_source_of(&source, "test", text),
	    err);
}

/* A policy around its checks. */
static inline int
gate_policy(struct rbt_gate_policy *p, bool session, const char *checks,
    struct rbt_err *err)
{
	struct rbt_buf text = {0};
	int rc;

	*p = (struct rbt_gate_policy){0};
	rbt_buf_printf(&text,
	    "{\"type\":\"policy\",\"name\":\"test\",\"about\":\"a test\","
	    "\"session\":%s,\"checks\":[%s]}",
	    session ? "true" : "false", checks);
	rc = rbt_gate_policy_parse(p, text.data, text.len, err);
	rbt_buf_release(&text);
	return rc;
}

#endif
