/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/gate.h"

#include "record/ids.h"

/* The least consent that lets a thing out to these eyes. */
static int consent_needed(enum audience a, bool names_a_person)
{
    switch (a) {
    case AUDIENCE_MEMBERS: return 0;
    case AUDIENCE_UN: return TERM_CONSENT_UN_CONFIDENCE;
    case AUDIENCE_UN_GOVERNMENT: return TERM_CONSENT_UN_GOVERNMENT;
    case AUDIENCE_PUBLIC:
        return names_a_person ? TERM_CONSENT_PUBLIC_NAME : TERM_CONSENT_PUBLIC_CODE;
    }
    UNREACHABLE();
}

static bool is_person(int type)
{
    return type == TYPE_PERSON || type == TYPE_GROUP;
}

/* Who consents to be named has not consented to be called, written to or visited. */
static bool reaches_a_person(const struct gate_item *i)
{
    if (i->type != TYPE_PERSON || !i->property)
        return false;
    switch (i->property->number) {
    case P_ADDRESS:
    case P_PHONE:
    case P_FAX:
    case P_EMAIL:
    case P_SOCIAL: return true;
    default: return false;
    }
}

/* Words that say who somebody is. */
static bool names_a_person(const struct gate_item *i)
{
    if (i->type != TYPE_PERSON || !i->property)
        return false;
    switch (i->property->number) {
    case P_NAME:
    case P_ALIAS:
    case P_SURNAME:
    case P_DISPLAY_NAME:
    case P_SORT_KEY:
    case P_EXTERNAL_ID:
    case P_BIRTH_DATE:
    case P_BIRTH_PLACE: return true;
    default: return reaches_a_person(i);
    }
}

/* Law, bodies of states and their offices. Of all else (an organisation may be a church that
 * shelters people, a place the house where it does) the schema's "open" is for members. */
static bool is_public_type(int type)
{
    switch (type) {
    case TYPE_AGENCY:
    case TYPE_OFFICE:
    case TYPE_HOLDING:
    case TYPE_NORM:
    case TYPE_TREATY_ACT:
    case TYPE_RECOMMENDATION: return true;
    default: return false;
    }
}

/* What leaves without a consent, by its nature or by name. */
static bool leaves_by_itself(const struct gate_item *i)
{
    unsigned by = i->property ? i->property->by_name : 0;
    if (i->restrained || i->unread)
        return false;
    return (i->sensitivity == SENSITIVITY_OPEN && is_public_type(i->type)) ||
           (by & BY_NAME_ALWAYS) || ((by & BY_NAME_OFFICE) && i->in_office) ||
           ((by & BY_NAME_SIGNATORY) && i->signatory);
}

/* Filing words, and how and from whom things came to be known: that tells of helpers. */
static bool is_working_note(const struct property *p)
{
    if (!p)
        return false;
    switch (p->number) {
    case P_NOTE:
    case P_TAG:
    case P_FILE_NAME:
    case P_ASSIGNED_TO:
    case P_REASON:
    case P_RECEIVED_FROM:
    case P_COLLECTED_HOW:
    case P_FROM_SOURCE:
    case P_CUSTODIAN:
    case P_HANDED_BY:
    case P_COLLECTOR_CLOCK:
    case P_CLOCK_DRIFT:
    case P_HANDLED:
    case P_OPENED:
    case P_VERIFIED_BY:
    case P_VERIFIED_HOW:
    case P_AUTHORISED_BY:
    case P_AUTHORISATION:
    case P_SIGN_COMMENT:
    case P_MEMBER_PSEUDONYM: return true;
    default: return false;
    }
}

static struct gate_verdict inside(const struct gate *g, const struct gate_item *i)
{
    if (i->sensitivity > g->clearance)
        return (struct gate_verdict){GATE_KEEP, GATE_CLEARANCE};
    return (struct gate_verdict){GATE_SHOW, GATE_FINE};
}

struct gate_verdict gate_ask(const struct gate *g, const struct gate_item *i)
{
    if (g->audience == AUDIENCE_MEMBERS)
        return inside(g, i);
    if (i->sensitivity > g->clearance)
        return (struct gate_verdict){GATE_KEEP, GATE_CLEARANCE};
    if (i->withdrawn)
        return (struct gate_verdict){GATE_KEEP, GATE_WITHDRAWN};
    if (is_working_note(i->property))
        return (struct gate_verdict){GATE_KEEP, GATE_WORKING_NOTE};
    if (i->sensitivity == SENSITIVITY_SECRET)
        return (struct gate_verdict){GATE_KEEP, GATE_SENSITIVE};
    if (i->incomplete)
        return (struct gate_verdict){GATE_KEEP, GATE_INCOMPLETE};
    if (i->consent == TERM_CONSENT_INSIDE)
        return (struct gate_verdict){GATE_KEEP, GATE_REFUSED};
    if (leaves_by_itself(i))
        return (struct gate_verdict){GATE_SHOW, GATE_FINE};
    if (reaches_a_person(i) && g->audience != AUDIENCE_UN)
        return (struct gate_verdict){GATE_CODE, GATE_SENSITIVE};
    bool naming = names_a_person(i);
    if (i->words && !naming && i->consent >= consent_needed(g->audience, false) &&
        i->consent < consent_needed(g->audience, true))
        return (struct gate_verdict){GATE_KEEP, GATE_UNREAD};
    if (i->consent >= consent_needed(g->audience, naming))
        return (struct gate_verdict){GATE_SHOW, GATE_FINE};
    /* A name that may not leave still lets its bearer be counted, or called by a code. */
    if (naming || is_person(i->type))
        return (struct gate_verdict){GATE_CODE, GATE_NO_CONSENT};
    return (struct gate_verdict){GATE_KEEP, GATE_NO_CONSENT};
}

const char *gate_reason_say(enum gate_reason r)
{
    switch (r) {
    case GATE_FINE: return TR("may leave");
    case GATE_NO_CONSENT: return TR("no consent is recorded");
    case GATE_UNREAD: return TR("its words may name somebody, and no person has read them");
    case GATE_REFUSED: return TR("inside only: as was asked, or the consent has ended");
    case GATE_SENSITIVE: return TR("sensitive");
    case GATE_WITHDRAWN: return TR("withdrawn or corrected");
    case GATE_INCOMPLETE: return TR("a figure that does not say what, by whom and when");
    case GATE_WORKING_NOTE: return TR("a working note");
    case GATE_CLEARANCE: return TR("above your clearance");
    }
    UNREACHABLE();
}
