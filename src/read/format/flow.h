/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * flow.h - the text of an office document while it is read.
 *
 * A paragraph becomes a line, an empty one an empty line, a row of a table a line whose cells are
 * parted by tabs. What stands beside the running text on paper goes into parts of its own and is
 * put together at the end: headers, text, notes, footers, comments, with an empty line between. A
 * text box, which has its place inside of a paragraph, follows that paragraph.
 *
 * Sticky: past PARSE_TEXT_MAX all is ignored, and flow_done() says so.
 */
#ifndef READ_FORMAT_FLOW_H
#define READ_FORMAT_FLOW_H

#include "base/str.h"
#include "read/parse.h"

enum flow_part { FLOW_HEAD, FLOW_BODY, FLOW_NOTES, FLOW_FOOT, FLOW_COMMENTS, FLOW_BOXES, FLOW__N };

/* One part's text, and what is to stand before its next words. */
struct flow_stream {
    struct buf text;
    isize lines, tabs;
    int paragraphs; /* how many are open: one in a table may stand inside another */
    int cells;      /* the same of cells */
    isize soft;     /* lines ended in this cell since its last words */
    bool has_text;  /* this cell has words */
    bool block;     /* a table ended last, which also ends the line */
    bool blank;     /* a blank, if words follow it on this line */
};

struct flow_link {
    enum flow_part part;
    struct parsed_span span;
    struct str target;
};

enum { FLOW_ENTERED_MAX = 64, FLOW_ONCE_MAX = 200 };
struct flow {
    struct arena *a;
    struct flow_stream parts[FLOW__N];
    enum flow_part at;
    struct {
        enum flow_part part; /* left for another */
        isize from;          /* where the other's text began to be added */
    } entered[FLOW_ENTERED_MAX];
    int depth;
    struct {
        struct flow_link *at;
        isize n, cap;
    } links;
    isize open_link;           /* its number, or -1 */
    isize boxes_links;         /* the first link that may stand in FLOW_BOXES */
    enum flow_part boxes_part; /* whose paragraph the text boxes follow, and how many were open */
    int boxes_paragraphs;
    struct {
        struct parsed_span *at;
        isize n, cap;
    } once[FLOW__N]; /* headers and footers there already */
};

void flow_init(struct flow *f, struct arena *a);

/* Words; line ends and other white space in them but blanks are taken for blanks. */
void flow_words(struct flow *f, struct str s);
/* The same with all runs of white space one blank, none at the start of a line. */
void flow_running_words(struct flow *f, struct str s);
void flow_character(struct flow *f, int32_t cp);
/* What a flow gave, as it is. */
void flow_text(struct flow *f, struct str s);
void flow_tab(struct flow *f);
void flow_line(struct flow *f); /* a new line in the same paragraph */

/* One inside another begins on a line of its own. */
void flow_paragraph_start(struct flow *f);
/* ends_line: else the next one goes on in this line, as after a deleted paragraph mark. */
void flow_paragraph_end(struct flow *f, bool ends_line);
void flow_cell_start(struct flow *f);
void flow_cell_end(struct flow *f);
void flow_row_end(struct flow *f);
/* A table or caption inside of a paragraph has lines of its own. */
void flow_block_start(struct flow *f);
void flow_block_end(struct flow *f);

/* What comes now belongs to another part. The same header or footer twice is there once. */
void flow_enter(struct flow *f, enum flow_part part);
void flow_leave(struct flow *f);
/* A remark in the margin, after the name of who made it in brackets. flow_leave() ends it. */
void flow_comment_enter(struct flow *f, struct str author);

/* The words until flow_link_end() are a link. One inside another is ignored. */
void flow_link_start(struct flow *f, struct str target);
void flow_link_end(struct flow *f);

/* The text and links of all parts. E_LIMIT. */
MUST_CHECK bool flow_done(struct parsed *out, struct flow *f, struct err *err);

#endif
