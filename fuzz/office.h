/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * office.h - what the fuzzers of office documents share. An input is the texts of several members,
 * parted by zero bytes; each is put into the frame that its member needs, and all into a package.
 */
#ifndef FUZZ_OFFICE_H
#define FUZZ_OFFICE_H

#include "../tests/unit/read/format/zip_make.h"
#include "read/format/formats.h"

/* What a parser gave must be what read/parse.h promises: the frame made of it is read back. */
static inline void fuzz_promise(struct parsed *p, struct arena *a)
{
    struct err err = {0};
    struct parsed q = {0};
    for (isize i = 0; i < p->links.n; i++)
        ASSERT(p->links.at[i].span.offset + p->links.at[i].span.length <= p->text.n);
    if (!tidy_parsed(p, a, &err)) {
        ASSERT(err.code == E_LIMIT);
        return;
    }
    struct buf frame = buf_in(a, PARSE_ANSWER_MAX);
    parse_frame_write(&frame, p);
    ASSERT(parse_frame_read(&q, buf_str(&frame), a, &err));
    ASSERT(str_eq(p->text, q.text) && p->links.n == q.links.n);
}

static inline void fuzz_office(struct str file, struct arena *a)
{
    struct err err = {0};
    struct parsed p = {0};
    if (office_parse(&p, file, a, &err))
        fuzz_promise(&p, a);
    else
        ASSERT(err.code == E_INVALID || err.code == E_LIMIT);
}

/* The next member's text. */
static inline struct str fuzz_next(struct str *rest)
{
    struct str head;
    str_cut(*rest, 0, &head, rest);
    return head;
}

#endif
