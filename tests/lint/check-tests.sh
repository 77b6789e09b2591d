#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every source of lib/ has its test beside it, under its own name or under that
# of the noun it is a part of: rule_lex.c may be tested by rule_test.c.
set -u
status=0
for c in lib/*/*.c; do
	case $c in *_test.c) continue ;; esac
	stem=${c%.c}
	found=
	while :; do
		[ -e "${stem}_test.c" ] && found=yes && break
		case ${stem##*/} in *_*) stem=${stem%_*} ;; *) break ;; esac
	done
	[ -n "$found" ] || { echo "$c: no test beside it"; status=1; }
done
exit $status
