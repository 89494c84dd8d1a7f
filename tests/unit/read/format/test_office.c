/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all office documents share: the package, its limits, hostile XML, what is refused. */
#include <string.h>
#include <zip.h>

#include "read/format/formats.h"
#include "read/format/numbering.h"
#include "read/format/package.h"
#include "read/format/xml.h"
#include "test.h"
#include "zip_make.h"

static void check_refused(struct test *t, struct str file, enum err_code code, const char *word)
{
    struct parsed p = {.text = S("untouched")};
    struct err err = {0};
    CHECK(!office_parse(&p, file, t->a, &err));
    CHECK_INT(err.code, code);
    CHECK_STR(str_from_c(err.detail), str_from_c(word));
    CHECK_STR(p.text, S("untouched"));
}

/* A file as libzip writes it, members deflated. */
static struct str deflated(struct test *t, const struct zip_part *parts, isize n, int method)
{
    enum { MOST = 8 << 20 };
    zip_error_t why;
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &why);
    zip_t *z = zip_open_from_source(target, ZIP_TRUNCATE, &why);
    zip_source_keep(target);
    for (isize i = 0; i < n; i++) {
        zip_source_t *s =
            zip_source_buffer(z, parts[i].content.p, (zip_uint64_t)parts[i].content.n, 0);
        zip_int64_t at = zip_file_add(z, parts[i].name, s, 0);
        CHECK(at >= 0 && zip_set_file_compression(z, (zip_uint64_t)at, method, 9) == 0);
    }
    CHECK(zip_close(z) == 0 && zip_source_open(target) == 0);
    char *p = NEWN(t->a, char, MOST);
    zip_int64_t got = zip_source_read(target, p, MOST);
    CHECK(got > 0 && got < MOST);
    zip_source_close(target);
    zip_source_free(target);
    return (struct str){p, got};
}

static struct str of_times(struct test *t, struct str head, struct str piece, isize times,
                           struct str tail)
{
    struct buf b = buf_in(t->a, head.n + piece.n * times + tail.n);
    buf_add(&b, head);
    for (isize i = 0; i < times; i++)
        buf_add(&b, piece);
    buf_add(&b, tail);
    return buf_str(&b);
}

TEST(office_packages_are_deflated_or_stored)
{
    struct zip_part parts[] = {
        {"mimetype", S("application/vnd.oasis.opendocument.text")},
        {"content.xml", of_times(t, S(ODT_OPEN("document-content") "<office:body><office:text>"),
                                 S("<text:p>강제송환</text:p>"), 1000,
                                 S("</office:text></office:body></office:document-content>"))}};
    struct parsed p = {0};
    CHECK_OK(office_parse(&p, deflated(t, parts, 2, ZIP_CM_DEFLATE), t->a, &err));
    CHECK_INT(p.text.n, 1000 * 13 - 1);
    check_refused(t, deflated(t, parts, 2, ZIP_CM_BZIP2), E_INVALID, "damaged");
}

TEST(office_packages_that_are_no_text_documents_are_told_apart)
{
    static const struct {
        const char *mark, *word;
    } cases[] = {{"application/vnd.oasis.opendocument.spreadsheet", "sheet"},
                 {"application/vnd.oasis.opendocument.presentation", "slides"},
                 {"application/epub+zip", "archive"}};
    for (isize i = 0; i < COUNTOF(cases); i++) {
        struct zip_part part = {"mimetype", str_from_c(cases[i].mark)};
        check_refused(t, zip_make(t->a, &part, 1), E_INVALID, cases[i].word);
    }
    struct zip_part other = {"a.txt", S("x")};
    check_refused(t, zip_make(t->a, &other, 1), E_INVALID, "archive");
    check_refused(t, zip_make(t->a, NULL, 0), E_INVALID, "archive");
    struct zip_part sheet = {
        "_rels/.rels", S(ZIP_RELATIONS(ZIP_RELATION("a", "officeDocument", "xl/workbook.xml")))};
    check_refused(t, zip_make(t->a, &sheet, 1), E_INVALID, "sheet");
    struct zip_part gone = {"_rels/.rels",
                            S(ZIP_RELATIONS(ZIP_RELATION("a", "officeDocument", "word/gone.xml")))};
    check_refused(t, zip_make(t->a, &gone, 1), E_INVALID, "damaged");
}

