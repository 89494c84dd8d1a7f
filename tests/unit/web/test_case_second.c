/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A second key: turned on at a page, asked for at the door, good once, taken away by papers. */
#include <stdlib.h>
#include <string.h>

#include <liboath/oath.h>

#include "case_test.h"
#include "record/ids.h"
#include "vault/second.h"

static struct str header_of(const struct request *req, const char *name)
{
    for (isize i = 0; i < req->response.headers; i++)
        if (!strcmp(req->response.header[i].name, name))
            return req->response.header[i].value;
    return (struct str){0};
}

/* The browser takes the cookie of an answer, if it has one. */
static struct request *take(struct case_test *c, struct request *req)
{
    struct str name = c->site->web.cookie_name, value = {0}, rest;
    for (isize i = 0; i < req->response.headers; i++)
        if (str_starts(req->response.header[i].value, name))
            value = req->response.header[i].value;
    if (!value.n)
        return req;
    str_cut(value, ';', &c->cookie, &rest);
    str_cut(c->cookie, '=', &name, &value);
    CHECK(session_find(&c->session, &c->site->sessions, value));
    return req;
}

static struct request *sign_in(struct case_test *c, struct test *t, const char *form)
{
    c->session = (struct session){0};
    c->cookie = S("");
    return take(c, case_post(c, t, S("/sign-in"), str_from_c(form)));
}

struct phone { /* what somebody typed the letters into */
    char *secret;
    size_t n;
};

static struct phone phone_of(const struct request *req)
{
    struct phone p = {0};
    struct str mark = S("class=\"drawn\">"), letters, rest;
    isize at = str_find(req->response.body, mark);
    CHECK(at > 0);
    str_cut(str_part(req->response.body, at + mark.n, req->response.body.n), '<', &letters, &rest);
    CHECK_INT(oath_base32_decode(letters.p, (size_t)letters.n, &p.secret, &p.n), OATH_OK);
    CHECK_INT((isize)p.n, TOTP_SECRET_N);
    return p;
}

static struct str code_at(struct test *t, const struct phone *p, int64_t time)
{
    char digits[TOTP_DIGITS + 1];
    CHECK_INT(oath_totp_generate(p->secret, p->n, time, TOTP_SECONDS, 0, TOTP_DIGITS, digits),
              OATH_OK);
    return str_format(t->a, "code=%s", digits);
}

static struct phone turn_on(struct case_test *c, struct test *t)
{
    struct phone p = phone_of(case_get(c, t, S("/more/second-key/new")));
    struct str before = c->cookie;
    struct request *req =
        take(c, case_post(c, t, S("/more/second-key/new"), code_at(t, &p, c->box.fake.clock)));
    CHECK_INT(req->response.status, 303);
    CHECK(!str_eq(before, c->cookie)); /* another session */
    c->box.fake.clock += TOTP_SECONDS;
    return p;
}

TEST(a_second_key_counts_when_its_digits_were_right_and_is_asked_for_after_the_passphrase)
{
    struct case_test c;
    case_open(&c, t, "case");
    CHECK_INT(sign_in(&c, t, "passphrase=pass")->response.status, 303);
    struct request *req = case_get(&c, t, S("/more/second-key/new"));
    struct phone first = phone_of(req), again;
    CHECK(case_has(req, "<rect "));
    req = case_post(&c, t, S("/more/second-key/new"), S("code=000000"));
    CHECK_INT(req->response.status, 403);
    CHECK(case_has(req, "clock of this computer: 2023-11-14 22:13 UTC"));
    again = phone_of(req); /* the telephone need not be set anew */
    CHECK(!memcmp(first.secret, again.secret, TOTP_SECRET_N));
    CHECK_INT(case_post(&c, t, S("/more/second-key/new"), S("code=12"))->response.status, 422);
    CHECK_INT(sign_in(&c, t, "passphrase=pass")->response.status, 303); /* not on yet */
    struct phone p = turn_on(&c, t);
    CHECK(memcmp(first.secret, p.secret, TOTP_SECRET_N) != 0); /* of another session */
    CHECK(case_has(case_get(&c, t, S("/more/second-key")), "Your second key is on"));
    CHECK_INT(case_get(&c, t, S("/more/second-key/new"))->response.status, 303);

    req = sign_in(&c, t, "passphrase=pass&next=/people");
    CHECK_INT(req->response.status, 200);
    CHECK(case_has(req, "name=\"code\""));
    CHECK(case_has(req, "name=\"next\" value=\"/people\""));
    req = take(
        &c, case_post(&c, t, S("/sign-in/code"),
                      str_format(t->a, "next=/people&%.*s", FS(code_at(t, &p, c.box.fake.clock)))));
    CHECK_INT(req->response.status, 303);
    CHECK_STR(header_of(req, "Location"), S("/people"));
    CHECK_INT(case_get(&c, t, S("/people"))->response.status, 200);
    CHECK_INT(sign_in(&c, t, "passphrase=words+of+hers")->response.status, 303); /* not hers */
    CHECK_INT(case_get(&c, t, S("/people"))->response.status, 200);
    free(first.secret);
    free(again.secret);
    free(p.secret);
    case_close(&c);
}

