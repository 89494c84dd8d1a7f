/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A call written down: what its statements inherit, what stays inside, what adds up. */
#include "read/note.h"

#include "../record/box.h"
#include "base/list.h"
#include "lang/when.h"
#include "read/origin.h"
#include "read/proposal.h"
#include "record/document.h"
#include "record/ids.h"
#include "record/kept_names.h"

static const struct str call = {"어제 새벽 선양에서 열 명이 체포됐다. 네 살 아이 한 명. 안전가옥에 "
                                "있었다. 브로커 +86 138 1234 5678.\n",
                                sizeof "어제 새벽 선양에서 열 명이 체포됐다. 네 살 아이 한 명. "
                                       "안전가옥에 있었다. 브로커 +86 138 1234 "
                                       "5678.\n" -
                                    1};

static void begin(struct box *b, struct test *t)
{
    box_make(b, t, "note", 7);
    box_workspace(b, t);
}

static struct note a_note(struct str words)
{
    return (struct note){.words = words,
                         .told_by = S("broker, voice known"),
                         .when = S("2026-03-02"),
                         .knows = KNOWS_TOLD,
                         .naming = NAMING_CANNOT_BE_ASKED};
}

static struct id keep(struct box *b, struct test *t, struct note n)
{
    struct noted out;
    CHECK_OK(note_add(&out, &b->w, &n, t->a, &err));
    CHECK(!out.known);
    return out.document;
}

static void accept_all(struct box *b, struct test *t, struct id document)
{
    struct acceptance x = {0};
    struct id made;
    CHECK_OK(proposals_list(&x.proposals, &b->w,
                            (struct proposals_wanted){&document, PROPOSAL_OPEN, 100}, t->a, &err));
    CHECK(x.proposals.n > 0);
    CHECK_OK(proposals_accept(&made, &b->w, &x, &err));
}

static struct fact_list facts(struct box *b, struct test *t, struct id document)
{
    struct fact_list l;
    int64_t row;
    CHECK_OK(record_row_of(&row, b->v->db, &document, &err));
    CHECK_OK(facts_from(&l, &b->w.reader, row, t->a, &err));
    return l;
}

TEST(every_statement_made_from_a_note_has_its_source_its_day_and_how_sure_it_was)
{
    struct box b = {0};
    static const struct {
        enum note_knows knows;
        int hedge, hearsay, closeness;
    } ways[] = {{KNOWS_SAW, TERM_HEDGE_KNOWN, 0, TERM_CLOSENESS_WITNESS},
                {KNOWS_TOLD, TERM_HEDGE_REPORTED, 1, TERM_CLOSENESS_TOLD},
                {KNOWS_THIRD_HAND, TERM_HEDGE_REPORTED, 2, TERM_CLOSENESS_THIRD_HAND},
                {KNOWS_UNSAID, 0, HEARSAY_UNSAID, 0}};
    begin(&b, t);
    for (isize w = 0; w < COUNTOF(ways); w++) {
        struct note n = a_note(call);
        n.knows = ways[w].knows;
        struct id document = keep(&b, t, n);
        accept_all(&b, t, document);
        struct fact_list l = facts(&b, t, document);
        CHECK(l.n > 5);
        for (isize i = 0; i < l.n; i++) {
            const struct fact *f = &l.at[i];
            if (f->s.subject.kind != REF_RECORD || id_eq(&f->s.subject.id, &document))
                continue;
            CHECK(f->s.source.kind == REF_PASSAGE && id_eq(&f->s.source.id, &document));
            /* A figure has its own day, as the words say: yesterday. */
            CHECK_STR(f->s.as_of, f->p->number == P_FIGURE ? S("2026-03-01") : S("2026-03-02"));
            CHECK_INT(f->s.hedge, ways[w].hedge);
            CHECK_INT(f->s.hearsay, ways[w].hearsay);
            CHECK_INT(f->s.closeness, ways[w].closeness);
            CHECK_STR(f->s.holder_name, S("a source known to us"));
            CHECK_INT(f->item.consent, TERM_CONSENT_INSIDE);
        }
    }
    box_close(&b);
}

