/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/fact.h"

#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "base/map.h"
#include "record/consent.h"
#include "record/document.h"
#include "record/ids.h"
#include "record/labels.h"
#include "record/view.h"

enum { FACTS_MAX = 50000, LABELS_SHARED = 64 /* by so many records: looking one up is linear */ };

#define FACT_COLUMNS                                                                               \
    "SELECT s.no, s.subject, s.property, s.flags, b.statement, e.time, e.depth, d.member, e.id,"   \
    " s.value FROM stmt s JOIN body b ON b.no = s.no JOIN entry e ON e.row = s.no / 4096"          \
    " JOIN device d ON d.row = e.device"

SQL(Q_OF_RECORD, ROOM_RECORD,
    FACT_COLUMNS " WHERE s.subject = ?1 AND s.flags < 32"
                 " ORDER BY s.property, e.depth, e.id, s.no");
SQL(Q_ABOUT_RECORD, ROOM_RECORD,
    FACT_COLUMNS " WHERE s.subject IN (SELECT -no FROM stmt WHERE subject = ?1) AND s.flags < 32"
                 " ORDER BY e.depth, e.id, s.no");
SQL(Q_CORRECTING, ROOM_RECORD,
    FACT_COLUMNS " WHERE s.property = 5 AND s.value IN (SELECT -no FROM stmt WHERE subject = ?1)"
                 " AND s.flags < 32 ORDER BY e.depth, e.id, s.no");
SQL(Q_NAMING, ROOM_RECORD,
    FACT_COLUMNS " WHERE s.property = ?1 AND s.value = ?2 AND s.flags < 32"
                 " ORDER BY e.depth, e.id, s.no");
SQL(Q_FROM, ROOM_RECORD,
    FACT_COLUMNS " WHERE s.source = ?1 AND s.flags < 32 ORDER BY s.at, e.depth, e.id, s.no");
SQL(Q_ONE, ROOM_RECORD, FACT_COLUMNS " WHERE s.no = ?1 AND s.flags < 32");
SQL(Q_ABOUT_ONE, ROOM_RECORD,
    FACT_COLUMNS " WHERE s.subject = ?1 AND s.flags < 32 ORDER BY e.depth, e.id, s.no");
SQL(Q_CORRECTING_ONE, ROOM_RECORD,
    FACT_COLUMNS " WHERE s.property = 5 AND s.value = ?1 AND s.flags < 32"
                 " ORDER BY e.depth, e.id, s.no");
/* What was said about statements about this record's statements, or about that one: by property.
 * 2: sensitivity, 6: taken back. */
SQL(Q_DEEP, ROOM_RECORD,
    FACT_COLUMNS
    " WHERE s.property IN (2, 6) AND s.flags < 32 AND s.subject IN (SELECT -no FROM stmt"
    " WHERE subject IN (SELECT -no FROM stmt WHERE subject = ?1))"
    " ORDER BY e.depth, e.id, s.no");
SQL(Q_DEEP_CORRECTING, ROOM_RECORD,
    FACT_COLUMNS
    " WHERE s.property IN (2, 6) AND s.flags < 32 AND s.subject IN (SELECT -no FROM stmt"
    " WHERE property = 5 AND value IN (SELECT -no FROM stmt WHERE subject = ?1))"
    " ORDER BY e.depth, e.id, s.no");
SQL(Q_DEEP_ONE, ROOM_RECORD,
    FACT_COLUMNS
    " WHERE s.property IN (2, 6) AND s.flags < 32 AND s.subject IN (SELECT -no FROM stmt"
    " WHERE subject = ?1) ORDER BY e.depth, e.id, s.no");
SQL(Q_DEEP_CORRECTING_ONE, ROOM_RECORD,
    FACT_COLUMNS
    " WHERE s.property IN (2, 6) AND s.flags < 32 AND s.subject IN (SELECT -no FROM stmt"
    " WHERE property = 5 AND value = ?1) ORDER BY e.depth, e.id, s.no");
