/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "case_test.h"
#include "know/due.h"
#include "read/proposal.h"
#include "record/ids.h"
#include "web/desk.h"

/* A path of the route with real ids in it. */
static struct str path_of(struct case_test *c, struct test *t, const struct route *r)
{
    struct buf b = buf_in(t->a, 400);
    struct str rest = str_from_c(r->path), part;
    bool document = str_starts(rest, S("/documents")) || str_starts(rest, S("/notes")),
         said = false;
    struct record rec;
    CHECK_OK(record_load_id(&rec, &c->box.w.reader, &c->person, t->a, &err));
    while (rest.n) {
        str_cut(rest, '/', &part, &rest);
        if (!part.n)
            continue;
        buf_add_c(&b, '/');
        if (!str_eq(part, S(":id")))
            buf_add(&b, part);
        else if (said)
            buf_add(&b, desk_said(record_fact(&rec, P_NAME), t->a));
        else if (str_starts(str_from_c(r->path), S("/law")))
            buf_add(&b, S("cat"));
        else if (str_starts(str_from_c(r->path), S("/more/members")))
            buf_add(&b, id_write(t->a, &c->member));
        else if (str_starts(str_from_c(r->path), S("/cases")))
            buf_add(&b, id_write(t->a, &c->action));
        else
            buf_add(&b, id_write(t->a, document ? &c->document : &c->person));
        said = str_eq(part, S("said"));
    }
    return b.n ? buf_str(&b) : S("/");
}

/* What is saved and not shown. */
static bool is_file(const struct route *r)
{
    return !strcmp(r->path, "/documents/:id/file") ||
           !strcmp(r->path, "/documents/:id/custody/text");
}

/* Also what is for a program that is locked: tests/web/test_begin.mjs. */
static bool is_way_in(const struct route *r)
{
    return r->needs <= RIGHT_START;
}

/* There is no letter here; test_case_letters.c has one. Nor a case. */
static bool is_of_letter(const struct route *r)
{
    return str_starts(str_from_c(r->path), S("/letters/:id")) ||
           str_starts(str_from_c(r->path), S("/cases/:id"));
}

TEST(every_page_of_a_case_file_answers)
{
    struct case_test c;
    case_open(&c, t, "case");
    c.action = case_record(&c, TYPE_ACTION, "core:title", value_text(S("Helin, nine people")));
    for (const struct route *r = c.site->web.routes; r->path; r++) {
        if (r->method != GET || is_way_in(r) || is_of_letter(r) ||
            !strcmp(r->path, "/differ/:id") || is_file(r))
            continue;
        struct request *req = case_get(&c, t, path_of(&c, t, r));
        bool form_again = req->response.status == 422 && !strcmp(r->path, "/letters/preview");
        if (req->response.status != 200 && !form_again)
            printf("# %s: %d\n", r->path, req->response.status);
        CHECK(req->response.status == 200 || form_again);
        CHECK(case_has(req, "</html>"));
        CHECK(req->response.body.n < 50000 || !strcmp(r->path, "/more/parts"));
    }
    case_close(&c);
}

TEST(a_stranger_gets_no_page_and_no_form_of_a_case_file)
{
    struct case_test c;
    case_open(&c, t, "case");
    c.cookie = S("");
    for (const struct route *r = c.site->web.routes; r->path; r++) {
        if (is_way_in(r))
            continue;
        struct str path = path_of(&c, t, r);
        struct request *req =
            r->method == GET ? case_get(&c, t, path) : case_post(&c, t, path, S("a=b"));
        bool door = req->response.status == 303 || case_has(req, "id=\"f-passphrase\"");
        CHECK(door && !case_has(req, "Ri Song-hui"));
    }
    case_close(&c);
}

