/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/lexeme.h"

#include "base/list.h"
#include "base/utf8.h"
#include "lang/fold.h"

#include <string.h>

enum { DIGITS_MAX = 15, FORM_KEY = 2 * LEXEME_KEY };

static bool is_space(int32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0 || c == 0x3000 || c == 0x85 ||
           (c >= 0x2000 && c <= 0x200b) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0xfeff;
}

static int digit_of(int32_t c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 0xff10 && c <= 0xff19 ? c - 0xff10 : -1;
}

static bool is_letter(int32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return (c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7) || c == 0xaa || c == 0xba ||
           (c >= 0x300 && c <= 0x36f) || (c >= 0x370 && c <= 0x5ff) || (c >= 0x620 && c <= 0x669) ||
           (c >= 0x66e && c <= 0x6d3) || (c >= 0xe00 && c <= 0xedf) || (c >= 0x1e00 && c <= 0x1fff);
}

/* Ranges of Unicode 15 blocks; the rare ideograph planes are Han as a whole. */
static enum lexeme_kind kind_of(int32_t c)
{
    if (c < 0x80)
        return c >= '0' && c <= '9' ? LEX_DIGITS : is_letter(c) ? LEX_WORD : LEX_MARK;
    if (digit_of(c) >= 0)
        return LEX_DIGITS;
    if (is_letter(c))
        return LEX_WORD;
    if ((c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) || c == 0x3005 ||
        c == 0x3007 || (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff))
        return LEX_HAN;
    if ((c >= 0xac00 && c <= 0xd7a3) || (c >= 0x1100 && c <= 0x11ff) ||
        (c >= 0x3131 && c <= 0x318e))
        return LEX_HANGUL;
    return c >= 0x3041 && c <= 0x30ff ? LEX_KANA : LEX_MARK;
}

static int digits_ahead(struct str s, isize i)
{
    int n = 0;
    while (i < s.n && n <= 3) {
        if (digit_of(utf8_next(s, &i)) < 0)
            break;
        n++;
    }
    return n;
}

/* "," or a narrow space goes on with a number only before exactly three digits. */
static bool group_goes_on(struct str s, isize i, int32_t c, const struct lexeme *x)
{
    if ((c != ',' && c != 0xff0c && c != 0x202f) || digits_ahead(s, i) != 3)
        return false;
    return x->grouped || x->digits <= 3;
}

static void digits_read(struct str s, isize *i, struct lexeme *x)
{
    while (*i < s.n) {
        isize next = *i;
        int32_t c = utf8_next(s, &next);
        int d = digit_of(c);
        if (d < 0 && group_goes_on(s, next, c, x)) {
            x->grouped = true;
            *i = next;
            continue;
        }
        if (d < 0)
            return;
        x->digits++;
        x->value = x->digits > DIGITS_MAX ? -1 : x->value * 10 + d;
        *i = next;
    }
}

static void letters_read(struct str s, isize *i)
{
    while (*i < s.n) {
        isize next = *i;
        if (kind_of(utf8_next(s, &next)) != LEX_WORD)
            return;
        *i = next;
    }
}

void lexemes_of(struct lexeme_list *out, struct str text, struct arena *a)
{
    bool space = false;
    int lines = 1;
    for (isize i = 0; i < text.n;) {
        isize start = i;
        int32_t c = utf8_next(text, &i);
        if (is_space(c)) {
            space = true;
            lines += c == '\n' || c == 0x2028 || c == 0x2029;
            continue;
        }
        struct lexeme x = {.start = start,
                           .cp = c,
                           .kind = kind_of(c),
                           .space = space,
                           .line = lines > 0,
                           .paragraph = lines > 1};
        if (x.kind == LEX_DIGITS) {
            i = start;
            digits_read(text, &i, &x);
        } else if (x.kind == LEX_WORD) {
            letters_read(text, &i);
        }
        x.end = i;
        *LIST_ADD(out, a) = x;
        space = false;
        lines = 0;
    }
}

/* One code point folded by the table of this room (case, accents, width, traditional Han). */
static isize key_add(char key[LEXEME_KEY], isize n, int32_t c)
{
    /* a buf over what is left of key[], which always has the room that is asked of it */
    struct buf b = {.cap = LEXEME_KEY - n, .max = LEXEME_KEY - n};
    b.p = key + n;
    uint32_t e = fold_entry(c), payload = e & FOLD_PAYLOAD;
    enum fold_kind kind = fold_kind(e);
    if (kind == FOLD_NONE)
        return n;
    if (kind == FOLD_MANY) {
        isize length = payload & FOLD_LENGTH_MAX;
        if (length <= b.cap)
            buf_add(&b, (struct str){fold_pool + (payload >> FOLD_LENGTH_BITS), length});
    } else {
        utf8_add(&b, kind == FOLD_ONE ? (int32_t)payload : c);
    }
    return n + b.n;
}

struct str lexeme_key(struct str word, char key[LEXEME_KEY])
{
    enum { ROOM = 32 };
    isize n = 0;
    for (isize i = 0; i < word.n && n + ROOM < LEXEME_KEY;) {
        unsigned char byte = (unsigned char)word.p[i];
        if (byte < 0x80) {
            key[n++] = (char)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
            i++;
            continue;
        }
        int32_t c = utf8_next(word, &i);
        if (c == 0x2019 || c == 0x2018 || c == 0x2bc)
            key[n++] = '\'';
        else if (c < 0x300 || c > 0x36f)
            n = key_add(key, n, c);
    }
    return (struct str){key, n};
}

/* Keys of the map: kind, a tab, form. */
static struct str forms_key(const char *kind, struct str form, char key[FORM_KEY])
{
    isize k = (isize)strlen(kind);
    if (k + 1 + form.n > FORM_KEY)
        form.n = FORM_KEY - k - 1;
    memcpy(key, kind, (size_t)k);
    key[k] = '\t';
    if (form.n > 0)
        memcpy(key + k + 1, form.p, (size_t)form.n);
    return (struct str){key, k + 1 + form.n};
}

void forms_load(struct forms *f, struct str table, struct arena *a)
{
    f->map = map_in(a, 0x666f726d73);
    struct str line;
    while (str_line(&table, &line)) {
        struct str kind, rest, lang, form, value;
        if (line.n == 0 || line.p[0] == '#' || !str_cut(line, '\t', &kind, &rest) ||
            !str_cut(rest, '\t', &lang, &rest) || !str_cut(rest, '\t', &form, &value))
            continue;
        struct err err = {0};
        int64_t v = 0;
        bool ok = str_to_int(&v, str_trim(value), INT64_MIN, INT64_MAX, &err);
        ASSERT(ok); /* the tables are part of the program */
        map_set(&f->map, str_format(a, "%.*s\t%.*s", FS(kind), FS(form)), v);
    }
}

bool forms_get(const struct forms *f, const char *kind, struct str form, int64_t *value)
{
    char key[FORM_KEY];
    int64_t v = map_get(&f->map, forms_key(kind, form, key), INT64_MIN);
    if (v == INT64_MIN)
        return false;
    *value = v;
    return true;
}
