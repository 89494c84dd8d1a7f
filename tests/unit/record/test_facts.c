/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements with what is said about them: labels, withdrawals, corrections, judgements. */
#include <string.h>

#include "box.h"
#include "record/document.h"
#include "record/ids.h"
#include "record/journal_log.h"

struct desk { /* a case file with one person in it */
    struct box b;
    struct id person;
    int64_t row;
};

static void desk_make(struct desk *d, struct test *t)
{
    struct stmt s[] = {
        STMT(.property = S("core:name"), .value = value_text(S("Ri Chol")), .language = S("en")),
        STMT(.property = S("core:sex"), .value = value_term(S("sex:male"))),
    };
    box_make(&d->b, t, "desk", 11);
    box_workspace(&d->b, t);
    CHECK_OK(record_new(&d->person, &d->b.w, TYPE_PERSON,
                        (struct draft){.kind = ENTRY_RECORD, .stmts = s, .n = COUNTOF(s)}, &err));
    CHECK_OK(record_row_of(&d->row, d->b.v->db, &d->person, &err));
}

static struct record load(struct desk *d, enum sensitivity clearance, struct test *t)
{
    struct reader r = box_reader(&d->b, clearance);
    struct record rec;
    CHECK_OK(record_load(&rec, &r, d->row, t->a, &err));
    return rec;
}

static const struct fact *fact_of(struct desk *d, int property, enum sensitivity clearance,
                                  struct test *t)
{
    struct record *rec = NEW(t->a, struct record);
    *rec = load(d, clearance, t);
    return record_fact(rec, property);
}

static const struct fact *name_of(struct desk *d, struct test *t)
{
    return fact_of(d, P_NAME, SENSITIVITY_SECRET, t);
}

static bool may_see(struct desk *d, int64_t no, enum sensitivity clearance, struct test *t)
{
    struct reader r = box_reader(&d->b, clearance);
    struct fact f;
    struct err e = {0};
    bool seen = fact_load(&f, &r, no, t->a, &e);
    CHECK(seen || e.code == E_NOTFOUND);
    return seen;
}

static int64_t newest_no(struct desk *d)
{
    return box_last_row(&d->b) * STMT_STRIDE;
}

static int64_t say_about(struct desk *d, struct ref what, const char *property, struct value v)
{
    return box_say(&d->b, ENTRY_RECORD,
                   STMT(.subject = what, .property = str_from_c(property), .value = v));
}

static int64_t label(struct desk *d, struct ref what, const char *term)
{
    return say_about(d, what, "core:sensitivity", value_term(str_from_c(term)));
}

static int64_t say(struct desk *d, const char *property, struct value v)
{
    return say_about(d, ref_record(d->person), property, v);
}

/* ---- changes */

TEST(a_withdrawn_statement_stays_and_does_not_count_until_it_is_taken_back)
{
    struct desk d;
    desk_make(&d, t);
    int64_t no = name_of(&d, t)->no;
    CHECK_OK(fact_retract(&d.b.w, no, true, S("wrong person"), &err));
    CHECK(!name_of(&d, t));
    struct record rec = load(&d, SENSITIVITY_SECRET, t);
    CHECK_INT(rec.facts.n, 3);
    CHECK_OK(fact_retract(&d.b.w, no, false, S(""), &err));
    CHECK_STR(name_of(&d, t)->s.value.text, S("Ri Chol"));
    CHECK_OK(fact_retract(&d.b.w, no, true, S(""), &err));
    CHECK_OK(fact_retract(&d.b.w, newest_no(&d), true, S("a slip"), &err)); /* of the withdrawal */
    CHECK_STR(name_of(&d, t)->s.value.text, S("Ri Chol"));
    box_close(&d.b);
}

