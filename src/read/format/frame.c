/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/list.h"
#include "base/utf8.h"
#include "lang/normal.h"
#include "read/parse.h"

enum { VERSION = 2, NAME_MAX_BYTES = 100, U32 = 4 };

static void put_number(struct buf *b, isize n)
{
    ASSERT(n >= 0 && n <= UINT32_MAX);
    for (int i = 0; i < U32; i++)
        buf_add_c(b, (char)(unsigned char)((uint64_t)n >> (8 * i)));
}

static void put_str(struct buf *b, struct str s)
{
    put_number(b, s.n);
    buf_add(b, s);
}

static void put_span(struct buf *b, struct parsed_span s)
{
    put_number(b, s.offset);
    put_number(b, s.length);
}

static void put_spans(struct buf *b, const struct parsed_spans *l)
{
    put_number(b, l->n);
    for (isize i = 0; i < l->n; i++)
        put_span(b, l->at[i]);
}

void parse_frame_write(struct buf *out, const struct parsed *p)
{
    buf_add(out, S("CAIRNTXT"));
    put_number(out, VERSION);
    put_str(out, p->engine);
    put_str(out, p->charset);
    put_str(out, p->media_type);
    put_str(out, p->title);
    put_str(out, p->text);
    put_spans(out, &p->pages);
    put_spans(out, &p->article);
    put_number(out, p->links.n);
    for (isize i = 0; i < p->links.n; i++) {
        put_span(out, p->links.at[i].span);
        put_str(out, p->links.at[i].target);
    }
    put_number(out, p->files.n);
    for (isize i = 0; i < p->files.n; i++) {
        put_str(out, p->files.at[i].name);
        put_str(out, p->files.at[i].bytes);
    }
}

/* Sticky: the first thing wrong is remembered, all later reads give nothing. */
struct reader {
    struct str rest;
    const char *wrong;
};

static void reject(struct reader *r, const char *what)
{
    if (!r->wrong)
        r->wrong = what;
    r->rest = (struct str){0};
}

static isize get_number(struct reader *r)
{
    if (r->rest.n < U32) {
        reject(r, "cut short");
        return 0;
    }
    uint32_t n = 0;
    for (int i = 0; i < U32; i++)
        n |= (uint32_t)(unsigned char)r->rest.p[i] << (8 * i);
    r->rest = str_part(r->rest, U32, r->rest.n);
    return (isize)n;
}

static struct str get_str(struct reader *r, isize max)
{
    isize n = get_number(r);
    if (n > max || n > r->rest.n) {
        reject(r, "a text too long");
        return (struct str){0};
    }
    struct str s = str_part(r->rest, 0, n);
    r->rest = str_part(r->rest, n, r->rest.n);
    return s;
}

static bool is_control(int32_t cp)
{
    return cp < 0x20 || (cp >= 0x7f && cp < 0xa0);
}

/* Text without controls, except the line's end and the tab where 'lines' says so. */
static struct str get_plain(struct reader *r, isize max, bool lines)
{
    struct str s = get_str(r, max);
    for (isize i = 0; i < s.n;) {
        int32_t cp = utf8_next(s, &i);
        if (cp == UTF8_BAD || (is_control(cp) && !(lines && (cp == '\n' || cp == '\t'))))
            reject(r, "a text with bytes that are not text");
        if (r->wrong)
            return (struct str){0};
    }
    return s;
}

static struct str get_text(struct reader *r, isize max, bool lines)
{
    struct str s = get_plain(r, max, lines);
    if (!text_is_nfc(s))
        reject(r, "a text not composed");
    return r->wrong ? (struct str){0} : s;
}

static struct str get_name(struct reader *r)
{
    struct str s = get_str(r, NAME_MAX_BYTES);
    for (isize i = 0; i < s.n; i++)
        if (s.p[i] < 0x20 || s.p[i] > 0x7e)
            reject(r, "a name with bytes that are not ASCII");
    return r->wrong ? (struct str){0} : s;
}

static bool is_border(struct str text, isize at)
{
    if (at >= text.n)
        return true;
    ASSERT(text.p);
    return ((unsigned char)text.p[at] & 0xc0) != 0x80;
}

static struct parsed_span get_span(struct reader *r, struct str text)
{
    struct parsed_span s = {.offset = get_number(r)};
    s.length = get_number(r);
    if (s.offset > text.n || s.length > text.n - s.offset) {
        reject(r, "a span outside the text");
    } else if (!is_border(text, s.offset) || !is_border(text, s.offset + s.length)) {
        reject(r, "a span inside a character");
    }
    return r->wrong ? (struct parsed_span){0} : s;
}

static void get_spans(struct parsed_spans *out, struct reader *r, struct str text, struct arena *a)
{
    isize n = get_number(r);
    isize at = 0;
    if (n > PARSE_PAGES_MAX)
        reject(r, "too many spans");
    for (isize i = 0; i < n && !r->wrong; i++) {
        struct parsed_span s = get_span(r, text);
        if (s.offset < at)
            reject(r, "spans out of order");
        at = s.offset + s.length;
        *LIST_ADD(out, a) = s;
    }
}

static void get_links(struct parsed_links *out, struct reader *r, struct str text, struct arena *a)
{
    isize n = get_number(r);
    if (n > PARSE_LINKS_MAX)
        reject(r, "too many links");
    for (isize i = 0; i < n && !r->wrong; i++) {
        struct parsed_link link = {.span = get_span(r, text)};
        link.target = get_plain(r, PARSE_TARGET_MAX, false);
        *LIST_ADD(out, a) = link;
    }
}

/* A name that could be a path, or hide what it is, is none. */
static bool is_file_name(struct str s)
{
    return str_find(s, S("/")) < 0 && str_find(s, S("\\")) < 0 && !str_starts(s, S("."));
}

static void get_files(struct parsed_files *out, struct reader *r, struct arena *a)
{
    isize n = get_number(r), room = PARSE_FILES_BYTES;
    if (n > PARSE_FILES_MAX)
        reject(r, "too many files");
    for (isize i = 0; i < n && !r->wrong; i++) {
        struct parsed_file f = {.name = get_text(r, PARSE_FILE_NAME_MAX, false)};
        f.bytes = get_str(r, room);
        room -= f.bytes.n;
        if (!is_file_name(f.name))
            reject(r, "a file with a path for a name");
        *LIST_ADD(out, a) = f;
    }
}

bool parse_frame_read(struct parsed *out, struct str frame, struct arena *a, struct err *err)
{
    struct parsed p = {0};
    struct reader r = {.rest = frame};
    if (!str_starts(frame, S("CAIRNTXT")))
        reject(&r, "another beginning");
    r.rest = str_part(r.rest, S("CAIRNTXT").n, r.rest.n);
    if (get_number(&r) != VERSION)
        reject(&r, "another version");
    p.engine = get_name(&r);
    p.charset = get_name(&r);
    p.media_type = get_name(&r);
    p.title = get_text(&r, PARSE_TITLE_MAX, false);
    p.text = get_text(&r, PARSE_TEXT_MAX, true);
    get_spans(&p.pages, &r, p.text, a);
    get_spans(&p.article, &r, p.text, a);
    get_links(&p.links, &r, p.text, a);
    get_files(&p.files, &r, a);
    if (!r.wrong && r.rest.n > 0)
        reject(&r, "something after its end");
    if (r.wrong)
        return err_set(err, E_CORRUPT, "the reader's answer has %s", r.wrong);
    *out = p;
    return true;
}
