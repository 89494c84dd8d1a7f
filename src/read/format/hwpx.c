/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * HWPX: KS X 6101 (OWPML), the Hangul word processor's documents since 2014. The text is in the
 * sections that Contents/content.hpf lists; tables, notes, headers stand inside of paragraphs.
 *
 * Tracked changes are marks in the text that begin and end a deletion, over paragraphs perhaps.
 */
#include <string.h>

#include "base/list.h"
#include "read/format/hwpx_lists.h"
#include "read/format/office.h"
#include "read/format/refusal.h"
#include "read/format/xml.h"

enum tag {
    AUTO_NUMBER = 1,
    BOX,
    BREAK,
    CAPTION,
    CELL,
    COMMENT,
    COMPOSE,
    DELETE_BEGIN,
    DELETE_END,
    ENDNOTE,
    FIELD,
    FIELD_END,
    FOOTER,
    FOOTNOTE,
    HEADER,
    HYPHEN,
    ITEM,
    ITEM_REF,
    PARAGRAPH,
    PARAMETER,
    ROW,
    SECTION,
    SECTION_PROPS,
    SPACE,
    TAB,
    TABLE,
    TEXT,
    TEXT_ART,
};

/* clang-format off */
/* Of any year: http://www.hancom.co.kr/hwpml/2011/paragraph and later ones. */
static const struct xml_space spaces[] = {
    {"/paragraph", "hp"},
    {"/section", "hs"},
    {"www.idpf.org/2007/opf/", "opf"},
};
static const struct xml_tag tags[] = { /* sorted by name */
    {"hp:autoNum", AUTO_NUMBER},
    {"hp:caption", CAPTION},
    {"hp:case", XML_CHOICE},
    {"hp:compose", COMPOSE},
    {"hp:default", XML_CHOICE},
    {"hp:deleteBegin", DELETE_BEGIN},
    {"hp:deleteEnd", DELETE_END},
    {"hp:drawText", BOX},
    {"hp:endNote", ENDNOTE},
    {"hp:fieldBegin", FIELD},
    {"hp:fieldEnd", FIELD_END},
    {"hp:footNote", FOOTNOTE},
    {"hp:footer", FOOTER},
    {"hp:fwSpace", SPACE},
    {"hp:header", HEADER},
    {"hp:hiddenComment", COMMENT},
    {"hp:hyphen", HYPHEN},
    {"hp:lineBreak", BREAK},
    {"hp:linesegarray", XML_SKIP},
    {"hp:mainText", TEXT},
    {"hp:memo", COMMENT},
    {"hp:nbSpace", SPACE},
    {"hp:p", PARAGRAPH},
    {"hp:script", TEXT},
    {"hp:secPr", SECTION_PROPS},
    {"hp:shapeComment", XML_SKIP},
    {"hp:stringParam", PARAMETER},
    {"hp:subText", TEXT},
    {"hp:switch", XML_PICK},
    {"hp:t", TEXT},
    {"hp:tab", TAB},
    {"hp:tbl", TABLE},
    {"hp:tc", CELL},
    {"hp:text", TEXT},
    {"hp:textart", TEXT_ART},
    {"hp:tr", ROW},
    {"hs:sec", SECTION},
    {"opf:item", ITEM},
    {"opf:itemref", ITEM_REF},
};
/* clang-format on */

enum { ITEMS_MAX = 20000, SECTIONS_MAX = 1000, NESTED_MAX = 64 };

struct item {
    struct str id, member;
};

enum field_kind { FIELD_OTHER, FIELD_LINK, FIELD_MEMO };

struct hwpx {
    struct office *o;
    struct flow *flow;
    struct {
        struct item *at;
        isize n, cap;
    } items;
    struct str_list sections;
    struct hwpx_lists lists;
    struct str outline; /* of the section */
    struct {
        struct str look;
        bool label_due; /* its number is still to come */
    } open[NESTED_MAX]; /* paragraphs, one in a note or table inside another */
    int paragraphs;
    bool is_document, deleting;
    int texts;
    int64_t footnote, endnote;
    enum field_kind field; /* the one being opened; fields do not stand in one another's head */
    struct str field_id;   /* of the open link */
    struct buf *parameter; /* where the words of a parameter go */
    struct buf path, command;
};

/* ---- the list of sections */

static void add_item(struct hwpx *d, const struct xml_attributes *x)
{
    if (d->items.n < ITEMS_MAX)
        *LIST_ADD(&d->items, d->o->a) = (struct item){str_copy(d->o->a, xml_attribute(x, "id")),
                                                      str_copy(d->o->a, xml_attribute(x, "href"))};
}