TEST(a_correction_stands_in_the_place_of_what_it_corrects)
{
    struct desk d;
    desk_make(&d, t);
    int64_t old = name_of(&d, t)->no, fresh = say(&d, "core:name", value_text(S("Ri Chul")));
    struct ref r = box_ref(&d.b, old);
    int64_t link =
        say_about(&d, box_ref(&d.b, fresh), "core:corrects", value_statement(r.entry, r.index));
    const struct fact *f = name_of(&d, t);
    CHECK_STR(f->s.value.text, S("Ri Chul"));
    CHECK_INT(f->no, fresh);
    CHECK_OK(fact_retract(&d.b.w, link, true, S("it was another source"), &err));
    CHECK_INT(name_of(&d, t)->no, old);
    box_close(&d.b);
}

TEST(a_judgement_prefers_or_rejects_and_can_be_taken_back)
{
    struct desk d;
    desk_make(&d, t);
    int64_t first = name_of(&d, t)->no, rival = say(&d, "core:name", value_text(S("Ri Chul")));
    CHECK_OK(fact_judge(&d.b.w, first, TERM_JUDGEMENT_REJECT, rival, S("passport"), &err));
    CHECK_INT(name_of(&d, t)->no, rival);
    int64_t judgement = newest_no(&d);
    CHECK_OK(fact_judge(&d.b.w, first, TERM_JUDGEMENT_BOTH_STAND, rival, S(""), &err));
    CHECK_INT(name_of(&d, t)->no, first);
    CHECK_OK(fact_judge(&d.b.w, first, TERM_JUDGEMENT_REJECT, 0, S(""), &err));
    CHECK_INT(name_of(&d, t)->no, rival);
    CHECK_OK(fact_retract(&d.b.w, newest_no(&d), true, S(""), &err));
    CHECK_INT(name_of(&d, t)->no, first); /* the one before it counts again */
    CHECK(judgement > 0);
    box_close(&d.b);
}

TEST(a_batch_counts_when_it_is_closed)
{
    struct desk d;
    desk_make(&d, t);
    struct batch batch = {true, id_new(&d.b.fake.sys), 1, false};
    struct stmt s = STMT(.subject = ref_record(d.person), .property = S("core:alias"),
                         .value = value_text(S("the tall one")));
    struct draft open = {.kind = ENTRY_IMPORT, .batch = batch, .stmts = &s, .n = 1}, last = open;
    CHECK_OK(journal_write(d.b.v, NULL, &open, 1, &err));
    CHECK(!fact_of(&d, P_ALIAS, SENSITIVITY_SECRET, t));
    last.batch.part = 2;
    last.batch.closed = true;
    last.n = 0;
    CHECK_OK(journal_write(d.b.v, NULL, &last, 1, &err));
    CHECK(fact_of(&d, P_ALIAS, SENSITIVITY_SECRET, t));
    CHECK_INT(box_findings(&d.b, t), 0);
    box_close(&d.b);
}

/* ---- labels */

TEST(without_a_label_a_statement_is_restricted)
{
    struct desk d;
    desk_make(&d, t);
    int64_t no = name_of(&d, t)->no;
    CHECK(may_see(&d, no, SENSITIVITY_RESTRICTED, t) && !may_see(&d, no, SENSITIVITY_OPEN, t));
    CHECK_INT(name_of(&d, t)->item.consent, 0);
    box_close(&d.b);
}

TEST(the_newest_label_counts_unless_it_was_taken_back)
{
    struct desk d;
    desk_make(&d, t);
    int64_t no = name_of(&d, t)->no;
    struct ref what = box_ref(&d.b, no);
    (void)label(&d, what, "sensitivity:secret");
    CHECK(!may_see(&d, no, SENSITIVITY_RESTRICTED, t));
    int64_t open = label(&d, what, "sensitivity:open");
    CHECK(may_see(&d, no, SENSITIVITY_OPEN, t));
    CHECK_OK(fact_retract(&d.b.w, open, true, S(""), &err));
    CHECK(!may_see(&d, no, SENSITIVITY_RESTRICTED, t));
    box_close(&d.b);
}

