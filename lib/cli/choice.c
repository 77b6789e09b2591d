/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/choice.h"

int
rbt_choice(const char *option, const char *words, const char *text,
    struct rbt_err *err)
{
	size_t len = text ? strlen(text) : 0;
	int i = 0;

	if (!text)
		return 0;
	for (const char *w = words; *w; i++) {
		size_t n = strcspn(w, " ");

		if (n == len && memcmp(w, text, n) == 0)
			return i;
		w += n;
		w += *w == ' ';
	}
	return rbt_err_set(err, RBT_E_USAGE,
	    "--%s: expected one of: %s; got '%s'", option, words, text);
}
