/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a policy may say, and every way in which one is refused. */
#include "harness/t.h"

#include "harness/gate.h"

#define GOOD                                                                   \
	"\"name\":\"c\",\"type\":\"m\",\"key\":\"x\",\"op\":\"<\",\"limit\":1"

static void
test_good(void)
{
	struct rbt_gate_policy p;
	struct rbt_err err = {0};

	T_INT(gate_policy(&p, true,
		  "{" GOOD "},"
		  "{\"name\":\"d\",\"about\":\"why\",\"type\":\"n\",\"of\":"
		  "\"session\",\"where\":[{\"key\":\"a.b\",\"is\":[1,null]},"
		  "{\"key\":\"c\",\"not\":[true]}],\"keys\":[\"x\",\"y\"],"
		  "\"compute\":\"sum\",\"pick\":\"last\",\"op\":\">=\","
		  "\"limit_of\":{\"type\":\"m\",\"key\":\"z\",\"as\":\"bps\"},"
		  "\"required\":false,\"refuse\":true}",
		  &err),
	    0);
	T_STR(p.name, "test");
	T_OK(p.session);
	T_INT(p.n, 2);
	T_INT(p.check[0].compute, RBT_GATE_VALUE);
	T_INT(p.check[0].pick, RBT_GATE_WORST);
	T_OK(p.check[0].required && !p.check[0].refuse);
	T_STR(p.check[1].about, "why");
	T_STR(p.check[1].source.of, "session");
	T_INT(p.check[1].source.where.n, 2);
	T_STR(p.check[1].source.where.at[0].key, "a.b");
	T_INT(p.check[1].source.where.at[0].any[1].kind, RBT_GATE_NULL);
	T_OK(p.check[1].source.where.at[1].none_of);
	T_INT(p.check[1].source.n_keys, 2);
	T_STR(p.check[1].source.key[1], "y");
	T_INT(p.check[1].compute, RBT_GATE_SUM);
	T_INT(p.check[1].pick, RBT_GATE_LAST);
	T_STR(rbt_gate_policy_op(p.check[1].op), ">=");
	T_INT(p.check[1].limit_of.as, RBT_GATE_AS_BPS);
	T_OK(!p.check[1].required && p.check[1].refuse);
	T_STR(rbt_gate_policy_type(&p, 0), "m");
	T_STR(rbt_gate_policy_type(&p, 1), "n");
	T_OK(rbt_gate_policy_type(&p, 2) == NULL);
	rbt_gate_policy_release(&p);
}

static void
refused_policy(const char *text, const char *message)
{
	struct rbt_gate_policy p = {0};
	struct rbt_err err = {0};

	T_INT(rbt_gate_policy_parse(&p, text, strlen(text), &err), -1);
	T_INT(err.code, RBT_E_DATA);
	T_STR(err.msg, message);
	rbt_gate_policy_release(&p);
}

static void
test_documents(void)
{
	refused_policy("", "line 1, column 1: text ends early: expected '{'");
	refused_policy("[]", "line 1, column 1: expected '{'");
	refused_policy("{}", "type: missing");
	refused_policy("{\"type\":1}", "type: expected a string, got 1");
	refused_policy("{\"type\":\"run\"}", "type: expected \"policy\"");
	refused_policy("{\"type\":\"policy\"}", "name: missing");
	refused_policy("{\"type\":\"policy\",\"cheks\":[]}",
	    "unknown key 'cheks'; did you mean 'checks'?");
	refused_policy("{\"type\":\"policy\",\"type\":\"policy\"}",
	    "line 1, column 19: second key 'type'");
	refused_policy("{\"type\":\"policy\",\"name\":\"../x\",\"about\":\"\"}",
	    "name: expected up to 40 of a-z, 0-9, _ and -");
	refused_policy("{\"type\":\"policy\",\"name\":\"x\",\"about\":\"\"}",
	    "checks: missing");
	refused_policy("{\"type\":\"policy\",\"name\":\"x\",\"about\":\"\","
		       "\"checks\":[]}",
	    "checks: expected 1 to 64 of them");
	refused_policy("{\"type\":\"policy\",\"name\":\"x\",\"about\":\"\","
		       "\"session\":1,\"checks\":[]}",
	    "session: expected true or false, got 1");
	refused_policy("{\"type\":\"policy\",\"name\":\"x\",\"about\":\"\","
		       "\"checks\":[7]}",
	    "checks[0]: expected an object, got 7");
}

static void
refused(const char *checks, const char *message)
{
	struct rbt_gate_policy p;
	struct rbt_err err = {0};

	T_INT(gate_policy(&p, false, checks, &err), -1);
	T_INT(err.code, RBT_E_DATA);
	T_STR(err.msg, message);
	rbt_gate_policy_release(&p);
}

static const char if_null[] =
    "checks[0].if_null: expected a number, and a compute that looks at single "
    "records";

