/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/token.h"

#include "base/utf8.h"
#include "lang/normal.h"
#include "test.h"

/* Tokens as "강제 제송 송환 환*": a star for a colocated one. */
static struct str tokens(struct test *t, struct str text)
{
    struct token_reader r = token_reader_of(text);
    struct token k;
    struct buf b = buf_in(t->a, 1 << 20);
    while (token_next(&r, &k)) {
        if (b.n)
            buf_add_c(&b, ' ');
        buf_add(&b, k.text);
        if (k.colocated)
            buf_add_c(&b, '*');
    }
    return buf_str(&b);
}

static void check_tokens(struct test *t, const char *text, const char *want)
{
    CHECK_STR(tokens(t, str_from_c(text)), str_from_c(want));
}

/* The original words that the tokens cover, in brackets where one is found for the wanted fold. */
static struct str marked(struct test *t, const char *text, struct str want)
{
    struct str s = str_from_c(text);
    struct token_reader r = token_reader_of(s);
    struct token k;
    while (token_next(&r, &k))
        if (str_eq(k.text, want))
            return str_format(t->a, "%.*s[%.*s]%.*s", FS(str_part(s, 0, k.start)),
                              FS(str_part(s, k.start, k.end)), FS(str_part(s, k.end, s.n)));
    return S("");
}

static struct str words(struct test *t, const char *text)
{
    static const char kinds[] = {'L', 'N', 'H', 'C', 'K', 'O', 'M'};
    struct str s = str_from_c(text);
    struct buf b = buf_in(t->a, 10000);
    struct word w;
    for (isize at = 0; word_next(&w, s, &at);)
        buf_addf(&b, "%s%s%c:%.*s", b.n ? " " : "", w.line_start ? "^" : "", kinds[w.kind],
                 FS(str_part(s, w.start, w.end)));
    return buf_str(&b);
}

TEST(tokens_of_korean_are_pairs_so_particles_do_not_hide_a_word)
{
    check_tokens(t, "강제송환을", "강제 제송 송환 환을 을*");
    check_tokens(t, "강제 송환", "강제 제* 송환 환*");
    check_tokens(t, "심양시", "심양 양시 시*");
    check_tokens(t, "선", "선");
    check_tokens(t, "UNHCR의 （ＵＮＨＣＲ）는", "unhcr 의 unhcr 는");
}

TEST(tokens_of_chinese_are_the_same_for_both_ways_of_writing)
{
    check_tokens(t, "瀋陽", "沈阳 阳*");
    check_tokens(t, "沈阳", "沈阳 阳*");
    check_tokens(t, "强制遣返，難民。", "强制 制遣 遣返 返* 难民 民*");
    check_tokens(t, "署UNHCR人", "署 unhcr 人");
    check_tokens(t, "ピョンヤン市", "ピョ ョン ンヤ ヤン ン市 市*");
}

TEST(tokens_of_latin_are_folded_words)
{
    check_tokens(t, "ＤＰＲＫ DPRK", "dprk dprk");
    check_tokens(t, "P’yŏngyang, P'yo\xcc\x86ngyang, Pyongyang", "pyongyang pyongyang pyongyang");
    check_tokens(t, "non-refoulement (art. 33)", "non refoulement art 33");
    check_tokens(t, "China's borders, refugees' UNHCR’s", "china borders refugees unhcr");
    check_tokens(t, "don't O'Brien l'asile qu’ils", "dont obrien l asile qu ils");
    check_tokens(t,
                 "re\xc2\xad"
                 "foule\xc2\xad"
                 "ment",
                 "refoulement");
    check_tokens(t, "1,170 people, 10,00, 2017,300 ２，０００", "1170 people 10 00 2017 300 2000");
    check_tokens(t, "21st A4 CO2 2017-11-04", "21 st a4 co2 2017 11 04");
    check_tokens(t, "Улаанбаатар м\xd9\x8e", "улаанбаатар м");
}

