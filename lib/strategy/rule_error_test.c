/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every message that a rule file can give: its place and its words. */
#include <stdlib.h>

#include "core/buf.h"
#include "harness/t.h"
#include "strategy/rule.h"

/* A text and the first line of its message behind the name. */
struct wrong {
	const char *text, *message;
};

static const struct wrong words[] = {
    {"a = smaa(close, 5)", "1:5: unknown function 'smaa'; did you mean 'sma'?"},
    {"a = SMA(close, 5)", "1:5: unknown function 'SMA'; did you mean 'sma'?"},
    {"a = qqqqq(close)", "1:5: unknown function 'qqqqq'"},
    {"a = sma(clsoe, 5)", "1:9: unknown name 'clsoe'; did you mean 'close'?"},
    {"param fast = 3\n\ta = sma(close, fats)",
	"2:17: unknown name 'fats'; did you mean 'fast'?"},
    {"entr long when close > open",
	"1:1: unknown clause 'entr'; did you mean 'enter'?"},
    {"enter lnog when close > open",
	"1:7: expected 'long' or 'short', got 'lnog'; did you mean 'long'?"},
    {"exit lnog when close > open",
	"1:6: expected 'long' or 'short' or 'after', got 'lnog'; did you mean "
	"'long'?"},
    {"stop lost 5%",
	"1:6: expected 'loss' or 'trail', got 'lost'; did you mean 'loss'?"},
    {"size 10 cahs",
	"1:9: expected 'units' or 'cash' or '%', got 'cahs'; did you mean "
	"'cash'?"},
    {"size 10", "1:8: expected 'units' or 'cash' or '%', got the end of the "
		"file"},
    {"size 10% of equty", "1:13: expected 'equity', got 'equty'"},
    {"size risk 10 units\nstop loss 1", "1:14: expected '%', got 'units'"},
    {"exit after 2 bar", "1:14: expected 'bars', got 'bar'"},
    {"enter long close > open", "1:12: expected 'when', got 'close'"},
    {"a = macd(close, 12, 26, 9).hst",
	"1:28: macd has no output of that name; did you mean 'hist'?"},
    {"a = b + 1\nb = 2", "1:5: 'b' is used before the line that defines it"},
    {"a = fast\nparam fast = 2",
	"1:5: 'fast' is used before the line that defines it"},
    {"sma = 3", "1:1: 'sma' is a function and cannot be a name"},
    {"if = 3", "1:1: 'if' is a function and cannot be a name"},
    {"long = 3", "1:1: 'long' is a keyword and cannot be a name"},
    {"param bar = 3", "1:7: 'bar' is a series and cannot be a name"},
    {"a = 1\na = 2", "2:1: 'a' has a meaning already"},
    {"a = sma", "1:5: 'sma' is a function: its arguments in parentheses are "
		"missing"},
};