TEST(what_the_words_say_themselves_is_not_overwritten)
{
    struct origin o = {.known = true,
                       .hedge = TERM_HEDGE_REPORTED,
                       .hearsay = 1,
                       .as_of = S("2026-03-02"),
                       .holder = S("a source known to us")};
    for (int bits = 0; bits < 16; bits++) {
        struct stmt s = STMT(.property = S("core:figure"));
        s.hedge = bits & 1 ? TERM_HEDGE_ESTIMATED : 0;
        s.hearsay = bits & 2 ? 0 : HEARSAY_UNSAID;
        s.as_of = bits & 4 ? S("1999") : S("");
        s.holder_name = bits & 8 ? S("a ministry") : S("");
        origin_lend(&o, &s);
        CHECK_INT(s.hedge, bits & 1 ? TERM_HEDGE_ESTIMATED : TERM_HEDGE_REPORTED);
        CHECK_INT(s.hearsay, bits & 2 ? 0 : 1);
        CHECK_STR(s.as_of, bits & 4 ? S("1999") : S("2026-03-02"));
        CHECK_STR(s.holder_name, bits & 8 ? S("a ministry") : S("a source known to us"));
    }
    struct stmt s = STMT(.property = S("core:figure")), before = s;
    o.known = false;
    origin_lend(&o, &s);
    CHECK(s.hedge == before.hedge && s.hearsay == before.hearsay && !s.as_of.n);
}

TEST(sensitivity_is_inherited_too)
{
    struct box b = {0};
    struct note n = a_note(call);
    begin(&b, t);
    n.secret = true;
    struct id document = keep(&b, t, n);
    accept_all(&b, t, document);
    struct fact_list l = facts(&b, t, document);
    CHECK(l.n > 5);
    for (isize i = 0; i < l.n; i++)
        CHECK_INT(l.at[i].item.sensitivity, SENSITIVITY_SECRET);
    box_close(&b);
}

TEST(who_told_is_seen_by_nobody_who_is_not_cleared)
{
    struct box b = {0};
    begin(&b, t);
    struct id document = keep(&b, t, a_note(call));
    accept_all(&b, t, document);
    struct reader low = box_reader(&b, SENSITIVITY_RESTRICTED);
    struct record rec;
    struct record_refs l;
    CHECK_OK(record_load_id(&rec, &low, &document, t->a, &err));
    CHECK(!record_fact(&rec, P_FROM_SOURCE));
    CHECK_OK(
        record_list(&l, &low, (struct records_wanted){.type = TYPE_SOURCE, .max = 10}, t->a, &err));
    CHECK_INT(l.n, 0);
    struct reader all = box_reader(&b, SENSITIVITY_SECRET);
    CHECK_OK(
        record_list(&l, &all, (struct records_wanted){.type = TYPE_SOURCE, .max = 10}, t->a, &err));
    CHECK_INT(l.n, 1);
    CHECK_OK(record_load(&rec, &all, l.at[0].row, t->a, &err));
    CHECK_STR(record_fact(&rec, P_SOURCE_DESCRIPTION)->s.value.text, S("broker, voice known"));
    box_close(&b);
}

