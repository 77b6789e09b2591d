/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packed bundles made entry by entry, good ones and others, by hand after
 * rbt-bundle(5). */
#ifndef RBT_HARNESS_PACKED_H
#define RBT_HARNESS_PACKED_H

#include <stdbool.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>

#include "harness/t.h"
#include "store/pack.h"

#define SHA "0000000000000000000000000000000000000000000000000000000000000000"
#define HEAD                                                                   \
	"{\"format\":2,\"period\":\"1d\",\"calendar\":\"XNYS\",\"sha256\":"    \
	"\"" SHA "\",\"symbols\":["
#define ONE  "{\"symbol\":\"A\",\"rows\":2,\"volume_digits\":null}"
#define GOOD HEAD ONE "]}"
/* Two days from 1970-01-01 (864 x 10^11, zigzag 1728), all prices 7. */
#define BARS     "\x0b\0\xc0\x0d" P P P P
#define P        "\0\x0e\0"
#define BARS_LEN 16

struct t_entry {
	const char *name, *data;
	size_t n;      /* 0: the length of data */
	unsigned type; /* 0: a file */
	const char *link;
	int repeat; /* data this often; 0 is once */
};

static const struct t_entry t_packed[] = {{RBT_PACK_INDEX, GOOD, 0, 0, NULL, 0},
    {"symbol-000001.bars", BARS, BARS_LEN, 0, NULL, 0}};

static inline void
t_entry_add(struct archive *a, const struct t_entry *e)
{
	struct archive_entry *x = archive_entry_new();
	size_t n = e->n > 0 ? e->n : strlen(e->data);
	int times = e->repeat > 0 ? e->repeat : 1;

	archive_entry_set_pathname(x, e->name);
	archive_entry_set_filetype(x, e->type == 0 ? AE_IFREG : e->type);
	archive_entry_set_perm(x, 0644);
	archive_entry_set_size(x, e->type == 0 ? (la_int64_t)n * times : 0);
	if (e->link != NULL && e->type == AE_IFLNK)
		archive_entry_set_symlink(x, e->link);
	if (e->link != NULL && e->type != AE_IFLNK)
		archive_entry_set_hardlink(x, e->link);
	T_INT(archive_write_header(a, x), ARCHIVE_OK);
	for (int i = 0; i < times && e->type == 0 && e->link == NULL; i++)
		T_INT(archive_write_data(a, e->data, n), n);
	archive_entry_free(x);
}

/* An archive of n entries. */
static inline void
t_packed_write(const char *path, const struct t_entry *e, size_t n, bool zip)
{
	struct archive *a = archive_write_new();

	if (zip) {
		archive_write_set_format_zip(a);
	} else {
		archive_write_set_format_pax_restricted(a);
		archive_write_add_filter_zstd(a);
	}
	T_INT(archive_write_open_filename(a, path), ARCHIVE_OK);
	for (size_t i = 0; i < n; i++)
		t_entry_add(a, &e[i]);
	T_INT(archive_write_free(a), ARCHIVE_OK);
}

#endif
