/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/typed.h"

#include "lang/edtf.h"
#include "lang/script.h"
#include "lang/when.h"
#include "record/ids.h"

enum { LISTED_MAX = 280 };

static bool term_by_id(int *out, const struct schema *s, int vocabulary, struct str id,
                       struct err *err)
{
    const struct vocabulary *v = schema_vocabulary(s, vocabulary);
    const struct term *t = vocabulary_term_by_id(v, id);
    if (t) {
        *out = t->number;
        return true;
    }
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct buf b = buf_in(tmp.arena, 4096);
    for (isize i = 0; i < v->terms.n; i++)
        buf_addf(&b, "%s%.*s", i ? ", " : "", FS(v->terms.at[i].id));
    (void)err_set(err, E_INVALID, "no such term");
    return err_detail(err, "The list '%.*s' has: %.*s", FS(v->id),
                      FS(str_part(buf_str(&b), 0, LISTED_MAX)));
}

/* A value that names a record: it must be there for this reader, and of a type that fits. */
static bool check_named(const struct workspace *w, const struct property *p, const struct stmt *s,
                        struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct record rec;
    if (s->value.type != V_RECORD)
        return true;
    if (!record_load_id(&rec, &w->reader, &s->value.ref.id, tmp.arena, err))
        return false;
    if (!rec.type || property_refers_to(w->schema, p, rec.type))
        return true;
    (void)err_set(err, E_INVALID, "a record of another type");
    return err_detail(err, "%.*s does not take a record of type %.*s", FS(p->id),
                      FS(rec.meta ? rec.meta->id : S("?")));
}

static struct str today(const struct workspace *w, struct arena *a)
{
    return time_day(sys_now(w->sys), a);
}

static bool value_of(struct stmt *s, const struct workspace *w, const struct typed *t,
                     struct arena *a, struct err *err)
{
    struct str typed = t->value, day = {0};
    struct err none = {0};
    if (t->property->value == VALUE_DATE && when_typed(&day, typed, today(w, a), a, &none))
        typed = day;
    return value_from_text(&s->value, w->schema, t->property, typed, a, err) &&
           check_named(w, t->property, s, err);
}

static bool as_of_of(struct stmt *s, const struct workspace *w, const struct typed *t,
                     struct arena *a, struct err *err)
{
    if (str_trim(t->as_of).n)
        return when_typed(&s->as_of, t->as_of, today(w, a), a, err);
    if (!t->property->needs_as_of)
        return true;
    (void)err_set(err, E_INVALID, "%.*s without its day", FS(t->property->id));
    return err_detail(err, TR("This says nothing without its day: as known on which day?"));
}

bool typed_stmt(struct stmt *out, enum typed_part *wrong, struct workspace *w,
                const struct typed *t, struct arena *a, struct err *err)
{
    struct stmt s =
        STMT(.property = t->property->id, .as_written = t->as_written, .holder_name = t->holder);
    int measure = 0;
    *wrong = TYPED_VALUE;
    if (!value_of(&s, w, t, a, err))
        return false;
    *wrong = TYPED_AS_OF;
    if (!as_of_of(&s, w, t, a, err))
        return false;
    *wrong = TYPED_HEDGE;
    if (t->hedge.n && !term_by_id(&s.hedge, w->schema, V_HEDGE, t->hedge, err))
        return false;
    *wrong = TYPED_MEASURE;
    if (s.value.type == V_QUANTITY) {
        s.value.quantity.population = t->population;
        if (t->measure.n) {
            if (!term_by_id(&measure, w->schema, V_MEASURE, t->measure, err))
                return false;
            s.value.quantity.measure = vocabulary_term_text(w->schema, V_MEASURE, measure, a);
        }
    }
    if (s.value.type == V_TEXT || s.value.type == V_PLACE)
        s.language = text_language(s.value.text);
    if (t->source)
        s.source = ref_record(*t->source);
    *out = s;
    return true;
}

/* The correction is a statement whose subject is the new statement, which can only be named once
 * its entry has its hash: so it goes into an entry of its own. */
bool typed_corrects(struct workspace *w, const struct written *fresh, int64_t old, struct err *err)
{
    struct ref mistaken;
    if (!journal_ref(&mistaken, w->v->db, old, err))
        return false;
    struct stmt s = STMT(.subject = ref_statement(fresh->id, 0), .property = S("core:corrects"),
                         .value = value_statement(mistaken.entry, mistaken.index));
    return workspace_say(w, ENTRY_CHANGE, &s, 1, NULL, err);
}

bool property_is_typed(const struct property *p)
{
    switch (p->value) {
    case VALUE_TEXT:
    case VALUE_DATE:
    case VALUE_QUANTITY:
    case VALUE_PLACE:
    case VALUE_REFERENCE:
    case VALUE_TERM:
    case VALUE_FLAG: break;
    case VALUE_FILE:
    case VALUE_SEALED:
    case VALUE_BYTES:
    case VALUE_PIECE:
    case VALUE__COUNT: return false;
    }
    switch (p->number) {
    case P_TYPE:        /* every record has one already */
    case P_SENSITIVITY: /* labels, links and consents have pages of their own */
    case P_MAY_LEAVE:
    case P_UNDER_CONSENT:
    case P_SAME:
    case P_DIFFERENT:
    case P_SHA256:
    case P_HANDLED:
    case P_FILE_NAME:
    case P_READ_BY:
    case P_COLLECTOR_CLOCK:
    case P_ERASE:
    case P_EXCLUDED: return false;
    default: return !p->retired && p->format != FORMAT_HASH;
    }
}
