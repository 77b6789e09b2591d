#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Purity, read off the object files: below the tools nothing reads a clock or
# the environment, prints, or ends the process; every global is rbt_*, but for
# the allocator of cli/memory.h.
# usage: check-symbols.sh BUILD-FOLDER
set -u
b=$1 status=0
# The pure modules; of core all but what allocates, reports bugs and does I/O.
set -- "$b"/lib/fmt/*.o "$b"/lib/stats/*.o "$b"/lib/ta/*.o "$b"/lib/market/*.o \
    "$b"/lib/strategy/*.o "$b"/lib/engine/*.o "$b"/lib/research/*.o \
    "$b"/lib/core/num.o "$b"/lib/core/dec.o "$b"/lib/core/time.o \
    "$b"/lib/core/rng.o "$b"/lib/core/hash.o "$b"/lib/core/near.o
words='time|clock_gettime|gettimeofday|getenv|rand|random|srand|printf|fprintf|vprintf|vfprintf|puts|fputs|putchar|stdout|stderr|exit|_exit|abort|popen|system'
for o in "$@"; do
	case $o in *_test.o) continue ;; esac
	nm -u "$o" | grep -E " U ($words)(@|\$)" | sed "s|^|$o: |"
done | grep . && status=1
# The rest of lib below cli may do I/O, but prints nothing and never exits.
for o in "$b"/lib/store/*.o "$b"/lib/core/*.o; do
	case $o in *_test.o | */core/err.o | */core/mem.o) continue ;; esac
	nm -u "$o" | grep -E " U (printf|puts|putchar|stdout|exit|_exit|abort|getenv)(@|\$)" |
	    sed "s|^|$o: |"
done | grep . && status=1
for a in "$b"/lib/*.a; do
	nm -g --defined-only "$a" 2>/dev/null |
	    awk -v a="$a" 'a ~ /libcli/ && $3 ~ /^(m|c|re)alloc$/ { next }
	        NF == 3 && $3 !~ /^rbt_/ && $3 !~ /^_*(gcov|llvm|asan|ubsan|odr)/ { print a ": global " $3 " without rbt_" }'
done | grep . && status=1
exit $status
