/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who is not cleared gets, from every page of the table of routes, the bytes of a case file
 * without it; for an id that is hidden, those for an id that never was.
 */
#include <string.h>

#include "hidden.h"
#include "record/ids.h"
#include "web/desk.h"

enum { CANDIDATES_MAX = 16 };

struct candidates { /* what may stand for an :id */
    struct str at[CANDIDATES_MAX];
    isize n;
};

static void candidate(struct candidates *c, struct str s)
{
    ASSERT(c->n < CANDIDATES_MAX);
    c->at[c->n++] = s;
}

static void said_of(struct candidates *out, struct case_test *c, struct test *t,
                    const struct id *id)
{
    struct record rec;
    struct err none = {0};
    struct reader hers = c->box.w.reader;
    hers.gate.clearance = SENSITIVITY_RESTRICTED;
    if (!record_load_id(&rec, &hers, id, t->a, &none))
        return;
    for (isize i = 0; i < rec.facts.n && i < 2; i++)
        candidate(out, desk_said(&rec.facts.at[rec.facts.n - 1 - i], t->a));
}

static struct candidates ids_of(struct pair *p, struct test *t)
{
    struct candidates l = {0};
    struct case_test *c = &p->with;
    const struct id *const in_both[] = {&c->document, &c->person, &c->event, &c->office,
                                        &c->action,   &c->member, &c->draft, &c->final};
    struct id never = c->person;
    never.b[15] ^= 0x55;
    for (isize i = 0; i < COUNTOF(in_both); i++)
        candidate(&l, id_write(t->a, in_both[i]));
    candidate(&l, id_write(t->a, &never));
    candidate(&l, S("cat"));
    if (!id_is_zero(&p->hidden.record))
        candidate(&l, id_write(t->a, &p->hidden.record));
    return l;
}

/* Statements of the two files have other letters; those of the first are asked of it, and what
 * stands in their place in the second of that. */
static struct candidates said_list(struct pair *p, struct case_test *c, struct test *t)
{
    struct candidates l = {0};
    said_of(&l, c, t, &c->document);
    said_of(&l, c, t, &c->person);
    said_of(&l, c, t, &c->event);
    candidate(&l, S("000000000000"));
    struct fact f;
    if (p->hidden.statement) {
        CHECK_OK(fact_load(&f, &p->with.box.w.reader, p->hidden.statement, t->a, &err));
        candidate(&l, desk_said(&f, t->a));
    }
    return l;
}

struct asking {
    struct pair *p;
    struct test *t;
    struct candidates ids, said[2];
    isize pages;
};

static struct str told(struct case_test *c, struct test *t, enum method m, struct str path)
{
    struct request *req =
        m == GET ? case_get(c, t, path) : case_post(c, t, path, S("reason=so&level=secret"));
    struct buf b = buf_in(t->a, 8 << 20);
    buf_addf(&b, "%d\n", req->response.status);
    for (isize i = 0; i < req->response.headers; i++)
        buf_addf(&b, "%s: %.*s\n", req->response.header[i].name, FS(req->response.header[i].value));
    buf_add(&b, req->response.body);
    CHECK(!b.full);
    return without_names(buf_str(&b), t);
}

static struct str path_of(struct asking *x, const struct route *r, isize n, int side)
{
    struct buf b = buf_in(x->t->a, 400);
    struct str rest = str_from_c(r->path), part;
    bool said = false;
    isize id = n % x->ids.n, said_no = n / x->ids.n;
    while (rest.n) {
        str_cut(rest, '/', &part, &rest);
        if (!part.n)
            continue;
        buf_add_c(&b, '/');
        if (!str_eq(part, S(":id")))
            buf_add(&b, part);
        else if (said)
            buf_add(&b, x->said[side].at[said_no]);
        else
            buf_add(&b, x->ids.at[id]);
        said = str_eq(part, S("said"));
    }
    return b.n ? buf_str(&b) : S("/");
}

static void ask(struct asking *x, enum method m, struct str with, struct str without)
{
    struct pair *p = x->p;
    AUTO(arena_free) struct arena *own = arena_new(ARENA_LARGE);
    struct test t = *x->t;
    t.a = own;
    struct str a = told(&p->with, &t, m, with), b = told(&p->without, &t, m, without);
    check_same(a, b, p, with);
    for (const char *const *w = hidden_words; *w; w++)
        if (str_find(with, S("q=")) < 0 && str_find(a, str_from_c(*w)) >= 0)
            test_fail(__FILE__, __LINE__, "%s: '%s' on %.*s", p->hiding->what, *w, FS(with));
    x->pages++;
}

/* How many addresses a route has here: each id, with each statement if it wants one. */
static isize ways_of(const struct asking *x, const struct route *r)
{
    if (!strstr(r->path, ":id"))
        return 1;
    return strstr(r->path, "/said/:id") ? x->ids.n * x->said[0].n : x->ids.n;
}

