/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ODT: OASIS OpenDocument 1.2 part 1. The text is in content.xml, headers and footers in
 * styles.xml. What tracked changes deleted stands apart from the text and is not read.
 */
#include <string.h>

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
    LINK,
    NOTE_BODY,
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
    {"text:h", PARAGRAPH},
    {"text:line-break", BREAK},
    {"text:note-body", NOTE_BODY},
    {"text:note-citation", CITATION},
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

static void paragraph_start(struct odt *d)
{
    comment_enter(d);
    d->paragraphs++;
    flow_paragraph_start(d->flow);
}

static bool on_start(void *context, int tag, const struct xml_attributes *x)
{
    struct odt *d = context;
    switch ((enum tag)tag) {
    case BODY: d->is_document = true; break;
    case BOX: flow_enter(d->flow, FLOW_BOXES); break;
    case BREAK: flow_line(d->flow); break;
    case CELL: flow_cell_start(d->flow); break;
    case CITATION:
        buf_clear(&d->mark);
        d->aside = &d->mark;
        break;
    case COMMENT:
        if (d->comments++ == 0)
            buf_clear(&d->author);
        break;
    case CREATOR: d->aside = &d->author; break;
    case FOOTER:
    case HEADER:
        if (str_eq(xml_attribute(x, "style:display"), S("false")))
            return false;
        flow_enter(d->flow, tag == HEADER ? FLOW_HEAD : FLOW_FOOT);
        break;
    case LINK: flow_link_start(d->flow, xml_attribute(x, "xlink:href")); break;
    case NOTE_BODY: note_enter(d); break;
    case PARAGRAPH: paragraph_start(d); break;
    case ROW: break;
    case SECTION: return !str_eq(xml_attribute(x, "text:display"), S("none"));
    case SPACES: add_spaces(d, xml_attribute(x, "text:c")); break;
    case TAB: flow_tab(d->flow); break;
    case TABLE: flow_block_start(d->flow); break;
    default: break;
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

static const struct xml_format format = {.spaces = spaces,
                                         .n_spaces = COUNTOF(spaces),
                                         .tags = tags,
                                         .n_tags = COUNTOF(tags),
                                         .start = on_start,
                                         .end = on_end,
                                         .text = on_text};

bool odt_read(struct office *o, struct err *err)
{
    enum { ASIDE_MAX = 1000 };
    struct odt d = {
        .flow = &o->flow, .author = buf_in(o->a, ASIDE_MAX), .mark = buf_in(o->a, ASIDE_MAX)};
    if (!xml_read(&o->package, S("content.xml"), &format, &d, err))
        return false;
    if (!d.is_document)
        return refused(err, REFUSAL_DAMAGED);
    return xml_read(&o->package, S("styles.xml"), &format, &d, err) &&
           title_read(&o->title, &o->package, S("meta.xml"), o->a, err);
}
