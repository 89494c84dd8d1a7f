/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"
#include "cli/sink.h"
#include "test.h"

static struct str clean(struct test *t, struct str s)
{
    struct buf b = buf_in(t->a, 1 << 16);
    sink_clean(&b, s, S("|"));
    return buf_str(&b);
}

TEST(text_for_a_terminal_keeps_what_people_write)
{
    CHECK_STR(clean(t, S("김 영희 \xe2\x80\x8d 瀋陽 né")), S("김 영희 \xe2\x80\x8d 瀋陽 né"));
    CHECK_STR(clean(t, S("one\ttwo\r\nthree\nfour")), S("one two|three|four"));
    CHECK_STR(clean(t, S("a\xe2\x80\xa8"
                         "b")),
              S("a|b"));
}

TEST(text_for_a_terminal_has_nothing_that_the_terminal_obeys)
{
    CHECK_STR(clean(t, S("\x1b[2J")), S("\xef\xbf\xbd[2J"));
    CHECK_STR(clean(t, S("a\rb")), S("a\xef\xbf\xbd"
                                     "b"));
    CHECK_STR(clean(t, S("\xc2\x9b"
                         "31m")),
              S("\xef\xbf\xbd"
                "31m")); /* C1 CSI */
    CHECK_STR(clean(t, S("\xe2\x80\xae"
                         "exe.fdp")),
              S("\xef\xbf\xbd"
                "exe.fdp")); /* override */
    CHECK_STR(clean(t, S("\xff\xc0\x80")), S("\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"));
}

TEST(any_bytes_come_out_as_text_without_controls)
{
    for (int i = 0; i < 2000; i++) {
        struct str s = clean(t, test_random_text(t, 60));
        CHECK(utf8_is_valid(s));
        for (isize at = 0; at < s.n;) {
            int32_t cp = utf8_next(s, &at);
            CHECK(cp >= 0x20 && !(cp >= 0x7f && cp < 0xa0));
        }
        CHECK_STR(clean(t, s), s);
    }
}

static bool write_three(struct sink *s, UNUSED struct str bytes)
{
    int *left = s->ctx;
    return (*left)-- > 0;
}

TEST(after_a_failed_write_the_rest_is_dropped)
{
    int left = 3;
    struct sink s = {.write = write_three, .ctx = &left};
    for (int i = 0; i < 10; i++)
        sink_put(&s, S("x"));
    CHECK(s.failed);
    CHECK_INT(left, -1);
}
