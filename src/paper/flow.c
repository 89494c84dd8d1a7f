/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/flow.h"

#include "base/list.h"
#include "paper/link.h"
#include "paper/paper.h"

/* Space above and below the hairline over the notes, and how long it is. */
#define RULE_SPACE 14.0
#define RULE_TO_NOTE 6.0
#define RULE_LENGTH 110.0
#define NOTE_GAP 2.0
#define BAR_LEFT 10.0
/* Notes carried over from the page before leave at least this part of the page to the text. */
#define FOOT_SHARE 0.5
/* Sums taken in another order. */
#define ROUNDING 0.001
#define COMPANY_SHARE 0.4

enum {
    KEEP = 2,        /* lines of a piece that stay together at the end and at the start of a page */
    LINKS_MAX = 500, /* what Cairo needs for links grows with their square */
};

/* Where the next line goes. */
struct cursor {
    struct flow *f;
    double y, foot; /* top of the next line; height of the notes so far, with their hairline */
    isize used;     /* lines of text on this page */
    isize queue_note,
        queue_line; /* the first note line not yet placed, in f->notes order of 'queue' */
    isize *queue;   /* notes in the order of reference */
    isize queue_n;
};

static void piece_measure(struct piece *p, struct arena *a)
{
    isize n = pango_layout_get_line_count(p->layout), ref = 0;
    p->lines = NEWN(a, struct line_box, n);
    PangoLayoutIter *it = pango_layout_get_iter(p->layout);
    do {
        struct line_box *b = &p->lines[p->n++];
        PangoRectangle r;
        b->line = pango_layout_iter_get_line_readonly(it);
        pango_layout_iter_get_line_extents(it, NULL, &r);
        double high = (double)r.height / PANGO_SCALE;
        double ascent = (double)(pango_layout_iter_get_baseline(it) - r.y) / PANGO_SCALE;
        b->x = (double)r.x / PANGO_SCALE;
        bool tall = high > p->looks->leading * 1.08; /* scripts that stack, such as Tibetan */
        b->height = tall ? high : p->looks->leading;
        b->ascent = tall ? ascent : looks_ascent(p->looks);
        int end =
            pango_layout_line_get_start_index(b->line) + pango_layout_line_get_length(b->line);
        b->notes_from = ref;
        while (ref < p->refs.n && p->refs.at[ref].at <= end)
            ref++;
        b->notes_n = ref - b->notes_from;
    } while (p->n < n && pango_layout_iter_next_line(it));
    pango_layout_iter_free(it);
}

void flow_add(struct flow *f, struct piece p)
{
    piece_measure(&p, f->a);
    *LIST_ADD(&f->pieces, f->a) = p;
}

void flow_add_note(struct flow *f, struct piece p)
{
    piece_measure(&p, f->a);
    *LIST_ADD(&f->notes, f->a) = p;
}

static void pieces_drop(struct piece_list *l)
{
    for (isize i = 0; i < l->n; i++)
        g_object_unref(l->at[i].layout);
    l->n = 0;
}

void flow_close(struct flow *f)
{
    pieces_drop(&f->pieces);
    pieces_drop(&f->notes);
}

static struct page *page_now(struct flow *f)
{
    return &f->pages.at[f->pages.n - 1];
}

static bool queue_is_empty(const struct cursor *c)
{
    return c->queue_note == c->queue_n;
}

/* The height that one more note line adds to a foot of that height. */
static double foot_more(double foot, const struct piece *note, isize line)
{
    double gap = foot > 0 ? (line ? 0 : NOTE_GAP) : RULE_SPACE + RULE_TO_NOTE;
    return gap + note->lines[line].height;
}

/* The foot's height when the notes of that line are added to it. */
static double foot_with(const struct flow *f, const struct piece *p, isize line, double foot)
{
    const struct line_box *b = &p->lines[line];
    for (isize i = 0; i < b->notes_n; i++) {
        const struct piece *note = &f->notes.at[p->refs.at[b->notes_from + i].note];
        for (isize k = 0; k < note->n && !note->placed; k++)
            foot += foot_more(foot, note, k);
    }
    return foot;
}

/* How many lines of p, from the given one, have room below y with all their notes. */
static isize lines_that_fit(const struct cursor *c, const struct piece *p, isize from, double y)
{
    double foot = c->foot;
    isize k = from;
    for (; k < p->n; k++) {
        y += p->lines[k].height;
        if (queue_is_empty(c))
            foot = foot_with(c->f, p, k, foot);
        if (y + foot > c->f->bottom)
            break;
    }
    return k - from;
}

/*
 * Whether the rest of piece i and what must stay with it has room below y. Company that would take
 * most of a page (a long list of signatures) is not worth a page break.
 */
static bool company_fits(const struct cursor *c, isize i, isize from, double y)
{
    const struct flow *f = c->f;
    double foot = c->foot, company = 0;
    bool more = true;
    for (isize j = i; j < f->pieces.n && more; j++) {
        const struct piece *p = &f->pieces.at[j];
        if (j > i && p->new_page)
            break;
        more = j == i || p->with_next;
        isize first = j == i ? from : 0;
        isize last = more || p->n <= KEEP + 1 ? p->n : KEEP;
        company += j > i ? p->before : 0;
        y += j > i ? p->before : 0;
        for (isize k = first; k < last; k++) {
            company += j > i ? p->lines[k].height : 0;
            y += p->lines[k].height;
            foot = foot_with(f, p, k, foot);
        }
        if (company > (f->bottom - f->top) * COMPANY_SHARE)
            return true;
        if (y + foot > f->bottom)
            return false;
    }
    return true;
}

