/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <libxml/HTMLparser.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "base/utf8.h"
#include "read/format/formats.h"
#include "read/format/page.h"
#include "read/format/refusal.h"

enum {
    HTML_MAX = 32 << 20,
    ELEMENTS_MAX =
        400000,          /* later ones give their text, but no part in the search for the article */
    FIRST_WIDE = 0x2e80, /* CJK and what follows it: a character says as much as a syllable */
};

/* What stands between two pieces of text; the wider wins. */
enum gap { GAP_NONE, GAP_SPACE, GAP_TAB, GAP_LINE, GAP_PARA };

struct tag {
    const char *name;
    enum page_tag tag;
    enum gap gap; /* before and after; from GAP_LINE on it is a block */
    bool skip;    /* never shown */
};

/* clang-format off */
static const struct tag tags[] = { /* sorted by name */
    {"a", PAGE_A, GAP_NONE, false},
    {"address", PAGE_DIV, GAP_LINE, false},
    {"applet", PAGE_OTHER, GAP_NONE, true},
    {"article", PAGE_ARTICLE, GAP_LINE, false},
    {"aside", PAGE_NAV, GAP_LINE, false},
    {"audio", PAGE_OTHER, GAP_NONE, true},
    {"blockquote", PAGE_BLOCKQUOTE, GAP_PARA, false},
    {"body", PAGE_BODY, GAP_LINE, false},
    {"canvas", PAGE_OTHER, GAP_NONE, true},
    {"caption", PAGE_OTHER, GAP_LINE, false},
    {"center", PAGE_DIV, GAP_LINE, false},
    {"datalist", PAGE_OTHER, GAP_NONE, true},
    {"dd", PAGE_ITEM, GAP_LINE, false},
    {"details", PAGE_DIV, GAP_LINE, false},
    {"dir", PAGE_LIST, GAP_PARA, false},
    {"div", PAGE_DIV, GAP_LINE, false},
    {"dl", PAGE_LIST, GAP_PARA, false},
    {"dt", PAGE_ITEM, GAP_LINE, false},
    {"embed", PAGE_OTHER, GAP_NONE, true},
    {"fieldset", PAGE_DIV, GAP_LINE, false},
    {"figcaption", PAGE_OTHER, GAP_LINE, false},
    {"figure", PAGE_FIGURE, GAP_PARA, false},
    {"footer", PAGE_FOOTER, GAP_LINE, false},
    {"form", PAGE_FORM, GAP_LINE, false},
    {"frame", PAGE_OTHER, GAP_NONE, true},
    {"frameset", PAGE_OTHER, GAP_NONE, true},
    {"h1", PAGE_TITLE, GAP_PARA, false},
    {"h2", PAGE_HEADING, GAP_PARA, false},
    {"h3", PAGE_HEADING, GAP_PARA, false},
    {"h4", PAGE_HEADING, GAP_PARA, false},
    {"h5", PAGE_HEADING, GAP_PARA, false},
    {"h6", PAGE_HEADING, GAP_PARA, false},
    {"header", PAGE_HEADER, GAP_LINE, false},
    {"hgroup", PAGE_HEADER, GAP_LINE, false},
    {"hr", PAGE_OTHER, GAP_PARA, false},
    {"iframe", PAGE_OTHER, GAP_NONE, true},
    {"img", PAGE_IMG, GAP_NONE, false},
    {"input", PAGE_INPUT, GAP_NONE, false},
    {"legend", PAGE_OTHER, GAP_LINE, false},
    {"li", PAGE_ITEM, GAP_LINE, false},
    {"link", PAGE_OTHER, GAP_NONE, true},
    {"main", PAGE_MAIN, GAP_LINE, false},
    {"math", PAGE_OTHER, GAP_NONE, false},
    {"menu", PAGE_NAV, GAP_LINE, false},
    {"meta", PAGE_OTHER, GAP_NONE, true},
    {"nav", PAGE_NAV, GAP_LINE, false},
    {"noframes", PAGE_OTHER, GAP_NONE, true},
    {"noscript", PAGE_OTHER, GAP_NONE, true},
    {"object", PAGE_OTHER, GAP_NONE, true},
    {"ol", PAGE_LIST, GAP_PARA, false},
    {"optgroup", PAGE_OTHER, GAP_NONE, true},
    {"option", PAGE_OTHER, GAP_NONE, true},
    {"p", PAGE_P, GAP_PARA, false},
    {"pre", PAGE_PRE, GAP_PARA, false},
    {"rp", PAGE_OTHER, GAP_NONE, true},
    {"script", PAGE_OTHER, GAP_NONE, true},
    {"section", PAGE_SECTION, GAP_LINE, false},
    {"select", PAGE_OTHER, GAP_SPACE, true},
    {"style", PAGE_OTHER, GAP_NONE, true},
    {"summary", PAGE_OTHER, GAP_LINE, false},
    {"svg", PAGE_OTHER, GAP_NONE, true},
    {"table", PAGE_TABLE, GAP_PARA, false},
    {"td", PAGE_TD, GAP_TAB, false},
    {"template", PAGE_OTHER, GAP_NONE, true},
    {"textarea", PAGE_PRE, GAP_PARA, false},
    {"th", PAGE_TH, GAP_TAB, false},
    {"title", PAGE_OTHER, GAP_NONE, true},
    {"tr", PAGE_OTHER, GAP_LINE, false},
    {"ul", PAGE_LIST, GAP_PARA, false},
    {"video", PAGE_OTHER, GAP_NONE, true},
};

