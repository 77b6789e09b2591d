#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the Debian packages that are not there yet: as root, else with sudo,
# else it prints the line to run.
# usage: deps.sh PACKAGE...
set -u
missing=
for p in "$@"; do
	case $(dpkg-query -W -f '${Status}' "$p" 2>/dev/null) in
	'install ok installed') ;;
	*) missing="$missing $p" ;;
	esac
done
[ -z "$missing" ] && exit 0
if ! command -v apt-get >/dev/null; then
	echo "no apt-get here; install what Debian 12 calls:$missing" >&2
	exit 1
fi
if [ "$(id -u)" -eq 0 ]; then
	sudo=
elif command -v sudo >/dev/null; then
	sudo=sudo
else
	echo "as root, run: apt-get update && apt-get install$missing" >&2
	exit 1
fi
echo "installing:$missing"
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086 # lists of words
if ! { $sudo apt-get -q update && $sudo env DEBIAN_FRONTEND=noninteractive \
    apt-get -q -y --no-install-recommends install $missing; } >"$log" 2>&1; then
	tail -n 20 "$log" >&2
	exit 1
fi
