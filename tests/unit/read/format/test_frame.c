/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/list.h"
#include "base/utf8.h"
#include "lang/normal.h"
#include "read/parse.h"
#include "test.h"

enum { FRAME_MAX = 1 << 20 };

static struct str frame_of(struct test *t, const struct parsed *p)
{
    struct buf b = buf_in(t->a, FRAME_MAX);
    parse_frame_write(&b, p);
    struct str out = {0};
    CHECK_OK(buf_done(&b, &out, &err));
    return out;
}

static struct parsed sample(struct test *t)
{
    struct parsed p = {.engine = S("poppler 22.12.0, cairn 1"),
                       .charset = S("CP949"),
                       .media_type = S("application/pdf"),
                       .title = S("편지"),
                       .text = S("강제송환\nsecond\tcell\n")};
    *LIST_ADD(&p.pages, t->a) = (struct parsed_span){0, 13};
    *LIST_ADD(&p.pages, t->a) = (struct parsed_span){13, p.text.n - 13};
    *LIST_ADD(&p.article, t->a) = (struct parsed_span){13, 6};
    *LIST_ADD(&p.links, t->a) = (struct parsed_link){{0, 6}, S("https://example.org/가")};
    *LIST_ADD(&p.files, t->a) = (struct parsed_file){S("명단.pdf"), S("%PDF-\0\xff")};
    return p;
}

static void check_same(const struct parsed *a, const struct parsed *b)
{
    CHECK_STR(a->engine, b->engine);
    CHECK_STR(a->charset, b->charset);
    CHECK_STR(a->media_type, b->media_type);
    CHECK_STR(a->title, b->title);
    CHECK_STR(a->text, b->text);
    CHECK_INT(a->pages.n, b->pages.n);
    CHECK_INT(a->article.n, b->article.n);
    CHECK_INT(a->links.n, b->links.n);
    for (isize i = 0; i < a->pages.n; i++)
        CHECK_INT(a->pages.at[i].length, b->pages.at[i].length);
    for (isize i = 0; i < a->links.n; i++)
        CHECK_STR(a->links.at[i].target, b->links.at[i].target);
    CHECK_INT(a->files.n, b->files.n);
    for (isize i = 0; i < a->files.n; i++) {
        CHECK_STR(a->files.at[i].name, b->files.at[i].name);
        CHECK_STR(a->files.at[i].bytes, b->files.at[i].bytes);
    }
}

TEST(a_frame_is_read_back)
{
    struct parsed p = sample(t), q = {0};
    CHECK_OK(parse_frame_read(&q, frame_of(t, &p), t->a, &err));
    check_same(&q, &p);
    struct parsed empty = {0};
    CHECK_OK(parse_frame_read(&q, frame_of(t, &empty), t->a, &err));
    check_same(&q, &empty);
}

TEST(a_file_with_a_path_or_too_large_is_refused)
{
    static const char *const names[] = {"../a.pdf", "a/b", "a\\b", ".hidden", "a\nb"};
    struct parsed q = {0};
    for (isize i = 0; i < COUNTOF(names); i++) {
        struct parsed p = sample(t);
        p.files.at[0].name = str_from_c(names[i]);
        CHECK_FAILS(parse_frame_read(&q, frame_of(t, &p), t->a, &err), E_CORRUPT);
    }
}

TEST(a_frame_cut_anywhere_or_too_long_is_refused)
{
    struct parsed p = sample(t), q = {0};
    struct str frame = frame_of(t, &p);
    for (isize n = 0; n < frame.n; n++)
        CHECK_FAILS(parse_frame_read(&q, str_part(frame, 0, n), t->a, &err), E_CORRUPT);
    struct str longer = str_format(t->a, "%.*sx", FS(frame));
    struct buf b = buf_in(t->a, FRAME_MAX);
    buf_add(&b, frame);
    buf_add_c(&b, 0);
    CHECK_FAILS(parse_frame_read(&q, buf_str(&b), t->a, &err), E_CORRUPT);
    CHECK(longer.n > 0 && q.text.n == 0);
}

