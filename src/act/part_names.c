/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "act/part_names.h"

#include "record/ids.h"

enum { NAMES_MAX = 100 };

static bool is_said(const struct record *rec, const struct ref *r)
{
    const struct fact *f = rec ? record_fact(rec, P_PART_NAMES) : NULL;
    for (; f; f = record_next(rec, f))
        if (hash_eq(&f->s.value.ref.entry, &r->entry) && f->s.value.ref.index == r->index)
            return true;
    return false;
}

bool part_names_tell(struct telling *t, struct id part, const struct record *rec,
                     struct kept_names *names, struct str words, struct err *err)
{
    int64_t no[NAMES_MAX];
    struct kept_standing s = {.inside = &t->w->reader, .at = no, .max = NAMES_MAX};
    if (!kept_names_standing(&s, names, words, err))
        return false;
    for (isize i = 0; i < s.n; i++) {
        struct ref r;
        if (!journal_ref(&r, t->w->v->db, s.at[i], err))
            return false;
        if (!is_said(rec, &r))
            tell(t, part, "core:part_names", value_statement(r.entry, r.index));
    }
    return true;
}
