/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/format/formats.h"
#include "test.h"
#include "zip_make.h"

#define P(inner) "<text:p>" inner "</text:p>"

static struct parsed parse(struct test *t, struct str body, struct str styles)
{
    struct parsed p = {0};
    CHECK_OK(office_parse(&p, odt_make(t->a, S(""), body, styles), t->a, &err));
    CHECK_OK(tidy_parsed(&p, t->a, &err));
    return p;
}

static void check_text(struct test *t, struct str body, struct str want)
{
    CHECK_STR(parse(t, body, S("")).text, want);
}

TEST(odt_white_space_is_what_the_format_says)
{
    check_text(t,
               S("<text:h>제목</text:h>\n  " P(
                   "\n  one\n  <text:span>two </text:span>three "
                   "<text:s text:c='3'/>x<text:tab/>y<text:line-break/>z  ") P("") P("難民")),
               S("제목\none two three    x\ty\nz\n\n難民"));
}

TEST(odt_changes_comments_and_notes_are_told_apart)
{
    check_text(
        t,
        S("<text:tracked-changes><text:changed-region><text:deletion>" P(
            "deleted") "</text:deletion></text:changed-region></text:tracked-changes>" P("kept<"
                                                                                         "text:"
                                                                                         "note><"
                                                                                         "text:"
                                                                                         "note-"
                                                                                         "citation>"
                                                                                         "1</"
                                                                                         "text:"
                                                                                         "note-"
                                                                                         "citation>"
                                                                                         "<text:"
                                                                                         "note-"
                                                                                         "body>" P(
                                                                                             "the "
                                                                                             "note") "</text:note-body></text:note> and<office:annotation>"
                                                                                                     "<dc:creator>Lee</dc:creator><dc:date>2024-03-12</dc:date>" P(
                                                                                                         "really?") "</office:annotation> more")
              P("next<text:note><text:note-citation text:label='*'>*</text:note-citation>"
                "<text:note-body>" P("other") "</text:note-body></text:note>")),
        S("kept[1] and more\nnext[*]\n\n[1] the note\n[*] other\n\n[Lee] really?"));
}

TEST(odt_tables_frames_and_links_keep_their_shape)
{
    struct parsed p = parse(
        t,
        S(P("host<draw:frame><draw:text-box>" P(
            "boxed") "</draw:text-box><svg:desc>no</svg:desc>"
                     "</draw:frame> end") "<table:table><table:table-header-rows><table:table-row><"
                                          "table:table-cell>" P(
                                              "a") "</"
                                                   "table:table-cell><table:"
                                                   "table-cell>" P(
                                                       "b") "</"
                                                            "table:"
                                                            "table-"
                                                            "cell></"
                                                            "table:"
                                                            "table-"
                                                            "row>"
                                                            "</"
                                                            "table:"
                                                            "table-"
                                                            "header-"
                                                            "rows><"
                                                            "table:"
                                                            "table-"
                                                            "row><"
                                                            "table:"
                                                            "table-"
                                                            "cell>" P("c") "</"
                                                                           "table:table-cell><"
                                                                           "table:covered-table-"
                                                                           "cell/></"
                                                                           "table:table-row></"
                                                                           "table:table>"
                                                                           "<text:section "
                                                                           "text:display='none'>" P(
                                                                               "hidden") "</"
                                                                                         "text:"
                                                                                         "section"
                                                                                         ">" P(
                                                                                             "see"
                                                                                             " <"
                                                                                             "tex"
                                                                                             "t:"
                                                                                             "a "
                                                                                             "xli"
                                                                                             "nk:"
                                                                                             "hre"
                                                                                             "f='"
                                                                                             "htt"
                                                                                             "p:/"
                                                                                             "/ex"
                                                                                             "amp"
                                                                                             "le."
                                                                                             "org"
                                                                                             "/'>"
                                                                                             "thi"
                                                                                             "s "
                                                                                             "<te"
                                                                                             "xt:"
                                                                                             "spa"
                                                                                             "n>"
                                                                                             "pag"
                                                                                             "e</"
                                                                                             "tex"
                                                                                             "t:"
                                                                                             "spa"
                                                                                             "n><"
                                                                                             "/te"
                                                                                             "xt:"
                                                                                             "a"
                                                                                             ">")),
        S(""));
    CHECK_STR(p.text, S("host end\nboxed\na\tb\nc\nsee this page"));
    CHECK_INT(p.links.n, 1);
    struct parsed_span s = p.links.at[0].span;
    CHECK_STR(str_part(p.text, s.offset, s.offset + s.length), S("this page"));
}

