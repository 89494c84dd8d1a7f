/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/normal.h"

#include <string.h>

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/utf8.h"
#include "lang/fold.h"

enum { TEXT_MAX = 1 << 26, JOINED_MAX = 128, UNIT_BYTES = 256 };

/*
 * The end of the unit at i: a character and all that may join it. Composing never reaches beyond
 * it (UAX 15, section 3.1). *plain: it is composed already, or no writing: putting thousands of
 * marks in order takes the square of the time, so such a heap stays as it is.
 */
static isize unit_end(struct str s, isize i, bool *plain)
{
    uint32_t entry = fold_next(s, &i);
    isize joined = 0;
    *plain = !(entry & (FOLD_NFC_NO | FOLD_JOINS));
    for (; i < s.n; joined++) {
        isize next = i;
        if (!(fold_next(s, &next) & FOLD_JOINS))
            break;
        i = next;
        *plain = false;
    }
    *plain |= joined > JOINED_MAX;
    return i;
}

/* Where the ASCII from i on ends, short of its last character if a mark may stand on that. */
static isize ascii_end(struct str s, isize i)
{
    isize from = i;
    while (i < s.n && (unsigned char)s.p[i] < 0x80)
        i++;
    return i > from && i < s.n ? i - 1 : i;
}

/* A unit composed by ICU, which knows UTF-16 only. */
static struct str unit_nfc(struct str unit, struct arena *a)
{
    UErrorCode e = U_ZERO_ERROR;
    int32_t units = (int32_t)unit.n, in_n = 0, out_n = 0, n = 0;
    UChar *in = NEWN(a, UChar, unit.n);
    u_strFromUTF8(in, units, &in_n, unit.p, units, &e);
    /* Nothing grows by more than three in NFC (UAX 15, section 12). */
    UChar *out = NEWN(a, UChar, 3 * (isize)in_n);
    out_n = unorm2_normalize(unorm2_getNFCInstance(&e), in, in_n, out, 3 * in_n, &e);
    char *p = NEWN(a, char, 3 * (isize)out_n);
    u_strToUTF8(p, 3 * out_n, &n, out, out_n, &e);
    ASSERT(U_SUCCESS(e));
    return (struct str){p, n};
}

/* The first unit that composing would change, or s.n. */
static isize first_not_nfc(struct str s)
{
    isize end;
    for (isize i = ascii_end(s, 0); i < s.n; i = ascii_end(s, end)) {
        bool plain;
        end = unit_end(s, i, &plain);
        if (plain)
            continue;
        AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
        struct str unit = str_part(s, i, end);
        if (!str_eq(unit_nfc(unit, tmp.arena), unit))
            return i;
    }
    return s.n;
}

bool text_is_nfc(struct str s)
{
    return utf8_is_valid(s) && first_not_nfc(s) == s.n;
}

static void add_nfc(struct buf *b, struct str s)
{
    for (isize i = 0, end; i < s.n; i = end) {
        isize ascii = ascii_end(s, i);
        buf_add(b, str_part(s, i, ascii));
        i = ascii;
        if (i == s.n)
            break;
        bool plain;
        end = unit_end(s, i, &plain);
        AUTO(scratch_end) struct scratch tmp = scratch_begin(b->a);
        struct str unit = str_part(s, i, end);
        buf_add(b, plain ? unit : unit_nfc(unit, tmp.arena));
    }
}

bool text_nfc(struct str *out, struct str s, struct arena *a, struct err *err)
{
    if (!utf8_is_valid(s))
        return err_set(err, E_INVALID, "text is not UTF-8");
    if (s.n > TEXT_MAX)
        return err_set(err, E_LIMIT, "text of %td bytes is too long to compose", s.n);
    isize good = first_not_nfc(s);
    if (good == s.n) {
        *out = str_copy(a, s);
        return true;
    }
    struct buf b = {.a = a, .p = NEWN(a, char, s.n), .cap = s.n, .max = 3 * s.n};
    buf_add(&b, str_part(s, 0, good));
    add_nfc(&b, str_part(s, good, s.n));
    return buf_done(&b, out, err);
}

static bool is_letter(int32_t cp)
{
    uint32_t entry = fold_entry(cp);
    enum fold_class c = fold_class(entry);
    return (c == FOLD_LATIN || c == FOLD_OTHER) && !(entry & FOLD_JOINS);
}

/* "p'yo" is at its end when the o comes: apostrophes between letters go. */
static void drop_apostrophes(struct buf *b)
{
    isize i = b->n;
    while (i > 0 && b->p[i - 1] == '\'')
        i--;
    if (i < b->n && i > 0 && is_letter(utf8_prev(buf_str(b), &(isize){i})))
        b->n = i;
}

static void fold_out(struct buf *b, int32_t cp)
{
    if (fold_class(fold_entry(cp)) == FOLD_SPACE) {
        if (b->n && b->p[b->n - 1] != ' ')
            buf_add_c(b, ' ');
        return;
    }
    if (b->n && b->p[b->n - 1] == '\'' && is_letter(cp))
        drop_apostrophes(b);
    utf8_add(b, cp);
}

/* ASCII letters and digits from *i on that nothing stands on, a piece at a time. */
static bool fold_ascii(struct buf *b, struct str s, isize *i)
{
    enum { PIECE = 64 };
    char piece[PIECE];
    isize n = 0, at = *i;
    for (; n < PIECE && at + 1 < s.n && (unsigned char)s.p[at + 1] < 0x80; at++) {
        char c = s.p[at];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + 32);
        else if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9'))
            break;
        piece[n++] = c;
    }
    if (n == 0)
        return false;
    fold_out(b, piece[0]); /* it may close an apostrophe */
    buf_add_bytes(b, piece + 1, n - 1);
    *i = at;
    return true;
}

static void fold_text(struct buf *b, struct str s)
{
    for (isize i = 0; i < s.n;) {
        if (fold_ascii(b, s, &i))
            continue;
        char bytes[UNIT_BYTES];
        struct buf unit = {.p = bytes, .cap = UNIT_BYTES, .max = UNIT_BYTES};
        fold_unit(&unit, s, &i);
        for (isize k = 0; k < unit.n;)
            fold_out(b, utf8_next(buf_str(&unit), &k));
    }
    if (b->n && b->p[b->n - 1] == ' ')
        b->n--;
}

struct str text_fold(struct str s, struct arena *a)
{
    enum { GROWTH = 12 }; /* U+FDFA, three bytes, folds to 33 */
    struct buf b = {.a = a, .p = NEWN(a, char, s.n), .cap = s.n, .max = s.n * GROWTH};
    fold_text(&b, s);
    ASSERT(!b.full);
    return buf_str(&b);
}
