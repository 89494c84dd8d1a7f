/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An ODT of any text, automatic styles, and styles. */
#include "office.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str rest = {(const char *)data, (isize)size};
    struct str body = fuzz_next(&rest), before = fuzz_next(&rest);
    fuzz_office(odt_make(tmp.arena, before, body, rest), tmp.arena);
    return 0;
}
