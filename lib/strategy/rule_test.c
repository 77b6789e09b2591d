/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parameters, constants, plans and programs; expected by hand. */
#include "strategy/rule.h"

#include "core/buf.h"
#include "core/io.h"
#include "harness/rule.h"
#include "strategy/rule_internal.h"

static struct rbt_rule *
parsed(const char *text)
{
	struct rbt_err err = {0};
	struct rbt_rule *r = rbt_rule_parse(text, strlen(text), "x.rule", &err);

	T_STR(err.msg, "");
	return r;
}

static void
test_params(void)
{
	struct rbt_rule *r = parsed("param fast = 10 in 2..50\n"
				    "param k = -1.5 in -2..2 step 0.25\n"
				    "param free = 7\n");
	const struct rbt_rule_param *p = rbt_rule_param_at(r, 0);

	T_STR(p->name, "fast");
	T_NEAR(p->value, 10, 0, 0);
	T_NEAR(p->min, 2, 0, 0);
	T_NEAR(p->max, 50, 0, 0);
	T_NEAR(p->step, 1, 0, 0);
	T_OK(p->has_range && p->whole);
	p = rbt_rule_param_at(r, 1);
	T_NEAR(p->value, -1.5, 0, 0);
	T_NEAR(p->min, -2, 0, 0);
	T_NEAR(p->step, 0.25, 0, 0);
	T_OK(p->has_range && !p->whole);
	T_OK(!rbt_rule_param_at(r, 2)->has_range);
	T_OK(rbt_rule_param_at(r, 3) == NULL);
	T_INT(rbt_rule_set(r, "k", "1.9", NULL), 0);
	T_NEAR(p->value, 1.9, 0, 0);
	rbt_rule_free(r);
}

/* Three checks: a refused setting. */
static void
refuse(struct rbt_rule *r, const char *name, const char *value,
    const char *message)
{
	struct rbt_err err = {0};

	T_INT(rbt_rule_set(r, name, value, &err), -1);
	T_STR(err.msg, message);
	T_INT(err.code, RBT_E_USAGE);
}

static void
test_refused(void)
{
	struct rbt_rule *r = parsed(
	    "param fast = 10 in 2..50\nparam k = 1 in 0.5..2 step 0.5\n");

	refuse(r, "fsat", "3",
	    "x.rule has no parameter 'fsat'; did you mean 'fast'?");
	refuse(r, "zzz", "3", "x.rule has no parameter 'zzz'");
	refuse(r, "fast", "x", "parameter fast: expected a number, got 'x'");
	refuse(r, "fast", "", "parameter fast: expected a number, got ''");
	refuse(r, "fast", "51", "parameter fast: 51 is outside 2..50");
	refuse(r, "k", "0.49", "parameter k: 0.49 is outside 0.5..2");
	T_INT(rbt_rule_set(r, "fast", "50", NULL), 0);
	refuse(r, "fast", "49", "parameter fast: given twice");
	rbt_rule_free(r);
}

/* Who is to blame for a value that does not do: the file, or -p. */
static void
test_blame(void)
{
	static const char *const texts[] = {
	    "param n = 0\na = sma(close, n * 2)\n",
	    "param n = 5\nrequire n > 7\n",
	    "param n = 3\nsize n - 4 units\n",
	};

	for (size_t i = 0; i < 3; i++) {
		struct rbt_err err = {0};
		struct rbt_rule *r = parsed(texts[i]);

		T_INT(rbt_rule_bind(r, &err), -1);
		T_INT(err.code, RBT_E_DATA);
		rbt_rule_free(r);
		rbt_err_clear(&err);
		r = parsed(texts[i]);
		T_INT(rbt_rule_set(r, "n", "-1", &err), 0);
		T_INT(rbt_rule_bind(r, &err), -1);
		T_INT(err.code, RBT_E_USAGE);
		rbt_rule_free(r);
	}
}

