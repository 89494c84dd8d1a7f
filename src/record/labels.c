/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/labels.h"

#include "base/list.h"
#include "record/consent.h"
#include "record/ids.h"
#include "record/view.h"

enum { ABOUT_DEPTH_MAX = 16 };

SQL(Q_LABELS, ROOM_RECORD,
    "SELECT s.property, b.statement, s.no FROM stmt s JOIN body b ON b.no = s.no"
    " JOIN entry e ON e.row = s.no / 4096 WHERE s.subject = ?1 AND s.property IN (2, 3, 43)"
    " AND s.flags < 32 ORDER BY e.depth, e.id, s.no");
SQL(Q_USES, ROOM_RECORD,
    "SELECT b.statement FROM stmt s JOIN body b ON b.no = s.no WHERE s.subject = ?1"
    " AND s.property IN (1011, 1027, 1038) AND s.flags < 32 ORDER BY s.no");
SQL(Q_ON_PAPER, ROOM_RECORD,
    "SELECT value FROM stmt WHERE subject = ?1 AND property = 1039 AND flags < 32 ORDER BY no");
SQL(Q_BELONGS, ROOM_RECORD,
    "SELECT value FROM stmt WHERE subject = ?1 AND property IN (970, 1016, 1020, 1040, 1060, 1101)"
    " AND flags < 32 ORDER BY no");
SQL(Q_NEWEST, ROOM_RECORD,
    "SELECT s.no, s.value FROM stmt s JOIN entry e ON e.row = s.no / 4096 WHERE s.subject = ?1"
    " AND s.property = ?2 AND s.flags < 32 ORDER BY e.depth DESC, e.id DESC, s.no DESC");
SQL(Q_CORRECTED, ROOM_RECORD,
    "SELECT no FROM stmt WHERE property = 5 AND value = ?1 AND flags < 32 ORDER BY no");
SQL(Q_TYPE, ROOM_RECORD, "SELECT type FROM record WHERE row = ?1");
SQL(Q_NAMING, ROOM_RECORD,
    "SELECT no, subject FROM stmt WHERE property = ?1 AND value = ?2 AND flags < 32 ORDER BY no");
SQL(Q_BESIDE, ROOM_RECORD,
    "SELECT no FROM stmt WHERE no >= ?1 AND no < ?2 AND property <> 9 ORDER BY no");
SQL(Q_ONE, ROOM_RECORD,
    "SELECT s.subject, s.property, b.statement FROM stmt s JOIN body b ON b.no = s.no"
    " WHERE s.no = ?1");

