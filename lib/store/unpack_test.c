/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of the bundle that is there, or is not. */
#include "store/unpack.h"

#include "harness/bundle.h"
#include "harness/packed.h"
#include "harness/t.h"

static char archive[128], forged[128];

/* The bundle of t_path as an archive. */
static void
pack(const char *path)
{
	struct rbt_bundle *b = rbt_bundle_open(t_path, &t_err);
	struct rbt_out out;

	T_OK(b != NULL && rbt_out_open_file(&out, path, &t_err) == 0);
	T_INT(rbt_pack_write(b, RBT_PACK_TAR_ZST, &out, &t_err), 0);
	T_INT(rbt_out_close(&out, &t_err), 0);
	rbt_bundle_free(b);
}

static int
unpack(const char *path, bool replace, struct rbt_unpack_result *r)
{
	rbt_err_clear(&t_err);
	return rbt_unpack(path, t_path, replace, r, &t_err);
}

/* Every byte of every segment, and the content hash. */
static void
test_new(void)
{
	struct rbt_buf was = {0}, is = {0};
	struct rbt_unpack_result r;
	struct rbt_manifest m;
	char sha[RBT_HASH_HEX];

	T_INT(t_ingest(T_BAR("A", "2024-01-02", "1.5")
		      T_BAR("B", "2024-01-03", "2")),
	    0);
	t_read("000002.seg", &was);
	T_INT(rbt_manifest_read(&m, t_path, RBT_MANIFEST_FILE, &t_err), 0);
	memcpy(sha, m.sha256, sizeof sha);
	rbt_manifest_release(&m);
	pack(archive);
	t_remove(t_path);
	T_INT(unpack(archive, false, &r), 0);
	T_OK(r.changed);
	T_INT(r.version, 1);
	T_INT(r.rows, 2);
	T_INT(r.symbols, 2);
	t_read("000002.seg", &is);
	T_INT(is.len, was.len);
	T_OK(memcmp(is.data, was.data, was.len) == 0);
	T_INT(rbt_manifest_read(&m, t_path, RBT_MANIFEST_FILE, &t_err), 0);
	T_STR(m.sha256, sha);
	T_OK(!m.calendar_assumed);
	T_INT(m.sources.n, 1);
	T_STR(m.sources.at[0].tool, "rbt-bundle");
	T_STR(m.sources.at[0].name, "archive.tar.zst");
	rbt_manifest_release(&m);
	rbt_buf_release(&was);
	rbt_buf_release(&is);
}

/* The same again is nothing new, whatever way the bundle came to be. */
static void
test_again(void)
{
	struct rbt_buf was = {0}, is = {0};
	struct rbt_unpack_result r;

	t_snapshot(&was);
	T_INT(unpack(archive, false, &r), 0);
	T_OK(!r.changed);
	T_INT(r.version, 1);
	t_snapshot(&is);
	T_STR(is.data, was.data);
	rbt_buf_release(&was);
	rbt_buf_release(&is);
}

/* Other content has to be asked for, and is a version like any other. */
static void
test_replace(void)
{
	struct rbt_buf was = {0}, is = {0};
	struct rbt_unpack_result r;
	struct rbt_manifest m;
	char want[512];

	T_INT(t_ingest(T_BAR("C", "2024-01-04", "3")), 0);
	t_snapshot(&was);
	T_INT(unpack(archive, false, &r), -1);
	T_INT(t_err.code, RBT_E_DATA);
	snprintf(want, sizeof want,
	    "%s: %s has other content or is damaged; --replace makes this its "
	    "next version",
	    archive, t_path);
	T_STR(t_err.msg, want);
	t_snapshot(&is);
	T_STR(is.data, was.data);
	T_INT(unpack(archive, true, &r), 0);
	T_INT(r.version, 3);
	T_INT(rbt_manifest_read(&m, t_path, RBT_MANIFEST_FILE, &t_err), 0);
	T_INT(m.symbols.n, 2);
	T_INT(m.symbols.at[0].segment, 4);
	rbt_manifest_release(&m);
	T_INT(rbt_manifest_read(&m, t_path, RBT_MANIFEST_PREVIOUS, &t_err), 0);
	T_INT(m.symbols.n, 3);
	rbt_manifest_release(&m);
	rbt_buf_release(&was);
	rbt_buf_release(&is);
}

/* The same content, but a column of it is damaged. */
static void
test_repair(void)
{
	struct rbt_unpack_result r;
	struct rbt_buf bytes = {0};

	t_read("000004.seg", &bytes);
	bytes.data[bytes.len - 25] ^= 1;
	t_write("000004.seg", bytes.data, bytes.len);
	T_INT(unpack(archive, false, &r), -1);
	T_INT(t_err.code, RBT_E_DATA);
	T_INT(unpack(archive, true, &r), 0);
	T_INT(r.version, 4);
	T_INT(unpack(archive, false, &r), 0);
	T_OK(!r.changed);
	rbt_buf_release(&bytes);
}

/* Good rows, but not those that the index vouches for. */
static void
test_content(void)
{
	struct rbt_unpack_result r;
	struct rbt_buf was = {0}, is = {0};

	t_snapshot(&was);
	T_INT(unpack(forged, true, &r), -1);
	T_INT(t_err.code, RBT_E_DATA);
	T_OK(strstr(t_err.msg, "damaged: the hash of its content is ") != NULL);
	t_snapshot(&is);
	T_STR(is.data, was.data);
	/* Of a new bundle nothing is left either. */
	t_remove(t_path);
	T_INT(unpack(forged, false, &r), -1);
	T_INT(access(t_path, F_OK), -1);
	rbt_buf_release(&was);
	rbt_buf_release(&is);
}

int
main(void)
{
	t_enter();
	snprintf(archive, sizeof archive, "%s/archive.tar.zst", t_folder);
	snprintf(forged, sizeof forged, "%s/forged.zip", t_folder);
	t_packed_write(forged, t_packed, 2, true);
	test_new();
	test_again();
	test_replace();
	test_repair();
	test_content();
	unlink(archive);
	unlink(forged);
	t_leave();
	T_DONE(52);
}
