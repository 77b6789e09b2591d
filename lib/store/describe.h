/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a bundle holds, as records and as text for people. */
#ifndef RBT_STORE_DESCRIBE_H
#define RBT_STORE_DESCRIBE_H

#include <stddef.h>

#include "core/out.h"
#include "store/manifest.h"

/* A bundle by name; both are borrowed. */
struct rbt_describe {
	const char *name;
	const struct rbt_manifest *manifest;
};

/* A `bundle` record. */
void rbt_describe_emit(struct rbt_out *out, const struct rbt_describe *d);
/* A `symbol` record for each instrument, then a `source` record for each
 * source.  Returns their number. */
int64_t rbt_describe_emit_parts(struct rbt_out *out,
    const struct rbt_describe *d);

/* The names of n bundles, one a line. */
void rbt_describe_names(struct rbt_out *out, const struct rbt_describe *d,
    size_t n);
/* n bundles as a table. */
void rbt_describe_table(struct rbt_out *out, const struct rbt_describe *d,
    size_t n);
/* All about one bundle. */
void rbt_describe_page(struct rbt_out *out, const struct rbt_describe *d);

#endif
