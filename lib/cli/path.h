/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where data, state and shared files lie: the only place that looks at
 * $RBT_DATA, $RBT_STATE, $RBT_SHARE, $XDG_DATA_HOME, $XDG_STATE_HOME and $HOME.
 */
#ifndef RBT_CLI_PATH_H
#define RBT_CLI_PATH_H

#include "core/attr.h"
#include "core/err.h"

/*
 * The folder of bundles: $RBT_DATA, else $XDG_DATA_HOME/rbt, else
 * ~/.local/share/rbt.  NULL with RBT_E_USAGE if none of these is known.  The
 * caller frees.
 */
char *rbt_path_data(struct rbt_err *err) RBT_MUST_USE;

/* The folder of what the tools remember: $RBT_STATE, else $XDG_STATE_HOME/rbt,
 * else ~/.local/state/rbt; otherwise as rbt_path_data. */
char *rbt_path_state(struct rbt_err *err) RBT_MUST_USE;

/* The folder of a bundle: a name with a "/" is a path, any other lies in
 * rbt_path_data.  RBT_E_USAGE for "", "." and "..".  The caller frees. */
char *rbt_path_bundle(const char *name, struct rbt_err *err) RBT_MUST_USE;

/*
 * A shared file ("strategies/sma-cross.rule"): under $RBT_SHARE, else
 * ../share/rbt beside the program, else the folder it was installed to.  The
 * caller frees; NULL if it is in none of them.
 */
char *rbt_path_share(const char *relative);

/* The folder that the running program lies in, with symbolic links resolved;
 * the caller frees; NULL if the system does not say. */
char *rbt_path_program_dir(void);

#endif
