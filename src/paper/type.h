/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * type.h - words to lines of type.
 *
 * A 'looks' says how a kind of text is set; a 'para' collects runs and becomes one PangoLayout. The
 * faces are chosen here, character by character, not by the machine's font settings: Noto Serif and
 * Sans, Nanum for Hangul, AR PL UMing for Han, all TrueType (with the CFF fonts of Noto CJK, Cairo
 * 1.16 makes a letter eight times larger). What none of them has is left to Pango, which takes any
 * installed font, or draws a box with the character's code.
 * Korean is broken between words only (UAX 14 would allow it anywhere); Chinese anywhere its rules
 * allow.
 */
#ifndef PAPER_TYPE_H
#define PAPER_TYPE_H

#include <pango/pangocairo.h>

#include "base/str.h"

enum face { FACE_SERIF, FACE_SANS };

struct looks {
    enum face face;
    bool bold;
    double size;    /* points */
    double leading; /* from baseline to baseline */
};

/* From the top of a line's box to its baseline. */
double looks_ascent(const struct looks *l);

enum ink { INK_TEXT, INK_MUTED, INK_LINE, INK_CHECK, INK__COUNT };

void ink_set(cairo_t *cr, enum ink ink);

struct type {
    PangoContext *context;
};

/* E_NOTFOUND if a font is missing; the detail says which packages to install. */
MUST_CHECK bool type_open(struct type *t, struct err *err);
void type_close(struct type *t);

enum para_mark {
    MARK_NONE = 0,
    MARK_UNDERLINE = 1, /* a hairline under the words */
    MARK_CHECK = 2,     /* small, in the ink of what is to be checked */
    MARK_NOTE = 4,      /* a footnote's number: raised, and never parted from what is before it */
    MARK_MUTED = 8,
};

struct para {
    const struct type *type;
    const struct looks *looks;
    struct buf text;
    PangoAttrList *attrs;
};

/* 'max' is the most bytes that will be added; adding more is a bug. */
struct para para_in(const struct type *t, const struct looks *looks, isize max, struct arena *a);
/* text must be clean (clean.h). */
void para_add(struct para *p, struct str text, struct str lang, unsigned marks);

enum para_shape {
    SHAPE_LEFT,
    SHAPE_RIGHT,
    SHAPE_JUSTIFIED,
};

/* The layout, which is now the caller's to g_object_unref; the para is used up. 'hang' points are
 * left free before all lines but the first, which has a tab stop there. */
PangoLayout *para_done(struct para *p, double width, double hang, enum para_shape shape);

bool lang_is_chinese(struct str lang);

#endif
