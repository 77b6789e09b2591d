/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Out of memory, for the whole process.  The libraries below the tools do not
 * survive an allocation that fails: json-c crashes or loses keys, popt loses
 * options and operands or exits with status 1, libarchive calls good data
 * damaged.  So a program that calls rbt_memory_init has malloc, calloc and
 * realloc of its own, for itself and its libraries, which ask the next
 * allocator (the C library's, or one that is preloaded) and, where that has
 * nothing left, end the process with one line and status 4.  Not under the
 * sanitizers, which have allocators of their own.
 */
#ifndef RBT_CLI_MEMORY_H
#define RBT_CLI_MEMORY_H

#if defined(__SANITIZE_ADDRESS__)
#define RBT_MEMORY_IS_OURS 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define RBT_MEMORY_IS_OURS 0
#endif
#endif
#ifndef RBT_MEMORY_IS_OURS
#define RBT_MEMORY_IS_OURS 1
#endif

void rbt_memory_init(void);

#endif
