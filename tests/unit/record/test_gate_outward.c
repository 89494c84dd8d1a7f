/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leaves without a consent, and what a consent still lets out: by statements in a vault. */
#include "box.h"
#include "lang/edtf.h"
#include "record/consent.h"
#include "record/ids.h"

struct town { /* an official in office, and a person of whom nothing is recorded */
    struct box b;
    struct id official, person, office, holding, agency;
    struct arena *a;
};

static struct id make(struct town *x, int type, const char *property, struct value v)
{
    return box_new(&x->b, type, STMT(.property = str_from_c(property), .value = v));
}

static int64_t say(struct town *x, struct id id, const char *property, struct value v)
{
    return box_say(&x->b, ENTRY_RECORD,
                   STMT(.subject = ref_record(id), .property = str_from_c(property), .value = v));
}

static void town_make(struct town *x, struct test *t)
{
    *x = (struct town){.a = t->a};
    box_make(&x->b, t, "town", 5);
    box_workspace(&x->b, t);
    x->official = make(x, TYPE_PERSON, "core:name", value_text(S("O Chung-sik")));
    x->person = make(x, TYPE_PERSON, "core:name", value_text(S("Han Myong-ok")));
    x->office = make(x, TYPE_OFFICE, "core:office_title", value_text(S("Governor")));
    x->agency = make(x, TYPE_AGENCY, "core:name", value_text(S("Province")));
    x->holding = make(x, TYPE_HOLDING, "core:holder", value_record(x->official));
    (void)say(x, x->holding, "core:office", value_record(x->office));
    (void)say(x, x->office, "core:office_of", value_record(x->agency));
}

static struct gate_verdict verdict(struct town *x, struct id id, int property, enum audience a)
{
    struct reader r = x->b.w.reader;
    struct record rec;
    r.gate.audience = a;
    CHECK_OK(record_load_id(&rec, &r, &id, x->a, &err));
    const struct fact *f = record_fact(&rec, property);
    CHECK(f);
    return f->verdict;
}

static bool leaves(struct town *x, struct id id, int property)
{
    return verdict(x, id, property, AUDIENCE_PUBLIC).answer == GATE_SHOW;
}

static void restrict_it(struct town *x, struct ref what)
{
    CHECK_OK(label_set(&x->b.w, &what, P_SENSITIVITY, TERM_SENSITIVITY_RESTRICTED, S(""), &err));
}

/* ---- by name */

TEST(an_official_leaves_by_name_and_nobody_else)
{
    struct town x;
    town_make(&x, t);
    CHECK(leaves(&x, x.official, P_NAME));
    CHECK(!leaves(&x, x.person, P_NAME));
    CHECK(leaves(&x, x.office, P_OFFICE_TITLE));
    box_close(&x.b);
}

/* The one who gave shelter and the one who was arrested may both have had an office. */
TEST(an_official_at_risk_does_not_leave_by_name)
{
    static const struct {
        int type;
        const char *property;
    } ways[] = {{TYPE_EVENT, "core:victim"},
                {TYPE_STATUS, "core:status_of"},
                {TYPE_GROUP, "core:member_person"},
                {TYPE_ACTION, "core:demand_for"},
                {TYPE_UNHCR_SCREENING, "core:screened"},
                {TYPE_RISK, "core:risk_of"},
                {TYPE_CERTIFICATE, "core:certificate_of"}};
    struct town x;
    town_make(&x, t);
    for (isize i = 0; i < COUNTOF(ways); i++) {
        (void)make(&x, ways[i].type, ways[i].property, value_record(x.official));
        int64_t no = box_last_row(&x.b) * STMT_STRIDE + 1;
        CHECK(!leaves(&x, x.official, P_NAME));
        CHECK_OK(fact_retract(&x.b.w, no, true, S("another man"), &err));
        CHECK(leaves(&x, x.official, P_NAME));
    }
    struct stmt held = STMT(.subject = ref_record(x.official), .property = S("core:custody"),
                            .value = value_term(S("custody:detained")), .as_of = S("2026-03"));
    (void)box_say(&x.b, ENTRY_RECORD, held);
    CHECK(!leaves(&x, x.official, P_NAME));
    box_close(&x.b);
}

