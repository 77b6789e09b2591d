/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of a line, read off by eye. */
#include "research/gate_doc.h"

#include "harness/t.h"

static const char line[] =
    "{\"type\":\"x\",\"n\":-1.5e1,\"yes\":true,\"no\":false,\"none\":null,"
    "\"text\":\"a \\\"b\\\" \\u00e9\",\"nul\":\"a\\u0000b\",\"huge\":1e999,"
    "\"list\":[1,2],\"a\":{\"b\":{\"c\":{\"d\":7}},\"t\":\"in\"},"
    "\"k\\u0065y\":3,"
    "\"least\":{\"p\":2,\"q\":0.5,\"r\":1},\"mixed\":{\"p\":2,\"q\":null},"
    "\"empty\":{}}";

static struct rbt_gate_doc doc;

static void
check_number(struct rbt_gate_value v, double want)
{
	T_INT(v.kind, RBT_GATE_NUMBER);
	T_NEAR(v.number, want, 0, 0);
}

static enum rbt_gate_kind
kind_at(const char *path)
{
	return rbt_gate_doc_at(&doc, path).kind;
}

static void
test_kinds(void)
{
	check_number(rbt_gate_doc_at(&doc, "n"), -15);
	T_INT(kind_at("yes"), RBT_GATE_BOOL);
	T_OK(rbt_gate_doc_at(&doc, "yes").flag);
	T_INT(kind_at("no"), RBT_GATE_BOOL);
	T_OK(!rbt_gate_doc_at(&doc, "no").flag);
	T_INT(kind_at("none"), RBT_GATE_NULL);
	T_INT(kind_at("absent"), RBT_GATE_NULL);
	T_STR(rbt_gate_doc_at(&doc, "type").text, "x");
	T_STR(rbt_gate_doc_at(&doc, "text").text, "a \"b\" \xc3\xa9");
	T_INT(kind_at("nul"), RBT_GATE_OTHER);
	T_INT(kind_at("huge"), RBT_GATE_OTHER);
	T_INT(kind_at("list"), RBT_GATE_OTHER);
	T_INT(kind_at("a"), RBT_GATE_OTHER);
	check_number(rbt_gate_doc_at(&doc, "key"), 3);
	T_OK(rbt_gate_doc_has(&doc, "no"));
	T_OK(!rbt_gate_doc_has(&doc, "none"));
	T_OK(!rbt_gate_doc_has(&doc, "absent"));
}

static void
test_paths(void)
{
	check_number(rbt_gate_doc_at(&doc, "a.b.c.d"), 7);
	T_STR(rbt_gate_doc_at(&doc, "a.t").text, "in");
	T_INT(kind_at("a.b.c.e"), RBT_GATE_NULL);
	T_INT(kind_at("a.x.c"), RBT_GATE_NULL);
	T_INT(kind_at("n.b"), RBT_GATE_NULL);
	T_INT(kind_at("list.b"), RBT_GATE_NULL);
	T_INT(kind_at("b"), RBT_GATE_NULL); /* only further in */
}

static void
test_least(void)
{
	check_number(rbt_gate_doc_least(&doc, "least"), 0.5);
	check_number(rbt_gate_doc_least(&doc, "a.b.c"), 7);
	T_INT(rbt_gate_doc_least(&doc, "mixed").kind, RBT_GATE_NULL);
	T_INT(rbt_gate_doc_least(&doc, "empty").kind, RBT_GATE_NULL);
	T_INT(rbt_gate_doc_least(&doc, "list").kind, RBT_GATE_NULL);
	T_INT(rbt_gate_doc_least(&doc, "n").kind, RBT_GATE_NULL);
	T_INT(rbt_gate_doc_least(&doc, "absent").kind, RBT_GATE_NULL);
}

int
main(void)
{
	T_OK(rbt_gate_doc_read(&doc, line, sizeof line - 1));
	test_kinds();
	test_paths();
	test_least();
	T_OK(!rbt_gate_doc_read(&doc, "[1]", 3));
	T_OK(rbt_gate_doc_read(&doc, "{\"n\":4} ", 7));
	check_number(rbt_gate_doc_at(&doc, "n"), 4);
	T_INT(kind_at("type"), RBT_GATE_NULL);
	rbt_gate_doc_release(&doc);
	T_DONE(1 + 19 + 8 + 9 + 5);
}
