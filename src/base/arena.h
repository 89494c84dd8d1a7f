/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * arena.h - memory by lifetime.
 *
 * A command, a web request, an open vault owns one arena; what is allocated in it dies with it, at
 * once. There is no free(). A function that returns memory takes 'struct arena *a' and puts it
 * there, so its caller chose how long it lives; a function without that parameter returns no new
 * memory.
 *
 * For its own working memory a function opens a scratch, which is never the memory of its result:
 *
 *     AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
 *     const char *path = str_to_c(tmp.arena, name);
 *
 * An arena that is cleared, and a scratch that ends, give the system back what was more than a few
 * megabytes, so one large page does not make a program large for good.
 *
 * While a scratch is open, a buf that lives on another arena may grow only if the scratch was
 * begun with that arena. Memory is zeroed. Allocation never returns NULL: past the fixed capacity
 * the process ends with status 70, so whatever grows with outside input is bounded before that by
 * a buf or a list with a stated maximum and E_LIMIT.
 *
 * Not here: secrets (crypto/secret.h); files, statements, locks: those are AUTO() variables.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/base.h"

struct arena {
    char *cur;
    char *end;
    char *top;     /* up to here memory may be resident */
    char *guarded; /* up to here a sanitizer was told what may not be touched */
};

enum { ARENA_SMALL = 1 << 22, ARENA_LARGE = 1 << 30 }; /* reserved addresses, not memory */

struct arena *arena_new(isize capacity);
void arena_free(struct arena **a);
void arena_clear(struct arena *a);
void *arena_alloc(struct arena *a, isize size, isize align, isize count);
/* 'more' zeroed bytes behind the n at p, if nothing was allocated since and there is room; else
 * false. */
bool arena_extend(struct arena *a, void *p, isize n, isize more);

#define NEW(a, type) ((type *)arena_alloc((a), sizeof(type), _Alignof(type), 1))
#define NEWN(a, type, n) ((type *)arena_alloc((a), sizeof(type), _Alignof(type), (n)))

struct scratch {
    struct arena *arena;
    char *mark;
};

/* 'result' is the arena that the caller gave for the result, or NULL. */
struct scratch scratch_begin(const struct arena *result);
void scratch_end(struct scratch *s);

#endif
