/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives that are not what rbt_pack_write makes, most of them by intent. */
#include "store/packed.h"

#include "harness/bundle.h"
#include "harness/packed.h"
#include "harness/t.h"

static char path[128];

static int
reads(struct rbt_packed *p)
{
	rbt_err_clear(&t_err);
	return rbt_packed_read(p, path, &t_err);
}

static void
refuses_file(const char *what)
{
	struct rbt_packed p;

	T_INT(reads(&p), -1);
	T_INT(t_err.code, RBT_E_DATA);
	T_STR(t_err.msg, what);
	rbt_packed_release(&p);
}

static void
refuses(const struct t_entry *e, size_t n, const char *what)
{
	t_packed_write(path, e, n, false);
	refuses_file(what);
}

static void
test_good(bool zip)
{
	const struct rbt_packed_symbol *s;
	struct rbt_packed p;

	t_packed_write(path, t_packed, 2, zip);
	T_INT(reads(&p), 0);
	T_INT(p.symbols.n, 1);
	s = p.symbols.at;
	T_STR(s->symbol, "A");
	T_INT(s->bars.n, 2);
	T_INT(s->bars.time[1], RBT_DAY_NS);
	T_INT(s->bars.low[1], 7);
	T_INT(s->bars.volume[0], RBT_SERIES_NO_VOLUME);
	T_STR(p.sha256, SHA);
	T_STR(p.source.name, "archive");
	T_INT(p.period.ns, RBT_DAY_NS);
	rbt_packed_release(&p);
}

/* Entries that would write elsewhere if anybody extracted them. */
static void
test_hostile(void)
{
	static const char *const names[] = {"/etc/passwd", "../bundle.json",
	    "./bundle.json", "a/../bundle.json", "bundle.json/", "Bundle.json",
	    "\033[2J"};
	static const char *const shown[] = {"/etc/passwd", "../bundle.json",
	    "./bundle.json", "a/../bundle.json", "bundle.json/", "Bundle.json",
	    "?[2J"};
	char want[256];

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const struct t_entry e = {names[i], GOOD, 0, 0, NULL, 0};

		snprintf(want, sizeof want,
		    "entry '%s' where bundle.json was expected: no packed "
		    "bundle of ours",
		    shown[i]);
		refuses(&e, 1, want);
	}
}

static void
test_order(void)
{
	const struct t_entry twice[2] = {t_packed[0], t_packed[0]};
	const struct t_entry three[3] = {t_packed[0], t_packed[1], t_packed[1]};

	refuses(twice, 2,
	    "entry 'bundle.json' where symbol-000001.bars was expected: no "
	    "packed bundle of ours");
	refuses(three, 3,
	    "entry 'symbol-000001.bars' where the end was expected: no "
	    "packed bundle of ours");
	refuses(three, 1, "entry symbol-000001.bars is missing");
	refuses(three + 1, 1,
	    "entry 'symbol-000001.bars' where bundle.json was expected: no "
	    "packed bundle of ours");
}

static void
test_types(void)
{
	static const unsigned types[] = {AE_IFLNK, AE_IFCHR, AE_IFBLK, AE_IFIFO,
	    AE_IFDIR};
	struct t_entry e = {RBT_PACK_INDEX, "", 0, 0, "/etc/passwd", 0};

	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
		e.type = types[i];
		e.link = types[i] == AE_IFLNK ? "/etc/passwd" : NULL;
		refuses(&e, 1,
		    types[i] == AE_IFDIR
			? "entry 'bundle.json/' where bundle.json was "
			  "expected: no packed bundle of ours"
			: "entry bundle.json is no plain file");
	}
	e = (struct t_entry){RBT_PACK_INDEX, "", 0, 0, "/etc/passwd", 0};
	refuses(&e, 1, "entry bundle.json is no plain file");
}

static void
index_refused(const char *index, const char *what)
{
	const struct t_entry e[2] = {{RBT_PACK_INDEX, index, 0, 0, NULL, 0},
	    t_packed[1]};

	refuses(e, 2, what);
}

