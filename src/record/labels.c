/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/labels.h"

#include "base/list.h"
#include "record/ids.h"
#include "record/view.h"

SQL(Q_LABELS, ROOM_RECORD,
    "SELECT s.property, b.statement, s.no FROM stmt s JOIN body b ON b.no = s.no"
    " JOIN entry e ON e.row = s.no / 4096 WHERE s.subject = ?1 AND s.property IN (2, 3)"
    " AND s.flags < 32 ORDER BY e.depth, e.id, s.no");
SQL(Q_LABEL_RETRACTED, ROOM_RECORD,
    "SELECT s.value FROM stmt s JOIN entry e ON e.row = s.no / 4096 WHERE s.subject = ?1"
    " AND s.property = 6 ORDER BY e.depth DESC, e.id DESC, s.no DESC LIMIT 1");
SQL(Q_TYPE, ROOM_RECORD, "SELECT type FROM record WHERE row = ?1");
SQL(Q_HOLDS, ROOM_RECORD,
    "SELECT 1 FROM stmt WHERE property = ?1 AND value = ?2 AND flags < 32 LIMIT 1");

struct label_known { /* one record's labels, once read */
    int64_t row;
    int type;
    struct label own;
    struct label_passages passages;
    struct label_known *next;
};

struct label_cache label_cache_in(struct arena *a)
{
    return (struct label_cache){.a = a};
}

int label_term(const struct schema *s, int property, const struct stmt *st)
{
    struct str vocabulary, id;
    const struct property *p = schema_property(s, property);
    const struct vocabulary *v = p ? property_vocabulary(s, p) : NULL;
    if (!v || st->value.type != V_TERM || !str_cut(st->value.text, ':', &vocabulary, &id) ||
        !str_eq(vocabulary, v->id))
        return 0;
    const struct term *t = vocabulary_term_by_id(v, id);
    return t ? t->number : 0;
}

static bool is_retracted(bool *out, struct db *db, int64_t no, struct err *err)
{
    bool found;
    int64_t value;
    if (!db_int(&value, &found, db, &Q_LABEL_RETRACTED, VALS(vi(-no)), err))
        return false;
    *out = found && value != 0;
    return true;
}

static void take(struct label_known *k, const struct reader *r, int property, const struct stmt *s,
                 struct arena *a)
{
    int term = label_term(r->schema, property, s);
    if (s->subject.kind == REF_PASSAGE) {
        struct label_passage *p = LIST_ADD(&k->passages, a);
        *p = (struct label_passage){.start = s->subject.start, .end = s->subject.end};
        if (property == P_SENSITIVITY)
            p->sensitivity = (enum sensitivity)term;
        else
            p->consent = term;
    } else if (property == P_SENSITIVITY) {
        k->own.sensitivity = (enum sensitivity)term;
        k->own.open = term == SENSITIVITY_OPEN;
    } else {
        k->own.consent = term;
    }
}

static bool exists(bool *out, struct db *db, int property, int64_t row, struct err *err)
{
    int64_t one;
    return db_int(&one, out, db, &Q_HOLDS, VALS(vi(property), vi(row)), err);
}

static bool read_labels(struct label_known *k, struct label_cache *c, const struct reader *r,
                        struct err *err)
{
    bool found;
    int64_t type;
    if (!db_int(&type, &found, r->db, &Q_TYPE, VALS(vi(k->row)), err))
        return false;
    k->type = found ? (int)type : 0;
    AUTO(rows_drop) struct rows rows = db_rows(r->db, &Q_LABELS, VALS(vi(k->row)));
    while (rows_next(&rows)) {
        struct stmt s;
        bool gone;
        if (!stmt_parse(&s, rows_str(&rows, 1, c->a), err) ||
            !is_retracted(&gone, r->db, rows_int(&rows, 2), err))
            return false;
        if (!gone)
            take(k, r, (int)rows_int(&rows, 0), &s, c->a);
    }
    if (!rows_done(&rows, err))
        return false;
    return (k->type != TYPE_PERSON && k->type != TYPE_ORGANISATION) ||
           (exists(&k->own.in_office, r->db, P_HOLDER, k->row, err) &&
            exists(&k->own.signatory, r->db, P_SIGNER, k->row, err));
}

static bool known_of(struct label_known **out, struct label_cache *c, const struct reader *r,
                     int64_t row, struct err *err)
{
    for (struct label_known *k = c->known; k; k = k->next) {
        if (k->row == row) {
            *out = k;
            return true;
        }
    }
    struct label_known *k = NEW(c->a, struct label_known);
    k->row = row;
    if (!read_labels(k, c, r, err))
        return false;
    k->next = c->known;
    c->known = k;
    *out = k;
    return true;
}

bool label_record(struct label *out, struct label_cache *c, const struct reader *r, int64_t row,
                  struct err *err)
{
    struct label_known *k;
    if (!known_of(&k, c, r, row, err))
        return false;
    *out = k->own;
    return true;
}

bool label_type(int *out, struct label_cache *c, const struct reader *r, int64_t row,
                struct err *err)
{
    struct label_known *k;
    if (!known_of(&k, c, r, row, err))
        return false;
    *out = k->type;
    return true;
}

bool label_passages(struct label_passages *out, struct label_cache *c, const struct reader *r,
                    int64_t document, struct err *err)
{
    struct label_known *k;
    if (!known_of(&k, c, r, document, err))
        return false;
    *out = k->passages;
    return true;
}

static bool overlaps(const struct label_passage *p, const struct ref *passage)
{
    return passage->kind == REF_PASSAGE && p->start < passage->end && passage->start < p->end;
}

bool label_around(struct label *out, struct label_cache *c, const struct reader *r,
                  const struct fact *f, struct err *err)
{
    struct label l = {0};
    struct label_known *k;
    if (f->s.source.kind != REF_NONE) {
        struct err none = {0};
        int64_t document;
        if (record_row_of(&document, r->db, &f->s.source.id, &none)) {
            if (!known_of(&k, c, r, document, err))
                return false;
            l = k->own;
            l.in_office = l.signatory = false;
            for (isize i = 0; i < k->passages.n; i++) {
                const struct label_passage *p = &k->passages.at[i];
                if (!overlaps(p, &f->s.source))
                    continue;
                l.sensitivity = p->sensitivity > l.sensitivity ? p->sensitivity : l.sensitivity;
                l.consent = p->consent ? p->consent : l.consent;
            }
        } else if (none.code != E_NOTFOUND) {
            return err_copy(err, &none);
        }
    }
    if (f->record > 0) {
        if (!known_of(&k, c, r, f->record, err))
            return false;
        if (k->own.sensitivity > l.sensitivity)
            l.sensitivity = k->own.sensitivity;
        l.consent = k->own.consent ? k->own.consent : l.consent;
        l.in_office = k->own.in_office;
        l.signatory = k->own.signatory;
    }
    l.open = l.open && l.sensitivity == SENSITIVITY_OPEN;
    *out = l;
    return true;
}
