/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/charset.h"

#include <string.h>

#include <uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include "base/utf8.h"

enum { LOOK_MAX = 1 << 18, SAMPLE = 400 };

/*
 * uchardet's names and ours. Its EUC-KR and UHC, and its GB 2312 and GB 18030, are read by the
 * larger of the two, which every Korean and Chinese program writes.
 */
static const struct {
    const char *uchardet;
    struct charset charset;
} charsets[] = {
    {"UHC", {"CP949", "windows-949-2000"}},
    {"EUC-KR", {"CP949", "windows-949-2000"}},
    {"GB18030", {"GB18030", "gb18030"}},
    {"BIG5", {"Big5", "windows-950-2000"}},
    {"SHIFT_JIS", {"Shift_JIS", "ibm-943_P15A-2003"}},
    {"WINDOWS-1252", {"windows-1252", "windows-1252"}},
    {"WINDOWS-1251", {"windows-1251", "windows-1251"}},
    {"EUC-JP", {"EUC-JP", "EUC-JP"}},
    {"EUC-TW", {"EUC-TW", "EUC-TW"}},
    {"HZ-GB-2312", {"HZ-GB-2312", "HZ"}},
    {"ISO-2022-KR", {"ISO-2022-KR", "ISO-2022-KR"}},
    {"ISO-2022-JP", {"ISO-2022-JP", "ISO-2022-JP"}},
    {"ISO-2022-CN", {"ISO-2022-CN", "ISO-2022-CN"}},
    {"TIS-620", {"TIS-620", "windows-874-2000"}},
    {"KOI8-R", {"KOI8-R", "KOI8-R"}},
    {"IBM852", {"IBM852", "ibm-852"}},
    {"IBM855", {"IBM855", "ibm-855"}},
    {"IBM866", {"IBM866", "ibm-866"}},
    {"MAC-CYRILLIC", {"x-mac-cyrillic", "x-mac-cyrillic"}},
    {"WINDOWS-1250", {"windows-1250", "windows-1250"}},
    {"WINDOWS-1253", {"windows-1253", "windows-1253"}},
    {"WINDOWS-1255", {"windows-1255", "windows-1255"}},
    {"WINDOWS-1256", {"windows-1256", "windows-1256"}},
    {"WINDOWS-1257", {"windows-1257", "windows-1257"}},
    {"WINDOWS-1258", {"windows-1258", "windows-1258"}},
    {"ISO-8859-1", {"windows-1252", "windows-1252"}},
    {"ISO-8859-2", {"ISO-8859-2", "ISO-8859-2"}},
    {"ISO-8859-3", {"ISO-8859-3", "ISO-8859-3"}},
    {"ISO-8859-4", {"ISO-8859-4", "ISO-8859-4"}},
    {"ISO-8859-5", {"ISO-8859-5", "ISO-8859-5"}},
    {"ISO-8859-6", {"ISO-8859-6", "ISO-8859-6"}},
    {"ISO-8859-7", {"ISO-8859-7", "ISO-8859-7"}},
    {"ISO-8859-8", {"ISO-8859-8", "ISO-8859-8"}},
    {"ISO-8859-9", {"windows-1254", "windows-1254"}},
    {"ISO-8859-13", {"ISO-8859-13", "ISO-8859-13"}},
    {"ISO-8859-15", {"ISO-8859-15", "ISO-8859-15"}},
};

/*
 * Names that pages and mails declare, beside those above: the WHATWG Encoding standard's labels,
 * and what old mail programs of the region wrote. In lower case.
 */
