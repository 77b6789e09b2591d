/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Manifests of bundles.  Where only the content hash is wrong, which no random
 * change gets right, what was read is written with the right one, so the way
 * behind it is walked too.
 */
#include "fuzz/fuzz.h"

#include "fuzz/file.h"
#include "store/manifest.h"

static void
check(const struct rbt_manifest *m)
{
	FUZZ_CHECK(m->version >= 1 && m->period.ns > 0 && m->calendar != NULL);
	for (size_t i = 0; i < m->symbols.n; i++) {
		const struct rbt_manifest_symbol *s = &m->symbols.at[i];

		FUZZ_CHECK(s->segment >= 1 && s->segment < m->next_segment);
		FUZZ_CHECK(s->rows > 0 && strlen(s->seal.sha256) == 64);
		FUZZ_CHECK(rbt_manifest_find(m, s->symbol) == s);
	}
	FUZZ_CHECK(rbt_manifest_find(m, "no such symbol") == NULL);
}

/* Writes m; *text becomes the file. */
static void
write_file(struct rbt_manifest *m, struct rbt_buf *text)
{
	FUZZ_CHECK(rbt_manifest_write(m, fuzz_folder, NULL) == 0);
	FUZZ_CHECK(rbt_io_read_file(fuzz_path(RBT_MANIFEST_FILE), 1u << 26,
		       text, NULL) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rbt_buf first = {0}, second = {0};
	struct rbt_manifest m, again;
	struct rbt_err err = {0};
	char hash_only[128];
	int rc;

	fuzz_file(RBT_MANIFEST_FILE, data, size);
	rc = rbt_manifest_read(&m, fuzz_folder, RBT_MANIFEST_FILE, &err);
	FUZZ_CHECK(rc == 0 || rc == -1);
	if (rc != 0)
		fuzz_check_error(&err, RBT_E_DATA);
	snprintf(hash_only, sizeof hash_only,
	    "%s/manifest.json: damaged: sha256 is not that of the content",
	    fuzz_folder);
	if (rc == 0 || strcmp(err.msg, hash_only) == 0) {
		check(&m);
		write_file(&m, &first);
		rbt_err_clear(&err);
		rc = rbt_manifest_read(&again, fuzz_folder, RBT_MANIFEST_FILE,
		    &err);
		FUZZ_CHECK(rc == 0);
		check(&again);
		FUZZ_CHECK(again.symbols.n == m.symbols.n);
		FUZZ_CHECK(again.sources.n == m.sources.n);
		write_file(&again, &second);
		FUZZ_CHECK(fuzz_same(&first, &second));
		rbt_manifest_release(&again);
	}
	rbt_manifest_release(&m);
	rbt_buf_release(&first);
	rbt_buf_release(&second);
	return 0;
}
