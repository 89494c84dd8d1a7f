/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/msg.h"

#include "lang/msg_table.h"

static const struct msg_table *table_of(enum language lang)
{
    static const struct msg_table *const tables[LANG__COUNT] = {
        [LANG_KO] = &msg_table_ko,
        [LANG_ZH_HANS] = &msg_table_zh_hans,
        [LANG_ZH_HANT] = &msg_table_zh_hant,
    };
    ASSERT(lang >= 0 && lang < LANG__COUNT);
    return tables[lang];
}

struct str msg_str(enum language lang, struct str text)
{
    const struct msg_table *t = table_of(lang);
    isize from = 0, to = t ? t->n : 0;
    while (from < to) {
        isize mid = (from + to) / 2;
        int d = str_cmp(text, t->at[mid].id);
        if (d == 0)
            return t->at[mid].text;
        if (d < 0)
            to = mid;
        else
            from = mid + 1;
    }
    return text;
}

struct str msg(enum language lang, const char *text)
{
    return msg_str(lang, str_from_c(text));
}

struct str msg_n(enum language lang, const char *one, const char *many, int64_t n)
{
    return msg(lang, n == 1 ? one : many);
}

enum { HOLES_MAX = 8 };
struct holes {
    struct str name[HOLES_MAX], value[HOLES_MAX];
    isize n;
};

/* "{name}..." is at the start of s: put its value, and say how much of s that was. */
static isize hole_fill(struct buf *b, struct str s, const struct holes *h)
{
    struct str name, rest;
    if (str_cut(str_part(s, 1, s.n), '}', &name, &rest))
        for (isize i = 0; i < h->n; i++)
            if (str_eq(name, h->name[i])) {
                buf_add(b, h->value[i]);
                return name.n + 2;
            }
    buf_add_c(b, '{');
    return 1;
}

struct str msg_fill(struct arena *a, struct str text, ...)
{
    struct holes h = {.n = 0};
    isize max = text.n;
    va_list ap;
    va_start(ap, text);
    for (const char *name; (name = va_arg(ap, const char *)) != NULL; h.n++) {
        ASSERT(h.n < HOLES_MAX);
        h.name[h.n] = str_from_c(name);
        h.value[h.n] = va_arg(ap, struct str);
        max += h.value[h.n].n * text.n; /* a hole may stand there more than once */
    }
    va_end(ap);
    struct buf b = buf_in(a, max);
    struct str before, after;
    while (str_cut(text, '{', &before, &after)) {
        buf_add(&b, before);
        struct str at = str_part(text, before.n, text.n);
        text = str_part(at, hole_fill(&b, at, &h), at.n);
    }
    buf_add(&b, text);
    ASSERT(!b.full);
    return buf_str(&b);
}

/* ---- what was said of a failure */

enum { PUT_IN_MAX = 2048 };

/* After a '%' of a translation: which was put in, from 0; *s is moved past it. -1: it is no such.
 */
static int piece_at(struct str *s, int *next)
{
    struct str t = *s;
    isize i = 0;
    int which = *next;
    if (t.n > 1 && t.p[0] >= '1' && t.p[0] <= '0' + ERR_PIECES && t.p[1] == '$') {
        which = t.p[0] - '1';
        i = 2;
    }
    while (i < t.n && (t.p[i] == '.' || t.p[i] == '*' || t.p[i] == 't' || t.p[i] == 'l'))
        i++;
    if (i >= t.n || (t.p[i] != 's' && t.p[i] != 'd') || which >= ERR_PIECES)
        return -1;
    *next = which + 1;
    *s = str_part(t, i + 1, t.n);
    return which;
}

struct str msg_err(enum language lang, const struct err *e, struct arena *a)
{
    struct str detail = str_from_c(e->detail), text, before, after;
    struct buf b = buf_in(a, (isize)sizeof e->detail + (isize)ERR_PIECES * PUT_IN_MAX);
    int next = 0;
    if (!detail.n || !e->said)
        return str_copy(a, detail);
    text = msg(lang, e->said);
    while (str_cut(text, '%', &before, &after)) {
        buf_add(&b, before);
        text = after;
        int which = piece_at(&text, &next);
        if (which < 0) {
            buf_add_c(&b, '%');
            text = str_part(text, text.n && text.p[0] == '%', text.n);
            continue;
        }
        const struct err_piece *p = &e->pieces[which];
        struct str put = str_part(detail, p->at, p->at + p->n);
        buf_add(&b, p->message ? msg_str(lang, put) : put);
    }
    buf_add(&b, text);
    return b.full ? str_copy(a, detail) : buf_str(&b);
}

/* clang-format off */
static const struct language_words {
    struct str tag, name;
} languages[LANG__COUNT] = {
    [LANG_EN]      = {{"en", 2},      {"English", 7}},
    [LANG_KO]      = {{"ko", 2},      {"한국어", 9}},
    [LANG_ZH_HANS] = {{"zh-Hans", 7}, {"简体中文", 12}},
    [LANG_ZH_HANT] = {{"zh-Hant", 7}, {"繁體中文", 12}},
};
/* clang-format on */

struct str language_tag(enum language lang)
{
    ASSERT(lang >= 0 && lang < LANG__COUNT);
    return languages[lang].tag;
}

struct str language_name(enum language lang)
{
    ASSERT(lang >= 0 && lang < LANG__COUNT);
    return languages[lang].name;
}

static struct str subtag(struct str *rest)
{
    isize n = 0;
    while (n < rest->n && rest->p[n] != '-' && rest->p[n] != '_')
        n++;
    struct str s = str_part(*rest, 0, n);
    *rest = str_part(*rest, n + 1, rest->n);
    return s;
}

/* By script if it is said, else by the country where one is usual. */
static bool is_traditional(struct str rest)
{
    static const char *const words[] = {"Hant", "TW", "HK", "MO"};
    bool traditional = false;
    for (struct str s = subtag(&rest); s.n; s = subtag(&rest)) {
        if (str_eq_ascii_nocase(s, S("Hans")))
            return false;
        for (isize i = 0; i < COUNTOF(words); i++)
            traditional |= str_eq_ascii_nocase(s, str_from_c(words[i]));
    }
    return traditional;
}

bool language_from_tag(enum language *out, struct str tag)
{
    struct str rest, encoding;
    (void)str_cut(tag, '.', &rest, &encoding); /* POSIX: ko_KR.UTF-8 */
    struct str language = subtag(&rest);
    if (str_eq_ascii_nocase(language, S("en")))
        *out = LANG_EN;
    else if (str_eq_ascii_nocase(language, S("ko")))
        *out = LANG_KO;
    else if (str_eq_ascii_nocase(language, S("zh")))
        *out = is_traditional(rest) ? LANG_ZH_HANT : LANG_ZH_HANS;
    else
        return false;
    return true;
}
