/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web_test.h"

#include <string.h>

static bool sign_in(struct session_who *who, struct request *req, const struct secret *passphrase,
                    struct err *err)
{
    (void)req;
    struct str good = S("correct horse");
    if (passphrase->n != good.n || !secret_eq(passphrase->p, good.p, good.n))
        return err_set(err, E_DENIED, "wrong passphrase");
    *who = (struct session_who){1, RIGHT_WRITE};
    return true;
}

static void frame(struct frame *out, struct request *req)
{
    (void)req;
    *out = (struct frame){S("Shenyang, ten people"), 3, true};
}

void web_test_open(struct web_test *w, struct test *t, const struct route *routes)
{
    static const struct str hosts[] = {{"127.0.0.1", 9}, {"localhost", 9}};
    crypto_init();
    *w = (struct web_test){0};
    sys_fake_init(&w->fake, CLOCK, 7);
    sessions_open(&w->sessions, &w->fake.sys, &session_rules_usual);
    w->web = (struct web){.sys = &w->fake.sys,
                          .sessions = &w->sessions,
                          .routes = routes,
                          .gate = {hosts, COUNTOF(hosts), 1 << 20},
                          .cookie_name = S("cairn"),
                          .lang = LANG_EN,
                          .frame = frame,
                          .sign_in = sign_in};
    struct str id = session_begin(&w->sessions, (struct session_who){1, RIGHT_WRITE}, NULL, t->a);
    CHECK(session_find(&w->session, &w->sessions, id));
    w->cookie = str_format(t->a, "cairn=%.*s", FS(id));
}

void web_test_close(struct web_test *w)
{
    sessions_close(&w->sessions);
}

struct request *request_get(struct web_test *w, struct test *t, struct str target)
{
    struct request *req = NEW(t->a, struct request);
    *req = (struct request){.web = &w->web, .a = t->a};
    req->head = (struct gate_pass){.method = GET, .host = S("127.0.0.1"), .cookie = w->cookie};
    str_cut(target, '?', &req->head.path, &req->head.query);
    return req;
}

struct request *request_post(struct web_test *w, struct test *t, struct str path, struct str body)
{
    struct request *req = request_get(w, t, path);
    struct csrf csrf = {&w->sessions.key, w->session.id};
    struct str token = csrf_token(&csrf, path, t->a);
    struct err err = {0};
    struct str text = str_format(t->a, "csrf=%.*s&%.*s", FS(token), FS(body));
    CHECK(params_parse(&req->form, text, t->a, &err));
    req->head.method = POST;
    req->head.body = BODY_FORM;
    req->head.body_bytes = text.n;
    req->head.fetch_site = S("same-origin");
    return req;
}

void request_run(struct request *req)
{
    if (web_admit(req))
        web_answer(req);
}

struct str response_header(const struct request *req, const char *name)
{
    for (isize i = 0; i < req->response.headers; i++)
        if (!strcmp(req->response.header[i].name, name))
            return req->response.header[i].value;
    return (struct str){0};
}

isize count_of(struct str text, char c)
{
    isize n = 0;
    for (isize i = 0; i < text.n; i++)
        n += text.p[i] == c;
    return n;
}