static const struct wrong grammar[] = {
    {"a = 1 +", "1:8: expected an expression, got the end of the file"},
    {"a = 1 +\n", "1:8: expected an expression, got the end of the line"},
    {"a = long", "1:5: expected an expression, got 'long'"},
    {"a = (1\nb = 2", "2:1: expected ')' or an operator, got 'b'"},
    {"a = close[1\nb = 2", "2:1: expected ']' or an operator, got 'b'"},
    {"a = sma(close\nb = 2", "2:1: expected ',' or ')' or an operator, got "
			     "'b'"},
    {"a = sma(close,)", "1:15: expected an argument, got ')'"},
    {"a = min(1,2,3,4,5,6,7,8,9)",
	"1:25: expected ')': no function has more arguments, got '9'"},
    {"a = 1)", "1:6: expected an operator or the end of the line, got ')'"},
    {"a = 1 < 2 < 3",
	"1:11: comparisons do not chain: write 'a < b and b < c'"},
    {"a = close = 3", "1:11: '=' defines a name; '==' compares"},
    {"= 3", "1:1: expected a clause or 'name = expression', got '='"},
    {"param = 3", "1:7: expected a name, got '='"},
    {"param x 3", "1:9: expected '=', got '3'"},
    {"param x = close", "1:11: expected a number, got 'close'"},
    {"param x = 1 in 1", "1:17: expected '..', got the end of the file"},
    {"param x = 1 in 0.5..2",
	"1:22: expected 'step' (a range that is not whole needs one), got the "
	"end of the file"},
    {"param x = 5 in 1..2", "1:13: the default 5 is outside the range"},
    {"param x = 1 in 3..2", "1:13: the range ends below its start"},
    {"param x = 1 in 0..2 step 0", "1:26: a step is more than 0"},
    {"a = 12abc",
	"1:5: a number runs into a word: a name begins with a letter, and a "
	"space stands between a number and a word"},
    {"a = .5", "1:5: a number begins with a digit, as in 0.5"},
    {"a = 1.", "1:6: a digit is missing behind the point"},
    {"a = 1e999", "1:5: the number is larger than 1e300"},
    {"a = close & open", "1:11: '&' has no meaning here"},
    {"# \xc3\xa9\xc3\xa9\na = \xc3\xa9", "2:5: '\xc3\xa9' has no meaning here"},
    {"a = \xff", "1:5: byte 0xff is not UTF-8"},
    {"# \xc3\xa9\xc3\xa9 \xc3", "1:6: byte 0xc3 is not UTF-8"},
    {"a = 1 \rb = 2", "1:7: a control character (0x0d)"},
    {"a = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	"1:5: a name of 65 characters; 64 is the most"},
};

static const struct wrong meaning[] = {
    {"enter long when close\nsize 1 units",
	"1:17: this clause needs a condition here; this is a number"},
    {"target close > 3",
	"1:8: this clause needs a number here; this is a condition"},
    {"a = not close", "1:9: 'not' needs a condition here; this is a number"},
    {"a = 1 + close > 2 and close",
	"1:23: 'and' needs a condition here; this is a number"},
    {"a = (close > open) + 1",
	"1:5: '+' needs a number here; this is a condition"},
    {"a = if(close > open, close, close > open)",
	"1:29: if() needs a number here; this is a condition"},
    {"a = if(close, 1, 2)",
	"1:8: if() needs a condition here; this is a number"},
    {"a = sma(close > open, 3)",
	"1:9: sma() needs a number here; this is a condition"},
    {"a = macd(close, 12, 26, 9)\nb = a + 1",
	"2:5: macd has several outputs: say which one (.line, .signal, "
	".hist)"},
    {"a = close.x", "1:11: only an indicator with several outputs has fields"},
    {"a = close[bar]",
	"1:11: [n] needs a constant here: numbers and parameters only"},
    {"a = sma(close, bar)",
	"1:16: sma() needs a constant here: numbers and parameters only"},
    {"a = valuewhen(close > open, 3, bar)",
	"1:32: valuewhen() needs a constant here: numbers and parameters "
	"only"},
    {"a = sma(close)", "1:5: expected 2 arguments, got 1: sma(x, n)"},
    {"a = abs()", "1:5: expected 1 argument, got 0: abs(x)"},
    {"a = min(1)", "1:5: expected 2 or more arguments, got 1: min(a, b, ...)"},
    {"a = valuewhen(close > open)",
	"1:5: expected 2 or 3 arguments, got 1: valuewhen(condition, x, n)"},
    {"require close > 3",
	"1:9: 'require' needs a constant condition: numbers and parameters "
	"only"},
    {"size close units",
	"1:6: this clause needs a constant here: numbers and parameters only"},
    {"exit after bar bars",
	"1:12: this clause needs a constant here: numbers and parameters "
	"only"},
    {"stop loss close%",
	"1:11: a percentage needs a constant: numbers and parameters only"},
    {"enter long when close > open",
	"1:17: an 'enter' needs a 'size' clause in the file, as in 'size 100% "
	"of equity'"},
    {"size risk 1% of equity",
	"1:1: 'size risk' needs a 'stop loss' or a 'stop trail'"},
    {"size 1 units\nsize 2 units",
	"2:1: a second clause of this kind; the first is on line 1"},
    {"stop loss 1\nstop loss 2",
	"2:1: a second clause of this kind; the first is on line 1"},
};

/* Found when the parameters are fixed. */
static const struct wrong values[] = {
    {"a = close[-1]", "1:11: expected a whole number in 0..100000 for the "
		      "bars to look back, got -1"},
    {"a = close[1.5]", "1:11: expected a whole number in 0..100000 for the "
		       "bars to look back, got 1.5"},
    {"a = sma(close, 0)", "1:16: expected a whole number in 1..100000 for 'n' "
			  "of sma, got 0"},
    {"a = 1/0\nb = sma(close, a)",
	"2:16: expected a whole number in 1..100000 for 'n' of sma, got "
	"undefined"},
    {"a = valuewhen(close > open, close, 0.5)",
	"1:36: expected a whole number in 0..100000 for 'n' of valuewhen, got "
	"0.5"},
    {"size 0 units", "1:6: expected a number above 0 and below 92 billion, "
		     "got 0"},
    {"size 1e11 cash", "1:6: expected a number above 0 and below 92 billion, "
		       "got 100000000000"},
    {"stop loss -5%", "1:11: expected a number above 0 and below 92 billion, "
		      "got -5"},
    {"exit after 0 bars", "1:12: expected a whole number in 1..1000000000 for "
			  "the bars to exit after, got 0"},
    {"param fast = 60\nparam slow = 50\nrequire fast < slow",
	"3:1: this requirement does not hold: fast = 60, slow = 50"},
    {"require 1/0 > 2", "1:1: this requirement does not hold"},
};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Four checks. */
static void
check(const struct wrong *w, int bind)
{
	struct rbt_err err = {0};
	struct rbt_buf want = {0};
	struct rbt_rule *r =
	    rbt_rule_parse(w->text, strlen(w->text), "x.rule", &err);

	T_OK((r != NULL) == (bind != 0));
	T_OK(r == NULL || rbt_rule_bind(r, &err) != 0);
	err.msg[strcspn(err.msg, "\n")] = '\0';
	rbt_buf_printf(&want, "x.rule:%s", w->message);
	T_STR(err.msg, rbt_buf_str(&want));
	T_INT(err.code, RBT_E_DATA);
	rbt_buf_release(&want);
	rbt_rule_free(r);
}

/* The whole message. */
static void
check_shown(const char *text, size_t len, const char *want)
{
	struct rbt_err err = {0};

	T_OK(rbt_rule_parse(text, len, "x.rule", &err) == NULL);
	T_STR(err.msg, want);
}

static void
test_lines(void)
{
	static const char text[] = "a = 1\nb = smaa(close, 5) # why\r\nc = 2\n";
	static const char tabs[] = "\ta = sma(close,\tx)";
	static const char zero[] = "a = 1\0";
	char wide[400] = "a = 1";

	check_shown(text, sizeof(text) - 1,
	    "x.rule:2:5: unknown function 'smaa'; did you mean 'sma'?\n"
	    "    b = smaa(close, 5) # why\n"
	    "        ^");
	check_shown(tabs, sizeof(tabs) - 1,
	    "x.rule:1:17: unknown name 'x'\n"
	    "    \ta = sma(close,\tx)\n"
	    "    \t              \t^");
	check_shown(zero, sizeof(zero) - 1,
	    "x.rule:1:6: a zero byte\n"
	    "    a = 1?\n"
	    "         ^");
	for (int i = 0; i < 60; i++)
		strncat(wide, " + 1", sizeof(wide) - strlen(wide) - 1);
	memcpy(wide + 201, " + x", 4);
	check_shown(wide, strlen(wide),
	    "x.rule:1:205: unknown name 'x'\n"
	    "    ...1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + x"
	    " + 1 + 1 + 1 + 1 + 1 + 1 + 1 + ...\n"
	    "                                               ^");
}

/* Texts that are too much in one way or another. */
static void
test_limits(void)
{
	size_t len = (1u << 20) + 1;
	char *text = malloc(len + 1);
	struct rbt_err err = {0};
	struct rbt_rule *r;

	memset(text, '\n', len);
	T_OK(rbt_rule_parse(text, len, "x.rule", &err) == NULL);
	T_STR(err.msg,
	    "x.rule: 1048577 bytes; a rule file has 1048576 at most");
	r = rbt_rule_parse(text, len - 1, "x.rule", NULL);
	T_OK(r != NULL);
	rbt_rule_free(r);

	memset(text, '(', len);
	memcpy(text, "a = ", 4);
	rbt_err_clear(&err);
	T_OK(rbt_rule_parse(text, 1000, "x.rule", &err) == NULL);
	T_OK(strstr(err.msg, "1:69: nested deeper than 64 levels\n") != NULL);
	memset(text + 4, '-', 1000);
	rbt_err_clear(&err);
	T_OK(rbt_rule_parse(text, 1000, "x.rule", &err) == NULL);
	T_OK(strstr(err.msg, "1:69: nested deeper than 64 levels\n") != NULL);
	for (size_t i = 4; i + 1 < 100000; i += 2)
		memcpy(text + i, "1+", 2);
	rbt_err_clear(&err);
	T_OK(rbt_rule_parse(text, 100000, "x.rule", &err) == NULL);
	T_OK(strstr(err.msg,
		 "more than 16384 operands and operators in one file\n") !=
	     NULL);
	free(text);
}

/* 1400 look-backs of 100000 bars do not fit the limit of 1 GiB. */
static void
test_memory(void)
{
	static const int64_t px[1] = {100000000};
	struct rbt_series s = {.n = 1,
	    .open = px,
	    .high = px,
	    .low = px,
	    .close = px};
	struct rbt_buf text = {0};
	struct rbt_err err = {0};
	struct rbt_signal_block block;
	struct rbt_signal_source src;
	struct rbt_rule_eval *ev;
	struct rbt_rule *r;

	rbt_buf_add_str(&text, "size 1 units\nenter long when close > 0");
	for (int i = 0; i < 1400; i++)
		rbt_buf_printf(&text, " and (close + %d)[100000] > 1", i);
	r = rbt_rule_parse(rbt_buf_str(&text), text.len, "x.rule", NULL);
	T_INT(rbt_rule_bind(r, NULL), 0);
	ev = rbt_rule_eval_new(r, 1);
	src = rbt_rule_eval_source(ev);
	T_INT(src.block(src.self, 0, &s, 0, 1, &block, &err), -1);
	T_INT(err.code, RBT_E_SYS);
	T_OK(strstr(err.msg, "x.rule: memory for looking back: ") == err.msg);
	rbt_rule_eval_free(ev);
	rbt_rule_free(r);
	rbt_buf_release(&text);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(words); i++)
		check(&words[i], 0);
	for (size_t i = 0; i < COUNT(grammar); i++)
		check(&grammar[i], 0);
	for (size_t i = 0; i < COUNT(meaning); i++)
		check(&meaning[i], 0);
	for (size_t i = 0; i < COUNT(values); i++)
		check(&values[i], 1);
	test_lines();
	test_limits();
	test_memory();
	T_DONE((long)(4 * (COUNT(words) + COUNT(grammar) + COUNT(meaning) +
			      COUNT(values)) +
		      8 + 9 + 4));
}
