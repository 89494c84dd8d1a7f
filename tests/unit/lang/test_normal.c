/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/normal.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/utf8.h"
#include "test.h"

static void check_fold(struct test *t, const char *from, const char *to)
{
    CHECK_STR(text_fold(str_from_c(from), t->a), str_from_c(to));
}

static struct str nfc(struct test *t, struct str s)
{
    struct str out = {0};
    CHECK_OK(text_nfc(&out, s, t->a, &err));
    return out;
}

/* Any normal form, by ICU itself. */
static struct str by_icu(struct test *t, const char *data, UNormalization2Mode mode, struct str s)
{
    UErrorCode e = U_ZERO_ERROR;
    const UNormalizer2 *form = unorm2_getInstance(NULL, data, mode, &e);
    int32_t cap = (int32_t)s.n * 40 + 40, n = 0;
    UChar *in = NEWN(t->a, UChar, cap), *out = NEWN(t->a, UChar, cap);
    char *p = NEWN(t->a, char, (isize)cap * 3);
    u_strFromUTF8(in, cap, &n, s.p, (int32_t)s.n, &e);
    n = unorm2_normalize(form, in, n, out, cap, &e);
    u_strToUTF8(p, cap * 3, &n, out, n, &e);
    CHECK(U_SUCCESS(e));
    return (struct str){p, n};
}

/* Characters that do something when they meet: Latin, jamo, kana, Cyrillic, Arabic, Indic, quotes.
 */
static const int32_t lively[] = {
    'a',     'K',    'p',    '\'',   '-',    '1',    ' ',    0x0301, 0x0306, 0x0308, 0x0323,
    0x0345,  0x00e9, 0x1ed3, 0x0110, 0x0131, 0x00df, 0x2019, 0x02bc, 0x1100, 0x1161, 0x11a8,
    0x1112,  0xac00, 0xac01, 0x3131, 0x314f, 0x3133, 0xffa1, 0xffc2, 0xff76, 0xff9e, 0xff9f,
    0x304b,  0x3099, 0x0438, 0x0439, 0x0627, 0x0623, 0x0654, 0x0655, 0x064e, 0x0915, 0x093c,
    0x0958,  0x09c7, 0x09be, 0x0e01, 0x0e33, 0x0e49, 0x0e38, 0x1025, 0x102e, 0x700b, 0x6c88,
    0x967d,  0xf900, 0xfa0c, 0x2f00, 0xff21, 0x3000, 0x00a0, 0x00ad, 0x200b, 0x2126, 0x212b,
    0x03b1,  0x03ac, 0x1fb7, 0x0344, 0x0f71, 0x0f73, 0x0fb2, 0xfdfa, 0x33a1, 0x00bd, 0x00b4,
    0x1f600, 0xfffd, '\n',   0x0130, 0x0340, 0x17d2, 0x1780};

static struct str lively_text(struct test *t, isize max)
{
    struct buf b = buf_in(t->a, 4 * max);
    for (isize n = (isize)test_random(t, (uint64_t)max + 1); n > 0; n--) {
        bool any = test_random(t, 20) == 0;
        int32_t cp =
            any ? (int32_t)test_random(t, 0x20000) : lively[test_random(t, COUNTOF(lively))];
        utf8_add(&b, cp >= 0xd800 && cp < 0xe000 ? 'x' : cp);
    }
    return buf_str(&b);
}

TEST(nfc_is_what_icu_says)
{
    for (int i = 0; i < 20000; i++) {
        struct str s = lively_text(t, 12), want = by_icu(t, "nfc", UNORM2_COMPOSE, s);
        CHECK_STR(nfc(t, s), want);
        CHECK(text_is_nfc(want));
        CHECK(text_is_nfc(s) == str_eq(s, want));
    }
}

TEST(nfc_keeps_what_is_composed_and_refuses_what_is_no_text)
{
    struct str out = S("before");
    CHECK_STR(nfc(t, S("회령")), S("회령")); /* as macOS writes file names */
    CHECK_STR(nfc(t, S("ＤＰＲＫ ㎏ 瀋陽")), S("ＤＰＲＫ ㎏ 瀋陽"));
    CHECK_STR(nfc(t, S("")), S(""));
    CHECK_FAILS(text_nfc(&out, S("a\xff"), t->a, &err), E_INVALID);
    CHECK_STR(out, S("before"));
    CHECK(!text_is_nfc(S("a\xff")));
}

static struct str heap_of_marks(struct test *t, int marks)
{
    struct buf b = buf_in(t->a, 4 * (isize)marks + 10);
    buf_add(&b, S("xe"));
    for (int i = 0; i < marks; i++)
        utf8_add(&b, i % 2 ? 0x301 : 0x323); /* in the wrong order, each time again */
    return buf_str(&b);
}

