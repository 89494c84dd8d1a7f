/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/utf8.h"
#include "lang/charset.h"
#include "lang/fold.h"
#include "lang/normal.h"

enum {
    BYTES_MAX = 1 << 26,
    GROWTH = 4,      /* a byte of a one-byte encoding gives at most three bytes of UTF-8 */
    LOOK_MAX = 8192, /* how much is looked at to tell UTF-16 */
    FEW = 120        /* bytes that are not ASCII: fewer are too few for uchardet */
};

static const struct charset utf16_le = {"UTF-16LE", "UTF-16LE"},
                            utf16_be = {"UTF-16BE", "UTF-16BE"},
                            utf32_le = {"UTF-32LE", "UTF-32LE"},
                            utf32_be = {"UTF-32BE", "UTF-32BE"};

static bool no_charset(struct err *err, const char *why)
{
    err_set(err, E_INVALID, "text: %s", why);
    return err_detail(err, "%s", "The characters of this text cannot be read.");
}

static bool done(struct str *out, struct str *charset, struct str text, const char *name)
{
    *out = text;
    *charset = str_from_c(name);
    return true;
}

static bool convert(struct str *out, struct str *charset, const struct charset *c, struct str bytes,
                    struct arena *a)
{
    isize cap = 2 * bytes.n + 1; /* nearly always enough: two bytes of CJK give three */
    struct buf b = {.a = a, .p = NEWN(a, char, cap), .cap = cap, .max = bytes.n * GROWTH};
    return charset_convert(&b, c, bytes) && !b.full && done(out, charset, buf_str(&b), c->name);
}

/* What a byte order mark says; *skip is its length. "UTF-8" is NULL with skip 3. */
static const struct charset *by_mark(struct str s, isize *skip)
{
    static const struct {
        char mark[5];
        isize n;
        const struct charset *charset;
    } marks[] = {{"\xff\xfe\0\0", 4, &utf32_le},
                 {"\0\0\xfe\xff", 4, &utf32_be},
                 {"\xef\xbb\xbf", 3, NULL},
                 {"\xff\xfe", 2, &utf16_le},
                 {"\xfe\xff", 2, &utf16_be}};
    for (isize i = 0; i < COUNTOF(marks); i++)
        if (str_starts(s, (struct str){marks[i].mark, marks[i].n})) {
            *skip = marks[i].n;
            return marks[i].charset;
        }
    *skip = 0;
    return NULL;
}

/* How many of the first units are characters that texts have, in percent. */
static isize utf16_fit(struct str s, bool big)
{
    isize fit = 0, n = (s.n < LOOK_MAX ? s.n : LOOK_MAX) / 2;
    for (isize i = 0; i < n; i++) {
        int32_t first = (unsigned char)s.p[2 * i], second = (unsigned char)s.p[2 * i + 1];
        int32_t u = big ? first << 8 | second : second << 8 | first;
        enum fold_class c = fold_class(fold_entry(u));
        bool control = u < 0x20 && u != '\t' && u != '\n' && u != '\r' && u != '\f';
        bool mark = c == FOLD_MARK && u >= 0x500 && !(u >= 0x2000 && u < 0x3100) && u < 0xff00;
        fit += !control && !mark;
    }
    return n ? fit * 100 / n : 0;
}

/*
 * A few zero bytes in old pages and texts mean nothing, and browsers leave them out. Only where
 * what remains is UTF-8 for certain: UTF-16 has bytes that are not, or a zero for each Latin
 * letter.
 */
static bool by_stray_zeros(struct str *out, struct str *charset, struct str s, struct arena *a)
{
    enum { ONE_IN = 20 };
    isize n = 0;
    for (isize i = 0; i < s.n; i++)
        n += s.p[i] != 0;
    if ((s.n - n) * ONE_IN > s.n)
        return false;
    char *p = NEWN(a, char, n);
    struct str rest = {p, n};
    for (isize i = 0, k = 0; i < s.n; i++)
        if (s.p[i] != 0)
            p[k++] = s.p[i];
    return utf8_is_valid(rest) && done(out, charset, rest, "UTF-8");
}

/* Else a zero byte stands in no text but UTF-16 (UTF-32 is not written without its mark). */
static bool by_zeros(struct str *out, struct str *charset, struct str s, struct arena *a,
                     struct err *err)
{
    enum { ENOUGH = 90 };
    if (by_stray_zeros(out, charset, s, a))
        return true;
    isize little = utf16_fit(s, false), big = utf16_fit(s, true);
    const struct charset *c = big > little ? &utf16_be : &utf16_le;
    if (s.n % 2 == 0 && (big > little ? big : little) >= ENOUGH && convert(out, charset, c, s, a))
        return true;
    return no_charset(err, "zero bytes, and not UTF-16");
}

static bool is_binary(struct str s)
{
    isize controls = 0;
    for (isize i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        controls += c < 0x20 && !(c >= '\t' && c <= '\r') && c != 0x1b && c != 0x1a;
    }
    return controls * 100 > s.n;
}

/* Escape sequences (ISO-2022) and '~{' (HZ) write Chinese, Japanese and Korean in ASCII bytes. */
static bool may_be_shifted(struct str s)
{
    return str_find(s, S("\x1b$")) >= 0 || str_find(s, S("\x1b(")) >= 0 ||
           str_find(s, S("~{")) >= 0;
}

