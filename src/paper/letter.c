/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/paper.h"

#include "base/list.h"
#include "paper/clean.h"
#include "paper/flow.h"
#include "paper/pdf.h"
#include "paper/pen.h"
#include "paper/words.h"

/* The page: A4 with the address field of DIN 5008, form B. */
#define LEFT (25 * MM)
#define WIDTH (150 * MM)
#define SIDE (125 * MM) /* the column of number, date and letterhead */
#define SIDE_WIDTH (58 * MM)
#define HEAD_TOP (19 * MM)
#define WINDOW_TOP (50 * MM) /* 45 and the 5 for a line to the post office */
#define WINDOW_WIDTH (78 * MM)
#define BODY_TOP (104 * MM)
#define PAGE_TOP (27 * MM)
#define PAGE_BOTTOM (272 * MM)
#define FOOT_LINE (282 * MM)
#define STAMP_TOP (5 * MM)
#define FOLD_1 (105 * MM)
#define FOLD_2 (210 * MM)

#define PARA_GAP 8.0
#define ASK_HANG 22.0
#define QUOTE_INDENT 22.0
#define NOTE_HANG 15.0
#define SIGN_SPACE 38.0 /* room for a hand */

static const struct looks body_looks = {FACE_SERIF, false, 10.8, 16};
static const struct looks heading_looks = {FACE_SERIF, true, 10.8, 16};
static const struct looks subject_looks = {FACE_SERIF, true, 12, 17};
static const struct looks quote_looks = {FACE_SERIF, false, 10.2, 15};
static const struct looks note_looks = {FACE_SERIF, false, 8.4, 11.6};
static const struct looks organisation_looks = {FACE_SERIF, false, 16, 20};
static const struct looks address_looks = {FACE_SERIF, false, 10.8, 5 * MM};
static const struct looks small_looks = {FACE_SANS, false, 7.6, 11};
static const struct looks side_looks = {FACE_SANS, false, 8.6, 12.5};
static const struct looks stamp_looks = {FACE_SANS, true, 8.4, 12};

enum { MARKS_MAX = 160 }; /* bytes that a run's marks may add */

struct setter {
    const struct paper_letter *l;
    struct type type;
    struct flow flow;
    struct pdf pdf;
    struct arena *a;
    enum language ui;
};

static void setter_close(struct setter *s)
{
    pdf_close(&s->pdf);
    flow_close(&s->flow);
    type_close(&s->type);
}

static struct para para_for(struct setter *s, const struct looks *looks, isize bytes)
{
    return para_in(&s->type, looks, bytes, s->a);
}

/* ---- the flow */

static isize runs_bytes(const struct paper_run_list *runs)
{
    isize n = MARKS_MAX;
    for (isize i = 0; i < runs->n; i++)
        n += 3 * runs->at[i].text.n + MARKS_MAX;
    return n;
}

static void add_run(struct setter *s, struct para *p, struct piece *piece,
                    const struct paper_run *r, struct str lang)
{
    const struct paper_letter *l = s->l;
    unsigned marks = l->draft && r->style == PAPER_OWN ? MARK_UNDERLINE : MARK_NONE;
    para_add(p, clean_text(r->text, s->a), either(r->lang, lang), marks);
    para_add(p, not_checked(r, words_language(lang, s->ui), s->a), lang, MARK_CHECK);
    if (!r->note)
        return;
    para_add(p, str_format(s->a, "%d", r->note), S("en"), MARK_NOTE);
    *LIST_ADD(&piece->refs, s->a) = (struct note_ref){p->text.n, note_index(l, r->note)};
}

static enum para_shape shape_for(struct str lang)
{
    return lang_is_chinese(lang) ? SHAPE_JUSTIFIED : SHAPE_LEFT;
}

/* Whether block i should not end its page when the next cannot start there: the last one has the
 * closing after it, and some lead up to a quote or to requests. */
static bool leads_on(const struct paper_block_list *body, isize i)
{
    if (i == body->n - 1)
        return true;
    enum paper_block_kind next = body->at[i + 1].kind;
    return body->at[i].kind == PAPER_PARAGRAPH && (next == PAPER_QUOTE || next == PAPER_ASK);
}

static void add_block(struct setter *s, const struct paper_block *b, bool new_page, bool tail)
{
    bool quote = b->kind == PAPER_QUOTE, heading = b->kind == PAPER_HEADING;
    bool ask = b->kind == PAPER_ASK;
    const struct looks *looks = quote ? &quote_looks : heading ? &heading_looks : &body_looks;
    struct str lang = either(b->lang, s->l->lang);
    double indent = quote ? QUOTE_INDENT : 0;
    struct piece piece = {.x = LEFT + indent,
                          .before = heading ? 2 * PARA_GAP : PARA_GAP,
                          .looks = looks,
                          .new_page = new_page,
                          .with_next = heading,
                          .tail = tail,
                          .bar = quote};
    struct para p = para_for(s, looks, runs_bytes(&b->runs));
    if (ask)
        para_add(&p, str_format(s->a, "%d.\t", b->number), lang, MARK_NONE);
    for (isize i = 0; i < b->runs.n; i++)
        add_run(s, &p, &piece, &b->runs.at[i], lang);
    piece.layout = para_done(&p, WIDTH - 2 * indent, ask ? ASK_HANG : 0, shape_for(lang));
    flow_add(&s->flow, piece);
}

