/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * map.h - text to number, in an arena.
 *
 * Open addressing over a hash seeded at map_in(); the keys are borrowed, so they must live as long
 * as the map. For look-up tables and small indexes; nothing is ever removed. Outside input can
 * choose keys, so callers bound how many they add.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/str.h"

struct map {
    struct arena *a;
    struct map_slot *slots;
    isize n, cap;
    uint64_t seed;
};

struct map map_in(struct arena *a, uint64_t seed);
/* The value of key, or 'absent'. */
int64_t map_get(const struct map *m, struct str key, int64_t absent);
/* Set key to value; an earlier value is replaced. */
void map_set(struct map *m, struct str key, int64_t value);

uint64_t map_hash(struct str key, uint64_t seed); /* 64-bit, not cryptographic */

#endif
