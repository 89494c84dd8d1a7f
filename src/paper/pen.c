/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/pen.h"

#include "paper/clean.h"

void pen_ink(const struct pen *p, enum ink ink)
{
    if (p->cr)
        ink_set(p->cr, ink);
}

static double put(const struct pen *p, const struct looks *looks, PangoLayout *l, double x,
                  double y)
{
    PangoLayoutIter *it = pango_layout_get_iter(l);
    do {
        PangoRectangle r;
        pango_layout_iter_get_line_extents(it, NULL, &r);
        if (p->cr) {
            cairo_move_to(p->cr, x + (double)r.x / PANGO_SCALE, y + looks_ascent(looks));
            pango_cairo_show_layout_line(p->cr, pango_layout_iter_get_line_readonly(it));
        }
        y += looks->leading;
    } while (pango_layout_iter_next_line(it));
    pango_layout_iter_free(it);
    g_object_unref(l);
    return y;
}

static PangoLayout *layout_of(const struct pen *p, const struct looks *looks, struct str text,
                              double width, enum para_shape shape)
{
    struct para para = para_in(p->type, looks, text.n, p->a);
    para_add(&para, text, p->lang, MARK_NONE);
    return para_done(&para, width, 0, shape);
}

double pen_put(const struct pen *p, const struct looks *looks, struct str text, double x, double y,
               double width)
{
    return put(p, looks, layout_of(p, looks, text, width, SHAPE_LEFT), x, y);
}

double pen_put_right(const struct pen *p, const struct looks *looks, struct str text, double x,
                     double y, double width)
{
    return put(p, looks, layout_of(p, looks, text, width, SHAPE_RIGHT), x, y);
}

double pen_put_lines(const struct pen *p, const struct looks *looks, const struct str_list *lines,
                     double x, double y, double width)
{
    for (isize i = 0; i < lines->n; i++)
        y = pen_put(p, looks, clean_line(lines->at[i], p->a), x, y, width);
    return y;
}

void pen_hairline(const struct pen *p, double x, double y, double width)
{
    if (!p->cr)
        return;
    ink_set(p->cr, INK_LINE);
    cairo_set_line_width(p->cr, .5);
    cairo_move_to(p->cr, x, y);
    cairo_rel_line_to(p->cr, width, 0);
    cairo_stroke(p->cr);
}
