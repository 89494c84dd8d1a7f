/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is named twice in one paper is one person; in two papers, two until somebody links them. */
#include "../record/box.h"
#include "base/list.h"
#include "read/note.h"
#include "read/proposal.h"
#include "record/ids.h"

/* Invented. */
static const char letter[] =
    "Harbour Watch Association\n\n3 May 2024\n\nMr Tomas Okoro\nGovernor of the Harbour Province\n"
    "1 Quay Road\nPort Haven\n\nDear Governor Okoro,\n\nTwo people were arrested in the harbour on "
    "2 March 2024. We ask you to release them at once.\n\nYours sincerely,\n\nAnna "
    "Reyes\nDirector\n"
    "Harbour Watch Association\n";

static struct id paper(struct box *b, struct test *t, const char *words, int mark)
{
    struct noted out;
    struct note n = {.words = str_format(t->a, "%s\n%d\n", words, mark),
                     .told_by = S("a friend"),
                     .when = S("2024-05-04"),
                     .naming = NAMING_CANNOT_BE_ASKED};
    CHECK_OK(note_add(&out, &b->w, &n, t->a, &err));
    return out.document;
}

static struct proposal_list open_of(struct box *b, struct test *t, struct id document)
{
    struct proposal_list l;
    CHECK_OK(proposals_list(&l, &b->w, (struct proposals_wanted){&document, PROPOSAL_OPEN, 100},
                            t->a, &err));
    CHECK(l.n > 0);
    return l;
}

static void accept_all(struct box *b, struct test *t, struct id document, bool one_by_one)
{
    struct proposal_list l = open_of(b, t, document);
    struct id made;
    for (isize i = 0; i < l.n; i++) {
        struct acceptance x = {one_by_one ? (struct proposal_list){&l.at[i], 1, 1} : l, false};
        CHECK_OK(proposals_accept(&made, &b->w, &x, &err));
        if (!one_by_one)
            return;
    }
}

static isize persons_named(struct box *b, struct test *t, const char *name, isize *names)
{
    struct record_refs l;
    isize n = 0;
    *names = 0;
    CHECK_OK(record_list(&l, &b->w.reader,
                         (struct records_wanted){.type = TYPE_PERSON, .max = 100, .whole = true},
                         t->a, &err));
    for (isize i = 0; i < l.n; i++) {
        bool named = false;
        for (const struct fact *f = record_fact(l.at[i].whole, P_NAME); f;
             f = record_next(l.at[i].whole, f))
            if (str_eq(f->s.value.text, str_from_c(name))) {
                named = true;
                ++*names;
            }
        n += named;
    }
    return n;
}

TEST(one_name_in_one_paper_is_one_person_with_each_of_its_passages)
{
    for (int one_by_one = 0; one_by_one < 2; one_by_one++) {
        struct box b = {0};
        isize names;
        box_make(&b, t, one_by_one ? "one" : "all", 7);
        box_workspace(&b, t);
        accept_all(&b, t, paper(&b, t, letter, 1), one_by_one);
        CHECK_INT(persons_named(&b, t, "Tomas Okoro", &names), 1);
        CHECK(names >= 2);
        CHECK_INT(persons_named(&b, t, "Anna Reyes", &names), 1);
        CHECK(names >= 2);
        accept_all(&b, t, paper(&b, t, letter, 2), one_by_one);
        CHECK_INT(persons_named(&b, t, "Tomas Okoro", &names), 2);
        CHECK_INT(box_findings(&b, t), 0);
        box_close(&b);
    }
}

/* A proposal as a reading makes it: a person with an age. */
static struct proposal person(struct test *t, struct id document, const char *name, int age)
{
    struct stmt *s = NEWN(t->a, struct stmt, 3);
    struct id one = {.b[15] = 1};
    struct proposal p = {.document = document, .kind = S("person"), .stmts = s, .n = age ? 3 : 2};
    s[0] = STMT(.property = S("core:type"), .value = value_term(S("type:person")));
    s[1] = STMT(.property = S("core:name"), .value = value_text(str_from_c(name)));
    s[2] = STMT(.property = S("core:age"),
                .value = {.type = V_QUANTITY,
                          .quantity = {true, true, age, age, BOUND_EXACT, S("years"), {0}, {0}}});
    for (isize i = 0; i < p.n; i++) {
        s[i].subject = ref_record(one);
        s[i].source = ref_passage(document, 0, 10);
        s[i].rule = S("person.test");
        s[i].rule_version = 1;
    }
    return p;
}

TEST(particulars_that_differ_make_two_people_of_one_name)
{
    static const struct {
        const char *name;
        int age;
        isize persons; /* of that name, after this one too */
    } rows[] = {{"Maru Hadin", 24, 1}, {"Maru Hadin", 24, 1}, {"MARU HADIN", 60, 1},
                {"Maru Hadin", 0, 1},  {"Maru Hadin", 60, 2}, {"Hadin", 0, 1},
                {"Hadin", 0, 2},       {"하민서", 0, 1},      {"하민서", 0, 1}};
    for (int at_once = 0; at_once < 2; at_once++) {
        struct box b = {0};
        struct id made;
        isize names;
        struct acceptance all = {.bulk = true};
        box_make(&b, t, at_once ? "once" : "each", 7);
        box_workspace(&b, t);
        struct id document = paper(&b, t, letter, 1);
        for (isize i = 0; i < COUNTOF(rows); i++) {
            struct proposal p = person(t, document, rows[i].name, rows[i].age);
            struct acceptance x = {{&p, 1, 1}, true};
            *LIST_ADD(&all.proposals, t->a) = p;
            if (at_once)
                continue;
            CHECK_OK(proposals_accept(&made, &b.w, &x, &err));
            CHECK_INT(persons_named(&b, t, rows[i].name, &names), rows[i].persons);
        }
        if (at_once)
            CHECK_OK(proposals_accept(&made, &b.w, &all, &err));
        CHECK_INT(persons_named(&b, t, "Maru Hadin", &names), 2);
        CHECK_INT(persons_named(&b, t, "Hadin", &names), 2);
        CHECK_INT(persons_named(&b, t, "하민서", &names), 1);
        box_close(&b);
    }
}
