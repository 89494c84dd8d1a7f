/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOCX: ECMA-376 part 1, chapter 17 (WordprocessingML), Transitional and Strict.
 *
 * Deleted text of tracked changes, field codes and hidden text are not what a reader sees. Where a
 * shape is written twice, for newer and for older programs, it is read once.
 */
#include <string.h>

#include "base/list.h"
#include "read/format/docx_lists.h"
#include "read/format/office.h"
#include "read/format/refusal.h"
#include "read/format/xml.h"

enum tag {
    BOX = 1,
    BREAK,
    CELL,
    COMMENT,
    COMMENT_MARK,
    DELETED,
    DOCUMENT,
    ENDNOTE_MARK,
    EVEN_HEADERS,
    FOOTNOTE_MARK,
    FOOTER_MARK,
    HEADER_MARK,
    HYPHEN,
    LINK,
    NOTE,
    PARAGRAPH,
    PARAGRAPH_PROPS,
    PLACE_LEVEL,
    PLACE_NUM,
    PLACE_STYLE,
    ROW,
    RUN,
    SECTION,
    SYMBOL,
    SYMBOL_EX,
    TAB,
    TABLE,
    TEXT,
    TITLE_PAGE,
    VANISH,
};

/* clang-format off */
static const struct xml_space spaces[] = {
    {"/wordprocessingml/2006/main", "w"},
    {"/wordprocessingml/main", "w"}, /* Strict */
    {"/officeDocument/2006/relationships", "r"},
    {"/officeDocument/relationships", "r"},
    {"/markup-compatibility/2006", "mc"},
    {"/officeDocument/2006/math", "m"},
    {"/officeDocument/math", "m"},
    {"/word/2015/wordml/symex", "symex"},
};
static const struct xml_tag tags[] = { /* sorted by name */
    {"m:t", TEXT},
    {"mc:AlternateContent", XML_PICK},
    {"mc:Choice", XML_CHOICE},
    {"mc:Fallback", XML_CHOICE},
    {"symex:symEx", SYMBOL_EX},
    {"w:br", BREAK},
    {"w:comment", COMMENT},
    {"w:commentReference", COMMENT_MARK},
    {"w:cr", BREAK},
    {"w:del", DELETED},
    {"w:document", DOCUMENT},
    {"w:endnote", NOTE},
    {"w:endnoteReference", ENDNOTE_MARK},
    {"w:evenAndOddHeaders", EVEN_HEADERS},
    {"w:footerReference", FOOTER_MARK},
    {"w:footnote", NOTE},
    {"w:footnoteReference", FOOTNOTE_MARK},
    {"w:headerReference", HEADER_MARK},
    {"w:hyperlink", LINK},
    {"w:ilvl", PLACE_LEVEL},
    {"w:moveFrom", DELETED},
    {"w:noBreakHyphen", HYPHEN},
    {"w:numId", PLACE_NUM},
    {"w:p", PARAGRAPH},
    {"w:pPr", PARAGRAPH_PROPS},
    {"w:pPrChange", XML_SKIP},
    {"w:pStyle", PLACE_STYLE},
    {"w:ptab", TAB},
    {"w:r", RUN},
    {"w:rPrChange", XML_SKIP},
    {"w:sectPr", SECTION},
    {"w:sectPrChange", XML_SKIP},
    {"w:sym", SYMBOL},
    {"w:t", TEXT},
    {"w:tab", TAB},
    {"w:tabs", XML_SKIP},
    {"w:tbl", TABLE},
    {"w:tc", CELL},
    {"w:titlePg", TITLE_PAGE},
    {"w:tr", ROW},
    {"w:txbxContent", BOX},
    {"w:vanish", VANISH},
};
/* clang-format on */

enum { NOTES_MAX = 100000, MARKS_MAX = 2000, NESTED_MAX = 64 };

struct note { /* or a comment */
    struct str id, author, text;
};
struct notes {
    struct note *at;
    isize n, cap;
    isize last; /* the one asked for last: they are mostly asked for in order */
};

struct mark { /* where a section names a header or footer */
    enum flow_part part;
    struct str id, type;
};
struct marks {
    struct mark *at;
    isize n, cap;
};

