/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/list.h"
#include "base/utf8.h"
#include "lang/normal.h"
#include "read/format/formats.h"
#include "test.h"

static struct str tidy(struct test *t, struct str s)
{
    struct parsed p = {.text = s};
    CHECK_OK(tidy_parsed(&p, t->a, &err));
    return p.text;
}

TEST(text_is_composed_and_free_of_controls)
{
    CHECK_STR(tidy(t, S("a\r\nb\rc\fd")), S("a\nb\nc\nd"));
    CHECK_STR(tidy(t, S("\xef\xbb\xbfx")), S("x"));
    CHECK_STR(tidy(t, S("e\xcc\x81")), S("\xc3\xa9"));
    CHECK_STR(tidy(t, S("\xe1\x84\x80\xe1\x85\xa1")), S("가"));
    CHECK_STR(tidy(t, S("a\x1b\x7f"
                        "b\tc")),
              S("a\xef\xbf\xbd\xef\xbf\xbd"
                "b\tc"));
    CHECK_STR(tidy(t, S("a\xff"
                        "b\xef\xbf\xbf")),
              S("a\xef\xbf\xbd"
                "b\xef\xbf\xbd"));
}

TEST(what_points_at_the_text_moves_with_it)
{
    struct parsed p = {.text = S("\r\ne\xcc\x81 x\r\nlink y")};
    *LIST_ADD(&p.links, t->a) = (struct parsed_link){{9, 4}, S("a")};
    *LIST_ADD(&p.links, t->a) = (struct parsed_link){{9, 4}, S("not\nkept")};
    *LIST_ADD(&p.article, t->a) = (struct parsed_span){2, 5};
    CHECK_OK(tidy_parsed(&p, t->a, &err));
    CHECK_STR(p.text, S("\n\xc3\xa9 x\nlink y"));
    CHECK_INT(p.links.n, 1);
    struct parsed_span l = p.links.at[0].span, s = p.article.at[0];
    CHECK_STR(str_part(p.text, l.offset, l.offset + l.length), S("link"));
    CHECK_STR(str_part(p.text, s.offset, s.offset + s.length), S("\xc3\xa9 x"));
}

TEST(a_title_is_one_line)
{
    struct parsed p = {.title = S(" two\nlines\x01 e\xcc\x81 ")};
    CHECK_OK(tidy_parsed(&p, t->a, &err));
    CHECK_STR(p.title, S("two lines\xef\xbf\xbd \xc3\xa9"));
    char *longer = NEWN(t->a, char, 3000);
    for (int i = 0; i < 3000; i++)
        longer[i] = "\xea\xb0\x80"[i % 3];
    p.title = (struct str){longer, 3000};
    CHECK_OK(tidy_parsed(&p, t->a, &err));
    CHECK(p.title.n > PARSE_TITLE_MAX - 3 && p.title.n <= PARSE_TITLE_MAX);
    CHECK(utf8_is_valid(p.title));
}

static isize random_border(struct test *t, struct str s)
{
    isize at = (isize)test_random(t, (uint64_t)s.n + 1);
    while (at < s.n && ((unsigned char)s.p[at] & 0xc0) == 0x80)
        at++;
    return at;
}

/* Any code points, many of which compose. */
static struct str random_characters(struct test *t, isize max)
{
    static const int32_t some[] = {'e',    'x',    ' ',     '\n',   '\r',   0x301, 0x323,
                                   0x1100, 0x1161, 0x11a8,  0xac00, 0x9999, 0xe9,  0x5d0,
                                   0x3099, 0x304b, 0x1f600, 0x7f,   0xfeff};
    struct buf b = buf_in(t->a, 4 * max + 4);
    for (isize i = (isize)test_random(t, (uint64_t)max + 1); i > 0; i--)
        utf8_add(&b, some[test_random(t, COUNTOF(some))]);
    return buf_str(&b);
}

TEST(whatever_a_parser_gives_the_program_accepts_after_tidying)
{
    for (int round = 0; round < 3000; round++) {
        struct parsed p = {
            .text = random_characters(t, 60), .title = test_random_text(t, 40), .engine = S("x")};
        isize middle = random_border(t, p.text);
        *LIST_ADD(&p.pages, t->a) = (struct parsed_span){0, middle};
        *LIST_ADD(&p.pages, t->a) = (struct parsed_span){middle, p.text.n - middle};
        for (int i = 0; i < 3; i++) {
            isize from = random_border(t, p.text), to = random_border(t, p.text);
            if (from > to)
                continue;
            *LIST_ADD(&p.links, t->a) =
                (struct parsed_link){{from, to - from}, test_random_text(t, 10)};
        }
        struct parsed q = {0};
        CHECK_OK(tidy_parsed(&p, t->a, &err));
        struct buf b = buf_in(t->a, 1 << 20);
        parse_frame_write(&b, &p);
        CHECK_OK(parse_frame_read(&q, buf_str(&b), t->a, &err));
        CHECK_STR(q.text, p.text);
    }
}
