/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who is bound on a day. Dates can be known to the month or the year only, so everything is a range
 * of days, and an answer is verified only if it is the same for every day in it.
 */
#include "record/law.h"

enum { RULE_LONGEST = 400 }; /* no treaty here waits longer than this many days for a later party */

static const struct edtf_range no_day = {INT64_MAX, INT64_MAX};

/* The days that a value can mean: wider where only its month or year was checked. */
static bool days_of(struct edtf_range *out, struct law_value v)
{
    struct str text = v.text;
    if (v.check == LAW_YEAR_VERIFIED)
        text = str_part(text, 0, 4);
    else if (v.check == LAW_MONTH_VERIFIED)
        text = str_part(text, 0, 7);
    struct edtf e;
    struct err bad = {0};
    if (!text.n || !edtf_parse(&e, text, &bad))
        return false;
    *out = edtf_range(&e);
    return true;
}

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* 'x' where the range of a date has an end there, moved by the span. */
static int64_t moved(struct law_span s, int64_t x)
{
    return x == INT64_MIN || x == INT64_MAX ? x : law_span_add(s, x);
}

static bool is_agreement(const struct law_instrument *i)
{
    return i->kind == TERM_NORM_KIND_BILATERAL || i->kind == TERM_NORM_KIND_DOMESTIC;
}

static struct str how_said(const struct law_instrument *i, const struct law_act *act,
                           struct arena *a)
{
    static const char *const units[] = {"", "days", "months", "years"};
    if (is_agreement(i))
        return str_format(a, "in force %.*s", FS(i->in_force.text));
    if (!i->rule_span.unit)
        return str_format(a, "%.*s", FS(act->date.text));
    return str_format(a, "%.*s and %d %s%s, art. %.*s", FS(act->date.text), i->rule_span.n,
                      units[i->rule_span.unit],
                      i->rule_span.then_first_of_month ? ", the first of the next month" : "",
                      FS(i->rule_article));
}

/* When an instrument is in force; a year alone cannot begin before it was adopted. */
static bool force_of(struct edtf_range *out, const struct law_instrument *i)
{
    struct edtf_range adopted;
    if (!days_of(out, i->in_force))
        return false;
    if (days_of(&adopted, i->adopted) && adopted.lo <= out->hi)
        out->lo = later(out->lo, adopted.lo);
    return true;
}

/* From when the act binds: the treaty's rule, and never before the treaty itself is in force. */
static void from_compute(struct law_status *s, struct arena *a)
{
    const struct law_instrument *i = s->instrument;
    const struct law_act *act = s->act;
    struct edtf_range deposit, force;
    bool has_force = force_of(&force, i);
    if (is_agreement(i)) {
        s->has_from = has_force;
        s->from = has_force ? force : no_day;
        s->from_verified = has_force && i->in_force.check != LAW_UNVERIFIED;
    } else if (days_of(&deposit, act->date)) {
        s->has_from = true;
        s->from =
            (struct edtf_range){moved(i->rule_span, deposit.lo), moved(i->rule_span, deposit.hi)};
        s->from_verified = act->date.check != LAW_UNVERIFIED && i->rule_span.unit &&
                           i->rule.check != LAW_UNVERIFIED;
        if (has_force) {
            s->from.lo = later(s->from.lo, force.lo);
            s->from.hi = later(s->from.hi, force.hi);
            s->from_verified &= i->in_force.check != LAW_UNVERIFIED;
        }
    }
    if (s->has_from)
        s->how = how_said(i, act, a);
}

/* The last day on which it binds: withdrawn, ended, or replaced by the next version. */
static bool last_day(struct edtf_range *out, bool *verified, const struct law *l,
                     const struct law_instrument *i, const struct law_act *act)
{
    *verified = true;
    const struct law_value *v = act->until.text.n ? &act->until : &i->ended;
    if (days_of(out, *v)) {
        *verified = v->check != LAW_UNVERIFIED;
        return true;
    }
    if (i->followed_by < 0)
        return false;
    const struct law_instrument *next = &l->instruments.at[i->followed_by];
    if (!force_of(out, next))
        return false;
    *verified = next->in_force.check != LAW_UNVERIFIED;
    out->lo--;
    out->hi--;
    return true;
}

/* Between the act and the first bound day, or before the act. */
static void standing_before(struct law_status *s, int64_t day)
{
    struct edtf_range deposit, signing;
    s->standing = LAW_NOT_PARTY;
    if (!is_agreement(s->instrument) && days_of(&deposit, s->act->date) && day >= deposit.lo) {
        s->standing = LAW_NOT_YET;
        s->verified &= day >= deposit.hi && s->from_verified;
    } else if (days_of(&signing, s->act->signed_on) && day >= signing.lo) {
        s->standing = LAW_SIGNED;
        s->verified &= s->act->signed_on.check != LAW_UNVERIFIED;
    }
}

