/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding words, with what these eyes may not see left out, also from the piece that is shown. */
#include "know/find.h"

#include "box.h"
#include "record/document.h"
#include "record/ids.h"
#include "vault/erase.h"

struct desk {
    struct box b;
    struct id person, paper;
    struct str text;
    struct arena *a;
};

static struct id make(struct desk *d, int type, const char *property, const char *words)
{
    return box_new(&d->b, type,
                   STMT(.property = str_from_c(property), .value = value_text(str_from_c(words))));
}

static void desk_make(struct desk *d, struct test *t)
{
    struct stmt *s;
    *d = (struct desk){.a = t->a};
    box_make(&d->b, t, "desk", 61);
    box_workspace(&d->b, t);
    d->person = make(d, TYPE_PERSON, "core:name", "Han Myong-ok");
    d->paper = make(d, TYPE_DOCUMENT, "core:title", "River letter");
    d->text =
        S("The mill stands by the river.\nBehind it a house gave shelter to nine people.\n"
          "\xeb\x91\x90\xeb\xa7\x8c\xea\xb0\x95\xec\x9d\x84 \xea\xb1\xb4\xeb\x84\x9c\xeb\x8b\xa4.");
    isize n = document_pieces(&s, d->paper, d->text, S("en"), t->a);
    for (isize i = 0; i < n; i++)
        (void)box_say(&d->b, ENTRY_ADD, s[i]);
}

static struct found_list find(struct desk *d, enum sensitivity clearance, const char *query)
{
    struct reader r = box_reader(&d->b, clearance);
    struct found_list l;
    CHECK_OK(find_words(&l, &r, str_from_c(query), 10, d->a, &err));
    return l;
}

TEST(words_are_found_where_they_stand)
{
    struct desk d;
    desk_make(&d, t);
    struct found_list l = find(&d, SENSITIVITY_SECRET, "shelter");
    CHECK_INT(l.n, 1);
    CHECK_STR(l.at[0].title, S("River letter"));
    CHECK_STR(str_part(d.text, (isize)l.at[0].start, (isize)l.at[0].end), S("shelter"));
    CHECK_STR(str_part(l.at[0].words, l.at[0].mark_start, l.at[0].mark_end), S("shelter"));
    l = find(&d, SENSITIVITY_SECRET, "myong");
    CHECK(l.n == 1 && l.at[0].type == TYPE_PERSON);
    CHECK_INT(find(&d, SENSITIVITY_SECRET, "\xeb\x91\x90\xeb\xa7\x8c\xea\xb0\x95").n, 1);
    CHECK_INT(find(&d, SENSITIVITY_SECRET, "nowhere").n, 0);
    box_close(&d.b);
}

TEST(a_cut_passage_is_neither_found_nor_shown_around_a_find)
{
    struct desk d;
    desk_make(&d, t);
    isize from = str_find(d.text, S("Behind")), to = str_find(d.text, S("people."));
    struct ref what = ref_passage(d.paper, from, to);
    CHECK_OK(label_set(&d.b.w, &what, P_SENSITIVITY, TERM_SENSITIVITY_SECRET, S(""), &err));
    CHECK_INT(find(&d, SENSITIVITY_RESTRICTED, "shelter").n, 0);
    struct found_list l = find(&d, SENSITIVITY_RESTRICTED, "mill");
    CHECK_INT(l.n, 1);
    CHECK(str_find(l.at[0].words, S("house")) < 0 && str_find(l.at[0].words, S("shelter")) < 0);
    CHECK_INT(find(&d, SENSITIVITY_SECRET, "shelter").n, 1);
    box_close(&d.b);
}

TEST(a_secret_statement_is_not_found)
{
    struct desk d;
    desk_make(&d, t);
    struct ref what = ref_record(d.person);
    CHECK_OK(label_set(&d.b.w, &what, P_SENSITIVITY, TERM_SENSITIVITY_SECRET, S(""), &err));
    CHECK_INT(find(&d, SENSITIVITY_RESTRICTED, "myong").n, 0);
    CHECK_INT(find(&d, SENSITIVITY_SECRET, "myong").n, 1);
    box_close(&d.b);
}

TEST(what_was_erased_is_not_found)
{
    struct desk d;
    desk_make(&d, t);
    int64_t no = box_say(&d.b, ENTRY_RECORD,
                         STMT(.subject = ref_record(d.person), .property = S("core:alias"),
                              .value = value_text(S("Plumblossom"))));
    CHECK_INT(find(&d, SENSITIVITY_SECRET, "plumblossom").n, 1);
    CHECK_OK(erase_statements(d.b.v, &no, 1, S("she asked"), &err));
    CHECK_INT(find(&d, SENSITIVITY_SECRET, "plumblossom").n, 0);
    CHECK_INT(box_findings(&d.b, t), 0);
    box_close(&d.b);
}

TEST(more_is_said_and_no_word_is_refused)
{
    struct desk d;
    struct found_list l;
    desk_make(&d, t);
    for (int i = 0; i < 12; i++)
        (void)make(&d, TYPE_PERSON, "core:alias", "Swallow");
    l = find(&d, SENSITIVITY_SECRET, "swallow");
    CHECK(l.n == 10 && l.more);
    struct reader r = box_reader(&d.b, SENSITIVITY_SECRET);
    CHECK_FAILS(find_words(&l, &r, S("..."), 10, t->a, &err), E_INVALID);
    box_close(&d.b);
}
