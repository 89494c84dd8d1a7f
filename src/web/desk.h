/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * desk.h - what pages over records share: the reader's eyes, and values with their sources.
 *
 * A page that shows facts gives each its mark: desk_source() numbers the sources of one page and
 * fills what stands in the second column. A source that several values share stands there once; how
 * sure it was, who holds it and as known on which day belong to the value.
 *
 * Statements have no number in any address, because numbers tell of what these eyes may not see. A
 * statement is named by its record and a few letters that are made from its entry (desk_said).
 */
#ifndef WEB_DESK_H
#define WEB_DESK_H

#include "know/conflict.h"
#include "know/due.h"
#include "record/document.h"
#include "record/workspace.h"
#include "web/site.h"
#include "web/views/case.h"

enum { SAID_LETTERS = 12, DESK_SOURCES_MAX = 200 };

/* The thread's workspace, with this reader's language and clearance. */
struct workspace *desk_workspace(struct request *req);
/* The same, for reading only. */
const struct reader *desk_reader(struct request *req);

/* ---- values and their sources */

struct desk_document { /* one that was looked at for this page */
    struct id id;
    int64_t row;
    struct str title, lang;
    bool there; /* these eyes may see it */
    bool read;
    struct document_text text; /* once it was read */
    struct desk_document *next;
};
struct desk {
    struct request *req;
    struct workspace *w;
    const struct reader *r;
    struct arena *a;
    struct view_source *at;
    isize n;
    struct desk_document *documents;
    struct snapshot now; /* of a page that only reads */
};
/*
 * AUTO(desk_close) struct desk d = desk_open(req);
 * A page that is asked for reads everything as it is at one moment; a form sees what it writes.
 */
struct desk desk_open(struct request *req);
void desk_close(struct desk *d);

/* The number of the mark for this fact's source, or 0 if the page has too many. */
int desk_source(struct desk *d, const struct fact *f);
struct view_sources desk_sources(const struct desk *d);
/* A document's title, looked up once a page. NULL if these eyes may not see it. */
const struct desk_document *desk_document(struct desk *d, const struct id *id);
/* Its words, read once a page, if a passage of them is wanted. */
const struct document_text *desk_text(struct desk *d, const struct id *id);
/* Where a passage can be read: the page of the document and the line, for these eyes. */
struct str desk_passage_href(struct desk *d, const struct ref *passage);
struct str desk_passage_at(struct desk *d, const struct ref *passage);

/* Who holds what a fact says, if it is not the document; else empty. */
struct str desk_holder(struct desk *d, const struct fact *f);
/* A language tag that a page can carry: the main one of "en+zh-Hant"; empty if it is none. */
struct str desk_language(struct str tag);
/* How a member is named here: "you" who has no name. */
struct str desk_member(struct desk *d, const struct id *member);
enum sure desk_sure(const struct fact *f);
/* "checked", "not checked", "withdrawn"...: English, TR(). */
const char *desk_state(const struct fact *f);

/* ---- what does not fit on one page: ?part=, from 1 */

struct desk_part {
    isize from, to; /* of all */
    int64_t part, parts;
};
struct desk_part desk_part(const struct request *req, isize all, isize each);
struct view_turn desk_turn(struct desk *d, const struct desk_part *p, struct str path);

/* ---- addresses */

struct str desk_record_href(struct desk *d, int type, const struct id *id);
/* The letters that name a statement among those of its record. */
struct str desk_said(const struct fact *f, struct arena *a);
struct str desk_said_href(struct desk *d, const struct id *record, const struct fact *f);
/* The fact that these letters name; NULL. */
const struct fact *desk_said_find(const struct record *rec, struct str letters);
/* The id in the n-th ":id" of the path; E_NOTFOUND if it is none. */
MUST_CHECK bool desk_id(struct id *out, const struct request *req, isize n, struct err *err);

/* ---- what may leave */

/* How far this may go, by the gate. */
enum leave desk_leave(const struct fact *f);
enum leave desk_leave_record(const struct record *rec);
/* What of a record is kept back from the public, and why; bounded. */
isize desk_kept(struct view_kept *out, isize max, struct desk *d, const struct record *rec);

/* ---- text */

/* The number of the line in which byte 'at' stands, from 1. */
int64_t line_of(struct str text, isize at);
/* At most max bytes, cut between characters, with an ellipsis if anything is left out. */
struct str text_short(struct str s, isize max, struct arena *a);

#endif
