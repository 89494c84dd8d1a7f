/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <poppler.h>
#include <string.h>

#include "base/list.h"
#include "read/format/formats.h"
#include "read/format/refusal.h"

/* What poppler gives is reference-counted or from g_malloc, so it is given back here. */
static void drop_object(void *p)
{
    GObject **o = p;
    if (*o)
        g_object_unref(*o);
}

static void drop_text(char **text)
{
    g_free(*text);
}

void pdf_prepare(void)
{
    gsize n = 0;
    char *s = g_convert("\0a", 2, "UTF-8", "UTF-16BE", NULL, &n, NULL);
    g_free(s);
}

/*
 * poppler would mend a file whose end is missing by looking for objects in what is there, and say
 * nothing of the pages that are not. Behind the end only filling may stand.
 */
static bool is_complete(struct str bytes)
{
    enum { TAIL = 16 << 10 };
    struct str tail = str_part(bytes, bytes.n > TAIL ? bytes.n - TAIL : 0, bytes.n);
    return str_find(tail, S("%%EOF")) >= 0 || str_find(tail, S("startxref")) >= 0;
}

static PopplerDocument *open_document(struct str bytes, struct err *err)
{
    GError *why = NULL;
    GBytes *all = g_bytes_new_static(bytes.p, (gsize)bytes.n);
    PopplerDocument *doc = poppler_document_new_from_bytes(all, NULL, &why);
    g_bytes_unref(all);
    if (doc)
        return doc;
    bool locked = why && why->domain == POPPLER_ERROR && why->code == POPPLER_ERROR_ENCRYPTED;
    g_clear_error(&why);
    refused(err, locked ? REFUSAL_ENCRYPTED : REFUSAL_DAMAGED);
    return NULL;
}

/* Where on the page a link lies is known, not which words carry it: they point at the page. */
static void add_links(struct parsed *p, PopplerPage *page, isize offset, struct arena *a)
{
    GList *all = poppler_page_get_link_mapping(page);
    for (const GList *l = all; l && p->links.n < PARSE_LINKS_MAX; l = l->next) {
        const PopplerLinkMapping *m = l->data;
        if (m->action->type != POPPLER_ACTION_URI || !m->action->uri.uri)
            continue;
        struct str target = str_trim(str_from_c(m->action->uri.uri));
        if (target.n > 0 && target.n <= PARSE_TARGET_MAX)
            *LIST_ADD(&p->links, a) =
                (struct parsed_link){.span = {offset, 0}, .target = str_copy(a, target)};
    }
    poppler_page_free_link_mapping(all);
}

static void add_page(struct parsed *p, struct buf *text, PopplerDocument *doc, int number,
                     struct arena *a)
{
    isize from = text->n;
    AUTO(drop_object) PopplerPage *page = poppler_document_get_page(doc, number);
    if (page) {
        AUTO(drop_text) char *words = poppler_page_get_text(page);
        buf_add(text, str_from_c(words));
        add_links(p, page, from, a);
    }
    *LIST_ADD(&p->pages, a) = (struct parsed_span){from, text->n - from};
    if (!text->full && text->n > 0 && text->p[text->n - 1] != '\n')
        buf_add_c(text, '\n');
}

bool pdf_parse(struct parsed *out, struct str bytes, struct arena *a, struct err *err)
{
    if (!is_complete(bytes))
        return refused(err, REFUSAL_CUT);
    AUTO(drop_object) PopplerDocument *doc = open_document(bytes, err);
    if (!doc)
        return false;
    int pages = poppler_document_get_n_pages(doc);
    if (pages <= 0)
        return refused(err, REFUSAL_DAMAGED);
    if (pages > PARSE_PAGES_MAX)
        return err_set(err, E_LIMIT, "pdf of %d pages", pages);
    struct parsed p = {.engine = engine_name("poppler", poppler_get_version(), a),
                       .media_type = S("application/pdf")};
    struct buf text = buf_in(a, PARSE_TEXT_MAX);
    for (int i = 0; i < pages && !text.full; i++)
        add_page(&p, &text, doc, i, a);
    AUTO(drop_text) char *title = poppler_document_get_title(doc);
    p.title = str_copy(a, str_from_c(title));
    if (!buf_done(&text, &p.text, err))
        return false;
    *out = p;
    return true;
}
