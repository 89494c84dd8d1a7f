/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/lexeme.h"
#include "test.h"

static struct str pieces(struct test *t, struct str text)
{
    struct lexeme_list l = {0};
    struct buf b = buf_in(t->a, 4096);
    lexemes_of(&l, text, t->a);
    for (isize i = 0; i < l.n; i++) {
        buf_add(&b, i ? S("|") : S(""));
        buf_add(&b, str_part(text, l.at[i].start, l.at[i].end));
    }
    return buf_str(&b);
}

TEST(words_numbers_characters_and_marks_are_lexemes)
{
    CHECK_STR(pieces(t, S("at least 1,170 in 2017, 3.5")), S("at|least|1,170|in|2017|,|3|.|5"));
    CHECK_STR(pieces(t, S("China’s 난민 10名")), S("China|’|s|난|민|10|名"));
    CHECK_STR(pieces(t, S("21,2017")), S("21|,|2017"));
    CHECK_STR(pieces(t, S(" \n ")), S(""));
}

TEST(lexemes_know_lines_and_paragraphs)
{
    struct lexeme_list l = {0};
    lexemes_of(&l, S("a b\nc\n\nd"), t->a);
    CHECK(l.n == 4 && l.at[0].line && !l.at[1].line && l.at[2].line && !l.at[2].paragraph);
    CHECK(l.at[3].paragraph);
}

TEST(keys_have_no_case_and_no_accents)
{
    char key[LEXEME_KEY];
    CHECK_STR(lexeme_key(S("Fautré"), key), S("fautre"));
    CHECK_STR(lexeme_key(S("ĐŁŠ’S"), key), S("dls's"));
    CHECK_STR(lexeme_key(S("北京"), key), S("北京"));
    CHECK(lexeme_key(test_random_text(t, 500), key).n <= LEXEME_KEY);
}
