/* SPDX-License-Identifier: GPL-3.0-or-later */
/* people.h - the persons found so far. For read_person.c and people.c. */
#ifndef READ_PEOPLE_H
#define READ_PEOPLE_H

#include "base/map.h"
#include "read/lines.h"
#include "read/names.h"

struct people {
    struct reading *r;
    struct page *p;
    struct map seen; /* key of a name -> index of the person */
};

/* The person of a name, added if new; NULL when the list is full. Lasts until the next call. */
struct read_person *person_of(struct people *s, const struct read_from *from, struct str name,
                              enum read_person_kind kind);
struct read_person *person_add(struct people *s, isize from, isize to, enum read_person_kind kind,
                               const char *rule, int score);

/* Names in Han and Hangul in running text. */
void people_cjk(struct people *s);

#endif
