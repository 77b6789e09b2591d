/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "cli/help.h"
#include "cli/option.h"

#define HELP_COLUMN 28 /* where the text of an option begins */
#define WIDTH       80

static const char *const complete_names[] = {
    [RBT_COMPLETE_NONE] = "none",
    [RBT_COMPLETE_FILE] = "file",
    [RBT_COMPLETE_DIR] = "dir",
    [RBT_COMPLETE_BUNDLE] = "bundle",
    [RBT_COMPLETE_WORDS] = "words",
};

/* Words of text from column `at` on, wrapped, each line indented. */
static void
wrap(struct rbt_out *out, const char *text, size_t at)
{
	size_t col = at;

	while (*text) {
		size_t n = strcspn(text, " ");

		if (col + 1 + n > WIDTH && col > at) {
			rbt_out_printf(out, "\n%*s", (int)at, "");
			col = at;
		} else if (col > at) {
			rbt_out_write(out, " ", 1);
			col++;
		}
		rbt_out_write(out, text, n);
		col += n;
		text += n;
		text += *text == ' ';
	}
	rbt_out_write(out, "\n", 1);
}

static void
option(struct rbt_out *out, const struct rbt_option *o)
{
	char head[64], letter[8] = "    ";
	size_t n;

	if (!o->help)
		return;
	if (o->letter)
		snprintf(letter, sizeof letter, "-%c, ", o->letter);
	snprintf(head, sizeof head, "  %s--%s%s%s", letter, o->name,
	    o->arg ? " " : "", o->arg ? o->arg : "");
	n = strlen(head);
	rbt_out_write(out, head, n);
	if (n + 1 > HELP_COLUMN) {
		rbt_out_write(out, "\n", 1);
		n = 0;
	}
	rbt_out_printf(out, "%*s", (int)(HELP_COLUMN - n), "");
	wrap(out, o->help, HELP_COLUMN);
}

static void
options(struct rbt_out *out, const struct rbt_option *own)
{
	rbt_out_printf(out, "\noptions:\n");
	for (size_t i = 0; own && own[i].name; i++)
		option(out, &own[i]);
	for (size_t i = 0; rbt_option_common_table[i].name; i++)
		option(out, &rbt_option_common_table[i]);
}

/* The example's lines, each indented. */
static void
example(struct rbt_out *out, const char *text)
{
	rbt_out_printf(out, "\nexample:\n");
	while (*text) {
		size_t n = strcspn(text, "\n");

		rbt_out_printf(out, "  %.*s\n", (int)n, text);
		text += n;
		text += *text == '\n';
	}
}

void
rbt_help_write(struct rbt_out *out, const struct rbt_tool *tool,
    const struct rbt_command *cmd)
{
	static const struct rbt_option none[] = {{0}};

	if (cmd) {
		rbt_out_printf(out, "usage: %s%s%s [options]%s%s\n\n%s\n",
		    tool->name, cmd->name ? " " : "",
		    cmd->name ? cmd->name : "", *cmd->synopsis ? " " : "",
		    cmd->synopsis, cmd->summary);
		options(out, cmd->options);
		example(out, cmd->example);
	} else {
		rbt_out_printf(out,
		    "usage: %s COMMAND [options] [...]\n\n%s\n\ncommands:\n",
		    tool->name, tool->summary);
		for (cmd = tool->commands; cmd->run; cmd++) {
			rbt_out_printf(out, "  %-11s", cmd->name);
			rbt_out_printf(out, " %s\n", cmd->summary);
		}
		options(out, none);
		rbt_out_printf(out, "\nexample:\n  %s %s --help\n", tool->name,
		    tool->commands->name);
	}
	rbt_out_printf(out, "\nThe manual is %s(1).\n", tool->name);
	rbt_out_end_line(out);
}

static void
dump_option(struct rbt_out *out, const char *command,
    const struct rbt_option *o)
{
	char letter[2] = {o->letter ? o->letter : '-', '\0'};

	if (!o->help)
		return;
	rbt_out_printf(out, "option\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n",
	    command ? command : "-", o->name, letter, o->arg ? o->arg : "-",
	    complete_names[o->complete], o->words ? o->words : "-", o->help);
	rbt_out_end_line(out);
}

void
rbt_help_dump(struct rbt_out *out, const struct rbt_tool *tool)
{
	for (const struct rbt_command *c = tool->commands; c->run; c++) {
		rbt_out_printf(out, "command\t%s\t%s\t%s\n",
		    c->name ? c->name : "-", c->summary,
		    complete_names[c->operands]);
		for (size_t i = 0; c->options[i].name; i++)
			dump_option(out, c->name, &c->options[i]);
		for (size_t i = 0; rbt_option_common_table[i].name; i++)
			dump_option(out, c->name, &rbt_option_common_table[i]);
	}
}
