/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two recovery papers and a new passphrase, in a case file that is open. */
#include <string.h>

#include "case_test.h"
#include "record/ids.h"
#include "vault/recover.h"

#define FRESH "seven+herons+over+the+reservoir"

static struct str words_of(struct case_test *c, struct test *t, int paper)
{
    return words_write(t->a, c->box.shares + (isize)(paper - 1) * SHARE_N, SHARE_N);
}

static struct str form_of(struct test *t, struct str one, struct str other)
{
    return str_format(t->a, "paper1=%.*s&paper2=%.*s&own=" FRESH "&again=" FRESH, FS(one),
                      FS(other));
}

/* A stranger's form: no session. */
static struct request *send(struct case_test *c, struct test *t, struct str form)
{
    c->session = (struct session){0};
    c->cookie = S("");
    return case_post(c, t, S("/recover"), form);
}

/* Nothing that was typed comes back: no word of it, no piece of the passphrase. */
static void check_silent(const struct request *req, struct str typed)
{
    struct str rest = typed, word;
    while (rest.n) {
        str_cut(rest, '-', &word, &rest);
        CHECK(!word.n || str_find(req->response.body, word) < 0);
    }
    CHECK(!case_has(req, "herons"));
    for (isize i = 0; i < req->form.n; i++) {
        struct str name = req->form.at[i].name, value = req->form.at[i].value;
        if (!str_eq(name, S("csrf")) && !str_starts(name, S("kept")))
            for (isize k = 0; k < value.n; k++)
                CHECK(!value.p[k]); /* wiped */
    }
    bool kept = false;
    for (isize i = 0; i < req->response.headers; i++)
        kept |= str_find(req->response.header[i].value, S("no-store")) >= 0;
    CHECK(kept);
}

TEST(two_papers_set_a_new_passphrase_end_every_session_and_stand_in_the_journal)
{
    struct case_test c;
    struct entry_info e;
    struct stmt s;
    case_open(&c, t, "case");
    c.site->door.weak = true; /* less memory for Argon2 */
    struct str hers = c.cookie;
    struct request *req = send(&c, t, form_of(t, words_of(&c, t, 3), words_of(&c, t, 1)));
    CHECK_INT(req->response.status, 200);
    CHECK(case_has(req, "The new passphrase is set"));
    check_silent(req, words_of(&c, t, 1));
    check_silent(req, words_of(&c, t, 3));
    CHECK_OK(journal_entry(&e, c.box.v->db, box_last_row(&c.box), t->a, &err));
    CHECK_INT(e.e.kind, ENTRY_MEMBER);
    CHECK(id_eq(&e.e.member, &c.box.member));
    CHECK_OK(journal_stmt(&s, c.box.v->db, e.row * STMT_STRIDE, t->a, &err));
    CHECK_STR(s.property, S("core:recovered"));
    CHECK_INT(session_count(&c.site->sessions), 1); /* the one that it gave */
    c.cookie = hers;
    CHECK_INT(case_get(&c, t, S("/people"))->response.status, 303);
    c.cookie = S("");
    CHECK_INT(case_post(&c, t, S("/sign-in"), S("passphrase=pass"))->response.status, 403);
    CHECK_INT(case_post(&c, t, S("/sign-in"), S("passphrase=" FRESH))->response.status, 303);
    CHECK_INT(case_post(&c, t, S("/sign-in"), S("passphrase=words+of+hers"))->response.status,
              303); /* another member's is as it was */
    CHECK_INT(box_findings(&c.box, t), 0);
    case_close(&c);
}

TEST(what_is_wrong_with_a_paper_is_said_by_its_place_and_not_shown)
{
    struct case_test c;
    case_open(&c, t, "case");
    struct str one = words_of(&c, t, 1), two = words_of(&c, t, 2);
    char *p = NEWN(t->a, char, one.n);
    memcpy(p, one.p, (size_t)one.n);
    p[(isize)4 * 6] = 'e'; /* no letter of these words: the fifth */
    struct request *req = send(&c, t, form_of(t, (struct str){p, one.n}, two));
    CHECK_INT(req->response.status, 422);
    CHECK(case_has(req, "Word 5 of this paper"));
    check_silent(req, one);
    check_silent(req, two);
    req = send(&c, t, form_of(t, one, str_part(two, 0, two.n - 6)));
    CHECK_INT(req->response.status, 422);
    CHECK(case_has(req, "one is missing"));
    check_silent(req, two);
    req = send(&c, t, form_of(t, one, one));
    CHECK(case_has(req, "the same paper twice"));
    req = send(&c, t, S(""));
    CHECK_INT(req->response.status, 422);
    req = send(&c, t,
               str_format(t->a, "paper1=%.*s&paper2=%.*s&own=short&again=short", FS(one), FS(two)));
    CHECK_INT(req->response.status, 422);
    CHECK(case_has(req, "at least twelve"));
    CHECK_INT(case_post(&c, t, S("/sign-in"), S("passphrase=pass"))->response.status, 303);
    case_close(&c);
}

