/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "version.h"

#include "cli/help.h"
#include "cli/memory.h"
#include "cli/option.h"
#include "cli/tool.h"
#include "core/near.h"

/* The temporary file of -o, for an end in the middle; NULL if there is none. */
static const char *volatile temp_file;

const char *
rbt_tool_version(void)
{
	return RBT_VERSION;
}

/*
 * Standard streams that the caller has closed are opened as what cannot be
 * used: else the next file would take the place, and get the messages or the
 * records.
 */
static void
keep_standard_streams(void)
{
	static const int modes[] = {O_WRONLY, O_RDONLY, O_RDONLY};

	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
			(void)open("/dev/null", modes[fd]);
}

static void
remove_temp(void)
{
	const char *temp = temp_file;

	if (temp)
		unlink(temp);
}

/* Removes the half-written file and dies by the signal, so a shell sees it. */
static void
on_signal(int sig)
{
	remove_temp();
	signal(sig, SIG_DFL);
	raise(sig);
}

static const int ends[] = {SIGINT, SIGTERM, SIGHUP};

static void
catch_ends(void)
{
	struct sigaction sa = {.sa_handler = on_signal}, old;

	sigemptyset(&sa.sa_mask);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (sigaction(ends[i], NULL, &old) == 0 &&
		    old.sa_handler != SIG_IGN)
			sigaction(ends[i], &sa, NULL);
	rbt_mem_on_exhausted(remove_temp);
}

/* Signals wait while a file gets its name: its temporary one is then no longer
 * known, but still there. */
static void
hold_signals(sigset_t *before)
{
	sigset_t held;

	sigemptyset(&held);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		sigaddset(&held, ends[i]);
	sigprocmask(SIG_BLOCK, &held, before);
}

/* What a failed command wrote to a pipe lacks its `end` record, and a reader
 * notices; a file is whole or not there. */
static int
close_output(struct rbt_out *out, bool keep, struct rbt_err *err)
{
	bool is_named = temp_file != NULL;
	sigset_t before;
	int rc = 0;

	if (is_named)
		hold_signals(&before);
	temp_file = NULL;
	if (keep || !out->path)
		rc = rbt_out_close(out, err);
	else
		rbt_out_abort(out);
	if (is_named)
		sigprocmask(SIG_SETMASK, &before, NULL);
	return rc;
}

static void say(const struct rbt_context *ctx, const char *kind,
    const char *fmt, va_list ap) RBT_PRINTF(3, 0);

static void
say(const struct rbt_context *ctx, const char *kind, const char *fmt,
    va_list ap)
{
	char text[1024];

	if (ctx->quiet)
		return;
	vsnprintf(text, sizeof text, fmt, ap);
	fprintf(stderr, "%s: %s%s\n", ctx->tool, kind, text);
}

void
rbt_tool_warn(const struct rbt_context *ctx, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(ctx, "warning: ", fmt, ap);
	va_end(ap);
}

void
rbt_tool_note(const struct rbt_context *ctx, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(ctx, "", fmt, ap);
	va_end(ap);
}

/* The command that argv[1] names, for a tool that has commands. */
static const struct rbt_command *
find_command(const struct rbt_tool *tool, const char *word, struct rbt_err *err)
{
	char hint[RBT_NEAR_HINT];
	struct rbt_near near;

	if (!word) {
		rbt_err_set(err, RBT_E_USAGE, "expected a command");
		return NULL;
	}
	rbt_near_init(&near, word, strlen(word));
	for (const struct rbt_command *c = tool->commands; c->run; c++) {
		if (strcmp(c->name, word) == 0)
			return c;
		rbt_near_offer(&near, c->name);
	}
	rbt_err_set(err, RBT_E_USAGE, "unknown command '%s'%s", word,
	    rbt_near_hint(near.best, hint));
	return NULL;
}

