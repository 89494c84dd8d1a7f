/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/crypto.h"

#include <string.h>

#include "test.h"

enum { N = 16, WORDS = 9, WORD = 5 };

/* The examples of arXiv:0901.4016. */
TEST(words_are_the_published_proquints)
{
    static const struct {
        uint8_t bytes[4];
        const char *words;
    } known[] = {
        {{127, 0, 0, 1}, "lusab-babad"},      {{63, 84, 220, 193}, "gutih-tugad"},
        {{63, 118, 7, 35}, "gutuk-bisog"},    {{140, 98, 193, 141}, "mudof-sakat"},
        {{64, 255, 6, 200}, "haguz-biram"},   {{128, 30, 52, 45}, "mabiv-gibot"},
        {{147, 67, 119, 2}, "natag-lisaf"},   {{212, 58, 253, 68}, "tibup-zujah"},
        {{216, 35, 68, 215}, "tobog-higil"},  {{216, 68, 232, 21}, "todah-vobij"},
        {{198, 81, 129, 136}, "sinid-makam"}, {{12, 110, 110, 204}, "budov-kuras"},
    };
    for (isize i = 0; i < COUNTOF(known); i++) {
        struct str w = words_write(t->a, known[i].bytes, 4);
        CHECK_INT(w.n, 3 * (WORD + 1) - 1);
        CHECK_STR(str_part(w, 0, 2 * (WORD + 1) - 1), str_from_c(known[i].words));
    }
}

static void random_bytes(struct test *t, uint8_t *p, isize n)
{
    for (isize i = 0; i < n; i++)
        p[i] = (uint8_t)test_random(t, 256);
}

TEST(parsing_inverts_writing)
{
    for (int i = 0; i < 500; i++) {
        isize n = 2 + 2 * (isize)test_random(t, 32);
        uint8_t bytes[64], got[64];
        isize wrong = -1;
        random_bytes(t, bytes, n);
        struct str w = words_write(t->a, bytes, n);
        CHECK_OK(words_parse(got, n, &wrong, w, &err));
        CHECK_INT(wrong, 0);
        CHECK(!memcmp(got, bytes, (size_t)n));
    }
}

TEST(case_spaces_and_line_breaks_are_forgiven)
{
    uint8_t bytes[N], got[N];
    isize wrong;
    for (int i = 0; i < 200; i++) {
        random_bytes(t, bytes, N);
        struct str w = words_write(t->a, bytes, N);
        struct buf b = buf_in(t->a, 400);
        for (isize j = 0; j < w.n; j++) {
            static const char *const between[] = {"-", " ",  "\r\n", " - ",
                                                  "",  "\t", ". ",   "\u3000\u2010"};
            if (w.p[j] == '-')
                buf_add(&b, str_from_c(between[test_random(t, COUNTOF(between))]));
            else
                buf_add_c(&b, (char)(test_random(t, 2) ? w.p[j] : w.p[j] - 'a' + 'A'));
        }
        CHECK_OK(words_parse(got, N, &wrong, buf_str(&b), &err));
        CHECK(!memcmp(got, bytes, N));
    }
}

/* Parse what must be refused; the message. */
static struct err refusal_at(struct str words, isize *wrong)
{
    struct err err = {0};
    uint8_t got[N] = {1};
    *wrong = -1;
    CHECK(!words_parse(got, N, wrong, words, &err));
    CHECK(*wrong >= 0 && *wrong <= WORDS);
    CHECK_INT(err.code, E_INVALID);
    CHECK_INT(got[0], 1);
    return err;
}

static struct err refusal(struct str words)
{
    isize wrong;
    return refusal_at(words, &wrong);
}

TEST(a_word_that_is_none_is_named)
{
    uint8_t bytes[N];
    for (int i = 0; i < 200; i++) {
        random_bytes(t, bytes, N);
        struct str w = words_write(t->a, bytes, N);
        char *p = NEWN(t->a, char, w.n);
        memcpy(p, w.p, (size_t)w.n);
        isize at = (isize)test_random(t, WORDS);
        p[at * (WORD + 1) + (isize)test_random(t, WORD)] = "cewxy9"[test_random(t, 6)];
        isize wrong;
        struct err err = refusal_at((struct str){p, w.n}, &wrong);
        struct str want = str_format(t->a, "word %td is not a word of this kind", at + 1);
        CHECK_STR(str_from_c(err.msg), want);
        CHECK_INT(wrong, at + 1);
        CHECK_STR(str_from_c(err.detail), ((struct str){p + at * (WORD + 1), WORD}));
    }
}

TEST(a_word_with_one_wrong_letter_is_nearly_always_named)
{
    uint8_t bytes[N];
    int named = 0, tries = 300;
    for (int i = 0; i < tries; i++) {
        random_bytes(t, bytes, N);
        struct str w = words_write(t->a, bytes, N);
        char *p = NEWN(t->a, char, w.n);
        memcpy(p, w.p, (size_t)w.n);
        isize at = (isize)test_random(t, WORDS);
        char *c = p + at * (WORD + 1) + 2 * (isize)test_random(t, 3);
        *c = *c == 'z' ? 'b' : 'z';
        struct err err = refusal((struct str){p, w.n});
        struct str want = str_format(t->a, "word %td is not a word of this kind", at + 1);
        named += str_eq(str_from_c(err.msg), want);
    }
    CHECK(named > tries * 95 / 100);
}

TEST(a_piece_too_many_is_blamed_on_no_word)
{
    uint8_t bytes[N] = {7};
    isize wrong;
    struct str w = words_write(t->a, bytes, N);
    refusal_at(str_format(t->a, "%.*s-lid", FS(w)), &wrong);
    CHECK_INT(wrong, 0);
}

TEST(words_in_another_order_are_refused)
{
    uint8_t bytes[N];
    for (int i = 0; i < N; i++)
        bytes[i] = (uint8_t)(i * 37);
    struct str w = words_write(t->a, bytes, N);
    for (isize k = 0; k + 1 < WORDS; k++) {
        char p[WORDS * (WORD + 1)];
        memcpy(p, w.p, (size_t)w.n);
        memcpy(p + k * (WORD + 1), w.p + (k + 1) * (WORD + 1), WORD);
        memcpy(p + (k + 1) * (WORD + 1), w.p + k * (WORD + 1), WORD);
        refusal((struct str){p, w.n});
    }
}

TEST(too_few_and_too_many_words_are_counted)
{
    uint8_t bytes[N] = {5};
    struct str w = words_write(t->a, bytes, N);
    for (isize k = 0; k < WORDS; k++)
        refusal(str_part(w, 0, k * (WORD + 1)));
    struct err err = refusal(str_part(w, 0, (isize)8 * (WORD + 1)));
    CHECK_STR(str_from_c(err.msg), S("8 words, not 9"));
    err = refusal(str_format(t->a, "%.*s babab", FS(w)));
    CHECK_STR(str_from_c(err.msg), S("more than 9 words"));
    err = refusal(str_format(t->a, "baba%.*s", FS(w)));
    CHECK(str_starts(str_from_c(err.msg), S("word 1 ")));
}

TEST(any_bytes_are_refused_calmly)
{
    for (int i = 0; i < 2000; i++)
        refusal(test_random_text(t, 120));
}

TEST(messages_for_the_log_never_hold_a_word)
{
    struct err err = refusal(S("lusab babad secre lusab babad lusab babad lusab babad"));
    CHECK(str_find(str_from_c(err.msg), S("secre")) < 0);
    CHECK(str_find(str_from_c(err.msg), S("lusab")) < 0);
}
