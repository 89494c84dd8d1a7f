/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents through the real child: launched, limited, shut in. */
#include <string.h>

#include "../unit/read/format/pdf_make.h"
#include "../unit/read/format/zip_make.h"
#include "read/parse.h"
#include "sys/file.h"

static struct launcher *start(struct test *t)
{
    struct launcher *l = NULL;
    CHECK_OK(launcher_start(&l, sys_real(), str_from_c(PARSE_PROGRAM), t->a, &err));
    return l;
}

static void check_refused(struct test *t, struct launcher *l, struct str bytes, const char *word)
{
    struct parsed p = {.text = S("untouched")};
    struct err err = {0};
    CHECK(!parse_document(&p, l, bytes, S("file"), t->a, &err));
    CHECK_INT(err.code, E_INVALID);
    if (!strstr(err.detail, word))
        test_fail(__FILE__, __LINE__, "'%s' does not say '%s'", err.detail, word);
    CHECK_STR(p.text, S("untouched"));
}

TEST(an_old_korean_pdf_without_its_font_is_read_in_the_sandbox)
{
    AUTO(launcher_stop) struct launcher *l = start(t);
    static const struct old_font korean = {"KSCms-UHC-H", "Korea1", "HYSMyeongJo-Medium"};
    struct str lines[] = {S("\xb0\xad\xc1\xa6\xbc\xdb\xc8\xaf"), S("\x94\xee")};
    struct parsed p = {0};
    CHECK_OK(parse_document(&p, l, pdf_make(t->a, &korean, lines, 2), S("old.pdf"), t->a, &err));
    CHECK_STR(p.text, S("강제송환\n뷁\n"));
    CHECK_INT(p.pages.n, 2);
    CHECK_STR(p.media_type, S("application/pdf"));
    CHECK(str_starts(p.engine, S("poppler ")));
}

TEST(web_pages_and_texts_are_read_in_the_sandbox)
{
    AUTO(launcher_stop) struct launcher *l = start(t);
    struct parsed p = {0};
    CHECK_OK(parse_document(&p, l,
                            S("<!doctype html><title>T</title><p>one<p>two <a href=/x>l</a>"),
                            S("a"), t->a, &err));
    CHECK_STR(p.text, S("one\n\ntwo l"));
    CHECK_STR(p.title, S("T"));
    CHECK_INT(p.links.n, 1);
    CHECK_OK(parse_document(&p, l, S("Dear President,\r\n\r\nstop it."), S("a.txt"), t->a, &err));
    CHECK_STR(p.text, S("Dear President,\n\nstop it."));
    struct str cp949 =
        S("\xc1\xdf\xb1\xb9 \xc1\xa4\xba\xce\xb4\xc2 \xc5\xbb\xba\xcf\xb9\xce\xc0\xc7 "
          "\xb0\xad\xc1\xa6\xbc\xdb\xc8\xaf\xc0\xbb \xc1\xdf\xb4\xdc\xc7\xcf\xb6\xf3.");
    CHECK_OK(parse_document(&p, l, cp949, S("a.txt"), t->a, &err));
    CHECK_STR(p.text, S("중국 정부는 탈북민의 강제송환을 중단하라."));
}

TEST(what_cannot_be_read_is_refused_with_a_sentence)
{
    AUTO(launcher_stop) struct launcher *l = start(t);
    static const struct old_font korean = {"KSCms-UHC-H", "Korea1", "HYSMyeongJo-Medium"};
    struct str lines[] = {S("\xb0\xad")};
    struct str pdf = pdf_make(t->a, &korean, lines, 1);
    check_refused(t, l, S(""), "empty");
    check_refused(t, l, str_part(pdf, 0, pdf.n - 60), "not complete");
    check_refused(t, l, S("%PDF-1.7\n%%EOF"), "damaged");
    struct str locked = pdf_encrypted(t->a, pdf);
    check_refused(t, l, locked, "password");
    struct buf junk = buf_in(t->a, 4000);
    for (int i = 0; i < 4000; i++)
        buf_add_c(&junk, (char)(unsigned char)test_random(t, 256));
    check_refused(t, l, buf_str(&junk), "PDF, DOCX");
    struct str docx = docx_make(t->a, S("<w:p/>"), NULL);
    check_refused(t, l, str_part(docx, 0, docx.n - 30), "not complete");
    check_refused(t, l, docx_make(t->a, S("<w:p>"), NULL), "damaged");
    check_refused(t, l,
                  S("From a@b.c Thu Mar 12 09:15:00 2026\nFrom: a\nMIME-Version: 1.0\n\nx\n\n"
                    "From a@b.c Thu Mar 12 09:16:00 2026\nFrom: a\n\ny\n"),
                  "several mails");
}

