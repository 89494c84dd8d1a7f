/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"
#include "paper/clean.h"
#include "test.h"

#define BAD "\xef\xbf\xbd"
#define RLO "\xe2\x80\xae"
#define LRI "\xe2\x81\xa6"
#define PDF "\xe2\x80\xac"
#define PDI "\xe2\x81\xa9"

TEST(words_stay_as_they_are)
{
    static const char *const words[] = {"",     "Your Excellency,", "활산(活山)  두 칸",
                                        "a\nb", "e\xcc\x81",        "😀"};
    for (isize i = 0; i < COUNTOF(words); i++)
        CHECK_STR(clean_text(str_from_c(words[i]), t->a), str_from_c(words[i]));
}

TEST(control_characters_and_bad_bytes_are_shown_as_such)
{
    CHECK_STR(clean_text(S("a\0b"), t->a), S("a" BAD "b"));
    CHECK_STR(clean_text(S("\x1b[2J\x7f"), t->a), S(BAD "[2J" BAD));
    CHECK_STR(clean_text(S("\xc2\x9b\xff\xed\xa0\x80"), t->a), S(BAD BAD BAD BAD BAD));
    CHECK_STR(clean_text(S("\xef\xb7\x90\xef\xbf\xbf"), t->a), S(BAD BAD));
}

TEST(every_line_end_is_one)
{
    CHECK_STR(clean_text(S("a\r\nb\rc\x0b"
                           "d\xe2\x80\xa8"
                           "e\tf"),
                         t->a),
              S("a\nb\nc\nd\ne f"));
    CHECK_STR(clean_line(S(" a\r\nb \n"), t->a), S("a b"));
}

TEST(a_direction_ends_with_its_text)
{
    CHECK_STR(clean_text(S("a" RLO "b"), t->a), S("a" RLO "b" PDF));
    CHECK_STR(clean_text(S("a" LRI RLO "b"), t->a), S("a" LRI RLO "b" PDF PDI));
    CHECK_STR(clean_text(S("a" LRI RLO "b" PDI "c"), t->a), S("a" LRI RLO "b" PDF PDI "c"));
    CHECK_STR(clean_text(S("a" PDF PDI "b"), t->a), S("ab"));
    CHECK_STR(clean_text(S(LRI PDF "b"), t->a),
              S(LRI "b" PDI)); /* none to pop inside the isolate */
}

static isize count(struct str s, struct str needle)
{
    isize n = 0;
    for (isize at; (at = str_find(s, needle)) >= 0; n++)
        s = str_part(s, at + needle.n, s.n);
    return n;
}

TEST(any_bytes_become_balanced_text)
{
    static const char *const parts[] = {RLO, LRI, PDF, PDI, "a", "\xff", "\n", "한"};
    for (int i = 0; i < 3000; i++) {
        struct buf b = buf_in(t->a, 4000);
        for (uint64_t n = test_random(t, 200); n; n--)
            buf_add(&b, str_from_c(parts[test_random(t, COUNTOF(parts))]));
        struct str s = clean_text(buf_str(&b), t->a);
        CHECK(utf8_is_valid(s));
        CHECK_INT(count(s, S(RLO)), count(s, S(PDF)));
        CHECK_INT(count(s, S(LRI)), count(s, S(PDI)));
        CHECK_STR(clean_text(s, t->a), s);
        CHECK(utf8_is_valid(clean_text(test_random_text(t, 60), t->a)));
        arena_clear(t->a);
    }
}
