/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters from a vault made here: what stands in them, and above all what does not. */
#include "desk.h"
#include "record/consent.h"
#include "record/ids.h"

/* ---- what stands in it */

TEST(a_letter_says_what_is_recorded_with_hedge_and_source)
{
    struct desk d;
    desk_make(&d, t);
    struct str text = text_of(&d);
    CHECK(holds(text, "Reportedly, 50 people were returned against their will in Dandong"));
    CHECK(holds(text, "14 July 2021") && holds(text, "[1] River report"));
    CHECK(holds(text, "Lin Boyuan") && holds(text, "Premier") && holds(text, "Harbour Light"));
    CHECK(holds(text, "Convention relating to the Status of Refugees"));
    box_close(&d.b);
}

/* Not "returned in the country they fled from". */
TEST(a_return_says_whereto)
{
    static const struct {
        enum language lang;
        const char *says;
    } rows[] = {{LANG_EN, "3 people were returned against their will to Namyang (September 2021)"},
                {LANG_KO, "Namyang으로(로) 강제 송환되었습니다"},
                {LANG_ZH_HANS, "被强行遣返至Namyang"},
                {LANG_ZH_HANT, "被強行遣返至Namyang"}};
    struct desk d;
    desk_make(&d, t);
    struct id id = event(&d, "event:repatriation", 3, "Tumen", "2021-09");
    (void)say(&d, id, "core:to_place", (struct value){.type = V_PLACE, .text = S("Namyang")}, 0);
    for (isize i = 0; i < COUNTOF(rows); i++) {
        d.order.lang = rows[i].lang;
        CHECK(holds(text_of(&d), rows[i].says));
    }
    box_close(&d.b);
}

TEST(one_person_was_and_two_were)
{
    struct desk d;
    desk_make(&d, t);
    (void)event(&d, "event:arrest", 1, "Tumen", "2021-08");
    (void)event(&d, "event:handover", 2, "Namyang", "2021-09"); /* a kind of return */
    struct str text = text_of(&d);
    CHECK(holds(text, "Reportedly, one person was arrested in Tumen (August 2021)."));
    CHECK(holds(text, "Reportedly, 2 people were returned against their will in Namyang"));
    box_close(&d.b);
}

TEST(the_same_thing_from_two_papers_is_one_sentence)
{
    struct desk d;
    desk_make(&d, t);
    d.paper = publish(&d, "Border notes");
    (void)event(&d, "event:repatriation", 50, "Dandong", "2021-07-14");
    struct letter l = compose(&d);
    struct str text = text_of(&d);
    CHECK_INT(l.paper.notes.n, 1);
    CHECK(holds(text, "River report; Border notes"));
    (void)event(&d, "event:repatriation", 50, "Dandong", "2021-07"); /* says less */
    CHECK(holds(text_of(&d), "see also") || l.paper.body.n == compose(&d).paper.body.n);
    box_close(&d.b);
}

TEST(days_that_differ_are_told_until_the_events_are_linked)
{
    struct desk d;
    desk_make(&d, t);
    struct id other = event(&d, "event:repatriation", 50, "Dandong", "2021-07-16");
    struct letter l = compose(&d);
    CHECK(leaves_out(&l, "said twice"));
    CHECK_OK(record_link(&d.b.w, &d.event, &other, true, S(""), &err));
    struct letter linked = compose(&d);
    CHECK(!leaves_out(&linked, "said twice"));
    CHECK_INT(linked.paper.body.n, l.paper.body.n - 1);
    box_close(&d.b);
}

TEST(what_is_denied_is_not_claimed)
{
    struct desk d;
    desk_make(&d, t);
    struct id id;
    CHECK_OK(record_new(&id, &d.b.w, TYPE_EVENT, (struct draft){.kind = ENTRY_RECORD}, &err));
    (void)say(&d, id, "core:event_kind", kind("event:torture"), TERM_HEDGE_DENIED);
    (void)say(&d, id, "core:place", place(S("Sinuiju")), 0);
    struct letter l = compose(&d);
    CHECK(leaves_out(&l, "denies"));
    CHECK(!holds(text_of(&d), "Sinuiju"));
    box_close(&d.b);
}

/* ---- names and sources */

TEST(a_name_in_a_place_or_a_title_stays_inside)
{
    struct desk d;
    desk_make(&d, t);
    (void)make(&d, TYPE_PERSON, "core:name", value_text(S("Han Myong-ok")));
    d.paper = publish(&d, "The story of Han Myong Ok");
    (void)event(&d, "event:arrest", 3, "house of HAN Myongok, Tumen", "2022-01");
    struct str text = text_of(&d);
    struct letter l = compose(&d);
    CHECK(holds(text, "3 people were arrested") && !holds(text, "yong"));
    CHECK(leaves_out(&l, "a name stands in it"));
    CHECK(holds(text, "a published paper"));
    box_close(&d.b);
}

