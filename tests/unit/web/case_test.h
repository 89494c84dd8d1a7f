/* SPDX-License-Identifier: GPL-3.0-or-later */
/* case_test.h - a real case file with a few statements, and requests to its pages made by hand. */
#ifndef CASE_TEST_H
#define CASE_TEST_H

#include "../record/box.h"
#include "web/route.h"
#include "web/site.h"

struct case_test {
    struct box box;
    struct site *site;
    void *thread;
    struct str cookie;
    struct session session;
    struct id document, person, event, office;
    struct id action, other; /* a case, another person, if a test made them */
    struct id draft, final;  /* letters, if a test made them */
    struct id
        member; /* a second one, from case_begin() on: restricted, passphrase "words of hers" */
};

extern const struct str case_words; /* the text of the document */

/* A case file with a document (published), what it says of a person, an event and an office. */
void case_open(struct case_test *c, struct test *t, const char *name);
/* The same, before the site is there: to write more. Then case_serve(). */
void case_fill(struct case_test *c, struct test *t, const char *name);
/* ... in two steps: an empty one, and what stands in it. Ids do not depend on what came between. */
void case_begin(struct case_test *c, struct test *t, const char *name);
void case_fill_rest(struct case_test *c, struct test *t);
void case_serve(struct case_test *c, struct test *t);
void case_close(struct case_test *c);

/* Somebody else's session. */
void case_sign_in(struct case_test *c, struct test *t, struct session_who who);
void case_sees(struct case_test *c, struct test *t, int sees);

/* Ask and answer, as http.c does. */
struct request *case_get(struct case_test *c, struct test *t, struct str target);
/* With the form's token. */
struct request *case_post(struct case_test *c, struct test *t, struct str path, struct str body);
bool case_has(const struct request *req, const char *words);
isize case_count(const struct request *req, char what);

/* Write one statement about a record, from a passage of the document if end > start. */
int64_t case_say(struct case_test *c, struct id record, const char *property, struct value v,
                 int64_t start, int64_t end);
struct id case_record(struct case_test *c, int type, const char *property, struct value v);
/* Where words stand in the document. */
isize case_at(const char *words);
struct str case_record_path(struct case_test *c, struct test *t, const struct id *id);
/* The address that stands behind 'before' on the page; empty if there is none. */
struct str case_link(struct test *t, const struct request *req, const char *before);

#endif
