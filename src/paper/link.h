/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * link.h - the addresses of web pages in a line of type can be clicked.
 *
 * Only https and http, only as they stand there for everybody to read, and only in characters that
 * RFC 3986 allows; the full stop or bracket after an address is not part of it.
 */
#ifndef PAPER_LINK_H
#define PAPER_LINK_H

#include <pango/pangocairo.h>

#include "base/str.h"

/* The first address in s at or after 'from': its bytes [*start, *end). False if there is none. */
bool link_find(isize *start, isize *end, struct str s, isize from);

/* Makes those of the line clickable and says how many; its box begins at (x, y). */
int link_draw(cairo_t *cr, PangoLayoutLine *line, double x, double y, double height);

#endif