TEST(office_documents_locked_with_a_password_are_refused)
{
    const struct zip_part parts[] = {
        {"mimetype", S("application/hwp+zip")},
        {"META-INF/manifest.xml",
         S("<m:manifest xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'><m:file-entry>"
           "<m:encryption-data/></m:file-entry></m:manifest>")},
        {"Contents/section0.xml", S("\x17\x99 not XML")}};
    check_refused(t, zip_make(t->a, parts, COUNTOF(parts)), E_INVALID, "encrypted");
}

TEST(office_files_cut_anywhere_are_refused)
{
    struct str whole = docx_make(t->a, S("<w:p/>"), NULL);
    struct parsed p = {0};
    CHECK_OK(office_parse(&p, whole, t->a, &err));
    for (isize n = 0; n < whole.n; n += n < whole.n - 200 ? 7 : 1) {
        struct err why = {0};
        CHECK(!office_parse(&p, str_part(whole, 0, n), t->a, &why));
        CHECK_INT(why.code, E_INVALID);
    }
}

TEST(office_files_with_any_byte_changed_are_read_or_refused)
{
    struct str whole =
        hwpx_make(t->a, S("<hp:p><hp:run><hp:t>탈북민</hp:t></hp:run></hp:p>"), S(""), S(""));
    for (int round = 0; round < 3000; round++) {
        char *p = NEWN(t->a, char, whole.n);
        memcpy(p, whole.p, (size_t)whole.n);
        for (int i = 0; i < 2; i++)
            p[test_random(t, (uint64_t)whole.n)] = (char)(unsigned char)test_random(t, 256);
        struct parsed out = {0};
        struct err why = {0};
        if (!office_parse(&out, (struct str){p, whole.n}, t->a, &why))
            CHECK(why.code == E_INVALID || why.code == E_LIMIT);
    }
}

TEST(office_bombs_are_bounded)
{
    enum { MEGABYTES = 100 };
    struct str blanks = of_times(t, S(""), S("                "), (MEGABYTES << 20) / 16, S(""));
    struct zip_part parts[] = {
        {"mimetype", S("application/vnd.oasis.opendocument.text")},
        {"content.xml",
         str_format(t->a, "%s<office:body>%.*s</office:body></office:document-content>",
                    ODT_OPEN("document-content"), FS(blanks))}};
    struct str bomb = deflated(t, parts, 2, ZIP_CM_DEFLATE);
    CHECK(bomb.n < 1 << 20);
    check_refused(t, bomb, E_LIMIT, "");
    /* and many members */
    enum { MANY = PACKAGE_MEMBERS_MAX + 1 };
    struct zip_part *many = NEWN(t->a, struct zip_part, MANY);
    for (int i = 0; i < MANY; i++)
        many[i] = (struct zip_part){"a", S("")};
    check_refused(t, zip_make(t->a, many, MANY), E_LIMIT, "");
}

TEST(office_entities_are_refused)
{
    static const char *const subsets[] = {
        "<!DOCTYPE d [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>",
        "<!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE d [<!ENTITY % p SYSTEM 'http://example.org/p'>%p;]>"};
    for (isize i = 0; i < COUNTOF(subsets); i++) {
        const struct zip_part parts[] = {
            {"mimetype", S("application/vnd.oasis.opendocument.text")},
            {"content.xml",
             str_format(t->a,
                        "%s%s<office:body><office:text/></office:body></office:document-content>",
                        subsets[i], ODT_OPEN("document-content"))}};
        check_refused(t, zip_make(t->a, parts, 2), E_INVALID, "damaged");
    }
    /* a document type alone is what old OpenOffice wrote; what is not declared is damage */
    const struct zip_part old[] = {
        {"mimetype", S("application/vnd.oasis.opendocument.text")},
        {"content.xml", S("<!DOCTYPE office:document-content PUBLIC '-//OpenOffice.org//DTD' "
                          "'office.dtd'>" ODT_OPEN(
                              "document-content") "<office:body><office:text/>"
                                                  "</office:body></office:document-content>")}};
    struct parsed p = {0};
    CHECK_OK(office_parse(&p, zip_make(t->a, old, 2), t->a, &err));
    check_refused(t, docx_make(t->a, S("<w:p>&nbsp;</w:p>"), NULL), E_INVALID, "damaged");
}