TEST(tokens_of_decomposed_text_are_those_of_composed_text)
{
    check_tokens(t, "회령에서", "회령 령에 에서 서*"); /* as macOS writes file names */
    check_tokens(t, "ﾋﾟｮﾝ", "ピョ ョン ン*");
    CHECK_STR(marked(t, "<회령에서>", S("회령")), S("<[회령]에서>"));
}

TEST(tokens_of_scripts_without_spaces_are_pairs)
{
    check_tokens(t, "ผู้ลี้ภัย", "ผู้ลี้ ลี้ภั ภัย ย*");
    check_tokens(t, "ດິນ", "ດິນ ນ*");
}

TEST(token_offsets_are_those_of_the_original)
{
    CHECK_STR(marked(t, "於瀋陽被捕", S("沈阳")), S("於[瀋陽]被捕"));
    CHECK_STR(marked(t, "the ＤＰＲＫ said", S("dprk")), S("the [ＤＰＲＫ] said"));
    CHECK_STR(marked(t, "in P’yŏngyang.", S("pyongyang")), S("in [P’yŏngyang]."));
    CHECK_STR(marked(t, "China’s border", S("china")), S("[China]’s border"));
    CHECK_STR(marked(t, "강제송환을", S("송환")), S("강제[송환]을"));
}

TEST(token_is_cut_at_its_maximum_and_at_a_whole_character)
{
    struct buf b = buf_in(t->a, 100000);
    for (int i = 0; i < 1000; i++)
        buf_add(&b, S("Ж"));
    buf_add(&b, S(" end"));
    struct str text = buf_str(&b);
    struct token_reader r = token_reader_of(text);
    struct token k;
    CHECK(token_next(&r, &k));
    CHECK_INT(k.text.n, TOKEN_MAX);
    CHECK(utf8_is_valid(k.text));
    CHECK_INT(k.end, 2000);
    CHECK(token_next(&r, &k));
    CHECK_STR(k.text, S("end"));
    CHECK(!token_next(&r, &k));
    CHECK(!token_next(&r, &k));
}

TEST(words_are_what_people_see)
{
    CHECK_STR(words(t, "On 4 November, ten people"), S("^L:On N:4 L:November M:, L:ten L:people"));
    CHECK_STR(words(t, "2017년 11월 4일"), S("^N:2017 H:년 N:11 H:월 N:4 H:일"));
    CHECK_STR(words(t, "於2017年在瀋陽被捕。"), S("^C:於 N:2017 C:年在瀋陽被捕 M:。"));
    CHECK_STR(words(t, "China’s “law”"), S("^L:China M:’s M:“ L:law M:”"));
    CHECK_STR(words(t, "'s it's 'tis"), S("^M:' L:s L:it M:'s M:' L:tis"));
    CHECK_STR(words(t, "1,170 5,00 12,345,678,90"),
              S("^N:1,170 N:5 M:, N:00 N:12,345,678 M:, N:90"));
    CHECK_STR(words(t, "ASA 24/01/00"), S("^L:ASA N:24 M:/ N:01 M:/ N:00"));
    CHECK_STR(words(t, "21st"), S("^N:21 L:st"));
    CHECK_STR(words(t, "UNHCR의"), S("^L:UNHCR H:의"));
    CHECK_STR(words(t, "ピョンヤン市"), S("^K:ピョンヤン C:市"));
    CHECK_STR(words(t, "a\r\n  b c\n\n\xe3\x80\x80가 x"), S("^L:a ^L:b L:c ^H:가 L:x"));
    CHECK_STR(words(t, " \n "), S(""));
    CHECK_STR(words(t, "a\xff"
                       "b"),
              S("^L:a M:\xff L:b"));
    CHECK_STR(words(t, "P’yo\xcc\x86ng Cafe\xcc\x81 d’asile"),
              S("^L:P’yo\xcc\x86ng L:Cafe\xcc\x81 L:d M:’ L:asile"));
}

