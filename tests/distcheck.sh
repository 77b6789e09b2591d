#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What a packager does with the tarball: unpack, build, test, install into a
# folder, run from there, uninstall; nothing may be left.
# usage: distcheck.sh TARBALL
set -eu
tarball=$(realpath "$1")
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
unset RBT_SHARED RBT_SHARE RBT_DATA RBT_BIN MAKEFLAGS MFLAGS MAKELEVEL

say() {
	echo "  DIST $1"
}

fail() {
	echo "distcheck: $1" >&2
	exit 1
}

say unpack
gzip -dc "$tarball" | tar -x -f - -C "$tmp"
cd "$tmp"/rbt-*
root=$tmp/root

say build
make -s >"$tmp/log" 2>&1 || { cat "$tmp/log"; fail 'does not build'; }

say test
# Unit tests and transcripts; the scripts take longer and test no more here.
make -s run-tests SCRIPTS= >"$tmp/log" 2>&1 ||
    { cat "$tmp/log"; fail 'tests fail'; }
tail -n 1 "$tmp/log"

say install
make -s install DESTDIR="$root" PREFIX=/usr >"$tmp/log" 2>&1 ||
    { cat "$tmp/log"; fail 'does not install'; }
for tool in bin/*; do
	name=${tool##*/}
	[ -x "$root/usr/bin/$name" ] || fail "$name is not installed"
	[ -e "$root/usr/share/man/man1/$name.1" ] || fail "$name has no page"
done
for page in man5/rbt-records.5 man7/rbt.7; do
	[ -e "$root/usr/share/man/$page" ] || fail "$page is not installed"
done

say run
mkdir "$tmp/empty"
cp examples/csv-to-backtest.* examples/acme.csv "$tmp/empty"
rm -rf bin build
(cd "$tmp/empty" && PATH="$root/usr/bin:$PATH" ./csv-to-backtest.sh) \
    >"$tmp/got" 2>&1 || { cat "$tmp/got"; fail 'the example fails'; }
diff "$tmp/empty/csv-to-backtest.expected" "$tmp/got" ||
    fail 'the example prints something else'

say uninstall
make -s uninstall DESTDIR="$root" PREFIX=/usr >"$tmp/log" 2>&1 ||
    { cat "$tmp/log"; fail 'does not uninstall'; }
left=$(find "$root" ! -type d)
[ -z "$left" ] || fail "left behind: $left"
echo 'distcheck: ok'
