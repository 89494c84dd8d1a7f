/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include "base/utf8.h"
#include "lang/normal.h"
#include "test.h"

/* UTF-8 text written in another encoding, by ICU. */
static struct str encoded(struct test *t, const char *text, const char *icu)
{
    enum { CAP = 20000 };
    UErrorCode e = U_ZERO_ERROR;
    UChar *u = NEWN(t->a, UChar, CAP);
    char *p = NEWN(t->a, char, CAP);
    int32_t n = 0;
    u_strFromUTF8(u, CAP, &n, text, -1, &e);
    UConverter *c = ucnv_open(icu, &e);
    ucnv_setFromUCallBack(c, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &e);
    n = ucnv_fromUChars(c, p, CAP, u, n, &e);
    ucnv_close(c);
    if (U_FAILURE(e))
        test_fail(__FILE__, __LINE__, "%s cannot say %s", icu, text);
    return (struct str){p, n};
}

static void check_decode(struct test *t, struct str bytes, const char *text, const char *name)
{
    struct str out = {0}, charset = {0};
    CHECK_OK(text_decode(&out, &charset, bytes, t->a, &err));
    CHECK_STR(out, str_from_c(text));
    CHECK_STR(charset, str_from_c(name));
}

TEST(decode_takes_utf8_as_it_is)
{
    check_decode(t, S("강제송환 refoulement 強制遣返"), "강제송환 refoulement 強制遣返", "UTF-8");
    check_decode(t,
                 S("\xef\xbb\xbf"
                   "a\r\nb"),
                 "a\r\nb", "UTF-8");
    check_decode(t, S("plain"), "plain", "UTF-8");
    check_decode(t, S(""), "", "UTF-8");
    check_decode(t, S("price \x1b[1mbold\x1b[0m ~{ not shifted"),
                 "price \x1b[1mbold\x1b[0m ~{ not shifted", "UTF-8");
}

TEST(decode_knows_the_encodings_of_the_region_from_a_sentence)
{
    static const char ko[] = "중국 선양에서 탈북민 열 명이 체포되었다는 소식을 들었습니다.";
    static const char hans[] = "沈阳市公安局昨日逮捕了十名朝鲜难民，其中一名是儿童。";
    static const char hant[] = "瀋陽市公安局昨日逮捕了十名北韓難民，其中一名是兒童。";
    static const char ja[] = "瀋陽で北朝鮮から逃れた十人が拘束されたという知らせがあった。";
    static const char fr[] = "Les réfugiés arrêtés à Shenyang risquent d'être renvoyés de force.";
    static const char mn[] = "Хойд Солонгосын дүрвэгсдийг албадан буцаахгүй байхыг хүсье.";
    check_decode(t, encoded(t, ko, "windows-949"), ko, "CP949");
    check_decode(t, encoded(t, hans, "gb18030"), hans, "GB18030");
    check_decode(t, encoded(t, hant, "Big5"), hant, "Big5");
    check_decode(t, encoded(t, ja, "Shift_JIS"), ja, "Shift_JIS");
    check_decode(t, encoded(t, fr, "windows-1252"), fr, "windows-1252");
    check_decode(t, encoded(t, "Беженцы были задержаны в Шэньяне вчера утром.", "windows-1251"),
                 "Беженцы были задержаны в Шэньяне вчера утром.", "windows-1251");
    check_decode(t, encoded(t, mn, "UTF-16LE"), mn, "UTF-16LE");
}

TEST(decode_knows_the_encodings_of_the_region_from_a_file_name)
{
    check_decode(t, encoded(t, "탈북민 명단.hwp", "windows-949"), "탈북민 명단.hwp", "CP949");
    check_decode(t, encoded(t, "강제송환", "windows-949"), "강제송환", "CP949");
    check_decode(t, encoded(t, "难民名单(最终).doc", "gb18030"), "难民名单(最终).doc", "GB18030");
    check_decode(t, encoded(t, "強制遣返脫北者.doc", "Big5"), "強制遣返脫北者.doc", "Big5");
    check_decode(t, encoded(t, "脱北者の名簿.xls", "Shift_JIS"), "脱北者の名簿.xls", "Shift_JIS");
    check_decode(t, encoded(t, "Lettre du réfugié – copie", "windows-1252"),
                 "Lettre du réfugié – copie", "windows-1252");
}

