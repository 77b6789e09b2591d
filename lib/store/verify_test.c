/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is found, by kind: a column, the bytes between columns, a row that is
 * bad although every hash is right, a file that is gone. */
#include "store/verify.h"

#include "harness/bundle.h"
#include "harness/t.h"
#include "store/segment_writer.h"

static struct rbt_manifest m;
static int ticks;

static void
tick(void *self)
{
	(void)self;
	ticks++;
}

static struct rbt_verify verify = {.folder = t_path, .m = &m, .tick = tick};

static int
check(size_t i)
{
	rbt_err_clear(&t_err);
	return rbt_verify_symbol(&verify, &m.symbols.at[i], &t_err);
}

/* The answer is no, and ends with this. */
static void
finds(size_t i, const char *end)
{
	size_t n = strlen(end), len;

	T_INT(check(i), -1);
	T_INT(t_err.code, RBT_E_NO);
	len = strlen(t_err.msg);
	T_STR(len < n ? t_err.msg : t_err.msg + len - n, end);
}

static void
test_damage(void)
{
	struct rbt_buf good = {0};

	t_read("000001.seg", &good);
	good.data[good.len - 25] ^= 1;
	t_write("000001.seg", good.data, good.len);
	finds(0, "000001.seg: damaged: column volume is not what was ingested "
		 "for A");
	good.data[good.len - 25] ^= 1;
	good.data[127] = 1;
	t_write("000001.seg", good.data, good.len);
	T_INT(check(0), -1);
	T_INT(t_err.code, RBT_E_NO);
	T_OK(strstr(t_err.msg, "000001.seg: damaged: its SHA-256 is ") != NULL);
	t_write("000001.seg", good.data, 87);
	finds(0, "000001.seg: truncated: no header and trailer");
	good.data[127] = 0;
	t_write("000001.seg", good.data, good.len);
	T_INT(check(0), 0);
	rbt_buf_release(&good);
}

/* The manifest says that it has to be so. */
static void
test_row(void)
{
	static const int64_t time[] = {0, RBT_DAY_NS}, low[] = {5, 9};
	static const int64_t price[] = {7, 7};
	const struct rbt_series s = {.period = {RBT_DAY_NS},
	    .n = 2,
	    .time = time,
	    .open = price,
	    .high = price,
	    .low = low,
	    .close = price};
	struct rbt_manifest_symbol *e = &m.symbols.at[1];
	char path[128];

	snprintf(path, sizeof path, "%s/000002.seg", t_path);
	T_INT(rbt_segment_write(path, &s, &e->seal, &t_err), 0);
	e->rows = 2;
	e->first.ns = 0;
	e->last.ns = RBT_DAY_NS;
	e->volume_digits = -1;
	verify.rows = 0;
	finds(1, "B row 2, 1970-01-02: high 0.00000007 below low 0.00000009");
	T_INT(verify.rows, 1);
	unlink(path);
	finds(1, "000002.seg: No such file or directory");
	T_INT(mkdir(path, 0700), 0);
	T_INT(check(1), -1);
	T_INT(t_err.code, RBT_E_SYS);
	T_INT(rmdir(path), 0);
}

static void
test_emit(void)
{
	struct rbt_out out;

	rbt_out_open_fd(&out, -1, "memory");
	rbt_verify_emit(&out, &m.symbols.at[0], NULL);
	rbt_verify_emit(&out, &m.symbols.at[0], "why \"x\"");
	T_STR(rbt_buf_str(&out.buf),
	    "{\"type\":\"verify\",\"symbol\":\"A\",\"segment\":1,\"rows\":2,"
	    "\"ok\":true,\"problem\":null}\n"
	    "{\"type\":\"verify\",\"symbol\":\"A\",\"segment\":1,\"rows\":2,"
	    "\"ok\":false,\"problem\":\"why \\\"x\\\"\"}\n");
	rbt_out_abort(&out);
}

int
main(void)
{
	t_enter();
	T_INT(t_ingest(T_BAR("A", "2024-01-02", "1") T_BAR("A", "2024-01-03",
		  "2") T_BAR("B", "2024-01-04", "3")),
	    0);
	T_INT(rbt_manifest_read(&m, t_path, RBT_MANIFEST_FILE, &t_err), 0);
	T_INT(check(0), 0);
	T_INT(verify.rows, 2);
	T_OK(ticks > 1);
	test_damage();
	test_row();
	test_emit();
	rbt_manifest_release(&m);
	t_leave();
	T_DONE(28);
}