struct label_known { /* one record's labels, once read */
    int64_t row;
    struct id id;
    bool named; /* asked for by its id, which is here since */
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

int record_term(const struct schema *s, const struct record *rec, int property)
{
    const struct fact *f = record_newest(rec, property);
    return f ? label_term(s, property, &f->s) : 0;
}

/* A level that this program does not know is a high one. */
static enum sensitivity level_of(int64_t term)
{
    return term == SENSITIVITY_OPEN || term == SENSITIVITY_RESTRICTED ? (enum sensitivity)term
                                                                      : SENSITIVITY_SECRET;
}

enum sensitivity label_level(const struct schema *s, const struct stmt *st)
{
    return level_of(label_term(s, P_SENSITIVITY, st));
}

/* Has it been taken back, and not the taking back? */
static bool is_retracted(bool *out, struct db *db, int64_t no, int depth, struct err *err)
{
    AUTO(rows_drop) struct rows r = db_rows(db, &Q_NEWEST, VALS(vi(-no), vi(P_RETRACTED)));
    *out = false;
    while (depth < ABOUT_DEPTH_MAX && rows_next(&r)) {
        bool gone;
        if (!is_retracted(&gone, db, rows_int(&r, 0), depth + 1, err))
            return false;
        if (!gone) {
            *out = rows_int(&r, 1) != 0;
            break;
        }
    }
    return rows_done(&r, err);
}

bool newest_of(struct newest *out, struct db *db, int64_t row, int property, struct err *err)
{
    AUTO(rows_drop) struct rows r = db_rows(db, &Q_NEWEST, VALS(vi(row), vi(property)));
    struct newest n = {0};
    while (!n.no && rows_next(&r)) {
        bool gone;
        if (!is_retracted(&gone, db, rows_int(&r, 0), 0, err))
            return false;
        if (!gone)
            n = (struct newest){rows_int(&r, 0), rows_int(&r, 1)};
    }
    if (!rows_done(&r, err))
        return false;
    *out = n;
    return true;
}

/* Not taken back, not corrected away, not rejected. */
static bool counts(bool *out, struct db *db, int64_t no, struct err *err)
{
    bool gone;
    struct newest judged;
    *out = false;
    if (!is_retracted(&gone, db, no, 0, err) || !newest_of(&judged, db, -no, P_JUDGED, err))
        return false;
    if (gone || judged.value == TERM_JUDGEMENT_REJECT)
        return true;
    AUTO(rows_drop) struct rows r = db_rows(db, &Q_CORRECTED, VALS(vi(-no)));
    *out = true;
    while (*out && rows_next(&r))
        if (!is_retracted(out, db, rows_int(&r, 0), 0, err))
            return false;
    return rows_done(&r, err);
}

static struct label_passage *passage_of(struct label_known *k, const struct ref *r, struct arena *a)
{
    for (isize i = 0; i < k->passages.n; i++)
        if (k->passages.at[i].start == r->start && k->passages.at[i].end == r->end)
            return &k->passages.at[i];
    struct label_passage *p = LIST_ADD(&k->passages, a);
    *p = (struct label_passage){.start = r->start, .end = r->end};
    return p;
}

static bool take(struct label_known *k, const struct reader *r, int property, const struct stmt *s,
                 struct arena *a, struct err *err)
{
    int term = label_term(r->schema, property, s);
    if (property == P_MAY_LEAVE && !consent_of_label(&term, r, s, err))
        return false;
    if (property == P_EXCLUDED) {
        k->own.excluded = s->value.type == V_NUMBER && s->value.number != 0;
    } else if (s->subject.kind == REF_PASSAGE) {
        struct label_passage *p = passage_of(k, &s->subject, a);
        if (property == P_SENSITIVITY)
            p->sensitivity = level_of(term);
        else
            p->consent = term;
    } else if (property == P_SENSITIVITY) {
        k->own.sensitivity = level_of(term);
        k->own.open = term == SENSITIVITY_OPEN;
    } else {
        k->own.consent = term;
    }
    return true;
}

/* Does a sign-on or a holding of an office, whose property names a person, let the name out? */
struct lets_out {
    int property;
    bool (*fn)(bool *out, struct db *db, int64_t record, struct err *err);
};

static bool has_signed(bool *out, struct db *db, int64_t record, struct err *err)
{
    struct newest answer, withdrawn;
    if (!newest_of(&answer, db, record, P_SIGN_ANSWER, err) ||
        !newest_of(&withdrawn, db, record, P_WITHDRAWN_ON, err))
        return false;
    *out = answer.value == TERM_SIGN_ANSWER_SIGNED && !withdrawn.no;
    return true;
}

/* Of a church, a group of helpers, a company: who works there is no official. */
static bool is_private_body(bool *out, struct db *db, int64_t body, struct err *err)
{
    struct newest kind;
    int64_t type;
    bool found;
    *out = false;
    if (!db_int(&type, &found, db, &Q_TYPE, VALS(vi(body)), err))
        return false;
    if (!found || type != TYPE_ORGANISATION)
        return true;
    if (!newest_of(&kind, db, body, P_ORGANISATION_KIND, err))
        return false;
    switch (kind.no ? kind.value : 0) {
    case TERM_ORGANISATION_KIND_UN:
    case TERM_ORGANISATION_KIND_INTERGOVERNMENTAL:
    case TERM_ORGANISATION_KIND_GOVERNMENT:
    case TERM_ORGANISATION_KIND_SECURITY:
    case TERM_ORGANISATION_KIND_COURT:
    case TERM_ORGANISATION_KIND_PARLIAMENT:
    case TERM_ORGANISATION_KIND_PARTY:
    case TERM_ORGANISATION_KIND_MISSION:
    case TERM_ORGANISATION_KIND_NHRI: return true;
    default: *out = true; return true;
    }
}

static bool holds_office(bool *out, struct db *db, int64_t record, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct newest until, office, body;
    struct stmt s;
    bool private = false;
    if (!newest_of(&until, db, record, P_UNTIL, err) ||
        (until.no && !journal_stmt(&s, db, until.no, tmp.arena, err)) ||
        !newest_of(&office, db, record, P_OFFICE, err) ||
        (office.no && (!newest_of(&body, db, office.value, P_OFFICE_OF, err) ||
                       (body.no && !is_private_body(&private, db, body.value, err)))))
        return false;
    *out = office.no && !private && (!until.no || (s.qualifiers & QUALIFIER_PLANNED));
    return true;
}

static bool always(bool *out, UNUSED struct db *db, UNUSED int64_t record, UNUSED struct err *err)
{
    *out = true;
    return true;
}

static const struct lets_out by_office = {P_HOLDER, holds_office};
static const struct lets_out by_signature = {P_SIGNER, has_signed};

/* Is there a statement that names this record so, that counts and that the reader may see? */
static bool is_named(bool *out, struct label_cache *c, const struct reader *r, struct lets_out by,
                     int64_t row, struct err *err)
{
    AUTO(rows_drop) struct rows rows = db_rows(r->db, &Q_NAMING, VALS(vi(by.property), vi(row)));
    *out = false;
    while (!*out && rows_next(&rows)) {
        int64_t no = rows_int(&rows, 0), subject = rows_int(&rows, 1);
        enum sensitivity level;
        bool live, lets;
        if (!counts(&live, r->db, no, err) || !label_statement(&level, c, r, no, err) ||
            !by.fn(&lets, r->db, subject, err))
            return false;
        *out = live && lets && level <= r->gate.clearance;
    }
    return rows_done(&rows, err);
}

/* Is anything said of this record, that counts and that the reader may see? */
static bool is_said(bool *out, struct label_cache *c, const struct reader *r, int64_t row,
                    int property, struct err *err)
{
    struct newest n;
    enum sensitivity level = SENSITIVITY_SECRET;
    *out = false;
    if (!newest_of(&n, r->db, row, property, err) ||
        (n.no && (!counts(out, r->db, n.no, err) || !label_statement(&level, c, r, n.no, err))))
        return false;
    *out = *out && level <= r->gate.clearance;
    return true;
}

/* An official who fell, a helper who once had an office: no office lets out a victim's name. */
bool label_at_risk(bool *out, struct label_cache *c, const struct reader *r, int64_t row,
                   struct err *err)
{
    static const int named[] = {P_VICTIM,      P_STATUS_OF, P_MEMBER_PERSON,  P_DEMAND_FOR,
                                P_ACCESS_TO,   P_SCREENED,  P_CERTIFICATE_OF, P_RISK_OF,
                                P_CONSENT_FOR, P_CONSENT_BY};
    static const int said[] = {P_CUSTODY, P_REFUGEE_STATUS, P_FATE,
                               P_HELD_AT, P_HELD_BY,        P_REMOVAL_DATE};
    *out = false;
    for (isize i = 0; !*out && i < COUNTOF(named); i++)
        if (!is_named(out, c, r, (struct lets_out){named[i], always}, row, err))
            return false;
    for (isize i = 0; !*out && i < COUNTOF(said); i++)
        if (!is_said(out, c, r, row, said[i], err))
            return false;
    return true;
}

/* By name: known to hold an office, or to have signed. */
static bool read_by_name(struct label_known *k, struct label_cache *c, const struct reader *r,
                         struct err *err)
{
    bool at_risk = false;
    if (!is_named(&k->own.in_office, c, r, by_office, k->row, err) ||
        !is_named(&k->own.signatory, c, r, by_signature, k->row, err) ||
        ((k->own.in_office || k->own.signatory) && !label_at_risk(&at_risk, c, r, k->row, err)))
        return false;
    k->own.in_office &= !at_risk;
    k->own.signatory &= !at_risk;
    return true;
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
            !is_retracted(&gone, r->db, rows_int(&rows, 2), 0, err))
            return false;
        if (!gone && !take(k, r, (int)rows_int(&rows, 0), &s, c->a, err))
            return false;
    }
    return rows_done(&rows, err);
}

