/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rbt-wfo(1): searches parameters and says what is left of them elsewhere. */
#include <stdlib.h>
#include <string.h>

#include "rbt-wfo/wfo.h"

#include "core/mem.h"
#include "job/logbook.h"
#include "job/loglist.h"
#include "job/overfit.h"

struct rbt_quest_text wfo_text;
struct wfo_options wfo_opt;

/* clang-format off */
#define FORMAT_OPTION \
	{.name = "format", .arg = "FORMAT", .value = &wfo_opt.format, \
	 RBT_JOB_WORDS(WFO_FORMATS), \
	 .help = "ndjson, or table (default on a terminal)"}

#define LOCAL_OPTIONS \
	{.name = "jobs", .letter = 'j', .arg = "N", .value = &wfo_opt.jobs, \
	 .help = "threads (default: one for each processor)"}, \
	{.name = "state", .arg = "FILE", .value = &wfo_opt.state, \
	 .complete = RBT_COMPLETE_FILE, \
	 .help = "keep what is done there, and go on from it"}, \
	{.name = "estimate", .flag = &wfo_opt.estimate, \
	 .help = "say how long it would take, and stop"}, \
	RBT_LOGBOOK_OPTION(wfo_opt.no_trial_log), \
	FORMAT_OPTION

static const struct rbt_option sweep_options[] = {
	RBT_QUEST_OPTIONS(wfo_text),
	LOCAL_OPTIONS, {0},
};

static const struct rbt_option walk_options[] = {
	RBT_QUEST_OPTIONS(wfo_text),
	RBT_QUEST_WINDOW_OPTIONS(wfo_text), RBT_QUEST_GAP_OPTIONS(wfo_text),
	LOCAL_OPTIONS, {0},
};

static const struct rbt_option cpcv_options[] = {
	RBT_QUEST_OPTIONS(wfo_text),
	RBT_QUEST_FOLD_OPTIONS(wfo_text), RBT_QUEST_GAP_OPTIONS(wfo_text),
	LOCAL_OPTIONS, {0},
};

/* Everything that makes a search, and nothing that does not. */
const struct rbt_option wfo_plan_options[] = {
	RBT_QUEST_OPTIONS(wfo_text),
	RBT_QUEST_WINDOW_OPTIONS(wfo_text), RBT_QUEST_FOLD_OPTIONS(wfo_text),
	RBT_QUEST_GAP_OPTIONS(wfo_text), {0},
};

static const struct rbt_option run_options[] = {
	{.name = "jobs", .letter = 'j', .arg = "N", .value = &wfo_opt.jobs,
	 .help = "threads (default: one for each processor)"},
	{0},
};

static const struct rbt_option reduce_options[] = {
	RBT_LOGBOOK_OPTION(wfo_opt.no_trial_log), FORMAT_OPTION, {0},
};
static const struct rbt_command commands[] = {
	{.name = "sweep", .summary = "try parameters over the whole span",
	 .synopsis = "", .options = sweep_options, .run = wfo_sweep,
	 .example = "rbt-wfo sweep -b us-daily -s sma-cross.rule "
		    "-p fast=5..25:5"},
	{.name = "walk", .summary = "choose in each window, test behind it",
	 .synopsis = "", .options = walk_options, .run = wfo_walk,
	 .example = "rbt-wfo walk -b us-daily -s sma-cross.rule --train 2y "
		    "--test 6m"},
	{.name = "cpcv", .summary = "combinatorial purged cross-validation",
	 .synopsis = "", .options = cpcv_options, .run = wfo_cpcv,
	 .example = "rbt-wfo cpcv -b us-daily -s sma-cross.rule --folds 6 "
		    "--test-folds 2 --purge 5b"},
	{.name = "sensitivity", .summary = "plateaus and spikes of the grid",
	 .synopsis = "", .options = sweep_options, .run = wfo_sensitivity,
	 .example = "rbt-wfo sensitivity -b us-daily -s sma-cross.rule"},
	{.name = "overfit", .summary = "how much of a result may be luck",
	 .synopsis = "", .options = rbt_overfit_option_table,
	 .run = rbt_overfit_command,
	 .example = "rbt-wfo sweep -b us-daily -s sma-cross.rule --returns | "
		    "rbt-wfo overfit"},
	{.name = "trials", .summary = "show what was ever tried",
	 .synopsis = "", .options = rbt_loglist_option_table,
	 .run = rbt_loglist_command,
	 .example = "rbt-wfo trials -s sma-cross.rule -b us-daily"},
	{.name = "plan", .summary = "write the tasks of a search",
	 .synopsis = "COMMAND", .options = wfo_plan_options, .run = wfo_plan,
	 .example = "rbt-wfo plan walk -b us-daily -s sma-cross.rule "
		    "--train 2y --test 6m > tasks.ndjson"},
	{.name = "run", .summary = "do tasks from standard input",
	 .synopsis = "", .options = run_options, .run = wfo_run,
	 .example = "split -n r/3 tasks.ndjson part. && "
		    "rbt-wfo run < part.aa > done.aa"},
	{.name = "reduce", .summary = "put results together",
	 .synopsis = "", .options = reduce_options, .run = wfo_reduce,
	 .example = "cat done.* | rbt-wfo reduce > wfo.ndjson"},
	{0},
};
/* clang-format on */

static const struct rbt_tool tool = {
    .name = "rbt-wfo",
    .summary = "Search parameters, and test them where they were not chosen.",
    .commands = commands,
};

/* Options without a command are those of a walk. */
int
main(int argc, char **argv)
{
	static char command[] = "walk";
	char **args;
	int status;

	if (argc < 3 || argv[1][0] != '-')
		return rbt_tool_main(&tool, argc, argv);
	args = rbt_xcalloc((size_t)argc + 2, sizeof *args);
	args[0] = argv[0];
	args[1] = command;
	memcpy(args + 2, argv + 1, ((size_t)argc - 1) * sizeof *args);
	status = rbt_tool_main(&tool, argc + 1, args);
	free(args);
	return status;
}
