/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "case_test.h"
#include "know/due.h"
#include "record/ids.h"
#include "web/desk.h"

static struct str said_path(struct case_test *c, struct test *t, int property, const char *end)
{
    struct record rec;
    CHECK_OK(record_load_id(&rec, &c->box.w.reader, &c->person, t->a, &err));
    struct str letters = desk_said(record_fact(&rec, property), t->a);
    return str_format(t->a, "%.*s/said/%.*s%s", FS(case_record_path(c, t, &c->person)), FS(letters),
                      end);
}

TEST(a_statement_is_withdrawn_with_a_reason_and_can_be_let_stand_again)
{
    struct case_test c;
    case_open(&c, t, "case");
    struct str path = said_path(&c, t, P_OCCUPATION, "/withdraw");
    struct request *req = case_post(&c, t, path, S("reason="));
    CHECK_INT(req->response.status, 422);
    CHECK(case_has(req, "This needs an answer."));
    req = case_post(&c, t, path, S("reason=a+slip+of+%3Cthe%3E+pen"));
    CHECK_INT(req->response.status, 303);
    req = case_get(&c, t, case_record_path(&c, t, &c.person));
    CHECK(!case_has(req, ">teacher</span>"));
    CHECK(case_has(req, "withdrawn or corrected: 1"));
    req = case_get(&c, t, str_format(t->a, "%.*s/history", FS(case_record_path(&c, t, &c.person))));
    CHECK(case_has(req, "a slip of &lt;the&gt; pen"));
    req = case_post(&c, t, path, S("reason=it+was+right"));
    CHECK_INT(req->response.status, 303);
    CHECK(case_has(case_get(&c, t, case_record_path(&c, t, &c.person)), ">teacher</span>"));
    case_close(&c);
}

TEST(a_consent_changes_what_may_leave_and_has_a_record_of_its_own)
{
    struct case_test c;
    case_open(&c, t, "case");
    struct str record = case_record_path(&c, t, &c.person);
    struct str path = str_format(t->a, "%.*s/consent", FS(record));
    CHECK(!case_has(case_get(&c, t, record), "May be public by name."));
    struct request *req =
        case_post(&c, t, path, S("level=public_name&how=signed&until=soon&limits=only+the+UN"));
    CHECK_INT(req->response.status, 422);
    CHECK(case_has(req, "only the UN</textarea>")); /* nothing typed is lost */
    CHECK(case_has(req, "value=\"soon\""));
    CHECK(case_has(req, "id=\"f-level-4\" name=\"level\" value=\"public_name\" checked"));
    req = case_post(&c, t, path, S("level=public_name&how=signed&limits=&until=2030"));
    CHECK_INT(req->response.status, 303);
    CHECK(case_has(case_get(&c, t, record), "May be public by name."));
    struct record_refs consents;
    CHECK_OK(record_list(&consents, &c.box.w.reader,
                         (struct records_wanted){.type = TYPE_CONSENT, .max = 10}, t->a, &err));
    CHECK_INT(consents.n, 1);
    case_close(&c);
}

TEST(a_label_hides_a_statement_from_who_is_not_cleared)
{
    struct case_test c;
    case_open(&c, t, "case");
    struct str path = said_path(&c, t, P_OCCUPATION, "/label");
    CHECK_INT(case_post(&c, t, path, S("level=secret&reason="))->response.status, 303);
    struct str record = case_record_path(&c, t, &c.person);
    CHECK(case_has(case_get(&c, t, record), ">teacher</span>"));
    case_sees(&c, t, SENSITIVITY_RESTRICTED);
    CHECK(!case_has(case_get(&c, t, record), "teacher"));
    CHECK_INT(case_get(&c, t, said_path(&c, t, P_OCCUPATION, ""))->response.status, 404);
    /* Who is cleared for less cannot hide it from those who are cleared for more. */
    CHECK_INT(case_post(&c, t, str_format(t->a, "%.*s/label", FS(record)), S("level=secret"))
                  ->response.status,
              422);
    case_close(&c);
}

TEST(somebody_cleared_may_look_as_somebody_who_is_not_and_back)
{
    struct case_test c;
    case_open(&c, t, "case");
    struct request *req = case_post(&c, t, S("/more/look"), S("sees=open"));
    CHECK_INT(req->response.status, 303);
    struct session now;
    for (isize i = 0; i < req->response.headers; i++) {
        struct str name, value, rest;
        if (strcmp(req->response.header[i].name, "Set-Cookie") != 0)
            continue;
        str_cut(req->response.header[i].value, '=', &name, &value);
        str_cut(value, ';', &value, &rest);
        CHECK(session_find(&now, &c.site->sessions, value));
        CHECK_INT(now.who.sees, SENSITIVITY_OPEN);
        CHECK_INT(now.who.clearance, SENSITIVITY_SECRET);
    }
    CHECK(!session_find(&now, &c.site->sessions, str_part(c.cookie, c.cookie.n - 64, c.cookie.n)));
    case_sign_in(&c, t, (struct session_who){1, RIGHT_WRITE, SENSITIVITY_OPEN, SENSITIVITY_OPEN});
    CHECK_INT(case_post(&c, t, S("/more/look"), S("sees=secret"))->response.status, 403);
    CHECK_INT(case_post(&c, t, S("/more/check"), S("a=b"))->response.status, 403);
    case_close(&c);
}

