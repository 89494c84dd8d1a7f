/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/schema.h"

#include "record/ids.h"
#include "test.h"

#include <stdio.h>
#include <time.h>

static const char head[] = "type: person\nnumber: 1\nlabel: Person | 사람 | 人 | 人\n\n"
                           "type: place\nnumber: 7\nlabel: Place | 장소 | 地 | 地\n\n"
                           "vocabulary: hedge\nnumber: 2\nlabel: H | ㅎ | 何 | 何\nsource: own\nas "
                           "of: 2026\n1 known: Known | 앎 | 知 | 知\n"
                           "3 seen: Seen | 봄 | 見 | 見\n  under: known\n\n";

/* Parse the head with more behind it. */
static bool parse(struct schema *s, struct test *t, const char *more, struct err *err)
{
    struct buf b = buf_in(t->a, 1 << 16);
    buf_add(&b, str_from_c(head));
    buf_add(&b, str_from_c(more));
    struct embedded *files = NEWN(t->a, struct embedded, 2);
    files[0] = (struct embedded){S("x.txt"), buf_str(&b)};
    return schema_parse(s, files, S("core"), t->a, err);
}

/* The message of a refusal; a test fails if the text is accepted. */
static struct str refusal(struct test *t, const char *more)
{
    struct schema s;
    struct err err = {0};
    bool ok = parse(&s, t, more, &err);
    CHECK(!ok);
    CHECK_INT(err.code, E_INVALID);
    return str_format(t->a, "%s", err.msg);
}

#define NAME "property: core:name\nnumber: 100\nlabel: Name | 이름 | 名 | 名\n"

TEST(schema_of_the_program_parses)
{
    const struct schema *s = schema_builtin(t->a);
    CHECK(s->types.n >= 36);
    CHECK(s->properties.n >= 380);
    CHECK(s->vocabularies.n >= 60);
    const struct property *p = schema_property(s, P_NAME);
    CHECK_STR(p->id, S("core:name"));
    CHECK_STR(label_in(&p->label, LANG_KO), S("이름"));
    CHECK(p->value == VALUE_TEXT && p->many && p->compare == COMPARE_FOLDED);
    CHECK_INT(p->key, KEY_SUBJECT | KEY_LANGUAGE);
    CHECK(schema_property_by_id(s, S("core:name")) == p);
    CHECK(schema_property(s, 99999) == NULL);
    CHECK(schema_property_by_id(s, S("core:nobody")) == NULL);
    CHECK_STR(schema_type(s, TYPE_PERSON)->id, S("person"));
    CHECK(schema_type_by_id(s, S("x")) == NULL);
    CHECK_STR(schema_vocabulary(s, V_HEDGE)->id, S("hedge"));
}

TEST(schema_has_every_type_of_the_design)
{
    static const char *const types[] = {"person",
                                        "group",
                                        "organisation",
                                        "agency",
                                        "office",
                                        "holding",
                                        "place",
                                        "document",
                                        "source",
                                        "event",
                                        "act",
                                        "status",
                                        "quote",
                                        "norm",
                                        "recommendation",
                                        "justification",
                                        "rebuttal",
                                        "access_request",
                                        "unhcr_screening",
                                        "state_screening",
                                        "certificate",
                                        "demand",
                                        "action",
                                        "issue",
                                        "letter",
                                        "addressee",
                                        "dispatch",
                                        "reply",
                                        "sign_on",
                                        "deadline",
                                        "consent",
                                        "risk",
                                        "estimate"};
    const struct schema *s = schema_builtin(t->a);
    for (isize i = 0; i < COUNTOF(types); i++) {
        const struct record_type *y = schema_type_by_id(s, str_from_c(types[i]));
        CHECK(y != NULL);
        CHECK(!y->part);
        CHECK(y->properties.n >= 3);
    }
}

TEST(figures_can_disagree_only_with_their_like)
{
    const struct property *p = schema_property(schema_builtin(t->a), P_FIGURE);
    CHECK_INT(p->key, KEY_SUBJECT | KEY_MEASURE | KEY_POPULATION | KEY_HOLDER | KEY_AS_OF);
    CHECK(p->compare == COMPARE_QUANTITY);
    const struct vocabulary *v = schema_vocabulary(schema_builtin(t->a), V_MEASURE);
    CHECK(vocabulary_term(v, TERM_MEASURE_RETURNED)->is_flow);
    CHECK(!vocabulary_term(v, TERM_MEASURE_DETAINED)->is_flow);
}

