/* SPDX-License-Identifier: GPL-3.0-or-later */
/* docx_lists.h - which numbers stand before a DOCX's paragraphs. For docx.c alone. */
#ifndef READ_FORMAT_DOCX_LISTS_H
#define READ_FORMAT_DOCX_LISTS_H

#include "read/format/numbering.h"
#include "read/format/office.h"

/* A w:num: a list that counts along with the others of its abstract numbering. */
struct docx_num {
    struct str id, abstract;
    int64_t starts[NUMBERING_LEVELS]; /* where it begins anew; -1: it does not */
};

/* What a paragraph or its style says of its list. */
struct docx_list_place {
    struct str num;   /* empty: nothing is said */
    int64_t level;    /* -1: nothing is said */
    struct str style; /* what it is based on */
};

struct docx_lists {
    struct arena *a;
    struct numberings abstracts;
    struct {
        struct docx_num *at;
        isize n, cap;
    } nums;
    struct {
        struct docx_list_place *at;
        isize n, cap;
    } styles;
    struct map num_by_id, style_by_id;
};

/* From the members that the document's relationships name. */
MUST_CHECK bool docx_lists_read(struct docx_lists *out, struct package *p,
                                const struct relations *r, struct arena *a, struct err *err);

/* The number of the next paragraph that says this, with a blank; nothing if it has none. */
void docx_label(struct buf *b, struct docx_lists *l, const struct docx_list_place *said);

#endif
