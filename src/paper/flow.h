/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * flow.h - pieces of text to pages with footnotes.
 *
 * A piece is one layout: a paragraph, a request, a line of a signature. Pieces flow down the column
 * from page to page; lines stand on their piece's leading. No page ends with the first line of a
 * piece or begins with its last; a heading stays with two lines of what follows. A footnote stands
 * at the foot of the page that refers to it; a very long one runs on at the foot of the next.
 * All lengths are points, from the top left corner of the page.
 */
#ifndef PAPER_FLOW_H
#define PAPER_FLOW_H

#include "paper/type.h"

struct note_ref {
    isize at;   /* byte in the piece's text */
    isize note; /* index in flow.notes */
};
struct note_ref_list {
    struct note_ref *at;
    isize n, cap;
};

struct line_box {
    PangoLayoutLine *line;
    double x, height, ascent;  /* of the box, not of the glyphs */
    isize notes_from, notes_n; /* of the piece's refs */
};

struct piece {
    PangoLayout *layout; /* given to the flow, which lets it go */
    double x;            /* from the page's edge */
    double before;       /* space above, none at the top of a page */
    const struct looks *looks;
    bool new_page;
    bool with_next; /* never the last on its page */
    bool tail; /* if it ends on this page and the next cannot start there, its last lines move on */
    bool bar;  /* a hairline along its left side */
    struct note_ref_list refs;
    struct line_box *lines; /* set by the flow */
    isize n;
    bool placed; /* of a note */
};
struct piece_list {
    struct piece *at;
    isize n, cap;
};

struct placed {
    const struct piece *piece;
    const struct line_box *box;
    double y; /* top of the box */
};
struct placed_list {
    struct placed *at;
    isize n, cap;
};

struct page {
    struct placed_list lines;
    struct placed_list foot; /* y counts from the top of the notes, until the page is complete */
    double rule;             /* where the hairline above the notes is; 0 if there are none */
};
struct page_list {
    struct page *at;
    isize n, cap;
};

struct flow {
    struct arena *a;
    double left, first_top, top, bottom;
    struct piece_list pieces;
    struct piece_list notes;
    struct page_list pages;
    int links; /* drawn so far */
};

void flow_add(struct flow *f, struct piece p);
void flow_add_note(struct flow *f, struct piece p);
void flow_close(struct flow *f);

/* E_LIMIT past PAPER_PAGES_MAX. Notes that nothing refers to follow the last line. */
MUST_CHECK bool flow_paginate(struct flow *f, struct err *err);

void flow_draw(cairo_t *cr, struct flow *f, const struct page *page);

#endif
