/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes taken as the package of an office document. */
#include "office.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    fuzz_office((struct str){(const char *)data, (isize)size}, tmp.arena);
    return 0;
}