TEST(a_case_shows_and_counts_only_what_differs_in_it)
{
    struct case_test c;
    case_fill(&c, t, "case");
    c.other = case_record(&c, TYPE_PERSON, "core:name", value_text(S("Han Myong-ok")));
    case_say(&c, c.person, "core:birth_date", value_date(S("1989-02-01")), 0, 26);
    case_say(&c, c.person, "core:birth_date", value_date(S("1990-05-05")), 27, 39);
    case_say(&c, c.other, "core:birth_date", value_date(S("1961-03-01")), 0, 26);
    case_say(&c, c.other, "core:birth_date", value_date(S("1977-07-07")), 27, 39);
    c.action = case_record(&c, TYPE_ACTION, "core:title", value_text(S("Helin, one person")));
    struct id empty = case_record(&c, TYPE_ACTION, "core:title", value_text(S("Another")));
    case_say(&c, c.action, "core:case_people", value_record(c.person), 0, 0);
    case_serve(&c, t);
    struct str page = str_format(t->a, "/cases/%.*s", FS(id_write(t->a, &c.action)));
    struct str all = str_format(t->a, "/differ?case=%.*s", FS(id_write(t->a, &c.action)));
    struct request *req = case_get(&c, t, page);
    CHECK(case_has(req, "Nobody has looked") && case_has(req, str_to_c(t->a, all)));
    req = case_get(&c, t, all);
    CHECK(case_has(req, "1 February 1989") && !case_has(req, "7 July 1977"));
    CHECK(case_has(req, "Helin, one person"));
    CHECK(case_has(case_get(&c, t, S("/")), "nobody has decided: 2"));
    CHECK(case_has(case_get(&c, t, page), "nobody has decided: 1"));
    page = str_format(t->a, "/cases/%.*s", FS(id_write(t->a, &empty)));
    CHECK(case_has(case_get(&c, t, page), "Nothing open."));
    CHECK_INT(case_get(&c, t, S("/differ?case=x"))->response.status, 404);
    case_close(&c);
}

TEST(two_sources_stand_side_by_side_until_somebody_decides)
{
    struct case_test c;
    case_fill(&c, t, "case");
    case_say(&c, c.person, "core:birth_date", value_date(S("1989-02-01")), 0, 26);
    case_say(&c, c.person, "core:birth_date", value_date(S("1990-05-05")), 27, 39);
    case_serve(&c, t);
    CHECK(case_has(case_get(&c, t, S("/")), "Nobody has looked since the program started."));
    struct request *req = case_get(&c, t, S("/differ"));
    CHECK(case_has(req, "1 February 1989") && case_has(req, "5 May 1990"));
    CHECK(case_has(req, "Nobody has decided yet."));
    CHECK(case_has(case_get(&c, t, S("/")), "nobody has decided: 1"));
    struct str decide = case_link(t, req, "class=\"button\" href=\"/differ");
    decide = str_format(t->a, "/differ%.*s", FS(decide));
    req = case_get(&c, t, decide);
    struct str which = case_link(t, req, "name=\"which\" value=\"");
    CHECK_INT(case_post(&c, t, decide, str_format(t->a, "which=%.*s&reason=", FS(which)))
                  ->response.status,
              422);
    req = case_post(&c, t, decide,
                    str_format(t->a, "which=%.*s&reason=the+passport+says+so", FS(which)));
    CHECK_INT(req->response.status, 303);
    req = case_get(&c, t, S("/differ"));
    CHECK(case_has(req, "Decided") && case_has(req, "Kim"));
    CHECK(case_has(req, "the passport says so"));
    CHECK(!case_has(req, "Nobody has decided yet."));
    /* Another decision: the one that was preferred before is not any more. */
    req = case_get(&c, t, decide);
    struct str first = which;
    isize at = str_find(req->response.body, str_format(t->a, "value=\"%.*s\"", FS(first))) + 10;
    struct request rest = *req;
    rest.response.body = str_part(req->response.body, at, req->response.body.n);
    which = case_link(t, &rest, "name=\"which\" value=\"");
    CHECK(which.n && !str_eq(which, first));
    req = case_post(&c, t, decide, str_format(t->a, "which=%.*s&reason=a+better+paper", FS(which)));
    CHECK_INT(req->response.status, 303);
    req = case_get(&c, t, S("/differ"));
    CHECK(case_has(req, "a better paper") && !case_has(req, "the passport says so"));
    struct record rec;
    isize preferred = 0;
    CHECK_OK(record_load_id(&rec, &c.box.w.reader, &c.person, t->a, &err));
    for (isize i = 0; i < rec.facts.n; i++)
        preferred += rec.facts.at[i].judged == TERM_JUDGEMENT_PREFER;
    CHECK_INT(preferred, 1);
    CHECK_INT(case_get(&c, t, S("/differ/aaaaaaaaaaaa-bbbbbbbbbbbb"))->response.status, 404);
    case_close(&c);
}