struct docx {
    struct office *o;
    struct flow *flow; /* the document's, or that of the note being read */
    struct relations relations;
    struct notes footnotes, endnotes, comments;
    struct docx_lists lists;
    struct docx_list_place place; /* what the paragraph says of its list */
    struct notes *into;           /* while notes are read */
    struct note note;
    struct marks marks;
    isize section_from; /* the first of its marks */
    int64_t footnote, endnote;
    bool is_document, even_headers, title_page;
    int props;                     /* how many open paragraph properties are around */
    int paragraphs;                /* how many open paragraphs are around */
    bool mark_deleted[NESTED_MAX]; /* of each: it runs on into the next one */
    bool hidden;                   /* the run is */
    int texts;
    struct err failed; /* the first failure inside a call of expat */
};

static bool is_on(const struct xml_attributes *x)
{
    struct str v = xml_attribute(x, "w:val");
    return !str_eq(v, S("0")) && !str_eq(v, S("false")) && !str_eq(v, S("off"));
}

/* ---- notes and comments */

static const struct note *find_note(struct notes *l, struct str id)
{
    for (isize i = 0; i < l->n; i++) {
        isize k = (l->last + 1 + i) % l->n;
        if (str_eq(l->at[k].id, id)) {
            l->last = k;
            return &l->at[k];
        }
    }
    return NULL;
}

static void note_start(struct docx *d, const struct xml_attributes *x)
{
    d->note = (struct note){.id = str_copy(d->o->a, xml_attribute(x, "w:id")),
                            .author = str_copy(d->o->a, xml_attribute(x, "w:author"))};
    flow_init(d->flow, d->o->a);
}

static void note_end(struct docx *d)
{
    struct parsed p = {0};
    if (!d->into || d->into->n >= NOTES_MAX || d->failed.code)
        return;
    if (!flow_done(&p, d->flow, &d->failed))
        return;
    d->note.text = p.text;
    *LIST_ADD(d->into, d->o->a) = d->note;
}

static void add_note(struct docx *d, struct notes *l, const struct xml_attributes *x,
                     enum number_form form, int64_t *count)
{
    const struct note *n = find_note(l, xml_attribute(x, "w:id"));
    char space[80];
    struct buf label = {.p = space, .cap = sizeof space, .max = sizeof space};
    if (!n || d->flow != &d->o->flow)
        return;
    /* A mark of the author's own stands in the text, and in the note too. */
    struct str own = xml_attribute(x, "w:customMarkFollows");
    if (own.n == 0 || str_eq(own, S("0")) || str_eq(own, S("false"))) {
        buf_add_c(&label, '[');
        number_write(&label, form, ++*count);
        buf_add_c(&label, ']');
        flow_words(d->flow, buf_str(&label));
        buf_add_c(&label, ' ');
    }
    flow_enter(d->flow, FLOW_NOTES);
    flow_words(d->flow, buf_str(&label));
    flow_text(d->flow, n->text);
    flow_leave(d->flow);
}

static void add_comment(struct docx *d, const struct xml_attributes *x)
{
    const struct note *n = find_note(&d->comments, xml_attribute(x, "w:id"));
    if (!n || d->flow != &d->o->flow)
        return;
    flow_comment_enter(d->flow, n->author);
    flow_text(d->flow, n->text);
    flow_leave(d->flow);
}

/* ---- headers and footers */

static void add_mark(struct docx *d, enum flow_part part, const struct xml_attributes *x)
{
    if (d->marks.n < MARKS_MAX)
        *LIST_ADD(&d->marks, d->o->a) =
            (struct mark){part, str_copy(d->o->a, xml_attribute(x, "r:id")),
                          str_copy(d->o->a, xml_attribute(x, "w:type"))};
}

/* Those for a first page of its own, or for left pages, are there even if no page shows them. */
static void section_end(struct docx *d)
{
    isize kept = d->section_from;
    for (isize i = d->section_from; i < d->marks.n; i++) {
        struct mark m = d->marks.at[i];
        if ((str_eq(m.type, S("first")) && !d->title_page) ||
            (str_eq(m.type, S("even")) && !d->even_headers))
            continue;
        d->marks.at[kept++] = m;
    }
    d->marks.n = d->section_from = kept;
    d->title_page = false;
}