/* U+0080 to U+009F as pages mean them: HTML Living Standard, numeric character reference end state. */
static const uint16_t windows_1252[32] = {
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd,
    0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
};
/* clang-format on */

static const struct tag other = {"", PAGE_OTHER, GAP_NONE, false};

static int compare_tags(const void *key, const void *entry)
{
    const struct tag *t = entry;
    return strcmp(key, t->name);
}

static const struct tag *tag_of(const xmlNode *n)
{
    const struct tag *t =
        bsearch((const char *)n->name, tags, (size_t)COUNTOF(tags), sizeof *tags, compare_tags);
    return t ? t : &other;
}

/* The value of an attribute, empty if absent. Lives as long as the document. */
static struct str attribute(const xmlNode *n, const char *name)
{
    for (const xmlAttr *at = n->properties; at; at = at->next)
        if (at->children && at->children->content && !strcmp((const char *)at->name, name))
            return str_from_c((const char *)at->children->content);
    return (struct str){0};
}

static bool has_attribute(const xmlNode *n, const char *name)
{
    for (const xmlAttr *at = n->properties; at; at = at->next)
        if (!strcmp((const char *)at->name, name))
            return true;
    return false;
}

/* An element whose end tag is still to come. */
struct open {
    isize element; /* its number, or that of the nearest one kept; -1 if none is */
    isize block;   /* that of the innermost block that is kept */
    isize list;    /* where in the stack the innermost list is, or -1 */
    const struct tag *tag;
    isize link;   /* its number if it is one that is kept, else -1 */
    int64_t item; /* of an ordered list: the number of its next item; 0 for bullets, -1 none */
};
struct opens {
    struct open *at;
    isize n, cap;
};

struct walk {
    struct page *page;
    struct arena *a;
    struct opens open;
    enum gap gap;
    bool after_br;
    int preformatted;
    int links;         /* how many open elements are links */
    isize link_start;  /* -1: the open link has no text yet */
    struct str bullet; /* to stand before the next text */
    char bullet_space[24];
};

static bool ends_with(const struct buf *b, char c, isize back)
{
    return b->n > back && b->p[b->n - 1 - back] == c;
}

static void close_gap(struct walk *w)
{
    struct buf *b = &w->page->text;
    bool line = b->n == 0 || ends_with(b, '\n', 0);
    bool para = b->n == 0 || (line && ends_with(b, '\n', 1));
    if (w->gap == GAP_PARA && !para)
        buf_add(b, line ? S("\n") : S("\n\n"));
    else if (w->gap == GAP_LINE && !line)
        buf_add_c(b, '\n');
    else if (w->gap == GAP_TAB && !line)
        buf_add_c(b, '\t');
    else if (w->gap == GAP_SPACE && !line && !ends_with(b, ' ', 0) && !ends_with(b, '\t', 0))
        buf_add_c(b, ' ');
    w->gap = GAP_NONE;
    buf_add(b, w->bullet);
    w->bullet = (struct str){0};
    if (w->links > 0 && w->link_start < 0)
        w->link_start = b->n;
}

