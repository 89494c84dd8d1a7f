/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A letter that is kept: its sentences, changing them, and what may leave of them. */
#include "act/final.h"

#include "desk.h"
#include "record/consent.h"
#include "record/labels.h"

static struct kept kept(struct desk *d, const struct id *letter)
{
    struct kept k;
    CHECK_OK(kept_load(&k, &d->b.w, letter, d->a, &err));
    return k;
}

static struct id keep(struct desk *d)
{
    struct letter l = compose(d);
    struct id id;
    CHECK_OK(letter_keep(&id, &d->b.w, &l, &d->order, &err));
    return id;
}

static struct str paper_of(struct desk *d, const struct id *letter)
{
    struct kept k = kept(d, letter);
    struct letter l;
    struct str text;
    struct buf b = buf_in(d->a, 1 << 20);
    CHECK_OK(kept_paper(&l, &d->b.w, &k, d->a, &err));
    CHECK_OK(paper_letter_text(&text, &l.paper, d->a, &err));
    for (isize i = 0; i < text.n; i++)
        if (text.p[i] != '\n' || (b.n && b.p[b.n - 1] != ' '))
            buf_add_c(&b, text.p[i] == '\n' ? ' ' : text.p[i]);
    return buf_str(&b);
}

/* The part whose words hold these. */
static isize part_of(const struct kept *k, const char *words)
{
    for (isize i = 0; i < k->parts.n; i++)
        if (holds(k->parts.at[i].text, words))
            return i;
    CHECK(false);
    return 0;
}

static void edit(struct desk *d, const struct kept *k, enum edit_kind kind, isize part,
                 const char *words)
{
    struct kept_edits l = {0};
    *LIST_ADD(&l, d->a) = (struct kept_edit){kind, part, str_from_c(words)};
    CHECK_OK(kept_edit(&d->b.w, k, &l, &err));
}

TEST(a_kept_letter_reads_as_it_was_composed)
{
    struct desk d;
    desk_make(&d, t);
    struct str composed = text_of(&d);
    struct id id = keep(&d);
    CHECK_STR(paper_of(&d, &id), composed);
    struct kept k = kept(&d, &id);
    CHECK_INT(k.state, TERM_LETTER_STATE_DRAFT);
    const struct kept_part *p = &k.parts.at[part_of(&k, "50 people")];
    CHECK(!p->own && p->uses.n == 4);
    CHECK_INT(k.parts.at[0].kind, TERM_PART_KIND_SUBJECT);
    CHECK_INT(k.parts.at[k.parts.n - 1].kind, TERM_PART_KIND_CLOSING);
    box_close(&d.b);
}

TEST(changed_words_are_own_words_and_keep_their_source)
{
    struct desk d;
    desk_make(&d, t);
    struct id id = keep(&d);
    struct kept k = kept(&d, &id);
    isize at = part_of(&k, "50 people");
    edit(&d, &k, EDIT_WORDS, at, "Fifty people, it is reported, were sent back at Dandong.");
    k = kept(&d, &id);
    at = part_of(&k, "Fifty people");
    CHECK(k.parts.at[at].own && k.parts.at[at].uses.n == 4);
    CHECK_INT(k.parts.at[at].rec.facts.n > 0, true);
    struct str text = paper_of(&d, &id);
    CHECK(holds(text, "sent back at Dandong.[1]") && holds(text, "[1] River report"));
    CHECK(!holds(text, "50 people were returned"));
    /* What stood there is there still. */
    bool old = false;
    for (isize i = 0; i < k.parts.at[at].rec.facts.n; i++)
        old = old || holds(k.parts.at[at].rec.facts.at[i].s.value.text, "50 people were returned");
    CHECK(old);
    box_close(&d.b);
}