static void
test_checks(void)
{
	refused("{}", "checks[0].name: missing");
	refused("{\"name\":\"A b\"}",
	    "checks[0].name: expected up to 40 of a-z, 0-9, _ and -");
	refused("{\"name\":\"c\"}", "checks[0].type: missing");
	refused("{" GOOD "},{" GOOD "}", "checks[1].name: a second 'c'");
	refused("{" GOOD ",\"requird\":true}",
	    "checks[0]: unknown key 'requird'; did you mean 'required'?");
	refused("{" GOOD ",\"value\":9}", "checks[0]: unknown key 'value'");
	refused("{" GOOD ",\"required\":\"no\"}",
	    "checks[0].required: expected true or false, got \"no\"");
	refused("{" GOOD ",\"compute\":\"summ\"}",
	    "checks[0].compute: unknown word 'summ'; did you mean 'sum'?");
	refused("{" GOOD ",\"compute\":\"ratio\"}",
	    "checks[0]: ratio reads 2 to 2 keys, not 1");
	refused("{" GOOD ",\"compute\":\"count\"}",
	    "checks[0]: count reads 0 to 0 keys, not 1");
	refused("{" GOOD ",\"compute\":\"distinct\",\"pick\":\"last\"}",
	    "checks[0].pick: distinct has one value, there is nothing to pick");
	refused("{" GOOD ",\"compute\":\"relative\"}",
	    "checks[0].against: missing");
	refused("{" GOOD ",\"against\":{\"type\":\"m\",\"key\":\"x\"}}",
	    "checks[0].against: belongs to relative, distinct and yearly");
	refused("{" GOOD ",\"compute\":\"yearly\"}",
	    "checks[0].as: yearly counts dates");
	refused("{" GOOD ",\"if_null\":\"0\"}", if_null);
	refused("{" GOOD ",\"compute\":\"distinct\",\"if_null\":0}", if_null);
	refused("{" GOOD ",\"match\":[{\"key\":\"a\",\"is\":[1]}]}",
	    "checks[0].match: belongs to share and to nothing else");
	refused("{\"name\":\"c\",\"type\":\"m\",\"keys\":[],\"op\":\"<\","
		"\"limit\":1}",
	    "checks[0].keys: expected 1 to 4 keys");
	refused("{" GOOD ",\"keys\":[\"x\"]}",
	    "checks[0]: expected either 'key' or 'keys'");
	refused("{" GOOD ",\"limit_of\":{\"type\":\"m\",\"key\":\"x\"}}",
	    "checks[0]: expected either 'limit' or 'limit_of'");
	refused("{" GOOD ",\"of\":\"walk\"}",
	    "checks[0].of: unknown word 'walk'");
	refused("{" GOOD ",\"as\":\"text\",\"where\":{}}",
	    "checks[0].where: expected a list, got an object");
	refused("{" GOOD ",\"where\":[]}",
	    "checks[0].where: expected 1 to 8 filters");
	refused("{" GOOD ",\"where\":[{\"key\":\"a\"}]}",
	    "checks[0].where[0]: expected either 'is' or 'not'");
	refused("{" GOOD ",\"where\":[{\"key\":\"a\",\"is\":[]}]}",
	    "checks[0].where[0].is: expected 1 to 16 values");
	refused("{" GOOD ",\"where\":[{\"key\":\"a\",\"is\":[{}]}]}",
	    "checks[0].where[0].is[0]: expected a text, a number, true, false "
	    "or null");
}

static void
test_values(void)
{
	refused("{\"name\":\"c\",\"type\":\"m\",\"key\":\"a..b\"}",
	    "checks[0].key: expected up to 4 names joined by points");
	refused("{\"name\":\"c\",\"type\":\"m\",\"key\":\"a.b.c.d.e\"}",
	    "checks[0].key: expected up to 4 names joined by points");
	refused("{\"name\":\"c\",\"type\":\"m\",\"key\":\"\"}",
	    "checks[0].key: expected up to 4 names joined by points");
	refused("{\"name\":\"c\",\"type\":\"m\",\"keys\":[1]}",
	    "checks[0].keys[0]: expected a string, got 1");
	refused("{\"name\":\"c\",\"type\":\"m\",\"key\":\"x\",\"limit\":1}",
	    "checks[0].op: missing");
	refused("{\"name\":\"c\",\"type\":\"m\",\"key\":\"x\",\"op\":\"=\","
		"\"limit\":1}",
	    "checks[0].op: unknown word '='; did you mean '>='?");
	refused("{\"name\":\"c\",\"type\":\"m\",\"key\":\"x\",\"op\":\"<\","
		"\"limit\":\"1\"}",
	    "checks[0].limit: expected a number for <");
	refused("{\"name\":\"c\",\"type\":\"m\",\"key\":\"x\",\"op\":\"<\","
		"\"limit\":null}",
	    "checks[0]: expected either 'limit' or 'limit_of'");
	refused("{\"name\":\"c\",\"type\":\"m\",\"key\":\"x\",\"op\":\"<\","
		"\"limit\":[1]}",
	    "checks[0].limit: expected a number, a text, true or false");
	refused("{\"name\":\"c\",\"type\":\"m\",\"key\":\"x\",\"op\":\"<\","
		"\"limit\":1e999}",
	    "checks[0].limit: expected a number, a text, true or false");
	refused("{\"name\":\"c\",\"type\":\"m\",\"key\":\"x\",\"op\":\"<\","
		"\"limit_of\":{\"type\":\"m\"}}",
	    "checks[0].limit_of.key: missing");
}

int
main(void)
{
	test_good();
	test_documents();
	test_checks();
	test_values();
	T_DONE(23 + 3 * (13 + 26 + 11));
}