TEST(of_the_labels_that_reach_a_statement_the_highest_counts)
{
    struct desk d;
    desk_make(&d, t);
    int64_t no = name_of(&d, t)->no;
    (void)label(&d, box_ref(&d.b, no), "sensitivity:open");
    CHECK(may_see(&d, no, SENSITIVITY_OPEN, t));
    int64_t whole = label(&d, ref_record(d.person), "sensitivity:secret");
    CHECK(!may_see(&d, no, SENSITIVITY_RESTRICTED, t));
    struct reader r = box_reader(&d.b, SENSITIVITY_RESTRICTED);
    struct record rec;
    CHECK_FAILS(record_load(&rec, &r, d.row, t->a, &err), E_NOTFOUND);
    CHECK_OK(fact_retract(&d.b.w, whole, true, S(""), &err));
    CHECK(may_see(&d, no, SENSITIVITY_OPEN, t));
    box_close(&d.b);
}

TEST(a_level_nobody_knows_is_a_high_one)
{
    struct desk d;
    desk_make(&d, t);
    int64_t no = name_of(&d, t)->no;
    (void)label(&d, box_ref(&d.b, no), "sensitivity:of_a_later_version");
    CHECK(!may_see(&d, no, SENSITIVITY_RESTRICTED, t));
    CHECK(may_see(&d, no, SENSITIVITY_SECRET, t));
    box_close(&d.b);
}

TEST(what_is_said_about_a_secret_is_as_secret)
{
    struct desk d;
    desk_make(&d, t);
    int64_t no = name_of(&d, t)->no;
    struct ref what = box_ref(&d.b, no);
    int64_t secret = label(&d, what, "sensitivity:secret");
    int64_t reason = say_about(&d, what, "core:reason", value_text(S("his brother told us")));
    int64_t about = say_about(&d, box_ref(&d.b, reason), "core:reason", value_text(S("by phone")));
    CHECK(!may_see(&d, secret, SENSITIVITY_RESTRICTED, t));
    CHECK(!may_see(&d, reason, SENSITIVITY_RESTRICTED, t));
    CHECK(!may_see(&d, about, SENSITIVITY_RESTRICTED, t));
    CHECK(may_see(&d, about, SENSITIVITY_SECRET, t));
    box_close(&d.b);
}

TEST(a_statement_that_names_a_secret_record_is_as_secret)
{
    struct desk d;
    struct id other;
    struct stmt s = STMT(.property = S("core:name"), .value = value_text(S("Kim")));
    desk_make(&d, t);
    CHECK_OK(record_new(&other, &d.b.w, TYPE_PERSON,
                        (struct draft){.kind = ENTRY_RECORD, .stmts = &s, .n = 1}, &err));
    int64_t no = say(&d, "core:same", value_record(other));
    CHECK(may_see(&d, no, SENSITIVITY_RESTRICTED, t));
    (void)label(&d, ref_record(other), "sensitivity:secret");
    CHECK(!may_see(&d, no, SENSITIVITY_RESTRICTED, t));
    box_close(&d.b);
}

TEST(a_secret_withdrawal_is_none_for_those_who_may_not_see_it)
{
    struct desk d;
    desk_make(&d, t);
    int64_t no = name_of(&d, t)->no;
    CHECK_OK(fact_retract(&d.b.w, no, true, S(""), &err));
    (void)label(&d, box_ref(&d.b, newest_no(&d)), "sensitivity:secret");
    CHECK(!name_of(&d, t));
    CHECK(fact_of(&d, P_NAME, SENSITIVITY_RESTRICTED, t));
    box_close(&d.b);
}

TEST(a_secret_correction_is_none_for_those_who_may_not_see_it)
{
    struct desk d;
    desk_make(&d, t);
    int64_t old = name_of(&d, t)->no, fresh = say(&d, "core:name", value_text(S("Ri Chul")));
    struct ref r = box_ref(&d.b, old), f = box_ref(&d.b, fresh);
    (void)say_about(&d, f, "core:corrects", value_statement(r.entry, r.index));
    (void)label(&d, f, "sensitivity:secret");
    CHECK_INT(name_of(&d, t)->no, fresh);
    CHECK_INT(fact_of(&d, P_NAME, SENSITIVITY_RESTRICTED, t)->no, old);
    box_close(&d.b);
}

/* ---- consent */

