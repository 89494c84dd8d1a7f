/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes taken as a web page give what read/parse.h promises: the frame made of it is read back.
 */
#include "read/format/formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct err err = {0};
    struct parsed p = {0}, q = {0};
    if (!html_parse(&p, (struct str){(const char *)data, (isize)size}, tmp.arena, &err)) {
        ASSERT(err.code == E_INVALID || err.code == E_LIMIT);
        return 0;
    }
    if (!tidy_parsed(&p, tmp.arena, &err)) {
        ASSERT(err.code == E_LIMIT);
        return 0;
    }
    struct buf frame = buf_in(tmp.arena, PARSE_ANSWER_MAX);
    parse_frame_write(&frame, &p);
    ASSERT(parse_frame_read(&q, buf_str(&frame), tmp.arena, &err));
    ASSERT(str_eq(p.text, q.text) && p.article.n == q.article.n && p.links.n == q.links.n);
    return 0;
}
