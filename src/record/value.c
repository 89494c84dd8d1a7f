/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values as people type them, and whether a statement fits the schema. */
#include "base/utf8.h"
#include "lang/amount.h"
#include "lang/edtf.h"
#include "record/ids.h"
#include "record/workspace.h"

#define HOW_DATES                                                                                  \
    "Write a date as 2017-11-04, 2017-11, 1999-21 (spring 1999), 2017-11-04/2017-11-06 or "        \
    "XXXX-07-20."

/* Which form of value a property of the schema takes. */
static bool kind_fits(enum value_kind k, const struct value *v)
{
    switch (k) {
    case VALUE_TEXT: return v->type == V_TEXT;
    case VALUE_DATE: return v->type == V_DATE;
    case VALUE_QUANTITY: return v->type == V_QUANTITY;
    case VALUE_PLACE: return v->type == V_PLACE;
    case VALUE_REFERENCE: return v->type == V_RECORD || v->type == V_STATEMENT;
    case VALUE_FILE: return v->type == V_FILE;
    case VALUE_TERM: return v->type == V_TERM;
    case VALUE_SEALED: return v->type == V_SEALED;
    case VALUE_FLAG: return v->type == V_NUMBER;
    case VALUE_BYTES: return v->type == V_BYTES;
    case VALUE_PIECE: return v->type == V_PIECE;
    case VALUE__COUNT: break;
    }
    UNREACHABLE();
}

static const struct term *term_of(const struct schema *s, const struct property *p, struct str term)
{
    struct str vocabulary, id;
    const struct vocabulary *v = property_vocabulary(s, p);
    if (!v || !str_cut(term, ':', &vocabulary, &id) || !str_eq(vocabulary, v->id))
        return NULL;
    return vocabulary_term_by_id(v, id);
}

static bool not_on(const struct schema *s, const struct property *p, int type, struct err *err)
{
    const struct record_type *t = schema_type(s, type);
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct buf b = buf_in(tmp.arena, 4096);
    for (isize i = 0; i < p->on.n; i++)
        buf_addf(&b, "%s%.*s", i ? ", " : "", FS(s->types.at[p->on.at[i]].id));
    (void)err_set(err, E_INVALID, "%.*s is not said of a record of type %.*s", FS(p->id),
                  FS(t ? t->id : S("?")));
    return err_detail(err, "%.*s can be said of: %.*s.", FS(p->id),
                      FS(str_part(buf_str(&b), 0, 300)));
}

static bool date_check(struct str date, const char *what, const struct property *p, struct err *err)
{
    struct edtf e;
    struct err wrong = {0};
    if (edtf_parse(&e, date, &wrong))
        return true;
    (void)err_set(err, E_INVALID, "%s%.*s: %s", what, FS(p->id), wrong.msg);
    return err_detail(err, HOW_DATES);
}

bool stmt_check(const struct schema *s, int type, const struct stmt *st, struct err *err)
{
    const struct property *p = schema_property_by_id(s, st->property);
    if (!p)
        return err_set(err, E_INVALID, "no such property: %.*s", FS(st->property));
    if (type && !property_is_on(s, p, type))
        return not_on(s, p, type, err);
    if (!kind_fits(p->value, &st->value))
        return err_set(err, E_INVALID, "%.*s takes another kind of value", FS(p->id));
    if ((st->value.type == V_DATE && !date_check(st->value.text, "", p, err)) ||
        (st->as_of.n && !date_check(st->as_of, "as-of date of ", p, err)))
        return false;
    if (p->value == VALUE_TERM && p->number != P_TYPE && !term_of(s, p, st->value.text))
        return err_set(err, E_INVALID, "%.*s has no such term", FS(p->id));
    return true;
}

static bool quantity_from(struct value *out, struct str typed, struct arena *a, struct err *err)
{
    struct amount_list l = {0};
    amount_find(&l, typed, a);
    if (l.n != 1)
        return err_set(err, E_INVALID, "one number is needed") ||
               err_detail(err, "Write a number, as in: 10, at least 1170, 100000 to 300000.");
    const struct amount *m = &l.at[0];
    *out = (struct value){.type = V_QUANTITY,
                          .quantity = {.has_min = m->has_min,
                                       .has_max = m->has_max,
                                       .min = m->min,
                                       .max = m->max,
                                       .bound = (enum bound)(m->bound + 1)}};
    return true;
}

static bool term_from(struct value *out, const struct schema *s, const struct property *p,
                      struct str typed, struct arena *a, struct err *err)
{
    const struct vocabulary *v = property_vocabulary(s, p);
    struct str head, tail;
    if (!v)
        return err_set(err, E_INVALID, "%.*s has no vocabulary", FS(p->id));
    struct str id = str_cut(typed, ':', &head, &tail) ? tail : typed;
    if (!vocabulary_term_by_id(v, id)) {
        struct buf b = buf_in(a, 4096);
        for (isize i = 0; i < v->terms.n; i++)
            buf_addf(&b, "%s%.*s", i ? ", " : "", FS(v->terms.at[i].id));
        (void)err_set(err, E_INVALID, "%.*s has no such term", FS(p->id));
        return err_detail(err, "Possible: %.*s.", FS(str_part(buf_str(&b), 0, 300)));
    }
    *out = value_term(str_format(a, "%.*s:%.*s", FS(v->id), FS(id)));
    return true;
}

static bool date_from(struct value *out, struct str typed, struct err *err)
{
    struct edtf e;
    if (!edtf_parse(&e, typed, err))
        return err_detail(err, HOW_DATES);
    *out = value_date(typed);
    return true;
}

bool value_from_text(struct value *out, const struct schema *s, const struct property *p,
                     struct str typed, struct arena *a, struct err *err)
{
    struct id id;
    typed = str_trim(typed);
    if (typed.n == 0)
        return err_set(err, E_INVALID, "%.*s: nothing was written", FS(p->id)) ||
               err_detail(err, "Write a value; what was said before stays, and 'withdraw' takes it "
                               "back.");
    if (!utf8_is_valid(typed))
        return err_set(err, E_INVALID, "%.*s: not UTF-8", FS(p->id)) ||
               err_detail(err, "These bytes are no text in UTF-8: is the terminal set to it?");
    switch (p->value) {
    case VALUE_TEXT: *out = value_text(typed); return true;
    case VALUE_DATE: return date_from(out, typed, err);
    case VALUE_QUANTITY: return quantity_from(out, typed, a, err);
    case VALUE_PLACE: *out = (struct value){.type = V_PLACE, .text = typed}; return true;
    case VALUE_REFERENCE:
        if (!id_parse(&id, typed, err))
            return err_detail(err, "Write the id of the record, as `cairn list` shows it.");
        *out = value_record(id);
        return true;
    case VALUE_TERM: return term_from(out, s, p, typed, a, err);
    case VALUE_FLAG:
        if (!str_eq(typed, S("yes")) && !str_eq(typed, S("no")))
            return err_set(err, E_INVALID, "%.*s is yes or no", FS(p->id)) ||
                   err_detail(err, "Write yes or no.");
        *out = value_number(str_eq(typed, S("yes")));
        return true;
    case VALUE_FILE:
    case VALUE_SEALED:
    case VALUE_BYTES:
    case VALUE_PIECE: return err_set(err, E_INVALID, "%.*s cannot be typed in", FS(p->id));
    case VALUE__COUNT: break;
    }
    UNREACHABLE();
}
