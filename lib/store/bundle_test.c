/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles that are not what they should be: each is refused by name. */
#include "store/bundle.h"

#include "harness/bundle.h"
#include "harness/t.h"

static struct rbt_buf good; /* the manifest of a bundle in order */

static bool
opens(void)
{
	struct rbt_bundle *b;

	rbt_err_clear(&t_err);
	b = rbt_bundle_open(t_path, &t_err);
	rbt_bundle_free(b);
	return b != NULL;
}

/* Opens the bundle with its manifest's first `from` turned into `to`. */
static void
refuses(const char *from, const char *to, const char *what)
{
	const char *at = strstr(good.data, from);
	struct rbt_buf bad = {0};

	T_OK(at != NULL);
	rbt_buf_add(&bad, good.data, (size_t)(at - good.data));
	rbt_buf_add_str(&bad, to);
	rbt_buf_add_str(&bad, at + strlen(from));
	t_write("manifest.json", bad.data, bad.len);
	T_OK(!opens());
	T_INT(t_err.code, RBT_E_DATA);
	T_OK(strstr(t_err.msg, what) != NULL);
	if (strstr(t_err.msg, what) == NULL)
		printf("\tgot  %s\n\twant %s\n", t_err.msg, what);
	rbt_buf_release(&bad);
}

static void
test_manifest(void)
{
	refuses("\"format\":2", "\"format\":1", "format: 1 is not known");
	refuses("\"version\":1", "\"version\":0", "version");
	refuses("\"version\":1,", "", "version: missing");
	refuses("\"period\":\"1d\"", "\"period\":\"1x\"", "period");
	refuses("weekdays", "XETR", "unknown calendar 'XETR'");
	refuses("weekdays", "XNYS", "sha256 is not that of the content");
	refuses("\"rows\":2", "\"rows\":-2", "symbols[0].rows");
	refuses("\"rows\":2", "\"rows\":1", "is not what the manifest says");
	refuses("\"rows\":2", "\"rows\":\"2\"", "symbols[0].rows");
	refuses("\"first\":\"2024-01-02\"", "\"first\":\"2024-01-01\"",
	    "000001.seg: is not what the manifest says of A");
	refuses("\"first\":\"2024-01-02\"", "\"first\":\"2024-13-02\"",
	    "symbols[0].first");
	refuses("\"volume_digits\":0", "\"volume_digits\":1", "is not what");
	refuses("\"volume_digits\":0", "\"volume_digits\":9", "volume_digits");
	refuses("\"symbol\":\"A\"", "\"symbol\":\"A B\"", "symbols[0].symbol");
	refuses("\"symbol\":\"A\"", "\"symbol\":\"C\"", "not in order");
	refuses("\"symbol\":\"A\"", "\"symbol\":\"AA\"", "content");
	refuses("\"sha256\":\"", "\"sha256\":\"x", "expected a SHA-256");
	refuses("\"xxh3\":[", "\"xxh3\":[\"0123456789abcdef\",",
	    "symbols[0].xxh3: expected one checksum a column");
	refuses("\"xxh3\":[\"", "\"xxh3\":[\"0", "expected 16 hexadecimal");
	refuses("\"xxh3\":[\"", "\"xxh3\":[7,\"", "xxh3");
	refuses("\"symbols\":[", "\"symbols\":[1,", "symbols[0]");
	refuses("\"sources\":[]", "\"sources\":7", "sources");
	refuses("{\"format\"", "[\"format\"", "manifest.json: line 1");
	refuses("}]", "}", "manifest.json: line 1");
}

/* A segment is a number, so no manifest can name a file elsewhere. */
static void
test_hostile(void)
{
	refuses("\"segment\":1", "\"segment\":\"../../etc/passwd\"",
	    "symbols[0].segment: expected a whole number");
	refuses("\"segment\":1", "\"segment\":\"/etc/passwd\"",
	    "symbols[0].segment");
	refuses("\"segment\":1", "\"segment\":-1", "symbols[0].segment");
	refuses("\"segment\":1", "\"segment\":3", "symbols[0].segment");
	refuses("\"segment\":1", "\"segment\":2", "is not what the manifest");
	refuses("\"next_segment\":3", "\"next_segment\":9223372036854775807",
	    "next_segment");
}

static void
test_segments(void)
{
	struct rbt_buf bytes = {0};
	struct rbt_bundle *b;
	char path[128];

	t_write("manifest.json", good.data, good.len);
	T_OK(opens());
	t_read("000002.seg", &bytes);
	t_write("000002.seg", bytes.data, bytes.len - 8);
	T_OK(!opens());
	T_OK(strstr(t_err.msg, "000002.seg: damaged or truncated") != NULL);
	/* One price changed: the trailer does not show it, the hash does. */
	bytes.data[bytes.len - 32] ^= 1;
	t_write("000002.seg", bytes.data, bytes.len);
	b = rbt_bundle_open(t_path, &t_err);
	T_OK(b != NULL);
	T_INT(rbt_bundle_check(b, 0, RBT_SEGMENT_ALL, &t_err), 0);
	T_INT(rbt_bundle_check(b, 1, RBT_SEGMENT_ALL, &t_err), -1);
	rbt_bundle_free(b);
	snprintf(path, sizeof path, "%s/000002.seg", t_path);
	unlink(path);
	T_OK(!opens());
	T_INT(t_err.code, RBT_E_SYS);
	t_remove(t_path);
	T_OK(!opens());
	T_INT(t_err.code, RBT_E_DATA);
	snprintf(path, sizeof path, "no bundle at %s", t_path);
	T_STR(t_err.msg, path);
	rbt_buf_release(&bytes);
}

int
main(void)
{
	t_enter();
	T_INT(t_ingest(T_BAR("A", "2024-01-02", "1") T_BAR("A", "2024-01-03",
		  "2") T_BAR("B", "2024-01-04", "3")),
	    0);
	t_read("manifest.json", &good);
	test_manifest();
	test_hostile();
	test_segments();
	rbt_buf_release(&good);
	t_leave();
	T_DONE(132);
}
