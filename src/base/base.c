/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>

enum { EXIT_MEMORY = 70 };

NORETURN void bug_at(const char *file, int line, const char *what)
{
    fprintf(stderr, "cairn: bug at %s:%d: %s\n", file, line, what);
    abort();
}

NORETURN void memory_out(isize want)
{
    fprintf(stderr, "cairn: out of memory: %td more bytes\n", want);
    exit(EXIT_MEMORY);
}
