/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * page.h - a web page as text, with its elements and what is counted in each.
 *
 * html.c fills it, article.c looks for the article in it. Elements stand in the order of their
 * start tags, so an element's descendants are the ones right after it, up to 'last'. Every element
 * covers one stretch of the text.
 */
#ifndef READ_FORMAT_PAGE_H
#define READ_FORMAT_PAGE_H

#include "base/str.h"
#include "read/parse.h"

/* Only what the search for the article tells apart. */
enum page_tag {
    PAGE_OTHER,
    PAGE_A,
    PAGE_ARTICLE,
    PAGE_BLOCKQUOTE,
    PAGE_BODY,
    PAGE_DIV,
    PAGE_FIGURE,
    PAGE_FOOTER,
    PAGE_FORM,
    PAGE_HEADER,
    PAGE_HEADING, /* h2 to h6 */
    PAGE_IMG,
    PAGE_INPUT,
    PAGE_ITEM, /* li, dd, dt */
    PAGE_LIST, /* ul, ol, dl */
    PAGE_MAIN,
    PAGE_NAV, /* nav, aside, menu */
    PAGE_P,
    PAGE_PRE,
    PAGE_SECTION,
    PAGE_TABLE,
    PAGE_TD,
    PAGE_TH,
    PAGE_TITLE, /* h1 */
};

/* Running totals; what an element holds is the difference between its end and its start. */
struct page_counts {
    int32_t weight; /* characters other than spaces at the ends; a CJK one counts double */
    int32_t linked; /* the part of it inside links */
    int32_t commas; /* also of Korean, Chinese, Arabic */
    int32_t paragraphs, images, items, inputs, headings, blocks;
};

struct page_element {
    enum page_tag tag;
    bool hidden;    /* not shown until a script does */
    bool unlikely;  /* by its class, id or role: menus, comments, advertisements */
    int16_t favour; /* of its class and id: -25, 0, 25 or both */
    isize parent;   /* -1 for the first */
    isize last;     /* one past its last descendant */
    struct parsed_span span;
    struct page_counts before, after;
    int32_t own_weight, own_commas; /* of text in no block inside this one */
};
struct page_elements {
    struct page_element *at;
    isize n, cap;
};

struct page {
    struct buf text;
    struct page_elements elements;
    struct parsed_links links;
    struct str title;
    struct page_counts counts;
};

/* The page's article as parts of its text; none if nothing stands out. */
void page_article(struct parsed_spans *out, const struct page *p, struct arena *a);

/* Fill an element's 'unlikely' and 'favour' from its attributes. */
void page_judge_names(struct page_element *e, struct str class_and_id, struct str role);

#endif