static void raise_to(struct label *l, enum sensitivity s)
{
    l->sensitivity = s > l->sensitivity ? s : l->sensitivity;
}

/* A sentence of a letter is at least as sensitive as each statement that it rests on, and as each
 * name in it. One that is not here any more says nothing. */
static bool read_uses(struct label_known *k, int64_t row, struct label_cache *c,
                      const struct reader *r, struct err *err)
{
    AUTO(rows_drop) struct rows rows = db_rows(r->db, &Q_USES, VALS(vi(row)));
    while (k->own.sensitivity < SENSITIVITY_SECRET && rows_next(&rows)) {
        struct stmt s;
        struct err none = {0};
        int64_t no;
        enum sensitivity level;
        if (!stmt_parse(&s, rows_str(&rows, 0, c->a), err))
            return false;
        if (s.value.type != V_STATEMENT || !journal_no(&no, r->db, &s.value.ref, &none)) {
            if (none.code && none.code != E_NOTFOUND)
                return err_copy(err, &none);
            continue;
        }
        if (!label_statement(&level, c, r, no, err))
            return false;
        raise_to(&k->own, level);
    }
    return rows_done(&rows, err);
}

/* The words of a final letter stand together: it is as sensitive as every sentence on its paper.
 * Who may see all is not kept waiting for it. */
