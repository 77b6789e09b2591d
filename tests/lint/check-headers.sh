#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Each header compiles alone and may be included twice; its guard is its path.
set -u
status=0
for h in lib/*/*.h; do
	name=${h#lib/}
	guard=RBT_$(printf '%s' "$name" | tr 'a-z/.' 'A-Z__')
	grep -q "^#ifndef $guard\$" "$h" || { echo "$h: no guard $guard"; status=1; }
	printf '#include "%s"\n#include "%s"\n' "$name" "$name" |
	    ${CC:-cc} -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wpedantic \
		-Werror -Ilib -fsyntax-only -x c - || { echo "$h: does not compile alone"; status=1; }
done
exit $status
