/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gate by table: what may leave, for whom, and the defaults when nothing is recorded. */
#include "box.h"
#include "record/ids.h"

enum { ANY = -1 };

struct row {
    const char *what;
    int type, property, sensitivity, consent; /* sensitivity 0: what the schema says */
    bool in_office, signatory, withdrawn, incomplete;
    const char answers[5]; /* members, un, un_government, public: Show, Code, Keep */
};

/* clang-format off */
static const struct row rows[] = {
    /* a person of whom nothing is recorded: inside in full, outside only as a code or a count */
    {"a name, nothing recorded",        TYPE_PERSON, P_NAME, 0, 0, 0, 0, 0, 0, "SCCC"},
    {"a birth date, nothing recorded",  TYPE_PERSON, P_BIRTH_DATE, 0, 0, 0, 0, 0, 0, "SCCC"},
    {"an address, nothing recorded",    TYPE_PERSON, P_ADDRESS, 0, 0, 0, 0, 0, 0, "SCCC"},
    {"a group's figure, no consent",    TYPE_GROUP, P_FIGURE, 0, 0, 0, 0, 0, 0, "SCCC"},
    {"an open label names nobody",      TYPE_PERSON, P_NAME, SENSITIVITY_OPEN, 0, 0, 0, 0, 0, "SCCC"},

    /* consent opens one door after the other; a name only the last */
    {"inside only",        TYPE_PERSON, P_NAME, 0, TERM_CONSENT_INSIDE, 0, 0, 0, 0, "SKKK"},
    {"UN in confidence",   TYPE_PERSON, P_NAME, 0, TERM_CONSENT_UN_CONFIDENCE, 0, 0, 0, 0, "SSCC"},
    {"UN and government",  TYPE_PERSON, P_NAME, 0, TERM_CONSENT_UN_GOVERNMENT, 0, 0, 0, 0, "SSSC"},
    {"public by code",     TYPE_PERSON, P_NAME, 0, TERM_CONSENT_PUBLIC_CODE, 0, 0, 0, 0, "SSSC"},
    {"public by name",     TYPE_PERSON, P_NAME, 0, TERM_CONSENT_PUBLIC_NAME, 0, 0, 0, 0, "SSSS"},
    {"what a code did",    TYPE_PERSON, P_SEX, 0, TERM_CONSENT_PUBLIC_CODE, 0, 0, 0, 0, "SSSS"},

    /* events, papers, places, bodies that are no state's: whatever their label, by a consent */
    {"an event, nothing said",   TYPE_EVENT, P_PLACE, SENSITIVITY_RESTRICTED, 0, 0, 0, 0, 0, "SKKK"},
    {"an open event, no consent", TYPE_EVENT, P_PLACE, SENSITIVITY_OPEN, 0, 0, 0, 0, 0, "SKKK"},
    {"an open event by code",    TYPE_EVENT, P_PLACE, SENSITIVITY_OPEN, TERM_CONSENT_PUBLIC_CODE, 0, 0, 0, 0, "SSSS"},
    {"an event by code",         TYPE_EVENT, P_PLACE, SENSITIVITY_RESTRICTED, TERM_CONSENT_PUBLIC_CODE, 0, 0, 0, 0, "SSSS"},
    {"an event for the UN",      TYPE_EVENT, P_PLACE, SENSITIVITY_RESTRICTED, TERM_CONSENT_UN_CONFIDENCE, 0, 0, 0, 0, "SSKK"},

    {"a safe house",             TYPE_PLACE, P_NAME, SENSITIVITY_OPEN, 0, 0, 0, 0, 0, "SKKK"},
    {"a church",                 TYPE_ORGANISATION, P_NAME, SENSITIVITY_OPEN, 0, 0, 0, 0, 0, "SKKK"},
    {"its telephone",            TYPE_ORGANISATION, P_PHONE, SENSITIVITY_OPEN, 0, 0, 0, 0, 0, "SKKK"},
    {"the hash of a paper",      TYPE_DOCUMENT, P_SHA256, SENSITIVITY_OPEN, 0, 0, 0, 0, 0, "SKKK"},
    {"what was asked",           TYPE_DEMAND, P_DEMAND_TEXT, SENSITIVITY_OPEN, 0, 0, 0, 0, 0, "SKKK"},
    {"that UNHCR was asked",     TYPE_UNHCR_SCREENING, P_SCREENING_COUNTRY, SENSITIVITY_OPEN, 0, 0, 0, 0, 0, "SKKK"},
    {"law",                      TYPE_NORM, P_ARTICLE, 0, 0, 0, 0, 0, 0, "SSSS"},

    /* a consent to be named is none to be called or visited */
    {"a telephone, by name",     TYPE_PERSON, P_PHONE, 0, TERM_CONSENT_PUBLIC_NAME, 0, 0, 0, 0, "SSCC"},
    {"a home, by name",          TYPE_PERSON, P_ADDRESS, 0, TERM_CONSENT_PUBLIC_NAME, 0, 0, 0, 0, "SSCC"},
    {"an official's home",       TYPE_PERSON, P_ADDRESS, 0, 0, true, 0, 0, 0, "SCCC"},
    {"an official who refused",  TYPE_PERSON, P_NAME, 0, TERM_CONSENT_INSIDE, true, 0, 0, 0, "SKKK"},

    /* officials in office and signatories who signed leave by name */
    {"an official in office",    TYPE_PERSON, P_NAME, 0, 0, true, 0, 0, 0, "SSSS"},
    {"his office's address",     TYPE_OFFICE, P_ADDRESS, 0, 0, 0, 0, 0, 0, "SSSS"},
    {"his birth date does not",  TYPE_PERSON, P_BIRTH_DATE, 0, 0, true, 0, 0, 0, "SCCC"},
    {"a signatory",              TYPE_PERSON, P_NAME, 0, 0, 0, true, 0, 0, "SSSS"},
    {"a signatory's telephone",  TYPE_PERSON, P_PHONE, 0, 0, 0, true, 0, 0, "SCCC"},

    /* what never leaves, whatever was consented to */
    {"secret with a consent",    TYPE_EVENT, P_PLACE, SENSITIVITY_SECRET, TERM_CONSENT_PUBLIC_NAME, 0, 0, 0, 0, "SKKK"},
    {"a secret official",        TYPE_PERSON, P_NAME, SENSITIVITY_SECRET, 0, true, 0, 0, 0, "SKKK"},
    {"withdrawn",                TYPE_EVENT, P_PLACE, SENSITIVITY_OPEN, TERM_CONSENT_PUBLIC_NAME, 0, 0, true, 0, "SKKK"},
    {"an incomplete figure",     TYPE_EVENT, P_FIGURE, SENSITIVITY_OPEN, TERM_CONSENT_PUBLIC_NAME, 0, 0, 0, true, "SKKK"},
    {"a note",                   TYPE_EVENT, P_NOTE, SENSITIVITY_OPEN, TERM_CONSENT_PUBLIC_NAME, 0, 0, 0, 0, "SKKK"},
    {"a filing word",            TYPE_EVENT, P_TAG, SENSITIVITY_OPEN, TERM_CONSENT_PUBLIC_NAME, 0, 0, 0, 0, "SKKK"},
    {"a reason",                 TYPE_EVENT, P_REASON, SENSITIVITY_OPEN, TERM_CONSENT_PUBLIC_NAME, 0, 0, 0, 0, "SKKK"},
    {"the name of a file",       TYPE_DOCUMENT, P_FILE_NAME, SENSITIVITY_OPEN, TERM_CONSENT_PUBLIC_NAME, 0, 0, 0, 0, "SKKK"},
    {"how it was collected",     TYPE_DOCUMENT, P_COLLECTED_HOW, SENSITIVITY_OPEN, TERM_CONSENT_PUBLIC_NAME, 0, 0, 0, 0, "SKKK"},
    {"which source it is from",  TYPE_DOCUMENT, P_FROM_SOURCE, SENSITIVITY_OPEN, TERM_CONSENT_PUBLIC_NAME, 0, 0, 0, 0, "SKKK"},
    {"who handed it over",       TYPE_DOCUMENT, P_RECEIVED_FROM, SENSITIVITY_OPEN, TERM_CONSENT_PUBLIC_NAME, 0, 0, 0, 0, "SKKK"},
    {"who keeps it",             TYPE_DOCUMENT, P_CUSTODIAN, SENSITIVITY_OPEN, TERM_CONSENT_PUBLIC_NAME, 0, 0, 0, 0, "SKKK"},
    {"a member's pseudonym",     TYPE_MEMBER, P_MEMBER_PSEUDONYM, SENSITIVITY_OPEN, TERM_CONSENT_PUBLIC_NAME, 0, 0, 0, 0, "SKKK"},

    /* a property that this program does not know, a passage, a whole document */
    {"an unknown property",      TYPE_EVENT, 0, SENSITIVITY_RESTRICTED, 0, 0, 0, 0, 0, "SKKK"},
    {"a passage of a person",    TYPE_PERSON, 0, SENSITIVITY_RESTRICTED, 0, 0, 0, 0, 0, "SCCC"},
};
/* clang-format on */

