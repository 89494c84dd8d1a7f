/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever the bytes, text_decode gives UTF-8 and the name of a charset, or says that it cannot. */
#include "base/utf8.h"
#include "lang/normal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct arena *a; /* the result's; a scratch would be cleared by its own scratches */
    enum { CAPACITY = 1 << 28 };
    if (!a)
        a = arena_new(CAPACITY);
    struct str bytes = {(const char *)data, (isize)size}, out = {0}, charset = {0};
    struct err err = {0};
    if (text_decode(&out, &charset, bytes, a, &err))
        ASSERT(utf8_is_valid(out) && charset.n > 0 && out.n <= 4 * bytes.n);
    else
        ASSERT(err.code == E_INVALID);
    arena_clear(a);
    return 0;
}
