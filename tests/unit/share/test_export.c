/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an export gives to whom: no word of a person, a place, a helper without a consent. */
#include "box.h"
#include "record/consent.h"
#include "record/ids.h"
#include "share/export.h"

struct cabinet {
    struct box b;
    struct id paper, event, victim, other, church, house;
    struct arena *a;
};

static struct id make(struct cabinet *f, int type, const char *property, struct value v)
{
    return box_new(&f->b, type,
                   STMT(.property = str_from_c(property), .value = v, .language = S("en")));
}

static int64_t say(struct cabinet *f, struct id id, const char *property, struct value v)
{
    return box_say(&f->b, ENTRY_RECORD,
                   STMT(.subject = ref_record(id), .property = str_from_c(property), .value = v,
                        .source = ref_record(f->paper)));
}

static void allow(struct cabinet *f, struct id id, int level)
{
    struct consent_given c = {.what = ref_record(id), .level = level};
    struct id made;
    CHECK_OK(consent_give(&made, &f->b.w, &c, &err));
}

static struct str export_for(struct cabinet *f, enum audience who)
{
    struct reader r = f->b.w.reader;
    struct export_report report;
    struct str out;
    r.gate.audience = who;
    CHECK_OK(export_json(&out, &report, &r, f->a, &err));
    return out;
}

static bool holds(struct str text, const char *word)
{
    return str_find(text, str_from_c(word)) >= 0;
}

static void cabinet_make(struct cabinet *f, struct test *t)
{
    *f = (struct cabinet){.a = t->a};
    box_make(&f->b, t, "file", 21);
    box_workspace(&f->b, t);
    f->paper = make(f, TYPE_DOCUMENT, "core:title", value_text(S("Call from the river")));
    (void)say(f, f->paper, "core:sha256", value_text(S("00ff00ff")));
    f->victim = make(f, TYPE_PERSON, "core:name", value_text(S("Han Myong-ok")));
    f->other =
        make(f, TYPE_PERSON, "core:name", value_text(S("\xed\x95\x9c\xeb\xaa\x85\xec\x98\xa5")));
    f->event = make(f, TYPE_EVENT, "core:title", value_text(S("Raid in the valley")));
    (void)say(f, f->event, "core:victim", value_record(f->victim));
    f->church = make(f, TYPE_ORGANISATION, "core:name", value_text(S("River Church")));
    (void)say(f, f->church, "core:phone", value_text(S("+86 433 000000")));
    f->house = make(f, TYPE_PLACE, "core:name", value_text(S("Blue house behind the mill")));
}

/* ---- nothing without a consent */

static bool takes_words(const struct property *p)
{
    return p->value == VALUE_TEXT || p->value == VALUE_PLACE || p->value == VALUE_QUANTITY;
}

static struct value words(const struct property *p, struct str mark)
{
    struct value v = {.type = p->value == VALUE_PLACE ? V_PLACE : V_TEXT, .text = mark};
    if (p->value == VALUE_QUANTITY)
        v = (struct value){.type = V_QUANTITY,
                           .quantity = {.has_min = true,
                                        .has_max = true,
                                        .min = 3,
                                        .max = 3,
                                        .bound = BOUND_EXACT,
                                        .measure = S("measure:detained"),
                                        .population = mark}};
    return v;
}

/* One record of each type, with a word of its own in each property that takes words. */
static void say_everything(struct cabinet *f)
{
    const struct schema *s = f->b.schema;
    for (isize i = 0; i < s->types.n; i++) {
        const struct record_type *type = &s->types.at[i];
        struct id id;
        if (type->part)
            continue;
        CHECK_OK(
            record_new(&id, &f->b.w, type->number, (struct draft){.kind = ENTRY_RECORD}, &err));
        for (isize k = 0; k < s->properties.n; k++) {
            const struct property *p = &s->properties.at[k];
            if (!takes_words(p) || !property_is_on(s, p, type->number))
                continue;
            struct str mark = str_format(f->a, "@@%dx%d@@", type->number, p->number);
            struct stmt st =
                STMT(.subject = ref_record(id), .property = p->id, .value = words(p, mark),
                     .as_of = S("2020"), .holder_name = str_format(f->a, "##%d##", type->number),
                     .as_written = mark);
            (void)box_say(&f->b, ENTRY_RECORD, st);
        }
    }
}

static bool may_leave_by_itself(int type, int property)
{
    return type == TYPE_AGENCY || type == TYPE_OFFICE || type == TYPE_HOLDING ||
           type == TYPE_NORM || type == TYPE_TREATY_ACT || type == TYPE_RECOMMENDATION ||
           property == P_CODE;
}

TEST(without_a_consent_only_law_offices_and_codes_leave)
{
    struct cabinet f;
    isize left = 0;
    cabinet_make(&f, t);
    say_everything(&f);
    for (int who = AUDIENCE_UN; who <= AUDIENCE_PUBLIC; who++) {
        struct str out = export_for(&f, (enum audience)who), rest = out, head, mark;
        while (str_cut_str(rest, S("@@"), &head, &rest) &&
               str_cut_str(rest, S("@@"), &mark, &rest)) {
            int64_t type, property;
            CHECK(str_cut(mark, 'x', &head, &mark));
            CHECK_OK(str_to_int(&type, head, 1, 10000, &err));
            CHECK_OK(str_to_int(&property, mark, 1, 10000, &err));
            if (!may_leave_by_itself((int)type, (int)property))
                test_fail(__FILE__, __LINE__, "type %d, property %d leaves", (int)type,
                          (int)property);
            left++;
        }
        CHECK(!holds(out, "##")); /* who said so is a name as well */
        CHECK(!holds(out, "Han Myong") && !holds(out, "River Church") && !holds(out, "433"));
        CHECK(!holds(out, "Blue house") && !holds(out, "00ff00ff") && !holds(out, "valley"));
    }
    CHECK(left > 20);
    box_close(&f.b);
}