TEST(a_letter_is_composed_previewed_and_kept)
{
    struct case_test c;
    case_fill(&c, t, "case");
    isize at = case_at("Helin");
    case_say(&c, c.event, "core:place", value_text(S("Helin")), at, at + 5);
    case_serve(&c, t);
    struct str office = id_write(t->a, &c.office);
    CHECK(case_has(case_get(&c, t, S("/letters/new")), "Premier"));
    struct request *req = case_get(&c, t, S("/letters/preview?to=&from=Harbour&language=en"));
    CHECK_INT(req->response.status, 422);
    CHECK(case_has(req, "value=\"Harbour\""));
    struct str query =
        str_format(t->a, "to=%.*s&from=Harbour+%%3CLight%%3E&language=en&state=CHN", FS(office));
    req = case_get(&c, t, str_format(t->a, "/letters/preview?%.*s", FS(query)));
    CHECK_INT(req->response.status, 200);
    CHECK(case_has(req, "Harbour &lt;Light&gt;"));
    CHECK(case_has(req, "10 October 2023"));
    CHECK(case_has(req, "Open letter of March"));
    CHECK(case_has(req, "1 High Street"));
    req = case_post(&c, t, S("/letters/keep"), query);
    CHECK_INT(req->response.status, 303);
    req = case_post(&c, t, S("/letters/text"), query);
    CHECK_INT(req->response.status, 200);
    CHECK(str_find(req->response.body, S("10 October 2023")) >= 0);
    struct record_refs letters;
    CHECK_OK(record_list(&letters, &c.box.w.reader,
                         (struct records_wanted){.type = TYPE_LETTER, .max = 10}, t->a, &err));
    CHECK_INT(letters.n, 2); /* what left is kept too */
    CHECK(case_has(case_get(&c, t, S("/letters")), "/letters/"));
    case_close(&c);
}

TEST(what_is_due_is_counted_until_it_is_done)
{
    struct case_test c;
    case_fill(&c, t, "case");
    struct id action = case_record(&c, TYPE_ACTION, "core:title", value_text(S("Nine people")));
    struct id deadline =
        case_record(&c, TYPE_DEADLINE, "core:due", value_date(S("2023-11-01"))); /* now: the 14th */
    case_say(&c, deadline, "core:deadline_of", value_record(action), 0, 0);
    case_serve(&c, t);
    struct request *req = case_get(&c, t, S("/due"));
    CHECK(case_has(req, "Nine people") && case_has(req, "overdue"));
    CHECK(case_has(case_get(&c, t, S("/law")), "Due: 1"));
    struct str done = str_format(t->a, "/due/%.*s/done", FS(id_write(t->a, &deadline)));
    CHECK_INT(case_post(&c, t, done, S("a=b"))->response.status, 303);
    CHECK(!case_has(case_get(&c, t, S("/due")), "Nine people"));
    case_close(&c);
}

TEST(a_case_is_begun_with_a_name)
{
    struct case_test c;
    case_open(&c, t, "case");
    CHECK_INT(case_post(&c, t, S("/cases/begin"), S("title=&number=2026-03"))->response.status,
              422);
    struct request *req =
        case_post(&c, t, S("/cases/begin"), S("title=Helin%2C+nine+people&number=2026-03"));
    CHECK_INT(req->response.status, 303);
    CHECK(case_has(case_get(&c, t, S("/cases")), "Helin, nine people"));
    case_close(&c);
}

TEST(a_thing_that_is_not_there_is_not_found_and_says_so_in_words)
{
    static const char *const paths[] = {"/records/00000000000000000000000000",
                                        "/records/x",
                                        "/documents/00000000000000000000000000",
                                        "/records/x/history",
                                        "/records/00000000000000000000000000/label",
                                        "/law/none",
                                        "/documents/x/file"};
    struct case_test c;
    case_open(&c, t, "case");
    for (isize i = 0; i < COUNTOF(paths); i++) {
        struct request *req = case_get(&c, t, str_from_c(paths[i]));
        CHECK_INT(req->response.status, 404);
        CHECK(case_has(req, "</html>"));
    }
    struct str said =
        str_format(t->a, "%.*s/said/aaaaaaaaaaaa", FS(case_record_path(&c, t, &c.person)));
    CHECK_INT(case_get(&c, t, said)->response.status, 404);
    case_close(&c);
}
