/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdalign.h>
#include <stdint.h>
#include <string.h>

#include "core/arena.h"

#include "harness/t.h"

/* Objects of many sizes, each filled with a byte of its own, stay intact. */
static void
test_sizes(void)
{
	struct rbt_arena a = {0};
	unsigned char *p[400];
	size_t size[400], bad_zero = 0, bad_align = 0, bad_content = 0;

	for (size_t i = 0; i < 400; i++) {
		size[i] = i % 37 == 0 ? 20000 + i : i * 7 % 300;
		p[i] = rbt_arena_alloc(&a, size[i]);
		bad_align += (uintptr_t)p[i] % alignof(max_align_t) != 0;
		for (size_t j = 0; j < size[i]; j++)
			bad_zero += p[i][j] != 0;
		memset(p[i], (int)(i % 251), size[i]);
	}
	for (size_t i = 0; i < 400; i++)
		for (size_t j = 0; j < size[i]; j++)
			bad_content += p[i][j] != i % 251;
	T_INT(bad_zero, 0);
	T_INT(bad_align, 0);
	T_INT(bad_content, 0);
	rbt_arena_release(&a);
	T_OK(a.head == NULL);
	rbt_arena_release(&a);
}

/* What is handed out after a clear is zeroed, and of the same block. */
static void
test_clear(void)
{
	struct rbt_arena a = {0};
	char *p, *q;

	rbt_arena_clear(&a);
	T_OK(a.head == NULL);
	p = rbt_arena_strndup(&a, "abcdef", 6);
	rbt_arena_clear(&a);
	q = rbt_arena_alloc(&a, 7);
	T_OK(q == p);
	T_OK(memcmp(q, "\0\0\0\0\0\0", 7) == 0);
	for (size_t i = 0; i < 400; i++)
		(void)rbt_arena_strndup(&a, "many blocks", 11 + i % 2);
	rbt_arena_clear(&a);
	T_STR(rbt_arena_strndup(&a, "again", 5), "again");
	rbt_arena_release(&a);
}

int
main(void)
{
	struct rbt_arena a = {0};
	double *x;

	test_sizes();
	test_clear();
	x = rbt_arena_alloc_n(&a, 5, sizeof *x);
	x[4] = 1.5;
	T_OK(!(x[0] < 0) && !(x[0] > 0));
	T_STR(rbt_arena_strndup(&a, "abcdef", 3), "abc");
	T_STR(rbt_arena_strndup(&a, NULL, 0), "");
	rbt_arena_release(&a);
	T_DONE(7 + 4);
}
