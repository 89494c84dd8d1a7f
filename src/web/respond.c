/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/respond.h"

#include <string.h>

#include "base/utf8.h"
#include "web/views/views.h"

/* platform.md's list; the policy allows our own style sheet and images and nothing else. */
static void headers_common(struct request *req)
{
    respond_header(req, "Content-Security-Policy",
                   S("default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
                     "frame-ancestors 'none'; base-uri 'none'"));
    respond_header(req, "X-Content-Type-Options", S("nosniff"));
    respond_header(req, "X-Frame-Options", S("DENY"));
    respond_header(req, "Referrer-Policy", S("no-referrer"));
    respond_header(req, "Cross-Origin-Opener-Policy", S("same-origin"));
    respond_header(req, "Cross-Origin-Resource-Policy", S("same-origin"));
    respond_header(req, "Permissions-Policy",
                   S("camera=(), microphone=(), geolocation=(), interest-cohort=()"));
    if (req->web->tls)
        respond_header(req, "Strict-Transport-Security", S("max-age=31536000"));
}

static void response_start(struct request *req, int status, struct str type)
{
    struct response kept = req->response;
    req->response = (struct response){.status = status, .error = kept.error};
    for (isize i = 0; i < kept.headers; i++) /* cookies set on the way stay */
        if (!strcmp(kept.header[i].name, "Set-Cookie"))
            respond_header(req, "Set-Cookie", kept.header[i].value);
    headers_common(req);
    if (type.n)
        respond_header(req, "Content-Type", type);
}

void respond_header(struct request *req, const char *name, struct str value)
{
    struct response *r = &req->response;
    ASSERT(r->headers < RESPONSE_HEADERS_MAX);
    for (isize i = 0; i < value.n; i++) /* a line end would begin another header */
        ASSERT((unsigned char)value.p[i] >= ' ' && value.p[i] != 0x7f);
    r->header[r->headers++] = (struct response_header){name, str_copy(req->a, value)};
}

void respond_cookie(struct request *req, struct str name, struct str value, int64_t seconds)
{
    struct str age = str_format(req->a, "; Max-Age=%" PRId64, seconds);
    struct str cookie =
        str_format(req->a, "%.*s=%.*s; Path=/; HttpOnly; SameSite=Strict%s%.*s", FS(name),
                   FS(value), req->web->tls ? "; Secure" : "", seconds < 0 ? 0 : (int)age.n, age.p);
    respond_header(req, "Set-Cookie", cookie);
}

struct str session_cookie_name(const struct web *web, struct arena *a)
{
    return str_format(a, "%s%.*s", web->tls ? "__Host-" : "", FS(web->cookie_name));
}

void respond_session(struct request *req, struct str value)
{
    respond_cookie(req, session_cookie_name(req->web, req->a), value, value.n ? -1 : 0);
}

/* This address without its lang=, ready for another one. */
static struct str self_address(struct request *req)
{
    struct buf b = buf_in(req->a, GATE_TARGET_MAX + 16);
    buf_add(&b, req->head.method == GET ? req->head.path : S("/"));
    buf_add_c(&b, '?');
    struct str rest = req->head.method == GET ? req->head.query : S(""), pair;
    while (rest.n) {
        str_cut(rest, '&', &pair, &rest);
        if (!str_starts(pair, S("lang=")) && pair.n) {
            buf_add(&b, pair);
            buf_add_c(&b, '&');
        }
    }
    buf_add(&b, S("lang="));
    return buf_str(&b);
}

static struct view_frame frame_of(struct request *req, const struct page *page)
{
    struct view_frame v = {
        .title = page->title ? msg(req->lang, page->title) : page->title_plain,
        .place = page->place,
        .wide = page->wide,
        .bare = page->no_frame || !session_is_inside(&req->session),
        .self = self_address(req),
        .search = str_eq(req->head.path, S("/search")) ? params_get(&req->query, S("q")) : S(""),
    };
    if (!v.bare && req->web->frame) {
        struct frame f = {0};
        req->web->frame(&f, req);
        v.case_name = f.case_name;
        v.due = f.due;
        v.demonstration = f.demonstration;
        v.looks_as = f.looks_as;
        v.lost = f.lost;
        v.copied = f.copied;
    }
    return v;
}

