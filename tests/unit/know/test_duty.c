/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A return and the law: what bound on the day, what was only signed, what is missing. */
#include "know/duty.h"

#include <stdlib.h>

#include "box.h"
#include "record/ids.h"

struct desk {
    struct box b;
    struct id event;
    struct arena *a;
};

static void say(struct desk *d, struct id of, const char *property, struct value v)
{
    (void)box_say(&d->b, ENTRY_RECORD,
                  STMT(.subject = ref_record(of), .property = str_from_c(property), .value = v));
}

static struct id make(struct desk *d, int type, const char *property, struct value v)
{
    struct id id;
    struct stmt s = STMT(.property = str_from_c(property), .value = v);
    CHECK_OK(record_new(&id, &d->b.w, type,
                        (struct draft){.kind = ENTRY_RECORD, .stmts = &s, .n = 1}, &err));
    return id;
}

static void desk_make(struct desk *d, struct test *t, const char *day)
{
    *d = (struct desk){.a = t->a};
    box_make(&d->b, t, "desk", 91);
    box_workspace(&d->b, t);
    d->event = make(d, TYPE_EVENT, "core:event_kind", value_term(S("event:repatriation")));
    say(d, d->event, "core:returning_state", value_text(S("CHN")));
    if (*day)
        say(d, d->event, "core:date", value_date(str_from_c(day)));
}

static struct duties look(struct desk *d)
{
    struct duties r;
    struct record rec;
    CHECK_OK(record_load_id(&rec, &d->b.w.reader, &d->event, d->a, &err));
    struct duty_question q = {.law = law_builtin(d->a), .event = &rec};
    CHECK_OK(duties_of(&r, &d->b.w.reader, &q, d->a, &err));
    return r;
}

static const struct duty *of(const struct duty_list *l, const char *id)
{
    for (isize i = 0; i < l->n; i++)
        if (str_eq(l->at[i].status.instrument->id, str_from_c(id)))
            return &l->at[i];
    return NULL;
}

TEST(a_state_is_bound_from_the_day_that_the_treatys_rule_gives)
{
    static const struct {
        const char *day;
        bool bound;
    } rows[] = {{"1982-09-24", false}, {"1982-12-22", false}, {"1982-12-23", true}};
    for (isize i = 0; i < COUNTOF(rows); i++) {
        struct desk d = {.a = t->a};
        box_make(&d.b, t, str_to_c(t->a, str_format(t->a, "day%td", i)), 92 + (uint64_t)i);
        box_workspace(&d.b, t);
        d.event = make(&d, TYPE_EVENT, "core:event_kind", value_term(S("event:handover")));
        say(&d, d.event, "core:returning_state", value_text(S("CHN")));
        say(&d, d.event, "core:date", value_date(str_from_c(rows[i].day)));
        struct duties r = look(&d);
        CHECK(r.is_return && r.states.n == 1 && !r.states.at[0].inferred);
        const struct duty *x = of(&r.states.at[0].bound, "CSR51");
        CHECK_INT(x != NULL, rows[i].bound);
        CHECK(!x || str_find(x->status.how, S("90 days")) > 0);
        CHECK(!x || duty_is_verified(x));
        CHECK(!of(&r.states.at[0].only_signed, "CSR51")); /* nor is it called signed */
        box_close(&d.b);
    }
}

TEST(what_was_only_signed_stands_apart)
{
    struct desk d;
    desk_make(&d, t, "2021-07-14");
    struct duties r = look(&d);
    const struct duty_state *s = &r.states.at[0];
    CHECK(of(&s->only_signed, "ICCPR") && !of(&s->bound, "ICCPR"));
    CHECK(of(&s->bound, "CAT") && !of(&s->only_signed, "CAT"));
    const struct duty *cat = of(&s->bound, "CAT");
    for (isize i = 0; cat && i < cat->articles.n; i++) {
        const struct law_article *x = cat->articles.at[i].x;
        if (str_eq(x->article, S("3(1)")))
            CHECK_INT(x->obliges.check, LAW_VERIFIED);
        if (str_eq(x->article, S("2")))
            CHECK_INT(x->obliges.check, LAW_UNVERIFIED); /* by value, not by row */
    }
    box_close(&d.b);
}

