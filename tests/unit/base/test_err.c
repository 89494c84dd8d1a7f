/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/utf8.h"
#include "test.h"

TEST(err_in_adds_where_we_were)
{
    struct err e = {0};
    CHECK(!err_set(&e, E_NOTFOUND, "case %d", 7));
    CHECK(!err_in(&e, "letter %d", 3));
    CHECK_STR(str_from_c(e.msg), S("letter 3: case 7"));
    CHECK_INT(err_meaning(e.code)->http_status, 404);
}

TEST(a_long_message_is_cut_but_keeps_its_code)
{
    struct err e = {0};
    CHECK(!err_set(&e, E_IO, "%0300d", 1));
    CHECK(!err_in(&e, "%0200d", 2));
    CHECK_INT(e.code, E_IO);
    CHECK_INT(str_from_c(e.msg).n, (isize)sizeof e.msg - 1);
}

TEST(every_error_code_has_its_own_exit_status_and_a_sentence)
{
    for (int c = E_NONE + 1; c < E__COUNT; c++) {
        const struct err_meaning *m = err_meaning((enum err_code)c);
        CHECK(m->say != NULL && m->name != NULL);
        CHECK(m->http_status >= 400);
        for (int d = E_NONE; d < c; d++)
            CHECK(err_meaning((enum err_code)d)->exit_status != m->exit_status);
    }
}

TEST(a_long_detail_is_cut_between_characters)
{
    static const char han[] = "\xed\x95\x9c\xed\x95\x9c\xed\x95\x9c\xed\x95\x9c\xed\x95\x9c";
    char many[400];
    memset(many, '0', sizeof many);
    for (int before = 0; before < 4; before++) {
        struct err e = {0};
        CHECK(!err_set(&e, E_IO, "x"));
        CHECK(!err_detail(&e, "%.*s%.*s%s%s", before, "aaaa", 374 - before, many, han, han));
        struct str s = str_from_c(e.detail);
        CHECK(utf8_is_valid(s) && s.n > (isize)sizeof e.detail - 5);
    }
    for (int n = 0; n < 12; n++) {
        struct err e = {0};
        CHECK(!err_set(&e, E_IO, "x"));
        CHECK(!err_detail(&e, "%.*s%s%s", 380 + n, many, han, han));
        CHECK(utf8_is_valid(str_from_c(e.detail)));
        for (int i = 0; i < ERR_PIECES; i++)
            CHECK(e.pieces[i].at + e.pieces[i].n <= (int)strlen(e.detail));
    }
}
