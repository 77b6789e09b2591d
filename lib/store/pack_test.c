/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an archive depends on, and what not. */
#include "store/pack.h"

#include "harness/bundle.h"
#include "harness/t.h"

static struct rbt_buf archive;

/* The bundle of t_path into `archive`. */
static void
pack(enum rbt_pack_format format)
{
	struct rbt_bundle *b = rbt_bundle_open(t_path, &t_err);
	struct rbt_out out;
	char path[128];

	snprintf(path, sizeof path, "%s/packed", t_folder);
	T_OK(b != NULL && rbt_out_open_file(&out, path, &t_err) == 0);
	T_INT(rbt_pack_write(b, format, &out, &t_err), 0);
	T_INT(rbt_out_close(&out, &t_err), 0);
	T_INT(rbt_io_read_file(path, 1u << 20, &archive, &t_err), 0);
	unlink(path);
	rbt_bundle_free(b);
}

/* The same bars in another order of ingest, with sources, a calendar that was
 * named, other segment numbers and a later version. */
static void
test_content_only(void)
{
	const struct rbt_ingest_options named = {
	    .calendar = rbt_calendar_find("weekdays", NULL)};
	struct rbt_buf tar = {0}, zip = {0};

	T_INT(t_ingest(T_BAR("A", "2024-01-02", "1.5") T_BAR("A", "2024-01-03",
		  "2") T_BAR("B/C", "2024-01-02", "3")),
	    0);
	pack(RBT_PACK_TAR_ZST);
	rbt_buf_add(&tar, archive.data, archive.len);
	pack(RBT_PACK_ZIP);
	rbt_buf_add(&zip, archive.data, archive.len);
	t_remove(t_path);
	T_INT(t_ingest(
		  "{\"type\":\"stream\",\"v\":1,\"tool\":\"t\"}\n" T_BAR("B/C",
		      "2024-01-02", "3") "{\"type\":\"end\",\"records\":1,"
					 "\"status\":\"ok\"}\n"),
	    0);
	T_INT(t_ingest(T_BAR("A", "2024-01-03", "2")), 0);
	T_INT(t_ingest_with(named, T_BAR("A", "2024-01-02", "1.5")), 0);
	T_INT(t_result.version, 3);
	pack(RBT_PACK_TAR_ZST);
	T_INT(archive.len, tar.len);
	T_OK(memcmp(archive.data, tar.data, tar.len) == 0);
	setenv("TZ", "Asia/Tokyo", 1);
	pack(RBT_PACK_ZIP);
	T_INT(archive.len, zip.len);
	T_OK(memcmp(archive.data, zip.data, zip.len) == 0);
	rbt_buf_release(&tar);
	rbt_buf_release(&zip);
}

static void
test_other_content(void)
{
	struct rbt_buf was = {0};

	pack(RBT_PACK_TAR_ZST);
	rbt_buf_add(&was, archive.data, archive.len);
	T_INT(t_ingest(T_BAR("A", "2024-01-04", "2")), 0);
	pack(RBT_PACK_TAR_ZST);
	T_OK(archive.len != was.len ||
	     memcmp(archive.data, was.data, was.len) != 0);
	rbt_buf_release(&was);
}

static void
test_names(void)
{
	char name[RBT_PACK_SYMBOL_MAX];

	rbt_pack_symbol_name(name, 0);
	T_STR(name, "symbol-000001.bars");
	rbt_pack_symbol_name(name, SIZE_MAX - 1);
	T_STR(name, "symbol-18446744073709551615.bars");
}

/* A damaged column, and an output that takes no more. */
static void
test_failures(void)
{
	struct rbt_buf bytes = {0};
	struct rbt_bundle *b;
	struct rbt_out out;

	b = rbt_bundle_open(t_path, &t_err);
	T_INT(rbt_out_open_file(&out, "/dev/full", &t_err), 0);
	out.line_buffered = true;
	T_INT(rbt_pack_write(b, RBT_PACK_ZIP, &out, &t_err), -1);
	T_INT(t_err.code, RBT_E_SYS);
	T_STR(t_err.msg, "writing /dev/full: No space left on device");
	rbt_out_abort(&out);
	rbt_bundle_free(b);
	t_read("000001.seg", &bytes);
	bytes.data[bytes.len - 25] ^= 1;
	t_write("000001.seg", bytes.data, bytes.len);
	b = rbt_bundle_open(t_path, &t_err);
	rbt_out_open_fd(&out, -1, "memory");
	rbt_err_clear(&t_err);
	T_INT(rbt_pack_write(b, RBT_PACK_TAR_ZST, &out, &t_err), -1);
	T_INT(t_err.code, RBT_E_DATA);
	T_OK(strstr(t_err.msg, "000001.seg: damaged: column volume") != NULL);
	rbt_out_abort(&out);
	rbt_bundle_free(b);
	rbt_buf_release(&bytes);
}

int
main(void)
{
	t_enter();
	test_content_only();
	test_other_content();
	test_names();
	test_failures();
	rbt_buf_release(&archive);
	t_leave();
	T_DONE(44);
}
