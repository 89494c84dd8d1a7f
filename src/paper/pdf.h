/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf.h - a PDF in memory: drawn with Cairo, put in order by libqpdf.
 *
 * Cairo 1.16 leaves a reserved object unwritten as soon as a link is drawn, so that strict readers
 * call its file damaged; libqpdf rewrites it cleanly. In the same pass the file gets its language,
 * its date (ours, not the clock's), an identifier made from its content, and an attached file.
 */
#ifndef PAPER_PDF_H
#define PAPER_PDF_H

#include <cairo.h>

#include "base/str.h"

/* A4, in points. */
#define MM (72.0 / 25.4)
#define PAGE_WIDTH (210 * MM)
#define PAGE_HEIGHT (297 * MM)

enum { PDF_MAX = 1 << 26 };

struct pdf {
    cairo_surface_t *surface;
    cairo_t *cr;
    struct buf bytes;
};

void pdf_open(struct pdf *p, struct arena *a);
void pdf_page_end(struct pdf *p);
/* What is drawn is lost unless pdf_finish was called. */
void pdf_close(struct pdf *p);

struct pdf_facts {
    struct str title, author, lang;
    int64_t written;                      /* seconds since 1970; 0: no date */
    struct str attach_name, attach_bytes; /* name in ASCII; empty: none */
};

MUST_CHECK bool pdf_finish(struct str *out, struct pdf *p, const struct pdf_facts *facts,
                           struct arena *a, struct err *err);

#endif