TEST(without_a_day_nothing_is_said_of_what_bound)
{
    struct desk d;
    desk_make(&d, t, "");
    struct duties r = look(&d);
    CHECK(!r.has_day && r.states.n == 1 && !r.states.at[0].bound.n);
    CHECK(r.tests[LAW_TEST_REFUGEE].n && r.tests[LAW_TEST_TORTURE].n);
    box_close(&d.b);
}

static const struct element_shown *element(const struct duties *r, enum law_test test,
                                           const char *id)
{
    for (isize i = 0; i < r->tests[test].n; i++)
        if (str_eq(r->tests[test].at[i].e->id, str_from_c(id)))
            return &r->tests[test].at[i];
    test_fail(__FILE__, __LINE__, "no such element");
    abort();
}

TEST(an_element_is_shown_by_the_people_and_their_risks)
{
    struct desk d;
    desk_make(&d, t, "2021-07-14");
    struct duties r = look(&d);
    CHECK(!element(&r, LAW_TEST_TORTURE, "grounds")->fact);
    CHECK(!element(&r, LAW_TEST_REFUGEE, "ground")->fact);
    struct id who = make(&d, TYPE_PERSON, "core:name", value_text(S("Ri")));
    say(&d, d.event, "core:victim", value_record(who));
    struct id risk = make(&d, TYPE_RISK, "core:risk_of", value_record(who));
    say(&d, risk, "core:risk_kind", value_term(S("risk:torture")));
    r = look(&d);
    CHECK(element(&r, LAW_TEST_TORTURE, "grounds")->fact != NULL);
    CHECK(!element(&r, LAW_TEST_REFUGEE, "ground")->fact); /* of what kind is said, not why */
    CHECK(element(&r, LAW_TEST_REFUGEE, "security")->e->against);
    box_close(&d.b);
}

/* Each name in the table is a property of the schema, or what it stands for could never show. */
TEST(every_element_names_properties_that_there_are)
{
    struct desk d;
    desk_make(&d, t, "");
    const struct law *law = law_builtin(t->a);
    struct law_element_list l;
    CHECK_OK(law_tests_parse(&l, law, law_files(), t->a, &err));
    for (isize i = 0; i < l.n; i++) {
        struct str rest = l.at[i].shown_by, one;
        CHECK(law_instrument(law, l.at[i].instrument) != NULL);
        CHECK(l.at[i].test == LAW_TEST_CUSTOM || rest.n);
        while (rest.n) {
            (void)str_cut(rest, ' ', &one, &rest);
            CHECK(
                schema_property_by_id(d.b.w.reader.schema, str_format(t->a, "core:%.*s", FS(one))));
        }
        CHECK_INT(l.at[i].says.check == LAW_UNVERIFIED,
                  str_eq(l.at[i].source, S("general knowledge")));
    }
    box_close(&d.b);
}

TEST(a_table_of_tests_with_a_slip_is_refused)
{
    static const char head[] =
        "test\telement\tside\tsays\tsays_ko\tsays_hans\tsays_hant\tshown_by\t"
        "instrument\tarticle\tsource\tas_of\n";
    static const struct {
        const char *row;
        bool fine;
    } rows[] = {{"torture\ta\tneeded\tA\tB\tC\tD\trisk_kind\tCAT\t3(1)\ttext\t2026\n", true},
                {"tortures\ta\tneeded\tA\tB\tC\tD\trisk_kind\tCAT\t3(1)\ttext\t2026\n", false},
                {"torture\ta\tboth\tA\tB\tC\tD\trisk_kind\tCAT\t3(1)\ttext\t2026\n", false},
                {"torture\ta\tneeded\tA\t\tC\tD\trisk_kind\tCAT\t3(1)\ttext\t2026\n", false},
                {"torture\ta\tneeded\tA\tB\tC\tD\trisk_kind\tCATS\t3(1)\ttext\t2026\n", false},
                {"torture\ta\tneeded\tA\tB\tC\tD\trisk_kind\tCAT\t3(1)\t\t2026\n", false}};
    const struct law *law = law_builtin(t->a);
    for (isize i = 0; i < COUNTOF(rows); i++) {
        struct str bytes = str_format(t->a, "%s%s", head, rows[i].row);
        struct embedded files[] = {{S("tests.tsv"), bytes}, {{0}, {0}}};
        struct law_element_list l;
        if (rows[i].fine)
            CHECK_OK(law_tests_parse(&l, law, files, t->a, &err));
        else
            CHECK_FAILS(law_tests_parse(&l, law, files, t->a, &err), E_INVALID);
    }
}
