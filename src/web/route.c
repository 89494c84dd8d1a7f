/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/route.h"

#include "web/language.h"
#include "web/pages/pages.h"
#include "web/respond.h"

static bool is_segment(struct str s)
{
    for (isize i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
            return false;
    }
    return s.n > 0 && s.n <= SEGMENT_MAX;
}

/* Both begin with '/'. Ids found are added to the request. */
static bool path_matches(struct request *req, struct str pattern, struct str path)
{
    req->ids_n = 0;
    bool more_pattern = true, more_path = true;
    while (more_pattern && more_path) {
        struct str want, got;
        more_pattern = str_cut(pattern, '/', &want, &pattern);
        more_path = str_cut(path, '/', &got, &path);
        if (str_eq(want, S(":id"))) {
            if (!is_segment(got))
                return false;
            ASSERT(req->ids_n < ROUTE_IDS_MAX);
            req->ids[req->ids_n++] = got;
        } else if (!str_eq(want, got)) {
            return false;
        }
    }
    return more_pattern == more_path;
}

const struct route *route_find(struct request *req, const struct route *routes, enum method method,
                               struct str path, bool *other_method)
{
    *other_method = false;
    for (const struct route *r = routes; r->path; r++) {
        if (!path_matches(req, str_from_c(r->path), path))
            continue;
        if (r->method == method)
            return r;
        *other_method = true;
    }
    req->ids_n = 0;
    return NULL;
}

struct str cookie_get(struct str header, struct str name)
{
    struct str rest = header, one, key, value;
    while (rest.n) {
        str_cut(rest, ';', &one, &rest);
        if (str_cut(str_trim(one), '=', &key, &value) && str_eq(key, name))
            return value;
    }
    return (struct str){0};
}

static void language_choose(struct request *req)
{
    struct str asked = params_get(&req->query, S("lang"));
    req->lang = req->web->lang;
    if (language_from_tag(&req->lang, asked)) {
        req->set_lang = language_tag(req->lang);
    } else if (!language_from_tag(&req->lang, cookie_get(req->head.cookie, S("cairn-lang")))) {
        req->lang = req->web->lang;
        language_from_header(&req->lang, req->head.accept_language);
    }
}

int64_t route_body_max(const struct route *r, enum body_kind body)
{
    if (!r->body_max || (body == BODY_FORM && r->upload))
        return FORM_BYTES;
    return r->body_max;
}

/*
 * Where the browser says the request comes from. Sec-Fetch-Site is sent by every current browser on
 * TLS, on loopback and (Tor Browser) to .onion; a page may not set it. Without it Origin is
 * looked at; our own forms send "null" there, because of Referrer-Policy: no-referrer (Fetch
 * standard, "append a request Origin header"), and are then held by the token alone.
 */
static bool comes_from_us(const struct request *req)
{
    const struct gate_pass *head = &req->head;
    bool same = str_eq(head->fetch_site, S("same-origin"));
    if (head->method == POST && head->fetch_site.n)
        return same;
    if (head->method == POST && head->origin.n && !str_eq(head->origin, S("null"))) {
        struct str scheme = req->web->tls ? S("https://") : S("http://");
        return str_starts(head->origin, scheme) &&
               str_eq_ascii_nocase(str_part(head->origin, scheme.n, head->origin.n), head->host);
    }
    return same || !head->fetch_site.n || str_eq(head->fetch_site, S("none")) ||
           str_eq(head->fetch_mode, S("navigate"));
}

static bool body_is_wanted(struct request *req)
{
    const struct route *r = req->route;
    if (req->head.method == GET)
        return true;
    if (req->head.body == BODY_OTHER || (req->head.body == BODY_MULTIPART && !r->upload) ||
        (req->head.body == BODY_NONE && req->head.body_bytes)) {
        respond_problem(req, 415, TR("This kind of content is not accepted here."), S(""));
        return false;
    }
    if (req->head.body_bytes > route_body_max(r, req->head.body)) {
        respond_problem(req, 413, TR("This is larger than what is accepted."), S(""));
        return false;
    }
    return true;
}

