/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where invented sources differ: addresses, versions of law, figures, dates; links and clusters. */
#include "know/conflict.h"

#include "box.h"
#include "know/alike.h"
#include "know/brief.h"
#include "know/cluster.h"
#include "know/rivals.h"
#include "record/ids.h"

struct desk {
    struct box b;
    struct id paper; /* what is said next is said by it */
    struct arena *a;
};

static struct id make(struct desk *d, int type, const char *property, struct value v)
{
    return box_new(&d->b, type,
                   STMT(.property = str_from_c(property), .value = v, .language = S("en"),
                        .source = id_is_zero(&d->paper) ? (struct ref){0} : ref_record(d->paper)));
}

static int64_t say(struct desk *d, struct id of, const char *property, struct value v,
                   const char *as_of)
{
    struct stmt s = STMT(.subject = ref_record(of), .property = str_from_c(property), .value = v,
                         .language = S("en"), .as_of = str_from_c(as_of),
                         .holder_name = S("Monitor"), .source = ref_record(d->paper));
    return box_say(&d->b, ENTRY_RECORD, s);
}

static struct value text(const char *words)
{
    return value_text(str_from_c(words));
}

static struct value count(const char *measure, int64_t min, int64_t max, const char *whom)
{
    return (struct value){.type = V_QUANTITY,
                          .quantity = {.has_min = true,
                                       .has_max = true,
                                       .min = min,
                                       .max = max,
                                       .bound = BOUND_BETWEEN,
                                       .measure = str_from_c(measure),
                                       .population = str_from_c(whom)}};
}

static void desk_make(struct desk *d, struct test *t)
{
    *d = (struct desk){.a = t->a};
    box_make(&d->b, t, "desk", 41);
    box_workspace(&d->b, t);
    d->paper = make(d, TYPE_DOCUMENT, "core:title", text("First letter"));
}

static struct conflict_list find(struct desk *d)
{
    struct conflict_list l;
    CHECK_OK(conflicts_find(&l, &d->b.w.reader, d->a, &err));
    return l;
}

static const struct conflict *of(const struct conflict_list *l, int property)
{
    for (isize i = 0; i < l->n; i++)
        if (l->at[i].p->number == property)
            return &l->at[i];
    return NULL;
}

/* An office with the person who holds it. */
static struct id office(struct desk *d, const char *title, const char *holder)
{
    struct id id = make(d, TYPE_OFFICE, "core:office_title", text(title));
    struct id person = make(d, TYPE_PERSON, "core:name", text(holder));
    struct id holding = make(d, TYPE_HOLDING, "core:holder", value_record(person));
    (void)say(d, holding, "core:office", value_record(id), "");
    return id;
}

/* ---- K1, K2: addresses of one office in two papers */

TEST(two_addresses_of_one_governor_differ)
{
    struct desk d;
    desk_make(&d, t);
    struct id one = office(&d, "Governor", "Xu Wenhao");
    (void)say(&d, one, "core:address", text("27 Renmin North Lane\nChangchun 130012"), "2000");
    d.paper = make(&d, TYPE_DOCUMENT, "core:title", text("Second letter"));
    struct id two = office(&d, "Governor", "XU Wenhao");
    (void)say(&d, two, "core:address", text("27 Renmin North Lane\nChangchun 120012"), "2000");
    struct conflict_list l = find(&d);
    const struct conflict *c = of(&l, P_ADDRESS);
    CHECK(c && c->rivals.n == 2);
    CHECK_INT(c->relation, RELATION_RIVAL);
    CHECK_INT(c->ground, GROUND_ALIKE);
    CHECK_STR(c->rivals.at[0].source, S("First letter"));
    CHECK_STR(c->rivals.at[1].source, S("Second letter"));
    box_close(&d.b);
}

TEST(an_address_written_otherwise_does_not_differ)
{
    struct desk d;
    desk_make(&d, t);
    struct id one = office(&d, "Governor", "Xu Wenhao");
    (void)say(&d, one, "core:address", text("27 Renmin North Lane, Changchun, 130012"), "");
    (void)say(&d, one, "core:address", text("27 RENMIN NORTH LANE\nChangchun 130012"), "");
    struct conflict_list l = find(&d);
    CHECK(!of(&l, P_ADDRESS));
    box_close(&d.b);
}

