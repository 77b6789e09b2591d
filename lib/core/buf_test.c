/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>
#include <string.h>

#include "core/buf.h"

#include "harness/t.h"

static void
test_add(void)
{
	struct rbt_buf b = {0};

	T_STR(rbt_buf_str(&b), "");
	rbt_buf_clear(&b);
	rbt_buf_add(&b, NULL, 0);
	T_STR(b.data, "");
	rbt_buf_add_str(&b, "ab");
	rbt_buf_add_char(&b, 'c');
	rbt_buf_add(&b, "d\0e", 3);
	T_INT(b.len, 6);
	T_OK(memcmp(b.data, "abcd\0e", 7) == 0);
	rbt_buf_clear(&b);
	T_STR(rbt_buf_str(&b), "");
	T_INT(b.len, 0);
	memcpy(rbt_buf_reserve(&b, 3), "xyz", 4);
	b.len += 3;
	T_STR(rbt_buf_str(&b), "xyz");
	rbt_buf_release(&b);
	T_OK(b.data == NULL && b.len == 0 && b.cap == 0);
	rbt_buf_release(&b);
}

/* Every length around a growth step, one byte at a time and formatted. */
static void
test_grow(void)
{
	struct rbt_buf bytes = {0}, formatted = {0};
	int bad = 0;

	for (int i = 0; i < 5000; i++) {
		rbt_buf_add_char(&bytes, (char)('0' + i % 10));
		rbt_buf_printf(&formatted, "%d", i % 10);
		bad += bytes.len >= bytes.cap || bytes.data[bytes.len] != '\0';
	}
	T_INT(bad, 0);
	T_INT(bytes.len, 5000);
	T_STR(rbt_buf_str(&formatted), bytes.data);
	for (int width = 0; width < 300; width++) {
		rbt_buf_release(&formatted);
		rbt_buf_printf(&formatted, "<%*s>", width, "");
		bad += formatted.len != (size_t)width + 2 ||
		       formatted.data[width + 1] != '>';
	}
	T_INT(bad, 0);
	rbt_buf_release(&bytes);
	rbt_buf_release(&formatted);
}

int
main(void)
{
	test_add();
	test_grow();
	T_DONE(12);
}
