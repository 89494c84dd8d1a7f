/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"
#include "test.h"
#include "web/form.h"

static bool parse(const char *text, struct params *p, struct test *t, struct err *err)
{
    return params_parse(p, str_from_c(text), t->a, err);
}

TEST(pairs_are_decoded)
{
    struct params p = {0};
    CHECK_OK(parse("a=1&b=x+y%26%3d&c=&d&a=2&&", &p, t, &err));
    CHECK_INT(p.n, 5);
    CHECK_STR(params_get(&p, S("a")), S("1"));
    CHECK_STR(params_get(&p, S("b")), S("x y&="));
    CHECK_STR(params_get(&p, S("c")), S(""));
    CHECK(params_find(&p, S("d")) && !params_find(&p, S("e")));
    CHECK_STR(p.at[4].value, S("2"));
}

TEST(line_ends_become_line_feeds_and_nothing_else_changes)
{
    struct params p = {0};
    CHECK_OK(parse("a=%20x%0D%0Ay%0A%09z%20", &p, t, &err));
    CHECK_STR(params_get(&p, S("a")), S(" x\ny\n\tz "));
}

TEST(what_no_browser_sends_is_refused)
{
    static const char *const bad[] = {"a=%",         "a=%4",    "a=%4z",      "a=%z4", "a=%zz",
                                      "a=%0",        "a=%00",   "a=%1b",      "a=%7f", "a=%ff",
                                      "a=%ed%a0%80", "a=\x01",  "a=\xc3\xa9", "a=x y", "=x",
                                      "A=x",         "a%20b=1", "a%3d=1",     "a=%0dx"};
    for (isize i = 0; i < COUNTOF(bad); i++) {
        struct params p = {0};
        CHECK_FAILS(parse(bad[i], &p, t, &err), E_INVALID);
        CHECK_INT(p.n, 0);
    }
}

TEST(pairs_have_a_greatest_number)
{
    struct buf b = buf_in(t->a, 1 << 16);
    for (int i = 0; i < PARAMS_MAX; i++)
        buf_add(&b, S("a=1&"));
    struct params p = {0};
    CHECK_OK(params_parse(&p, buf_str(&b), t->a, &err));
    buf_add(&b, S("a=1"));
    CHECK_FAILS(params_parse(&p, buf_str(&b), t->a, &err), E_LIMIT);
}

TEST(random_bytes_give_valid_text_or_e_invalid)
{
    for (int i = 0; i < 3000; i++) {
        struct params p = {0};
        struct err err = {0};
        if (params_parse(&p, test_random_text(t, 80), t->a, &err))
            for (isize k = 0; k < p.n; k++)
                CHECK(utf8_is_valid(p.at[k].value));
        else
            CHECK_INT(err.code, E_INVALID);
        arena_clear(t->a);
    }
}

enum { F_TOLD, F_HOW, F_PEOPLE, F_WORDS, F_SEAL, F_WHO, F_OF };
static const char *const how[] = {"saw", "told", NULL};
/* clang-format off */
static const struct field fields[] = {
    [F_TOLD]   = {"told", "Who?", FIELD_LINE, .max = 10, .required = true},
    [F_HOW]    = {"how", "How?", FIELD_CHOICE, .choices = how, .required = true},
    [F_PEOPLE] = {"people", "How many?", FIELD_INT, .min = 0, .max = 100},
    [F_WORDS]  = {"words", "What?", FIELD_TEXT, .max = 20},
    [F_SEAL]   = {"seal", "Seal?", FIELD_CHECK, .max = 0},
    [F_WHO]    = {"who", "Which?", FIELD_MANY, .max = 0},
    [F_OF]     = {"of", "Of?", FIELD_ID, .max = 0},
    {0},
};
/* clang-format on */

static struct form form_of(const char *text, struct test *t)
{
    struct params p = {0};
    CHECK_OK(parse(text, &p, t, &err));
    return form_read(fields, &p, t->a);
}

TEST(a_good_form_has_nothing_wrong)
{
    struct form f = form_of(
        "told=+broker+&how=told&people=10&words=+a%0D%0Ab+&seal=yes&who=a1&who=b2&of=c3", t);
    CHECK_INT(f.wrong, 0);
    CHECK_STR(f.answers[F_TOLD].text, S("broker"));
    CHECK_STR(f.answers[F_WORDS].text, S(" a\nb "));
    CHECK_INT(f.answers[F_PEOPLE].number, 10);
    CHECK_INT(f.answers[F_HOW].number, 1);
    CHECK(f.answers[F_SEAL].given);
    CHECK_INT(f.answers[F_WHO].many.n, 2);
    CHECK_STR(f.answers[F_WHO].many.at[1], S("b2"));
}

/* Pages look the place up in tables of their own, also before they look at 'wrong'. */
TEST(a_choice_is_always_one_of_the_choices)
{
    static const char *const sent[] = {"how=saw", "how=told", "how=", "how=heard", "told=x"};
    for (isize i = 0; i < COUNTOF(sent); i++) {
        struct form f = form_of(sent[i], t);
        CHECK_INT(f.answers[F_HOW].number, i == 1);
        CHECK_INT(f.answers[F_HOW].wrong != NULL, i > 1);
    }
}

TEST(what_was_typed_is_never_lost)
{
    struct form f = form_of("told=much+too+long+a+name&how=heard&people=ten&words=kept", t);
    CHECK_INT(f.wrong, 3);
    CHECK(f.answers[F_TOLD].wrong && f.answers[F_HOW].wrong && f.answers[F_PEOPLE].wrong);
    CHECK_STR(f.answers[F_TOLD].text, S("much too long a name"));
    CHECK_STR(f.answers[F_PEOPLE].text, S("ten"));
    CHECK_STR(f.answers[F_WORDS].text, S("kept"));
}

TEST(each_kind_of_answer_is_checked)
{
    CHECK(form_of("how=told", t).answers[F_TOLD].wrong);   /* required */
    CHECK(form_of("told=+", t).answers[F_TOLD].wrong);     /* only blanks */
    CHECK(form_of("told=a%0Ab", t).answers[F_TOLD].wrong); /* two lines */
    CHECK(form_of("people=101", t).answers[F_PEOPLE].wrong);
    CHECK(form_of("people=-1", t).answers[F_PEOPLE].wrong);
    CHECK(!form_of("people=", t).answers[F_PEOPLE].wrong);
    CHECK(form_of("who=A1", t).answers[F_WHO].wrong);
    CHECK(form_of("who=a1&who=../b", t).answers[F_WHO].wrong);
    CHECK(form_of("of=a_b", t).answers[F_OF].wrong);
    CHECK(form_of("words=123456789012345678901", t).answers[F_WORDS].wrong);
    CHECK(!form_of("", t).answers[F_SEAL].given);
}

TEST(a_page_can_refuse_an_answer_once)
{
    struct form f = form_of("told=a&how=saw", t);
    CHECK_INT(f.wrong, 0);
    form_refuse(&f, F_TOLD, "no");
    form_refuse(&f, F_TOLD, "still no");
    CHECK_INT(f.wrong, 1);
}