TEST(a_status_without_its_date_says_nothing)
{
    const struct schema *s = schema_builtin(t->a);
    static const int status[] = {P_CUSTODY, P_IMMIGRATION, P_REFUGEE_STATUS, P_FATE};
    for (isize i = 0; i < COUNTOF(status); i++) {
        const struct property *p = schema_property(s, status[i]);
        CHECK(p->needs_as_of && (p->key & KEY_AS_OF) && p->value == VALUE_TERM);
    }
}

/* Safe houses, churches and those who help: nothing of them is open before somebody says so. */
TEST(places_and_private_organisations_start_restricted)
{
    const struct schema *s = schema_builtin(t->a);
    static const int types[] = {TYPE_PLACE, TYPE_ORGANISATION, TYPE_PERSON, TYPE_GROUP};
    for (isize i = 0; i < s->properties.n; i++) {
        const struct property *p = &s->properties.at[i];
        for (isize k = 0; k < COUNTOF(types); k++)
            if (property_is_on(s, p, types[k]) &&
                property_sensitivity(s, p, types[k]) == SENSITIVITY_OPEN)
                CHECK(p->number == P_CODE || p->number == P_APPROVAL || p->number == P_APPROVED_BY);
    }
}

/* An official's own home is not his office. */
TEST(no_address_or_telephone_leaves_by_name)
{
    static const int contacts[] = {P_ADDRESS, P_PHONE, P_FAX, P_EMAIL, P_SOCIAL};
    for (isize i = 0; i < COUNTOF(contacts); i++)
        CHECK_INT(schema_property(schema_builtin(t->a), contacts[i])->by_name, 0);
}

TEST(sensitivity_depends_on_what_it_is_said_of)
{
    const struct schema *s = schema_builtin(t->a);
    const struct property *p = schema_property(s, P_NAME);
    CHECK(property_sensitivity(s, p, TYPE_PERSON) == SENSITIVITY_RESTRICTED);
    CHECK(property_sensitivity(s, p, TYPE_AGENCY) == SENSITIVITY_OPEN);
    CHECK(property_sensitivity(s, schema_property(s, P_FEARED_CONTACT), TYPE_PERSON) ==
          SENSITIVITY_SECRET);
    CHECK_INT(p->by_name, BY_NAME_OFFICE | BY_NAME_SIGNATORY);
    CHECK_INT(schema_property(s, P_PHOTO)->by_name, 0);
    CHECK_INT(TERM_SENSITIVITY_OPEN, SENSITIVITY_OPEN);
    CHECK_INT(TERM_SENSITIVITY_RESTRICTED, SENSITIVITY_RESTRICTED);
    CHECK_INT(TERM_SENSITIVITY_SECRET, SENSITIVITY_SECRET);
}

TEST(a_property_on_record_is_on_all_that_people_make)
{
    const struct schema *s = schema_builtin(t->a);
    const struct property *p = schema_property(s, P_SAME);
    CHECK(property_is_on(s, p, TYPE_PERSON));
    CHECK(property_is_on(s, p, TYPE_RECORD));
    CHECK(!property_is_on(s, p, TYPE_STATEMENT));
    CHECK(!property_is_on(s, p, 99999));
    CHECK(property_refers_to(s, p, TYPE_PLACE));
    CHECK(!property_is_on(s, schema_property(s, P_SEX), TYPE_GROUP));
}

TEST(types_are_a_vocabulary)
{
    const struct schema *s = schema_builtin(t->a);
    const struct property *p = schema_property(s, P_TYPE);
    const struct term *w = vocabulary_term(property_vocabulary(s, p), TYPE_GROUP);
    CHECK_STR(w->id, S("group"));
    CHECK_INT(vocabulary_term_by_id(property_vocabulary(s, p), S("person"))->number, TYPE_PERSON);
}

TEST(terms_stand_under_terms)
{
    const struct schema *s = schema_builtin(t->a);
    const struct vocabulary *v = schema_vocabulary(s, V_EVENT);
    CHECK(term_is_under(v, TERM_EVENT_HANDOVER, TERM_EVENT_REPATRIATION));
    CHECK(term_is_under(v, TERM_EVENT_RAID, TERM_EVENT_RAID));
    CHECK(!term_is_under(v, TERM_EVENT_REPATRIATION, TERM_EVENT_HANDOVER));
    CHECK_STR(vocabulary_term(v, TERM_EVENT_REPATRIATION)->esf, S("380101000000"));
}