/* The list gives names from the package's root or from its own folder, as the program liked. */
static void add_section(struct hwpx *d, struct str id)
{
    struct arena *a = d->o->a;
    for (isize i = 0; i < d->items.n && d->sections.n < SECTIONS_MAX; i++) {
        struct str member = d->items.at[i].member;
        if (!str_eq(d->items.at[i].id, id) || str_find(member, S("section")) < 0)
            continue;
        if (!package_has(&d->o->package, member))
            member = str_format(a, "Contents/%.*s", FS(member));
        if (package_has(&d->o->package, member))
            str_list_add(&d->sections, member, a);
        return;
    }
}

static void list_by_name(struct hwpx *d)
{
    for (int i = 0; i < SECTIONS_MAX; i++) {
        struct str member = str_format(d->o->a, "Contents/section%d.xml", i);
        if (!package_has(&d->o->package, member))
            return;
        str_list_add(&d->sections, member, d->o->a);
    }
}

/* ---- fields */

static void field_start(struct hwpx *d, const struct xml_attributes *x)
{
    struct str type = xml_attribute(x, "type");
    d->field = str_eq(type, S("HYPERLINK")) ? FIELD_LINK
               : str_eq(type, S("MEMO"))    ? FIELD_MEMO
                                            : FIELD_OTHER;
    buf_clear(&d->path);
    buf_clear(&d->command);
    if (d->field == FIELD_LINK)
        d->field_id = str_copy(d->o->a, xml_attribute(x, "id"));
    if (d->field == FIELD_MEMO)
        flow_comment_enter(d->flow, (struct str){0});
}

static void parameter_start(struct hwpx *d, struct str name)
{
    if (str_eq(name, S("Path")))
        d->parameter = &d->path;
    else if (str_eq(name, S("Command")))
        d->parameter = &d->command;
}

/* "http\://example.org;1;0;0;": a backslash takes the next character as it is. */
static struct str command_target(struct str command, struct arena *a)
{
    struct buf b = buf_in(a, PARSE_TARGET_MAX);
    for (isize i = 0; i < command.n && command.p[i] != ';'; i++) {
        i += command.p[i] == '\\' && i + 1 < command.n;
        buf_add_c(&b, command.p[i]);
    }
    return buf_str(&b);
}

static void field_open(struct hwpx *d)
{
    if (d->field == FIELD_MEMO)
        flow_leave(d->flow);
    if (d->field != FIELD_LINK)
        return;
    struct str path = str_trim(buf_str(&d->path));
    flow_link_start(d->flow, path.n > 0 ? path : command_target(buf_str(&d->command), d->o->a));
    d->field = FIELD_OTHER;
}

/* ---- text */

static void note_start(struct hwpx *d, bool foot, const struct xml_attributes *x)
{
    struct err ignored = {0};
    int64_t *count = foot ? &d->footnote : &d->endnote, n = *count + 1;
    char space[40];
    struct buf label = {.p = space, .cap = sizeof space, .max = sizeof space};
    if (!str_to_int(&n, xml_attribute(x, "number"), 1, INT32_MAX, &ignored))
        n = *count + 1;
    *count = n;
    buf_add_c(&label, '[');
    number_write(&label, foot ? NUMBER_DECIMAL : NUMBER_ROMAN_SMALL, n);
    buf_add_c(&label, ']');
    if (!d->deleting)
        flow_words(d->flow, buf_str(&label));
    flow_enter(d->flow, FLOW_NOTES);
    if (d->deleting)
        return;
    buf_add_c(&label, ' ');
    flow_words(d->flow, buf_str(&label));
}

/* The number of a table or picture in its caption. Pages and notes have theirs elsewhere. */
static void auto_number(struct hwpx *d, const struct xml_attributes *x)
{
    static const char *const kinds[] = {"PICTURE", "TABLE", "EQUATION"};
    struct str kind = xml_attribute(x, "numType");
    for (isize i = 0; i < COUNTOF(kinds); i++)
        if (str_eq(kind, str_from_c(kinds[i])))
            flow_words(d->flow, xml_attribute(x, "num"));
}

/*
 * A paragraph's number comes with its first words: the section's own properties, which say how its
 * outline is numbered, stand inside of its first paragraph.
 */
static void add_label(struct hwpx *d)
{
    char space[400];
    struct buf label = {.p = space, .cap = sizeof space, .max = sizeof space};
    int at = d->paragraphs - 1;
    if (at < 0 || at >= NESTED_MAX || !d->open[at].label_due || d->deleting)
        return;
    d->open[at].label_due = false;
    hwpx_label(&label, &d->lists, d->open[at].look, d->outline);
    flow_words(d->flow, buf_str(&label));
}

static void paragraph_start(struct hwpx *d, struct str look)
{
    flow_paragraph_start(d->flow);
    if (d->paragraphs++ >= NESTED_MAX)
        return;
    d->open[d->paragraphs - 1].look = str_copy(d->o->a, look);
    d->open[d->paragraphs - 1].label_due = true;
}

static void paragraph_end(struct hwpx *d)
{
    add_label(d);
    flow_paragraph_end(d->flow, !d->deleting);
    d->paragraphs--;
}

