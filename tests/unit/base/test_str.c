/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test.h"

TEST(str_cut_takes_the_first_separator)
{
    struct str head, tail;
    CHECK(str_cut(S("a=b=c"), '=', &head, &tail));
    CHECK_STR(head, S("a"));
    CHECK_STR(tail, S("b=c"));
    CHECK(!str_cut(S("abc"), '=', &head, &tail));
    CHECK_STR(head, S("abc"));
    CHECK_INT(tail.n, 0);
}

TEST(str_cut_puts_back_together)
{
    for (int i = 0; i < 5000; i++) {
        struct str s = test_random_text(t, 40), head, tail;
        bool cut = str_cut(s, '=', &head, &tail);
        CHECK_INT(s.n, head.n + tail.n + cut);
    }
}

TEST(str_line_reads_every_line_once)
{
    struct str rest = S("one\r\n\ntwo\nthree"), line;
    CHECK(str_line(&rest, &line));
    CHECK_STR(line, S("one"));
    CHECK(str_line(&rest, &line));
    CHECK_STR(line, S(""));
    CHECK(str_line(&rest, &line));
    CHECK_STR(line, S("two"));
    CHECK(str_line(&rest, &line));
    CHECK_STR(line, S("three"));
    CHECK(!str_line(&rest, &line));
}

TEST(str_to_int_takes_numbers_and_nothing_else)
{
    int64_t n = 5;
    CHECK_OK(str_to_int(&n, S("-9223372036854775808"), INT64_MIN, INT64_MAX, &err));
    CHECK_INT(n, INT64_MIN);
    CHECK_OK(str_to_int(&n, S("007"), 0, 9, &err));
    CHECK_INT(n, 7);
    CHECK_FAILS(str_to_int(&n, S("9223372036854775808"), INT64_MIN, INT64_MAX, &err), E_LIMIT);
    CHECK_FAILS(str_to_int(&n, S("10"), 0, 9, &err), E_LIMIT);
    static const char *const bad[] = {"", "-", "1 ", " 1", "+1", "0x1", "1e3", "--1"};
    for (isize i = 0; i < COUNTOF(bad); i++)
        CHECK_FAILS(str_to_int(&n, str_from_c(bad[i]), -99, 99, &err), E_INVALID);
    CHECK_INT(n, 7); /* outputs are untouched on failure */
}

TEST(hex_goes_there_and_back)
{
    uint8_t bytes[16], back[16];
    for (int i = 0; i < 16; i++)
        bytes[i] = (uint8_t)test_random(t, 256);
    struct str hex = str_hex(t->a, bytes, 16);
    CHECK_OK(str_from_hex(back, 16, hex, &err));
    CHECK(str_eq((struct str){(char *)bytes, 16}, (struct str){(char *)back, 16}));
    CHECK_FAILS(str_from_hex(back, 1, S("0G"), &err), E_INVALID);
    CHECK_FAILS(str_from_hex(back, 2, S("00"), &err), E_INVALID);
}

static bool three(isize max, struct arena *a, struct str *out, struct err *err)
{
    struct buf b = buf_in(a, max);
    buf_add(&b, S("one "));
    buf_add_int(&b, 2);
    buf_add(&b, S(" three"));
    return buf_done(&b, out, err);
}

TEST(buf_stops_at_its_maximum)
{
    struct str s = {0};
    CHECK_OK(three(11, t->a, &s, &err));
    CHECK_STR(s, S("one 2 three"));
    CHECK_FAILS(three(10, t->a, &s, &err), E_LIMIT);
    CHECK_STR(s, S("one 2 three"));
}

TEST(str_find_and_part_stay_inside)
{
    CHECK_INT(str_find(S("abcabc"), S("ca")), 2);
    CHECK_INT(str_find(S("abc"), S("abcd")), -1);
    CHECK_STR(str_part(S("abc"), -5, 99), S("abc"));
    CHECK_STR(str_part(S("abc"), 2, 1), S(""));
    CHECK_STR(str_trim(S(" \t a b\r\n")), S("a b"));
    CHECK_STR(str_base_name(S("/a/b.txt")), S("b.txt"));
    CHECK_STR(str_base_name(S("b.txt")), S("b.txt"));
    CHECK_STR(str_base_name(S("a/")), S(""));
}