static const struct {
    const char *label;
    struct charset charset;
} labels[] = {
    {"utf-8", {"UTF-8", "UTF-8"}},
    {"utf8", {"UTF-8", "UTF-8"}},
    {"unicode-1-1-utf-8", {"UTF-8", "UTF-8"}},
    {"utf-7", {"UTF-7", "UTF-7"}},
    {"cp949", {"CP949", "windows-949-2000"}},
    {"ms949", {"CP949", "windows-949-2000"}},
    {"windows-949", {"CP949", "windows-949-2000"}},
    {"x-windows-949", {"CP949", "windows-949-2000"}},
    {"ks_c_5601-1987", {"CP949", "windows-949-2000"}},
    {"ks_c_5601-1989", {"CP949", "windows-949-2000"}},
    {"ks_c_5601", {"CP949", "windows-949-2000"}},
    {"ksc5601", {"CP949", "windows-949-2000"}},
    {"ksc_5601", {"CP949", "windows-949-2000"}},
    {"korean", {"CP949", "windows-949-2000"}},
    {"euckr", {"CP949", "windows-949-2000"}},
    {"gb2312", {"GB18030", "gb18030"}},
    {"gb_2312-80", {"GB18030", "gb18030"}},
    {"gbk", {"GB18030", "gb18030"}},
    {"x-gbk", {"GB18030", "gb18030"}},
    {"cp936", {"GB18030", "gb18030"}},
    {"ms936", {"GB18030", "gb18030"}},
    {"windows-936", {"GB18030", "gb18030"}},
    {"euc-cn", {"GB18030", "gb18030"}},
    {"chinese", {"GB18030", "gb18030"}},
    {"big5-hkscs", {"Big5-HKSCS", "ibm-1375_P100-2008"}},
    {"big5hkscs", {"Big5-HKSCS", "ibm-1375_P100-2008"}},
    {"cn-big5", {"Big5", "windows-950-2000"}},
    {"x-x-big5", {"Big5", "windows-950-2000"}},
    {"cp950", {"Big5", "windows-950-2000"}},
    {"windows-950", {"Big5", "windows-950-2000"}},
    {"sjis", {"Shift_JIS", "ibm-943_P15A-2003"}},
    {"x-sjis", {"Shift_JIS", "ibm-943_P15A-2003"}},
    {"shift-jis", {"Shift_JIS", "ibm-943_P15A-2003"}},
    {"ms_kanji", {"Shift_JIS", "ibm-943_P15A-2003"}},
    {"cp932", {"Shift_JIS", "ibm-943_P15A-2003"}},
    {"windows-31j", {"Shift_JIS", "ibm-943_P15A-2003"}},
    {"x-euc-jp", {"EUC-JP", "EUC-JP"}},
    {"us-ascii", {"windows-1252", "windows-1252"}},
    {"ascii", {"windows-1252", "windows-1252"}},
    {"latin1", {"windows-1252", "windows-1252"}},
    {"cp1252", {"windows-1252", "windows-1252"}},
    {"cp1251", {"windows-1251", "windows-1251"}},
    {"windows-874", {"TIS-620", "windows-874-2000"}},
    {"windows-1254", {"windows-1254", "windows-1254"}},
    {"koi8-u", {"KOI8-U", "KOI8-U"}},
    {"koi8", {"KOI8-R", "KOI8-R"}},
    {"iso-8859-10", {"ISO-8859-10", "ISO-8859-10"}},
    {"iso-8859-14", {"ISO-8859-14", "ISO-8859-14"}},
    {"utf-16", {"UTF-16LE", "UTF-16LE"}},
    {"utf-16le", {"UTF-16LE", "UTF-16LE"}},
    {"utf-16be", {"UTF-16BE", "UTF-16BE"}},
};

const struct charset *charset_by_label(struct str label)
{
    struct str s = str_trim(label);
    for (isize i = 0; i < COUNTOF(labels); i++)
        if (str_eq_ascii_nocase(s, str_from_c(labels[i].label)))
            return &labels[i].charset;
    for (isize i = 0; i < COUNTOF(charsets); i++)
        if (str_eq_ascii_nocase(s, str_from_c(charsets[i].uchardet)))
            return &charsets[i].charset;
    return NULL;
}

static void uchardet_drop(uchardet_t *u)
{
    uchardet_delete(*u);
}

const struct charset *charset_by_uchardet(struct str bytes)
{
    AUTO(uchardet_drop) uchardet_t u = uchardet_new();
    isize n = bytes.n < LOOK_MAX ? bytes.n : LOOK_MAX;
    if (uchardet_handle_data(u, bytes.p, (size_t)n) != 0)
        return NULL;
    uchardet_data_end(u);
    struct str name = str_from_c(uchardet_get_charset(u));
    for (isize i = 0; i < COUNTOF(charsets); i++)
        if (str_eq(name, str_from_c(charsets[i].uchardet)))
            return &charsets[i].charset;
    return NULL;
}

static void converter_drop(UConverter **c)
{
    ucnv_close(*c); /* NULL is fine */
}

