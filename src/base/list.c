/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/list.h"

#include <string.h>

enum { LIST_FIRST = 8, LIST_ALIGN = 16 };

void *list_grow(void *at, isize n, isize *cap, isize size, struct arena *a)
{
    if (n < *cap)
        return at;
    isize more = *cap ? *cap * 2 : LIST_FIRST;
    if (arena_extend(a, at, *cap * size, *cap * size)) {
        *cap = more;
        return at;
    }
    void *p = arena_alloc(a, size, LIST_ALIGN, more);
    if (n)
        memcpy(p, at, (size_t)(n * size));
    *cap = more;
    return p;
}
