/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * html.h - the only way bytes reach a page.
 *
 * Views (*.view.html, compiled by tools/viewc.c) call these; pages call views. No function here
 * writes a struct str unescaped, so text from a person or a document cannot become markup.
 * Whatever is not well-formed UTF-8 is written as U+FFFD, and so are control characters, which HTML
 * forbids.
 */
#ifndef WEB_HTML_H
#define WEB_HTML_H

#include "lang/msg.h"
#include "web/csrf.h"

struct html {
    struct buf *out;
    struct arena *a;    /* for messages with holes; dies with the page */
    enum language lang; /* of the page */
    const struct csrf *csrf;
    isize action_at; /* where in *out the action of the form we are in begins */
};

#define html_lit(h, literal) buf_add((h)->out, S(literal))

void html_text(struct html *h, struct str s); /* in text or in a "quoted" value */
void html_int(struct html *h, int64_t i);

/*
 * A whole address: a path of our own ("/...", "#...", "?..."), or https, mailto or tel. Anything
 * else, such as javascript: or //host, becomes "#".
 */
void html_url(struct html *h, struct str s);
/* A part of an address that has begun: a segment or a query value, percent-encoded. */
void html_url_part(struct html *h, struct str s);

/* Called by compiled views only: see tools/viewc.c. */
void html_form_action(struct html *h); /* an action begins here */
void html_form_token(struct html *h);  /* the hidden field with the token for that action */
struct str html_number(struct html *h, int64_t i);
static inline struct str html_str(struct str s) /* so that the compiler checks the type */
{
    return s;
}

#endif