SQL(Q_ROW, ROOM_RECORD, "SELECT row FROM record WHERE id = ?1");
SQL(Q_ID, ROOM_RECORD, "SELECT id FROM record WHERE row = ?1");
SQL(Q_TYPE_OF, ROOM_RECORD, "SELECT type FROM record WHERE row = ?1");
SQL(Q_OF_TYPE, ROOM_RECORD,
    "SELECT row FROM record WHERE type = ?1 AND row < ?2 ORDER BY row DESC");
SQL(Q_OF_ALL, ROOM_RECORD,
    "SELECT row FROM record WHERE type <> 0 AND type < 90 AND row < ?1 ORDER BY row DESC");

bool record_row_of(int64_t *out, struct db *db, const struct id *id, struct err *err)
{
    bool found;
    int64_t row;
    if (!db_int(&row, &found, db, &Q_ROW, VALS(vb(id->b, 16)), err))
        return false;
    if (!found)
        return err_set(err, E_NOTFOUND, "no such record");
    *out = row;
    return true;
}

bool record_id_of(struct id *out, struct db *db, int64_t row, struct err *err)
{
    AUTO(rows_drop) struct rows r = db_rows(db, &Q_ID, VALS(vi(row)));
    bool found = rows_next(&r) && rows_borrow(&r, 0).n == 16;
    if (found)
        memcpy(out->b, rows_borrow(&r, 0).p, 16);
    if (!rows_done(&r, err))
        return false;
    return found || err_set(err, E_NOTFOUND, "no such record");
}

static bool type_of(int *out, struct db *db, int64_t row, struct err *err)
{
    bool found;
    int64_t n;
    if (!db_int(&n, &found, db, &Q_TYPE_OF, VALS(vi(row)), err))
        return false;
    *out = found ? (int)n : 0;
    return true;
}

/* ---- reading rows */

static bool fact_from_row(struct fact *out, const struct reader *r, struct rows *rows,
                          struct arena *a, struct err *err)
{
    struct fact f = {.no = rows_int(rows, 0),
                     .record = rows_int(rows, 1),
                     .time = rows_int(rows, 5),
                     .depth = rows_int(rows, 6)};
    if (!stmt_parse(&f.s, rows_str(rows, 4, a), err))
        return err_in(err, "statement %" PRId64, f.no);
    f.p = schema_property(r->schema, (int)rows_int(rows, 2));
    struct str member = rows_borrow(rows, 7), entry = rows_borrow(rows, 8);
    if (member.n != 16 || entry.n != HASH_N)
        return err_set(err, E_CORRUPT, "statement %" PRId64 ": its entry is damaged", f.no);
    memcpy(f.author.b, member.p, 16);
    memcpy(f.entry.b, entry.p, HASH_N);
    f.checked = f.s.rule.n == 0;
    *out = f;
    return true;
}

static bool facts_read(struct fact_list *out, const struct reader *r, const struct sql *q,
                       struct vals v, struct arena *a, struct err *err)
{
    AUTO(rows_drop) struct rows rows = db_rows(r->db, q, v);
    while (rows_next(&rows)) {
        struct fact f;
        if (out->n >= FACTS_MAX) /* never a part: it could be the part without the labels */
            return err_set(err, E_LIMIT, "more than %d statements in one place", FACTS_MAX);
        if (!fact_from_row(&f, r, &rows, a, err))
            return false;
        *LIST_ADD(out, a) = f;
    }
    return rows_done(&rows, err);
}

/* ---- what has been said about statements */

struct numbered { /* facts by their number */
    int64_t no;
    isize at;
};

static int by_number(const void *x, const void *y)
{
    const struct numbered *a = x, *b = y;
    return (a->no > b->no) - (a->no < b->no);
}

struct said { /* about a list of facts */
    struct fact_list about, correcting, deep;
    struct numbered *index;
};

static struct fact *fact_numbered(const struct fact_list *l, const struct said *x, int64_t no)
{
    struct numbered key = {no, 0};
    const struct numbered *n =
        l->n ? bsearch(&key, x->index, (size_t)l->n, sizeof key, by_number) : NULL;
    return n ? &l->at[n->at] : NULL;
}