TEST(sentences_are_added_moved_taken_out_and_put_back)
{
    struct desk d;
    desk_make(&d, t);
    struct id id = keep(&d);
    struct kept k = kept(&d, &id);
    isize n = k.parts.n;
    edit(&d, &k, EDIT_ADD, 0, "We write in haste.");
    k = kept(&d, &id);
    CHECK_INT(part_of(&k, "in haste"), 2); /* after subject and salutation */
    edit(&d, &k, EDIT_ADD, k.parts.n - 1, "We wait for your answer.");
    k = kept(&d, &id);
    CHECK_INT(k.parts.n, n + 2);
    CHECK_INT(part_of(&k, "wait for your"), k.parts.n - 2);
    CHECK_INT(k.parts.at[k.parts.n - 2].kind, TERM_PART_KIND_PARAGRAPH);
    edit(&d, &k, EDIT_DOWN, 2, "");
    k = kept(&d, &id);
    CHECK_INT(part_of(&k, "in haste"), 3);
    edit(&d, &k, EDIT_UP, 3, "");
    k = kept(&d, &id);
    CHECK_INT(part_of(&k, "in haste"), 2);
    edit(&d, &k, EDIT_UP, 2, ""); /* it is the first already */
    k = kept(&d, &id);
    CHECK_INT(part_of(&k, "in haste"), 2);
    edit(&d, &k, EDIT_OUT, part_of(&k, "50 people"), "");
    CHECK(!holds(paper_of(&d, &id), "50 people"));
    k = kept(&d, &id);
    edit(&d, &k, EDIT_BACK, part_of(&k, "50 people"), "");
    CHECK(holds(paper_of(&d, &id), "50 people"));
    edit(&d, &k, EDIT_OUT, 0, ""); /* a subject line cannot go */
    CHECK(!kept(&d, &id).parts.at[0].gone);
    box_close(&d.b);
}

TEST(requests_are_numbered_as_they_stand)
{
    struct desk d;
    desk_make(&d, t);
    struct id id = keep(&d);
    struct kept k = kept(&d, &id);
    edit(&d, &k, EDIT_ADD, part_of(&k, "to halt the return"), "to release the child;");
    struct str text = paper_of(&d, &id);
    CHECK(holds(text, "2. to release the child;") && holds(text, "3. to allow the Office"));
    k = kept(&d, &id);
    edit(&d, &k, EDIT_OUT, part_of(&k, "to halt the return"), "");
    CHECK(holds(paper_of(&d, &id), "1. to release the child;"));
    box_close(&d.b);
}

TEST(of_two_who_change_one_sentence_the_second_is_told)
{
    struct desk d;
    desk_make(&d, t);
    struct id id = keep(&d);
    struct kept first = kept(&d, &id), second = kept(&d, &id);
    isize at = part_of(&first, "50 people");
    edit(&d, &first, EDIT_WORDS, at, "Fifty were sent back.");
    struct kept_edits l = {0};
    *LIST_ADD(&l, t->a) = (struct kept_edit){EDIT_WORDS, at, S("Many were sent back.")};
    *LIST_ADD(&l, t->a) = (struct kept_edit){EDIT_ADD, at, S("And this too.")};
    CHECK_FAILS(kept_edit(&d.b.w, &second, &l, &err), E_CONFLICT);
    struct str text = paper_of(&d, &id);
    CHECK(holds(text, "Fifty were") && !holds(text, "Many were") && !holds(text, "And this"));
    /* Another sentence is nobody's business. */
    edit(&d, &second, EDIT_WORDS, part_of(&second, "to halt the return"), "to stop;");
    CHECK(holds(paper_of(&d, &id), "1. to stop;"));
    box_close(&d.b);
}

TEST(empty_huge_and_broken_words_are_refused)
{
    struct desk d;
    desk_make(&d, t);
    struct id id = keep(&d);
    struct kept k = kept(&d, &id);
    struct buf big = buf_in(t->a, PART_WORDS_MAX + 2);
    while (!big.full)
        buf_add_c(&big, 'x');
    const struct {
        struct str words;
        enum err_code code;
    } bad[] = {{S(" \n\t"), E_INVALID}, {S("\xff\xfe"), E_INVALID}, {buf_str(&big), E_LIMIT}};
    for (isize i = 0; i < COUNTOF(bad); i++) {
        struct kept_edits l = {0};
        *LIST_ADD(&l, t->a) = (struct kept_edit){EDIT_WORDS, 2, bad[i].words};
        CHECK_FAILS(kept_edit(&d.b.w, &k, &l, &err), bad[i].code);
    }
    box_close(&d.b);
}