TEST(who_works_for_a_church_is_no_official)
{
    struct town x;
    town_make(&x, t);
    struct id body = make(&x, TYPE_ORGANISATION, "core:name", value_text(S("River Church")));
    (void)say(&x, x.office, "core:office_of", value_record(body));
    CHECK(!leaves(&x, x.official, P_NAME)); /* its kind is not said: it may be one */
    (void)say(&x, body, "core:organisation_kind", value_term(S("organisation_kind:church")));
    CHECK(!leaves(&x, x.official, P_NAME));
    (void)say(&x, body, "core:organisation_kind", value_term(S("organisation_kind:un")));
    CHECK(leaves(&x, x.official, P_NAME));
    box_close(&x.b);
}

TEST(who_left_an_office_does_not_leave_by_name)
{
    struct town x;
    town_make(&x, t);
    (void)say(&x, x.holding, "core:until", value_date(S("2020-02")));
    CHECK(!leaves(&x, x.official, P_NAME));
    box_close(&x.b);
}

TEST(a_label_or_a_refusal_holds_back_what_would_leave_by_itself)
{
    struct town x;
    town_make(&x, t);
    restrict_it(&x, ref_record(x.official));
    CHECK(!leaves(&x, x.official, P_NAME));
    restrict_it(&x, ref_record(x.office));
    CHECK(!leaves(&x, x.office, P_OFFICE_TITLE));
    struct ref agency = ref_record(x.agency);
    CHECK(leaves(&x, x.agency, P_NAME));
    CHECK_OK(label_set(&x.b.w, &agency, P_MAY_LEAVE, TERM_CONSENT_INSIDE, S(""), &err));
    CHECK_INT(verdict(&x, x.agency, P_NAME, AUDIENCE_PUBLIC).reason, GATE_REFUSED);
    box_close(&x.b);
}

/* A letter to "Dear Mr Han" makes an office of that name when nobody looks. */
TEST(what_nobody_read_does_not_leave_by_itself)
{
    struct town x;
    town_make(&x, t);
    struct stmt found =
        STMT(.subject = ref_record(x.official), .property = S("core:name"),
             .value = value_text(S("O Chung Sik")), .rule = S("name.dear"), .rule_version = 1);
    int64_t first = verdict(&x, x.official, P_NAME, AUDIENCE_PUBLIC).answer;
    int64_t no = box_say(&x.b, ENTRY_ACCEPT, found);
    struct reader out = x.b.w.reader;
    struct fact f;
    out.gate.audience = AUDIENCE_PUBLIC;
    CHECK_OK(fact_load(&f, &out, no, t->a, &err));
    CHECK(f.verdict.answer != GATE_SHOW);
    CHECK_INT(first, GATE_SHOW);
    (void)box_say(&x.b, ENTRY_LABEL,
                  STMT(.subject = box_ref(&x.b, no), .property = S("core:checked"),
                       .value = value_number(1)));
    CHECK_OK(fact_load(&f, &out, no, t->a, &err));
    CHECK_INT(f.verdict.answer, GATE_SHOW);
    box_close(&x.b);
}

/* ---- consent in time */

static struct id consent(struct town *x, struct consent_given c)
{
    struct id id = {0};
    c.what = ref_record(x->person);
    CHECK_OK(consent_give(&id, &x->b.w, &c, &err));
    return id;
}

TEST(a_consent_ends_on_its_day)
{
    struct town x;
    town_make(&x, t);
    struct str day = time_day(sys_now(&x.b.fake.sys) + (int64_t)2 * DAY_SECONDS, t->a);
    struct consent_given c = {.level = TERM_CONSENT_PUBLIC_NAME, .until = day};
    CHECK(!leaves(&x, x.person, P_NAME));
    (void)consent(&x, c);
    CHECK(leaves(&x, x.person, P_NAME));
    x.b.fake.clock += (int64_t)2 * DAY_SECONDS;
    CHECK(leaves(&x, x.person, P_NAME)); /* the day itself is in it */
    x.b.fake.clock += DAY_SECONDS;
    CHECK_INT(verdict(&x, x.person, P_NAME, AUDIENCE_PUBLIC).reason, GATE_REFUSED);
    CHECK_INT(verdict(&x, x.person, P_NAME, AUDIENCE_UN).reason, GATE_REFUSED);
    box_close(&x.b);
}

