/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "read/parse.h"
#include "test.h"

static void check_kind(struct str bytes, struct str name, const char *want)
{
    struct err err = {0};
    const char *got = parse_kind(bytes, name, &err);
    if (!got)
        test_fail(__FILE__, __LINE__, "refused: %s", err.detail);
    CHECK_STR(str_from_c(got), str_from_c(want));
}

static void check_refused(struct str bytes, struct str name, const char *word)
{
    struct err err = {0};
    CHECK(parse_kind(bytes, name, &err) == NULL);
    CHECK_INT(err.code, E_INVALID);
    if (!strstr(err.detail, word))
        test_fail(__FILE__, __LINE__, "'%s' does not say '%s'", err.detail, word);
}

TEST(the_bytes_decide_before_the_name)
{
    check_kind(S("%PDF-1.4\n"), S("letter.txt"), "pdf");
    check_kind(S("mail header\r\n\r\n%PDF-1.4\n"), S("x"), "pdf");
    check_kind(S("<!DOCTYPE html><p>x"), S("page.txt"), "html");
    check_kind(S("\xef\xbb\xbf  <HTML lang=ko>"), S("page"), "html");
    check_kind(S("\xff\xfe<\0h\0t\0m\0l\0>\0"), S("page"), "html");
    check_kind(S("<p>no doctype"), S("page.HTM"), "html");
    check_kind(S("<p>no doctype"), S("page.txt"), "txt");
    check_kind(S("Dear President"), S("letter"), "txt");
    check_kind(S("\xb0\xad\xc1\xa6\xbc\xdb\xc8\xaf"), S("letter.txt"), "txt");
    check_kind(S("D\0e\0a\0r\0 \0P\0"), S("letter.txt"), "txt");
    check_kind(S("\xff\xfe\x38\x05"), S("letter.txt"), "txt");
    check_kind(S("PK\x03\x04rest"), S("letter.txt"), "office");
    check_kind(S("Received: from a\r\n by b\r\nFrom: x@y.z\r\n\r\n<html>"), S("x"), "mail");
    check_kind(S("From x@y.z Thu Mar 12 09:15:00 2026\nMessage-ID: <1>\n\nhello"), S("x"), "mail");
    check_kind(S("From: a@b.c\r\n\r\nhello"), S("a.EML"), "mail");
    check_kind(S("From: the office\nTo: all\nSubject: x\n\nhello"), S("a.txt"), "txt");
    check_kind(S("To whom it may concern\nMIME-Version: 1\n"), S("a.txt"), "txt");
    check_kind(S("no header here"), S("a.eml"), "txt");
}

TEST(what_is_not_read_is_refused_with_advice)
{
    check_refused(S(""), S("a.txt"), "empty");
    check_refused(S("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"), S("a.hwp"), "DOCX, HWPX or PDF");
    check_refused(S("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"),
                  S("a.hwp"), "Save it as DOCX");
    check_refused(
        S("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 H\0w\0p\0S\0u\0m\0m\0a\0r\0y\0I\0n\0f\0o\0r\0m\0"
          "a\0t\0i\0o\0n\0"),
        S("a.doc"), "HWPX or PDF");
    check_refused(S("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
                    "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0 W\0o\0r\0d\0D\0o\0c\0"
                    "u\0m\0e\0n\0t\0"),
                  S("a.docx"), "password");
    check_refused(S("HWP Document File V3.00"), S("a.hwp"), "HWP");
    check_refused(S("{\\rtf1"), S("a.rtf"), "RTF");
    check_refused(S("\x89PNG\r\n"), S("a.png"), "picture");
    check_refused(S("II*\0...."), S("a.tif"), "picture");
    check_refused(S("\x7f"
                    "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01"),
                  S("a"), "PDF, DOCX");
}

TEST(the_kind_of_any_bytes_is_found_without_harm)
{
    for (int i = 0; i < 20000; i++) {
        struct err err = {0};
        const char *kind = parse_kind(test_random_text(t, 200), test_random_text(t, 10), &err);
        CHECK(kind || (err.code == E_INVALID && err.detail[0]));
    }
}
