/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700 /* realpath */
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

#include "version.h"

#include "cli/path.h"
#include "core/buf.h"
#include "core/mem.h"

/* The value of an environment variable, NULL if it is unset or empty. */
static const char *
env(const char *name)
{
	const char *v = getenv(name);

	return v && *v ? v : NULL;
}

/* a, b and c put together; the caller frees. */
static char *
join(const char *a, const char *b, const char *c)
{
	struct rbt_buf s = {0};

	rbt_buf_add_str(&s, a);
	rbt_buf_add_str(&s, b);
	rbt_buf_add_str(&s, c);
	return s.data;
}

/* $rbt, else $xdg/rbt, else the folder below home; NULL if none is known.  The
 * XDG Base Directory Specification wants a relative $xdg to be ignored. */
static char *
folder(const char *rbt, const char *xdg, const char *below_home)
{
	const char *v;

	if ((v = env(rbt)))
		return rbt_xstrdup(v);
	if ((v = env(xdg)) && *v == '/')
		return join(v, "/rbt", "");
	if ((v = env("HOME")))
		return join(v, below_home, "/rbt");
	return NULL;
}

char *
rbt_path_data(struct rbt_err *err)
{
	char *path = folder("RBT_DATA", "XDG_DATA_HOME", "/.local/share");

	if (path == NULL)
		rbt_err_set(err, RBT_E_USAGE,
		    "where is the data? set RBT_DATA, XDG_DATA_HOME or HOME, "
		    "or give the bundle as a path with a '/'");
	return path;
}

char *
rbt_path_state(struct rbt_err *err)
{
	char *path = folder("RBT_STATE", "XDG_STATE_HOME", "/.local/state");

	if (path == NULL)
		rbt_err_set(err, RBT_E_USAGE,
		    "where is the trial log? set RBT_STATE, XDG_STATE_HOME or "
		    "HOME");
	return path;
}

char *
rbt_path_bundle(const char *name, struct rbt_err *err)
{
	char *dir, *path;

	if (strchr(name, '/'))
		return rbt_xstrdup(name);
	if (!*name || strcmp(name, ".") == 0 || strcmp(name, "..") == 0) {
		rbt_err_set(err, RBT_E_USAGE, "'%s' is no name of a bundle",
		    name);
		return NULL;
	}
	if (!(dir = rbt_path_data(err)))
		return NULL;
	path = join(dir, "/", name);
	free(dir);
	return path;
}

char *
rbt_path_program_dir(void)
{
	/* The name that the kernel ran; it needs no /proc. */
	const char *name = (const char *)getauxval(AT_EXECFN);
	char *path = name ? realpath(name, NULL) : NULL;
	char *slash = path ? strrchr(path, '/') : NULL;

	if (!slash) {
		free(path);
		return NULL;
	}
	*slash = '\0';
	return path;
}

/* dir/relative if it can be read, else NULL. */
static char *
readable(const char *dir, const char *relative)
{
	char *path = join(dir, "/", relative);

	if (access(path, R_OK) == 0)
		return path;
	free(path);
	return NULL;
}

char *
rbt_path_share(const char *relative)
{
	const char *v = env("RBT_SHARE");
	char *program, *dir, *path = NULL;

	if (v)
		return readable(v, relative);
	if ((program = rbt_path_program_dir())) {
		dir = join(program, "/../share/rbt", "");
		path = readable(dir, relative);
		free(dir);
		free(program);
	}
	return path ? path : readable(RBT_DATADIR "/rbt", relative);
}