TEST(office_documents_are_read_in_the_sandbox)
{
    AUTO(launcher_stop) struct launcher *l = start(t);
    struct parsed p = {0};
    CHECK_OK(parse_document(
        &p, l,
        docx_make(t->a,
                  S("<w:p><w:r><w:t>Dear President,</w:t></w:r></w:p><w:p><w:r><w:t>강제송환"
                    "</w:t></w:r></w:p>"),
                  NULL),
        S("a"), t->a, &err));
    CHECK_STR(p.text, S("Dear President,\n강제송환"));
    CHECK_OK(parse_document(&p, l, odt_make(t->a, S(""), S("<text:p>強制遣返</text:p>"), S("")),
                            S("a"), t->a, &err));
    CHECK_STR(p.text, S("強制遣返"));
    CHECK_OK(parse_document(
        &p, l,
        hwpx_make(t->a, S("<hp:p><hp:run><hp:t>탈북민</hp:t></hp:run></hp:p>"), S(""), S("")),
        S("a"), t->a, &err));
    CHECK_STR(p.text, S("탈북민"));
    CHECK_STR(p.media_type, S("application/hwp+zip"));
}

/* Its charsets are known to the parser itself: no file of the C library's converters is read. */
TEST(mails_are_read_in_the_sandbox)
{
    AUTO(launcher_stop) struct launcher *l = start(t);
    struct parsed p = {0};
    CHECK_OK(parse_document(
        &p, l,
        S("From: =?euc-kr?B?sei3ocH2?= <a@example.org>\nMIME-Version: 1.0\n"
          "Content-Type: multipart/mixed; boundary=b\n\n"
          "--b\nContent-Type: text/plain; charset=ks_c_5601-1987\n\n\xb0\xad\xc1\xa6\n"
          "--b\nContent-Type: text/html; charset=gb2312\n\n<p>\xc4\xd1\xc3\xf1\n"
          "--b\nContent-Type: text/plain; charset=big5\n\n\xc3\xf8\xa5\xc1\n"
          "--b\nContent-Type: application/pdf; name*=euc-kr''%B8%ED%B4%DC.pdf\n\nx\n--b--\n"),
        S("a"), t->a, &err));
    CHECK_STR(p.text, S("From: 김래지 <a@example.org>\n\n강제\n\n难民\n\n難民\n\n"
                        "Attachment: 명단.pdf (application/pdf, 1 bytes)"));
}

TEST(a_page_nested_without_end_is_read_or_refused_in_time)
{
    AUTO(launcher_stop) struct launcher *l = start(t);
    enum { DEEP = 1000000 };
    struct buf b = buf_in(t->a, 16 << 20);
    buf_add(&b, S("<!doctype html>"));
    for (int i = 0; i < DEEP; i++)
        buf_add(&b, S("<div><b>"));
    struct parsed p = {0};
    struct err why = {0};
    int64_t from = sys_monotonic_ms(sys_real());
    if (!parse_document(&p, l, buf_str(&b), S("a.html"), t->a, &why))
        CHECK(why.code == E_LIMIT || why.code == E_CORRUPT || why.code == E_INVALID);
    CHECK(sys_monotonic_ms(sys_real()) - from < 130000);
    CHECK_OK(parse_document(&p, l, S("next"), S("a.txt"), t->a, &err));
}

