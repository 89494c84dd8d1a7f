/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"
#include "test.h"

TEST(code_points_go_there_and_back)
{
    for (int i = 0; i < 20000; i++) {
        int32_t cp = (int32_t)test_random(t, 0x110000);
        if (cp >= 0xd800 && cp <= 0xdfff)
            continue;
        struct buf b = buf_in(t->a, 8);
        utf8_add(&b, cp);
        isize at = 0, back = b.n;
        CHECK_INT(utf8_next(buf_str(&b), &at), cp);
        CHECK_INT(at, b.n);
        CHECK_INT(utf8_prev(buf_str(&b), &back), cp);
        CHECK_INT(back, 0);
    }
}

TEST(malformed_bytes_are_refused)
{
    static const char *const bad[] = {"\xff",     "\xc0\x80",     "\xed\xa0\x80",
                                      "\xe2\x82", "\xf5\x80",     "\xf4\x90\x80\x80",
                                      "\x80",     "a\xe2\x28\xa1"};
    for (isize i = 0; i < COUNTOF(bad); i++)
        CHECK(!utf8_is_valid(str_from_c(bad[i])));
    CHECK(utf8_is_valid(S("북한 難民 Tomás")));
    CHECK_INT(utf8_count(S("북한 難民")), 5);
    CHECK_INT(utf8_offset(S("북한 難民"), 3), 7);
}

TEST(stepping_through_any_bytes_ends)
{
    for (int i = 0; i < 3000; i++) {
        struct str s = test_random_text(t, 30);
        isize n = 0, m = 0;
        for (isize at = 0; at < s.n; n++)
            utf8_next(s, &at);
        for (isize at = s.n; at > 0; m++)
            utf8_prev(s, &at);
        CHECK_INT(utf8_count(s), n);
        CHECK(m >= n || m > 0 || s.n == 0);
    }
}

TEST(a_cut_never_halves_a_character)
{
    struct str s = S("a북한b");
    static const isize kept[] = {0, 1, 1, 1, 4, 4, 4, 7, 8, 8};
    for (isize max = 0; max < COUNTOF(kept); max++)
        CHECK_INT(utf8_cut(s, max).n, kept[max]);
}