/* Where to go after signing in: back to the page, never back to a form's target. */
static struct str sign_in_address(struct request *req)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(req->a);
    struct buf b = buf_in(tmp.arena, 3 * GATE_TARGET_MAX + 100);
    struct html h = {.out = &b};
    buf_add(&b, S("/sign-in"));
    if (req->head.method == GET && !str_eq(req->head.path, S("/"))) {
        buf_add(&b, S("?next="));
        html_url_part(&h, req->head.path);
    }
    return str_copy(req->a, buf_str(&b));
}

static bool has_right(struct request *req)
{
    enum right needs = req->route->needs;
    if (needs == RIGHT_NONE || (req->session.live && req->session.who.right >= needs))
        return true;
    bool inside = session_is_inside(&req->session);
    req->lapsed =
        needs >= RIGHT_READ && !inside && req->head.method == POST && req->head.body == BODY_FORM;
    if (req->lapsed)
        return true;
    if (req->session.live && inside)
        respond_problem(req, 403, TR("You are signed in, but this is for others on your team."),
                        S(""));
    else if (req->session.live && !req->session.who.half)
        respond_redirect(req, S("/start"));
    else
        respond_redirect(req, sign_in_address(req));
    return false;
}

bool web_admit(struct request *req)
{
    const struct web *web = req->web;
    req->site = web->site;
    req->sys = web->sys;
    req->csrf.key = &web->sessions->key;
    req->lang = web->lang;
    struct err err = {0};
    bool query_good = params_parse(&req->query, req->head.query, req->a, &err);
    language_choose(req);
    struct str cookie = cookie_get(req->head.cookie, session_cookie_name(web, req->a));
    if (session_find(&req->session, web->sessions, cookie))
        req->csrf.session = req->session.id;
    if (web->ends && web->ends(web->site)) { /* a page of now would not be good afterwards */
        respond_problem(req, 503, TR("Cairn is busy. Please try again in a moment."), S(""));
        respond_header(req, "Refresh", S("1; url=/sign-in"));
        respond_header(req, "Retry-After", S("1"));
        return false;
    }
    if (!query_good) {
        respond_error(req, &err);
        return false;
    }
    bool other_method;
    req->route = route_find(req, web->routes, req->head.method, req->head.path, &other_method);
    if (!req->route && other_method) {
        respond_problem(req, 405, TR("This address can only be opened or sent a form."), S(""));
        respond_header(req, "Allow", req->head.method == GET ? S("POST") : S("GET, HEAD"));
        return false;
    }
    if (!req->route) {
        respond_problem(req, 404, TR("There is no page at this address."), S(""));
        return false;
    }
    if (!comes_from_us(req)) {
        respond_problem(
            req, 403, TR("Another web site tried to do something here. Nothing was done."), S(""));
        return false;
    }
    return has_right(req) && body_is_wanted(req);
}

bool web_token_check(struct request *req, struct err *err)
{
    struct str token = params_get(&req->form, S("csrf"));
    if (!csrf_is_good(&req->csrf, req->head.path, token)) {
        err_set(err, E_DENIED, "form without a good token");
        return err_detail(
            err, "%s", TR("This form is from before you signed in. Go back, reload, send again."));
    }
    req->token_good = true;
    return true;
}

/* Removed, or with less rights than when they signed in: as if they had just come. */
static bool still_may(struct request *req)
{
    if (!session_is_inside(&req->session) || !req->web->stands)
        return true;
    if (!req->web->stands(req)) {
        session_end(req->web->sessions, &req->session);
        req->session = (struct session){0};
        respond_session(req, S(""));
    }
    return has_right(req);
}

void web_answer(struct request *req)
{
    struct err err = {0};
    if (!still_may(req))
        return;
    bool good =
        req->head.method != POST || req->token_good || req->lapsed || web_token_check(req, &err);
    page_fn *page = req->lapsed ? page_lapsed : req->route->page;
    if (good && !page(req, &err)) {
        ASSERT(err.code != E_NONE);
        good = false;
    }
    if (!good)
        respond_error(req, &err);
    ASSERT(req->response.status); /* a page that said yes has answered */
}

void web_refuse(struct request *req, enum gate_fault fault)
{
    const struct gate_meaning *m = gate_meaning(fault);
    req->site = req->web->site;
    req->sys = req->web->sys;
    req->lang = req->web->lang;
    req->csrf.key = &req->web->sessions->key;
    respond_problem(req, m->http_status, m->say, S(""));
    if (fault == GATE_METHOD)
        respond_header(req, "Allow", S("GET, HEAD, POST"));
}