TEST(odt_headers_come_from_the_styles)
{
    struct parsed p = parse(
        t, S(P("text")),
        S("<office:master-styles><style:master-page><style:header>" P(
            "Head") "</style:header>"
                    "<style:footer style:display='false'>" P(
                        "no") "</style:footer></style:master-page>"
                              "<style:master-page><style:header>" P(
                                  "Head") "</style:header><style:footer>" P("Foot") "</"
                                                                                    "style:footer><"
                                                                                    "/style:master-"
                                                                                    "page></"
                                                                                    "office:master-"
                                                                                    "styles>"));
    CHECK_STR(p.text, S("Head\n\ntext\n\nFoot"));
    CHECK_STR(p.media_type, S("application/vnd.oasis.opendocument.text"));
}

/* clang-format off */
static const char list_styles[] =
    "<office:automatic-styles>"
    "<text:list-style style:name='L'>"
    "<text:list-level-style-number text:level='1' style:num-format='一, 二, 三, ...' style:num-suffix='、'/>"
    "<text:list-level-style-number text:level='2' style:num-format='1' style:num-prefix='('"
    " style:num-suffix=')' text:display-levels='2' text:start-value='3'/>"
    "</text:list-style>"
    "<text:list-style style:name='B'><text:list-level-style-bullet text:level='1' text:bullet-char='–'/>"
    "</text:list-style>"
    "</office:automatic-styles>";

static const char outline_styles[] =
    "<office:styles><text:outline-style>"
    "<text:outline-level-style text:level='1' style:num-format='I' style:num-suffix='.'/>"
    "<text:outline-level-style text:level='2' style:num-format=''/>"
    "</text:outline-style></office:styles>";

#define ITEM(inner) "<text:list-item>" inner "</text:list-item>"
static const char lists[] =
    "<text:h text:outline-level='1'>head</text:h>"
    "<text:list text:style-name='L'>"
    "<text:list-item>" P("one") P("more") "<text:list>" ITEM(P("a")) ITEM(P("b")) "</text:list></text:list-item>"
    ITEM(P("two"))
    "<text:list-header>" P("none") "</text:list-header>"
    "</text:list>"
    "<text:h text:outline-level='2'>sub</text:h>"
    "<text:list text:style-name='L'>"
    ITEM(P("again"))
    "<text:list-item text:start-value='9'>" P("nine") "</text:list-item>"
    "</text:list>"
    "<text:list text:style-name='L' text:continue-numbering='true'>" ITEM(P("ten")) "</text:list>"
    "<text:list text:style-name='B'>" ITEM(P("bullet")) "</text:list>"
    "<text:list text:style-name='unknown'>" ITEM(P("plain")) "</text:list>"
    "<text:h text:outline-level='1' text:is-list-header='true'>bare</text:h>";
/* clang-format on */

TEST(odt_paragraphs_have_their_numbers)
{
    struct parsed p = {0};
    CHECK_OK(office_parse(
        &p, odt_make(t->a, str_from_c(list_styles), str_from_c(lists), str_from_c(outline_styles)),
        t->a, &err));
    CHECK_STR(p.text,
              S("I. head\n一、 one\nmore\n(一.3) a\n(一.4) b\n二、 two\nnone\nsub\n一、 again\n"
                "九、 nine\n十、 ten\n– bullet\nplain\nbare"));
}
