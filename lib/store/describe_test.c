/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/describe.h"

#include "harness/bundle.h"
#include "harness/t.h"
#include "market/bar.h"

#define SHA "0000000000000000000000000000000000000000000000000000000000000000"

static struct rbt_manifest_symbol symbols[] = {
    {.symbol = "AAPL",
	.segment = 1,
	.seal.sha256 = SHA,
	.rows = 8364,
	.first = {0},
	.last = {2 * RBT_DAY_NS},
	.volume_digits = 0,
	.missing = 3,
	.extra = 1,
	.moves = 12},
    {.symbol = "B",
	.segment = 2,
	.seal.sha256 = SHA,
	.rows = 1,
	.first = {9 * RBT_DAY_NS},
	.last = {9 * RBT_DAY_NS},
	.volume_digits = RBT_BAR_NO_VOLUME},
};
static struct rbt_manifest_source sources[] = {{"rbt-fetch", "aapl.csv", SHA},
    {NULL, NULL, NULL}};
static struct rbt_manifest manifest = {.version = 3,
    .period = {RBT_DAY_NS},
    .calendar_assumed = true,
    .sha256 = SHA,
    .symbols = {symbols, 2, 2},
    .sources = {sources, 2, 2}};
static const struct rbt_describe both[] = {{"us", &manifest},
    {"us-daily", &manifest}};

static char path[128];
static struct rbt_out out;
static struct rbt_buf got;

static void
begin(void)
{
	if (rbt_out_open_file(&out, path, &t_err) != 0)
		abort();
}

static const char *
text(void)
{
	if (rbt_out_close(&out, &t_err) != 0 ||
	    rbt_io_read_file(path, 1u << 20, &got, &t_err) != 0)
		abort();
	return rbt_buf_str(&got);
}

static void
test_records(void)
{
	begin();
	rbt_describe_emit(&out, both);
	T_STR(text(),
	    "{\"type\":\"bundle\",\"name\":\"us\",\"version\":3,\"sha256\":"
	    "\"" SHA "\",\"period\":\"1d\",\"calendar\":\"weekdays\","
	    "\"calendar_assumed\":true,\"symbols\":2,\"rows\":8365,"
	    "\"from\":\"1970-01-01\",\"to\":\"1970-01-10\",\"missing\":3}\n");
	begin();
	T_INT(rbt_describe_emit_parts(&out, both), 4);
	T_STR(text(),
	    "{\"type\":\"symbol\",\"symbol\":\"AAPL\",\"rows\":8364,"
	    "\"from\":\"1970-01-01\",\"to\":\"1970-01-03\",\"missing\":3,"
	    "\"extra\":1,\"moves\":12,\"volume\":true,\"sha256\":\"" SHA "\"}\n"
	    "{\"type\":\"symbol\",\"symbol\":\"B\",\"rows\":1,"
	    "\"from\":\"1970-01-10\",\"to\":\"1970-01-10\",\"missing\":0,"
	    "\"extra\":0,\"moves\":0,\"volume\":false,\"sha256\":\"" SHA "\"}\n"
	    "{\"type\":\"source\",\"tool\":\"rbt-fetch\",\"name\":\"aapl.csv\","
	    "\"sha256\":\"" SHA "\"}\n"
	    "{\"type\":\"source\",\"tool\":null,\"name\":null,"
	    "\"sha256\":null}\n");
}

static void
test_text(void)
{
	begin();
	rbt_describe_names(&out, both, 2);
	T_STR(text(), "us\nus-daily\n");
	begin();
	rbt_describe_table(&out, both, 2);
	T_STR(text(),
	    "NAME      PERIOD  SYMBOLS  ROWS  FROM        TO          MISSING  "
	    "CALENDAR\n"
	    "us        1d            2  8365  1970-01-01  1970-01-10        3  "
	    "weekdays\n"
	    "us-daily  1d            2  8365  1970-01-01  1970-01-10        3  "
	    "weekdays\n");
	begin();
	rbt_describe_page(&out, &both[1]);
	T_STR(text(),
	    "us-daily, version 3\n\n"
	    "  period    1d\n"
	    "  calendar  weekdays (assumed)\n"
	    "  symbols   2\n"
	    "  rows      8365\n"
	    "  span      1970-01-01 to 1970-01-10\n"
	    "  missing   3 sessions\n"
	    "  sha256    " SHA "\n\n"
	    "SYMBOL  ROWS  FROM        TO          MISSING  EXTRA  MOVES\n"
	    "AAPL    8364  1970-01-01  1970-01-03        3      1     12\n"
	    "B          1  1970-01-10  1970-01-10        0      0      0\n"
	    "\nsources\n"
	    "  rbt-fetch aapl.csv " SHA "\n"
	    "  ?\n");
}

int
main(void)
{
	t_enter();
	snprintf(path, sizeof path, "%s/out", t_folder);
	manifest.calendar = rbt_calendar_find("weekdays", NULL);
	test_records();
	test_text();
	rbt_buf_release(&got);
	t_leave();
	T_DONE(6);
}
