/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pen.h - text at a place on the page, for what does not flow.
 *
 * A pen without a page only measures, so that the same code says where a letter may begin and later
 * draws what is above it.
 */
#ifndef PAPER_PEN_H
#define PAPER_PEN_H

#include "paper/type.h"

struct pen {
    const struct type *type;
    cairo_t *cr; /* NULL: measure only */
    struct str lang;
    struct arena *a;
};

void pen_ink(const struct pen *p, enum ink ink);

/* Text (clean, see clean.h) with its first line's box at (x, y), wrapped to width; returns the y
 * under its last line. */
double pen_put(const struct pen *p, const struct looks *looks, struct str text, double x, double y,
               double width);
/* The same on the right edge of the width. */
double pen_put_right(const struct pen *p, const struct looks *looks, struct str text, double x,
                     double y, double width);
/* Lines as they were given; each is cleaned. */
double pen_put_lines(const struct pen *p, const struct looks *looks, const struct str_list *lines,
                     double x, double y, double width);

void pen_hairline(const struct pen *p, double x, double y, double width);

#endif
