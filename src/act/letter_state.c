/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which state reads a letter: never by a slip the one that people would be sent back to. */
#include "act/letter_priv.h"
#include "lang/country.h"
#include "read/country.h"
#include "record/ids.h"
#include "record/labels.h"

SQL(Q_ORIGINS, ROOM_RECORD,
    "SELECT no FROM stmt WHERE property IN (615, 207) AND flags < 32 ORDER BY no");

/* As is recorded of the office, or of the body it belongs to; else as the address ends. */
static bool state_of_office(struct str *out, const struct reader *r, const struct record *office,
                            struct str address, struct arena *a, struct err *err)
{
    const struct fact *own = record_fact(office, P_COUNTRY),
                      *body = record_fact(office, P_OFFICE_OF);
    struct record rec;
    struct err none = {0};
    *out = country_in(own ? own->s.value.text : address, a);
    if (own || !body)
        return true;
    if (!record_load_id(&rec, r, &body->s.value.ref.id, a, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    const struct fact *f = record_fact(&rec, P_COUNTRY);
    if (f)
        *out = country_in(f->s.value.text, a);
    return true;
}

/* Where somebody comes from: as was said, or the nationality of who is at risk. */
static bool says_origin(bool *out, struct composing *c, struct label_cache *labels,
                        const struct fact *f, struct err *err)
{
    *out = fact_is_live(f);
    if (!*out || f->p->number == P_ORIGIN_STATE || f->item.type == TYPE_GROUP)
        return true;
    return label_at_risk(out, labels, &c->inside, f->record, err);
}

/* Is it a state that somebody in this case file comes from? *known: is any? */
static bool is_origin(bool *out, bool *known, struct composing *c, struct str state,
                      struct err *err)
{
    struct label_cache labels = label_cache_in(c->a);
    AUTO(rows_drop) struct rows rows = db_rows(c->w->v->db, &Q_ORIGINS, NOVALS);
    struct map seen = map_in(c->a, 0);
    *out = *known = false;
    while (!*out && rows_next(&rows)) {
        AUTO(scratch_end) struct scratch tmp = scratch_begin(c->a);
        struct fact f;
        struct err none = {0};
        bool says;
        if (!fact_load(&f, &c->inside, rows_int(&rows, 0), tmp.arena, &none)) {
            if (none.code != E_NOTFOUND)
                return err_copy(err, &none);
            continue;
        }
        if (map_get(&seen, f.s.value.text, 0))
            continue;
        if (!says_origin(&says, c, &labels, &f, err))
            return false;
        if (!says)
            continue;
        map_set(&seen, str_copy(c->a, f.s.value.text), 1);
        *known = true;
        *out = str_eq(country_in(f.s.value.text, tmp.arena), state);
    }
    return rows_done(&rows, err);
}

static bool refuse_other(struct composing *c, struct str is, struct err *err)
{
    enum language lang = c->w->reader.lang;
    (void)err_set(err, E_INVALID, "the office is of another state");
    return err_detail(err,
                      "This office is in %.*s; the letter is to %.*s. Choose another office, or "
                      "leave the state out.",
                      FS(country_name(is, lang, c->a)), FS(country_name(c->o->state, lang, c->a)));
}

static bool refuse_origin(struct composing *c, struct err *err)
{
    (void)err_set(err, E_DENIED, "a letter to the state of origin");
    return err_detail(err,
                      "People in this case file come from %.*s. A letter tells it that they left "
                      "and that they asked for help; that can cost lives. If this was decided all "
                      "the same: --to-origin.",
                      FS(country_name(c->state, c->w->reader.lang, c->a)));
}

bool letter_state(struct composing *c, const struct record *office, struct str address,
                  struct err *err)
{
    enum language lang = c->w->reader.lang;
    struct str is;
    bool origin, known;
    if (!state_of_office(&is, &c->inside, office, address, c->a, err))
        return false;
    c->state = c->o->state.n ? c->o->state : is;
    if (c->o->to_origin)
        return true;
    if (is.n && !str_eq(is, c->state))
        return refuse_other(c, is, err);
    if (!is_origin(&origin, &known, c, c->state, err))
        return false;
    if (origin)
        return refuse_origin(c, err);
    c->l->origin_unknown = !known;
    if (!known)
        letter_left(c, msg(lang, TR("The state of origin")),
                    TR("not recorded, so nothing stops a letter to it"),
                    TR("cairn set EVENT origin_state PRK"), NULL);
    return true;
}

bool letter_office_is_of(bool *out, struct workspace *w, const struct record *office,
                         struct str state, struct arena *a, struct err *err)
{
    const struct fact *f = record_fact(office, P_ADDRESS);
    *out = false;
    do {
        struct str is;
        if (!state_of_office(&is, &w->reader, office, f ? f->s.value.text : S(""), a, err))
            return false;
        *out = str_eq(is, state);
        f = f ? record_next(office, f) : NULL;
    } while (f && !*out);
    return true;
}
