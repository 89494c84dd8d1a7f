/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#ifdef __has_feature
#define HAS_FEATURE(x) __has_feature(x)
#else
#define HAS_FEATURE(x) 0
#endif

#if defined(__SANITIZE_ADDRESS__) || HAS_FEATURE(address_sanitizer)
#include <sanitizer/asan_interface.h>
enum { REDZONE = 16 }; /* so that an overflow by one is seen between two allocations */
#define POISON(p, n) __asan_poison_memory_region((p), (size_t)(n))
#define UNPOISON(p, n) __asan_unpoison_memory_region((p), (size_t)(n))
#else
enum { REDZONE = 0 };
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#endif

/* Telling a sanitizer costs an eighth of the region in memory, so it goes ahead of use in steps. */
enum { GUARD_AHEAD = 1 << 16, GUARD_STEP = 1 << 21 };
enum { SCRATCH_CAPACITY = 1 << 29, EXIT_MEMORY = 70 };
/* More than MUCH that is no longer used is given back, down to KEPT. */
enum { MUCH = 4 << 20, KEPT = 1 << 20, PAGES = 1 << 16 /* a multiple of every page size */ };

/* Two per thread: a function whose result goes into one works in the other. */
static _Thread_local struct arena *scratches[2];

NORETURN static void arena_oom(isize want)
{
    fprintf(stderr, "cairn: out of memory: %td more bytes asked of a full arena\n", want);
    exit(EXIT_MEMORY);
}

static void guard(struct arena *a)
{
    if (!REDZONE || a->guarded == a->end || a->guarded - a->cur >= GUARD_AHEAD)
        return;
    char *from = a->guarded > a->cur ? a->guarded : a->cur;
    a->guarded = a->end - from < GUARD_STEP ? a->end : from + GUARD_STEP;
    POISON(from, a->guarded - from);
}

/* The arena's own struct stands at the start of its region. */
struct arena *arena_new(isize capacity)
{
    char *p = mmap(NULL, (size_t)capacity, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (p == MAP_FAILED)
        arena_oom(capacity);
    struct arena *a = (struct arena *)(void *)p;
    *a = (struct arena){.cur = p + sizeof *a, .end = p + capacity, .top = p, .guarded = p};
    guard(a);
    return a;
}

void arena_free(struct arena **a)
{
    if (*a) {
        char *p = (char *)*a;
        isize capacity = (*a)->end - p;
        UNPOISON(p, (*a)->guarded - p);
        munmap(p, (size_t)capacity);
        *a = NULL;
    }
}

static void give_back(struct arena *a)
{
    isize from = (a->cur - (char *)a + KEPT) / PAGES * PAGES; /* a region begins at a page */
    char *p = (char *)a + from;
    if (madvise(p, (size_t)(a->top - p), MADV_DONTNEED) == 0)
        a->top = p;
}

static void rewind_to(struct arena *a, char *mark)
{
    ASSERT(mark > (char *)a && mark <= a->cur);
    POISON(mark, a->cur - mark);
    a->cur = mark;
    if (a->top - mark > MUCH)
        give_back(a);
}

void arena_clear(struct arena *a)
{
    rewind_to(a, (char *)(a + 1));
}

void *arena_alloc(struct arena *a, isize size, isize align, isize count)
{
    ASSERT(size > 0 && count >= 0);
    isize pad = (isize)(-(uintptr_t)a->cur & (uintptr_t)(align - 1));
    isize room = a->end - a->cur - pad - REDZONE;
    if (room < 0 || count > room / size) /* a product could overflow, a quotient cannot */
        arena_oom(size);

    char *p = a->cur + pad;
    a->cur = p + size * count + REDZONE;
    a->top = a->cur > a->top ? a->cur : a->top;
    guard(a);
    UNPOISON(p, size * count);
    POISON(p + size * count, REDZONE);
    return memset(p, 0, (size_t)(size * count));
}

bool arena_extend(struct arena *a, void *p, isize n, isize more)
{
    char *end = p ? (char *)p + n : NULL;
    if (!p || end + REDZONE != a->cur || more > a->end - a->cur)
        return false;
    a->cur += more;
    a->top = a->cur > a->top ? a->cur : a->top;
    guard(a);
    UNPOISON(end, more);
    POISON(end + more, REDZONE);
    memset(end, 0, (size_t)more);
    return true;
}

struct scratch scratch_begin(const struct arena *result)
{
    int i = scratches[0] && result == scratches[0];
    if (!scratches[i])
        scratches[i] = arena_new(SCRATCH_CAPACITY);
    return (struct scratch){scratches[i], scratches[i]->cur};
}

void scratch_end(struct scratch *s)
{
    rewind_to(s->arena, s->mark);
}
