/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs a fuzzer over its corpus, or over the files that are named, without
 * libFuzzer.  A finding ends the program; the last line then names the input.
 */
#include <dirent.h>

#include "fuzz/fuzz.h"

static void
replay(const char *path)
{
	struct rbt_buf text = {0};
	struct rbt_err err = {0};
	uint8_t *copy;

	printf("%s\n", path);
	fflush(stdout);
	if (rbt_io_read_file(path, 1u << 20, &text, &err) != 0) {
		printf("%s\n0 passed, 1 failed\n", err.msg);
		exit(1);
	}
	/* Of the exact size, so that the sanitizers see the end. */
	copy = rbt_xmalloc(text.len);
	memcpy(copy, rbt_buf_str(&text), text.len);
	(void)LLVMFuzzerTestOneInput(copy, text.len);
	free(copy);
	rbt_buf_release(&text);
}

static int
is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* The corpus of build/.../csv_fuzz is tests/fuzz/corpus/csv. */
static int
replay_corpus(const char *program)
{
	const char *slash = strrchr(program, '/');
	const char *base = slash == NULL ? program : slash + 1;
	struct dirent **entry = NULL;
	char folder[64], path[512];
	int n;

	snprintf(folder, sizeof folder, "tests/fuzz/corpus/%.*s",
	    (int)strcspn(base, "_"), base);
	n = scandir(folder, &entry, is_visible, alphasort);
	for (int i = 0; i < n; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, entry[i]->d_name);
		replay(path);
		free(entry[i]);
	}
	free(entry);
	return n;
}

int
main(int argc, char **argv)
{
	int n = argc - 1;

	for (int i = 1; i < argc; i++)
		replay(argv[i]);
	if (n == 0)
		n = replay_corpus(argv[0]);
	printf("%d passed, %d failed\n", n > 0 ? n : 0, n <= 0);
	return n <= 0;
}
