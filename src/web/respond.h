/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * respond.h - the kinds of answer a page can give.
 *
 *     struct html *h = page_begin(req, &(struct page){.title = TR("Letters"), .place =
 * PLACE_LETTERS}); view_letters(h, &letters); return page_end(req, h, err);
 *
 * Every answer carries the same security headers; files from people leave only as an attachment,
 * so that no browser shows them in our name.
 */
#ifndef WEB_RESPOND_H
#define WEB_RESPOND_H

#include "web/request.h"

/* The eight places of the line under the top bar. */
enum place {
    PLACE_NONE,
    PLACE_HOME,
    PLACE_CASES,
    PLACE_PEOPLE,
    PLACE_DOCUMENTS,
    PLACE_DIFFER,
    PLACE_LETTERS,
    PLACE_LAW,
    PLACE_MORE
};

struct page {
    const char *title;      /* English, TR(): shown in the reader's language */
    struct str title_plain; /* instead: a person's words, shown as they are */
    enum place place;
    int status;    /* 0: 200; a form that comes back has 422 */
    bool wide;     /* tables and drawings rather than text to read */
    bool no_frame; /* sign-in and errors for strangers: no case file's name, no places */
};

/* The page's frame up to where its own content begins. Never NULL. */
struct html *page_begin(struct request *req, const struct page *page);
/* The rest of the frame; sets the response. E_LIMIT if the page grew past PAGE_MAX. */
MUST_CHECK bool page_end(struct request *req, struct html *h, struct err *err);

/* 303 to a path of our own, or to "/" if it is not one. */
bool respond_redirect(struct request *req, struct str path);

/* A file to save. The name is given to the browser in both ways of RFC 6266. */
bool respond_attachment(struct request *req, struct str name, struct str type, struct str bytes);
bool respond_attachment_stream(struct request *req, struct str name, struct str type,
                               struct body_source source);

/* Text that may be kept by the browser for ever, because its address changes when it does. */
bool respond_asset(struct request *req, struct str type, struct str bytes);

/* Throws away what the response held. 'heading' is TR() or NULL. */
void respond_error(struct request *req, const struct err *err);
void respond_problem(struct request *req, int status, const char *say, struct str detail);

void respond_header(struct request *req, const char *name, struct str value);
void respond_cookie(struct request *req, struct str name, struct str value, int64_t seconds);
/* The session cookie; an empty value takes it away. */
void respond_session(struct request *req, struct str value);
/* "__Host-cairn" under TLS, else the plain name (browsers refuse the prefix without TLS). */
struct str session_cookie_name(const struct web *web, struct arena *a);

#endif
