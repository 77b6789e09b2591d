/* SPDX-License-Identifier: GPL-3.0-or-later */
/* POSIX has setenv; the order of places is that of the header. */
#include <stdlib.h>
#include <unistd.h>

#include "cli/path.h"
#include "harness/t.h"

static struct rbt_err err;

static void
bundle_is(const char *name, const char *want)
{
	char *got = rbt_path_bundle(name, &err);

	T_STR(got ? got : "(none)", want);
	free(got);
}

static void
state_is(const char *want)
{
	char *got = rbt_path_state(&err);

	T_STR(got ? got : "(none)", want);
	free(got);
}

int
main(void)
{
	char *p;

	setenv("RBT_DATA", "/d", 1);
	setenv("XDG_DATA_HOME", "/x", 1);
	setenv("HOME", "/h", 1);
	bundle_is("us", "/d/us");
	bundle_is("./us", "./us");
	setenv("RBT_DATA", "", 1);
	bundle_is("us", "/x/rbt/us");
	unsetenv("XDG_DATA_HOME");
	bundle_is("us", "/h/.local/share/rbt/us");
	bundle_is("..", "(none)");
	T_INT(err.code, RBT_E_USAGE);
	rbt_err_clear(&err);
	unsetenv("HOME");
	bundle_is("us", "(none)");
	T_INT(err.code, RBT_E_USAGE);
	bundle_is("/abs/us", "/abs/us");

	setenv("RBT_STATE", "/s", 1);
	setenv("XDG_STATE_HOME", "/x", 1);
	setenv("HOME", "/h", 1);
	state_is("/s");
	unsetenv("RBT_STATE");
	state_is("/x/rbt");
	setenv("XDG_STATE_HOME", "x", 1); /* relative */
	state_is("/h/.local/state/rbt");
	setenv("XDG_STATE_HOME", "", 1);
	state_is("/h/.local/state/rbt");
	unsetenv("HOME");
	rbt_err_clear(&err);
	state_is("(none)");
	T_INT(err.code, RBT_E_USAGE);

	setenv("RBT_SHARE", "/nowhere", 1);
	T_OK(rbt_path_share("x") == NULL);
	setenv("RBT_SHARE", "/", 1);
	p = rbt_path_share("dev/null");
	T_STR(p ? p : "(none)", "//dev/null");
	free(p);
	p = rbt_path_program_dir();
	T_OK(p && access(p, X_OK) == 0);
	free(p);
	T_DONE(18);
}
