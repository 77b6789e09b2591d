/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiler attributes, each in one place. */
#ifndef RBT_CORE_ATTR_H
#define RBT_CORE_ATTR_H

/* The result says whether the call worked; ignoring it is a warning. */
#define RBT_MUST_USE __attribute__((warn_unused_result))

/* Argument fmt is a printf format whose arguments start at first (0: va_list).
 */
#define RBT_PRINTF(fmt, first) __attribute__((format(printf, fmt, first)))

/* Kept out of its caller, which is quicker without it where it is called
 * seldom. */
#define RBT_APART __attribute__((noinline))

/* Put into its callers however many they are: each then has only the part that
 * it needs. */
#define RBT_INSIDE inline __attribute__((always_inline))

#define RBT_NORETURN __attribute__((noreturn))

/* 128-bit integers without a pedantic warning at each use. */
__extension__ typedef __int128 rbt_i128;
__extension__ typedef unsigned __int128 rbt_u128;

#endif
