/* SPDX-License-Identifier: GPL-3.0-or-later */
/* base.h - what every file may use: types, lengths, attributes, assertions. */
#ifndef BASE_BASE_H
#define BASE_BASE_H

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef ptrdiff_t isize; /* every size, count and index: signed, so that subtraction cannot wrap */

#define COUNTOF(a) ((isize)(sizeof(a) / sizeof((a)[0])))
#define MUST_CHECK __attribute__((warn_unused_result))
#define NORETURN __attribute__((noreturn))
#define PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define UNUSED __attribute__((unused))
#define AUTO(drop) __attribute__((cleanup(drop)))
#define FALLTHROUGH __attribute__((fallthrough))

/* For what cannot happen: prints where, and aborts, in every build. */
NORETURN void bug_at(const char *file, int line, const char *what);
#define ASSERT(c) ((c) ? (void)0 : bug_at(__FILE__, __LINE__, #c))
/* Out of memory: says so and ends the process with status 70. */
NORETURN void memory_out(isize want);
#define UNREACHABLE() bug_at(__FILE__, __LINE__, "unreachable")

#endif
