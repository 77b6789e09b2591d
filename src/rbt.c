/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The front door: `rbt backtest ...` is `rbt-backtest ...`.  It runs the
 * program that lies beside it, so an uninstalled tree works too.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/path.h"
#include "cli/tool.h"
#include "core/buf.h"
#include "core/near.h"

static const struct {
	const char *name, *summary;
} tools[] = {
    {"fetch", "get bars from CSV files or a generator"},
    {"bundle", "ingest, check and store bars; list and export them"},
    {"backtest", "simulate a strategy on a bundle"},
    {"wfo", "search parameters, and test them elsewhere"},
    {"montecarlo", "draw paths that a run could have taken"},
    {"gate", "ask whether a strategy may move on"},
};

#define N_TOOLS (sizeof tools / sizeof *tools)

static void
help(FILE *to)
{
	fprintf(to, "usage: rbt TOOL [...]\n"
		    "       rbt help [TOOL]\n\n"
		    "From raw prices to a gated strategy, in a shell.\n\n"
		    "tools:\n");
	for (size_t i = 0; i < N_TOOLS; i++)
		fprintf(to, "  %-10s  %s\n", tools[i].name, tools[i].summary);
	fprintf(to,
	    "\noptions:\n"
	    "  -h, --help                show this help\n"
	    "      --version             show the version\n"
	    "\nexample:\n"
	    "  rbt fetch csv --symbol SPY spy.csv | rbt bundle ingest us\n"
	    "  rbt backtest -b us -s sma-cross.rule\n"
	    "\nThe manual is rbt(1); rbt(7) is the overview.\n");
}

/* Closes standard output; a full disk must not look like success. */
static int
close_stdout(void)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return 0;
	fprintf(stderr, "rbt: writing standard output: %s\n", strerror(errno));
	return 4;
}

static int
unknown(const char *word)
{
	char hint[RBT_NEAR_HINT];
	struct rbt_near near;

	rbt_near_init(&near, word, strlen(word));
	for (size_t i = 0; i < N_TOOLS; i++)
		rbt_near_offer(&near, tools[i].name);
	fprintf(stderr, "rbt: unknown tool '%s'%s\nTry 'rbt --help'.\n", word,
	    rbt_near_hint(near.best, hint));
	return 2;
}

/* Becomes rbt-<word>; returns only if that failed. */
static int
become(const char *word, char **argv)
{
	char *dir = rbt_path_program_dir();
	struct rbt_buf path = {0};

	for (size_t i = 0;; i++) {
		if (i == N_TOOLS) {
			free(dir);
			return unknown(word);
		}
		if (strcmp(tools[i].name, word) == 0)
			break;
	}
	rbt_buf_printf(&path, "%s/rbt-%s", dir ? dir : "", word);
	if (dir)
		execv(path.data, argv);
	fprintf(stderr, "rbt: %s: %s\n", path.data, strerror(errno));
	free(dir);
	rbt_buf_release(&path);
	return 4;
}

int
main(int argc, char **argv)
{
	static char help_option[] = "--help";
	const char *word = argc > 1 ? argv[1] : NULL;

	if (!word) {
		help(stderr);
		return 2;
	}
	if (strcmp(word, "--version") == 0) {
		printf("rbt %s\n", rbt_tool_version());
		return close_stdout();
	}
	if (strcmp(word, "help") == 0 && argc > 2) {
		char *args[] = {argv[2], help_option, NULL};

		return become(argv[2], args);
	}
	if (strcmp(word, "help") == 0 || strcmp(word, "--help") == 0 ||
	    strcmp(word, "-h") == 0) {
		help(stdout);
		return close_stdout();
	}
	if (word[0] == '-') {
		fprintf(stderr, "rbt: unknown option '%s'\nTry 'rbt --help'.\n",
		    word);
		return 2;
	}
	return become(word, argv + 1);
}