TEST(office_elements_have_a_depth)
{
    struct parsed p = {0};
    enum { DEEP = XML_DEPTH_MAX / 2 - 2 };
    struct str fits = str_format(t->a, "%.*s<w:p><w:r><w:t>deep</w:t></w:r></w:p>%.*s",
                                 FS(of_times(t, S(""), S("<w:tbl>"), DEEP, S(""))),
                                 FS(of_times(t, S(""), S("</w:tbl>"), DEEP, S(""))));
    CHECK_OK(office_parse(&p, docx_make(t->a, fits, NULL), t->a, &err));
    CHECK_STR(p.text, S("deep"));
    check_refused(t, docx_make(t->a, of_times(t, S(""), S("<w:p>"), 1000000, S("")), NULL),
                  E_INVALID, "damaged");
}

TEST(office_tokens_have_a_length)
{
    struct parsed p = {0};
    struct str data = of_times(t, S("<w:p w:data='"), S("0123456789abcdef"), (5 << 20) / 16,
                               S("'><w:r><w:t>kept</w:t></w:r></w:p>"));
    CHECK_OK(office_parse(&p, docx_make(t->a, data, NULL), t->a, &err));
    CHECK_STR(p.text, S("kept"));
    data = of_times(t, S("<w:p w:data='"), S("0123456789abcdef"), (20 << 20) / 16, S("'></w:p>"));
    check_refused(t, docx_make(t->a, data, NULL), E_INVALID, "damaged");
}

TEST(office_text_has_a_length)
{
    struct str body = of_times(t, S(""),
                               S("<w:p><w:r><w:t>0123456789012345678901234567890123456789"
                                 "</w:t></w:r></w:p>"),
                               PARSE_TEXT_MAX / 41 + 2, S(""));
    check_refused(t, docx_make(t->a, body, NULL), E_LIMIT, "");
}