/* ---- what a consent does not cover */

TEST(a_name_does_not_leave_in_other_words)
{
    struct cabinet f;
    cabinet_make(&f, t);
    allow(&f, f.event, TERM_CONSENT_PUBLIC_CODE);
    (void)say(&f, f.event, "core:description", value_text(S("They took HAN Myong Ok and a boy.")));
    (void)say(&f, f.event, "core:stated_reason", value_text(S("Myongok Han had no papers")));
    (void)say(&f, f.event, "core:legal_basis",
              value_text(S("\xed\x95\x9c\xeb\xaa\x85\xec\x98\xa5\xec\x9d\x80 "
                           "\xec\x9e\xa1\xed\x98\x94\xeb\x8b\xa4")));
    (void)say(&f, f.event, "core:remedies", value_text(S("none; Hanmyong okay")));
    struct str out = export_for(&f, AUDIENCE_PUBLIC);
    CHECK(holds(out, "Raid in the valley") && holds(out, "Hanmyong okay"));
    CHECK(!holds(out, "a boy") && !holds(out, "papers") && !holds(out, "\xed\x95\x9c\xeb\xaa\x85"));
    allow(&f, f.victim, TERM_CONSENT_PUBLIC_NAME);
    out = export_for(&f, AUDIENCE_PUBLIC);
    CHECK(holds(out, "a boy") && holds(out, "papers"));
    CHECK(!holds(out, "\xed\x95\x9c\xeb\xaa\x85")); /* another person, who was not asked */
    box_close(&f.b);
}

TEST(what_leaves_names_no_record_that_stays)
{
    struct cabinet f;
    cabinet_make(&f, t);
    allow(&f, f.event, TERM_CONSENT_PUBLIC_CODE);
    struct str out = export_for(&f, AUDIENCE_PUBLIC);
    CHECK(holds(out, "Raid in the valley"));
    CHECK(!holds(out, "core:victim") && !holds(out, "\"source\""));
    (void)say(&f, f.victim, "core:code", value_text(S("P-7")));
    out = export_for(&f, AUDIENCE_PUBLIC);
    CHECK(holds(out, "P-7") && holds(out, "core:victim"));
    box_close(&f.b);
}

/* The first letters of an id are the time at which a record was made: the night of a call. */
TEST(ids_outside_say_nothing_of_when)
{
    struct cabinet f;
    cabinet_make(&f, t);
    allow(&f, f.event, TERM_CONSENT_PUBLIC_CODE);
    struct str id = id_write(t->a, &f.event), out = export_for(&f, AUDIENCE_PUBLIC);
    CHECK(str_find(out, id) < 0 && str_find(out, str_part(id, 0, 8)) < 0);
    CHECK(str_find(export_for(&f, AUDIENCE_MEMBERS), id) >= 0);
    CHECK_STR(out, export_for(&f, AUDIENCE_PUBLIC));
    box_close(&f.b);
}

TEST(who_said_so_leaves_from_public_papers_only)
{
    struct cabinet f;
    cabinet_make(&f, t);
    struct id group = make(&f, TYPE_GROUP, "core:group_description", value_text(S("held women")));
    struct stmt figure =
        STMT(.subject = ref_record(group), .property = S("core:figure"),
             .value = words(schema_property(f.b.schema, P_FIGURE), S("women")), .as_of = S("2020"),
             .holder_name = S("a broker in Yanji"), .source = ref_record(f.paper));
    (void)box_say(&f.b, ENTRY_RECORD, figure);
    allow(&f, group, TERM_CONSENT_PUBLIC_CODE);
    struct str out = export_for(&f, AUDIENCE_PUBLIC);
    CHECK(holds(out, "measure:detained") && !holds(out, "broker"));
    struct ref paper = ref_record(f.paper);
    CHECK_OK(label_set(&f.b.w, &paper, P_SENSITIVITY, TERM_SENSITIVITY_OPEN, S(""), &err));
    CHECK(holds(export_for(&f, AUDIENCE_PUBLIC), "a broker in Yanji"));
    box_close(&f.b);
}

TEST(members_see_what_no_longer_counts_and_that_it_does_not)
{
    struct cabinet f;
    cabinet_make(&f, t);
    int64_t no = say(&f, f.event, "core:description", value_text(S("five were taken")));
    CHECK_OK(fact_retract(&f.b.w, no, true, S(""), &err));
    allow(&f, f.event, TERM_CONSENT_PUBLIC_CODE);
    struct str inside = export_for(&f, AUDIENCE_MEMBERS);
    CHECK(holds(inside, "five were taken") && holds(inside, "\"state\": \"withdrawn\""));
    CHECK(!holds(export_for(&f, AUDIENCE_PUBLIC), "five were taken"));
    box_close(&f.b);
}
