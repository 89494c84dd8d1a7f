/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/msg.h"

#include "base/utf8.h"
#include "lang/msg_table.h"
#include "test.h"

TEST(msg_speaks_the_language_asked_for)
{
    CHECK_STR(msg(LANG_EN, TR("They differ")), S("They differ"));
    CHECK_STR(msg(LANG_KO, TR("They differ")), S("서로 다름"));
    CHECK_STR(msg(LANG_ZH_HANS, TR("Letters")), S("信件"));
    CHECK_STR(msg(LANG_ZH_HANT, TR("Home")), S("首頁"));
}

TEST(msg_without_translation_is_the_english_text)
{
    CHECK_STR(msg(LANG_KO, "No such message."), S("No such message."));
    CHECK_STR(msg_str(LANG_KO, S("")), S(""));
    CHECK_STR(msg_str(LANG_KO, S("\xff\x00\x7f")), S("\xff\x00\x7f"));
}

TEST(msg_tells_a_person_what_each_failure_means)
{
    for (int code = E_NONE; code < E__COUNT; code++)
        for (int lang = LANG_KO; lang < LANG__COUNT; lang++) {
            const char *say = err_meaning((enum err_code)code)->say;
            if (str_eq(msg((enum language)lang, say), str_from_c(say)))
                test_fail(__FILE__, __LINE__, "not translated: %s", say);
        }
}

TEST(what_went_wrong_is_said_in_the_language_with_what_was_put_in)
{
    struct err e = {0};
    CHECK(!err_set(&e, E_INVALID, "x"));
    CHECK_STR(msg_err(LANG_KO, &e, t->a), S(""));
    CHECK(!err_detail(&e, "%td of %td files were not added: see above.", (isize)2, (isize)30));
    CHECK_STR(msg_err(LANG_EN, &e, t->a), S("2 of 30 files were not added: see above."));
    CHECK_STR(msg_err(LANG_KO, &e, t->a), /* the other way round */
              S("파일 30개 가운데 2개를 추가하지 못했습니다. 위를 보세요."));
    CHECK(!err_detail(&e, "%.*s has not come yet.", FS(S("100%s 2027"))));
    CHECK_STR(msg_err(LANG_ZH_HANS, &e, t->a), S("100%s 2027 还没有到。"));
    CHECK(!err_detail(&e, "%s", TR("Write yes or no.")));
    CHECK_STR(msg_err(LANG_KO, &e, t->a), S("yes 또는 no로 적어 주세요."));
    CHECK(!err_detail(&e, "%.*s", FS(S("Write yes or no.")))); /* somebody's words */
    CHECK_STR(msg_err(LANG_KO, &e, t->a), S("Write yes or no."));
    CHECK(!err_detail(&e, "100%% of %s, %d, %ld", "x", -3, 4L)); /* no translation */
    CHECK_STR(msg_err(LANG_KO, &e, t->a), str_from_c(e.detail));
    CHECK_STR(str_from_c(e.detail), S("100% of x, -3, 4"));
}

TEST(a_detail_that_was_cut_is_said_as_far_as_it_goes)
{
    struct buf long_word = buf_in(t->a, 600);
    while (long_word.n < 500)
        buf_add(&long_word, S("한"));
    for (isize n = 0; n < long_word.n; n++) {
        struct err e = {0};
        CHECK(!err_set(&e, E_INVALID, "x"));
        CHECK(!err_detail(&e, "A reply by %.*s would come before the letter left on %.*s.",
                          FS(str_part(buf_str(&long_word), 0, n - n % 3)), FS(S("2026-11-03"))));
        struct str ko = msg_err(LANG_KO, &e, t->a);
        CHECK(utf8_is_valid(ko) && str_starts(ko, S("회신 기한 ")));
        CHECK(str_find(ko, S("2026-11-03")) > 0 || n > 300);
    }
}

