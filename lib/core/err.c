/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/err.h"

int
rbt_err_set(struct rbt_err *err, enum rbt_code code, const char *fmt, ...)
{
	va_list ap;

	if (!err || err->code != RBT_OK)
		return -1;
	err->code = code;
	err->sys = 0;
	va_start(ap, fmt);
	vsnprintf(err->msg, sizeof err->msg, fmt, ap);
	va_end(ap);
	return -1;
}

int
rbt_err_sys(struct rbt_err *err, const char *fmt, ...)
{
	int sys = errno;
	char reason[128];
	size_t len;
	va_list ap;

	if (!err || err->code != RBT_OK)
		return -1;
	err->code = RBT_E_SYS;
	err->sys = sys;
	va_start(ap, fmt);
	vsnprintf(err->msg, sizeof err->msg, fmt, ap);
	va_end(ap);
	if (strerror_r(sys, reason, sizeof reason) != 0)
		snprintf(reason, sizeof reason, "error %d", sys);
	len = strlen(err->msg);
	snprintf(err->msg + len, sizeof err->msg - len, ": %s", reason);
	errno = sys;
	return -1;
}

int
rbt_err_wrap(struct rbt_err *err, const char *fmt, ...)
{
	char context[sizeof err->msg];
	size_t len, keep;
	va_list ap;

	if (!err || err->code == RBT_OK)
		return -1;
	va_start(ap, fmt);
	vsnprintf(context, sizeof context - 2, fmt, ap);
	va_end(ap);
	len = strlen(context);
	memcpy(context + len, ": ", 2);
	len += 2;
	keep = strlen(err->msg);
	if (keep > sizeof err->msg - 1 - len)
		keep = sizeof err->msg - 1 - len;
	memmove(err->msg + len, err->msg, keep);
	memcpy(err->msg, context, len);
	err->msg[len + keep] = '\0';
	return -1;
}

int
rbt_err_option(struct rbt_err *err, const char *name, const struct rbt_err *why)
{
	if (why->code == RBT_OK)
		return 0;
	return rbt_err_set(err, RBT_E_USAGE, "--%s: %s", name, why->msg);
}

void
rbt_err_clear(struct rbt_err *err)
{
	if (!err)
		return;
	err->code = RBT_OK;
	err->sys = 0;
	err->msg[0] = '\0';
}

int
rbt_err_exit(enum rbt_code code)
{
	switch (code) {
	case RBT_OK:
		return 0;
	case RBT_E_NO:
		return 1;
	case RBT_E_USAGE:
		return 2;
	case RBT_E_DATA:
		return 3;
	case RBT_E_SYS:
		return 4;
	case RBT_E_REMOTE:
		return 5;
	case RBT_E_INTERRUPT:
		return 6;
	case RBT_E_BUG:
	default:
		return 70;
	}
}

const char *
rbt_err_quote(const char *text, size_t len, char out[RBT_ERR_QUOTE])
{
	const size_t max = RBT_ERR_QUOTE - 4; /* "..." and the NUL */
	size_t n = len > max ? max : len;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)text[i];

		out[i] = c < 0x20 || c == 0x7f ? '?' : text[i];
	}
	out[n] = '\0';
	if (n < len)
		memcpy(out + n, "...", 4);
	return out;
}

void
rbt_bug(const char *file, int line, const char *what)
{
	fprintf(stderr, "%s:%d: bug: %s\n", file, line, what);
	_exit(rbt_err_exit(RBT_E_BUG));
}