TEST(decode_knows_utf16_and_utf32_with_and_without_their_mark)
{
    static const char text[] = "북한 refugees 難民\r\n열 명 😀\r\n";
    check_decode(t, encoded(t, text, "UTF-16LE"), text, "UTF-16LE");
    check_decode(t, encoded(t, text, "UTF-16BE"), text, "UTF-16BE");
    check_decode(t,
                 encoded(t,
                         "\xef\xbb\xbf"
                         "북한 a",
                         "UTF-16LE"),
                 "북한 a", "UTF-16LE");
    check_decode(t,
                 encoded(t,
                         "\xef\xbb\xbf"
                         "북한 a",
                         "UTF-16BE"),
                 "북한 a", "UTF-16BE");
    check_decode(t,
                 encoded(t,
                         "\xef\xbb\xbf"
                         "북한 a",
                         "UTF-32LE"),
                 "북한 a", "UTF-32LE");
}

TEST(decode_reads_mail_of_the_nineties)
{
    static const char ko[] = "탈북자들의 강제송환을 즉각 중단하라";
    check_decode(t, encoded(t, ko, "ISO-2022-KR"), ko, "ISO-2022-KR");
    static const char ja[] = "脱北者の強制送還をただちに中止せよ。";
    check_decode(t, encoded(t, ja, "ISO-2022-JP"), ja, "ISO-2022-JP");
}

TEST(decode_of_a_long_text_is_whole)
{
    struct buf b = buf_in(t->a, 100000), want = buf_in(t->a, 400000);
    struct str ko = encoded(t, "선양에서 탈북민 열 명이 체포되었다. ", "windows-949");
    for (int i = 0; i < 300; i++) {
        buf_add(&b, ko);
        buf_add(&want, S("선양에서 탈북민 열 명이 체포되었다. "));
    }
    struct str out, charset;
    CHECK_OK(text_decode(&out, &charset, buf_str(&b), t->a, &err));
    CHECK_STR(out, buf_str(&want));
    struct buf wide = buf_in(t->a, 100000), smile = buf_in(t->a, 100000);
    buf_add_bytes(&wide,
                  "\xff\xfe"
                  "a\0",
                  4);
    buf_add(&smile, S("a"));
    for (int i = 0; i < 4500; i++) { /* pairs of surrogates over every edge of a piece */
        buf_add_bytes(&wide, "\x3d\xd8\x00\xde", 4);
        buf_add(&smile, S("😀"));
    }
    CHECK_OK(text_decode(&out, &charset, buf_str(&wide), t->a, &err));
    CHECK_STR(out, buf_str(&smile));
}

TEST(decode_keeps_damaged_utf8)
{
    struct buf b = buf_in(t->a, 10000);
    for (int i = 0; i < 30; i++)
        buf_add(&b, S("강제송환 "));
    buf_add(&b, S("강\xec\xa0")); /* cut inside a character */
    struct str out, charset;
    CHECK_OK(text_decode(&out, &charset, buf_str(&b), t->a, &err));
    CHECK_STR(charset, S("UTF-8"));
    CHECK(str_ends(out, S("강\xef\xbf\xbd\xef\xbf\xbd")));
}

TEST(decode_leaves_stray_zeros_out_and_does_not_take_them_for_utf16)
{
    check_decode(t, S("Dear President, stop \0it now please."),
                 "Dear President, stop it now please.", "UTF-8");
    check_decode(t, S("Dear President, stop\0 it now please"), "Dear President, stop it now please",
                 "UTF-8");
    check_decode(t, S("강제송환을 멈춰라\0"), "강제송환을 멈춰라", "UTF-8");
    /* Chinese in UTF-16 has a zero only for a blank or line end */
    static const char zh[] =
        "中国政府应当立即停止强制遣返脱北者\n并且允许联合国难民署进入边境地区。";
    check_decode(t, encoded(t, zh, "UTF-16LE"), zh, "UTF-16LE");
    check_decode(t, encoded(t, zh, "UTF-16BE"), zh, "UTF-16BE");
}

static void check_decode_as(struct test *t, struct str bytes, const char *declared,
                            const char *text, const char *name)
{
    struct str out = {0}, charset = {0};
    CHECK_OK(text_decode_as(&out, &charset, bytes, str_from_c(declared), t->a, &err));
    CHECK_STR(out, str_from_c(text));
    CHECK_STR(charset, str_from_c(name));
}

