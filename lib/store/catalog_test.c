/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/catalog.h"

#include "harness/bundle.h"
#include "harness/t.h"

static char root[32];

static int
add(const char *name)
{
	snprintf(t_path, sizeof t_path, "%s/%.16s", root, name);
	return t_ingest(T_BAR("A", "2024-01-02", "1"));
}

int
main(void)
{
	static const char *const names[] = {"zeta", "alpha", "Beta", "empty",
	    "bad", "unreadable"};
	struct rbt_catalog c = {0};
	char path[128];

	t_enter();
	snprintf(root, sizeof root, "%.31s", t_folder);
	T_INT(add("zeta"), 0);
	T_INT(add("alpha"), 0);
	T_INT(add("Beta"), 0);
	T_INT(add("bad"), 0);
	t_write("manifest.json", "{}", 2);
	snprintf(path, sizeof path, "%s/empty", root);
	T_INT(mkdir(path, 0700), 0);
	rbt_buf_clear(&t_said);
	T_INT(rbt_catalog_read(&c, root, t_warn, NULL, &t_err), 0);
	T_INT(c.bundles.n, 3);
	T_STR(c.bundles.at[0].name, "Beta");
	T_STR(c.bundles.at[1].name, "alpha");
	T_STR(c.bundles.at[2].name, "zeta");
	T_INT(c.bundles.at[2].manifest->symbols.n, 1);
	T_OK(strstr(t_said.data, "bad/manifest.json: format: missing") != NULL);
	rbt_catalog_release(&c);
	snprintf(path, sizeof path, "%s/alpha", root);
	T_INT(rbt_catalog_check(path, &t_err), 0);
	snprintf(path, sizeof path, "%s/alhpa", root);
	T_INT(rbt_catalog_check(path, &t_err), -1);
	T_INT(t_err.code, RBT_E_USAGE);
	T_OK(strstr(t_err.msg, "/alhpa; did you mean 'alpha'?") != NULL);
	rbt_err_clear(&t_err);
	T_INT(rbt_catalog_check("/nonexistent/alpha", &t_err), -1);
	T_STR(t_err.msg, "no bundle at /nonexistent/alpha");
	rbt_err_clear(&t_err);
	T_INT(rbt_catalog_read(&c, "/nonexistent", t_warn, NULL, &t_err), 0);
	T_INT(c.bundles.n, 0);
	rbt_catalog_release(&c);
	/* A manifest that cannot be read is not taken for a damaged one. */
	snprintf(path, sizeof path, "%s/unreadable", root);
	T_INT(mkdir(path, 0700), 0);
	snprintf(path, sizeof path, "%s/unreadable/manifest.json", root);
	T_INT(mkdir(path, 0700), 0);
	T_INT(rbt_catalog_read(&c, root, t_warn, NULL, &t_err), -1);
	T_INT(t_err.code, RBT_E_SYS);
	rbt_catalog_release(&c);
	T_INT(rmdir(path), 0);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		snprintf(path, sizeof path, "%s/%s", root, names[i]);
		t_remove(path);
	}
	t_leave();
	T_DONE(25);
}