static bool read_paper(struct label_known *k, struct label_cache *c, const struct reader *r,
                       struct err *err)
{
    if (r->gate.audience == AUDIENCE_MEMBERS && r->gate.clearance >= SENSITIVITY_SECRET)
        return true;
    AUTO(rows_drop) struct rows rows = db_rows(r->db, &Q_ON_PAPER, VALS(vi(k->row)));
    while (k->own.sensitivity < SENSITIVITY_SECRET && rows_next(&rows))
        if (!read_uses(k, rows_int(&rows, 0), c, r, err))
            return false;
    return rows_done(&rows, err);
}

static bool known_of(struct label_known **out, struct label_cache *c, const struct reader *r,
                     int64_t row, struct err *err);

/* What belongs to a record and says nothing without it: a sentence, a sending, a reply, a day. */
static bool read_belongs(struct label_known *k, struct label_cache *c, const struct reader *r,
                         struct err *err)
{
    AUTO(rows_drop) struct rows rows = db_rows(r->db, &Q_BELONGS, VALS(vi(k->row)));
    while (rows_next(&rows)) {
        struct label_known *of;
        if (rows_int(&rows, 0) <= 0)
            continue;
        if (!known_of(&of, c, r, rows_int(&rows, 0), err))
            return false;
        raise_to(&k->own, of->own.sensitivity);
    }
    return rows_done(&rows, err);
}

