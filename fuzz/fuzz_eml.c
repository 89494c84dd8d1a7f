/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes taken as a mail. */
#include "office.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct err err = {0};
    struct parsed p = {0};
    if (mail_parse(&p, (struct str){(const char *)data, (isize)size}, tmp.arena, &err))
        fuzz_promise(&p, tmp.arena);
    else
        ASSERT(err.code == E_INVALID || err.code == E_LIMIT);
    return 0;
}