static void standing_of_party(struct law_status *s, const struct law *l, int64_t day)
{
    struct edtf_range last, deposit;
    bool last_verified;
    if (!s->has_from) {
        s->standing = LAW_UNKNOWN;
        s->verified = false;
        return;
    }
    if (day < s->from.lo) {
        standing_before(s, day);
        return;
    }
    s->standing = LAW_BOUND;
    /* Long after the deposit it does not matter which rule holds. */
    bool long_ago = days_of(&deposit, s->act->date) && deposit.hi != INT64_MAX &&
                    s->act->date.check != LAW_UNVERIFIED && !is_agreement(s->instrument) &&
                    day > deposit.hi + RULE_LONGEST;
    s->verified &= day >= s->from.hi && (s->from_verified || long_ago);
    if (!last_day(&last, &last_verified, l, s->instrument, s->act) || day <= last.lo)
        return;
    s->standing = day > last.hi ? LAW_ENDED : LAW_BOUND;
    s->verified &= day > last.hi && last_verified;
}

static bool binds_by_itself(const struct law_instrument *i)
{
    return i->kind == TERM_NORM_KIND_TREATY || i->kind == TERM_NORM_KIND_PROTOCOL ||
           is_agreement(i);
}

struct law_status law_status_on(const struct law *l, const struct law_instrument *i,
                                struct str state, int64_t day, struct arena *a)
{
    struct law_status s = {.instrument = i, .act = law_act(l, i, state), .from = no_day};
    if (!binds_by_itself(i)) {
        s.standing = LAW_NOT_BINDING;
        s.verified = true;
        return s;
    }
    if (!s.act)
        return s;
    struct edtf_range as_of = {INT64_MIN, INT64_MIN}, date;
    days_of(&as_of, (struct law_value){.text = s.act->as_of});
    s.stale = day > as_of.hi;
    s.verified = s.act->act_check == LAW_VERIFIED;
    if (s.act->act == TERM_TREATY_ACT_NOT_PARTY) {
        s.standing = LAW_NOT_PARTY;
        s.verified &= !s.stale;
    } else if (s.act->act == TERM_TREATY_ACT_SIGNED) {
        bool before = !days_of(&date, s.act->date) || day < date.lo;
        s.standing = before ? LAW_NOT_PARTY : LAW_SIGNED;
        s.verified &= !s.stale && s.act->date.check != LAW_UNVERIFIED;
    } else {
        from_compute(&s, a);
        standing_of_party(&s, l, day);
    }
    return s;
}

void law_bound_on(struct law_status_list *out, const struct law *l, struct str state, int64_t day,
                  struct arena *a)
{
    for (isize i = 0; i < l->acts.n; i++) {
        if (!str_eq(l->acts.at[i].state, state))
            continue;
        struct law_status s =
            law_status_on(l, &l->instruments.at[l->acts.at[i].instrument], state, day, a);
        if (s.standing == LAW_BOUND || s.standing == LAW_SIGNED)
            *LIST_ADD(out, a) = s;
    }
}

static const struct law_acceptance *acceptance_of(const struct law *l,
                                                  const struct law_mechanism *m, struct str state)
{
    for (isize i = 0; i < l->acceptances.n; i++)
        if (l->acceptances.at[i].mechanism == m - l->mechanisms.at &&
            str_eq(l->acceptances.at[i].state, state))
            return &l->acceptances.at[i];
    return NULL;
}

static bool has_word(struct str list, struct str word)
{
    struct str one;
    while (list.n) {
        str_cut(list, ' ', &one, &list);
        if (str_eq(one, word))
            return true;
    }
    return false;
}

/* A state that is bound, and what it declared. */
static void open_by_declaration(struct law_open *o, const struct law_mechanism *m, int64_t day)
{
    const struct law_acceptance *x = o->acceptance;
    bool usual = m->opens == LAW_OPENS_OPTOUT; /* what silence means */
    if (!x) {
        o->answer = usual ? LAW_ANSWER_YES : LAW_ANSWER_UNKNOWN;
        o->verified &= usual;
        return;
    }
    struct edtf_range from;
    bool begun = !x->accepted || !days_of(&from, x->date) || day >= from.lo;
    o->answer = x->accepted && begun ? LAW_ANSWER_YES : LAW_ANSWER_NO;
    o->verified &= x->check == LAW_VERIFIED && x->date.check == LAW_VERIFIED;
}

struct law_open law_is_open(const struct law *l, const struct law_mechanism *m, struct str state,
                            int64_t day, struct arena *a)
{
    struct law_open o = {.acceptance = acceptance_of(l, m, state)};
    if (m->opens_instrument < 0) {
        bool yes = m->opens == LAW_OPENS_ALL || has_word(m->opens_states, state);
        o.answer = yes ? LAW_ANSWER_YES : LAW_ANSWER_NO;
        o.verified = m->opens_check == LAW_VERIFIED;
        return o;
    }
    o.status = law_status_on(l, &l->instruments.at[m->opens_instrument], state, day, a);
    o.verified = o.status.verified && m->opens_check == LAW_VERIFIED;
    if (o.status.standing == LAW_UNKNOWN)
        o.answer = LAW_ANSWER_UNKNOWN;
    else if (o.status.standing != LAW_BOUND)
        o.answer = LAW_ANSWER_NO;
    else if (m->opens == LAW_OPENS_PARTY)
        o.answer = LAW_ANSWER_YES;
    else
        open_by_declaration(&o, m, day);
    return o;
}
