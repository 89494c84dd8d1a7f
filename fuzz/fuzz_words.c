/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What words_parse takes, words_write gives back, but for case and what stands between the words.
 */
#include <string.h>

#include "crypto/crypto.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { BYTES_MAX = 64 };
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    if (size == 0)
        return 0;
    isize n = 2 + 2 * (data[0] % (BYTES_MAX / 2));
    struct str s = {(const char *)data + 1, (isize)size - 1};
    uint8_t bytes[BYTES_MAX], again[BYTES_MAX];
    struct err err = {0};
    isize wrong;
    if (!words_parse(bytes, n, &wrong, s, &err)) {
        ASSERT(wrong >= 0 && wrong <= n / 2 + 1);
        ASSERT(err.code == E_INVALID);
        return 0;
    }
    bool ok = words_parse(again, n, &wrong, words_write(tmp.arena, bytes, n), &err);
    ASSERT(ok && !memcmp(bytes, again, (size_t)n));
    return 0;
}
