/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ODT: OASIS OpenDocument 1.2 part 1. The text is in content.xml, headers and footers in
 * styles.xml. What tracked changes deleted stands apart from the text and is not read.
 */
#include <string.h>

#include "read/format/odt_lists.h"
#include "read/format/office.h"
#include "read/format/refusal.h"
#include "read/format/xml.h"

enum tag {
    BODY = 1,
    BOX,
    BREAK,
    CELL,
    CITATION,
    COMMENT,
    CREATOR,
    FOOTER,
    HEADER,
    HEADING,
    ITEM,
    LEVEL_BULLET,
    LEVEL_NUMBER,
    LINK,
    LIST,
    LIST_STYLE,
    NOTE_BODY,
    OUTLINE_STYLE,
    PARAGRAPH,
    ROW,
    SECTION,
    SPACES,
    TAB,
    TABLE,
};

/* clang-format off */
static const struct xml_space spaces[] = {
    {":office:1.0", "office"},
    {":text:1.0", "text"},
    {":table:1.0", "table"},
    {":drawing:1.0", "draw"},
    {":svg-compatible:1.0", "svg"},
    {":style:1.0", "style"},
    {"purl.org/dc/elements/1.1/", "dc"},
    {"/1999/xlink", "xlink"},
};
static const struct xml_tag tags[] = { /* sorted by name */
    {"dc:creator", CREATOR},
    {"dc:date", XML_SKIP},
    {"draw:caption", BOX},
    {"draw:circle", BOX},
    {"draw:connector", BOX},
    {"draw:custom-shape", BOX},
    {"draw:ellipse", BOX},
    {"draw:frame", BOX},
    {"draw:line", BOX},
    {"draw:path", BOX},
    {"draw:polygon", BOX},
    {"draw:polyline", BOX},
    {"draw:rect", BOX},
    {"office:annotation", COMMENT},
    {"office:binary-data", XML_SKIP},
    {"office:forms", XML_SKIP},
    {"office:text", BODY},
    {"style:footer", FOOTER},
    {"style:footer-first", FOOTER},
    {"style:footer-left", FOOTER},
    {"style:header", HEADER},
    {"style:header-first", HEADER},
    {"style:header-left", HEADER},
    {"svg:desc", XML_SKIP},
    {"svg:title", XML_SKIP},
    {"table:covered-table-cell", CELL},
    {"table:table", TABLE},
    {"table:table-cell", CELL},
    {"table:table-row", ROW},
    {"text:a", LINK},
    {"text:deletion", XML_SKIP},
    {"text:h", HEADING},
    {"text:line-break", BREAK},
    {"text:list", LIST},
    {"text:list-item", ITEM},
    {"text:list-level-style-bullet", LEVEL_BULLET},
    {"text:list-level-style-number", LEVEL_NUMBER},
    {"text:list-style", LIST_STYLE},
    {"text:note-body", NOTE_BODY},
    {"text:note-citation", CITATION},
    {"text:outline-level-style", LEVEL_NUMBER},
    {"text:outline-style", OUTLINE_STYLE},
    {"text:p", PARAGRAPH},
    {"text:s", SPACES},
    {"text:script", XML_SKIP},
    {"text:section", SECTION},
    {"text:tab", TAB},
    {"text:tracked-changes", XML_SKIP},
};
/* clang-format on */

struct odt {
    struct flow *flow;
    struct odt_lists lists;
    bool is_document;
    int paragraphs;     /* how many open ones are around */
    struct buf *aside;  /* where words go that are not of the text: a name, a note's mark */
    struct buf author;  /* of the comment */
    struct buf mark;    /* of the note */
    bool comment_named; /* the comment's part was entered */
    int comments;
};

static void comment_enter(struct odt *d)
{
    if (d->comments != 1 || d->comment_named)
        return;
    flow_comment_enter(d->flow, str_trim(buf_str(&d->author)));
    d->comment_named = true;
}

static void comment_leave(struct odt *d)
{
    if (--d->comments > 0 || !d->comment_named)
        return;
    flow_leave(d->flow);
    d->comment_named = false;
}

static void note_enter(struct odt *d)
{
    struct str mark = str_trim(buf_str(&d->mark));
    if (mark.n > 0) {
        flow_words(d->flow, S("["));
        flow_words(d->flow, mark);
        flow_words(d->flow, S("]"));
    }
    flow_enter(d->flow, FLOW_NOTES);
    if (mark.n > 0) {
        flow_words(d->flow, S("["));
        flow_words(d->flow, mark);
        flow_words(d->flow, S("] "));
    }
}