static struct piece line_piece(struct setter *s, const struct looks *looks, struct str line,
                               double before)
{
    struct str text = clean_line(line, s->a);
    struct para p = para_for(s, looks, text.n);
    para_add(&p, text, s->l->lang, MARK_NONE);
    return (struct piece){
        .layout = para_done(&p, WIDTH, 0, SHAPE_LEFT), .x = LEFT, .before = before, .looks = looks};
}

static void add_line(struct setter *s, const struct looks *looks, struct str line, double before,
                     bool with_next)
{
    struct piece p = line_piece(s, looks, line, before);
    p.with_next = with_next;
    flow_add(&s->flow, p);
}

static void add_opening(struct setter *s)
{
    if (s->l->subject.n)
        add_line(s, &subject_looks, s->l->subject, 0, true);
    if (s->l->salutation.n)
        add_line(s, &body_looks, s->l->salutation, 2 * PARA_GAP, true);
}

static void add_body(struct setter *s)
{
    const struct paper_block_list *body = &s->l->body;
    bool new_page = false;
    for (isize i = 0; i < body->n; i++) {
        if (body->at[i].kind == PAPER_NEW_PAGE) {
            new_page = true;
            continue;
        }
        add_block(s, &body->at[i], new_page, leads_on(body, i));
        new_page = false;
    }
}

static void add_closing(struct setter *s)
{
    const struct paper_letter *l = s->l;
    if (l->closing.n)
        add_line(s, &body_looks, l->closing, 1.5 * PARA_GAP, l->signatures.n > 0);
    double before = SIGN_SPACE;
    for (isize i = 0; i < l->signatures.n; i++) {
        bool more = i + 1 < l->signatures.n && str_trim(l->signatures.at[i + 1]).n > 0;
        if (str_trim(l->signatures.at[i]).n) {
            add_line(s, &body_looks, l->signatures.at[i], before, more);
            before = 0;
        } else {
            before = SIGN_SPACE * .7;
        }
    }
    if (!l->copies.n)
        return;
    add_line(s, &side_looks, msg(s->ui, TR("Copies to:")), 2.5 * PARA_GAP, true);
    for (isize i = 0; i < l->copies.n; i++)
        add_line(s, &side_looks, l->copies.at[i], 0, i + 2 < l->copies.n);
}

static void add_notes(struct setter *s)
{
    const struct paper_note_list *notes = &s->l->notes;
    for (isize i = 0; i < notes->n; i++) {
        const struct paper_note *n = &notes->at[i];
        struct str lang = either(n->lang, s->l->lang);
        struct para p = para_for(s, &note_looks, 3 * n->text.n + MARKS_MAX);
        para_add(&p, str_format(s->a, "%d\t", n->number), S("en"), MARK_NONE);
        para_add(&p, clean_text(n->text, s->a), lang, MARK_NONE);
        flow_add_note(&s->flow,
                      (struct piece){.layout = para_done(&p, WIDTH, NOTE_HANG, SHAPE_LEFT),
                                     .x = LEFT,
                                     .looks = &note_looks});
    }
}

/* ---- what stands around it */

static struct pen pen_of(struct setter *s)
{
    return (struct pen){&s->type, s->pdf.cr, s->l->lang, s->a};
}

static double put_labelled(const struct pen *pen, struct str label, struct str value, double y)
{
    if (!value.n)
        return y;
    pen_ink(pen, INK_MUTED);
    y = pen_put(pen, &small_looks, label, SIDE, y, SIDE_WIDTH);
    pen_ink(pen, INK_TEXT);
    return pen_put(pen, &side_looks, clean_line(value, pen->a), SIDE, y, SIDE_WIDTH) + 5;
}

static double higher(double a, double b)
{
    return a > b ? a : b;
}