TEST(a_judgement_is_shown_and_not_applied)
{
    struct desk d;
    desk_make(&d, t);
    struct id one = office(&d, "Governor", "Xu Wenhao");
    int64_t a = say(&d, one, "core:address", text("1 Lane"), "");
    int64_t b = say(&d, one, "core:address", text("2 Lane"), "");
    CHECK_OK(fact_judge(&d.b.w, a, TERM_JUDGEMENT_PREFER, b, S("seen there"), &err));
    struct conflict_list l = find(&d);
    const struct conflict *c = of(&l, P_ADDRESS);
    CHECK(c && c->rivals.n == 2);
    CHECK_INT(c->judged, TERM_JUDGEMENT_PREFER);
    CHECK_OK(fact_retract(&d.b.w, b, true, S(""), &err));
    l = find(&d);
    CHECK(!of(&l, P_ADDRESS)); /* what is withdrawn differs from nothing */
    box_close(&d.b);
}

/* ---- K4: figures */

TEST(figures_differ_by_what_they_count)
{
    struct desk d;
    desk_make(&d, t);
    struct id a = make(&d, TYPE_GROUP, "core:group_description", text("North Koreans in China"));
    struct id b = make(&d, TYPE_GROUP, "core:group_description", text("North Koreans in China"));
    (void)say(&d, a, "core:figure",
              count("measure:population", 100000, 300000, "North Koreans in China"), "2000");
    (void)say(&d, b, "core:figure",
              count("measure:population", 50000, 60000, "North Koreans hiding in China"), "2000");
    struct conflict_list l = find(&d);
    const struct conflict *c = of(&l, P_FIGURE);
    CHECK(c && c->rivals.n == 2);
    CHECK_INT(c->relation, RELATION_PART);
    box_close(&d.b);
}

TEST(figures_of_other_people_measures_or_days_do_not_rival)
{
    static const struct {
        const char *measure, *whom, *as_of;
        int relation; /* -1: no conflict */
    } rows[] = {{"measure:returned", "women held in Tumen", "2021-07", RELATION_PART},
                {"measure:detained", "women held in Tumen", "2021-07", -1},
                {"measure:returned", "guards", "2021-07", -1},
                {"measure:returned", "women held in Tumen", "2022-07", RELATION_LATER}};
    for (isize i = 0; i < COUNTOF(rows); i++) {
        struct desk d;
        struct box *box = &d.b;
        d = (struct desk){.a = t->a};
        box_make(box, t, str_to_c(t->a, str_format(t->a, "figures%td", i)), 50 + (uint64_t)i);
        box_workspace(box, t);
        d.paper = make(&d, TYPE_DOCUMENT, "core:title", text("A report"));
        struct id a = make(&d, TYPE_GROUP, "core:group_description", text("women held in Tumen"));
        struct id b = make(&d, TYPE_GROUP, "core:group_description", text("women held in Tumen"));
        (void)say(&d, a, "core:figure", count("measure:returned", 10, 10, "women held in Tumen"),
                  "2021-07");
        (void)say(&d, b, "core:figure", count(rows[i].measure, 50, 50, rows[i].whom),
                  rows[i].as_of);
        struct conflict_list l = find(&d);
        const struct conflict *c = of(&l, P_FIGURE);
        CHECK_INT(c ? (int)c->relation : -1, rows[i].relation);
        box_close(box);
    }
}

TEST(ranges_that_overlap_may_be_one_count)
{
    struct quantity ten = {.has_min = true, .has_max = true, .min = 10, .max = 10};
    struct quantity some = {.has_min = true, .min = 5}, many = {.has_min = true, .min = 11};
    CHECK(quantities_agree(&ten, &ten) && quantities_agree(&ten, &some));
    CHECK(!quantities_agree(&ten, &many));
    ten.measure = some.measure = S("measure:population");
    CHECK(!quantities_agree(&ten, &some)); /* two estimates differ as estimates */
}

/* ---- one record, linked records */