/* Whatever a hostile child answers: refused, or as read/parse.h promises. */
static void check_promises(struct test *t, const struct parsed *p)
{
    CHECK(text_is_nfc(p->text) && text_is_nfc(p->title));
    for (isize i = 0; i < p->text.n; i++)
        CHECK((unsigned char)p->text.p[i] >= 0x20 || p->text.p[i] == '\n' || p->text.p[i] == '\t');
    isize at = 0;
    for (isize i = 0; i < p->pages.n; i++) {
        struct parsed_span s = p->pages.at[i];
        CHECK(s.offset >= at && s.length >= 0 && s.offset + s.length <= p->text.n);
        at = s.offset + s.length;
        CHECK(utf8_is_valid(str_part(p->text, s.offset, at)));
    }
    for (isize i = 0; i < p->links.n; i++) {
        struct parsed_span s = p->links.at[i].span;
        CHECK(s.offset >= 0 && s.length >= 0 && s.offset + s.length <= p->text.n);
        CHECK(utf8_is_valid(p->links.at[i].target));
        CHECK(utf8_is_valid(str_part(p->text, s.offset, s.offset + s.length)));
    }
    CHECK(t->a != NULL);
}

TEST(a_changed_frame_is_refused_or_keeps_every_promise)
{
    struct parsed p = sample(t);
    struct str good = frame_of(t, &p);
    enum { ROUNDS = 30000 };
    for (int round = 0; round < ROUNDS; round++) {
        AUTO(scratch_end) struct scratch tmp = scratch_begin(t->a);
        struct str bad = str_copy(tmp.arena, good);
        char *bytes = NEWN(tmp.arena, char, bad.n);
        for (isize i = 0; i < bad.n; i++)
            bytes[i] = bad.p[i];
        for (uint64_t k = 0; k <= test_random(t, 3); k++)
            bytes[test_random(t, (uint64_t)bad.n)] =
                (char)(unsigned char)(test_random(t, 2) ? test_random(t, 256) : test_random(t, 4));
        struct parsed q = {0};
        struct err err = {0};
        if (parse_frame_read(&q, (struct str){bytes, bad.n}, tmp.arena, &err))
            check_promises(t, &q);
        else
            CHECK_INT(err.code, E_CORRUPT);
    }
}

TEST(each_broken_promise_is_noticed)
{
    struct parsed q = {0};
    struct parsed p = sample(t);
    p.text = S("e\xcc\x81"); /* not composed */
    p.pages.n = p.article.n = p.links.n = 0;
    CHECK_FAILS(parse_frame_read(&q, frame_of(t, &p), t->a, &err), E_CORRUPT);
    p.text = S("a\x1b[31m");
    CHECK_FAILS(parse_frame_read(&q, frame_of(t, &p), t->a, &err), E_CORRUPT);
    p.text = S("\xff");
    CHECK_FAILS(parse_frame_read(&q, frame_of(t, &p), t->a, &err), E_CORRUPT);
    p = sample(t);
    p.title = S("two\nlines");
    CHECK_FAILS(parse_frame_read(&q, frame_of(t, &p), t->a, &err), E_CORRUPT);
    p = sample(t);
    p.engine = S("편지");
    CHECK_FAILS(parse_frame_read(&q, frame_of(t, &p), t->a, &err), E_CORRUPT);
    p = sample(t);
    p.pages.at[1].offset = 12; /* overlaps the first */
    CHECK_FAILS(parse_frame_read(&q, frame_of(t, &p), t->a, &err), E_CORRUPT);
    p = sample(t);
    p.links.at[0].span.length = 5; /* in the middle of a character */
    CHECK_FAILS(parse_frame_read(&q, frame_of(t, &p), t->a, &err), E_CORRUPT);
    p = sample(t);
    p.article.at[0].length = 1000;
    CHECK_FAILS(parse_frame_read(&q, frame_of(t, &p), t->a, &err), E_CORRUPT);
}
