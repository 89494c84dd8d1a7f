/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A recovery paper as somebody types it: a number of a paper or none, the words whole or refused,
 * and on a refusal the word to blame is one of them. */
#include <string.h>

#include "vault/recover.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str typed = {(const char *)data, (isize)size};
    struct recovery_share got = {.number = -1}, again;
    struct err err = {0};
    isize wrong = -1;
    bool good = recovery_paper_parse(&got, &wrong, typed, &err);
    ASSERT(wrong >= 0 && wrong <= SHARE_N / 2 + 1);
    if (!good) {
        ASSERT(err.code == E_INVALID && got.number == -1);
        return 0;
    }
    ASSERT(got.number >= 0 && got.number <= SHARES && wrong == 0);
    struct str words = words_write(tmp.arena, got.share, SHARE_N);
    struct str code =
        str_format(tmp.arena, "CAIRN1-%d-%.*s", got.number ? got.number : 1, FS(words));
    ASSERT(recovery_paper_parse(&again, &wrong, code, &err));
    ASSERT(!memcmp(again.share, got.share, SHARE_N));
    return 0;
}