TEST(two_birth_dates_of_one_person_differ)
{
    struct desk d;
    desk_make(&d, t);
    struct id p = make(&d, TYPE_PERSON, "core:name", text("Han Myong-ok"));
    (void)say(&d, p, "core:birth_date", value_date(S("1969")), "");
    (void)say(&d, p, "core:birth_date", value_date(S("1969-04")), "");
    struct conflict_list l = find(&d);
    CHECK(!of(&l, P_BIRTH_DATE)); /* April 1969 is in 1969 */
    (void)say(&d, p, "core:birth_date", value_date(S("1968")), "");
    l = find(&d);
    const struct conflict *c = of(&l, P_BIRTH_DATE);
    CHECK(c && c->rivals.n == 3);
    CHECK_INT(c->ground, GROUND_RECORD);
    box_close(&d.b);
}

TEST(persons_are_compared_when_people_linked_them)
{
    struct desk d;
    desk_make(&d, t);
    struct id p = make(&d, TYPE_PERSON, "core:name", text("Han Myong-ok"));
    struct id q = make(&d, TYPE_PERSON, "core:name", text("Han Myong-ok"));
    (void)say(&d, p, "core:birth_date", value_date(S("1969")), "");
    (void)say(&d, q, "core:birth_date", value_date(S("1971")), "");
    struct conflict_list l = find(&d);
    CHECK(!of(&l, P_BIRTH_DATE)); /* the same name is no reason */
    CHECK_OK(record_link(&d.b.w, &p, &q, true, S("her own words"), &err));
    l = find(&d);
    const struct conflict *c = of(&l, P_BIRTH_DATE);
    CHECK(c && c->rivals.n == 2);
    CHECK_INT(c->ground, GROUND_LINKED);
    CHECK_OK(record_link(&d.b.w, &p, &q, false, S("a sister"), &err));
    l = find(&d);
    CHECK(!of(&l, P_BIRTH_DATE));
    box_close(&d.b);
}

TEST(a_cluster_is_all_that_links_reach)
{
    enum { N = 8 };
    struct desk d;
    struct id p[N];
    int64_t row;
    struct cluster c;
    desk_make(&d, t);
    for (int i = 0; i < N; i++)
        p[i] = make(&d, TYPE_PERSON, "core:name", text("A"));
    for (int i = 1; i < N - 1; i++) { /* in any direction, the last one stays alone */
        int to = (int)test_random(t, (uint64_t)i);
        bool turned = test_random(t, 2);
        CHECK_OK(record_link(&d.b.w, turned ? &p[to] : &p[i], turned ? &p[i] : &p[to], true, S(""),
                             &err));
    }
    for (int i = 0; i < N; i++) {
        CHECK_OK(record_row_of(&row, d.b.v->db, &p[i], &err));
        CHECK_OK(cluster_of(&c, &d.b.w.reader, row, t->a, &err));
        CHECK_INT(c.n, i < N - 1 ? N - 1 : 1);
        CHECK_INT(c.at[0], row);
    }
    box_close(&d.b);
}

/* ---- bounds */

TEST(more_than_was_asked_for_is_said)
{
    struct desk d;
    struct conflict_list l;
    desk_make(&d, t);
    for (int i = 0; i < 6; i++) {
        struct id p = make(&d, TYPE_PERSON, "core:name", text("A"));
        (void)say(&d, p, "core:sex", value_term(S("sex:male")), "");
        (void)say(&d, p, "core:sex", value_term(S("sex:female")), "");
    }
    CHECK_OK(conflicts_first(&l, &d.b.w.reader, 4, t->a, &err));
    CHECK(l.n == 4 && l.more);
    CHECK_OK(conflicts_first(&l, &d.b.w.reader, 6, t->a, &err));
    CHECK(l.n == 6 && !l.more);
    box_close(&d.b);
}