/* Pieces that do something to each other. */
static struct str random_text(struct test *t, isize max)
{
    static const char *const pieces[] = {"a",
                                         "Refugee",
                                         "s",
                                         "'s",
                                         "’",
                                         "'",
                                         " ",
                                         "  ",
                                         "\n",
                                         "1",
                                         "234",
                                         ",",
                                         "，",
                                         ".",
                                         "é",
                                         "e\xcc\x81",
                                         "강제",
                                         "송환",
                                         "의",
                                         "\xe1\x84\x80",
                                         "\xe1\x85\xa1",
                                         "\xe1\x86\xa8",
                                         "ㅏ",
                                         "瀋",
                                         "陽",
                                         "沈",
                                         "国",
                                         "ー",
                                         "ピ",
                                         "ﾋ",
                                         "ﾟ",
                                         "\xcc\x81",
                                         "\xc2\xad",
                                         "ก",
                                         "ี",
                                         "้",
                                         "ำ",
                                         "Ж",
                                         "й",
                                         "и\xcc\x86",
                                         "م",
                                         "\xd9\x8e",
                                         "\xff",
                                         "\xe7",
                                         "ＡＢ",
                                         "２",
                                         "①",
                                         "“",
                                         "。",
                                         "㎏",
                                         "ﷺ",
                                         "😀",
                                         "l'",
                                         "qu’",
                                         "P’yŏng",
                                         "\xca\xbc",
                                         "\xe2\x80\x8b"};
    struct buf b = buf_in(t->a, 100 * max);
    for (isize n = (isize)test_random(t, (uint64_t)max + 1); n > 0; n--)
        buf_add(&b, str_from_c(pieces[test_random(t, COUNTOF(pieces))]));
    return buf_str(&b);
}

/* Without the signs that a token leaves out inside a word or number. */
static struct str without_signs(struct test *t, struct str s)
{
    struct buf b = buf_in(t->a, s.n);
    for (isize i = 0; i < s.n; i++)
        if (s.p[i] != ',' && s.p[i] != '\'')
            buf_add_c(&b, s.p[i]);
    return buf_str(&b);
}

TEST(tokens_lie_in_order_in_the_text_and_say_its_fold)
{
    for (int i = 0; i < 20000; i++) {
        struct str s = random_text(t, 12);
        struct token_reader r = token_reader_of(s);
        struct token k, last = {.start = -1};
        while (token_next(&r, &k)) {
            CHECK(k.start >= 0 && k.start < k.end && k.end <= s.n);
            CHECK(k.text.n > 0 && k.text.n <= TOKEN_MAX && utf8_is_valid(k.text));
            CHECK(k.colocated ? k.start > last.start && k.end == last.end : k.start > last.start);
            struct str fold = text_fold(str_part(s, k.start, k.end), t->a);
            if (fold.n < TOKEN_MAX / 2)
                CHECK_STR(k.text, without_signs(t, fold));
            last = k;
            last.text = (struct str){0};
        }
    }
}

TEST(tokens_are_the_same_for_composed_text)
{
    for (int i = 0; i < 20000; i++) {
        struct str s = random_text(t, 12), nfc;
        struct err err = {0};
        if (text_nfc(&nfc, s, t->a, &err))
            CHECK_STR(tokens(t, s), tokens(t, nfc));
    }
}

TEST(words_cover_all_but_white_space_and_what_is_invisible)
{
    for (int i = 0; i < 20000; i++) {
        struct str s = random_text(t, 12);
        struct word w;
        isize at = 0, end = 0;
        while (word_next(&w, s, &at)) {
            CHECK(w.start >= end && w.start < w.end && w.end <= s.n && at == w.end);
            CHECK_INT(text_fold(str_part(s, end, w.start), t->a).n, 0);
            end = w.end;
        }
        CHECK_INT(at, s.n);
        CHECK_INT(text_fold(str_part(s, end, s.n), t->a).n, 0);
    }
}
