/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <popt.h>

#include "cli/option.h"
#include "core/mem.h"
#include "core/near.h"

struct rbt_option_common rbt_option_common;

const struct rbt_option rbt_option_common_table[] = {
    {.name = "output",
	.letter = 'o',
	.arg = "FILE",
	.help = "write to FILE, whole or not at all",
	.value = &rbt_option_common.output,
	.complete = RBT_COMPLETE_FILE},
    {.name = "quiet",
	.letter = 'q',
	.help = "no notes and no progress on standard error",
	.flag = &rbt_option_common.quiet},
    {.name = "help",
	.letter = 'h',
	.help = "show this help",
	.flag = &rbt_option_common.help},
    {.name = "version",
	.help = "show the version",
	.flag = &rbt_option_common.version},
    {.name = "dump-options", .flag = &rbt_option_common.dump},
    {0},
};

static size_t
table_len(const struct rbt_option *t)
{
	size_t n = 0;

	while (t[n].name)
		n++;
	return n;
}

/* Option i of the two tables as one. */
static const struct rbt_option *
at(const struct rbt_option *own, size_t n_own, size_t i)
{
	return i < n_own ? &own[i] : &rbt_option_common_table[i - n_own];
}

/* The popt table; values are fetched one by one, so that popt keeps none. */
static struct poptOption *
popt_table(const struct rbt_option *own, size_t n_own, size_t n)
{
	struct poptOption *p = rbt_xcalloc(n + 1, sizeof *p);

	for (size_t i = 0; i < n; i++) {
		const struct rbt_option *o = at(own, n_own, i);

		p[i].longName = o->name;
		p[i].shortName = o->letter;
		p[i].argInfo = o->flag ? POPT_ARG_NONE : POPT_ARG_STRING;
		p[i].val = (int)i + 1;
	}
	return p;
}

static int
unknown(const struct rbt_option *own, size_t n_own, size_t n, const char *bad,
    struct rbt_err *err)
{
	const char *word = bad + strspn(bad, "-");
	struct rbt_near near;

	rbt_near_init(&near, word, strcspn(word, "="));
	for (size_t i = 0; i < n; i++)
		if (at(own, n_own, i)->help)
			rbt_near_offer(&near, at(own, n_own, i)->name);
	if (near.best)
		return rbt_err_set(err, RBT_E_USAGE,
		    "unknown option '%s'; did you mean '--%s'?", bad,
		    near.best);
	return rbt_err_set(err, RBT_E_USAGE, "unknown option '%s'", bad);
}

/* Takes the value that popt just read. */
static int
take(const struct rbt_option *o, char *value, struct rbt_option_text *t,
    struct rbt_err *err)
{
	if (value)
		RBT_VEC_PUSH(&t->owned, value);
	if (o->flag) {
		*o->flag = true;
		return 0;
	}
	if (!value)
		return rbt_err_set(err, RBT_E_USAGE, "--%s: expected a value",
		    o->name);
	if (o->list) {
		struct rbt_strings *l = o->list;

		if (l->n == 0) {
			t->lists = rbt_xrealloc(t->lists,
			    (t->n_lists + 1) * sizeof *t->lists);
			t->lists[t->n_lists++] = l;
		}
		l->at = rbt_xrealloc(l->at, (l->n + 1) * sizeof *l->at);
		l->at[l->n++] = value;
		return 0;
	}
	if (*o->value)
		return rbt_err_set(err, RBT_E_USAGE, "--%s: given twice",
		    o->name);
	*o->value = value;
	return 0;
}

static int
parse(poptContext con, const struct rbt_option *own, size_t n_own, size_t n,
    struct rbt_option_text *t, struct rbt_err *err)
{
	const char *operand;
	int rc;

	while ((rc = poptGetNextOpt(con)) > 0)
		if (take(at(own, n_own, (size_t)rc - 1), poptGetOptArg(con), t,
			err) != 0)
			return -1;
	if (rc == POPT_ERROR_BADOPT)
		return unknown(own, n_own, n,
		    poptBadOption(con, POPT_BADOPTION_NOALIAS), err);
	if (rc == POPT_ERROR_NOARG)
		return rbt_err_set(err, RBT_E_USAGE, "%s: expected a value",
		    poptBadOption(con, POPT_BADOPTION_NOALIAS));
	if (rc < -1)
		return rbt_err_set(err, RBT_E_USAGE, "%s: %s",
		    poptBadOption(con, POPT_BADOPTION_NOALIAS),
		    poptStrerror(rc));
	while ((operand = poptGetArg(con))) {
		char *copy = rbt_xstrdup(operand);

		RBT_VEC_PUSH(&t->owned, copy);
		RBT_VEC_PUSH(&t->operands, copy);
	}
	return 0;
}

int
rbt_option_parse(const struct rbt_option *options, int argc, char **argv,
    struct rbt_option_text *text, struct rbt_err *err)
{
	size_t n_own = table_len(options);
	size_t n = n_own + table_len(rbt_option_common_table);
	struct poptOption *table = popt_table(options, n_own, n);
	void *args = argv; /* popt wants const char **, and changes none */
	poptContext con;
	int rc;

	con = poptGetContext(NULL, argc, args, table, 0);
	rc = parse(con, options, n_own, n, text, err);
	poptFreeContext(con);
	free(table);
	return rc;
}

void
rbt_option_text_release(struct rbt_option_text *t)
{
	for (size_t i = 0; i < t->owned.n; i++)
		free(t->owned.at[i]);
	for (size_t i = 0; i < t->n_lists; i++) {
		void *at = t->lists[i]->at;

		free(at);
		*t->lists[i] = (struct rbt_strings){0};
	}
	free(t->lists);
	RBT_VEC_RELEASE(&t->owned);
	RBT_VEC_RELEASE(&t->operands);
	t->lists = NULL;
	t->n_lists = 0;
}