TEST(a_consent_that_is_withdrawn_or_lowered_counts_at_once)
{
    struct town x;
    town_make(&x, t);
    struct consent_given c = {.level = TERM_CONSENT_PUBLIC_NAME};
    struct id id = consent(&x, c);
    CHECK(leaves(&x, x.person, P_NAME));
    int64_t lower = say(&x, id, "core:consent_level", value_term(S("consent:public_code")));
    CHECK_INT(verdict(&x, x.person, P_NAME, AUDIENCE_PUBLIC).answer, GATE_CODE);
    CHECK_OK(fact_retract(&x.b.w, lower, true, S("a slip"), &err));
    CHECK(leaves(&x, x.person, P_NAME));
    (void)say(&x, id, "core:withdrawn_on", value_date(S("2023-11-01")));
    CHECK_INT(verdict(&x, x.person, P_NAME, AUDIENCE_UN).reason, GATE_REFUSED);
    box_close(&x.b);
}

TEST(a_consent_for_one_statement_ends_too)
{
    struct town x;
    town_make(&x, t);
    int64_t no = say(&x, x.person, "core:name", value_text(S("Han")));
    struct id id = {0};
    struct consent_given c = {
        .what = box_ref(&x.b, no), .level = TERM_CONSENT_PUBLIC_NAME, .until = S("2023-01")};
    struct reader out = x.b.w.reader;
    struct fact f;
    out.gate.audience = AUDIENCE_PUBLIC;
    CHECK_OK(consent_give(&id, &x.b.w, &c, &err));
    CHECK_OK(fact_load(&f, &out, no, t->a, &err));
    CHECK_INT(f.verdict.reason, GATE_REFUSED);
    box_close(&x.b);
}

TEST(who_refused_or_cannot_be_asked_is_not_said_to_agree)
{
    static const struct {
        int how, level;
        bool fine;
        const char *until, *reason;
    } rows[] = {
        {TERM_CONSENT_HOW_REFUSED, TERM_CONSENT_INSIDE, true},
        {TERM_CONSENT_HOW_REFUSED, TERM_CONSENT_UN_CONFIDENCE, false},
        {TERM_CONSENT_HOW_NOT_ASKED, TERM_CONSENT_PUBLIC_CODE, false},
        {TERM_CONSENT_HOW_WITHDRAWN, TERM_CONSENT_UN_CONFIDENCE, false},
        {TERM_CONSENT_HOW_CANNOT_BE_ASKED, TERM_CONSENT_INSIDE, true},
        {TERM_CONSENT_HOW_CANNOT_BE_ASKED, TERM_CONSENT_PUBLIC_CODE, false},
        {TERM_CONSENT_HOW_CANNOT_BE_ASKED, TERM_CONSENT_PUBLIC_CODE, false, "2030-01"},
        {TERM_CONSENT_HOW_CANNOT_BE_ASKED, TERM_CONSENT_PUBLIC_CODE, false, "2030-01", " "},
        {TERM_CONSENT_HOW_CANNOT_BE_ASKED, TERM_CONSENT_PUBLIC_CODE, true, "2030-01", "best"},
        {TERM_CONSENT_HOW_CANNOT_BE_ASKED, TERM_CONSENT_PUBLIC_NAME, false, "2030-01", "best"},
        {TERM_CONSENT_HOW_GUARDIAN, TERM_CONSENT_PUBLIC_NAME, true},
        {TERM_CONSENT_HOW_RELATIVE, TERM_CONSENT_PUBLIC_NAME, true}};
    struct town x;
    town_make(&x, t);
    for (isize i = 0; i < COUNTOF(rows); i++) {
        struct id id;
        struct err e = {0};
        struct consent_given c = {.what = ref_record(x.person),
                                  .level = rows[i].level,
                                  .how = rows[i].how,
                                  .until = str_from_c(rows[i].until ? rows[i].until : ""),
                                  .reason = str_from_c(rows[i].reason ? rows[i].reason : "")};
        CHECK(consent_give(&id, &x.b.w, &c, &e) == rows[i].fine);
        CHECK(rows[i].fine || (e.code == E_INVALID && e.detail[0]));
    }
    box_close(&x.b);
}
