/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/joined.h"

#include <string.h>

#include "base/utf8.h"
#include "lang/normal.h"
#include "lang/token.h"

enum { TEXT_MAX = 64 << 20, LATIN_MIN = 4, WHOLE_MIN = 3 };

struct joined joined_of(struct str text, struct arena *a)
{
    struct str folded = text_fold(text, a);
    struct joined j = {.starts = NEWN(a, bool, folded.n + 1), .ends = NEWN(a, bool, folded.n + 1)};
    struct buf b = buf_in(a, TEXT_MAX);
    struct word w;
    for (isize at = 0; word_next(&w, folded, &at);) {
        if (w.kind == WORD_MARK)
            continue;
        if (j.words < JOINED_WORDS_MAX)
            j.at[j.words] = b.n;
        j.words++;
        j.starts[b.n] = true;
        buf_add(&b, str_part(folded, w.start, w.end));
        j.ends[b.n] = true;
    }
    j.s = buf_str(&b);
    if (j.words <= JOINED_WORDS_MAX)
        j.at[j.words] = j.s.n;
    return j;
}

bool joined_is_latin(struct str s)
{
    for (isize i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80)
            return false;
    return true;
}

bool joined_is_telling(const struct joined *words, isize max)
{
    isize letters = utf8_count(words->s);
    if (words->s.n > max || letters < 2)
        return false;
    return !joined_is_latin(words->s) || words->words > 1 || letters >= LATIN_MIN;
}

bool joined_may_begin(const struct joined *text, isize i)
{
    unsigned char c = (unsigned char)text->s.p[i];
    return c < 0x80 ? text->starts[i] : (c & 0xc0) != 0x80;
}

bool joined_is_whole(const struct joined *text, isize from, isize to)
{
    struct str s = str_part(text->s, from, to);
    if (joined_is_latin(s))
        return text->starts[from] && text->ends[to];
    return utf8_count(s) >= WHOLE_MIN || text->starts[from];
}

bool joined_holds(const struct joined *text, const struct joined *words)
{
    isize from = 0;
    while (words->s.n && from < text->s.n) {
        isize i = str_find(str_part(text->s, from, text->s.n), words->s);
        if (i < 0)
            return false;
        from += i;
        if (joined_may_begin(text, from) && joined_is_whole(text, from, from + words->s.n))
            return true;
        from++;
    }
    return false;
}