static void
test_index(void)
{
	index_refused("{}", "bundle.json: format: missing");
	index_refused("{\"format\":1}",
	    "bundle.json: format: 1 is not known to this version, which reads "
	    "2");
	index_refused(HEAD "]}", "bundle.json: no symbols");
	index_refused(HEAD ONE "," ONE "]}",
	    "bundle.json: symbols[1].symbol: symbols are not in order");
	index_refused(HEAD "{\"symbol\":\"../A\",\"rows\":0}]}",
	    "bundle.json: symbols[0].rows: 0 is outside "
	    "1..144115188075855871");
	index_refused(HEAD "{\"symbol\":\"A B\",\"rows\":1}]}",
	    "bundle.json: symbols[0].symbol: 'A B' is no symbol: 1 to 64 "
	    "characters of ASCII, no blank, quote or backslash");
	/* A bomb that says so ... */
	index_refused(HEAD "{\"symbol\":\"A\",\"rows\":100000000000}]}",
	    "bundle.json: 100000000000 rows in 215 bytes: refused as a bomb");
}

/* ... and those that do not. */
static void
test_bombs(void)
{
	static char zeros[1 << 20];
	struct t_entry e[2] = {{RBT_PACK_INDEX, zeros, sizeof zeros, 0, NULL,
				   20},
	    t_packed[1]};

	refuses(e, 1, "entry bundle.json has more than 16777216 bytes");
	e[0] = t_packed[0];
	e[1] = (struct t_entry){t_packed[1].name, zeros, sizeof zeros, 0, NULL,
	    500};
	refuses(e, 2, "entry symbol-000001.bars has more than 126 bytes");
}

static void
bars_refused(const char *bars, size_t n, const char *what)
{
	const struct t_entry e[2] = {t_packed[0],
	    {t_packed[1].name, bars, n, 0, NULL, 0}};

	refuses(e, 2, what);
}

static void
test_bars(void)
{
	bars_refused(BARS, BARS_LEN - 1,
	    "symbol-000001.bars: a column ends early, in row 2 of 2");
	bars_refused(BARS "\0", BARS_LEN + 1,
	    "symbol-000001.bars: bytes behind the last column");
	bars_refused("\x0b\0\0" P P P P, BARS_LEN - 1,
	    "symbol-000001.bars: A row 2, 1970-01-01: duplicate of the row "
	    "before");
	bars_refused("\x0b\0\xc0\x0d" P P "\0\x10\0" P, BARS_LEN,
	    "symbol-000001.bars: A row 1, 1970-01-01: high 0.00000007 below "
	    "low "
	    "0.00000008");
}

/* Whatever byte is changed and wherever the file ends: no crash, and never
 * anything but what was packed. */
static void
test_damage(void)
{
	struct rbt_packed p;
	struct rbt_buf bytes = {0};
	int bad = 0, cut = 0;

	t_packed_write(path, t_packed, 2, false);
	if (rbt_io_read_file(path, 1u << 20, &bytes, NULL) != 0)
		abort();
	t_write("archive", bytes.data, bytes.len);
	for (size_t i = 0; i < bytes.len; i++) {
		bytes.data[i] ^= 0x15;
		t_write("archive", bytes.data, bytes.len);
		bytes.data[i] ^= 0x15;
		bad += reads(&p) != 0 && t_err.code != RBT_E_DATA;
		rbt_packed_release(&p);
		t_write("archive", bytes.data, i);
		cut += reads(&p) != 0 && t_err.code == RBT_E_DATA;
		rbt_packed_release(&p);
	}
	T_INT(bad, 0);
	T_OK(cut > (int)bytes.len - 16);
	t_write("archive", "tar?", 4);
	refuses_file("is no packed bundle: neither .tar.zst nor .zip");
	t_write("archive", "", 0);
	refuses_file("is no packed bundle: neither .tar.zst nor .zip");
	unlink(path);
	T_INT(reads(&p), -1);
	T_INT(t_err.code, RBT_E_SYS);
	rbt_packed_release(&p);
	rbt_buf_release(&bytes);
}

int
main(void)
{
	t_enter();
	if (mkdir(t_path, 0700) != 0)
		return 1;
	snprintf(path, sizeof path, "%s/archive", t_path);
	test_good(false);
	test_good(true);
	test_hostile();
	test_order();
	test_types();
	test_index();
	test_bombs();
	test_bars();
	test_damage();
	t_leave();
	T_DONE(800);
}