TEST(what_is_hidden_differs_from_nothing)
{
    struct desk d;
    struct conflict_list l;
    desk_make(&d, t);
    struct id p = make(&d, TYPE_PERSON, "core:name", text("Han"));
    (void)say(&d, p, "core:sex", value_term(S("sex:male")), "");
    int64_t no = say(&d, p, "core:sex", value_term(S("sex:female")), "");
    struct ref what = box_ref(&d.b, no);
    CHECK_OK(label_set(&d.b.w, &what, P_SENSITIVITY, TERM_SENSITIVITY_SECRET, S(""), &err));
    struct reader r = box_reader(&d.b, SENSITIVITY_RESTRICTED);
    CHECK_OK(conflicts_find(&l, &r, t->a, &err));
    CHECK_INT(l.n, 0);
    l = find(&d);
    CHECK_INT(l.n, 1);
    box_close(&d.b);
}

/* ---- words */

TEST(descriptions_are_alike_by_their_meaningful_words)
{
    CHECK(alike_words(S("the women held in Tumen"), S("women detained in Tumen")));
    CHECK(!alike_words(S("the people of the village"), S("people from the town")));
    CHECK(!alike_words(S(""), S("women")));
    CHECK(!alike_words(S("about 50 people"), S("more than 50 people")));
    for (int i = 0; i < 200; i++) { /* in both directions, and of anything with itself or nothing */
        struct str x = test_random_text(t, 60), y = test_random_text(t, 60);
        CHECK(alike_words(x, y) == alike_words(y, x));
        CHECK(!alike_words(x, S("")));
    }
}

TEST(the_briefing_counts_what_there_is)
{
    struct desk d;
    struct brief b;
    desk_make(&d, t);
    struct id place = make(&d, TYPE_PLACE, "core:name", text("Tumen"));
    (void)say(&d, place, "core:country", text("CHN"), "");
    (void)make(&d, TYPE_PERSON, "core:name", text("Han"));
    CHECK_OK(brief_make(&b, &d.b.w.reader, law_builtin(t->a), 20000, t->a, &err));
    CHECK(b.states.n == 1 && str_eq(b.states.at[0].code, S("CHN")) && b.states.at[0].law.n > 0);
    for (isize i = 0; i < b.counts.n; i++)
        CHECK_INT(b.counts.at[i].n, 1);
    CHECK_INT(b.counts.n, 3);
    box_close(&d.b);
}

/* ---- how the work grows */

static const struct fact *const *many(struct test *t, const struct property *p, isize n)
{
    const struct fact **at = NEWN(t->a, const struct fact *, n);
    for (isize i = 0; i < n; i++) {
        struct fact *f = NEW(t->a, struct fact);
        int64_t lo = (int64_t)test_random(t, 1 << 20);
        *f = (struct fact){.no = i + 1, .p = p, .s = STMT(.as_of = S("2023-10"))};
        f->s.value = count("measure:detained", lo, lo, "people");
        at[i] = f;
    }
    return at;
}

TEST(the_pairs_that_are_compared_do_not_grow_with_the_values)
{
    struct desk d;
    desk_make(&d, t);
    const struct property *p = schema_property(d.b.w.reader.schema, P_FIGURE);
    isize few = 0;
    for (isize n = 100; n <= 20000; n += 19900) {
        struct rival_sets sets = {0};
        rivals_find(&sets, p, many(t, p, n), n, t->a);
        CHECK(sets.n == 1 && sets.at[0].n <= RIVALS_MAX);
        CHECK_INT(sets.at[0].n + sets.at[0].more, n);
        few = few ? few : sets.compared;
        CHECK_INT(sets.compared, few);
    }
    box_close(&d.b);
}

/* Slowly, each with each: does any pair differ? Then the quick way finds one too. */
TEST(no_difference_is_missed_however_many_agree)
{
    struct desk d;
    desk_make(&d, t);
    const struct property *p = schema_property(d.b.w.reader.schema, P_FIGURE);
    for (int run = 0; run < 60; run++) {
        isize n = 2 + (isize)test_random(t, 90), differ = 0;
        const struct fact *at[100];
        for (isize i = 0; i < n; i++) {
            struct fact *f = NEW(t->a, struct fact);
            int64_t lo = (int64_t)test_random(t, 100);
            *f = (struct fact){.no = i + 1, .p = p, .s = STMT(.as_of = S("2023"))};
            f->s.value = count("measure:detained", lo, lo + 60 + (int64_t)test_random(t, 60), "x");
            at[i] = f;
        }
        for (isize i = 0; i < n; i++)
            for (isize k = 0; k < i; k++)
                differ += !quantities_agree(&at[i]->s.value.quantity, &at[k]->s.value.quantity);
        struct rival_sets sets = {0};
        rivals_find(&sets, p, at, n, t->a);
        CHECK_INT(sets.n > 0, differ > 0);
    }
    box_close(&d.b);
}

