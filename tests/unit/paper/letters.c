/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "letters.h"

#include <poppler.h>
#include <qpdf/qpdf-c.h>

#include "base/list.h"

struct paper_block *letter_block(struct paper_letter *l, enum paper_block_kind kind,
                                 struct arena *a)
{
    struct paper_block *b = LIST_ADD(&l->body, a);
    b->kind = kind;
    return b;
}

struct paper_run *block_run(struct paper_block *b, const char *text, struct arena *a)
{
    struct paper_run *r = LIST_ADD(&b->runs, a);
    r->text = str_from_c(text);
    return r;
}

static void add_lines(struct str_list *l, const char *lines, struct arena *a)
{
    struct str rest = str_from_c(lines), line;
    while (str_line(&rest, &line))
        str_list_add(l, line, a);
}

static void add_facts(struct paper_letter *l, struct arena *a)
{
    struct paper_block *b = letter_block(l, PAPER_PARAGRAPH, a);
    block_run(b, "I write about ", a);
    struct paper_run *r = block_run(b, "nine people", a);
    r->style = PAPER_FACT;
    r->checked = true;
    r->note = 1;
    block_run(b, " held since ", a);
    r = block_run(b, "the night of 9 October 2023", a);
    r->style = PAPER_FACT;
    r->note = 2;
    block_run(b, " in ", a);
    r = block_run(b, "활산(活山)", a);
    r->style = PAPER_FACT;
    r->lang = S("ko");
    block_run(b, ".", a);
    b = letter_block(l, PAPER_PARAGRAPH, a);
    block_run(b, "I met the mother of one of them.", a)->style = PAPER_OWN;
}

struct paper_letter letter_full(struct arena *a)
{
    struct paper_letter l = {.lang = S("en"),
                             .organisation = S("Lantern Bridge Network"),
                             .number = S("LBN 24/017"),
                             .place_date = S("Seoul, 4 March 2024"),
                             .address = PAPER_ADDRESS_UNSURE,
                             .subject = S("Appeal for nine people"),
                             .salutation = S("Your Excellency,"),
                             .closing = S("Respectfully yours,"),
                             .written = 1709510400};
    add_lines(&l.letterhead, "21 Eunhaeng-gil\nSeoul 03700", a);
    add_lines(&l.addressee, "The Governor\nProvincial People’s Government\nChangchun 130051", a);
    add_lines(&l.signatures, "Mara Oyelaran-Lind\nChair\n\n한서윤\nCoordinator", a);
    add_lines(&l.copies, "UNHCR Representation", a);
    add_facts(&l, a);
    block_run(letter_block(&l, PAPER_HEADING, a), "What the law asks", a);
    struct paper_block *b = letter_block(&l, PAPER_QUOTE, a);
    block_run(b, "No Contracting State shall expel or return a refugee.", a)->note = 3;
    for (int i = 1; i <= 3; i++) {
        b = letter_block(&l, PAPER_ASK, a);
        b->number = i;
        block_run(b, i == 2 ? "let UNHCR speak with each of them" : "return nobody", a)->note =
            i == 2 ? 4 : 0;
    }
    b = letter_block(&l, PAPER_PARAGRAPH, a);
    b->lang = S("zh-Hant");
    block_run(b, "請不要遣返這九個人。", a);
    static const char *const notes[] = {"List of the nine, third version.",
                                        "Call of a neighbour, https://monitor.example/raid.",
                                        "Geneva, 28 July 1951.", "Agreement of 1 December 1995."};
    for (int i = 0; i < (int)COUNTOF(notes); i++)
        *LIST_ADD(&l.notes, a) = (struct paper_note){.number = i + 1, .text = str_from_c(notes[i])};
    return l;
}

void pdf_check(struct str pdf)
{
    qpdf_data q = qpdf_init();
    qpdf_set_suppress_warnings(q, QPDF_TRUE);
    QPDF_ERROR_CODE read = qpdf_read_memory(q, "test", pdf.p, (unsigned long long)pdf.n, NULL);
    QPDF_ERROR_CODE checked = read ? read : qpdf_check_pdf(q);
    bool warned = qpdf_more_warnings(q);
    qpdf_cleanup(&q);
    CHECK(!checked);
    CHECK(!warned);
}

static gboolean take_bytes(const gchar *bytes, gsize n, gpointer out, UNUSED GError **error)
{
    buf_add_bytes(out, bytes, (isize)n);
    return TRUE;
}

static struct str attached_text(PopplerDocument *doc, struct arena *a)
{
    struct buf out = buf_in(a, 1 << 24);
    GList *files = poppler_document_get_attachments(doc);
    if (files)
        CHECK(poppler_attachment_save_to_callback(files->data, take_bytes, &out, NULL));
    g_list_free_full(files, g_object_unref);
    return buf_str(&out);
}

static struct str take(char *text, struct arena *a)
{
    struct str s = str_copy(a, str_from_c(text));
    g_free(text);
    return s;
}

struct pdf_text pdf_read(struct str pdf, struct arena *a)
{
    struct pdf_text out = {0};
    GBytes *bytes = g_bytes_new_static(pdf.p, (gsize)pdf.n);
    PopplerDocument *doc = poppler_document_new_from_bytes(bytes, NULL, NULL);
    CHECK(doc);
    for (int i = 0; i < poppler_document_get_n_pages(doc); i++) {
        PopplerPage *page = poppler_document_get_page(doc, i);
        str_list_add(&out.pages, take(poppler_page_get_text(page), a), a);
        g_object_unref(page);
    }
    struct buf whole = buf_in(a, 1 << 24);
    for (isize i = 0; i < out.pages.n; i++)
        buf_add(&whole, out.pages.at[i]);
    out.whole = buf_str(&whole);
    out.created = poppler_document_get_creation_date(doc);
    out.attached = attached_text(doc, a);
    out.title = take(poppler_document_get_title(doc), a);
    g_object_unref(doc);
    g_bytes_unref(bytes);
    return out;
}

static struct str without_space(struct str s, struct arena *a)
{
    struct buf out = buf_in(a, s.n + 1);
    for (isize i = 0; i < s.n; i++)
        if (!g_ascii_isspace(s.p[i]))
            buf_add_c(&out, s.p[i]);
    return buf_str(&out);
}

bool text_says(struct str text, const char *words, struct arena *a)
{
    return str_find(without_space(text, a), without_space(str_from_c(words), a)) >= 0;
}