TEST(every_change_needs_the_right_to_write_and_a_token)
{
    struct case_test c;
    case_open(&c, t, "case");
    int64_t before, after;
    CHECK_OK(store_mark(&before, c.box.v->db, &err));
    for (const struct route *r = c.site->web.routes; r->path; r++) {
        if (r->method != POST || is_way_in(r) || !strcmp(r->path, "/lock"))
            continue;
        struct request *req = case_post(&c, t, path_of(&c, t, r), S("a=b"));
        struct str good = req->form.at[0].value;
        case_sees(&c, t, SENSITIVITY_SECRET); /* another session: the token is not good there */
        struct csrf other = {&c.site->sessions.key, c.session.id};
        CHECK(!csrf_is_good(&other, path_of(&c, t, r), good));
        case_sign_in(&c, t, (struct session_who){1, RIGHT_READ, 3, 3});
        req = case_post(&c, t, path_of(&c, t, r), S("a=b"));
        CHECK(req->response.status == 403 || r->needs == RIGHT_READ);
        case_sees(&c, t, SENSITIVITY_SECRET);
    }
    CHECK_OK(store_mark(&after, c.box.v->db, &err));
    CHECK(after - before <= 2); /* "checked", removing a member: the button is the answer */
    case_close(&c);
}

TEST(a_record_shows_each_value_with_its_source)
{
    struct case_test c;
    case_open(&c, t, "case");
    struct request *req = case_get(&c, t, case_record_path(&c, t, &c.person));
    CHECK_INT(req->response.status, 200);
    CHECK(case_has(req, "<h1>Ri Song-hui</h1>"));
    CHECK(case_has(req, ">teacher</span>"));
    CHECK(case_has(req, "Open letter of March")); /* the source */
    CHECK(case_has(req, "line 4"));
    CHECK(case_has(req, "entered by Kim"));
    CHECK(case_has(req, "Written down by hand")); /* the occupation has no document */
    CHECK(case_has(req, "Kept back"));            /* nobody said that the name may leave */
    case_close(&c);
}

TEST(a_document_shows_its_words_with_lines_and_what_is_known_beside_them)
{
    struct case_test c;
    case_open(&c, t, "case");
    struct str path = str_format(t->a, "/documents/%.*s", FS(id_write(t->a, &c.document)));
    struct request *req = case_get(&c, t, path);
    CHECK_INT(req->response.status, 200);
    CHECK(case_has(req, "id=\"l4\" data-n=\"4\""));
    CHECK(case_has(req, "<mark>Ri Song-hui</mark>"));
    CHECK(case_has(req, "<mark>10 October 2023</mark>"));
    CHECK(case_has(req, case_link(t, req, "href=\"#n1\"").p ? "id=\"n1\"" : "-"));
    case_close(&c);
}

static isize open_found(struct case_test *c, struct test *t)
{
    struct proposal_list l;
    CHECK_OK(proposals_list(
        &l, &c->box.w,
        (struct proposals_wanted){.document = &c->document, .state = PROPOSAL_OPEN, .max = 100},
        t->a, &err));
    return l.n;
}

TEST(what_was_found_is_taken_over_or_refused_one_by_one)
{
    struct case_test c;
    isize found;
    case_fill(&c, t, "case");
    CHECK_OK(proposals_find(&found, &c.box.w, c.document, &err));
    CHECK(found > 2);
    case_serve(&c, t);
    struct str path = str_format(t->a, "/documents/%.*s", FS(id_write(t->a, &c.document)));
    struct str post = str_format(t->a, "%.*s/found", FS(path));
    struct request *req = case_get(&c, t, path);
    CHECK(case_has(req, "<mark class=\"open\">"));
    struct str first = case_link(t, req, "name=\"right\" value=\"");
    req = case_post(&c, t, post, str_format(t->a, "right=%.*s", FS(first)));
    CHECK_INT(req->response.status, 303);
    CHECK_INT(open_found(&c, t), found - 1);
    struct fact_list facts;
    CHECK_OK(facts_from(&facts, &c.box.w.reader, 1, t->a, &err));
    req = case_get(&c, t, path);
    struct str second = case_link(t, req, "name=\"not\" value=\"");
    req = case_post(&c, t, post, str_format(t->a, "not=%.*s", FS(second)));
    CHECK_INT(req->response.status, 303);
    CHECK_INT(open_found(&c, t), found - 2);
    req = case_post(&c, t, post, str_format(t->a, "not=%.*s", FS(second)));
    CHECK_INT(req->response.status, 409); /* decided already */
    case_close(&c);
}