static void ask_all(struct asking *x, enum method m)
{
    for (const struct route *r = x->p->with.site->web.routes; r->path; r++) {
        if (r->method != m || r->needs == RIGHT_NONE || !strcmp(r->path, "/lock") || r->upload)
            continue;
        if (m == POST && !strstr(r->path, ":id"))
            continue;
        for (isize i = 0; i < ways_of(x, r); i++)
            ask(x, m, path_of(x, r, i, 0), path_of(x, r, i, 1));
    }
}

static void ask_more(struct asking *x)
{
    static const char *const more[] = {
        "/search?q=Helin",          "/search?q=Oriole",     "/search?q=teacher",
        "/search?q=arrested",       "/search?q=she+asked",  "/search?q=Ri+Song-hui",
        "/people?kind=person",      "/people?part=2",       "/documents?part=1",
        "/more/journal?part=1",     "/more/journal?page=1", "/differ?part=1",
        "/more/schema?type=person", "/due?part=1"};
    for (isize i = 0; i < COUNTOF(more); i++)
        ask(x, GET, str_from_c(more[i]), str_from_c(more[i]));
    for (isize i = 0; i < x->ids.n; i++) {
        static const char *const forms[] = {"/letters/new?to=%.*s", "/letters/new?event=%.*s",
                                            "/letters/preview?to=%.*s", "/documents?case=%.*s"};
        for (isize k = 0; k < COUNTOF(forms); k++) {
            struct str head, tail;
            (void)str_cut_str(str_from_c(forms[k]), S("%.*s"), &head, &tail);
            struct str path = str_format(x->t->a, "%.*s%.*s", FS(head), FS(x->ids.at[i]));
            ask(x, GET, path, path);
        }
    }
}

static void serve(struct case_test *c, struct test *t)
{
    case_serve(c, t);
    c->site->case_name = S("case");
    c->site->web.cookie_name = S("cairn");
}

/* As the second member, by her passphrase, looking as far as she may or less. */
static void sign_in(struct case_test *c, struct test *t, int sees)
{
    c->session = (struct session){0};
    c->cookie = S("");
    struct request *req = case_post(c, t, S("/sign-in"), S("passphrase=words+of+hers"));
    CHECK_INT(req->response.status, 303);
    struct session_who who = {2, RIGHT_WRITE, SENSITIVITY_RESTRICTED, sees};
    case_sign_in(c, t, who);
}

static void check_pair(struct pair *p, struct test *t, bool posts)
{
    struct asking x = {.p = p, .t = t, .ids = ids_of(p, t)};
    serve(&p->with, t);
    serve(&p->without, t);
    x.said[0] = said_list(p, &p->with, t);
    x.said[1] = said_list(p, &p->without, t);
    for (int sees = SENSITIVITY_RESTRICTED; sees >= SENSITIVITY_OPEN; sees--) {
        sign_in(&p->with, t, sees);
        sign_in(&p->without, t, sees);
        ask_all(&x, GET);
        ask_more(&x);
    }
    if (posts) {
        sign_in(&p->with, t, SENSITIVITY_RESTRICTED);
        sign_in(&p->without, t, SENSITIVITY_RESTRICTED);
        ask_all(&x, POST);
        ask_all(&x, GET);
    }
    CHECK(x.pages > 100);
    case_close(&p->with);
    case_close(&p->without);
}

TEST(who_is_not_cleared_gets_every_page_of_a_case_file_without_it)
{
    for (const struct hiding *h = hidings; h->what; h++)
        for (int first = h->needs_rest ? 0 : 1; first >= 0; first--) {
            struct pair p;
            pair_make(&p, t, h, first);
            check_pair(&p, t, true);
        }
}

/* Else a route would be asked for ids that are nothing to it, and the test above would say nothing
 * about it: a new one needs an id in ids_of(), or a reason here. */
TEST(every_route_is_asked_for_something_that_it_shows)
{
    static const char *const excused[] = {
        "/differ/:id",         /* needs two sources that differ: test_case_pages.c */
        "/documents/:id/file", /* the file is not there: documents are made without one */
        "/letters/preview",    /* a form again */
        "/begin/next",         /* leads on from the first start */
    };
    struct pair p;
    pair_make(&p, t, &hidings[0], false);
    struct asking x = {.p = &p, .t = t, .ids = ids_of(&p, t)};
    serve(&p.with, t);
    serve(&p.without, t);
    x.said[0] = said_list(&p, &p.with, t);
    case_sees(&p.with, t, SENSITIVITY_SECRET);
    for (const struct route *r = p.with.site->web.routes; r->path; r++) {
        bool shown = r->method != GET || r->needs == RIGHT_NONE || r->needs == RIGHT_START;
        for (isize i = 0; i < COUNTOF(excused); i++)
            shown |= !strcmp(r->path, excused[i]);
        for (isize i = 0; !shown && i < ways_of(&x, r); i++)
            shown = case_get(&p.with, t, path_of(&x, r, i, 0))->response.status == 200;
        if (!shown)
            test_fail(__FILE__, __LINE__, "%s is asked for nothing that it shows", r->path);
    }
    case_close(&p.with);
    case_close(&p.without);
}