static void widen(struct walk *w, enum gap gap)
{
    if (gap > w->gap)
        w->gap = gap;
}

static bool is_space(int32_t cp)
{
    return cp == ' ' || cp == '\n' || cp == '\t' || cp == '\r' || cp == '\f';
}

static bool is_comma(int32_t cp)
{
    return cp == ',' || cp == 0x060c || cp == 0x3001 || cp == 0x3002 || cp == 0xff0c ||
           cp == 0xff64;
}

static void count(struct walk *w, int32_t weight, int32_t commas)
{
    struct page_counts *c = &w->page->counts;
    c->weight += weight;
    c->commas += commas;
    if (w->links > 0)
        c->linked += weight;
    isize i = w->open.n > 0 ? w->open.at[w->open.n - 1].block : -1;
    if (i >= 0) {
        w->page->elements.at[i].own_weight += weight;
        w->page->elements.at[i].own_commas += commas;
    }
}

static void add_text(struct walk *w, struct str s)
{
    struct buf *b = &w->page->text;
    int32_t weight = 0, commas = 0;
    for (isize i = 0; i < s.n && !b->full;) {
        int32_t cp = utf8_next(s, &i);
        if (is_space(cp) && (!w->preformatted || cp == '\r' || cp == '\f')) {
            widen(w, GAP_SPACE);
            continue;
        }
        weight += w->gap == GAP_SPACE && b->n > 0;
        close_gap(w);
        if (cp >= 0x80 && cp < 0xa0)
            cp = windows_1252[cp - 0x80];
        utf8_add(b, cp == UTF8_BAD ? 0xfffd : cp);
        weight += is_space(cp) ? 0 : cp >= FIRST_WIDE ? 2 : 1;
        commas += is_comma(cp);
        w->after_br = false;
    }
    count(w, weight, commas);
}

static void open_counted(struct page_counts *c, const struct tag *t)
{
    c->paragraphs += t->tag == PAGE_P;
    c->images += t->tag == PAGE_IMG;
    c->items += t->tag == PAGE_ITEM;
    c->inputs += t->tag == PAGE_INPUT;
    c->headings += t->tag == PAGE_HEADING || t->tag == PAGE_TITLE;
    c->blocks += t->gap >= GAP_LINE;
}

static bool is_hidden(const xmlNode *n)
{
    struct str style = attribute(n, "style");
    struct str head, rest = style;
    if (has_attribute(n, "hidden"))
        return true;
    while (rest.n > 0) {
        str_cut(rest, ';', &head, &rest);
        struct str name, value;
        if (str_cut(head, ':', &name, &value) &&
            ((str_eq_ascii_nocase(str_trim(name), S("display")) &&
              str_eq_ascii_nocase(str_trim(value), S("none"))) ||
             (str_eq_ascii_nocase(str_trim(name), S("visibility")) &&
              str_eq_ascii_nocase(str_trim(value), S("hidden")))))
            return true;
    }
    return false;
}

/* Its number, or -1 if there are too many already. */
static isize keep_element(struct walk *w, const xmlNode *n, const struct tag *t, isize parent)
{
    struct page *p = w->page;
    if (p->elements.n == ELEMENTS_MAX)
        return -1;
    struct page_element *e = LIST_ADD(&p->elements, w->a);
    *e = (struct page_element){.tag = t->tag,
                               .parent = parent,
                               .hidden = is_hidden(n),
                               .span = {p->text.n, 0},
                               .before = p->counts};
    AUTO(scratch_end) struct scratch tmp = scratch_begin(w->a);
    page_judge_names(e,
                     str_format(tmp.arena, "%.*s %.*s", FS(str_part(attribute(n, "class"), 0, 500)),
                                FS(str_part(attribute(n, "id"), 0, 500))),
                     attribute(n, "role"));
    return p->elements.n - 1;
}

static isize keep_link(struct walk *w, const xmlNode *n)
{
    struct parsed_links *l = &w->page->links;
    struct str target = str_trim(attribute(n, "href"));
    if (target.n == 0 || target.n > PARSE_TARGET_MAX || target.p[0] == '#' ||
        str_eq_ascii_nocase(str_part(target, 0, 11), S("javascript:")) || l->n == PARSE_LINKS_MAX)
        return -1;
    *LIST_ADD(l, w->a) = (struct parsed_link){.target = str_copy(w->a, target)};
    return l->n - 1;
}

