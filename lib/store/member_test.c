/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Segments that are good by themselves but not those that are meant. */
#include "store/member.h"

#include "harness/bundle.h"
#include "harness/t.h"

static struct rbt_manifest m;

static int
open_member(size_t i, struct rbt_segment *g)
{
	rbt_err_clear(&t_err);
	return rbt_member_open(g, &m, &m.symbols.at[i], t_path, &t_err);
}

/* Puts the segment of a symbol in the place of that of another. */
static void
overwrite(const char *to, const char *from)
{
	struct rbt_buf b = {0};

	t_read(from, &b);
	t_write(to, b.data, b.len);
	rbt_buf_release(&b);
}

static void
test_good(void)
{
	struct rbt_segment g;

	T_INT(open_member(1, &g), 0);
	T_STR(g.series.symbol, "B");
	T_INT(rbt_member_check(&g, &m.symbols.at[1], RBT_SEGMENT_ALL, t_path,
		  &t_err),
	    0);
	rbt_segment_release(&g);
}

/* B's bars have A's times: only the sums tell. */
static void
test_swapped(void)
{
	struct rbt_segment g;
	const struct rbt_manifest_symbol *b = &m.symbols.at[1];
	char want[160];

	overwrite("000002.seg", "000001.seg");
	T_INT(open_member(1, &g), 0);
	T_INT(rbt_member_check(&g, b, 1u << RBT_SEGMENT_TIME, t_path, &t_err),
	    0);
	T_INT(rbt_member_check(&g, b, 1u << RBT_SEGMENT_VOLUME, t_path, &t_err),
	    0);
	T_INT(rbt_member_check(&g, b, RBT_SEGMENT_PRICES, t_path, &t_err), -1);
	T_INT(t_err.code, RBT_E_DATA);
	snprintf(want, sizeof want,
	    "%s/000002.seg: damaged: column open is not what was ingested "
	    "for B",
	    t_path);
	T_STR(t_err.msg, want);
	rbt_segment_release(&g);
}

/* C has other times, and A's segment is gone. */
static void
test_others(void)
{
	struct rbt_segment g;
	char path[128];

	overwrite("000003.seg", "000001.seg");
	T_INT(open_member(2, &g), -1);
	T_INT(t_err.code, RBT_E_DATA);
	T_OK(strstr(t_err.msg, "is not what the manifest says of C") != NULL);
	snprintf(path, sizeof path, "%s/000001.seg", t_path);
	unlink(path);
	T_INT(open_member(0, &g), -1);
	T_INT(t_err.code, RBT_E_SYS);
}

int
main(void)
{
	t_enter();
	T_INT(t_ingest(T_BAR("A", "2024-01-02", "1") T_BAR("B", "2024-01-02",
		  "2") T_BAR("C", "2024-01-04", "3")),
	    0);
	T_INT(rbt_manifest_read(&m, t_path, RBT_MANIFEST_FILE, &t_err), 0);
	test_good();
	test_swapped();
	test_others();
	rbt_manifest_release(&m);
	t_leave();
	T_DONE(16);
}
