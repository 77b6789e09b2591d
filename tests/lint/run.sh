#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# All lint checks; each prints what it finds.  usage: run.sh BUILD-FOLDER
set -u
b=$1 status=0
check() {
	echo "  LINT $1"
	"tests/lint/check-$1.sh" "$b" || { echo "$1: failed"; status=1; }
}
check layers
check headers
check tests
check size
check symbols
check words
check man
check completions
echo "  LINT messages"
tests/lint/check-messages.py || { echo "messages: failed"; status=1; }
echo "  LINT format"
git ls-files -z '*.[ch]' | xargs -0 clang-format-14 --dry-run -Werror || status=1
echo "  LINT shell"
git ls-files -z '*.sh' '.ci/run' | xargs -0 shellcheck || status=1
exit $status