/* ---- text */

static void add_symbol(struct docx *d, struct str hex)
{
    int32_t cp = 0;
    for (isize i = 0; i < hex.n && cp < 0x110000; i++) {
        char c = hex.p[i];
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : 16;
        cp = digit > 15 ? 0x110000 : cp * 16 + digit;
    }
    if (cp > ' ' && cp < 0x110000 && (cp < 0xd800 || cp > 0xdfff))
        flow_character(d->flow, cp);
}

static bool *mark_deleted(struct docx *d)
{
    return d->paragraphs > 0 && d->paragraphs <= NESTED_MAX ? &d->mark_deleted[d->paragraphs - 1]
                                                            : NULL;
}

static void paragraph_start(struct docx *d)
{
    d->paragraphs++;
    if (mark_deleted(d))
        *mark_deleted(d) = false;
    flow_paragraph_start(d->flow);
}

static void paragraph_end(struct docx *d)
{
    flow_paragraph_end(d->flow, !mark_deleted(d) || !*mark_deleted(d));
    d->paragraphs--;
}

/* Before the first words of a paragraph, which stand behind its properties. */
static void properties_end(struct docx *d)
{
    char space[400];
    struct buf label = {.p = space, .cap = sizeof space, .max = sizeof space};
    if (--d->props > 0)
        return;
    docx_label(&label, &d->lists, &d->place);
    flow_words(d->flow, buf_str(&label));
}

static void on_place(struct docx *d, enum tag tag, const struct xml_attributes *x)
{
    enum { LEVEL_MAX = NUMBERING_LEVELS - 1 };
    struct str value = xml_attribute(x, "w:val");
    struct err ignored = {0};
    if (d->props == 0)
        return;
    if (tag == PLACE_STYLE)
        d->place.style = str_copy(d->o->a, value);
    else if (tag == PLACE_NUM)
        d->place.num = str_copy(d->o->a, value);
    else if (!str_to_int(&d->place.level, value, 0, LEVEL_MAX, &ignored))
        d->place.level = -1;
}

/* What holds other elements. */
static bool on_container(struct docx *d, enum tag tag, const struct xml_attributes *x)
{
    const struct relation *r = NULL;
    switch (tag) {
    case BOX: flow_enter(d->flow, FLOW_BOXES); break;
    case CELL: flow_cell_start(d->flow); break;
    case COMMENT:
    case NOTE:
        if (!d->into || xml_attribute(x, "w:type").n > 0) /* the line above the notes */
            return false;
        note_start(d, x);
        break;
    case DELETED:
        if (d->props > 0 && mark_deleted(d))
            *mark_deleted(d) = true;
        return false;
    case DOCUMENT: d->is_document = true; break;
    case LINK:
        r = relation_by_id(&d->relations, xml_attribute(x, "r:id"));
        if (r && r->external)
            flow_link_start(d->flow, r->target);
        break;
    case PARAGRAPH: paragraph_start(d); break;
    case PARAGRAPH_PROPS:
        if (d->props++ == 0)
            d->place = (struct docx_list_place){.level = -1};
        break;
    case RUN: d->hidden = false; break;
    case TABLE: flow_block_start(d->flow); break;
    case TEXT: d->texts++; break;
    default: break;
    }
    return true;
}

