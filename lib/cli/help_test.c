/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The texts are written out by hand from the table below. */
#include <stdlib.h>
#include <unistd.h>

#include "cli/help.h"
#include "harness/t.h"

static const char *mode;

static const struct rbt_option options[] = {
    {.name = "mode",
	.letter = 'm',
	.arg = "M",
	.help = "how, in a sentence that is too long to stand on one line of "
		"a terminal",
	.value = &mode,
	.complete = RBT_COMPLETE_WORDS,
	.words = "a b"},
    {0},
};

static int
run(struct rbt_context *ctx, struct rbt_err *err)
{
	(void)ctx;
	(void)err;
	return 0;
}

static const struct rbt_command commands[] = {
    {.name = "go",
	.summary = "goes",
	.synopsis = "FILE",
	.example = "x go a",
	.options = options,
	.run = run,
	.operands = RBT_COMPLETE_FILE},
    {0},
};

static const struct rbt_tool tool = {"x", "a tool", commands};

/* What write puts out, in memory. */
static const char *
text_of(int dump, const struct rbt_command *cmd)
{
	static char text[4096];
	char path[] = "/tmp/rbt-help-XXXXXX";
	int fd = mkstemp(path);
	struct rbt_err err = {0};
	struct rbt_out out;
	ssize_t n;

	rbt_out_open_fd(&out, fd, path);
	if (dump)
		rbt_help_dump(&out, &tool);
	else
		rbt_help_write(&out, &tool, cmd);
	T_INT(rbt_out_close(&out, &err), 0);
	n = pread(fd, text, sizeof text - 1, 0);
	text[n > 0 ? n : 0] = '\0';
	close(fd);
	unlink(path);
	return text;
}

int
main(void)
{
	const char *common =
	    "  -o, --output FILE         write to FILE, whole or not at all\n"
	    "  -q, --quiet               no notes and no progress on standard "
	    "error\n"
	    "  -h, --help                show this help\n"
	    "      --version             show the version\n";
	const char *t = text_of(0, commands);

	T_OK(
	    strstr(t, "usage: x go [options] FILE\n\ngoes\n\noptions:\n") == t);
	T_OK(strstr(t,
		 "  -m, --mode M              how, in a sentence that is too "
		 "long to stand on one\n"
		 "                            line of a terminal\n") != NULL);
	T_OK(strstr(t, common) != NULL);
	T_OK(strstr(t, "\nexample:\n  x go a\n") != NULL);
	t = text_of(0, NULL);
	T_OK(strstr(t, "usage: x COMMAND [options] [...]\n\na tool\n") == t);
	T_OK(strstr(t, "  go          goes\n") != NULL);
	t = text_of(1, NULL);
	T_OK(strstr(t, "command\tgo\tgoes\tfile\n") == t);
	T_OK(strstr(t, "option\tgo\tmode\tm\tM\twords\ta b\thow, in") != NULL);
	T_OK(strstr(t, "option\tgo\thelp\th\t-\tnone\t-\tshow this help\n") !=
	     NULL);
	T_OK(strstr(t, "dump-options") == NULL);
	T_DONE(13);
}
