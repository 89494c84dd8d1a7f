/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/origin.h"

#include "record/ids.h"

bool origin_of(struct origin *out, struct workspace *w, const struct id *document, struct arena *a,
               struct err *err)
{
    /* Whoever accepts need not be cleared for the source to hand on how sure it was. */
    struct reader all = w->reader;
    struct record rec;
    all.gate = (struct gate){AUDIENCE_MEMBERS, SENSITIVITY_SECRET};
    *out = (struct origin){.hearsay = HEARSAY_UNSAID};
    if (!record_load_id(&rec, &all, document, a, err))
        return false;
    const struct fact *newest = NULL;
    for (const struct fact *f = record_fact(&rec, P_FROM_SOURCE); f; f = record_next(&rec, f))
        newest = f;
    if (newest)
        *out = (struct origin){.known = true,
                               .hedge = newest->s.hedge,
                               .hearsay = newest->s.hearsay,
                               .reliability = newest->s.reliability,
                               .closeness = newest->s.closeness,
                               .as_of = newest->s.as_of,
                               .holder = newest->s.holder_name};
    return true;
}

void origin_lend(const struct origin *o, struct stmt *s)
{
    if (!o->known)
        return;
    if (!s->hedge)
        s->hedge = o->hedge;
    if (s->hearsay == HEARSAY_UNSAID)
        s->hearsay = o->hearsay;
    if (!s->reliability)
        s->reliability = o->reliability;
    if (!s->closeness)
        s->closeness = o->closeness;
    if (!s->as_of.n)
        s->as_of = o->as_of;
    if (!s->holder_name.n && id_is_zero(&s->holder))
        s->holder_name = o->holder;
}
