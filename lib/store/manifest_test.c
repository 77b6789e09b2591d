/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Damage is in bundle_test.  The content hash was made with sha256sum from the
 * text that rbt-bundle(5) describes.
 */
#include "store/manifest.h"

#include "harness/bundle.h"
#include "harness/t.h"
#include "market/bar.h"

static void
test_round_trip(void)
{
	static const struct rbt_manifest_symbol a = {.symbol = "BTC/USD",
	    .segment = 7,
	    .seal.sha256 = "00112233445566778899aabbccddeeff"
			   "00112233445566778899aabbccddeeff",
	    .seal.column = {1, 2, 0xfedcba9876543210, 4, UINT64_MAX},
	    .rows = 2,
	    .first = {0},
	    .last = {60 * RBT_SEC_NS},
	    .volume_digits = RBT_BAR_NO_VOLUME,
	    .missing = 3,
	    .extra = 4,
	    .moves = 5};
	static const struct rbt_manifest_source s = {.tool = "rbt-fetch"};
	struct rbt_manifest m = {.version = 9,
	    .period = {60 * RBT_SEC_NS},
	    .calendar = rbt_calendar_find("24/7", NULL),
	    .next_segment = 8};
	struct rbt_manifest got;

	RBT_VEC_PUSH(&m.symbols, a);
	RBT_VEC_PUSH(&m.sources, s);
	T_INT(rbt_manifest_write(&m, t_path, &t_err), 0);
	T_INT(rbt_manifest_read(&got, t_path, RBT_MANIFEST_FILE, &t_err), 0);
	T_INT(got.version, 9);
	T_INT(got.period.ns, 60 * RBT_SEC_NS);
	T_OK(got.calendar == m.calendar && !got.calendar_assumed);
	T_INT(got.next_segment, 8);
	T_INT(got.symbols.n, 1);
	T_STR(got.symbols.at[0].symbol, "BTC/USD");
	T_STR(got.symbols.at[0].seal.sha256, a.seal.sha256);
	T_OK(memcmp(got.symbols.at[0].seal.column, a.seal.column,
		 sizeof a.seal.column) == 0);
	T_INT(got.symbols.at[0].segment, 7);
	T_INT(got.symbols.at[0].last.ns, 60 * RBT_SEC_NS);
	T_INT(got.symbols.at[0].volume_digits, RBT_BAR_NO_VOLUME);
	T_INT(got.symbols.at[0].missing, 3);
	T_INT(got.symbols.at[0].extra, 4);
	T_INT(got.symbols.at[0].moves, 5);
	T_STR(got.sources.at[0].tool, "rbt-fetch");
	T_OK(got.sources.at[0].name == NULL);
	T_OK(rbt_manifest_find(&got, "BTC/USD") == got.symbols.at);
	T_OK(rbt_manifest_find(&got, "BTC") == NULL);
	T_STR(got.sha256, "0f6f3c5a06ddfc7f27780509a6ef3d9c"
			  "bc4c0b58cbe6d211ce1fa388c73a7d68");
	rbt_manifest_release(&got);
	rbt_manifest_release(&m);
}

static void
test_absent(void)
{
	struct rbt_manifest m;

	T_INT(rbt_manifest_read(&m, t_path, RBT_MANIFEST_PREVIOUS, &t_err), 1);
	T_INT(m.version, 0);
	T_OK(rbt_manifest_find(&m, "A") == NULL);
	rbt_manifest_release(&m);
}

int
main(void)
{
	struct rbt_buf path = {0};

	t_enter();
	if (mkdir(t_path, 0700) != 0)
		return 1;
	test_round_trip();
	test_absent();
	T_STR(rbt_manifest_segment_path(&path, "f", 7), "f/000007.seg");
	rbt_buf_release(&path);
	t_leave();
	T_DONE(25);
}