static bool by_shifts(struct str *out, struct str *charset, struct str s, struct arena *a)
{
    const struct charset *c = may_be_shifted(s) ? charset_by_uchardet(s) : NULL;
    bool shifts = c && (str_starts(str_from_c(c->name), S("ISO-2022")) ||
                        str_starts(str_from_c(c->name), S("HZ")));
    return shifts && convert(out, charset, c, s, a);
}

/* UTF-8 that was damaged on its way is still UTF-8: most of its characters are whole. */
static bool is_damaged_utf8(struct str s)
{
    enum { WHOLE_PER_BAD = 20 };
    isize whole = 0, bad = 0;
    for (isize i = 0; i < s.n;) {
        int32_t cp = utf8_next(s, &i);
        bad += cp == UTF8_BAD;
        whole += cp >= 0x80;
    }
    return whole > bad * WHOLE_PER_BAD;
}

static struct str repaired(struct str s, struct arena *a)
{
    struct buf b = buf_in(a, s.n * GROWTH);
    for (isize i = 0, start = 0; i < s.n; start = i) {
        int32_t cp = utf8_next(s, &i);
        buf_add(&b, cp == UTF8_BAD ? S("\xef\xbf\xbd") : str_part(s, start, i));
    }
    return buf_str(&b);
}

static isize high_bytes(struct str s)
{
    isize n = 0;
    for (isize i = 0; i < s.n; i++)
        n += (unsigned char)s.p[i] >= 0x80;
    return n;
}

static bool by_letters(struct str *out, struct str *charset, struct str s, struct arena *a,
                       struct err *err)
{
    const struct charset *c = high_bytes(s) >= FEW ? charset_by_uchardet(s) : NULL;
    if (c && convert(out, charset, c, s, a))
        return true;
    const struct charset *some[CHARSETS_LIKELY];
    isize n = charset_likely(some, s);
    for (isize i = 0; i < n; i++)
        if (convert(out, charset, some[i], s, a))
            return true;
    return no_charset(err, "no character set fits these bytes");
}

bool text_decode(struct str *out, struct str *charset, struct str bytes, struct arena *a,
                 struct err *err)
{
    if (bytes.n > BYTES_MAX)
        return err_set(err, E_LIMIT, "text of %td bytes is too long", bytes.n);
    isize skip;
    const struct charset *marked = by_mark(bytes, &skip);
    struct str s = str_part(bytes, skip, bytes.n);
    if (marked && convert(out, charset, marked, s, a))
        return true;
    if (marked)
        return no_charset(err, "not what its byte order mark says");
    if (s.n && memchr(s.p, 0, (size_t)s.n))
        return by_zeros(out, charset, s, a, err);
    bool valid = utf8_is_valid(s);
    if (valid && by_shifts(out, charset, s, a))
        return true;
    if (is_binary(s))
        return no_charset(err, "these bytes are no text");
    if (valid)
        return done(out, charset, str_copy(a, s), "UTF-8");
    if (skip || is_damaged_utf8(s))
        return done(out, charset, repaired(s, a), "UTF-8");
    return by_letters(out, charset, s, a, err);
}

static isize count_mended(struct str text)
{
    isize n = 0;
    for (isize i = 0; i < text.n;)
        n += utf8_next(text, &i) == 0xfffd;
    return n;
}

/* The declared charset, though some bytes are not in it. 'few': at most one in twenty. */
static bool by_mending(struct str *out, struct str *charset, const struct charset *c, struct str s,
                       bool few, struct arena *a)
{
    enum { ONE_IN = 20 };
    struct buf b = buf_in(a, s.n * GROWTH);
    charset_mend(&b, c, s);
    if (few && count_mended(buf_str(&b)) * ONE_IN > high_bytes(s))
        return false;
    return done(out, charset, buf_str(&b), c->name);
}

/* Declared of anything by programs that do not know. */
static bool is_said_of_anything(const struct charset *c)
{
    return str_eq(str_from_c(c->name), S("windows-1252")) ||
           str_eq(str_from_c(c->name), S("UTF-8")); /* that it is not is known already */
}

bool text_decode_as(struct str *out, struct str *charset, struct str bytes, struct str declared,
                    struct arena *a, struct err *err)
{
    isize skip;
    const struct charset *c = charset_by_label(declared);
    bool certain = by_mark(bytes, &skip) || skip > 0 || (utf8_is_valid(bytes) && high_bytes(bytes));
    if (!c || bytes.n == 0 || certain || bytes.n > BYTES_MAX || is_said_of_anything(c) ||
        (bytes.n && memchr(bytes.p, 0, (size_t)bytes.n) &&
         !str_starts(str_from_c(c->name), S("UTF-16"))))
        return text_decode(out, charset, bytes, a, err);
    if (convert(out, charset, c, bytes, a) || by_mending(out, charset, c, bytes, true, a))
        return true;
    struct err guess = {0};
    return text_decode(out, charset, bytes, a, &guess) ||
           (!is_binary(bytes) && by_mending(out, charset, c, bytes, false, a)) ||
           err_copy(err, &guess);
}