static void add_spaces(struct odt *d, struct str count)
{
    enum { MOST = 200 };
    struct err ignored = {0};
    int64_t n = 1;
    if (!str_to_int(&n, count, 1, MOST, &ignored))
        n = 1;
    for (int64_t i = 0; i < n; i++)
        flow_words(d->flow, S(" "));
}

static void paragraph_start(struct odt *d, const struct xml_attributes *x, bool heading)
{
    char space[400];
    struct buf label = {.p = space, .cap = sizeof space, .max = sizeof space};
    comment_enter(d);
    d->paragraphs++;
    flow_paragraph_start(d->flow);
    odt_label(&label, &d->lists, x, heading);
    flow_words(d->flow, buf_str(&label));
}

static bool header_start(struct odt *d, enum flow_part part, const struct xml_attributes *x)
{
    if (str_eq(xml_attribute(x, "style:display"), S("false")))
        return false;
    flow_enter(d->flow, part);
    return true;
}

/* What stands in the text. */
static bool on_text_element(struct odt *d, enum tag tag, const struct xml_attributes *x)
{
    switch (tag) {
    case BODY: d->is_document = true; break;
    case BOX: flow_enter(d->flow, FLOW_BOXES); break;
    case BREAK: flow_line(d->flow); break;
    case CELL: flow_cell_start(d->flow); break;
    case HEADING:
    case PARAGRAPH: paragraph_start(d, x, tag == HEADING); break;
    case ITEM: odt_item_start(&d->lists, x); break;
    case LINK: flow_link_start(d->flow, xml_attribute(x, "xlink:href")); break;
    case LIST: odt_list_start(&d->lists, x); break;
    case NOTE_BODY: note_enter(d); break;
    case SECTION: return !str_eq(xml_attribute(x, "text:display"), S("none"));
    case SPACES: add_spaces(d, xml_attribute(x, "text:c")); break;
    case TAB: flow_tab(d->flow); break;
    case TABLE: flow_block_start(d->flow); break;
    default: break;
    }
    return true;
}

static bool on_start(void *context, int tag, const struct xml_attributes *x)
{
    struct odt *d = context;
    switch ((enum tag)tag) {
    case CITATION:
        buf_clear(&d->mark);
        d->aside = &d->mark;
        break;
    case COMMENT:
        if (d->comments++ == 0)
            buf_clear(&d->author);
        break;
    case CREATOR: d->aside = &d->author; break;
    case FOOTER: return header_start(d, FLOW_FOOT, x);
    case HEADER: return header_start(d, FLOW_HEAD, x);
    case LEVEL_BULLET:
    case LEVEL_NUMBER: odt_style_level(&d->lists, x, tag == LEVEL_BULLET); break;
    case LIST_STYLE: odt_style_start(&d->lists, xml_attribute(x, "style:name")); break;
    case OUTLINE_STYLE: odt_style_start(&d->lists, S("")); break;
    default: return on_text_element(d, (enum tag)tag, x);
    }
    return true;
}

static void on_end(void *context, int tag)
{
    struct odt *d = context;
    switch ((enum tag)tag) {
    case BOX:
    case FOOTER:
    case HEADER:
    case NOTE_BODY: flow_leave(d->flow); break;
    case CELL: flow_cell_end(d->flow); break;
    case CITATION:
    case CREATOR: d->aside = NULL; break;
    case COMMENT: comment_leave(d); break;
    case LINK: flow_link_end(d->flow); break;
    case LIST: odt_list_end(&d->lists); break;
    case HEADING:
    case PARAGRAPH:
        flow_paragraph_end(d->flow, true);
        d->paragraphs--;
        break;
    case ROW: flow_row_end(d->flow); break;
    default: break;
    }
}

static void on_text(void *context, struct str s)
{
    struct odt *d = context;
    if (d->aside)
        buf_add(d->aside, s);
    else if (d->paragraphs > 0)
        flow_running_words(d->flow, s);
}

static const struct xml_format format = XML_FORMAT(spaces, tags, on_start, on_end, on_text);

bool odt_read(struct office *o, struct err *err)
{
    enum { ASIDE_MAX = 1000 };
    struct odt d = {.flow = &o->flow,
                    .lists = odt_lists_in(o->a),
                    .author = buf_in(o->a, ASIDE_MAX),
                    .mark = buf_in(o->a, ASIDE_MAX)};
    if (!xml_read(&o->package, S("styles.xml"), &format, &d, err) ||
        !xml_read(&o->package, S("content.xml"), &format, &d, err))
        return false;
    return d.is_document ? title_read(&o->title, &o->package, S("meta.xml"), o->a, err)
                         : refused(err, REFUSAL_DAMAGED);
}