static int property_of(const struct fact *f)
{
    return f->p ? f->p->number : 0;
}

static bool is_yes(const struct fact *f)
{
    return f->s.value.type == V_NUMBER && f->s.value.number != 0;
}

/* The newest counts: statements come in the order of the journal. */
static bool apply_meta(struct fact *f, const struct fact *about, const struct reader *r,
                       struct err *err)
{
    switch (property_of(about)) {
    case P_RETRACTED: f->retracted = is_yes(about); return true;
    case P_JUDGED: f->judged = label_term(r->schema, P_JUDGED, &about->s); return true;
    case P_CHECKED: f->checked = is_yes(about) || f->s.rule.n == 0; return true;
    case P_VERIFIED_ON: f->verified_on = about->s.value.text; return true;
    case P_EXCLUDED: f->item.withdrawn = is_yes(about); return true;
    case P_SENSITIVITY:
        f->item.sensitivity = label_level(r->schema, &about->s);
        f->item.labelled = true;
        return true;
    case P_MAY_LEAVE: return consent_of_label(&f->item.consent, r, &about->s, err);
    default: return true;
    }
}

/* Has it been taken back, or is it above these eyes? A label binds whoever may not see it, too. */
static bool meta_counts(const struct fact *m, const struct said *x, const struct reader *r)
{
    bool gone = false;
    enum sensitivity level = 0;
    for (isize i = 0; i < x->deep.n; i++) {
        const struct fact *d = &x->deep.at[i];
        if (d->record != -m->no)
            continue;
        if (property_of(d) == P_RETRACTED)
            gone = is_yes(d);
        else
            level = label_level(r->schema, &d->s);
    }
    bool label = property_of(m) == P_SENSITIVITY || property_of(m) == P_MAY_LEAVE ||
                 property_of(m) == P_EXCLUDED;
    return !gone && (label || level <= r->gate.clearance);
}