TEST(nfc_orders_many_marks_but_not_a_heap_of_them)
{
    enum { HEAP = 1000000 };
    struct str few = heap_of_marks(t, 100), heap = heap_of_marks(t, HEAP);
    CHECK_STR(nfc(t, few), by_icu(t, "nfc", UNORM2_COMPOSE, few));
    CHECK_STR(nfc(t, heap), heap); /* at once: ordering it would take minutes */
    CHECK(text_is_nfc(heap));
    CHECK_STR(text_fold(heap, t->a), S("xe"));
}

TEST(fold_takes_away_what_writers_vary)
{
    check_fold(t, "DPRK", "dprk");
    check_fold(t, "ＤＰＲＫ", "dprk");
    check_fold(t, "P’yŏngyang", "pyongyang");
    check_fold(t, "P'yo\xcc\x86ngyang", "pyongyang");
    check_fold(t, "Ch\xca\xbcŏngjin", "chongjin");
    check_fold(t, "瀋陽", "沈阳");
    check_fold(t, "沈阳", "沈阳");
    check_fold(t, "強制遣返", "强制遣返");
    check_fold(t, "臺灣台湾", "台湾台湾");
    check_fold(t, "회령", "회령");
    check_fold(t, "ㅎㅚ", "회");
    check_fold(t, "ﾋﾟｮﾝﾔﾝ", "ピョンヤン");
    check_fold(t, "か\xe3\x82\x99", "が");
    check_fold(t, "Straße İstanbul Łódź Đà Nẵng Ærø", "strasse istanbul lodz da nang aero");
    check_fold(t, "и\xcc\x86 и\xcc\x81", "й и");
    check_fold(t, "Улаанбаатар", "улаанбаатар");
    check_fold(t, "Ⅷ ㎏ ﬁ ½",
               "viii kg fi 1\xe2\x81\x84"
               "2");
    check_fold(t, "م\xd9\x8eحمد", "محمد");
    check_fold(t,
               "re\xc2\xad"
               "foule\xe2\x80\x8bment",
               "refoulement");
    check_fold(t, "⼀⾔", "一言");
}

TEST(fold_drops_apostrophes_only_between_letters)
{
    check_fold(t, "'quoted' ‘quoted’", "'quoted' 'quoted'");
    check_fold(t, "o'Brien O`Brien O´Brien O''Brien", "obrien obrien obrien obrien");
    check_fold(t, "5'11 '17 refugees'", "5'11 '17 refugees'");
    check_fold(t,
               "\xca\xbf"
               "Abd Qur\xca\xbe\xc4\x81n",
               "abd quran");
    check_fold(t, "김정은’의", "김정은'의");
}

TEST(fold_makes_white_space_one_space)
{
    check_fold(t,
               "  a \t\r\n b\xe3\x80\x80\xc2\xa0"
               "c  ",
               "a b c");
    check_fold(t, " \n ", "");
    check_fold(t, "", "");
}

TEST(fold_of_damaged_bytes_has_replacement_characters)
{
    check_fold(t,
               "A\xff"
               "B\xe7\x80",
               "a\xef\xbf\xbd"
               "b\xef\xbf\xbd\xef\xbf\xbd");
}

TEST(fold_is_the_same_for_all_normal_forms_and_for_itself)
{
    for (int i = 0; i < 30000; i++) {
        struct str s = lively_text(t, 10), f = text_fold(s, t->a);
        CHECK_STR(text_fold(f, t->a), f);
        CHECK(text_is_nfc(f));
        CHECK_STR(text_fold(by_icu(t, "nfc", UNORM2_COMPOSE, s), t->a), f);
        CHECK_STR(text_fold(by_icu(t, "nfc", UNORM2_DECOMPOSE, s), t->a), f);
    }
}

TEST(fold_of_any_bytes_folds_to_itself)
{
    for (int i = 0; i < 30000; i++) {
        struct str s = test_random_text(t, 40), f = text_fold(s, t->a);
        CHECK(utf8_is_valid(f));
        CHECK_STR(text_fold(f, t->a), f);
    }
}

TEST(fold_of_every_code_point_folds_to_itself)
{
    for (int32_t cp = 0; cp <= 0x10ffff; cp++) {
        char bytes[4];
        struct buf b = {.p = bytes, .cap = 4, .max = 4};
        if (cp >= 0xd800 && cp < 0xe000)
            continue;
        utf8_add(&b, cp);
        struct str f = text_fold(buf_str(&b), t->a), again = text_fold(f, t->a);
        if (!str_eq(f, again))
            test_fail(__FILE__, __LINE__, "U+%04X folds to '%.*s', and that to '%.*s'", cp, FS(f),
                      FS(again));
    }
}