static bool convert_by(struct buf *b, const struct charset *c, struct str bytes,
                       UConverterToUCallback on_bad)
{
    enum { PIECE = 2048 };
    UErrorCode e = U_ZERO_ERROR;
    AUTO(converter_drop) UConverter *cnv = ucnv_open(c->icu, &e);
    ucnv_setToUCallBack(cnv, on_bad, NULL, NULL, NULL, &e);
    const char *from = bytes.p, *end = bytes.p + bytes.n;
    UChar piece[PIECE + 1], *to = piece;
    bool more = U_SUCCESS(e), good = more;
    while (more) {
        char text[3 * (PIECE + 1)];
        int32_t n = 0;
        UErrorCode said = U_ZERO_ERROR;
        e = U_ZERO_ERROR;
        ucnv_toUnicode(cnv, &to, piece + PIECE, &from, end, NULL, true, &e);
        more = e == U_BUFFER_OVERFLOW_ERROR;
        bool half = more && U16_IS_LEAD(to[-1]); /* its other half comes with the next piece */
        UChar lead = half ? *--to : 0;
        u_strToUTF8(text, (int32_t)sizeof text, &n, piece, (int32_t)(to - piece), &said);
        good = (more || U_SUCCESS(e)) && U_SUCCESS(said);
        more &= good;
        buf_add_bytes(b, text, n);
        piece[0] = lead;
        to = piece + half;
    }
    return good;
}

bool charset_convert(struct buf *b, const struct charset *c, struct str bytes)
{
    return convert_by(b, c, bytes, UCNV_TO_U_CALLBACK_STOP);
}

void charset_mend(struct buf *b, const struct charset *c, struct str bytes)
{
    (void)convert_by(b, c, bytes, UCNV_TO_U_CALLBACK_SUBSTITUTE);
}

/*
 * What the bytes would say in each encoding of our region. The most common characters of each
 * language count most; then those of the first level of its character set, which has the common
 * ones; what is rare in writing, or cannot stand there, counts against.
 */
typedef int (*weigh_fn)(struct str s, isize *i);

static int byte_at(struct str s, isize i)
{
    return i >= 0 && i < s.n ? (unsigned char)s.p[i] : 0;
}

