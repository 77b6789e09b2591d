/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of a bundle from version to version. */
#include "store/version.h"

#include "harness/bundle.h"
#include "harness/t.h"

static const struct rbt_ingest_options replace = {
    .on_conflict = RBT_ON_CONFLICT_REPLACE};

static bool
there(const char *name)
{
	char path[128];

	snprintf(path, sizeof path, "%s/%s", t_path, name);
	return access(path, F_OK) == 0;
}

static void
test_files(void)
{
	struct rbt_buf one = {0}, previous = {0};

	T_INT(t_ingest(
		  T_BAR("A", "2024-01-02", "1") T_BAR("B", "2024-01-02", "1")),
	    0);
	T_OK(there("000001.seg") && there("000002.seg"));
	T_OK(!there("manifest.prev.json"));
	t_read("manifest.json", &one);
	/* Another version of A alone; B's segment stays what it is. */
	T_INT(t_ingest_with(replace, T_BAR("A", "2024-01-02", "2")), 0);
	T_OK(there("000001.seg") && there("000002.seg") && there("000003.seg"));
	t_read("manifest.prev.json", &previous);
	T_STR(previous.data, one.data);
	/* With the third version the first one's own segments go. */
	T_INT(t_ingest_with(replace, T_BAR("A", "2024-01-02", "3")), 0);
	T_OK(!there("000001.seg") && there("000002.seg"));
	T_OK(there("000003.seg") && there("000004.seg"));
	rbt_buf_release(&one);
	rbt_buf_release(&previous);
}

#define STREAM(name)                                                           \
	"{\"type\":\"stream\",\"v\":1,\"tool\":\"t\",\"inputs\":[{\"name\":"   \
	"\"" name "\",\"sha256\":null}]}\n"
#define END "{\"type\":\"end\",\"records\":1,\"status\":\"ok\"}\n"

static void
test_sources(void)
{
	struct rbt_manifest m;
	struct rbt_buf many = {0};

	t_remove(t_path);
	T_INT(t_ingest(STREAM("x") T_BAR("A", "2024-01-02", "1") END STREAM("y")
		      T_BAR("A", "2024-01-03", "1") END),
	    0);
	T_INT(t_ingest(STREAM("x") T_BAR("A", "2024-01-04", "1") END), 0);
	T_INT(rbt_manifest_read(&m, t_path, RBT_MANIFEST_FILE, &t_err), 0);
	T_INT(m.sources.n, 2);
	T_STR(m.sources.at[0].tool, "t");
	T_STR(m.sources.at[1].name, "y");
	T_OK(m.sources.at[1].sha256 == NULL);
	rbt_manifest_release(&m);
	rbt_buf_add_str(&many, "{\"type\":\"stream\",\"v\":1,\"inputs\":[");
	for (int i = 0; i < RBT_MANIFEST_SOURCES + 5; i++)
		rbt_buf_printf(&many, "%s{\"name\":\"n%d\"}", i ? "," : "", i);
	rbt_buf_add_str(&many, "]}\n" T_BAR("A", "2024-01-05", "1") END);
	T_INT(t_ingest(many.data), 0);
	T_INT(rbt_manifest_read(&m, t_path, RBT_MANIFEST_FILE, &t_err), 0);
	T_INT(m.sources.n, RBT_MANIFEST_SOURCES);
	T_STR(m.sources.at[0].name, "n5");
	rbt_manifest_release(&m);
	rbt_buf_release(&many);
}

/* At most twenty lines of a kind, then the total. */
static void
test_warnings(void)
{
	struct rbt_ingest_options weekdays = {
	    .calendar = rbt_calendar_find("weekdays", NULL)};
	struct rbt_buf text = {0};
	int lines = 0;

	t_remove(t_path);
	for (int i = 0; i < 25; i++)
		rbt_buf_printf(&text,
		    "{\"type\":\"bar\",\"symbol\":\"S%d\",\"time\":"
		    "\"2024-01-02\",\"period\":\"1d\",\"open\":1,\"high\":1,"
		    "\"low\":1,\"close\":1}\n"
		    "{\"type\":\"bar\",\"symbol\":\"S%d\",\"time\":"
		    "\"2024-01-05\",\"period\":\"1d\",\"open\":1,\"high\":1,"
		    "\"low\":1,\"close\":1}\n",
		    i, i);
	/* Under a calendar that is only assumed the total is enough. */
	T_INT(t_ingest(text.data), 0);
	T_STR(t_said.data, "sessions without a bar: 50 in 25 symbols\n");
	t_remove(t_path);
	T_INT(t_ingest_with(weekdays, text.data), 0);
	for (const char *p = t_said.data; (p = strstr(p, " 2024-01-03 ")); p++)
		lines++;
	T_INT(lines, RBT_INGEST_SHOWN);
	T_OK(strstr(t_said.data,
		 "sessions without a bar: 50 in 25 symbols\n") != NULL);
	rbt_buf_release(&text);
}

/* Back and forth: each is a version of its own, nothing is lost. */
static void
test_rollback(void)
{
	struct rbt_manifest m;
	int64_t version = 0;

	t_remove(t_path);
	T_INT(t_ingest(T_BAR("A", "2024-01-02", "1")), 0);
	T_INT(rbt_version_rollback(t_path, &version, &t_err), -1);
	T_INT(t_err.code, RBT_E_DATA);
	T_STR(t_err.msg, "there is no version before 1");
	T_INT(t_ingest_with(replace, T_BAR("A", "2024-01-02", "2")), 0);
	T_INT(rbt_version_rollback(t_path, &version, &t_err), 0);
	T_INT(version, 3);
	T_INT(rbt_manifest_read(&m, t_path, RBT_MANIFEST_FILE, &t_err), 0);
	T_INT(m.version, 3);
	T_INT(m.symbols.at[0].segment, 1);
	T_INT(m.next_segment, 3);
	rbt_manifest_release(&m);
	T_OK(there("000001.seg") && there("000002.seg"));
	T_INT(rbt_version_rollback(t_path, &version, &t_err), 0);
	T_INT(rbt_manifest_read(&m, t_path, RBT_MANIFEST_FILE, &t_err), 0);
	T_INT(m.version, 4);
	T_INT(m.symbols.at[0].segment, 2);
	rbt_manifest_release(&m);
	/* The next new segment takes no number that was in use. */
	T_INT(t_ingest(T_BAR("B", "2024-01-02", "2")), 0);
	T_OK(there("000003.seg") && !there("000001.seg"));
	t_remove(t_path);
	T_INT(rbt_version_rollback(t_path, &version, &t_err), -1);
}

int
main(void)
{
	t_enter();
	test_files();
	test_sources();
	test_warnings();
	test_rollback();
	t_leave();
	T_DONE(44);
}
