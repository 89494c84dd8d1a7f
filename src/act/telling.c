/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "act/telling.h"

#include "base/list.h"

struct stmt *tell(struct telling *t, struct id of, const char *property, struct value v)
{
    struct stmt *s = LIST_ADD(t, t->a);
    *s = STMT(.subject = ref_record(of), .property = str_from_c(property), .value = v);
    return s;
}

struct id tell_new(struct telling *t, int type)
{
    struct id id = id_new(t->w->sys);
    tell(t, id, "core:type", value_term(type_term(t->w->schema, type, t->a)));
    return id;
}

struct stmt *tell_term(struct telling *t, struct id of, const char *property, int vocabulary,
                       int term)
{
    return tell(t, of, property,
                value_term(vocabulary_term_text(t->w->schema, vocabulary, term, t->a)));
}
