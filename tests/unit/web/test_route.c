/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web_test.h"

#include <string.h>

#include "web/respond.h"
#include "web/style.h"

TEST(every_route_keeps_the_rules)
{
    for (const struct route *r = web_routes; r->path; r++) {
        bool way_in = !strcmp(r->path, "/sign-in") || !strcmp(r->path, "/sign-in/:id") ||
                      !strcmp(r->path, "/recover") || !strcmp(r->path, "/sign-in/code");
        bool style = !strcmp(r->path, "/cairn.css") || !strcmp(r->path, "/cairn.svg");
        CHECK(r->path[0] == '/' && r->page && (r->method == GET || r->method == POST));
        CHECK(r->needs > RIGHT_NONE || way_in || style);
        CHECK(r->method == POST || (!r->upload && !r->body_max));
        for (const struct route *q = r + 1; q->path; q++)
            CHECK(r->method != q->method || strcmp(r->path, q->path) != 0);
    }
}

TEST(ids_are_segments_of_small_letters_digits_and_dashes)
{
    static const struct route routes[] = {
        {GET, "/a/:id/b/:id", .page = (page_fn *)1}, {GET, "/a/new", .page = (page_fn *)1}, {0}};
    struct request req = {0};
    bool other;
    CHECK(route_find(&req, routes, GET, S("/a/0af-9/b/zz"), &other) == &routes[0]);
    CHECK_INT(req.ids_n, 2);
    CHECK_STR(req.ids[0], S("0af-9"));
    CHECK_STR(req.ids[1], S("zz"));
    CHECK(route_find(&req, routes, GET, S("/a/new"), &other) == &routes[1]);
    CHECK_INT(req.ids_n, 0);
    const struct str none[] = {S("/a/A/b/c"),  S("/a//b/c"),    S("/a/x/b/"),   S("/a/x/b"),
                               S("/a/x/b/c/"), S("/a/x/b/c/d"), S("/a/../b/c"), S("a/x/b/c"),
                               S("/a/new/"),   S("/"),          S("")};
    for (isize i = 0; i < COUNTOF(none); i++)
        CHECK(!route_find(&req, routes, GET, none[i], &other) && !other);
    CHECK(!route_find(&req, routes, POST, S("/a/new"), &other) && other);
    char big[SEGMENT_MAX + 1];
    memset(big, 'a', sizeof big);
    struct str path = str_format(t->a, "/a/%.*s/b/c", SEGMENT_MAX + 1, big);
    CHECK(!route_find(&req, routes, GET, path, &other));
}

TEST(strangers_are_sent_to_the_door_from_every_page)
{
    struct web_test w;
    web_test_open(&w, t, web_routes);
    w.cookie = S("");
    for (const struct route *r = web_routes; r->path; r++) {
        if (r->needs == RIGHT_NONE || strstr(r->path, ":id"))
            continue;
        struct request *req = request_get(&w, t, str_from_c(r->path));
        req->head.method = r->method;
        CHECK(!web_admit(req));
        CHECK_INT(req->response.status, 303);
        CHECK(str_starts(response_header(req, "Location"), S("/sign-in")));
        CHECK(!req->response.body.n);
    }
    web_test_close(&w);
}

TEST(a_page_needs_its_right)
{
    static const struct route routes[] = {
        {GET, "/admin", .page = (page_fn *)1, .needs = RIGHT_ADMIN}, {0}};
    struct web_test w;
    web_test_open(&w, t, routes);
    struct request *req = request_get(&w, t, S("/admin"));
    CHECK(!web_admit(req));
    CHECK_INT(req->response.status, 403);
    web_test_close(&w);
}

TEST(every_answer_has_the_headers_that_protect)
{
    struct web_test w;
    web_test_open(&w, t, web_routes);
    const struct str targets[] = {S("/more/parts"), S("/nothing"), S("/cairn.css"), S("/sign-in"),
                                  S("/lock")};
    for (isize i = 0; i < COUNTOF(targets); i++) {
        struct request *req = request_get(&w, t, targets[i]);
        request_run(req);
        CHECK(str_starts(response_header(req, "Content-Security-Policy"),
                         S("default-src 'none'; style-src 'self'; img-src 'self'; form-action "
                           "'self'; frame-ancestors 'none'; base-uri 'none'")));
        CHECK_STR(response_header(req, "X-Content-Type-Options"), S("nosniff"));
        CHECK_STR(response_header(req, "Referrer-Policy"), S("no-referrer"));
        CHECK_STR(response_header(req, "Cross-Origin-Opener-Policy"), S("same-origin"));
        CHECK_STR(response_header(req, "Cross-Origin-Resource-Policy"), S("same-origin"));
        bool style = str_eq(targets[i], S("/cairn.css"));
        CHECK_STR(response_header(req, "Cache-Control"),
                  style ? S("public, max-age=31536000, immutable") : S("no-store"));
    }
    web_test_close(&w);
}

