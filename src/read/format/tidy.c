/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "base/utf8.h"
#include "lang/normal.h"
#include "read/format/formats.h"
#include "read/format/refusal.h"

enum { NO_MEANING = 0xfffd, BOM = 0xfeff };

struct str engine_name(const char *library, const char *version, struct arena *a)
{
    return library ? str_format(a, "%s %s, cairn 1", library, version) : S("cairn 1");
}

bool decode_bytes(struct str *out, struct str *charset, struct str bytes, struct str declared,
                  struct arena *a, struct err *err)
{
    if (text_decode_as(out, charset, bytes, declared, a, err))
        return true;
    return err->code == E_INVALID ? err_detail(err, REFUSAL_CHARSET) : false;
}

/* What may stand in our texts in place of cp; -1 for nothing. */
static int32_t clean_of(int32_t cp, bool lines)
{
    switch (cp) {
    case '\t': return lines ? cp : ' ';
    case '\n':
    case '\f':
    case '\v':
    case 0x85: return lines ? '\n' : ' ';
    case BOM: return -1; /* a byte order mark that was not at the beginning says nothing */
    case UTF8_BAD: return NO_MEANING;
    default: break;
    }
    bool control = cp < 0x20 || (cp >= 0x7f && cp < 0xa0);
    bool none = (cp & 0xfffe) == 0xfffe || (cp >= 0xfdd0 && cp <= 0xfdef);
    return control || none ? NO_MEANING : cp;
}

/* A place in the text that something points at. */
struct mark {
    isize at;
    isize *moved;
};
struct marks {
    struct mark *at;
    isize n, cap;
};

static int compare_marks(const void *x, const void *y)
{
    const struct mark *a = x;
    const struct mark *b = y;
    return (a->at > b->at) - (a->at < b->at);
}

/* For the time of moving, 'length' holds the end. */
static void add_marks(struct marks *m, struct parsed_span *s, struct arena *a)
{
    s->length += s->offset;
    *LIST_ADD(m, a) = (struct mark){s->offset, &s->offset};
    *LIST_ADD(m, a) = (struct mark){s->length, &s->length};
}

static void collect_marks(struct marks *m, struct parsed *p, struct arena *a)
{
    for (isize i = 0; i < p->pages.n; i++)
        add_marks(m, &p->pages.at[i], a);
    for (isize i = 0; i < p->article.n; i++)
        add_marks(m, &p->article.at[i], a);
    for (isize i = 0; i < p->links.n; i++)
        add_marks(m, &p->links.at[i].span, a);
    if (m->n > 0)
        qsort(m->at, (size_t)m->n, sizeof *m->at, compare_marks);
}

static void spans_done(struct parsed *p)
{
    for (isize i = 0; i < p->pages.n; i++)
        p->pages.at[i].length -= p->pages.at[i].offset;
    for (isize i = 0; i < p->article.n; i++)
        p->article.at[i].length -= p->article.at[i].offset;
    for (isize i = 0; i < p->links.n; i++)
        p->links.at[i].span.length -= p->links.at[i].span.offset;
}

static void clean(struct buf *b, struct str s, struct marks *m)
{
    isize next = 0;
    for (isize i = 0; i < s.n;) {
        for (; next < m->n && m->at[next].at <= i; next++)
            *m->at[next].moved = m->at[next].at = b->n;
        int32_t cp = utf8_next(s, &i);
        if (cp == '\r') /* "\r\n" is one line end, "\r" alone too */
            cp = i < s.n && s.p[i] == '\n' ? -1 : '\n';
        else
            cp = clean_of(cp, true);
        if (cp >= 0)
            utf8_add(b, cp);
    }
    for (; next < m->n; next++)
        *m->at[next].moved = m->at[next].at = b->n;
}

/* Nothing before this character composes with it: UAX 15; marks, vowel signs and jamo do. */
static bool starts_alone(int32_t cp)
{
    return cp < 0x300 || (cp >= 0x2e80 && cp <= 0xa4cf && cp != 0x3099 && cp != 0x309a) ||
           (cp >= 0xac00 && cp <= 0xd7a3);
}

/* From there on at which the text before is composed by itself. */
static isize safe_place(struct str s, isize at)
{
    while (at < s.n) {
        isize next = at;
        if (starts_alone(utf8_next(s, &next)))
            break;
        at = next;
    }
    return at;
}

static bool add_composed(struct buf *b, struct str s, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(b->a);
    struct str composed;
    if (!text_nfc(&composed, s, tmp.arena, err))
        return false;
    buf_add(b, composed);
    return true;
}

static bool compose(struct buf *b, struct str s, struct marks *m, struct err *err)
{
    isize from = 0;
    for (isize i = 0; i < m->n; i++) {
        isize place = m->at[i].at > from ? safe_place(s, m->at[i].at) : from;
        if (!add_composed(b, str_part(s, from, place), err))
            return false;
        *m->at[i].moved = b->n;
        from = place;
    }
    return add_composed(b, str_part(s, from, s.n), err);
}

static bool tidy_line(struct str *s, isize max, struct arena *a, struct err *err)
{
    struct buf b = buf_in(a, 4 * max);
    struct str in = str_part(*s, 0, max);
    for (isize i = 0; i < in.n;) {
        int32_t cp = clean_of(utf8_next(in, &i), false);
        if (cp >= 0 && (cp != NO_MEANING || i < in.n)) /* a character cut in two at the end goes */
            utf8_add(&b, cp);
    }
    struct str composed;
    if (!text_nfc(&composed, str_trim(buf_str(&b)), a, err))
        return false;
    *s = utf8_cut(composed, max);
    return true;
}

/* A target with bytes that are no text cannot be written in an address either. */
static void tidy_links(struct parsed_links *l)
{
    isize kept = 0;
    for (isize i = 0; i < l->n; i++) {
        bool good = l->at[i].target.n <= PARSE_TARGET_MAX;
        for (isize k = 0; good && k < l->at[i].target.n;) {
            int32_t cp = utf8_next(l->at[i].target, &k);
            good = clean_of(cp, false) == cp;
        }
        if (good)
            l->at[kept++] = l->at[i];
    }
    l->n = kept;
}

/* Without folders and points before it. */
static struct str base_name(struct str s)
{
    for (isize i = s.n; i > 0; i--)
        if (s.p[i - 1] == '/' || s.p[i - 1] == '\\') {
            s = str_part(s, i, s.n);
            break;
        }
    while (s.n && s.p[0] == '.')
        s = str_part(s, 1, s.n);
    return s;
}

static bool tidy_files(struct parsed_files *l, struct arena *a, struct err *err)
{
    for (isize i = 0; i < l->n; i++) {
        struct str *name = &l->at[i].name;
        if (!tidy_line(name, PARSE_FILE_NAME_MAX, a, err))
            return false;
        *name = base_name(*name);
    }
    return true;
}

bool tidy_parsed(struct parsed *p, struct arena *a, struct err *err)
{
    tidy_links(&p->links);
    if (!tidy_files(&p->files, a, err))
        return false;
    struct marks m = {0};
    collect_marks(&m, p, a);
    struct buf cleaned = buf_in(a, PARSE_TEXT_MAX);
    clean(&cleaned, p->text, &m);
    struct str text;
    if (!buf_done(&cleaned, &text, err))
        return false;
    if (!text_is_nfc(text)) {
        struct buf composed = buf_in(a, PARSE_TEXT_MAX);
        if (!compose(&composed, text, &m, err) || !buf_done(&composed, &text, err))
            return false;
    }
    p->text = text;
    spans_done(p);
    return tidy_line(&p->title, PARSE_TITLE_MAX, a, err);
}