/* ---- what may leave, asked again each time */

TEST(what_was_withdrawn_or_hidden_since_is_not_on_paper)
{
    struct desk d;
    desk_make(&d, t);
    struct id id = keep(&d);
    struct kept k = kept(&d, &id);
    const struct kept_part *p = &k.parts.at[part_of(&k, "50 people")];
    struct ref what = box_ref(&d.b, p->uses.at[1].no);
    CHECK_OK(label_set(&d.b.w, &what, P_SENSITIVITY, TERM_SENSITIVITY_SECRET, S(""), &err));
    CHECK(!holds(paper_of(&d, &id), "50 people"));
    k = kept(&d, &id);
    struct letter l;
    CHECK_OK(kept_paper(&l, &d.b.w, &k, t->a, &err));
    CHECK(k.parts.at[part_of(&k, "50 people")].kept_back != NULL && l.left.n > 0);
    CHECK_OK(label_set(&d.b.w, &what, P_SENSITIVITY, TERM_SENSITIVITY_OPEN, S(""), &err));
    CHECK(holds(paper_of(&d, &id), "50 people"));
    CHECK_OK(fact_retract(&d.b.w, p->uses.at[0].no, true, S("he took it back"), &err));
    CHECK(!holds(paper_of(&d, &id), "50 people"));
    box_close(&d.b);
}

TEST(own_words_with_a_name_that_may_not_leave_stay_inside)
{
    struct desk d;
    desk_make(&d, t);
    (void)make(&d, TYPE_PERSON, "core:name", value_text(S("Han Myong-ok")));
    struct id id = keep(&d);
    struct kept k = kept(&d, &id);
    edit(&d, &k, EDIT_ADD, 2, "Among them is HAN Myong Ok, a teacher.");
    edit(&d, &k, EDIT_ADD, 2, "Among them is a teacher.");
    struct str text = paper_of(&d, &id);
    CHECK(!holds(text, "Myong") && holds(text, "Among them is a teacher."));
    box_close(&d.b);
}

TEST(who_may_not_see_a_statement_does_not_see_the_sentence)
{
    struct desk d;
    desk_make(&d, t);
    struct id id = keep(&d);
    struct kept k = kept(&d, &id);
    struct ref what = box_ref(&d.b, k.parts.at[part_of(&k, "50 people")].uses.at[1].no);
    CHECK_OK(label_set(&d.b.w, &what, P_SENSITIVITY, TERM_SENSITIVITY_SECRET, S(""), &err));
    isize all = kept(&d, &id).parts.n;
    d.b.w.reader.gate.clearance = SENSITIVITY_RESTRICTED;
    k = kept(&d, &id);
    CHECK_INT(k.parts.n, all - 1);
    for (isize i = 0; i < k.parts.n; i++)
        CHECK(!holds(k.parts.at[i].text, "50 people"));
    struct record rec;
    d.b.w.reader.gate.clearance = SENSITIVITY_OPEN;
    CHECK_FAILS(record_load_id(&rec, &d.b.w.reader, &k.parts.at[2].id, t->a, &err), E_NOTFOUND);
    box_close(&d.b);
}