TEST(msg_tables_are_in_order_and_each_entry_is_found)
{
    const struct msg_table *const tables[] = {&msg_table_ko, &msg_table_zh_hans,
                                              &msg_table_zh_hant};
    for (isize k = 0; k < COUNTOF(tables); k++) {
        CHECK(tables[k]->n > 100);
        for (isize i = 0; i < tables[k]->n; i++) {
            const struct msg_entry *e = &tables[k]->at[i];
            CHECK(i == 0 || str_cmp(e[-1].id, e->id) < 0);
            CHECK_STR(msg_str((enum language)(LANG_KO + k), e->id), e->text);
        }
    }
}

TEST(msg_n_is_singular_for_one_only)
{
    CHECK_STR(msg_n(LANG_EN, "one letter", "{n} letters", 1), S("one letter"));
    CHECK_STR(msg_n(LANG_EN, "one letter", "{n} letters", 0), S("{n} letters"));
    CHECK_STR(msg_n(LANG_EN, "one letter", "{n} letters", -1), S("{n} letters"));
}

TEST(msg_fill_puts_values_into_named_holes)
{
    CHECK_STR(msg_fill(t->a, S("{n} of {all}, {n}"), "n", S("1"), "all", S("12"), NULL),
              S("1 of 12, 1"));
    CHECK_STR(
        msg_fill(t->a, msg(LANG_KO, TR("page {n} of {all}")), "n", S("2"), "all", S("5"), NULL),
        S("5쪽 중 2쪽"));
    CHECK_STR(msg_fill(t->a, S("no hole"), "n", S("1"), NULL), S("no hole"));
    CHECK_STR(msg_fill(t->a, S(""), "n", S("1"), NULL), S(""));
    CHECK_STR(msg_fill(t->a, S("{a}"), "a", S(""), NULL), S(""));
}

TEST(msg_fill_never_reads_a_value_for_holes)
{
    CHECK_STR(msg_fill(t->a, S("<{a}{b}>"), "a", S("{b}"), "b", S("{a}"), NULL), S("<{b}{a}>"));
}

TEST(msg_fill_keeps_holes_that_have_no_value)
{
    CHECK_STR(msg_fill(t->a, S("{x} {n} { {n"), "n", S("1"), NULL), S("{x} 1 { {n"));
    CHECK_STR(msg_fill(t->a, S("{{n}}"), "n", S("1"), NULL), S("{1}"));
}

TEST(language_is_known_by_the_tags_that_browsers_and_systems_send)
{
    static const struct {
        const char *tag;
        enum language want;
    } cases[] = {{"en", LANG_EN},
                 {"en-GB", LANG_EN},
                 {"EN_us.UTF-8", LANG_EN},
                 {"ko", LANG_KO},
                 {"ko-KR", LANG_KO},
                 {"ko_KP.UTF-8", LANG_KO},
                 {"zh", LANG_ZH_HANS},
                 {"zh-CN", LANG_ZH_HANS},
                 {"zh-Hans-TW", LANG_ZH_HANS},
                 {"zh-TW", LANG_ZH_HANT},
                 {"zh_HK.UTF-8", LANG_ZH_HANT},
                 {"zh-hant", LANG_ZH_HANT},
                 {"zh-Hant-CN", LANG_ZH_HANT}};
    for (isize i = 0; i < COUNTOF(cases); i++) {
        enum language l = LANG__COUNT;
        CHECK(language_from_tag(&l, str_from_c(cases[i].tag)));
        CHECK_INT(l, cases[i].want);
    }
    static const char *const others[] = {"", "e", "eng", "fr", "kok", "zhx", "-", "C", "C.UTF-8"};
    for (isize i = 0; i < COUNTOF(others); i++) {
        enum language l = LANG__COUNT;
        CHECK(!language_from_tag(&l, str_from_c(others[i])));
        CHECK_INT(l, LANG__COUNT);
    }
}

TEST(language_tags_go_there_and_back)
{
    for (int i = 0; i < LANG__COUNT; i++) {
        enum language l = LANG__COUNT;
        CHECK(language_from_tag(&l, language_tag((enum language)i)));
        CHECK_INT(l, i);
        CHECK(language_name((enum language)i).n > 0);
    }
}
