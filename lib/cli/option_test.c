/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/option.h"
#include "harness/t.h"

static bool fast;
static const char *name;
static struct rbt_strings params;

static const struct rbt_option table[] = {
    {.name = "fast", .letter = 'f', .help = "go", .flag = &fast},
    {.name = "name", .letter = 'n', .arg = "N", .help = "n", .value = &name},
    {.name = "param", .letter = 'p', .arg = "P", .help = "p", .list = &params},
    {0},
};

static struct rbt_option_text text;
static struct rbt_err err;

/* Parses the words behind the tool's name. */
static int
parse(int argc, const char **argv)
{
	void *args = argv; /* main's argv is not const; nothing is changed */

	rbt_option_text_release(&text);
	rbt_err_clear(&err);
	fast = false;
	name = NULL;
	rbt_option_common = (struct rbt_option_common){0};
	return rbt_option_parse(table, argc, args, &text, &err);
}

#define WORDS(...) ((const char *[]){"x", __VA_ARGS__, NULL})
#define PARSE(...)                                                             \
	parse((int)(sizeof WORDS(__VA_ARGS__) / sizeof(char *)) - 1,           \
	    WORDS(__VA_ARGS__))

static void
good(void)
{
	T_INT(PARSE("-f", "a", "--name=spy", "-", "-p", "a=1", "-pb=2"), 0);
	T_OK(fast);
	T_STR(name, "spy");
	T_INT(params.n, 2);
	T_STR(params.at[0], "a=1");
	T_STR(params.at[1], "b=2");
	T_INT(text.operands.n, 2);
	T_STR(text.operands.at[0], "a");
	T_STR(text.operands.at[1], "-");
	T_INT(PARSE("--", "-f"), 0);
	T_OK(!fast);
	T_STR(text.operands.at[0], "-f");
	T_INT(PARSE("-h"), 0);
	T_OK(rbt_option_common.help);
	/* numbers stay text: nobody reads 010 as eight */
	T_INT(PARSE("-n", "010", "-q", "-o", "out"), 0);
	T_STR(name, "010");
	T_STR(rbt_option_common.output, "out");
	T_OK(rbt_option_common.quiet);
}

static void
bad(void)
{
	T_INT(PARSE("--nam", "x"), -1);
	T_INT(err.code, RBT_E_USAGE);
	T_STR(err.msg, "unknown option '--nam'; did you mean '--name'?");
	T_INT(PARSE("--bandwidth"), -1);
	T_STR(err.msg, "unknown option '--bandwidth'");
	T_INT(PARSE("-z"), -1);
	T_STR(err.msg, "unknown option '-z'");
	T_INT(PARSE("--name"), -1);
	T_STR(err.msg, "--name: expected a value");
	T_INT(PARSE("-n", "a", "--name", "b"), -1);
	T_STR(err.msg, "--name: given twice");
}

int
main(void)
{
	good();
	bad();
	rbt_option_text_release(&text);
	T_DONE(29);
}