static bool is_ascii_letter(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* KS X 1001: symbols, 2350 syllables, 4888 Hanja; around them the syllables that are rare. */
static int weigh_korean(struct str s, isize *i)
{
    int a = byte_at(s, *i), b = byte_at(s, *i + 1);
    *i += 2;
    if (b < 0xa1)
        return -4;
    return a >= 0xb0 && a <= 0xc8 ? 1 : a <= 0xa3 ? 0 : -2;
}

/* GB 2312: symbols, 3755 common, 3008 rarer characters; around them GBK's; four bytes are rare. */
static int weigh_simplified(struct str s, isize *i)
{
    int a = byte_at(s, *i), b = byte_at(s, *i + 1);
    *i += b >= '0' && b <= '9' ? 4 : 2;
    if (b < 0xa1)
        return -4;
    return a >= 0xb0 && a <= 0xd7   ? 1
           : a <= 0xa3 && a > 0xa0  ? 0
           : a >= 0xd8 && a <= 0xf7 ? -1
                                    : -4;
}

/* Big5: symbols, 5401 common, 7652 rarer characters. */
static int weigh_traditional(struct str s, isize *i)
{
    int a = byte_at(s, *i);
    *i += 2;
    return a >= 0xa4 && a <= 0xc6 ? 1 : a >= 0xa1 && a <= 0xa3 ? 0 : -3;
}

/* JIS X 0208: kana, 2965 common, 3390 rarer characters; single bytes are half-width kana. */
static int weigh_japanese(struct str s, isize *i)
{
    int a = byte_at(s, *i), b = byte_at(s, *i + 1);
    if (a >= 0xa1 && a <= 0xdf) {
        *i += 1;
        return -1;
    }
    *i += 2;
    if ((a == 0x82 && b >= 0x9f) || (a == 0x83 && b <= 0x96))
        return 3;
    return a >= 0x88 && a <= 0x97 ? 1 : a == 0x81 ? 0 : -2;
}

/* Quotation marks, dashes, the space before a French colon. */
static bool is_western_mark(int c)
{
    return (c >= 0x91 && c <= 0x97) || c == 0x85 || c == 0xab || c == 0xbb || c == 0xa0;
}

/* A letter with an accent stands alone between plain ones. */
static int weigh_western(struct str s, isize *i)
{
    int a = byte_at(s, *i), before = byte_at(s, *i - 1), after = byte_at(s, *i + 1);
    *i += 1;
    if (is_western_mark(a))
        return 1;
    if (before >= 0x80 && !is_western_mark(before))
        return -3;
    if (after >= 0x80 && !is_western_mark(after))
        return -3;
    if (a >= 0xc0 && (is_ascii_letter(before) || is_ascii_letter(after)))
        return 3;
    return a >= 0xa1 ? 0 : -2;
}

/* Cyrillic words: small letters, after at most one capital; no Latin letters beside them. */
static int weigh_cyrillic(struct str s, isize *i)
{
    int a = byte_at(s, *i), before = byte_at(s, *i - 1), after = byte_at(s, *i + 1);
    *i += 1;
    if (is_ascii_letter(before) || is_ascii_letter(after))
        return -2;
    if (a >= 0xe0 || a == 0xb8)
        return 1;
    return a >= 0xc0 && before < 0xe0 ? 1 : is_western_mark(a) ? 0 : -3;
}

/* clang-format off */
static const struct likely {
    struct charset charset;
    weigh_fn weigh;
    const char *common; /* the characters that texts are made of, by our own reading */
} likely[] = {
    {{"CP949", "windows-949-2000"}, weigh_korean,
     "이다는을의에가하고지한로기사은도를대자리어나해인서시정들아수그여있일보부제과원주장상국전조동성라"
     "스만으니면당구중안위연선민게방공세유마교문경신화실북평양강송환탈난납치회무계영적재법등명관소생활"
     "체포금건요호할용권행되된와학남결말통합력모복술별처목월직접석저점반향때운입출더좋같많크높새첫끝글"
     "책집물불산길알림께큼까터음없않못또류형태값식준급론험각역량질특변확절청답례님럼했였었았겠습것든려"
     "렇왔갔받줄씨군번째날간초층개살달김박최윤임오황홍배백허노곽차추손엄채천현함염탁파름열닫찾쓰읽옮"},
    {{"GB18030", "gb18030"}, weigh_simplified,
     "的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生自会那后能对着事其"
     "里所去行过家十用发天如然作方成者多日都三小军二无同么经法当起与好看学进种将还分此心前面又定见只主没公从"
     "朝鲜难民遣返脱北者强制联合拘留逮捕阳市省边境名单信件文书报告政府部外交警察局月号申诉人权委员会"
     "关于情况资料议记录照片声明调查表通知问题理解决定组织使用请求新本高工程正重因力目相应该设计据期或类型第次内制"},
    {{"Big5", "windows-950-2000"}, weigh_traditional,
     "的一是不了人我在有他這為之大來以個中上們到說國和地也子時道出而要於就下得可你年生自會那後能對著事其"
     "裡所去行過家十用發天如然作方成者多日都三小軍二無同麼經法當起與好看學進種將還分此心前面又定見只主沒公從"
     "朝鮮難民遣返脫北者強制聯合拘留逮捕陽市省邊境名單信件文書報告政府部外交警察局月號申訴人權委員會韓"
     "關於情況資料議記錄照片聲明調查表通知問題理解決定組織使用請求新本高工程正重因力目相應該設計據期或類型第次內制"},
    {{"Shift_JIS", "ibm-943_P15A-2003"}, weigh_japanese,
     "のにはをたがでてとしれさいるらなもっりんこあくすかきまようー日本人国年月者北朝鮮難民送還脱会議大使館書名簿"},
    {{"windows-1252", "windows-1252"}, weigh_western, ""},
    {{"windows-1251", "windows-1251"}, weigh_cyrillic, ""},
};
/* clang-format on */
_Static_assert(COUNTOF(likely) == CHARSETS_LIKELY, "one place each");

/* INT32_MIN if the bytes are not in that encoding. */
static int32_t likelihood(const struct likely *l, struct str bytes)
{
    enum { COMMON = 3, GROWTH = 4 };
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct buf b = buf_in(tmp.arena, bytes.n * GROWTH);
    int32_t score = 0;
    if (!charset_convert(&b, &l->charset, bytes))
        return INT32_MIN;
    struct str head = str_part(bytes, 0, SAMPLE), text = str_part(buf_str(&b), 0, SAMPLE);
    for (isize i = 0; i < head.n;) {
        if ((unsigned char)head.p[i] < 0x80)
            i++;
        else
            score += l->weigh(head, &i);
    }
    for (isize i = 0, start = 0; i < text.n; start = i)
        if (utf8_next(text, &i) >= 0x80 && l->common[0] &&
            str_find(str_from_c(l->common), str_part(text, start, i)) >= 0)
            score += COMMON;
    return score;
}

isize charset_likely(const struct charset *out[CHARSETS_LIKELY], struct str bytes)
{
    int32_t scores[CHARSETS_LIKELY];
    isize n = 0;
    for (isize k = 0; k < COUNTOF(likely); k++) {
        int32_t score = likelihood(&likely[k], bytes);
        isize at = n;
        if (score == INT32_MIN)
            continue;
        for (; at > 0 && scores[at - 1] < score; at--) {
            scores[at] = scores[at - 1];
            out[at] = out[at - 1];
        }
        scores[at] = score;
        out[at] = &likely[k].charset;
        n++;
    }
    return n;
}