static int consent_of(struct desk *d, int64_t no, struct test *t)
{
    struct reader r = box_reader(&d->b, SENSITIVITY_SECRET);
    struct fact f;
    CHECK_OK(fact_load(&f, &r, no, t->a, &err));
    return f.item.consent;
}

TEST(of_several_consents_the_nearest_counts)
{
    struct desk d;
    desk_make(&d, t);
    struct id doc = id_new(&d.b.fake.sys);
    (void)box_say(&d.b, ENTRY_RECORD,
                  STMT(.subject = ref_record(doc), .property = S("core:type"),
                       .value = value_term(S("type:document"))));
    int64_t no = box_say(&d.b, ENTRY_RECORD,
                         STMT(.subject = ref_record(d.person), .property = S("core:name"),
                              .value = value_text(S("Chol")), .source = ref_passage(doc, 10, 20)));
    CHECK_INT(consent_of(&d, no, t), 0);
    (void)say_about(&d, ref_record(doc), "core:may_leave", value_term(S("consent:public_name")));
    CHECK_INT(consent_of(&d, no, t), TERM_CONSENT_PUBLIC_NAME);
    (void)say_about(&d, ref_record(d.person), "core:may_leave",
                    value_term(S("consent:un_confidence")));
    CHECK_INT(consent_of(&d, no, t), TERM_CONSENT_UN_CONFIDENCE);
    (void)say_about(&d, ref_passage(doc, 5, 12), "core:may_leave", value_term(S("consent:inside")));
    CHECK_INT(consent_of(&d, no, t), TERM_CONSENT_INSIDE);
    (void)say_about(&d, box_ref(&d.b, no), "core:may_leave", value_term(S("consent:public_code")));
    CHECK_INT(consent_of(&d, no, t), TERM_CONSENT_PUBLIC_CODE);
    box_close(&d.b);
}

TEST(what_is_excluded_does_not_leave)
{
    struct desk d;
    desk_make(&d, t);
    struct gate outward = {AUDIENCE_UN, SENSITIVITY_SECRET};
    (void)say(&d, "core:may_leave", value_term(S("consent:public_name")));
    CHECK_INT(gate_ask(&outward, &name_of(&d, t)->item).answer, GATE_SHOW);
    (void)say(&d, "core:excluded", value_number(1));
    CHECK_INT(gate_ask(&outward, &name_of(&d, t)->item).reason, GATE_WITHDRAWN);
    (void)say(&d, "core:excluded", value_number(0));
    CHECK_INT(gate_ask(&outward, &name_of(&d, t)->item).answer, GATE_SHOW);
    box_close(&d.b);
}

/* A record of a type that names the person by a property; *no is that statement. */
static struct id naming(struct desk *d, int64_t *no, int type, const char *property)
{
    struct id id;
    struct stmt s = STMT(.property = str_from_c(property), .value = value_record(d->person));
    CHECK_OK(record_new(&id, &d->b.w, type,
                        (struct draft){.kind = ENTRY_RECORD, .stmts = &s, .n = 1}, &err));
    *no = newest_no(d) + 1;
    return id;
}

TEST(an_official_is_in_office_while_he_holds_it)
{
    struct desk d;
    int64_t no;
    desk_make(&d, t);
    CHECK(!name_of(&d, t)->item.in_office);
    struct id holding = naming(&d, &no, TYPE_HOLDING, "core:holder"), office;
    CHECK(!name_of(&d, t)->item.in_office); /* of what? */
    CHECK_OK(record_new(&office, &d.b.w, TYPE_OFFICE, (struct draft){.kind = ENTRY_RECORD}, &err));
    (void)box_say(&d.b, ENTRY_RECORD,
                  STMT(.subject = ref_record(holding), .property = S("core:office"),
                       .value = value_record(office)));
    CHECK(name_of(&d, t)->item.in_office);
    struct stmt until = STMT(.subject = ref_record(holding), .property = S("core:until"),
                             .value = value_date(S("2031-03")), .qualifiers = QUALIFIER_PLANNED);
    (void)box_say(&d.b, ENTRY_RECORD, until);
    CHECK(name_of(&d, t)->item.in_office); /* only planned */
    until.qualifiers = 0;
    int64_t left = box_say(&d.b, ENTRY_RECORD, until);
    CHECK(!name_of(&d, t)->item.in_office);
    CHECK_OK(fact_retract(&d.b.w, left, true, S(""), &err));
    CHECK(name_of(&d, t)->item.in_office);
    CHECK_OK(fact_retract(&d.b.w, no, true, S("another of the same name"), &err));
    CHECK(!name_of(&d, t)->item.in_office);
    box_close(&d.b);
}

