/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/format/formats.h"
#include "test.h"
#include "zip_make.h"

#define P(inner) "<w:p>" inner "</w:p>"
#define R(inner) "<w:r>" inner "</w:r>"
#define T(words) "<w:r><w:t xml:space='preserve'>" words "</w:t></w:r>"

static struct parsed parse(struct test *t, struct str file)
{
    struct parsed p = {0};
    CHECK_OK(office_parse(&p, file, t->a, &err));
    CHECK_OK(tidy_parsed(&p, t->a, &err));
    return p;
}

static void check_text(struct test *t, struct str body, struct str want)
{
    CHECK_STR(parse(t, docx_make(t->a, body, NULL)).text, want);
}

TEST(docx_paragraphs_are_lines_in_each_language)
{
    struct parsed p =
        parse(t, docx_make(t->a,
                           S(P(T("Dear ") T("President,")) P("") P(T("존경하는 대통령께,"))
                                 P(T("尊敬的主席：") R("<w:br/><w:t>請停止</w:t><w:tab/>"
                                                       "<w:t>遣返</w:t><w:noBreakHyphen/>"))),
                           NULL));
    CHECK_STR(p.text, S("Dear President,\n\n존경하는 대통령께,\n尊敬的主席：\n請停止\t遣返‑"));
    CHECK_STR(p.media_type,
              S("application/vnd.openxmlformats-officedocument.wordprocessingml.document"));
    CHECK(str_starts(p.engine, S("libzip ")));
}

TEST(docx_tables_are_rows_of_cells)
{
    check_text(t,
               S(P(T("before")) "<w:tbl><w:tr><w:tc>" P(T("a")) "</w:tc><w:tc>" P(
                   "") "</w:tc><w:tc>" P(T("b"))
                     P(T("c")) "</w:tc></w:tr><w:tr><w:tc>" P("") "</w:tc><w:tc>" P(T(
                         "d")) "</w:tc><w:tc>" P("") "</w:tc></w:tr></w:tbl>" P("") P(T("after"))),
               S("before\na\t\tb\nc\n\td\n\nafter"));
}

TEST(docx_shows_what_tracked_changes_left)
{
    check_text(t,
               S(P(T("nine ") "<w:del w:id='1'><w:r><w:delText>seven</w:delText></w:r></w:del>"
                              "<w:ins w:id='2'>" T("people") "</w:ins>")
                     P("<w:moveFrom>" T("away") "</w:moveFrom><w:moveTo>" T("here") "</w:moveTo>")
                         P("<w:pPr><w:rPr><w:del w:id='3'/></w:rPr></w:pPr>" T("one "))
                             P("<w:pPr><w:pPrChange><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></"
                               "w:pPrChange></w:pPr>" T("line")) P(T("next"))),
               S("nine people\nhere\none line\nnext"));
}

TEST(docx_hidden_text_and_codes_are_not_text)
{
    check_text(
        t,
        S(P(R("<w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t>")
                R("<w:rPr><w:vanish w:val='0'/></w:rPr><w:t>shown</w:t>")
                    R("<w:fldChar w:fldCharType='begin'/>") R("<w:instrText> PAGE </w:instrText>")
                        R("<w:fldChar w:fldCharType='separate'/>") T(" 3")
                            R("<w:fldChar w:fldCharType='end'/>") "<w:pPr><w:tabs><w:tab/></"
                                                                  "w:tabs></w:pPr>")),
        S("shown 3"));
}

TEST(docx_text_boxes_are_read_once_and_after_their_paragraph)
{
    check_text(
        t,
        S(P(T("host ")
                R("<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
                  "<w:txbxContent>" P(T("in the box"))
                      P(T("second")) "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict>"
                                     "<w:txbxContent>" P(
                                         T("in the box")) "</w:txbxContent></w:pict>"
                                                          "</mc:Fallback></mc:AlternateContent>")
                    T("goes on")) P(T("next"))
              P(R("<mc:AlternateContent><mc:Fallback><w:t>only this</w:t>"
                  "</mc:Fallback></mc:AlternateContent>"))),
        S("host goes on\nin the box\nsecond\nnext\nonly this"));
}

