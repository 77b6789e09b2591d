#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every real price file at hand into a bundle, with the options that
# shared-data.tsv names: as many bars and bad rows as stand there, and no file
# that no line speaks of.  The files lie in $RBT_SHARED/data and are not part of
# this tree; without them the test is skipped.
set -u
table=${0%.sh}.tsv
case $table in /*) ;; *) table=$PWD/$table ;; esac
bin=${RBT_BIN:-bin}
case $bin in /*) ;; *) bin=$PWD/$bin ;; esac
if [ ! -d "${RBT_SHARED:-}/data" ]; then
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
fi
passed=0 failed=0
tmp=$(mktemp -d) || exit 4
trap 'rm -rf "$tmp"' EXIT
export RBT_DATA="$tmp/bundles" RBT_STATE="$tmp/state"
cd "$RBT_SHARED/data" || exit 4

# check WHAT GOT WANT
check() {
	if [ "$2" = "$3" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$1: got '$2', want '$3'"
	fi
}

# The number behind a key of the last record of $tmp/bars.
count() {
	tail -n 1 "$tmp/bars" | sed -n 's/.*"type":"end".*"'"$1"'":\([0-9]*\).*/\1/p'
}

tab=$(printf '\t')
n=0
while IFS=$tab read -r files options rows bars skipped why; do
	case $files in '#'*) continue ;; esac
	# shellcheck disable=SC2086 # a pattern
	set -- $files
	printf '%s\n' "$@" >>"$tmp/named"
	case $options in -) continue ;; esac
	[ "$options" != "(none)" ] || options=
	on_bad=
	case $options in
	*skip) options=${options%skip} on_bad="--on-bad skip" ;;
	esac
	n=$((n + 1))
	# shellcheck disable=SC2086 # words
	"$bin/rbt-fetch" csv -q $options $on_bad "$@" >"$tmp/bars" 2>"$tmp/error"
	status=$?
	if [ "$bars" -eq 0 ]; then
		check "$files: status" $status 3
		continue
	fi
	check "$files: $(head -n 1 "$tmp/error")" $status 0
	check "$files: bars" "$(count records)" "$bars"
	check "$files: bad rows" "$(count skipped)" "$skipped"
	[ -n "$why" ] || check "$files: rows" $((bars + skipped)) "$rows"
	# shellcheck disable=SC2086 # two words or none
	"$bin/rbt-bundle" ingest -q $on_bad "b$n" <"$tmp/bars" \
	    >/dev/null 2>"$tmp/error"
	check "$files: ingest: $(head -n 1 "$tmp/error")" $? 0
done <"$table"

find . -type f ! -name README.md | sed 's/^..//' | sort >"$tmp/there"
check "files that no line names" \
    "$(sort -u "$tmp/named" | comm -13 - "$tmp/there" | head -n 3)" ""
check "patterns without a file" \
    "$(sort -u "$tmp/named" | comm -23 - "$tmp/there" | head -n 3)" ""
check "files named twice" "$(sort "$tmp/named" | uniq -d | head -n 3)" ""
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
