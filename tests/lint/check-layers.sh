#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every include of lib/ names a module that lib/layers.txt lets it name, and
# layers.txt itself names only modules above: an arrow never points up.  Each
# third-party library is included by its one module.
set -u
bad=$(awk '
FNR == NR {
	if (/^#/ || !NF) next
	m = $1; sub(/:$/, "", m)
	for (i = 2; i <= NF; i++) {
		if (!($i in seen)) print FILENAME ": " m " names " $i " before it stands"
		may[m, $i] = 1
	}
	seen[m] = 1; may[m, m] = 1
	next
}
FNR == 1 { split(FILENAME, part, "/"); m = part[2] }
/^#include "/ {
	split($2, q, "[\"/]")
	if (q[2] == "harness" && FILENAME ~ /_test\.c$/) next
	if (q[2] == "version.h" && m == "cli") next
	if (!index($2, "/")) { print FILENAME ":" FNR ": include without a module"; next }
	if (!((m, q[2]) in may)) print FILENAME ":" FNR ": " m " must not include " q[2]
}
/^#include </ {
	h = $2
	owner = h ~ "json-c/|csv[.]h" ? "fmt" : h ~ "gsl/" ? "stats" : ""
	if (h ~ "archive(_entry)?[.]h|sqlite3|xxhash") owner = "store"
	if (h ~ "popt[.]h") owner = "cli"
	if (owner != "" && owner != m) print FILENAME ":" FNR ": " h " belongs to " owner
}' lib/layers.txt lib/*/*.[ch])
[ -z "$bad" ] || { printf '%s\n' "$bad"; exit 1; }