TEST(a_private_source_is_not_named_and_not_counted)
{
    struct desk d;
    desk_make(&d, t);
    for (int i = 0; i < 2; i++) {
        d.paper = make(&d, TYPE_DOCUMENT, "core:title", value_text(S("Call from a broker")));
        struct id id = event(&d, "event:arrest", 4 + i, "Tumen", "2022-02");
        struct consent_given c = {.what = ref_record(id), .level = TERM_CONSENT_PUBLIC_CODE};
        struct id made;
        CHECK_OK(consent_give(&made, &d.b.w, &c, &err));
    }
    struct letter l = compose(&d);
    CHECK_INT(l.paper.notes.n, 2); /* the public paper, and all that is on file */
    CHECK(!holds(text_of(&d), "broker"));
    CHECK(holds(text_of(&d), "[2] testimony on file with Harbour Light"));
    box_close(&d.b);
}

TEST(without_a_consent_an_event_of_a_private_paper_stays)
{
    struct desk d;
    desk_make(&d, t);
    d.paper = make(&d, TYPE_DOCUMENT, "core:title", value_text(S("Call from a broker")));
    struct id id = event(&d, "event:arrest", 7, "Musan", "2022-02");
    CHECK(!holds(text_of(&d), "Musan") && !holds(text_of(&d), "7 people"));
    struct ref what = ref_record(id);
    CHECK_OK(label_set(&d.b.w, &what, P_SENSITIVITY, TERM_SENSITIVITY_OPEN, S(""), &err));
    CHECK(!holds(text_of(&d), "Musan"));
    box_close(&d.b);
}

TEST(a_figure_says_who_counted_or_stays)
{
    struct desk d;
    desk_make(&d, t);
    struct id group = make(&d, TYPE_GROUP, "core:group_description", value_text(S("those sent")));
    (void)say(&d, group, "core:figure", number(90, BOUND_AT_LEAST, S("women")), 0);
    CHECK(holds(text_of(&d), "At least 90 people were returned, according to River Monitor"));
    struct ref paper = ref_record(d.paper);
    CHECK_OK(label_set(&d.b.w, &paper, P_SENSITIVITY, TERM_SENSITIVITY_RESTRICTED, S(""), &err));
    struct letter l = compose(&d);
    CHECK(!holds(text_of(&d), "River Monitor") && !holds(text_of(&d), "90 people"));
    CHECK(leaves_out(&l, "who says so may not be named"));
    box_close(&d.b);
}

TEST(figures_that_lack_something_are_one_line)
{
    struct desk d;
    desk_make(&d, t);
    for (int i = 0; i < 9; i++) {
        struct id g = make(&d, TYPE_GROUP, "core:group_description", value_text(S("people")));
        (void)say(&d, g, "core:figure",
                  (struct value){.type = V_QUANTITY, .quantity = {.has_min = true, .min = 10 + i}},
                  0);
    }
    struct letter l = compose(&d);
    isize lines = 0;
    for (isize i = 0; i < l.left.n; i++)
        if (holds(str_from_c(l.left.at[i].why), "does not say what")) {
            lines++;
            CHECK_INT(l.left.at[i].n, 9);
            CHECK(l.left.at[i].advice && holds(l.left.at[i].which, "..."));
        }
    CHECK_INT(lines, 1);
    box_close(&d.b);
}

/* ---- to whom */

static int64_t address(struct desk *d, struct id of, const char *lines, const char *as_of)
{
    struct stmt s = STMT(.subject = ref_record(of), .property = S("core:address"),
                         .value = value_text(str_from_c(lines)), .as_of = str_from_c(as_of));
    return box_say(&d->b, ENTRY_RECORD, s);
}

TEST(a_verified_address_comes_before_a_newer_one)
{
    struct desk d;
    desk_make(&d, t);
    int64_t old = address(&d, d.office, "1 Old Street\nBeijing\nChina", "2000");
    (void)address(&d, d.office, "2 New Street\nBeijing\nChina", "2010");
    struct letter l = compose(&d);
    CHECK_INT(l.paper.address, PAPER_ADDRESS_UNSURE);
    CHECK(holds(text_of(&d), "2 New Street"));
    (void)box_say(&d.b, ENTRY_LABEL,
                  STMT(.subject = box_ref(&d.b, old), .property = S("core:verified_on"),
                       .value = value_date(S("2023-10-01"))));
    l = compose(&d);
    CHECK_INT(l.paper.address, PAPER_ADDRESS_VERIFIED);
    CHECK(holds(text_of(&d), "1 Old Street") && !holds(text_of(&d), "2 New Street"));
    CHECK(leaves_out(&l, "another address"));
    box_close(&d.b);
}