/* What corrects is a statement too, and counts for whoever may see it. */
static bool apply_correction(struct fact_list *facts, const struct fact *m, const struct said *x,
                             const struct reader *r, struct label_cache *labels, struct err *err)
{
    struct err none = {0};
    enum sensitivity level;
    int64_t no;
    if (!journal_no(&no, r->db, &m->s.value.ref, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    struct fact *f = fact_numbered(facts, x, no);
    if (!f || m->record >= 0 || !meta_counts(m, x, r))
        return true;
    if (r->gate.clearance < SENSITIVITY_SECRET) {
        if (!label_statement(&level, labels, r, -m->record, err))
            return false;
        if (level > r->gate.clearance)
            return true;
    }
    f->corrected_by = -m->record;
    return true;
}

static bool apply_all(struct fact_list *facts, struct said *x, const struct reader *r,
                      struct label_cache *labels, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(labels->a);
    x->index = NEWN(tmp.arena, struct numbered, facts->n);
    for (isize i = 0; i < facts->n; i++)
        x->index[i] = (struct numbered){facts->at[i].no, i};
    if (facts->n)
        qsort(x->index, (size_t)facts->n, sizeof *x->index, by_number);
    for (isize i = 0; i < x->about.n; i++) {
        struct fact *f = fact_numbered(facts, x, -x->about.at[i].record);
        if (f && meta_counts(&x->about.at[i], x, r) && !apply_meta(f, &x->about.at[i], r, err))
            return false;
    }
    for (isize i = 0; i < x->correcting.n; i++)
        if (!apply_correction(facts, &x->correcting.at[i], x, r, labels, err))
            return false;
    return true;
}

/* A quantity that does not say what, by whom and when is kept as written and never used outside. */
static bool is_incomplete(const struct fact *f)
{
    const struct stmt *s = &f->s;
    return s->value.type == V_QUANTITY && property_of(f) == P_FIGURE &&
           (!s->value.quantity.measure.n || !s->as_of.n ||
            (!s->holder_name.n && id_is_zero(&s->holder)));
}

static bool has_free_words(const struct fact *f)
{
    const struct value *v = &f->s.value;
    return v->type == V_TEXT || v->type == V_PIECE || v->type == V_PLACE ||
           (v->type == V_QUANTITY && v->quantity.population.n > 0);
}

/* Fill what the gate asks: own labels first, then those of passage, document and record. */
static bool settle(struct fact *f, const struct reader *r, struct label_cache *labels, int type,
                   struct err *err)
{
    struct gate_item *i = &f->item;
    struct label around = {0};
    i->type = type;
    i->property = f->p;
    if (!label_around(&around, labels, r, f, err))
        return false;
    i->sensitivity =
        label_effective(i->labelled ? i->sensitivity : 0, f->p, type, &around, r->schema);
    if (i->consent == 0)
        i->consent = around.consent;
    i->in_office = around.in_office;
    i->signatory = around.signatory;
    i->restrained = around.sensitivity >= SENSITIVITY_RESTRICTED ||
                    (i->labelled && i->sensitivity >= SENSITIVITY_RESTRICTED);
    i->unread = !f->checked && i->consent < TERM_CONSENT_PUBLIC_CODE;
    i->words = has_free_words(f) && !f->checked && !around.open;
    i->withdrawn |=
        around.excluded || f->retracted || f->corrected_by || f->judged == TERM_JUDGEMENT_REJECT;
    i->incomplete = is_incomplete(f);
    f->verdict = gate_ask(&r->gate, i);
    return true;
}

/* The words of a document by another way than document_text(). */
static bool holds_all_words(const struct fact *f)
{
    int p = property_of(f);
    return f->record > 0 && (p == P_TEXT || p == P_FILE || p == P_RENDITION);
}

/* Settle all; drop what these eyes may not see at all. */
static bool settle_all(struct fact_list *facts, const struct reader *r, struct label_cache *labels,
                       struct err *err)
{
    struct {
        int64_t row;
        bool cut;
    } document = {0};
    isize kept = 0;
    for (isize i = 0; i < facts->n; i++) {
        struct fact f = facts->at[i];
        int type = 0;
        if (f.record > 0 && !label_type(&type, labels, r, f.record, err))
            return false;
        if (!settle(&f, r, labels, type, err))
            return false;
        bool ask = r->gate.clearance < SENSITIVITY_SECRET && holds_all_words(&f);
        if (ask && document.row != f.record) {
            document.row = f.record;
            if (!document_is_cut(&document.cut, r, f.record, err))
                return false;
        }
        if (f.verdict.reason != GATE_CLEARANCE && !(ask && document.cut))
            facts->at[kept++] = f;
    }
    facts->n = kept;
    return true;
}

/* ---- records */

static bool hidden_whole(bool *out, const struct reader *r, int64_t row, struct label_cache *labels,
                         struct err *err)
{
    struct label l = {0};
    if (!label_record(&l, labels, r, row, err))
        return false;
    *out = l.sensitivity > r->gate.clearance;
    return true;
}

static bool said_of_record(struct said *x, const struct reader *r, int64_t row, struct arena *a,
                           struct err *err)
{
    return facts_read(&x->about, r, &Q_ABOUT_RECORD, VALS(vi(row)), a, err) &&
           facts_read(&x->correcting, r, &Q_CORRECTING, VALS(vi(row)), a, err) &&
           (!x->about.n || facts_read(&x->deep, r, &Q_DEEP, VALS(vi(row)), a, err)) &&
           (!x->correcting.n || facts_read(&x->deep, r, &Q_DEEP_CORRECTING, VALS(vi(row)), a, err));
}

/* For eyes that do not see all, a record of which nothing but its type can be seen is not there:
 * else it would tell that there is more. */
static bool is_empty(const struct record *rec, const struct reader *r)
{
    return rec->facts.n == 0 || (rec->facts.n == 1 && property_of(&rec->facts.at[0]) == P_TYPE &&
                                 r->gate.clearance < SENSITIVITY_SECRET);
}

/* labels: known from other records; in *a. */
static bool load_with(struct record *out, struct label_cache *labels, const struct reader *r,
                      int64_t row, struct err *err)
{
    struct arena *a = labels->a;
    struct record rec = {.row = row};
    struct said x = {0};
    bool hidden;
    if (!record_id_of(&rec.id, r->db, row, err) || !type_of(&rec.type, r->db, row, err) ||
        !hidden_whole(&hidden, r, row, labels, err))
        return false;
    if (hidden)
        return err_set(err, E_NOTFOUND, "no such record");
    if (!facts_read(&rec.facts, r, &Q_OF_RECORD, VALS(vi(row)), a, err) ||
        !said_of_record(&x, r, row, a, err) || !apply_all(&rec.facts, &x, r, labels, err) ||
        !settle_all(&rec.facts, r, labels, err))
        return false;
    rec.meta = schema_type(r->schema, rec.type);
    if (is_empty(&rec, r))
        return err_set(err, E_NOTFOUND, "no such record");
    *out = rec;
    return true;
}

bool record_load(struct record *out, const struct reader *r, int64_t row, struct arena *a,
                 struct err *err)
{
    struct label_cache labels = label_cache_in(a);
    return load_with(out, &labels, r, row, err);
}

bool record_load_id(struct record *out, const struct reader *r, const struct id *id,
                    struct arena *a, struct err *err)
{
    int64_t row = 0;
    return record_row_of(&row, r->db, id, err) && record_load(out, r, row, a, err);
}

bool fact_is_live(const struct fact *f)
{
    return !f->retracted && !f->corrected_by && f->judged != TERM_JUDGEMENT_REJECT;
}

static const struct fact *first_from(const struct record *rec, isize from, int property)
{
    for (isize i = from; i < rec->facts.n; i++) {
        const struct fact *f = &rec->facts.at[i];
        if (property_of(f) == property && f->item.property && fact_is_live(f) &&
            f->s.subject.kind != REF_PASSAGE)
            return f;
    }
    return NULL;
}

const struct fact *record_fact(const struct record *rec, int property)
{
    return first_from(rec, 0, property);
}

const struct fact *record_next(const struct record *rec, const struct fact *f)
{
    return first_from(rec, f - rec->facts.at + 1, property_of(f));
}

const struct fact *record_newest(const struct record *rec, int property)
{
    const struct fact *last = NULL;
    for (const struct fact *f = record_fact(rec, property); f; f = record_next(rec, f))
        last = f;
    return last;
}

struct walking {
    struct arena *keep; /* NULL: what was read of a record goes with it */
    record_fn *fn;
    void *ctx;
    isize given;
    bool stop;
};

static bool walk_one(struct walking *w, struct label_cache *labels, const struct reader *r,
                     int64_t row, struct err *err)
{
    struct record *rec = NEW(labels->a, struct record);
    struct err none = {0};
    if (!load_with(rec, labels, r, row, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    struct record_ref x = {rec->row, rec->id, rec->type, record_title(r, rec, labels->a), rec};
    w->given++;
    return w->fn(w->ctx, &x, &w->stop, err);
}

static bool walk(struct walking *w, const struct reader *r, const struct records_wanted *x,
                 struct err *err)
{
    AUTO(arena_free) struct arena *own = arena_new(ARENA_LARGE);
    int64_t from = x->before > 0 ? x->before : INT64_MAX;
    struct label_cache labels = {0};
    AUTO(rows_drop)
    struct rows rows = x->type ? db_rows(r->db, &Q_OF_TYPE, VALS(vi(x->type), vi(from)))
                               : db_rows(r->db, &Q_OF_ALL, VALS(vi(from)));
    for (isize i = 0; !w->stop && (!x->max || w->given < x->max) && rows_next(&rows); i++) {
        if (i % LABELS_SHARED == 0) {
            arena_clear(own);
            labels = label_cache_in(w->keep ? w->keep : own);
        }
        if (!walk_one(w, &labels, r, rows_int(&rows, 0), err))
            return false;
    }
    return w->stop || rows_done(&rows, err);
}

bool record_each(const struct reader *r, struct records_wanted x, record_fn *fn, void *ctx,
                 struct err *err)
{
    struct walking w = {.fn = fn, .ctx = ctx};
    return walk(&w, r, &x, err);
}

struct listing {
    struct record_refs l;
    struct arena *a;
    bool whole;
};

static bool list_one(void *ctx, const struct record_ref *x, UNUSED bool *stop,
                     UNUSED struct err *err)
{
    struct listing *to = ctx;
    struct record_ref *kept = LIST_ADD(&to->l, to->a);
    *kept = *x;
    if (!to->whole) {
        kept->title = str_copy(to->a, x->title);
        kept->whole = NULL;
    }
    return true;
}

bool record_list(struct record_refs *out, const struct reader *r, struct records_wanted x,
                 struct arena *a, struct err *err)
{
    struct listing to = {.a = a, .whole = x.whole};
    struct walking w = {.keep = x.whole ? a : NULL, .fn = list_one, .ctx = &to};
    if (x.max > 0 && !walk(&w, r, &x, err))
        return false;
    *out = to.l;
    return true;
}

/* ---- facts by other ways */

static bool said_of_one(struct said *x, const struct reader *r, int64_t no, struct arena *a,
                        struct err *err)
{
    return facts_read(&x->about, r, &Q_ABOUT_ONE, VALS(vi(-no)), a, err) &&
           facts_read(&x->correcting, r, &Q_CORRECTING_ONE, VALS(vi(-no)), a, err) &&
           (!x->about.n || facts_read(&x->deep, r, &Q_DEEP_ONE, VALS(vi(-no)), a, err)) &&
           (!x->correcting.n ||
            facts_read(&x->deep, r, &Q_DEEP_CORRECTING_ONE, VALS(vi(-no)), a, err));
}

/* Facts of several records: what was said about each is read one by one. */
static bool enrich(struct fact_list *l, const struct reader *r, struct arena *a, struct err *err)
{
    struct label_cache labels = label_cache_in(a);
    for (isize i = 0; i < l->n; i++) {
        struct fact_list one = {&l->at[i], 1, 1};
        struct said x = {0};
        if (!said_of_one(&x, r, l->at[i].no, a, err) || !apply_all(&one, &x, r, &labels, err))
            return false;
    }
    return settle_all(l, r, &labels, err);
}

bool facts_naming(struct fact_list *out, const struct reader *r, int property, int64_t value_row,
                  struct arena *a, struct err *err)
{
    struct fact_list l = {0};
    if (!facts_read(&l, r, &Q_NAMING, VALS(vi(property), vi(value_row)), a, err) ||
        !enrich(&l, r, a, err))
        return false;
    *out = l;
    return true;
}

bool records_naming(struct records *out, const struct reader *r, int property, int64_t value_row,
                    struct arena *a, struct err *err)
{
    struct fact_list facts;
    struct records l = {0};
    struct map seen = map_in(a, 0);
    if (!facts_naming(&facts, r, property, value_row, a, err))
        return false;
    for (isize i = 0; i < facts.n; i++) {
        const struct fact *f = &facts.at[i];
        struct str key = {(const char *)&f->record, sizeof f->record};
        struct record rec;
        struct err none = {0};
        if (!fact_is_live(f) || f->record <= 0 || map_get(&seen, key, 0))
            continue;
        map_set(&seen, key, 1);
        if (record_load(&rec, r, f->record, a, &none))
            *LIST_ADD(&l, a) = rec;
        else if (none.code != E_NOTFOUND)
            return err_copy(err, &none);
    }
    *out = l;
    return true;
}

bool facts_from(struct fact_list *out, const struct reader *r, int64_t document, struct arena *a,
                struct err *err)
{
    struct fact_list l = {0};
    if (!facts_read(&l, r, &Q_FROM, VALS(vi(document)), a, err) || !enrich(&l, r, a, err))
        return false;
    *out = l;
    return true;
}

bool fact_load(struct fact *out, const struct reader *r, int64_t no, struct arena *a,
               struct err *err)
{
    struct fact_list l = {0};
    if (!facts_read(&l, r, &Q_ONE, VALS(vi(no)), a, err) || !enrich(&l, r, a, err))
        return false;
    if (l.n == 0)
        return err_set(err, E_NOTFOUND, "no such statement");
    *out = l.at[0];
    return true;
}