#define DOCUMENT_RELATIONS                                                                         \
    ZIP_RELATIONS(ZIP_RELATION("f", "footnotes", "footnotes.xml") ZIP_RELATION(                    \
        "e", "endnotes", "/word/endnotes.xml") ZIP_RELATION("c", "comments", "comments.xml")       \
                      ZIP_RELATION("h1", "header", "header1.xml")                                  \
                          ZIP_RELATION("h2", "header", "header2.xml") ZIP_RELATION(                \
                              "f1", "footer",                                                      \
                              "../word/footer1.xml") "<Relationship Id='l' Type='x/hyperlink' "    \
                                                     "Target='https://example.org/한' "           \
                                                     "TargetMode='External'/>")
#define NOTE(kind, id, inner) "<w:" kind " w:id='" id "'>" inner "</w:" kind ">"

TEST(docx_notes_comments_headers_and_links_stand_where_they_belong)
{
    const struct zip_part more[] = {
        {"word/_rels/document.xml.rels", S(DOCUMENT_RELATIONS)},
        {"word/footnotes.xml",
         S(DOCX_OPEN("footnotes") "<w:footnote w:type='separator' w:id='-1'>" P(
             T("line")) "</w:footnote>" NOTE("footnote", "1",
                                             P(T("first note")) P(T("its second line")))
               NOTE("footnote", "2", P(T("second note")))
                   NOTE("footnote", "3", P(T("of deleted text"))) "</w:footnotes>")},
        {"word/endnotes.xml",
         S(DOCX_OPEN("endnotes") NOTE("endnote", "1", P(T("at the end"))) "</w:endnotes>")},
        {"word/comments.xml", S(DOCX_OPEN("comments") "<w:comment w:id='0' w:author='김'>" P(
                                  T("check this")) "</w:comment></w:comments>")},
        {"word/header1.xml", S(DOCX_OPEN("hdr") P(T("Letterhead")) "</w:hdr>")},
        {"word/header2.xml", S(DOCX_OPEN("hdr") P(T("Other pages")) "</w:hdr>")},
        {"word/footer1.xml", S(DOCX_OPEN("ftr") P(T("Page 1")) "</w:ftr>")},
        {0},
    };
    struct parsed p = parse(
        t,
        docx_make(
            t->a,
            S(P(T("one") R("<w:footnoteReference w:id='2'/>") T(" two") R(
                "<w:footnoteReference w:id='1'/>") T(" three") R("<w:endnoteReference w:id='1'/>")
                    R("<w:commentReference w:id='0'/>") "<w:del>" R(
                        "<w:footnoteReference w:id='3'/>") "</w:del>")
                  P("<w:pPr><w:sectPr><w:headerReference w:type='default' r:id='h2'/>"
                    "<w:headerReference w:type='first' r:id='h1'/><w:titlePg/></w:sectPr></w:pPr>"
                    "<w:hyperlink r:id='l'>" T("the ") T(
                        "page") "</w:hyperlink>") "<w:sectPr><w:headerReference w:type='first' "
                                                  "r:id='h1'/>"
                                                  "<w:headerReference w:type='default' r:id='h2'/>"
                                                  "<w:headerReference w:type='even' r:id='f1'/>"
                                                  "<w:footerReference w:type='default' "
                                                  "r:id='f1'/></w:sectPr>"),
            more));
    CHECK_STR(p.text, S("Letterhead\nOther pages\n\none[1] two[2] three[i]\nthe page\n\n"
                        "[1] second note\n[2] first note\nits second line\n[i] at the end\n\n"
                        "Page 1\n\n[김] check this"));
    CHECK_INT(p.links.n, 1);
    CHECK_STR(p.links.at[0].target, S("https://example.org/한"));
    struct parsed_span s = p.links.at[0].span;
    CHECK_STR(str_part(p.text, s.offset, s.offset + s.length), S("the page"));
}