/* The mark that a browser shows before an item of a list. */
static void set_bullet(struct walk *w)
{
    isize at = w->open.n > 0 ? w->open.at[w->open.n - 1].list : -1;
    struct open *list = at >= 0 ? &w->open.at[at] : NULL;
    if (!list || list->item < 0)
        return;
    struct buf b = {
        .p = w->bullet_space, .cap = COUNTOF(w->bullet_space), .max = COUNTOF(w->bullet_space)};
    if (list->item > 0)
        buf_addf(&b, "%" PRId64 ". ", list->item++);
    else
        buf_add(&b, S("\xe2\x80\xa2 "));
    w->bullet = buf_str(&b);
}

static int64_t first_item(const xmlNode *n)
{
    struct err ignored = {0};
    int64_t start = 1;
    if (!strcmp((const char *)n->name, "ul"))
        return 0;
    if (strcmp((const char *)n->name, "ol") != 0)
        return -1;
    if (!str_to_int(&start, str_trim(attribute(n, "start")), 1, INT_MAX, &ignored))
        start = 1;
    return start;
}

/* Text of the children, white space made one. */
static struct str text_below(const xmlNode *n, struct arena *a)
{
    enum { MOST = 4 * PARSE_TITLE_MAX };
    struct buf b = buf_in(a, MOST);
    for (const xmlNode *c = n->children; c; c = c->next)
        if (c->type == XML_TEXT_NODE && c->content)
            buf_add(&b, str_from_c((const char *)c->content));
    return str_trim(buf_str(&b));
}

static void keep_title(struct walk *w, const xmlNode *n)
{
    if (w->page->title.n > 0)
        return;
    if (!strcmp((const char *)n->name, "title"))
        w->page->title = text_below(n, w->a);
    else if (str_eq(attribute(n, "property"), S("og:title")))
        w->page->title = str_copy(w->a, str_trim(attribute(n, "content")));
}

static struct open open_element(struct walk *w, const xmlNode *n, const struct tag *t)
{
    const struct open *around = w->open.n > 0 ? &w->open.at[w->open.n - 1] : NULL;
    struct open o = {.element = around ? around->element : -1,
                     .block = around ? around->block : -1,
                     .list = around ? around->list : -1,
                     .tag = t,
                     .link = -1,
                     .item = first_item(n)};
    isize kept = keep_element(w, n, t, o.element);
    if (kept >= 0) {
        o.element = kept;
        o.block = t->gap >= GAP_TAB ? kept : o.block;
    }
    if (t->tag == PAGE_LIST)
        o.list = w->open.n;
    return o;
}

/* True if the children are to be visited; then leave() is due after them. */
static bool enter(struct walk *w, const xmlNode *n)
{
    if (n->type == XML_TEXT_NODE && n->content)
        add_text(w, str_from_c((const char *)n->content));
    if (n->type != XML_ELEMENT_NODE)
        return false;
    if (!strcmp((const char *)n->name, "br")) {
        widen(w, w->after_br ? GAP_PARA : GAP_LINE);
        w->after_br = true;
        return false;
    }
    const struct tag *t = tag_of(n);
    if (t->skip) {
        keep_title(w, n);
        widen(w, t->gap);
        return false;
    }
    widen(w, t->gap);
    if (t->gap >= GAP_LINE)
        w->after_br = false;
    struct open o = open_element(w, n, t);
    if (t->tag == PAGE_A && has_attribute(n, "href")) {
        o.link = keep_link(w, n);
        w->link_start = -1;
    }
    w->links += t->tag == PAGE_A;
    w->preformatted += t->tag == PAGE_PRE;
    if (t->tag == PAGE_ITEM && !strcmp((const char *)n->name, "li"))
        set_bullet(w);
    *LIST_ADD(&w->open, w->a) = o;
    open_counted(&w->page->counts, t);
    return true;
}