struct html *page_begin(struct request *req, const struct page *page)
{
    struct buf *out = NEW(req->a, struct buf);
    struct html *h = NEW(req->a, struct html);
    *out = buf_in(req->a, PAGE_MAX);
    *h = (struct html){.out = out, .a = req->a, .lang = req->lang, .csrf = &req->csrf};
    response_start(req, page->status ? page->status : 200, S("text/html; charset=utf-8"));
    struct view_frame v = frame_of(req, page);
    view_frame_begin(h, &v);
    return h;
}

bool page_end(struct request *req, struct html *h, struct err *err)
{
    struct view_frame v = {.self = self_address(req), .bare = !session_is_inside(&req->session)};
    view_frame_end(h, &v);
    struct str body;
    if (!buf_done(h->out, &body, err))
        return err_in(err, "page");
    req->response.body = body;
    respond_header(req, "Cache-Control", S("no-store"));
    respond_header(req, "Content-Language", language_tag(req->lang));
    if (req->set_lang.n)
        respond_cookie(req, S("cairn-lang"), req->set_lang, 365 * INT64_C(86400));
    return true;
}

bool respond_redirect(struct request *req, struct str path)
{
    bool own = str_starts(path, S("/")) && !str_starts(path, S("//"));
    for (isize i = 0; i < path.n; i++)
        own = own && path.p[i] > ' ' && path.p[i] < 0x7f && path.p[i] != '\\';
    response_start(req, 303, S(""));
    respond_header(req, "Location", own ? path : S("/"));
    respond_header(req, "Cache-Control", S("no-store"));
    return true;
}

/* RFC 6266 and 8187: an ASCII name for old readers, the real one percent-encoded. */
static struct str disposition(struct request *req, struct str name)
{
    struct buf b = buf_in(req->a, 4096);
    struct html h = {.out = &b};
    buf_add(&b, S("attachment; filename=\""));
    for (isize i = 0; i < name.n && i < 200; i++) {
        char c = name.p[i];
        bool plain = c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '/' && c != '%';
        buf_add_c(&b, plain ? c : '_');
    }
    buf_add(&b, S("\"; filename*=UTF-8''"));
    isize end = 0;
    while (end < name.n && end < 900)
        utf8_next(name, &end); /* cut between characters */
    html_url_part(&h, str_part(name, 0, end));
    return buf_str(&b);
}

static void attachment_start(struct request *req, struct str name, struct str type)
{
    response_start(req, 200, type);
    respond_header(req, "Content-Disposition", disposition(req, name));
    respond_header(req, "Cache-Control", S("no-store"));
}

bool respond_attachment(struct request *req, struct str name, struct str type, struct str bytes)
{
    attachment_start(req, name, type);
    req->response.body = bytes;
    return true;
}

bool respond_attachment_stream(struct request *req, struct str name, struct str type,
                               struct body_source source)
{
    attachment_start(req, name, type);
    req->response.source = source;
    return true;
}

bool respond_asset(struct request *req, struct str type, struct str bytes)
{
    response_start(req, 200, type);
    respond_header(req, "Cache-Control", S("public, max-age=31536000, immutable"));
    req->response.body = bytes;
    return true;
}

void respond_problem(struct request *req, int status, const char *say, struct str detail)
{
    struct page page = {.title = say, .status = status};
    struct html *h = page_begin(req, &page);
    view_problem(h, detail);
    struct err err = {0};
    ASSERT(page_end(req, h, &err)); /* the frame and two sentences cannot outgrow a page */
}

void respond_error(struct request *req, const struct err *err)
{
    const struct err_meaning *m = err_meaning(err->code);
    respond_problem(req, m->http_status, m->say, msg_err(req->lang, err, req->a));
    req->response.error = err->code;
}
