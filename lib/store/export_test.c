/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records out of a bundle are those that went in, sorted. */
#include "store/export.h"

#include "harness/bundle.h"
#include "harness/t.h"

static struct rbt_buf got;
static int64_t n_records;

/* The records of an export as text in `got`. */
static int
run(const char *start, const char *end, const char *const *symbols, size_t n)
{
	struct rbt_export e = {.symbols = symbols, .n_symbols = n};
	struct rbt_bundle *b = rbt_bundle_open(t_path, &t_err);
	struct rbt_rec_writer w = {0};
	struct rbt_out out;
	char path[128];
	int rc;

	rbt_err_clear(&t_err);
	snprintf(path, sizeof path, "%s/out", t_folder);
	if (rbt_out_open_file(&out, path, &t_err) != 0)
		return -1;
	w.out = &out;
	rc = rbt_export_bounds(&e, start, end, &t_err);
	if (rc == 0)
		rc = rbt_export_check(&e, b, &t_err);
	if (rc == 0)
		rc = rbt_export_write(&e, b, &w, &t_err);
	n_records = w.n_records;
	if (rbt_out_close(&out, &t_err) != 0 ||
	    rbt_io_read_file(path, 1u << 20, &got, &t_err) != 0)
		rc = -1;
	rbt_bundle_free(b);
	return rc;
}

#define A2 T_BAR("A", "2024-01-02", "1.5")
#define A3 T_BAR("A", "2024-01-03", "0.00000001")
#define A4 T_BAR("A", "2024-01-04", "92233720368.54775807")
#define B2 T_BAR("BRK/B", "2024-01-02", "7")

int
main(void)
{
	static const char *const b[] = {"BRK/B"}, *const no[] = {"BRK"};

	t_enter();
	T_INT(t_ingest(B2 A2 A3 A4), 0);
	T_INT(run(NULL, NULL, NULL, 0), 0);
	T_STR(got.data, A2 A3 A4 B2);
	T_INT(n_records, 4);
	T_INT(run("2024-01-03", NULL, NULL, 0), 0);
	T_STR(got.data, A3 A4);
	T_INT(run("2024-01-03", "2024-01-03", NULL, 0), 0);
	T_STR(got.data, A3);
	T_INT(run(NULL, "2024-01-02T00:00:00Z", NULL, 0), 0);
	T_STR(got.data, A2 B2);
	T_INT(run(NULL, NULL, b, 1), 0);
	T_STR(got.data, B2);
	T_INT(run(NULL, NULL, no, 1), -1);
	T_INT(t_err.code, RBT_E_USAGE);
	T_OK(strstr(t_err.msg, "no symbol 'BRK' in the bundle") != NULL);
	T_INT(run("2024-01-03", "2024-01-02", NULL, 0), -1);
	T_STR(t_err.msg, "--start is after --end");
	T_INT(run("yesterday", NULL, NULL, 0), -1);
	T_INT(t_err.code, RBT_E_USAGE);
	rbt_buf_release(&got);
	t_leave();
	T_DONE(19);
}
