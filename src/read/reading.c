/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/reading.h"

#include "base/utf8.h"
#include "read/rules.h"

struct reader {
    struct page_tables tables;
};

const struct reader *reader_new(struct arena *a)
{
    struct reader *x = NEW(a, struct reader);
    lexicon_load(&x->tables.words, a);
    x->tables.dates = when_forms(a);
    x->tables.numbers = amount_forms(a);
    return x;
}

static bool text_check(struct str text, struct err *err)
{
    if (text.n > READING_MAX)
        return err_set(err, E_LIMIT, "a text of %td bytes is longer than the %d that are read",
                       text.n, READING_MAX);
    if (!utf8_is_valid(text))
        return err_set(err, E_INVALID, "the text is not UTF-8; convert it first");
    return true;
}

static bool make(struct reading *out, const struct reader *x, struct str text, struct str day,
                 struct arena *a, struct err *err)
{
    typedef void rule_fn(struct reading *, struct page *);
    static rule_fn *const rules[] = {
        read_language, read_doc_date, read_symbols, read_recipients, read_signatories, read_senders,
        read_norms,    read_bodies,   read_places,  read_persons,    read_figures,     read_asks,
        read_deadline, read_events,   read_protect, read_parts,
    };
    if (!text_check(text, err))
        return false;
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct page *p = NEW(tmp.arena, struct page);
    struct reading r = {0};
    page_make(p, &x->tables, text, a, tmp.arena);
    p->day = day;
    for (isize i = 0; i < COUNTOF(rules); i++)
        rules[i](&r, p);
    *out = r;
    return true;
}

bool reading_make_with(struct reading *out, const struct reader *x, struct str text,
                       struct arena *a, struct err *err)
{
    return make(out, x, text, (struct str){0}, a, err);
}

bool reading_make_on(struct reading *out, struct str text, struct str day, struct arena *a,
                     struct err *err)
{
    if (!text_check(text, err))
        return false;
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    return make(out, reader_new(tmp.arena), text, day, a, err);
}

bool reading_make(struct reading *out, struct str text, struct arena *a, struct err *err)
{
    return reading_make_on(out, text, (struct str){0}, a, err);
}

struct str read_hedge_name(enum read_hedge h)
{
    static const char *const names[] = {"none", "estimated", "reported", "alleged"};
    return str_from_c(names[h]);
}

struct str read_event_name(enum read_event_type t)
{
    static const char *const names[READ_EVENT__COUNT] = {
        "other",        "arrest",         "detention", "repatriation",  "threat_of_return",
        "raid",         "execution",      "torture",   "disappearance", "release",
        "resettlement", "border_closure", "visit"};
    return str_from_c(names[t]);
}

struct str read_protect_name(enum read_protect_kind k)
{
    static const char *const names[READ_PROTECT__COUNT] = {
        "safe_house", "route", "broker", "helper", "contact", "relatives", "phone"};
    return str_from_c(names[k]);
}

struct str read_person_kind_name(enum read_person_kind k)
{
    static const char *const names[] = {"other", "victim", "official", "author", "expert"};
    return str_from_c(names[k]);
}