TEST(words_that_can_betray_people_stay_inside)
{
    struct box b = {0};
    struct note_said said;
    begin(&b, t);
    struct id document = keep(&b, t, a_note(call));
    CHECK_OK(note_said(&said, &b.w, &document, t->a, &err));
    CHECK_INT(said.hidden.n, 3);
    CHECK_STR(said.hidden.at[0], S("안전가옥"));
    CHECK_STR(said.hidden.at[1], S("브로커"));
    CHECK_STR(said.hidden.at[2], S("+86 138 1234 5678"));
    /* What is grounded in such words does not leave, though the rest of the note may. */
    isize at = str_find(call, S("안전가옥"));
    struct stmt s = STMT(.property = S("core:name"), .value = value_text(S("안전가옥")),
                         .source = ref_passage(document, at, at + 12));
    struct id place;
    struct record rec;
    CHECK_OK(record_new(&place, &b.w, TYPE_PLACE,
                        (struct draft){.kind = ENTRY_RECORD, .stmts = &s, .n = 1}, &err));
    struct reader outside = b.w.reader;
    outside.gate.audience = AUDIENCE_UN;
    CHECK_OK(record_load_id(&rec, &b.w.reader, &place, t->a, &err));
    const struct fact *f = record_fact(&rec, P_NAME);
    CHECK(gate_ask(&outside.gate, &f->item).answer == GATE_KEEP);
    CHECK_INT(f->item.sensitivity, SENSITIVITY_RESTRICTED);
    box_close(&b);
}

static struct read_parts parts_of(struct test *t, struct str text)
{
    struct reading r;
    CHECK_OK(reading_make(&r, text, t->a, &err));
    return r.parts;
}

static void check_parts(struct test *t, struct str text, int64_t all, int64_t women, int64_t men,
                        int64_t children, bool fit)
{
    struct read_parts p = parts_of(t, text);
    CHECK_INT(p.count[READ_PART_TOTAL], all);
    CHECK_INT(p.count[READ_PART_WOMEN], women);
    CHECK_INT(p.count[READ_PART_MEN], men);
    CHECK_INT(p.count[READ_PART_CHILDREN], children);
    CHECK(read_parts_fit(&p) == fit);
}

TEST(parts_are_counted_against_the_whole)
{
    check_parts(t, call, 10, 0, 0, 1, true);
    check_parts(t, S("10 people were arrested, 6 men and 4 women."), 10, 4, 6, 0, true);
    check_parts(t, S("10 people were arrested, 6 men and 5 women."), 10, 5, 6, 0, false);
    check_parts(t, S("Ten people are held, including a four year old child."), 10, 0, 0, 1, true);
    check_parts(t, S("Three people came with 5 children."), 3, 0, 0, 5, false);
    check_parts(t, S("十人被捕，其中三名女性、一名儿童。"), 10, 3, 0, 1, true);
    check_parts(t, S("열두 명이 잡혔다. 여성 7명, 남성 3명, 아이 2명."), 12, 7, 3, 2, true);
    check_parts(t, S("No number is given here."), 0, 0, 0, 0, true);
}

static bool protects(struct test *t, struct str text, enum read_protect_kind kind)
{
    struct reading r;
    CHECK_OK(reading_make(&r, text, t->a, &err));
    for (isize i = 0; i < r.protect.n; i++)
        if (r.protect.at[i].kind == kind)
            return true;
    return false;
}

TEST(words_that_can_betray_are_found_in_each_language)
{
    CHECK(protects(t, S("They hid in a safe house."), READ_PROTECT_SAFE_HOUSE));
    CHECK(protects(t, S("他们躲在安全屋里。"), READ_PROTECT_SAFE_HOUSE));
    CHECK(protects(t, S("他們躲在藏身處。"), READ_PROTECT_SAFE_HOUSE));
    CHECK(protects(t, S("은신처를 옮겼다."), READ_PROTECT_SAFE_HOUSE));
    CHECK(protects(t, S("The escape route is closed."), READ_PROTECT_ROUTE));
    CHECK(protects(t, S("她的家人是蛇头。"), READ_PROTECT_BROKER));
    CHECK(protects(t, S("선교사가 도왔다."), READ_PROTECT_CONTACT));
    CHECK(protects(t, S("She has relatives in North Korea."), READ_PROTECT_RELATIVES));
    CHECK(protects(t, S("북한에 있는 가족이 걱정이다."), READ_PROTECT_RELATIVES));
    CHECK(protects(t, S("Call 010-1234-5678 after nine."), READ_PROTECT_PHONE));
    CHECK(protects(t, S("手机 13812345678 已关机。"), READ_PROTECT_PHONE));
    CHECK(
        !protects(t, S("ASA 24/01/00, 7 June 2000, 2026-03-02, 1,170 people"), READ_PROTECT_PHONE));
    CHECK(!protects(t, S("The house is safe."), READ_PROTECT_SAFE_HOUSE));
}