TEST(who_is_half_way_in_gets_nothing_from_any_route)
{
    struct case_test c;
    case_open(&c, t, "case");
    CHECK_INT(sign_in(&c, t, "passphrase=pass")->response.status, 303);
    struct phone p = turn_on(&c, t);
    session_end_all(&c.site->sessions);
    CHECK_INT(sign_in(&c, t, "passphrase=pass")->response.status, 200);
    CHECK(c.session.who.half && c.session.who.right == RIGHT_NONE && c.session.who.clearance == 0);
    int64_t rows = box_last_row(&c.box);
    for (const struct route *r = c.site->web.routes; r->path; r++) {
        struct str path = str_from_c(r->path), head, tail;
        if (r->needs == RIGHT_NONE)
            continue;
        while (str_cut_str(path, S(":id"), &head, &tail))
            path =
                str_format(t->a, "%.*s%.*s%.*s", FS(head), FS(id_write(t->a, &c.person)), FS(tail));
        struct request *req = r->method == GET ? case_get(&c, t, path)
                                               : case_post(&c, t, path, S("title=x&reason=y"));
        bool away = req->response.status == 303 && r->method == GET
                        ? str_starts(header_of(req, "Location"), S("/sign-in"))
                        : req->response.status == 303 || r->method == POST;
        CHECK(away);
        CHECK(!case_has(req, "Ri Song-hui"));
    }
    CHECK_INT(box_last_row(&c.box), rows);
    CHECK(case_has(case_get(&c, t, S("/sign-in")), "name=\"code\""));
    CHECK(!session_half_left(&c.site->sessions));
    c.box.fake.clock += 301; /* left standing: the session ends, and the program locks */
    CHECK(session_half_left(&c.site->sessions));
    CHECK(!case_has(case_get(&c, t, S("/sign-in")), "name=\"code\""));
    struct request *req = case_post(&c, t, S("/sign-in/code"), code_at(t, &p, c.box.fake.clock));
    CHECK(req->response.status != 200);
    free(p.secret);
    case_close(&c);
}

TEST(digits_are_good_once_and_wrong_ones_cannot_be_tried_for_long)
{
    struct case_test c;
    case_open(&c, t, "case");
    CHECK_INT(sign_in(&c, t, "passphrase=pass")->response.status, 303);
    struct phone p = turn_on(&c, t);
    struct str code = code_at(t, &p, c.box.fake.clock);
    sign_in(&c, t, "passphrase=pass");
    CHECK_INT(take(&c, case_post(&c, t, S("/sign-in/code"), code))->response.status, 303);
    sign_in(&c, t, "passphrase=pass");
    struct request *req = case_post(&c, t, S("/sign-in/code"), code);
    CHECK_INT(req->response.status, 409);
    CHECK(case_has(req, "used already"));
    for (int i = 0; i < 5; i++)
        CHECK_INT(case_post(&c, t, S("/sign-in/code"), S("code=000000"))->response.status, 403);
    c.box.fake.clock += 3;
    req = case_post(&c, t, S("/sign-in/code"), code_at(t, &p, c.box.fake.clock + TOTP_SECONDS));
    CHECK(case_has(req, "Too many wrong digits"));
    CHECK_INT(req->response.status, 403);
    CHECK(c.session.who.half);
    c.box.fake.clock += 57;
    req = case_post(&c, t, S("/sign-in/code"), code_at(t, &p, c.box.fake.clock));
    CHECK_INT(req->response.status, 303);
    free(p.secret);
    case_close(&c);
}

TEST(it_is_turned_off_with_digits_or_with_recovery_papers)
{
    struct case_test c;
    case_open(&c, t, "case");
    c.site->door.weak = true;
    CHECK_INT(sign_in(&c, t, "passphrase=pass")->response.status, 303);
    struct phone p = turn_on(&c, t), q;
    CHECK_INT(case_post(&c, t, S("/more/second-key/off"), S("code=000000"))->response.status, 403);
    struct request *req =
        take(&c, case_post(&c, t, S("/more/second-key/off"), code_at(t, &p, c.box.fake.clock)));
    CHECK_INT(req->response.status, 303);
    CHECK_INT(sign_in(&c, t, "passphrase=pass")->response.status, 303);
    q = turn_on(&c, t);
    CHECK(memcmp(q.secret, p.secret, TOTP_SECRET_N) != 0);
    CHECK_INT(sign_in(&c, t, "passphrase=pass")->response.status, 200);
    struct str one = words_write(t->a, c.box.shares, SHARE_N);
    struct str two = words_write(t->a, c.box.shares + SHARE_N, SHARE_N);
    struct str form = str_format(t->a,
                                 "paper1=%.*s&paper2=%.*s&own=seven+herons+over+water"
                                 "&again=seven+herons+over+water&weak=yes",
                                 FS(one), FS(two));
    CHECK_INT(take(&c, case_post(&c, t, S("/recover"), form))->response.status, 200);
    CHECK(case_has(case_get(&c, t, S("/more/second-key")), "Turn it on"));
    CHECK_INT(sign_in(&c, t, "passphrase=seven+herons+over+water")->response.status, 303);
    CHECK_INT(box_findings(&c.box, t), 0);
    free(p.secret);
    free(q.secret);
    case_close(&c);
}

/* Hers is sealed to her: the one who began the case file has the same data key and cannot read it.
 */
TEST(each_member_has_a_second_key_of_her_own)
{
    struct case_test c;
    case_open(&c, t, "case");
    CHECK_INT(sign_in(&c, t, "passphrase=words+of+hers")->response.status, 303);
    struct phone p = turn_on(&c, t);
    CHECK_INT(sign_in(&c, t, "passphrase=pass")->response.status, 303);
    CHECK(case_has(case_get(&c, t, S("/more/second-key")), "Turn it on"));
    CHECK_INT(sign_in(&c, t, "passphrase=words+of+hers")->response.status, 200);
    CHECK_INT(take(&c, case_post(&c, t, S("/sign-in/code"), code_at(t, &p, c.box.fake.clock)))
                  ->response.status,
              303);
    CHECK(case_has(case_get(&c, t, S("/more")), "Your name here: Choe"));
    free(p.secret);
    case_close(&c);
}