TEST(what_is_not_shown_of_a_large_cluster_is_counted)
{
    enum { N = 40 };
    struct desk d;
    struct id p[N];
    desk_make(&d, t);
    for (int i = 0; i < N; i++) {
        p[i] = make(&d, TYPE_PERSON, "core:name", text("A"));
        (void)say(&d, p[i], "core:birth_date", value_date(str_format(t->a, "19%02d", i + 10)), "");
        if (i)
            CHECK_OK(record_link(&d.b.w, &p[i - 1], &p[i], true, S("one"), &err));
    }
    struct conflict_list l = find(&d);
    const struct conflict *c = of(&l, P_BIRTH_DATE);
    CHECK(c && c->rivals.n <= RIVALS_MAX);
    CHECK_INT(c->rivals.n + c->more, N);
    CHECK_STR(c->rivals.at[0].value, S("1910"));
    CHECK_STR(c->rivals.at[c->rivals.n - 1].value, S("1949"));
    box_close(&d.b);
}

/* ---- events, stops, counts and lines of law, in sentences of invented papers */

static struct id event(struct desk *d, const char *kind, const char *day, const char *words)
{
    struct id id = make(d, TYPE_EVENT, "core:event_kind", value_term(str_from_c(kind)));
    if (*day)
        (void)say(d, id, "core:date", value_date(str_from_c(day)), "");
    (void)say(d, id, "core:description", text(words), "");
    return id;
}

static const struct conflict *related(const struct conflict_list *l, enum relation k)
{
    for (isize i = 0; i < l->n; i++)
        if (l->at[i].relation == k)
            return &l->at[i];
    return NULL;
}

TEST(a_road_over_three_states_makes_two_returns_alike)
{
    static const struct {
        const char *words, *day;
        int64_t n;
        bool part;
    } rows[] = {
        {"Uzbekistan sent the eight to Turkey, and Turkey to Iran", "2004-02-02", 8, true},
        {"Uzbekistan sent the five to Turkey, and Turkey to Iran", "2004-02-02", 5, false},
        {"Turkey sent the eight to Iran", "2004-02-02", 8, false},
        {"Uzbekistan, Turkey and Iraq agreed on the eight", "2004-02-02", 8, false},
    };
    for (isize i = 0; i < COUNTOF(rows); i++) {
        struct desk d = {.a = t->a};
        box_make(&d.b, t, str_to_c(t->a, str_format(t->a, "road%td", i)), 70 + (uint64_t)i);
        box_workspace(&d.b, t);
        struct id a = event(&d, "event:repatriation", "",
                            "Five Iranians whom Uzbekistan sent to Turkey are back in Iran");
        struct id b = event(&d, "event:repatriation", rows[i].day, rows[i].words);
        (void)say(&d, a, "core:figure", count("measure:returned", 5, 5, ""), "2005");
        (void)say(&d, b, "core:figure", count("measure:returned", rows[i].n, rows[i].n, ""),
                  "2004");
        struct conflict_list l = find(&d);
        const struct conflict *c = related(&l, RELATION_PART);
        CHECK_INT(c != NULL, rows[i].part);
        CHECK(!c || (c->rivals.n == 2 && c->ground == GROUND_ALIKE));
        box_close(&d.b);
    }
}