static struct gate_item item_of(const struct schema *s, const struct row *r)
{
    struct gate_item i = {.type = r->type,
                          .property = schema_property(s, r->property),
                          .sensitivity = (enum sensitivity)r->sensitivity,
                          .consent = r->consent,
                          .in_office = r->in_office,
                          .signatory = r->signatory,
                          .withdrawn = r->withdrawn,
                          .incomplete = r->incomplete};
    CHECK(!r->property || i.property);
    if (!i.sensitivity)
        i.sensitivity = property_sensitivity(s, i.property, r->type);
    return i;
}

TEST(each_thing_leaves_only_as_the_table_says)
{
    static const char letters[] = {[GATE_SHOW] = 'S', [GATE_CODE] = 'C', [GATE_KEEP] = 'K'};
    const struct schema *s = schema_builtin(t->a);
    for (isize i = 0; i < COUNTOF(rows); i++) {
        struct gate_item item = item_of(s, &rows[i]);
        for (int a = AUDIENCE_MEMBERS; a <= AUDIENCE_PUBLIC; a++) {
            struct gate g = {(enum audience)a, SENSITIVITY_SECRET};
            struct gate_verdict v = gate_ask(&g, &item);
            if (letters[v.answer] != rows[i].answers[a])
                test_fail(__FILE__, __LINE__, "%s, audience %d: %c, not %c (%s)", rows[i].what, a,
                          letters[v.answer], rows[i].answers[a], gate_reason_say(v.reason));
            CHECK((v.answer == GATE_SHOW) == (v.reason == GATE_FINE));
        }
    }
}

