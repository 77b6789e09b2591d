/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder in memory for the fuzzers whose parsers want files. */
#ifndef RBT_FUZZ_FILE_H
#define RBT_FUZZ_FILE_H

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz/fuzz.h"

static char fuzz_folder[64];

static inline void
fuzz_folder_remove(void)
{
	static const char *const names[] = {"a", "b", "manifest.json"};
	char path[96];

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", fuzz_folder, names[i]);
		unlink(path);
	}
	rmdir(fuzz_folder);
}

/* The path of a file in the folder; names are those above. */
static inline const char *
fuzz_path(const char *name)
{
	static char path[2][96];
	static int turn;

	if (fuzz_folder[0] == '\0') {
		struct stat st;
		bool shm = stat("/dev/shm", &st) == 0;

		snprintf(fuzz_folder, sizeof fuzz_folder, "%s/rbt-fuzz-XXXXXX",
		    shm ? "/dev/shm" : "/tmp");
		FUZZ_CHECK(mkdtemp(fuzz_folder) != NULL);
		atexit(fuzz_folder_remove);
	}
	turn = !turn;
	snprintf(path[turn], sizeof path[turn], "%s/%s", fuzz_folder, name);
	return path[turn];
}

/* Makes a file of these bytes; gives its path. */
static inline const char *
fuzz_file(const char *name, const void *bytes, size_t n)
{
	const char *path = fuzz_path(name);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	FUZZ_CHECK(fd >= 0);
	FUZZ_CHECK(write(fd, bytes, n) == (ssize_t)n);
	FUZZ_CHECK(close(fd) == 0);
	return path;
}

#endif