/* Opens the output, runs the command, closes and reports.  0 or -1. */
static int
run(const struct rbt_tool *tool, const struct rbt_command *cmd,
    const struct rbt_option_text *text, struct rbt_err *err)
{
	const char *file = rbt_option_common.output;
	struct rbt_context ctx = {
	    .tool = tool->name,
	    .args = {text->operands.at, text->operands.n},
	    .err_is_tty = isatty(STDERR_FILENO) == 1,
	    .quiet = rbt_option_common.quiet,
	};
	struct rbt_err closing = {0};
	struct rbt_out out;
	int rc;

	if (file && strcmp(file, "-") == 0)
		file = NULL;
	if (file) {
		if (rbt_out_open_file(&out, file, err) != 0)
			return -1;
		temp_file = out.temp;
	} else {
		rbt_out_open_fd(&out, STDOUT_FILENO, "standard output");
		ctx.out_is_tty = isatty(STDOUT_FILENO) == 1;
	}
	ctx.out = &out;
	rc = cmd->run(&ctx, err);
	if (close_output(&out, rc == 0 || err->code == RBT_E_NO || ctx.whole,
		&closing) != 0)
		rc = -1;
	/* An answer that could not be written is none. */
	if (closing.code != RBT_OK && (ctx.whole || err->code == RBT_OK))
		*err = closing;
	return rc;
}

/* --help, --version, --dump-options: true if one was asked for and written. */
static bool
about(const struct rbt_tool *tool, const struct rbt_command *cmd,
    struct rbt_err *err)
{
	const struct rbt_option_common *c = &rbt_option_common;
	struct rbt_out out;

	if (!c->help && !c->version && !c->dump)
		return false;
	rbt_out_open_fd(&out, STDOUT_FILENO, "standard output");
	if (c->help)
		rbt_help_write(&out, tool, cmd);
	else if (c->version)
		rbt_out_printf(&out, "%s %s\n", tool->name, RBT_VERSION);
	else
		rbt_help_dump(&out, tool);
	if (rbt_out_close(&out, err) != 0)
		return true; /* err says it */
	return true;
}

/* For the line that points to the help: whether there is one to write, and of
 * which command. */
struct hint {
	bool wanted;
	const char *command; /* NULL: of the tool */
};

static int
dispatch(const struct rbt_tool *tool, int argc, char **argv,
    struct rbt_option_text *text, struct hint *hint, struct rbt_err *err)
{
	static const struct rbt_option none[] = {{0}};
	bool has_commands = tool->commands[0].name != NULL;
	const struct rbt_command *cmd = tool->commands;

	hint->wanted = true;
	if (has_commands && (argc < 2 || argv[1][0] == '-')) {
		if (rbt_option_parse(none, argc, argv, text, err) != 0)
			return -1;
		hint->wanted = false;
		if (about(tool, NULL, err))
			return err->code == RBT_OK ? 0 : -1;
		hint->wanted = true;
		return rbt_err_set(err, RBT_E_USAGE, "expected a command");
	}
	if (has_commands) {
		if (!(cmd = find_command(tool, argv[1], err)))
			return -1;
		hint->command = cmd->name;
		argc--;
		argv++;
	}
	if (rbt_option_parse(cmd->options, argc, argv, text, err) != 0)
		return -1;
	hint->wanted = false;
	if (about(tool, cmd, err))
		return err->code == RBT_OK ? 0 : -1;
	return run(tool, cmd, text, err);
}

int
rbt_tool_main(const struct rbt_tool *tool, int argc, char **argv)
{
	struct rbt_option_text text = {0};
	struct rbt_err err = {0};
	struct hint hint = {0};
	int rc;

	rbt_memory_init();
	keep_standard_streams();
	catch_ends();
	rc = dispatch(tool, argc, argv, &text, &hint, &err);
	rbt_option_text_release(&text);
	if (rc == 0)
		return 0;
	if (err.msg[0])
		fprintf(stderr, "%s: %s\n", tool->name, err.msg);
	if (hint.wanted)
		fprintf(stderr, "Try '%s%s%s --help'.\n", tool->name,
		    hint.command ? " " : "", hint.command ? hint.command : "");
	return rbt_err_exit(err.code);
}