TEST(every_label_is_there_in_four_languages)
{
    const struct schema *s = schema_builtin(t->a);
    for (isize i = 0; i < s->properties.n; i++)
        for (int l = 0; l < LANG__COUNT; l++)
            CHECK(s->properties.at[i].label.in[l].n > 0);
    for (isize i = 0; i < s->vocabularies.n; i++)
        for (isize k = 0; k < s->vocabularies.at[i].terms.n; k++)
            for (int l = 0; l < LANG__COUNT; l++)
                CHECK(s->vocabularies.at[i].terms.at[k].label.in[l].n > 0);
}

/* What the letters name must have a term: the reader proposes these words. */
TEST(event_terms_cover_what_readers_propose)
{
    static const char *const kinds[] = {
        "arrest",         "detention", "repatriation",  "threat_of_return", "raid",
        "execution",      "torture",   "disappearance", "release",          "resettlement",
        "border_closure", "visit",     "other"};
    const struct vocabulary *v = schema_vocabulary(schema_builtin(t->a), V_EVENT);
    for (isize i = 0; i < COUNTOF(kinds); i++)
        CHECK(vocabulary_term_by_id(v, str_from_c(kinds[i])) != NULL);
}

TEST(schema_parses_fast)
{
    struct timespec a, b;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
    for (int i = 0; i < 10; i++) {
        AUTO(scratch_end) struct scratch tmp = scratch_begin(t->a);
        schema_builtin(tmp.arena);
    }
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
    double ms = ((double)(b.tv_sec - a.tv_sec) * 1e3 + (double)(b.tv_nsec - a.tv_nsec) / 1e6) / 10;
    printf("# schema: %.2f ms\n", ms);
    CHECK(ms < 50); /* the aim is 5; sanitizers and a busy machine are slower */
}

TEST(a_good_property_is_read)
{
    struct schema s = {0};
    CHECK_OK(parse(&s, t,
                   NAME "on: person, place\nvalue: text\nformat: several lines\nholds: many\n"
                        "key: language\nopen for: place\nsensitivity: secret\nby name: in office\n"
                        "as of: required\nhint: Say: it.\n",
                   &err));
    const struct property *p = schema_property(&s, 100);
    CHECK(p->format == FORMAT_LONG && p->many && p->needs_as_of);
    CHECK_STR(p->hint, S("Say: it."));
    CHECK_INT(p->key, KEY_SUBJECT | KEY_LANGUAGE);
    CHECK(property_sensitivity(&s, p, 1) == SENSITIVITY_SECRET);
    CHECK(property_sensitivity(&s, p, 7) == SENSITIVITY_OPEN);
    CHECK_INT(schema_type(&s, 7)->properties.n, 1);
    CHECK_INT(vocabulary_term_by_id(schema_vocabulary(&s, 2), S("seen"))->parent, 0);
}

TEST(what_nobody_said_is_restricted)
{
    struct schema s = {0};
    CHECK_OK(parse(&s, t, NAME "on: person\nvalue: date\n", &err));
    const struct property *p = schema_property(&s, 100);
    CHECK(p->sensitivity == SENSITIVITY_RESTRICTED && !p->by_name && !p->many);
    CHECK(p->compare == COMPARE_DATE);
}

TEST(mistakes_are_named_with_file_and_line)
{
    CHECK_STR(refusal(t, NAME "on: person\nvalue: word\n"),
              S("x.txt:22: 'word' is no kind of value"));
    CHECK_STR(refusal(t, NAME "on: persons\nvalue: text\n"),
              S("x.txt:21: no type is called 'persons'"));
    CHECK_STR(refusal(t, NAME "on: person\nvalue: term of hedges\n"),
              S("x.txt:22: no vocabulary is called 'hedges'"));
    CHECK_STR(refusal(t, NAME "on: person\nvalue: text\nvalues: 3\n"),
              S("x.txt:23: no such key here: 'values'"));
    CHECK_STR(refusal(t, NAME "on: person\nvalue: text\nvalue: text\n"),
              S("x.txt:23: 'value' stands here twice"));
    CHECK_STR(
        refusal(t, "property: core:a\nnumber: 9\nlabel: A | 가 | 甲\non: person\nvalue: text"),
        S("x.txt:20: the label is missing in language 4 of: en | ko | zh-Hans | zh-Hant"));
    CHECK_STR(refusal(t, NAME "on: person\nvalue: flag\nkey: measure\n"),
              S("x.txt:23: only a quantity has a measure, population or unit"));
}