TEST(a_signatory_has_signed_and_not_withdrawn)
{
    struct desk d;
    int64_t no;
    desk_make(&d, t);
    struct id sign_on = naming(&d, &no, TYPE_SIGN_ON, "core:signer");
    CHECK(!name_of(&d, t)->item.signatory); /* asked, perhaps */
    struct ref what = ref_record(sign_on);
    (void)say_about(&d, what, "core:sign_answer", value_term(S("sign_answer:declined")));
    CHECK(!name_of(&d, t)->item.signatory);
    (void)say_about(&d, what, "core:sign_answer", value_term(S("sign_answer:signed")));
    CHECK(name_of(&d, t)->item.signatory);
    int64_t secret = label(&d, what, "sensitivity:secret");
    CHECK(!fact_of(&d, P_NAME, SENSITIVITY_RESTRICTED, t)->item.signatory);
    CHECK_OK(fact_retract(&d.b.w, secret, true, S(""), &err));
    (void)say_about(&d, what, "core:withdrawn_on", value_date(S("1970-01-01")));
    CHECK(!name_of(&d, t)->item.signatory);
    box_close(&d.b);
}

TEST(a_figure_without_measure_holder_and_date_is_incomplete)
{
    struct desk d;
    desk_make(&d, t);
    struct stmt s =
        STMT(.subject = ref_record(d.person), .property = S("core:figure"),
             .value = {.type = V_QUANTITY,
                       .quantity = {.has_min = true, .min = 10, .measure = S("measure:detained")}},
             .as_of = S("2012-02"));
    (void)box_say(&d.b, ENTRY_RECORD, s);
    CHECK(fact_of(&d, P_FIGURE, SENSITIVITY_SECRET, t)->item.incomplete);
    s.holder_name = S("UNHCR");
    int64_t whole = box_say(&d.b, ENTRY_RECORD, s);
    struct reader r = box_reader(&d.b, SENSITIVITY_SECRET);
    struct fact f;
    CHECK_OK(fact_load(&f, &r, whole, t->a, &err));
    CHECK(!f.item.incomplete);
    box_close(&d.b);
}

/* ---- documents */

struct paper {
    struct id id;
    int64_t row;
};

static struct paper paper_add(struct desk *d, struct str text, struct test *t)
{
    struct paper p = {.id = id_new(&d->b.fake.sys)};
    struct stmt *s;
    isize n = document_pieces(&s, p.id, text, S("en"), t->a);
    (void)box_say(&d->b, ENTRY_ADD,
                  STMT(.subject = ref_record(p.id), .property = S("core:type"),
                       .value = value_term(S("type:document"))));
    for (isize i = 0; i < n; i++)
        (void)box_say(&d->b, ENTRY_ADD, s[i]);
    CHECK_OK(record_row_of(&p.row, d->b.v->db, &p.id, &err));
    return p;
}

static struct document_text text_for(struct desk *d, int64_t row, enum sensitivity clearance,
                                     struct test *t)
{
    struct reader r = box_reader(&d->b, clearance);
    struct document_text x;
    CHECK_OK(document_text(&x, &r, row, t->a, &err));
    return x;
}