/* Free words can name somebody: until a person has read them they need the consent of a name. */
TEST(words_that_nobody_read_need_what_a_name_needs)
{
    const struct schema *s = schema_builtin(t->a);
    const struct property *told = schema_property(s, P_DESCRIPTION);
    CHECK(told);
    for (int consent = 0; consent <= TERM_CONSENT_PUBLIC_NAME; consent++)
        for (int a = AUDIENCE_MEMBERS; a <= AUDIENCE_PUBLIC; a++) {
            struct gate g = {(enum audience)a, SENSITIVITY_SECRET};
            struct gate_item item = {.type = TYPE_EVENT,
                                     .property = told,
                                     .sensitivity = SENSITIVITY_RESTRICTED,
                                     .consent = consent};
            struct gate_item name = item;
            bool read = gate_ask(&g, &item).answer == GATE_SHOW;
            item.words = true;
            struct gate_verdict unread = gate_ask(&g, &item);
            name.type = TYPE_PERSON;
            name.property = schema_property(s, P_NAME);
            CHECK_INT(unread.answer == GATE_SHOW, gate_ask(&g, &name).answer == GATE_SHOW);
            CHECK((unread.reason == GATE_UNREAD) == (read && unread.answer != GATE_SHOW));
        }
}

/* What is above the sender's clearance is not there: neither inside nor on any way out. */
TEST(nothing_above_the_clearance_is_answered)
{
    const struct schema *s = schema_builtin(t->a);
    for (isize i = 0; i < COUNTOF(rows); i++)
        for (int a = AUDIENCE_MEMBERS; a <= AUDIENCE_PUBLIC; a++)
            for (int c = SENSITIVITY_OPEN; c <= SENSITIVITY_SECRET; c++) {
                struct gate_item item = item_of(s, &rows[i]);
                struct gate g = {(enum audience)a, (enum sensitivity)c};
                struct gate_verdict v = gate_ask(&g, &item);
                bool above = item.sensitivity > g.clearance;
                CHECK((v.reason == GATE_CLEARANCE) == above);
                CHECK(!above || v.answer == GATE_KEEP);
            }
}

/* More consent never closes a door, and a wider audience never sees more. */
TEST(consent_only_opens_and_a_wider_audience_sees_no_more)
{
    const struct schema *s = schema_builtin(t->a);
    for (isize i = 0; i < s->properties.n; i++)
        for (int consent = TERM_CONSENT_INSIDE; consent <= TERM_CONSENT_PUBLIC_NAME; consent++)
            for (int a = AUDIENCE_UN; a <= AUDIENCE_PUBLIC; a++) {
                struct gate_item item = {.type = TYPE_PERSON,
                                         .property = &s->properties.at[i],
                                         .sensitivity = SENSITIVITY_RESTRICTED,
                                         .consent = consent};
                struct gate g = {(enum audience)a, SENSITIVITY_SECRET};
                enum gate_answer now = gate_ask(&g, &item).answer, more, wider = GATE_KEEP;
                item.consent = consent < TERM_CONSENT_PUBLIC_NAME ? consent + 1 : consent;
                more = gate_ask(&g, &item).answer;
                CHECK(more <= now);
                item.consent = consent;
                g.audience = (enum audience)(a + 1);
                if (a < AUDIENCE_PUBLIC)
                    wider = gate_ask(&g, &item).answer;
                CHECK(wider >= now);
            }
}

TEST(every_reason_is_said)
{
    for (int r = GATE_FINE; r <= GATE_CLEARANCE; r++)
        CHECK(gate_reason_say((enum gate_reason)r)[0] != 0);
}
