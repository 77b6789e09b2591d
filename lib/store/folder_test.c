/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which files a sweep and a drop take, and which they must not. */
#include "store/folder.h"

#include "harness/bundle.h"
#include "harness/t.h"

static void
remove_file(const char *name)
{
	char path[128];

	snprintf(path, sizeof path, "%s/%s", t_path, name);
	unlink(path);
}

static bool
there(const char *name)
{
	char path[128];

	snprintf(path, sizeof path, "%s/%s", t_path, name);
	return access(path, F_OK) == 0;
}

static void
test_sweep(void)
{
	T_INT(t_ingest(T_BAR("A", "2024-01-02", "1")), 0);
	T_INT(t_ingest(T_BAR("B", "2024-01-02", "1")), 0);
	t_write("000003.seg", "x", 1);
	t_write("1000000.seg", "x", 1);
	t_write(".rbt-4711-0.tmp", "x", 1);
	t_write("notes.txt", "x", 1);
	t_write("3.seg", "x", 1);
	T_INT(rbt_folder_sweep(t_path, &t_err), 0);
	T_OK(!there("000003.seg") && !there("1000000.seg"));
	T_OK(!there(".rbt-4711-0.tmp"));
	T_OK(there("000001.seg") && there("000002.seg"));
	T_OK(there("notes.txt") && there("3.seg"));
}

/* Without a manifest that can be read nothing is known to be of no use. */
static void
test_unreadable(void)
{
	t_write("000009.seg", "x", 1);
	t_write("manifest.prev.json", "{", 1);
	T_INT(rbt_folder_sweep(t_path, &t_err), 0);
	T_OK(there("000009.seg"));
	t_write("manifest.prev.json", "", 0);
	t_write("manifest.json", "{", 1);
	T_INT(rbt_folder_sweep(t_path, &t_err), 0);
	T_OK(there("000001.seg") && there("000002.seg"));
}

static void
test_lock(void)
{
	int lock = rbt_folder_lock(t_path, &t_err);

	T_OK(lock >= 0);
	rbt_folder_unlock(lock);
	lock = rbt_folder_lock(t_path, &t_err);
	T_OK(lock >= 0);
	rbt_folder_unlock(lock);
	T_INT(rbt_folder_lock("/nonexistent", &t_err), -1);
	T_INT(t_err.code, RBT_E_SYS);
}

static void
test_name(void)
{
	static const char *const paths[] = {"us", "/data/us", "./us//", "/",
	    "a/b/c"};
	static const char *const names[] = {"us", "us", "us", "", "c"};

	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
		char *name = rbt_folder_name(paths[i]);

		T_STR(name, names[i]);
		free(name);
	}
}

/* Somebody else's manifest is not touched, nor is what is no file of ours. */
static void
test_drop(void)
{
	static const char other[] = "{\"name\":\"web\",\"icons\":[]}";
	bool left = false;

	t_write("manifest.json", other, sizeof other - 1);
	rbt_err_clear(&t_err);
	T_INT(rbt_folder_drop(t_path, &left, &t_err), -1);
	T_INT(t_err.code, RBT_E_DATA);
	T_OK(there("manifest.json") && there("000001.seg"));
	t_remove(t_path);
	T_INT(t_ingest(T_BAR("A", "2024-01-02", "1")), 0);
	T_INT(t_ingest(T_BAR("B", "2024-01-02", "1")), 0);
	t_write("notes.txt", "x", 1);
	t_write(".rbt-1-0.tmp", "x", 1);
	T_INT(rbt_folder_drop(t_path, &left, &t_err), 0);
	T_OK(left && there("notes.txt"));
	T_OK(!there("manifest.json") && !there("manifest.prev.json"));
	T_OK(!there("000001.seg") && !there("000002.seg"));
	T_OK(!there("lock") && !there(".rbt-1-0.tmp"));
	T_INT(rbt_folder_drop(t_path, &left, &t_err), -1);
	T_INT(t_ingest(T_BAR("A", "2024-01-02", "1")), 0);
	remove_file("notes.txt");
	T_INT(rbt_folder_drop(t_path, &left, &t_err), 0);
	T_OK(!left);
	T_INT(access(t_path, F_OK), -1);
}

static void
test_discard(void)
{
	T_INT(mkdir(t_path, 0700), 0);
	t_write("lock", "", 0);
	t_write("notes.txt", "x", 1);
	rbt_folder_discard(t_path);
	T_OK(!there("lock") && there("notes.txt"));
	remove_file("notes.txt");
	rbt_folder_discard(t_path);
	T_INT(access(t_path, F_OK), -1);
}

int
main(void)
{
	t_enter();
	test_sweep();
	test_unreadable();
	test_lock();
	test_name();
	test_drop();
	test_discard();
	t_leave();
	T_DONE(38);
}