TEST(who_may_not_see_a_name_does_not_see_own_words_with_it)
{
    struct desk d;
    desk_make(&d, t);
    struct id who = make(&d, TYPE_PERSON, "core:name", value_text(S("Han Myong-ok")));
    struct id other = make(&d, TYPE_PERSON, "core:name", value_text(S("Ri Song-hui")));
    struct id id = keep(&d);
    struct kept k = kept(&d, &id);
    edit(&d, &k, EDIT_ADD, 2, "Among them is HAN Myong Ok, a teacher.");
    k = kept(&d, &id);
    edit(&d, &k, EDIT_WORDS, part_of(&k, "50 people"), "Fifty, it is reported, with Ri Songhui.");
    k = kept(&d, &id);
    edit(&d, &k, EDIT_WORDS, part_of(&k, "Songhui"), "Fifty, it is reported, were returned.");
    struct ref what = ref_record(who), second = ref_record(other);
    d.b.w.reader.gate.clearance = SENSITIVITY_RESTRICTED;
    isize all = kept(&d, &id).parts.n;
    CHECK_OK(label_set(&d.b.w, &what, P_SENSITIVITY, TERM_SENSITIVITY_SECRET, S(""), &err));
    k = kept(&d, &id);
    CHECK_INT(k.parts.n, all - 1);
    for (isize i = 0; i < k.parts.n; i++)
        CHECK(!holds(k.parts.at[i].text, "Myong"));
    /* What stood there before is in the history of the sentence, so it counts too. */
    CHECK_OK(label_set(&d.b.w, &second, P_SENSITIVITY, TERM_SENSITIVITY_SECRET, S(""), &err));
    CHECK_INT(kept(&d, &id).parts.n, all - 2);
    d.b.w.reader.gate.clearance = SENSITIVITY_SECRET;
    CHECK_INT(kept(&d, &id).parts.n, all);
    box_close(&d.b);
}

static void make_final(struct desk *d, const struct id *letter)
{
    struct final_order o = {.address = S("no answer"), .alone = S("alone")};
    struct str number;
    CHECK_OK(letter_final(&number, &d->b.w, letter, &o, d->a, &err));
}

TEST(who_may_not_see_one_sentence_of_a_final_letter_does_not_see_the_letter)
{
    struct desk d;
    struct kept none;
    desk_make(&d, t);
    (void)say(&d, d.office, "core:address", value_text(S("1 High Street\nBeijing")), 0);
    struct id id = keep(&d), draft = keep(&d), later = keep(&d);
    make_final(&d, &id);
    struct kept k = kept(&d, &id);
    isize all = k.parts.n;
    struct ref what = box_ref(&d.b, k.parts.at[part_of(&k, "50 people")].uses.at[1].no);
    CHECK_OK(label_set(&d.b.w, &what, P_SENSITIVITY, TERM_SENSITIVITY_SECRET, S(""), &err));
    d.b.w.reader.gate.clearance = SENSITIVITY_RESTRICTED;
    CHECK_FAILS(kept_load(&none, &d.b.w, &id, t->a, &err), E_NOTFOUND);
    struct record rec;
    CHECK_FAILS(record_load_id(&rec, &d.b.w.reader, &k.parts.at[0].id, t->a, &err), E_NOTFOUND);
    CHECK_FAILS(record_load_id(&rec, &d.b.w.reader, &k.addressee, t->a, &err), E_NOTFOUND);
    /* A draft lacks the sentence; made final without it, it stays hers. */
    CHECK_INT(kept(&d, &draft).parts.n, all - 1);
    make_final(&d, &later);
    CHECK_INT(kept(&d, &later).state, TERM_LETTER_STATE_FINAL);
    d.b.w.reader.gate.clearance = SENSITIVITY_SECRET;
    CHECK_INT(kept(&d, &id).parts.n, all);
    box_close(&d.b);
}

TEST(a_letter_to_the_state_of_origin_does_not_leave)
{
    struct desk d;
    desk_make(&d, t);
    struct id id = keep(&d);
    struct kept k = kept(&d, &id);
    CHECK_OK(kept_origin(&d.b.w, &k, t->a, &err));
    (void)say(&d, d.event, "core:origin_state", value_text(S("CHN")), 0);
    CHECK_FAILS(kept_origin(&d.b.w, &k, t->a, &err), E_DENIED);
    (void)paper_of(&d, &id); /* inside it is read all the same */
    box_close(&d.b);
}