TEST(docx_in_its_strict_form_with_any_prefix_and_place_is_read)
{
    const struct zip_part parts[] = {
        {"_rels/.rels",
         S("<x:Relationships "
           "xmlns:x='http://schemas.openxmlformats.org/package/2006/relationships'>"
           "<x:Relationship Id='a' Type='http://purl.oclc.org/ooxml/officeDocument/relationships/"
           "officeDocument' Target='/doc/two.xml'/><x:Relationship Id='b' Type='http://schemas."
           "openxmlformats.org/package/2006/relationships/metadata/core-properties' "
           "Target='docProps/core.xml'/></x:Relationships>")},
        {"doc/two.xml",
         S("<k:document xmlns:k='http://purl.oclc.org/ooxml/wordprocessingml/main'><k:body>"
           "<k:p><k:r><k:sym k:char='F0B7'/><k:t>strict</k:t></k:r></k:p></k:body></k:document>")},
        {"docProps/core.xml",
         S("<c:coreProperties xmlns:c='c' xmlns:dc='http://purl.org/dc/elements"
           "/1.1/'><dc:title>Title &amp; more</dc:title></c:coreProperties>")}};
    struct parsed p = parse(t, zip_make(t->a, parts, COUNTOF(parts)));
    CHECK_STR(p.text, S("\xef\x82\xb7strict"));
    CHECK_STR(p.title, S("Title & more"));
}

#define LEVEL(n, form, text)                                                                       \
    "<w:lvl w:ilvl='" n "'><w:start w:val='1'/><w:numFmt w:val='" form                             \
    "'/><w:lvlText w:val='" text "'/></w:lvl>"
#define ITEM(num, level, words)                                                                    \
    P("<w:pPr><w:numPr><w:ilvl w:val='" level "'/><w:numId w:val='" num                            \
      "'/></w:numPr></w:pPr>" T(words))

TEST(docx_paragraphs_have_their_numbers)
{
    const struct zip_part more[] = {
        {"word/_rels/document.xml.rels",
         S(ZIP_RELATIONS(ZIP_RELATION("n", "numbering", "numbering.xml")
                             ZIP_RELATION("s", "styles", "styles.xml")))},
        {"word/numbering.xml",
         S(DOCX_OPEN("numbering") "<w:abstractNum w:abstractNumId='7'>" LEVEL("0", "decimal",
                                                                              "제%1조")
               LEVEL(
                   "1", "ganada",
                   "%1.%2)") "</w:abstractNum><w:abstractNum w:abstractNumId='8'>" LEVEL("0",
                                                                                         "bullet",
                                                                                         "\xef\x82"
                                                                                         "\xb7")
                   LEVEL("1", "none", "") "</w:abstractNum>"
                                          "<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>"
                                          "<w:num w:numId='2'><w:abstractNumId "
                                          "w:val='7'/><w:lvlOverride w:ilvl='0'>"
                                          "<w:startOverride w:val='5'/></w:lvlOverride></w:num>"
                                          "<w:num w:numId='3'><w:abstractNumId "
                                          "w:val='8'/></w:num></w:numbering>")},
        {"word/styles.xml",
         S(DOCX_OPEN(
             "styles") "<w:style w:styleId='Base'><w:pPr><w:numPr><w:numId w:val='1'/>"
                       "</w:numPr></w:pPr></w:style><w:style w:styleId='Sub'><w:basedOn "
                       "w:val='Base'/><w:pPr>"
                       "<w:numPr><w:ilvl w:val='1'/></w:numPr></w:pPr></w:style>"
                       "<w:style w:styleId='Loop'><w:basedOn w:val='Loop'/></w:style></w:styles>")},
        {0},
    };
    struct parsed p = parse(
        t, docx_make(t->a,
                     S(ITEM("1", "0", "one") ITEM("1", "1", "a") ITEM("1", "1", "b")
                           ITEM("1", "0", "two") P("<w:pPr><w:pStyle w:val='Sub'/></w:pPr>" T("c"))
                               ITEM("2", "0", "five") ITEM("2", "0", "six") ITEM("3", "0", "bullet")
                                   ITEM("3", "1", "none") ITEM("0", "0", "off")
                                       ITEM("99", "0", "unknown")
                                           P("<w:pPr><w:pStyle w:val='Loop'/></w:pPr>" T("plain"))
                                               P("<w:pPr><w:pStyle w:val='Base'/><w:numPr><w:numId "
                                                 "w:val='0'/></w:numPr></w:pPr>" T("off"))),
                     more));
    CHECK_STR(p.text, S("제1조 one\n1.가) a\n1.나) b\n제2조 two\n2.가) c\n제5조 five\n제6조 six\n"
                        "• bullet\nnone\noff\nunknown\nplain\noff"));
}
