/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bundles in a folder.
 *
 *	struct rbt_catalog c = {0};
 *	if (rbt_catalog_read(&c, folder, warn, self, err) == 0)
 *		rbt_describe_table(out, c.bundles.at, c.bundles.n);
 *	rbt_catalog_release(&c);
 */
#ifndef RBT_STORE_CATALOG_H
#define RBT_STORE_CATALOG_H

#include "core/arena.h"
#include "core/attr.h"
#include "core/err.h"
#include "core/vec.h"
#include "store/describe.h"

struct rbt_catalog {
	struct rbt_catalog_vec RBT_VEC(struct rbt_describe) bundles;
	struct rbt_catalog_owned RBT_VEC(struct rbt_manifest *) manifests;
	struct rbt_arena arena;
};

/*
 * Reads the manifest of each bundle, in byte order of their names; none if the
 * folder does not exist.  One that is damaged is left out, and warn is called
 * with a line that says why; one that cannot be read is an error.
 */
int rbt_catalog_read(struct rbt_catalog *c, const char *folder,
    void (*warn)(void *self, const char *text), void *self,
    struct rbt_err *err) RBT_MUST_USE;
void rbt_catalog_release(struct rbt_catalog *c);

/* Whether there is a bundle at a path; RBT_E_USAGE if not, with the nearest
 * name in the same folder. */
int rbt_catalog_check(const char *path, struct rbt_err *err) RBT_MUST_USE;

#endif