TEST(bad_files_are_refused)
{
    static const char *const bad[] = {
        NAME "value: text\n",
        NAME "on: person\n",
        NAME "on: person\nvalue: text\n\n" NAME "on: person\nvalue: text\n",
        NAME "on: person\nvalue: text\n\nproperty: core:other\nnumber: 100\nlabel: a|b|c|d\n"
             "on: person\nvalue: text\n",
        "type: person\nnumber: 3\nlabel: a|b|c|d\n",
        "type: dog\nnumber: 1\nlabel: a|b|c|d\n",
        "type: Dog\nnumber: 3\nlabel: a|b|c|d\n",
        "type: dog\nlabel: a|b|c|d\n",
        "type: dog\nnumber: 0\nlabel: a|b|c|d\n",
        "type: dog\nnumber: 100000\nlabel: a|b|c|d\n",
        "vocabulary: v\nnumber: 3\nlabel: a|b|c|d\n",
        "vocabulary: v\nnumber: 3\nlabel: a|b|c|d\nsource: s\nas of: 2026\n1 a: a|b|c|d\n1 b: "
        "a|b|c|d\n",
        "vocabulary: v\nnumber: 3\nlabel: a|b|c|d\nsource: s\nas of: 2026\n1 a: a|b|c|d\n  under: "
        "a\n",
        "vocabulary: v\nnumber: 3\nlabel: a|b|c|d\nsource: s\nas of: 2026\n1 a: a|b|c|d\n  esf: "
        "12\n",
        "vocabulary: v\nnumber: 1\nlabel: a|b|c|d\nsource: s\nas of: 2026\n1 a: a|b|c|d\n",
        NAME "on: person, person\nvalue: text\n",
        NAME "on: person\nvalue: date\nformat: web\n",
        NAME "on: person\nvalue: flag\ncompare: folded\n",
        NAME "on: person\nvalue: text\nopen for: place\n",
        NAME "on: person\nvalue: text\nby name: everybody\n",
        NAME "on: person\nvalue: text\nkey: subject, colour\n",
        "property: own:name\nnumber: 100\nlabel: a|b|c|d\non: person\nvalue: text\n",
        "no colon here\n",
        "key:\n",
        "colour: red\n",
        "type: dog\nnumber: 3\nlabel: a|b|c|d\nproperty: core:x\n",
    };
    for (isize i = 0; i < COUNTOF(bad); i++)
        refusal(t, bad[i]);
}

TEST(a_workspace_adds_properties_of_its_own)
{
    static const char text[] = "property: team:shoe_size\nnumber: 100001\nlabel: Shoe size\n"
                               "on: person\nvalue: quantity\n";
    const struct embedded files[] = {{S("team.txt"), {text, sizeof text - 1}}, {{0}, {0}}};
    struct schema s = {0};
    CHECK_OK(schema_with(&s, files, S("team"), t->a, &err));
    CHECK_STR(label_in(&schema_property(&s, 100001)->label, LANG_KO), S("Shoe size"));
    CHECK(schema_property(&s, P_NAME) != NULL);
    CHECK(schema_property(schema_builtin(t->a), 100001) == NULL);
    CHECK_FAILS(schema_with(&s, files, S("core"), t->a, &err), E_INVALID);
    CHECK_FAILS(schema_with(&s, files, S("other"), t->a, &err), E_INVALID);
}

/* Whatever bytes come, the parser answers yes or no; and never crashes. */
TEST(any_bytes_are_accepted_or_refused)
{
    static const char *const pieces[] = {"type: ",
                                         "property: core:",
                                         "number: ",
                                         "1",
                                         "\n",
                                         "\n\n",
                                         "label: ",
                                         "a|b|c|d",
                                         "on: person",
                                         "value: ",
                                         "text",
                                         "vocabulary: ",
                                         "2 x: ",
                                         " | ",
                                         "#",
                                         "under: ",
                                         ":",
                                         ",",
                                         "term of hedge",
                                         "reference to ",
                                         "\xff",
                                         "한"};
    for (int i = 0; i < 3000; i++) {
        AUTO(scratch_end) struct scratch tmp = scratch_begin(t->a);
        struct buf b = buf_in(tmp.arena, 4096);
        for (uint64_t n = test_random(t, 40); n; n--)
            buf_add(&b, str_from_c(pieces[test_random(t, COUNTOF(pieces))]));
        struct embedded files[2] = {{S("r"), buf_str(&b)}, {{0}, {0}}};
        struct schema s;
        struct err err = {0};
        if (schema_parse(&s, files, S("core"), tmp.arena, &err))
            CHECK_INT(err.code, E_NONE);
        else
            CHECK(err.code == E_INVALID || err.code == E_LIMIT);
    }
}
