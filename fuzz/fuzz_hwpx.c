/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An HWPX of any two sections and header. */
#include "office.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str rest = {(const char *)data, (isize)size};
    struct str body = fuzz_next(&rest), second = fuzz_next(&rest);
    fuzz_office(hwpx_make(tmp.arena, body, second, rest), tmp.arena);
    return 0;
}
