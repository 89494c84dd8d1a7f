/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words and tokens lie in order inside the text, whatever its bytes; a fold is text, and folds to
 * itself.
 */
#include "base/utf8.h"
#include "lang/normal.h"
#include "lang/token.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_words(struct str s)
{
    struct word w;
    isize end = 0;
    for (isize at = 0; word_next(&w, s, &at); end = w.end)
        ASSERT(w.start >= end && w.start < w.end && w.end <= s.n && at == w.end);
}

static void check_tokens(struct str s)
{
    struct token_reader r = token_reader_of(s);
    struct token t;
    isize start = -1, end = 0;
    while (token_next(&r, &t)) {
        ASSERT(t.start > start && t.start < t.end && t.end <= s.n);
        ASSERT(!t.colocated || t.end == end);
        ASSERT(t.text.n > 0 && t.text.n <= TOKEN_MAX && utf8_is_valid(t.text));
        start = t.start;
        end = t.end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str s = {(const char *)data, (isize)size}, composed;
    struct err err = {0};
    check_words(s);
    check_tokens(s);
    struct str fold = text_fold(s, tmp.arena);
    ASSERT(utf8_is_valid(fold) && text_is_nfc(fold));
    ASSERT(str_eq(text_fold(fold, tmp.arena), fold));
    if (text_nfc(&composed, s, tmp.arena, &err)) {
        ASSERT(text_is_nfc(composed));
        ASSERT(str_eq(text_fold(composed, tmp.arena), fold));
    }
    return 0;
}