TEST(the_same_words_of_the_same_source_and_day_are_kept_once)
{
    struct box b = {0};
    struct noted out;
    struct note n = a_note(call);
    begin(&b, t);
    struct id first = keep(&b, t, n);
    CHECK_OK(note_add(&out, &b.w, &n, t->a, &err));
    CHECK(out.known && id_eq(&out.document, &first));
    n.told_by = S("an aunt");
    CHECK(!id_eq(&first, &(struct id){0}));
    (void)keep(&b, t, n);
    n.when = S("2026-03-03");
    (void)keep(&b, t, n);
    box_close(&b);
}

TEST(what_cannot_be_a_note_is_refused_and_nothing_is_written)
{
    struct box b = {0};
    struct noted out;
    int64_t before, after, stmts;
    begin(&b, t);
    CHECK_OK(journal_counts(&before, &stmts, b.v->db, &err));
    struct note n = a_note(S(" \n\t"));
    CHECK_FAILS(note_add(&out, &b.w, &n, t->a, &err), E_INVALID);
    n = a_note(S("\xff\xfe"));
    CHECK_FAILS(note_add(&out, &b.w, &n, t->a, &err), E_INVALID);
    n = a_note((struct str){"a\0b", 3});
    CHECK_FAILS(note_add(&out, &b.w, &n, t->a, &err), E_INVALID);
    char *long_words = NEWN(t->a, char, NOTE_MAX + 1);
    for (isize i = 0; i <= NOTE_MAX; i++)
        long_words[i] = 'a';
    n = a_note((struct str){long_words, NOTE_MAX + 1});
    CHECK_FAILS(note_add(&out, &b.w, &n, t->a, &err), E_LIMIT);
    n = a_note(call);
    n.naming = NAMING_YES;
    CHECK_FAILS(note_add(&out, &b.w, &n, t->a, &err), E_INVALID);
    CHECK_OK(journal_counts(&after, &stmts, b.v->db, &err));
    CHECK_INT(after, before);
    box_close(&b);
}

TEST(a_day_is_understood_as_people_write_it)
{
    struct str day = {0};
    struct str today = S("2026-03-02");
    CHECK_OK(when_typed(&day, S("today"), today, t->a, &err));
    CHECK_STR(day, today);
    CHECK_OK(when_typed(&day, S("오늘"), today, t->a, &err));
    CHECK_STR(day, today);
    CHECK_OK(when_typed(&day, S("yesterday"), today, t->a, &err));
    CHECK_STR(day, S("2026-03-01"));
    CHECK_OK(when_typed(&day, S("4 November 2017"), today, t->a, &err));
    CHECK_STR(day, S("2017-11-04"));
    CHECK_OK(when_typed(&day, S("2017-11"), today, t->a, &err));
    CHECK_STR(day, S("2017-11"));
    CHECK_FAILS(when_typed(&day, S("31 February"), today, t->a, &err), E_INVALID);
    CHECK_FAILS(when_typed(&day, S("31 February 2026"), today, t->a, &err), E_INVALID);
    CHECK_FAILS(when_typed(&day, S("2026-02-31"), today, t->a, &err), E_INVALID);
    CHECK_FAILS(when_typed(&day, S("soon"), today, t->a, &err), E_INVALID);
    CHECK_FAILS(when_typed(&day, S(""), today, t->a, &err), E_INVALID);
}

/* ---- words that may name somebody */

static const struct str raid = {
    "Police arrested Pak Sun-ok and nine other people in Tumen on 3 March 2026.\n",
    sizeof "Police arrested Pak Sun-ok and nine other people in Tumen on 3 March 2026.\n" - 1};

