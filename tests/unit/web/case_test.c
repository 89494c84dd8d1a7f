/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case_test.h"

#include <string.h>

#include "record/document.h"
#include "record/ids.h"

#define WORDS                                                                                      \
    "Open letter to the Premier\n"                                                                 \
    "4 March 2024\n"                                                                               \
    "\n"                                                                                           \
    "Nine people were arrested on 10 October 2023 in Helin. Ri Song-hui is 34.\n"                  \
    "We ask you to tell their relatives where they are.\n"
const struct str case_words = {WORDS, sizeof(WORDS) - 1};

enum { CLOCK = 1700000000 };

isize case_at(const char *words)
{
    isize at = str_find(case_words, str_from_c(words));
    CHECK(at >= 0);
    return at;
}

int64_t case_say(struct case_test *c, struct id record, const char *property, struct value v,
                 int64_t start, int64_t end)
{
    struct stmt s =
        STMT(.subject = ref_record(record), .property = str_from_c(property), .value = v);
    if (end > start)
        s.source = ref_passage(c->document, start, end);
    return box_say(&c->box, ENTRY_RECORD, s);
}

struct id case_record(struct case_test *c, int type, const char *property, struct value v)
{
    struct id id;
    struct stmt s = STMT(.property = str_from_c(property), .value = v);
    CHECK_OK(record_new(&id, &c->box.w, type,
                        (struct draft){.kind = ENTRY_RECORD, .stmts = &s, .n = 1}, &err));
    return id;
}

static void fill_document(struct case_test *c, struct test *t)
{
    struct stmt *pieces;
    struct ref whole;
    c->document =
        case_record(c, TYPE_DOCUMENT, "core:title", value_text(S("Open letter of March")));
    isize n = document_pieces(&pieces, c->document, case_words, S("en"), t->a);
    CHECK_OK(workspace_say(&c->box.w, ENTRY_ADD, pieces, n, NULL, &err));
    whole = ref_record(c->document);
    CHECK_OK(label_set(&c->box.w, &whole, P_SENSITIVITY, SENSITIVITY_OPEN, S(""), &err));
    CHECK_OK(label_set(&c->box.w, &whole, P_MAY_LEAVE, TERM_CONSENT_PUBLIC_CODE, S(""), &err));
}

void case_begin(struct case_test *c, struct test *t, const char *name)
{
    AUTO(secret_drop) struct secret pass = secret_from("words of hers", 13);
    struct member_wanted m = {.name = S("Choe"),
                              .role = TERM_ROLE_EDITOR,
                              .clearance = SENSITIVITY_RESTRICTED,
                              .passphrase = &pass,
                              .cost = {8 << 20, 1}};
    *c = (struct case_test){0};
    box_make(&c->box, t, name, 11);
    box_workspace(&c->box, t);
    CHECK_OK(member_add(&c->member, &c->box.w, &m, &err));
}

void case_fill(struct case_test *c, struct test *t, const char *name)
{
    case_begin(c, t, name);
    case_fill_rest(c, t);
}

void case_fill_rest(struct case_test *c, struct test *t)
{
    sys_fake_init(&c->box.fake, CLOCK, 12);
    fill_document(c, t);
    isize at = case_at("Ri Song-hui");
    c->person = case_record(c, TYPE_PERSON, "core:occupation", value_text(S("teacher")));
    case_say(c, c->person, "core:name", value_text(S("Ri Song-hui")), at, at + 11);
    c->event = case_record(c, TYPE_EVENT, "core:description", value_text(S("Nine were taken.")));
    at = case_at("Nine people were arrested");
    case_say(c, c->event, "core:event_kind", value_term(S("event:arrest")), at, at + 25);
    at = case_at("10 October 2023");
    case_say(c, c->event, "core:date", value_date(S("2023-10-10")), at, at + 15);
    at = case_at("Premier");
    c->office = case_record(c, TYPE_OFFICE, "core:office_title", value_text(S("Premier")));
    case_say(c, c->office, "core:address", value_text(S("1 High Street\nBeijing")), at, at + 7);
}

void case_serve(struct case_test *c, struct test *t)
{
    /* What is random in a page must not depend on what was written before. */
    sys_fake_init(&c->box.fake, CLOCK, 99);
    CHECK_OK(site_open_quiet(&c->site, &c->box.w, t->a, &err));
    CHECK_OK(site_thread_open(&c->thread, c->site, &err));
    case_sees(c, t, SENSITIVITY_SECRET);
}

void case_open(struct case_test *c, struct test *t, const char *name)
{
    case_fill(c, t, name);
    case_serve(c, t);
}

void case_close(struct case_test *c)
{
    site_thread_close(c->thread);
    site_close(&c->site);
    box_close(&c->box);
}

void case_sign_in(struct case_test *c, struct test *t, struct session_who who)
{
    struct str id = session_begin(&c->site->sessions, who, NULL, t->a);
    CHECK(session_find(&c->session, &c->site->sessions, id));
    c->cookie = str_format(t->a, "%.*s=%.*s", FS(c->site->web.cookie_name), FS(id));
}

void case_sees(struct case_test *c, struct test *t, int sees)
{
    case_sign_in(c, t, (struct session_who){1, RIGHT_ADMIN, sees, sees});
}

static struct request *request_new(struct case_test *c, struct test *t, struct str target)
{
    struct request *req = NEW(t->a, struct request);
    struct str hash;
    *req = (struct request){.web = &c->site->web, .a = t->a, .thread = c->thread};
    req->head = (struct gate_pass){.method = GET, .host = S("127.0.0.1"), .cookie = c->cookie};
    str_cut(target, '#', &target, &hash);
    str_cut(target, '?', &req->head.path, &req->head.query);
    return req;
}

static struct request *run(struct request *req)
{
    if (web_admit(req))
        web_answer(req);
    return req;
}

struct request *case_get(struct case_test *c, struct test *t, struct str target)
{
    return run(request_new(c, t, target));
}

struct request *case_post(struct case_test *c, struct test *t, struct str path, struct str body)
{
    struct request *req = request_new(c, t, path);
    struct csrf csrf = {&c->site->sessions.key, c->session.id};
    struct str token = csrf_token(&csrf, req->head.path, t->a);
    struct str text = str_format(t->a, "csrf=%.*s&%.*s", FS(token), FS(body));
    CHECK_OK(params_parse(&req->form, text, t->a, &err));
    req->head.method = POST;
    req->head.body = BODY_FORM;
    req->head.body_bytes = text.n;
    req->head.fetch_site = S("same-origin");
    return run(req);
}

bool case_has(const struct request *req, const char *words)
{
    return str_find(req->response.body, str_from_c(words)) >= 0;
}

isize case_count(const struct request *req, char what)
{
    isize n = 0;
    for (isize i = 0; i < req->response.body.n; i++)
        n += req->response.body.p[i] == what;
    return n;
}

struct str case_record_path(struct case_test *c, struct test *t, const struct id *id)
{
    (void)c;
    return str_format(t->a, "/records/%.*s", FS(id_write(t->a, id)));
}

struct str case_link(struct test *t, const struct request *req, const char *before)
{
    struct str body = req->response.body;
    isize at = str_find(body, str_from_c(before));
    if (at < 0)
        return (struct str){0};
    at += (isize)strlen(before);
    isize end = at;
    while (end < body.n && body.p[end] != '"')
        end++;
    return str_copy(t->a, str_part(body, at, end));
}