TEST(what_does_not_fit_on_a_page_stands_on_the_next)
{
    struct case_test c;
    case_fill(&c, t, "case");
    for (int i = 0; i < 100; i++)
        case_say(&c, c.person, "core:alias", value_text(str_format(t->a, "Alias %d.", i)), 0, 0);
    case_serve(&c, t);
    struct str path = case_record_path(&c, t, &c.person);
    struct request *first = case_get(&c, t, path);
    struct request *last = case_get(&c, t, str_format(t->a, "%.*s?part=3", FS(path)));
    CHECK(case_has(first, "Alias 0.") && !case_has(first, "Alias 99."));
    CHECK(case_has(last, "Alias 99.") && !case_has(last, "Alias 0."));
    CHECK(case_has(first, "Part 1 of 3") && first->response.body.n < 50000);
    first = case_get(&c, t, str_format(t->a, "%.*s?part=99", FS(path)));
    CHECK(case_has(first, "Part 1 of 3")); /* no such part: from the beginning */
    first = case_get(&c, t, str_format(t->a, "%.*s/history", FS(path)));
    CHECK(case_has(first, "Alias 99.") && !case_has(first, "Alias 0."));
    CHECK(first->response.body.n < 50000);
    for (int i = 0; i < 60; i++)
        case_record(&c, TYPE_PERSON, "core:name", value_text(str_format(t->a, "Person %d.", i)));
    first = case_get(&c, t, S("/people"));
    CHECK(case_has(first, "Person 59.") && !case_has(first, "Person 0."));
    struct str more = case_link(t, first, "href=\"/people?kind=person&amp;before=");
    first = case_get(&c, t, str_format(t->a, "/people?kind=person&before=%.*s", FS(more)));
    CHECK(case_has(first, "Person 0.") && !case_has(first, "Person 59."));
    case_close(&c);
}

TEST(hostile_words_cannot_become_markup_on_any_page)
{
    static const char *const hostile[] = {
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'; DROP TABLE x; --",
        "</textarea></title></h1><svg onload=alert(1)>", "&lt;b&gt; {{x}} %s %n"};
    struct case_test plain, c;
    case_open(&plain, t, "plain");
    case_fill(&c, t, "hostile");
    for (isize i = 0; i < COUNTOF(hostile); i++) {
        case_say(&c, c.person, "core:alias", value_text(str_from_c(hostile[i])), 0, 0);
        case_say(&c, c.document, "core:title", value_text(str_from_c(hostile[i])), 0, 0);
        case_say(&c, c.event, "core:place",
                 (struct value){.type = V_PLACE, .text = str_from_c(hostile[i])}, 0, 9);
        case_record(&c, TYPE_PERSON, "core:name", value_text(str_from_c(hostile[i])));
    }
    case_serve(&c, t);
    for (const struct route *r = c.site->web.routes; r->path; r++) {
        if (r->method != GET || is_way_in(r) || is_file(r))
            continue;
        struct request *req = case_get(&c, t, path_of(&c, t, r));
        CHECK(!case_has(req, "<script") && !case_has(req, "<img") && !case_has(req, "<svg onload"));
        CHECK(!case_has(req, "</textarea></title>"));
    }
    struct request *req = case_get(&c, t, case_record_path(&c, t, &c.person));
    CHECK(case_has(req, "&lt;script&gt;alert(1)&lt;/script&gt;"));
    req = case_get(&c, t, S("/search?q=%3Cscript%3Ealert"));
    CHECK(!case_has(req, "<script"));
    case_close(&c);
    case_close(&plain);
}