/* The hidden field of a page that came back. */
static struct str kept_of(struct test *t, const struct request *req, int n)
{
    return case_link(t, req, str_to_c(t->a, str_format(t->a, "name=\"kept%d\" value=\"", n)));
}

TEST(a_paper_that_was_read_need_not_be_typed_again_and_nobody_can_read_it)
{
    struct case_test c;
    case_open(&c, t, "case");
    c.site->door.weak = true;
    struct str one = words_of(&c, t, 1), two = words_of(&c, t, 2);
    struct request *req = send(&c, t, form_of(t, one, S("babab")));
    CHECK_INT(req->response.status, 422);
    struct str first = kept_of(t, req, 1);
    CHECK(first.n > 100 && !kept_of(t, req, 2).n);
    check_silent(req, one);
    struct str share = str_hex(t->a, c.box.shares, SHARE_N);
    CHECK(!case_has(req, str_to_c(t->a, share)));
    CHECK(!str_eq(first, kept_of(t, send(&c, t, form_of(t, one, S("babab"))), 1)));

    /* The other paper, and a slip in the passphrase: both are kept. */
    req = send(
        &c, t,
        str_format(t->a, "kept1=%.*s&paper2=%.*s&own=" FRESH "&again=other", FS(first), FS(two)));
    CHECK_INT(req->response.status, 422);
    struct str k1 = kept_of(t, req, 1), k2 = kept_of(t, req, 2);
    CHECK(k1.n && k2.n);
    check_silent(req, two);
    struct str rest = str_format(t->a, "&own=" FRESH "&again=" FRESH);

    /* A changed one, one that is not of this program, one of another hour: to be typed again. */
    char *bent = NEWN(t->a, char, k1.n);
    memcpy(bent, k1.p, (size_t)k1.n);
    bent[60] = bent[60] == 'a' ? 'b' : 'a';
    struct str bad[] = {(struct str){bent, k1.n}, S("00"), str_part(k1, 0, k1.n - 2)};
    for (isize i = 0; i < COUNTOF(bad); i++) {
        req = send(&c, t,
                   str_format(t->a, "kept1=%.*s&kept2=%.*s%.*s", FS(bad[i]), FS(k2), FS(rest)));
        CHECK_INT(req->response.status, 422);
        CHECK(case_has(req, "id=\"f-paper1\"") && !case_has(req, "id=\"f-paper2\""));
    }
    c.box.fake.clock += 30 * 60 + 1;
    struct str form = str_format(t->a, "kept1=%.*s&kept2=%.*s%.*s", FS(k1), FS(k2), FS(rest));
    CHECK_INT(send(&c, t, form)->response.status, 422);
    c.box.fake.clock -= 2;
    CHECK_INT(send(&c, t, form)->response.status, 200);
    case_close(&c);
}

TEST(papers_of_another_case_file_do_not_open_and_cannot_be_tried_for_long)
{
    struct case_test c;
    uint8_t other[SHARE_N] = {1, 2, 3};
    case_open(&c, t, "case");
    struct str form = form_of(t, words_of(&c, t, 1), words_write(t->a, other, SHARE_N));
    for (int i = 0; i < 5; i++) {
        struct request *req = send(&c, t, form);
        CHECK_INT(req->response.status, 403);
        CHECK(case_has(req, "do not open this case file"));
        CHECK(!case_has(req, "name=\"kept"));
    }
    struct request *req = send(&c, t, form_of(t, words_of(&c, t, 1), words_of(&c, t, 2)));
    CHECK_INT(req->response.status, 403);
    CHECK(case_has(req, "Wait ten seconds"));
    CHECK_INT(case_post(&c, t, S("/sign-in"), S("passphrase=pass"))->response.status, 403);
    case_close(&c);
}

/* A passphrase tells who signs in. */
TEST(the_new_passphrase_must_not_be_another_members)
{
    struct case_test c;
    case_open(&c, t, "case");
    c.site->door.weak = true;
    struct request *req = send(
        &c, t,
        str_format(t->a, "paper1=%.*s&paper2=%.*s&own=words+of+hers&again=words+of+hers&weak=yes",
                   FS(words_of(&c, t, 1)), FS(words_of(&c, t, 2))));
    CHECK_INT(req->response.status, 409);
    CHECK(case_has(req, "cannot be used here"));
    CHECK_INT(case_post(&c, t, S("/sign-in"), S("passphrase=pass"))->response.status, 303);
    case_close(&c);
}