/* How many lines of piece i, from the given one, go on this page. */
static isize lines_to_place(const struct cursor *c, isize i, isize from, double y)
{
    const struct piece *p = &c->f->pieces.at[i];
    isize left = p->n - from, fit = lines_that_fit(c, p, from, y), k = fit;
    if (k == left && (p->with_next || p->tail) && !company_fits(c, i, from, y))
        k = p->tail && k >= KEEP + KEEP ? k - KEEP : 0;
    else if (left - k == 1)
        k--; /* no last line alone */
    if (k < KEEP && k < left && from == 0)
        k = 0; /* no first line alone */
    if (k > 0 || c->used)
        return k > 0 ? k : 0;
    return fit ? fit : 1; /* on a fresh page something must go */
}

static void drain(struct cursor *c, double limit)
{
    struct flow *f = c->f;
    while (!queue_is_empty(c)) {
        const struct piece *note = &f->notes.at[c->queue[c->queue_note]];
        double more = foot_more(c->foot, note, c->queue_line);
        if (c->foot + more > limit + ROUNDING)
            return;
        c->foot += more;
        *LIST_ADD(&page_now(f)->foot, f->a) = (struct placed){
            note, &note->lines[c->queue_line], c->foot - note->lines[c->queue_line].height};
        if (++c->queue_line == note->n) {
            c->queue_note++;
            c->queue_line = 0;
        }
    }
}

static void page_end(struct cursor *c)
{
    struct page *page = page_now(c->f);
    drain(c, c->f->bottom - c->y);
    double top = c->f->bottom - c->foot;
    for (isize i = 0; i < page->foot.n; i++)
        page->foot.at[i].y += top;
    if (page->foot.n)
        page->rule = top + RULE_SPACE;
}

static bool page_begin(struct cursor *c, struct err *err)
{
    struct flow *f = c->f;
    if (f->pages.n == PAPER_PAGES_MAX)
        return err_set(err, E_LIMIT, "more than %d pages", PAPER_PAGES_MAX);
    LIST_ADD(&f->pages, f->a);
    c->y = f->pages.n == 1 ? f->first_top : f->top;
    c->foot = 0;
    c->used = 0;
    drain(c, (f->bottom - c->y) * FOOT_SHARE);
    return true;
}

static bool page_turn(struct cursor *c, struct err *err)
{
    page_end(c);
    return page_begin(c, err);
}

static void note_add(struct cursor *c, isize note)
{
    if (c->f->notes.at[note].placed)
        return;
    c->f->notes.at[note].placed = true;
    c->queue[c->queue_n++] = note;
}

static void lines_place(struct cursor *c, struct piece *p, isize from, isize n)
{
    struct flow *f = c->f;
    bool carried = !queue_is_empty(c); /* those wait for the end of the page */
    for (isize k = from; k < from + n; k++) {
        const struct line_box *b = &p->lines[k];
        *LIST_ADD(&page_now(f)->lines, f->a) = (struct placed){p, b, c->y};
        c->y += b->height;
        c->used++;
        for (isize i = 0; i < b->notes_n; i++)
            note_add(c, p->refs.at[b->notes_from + i].note);
    }
    if (!carried)
        drain(c, f->bottom - c->y);
}

static bool piece_place(struct cursor *c, isize i, struct err *err)
{
    struct piece *p = &c->f->pieces.at[i];
    if (p->new_page && c->used && !page_turn(c, err))
        return false;
    for (isize from = 0; from < p->n;) {
        double gap = from == 0 && c->used ? p->before : 0;
        isize k = lines_to_place(c, i, from, c->y + gap);
        c->y += k ? gap : 0;
        lines_place(c, p, from, k);
        from += k;
        if (from < p->n && !page_turn(c, err))
            return false;
    }
    return true;
}

bool flow_paginate(struct flow *f, struct err *err)
{
    struct cursor c = {.f = f, .queue = NEWN(f->a, isize, f->notes.n + 1)};
    if (!page_begin(&c, err))
        return false;
    for (isize i = 0; i < f->pieces.n; i++)
        if (!piece_place(&c, i, err))
            return false;
    for (isize i = 0; i < f->notes.n; i++)
        note_add(&c, i);
    page_end(&c);
    while (!queue_is_empty(&c)) {
        if (!page_begin(&c, err))
            return false;
        page_end(&c);
    }
    return true;
}

static void draw_line(cairo_t *cr, struct flow *f, const struct placed *l)
{
    ink_set(cr, INK_TEXT);
    cairo_move_to(cr, l->piece->x + l->box->x, l->y + l->box->ascent);
    pango_cairo_show_layout_line(cr, l->box->line);
    if (f->links < LINKS_MAX)
        f->links += link_draw(cr, l->box->line, l->piece->x + l->box->x, l->y, l->box->height);
    if (!l->piece->bar)
        return;
    ink_set(cr, INK_LINE);
    cairo_set_line_width(cr, .6);
    cairo_move_to(cr, l->piece->x - BAR_LEFT, l->y);
    cairo_rel_line_to(cr, 0, l->box->height);
    cairo_stroke(cr);
}

void flow_draw(cairo_t *cr, struct flow *f, const struct page *page)
{
    for (isize i = 0; i < page->lines.n; i++)
        draw_line(cr, f, &page->lines.at[i]);
    if (page->rule > 0) {
        ink_set(cr, INK_LINE);
        cairo_set_line_width(cr, .5);
        cairo_move_to(cr, f->left, page->rule);
        cairo_rel_line_to(cr, RULE_LENGTH, 0);
        cairo_stroke(cr);
    }
    for (isize i = 0; i < page->foot.n; i++)
        draw_line(cr, f, &page->foot.at[i]);
}
