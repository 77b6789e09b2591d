/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Packed bundles.  With an even first byte the rest is the archive as it is;
 * with an odd one it is the text of the index, a NUL and the bars of its first
 * symbol, for no random change gets past the checksums of an archive.
 */
#include "fuzz/fuzz.h"

#include <archive.h>
#include <archive_entry.h>

#include "fuzz/file.h"
#include "store/pack.h"
#include "store/packed.h"

static void
add_entry(struct archive *a, const char *name, const void *data, size_t n)
{
	struct archive_entry *e = archive_entry_new();

	archive_entry_set_pathname(e, name);
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_size(e, (la_int64_t)n);
	FUZZ_CHECK(archive_write_header(a, e) == ARCHIVE_OK);
	FUZZ_CHECK(archive_write_data(a, data, n) == (la_ssize_t)n);
	archive_entry_free(e);
}

/* An archive of the two entries in the file a. */
static const char *
make_archive(const uint8_t *data, size_t size)
{
	const uint8_t *nul = size > 0 ? memchr(data, '\0', size) : NULL;
	size_t n = nul != NULL ? (size_t)(nul - data) : size;
	const char *path = fuzz_path("a");
	struct archive *a = archive_write_new();

	FUZZ_CHECK(archive_write_set_format_zip(a) == ARCHIVE_OK);
	FUZZ_CHECK(archive_write_zip_set_compression_store(a) == ARCHIVE_OK);
	FUZZ_CHECK(archive_write_open_filename(a, path) == ARCHIVE_OK);
	add_entry(a, RBT_PACK_INDEX, data, n);
	if (nul != NULL)
		add_entry(a, "symbol-000001.bars", nul + 1, size - n - 1);
	FUZZ_CHECK(archive_write_free(a) == ARCHIVE_OK);
	return path;
}

/* What was read is good bars, as many as the index said. */
static void
check(const struct rbt_packed *p)
{
	int64_t rows = 0;

	FUZZ_CHECK(p->symbols.n > 0 && p->period.ns > 0 && p->calendar != NULL);
	for (size_t i = 0; i < p->symbols.n; i++) {
		const struct rbt_packed_symbol *s = &p->symbols.at[i];
		const struct rbt_series_builder *b = &s->bars;

		FUZZ_CHECK(b->n == (size_t)s->n && b->n > 0);
		FUZZ_CHECK(i == 0 || strcmp(s[-1].symbol, s->symbol) < 0);
		for (size_t k = 0; k < b->n; k++) {
			FUZZ_CHECK(k == 0 || b->time[k - 1] < b->time[k]);
			FUZZ_CHECK(0 < b->low[k] && b->low[k] <= b->open[k]);
			FUZZ_CHECK(b->low[k] <= b->close[k]);
			FUZZ_CHECK(b->open[k] <= b->high[k]);
			FUZZ_CHECK(b->close[k] <= b->high[k]);
			FUZZ_CHECK(b->volume[k] >= 0 ||
				   b->volume[k] == RBT_SERIES_NO_VOLUME);
		}
		rows += s->n;
	}
	FUZZ_CHECK(rows == p->rows);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned how = fuzz_byte(&data, &size);
	struct rbt_err err = {0};
	struct rbt_packed p;
	const char *path = how % 2 == 1 ? make_archive(data, size)
					: fuzz_file("a", data, size);

	if (rbt_packed_read(&p, path, &err) == 0)
		check(&p);
	else
		fuzz_check_error(&err, RBT_E_DATA);
	rbt_packed_release(&p);
	return 0;
}
