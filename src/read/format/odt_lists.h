/* SPDX-License-Identifier: GPL-3.0-or-later */
/* odt_lists.h - which numbers stand before an ODT's paragraphs. For odt.c alone. */
#ifndef READ_FORMAT_ODT_LISTS_H
#define READ_FORMAT_ODT_LISTS_H

#include "read/format/numbering.h"
#include "read/format/xml.h"

enum { ODT_LISTS_OPEN = NUMBERING_LEVELS };

struct odt_lists {
    struct arena *a;
    struct numberings styles;
    struct numbering *defined; /* the style being read */
    struct numbering *open[ODT_LISTS_OPEN];
    int depth;     /* how many lists are open */
    bool item_due; /* an item's number is still to come */
};
struct odt_lists odt_lists_in(struct arena *a);

/* The outline's numbers are a style without a name. */
void odt_style_start(struct odt_lists *l, struct str name);
void odt_style_level(struct odt_lists *l, const struct xml_attributes *x, bool bullet);

void odt_list_start(struct odt_lists *l, const struct xml_attributes *x);
void odt_list_end(struct odt_lists *l);
void odt_item_start(struct odt_lists *l, const struct xml_attributes *x);

/* At the start of a paragraph: the number of the item or heading that begins with it, with a
 * blank. 'x' is the paragraph's, 'heading' says that it is one. */
void odt_label(struct buf *b, struct odt_lists *l, const struct xml_attributes *x, bool heading);

#endif