/* The pages that somebody with a lower clearance can ask for, as bytes. */
static struct str all_pages(struct case_test *c, struct test *t, int sees)
{
    static const char *const more[] = {"/search?q=Helin", "/search?q=secret", "/search?q=teacher",
                                       "/people?kind=person", "/more/journal?page=1"};
    struct buf b = buf_in(t->a, 8 << 20);
    case_sees(c, t, sees);
    for (const struct route *r = c->site->web.routes; r->path; r++)
        if (r->method == GET && !is_way_in(r) && !is_file(r))
            buf_add(&b, case_get(c, t, path_of(c, t, r))->response.body);
    for (isize i = 0; i < COUNTOF(more); i++)
        buf_add(&b, case_get(c, t, str_from_c(more[i]))->response.body);
    CHECK(!b.full);
    return buf_str(&b);
}

/*
 * Letters that name a statement are made from the hash of its entry, which builds on the entries
 * before it: they tell nothing, but they are not the same letters in another vault.
 */
static struct str without_names(struct str s, struct test *t)
{
    static const struct {
        const char *before;
        isize letters;
    } names[] = {{"/said/", 12},           {"/differ/", 25},           {"\"right\" value=\"", 12},
                 {"\"not\" value=\"", 12}, {"\"which\" value=\"", 12}, {"\"csrf\" value=\"", 64}};
    struct buf b = buf_in(t->a, 8 << 20);
    for (isize i = 0; i < s.n; i++) {
        buf_add_c(&b, s.p[i]);
        for (isize k = 0; k < COUNTOF(names); k++)
            if (str_ends(str_part(s, 0, i + 1), str_from_c(names[k].before)))
                i += names[k].letters;
    }
    CHECK(!b.full);
    return buf_str(&b);
}

static void hide_somebody(struct case_test *c)
{
    struct id hidden =
        case_record(c, TYPE_PERSON, "core:name", value_text(S("secret name in Helin")));
    struct ref whole = ref_record(hidden);
    CHECK_OK(label_set(&c->box.w, &whole, P_SENSITIVITY, SENSITIVITY_SECRET, S(""), &err));
    case_say(c, hidden, "core:home_place", (struct value){.type = V_PLACE, .text = S("Helin")}, 0,
             0);
}

static void check_same_pages(struct test *t, struct case_test *with, struct case_test *without)
{
    case_serve(with, t);
    case_serve(without, t);
    with->site->case_name = without->site->case_name = S("case");
    with->site->web.cookie_name = without->site->web.cookie_name = S("cairn");
    for (int sees = SENSITIVITY_OPEN; sees <= SENSITIVITY_RESTRICTED; sees++) {
        struct str a = without_names(all_pages(with, t, sees), t);
        struct str b = without_names(all_pages(without, t, sees), t);
        isize i = 0;
        while (i < a.n && i < b.n && a.p[i] == b.p[i])
            i++;
        if (i < a.n || i < b.n)
            printf("# differs: %.*s\n", FS(str_part(a, i - 200, i + 100)));
        CHECK(a.n > 50000 && str_eq(a, b));
        CHECK(str_find(a, S("secret name")) < 0);
    }
    CHECK(str_find(all_pages(with, t, SENSITIVITY_SECRET), S("secret name")) >= 0);
}

TEST(who_is_not_cleared_gets_the_pages_of_a_case_file_without_it)
{
    for (int first = 0; first < 2; first++) {
        struct case_test with, without;
        case_begin(&with, t, first ? "with first" : "with last");
        case_begin(&without, t, first ? "without first" : "without last");
        if (first)
            hide_somebody(&with);
        case_fill_rest(&with, t);
        case_fill_rest(&without, t);
        if (!first)
            hide_somebody(&with);
        check_same_pages(t, &with, &without);
        case_close(&with);
        case_close(&without);
    }
}