TEST(a_secret_passage_is_cut_out)
{
    struct desk d;
    desk_make(&d, t);
    struct paper p = paper_add(&d, S("They took Ri Chol from the house by night."), t);
    struct document_text x = text_for(&d, p.row, SENSITIVITY_RESTRICTED, t);
    CHECK_INT(x.cut_n, 0);
    (void)label(&d, ref_passage(p.id, 10, 18), "sensitivity:secret");
    x = text_for(&d, p.row, SENSITIVITY_RESTRICTED, t);
    CHECK_STR(x.text, S("They took from the house by night."));
    CHECK_STR(document_words(&x, 23, 32), S("the house"));
    CHECK_STR(document_words(&x, 12, 30), S(""));
    CHECK_INT(document_visible(&x, 12), -1);
    CHECK_INT(text_for(&d, p.row, SENSITIVITY_SECRET, t).cut_n, 0);
    (void)label(&d, ref_passage(p.id, 10, 18), "sensitivity:restricted"); /* the newest */
    CHECK_INT(text_for(&d, p.row, SENSITIVITY_RESTRICTED, t).cut_n, 0);
    box_close(&d.b);
}

TEST(a_passage_is_as_secret_as_what_is_grounded_in_it)
{
    struct desk d;
    desk_make(&d, t);
    struct paper p = paper_add(&d, S("They took Ri Chol from the house by night."), t);
    int64_t no =
        box_say(&d.b, ENTRY_RECORD,
                STMT(.subject = ref_record(d.person), .property = S("core:name"),
                     .value = value_text(S("Ri Chol")), .source = ref_passage(p.id, 10, 17)));
    CHECK_INT(text_for(&d, p.row, SENSITIVITY_RESTRICTED, t).cut_n, 0);
    int64_t l = label(&d, box_ref(&d.b, no), "sensitivity:secret");
    CHECK_INT(text_for(&d, p.row, SENSITIVITY_RESTRICTED, t).cut_n, 1);
    CHECK_OK(fact_retract(&d.b.w, l, true, S(""), &err));
    CHECK_INT(text_for(&d, p.row, SENSITIVITY_RESTRICTED, t).cut_n, 0);
    (void)label(&d, ref_record(d.person), "sensitivity:secret");
    CHECK_INT(text_for(&d, p.row, SENSITIVITY_RESTRICTED, t).cut_n, 1);
    box_close(&d.b);
}

TEST(a_piece_or_a_document_above_the_clearance_is_not_read)
{
    struct desk d;
    desk_make(&d, t);
    struct paper p = paper_add(&d, S("One line of words."), t);
    CHECK_STR(text_for(&d, p.row, SENSITIVITY_OPEN, t).text, S("")); /* restricted: no label */
    (void)label(&d, ref_record(p.id), "sensitivity:open");
    CHECK_STR(text_for(&d, p.row, SENSITIVITY_OPEN, t).text, S("One line of words."));
    int64_t piece = newest_no(&d) - STMT_STRIDE;
    (void)label(&d, box_ref(&d.b, piece), "sensitivity:secret");
    CHECK_STR(text_for(&d, p.row, SENSITIVITY_RESTRICTED, t).text, S(""));
    (void)label(&d, ref_record(p.id), "sensitivity:secret");
    struct reader r = box_reader(&d.b, SENSITIVITY_RESTRICTED);
    struct document_text x;
    CHECK_FAILS(document_text(&x, &r, p.row, t->a, &err), E_NOTFOUND);
    box_close(&d.b);
}

/* Cutting and putting together again, with random cuts in random text. */
TEST(pieces_join_to_the_whole_and_cuts_leave_the_rest)
{
    struct desk d;
    enum { LINES = 3000, PASSAGES = 12 };
    desk_make(&d, t);
    struct buf b = buf_in(t->a, 1 << 20);
    bool gone[1 << 17] = {0};
    for (int i = 0; i < LINES; i++)
        buf_addf(&b, "%d: 열 명이 잡혔다%s", i, test_random(t, 4) ? "\n" : " ");
    struct paper p = paper_add(&d, buf_str(&b), t);
    struct document_text x = text_for(&d, p.row, SENSITIVITY_RESTRICTED, t);
    CHECK_STR(x.text, buf_str(&b));
    CHECK(b.n > (isize)2 * PIECE_MAX && b.n < COUNTOF(gone));
    for (int i = 0; i < PASSAGES; i++) {
        int64_t from = (int64_t)test_random(t, (uint64_t)b.n),
                to = from + (int64_t)test_random(t, 900);
        to = to > b.n ? b.n : to;
        (void)label(&d, ref_passage(p.id, from, to), "sensitivity:secret");
        memset(gone + from, 1, (size_t)(to - from));
    }
    struct buf want = buf_in(t->a, 1 << 20);
    for (isize i = 0; i < b.n; i++)
        if (!gone[i])
            buf_add_c(&want, b.p[i]);
    x = text_for(&d, p.row, SENSITIVITY_RESTRICTED, t);
    CHECK_STR(x.text, buf_str(&want));
    for (int i = 0; i < 200; i++) {
        isize from = (isize)test_random(t, (uint64_t)b.n - 30), n = (isize)test_random(t, 30);
        bool any = memchr(gone + from, 1, (size_t)n) != NULL;
        struct str words = document_words(&x, from, from + n);
        CHECK_STR(words, any ? S("") : str_part(buf_str(&b), from, from + n));
    }
    box_close(&d.b);
}