TEST(decode_believes_a_declared_charset_unless_the_bytes_say_another)
{
    /* two syllables, which by themselves could be Chinese as well */
    check_decode_as(t, S("\xb0\xad\xc1\xa6"), "euc-kr", "강제", "CP949");
    check_decode_as(t, S("\xb0\xad\xc1\xa6"), "GB2312", "碍力", "GB18030");
    check_decode_as(t, encoded(t, "뷁", "windows-949"), "ks_c_5601-1987", "뷁", "CP949");
    check_decode_as(t, encoded(t, "難民", "Big5"), " big5 ", "難民", "Big5");
    check_decode_as(t, encoded(t, "조선어", "ISO-2022-KR"), "iso-2022-kr", "조선어", "ISO-2022-KR");
    check_decode_as(t, S("~{VP9z~}"), "hz-gb-2312", "中国", "HZ-GB-2312");
    check_decode_as(t, encoded(t, "беженец", "KOI8-R"), "koi8-r", "беженец", "KOI8-R");
    /* saved anew as UTF-8, the old declaration left in */
    check_decode_as(t, S("강제송환"), "euc-kr", "강제송환", "UTF-8");
    check_decode_as(t, encoded(t, "\xef\xbb\xbf강제", "UTF-16LE"), "euc-kr", "강제", "UTF-16LE");
    /* Latin is said of anything, an unknown name says nothing */
    struct str ko = encoded(t, "탈북자들의 강제송환을 중단하라", "windows-949");
    check_decode_as(t, ko, "iso-8859-1", "탈북자들의 강제송환을 중단하라", "CP949");
    check_decode_as(t, ko, "x-nothing", "탈북자들의 강제송환을 중단하라", "CP949");
    check_decode_as(t, encoded(t, "réfugié", "windows-1252"), "iso-8859-1", "réfugié",
                    "windows-1252");
    check_decode_as(t, S("plain"), "us-ascii", "plain", "UTF-8");
    check_decode_as(t, (struct str){0}, "euc-kr", "", "UTF-8");
}

TEST(decode_mends_what_is_damaged_in_its_declared_charset)
{
    struct buf b = buf_in(t->a, 10000);
    for (int i = 0; i < 30; i++)
        buf_add(&b, S("\xb0\xad\xc1\xa6\xbc\xdb\xc8\xaf ")); /* 강제송환 */
    buf_add(&b, S("\xb0"));                                  /* cut inside a character */
    struct str out, charset;
    CHECK_OK(text_decode_as(&out, &charset, buf_str(&b), S("euc-kr"), t->a, &err));
    CHECK_STR(charset, S("CP949"));
    CHECK(str_starts(out, S("강제송환 ")) && str_ends(out, S(" \xef\xbf\xbd")));
}

TEST(decode_refuses_what_is_no_text)
{
    struct str out = S("before"), charset = S("none");
    static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x02\x08\x06\0\0";
    CHECK_FAILS(text_decode(&out, &charset, (struct str){png, sizeof png - 1}, t->a, &err),
                E_INVALID);
    CHECK_FAILS(text_decode(&out, &charset,
                            S("\x01\x02\x03\x04"
                              "ab"),
                            t->a, &err),
                E_INVALID);
    CHECK_FAILS(text_decode(&out, &charset,
                            S("\xff\xfe"
                              "\x00\xd8"),
                            t->a, &err),
                E_INVALID);
    CHECK_FAILS(text_decode(&out, &charset,
                            S("\xff\xfe"
                              "abc"),
                            t->a, &err),
                E_INVALID);
    CHECK_FAILS(text_decode(&out, &charset, S("a\0b"), t->a, &err), E_INVALID);
    CHECK_STR(out, S("before"));
    CHECK_STR(charset, S("none"));
}

TEST(decode_of_any_bytes_gives_text_or_says_why)
{
    for (int i = 0; i < 3000; i++) {
        struct str s = test_random_text(t, 60), out = {0}, charset = {0};
        struct err err = {0};
        if (text_decode(&out, &charset, s, t->a, &err))
            CHECK(utf8_is_valid(out) && charset.n > 0);
        else
            CHECK_INT(err.code, E_INVALID);
        static const char *const declared[] = {"euc-kr", "big5", "iso-2022-kr", "utf-16le",
                                               "hz-gb-2312"};
        struct err again = {0};
        if (text_decode_as(&out, &charset, s, str_from_c(declared[i % COUNTOF(declared)]), t->a,
                           &again))
            CHECK(utf8_is_valid(out) && charset.n > 0);
        else
            CHECK_INT(again.code, E_INVALID);
    }
}
