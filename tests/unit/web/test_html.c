/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web_test.h"

#include "base/utf8.h"

static struct html html_to(struct buf *b, struct test *t)
{
    *b = buf_in(t->a, 1 << 20);
    return (struct html){.out = b, .a = t->a};
}

TEST(text_cannot_become_markup)
{
    struct buf b;
    struct html h = html_to(&b, t);
    html_text(&h, S("<a href=\"x\" b='y'>&amp;"));
    CHECK_STR(buf_str(&b), S("&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;"));
}

TEST(bytes_that_are_not_text_are_replaced)
{
    struct buf b;
    struct html h = html_to(&b, t);
    html_text(&h, (struct str){"a\0b\xFF\x1b\xC2\x85\xED\xA0\x80z\n\t", 13});
    CHECK(utf8_is_valid(buf_str(&b)));
    CHECK(str_starts(buf_str(&b), S("a\xEF\xBF\xBD"
                                    "b\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD")));
    CHECK(str_ends(buf_str(&b), S("z\n\t")));
}

TEST(random_text_is_confined_wherever_it_stands)
{
    for (int i = 0; i < 4000; i++) {
        struct buf b;
        struct html h = html_to(&b, t);
        struct str s = test_random_text(t, 60);
        html_text(&h, s);
        html_url(&h, s);
        html_url_part(&h, s);
        struct str out = buf_str(&b);
        CHECK_INT(count_of(out, '<') + count_of(out, '>'), 0);
        CHECK_INT(count_of(out, '"') + count_of(out, '\''), 0);
        CHECK(utf8_is_valid(out));
        arena_clear(t->a);
    }
}

TEST(only_own_paths_and_safe_schemes_are_addresses)
{
    const struct {
        struct str in;
        bool good;
    } cases[] = {{S("/people/a1"), true},
                 {S("#s3"), true},
                 {S("?lang=ko"), true},
                 {S("https://example.org/a?b=c"), true},
                 {S("mailto:office@example.org"), true},
                 {S("tel:+41229179000"), true},
                 {S("http://example.org"), false},
                 {S("javascript:alert(1)"), false},
                 {S("JavaScript:alert(1)"), false},
                 {S(" javascript:alert(1)"), false},
                 {S("java\nscript:alert(1)"), false},
                 {S("data:text/html,x"), false},
                 {S("//evil.example"), false},
                 {S("/\\evil.example"), false},
                 {S("/\t/evil.example"), false},
                 {S(""), false}};
    for (isize i = 0; i < COUNTOF(cases); i++) {
        struct buf b;
        struct html h = html_to(&b, t);
        html_url(&h, cases[i].in);
        CHECK_STR(buf_str(&b), cases[i].good ? cases[i].in : S("#"));
    }
}

TEST(a_part_of_an_address_decodes_to_what_it_was)
{
    for (int i = 0; i < 500; i++) {
        struct buf b;
        struct html h = html_to(&b, t);
        struct buf clean = buf_in(t->a, 1000);
        for (uint64_t n = test_random(t, 30); n; n--)
            utf8_add(&clean, (int32_t)(0x20 + test_random(t, 2) * 0xAC00 + test_random(t, 90)));
        buf_add(&b, S("q="));
        html_url_part(&h, buf_str(&clean));
        struct params p = {0};
        struct err err = {0};
        bool del = str_find(buf_str(&clean), S("\x7f")) >= 0;
        if (!del) {
            CHECK(params_parse(&p, buf_str(&b), t->a, &err));
            CHECK_STR(params_get(&p, S("q")), buf_str(&clean));
        }
        arena_clear(t->a);
    }
}

TEST(a_form_gets_the_token_of_its_own_action)
{
    crypto_init();
    AUTO(secret_drop) struct secret key = secret_new(KEY_N);
    struct csrf csrf = {.key = &key};
    struct buf b;
    struct html h = html_to(&b, t);
    h.csrf = &csrf;
    html_lit(&h, "<form method=\"post\" action=\"");
    html_form_action(&h);
    html_lit(&h, "/people/");
    html_url_part(&h, S("k-14"));
    html_lit(&h, "/change?from=here\">");
    html_form_token(&h);
    struct str token = csrf_token(&csrf, S("/people/k-14/change"), t->a);
    struct str want = str_format(t->a, "name=\"csrf\" value=\"%.*s\">", FS(token));
    CHECK(str_ends(buf_str(&b), want));
}

TEST(a_token_is_good_for_one_session_and_one_address)
{
    crypto_init();
    AUTO(secret_drop) struct secret key = secret_new(KEY_N);
    AUTO(secret_drop) struct secret other = secret_new(KEY_N);
    other.p[0] = 1;
    struct csrf csrf = {.key = &key};
    struct str token = csrf_token(&csrf, S("/lock"), t->a);
    CHECK(csrf_is_good(&csrf, S("/lock"), token));
    CHECK(!csrf_is_good(&csrf, S("/locks"), token));
    CHECK(!csrf_is_good(&csrf, S("/lock"), S("")));
    CHECK(!csrf_is_good(&csrf, S("/lock"), str_part(token, 0, token.n - 1)));
    struct csrf session = {.key = &key, .session = {.b = {1}}};
    CHECK(!csrf_is_good(&session, S("/lock"), token));
    struct csrf rekeyed = {.key = &other};
    CHECK(!csrf_is_good(&rekeyed, S("/lock"), token));
}