/* Two checks: the constant e as the amount of a size, in 1e-8. */
static void
amount(const char *e, int64_t want)
{
	struct rbt_buf text = {0};
	struct rbt_rule *r;

	rbt_buf_printf(&text,
	    "param p = 1.1\nparam big = 12345678901.12345678\nq = p * 2\n"
	    "size %s cash\n",
	    e);
	r = t_rule(rbt_buf_str(&text));
	T_INT(rbt_rule_plan(r)->size, RBT_SIZE_CASH);
	T_INT(rbt_rule_plan(r)->amount_e8, want);
	rbt_rule_free(r);
	rbt_buf_release(&text);
}

/* Volume in a condition, in an indicator, and named but never used. */
static void
test_volume(void)
{
	static const char open[] = "enter long when close > 1\nsize 1 units\n";
	struct rbt_rule *unbound =
	    rbt_rule_parse(open, sizeof open - 1, "open", NULL);
	static const struct {
		const char *text;
		bool reads;
	} rules[] = {
	    {"enter long when volume > 1\nsize 1 units\n", true},
	    {"enter long when close > sma(volume, 3)\nsize 1 units\n", true},
	    {"enter long when close > sma(high, 3)\nsize 1 units\n", false},
	    {"x = volume * 2\nenter long when close > 1\nsize 1 units\n",
		false},
	};

	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
		struct rbt_rule *r = t_rule(rules[i].text);

		T_INT(rbt_rule_reads_volume(r), rules[i].reads);
		rbt_rule_free(r);
	}
	T_OK(rbt_rule_reads_volume(unbound));
	rbt_rule_free(unbound);
}

static void
test_constants(void)
{
	amount("p", 110000000);
	amount("q + 0.1", 230000000);
	amount("big", 1234567890112345678);
	amount("big + 0.00000001", 1234567890112345679);
	amount("-(-big)", 1234567890112345678);
	amount("big / 2 * 2", 1234567890112345678);
	amount("0.1 + 0.2", 30000000);
	amount("0.1 * 0.2", 2000000);
	amount("10 / 3", 333333333);
	amount("1e-3", 100000);
	amount("7 mod 4 + 0.5", 350000000);
	amount("max(2, 3, 1) + min(5, 4) + abs(-1)", 800000000);
	amount("sqrt(2)", 141421356);
	amount("exp(log(3))", 300000000);
	amount("if(p > 1 and not (p < 1), 4, 5)", 400000000);
	amount("if(p == 1 or p != 1.1, 4, if(p <= 1.1 and p >= 1.1, 6, 7))",
	    600000000);
}

static void
test_plan(void)
{
	struct rbt_rule *r = t_rule("param n = 5\n"
				    "stop loss 2 * atr(14)\n"
				    "stop trail n / 2%\n"
				    "target 25%\n"
				    "exit after 4 * n bars\n"
				    "size risk 1.5% of equity\n"
				    "enter short when close < open\n");
	const struct rbt_trade_plan *p = rbt_rule_plan(r);

	T_OK(p->has_entry);
	T_INT(p->size, RBT_SIZE_RISK_PERCENT);
	T_INT(p->amount_e8, 150000000);
	T_OK(p->stop.on && !p->stop.is_percent);
	T_OK(p->trail.on && p->trail.is_percent);
	T_INT(p->trail.percent_e8, 250000000);
	T_OK(p->target.on && p->target.is_percent);
	T_INT(p->target.percent_e8, 2500000000);
	T_INT(p->exit_after_bars, 20);
	rbt_rule_free(r);
	r = t_rule("exit long when close > open\nsize 3 units\n");
	p = rbt_rule_plan(r);
	T_OK(!p->has_entry && !p->stop.on && !p->trail.on && !p->target.on);
	T_INT(p->size, RBT_SIZE_UNITS);
	T_INT(p->exit_after_bars, 0);
	rbt_rule_free(r);
	r = t_rule("size 2.5% of equity\nenter long when close > open\n");
	T_INT(rbt_rule_plan(r)->size, RBT_SIZE_EQUITY_PERCENT);
	T_INT(rbt_rule_plan(r)->amount_e8, 250000000);
	rbt_rule_free(r);
}

/* Equal parts are computed once, parts that no clause needs not at all, and
 * columns take turns in the registers. */
