#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What must not stand in the sources: calls that are unsafe or read the locale,
# and notes of unfinished work.
set -u
status=0
calls='strcpy|strcat|sprintf|vsprintf|gets|atoi|atol|atof|strtok|system|popen|setlocale|alloca'
git grep -nE "(^|[^a-zA-Z_])($calls)\(" -- 'lib/*.[ch]' 'src/*.c' && status=1
git grep -nwE '(TODO|FIXME|XXX|HACK)' -- ':!tests/lint/check-words.sh' ':!LICENSE' \
    ':!tests/fuzz/corpus' && status=1
exit $status