static bool on_start(void *context, int tag, const struct xml_attributes *x)
{
    struct docx *d = context;
    bool shown = !d->hidden && d->props == 0;
    switch ((enum tag)tag) {
    case BREAK:
        if (shown)
            flow_line(d->flow);
        break;
    case COMMENT_MARK: add_comment(d, x); break;
    case ENDNOTE_MARK: add_note(d, &d->endnotes, x, NUMBER_ROMAN_SMALL, &d->endnote); break;
    case EVEN_HEADERS: d->even_headers = is_on(x); break;
    case FOOTNOTE_MARK: add_note(d, &d->footnotes, x, NUMBER_DECIMAL, &d->footnote); break;
    case FOOTER_MARK: add_mark(d, FLOW_FOOT, x); break;
    case HEADER_MARK: add_mark(d, FLOW_HEAD, x); break;
    case HYPHEN:
        if (shown)
            flow_character(d->flow, 0x2011);
        break;
    case PLACE_LEVEL:
    case PLACE_NUM:
    case PLACE_STYLE: on_place(d, (enum tag)tag, x); break;
    case SYMBOL:
        if (shown)
            add_symbol(d, xml_attribute(x, "w:char"));
        break;
    case SYMBOL_EX:
        if (shown)
            add_symbol(d, xml_attribute(x, "symex:char"));
        break;
    case TAB:
        if (shown)
            flow_tab(d->flow);
        break;
    case TITLE_PAGE: d->title_page = is_on(x); break;
    case VANISH: d->hidden = d->props == 0 && is_on(x); break;
    default: return on_container(d, (enum tag)tag, x);
    }
    return true;
}

static void on_end(void *context, int tag)
{
    struct docx *d = context;
    switch ((enum tag)tag) {
    case BOX: flow_leave(d->flow); break;
    case CELL: flow_cell_end(d->flow); break;
    case COMMENT:
    case NOTE: note_end(d); break;
    case LINK: flow_link_end(d->flow); break;
    case PARAGRAPH: paragraph_end(d); break;
    case PARAGRAPH_PROPS: properties_end(d); break;
    case ROW: flow_row_end(d->flow); break;
    case RUN: d->hidden = false; break;
    case SECTION: section_end(d); break;
    case TEXT: d->texts--; break;
    default: break;
    }
}

static void on_text(void *context, struct str s)
{
    struct docx *d = context;
    if (d->texts > 0 && !d->hidden)
        flow_words(d->flow, s);
}

static const struct xml_format format = XML_FORMAT(spaces, tags, on_start, on_end, on_text);

/* ---- the parts of the package */

static bool read_part(struct docx *d, struct str member, struct err *err)
{
    d->props = d->paragraphs = d->texts = 0;
    d->hidden = false;
    if (!xml_read(&d->o->package, member, &format, d, err))
        return false;
    return !d->failed.code || err_copy(err, &d->failed);
}

static bool read_notes(struct docx *d, struct notes *into, const char *type, struct err *err)
{
    const struct relation *r = relation_by_type(&d->relations, type);
    struct flow flow;
    if (!r)
        return true;
    flow_init(&flow, d->o->a);
    d->flow = &flow;
    d->into = into;
    bool ok = read_part(d, r->target, err);
    d->flow = &d->o->flow;
    d->into = NULL;
    return ok;
}

/* First the parts that the text refers to, so that it can be read in one go. */
static bool read_before(struct docx *d, struct err *err)
{
    const struct relation *settings = relation_by_type(&d->relations, "settings");
    return docx_lists_read(&d->lists, &d->o->package, &d->relations, d->o->a, err) &&
           (!settings || read_part(d, settings->target, err)) &&
           read_notes(d, &d->footnotes, "footnotes", err) &&
           read_notes(d, &d->endnotes, "endnotes", err) &&
           read_notes(d, &d->comments, "comments", err);
}

/* The header of a first page stands above that of the others, as on paper. */
static bool read_headers(struct docx *d, struct err *err)
{
    const struct marks marks = d->marks; /* a header has no sections, whatever it says */
    for (int first = 1; first >= 0; first--) {
        for (isize i = 0; i < marks.n; i++) {
            const struct mark *m = &marks.at[i];
            const struct relation *r = relation_by_id(&d->relations, m->id);
            if (!r || r->external || str_eq(m->type, S("first")) != (first == 1))
                continue;
            flow_enter(d->flow, m->part);
            bool ok = read_part(d, r->target, err);
            flow_leave(d->flow);
            if (!ok)
                return false;
        }
    }
    return true;
}

bool docx_read(struct office *o, struct str main_part, struct err *err)
{
    struct docx d = {.o = o, .flow = &o->flow};
    if (!relations_read(&d.relations, &o->package, main_part, o->a, err) || !read_before(&d, err) ||
        !read_part(&d, main_part, err))
        return false;
    return d.is_document ? read_headers(&d, err) : refused(err, REFUSAL_DAMAGED);
}