/* Within the memory and time that the child has, and it is told what happened. */
static void check_bounded(struct test *t, struct launcher *l, struct str bytes, enum err_code want)
{
    struct parsed p = {0};
    struct err why = {0};
    int64_t from = sys_monotonic_ms(sys_real());
    bool ok = parse_document(&p, l, bytes, S("file"), t->a, &why);
    CHECK_INT(ok ? E_NONE : why.code, want);
    CHECK(ok || why.detail[0]);
    CHECK(sys_monotonic_ms(sys_real()) - from < 100000);
}

static struct str repeated(struct test *t, struct str head, struct str piece, isize times)
{
    struct buf b = buf_in(t->a, head.n + piece.n * times);
    buf_add(&b, head);
    for (isize i = 0; i < times; i++)
        buf_add(&b, piece);
    return buf_str(&b);
}

TEST(office_documents_made_to_do_harm_are_bounded)
{
    AUTO(launcher_stop) struct launcher *l = start(t);
    check_bounded(t, l, docx_make(t->a, repeated(t, S(""), S("<w:p>"), 1000000), NULL), E_INVALID);
    check_bounded(t, l, docx_make(t->a, repeated(t, S(""), S("<w:p/>"), 3000000), NULL), E_NONE);
    check_bounded(t, l, docx_make(t->a, repeated(t, S("<w:p a='"), S("0123456789"), 3000000), NULL),
                  E_INVALID);
    check_bounded(t, l,
                  docx_make(t->a,
                            repeated(t, S(""),
                                     S("<w:p><w:r><w:t>0123456789012345678901234567890123456789"
                                       "</w:t></w:r></w:p>"),
                                     600000),
                            NULL),
                  E_LIMIT);
}

TEST(mails_made_to_do_harm_are_bounded)
{
    AUTO(launcher_stop) struct launcher *l = start(t);
    struct str head =
        S("From: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n");
    struct str part = S("--b\nContent-Type: application/x; name=n\n\nx\n");
    check_bounded(t, l, repeated(t, head, part, 100000), E_NONE);
    check_bounded(t, l, repeated(t, head, part, 1000000), E_LIMIT);
    struct buf deep = buf_in(t->a, 16 << 20);
    buf_add(&deep, head);
    for (int i = 0; i < 100000; i++)
        buf_addf(&deep, "--b%.0d\nContent-Type: multipart/mixed; boundary=b%d\n\n", i, i + 1);
    check_bounded(t, l, buf_str(&deep), E_NONE);
    check_bounded(t, l,
                  repeated(t, S("MIME-Version: 1.0\nSubject: "), S("=?utf-8?B?6rCV?= "), 1000000),
                  E_NONE);
    check_bounded(t, l, repeated(t, S("MIME-Version: 1.0\n"), S("X-A: b\n"), 1000000), E_NONE);
}

TEST(a_text_that_does_not_fit_its_arena_is_refused)
{
    AUTO(launcher_stop) struct launcher *l = start(t);
    enum { LONG = 2 << 20 };
    struct arena *small = arena_new(ARENA_SMALL);
    struct parsed p = {0};
    char *text = NEWN(t->a, char, LONG);
    memset(text, 'x', LONG);
    struct str s = {text, LONG};
    CHECK_FAILS(parse_document(&p, l, s, S("a.txt"), small, &err), E_LIMIT);
    CHECK_OK(parse_document(&p, l, str_part(s, 0, 100000), S("a.txt"), small, &err));
    CHECK_INT(p.text.n, 100000);
    arena_free(&small);
}

/* What the documents of this folder cost; shown, not checked: the machine may be busy. */
TEST(the_cost_of_a_document_is_small)
{
    AUTO(launcher_stop) struct launcher *l = start(t);
    enum { ROUNDS = 20 };
    struct parsed p = {0};
    int64_t from = sys_monotonic_ms(sys_real());
    for (int i = 0; i < ROUNDS; i++)
        CHECK_OK(parse_document(&p, l, S("Dear President"), S("a.txt"), t->a, &err));
    int64_t each = (sys_monotonic_ms(sys_real()) - from) / ROUNDS;
    CHECK(each < 2000);
}