TEST(no_home_and_no_hidden_address_is_printed)
{
    struct desk d;
    desk_make(&d, t);
    (void)address(&d, d.premier, "9 Quiet Lane\nBeijing", "2020");
    /* record_link() refuses two kinds; an entry of another program may still hold such a link. */
    box_say(&d.b, ENTRY_CHANGE,
            STMT(.subject = ref_record(d.office), .property = S("core:same"),
                 .value = value_record(d.premier)));
    CHECK(!holds(text_of(&d), "Quiet Lane"));
    int64_t no = address(&d, d.office, "3 Back Gate\nBeijing", "2021");
    CHECK(holds(text_of(&d), "Back Gate"));
    struct ref what = box_ref(&d.b, no);
    CHECK_OK(label_set(&d.b.w, &what, P_SENSITIVITY, TERM_SENSITIVITY_SECRET, S(""), &err));
    CHECK(!holds(text_of(&d), "Back Gate"));
    box_close(&d.b);
}

TEST(who_left_the_office_is_not_addressed)
{
    struct desk d;
    desk_make(&d, t);
    CHECK(holds(text_of(&d), "Lin Boyuan"));
    (void)say(&d, d.holding, "core:until", value_date(S("2022")), 0);
    CHECK(!holds(text_of(&d), "Lin Boyuan"));
    box_close(&d.b);
}

TEST(the_state_of_origin_gets_no_letter_by_a_slip)
{
    struct desk d;
    struct letter l;
    desk_make(&d, t);
    (void)address(&d, d.office, "Pyongyang\nDemocratic People's Republic of Korea", "2020");
    CHECK_FAILS(letter_compose(&l, &d.b.w, law_builtin(t->a), &d.order, t->a, &err), E_INVALID);
    d.order.state = S("PRK");
    l = compose(&d);
    CHECK(leaves_out(&l, "nothing stops a letter to it"));
    (void)say(&d, d.event, "core:origin_state", value_text(S("PRK")), 0);
    CHECK_FAILS(letter_compose(&l, &d.b.w, law_builtin(t->a), &d.order, t->a, &err), E_DENIED);
    d.order.to_origin = true;
    (void)compose(&d);
    box_close(&d.b);
}

TEST(the_nationality_of_who_is_at_risk_is_an_origin)
{
    struct desk d;
    struct letter l;
    desk_make(&d, t);
    struct id person = make(&d, TYPE_PERSON, "core:name", value_text(S("Han Myong-ok")));
    (void)say(&d, person, "core:nationality", value_text(S("North Korean")), 0);
    (void)address(&d, d.office, "Pyongyang, DPRK", "2020");
    d.order.state = S("PRK");
    (void)compose(&d);
    (void)say(&d, d.event, "core:victim", value_record(person), 0);
    CHECK_FAILS(letter_compose(&l, &d.b.w, law_builtin(t->a), &d.order, t->a, &err), E_DENIED);
    box_close(&d.b);
}

/* ---- law */

TEST(only_what_binds_and_was_verified_is_claimed)
{
    struct desk d;
    desk_make(&d, t);
    struct letter l = compose(&d);
    struct str text = text_of(&d);
    CHECK(leaves_out(&l, "only signed")); /* the Covenant, of China */
    CHECK(holds(text, "article 33(1)") && holds(text, "article 3(1)"));
    CHECK(!holds(text, "Covenant"));
    d.order.state = S("PRK");
    CHECK(!holds(text_of(&d), "article 33(1)")); /* never joined */
    d.order.state = S("");
    l = compose(&d);
    CHECK(leaves_out(&l, "the state addressed is not known"));
    box_close(&d.b);
}

/* ---- in every language */

TEST(each_language_fills_its_holes)
{
    static const enum language all[] = {LANG_EN, LANG_KO, LANG_ZH_HANS, LANG_ZH_HANT};
    static const char *const terms[] = {
        "event:arrest", "event:detention",     "event:repatriation", "event:threat_of_return",
        "event:raid",   "event:disappearance", "event:execution",    "event:torture"};
    struct desk d;
    desk_make(&d, t);
    for (isize i = 0; i < COUNTOF(terms); i++)
        (void)event(&d, terms[i], 1 + (int64_t)i, "Tumen", "2022");
    for (isize i = 0; i < COUNTOF(all); i++) {
        d.order.lang = all[i];
        struct str text = text_of(&d);
        CHECK(!holds(text, "{") && !holds(text, "}"));
        CHECK(!holds(text, "()") && !holds(text, "\xef\xbc\x88\xef\xbc\x89"));
        CHECK(all[i] != LANG_KO || !holds(text, "\xec\x9d\xb4(\xea\xb0\x80)"));
        CHECK(compose(&d).paper.body.n > COUNTOF(terms));
    }
    box_close(&d.b);
}