TEST(events_of_one_day_are_alike_unless_their_places_differ)
{
    struct desk d;
    desk_make(&d, t);
    struct id a = event(&d, "event:repatriation", "2021-07-14", "Over 50 were sent back");
    struct id b = event(&d, "event:repatriation", "2021-07", "Nearly 40 were sent back");
    struct id c = event(&d, "event:repatriation", "2021-07-20", "Nearly 30 were sent back");
    struct id e = event(&d, "event:arrest", "2021-07-14", "20 were arrested");
    (void)say(&d, a, "core:figure", count("measure:returned", 50, 60, ""), "");
    (void)say(&d, b, "core:figure", count("measure:returned", 40, 40, ""), "");
    (void)say(&d, c, "core:figure", count("measure:returned", 30, 30, ""), "");
    (void)say(&d, e, "core:figure", count("measure:returned", 20, 20, ""), "");
    struct conflict_list l = find(&d);
    CHECK_INT(l.n, 1);
    CHECK_INT(l.at[0].rivals.n, 3); /* the month holds both days */
    struct value tumen = {.type = V_PLACE, .text = S("Tumen")};
    struct value dandong = {.type = V_PLACE, .text = S("Dandong")};
    (void)say(&d, a, "core:place", tumen, "");
    (void)say(&d, b, "core:place", dandong, "");
    (void)say(&d, c, "core:place", (struct value){.type = V_PLACE, .text = S("Hunchun")}, "");
    l = find(&d);
    CHECK_INT(l.n, 0);
    box_close(&d.b);
}

TEST(a_return_after_a_stop_stands_beside_it)
{
    struct desk d;
    desk_make(&d, t);
    (void)event(&d, "event:other", "2020", "The returns to Iran, which had stopped in 2020");
    (void)event(&d, "event:repatriation", "2019-05", "Turkey sent two people back");
    struct conflict_list l = find(&d);
    CHECK(!related(&l, RELATION_STOPPED)); /* before it */
    (void)event(&d, "event:other", "2020", "We urge Turkey to stop the returns");
    (void)event(&d, "event:repatriation", "2021-05-02", "Turkey sent two people back");
    l = find(&d);
    const struct conflict *c = related(&l, RELATION_STOPPED);
    CHECK(c && c->rivals.n == 2);
    CHECK_STR(c->rivals.at[0].fact.s.value.text, S("2020"));
    CHECK_STR(c->rivals.at[1].fact.s.value.text, S("2021-05-02"));
    box_close(&d.b);
}

TEST(a_number_under_two_words_asks_which)
{
    struct desk d;
    desk_make(&d, t);
    struct id a = event(&d, "event:detention", "2023-09",
                        "The deportation of reportedly 1,300 Afghans held in Turkey");
    struct id b = event(&d, "event:detention", "2023-08", "1,300 Afghans are held in Turkey");
    (void)say(&d, a, "core:figure", count("measure:detained", 1300, 1300, "Afghans"), "2023-09");
    (void)say(&d, b, "core:figure", count("measure:detained", 1300, 1300, "Afghans"), "2023-08");
    struct conflict_list l = find(&d);
    const struct conflict *c = related(&l, RELATION_COUNTED);
    CHECK(c && c->rivals.n == 2);
    CHECK_STR(c->question, S("detained or returned?"));
    CHECK_INT(l.n, 1);
    box_close(&d.b);
}

static void norm(struct desk *d, const char *name, const char *code)
{
    struct id id = make(d, TYPE_NORM, "core:name", text(name));
    (void)say(d, id, "core:code", text(code), "");
}

TEST(versions_of_one_line_of_law_stand_together)
{
    struct desk d;
    desk_make(&d, t);
    norm(&d, "Agreement on Readmission of Persons (1999)", "bilateral:TUR-IRN:agreement-on");
    norm(&d, "Agreement on the Readmission of Persons of 2011", "bilateral:IRN-TUR:readmission");
    norm(&d, "Treaty on Trade in Sugar of 2011", "bilateral:IRN-TUR:sugar");
    norm(&d, "Convention against Torture", "CAT");
    norm(&d, "UN Convention against Torture", "CAT");
    struct conflict_list l = find(&d);
    CHECK_INT(l.n, 1);
    CHECK_INT(l.at[0].relation, RELATION_VERSIONS);
    CHECK_INT(l.at[0].rivals.n, 2);
    norm(&d, "1964 border protocol", "bilateral:CHN-PRK:a");
    norm(&d, "1998 border protocol (signed in July), which says in article 4",
         "bilateral:CHN-PRK:b");
    l = find(&d);
    CHECK_INT(l.n, 2);
    CHECK(str_find(l.at[0].about, S("1964")) > 0 || str_find(l.at[1].about, S("1964")) > 0);
    box_close(&d.b);
}