struct leaving { /* a call that may be told to anybody, its people by a code */
    struct box b;
    struct id document;
    struct reader outside;
    struct arena *a;
};

static void leaving_make(struct leaving *x, struct test *t)
{
    begin(&x->b, t);
    struct note n = a_note(raid);
    n.naming = NAMING_UNSAID;
    x->document = keep(&x->b, t, n);
    struct ref what = ref_record(x->document);
    CHECK_OK(label_set(&x->b.w, &what, P_MAY_LEAVE, TERM_CONSENT_PUBLIC_CODE, S(""), &err));
    x->outside = x->b.w.reader;
    x->outside.gate.audience = AUDIENCE_PUBLIC;
    x->a = t->a;
}

static struct proposal_list waiting(struct leaving *x, const char *kind)
{
    struct proposal_list all, l = {0};
    CHECK_OK(proposals_list(
        &all, &x->b.w, (struct proposals_wanted){&x->document, PROPOSAL_OPEN, 100}, x->a, &err));
    for (isize i = 0; i < all.n; i++)
        if (str_eq(all.at[i].kind, str_from_c(kind)))
            *LIST_ADD(&l, x->a) = all.at[i];
    CHECK(l.n > 0);
    return l;
}

static struct id take(struct leaving *x, const char *kind, bool bulk)
{
    struct acceptance some = {.proposals = waiting(x, kind), .bulk = bulk};
    struct id made;
    CHECK_OK(proposals_accept(&made, &x->b.w, &some, &err));
    return made;
}

/* Of the sentence that tells of an event: the gate's reason, and whether its words may leave. */
static enum gate_reason description(bool *let, struct leaving *x, struct id event)
{
    struct kept_names names;
    struct record rec;
    CHECK_OK(record_load_id(&rec, &x->outside, &event, x->a, &err));
    const struct fact *f = record_fact(&rec, P_DESCRIPTION);
    CHECK(f && str_find(f->s.value.text, S("Pak Sun-ok")) >= 0);
    CHECK_OK(kept_names_load(&names, &x->outside, x->a, &err));
    CHECK_OK(kept_names_let(let, &names, f, &err));
    return f->verdict.reason;
}

TEST(words_that_nobody_read_do_not_leave_by_a_code)
{
    struct leaving x;
    bool let;
    leaving_make(&x, t);
    struct id event = take(&x, "event", true);
    CHECK_INT(description(&let, &x, event), GATE_UNREAD);
    struct ref what = ref_record(x.document);
    CHECK_OK(label_set(&x.b.w, &what, P_MAY_LEAVE, TERM_CONSENT_PUBLIC_NAME, S(""), &err));
    CHECK_INT(description(&let, &x, event), GATE_FINE); /* they may be named */
    box_close(&x.b);
}

TEST(a_name_that_waits_to_be_accepted_does_not_leave_in_a_sentence)
{
    struct leaving x;
    bool let;
    leaving_make(&x, t);
    struct id event = take(&x, "event", false);
    CHECK_INT(description(&let, &x, event), GATE_FINE); /* a person has read it */
    CHECK(!let);
    struct proposal_list people = waiting(&x, "person");
    for (isize i = 0; i < people.n; i++)
        CHECK_OK(proposal_refuse(&x.b.w, &people.at[i], S("no name"), &err));
    CHECK_INT(description(&let, &x, event), GATE_FINE);
    CHECK(let);
    box_close(&x.b);
}

TEST(a_name_that_was_accepted_stays_by_its_own_consent)
{
    struct leaving x;
    bool let;
    leaving_make(&x, t);
    struct id event = take(&x, "event", false);
    struct id person = take(&x, "person", false);
    (void)description(&let, &x, event);
    CHECK(!let);
    struct ref what = ref_record(person);
    CHECK_OK(label_set(&x.b.w, &what, P_MAY_LEAVE, TERM_CONSENT_PUBLIC_NAME, S(""), &err));
    (void)description(&let, &x, event);
    CHECK(let);
    box_close(&x.b);
}