/* Letterhead, address, number and date; returns where the letter itself may begin. */
static double put_head(struct setter *s)
{
    const struct paper_letter *l = s->l;
    struct pen pen = pen_of(s);
    pen_ink(&pen, INK_TEXT);
    double name = pen_put(&pen, &organisation_looks, clean_line(l->organisation, s->a), LEFT,
                          HEAD_TOP, SIDE - LEFT - 12);
    pen_ink(&pen, INK_MUTED);
    double head = pen_put_lines(&pen, &small_looks, &l->letterhead, SIDE, HEAD_TOP + 3, SIDE_WIDTH);
    double from = higher(name, head) + 12;
    if (l->addressee.n)
        from = higher(from, WINDOW_TOP);

    pen_ink(&pen, INK_TEXT);
    double address = pen_put_lines(&pen, &address_looks, &l->addressee, LEFT, from, WINDOW_WIDTH);
    double side = put_labelled(&pen, msg(s->ui, TR("Our number")), l->number, from);
    side = put_labelled(&pen, msg(s->ui, TR("Place and date")), l->place_date, side);
    struct str note = address_line(l, s->a);
    if (note.n) {
        pen_ink(&pen, l->address == PAPER_ADDRESS_UNSURE ? INK_CHECK : INK_MUTED);
        side = pen_put(&pen, &small_looks, note, SIDE, side, SIDE_WIDTH);
    }
    double end = higher(address, side) + 24;
    return l->addressee.n ? higher(end, BODY_TOP) : end;
}

static void put_folds(struct setter *s)
{
    struct pen pen = pen_of(s);
    pen_hairline(&pen, 4 * MM, FOLD_1, 4 * MM);
    pen_hairline(&pen, 4 * MM, FOLD_2, 4 * MM);
}

/* In a frame at the very top: what nobody may overlook. */
static void put_stamp(struct setter *s)
{
    struct str lines[] = {draft_line(s->l, s->a), demonstration_line(s->l)};
    struct pen pen = pen_of(s);
    double y = STAMP_TOP + 3;
    pen_ink(&pen, INK_CHECK);
    for (isize i = 0; i < COUNTOF(lines); i++)
        if (lines[i].n)
            y = pen_put(&pen, &stamp_looks, lines[i], LEFT + 8, y, WIDTH - 16);
    if (y < STAMP_TOP + 4)
        return;
    cairo_set_line_width(pen.cr, .7);
    cairo_rectangle(pen.cr, LEFT, STAMP_TOP, WIDTH, y + 3 - STAMP_TOP);
    cairo_stroke(pen.cr);
}

static bool has_own_words(const struct paper_letter *l)
{
    for (isize i = 0; i < l->body.n; i++)
        for (isize k = 0; k < l->body.at[i].runs.n; k++)
            if (l->body.at[i].runs.at[k].style == PAPER_OWN)
                return true;
    return false;
}

static void put_foot(struct setter *s, isize page)
{
    struct pen pen = pen_of(s);
    double third = WIDTH / 3;
    struct str number =
        msg_fill(s->a, msg(s->ui, TR("page {n} of {all}")), "n", str_format(s->a, "%td", page),
                 "all", str_format(s->a, "%td", s->flow.pages.n), NULL);
    pen_ink(&pen, INK_MUTED);
    pen_put(&pen, &small_looks, clean_line(s->l->number, s->a), LEFT, FOOT_LINE, third);
    if (s->l->draft && has_own_words(s->l))
        pen_put(&pen, &small_looks, msg(s->ui, TR("Underlined: the author's own words")),
                LEFT + third, FOOT_LINE, third);
    pen_put_right(&pen, &small_looks, number, LEFT + 2 * third, FOOT_LINE, third);
}

static void draw(struct setter *s)
{
    for (isize i = 0; i < s->flow.pages.n; i++) {
        if (i == 0)
            put_head(s);
        if (i == 0 && s->l->addressee.n)
            put_folds(s);
        put_stamp(s);
        flow_draw(s->pdf.cr, &s->flow, &s->flow.pages.at[i]);
        put_foot(s, i + 1);
        pdf_page_end(&s->pdf);
    }
}

bool paper_letter_pdf(struct str *out, const struct paper_letter *l, struct arena *a,
                      struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    AUTO(setter_close)
    struct setter s = {.l = l, .a = tmp.arena, .ui = words_language(l->lang, LANG_EN)};
    struct str text;
    if (!letter_check(l, err) || !paper_letter_text(&text, l, tmp.arena, err) ||
        !type_open(&s.type, err))
        return false;
    s.flow = (struct flow){.a = tmp.arena, .left = LEFT, .top = PAGE_TOP, .bottom = PAGE_BOTTOM};
    s.flow.first_top = put_head(&s);
    add_opening(&s);
    add_body(&s);
    add_closing(&s);
    add_notes(&s);
    if (!flow_paginate(&s.flow, err))
        return false;
    pdf_open(&s.pdf, tmp.arena);
    draw(&s);
    struct pdf_facts facts = {.title = clean_line(l->subject, tmp.arena),
                              .author = clean_line(l->organisation, tmp.arena),
                              .lang = clean_line(l->lang, tmp.arena),
                              .written = l->written,
                              .attach_name = S("letter.txt"),
                              .attach_bytes = text};
    return pdf_finish(out, &s.pdf, &facts, a, err);
}
