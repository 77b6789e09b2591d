/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * For the fuzzers: one input each, any bytes, nothing kept between two calls.
 * A property that does not hold aborts, which is what libFuzzer and replay.c
 * take for a finding.
 */
#ifndef RBT_FUZZ_FUZZ_H
#define RBT_FUZZ_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/io.h"
#include "core/mem.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FUZZ_CHECK(cond)                                                       \
	do {                                                                   \
		if (!(cond)) {                                                 \
			fprintf(stderr, "%s:%d: does not hold: %s\n",          \
			    __FILE__, __LINE__, #cond);                        \
			abort();                                               \
		}                                                              \
	} while (0)

/* Takes the first byte of the input; 0 if there is none. */
static inline unsigned
fuzz_byte(const uint8_t **data, size_t *size)
{
	if (*size == 0)
		return 0;
	--*size;
	return *(*data)++;
}

/* Gives n bytes in pieces. */
struct fuzz_source {
	const char *text;
	size_t n, at, piece;
};

static inline ptrdiff_t
fuzz_source_read(void *self, char *buf, size_t cap, struct rbt_err *err)
{
	struct fuzz_source *s = self;
	size_t n = s->n - s->at;

	(void)err;
	n = n < cap ? n : cap;
	n = n < s->piece ? n : s->piece;
	if (n > 0)
		memcpy(buf, s->text + s->at, n);
	s->at += n;
	return (ptrdiff_t)n;
}

/* piece 0: all at once. */
static inline struct rbt_source
fuzz_source_of(struct fuzz_source *s, const void *text, size_t n, size_t piece)
{
	*s = (struct fuzz_source){.text = text,
	    .n = n,
	    .piece = piece > 0 ? piece : SIZE_MAX};
	return (struct rbt_source){.self = s,
	    .name = "in",
	    .read = fuzz_source_read};
}

static inline bool
fuzz_same(const struct rbt_buf *a, const struct rbt_buf *b)
{
	return a->len == b->len &&
	       (a->len == 0 || memcmp(a->data, b->data, a->len) == 0);
}

/* An error that a user would see: a code, and one or more lines of text. */
static inline void
fuzz_check_error(const struct rbt_err *err, enum rbt_code code)
{
	FUZZ_CHECK(err->code == code);
	FUZZ_CHECK(err->msg[0] != '\0');
	FUZZ_CHECK(memchr(err->msg, '\0', sizeof err->msg) != NULL);
}

#endif