TEST(a_form_needs_a_token_of_this_session_and_address)
{
    struct web_test w;
    web_test_open(&w, t, web_routes);
    struct request *req = request_post(&w, t, S("/more/parts"), S("told=x"));
    request_run(req);
    CHECK_INT(req->response.status, 422); /* the form is incomplete, but it was read */
    req = request_post(&w, t, S("/more/parts"), S("told=x"));
    req->form.at[0].value = S("00");
    request_run(req);
    CHECK_INT(req->response.status, 403);
    req = request_post(&w, t, S("/lock"), S(""));
    req->head.path = S("/more/parts");
    request_run(req);
    CHECK_INT(req->response.status, 403);
    CHECK_INT(session_count(&w.sessions), 1);
    web_test_close(&w);
}

struct origin {
    enum method method;
    struct str site, mode, origin;
    bool good;
};

TEST(other_sites_can_link_here_and_nothing_more)
{
    const struct origin cases[] = {
        {POST, S("same-origin"), S("navigate"), S("null"), true},
        {POST, S("same-site"), S("navigate"), S("null"), false},
        {POST, S("cross-site"), S("navigate"), S("null"), false},
        {POST, S("none"), S("navigate"), S(""), false},
        {POST, S(""), S(""), S(""), true},
        {POST, S(""), S(""), S("null"), true},
        {POST, S(""), S(""), S("http://127.0.0.1"), true},
        {POST, S(""), S(""), S("https://127.0.0.1"), false},
        {POST, S(""), S(""), S("http://127.0.0.1:99"), false},
        {POST, S(""), S(""), S("http://evil.example"), false},
        {GET, S("none"), S("navigate"), S(""), true},
        {GET, S("cross-site"), S("navigate"), S(""), true},
        {GET, S("cross-site"), S("no-cors"), S(""), false},
        {GET, S("same-site"), S("cors"), S("http://127.0.0.1:99"), false},
        {GET, S("same-origin"), S("no-cors"), S(""), true},
        {GET, S(""), S(""), S(""), true}};
    struct web_test w;
    web_test_open(&w, t, web_routes);
    for (isize i = 0; i < COUNTOF(cases); i++) {
        const struct origin *c = &cases[i];
        struct request *req = c->method == POST ? request_post(&w, t, S("/more/parts"), S(""))
                                                : request_get(&w, t, S("/more/parts"));
        req->head.fetch_site = c->site;
        req->head.fetch_mode = c->mode;
        req->head.origin = c->origin;
        if (web_admit(req) != c->good)
            test_fail(__FILE__, __LINE__, "case %td", i);
    }
    web_test_close(&w);
}

TEST(bodies_are_taken_only_where_and_as_far_as_wanted)
{
    struct web_test w;
    web_test_open(&w, t, web_routes);
    struct request *req = request_post(&w, t, S("/more/parts"), S(""));
    req->head.body_bytes = FORM_BYTES + 1;
    CHECK(!web_admit(req));
    CHECK_INT(req->response.status, 413);
    req = request_post(&w, t, S("/more/parts"), S(""));
    req->head.body = BODY_MULTIPART;
    CHECK(!web_admit(req));
    CHECK_INT(req->response.status, 415);
    req = request_post(&w, t, S("/more/parts"), S(""));
    req->head.body = BODY_OTHER;
    CHECK(!web_admit(req));
    CHECK_INT(req->response.status, 415);
    web_test_close(&w);
}

TEST(what_is_not_there_says_so)
{
    struct web_test w;
    web_test_open(&w, t, web_routes);
    struct request *req = request_get(&w, t, S("/nothing"));
    request_run(req);
    CHECK_INT(req->response.status, 404);
    req = request_get(&w, t, S("/lock"));
    request_run(req);
    CHECK_INT(req->response.status, 405);
    CHECK_STR(response_header(req, "Allow"), S("POST"));
    req = request_get(&w, t, S("/more/parts?a=%zz"));
    request_run(req);
    CHECK_INT(req->response.status, 422);
    web_test_close(&w);
}

