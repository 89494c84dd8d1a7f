/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/clean.h"

#include "base/utf8.h"

enum {
    REPLACEMENT = 0xfffd,
    PDF = 0x202c,   /* pop directional formatting */
    PDI = 0x2069,   /* pop directional isolate */
    DEPTH_MAX = 60, /* UAX 9 stops at 125 */
    GROWTH = 3,     /* one byte may become U+FFFD; a closer is never longer than its opener */
};

struct cleaner {
    struct buf out;
    bool one_line;
    int32_t open[DEPTH_MAX]; /* what would close each open embedding or isolate */
    isize depth;
};

static bool is_line_end(int32_t cp)
{
    return (cp >= '\n' && cp <= '\r') || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

static bool is_unprintable(int32_t cp)
{
    return cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || (cp >= 0xfdd0 && cp <= 0xfdef) ||
           (cp & 0xfffe) == 0xfffe;
}

/* The code point that closes what cp opens, or 0. */
static int32_t closer_of(int32_t cp)
{
    if (cp == 0x202a || cp == 0x202b || cp == 0x202d || cp == 0x202e)
        return PDF;
    return cp >= 0x2066 && cp <= 0x2068 ? PDI : 0;
}

static void close_direction(struct cleaner *c, int32_t cp)
{
    isize at = c->depth;
    while (at > 0 && c->open[at - 1] != cp) {
        if (cp == PDF) /* an embedding does not close an isolate that is around it */
            return;
        at--;
    }
    if (!at)
        return;
    while (c->depth >= at)
        utf8_add(&c->out, c->open[--c->depth]);
}

static void clean_point(struct cleaner *c, int32_t cp)
{
    int32_t closer = closer_of(cp);
    if (is_line_end(cp)) {
        buf_add_c(&c->out, c->one_line ? ' ' : '\n');
    } else if (cp == '\t') {
        buf_add_c(&c->out, ' ');
    } else if (cp == PDF || cp == PDI) {
        close_direction(c, cp);
    } else if (is_unprintable(cp) || (closer && c->depth == DEPTH_MAX)) {
        utf8_add(&c->out, REPLACEMENT);
    } else {
        if (closer)
            c->open[c->depth++] = closer;
        utf8_add(&c->out, cp);
    }
}

static struct str clean(struct str s, bool one_line, struct arena *a)
{
    struct cleaner c = {.out = buf_in(a, GROWTH * s.n + 1), .one_line = one_line};
    for (isize i = 0; i < s.n;) {
        int32_t cp = utf8_next(s, &i);
        if (cp == '\r' && i < s.n && s.p[i] == '\n')
            continue;
        clean_point(&c, cp);
    }
    while (c.depth)
        utf8_add(&c.out, c.open[--c.depth]);
    ASSERT(!c.out.full);
    return buf_str(&c.out);
}

struct str clean_text(struct str s, struct arena *a)
{
    return clean(s, false, a);
}

struct str clean_line(struct str s, struct arena *a)
{
    return str_trim(clean(s, true, a));
}