/* What the labels of others say of it. */
static bool read_around(struct label_known *k, struct label_cache *c, const struct reader *r,
                        struct err *err)
{
    switch (k->type) {
    case TYPE_LETTER: return read_uses(k, k->row, c, r, err) && read_paper(k, c, r, err);
    case TYPE_LETTER_PART: return read_uses(k, k->row, c, r, err) && read_belongs(k, c, r, err);
    case TYPE_ADDRESSEE:
    case TYPE_DISPATCH:
    case TYPE_REPLY:
    case TYPE_CONSENT:
    case TYPE_DEADLINE: return read_belongs(k, c, r, err);
    case TYPE_PERSON:
    case TYPE_ORGANISATION: return read_by_name(k, c, r, err);
    default: return true;
    }
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
    /* After it is known: what names this record is asked for its labels, and they ask for these. */
    return read_around(k, c, r, err);
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

/* Labels of the passages that a reference touches: the highest, and the newest consent. */
static void add_passages(struct label *l, const struct label_known *k, const struct ref *passage)
{
    for (isize i = 0; passage->kind == REF_PASSAGE && i < k->passages.n; i++) {
        const struct label_passage *p = &k->passages.at[i];
        if (p->start >= passage->end || passage->start >= p->end)
            continue;
        l->sensitivity = p->sensitivity > l->sensitivity ? p->sensitivity : l->sensitivity;
        l->consent = p->consent ? p->consent : l->consent;
    }
}

/* The labels of a record that a statement names; none if it is not here. */
static bool label_id(struct label_known **out, struct label_cache *c, const struct reader *r,
                     const struct id *id, struct err *err)
{
    struct err none = {0};
    int64_t row;
    *out = NULL;
    for (struct label_known *k = c->known; k && !*out; k = k->next)
        if (k->named && id_eq(&k->id, id))
            *out = k;
    if (*out)
        return true;
    if (!record_row_of(&row, r->db, id, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    if (!known_of(out, c, r, row, err))
        return false;
    (*out)->id = *id;
    (*out)->named = true;
    return true;
}

/* From the source: the document and, nearest of all, the passage. */
static bool from_source(struct label *l, struct label_cache *c, const struct reader *r,
                        const struct fact *f, int *nearest, struct err *err)
{
    struct label_known *k;
    struct label passages = {0};
    if (f->s.source.kind == REF_NONE)
        return true;
    if (!label_id(&k, c, r, &f->s.source.id, err))
        return false;
    if (k) {
        add_passages(&passages, k, &f->s.source);
        raise_to(l, k->own.sensitivity);
        raise_to(l, passages.sensitivity);
        l->open = k->own.open;
        l->consent = k->own.consent;
        *nearest = passages.consent;
    }
    return true;
}

/* From the record it speaks of, or the passage of that record. */
static bool from_subject(struct label *l, struct label_cache *c, const struct reader *r,
                         const struct fact *f, int *nearest, struct err *err)
{
    struct label_known *k;
    struct label passages = {0};
    if (!known_of(&k, c, r, f->record, err))
        return false;
    add_passages(&passages, k, &f->s.subject);
    raise_to(l, k->own.sensitivity);
    raise_to(l, passages.sensitivity);
    l->open |= k->own.open;
    l->consent = k->own.consent ? k->own.consent : l->consent;
    l->excluded = k->own.excluded;
    l->in_office = k->own.in_office;
    l->signatory = k->own.signatory;
    *nearest = passages.consent ? passages.consent : *nearest;
    return true;
}

/* A reason stands in one entry with the change that it explains, and is as sensitive. */
static bool beside_reason(enum sensitivity *out, struct label_cache *c, const struct reader *r,
                          const struct fact *f, struct err *err)
{
    int64_t first = f->no / STMT_STRIDE * STMT_STRIDE;
    enum sensitivity most = 0;
    if (!f->p || f->p->number != P_REASON)
        return true;
    AUTO(rows_drop)
    struct rows rows = db_rows(r->db, &Q_BESIDE, VALS(vi(first), vi(first + STMT_STRIDE)));
    while (most < SENSITIVITY_SECRET && rows_next(&rows)) {
        enum sensitivity one;
        if (!label_statement(&one, c, r, rows_int(&rows, 0), err))
            return false;
        most = one > most ? one : most;
    }
    *out = most > *out ? most : *out;
    return rows_done(&rows, err);
}

bool label_around(struct label *out, struct label_cache *c, const struct reader *r,
                  const struct fact *f, struct err *err)
{
    struct label l = {0};
    struct label_known *named = NULL;
    enum sensitivity level = 0;
    int nearest = 0;
    if (!from_source(&l, c, r, f, &nearest, err) ||
        (f->record > 0 && !from_subject(&l, c, r, f, &nearest, err)) ||
        (f->record < 0 && !label_statement(&level, c, r, -f->record, err)) ||
        !beside_reason(&level, c, r, f, err) ||
        (f->s.value.ref.kind == REF_RECORD && !label_id(&named, c, r, &f->s.value.ref.id, err)))
        return false;
    l.consent = nearest ? nearest : l.consent;
    raise_to(&l, level);
    if (named)
        raise_to(&l, named->own.sensitivity);
    l.open = l.open && l.sensitivity <= SENSITIVITY_OPEN;
    *out = l;
    return true;
}

enum sensitivity label_effective(enum sensitivity own, const struct property *p, int type,
                                 const struct label *around, const struct schema *s)
{
    enum sensitivity level = own ? own
                             : p ? property_sensitivity(s, p, type)
                                 : SENSITIVITY_RESTRICTED;
    /* What is public makes public what it says; a label can also raise. */
    if (!own && around->open && level == SENSITIVITY_RESTRICTED)
        level = SENSITIVITY_OPEN;
    return around->sensitivity > level ? around->sensitivity : level;
}

bool label_statement(enum sensitivity *out, struct label_cache *c, const struct reader *r,
                     int64_t no, struct err *err)
{
    struct fact f = {.no = no};
    struct label around;
    struct newest own;
    int type = 0;
    *out = SENSITIVITY_SECRET;
    AUTO(rows_drop) struct rows rows = db_rows(r->db, &Q_ONE, VALS(vi(no)));
    if (c->depth >= ABOUT_DEPTH_MAX || !rows_next(&rows))
        return rows_done(&rows, err);
    f.record = rows_int(&rows, 0);
    f.p = schema_property(r->schema, (int)rows_int(&rows, 1));
    if (!stmt_parse(&f.s, rows_str(&rows, 2, c->a), err) || !rows_done(&rows, err) ||
        !newest_of(&own, r->db, -no, P_SENSITIVITY, err))
        return false;
    c->depth++;
    bool ok = label_around(&around, c, r, &f, err) &&
              (f.record <= 0 || label_type(&type, c, r, f.record, err));
    c->depth--;
    if (ok)
        *out = label_effective(own.no ? level_of(own.value) : 0, f.p, type, &around, r->schema);
    return ok;
}
