#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# No source, test or script over 600 lines; no function over 60 (data tables
# and tests' main aside); no trailing blanks.
set -u
status=0
files=$(git ls-files '*.[ch]' '*.sh' '*.py' '*.t' Makefile '.ci/*')
for f in $files; do
	[ -e "$f" ] || continue
	n=$(wc -l <"$f")
	if [ "$n" -gt 600 ]; then
		echo "$f: $n lines, at most 600"
		status=1
	fi
done
# shellcheck disable=SC2016 # the dollars are awk's
long=$(git ls-files -z 'lib/*.c' 'src/*.c' | xargs -0 awk '
/^[a-z_].*\(.*/ && !/;$/ { name = $1; sub(/\(.*/, "", name) }
/^{$/ { start = FNR; where = name }
/^}$/ && start { if (FNR - start - 1 > 60)
	print FILENAME ":" start ": " where " has " FNR - start - 1 " lines, at most 60"
	start = 0 }')
[ -z "$long" ] || { printf '%s\n' "$long"; status=1; }
blanks=$(git grep -nIE '[ 	]+$' -- ':!LICENSE' ':!tests/data' \
    ':!tests/fuzz/corpus' ':!*.expected')
[ -z "$blanks" ] || { printf '%s\ntrailing blanks\n' "$blanks"; status=1; }
exit $status
