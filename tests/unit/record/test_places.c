/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing finds the words wherever they stand, and afterwards they are nowhere. */
#include "record/places.h"

#include "box.h"
#include "record/document.h"
#include "record/ids.h"
#include "record/joined.h"

struct desk {
    struct box b;
    struct id person, paper;
    int64_t name;
};

static int64_t say(struct desk *d, struct id of, const char *property, const char *words)
{
    return box_say(&d->b, ENTRY_RECORD,
                   STMT(.subject = ref_record(of), .property = str_from_c(property),
                        .value = value_text(str_from_c(words)), .language = S("en")));
}

static struct id make(struct desk *d, int type, const char *property, const char *words)
{
    struct id id;
    CHECK_OK(record_new(&id, &d->b.w, type, (struct draft){.kind = ENTRY_RECORD}, &err));
    (void)say(d, id, property, words);
    return id;
}

/* A name in every corner that words can stand in. */
static void desk_make(struct desk *d, struct test *t)
{
    struct stmt *pieces;
    *d = (struct desk){0};
    box_make(&d->b, t, "desk", 71);
    box_workspace(&d->b, t);
    CHECK_OK(
        record_new(&d->person, &d->b.w, TYPE_PERSON, (struct draft){.kind = ENTRY_RECORD}, &err));
    d->name = say(d, d->person, "core:name", "Oriole Quaverly");
    (void)say(d, d->person, "core:note", "QUAVERLY, Oriole: no; Oriole-Quaverly called");
    d->paper = make(d, TYPE_DOCUMENT, "core:title", "The case of ORIOLE  QUAVERLY");
    isize n = document_pieces(&pieces, d->paper, S("She said: I am Oriole\nQuaverly of Musan."),
                              S("en"), t->a);
    for (isize i = 0; i < n; i++)
        (void)box_say(&d->b, ENTRY_ADD, pieces[i]);
    struct stmt figure =
        STMT(.subject = ref_record(d->paper), .property = S("core:figure"),
             .value = {.type = V_QUANTITY,
                       .quantity = {.has_min = true,
                                    .min = 2,
                                    .population = S("family of Oriole Quaverly")}},
             .as_written = S("the two of Oriole Quaverly"), .holder_name = S("Oriole Quaverly"));
    (void)box_say(&d->b, ENTRY_RECORD, figure);
    CHECK_OK(fact_retract(&d->b.w, d->name, true, S("Oriole Quaverly asked"), &err));
    CHECK_OK(fact_retract(&d->b.w, d->name, false, S(""), &err));
    (void)make(d, TYPE_PERSON, "core:name", "Oriole Quaverlys");
}

/* How many live statements hold the words, in any of their texts. */
static isize left(struct desk *d, struct test *t)
{
    struct joined words = joined_of(S("Oriole Quaverly"), t->a);
    isize n = 0;
    for (int64_t row = 1; row <= box_last_row(&d->b); row++) {
        for (int64_t k = 0; k < 40; k++) {
            struct stmt s;
            struct err none = {0};
            bool found = false;
            if (!journal_stmt(&s, d->b.v->db, row * STMT_STRIDE + k, t->a, &none))
                continue;
            struct str texts[] = {s.value.text, s.as_written, s.holder_name,
                                  s.value.quantity.population};
            for (isize i = 0; i < COUNTOF(texts); i++) {
                struct joined text = joined_of(texts[i], t->a);
                found |= joined_holds(&text, &words);
            }
            n += found;
        }
    }
    return n;
}

TEST(every_place_of_the_words_is_listed_and_emptied)
{
    struct desk d;
    struct place_list l;
    desk_make(&d, t);
    CHECK_INT(left(&d, t), 6);
    CHECK_OK(places_of(&l, &d.b.w, d.name, 0, t->a, &err));
    CHECK_INT(l.n, 6);
    CHECK_OK(places_erase(&d.b.w, &l, S("she asked"), &err));
    CHECK_INT(left(&d, t), 0);
    CHECK_INT(box_findings(&d.b, t), 0);
    CHECK(str_find(box_dump(&d.b, t->a), S("oriole")) >= 0); /* another person's name stays */
    box_close(&d.b);
}

TEST(a_person_is_erased_with_the_name_everywhere)
{
    struct desk d;
    struct place_list l;
    int64_t row;
    desk_make(&d, t);
    CHECK_OK(record_row_of(&row, d.b.v->db, &d.person, &err));
    CHECK_OK(places_of(&l, &d.b.w, 0, row, t->a, &err));
    CHECK_OK(places_erase(&d.b.w, &l, S(""), &err));
    CHECK_INT(left(&d, t), 0);
    CHECK_INT(box_findings(&d.b, t), 0);
    box_close(&d.b);
}

TEST(short_words_are_only_looked_for_as_they_are)
{
    struct desk d;
    struct place_list l;
    desk_make(&d, t);
    int64_t no = say(&d, d.person, "core:alias", "Of");
    CHECK_OK(places_of(&l, &d.b.w, no, 0, t->a, &err));
    CHECK_INT(l.n, 1); /* not each "of" in the case file */
    box_close(&d.b);
}

TEST(who_does_not_see_all_cannot_erase)
{
    struct desk d;
    struct place_list l;
    desk_make(&d, t);
    d.b.w.reader.gate.clearance = SENSITIVITY_RESTRICTED;
    CHECK_FAILS(places_of(&l, &d.b.w, d.name, 0, t->a, &err), E_DENIED);
    box_close(&d.b);
}

TEST(joined_words_are_found_as_words)
{
    static const struct {
        const char *text, *words;
        bool holds;
    } rows[] = {{"Kim Chol-su came", "KIM Cholsu", true},
                {"kimcholsu", "Kim Chol Su", true},
                {"Kim Cholsun", "Kim Chol-su", false},
                {"Akim Chol-su", "Kim Chol-su", false},
                {"", "Kim", false},
                {"Kim", "", false},
                {"\xea\xb9\x80\xec\xb2\xa0\xec\x88\x98\xeb\x8a\x94",
                 "\xea\xb9\x80\xec\xb2\xa0\xec\x88\x98", true},
                {"\xea\xb9\x80\xec\xb2\xa0", "\xec\xb2\xa0", false}};
    for (isize i = 0; i < COUNTOF(rows); i++) {
        struct joined text = joined_of(str_from_c(rows[i].text), t->a);
        struct joined words = joined_of(str_from_c(rows[i].words), t->a);
        CHECK(joined_holds(&text, &words) == rows[i].holds);
    }
    for (int i = 0; i < 200; i++) {
        struct str s = test_random_text(t, 80);
        struct joined j = joined_of(s, t->a);
        CHECK(!j.s.n || joined_holds(&j, &j));
    }
}
