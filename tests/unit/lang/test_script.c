/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/script.h"

#include <stdio.h>

#include "test.h"

static void check_languages(struct test *t, const char *text, const char *want)
{
    CHECK_STR(text_languages(str_from_c(text), t->a), str_from_c(want));
}

TEST(script_is_that_of_letters)
{
    CHECK_INT(script_of('a'), SCRIPT_LATIN);
    CHECK_INT(script_of(0x1ed3), SCRIPT_LATIN);
    CHECK_INT(script_of(0xff21), SCRIPT_LATIN);
    CHECK_INT(script_of(0xac00), SCRIPT_HANGUL);
    CHECK_INT(script_of(0x1100), SCRIPT_HANGUL);
    CHECK_INT(script_of(0x700b), SCRIPT_HAN);
    CHECK_INT(script_of(0x20000), SCRIPT_HAN);
    CHECK_INT(script_of(0x3042), SCRIPT_KANA);
    CHECK_INT(script_of(0x30fc), SCRIPT_KANA);
    CHECK_INT(script_of(0x0439), SCRIPT_CYRILLIC);
    CHECK_INT(script_of(0x0645), SCRIPT_ARABIC);
    CHECK_INT(script_of(0x0e01), SCRIPT_THAI);
    CHECK_INT(script_of(0x05d0), SCRIPT_OTHER);
    CHECK_INT(script_of('1'), SCRIPT_OTHER);
    CHECK_INT(script_of(' '), SCRIPT_OTHER);
    CHECK_INT(script_of(-1), SCRIPT_OTHER);
    CHECK_INT(script_of(0x110000), SCRIPT_OTHER);
}

TEST(language_of_a_piece)
{
    static const char *const cases[][2] = {
        {"Refugees must not be returned", "en"},
        {"강제송환을 중단하라", "ko"},
        {"北韓離脫住民의 强制送還을 반대하는 성명을 발표하였다", "ko"},
        {"UNHCR의 보호", "ko"},
        {"沈阳市公安局逮捕了难民", "zh-Hans"},
        {"瀋陽市公安局逮捕了難民", "zh-Hant"},
        {"北京", "zh-Hans"},
        {"瀋陽の収容所に送られた", "ja"},
        {"ผู้ลี้ภัยชาวเกาหลีเหนือ", "th"},
        {"Хойд Солонгос", "und"},
        {"2017. 11. 4.", "und"},
        {"", "und"},
        {"Les réfugiés arrêtés dans la ville de Shenyang et les enfants", "und"},
        {"Die Flüchtlinge wurden in der Stadt verhaftet und nicht freigelassen", "und"},
        {"P’yŏngyang and Ch’ŏngjin", "en"}};
    for (isize i = 0; i < COUNTOF(cases); i++) {
        struct str got = text_language(str_from_c(cases[i][0]));
        if (!str_eq(got, str_from_c(cases[i][1])))
            test_fail(__FILE__, __LINE__, "'%s' is %s, not %.*s", cases[i][0], cases[i][1],
                      FS(got));
    }
}

static const char english[] =
    "Ten people, among them a child, were detained in the city of Shenyang. "
    "They are at risk of being returned to a country where they face torture.\n";

TEST(languages_of_a_text_come_main_one_first)
{
    char text[4000];
    snprintf(
        text, sizeof text, "%s%s%s", english, english,
        "十名朝鮮難民在瀋陽被拘留，他們面臨被強制遣返的危險。我們呼籲有關當局立即釋放他們。\n");
    check_languages(t, text, "en+zh-Hant");
    snprintf(text, sizeof text, "%s%s",
             "선양에서 탈북민 열 명이 체포되었다. 우리는 강제송환의 즉각 중단과 석방을 촉구한다.\n"
             "이들은 돌아가면 고문과 강제노동에 처해질 위험이 크다고 여러 단체가 전했다.\n"
             "국제사회는 농르풀망 원칙에 따라 이들을 보호할 책임이 있다는 점을 거듭 밝힌다.\n",
             english);
    check_languages(t, text, "ko+en");
}

TEST(languages_are_not_made_by_foreign_names)
{
    char text[4000];
    snprintf(text, sizeof text, "%s%s%s%s", english,
             "Kim Chang Sop (김창섭), Shenyang (瀋陽/沈阳)\n", english, english);
    check_languages(t, text, "en");
    snprintf(text, sizeof text, "%s%s%s%s%s%s%s", english, english, english, english, english,
             "농르풀망 원칙을 지켜라, 강제송환을 멈춰라\n", english); /* one line is no version */
    check_languages(t, text, "en");
    check_languages(t,
                    "유엔난민기구(UNHCR)와 HRW, Amnesty International은 공동 성명을 내고\n"
                    "중국 정부에 강제송환(refoulement)의 중단을 촉구했다.\n",
                    "ko");
    check_languages(t, "UN\n\n联合国难民署要求中国政府允许其接触被拘留的人，并停止强制遣返。\n",
                    "zh-Hans");
    check_languages(t, "1\n2\n---\n", "und");
}

TEST(languages_of_any_bytes_are_said)
{
    for (int i = 0; i < 2000; i++) {
        struct str s = test_random_text(t, 80);
        CHECK(text_languages(s, t->a).n >= 2);
        CHECK(text_language(s).n >= 2);
    }
}
