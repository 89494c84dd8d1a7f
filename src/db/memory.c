/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * SQLite's memory, wiped when it is given back: pages, values and texts stand in it in clear.
 *
 * SQLCipher's own way, cipher_memory_security, wipes too, and locks each piece by a system call:
 * 1.7 times the time of a bulk load, 2.7 times that of the full text (bench/bench_db.c), for
 * locks that an ordinary user is refused after the first 8 MB. SQLCipher's keys are locked and
 * wiped in any case.
 */
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "db/inside.h"

static void *memory_new(int n)
{
    return malloc((size_t)n);
}

static int memory_size(void *p)
{
    return (int)malloc_usable_size(p);
}

static void memory_drop(void *p)
{
    secret_wipe(p, (isize)malloc_usable_size(p));
    free(p);
}

/* realloc() could move it and leave the old bytes where they were. */
static void *memory_resize(void *p, int n)
{
    if (memory_size(p) >= n)
        return p;
    void *more = malloc((size_t)n);
    if (more) {
        memcpy(more, p, malloc_usable_size(p));
        memory_drop(p);
    }
    return more;
}

static int memory_round(int n)
{
    return (n + 7) & ~7; /* SQLite's own allocator does the same */
}

static int memory_begin(UNUSED void *ctx)
{
    return SQLITE_OK;
}

static void memory_end(UNUSED void *ctx)
{
}

const sqlite3_mem_methods db_memory = {
    memory_new,   memory_drop,  memory_resize, memory_size,
    memory_round, memory_begin, memory_end,    NULL,
};
