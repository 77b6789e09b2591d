/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/catalog.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/mem.h"
#include "core/near.h"
#include "store/manifest.h"

struct names RBT_VEC(const char *);

static int
compare_names(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

/* Folders in `folder` that have a manifest, sorted. */
static int
find(struct rbt_catalog *c, const char *folder, struct names *names,
    struct rbt_err *err)
{
	DIR *dir = opendir(folder);
	struct rbt_buf path = {0};
	struct dirent *entry;
	int rc = 0;

	if (dir == NULL)
		return errno == ENOENT ? 0 : rbt_err_sys(err, "%s", folder);
	while ((errno = 0, entry = readdir(dir)) != NULL) {
		const char *name = entry->d_name;

		rbt_buf_clear(&path);
		rbt_buf_printf(&path, "%s/%s/" RBT_MANIFEST_FILE, folder, name);
		if (name[0] == '.' || access(path.data, F_OK) != 0)
			continue;
		RBT_VEC_PUSH(names,
		    rbt_arena_strndup(&c->arena, name, strlen(name)));
	}
	if (errno != 0)
		rc = rbt_err_sys(err, "%s", folder);
	closedir(dir);
	rbt_buf_release(&path);
	if (names->n > 0)
		qsort(names->at, names->n, sizeof *names->at, compare_names);
	return rc;
}

int
rbt_catalog_read(struct rbt_catalog *c, const char *folder,
    void (*warn)(void *self, const char *text), void *self, struct rbt_err *err)
{
	struct names names = {0};
	struct rbt_buf path = {0};
	int rc = find(c, folder, &names, err);

	for (size_t i = 0; i < names.n && rc == 0; i++) {
		struct rbt_manifest *m = rbt_arena_alloc(&c->arena, sizeof *m);
		struct rbt_describe d = {names.at[i], m};
		struct rbt_err why = {0};

		rbt_buf_clear(&path);
		rbt_buf_printf(&path, "%s/%s", folder, d.name);
		if (rbt_manifest_read(m, path.data, RBT_MANIFEST_FILE, &why) ==
		    0) {
			RBT_VEC_PUSH(&c->bundles, d);
			RBT_VEC_PUSH(&c->manifests, m);
			continue;
		}
		rbt_manifest_release(m);
		if (why.code == RBT_E_DATA)
			warn(self, why.msg);
		else
			rc = rbt_err_set(err, why.code, "%s", why.msg);
	}
	RBT_VEC_RELEASE(&names);
	rbt_buf_release(&path);
	return rc;
}

void
rbt_catalog_release(struct rbt_catalog *c)
{
	for (size_t i = 0; i < c->manifests.n; i++)
		rbt_manifest_release(c->manifests.at[i]);
	RBT_VEC_RELEASE(&c->manifests);
	RBT_VEC_RELEASE(&c->bundles);
	rbt_arena_release(&c->arena);
}

int
rbt_catalog_check(const char *path, struct rbt_err *err)
{
	struct rbt_catalog c = {0};
	struct names names = {0};
	struct rbt_buf manifest = {0};
	char hint[RBT_NEAR_HINT];
	struct rbt_near near;
	char *folder = rbt_xstrdup(path), *slash = strrchr(folder, '/');
	const char *name = slash == NULL ? path : slash + 1;
	bool found;

	if (slash != NULL)
		*slash = '\0';
	rbt_buf_printf(&manifest, "%s/" RBT_MANIFEST_FILE, path);
	found = access(manifest.data, F_OK) == 0;
	rbt_buf_release(&manifest);
	rbt_near_init(&near, name, strlen(name));
	if (!found && find(&c, slash == NULL ? "." : folder, &names, NULL) == 0)
		for (size_t i = 0; i < names.n; i++)
			rbt_near_offer(&near, names.at[i]);
	if (!found)
		(void)rbt_err_set(err, RBT_E_USAGE, "no bundle at %s%s", path,
		    rbt_near_hint(near.best, hint));
	RBT_VEC_RELEASE(&names);
	rbt_catalog_release(&c);
	free(folder);
	return found ? 0 : -1;
}