static void text_art(struct hwpx *d, struct str s)
{
    flow_enter(d->flow, FLOW_BOXES);
    flow_words(d->flow, s);
    flow_leave(d->flow);
}

/* What holds other elements. */
static bool on_container(struct hwpx *d, enum tag tag, const struct xml_attributes *x)
{
    switch (tag) {
    case BOX: flow_enter(d->flow, FLOW_BOXES); break;
    case CELL: flow_cell_start(d->flow); break;
    case COMMENT: flow_comment_enter(d->flow, xml_attribute(x, "author")); break;
    case ENDNOTE:
    case FOOTNOTE: note_start(d, tag == FOOTNOTE, x); break;
    case FIELD: field_start(d, x); break;
    case FOOTER: flow_enter(d->flow, FLOW_FOOT); break;
    case HEADER: flow_enter(d->flow, FLOW_HEAD); break;
    case PARAGRAPH: paragraph_start(d, xml_attribute(x, "paraPrIDRef")); break;
    case PARAMETER: parameter_start(d, xml_attribute(x, "name")); break;
    case SECTION: d->is_document = true; break;
    case SECTION_PROPS:
        d->outline = str_copy(d->o->a, xml_attribute(x, "outlineShapeIDRef"));
        return false;
    case TABLE:
        add_label(d);
        flow_block_start(d->flow);
        break;
    case TEXT:
        add_label(d);
        d->texts++;
        break;
    default: break;
    }
    return true;
}

static bool on_start(void *context, int tag, const struct xml_attributes *x)
{
    struct hwpx *d = context;
    bool shown = !d->deleting;
    switch ((enum tag)tag) {
    case DELETE_BEGIN: d->deleting = true; return true;
    case DELETE_END: d->deleting = false; return true;
    case ITEM: add_item(d, x); return true;
    case ITEM_REF: add_section(d, xml_attribute(x, "idref")); return true;
    case FIELD_END:
        if (str_eq(xml_attribute(x, "beginIDRef"), d->field_id))
            flow_link_end(d->flow);
        return true;
    default: break;
    }
    if (!shown)
        return on_container(d, (enum tag)tag, x);
    switch ((enum tag)tag) {
    case AUTO_NUMBER: auto_number(d, x); break;
    case BREAK: flow_line(d->flow); break;
    case COMPOSE: flow_words(d->flow, xml_attribute(x, "composeText")); break;
    case HYPHEN: flow_words(d->flow, S("-")); break;
    case SPACE: flow_words(d->flow, S(" ")); break;
    case TAB: flow_tab(d->flow); break;
    case TEXT_ART: text_art(d, xml_attribute(x, "text")); break;
    default: return on_container(d, (enum tag)tag, x);
    }
    return true;
}

static void on_end(void *context, int tag)
{
    struct hwpx *d = context;
    switch ((enum tag)tag) {
    case BOX:
    case COMMENT:
    case ENDNOTE:
    case FOOTER:
    case FOOTNOTE:
    case HEADER: flow_leave(d->flow); break;
    case CAPTION: flow_block_end(d->flow); break;
    case CELL: flow_cell_end(d->flow); break;
    case FIELD: field_open(d); break;
    case PARAGRAPH: paragraph_end(d); break;
    case PARAMETER: d->parameter = NULL; break;
    case ROW: flow_row_end(d->flow); break;
    case SECTION: d->deleting = false; break; /* a deletion never ends behind its section */
    case TEXT: d->texts--; break;
    default: break;
    }
}

static void on_text(void *context, struct str s)
{
    struct hwpx *d = context;
    if (d->parameter)
        buf_add(d->parameter, s);
    else if (d->texts > 0 && !d->deleting)
        flow_words(d->flow, s);
}

static const struct xml_format format = XML_FORMAT(spaces, tags, on_start, on_end, on_text);

bool hwpx_read(struct office *o, struct err *err)
{
    struct hwpx d = {.o = o,
                     .flow = &o->flow,
                     .path = buf_in(o->a, PARSE_TARGET_MAX),
                     .command = buf_in(o->a, PARSE_TARGET_MAX)};
    struct str list = S("Contents/content.hpf");
    if (!hwpx_lists_read(&d.lists, &o->package, o->a, err) ||
        !xml_read(&o->package, list, &format, &d, err) ||
        !title_read(&o->title, &o->package, list, o->a, err))
        return false;
    if (d.sections.n == 0)
        list_by_name(&d);
    for (isize i = 0; i < d.sections.n; i++) {
        d.texts = d.paragraphs = 0;
        if (!xml_read(&o->package, d.sections.at[i], &format, &d, err))
            return false;
        flow_block_start(d.flow); /* a section whose last paragraph was deleted */
    }
    return d.is_document || refused(err, REFUSAL_DAMAGED);
}