TEST(office_text_of_any_shape_keeps_its_promises)
{
    static const char *const pieces[] = {
        "<w:p>",
        "</w:p>",
        "<w:r>",
        "</w:r>",
        "<w:t>word</w:t>",
        "<w:t>한</w:t>",
        "<w:tbl>",
        "</w:tbl>",
        "<w:tr>",
        "</w:tr>",
        "<w:tc>",
        "</w:tc>",
        "<w:txbxContent>",
        "</w:txbxContent>",
        "<w:br/>",
        "<w:tab/>",
        "<w:hyperlink r:id='l'>",
        "</w:hyperlink>",
        "<w:footnoteReference w:id='1'/>",
        "<w:commentReference w:id='1'/>",
        "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
        "<mc:AlternateContent>",
        "</mc:AlternateContent>",
        "<mc:Choice>",
        "</mc:Choice>",
        "<w:del>",
        "</w:del>",
        "<w:sectPr><w:headerReference w:type='default' r:id='h'/></w:sectPr>"};
    const struct zip_part more[] = {
        {"word/_rels/document.xml.rels",
         S(ZIP_RELATIONS("<Relationship Id='l' Target='http://example.org/' "
                         "TargetMode='External'/>" ZIP_RELATION("h", "header", "h.xml")
                             ZIP_RELATION("f", "footnotes", "f.xml")
                                 ZIP_RELATION("c", "comments", "c.xml")))},
        {"word/h.xml", S(DOCX_OPEN("hdr") "<w:p><w:hyperlink r:id='l'><w:r><w:t>x</w:t></w:r>"
                                          "</w:hyperlink></w:p></w:hdr>")},
        {"word/f.xml",
         S(DOCX_OPEN("footnotes") "<w:footnote w:id='1'><w:p><w:r><w:t>note</w:t></w:r>"
                                  "</w:p></w:footnote></w:footnotes>")},
        {"word/c.xml", S(DOCX_OPEN("comments") "<w:comment w:id='1'><w:p><w:r><w:t>c</w:t></w:r>"
                                               "</w:p></w:comment></w:comments>")},
        {0},
    };
    for (int round = 0; round < 3000; round++) {
        struct buf b = buf_in(t->a, 1 << 16);
        const char *open[40];
        isize n = 0;
        for (uint64_t i = test_random(t, 40); i > 0; i--) {
            const char *piece = pieces[test_random(t, COUNTOF(pieces))];
            bool start = piece[1] != '/' && !strchr(piece, '/');
            if (piece[1] == '/') { /* well-formed: what is open last is closed */
                if (n > 0)
                    buf_addf(&b, "</%.*s>", (int)strcspn(open[n - 1] + 1, " >"), open[n - 1] + 1),
                        n--;
                continue;
            }
            buf_add(&b, str_from_c(piece));
            if (start)
                open[n++] = piece;
        }
        for (; n > 0; n--)
            buf_addf(&b, "</%.*s>", (int)strcspn(open[n - 1] + 1, " >"), open[n - 1] + 1);
        struct parsed p = {0}, q = {0};
        CHECK_OK(office_parse(&p, docx_make(t->a, buf_str(&b), more), t->a, &err));
        for (isize i = 0; i < p.links.n; i++)
            CHECK(p.links.at[i].span.offset + p.links.at[i].span.length <= p.text.n);
        CHECK_OK(tidy_parsed(&p, t->a, &err));
        struct buf frame = buf_in(t->a, 1 << 20);
        parse_frame_write(&frame, &p);
        CHECK_OK(parse_frame_read(&q, buf_str(&frame), t->a, &err));
    }
}

TEST(numbers_are_written_as_word_processors_do)
{
    static const struct {
        enum number_form form;
        int64_t n;
        const char *text;
    } cases[] = {
        {NUMBER_DECIMAL, 12, "12"},
        {NUMBER_DECIMAL_TWO, 7, "07"},
        {NUMBER_LETTER_SMALL, 26, "z"},
        {NUMBER_LETTER_LARGE, 28, "BB"},
        {NUMBER_ROMAN_SMALL, 1994, "mcmxciv"},
        {NUMBER_ROMAN_LARGE, 4, "IV"},
        {NUMBER_CIRCLED, 20, "⑳"},
        {NUMBER_CIRCLED, 21, "21"},
        {NUMBER_HANGUL_SYLLABLE, 3, "다"},
        {NUMBER_HANGUL_JAMO, 14, "ㅎ"},
        {NUMBER_HANGUL_DIGIT, 21, "이십일"},
        {NUMBER_HAN, 10, "十"},
        {NUMBER_HAN, 11, "十一"},
        {NUMBER_HAN, 20, "二十"},
        {NUMBER_HAN, 105, "一百零五"},
        {NUMBER_HAN, 1010, "一千零一十"},
        {NUMBER_HAN_DIGIT, 2024, "二〇二四"},
        {NUMBER_HAN_STEM, 2, "乙"},
        {NUMBER_ROMAN_SMALL, -3, "-3"},
        {NUMBER_LETTER_SMALL, 9223372036854775807, "9223372036854775807"},
        {NUMBER_NONE, 5, ""},
    };
    for (isize i = 0; i < COUNTOF(cases); i++) {
        struct buf b = buf_in(t->a, 100);
        number_write(&b, cases[i].form, cases[i].n);
        CHECK_STR(buf_str(&b), str_from_c(cases[i].text));
    }
}