TEST(a_link_signs_in_once_and_a_head_request_does_not_use_it_up)
{
    struct web_test w;
    web_test_open(&w, t, web_routes);
    w.cookie = S("");
    struct str token = session_link(&w.sessions, (struct session_who){1, RIGHT_ADMIN}, t->a);
    struct str target = str_format(t->a, "/sign-in/%.*s", FS(token));
    struct request *req = request_get(&w, t, target);
    req->head.head_only = true;
    request_run(req);
    CHECK_INT(req->response.status, 303);
    CHECK_STR(response_header(req, "Set-Cookie"), S(""));
    req = request_get(&w, t, target);
    request_run(req);
    CHECK_INT(req->response.status, 303);
    CHECK_STR(response_header(req, "Location"), S("/"));
    struct str cookie = response_header(req, "Set-Cookie");
    CHECK(str_starts(cookie, S("cairn=")));
    CHECK(str_ends(cookie, S("; Path=/; HttpOnly; SameSite=Strict")));
    req = request_get(&w, t, target);
    request_run(req);
    CHECK_INT(req->response.status, 403);
    web_test_close(&w);
}

TEST(under_tls_the_cookie_has_the_prefix_that_binds_it)
{
    struct web_test w;
    web_test_open(&w, t, web_routes);
    w.web.tls = true;
    w.cookie = S("");
    struct str token = session_link(&w.sessions, (struct session_who){1, RIGHT_ADMIN}, t->a);
    struct request *req = request_get(&w, t, str_format(t->a, "/sign-in/%.*s", FS(token)));
    request_run(req);
    struct str cookie = response_header(req, "Set-Cookie");
    CHECK(str_starts(cookie, S("__Host-cairn=")) && str_find(cookie, S("; Secure")) > 0);
    CHECK(response_header(req, "Strict-Transport-Security").n);
    web_test_close(&w);
}

static struct request *passphrase_post(struct web_test *w, struct test *t, struct str body)
{
    struct session kept = w->session;
    w->session = (struct session){0};
    struct request *req = request_post(w, t, S("/sign-in"), body);
    w->session = kept;
    req->head.cookie = S("");
    return req;
}

TEST(a_passphrase_opens_and_a_wrong_one_does_not)
{
    struct web_test w;
    web_test_open(&w, t, web_routes);
    struct request *req = passphrase_post(&w, t, S("passphrase=wrong&next=/cases"));
    request_run(req);
    CHECK_INT(req->response.status, 403);
    CHECK_STR(response_header(req, "Set-Cookie"), S(""));
    req = passphrase_post(&w, t, S("passphrase=correct+horse&next=/cases"));
    struct str typed = params_get(&req->form, S("passphrase"));
    request_run(req);
    CHECK_INT(req->response.status, 303);
    CHECK_STR(response_header(req, "Location"), S("/cases"));
    CHECK(str_starts(response_header(req, "Set-Cookie"), S("cairn=")));
    CHECK(str_find(typed, S("horse")) < 0); /* wiped */
    const struct str elsewhere[] = {S("//evil.example"), S("https:%2f%2fevil.example"),
                                    S("/%0aSet-Cookie:x"), S("")};
    for (isize i = 0; i < COUNTOF(elsewhere); i++) {
        req = passphrase_post(
            &w, t, str_format(t->a, "passphrase=correct+horse&next=%.*s", FS(elsewhere[i])));
        request_run(req);
        CHECK_STR(response_header(req, "Location"), S("/"));
    }
    for (int i = 0; i < 6; i++) {
        req = passphrase_post(&w, t, S("passphrase=wrong"));
        request_run(req);
    }
    req = passphrase_post(&w, t, S("passphrase=correct+horse"));
    request_run(req);
    CHECK_INT(req->response.status, 403); /* the pause */
    web_test_close(&w);
}

