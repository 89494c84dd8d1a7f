/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/map.h"

#include <string.h>

struct map_slot {
    struct str key;
    int64_t value;
    bool used;
};

enum { MAP_FIRST = 32 };

/* Multiply-fold over 8 bytes at a time (the mixing step of wyhash, public domain). */
static uint64_t mix(uint64_t a, uint64_t b)
{
    __extension__ unsigned __int128 r = (unsigned __int128)a * b;
    return (uint64_t)r ^ (uint64_t)(r >> 64);
}

uint64_t map_hash(struct str key, uint64_t seed)
{
    uint64_t h = seed ^ 0x9e3779b97f4a7c15u;
    isize i = 0;
    for (; i + 8 <= key.n; i += 8) {
        uint64_t w;
        memcpy(&w, key.p + i, 8);
        h = mix(h ^ w, 0xe7037ed1a0b428dbu);
    }
    uint64_t w = 0;
    if (i < key.n)
        memcpy(&w, key.p + i, (size_t)(key.n - i));
    return mix(h ^ w, 0x8ebc6af09c88c6e3u ^ (uint64_t)key.n);
}

struct map map_in(struct arena *a, uint64_t seed)
{
    return (struct map){.a = a, .seed = seed};
}

static struct map_slot *slot_of(const struct map *m, struct str key)
{
    isize i = (isize)(map_hash(key, m->seed) & (uint64_t)(m->cap - 1));
    while (m->slots[i].used && !str_eq(m->slots[i].key, key))
        i = (i + 1) & (m->cap - 1);
    return &m->slots[i];
}

int64_t map_get(const struct map *m, struct str key, int64_t absent)
{
    if (!m->cap)
        return absent;
    const struct map_slot *s = slot_of(m, key);
    return s->used ? s->value : absent;
}

static void grow(struct map *m)
{
    struct map old = *m;
    m->cap = old.cap ? old.cap * 2 : MAP_FIRST;
    m->slots = NEWN(m->a, struct map_slot, m->cap);
    for (isize i = 0; i < old.cap; i++)
        if (old.slots[i].used)
            *slot_of(m, old.slots[i].key) = old.slots[i];
}

void map_set(struct map *m, struct str key, int64_t value)
{
    if (2 * m->n >= m->cap)
        grow(m);
    struct map_slot *s = slot_of(m, key);
    m->n += !s->used;
    *s = (struct map_slot){key, value, true};
}
