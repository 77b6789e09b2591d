/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each case runs the frame in a child process, as a user's shell would. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/tool.h"
#include "core/err.h"
#include "core/mem.h"
#include "harness/t.h"

static bool loud;
static const struct rbt_option say_options[] = {
    {.name = "loud", .letter = 'l', .help = "cry", .flag = &loud},
    {0},
};

static int
say(struct rbt_context *ctx, struct rbt_err *err)
{
	(void)err;
	rbt_tool_note(ctx, "a note");
	rbt_tool_warn(ctx, "take care");
	rbt_out_printf(ctx->out, "%s%s\n", ctx->args.n ? ctx->args.at[0] : "-",
	    loud ? "!" : "");
	rbt_out_end_line(ctx->out);
	return 0;
}

static int
fail(struct rbt_context *ctx, struct rbt_err *err)
{
	rbt_out_printf(ctx->out, "half\n");
	rbt_out_end_line(ctx->out);
	return rbt_err_set(err, RBT_E_DATA, "a.csv:3: bad");
}

/* The answer "no": what was written stays. */
static int
no(struct rbt_context *ctx, struct rbt_err *err)
{
	rbt_out_printf(ctx->out, "why\n");
	rbt_out_end_line(ctx->out);
	return rbt_err_set(err, RBT_E_NO, "no");
}

static int
die(struct rbt_context *ctx, struct rbt_err *err)
{
	(void)ctx;
	(void)err;
	raise(SIGTERM);
	return 0;
}

static int
drain(struct rbt_context *ctx, struct rbt_err *err)
{
	(void)ctx;
	(void)err;
	rbt_mem_exhausted(2, 3);
}

static const struct rbt_option none[] = {{0}};
static const struct rbt_command commands[] = {
    {"say", "says", "[WORD]", "x say hello", say_options, say, 0},
    {"fail", "fails", "", "x fail", none, fail, 0},
    {"no", "denies", "", "x no", none, no, 0},
    {"die", "dies", "", "x die", none, die, 0},
    {"drain", "runs out of memory", "", "x drain", none, drain, 0},
    {0},
};
static const struct rbt_tool tool = {"x", "a tool", commands};

static char out[4096], err[4096];

static void
slurp(const char *path, char *text)
{
	int fd = open(path, O_RDONLY);
	ssize_t n = fd < 0 ? -1 : read(fd, text, 4095);

	text[n > 0 ? n : 0] = '\0';
	if (fd >= 0)
		close(fd);
}

/* Runs the tool with these words; 0..255, or 1000 + signal. */
static int
run(const char *const *words, const char *stdout_path)
{
	pid_t pid = fork();
	int status, argc = 0;

	if (pid == 0) {
		char *argv[8] = {NULL};

		while (words[argc]) {
			argv[argc] = strdup(words[argc]);
			argc++;
		}
		if (!freopen(stdout_path, "w", stdout) ||
		    !freopen("err", "w", stderr))
			_exit(99);
		status = rbt_tool_main(&tool, argc, argv);
		fflush(NULL);
		_exit(status);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return -1;
	slurp("out", out);
	slurp("err", err);
	return WIFSIGNALED(status) ? 1000 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}

#define RUN(...) run((const char *[]){"x", __VA_ARGS__, NULL}, "out")

static void
statuses(void)
{
	T_INT(RUN("say", "hello", "-l"), 0);
	T_STR(out, "hello!\n");
	T_STR(err, "x: a note\nx: warning: take care\n");
	T_INT(RUN("say", "-q"), 0);
	T_STR(err, "");
	T_INT(RUN("fail"), 3);
	T_STR(err, "x: a.csv:3: bad\n");
	T_INT(RUN("no"), 1);
	T_STR(out, "why\n");
	T_INT(RUN("die"), 1000 + SIGTERM);
	T_INT(run((const char *[]){"x", "say", "-q", NULL}, "/dev/full"), 4);
	T_OK(strncmp(err, "x: writing standard output: ", 28) == 0);
}

static void
usage(void)
{
	T_INT(RUN("--version"), 0);
	T_OK(strncmp(out, "x ", 2) == 0 && strlen(out) > 4);
	T_INT(RUN("sya"), 2);
	T_STR(err, "x: unknown command 'sya'; did you mean 'say'?\n"
		   "Try 'x --help'.\n");
	T_INT(RUN("say", "--luod"), 2);
	T_STR(err, "x: unknown option '--luod'; did you mean '--loud'?\n"
		   "Try 'x say --help'.\n");
	T_INT(run((const char *[]){"x", NULL}, "out"), 2);
	T_STR(err, "x: expected a command\nTry 'x --help'.\n");
	T_INT(RUN("--help"), 0);
	T_OK(strstr(out, "denies") != NULL);
}

/* -o is whole or not there; the rmdir at the end proves that nothing else is.
 */
static void
output_file(void)
{
	T_INT(RUN("say", "hi", "-q", "-o", "file"), 0);
	slurp("file", out);
	T_STR(out, "hi\n");
	T_INT(RUN("fail", "-o", "other"), 3);
	T_OK(access("other", F_OK) != 0);
	T_INT(RUN("die", "-o", "other"), 1000 + SIGTERM);
	T_OK(access("other", F_OK) != 0);
	T_INT(RUN("drain", "-o", "other"), 4);
	T_OK(access("other", F_OK) != 0);
}

int
main(void)
{
	char dir[] = "/tmp/rbt-tool-XXXXXX";

	if (!mkdtemp(dir) || chdir(dir) != 0)
		return 99;
	statuses();
	usage();
	output_file();
	T_INT(unlink("out") | unlink("err") | unlink("file"), 0);
	T_INT(rmdir(dir), 0);
	T_DONE(32);
}
