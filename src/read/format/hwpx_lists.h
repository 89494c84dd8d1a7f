/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hwpx_lists.h - which numbers stand before an HWPX's paragraphs. For hwpx.c alone. */
#ifndef READ_FORMAT_HWPX_LISTS_H
#define READ_FORMAT_HWPX_LISTS_H

#include "read/format/numbering.h"
#include "read/format/package.h"

enum hwpx_heading { HEADING_NONE, HEADING_NUMBER, HEADING_OUTLINE, HEADING_BULLET };

/* How paragraphs of one look begin. */
struct hwpx_look {
    enum hwpx_heading heading;
    struct str list; /* of a numbering or bullet */
    int64_t level;   /* from 0 */
};

struct hwpx_lists {
    struct numberings numberings, bullets;
    struct {
        struct hwpx_look *at;
        isize n, cap;
    } looks;
    struct map look_by_id;
};

/* From Contents/header.xml. */
MUST_CHECK bool hwpx_lists_read(struct hwpx_lists *out, struct package *p, struct arena *a,
                                struct err *err);

/* The number of the next paragraph of that look, with a blank; nothing if it has none. 'outline' is
 * the numbering of the section's outline. */
void hwpx_label(struct buf *b, struct hwpx_lists *l, struct str look, struct str outline);

#endif
