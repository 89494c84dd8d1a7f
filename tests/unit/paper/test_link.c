/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/link.h"
#include "test.h"

static struct str first_link(const char *text)
{
    struct str s = str_from_c(text);
    isize start, end;
    return link_find(&start, &end, s, 0) ? str_part(s, start, end) : S("");
}

TEST(a_link_ends_before_the_punctuation_of_its_sentence)
{
    CHECK_STR(first_link("See https://a.example/b?c=1&d=%20#e."),
              S("https://a.example/b?c=1&d=%20#e"));
    CHECK_STR(first_link("(http://a.example/b_(c)), seen"), S("http://a.example/b_(c)"));
    CHECK_STR(first_link("https://a.example/활산"), S("https://a.example/"));
    CHECK_STR(first_link("見https://a.example/x。"), S("https://a.example/x"));
}

TEST(nothing_else_is_a_link)
{
    static const char *const none[] = {
        "",           "https://",      "javascript:alert(1)", "file:///etc/passwd",
        "xhttps://a", "www.a.example", "mailto:a@b.example"};
    for (isize i = 0; i < COUNTOF(none); i++)
        CHECK_STR(first_link(none[i]), S(""));
    /* What would end Cairo's attribute ends the address. */
    CHECK_STR(first_link("https://a.example/'] uri='x"), S("https://a.example/"));
    CHECK_STR(first_link("https://a.example/\\'x"), S("https://a.example/"));
}

TEST(links_in_any_bytes_stay_inside)
{
    for (int i = 0; i < 5000; i++) {
        struct str s = str_format(t->a, "https://%.*s", FS(test_random_text(t, 40)));
        isize start, end, from = 0;
        while (link_find(&start, &end, s, from)) {
            CHECK(start >= from && end > start && end <= s.n);
            from = end;
        }
        arena_clear(t->a);
    }
}
