/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A frame that is taken is written back the same, byte for byte; all others are E_CORRUPT. */
#include "read/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct err err = {0};
    struct parsed p = {0};
    struct str frame = {(const char *)data, (isize)size};
    if (!parse_frame_read(&p, frame, tmp.arena, &err)) {
        ASSERT(err.code == E_CORRUPT);
        return 0;
    }
    struct buf again = buf_in(tmp.arena, PARSE_ANSWER_MAX);
    parse_frame_write(&again, &p);
    ASSERT(str_eq(buf_str(&again), frame));
    return 0;
}