static void
test_program(void)
{
	struct rbt_rule *r =
	    t_rule("a = sma(close, 200)\n"
		   "unused = ema(close, 9)\n"
		   "enter long when close > sma(close, 100 + 100)\n"
		   "exit long when close < a and crossover(a, close)\n"
		   "exit long when crossunder(a, close)\n"
		   "size 1 units\n");
	const struct rbt_rule_program *p = &r->program;
	unsigned ta = 0, relations = 0;

	for (size_t i = 0; i < p->op.n; i++) {
		ta += p->op.at[i].kind == RBT_RULE_TA;
		relations += p->op.at[i].kind == RBT_RULE_RELATION;
	}
	T_INT(ta, 1);
	T_INT(relations, 1);
	/* sma, close, >, <, relation, over, and, under, or */
	T_INT(p->op.n, 9);
	T_INT(p->n_number, 2);
	rbt_rule_free(r);
	r = t_rule("enter long when close + 1 + 2 + 3 + 4 + 5 + 6 > 7\n"
		   "size 1 units\n");
	/* seven constants, close, and one more for a sum */
	T_INT(r->program.n_number, 9);
	rbt_rule_free(r);
}

/* What may surround a clause. */
static void
test_layout(void)
{
	struct rbt_rule *r;

	rbt_rule_free(parsed(""));
	rbt_rule_free(parsed("# only a comment"));
	rbt_rule_free(parsed("\xef\xbb\xbf# after a mark\na = 1"));
	r = t_rule("\r\n\tsize\t(1 +  # one\r\n\n   2 # and two\n) units\r\n"
		   "enter long when (\nclose\n>\nopen[\n1\n])");
	T_INT(rbt_rule_plan(r)->amount_e8, 300000000);
	T_INT(rbt_rule_warmup(r), 1);
	rbt_rule_free(r);
	/* unary minus, powers of binding */
	r = t_rule("stop loss -close[2] * -2 + 7 mod 4 - 10 / 5 / 2\n");
	T_INT(rbt_rule_warmup(r), 2);
	rbt_rule_free(r);
}

static void
read_file(const char *path, struct rbt_buf *out)
{
	rbt_buf_clear(out);
	T_INT(rbt_io_read_file(path, 1 << 20, out, NULL), 0);
}

/* Whether the manual has an item for the function. */
static int
has_item(const struct rbt_buf *page, const char *name)
{
	struct rbt_buf item = {0};
	int found;

	rbt_buf_printf(&item, "\n.It Fn %s ", name);
	found = strstr(rbt_buf_str(page), rbt_buf_str(&item)) != NULL;
	if (!found)
		printf("rbt-rule(5) says nothing of %s\n", name);
	rbt_buf_release(&item);
	return found;
}

/* The manual has every function, and the rules that are shipped. */
static void
test_manual(void)
{
	static const char *const rules[] = {
	    "share/rbt/strategies/sma-cross.rule",
	    "share/rbt/strategies/rsi-revert.rule",
	    "share/rbt/strategies/breakout.rule",
	};
	struct rbt_buf page = {0}, rule = {0};
	const struct rbt_rule_form *form;
	const struct rbt_ta *ta;
	int missing = 0;

	read_file("man/man5/rbt-rule.5", &page);
	for (size_t i = 0; (ta = rbt_ta_at(i)) != NULL; i++)
		missing += !has_item(&page, ta->name);
	for (uint8_t k = 0; k <= RBT_RULE_RELATION; k++) {
		form = rbt_rule_form_of(k);
		if (form != NULL && form->usage != NULL)
			missing += !has_item(&page, form->name);
	}
	T_INT(missing, 0);
	for (size_t i = 0; i < 3; i++) {
		const char *body;

		read_file(rules[i], &rule);
		body = strchr(rbt_buf_str(&rule), '\n');
		T_OK(body != NULL && strstr(rbt_buf_str(&page), body) != NULL);
	}
	rbt_buf_release(&page);
	rbt_buf_release(&rule);
}

int
main(void)
{
	test_params();
	test_refused();
	test_blame();
	test_constants();
	test_volume();
	test_plan();
	test_program();
	test_layout();
	test_manual();
	T_DONE(15 + 20 + 3 * 8 + 16 * 2 + 14 + 4 + 5 + 6 + 9);
}
