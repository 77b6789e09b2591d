/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The phases of a timestamp in which orders fill.  Each runs over all active
 * instruments: what reduces exposure before what increases it, either in the
 * order of submission.  Private to lib/engine.
 */
#ifndef RBT_ENGINE_MATCH_H
#define RBT_ENGINE_MATCH_H

#include "core/attr.h"
#include "engine/run.h"

/* Protective orders through which the price gapped and, with fills at the next
 * open, waiting market orders. */
int rbt_match_open(struct rbt_run *r) RBT_MUST_USE;

/* Protective orders against high and low. */
int rbt_match_inside(struct rbt_run *r) RBT_MUST_USE;

/* Waiting market orders at the close. */
int rbt_match_close(struct rbt_run *r) RBT_MUST_USE;

#endif
