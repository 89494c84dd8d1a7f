/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/fold.h"

#include <string.h>

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/utf8.h"

enum {
    REPLACEMENT = 0xfffd,
    UNIT_MAX = 64, /* code points; what is longer is no writing, and is cut */
    ROUNDS_MAX = 2 * UNIT_MAX
};

struct unit {
    int32_t at[UNIT_MAX];
    int n;
};

static void unit_add(struct unit *u, int32_t cp)
{
    if (u->n < UNIT_MAX)
        u->at[u->n++] = cp;
}

/* As written, but for what folds to nothing, which may be endless. */
static void unit_add_raw(struct unit *u, int32_t cp)
{
    if (fold_kind(fold_entry(cp)) != FOLD_NONE)
        unit_add(u, cp < 0 ? REPLACEMENT : cp);
}

static struct str pooled(uint32_t entry)
{
    uint32_t payload = entry & FOLD_PAYLOAD;
    return (struct str){fold_pool + (payload >> FOLD_LENGTH_BITS), payload & FOLD_LENGTH_MAX};
}

static void unit_add_folded(struct unit *u, int32_t cp)
{
    uint32_t entry = fold_entry(cp);
    switch (fold_kind(entry)) {
    case FOLD_SELF: unit_add(u, cp); break;
    case FOLD_ONE: unit_add(u, (int32_t)(entry & FOLD_PAYLOAD)); break;
    case FOLD_MANY:
        for (isize i = 0, n = pooled(entry).n; i < n;)
            unit_add(u, utf8_next(pooled(entry), &i));
        break;
    default: break;
    }
}

static void unit_compose(struct unit *u)
{
    enum { UTF16_MAX = 6 * UNIT_MAX }; /* none grows by more than three (UAX 15, section 12) */
    UChar in[UTF16_MAX], out[UTF16_MAX];
    int32_t all[UTF16_MAX], n = 0;
    UErrorCode e = U_ZERO_ERROR;
    u_strFromUTF32(in, UTF16_MAX, &n, u->at, u->n, &e);
    n = unorm2_normalize(unorm2_getNFCInstance(&e), in, n, out, UTF16_MAX, &e);
    u_strToUTF32(all, UTF16_MAX, &n, out, n, &e);
    ASSERT(U_SUCCESS(e));
    u->n = 0;
    for (int i = 0; i < n; i++)
        unit_add(u, all[i]);
}

static void unit_drop_accents(struct unit *u)
{
    int n = 0;
    for (int i = 0; i < u->n; i++)
        if (!(fold_entry(u->at[i]) & FOLD_ACCENT))
            u->at[n++] = u->at[i];
    u->n = n;
}

/* Composing and dropping open the way for each other and for the table, until nothing changes. */
static void unit_settle(struct unit *u)
{
    for (int round = 0; round < ROUNDS_MAX; round++) {
        struct unit next = {.n = 0};
        for (int i = 0; i < u->n; i++)
            unit_add_folded(&next, u->at[i]);
        unit_compose(&next);
        unit_drop_accents(&next);
        bool same = next.n == u->n && !memcmp(next.at, u->at, (size_t)u->n * sizeof u->at[0]);
        *u = next;
        if (same)
            return;
    }
}

/* All bytes of it or none. */
static void add_whole(struct buf *b, int32_t cp)
{
    char bytes[4];
    struct buf one = {.p = bytes, .cap = 4, .max = 4};
    utf8_add(&one, cp);
    buf_add(b, buf_str(&one));
}

static void add_simple(struct buf *b, struct str raw, uint32_t entry)
{
    if (entry & FOLD_ACCENT)
        return;
    switch (fold_kind(entry)) {
    case FOLD_SELF: buf_add(b, raw); break;
    case FOLD_ONE: add_whole(b, (int32_t)(entry & FOLD_PAYLOAD)); break;
    case FOLD_MANY: buf_add(b, pooled(entry)); break;
    default: break;
    }
}

void fold_unit(struct buf *b, struct str s, isize *i)
{
    isize start = *i, end = *i;
    uint32_t entry = fold_next(s, &end);
    *i = end;
    if (end == s.n || !(fold_next(s, &end) & FOLD_JOINS)) {
        add_simple(b, str_part(s, start, *i), entry);
        return;
    }
    struct unit u = {.n = 0};
    unit_add_raw(&u, utf8_next(s, &start));
    while (*i < s.n) {
        end = *i;
        int32_t cp = utf8_next(s, &end);
        if (!(fold_entry(cp) & FOLD_JOINS))
            break;
        unit_add_raw(&u, cp);
        *i = end;
    }
    unit_compose(&u); /* first as written: U+0345 is a mark until it folds to a letter */
    unit_settle(&u);
    for (int k = 0; k < u.n; k++)
        add_whole(b, u.at[k]);
}