TEST(a_form_sent_too_late_is_given_back_after_signing_in)
{
    struct web_test w;
    web_test_open(&w, t, web_routes);
    struct request *req =
        request_post(&w, t, S("/more/parts"), S("words=a%20%3Clong%3E%0Anote&told=b"));
    session_end_all(&w.sessions);
    request_run(req);
    CHECK_INT(req->response.status, 200);
    CHECK(str_find(req->response.body, S("name=\"then\" value=\"/more/parts\"")) > 0);
    CHECK(str_find(req->response.body, S("name=\"kept.words\" value=\"a &lt;long&gt;\nnote\"")) >
          0);
    CHECK(str_find(req->response.body, S("kept.csrf")) < 0);
    struct str body = S("passphrase=wrong&then=/more/parts&kept.words=note");
    req = passphrase_post(&w, t, body);
    request_run(req);
    CHECK(str_find(req->response.body, S("name=\"kept.words\" value=\"note\"")) > 0);
    body = S("passphrase=correct+horse&then=/more/parts&kept.words=note");
    req = passphrase_post(&w, t, body);
    request_run(req);
    CHECK_INT(req->response.status, 200);
    struct str set = response_header(req, "Set-Cookie"), id, rest;
    str_cut(str_part(set, 6, set.n), ';', &id, &rest);
    CHECK(session_find(&w.session, &w.sessions, id));
    struct csrf csrf = {&w.sessions.key, w.session.id};
    CHECK(str_find(req->response.body, csrf_token(&csrf, S("/more/parts"), t->a)) > 0);
    CHECK(str_find(req->response.body, S("name=\"words\" value=\"note\"")) > 0);
    req = passphrase_post(&w, t, S("passphrase=correct+horse&then=//evil.example/&kept.a=b"));
    request_run(req);
    CHECK(str_find(req->response.body, S("evil")) < 0);
    web_test_close(&w);
}

TEST(lock_ends_every_session)
{
    struct web_test w;
    web_test_open(&w, t, web_routes);
    struct request *req = request_post(&w, t, S("/lock"), S(""));
    request_run(req);
    CHECK_INT(req->response.status, 303);
    CHECK(str_starts(response_header(req, "Set-Cookie"), S("cairn=; ")));
    req = request_get(&w, t, S("/more/parts"));
    request_run(req);
    CHECK_INT(req->response.status, 303);
    web_test_close(&w);
}

TEST(the_language_is_asked_for_remembered_or_the_browsers)
{
    struct web_test w;
    web_test_open(&w, t, web_routes);
    struct request *req = request_get(&w, t, S("/more/parts?lang=ko"));
    request_run(req);
    CHECK_INT(req->lang, LANG_KO);
    CHECK(str_starts(response_header(req, "Set-Cookie"), S("cairn-lang=ko; ")));
    CHECK_STR(response_header(req, "Content-Language"), S("ko"));
    req = request_get(&w, t, S("/more/parts"));
    req->head.cookie = str_format(t->a, "%.*s; cairn-lang=zh-Hant", FS(w.cookie));
    req->head.accept_language = S("ko");
    request_run(req);
    CHECK_INT(req->lang, LANG_ZH_HANT);
    req = request_get(&w, t, S("/more/parts?lang=xx"));
    req->head.accept_language = S("fr, ko;q=0.8, en;q=0.5");
    request_run(req);
    CHECK_INT(req->lang, LANG_KO);
    CHECK_STR(response_header(req, "Set-Cookie"), S(""));
    web_test_close(&w);
}

TEST(cookies_are_found_by_their_whole_name)
{
    CHECK_STR(cookie_get(S("xcairn=1; cairn=2; cairn=3"), S("cairn")), S("2"));
    CHECK_STR(cookie_get(S("cairn"), S("cairn")), S(""));
    CHECK_STR(cookie_get(S(";;a=b=c"), S("a")), S("b=c"));
    CHECK_STR(cookie_get(S(""), S("a")), S(""));
}

TEST(the_style_sheet_is_small_and_named_by_its_content)
{
    CHECK(style_sheet().n > 1000 && style_sheet().n < 20 << 10);
    CHECK_INT(style_version(style_sheet(), t->a).n, 16);
    CHECK(str_find(style_sheet(), S("url(")) < 0);
    CHECK(str_find(style_sheet(), S("@import")) < 0);
}

TEST(files_leave_as_attachments_with_a_name_browsers_can_read)
{
    struct web_test w;
    web_test_open(&w, t, web_routes);
    struct request *req = request_get(&w, t, S("/more/parts"));
    CHECK(respond_attachment(req, S("보고서 \"1\"\r\n.pdf"), S("application/pdf"), S("x")));
    CHECK_STR(response_header(req, "Content-Disposition"),
              S("attachment; filename=\"_________ _1___.pdf\"; filename*=UTF-8''"
                "%EB%B3%B4%EA%B3%A0%EC%84%9C%20%221%22%0D%0A.pdf"));
    CHECK(response_header(req, "Content-Security-Policy").n);
    web_test_close(&w);
}
