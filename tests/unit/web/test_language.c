/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test.h"
#include "web/language.h"

TEST(the_language_with_the_highest_weight_wins)
{
    const struct {
        struct str header;
        int want; /* -1: none of ours */
    } cases[] = {{S("ko"), LANG_KO},
                 {S("ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7"), LANG_KO},
                 {S("en;q=0.3, ko;q=0.9"), LANG_KO},
                 {S("en;q=0.3, ko;q=0"), LANG_EN},
                 {S("fr-CH, fr;q=0.9"), -1},
                 {S("en, ko"), LANG_EN},
                 {S("zh-TW"), LANG_ZH_HANT},
                 {S("zh-CN, en;q=0.1"), LANG_ZH_HANS},
                 {S("fr;q=1, zh-Hant;q=0.1"), LANG_ZH_HANT},
                 {S("ko;q=2, en"), LANG_EN},
                 {S("ko;q=0.5.5, en;q=0.1"), LANG_EN},
                 {S("ko;q=1.001, en;q=0.1"), LANG_EN},
                 {S("ko;x=1"), -1},
                 {S(",,;;q=,"), -1},
                 {S(""), -1}};
    for (isize i = 0; i < COUNTOF(cases); i++) {
        enum language lang = LANG_EN;
        bool found = language_from_header(&lang, cases[i].header);
        if (found != (cases[i].want >= 0) || (found && (int)lang != cases[i].want))
            test_fail(__FILE__, __LINE__, "%.*s", FS(cases[i].header));
    }
}
