/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several people in one open case file at once. */
#include <string.h>

#include "case_test.h"
#include "record/ids.h"

/* Sign in by passphrase, as the form does; the cookie is of this session from now on. */
static int sign_in(struct case_test *c, struct test *t, const char *form)
{
    struct session none = {0};
    c->session = none;
    c->cookie = S("");
    struct request *req = case_post(c, t, S("/sign-in"), str_from_c(form));
    struct str name = c->site->web.cookie_name, value = {0}, rest;
    for (isize i = 0; i < req->response.headers; i++)
        if (str_starts(req->response.header[i].value, name))
            value = req->response.header[i].value;
    if (!value.n)
        return req->response.status;
    str_cut(value, ';', &c->cookie, &rest);
    str_cut(c->cookie, '=', &name, &value);
    CHECK(session_find(&c->session, &c->site->sessions, value));
    return req->response.status;
}

struct seat { /* a browser */
    struct str cookie;
    struct session session;
};

static struct seat seat_of(const struct case_test *c)
{
    return (struct seat){c->cookie, c->session};
}

static void sit(struct case_test *c, struct seat s)
{
    c->cookie = s.cookie;
    c->session = s.session;
}

static struct id last_author(struct case_test *c, struct test *t)
{
    struct entry_info e;
    CHECK_OK(journal_entry(&e, c->box.v->db, box_last_row(&c->box), t->a, &err));
    return e.e.member;
}

TEST(two_members_are_signed_in_at_once_and_each_sees_and_signs_as_herself)
{
    struct case_test c;
    case_fill(&c, t, "case");
    struct ref whole = ref_record(c.person);
    CHECK_OK(label_set(&c.box.w, &whole, P_SENSITIVITY, SENSITIVITY_SECRET, S(""), &err));
    case_serve(&c, t);
    struct str path = case_record_path(&c, t, &c.person);
    CHECK_INT(sign_in(&c, t, "passphrase=pass"), 303);
    struct seat kim = seat_of(&c);
    CHECK_INT(sign_in(&c, t, "passphrase=wrong"), 403);
    CHECK_INT(sign_in(&c, t, "passphrase=words+of+hers"), 303);
    struct seat choe = seat_of(&c);
    for (int turn = 0; turn < 2; turn++) {
        sit(&c, kim);
        CHECK(case_has(case_get(&c, t, path), "Ri Song-hui"));
        CHECK(case_has(case_get(&c, t, S("/more")), "Your name here: Kim"));
        CHECK_INT(case_post(&c, t, S("/cases/begin"), S("title=His"))->response.status, 303);
        struct id author = last_author(&c, t);
        CHECK(id_eq(&author, &c.box.member));
        sit(&c, choe);
        CHECK_INT(case_get(&c, t, path)->response.status, 404);
        CHECK(!case_has(case_get(&c, t, S("/people")), "Ri Song-hui"));
        CHECK(case_has(case_get(&c, t, S("/more")), "Your name here: Choe"));
        CHECK_INT(case_post(&c, t, S("/more/look"), S("sees=secret"))->response.status, 403);
        CHECK_INT(case_post(&c, t, S("/cases/begin"), S("title=Hers"))->response.status, 303);
        author = last_author(&c, t);
        CHECK(id_eq(&author, &c.member));
    }
    CHECK_INT(case_get(&c, t, S("/more/members/add"))->response.status, 403);
    CHECK_INT(box_findings(&c.box, t), 0);
    case_close(&c);
}

TEST(members_are_brought_in_and_removed_on_the_page_and_a_removed_one_is_out_at_once)
{
    struct case_test c;
    case_open(&c, t, "case");
    struct seat kim = seat_of(&c);
    static const char *const bad[] = {
        "name=Han&role=editor&sees=open&passphrase=short&passphrase-again=short",
        "name=Han&role=editor&sees=open&passphrase=words+of+nobody&passphrase-again=other",
        "name=&role=editor&sees=open&passphrase=words+of+nobody&passphrase-again=words+of+nobody",
        "name=choe&role=editor&sees=open&passphrase=words+of+us&passphrase-again=words+of+us",
        "name=Han&role=editor&sees=open&passphrase=words+of+hers&passphrase-again=words+of+hers",
    };
    for (isize i = 0; i < COUNTOF(bad); i++) {
        struct request *req = case_post(&c, t, S("/more/members/add"), str_from_c(bad[i]));
        CHECK_INT(req->response.status, 422);
        CHECK(!case_has(req, "words of"));
    }
    CHECK_INT(case_post(&c, t, S("/more/members/add"),
                        S("name=Han&role=reader&sees=open&passphrase=words+of+his+own"
                          "&passphrase-again=words+of+his+own"))
                  ->response.status,
              303);
    CHECK(case_has(case_get(&c, t, S("/more/members")), "Han"));
    CHECK_INT(sign_in(&c, t, "passphrase=words+of+his+own"), 303);
    CHECK_INT(case_get(&c, t, S("/people"))->response.status, 200);
    CHECK_INT(case_post(&c, t, S("/cases/begin"), S("title=His"))->response.status, 403);
    CHECK_INT(sign_in(&c, t, "passphrase=words+of+hers"), 303);
    struct seat choe = seat_of(&c);
    CHECK_INT(case_get(&c, t, S("/people"))->response.status, 200);
    sit(&c, kim);
    struct str path = str_format(t->a, "/more/members/%.*s/remove", FS(id_write(t->a, &c.member)));
    CHECK(case_has(case_get(&c, t, path), "kept a copy"));
    CHECK_INT(case_post(&c, t, path, S("reason=left"))->response.status, 303);
    sit(&c, choe);
    CHECK_INT(case_get(&c, t, S("/people"))->response.status, 303);
    CHECK_INT(sign_in(&c, t, "passphrase=words+of+hers"), 403);
    CHECK_INT(box_findings(&c.box, t), 0);
    case_close(&c);
}