/* ---- history */

TEST(history_tells_who_said_what_and_what_was_said_about_it)
{
    struct desk d;
    struct change_list l;
    desk_make(&d, t);
    struct reader r = box_reader(&d.b, SENSITIVITY_SECRET);
    int64_t no = name_of(&d, t)->no;
    CHECK_OK(fact_retract(&d.b.w, no, true, S("wrong person"), &err));
    CHECK_OK(history_of(&l, &r, d.row, t->a, &err));
    CHECK_INT(l.n, 5); /* type, name, sex, the withdrawal, its reason */
    CHECK(l.at[3].about && l.at[3].about->no == no);
    CHECK_STR(l.at[4].fact.s.value.text, S("wrong person"));
    CHECK(id_eq(&l.at[3].member, &d.b.member) && l.at[3].kind == ENTRY_CHANGE);
    (void)label(&d, box_ref(&d.b, no), "sensitivity:secret");
    r = box_reader(&d.b, SENSITIVITY_RESTRICTED);
    CHECK_OK(history_of(&l, &r, d.row, t->a, &err));
    CHECK_INT(l.n, 2);
    box_close(&d.b);
}

/* ---- lists */

struct walk {
    struct record_refs *l; /* what is expected, in order */
    isize n, stop_at;
};

static bool walk_one(void *ctx, const struct record_ref *x, bool *stop, UNUSED struct err *err)
{
    struct walk *w = ctx;
    CHECK(w->n < w->l->n);
    CHECK(id_eq(&x->id, &w->l->at[w->n].id));
    CHECK_STR(x->title, w->l->at[w->n].title);
    *stop = ++w->n == w->stop_at;
    return true;
}

TEST(records_one_after_the_other_are_those_of_the_list)
{
    enum { N = 150 };
    struct desk d;
    desk_make(&d, t);
    for (int i = 1; i < N; i++) {
        struct id id = box_new(&d.b, TYPE_PERSON,
                               STMT(.property = S("core:name"),
                                    .value = value_text(str_format(t->a, "Person %d", i))));
        if (i % 50 == 0)
            (void)label(&d, ref_record(id), "sensitivity:secret");
    }
    for (int level = SENSITIVITY_RESTRICTED; level <= SENSITIVITY_SECRET; level++) {
        struct reader r = box_reader(&d.b, (enum sensitivity)level);
        struct records_wanted all = {.type = TYPE_PERSON, .max = N + 1};
        struct record_refs l;
        CHECK_OK(record_list(&l, &r, all, t->a, &err));
        CHECK_INT(l.n, level == SENSITIVITY_SECRET ? N : N - 2);
        struct walk whole = {&l, 0, 0}, part = {&l, 0, 7}, few = {&l, 0, 0};
        all.max = 0;
        CHECK_OK(record_each(&r, all, walk_one, &whole, &err));
        CHECK_INT(whole.n, l.n);
        CHECK_OK(record_each(&r, all, walk_one, &part, &err));
        CHECK_INT(part.n, 7);
        all.max = 70;
        CHECK_OK(record_each(&r, all, walk_one, &few, &err));
        CHECK_INT(few.n, 70);
    }
    box_close(&d.b);
}