static void leave(struct walk *w)
{
    struct page *p = w->page;
    ASSERT(w->open.n > 0 && w->open.at);
    struct open o = w->open.at[--w->open.n];
    if (o.element >= 0) { /* for one not kept, that of the one around it, which closes later */
        struct page_element *e = &p->elements.at[o.element];
        e->last = p->elements.n;
        e->after = p->counts;
        e->span.length = p->text.n - e->span.offset;
    }
    widen(w, o.tag->gap);
    w->links -= o.tag->tag == PAGE_A;
    w->preformatted -= o.tag->tag == PAGE_PRE;
    if (o.tag->tag == PAGE_ITEM)
        w->bullet = (struct str){0}; /* an empty item shows nothing */
    if (o.link >= 0) {
        isize from = w->link_start < 0 ? p->text.n : w->link_start;
        p->links.at[o.link].span = (struct parsed_span){from, p->text.n - from};
    }
}

/* Without recursion: a page may nest a million tags. */
static void walk_document(struct walk *w, const xmlNode *root)
{
    const xmlNode *n = root;
    for (;;) {
        if (enter(w, n)) {
            if (n->children) {
                n = n->children;
                continue;
            }
            leave(w);
        }
        while (!n->next) {
            n = n->parent;
            if (!n || n->type != XML_ELEMENT_NODE)
                return;
            leave(w);
        }
        n = n->next;
    }
}

/* The value of charset= in a tag, in lower case already; empty if there is none. */
static struct str charset_in(struct str tag)
{
    struct str before, after;
    while (str_cut_str(tag, S("charset"), &before, &after)) {
        tag = after = str_trim(after);
        if (!str_starts(after, S("=")))
            continue;
        after = str_trim(str_part(after, 1, after.n));
        if (after.n > 0 && (after.p[0] == '"' || after.p[0] == '\''))
            after = str_part(after, 1, after.n);
        isize n = 0;
        while (n < after.n && !strchr("\"' ;\t\r\n/>", after.p[n]))
            n++;
        return str_part(after, 0, n);
    }
    return (struct str){0};
}

/* What the page says of itself: HTML Living Standard, prescan of a byte stream. */
static struct str declared_charset(struct str bytes, struct arena *a)
{
    enum { LOOK = 4096 };
    struct str head = str_part(bytes, 0, LOOK), tag, before;
    char *p = NEWN(a, char, head.n);
    for (isize i = 0; i < head.n; i++)
        p[i] = (char)(head.p[i] >= 'A' && head.p[i] <= 'Z' ? head.p[i] - 'A' + 'a' : head.p[i]);
    head.p = p;
    while (str_cut_str(head, S("<meta"), &before, &head)) {
        str_cut(head, '>', &tag, &head);
        struct str found = charset_in(tag);
        if (found.n > 0)
            return found;
    }
    return (struct str){0};
}

bool html_parse(struct parsed *out, struct str bytes, struct arena *a, struct err *err)
{
    return html_parse_as(out, bytes, (struct str){0}, a, err);
}

bool html_parse_as(struct parsed *out, struct str bytes, struct str declared, struct arena *a,
                   struct err *err)
{
    enum {
        OPTIONS = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                  HTML_PARSE_NONET | HTML_PARSE_COMPACT | XML_PARSE_HUGE
    };
    struct str html, charset;
    if (bytes.n > HTML_MAX)
        return err_set(err, E_LIMIT, "web page of %td bytes", bytes.n);
    if (declared.n == 0)
        declared = declared_charset(bytes, a);
    if (!decode_bytes(&html, &charset, bytes, declared, a, err))
        return false;
    if (str_starts(html, S("\xef\xbb\xbf")))
        html = str_part(html, 3, html.n);
    xmlDoc *doc = htmlReadMemory(html.p, (int)html.n, NULL, "UTF-8", OPTIONS);
    const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    struct page page = {.text = buf_in(a, PARSE_TEXT_MAX)};
    struct walk w = {.page = &page, .a = a, .link_start = -1};
    if (root)
        walk_document(&w, root);
    xmlFreeDoc(doc);
    struct parsed p = {.engine = engine_name("libxml2", LIBXML_DOTTED_VERSION, a),
                       .charset = charset,
                       .media_type = S("text/html"),
                       .title = page.title,
                       .links = page.links};
    if (!buf_done(&page.text, &p.text, err))
        return false;
    page_article(&p.article, &page, a);
    *out = p;
    return true;
}
