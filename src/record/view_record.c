/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "lang/edtf.h"
#include "lang/normal.h"
#include "record/view.h"
#include "vault/journal.h"

enum { P_TYPE_NUMBER = 1, LINE_MAX = 600 };

SQL(Q_RECORD_ROW, ROOM_RECORD, "SELECT row FROM record WHERE id = ?1");
SQL(Q_RECORD_ADD, ROOM_RECORD, "INSERT INTO record(id, type) VALUES (?1, 0)");
/* Not min(): SQLite would look for it through the values of all records. */
SQL(Q_TYPES_SAID, ROOM_RECORD, "SELECT value FROM stmt WHERE subject = ?1 AND property = 1");
SQL(Q_RECORD_TYPE, ROOM_RECORD, "UPDATE record SET type = ?2 WHERE row = ?1");
SQL(Q_STMT_ADD, ROOM_RECORD,
    "INSERT INTO stmt(no, subject, property, value, source, at, flags)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
SQL(Q_STMT_DROP, ROOM_RECORD, "DELETE FROM stmt WHERE no = ?1");
SQL(Q_STMT_ALL, ROOM_RECORD,
    "SELECT no, subject, property, value, source, at, flags FROM stmt ORDER BY no");
SQL(Q_STMT_COUNT, ROOM_RECORD, "SELECT count(*) FROM stmt");
SQL(Q_REVEAL, ROOM_RECORD,
    "UPDATE stmt SET flags = flags - 32 WHERE no >= ?1 AND no < ?2 AND flags >= 32");
SQL(Q_CLEAR_STMTS, ROOM_RECORD, "DELETE FROM stmt");
SQL(Q_CLEAR_RECORDS, ROOM_RECORD, "DELETE FROM record");
SQL(Q_DUMP_STMTS, ROOM_RECORD,
    "SELECT e.id, s.no, s.subject, s.property, s.value, s.source, s.at, s.flags, r.id, v.id, d.id"
    " FROM stmt s JOIN entry e ON e.row = s.no / 4096"
    " LEFT JOIN record r ON r.row = s.subject LEFT JOIN record v ON v.row = s.value"
    " LEFT JOIN record d ON d.row = s.source ORDER BY e.id, s.no");
SQL(Q_DUMP_RECORDS, ROOM_RECORD, "SELECT id, type FROM record WHERE type <> 0 ORDER BY id");

/* Take 62 bits of a hash that has no secret: two values with one key are told apart by reading. */
static int64_t hash_key(struct str s)
{
    return (int64_t)(map_hash(s, 0x6361697266616374u) >> 2);
}

int64_t value_key(const struct value *v, int64_t row)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct edtf e;
    struct err none = {0};
    switch (v->type) {
    case V_RECORD:
    case V_STATEMENT: return row;
    case V_NUMBER: return v->number;
    case V_QUANTITY: return v->quantity.has_min ? v->quantity.min : v->quantity.max;
    case V_DATE: return edtf_parse(&e, v->text, &none) ? edtf_range(&e).lo : hash_key(v->text);
    case V_TEXT:
    case V_PLACE: return hash_key(text_fold(v->text, tmp.arena));
    case V_TERM:
    case V_BYTES: return hash_key(v->text);
    case V_FILE:
    case V_SEALED: return hash_key(HASH_STR(&v->hash));
    case V_PIECE: return v->number;
    case V__COUNT: break;
    }
    UNREACHABLE();
}

struct stmt_row {
    int64_t subject, property, value, source, at, flags;
};

/* Where a reference is looked up. */
struct place_of_refs {
    struct db *db;
    struct view_memo *memo;
    bool make; /* records that are not there */
};

/* The row of a record; 0 if it is not there. */
static bool record_row(int64_t *out, const struct place_of_refs *x, const struct id *id,
                       struct err *err)
{
    bool found;
    int64_t row = memo_record(x->memo, id);
    if (row) {
        *out = row;
        return true;
    }
    if (!db_int(&row, &found, x->db, &Q_RECORD_ROW, VALS(vb(id->b, 16)), err))
        return false;
    if (!found && x->make) {
        if (!db_run(x->db, &Q_RECORD_ADD, VALS(vb(id->b, 16)), err))
            return false;
        row = db_last_row(x->db);
    }
    *out = found || x->make ? row : 0;
    if (*out)
        memo_keep_record(x->memo, id, row);
    return true;
}

/* What stands for a reference in the store: a record's row, or minus a statement's number. */
static bool ref_row(int64_t *out, const struct place_of_refs *x, const struct ref *r,
                    struct err *err)
{
    struct err none = {0};
    int64_t row;
    switch (r->kind) {
    case REF_NONE: *out = 0; return true;
    case REF_RECORD:
    case REF_PASSAGE: return record_row(out, x, &r->id, err);
    case REF_STATEMENT:
        if (!memo_entry(&row, x->memo, x->db, &r->entry, &none)) { /* not here */
            *out = 0;
            return none.code == E_NOTFOUND || err_copy(err, &none);
        }
        *out = -(row * STMT_STRIDE + r->index);
        return true;
    }
    UNREACHABLE();
}

static int64_t term_number(const struct schema *s, const struct property *p, struct str term)
{
    struct str vocabulary, id;
    if (!str_cut(term, ':', &vocabulary, &id))
        return 0;
    if (p && p->number == P_TYPE_NUMBER) {
        const struct record_type *t = schema_type_by_id(s, id);
        return t ? t->number : 0;
    }
    const struct vocabulary *v = schema_vocabulary_by_id(s, vocabulary);
    const struct term *t = v ? vocabulary_term_by_id(v, id) : NULL;
    return t ? t->number : 0;
}

static bool row_of(struct stmt_row *out, const struct view *w, struct db *db,
                   const struct view_item *i, bool make, struct err *err)
{
    const struct schema *schema = w->ctx;
    const struct stmt *s = i->s;
    const struct property *p = schema_property_by_id(schema, s->property);
    struct stmt_row row = {.property = p ? p->number : 0};
    int64_t value_row = 0;
    struct place_of_refs x = {db, i->memo, make};
    if (!ref_row(&row.subject, &x, &s->subject, err) ||
        !ref_row(&row.source, &x, &s->source, err) || !ref_row(&value_row, &x, &s->value.ref, err))
        return false;
    int64_t term = s->value.type == V_TERM ? term_number(schema, p, s->value.text) : 0;
    row.value = term ? term : value_key(&s->value, value_row);
    row.at = s->source.kind == REF_PASSAGE ? s->source.start : 0;
    row.flags = (int64_t)s->value.type | (s->subject.kind == REF_PASSAGE ? STMT_PASSAGE : 0) |
                (i->hidden ? STMT_HIDDEN : 0);
    *out = row;
    return true;
}

static bool is_type(const struct stmt_row *row)
{
    return row->property == P_TYPE_NUMBER && row->subject > 0;
}

/* Of several types the lowest number counts, in whatever order they came. */
static bool type_set(struct db *db, int64_t subject, struct err *err)
{
    int64_t type = 0;
    AUTO(rows_drop) struct rows r = db_rows(db, &Q_TYPES_SAID, VALS(vi(subject)));
    while (rows_next(&r))
        if (!type || rows_int(&r, 0) < type)
            type = rows_int(&r, 0);
    return rows_done(&r, err) && db_run(db, &Q_RECORD_TYPE, VALS(vi(subject), vi(type)), err);
}

static bool learn(const struct view *w, struct db *db, const struct view_item *i, struct err *err)
{
    struct stmt_row r;
    if (!row_of(&r, w, db, i, true, err) ||
        !db_run(db, &Q_STMT_ADD,
                VALS(vi(i->no), vi(r.subject), vi(r.property), vi(r.value), vi(r.source), vi(r.at),
                     vi(r.flags)),
                err))
        return false;
    return !is_type(&r) || type_set(db, r.subject, err);
}

static bool forget(const struct view *w, struct db *db, const struct view_item *i, struct err *err)
{
    struct stmt_row r;
    if (!row_of(&r, w, db, i, false, err) || !db_run(db, &Q_STMT_DROP, VALS(vi(i->no)), err))
        return false;
    return !is_type(&r) || type_set(db, r.subject, err);
}

static bool reveal(UNUSED const struct view *w, struct db *db, int64_t row, struct err *err)
{
    return db_run(db, &Q_REVEAL, VALS(vi(row * STMT_STRIDE), vi((row + 1) * STMT_STRIDE)), err);
}

static bool clear(UNUSED const struct view *w, struct db *db, struct err *err)
{
    return db_run(db, &Q_CLEAR_STMTS, NOVALS, err) && db_run(db, &Q_CLEAR_RECORDS, NOVALS, err);
}

/* ---- dumping: rows are named by ids, never by row numbers */

static void put_hex(struct buf *b, struct str bytes)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(b->a);
    buf_add(b, str_hex(tmp.arena, bytes.p, bytes.n));
}

/* Column 'col' holds a row or minus a statement number; column 'id' the record's id, if any. */
static bool put_ref(struct buf *b, struct db *db, struct rows *r, int col, int id, struct err *err)
{
    int64_t n = rows_int(r, col);
    if (n < 0) {
        struct ref ref;
        if (!journal_ref(&ref, db, -n, err))
            return false;
        put_hex(b, HASH_STR(&ref.entry));
        buf_addf(b, ":%" PRId64 " ", ref.index);
    } else {
        put_hex(b, rows_borrow(r, id));
        buf_add_c(b, ' ');
    }
    return true;
}

static bool stmt_line(struct buf *b, struct db *db, struct rows *r, struct err *err)
{
    int64_t flags = rows_int(r, 7), type = flags & STMT_TYPE;
    put_hex(b, rows_borrow(r, 0));
    buf_addf(b, ":%" PRId64 " ", rows_int(r, 1) % STMT_STRIDE);
    if (!put_ref(b, db, r, 2, 8, err))
        return false;
    buf_addf(b, "%" PRId64 " ", rows_int(r, 3));
    if (type == V_RECORD || type == V_STATEMENT) {
        if (!put_ref(b, db, r, 4, 9, err))
            return false;
    } else {
        buf_addf(b, "%" PRId64 " ", rows_int(r, 4));
    }
    if (!put_ref(b, db, r, 5, 10, err))
        return false;
    buf_addf(b, "%" PRId64 " %" PRId64, rows_int(r, 6), flags);
    return true;
}

static bool dump(UNUSED const struct view *w, struct db *db, view_line_fn *line, void *to,
                 struct err *err)
{
    AUTO(rows_drop) struct rows r = db_rows(db, &Q_DUMP_STMTS, NOVALS);
    while (rows_next(&r)) {
        AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
        struct buf b = buf_in(tmp.arena, LINE_MAX);
        if (!stmt_line(&b, db, &r, err) || !line(to, buf_str(&b), err))
            return false;
    }
    if (!rows_done(&r, err))
        return false;
    AUTO(rows_drop) struct rows t = db_rows(db, &Q_DUMP_RECORDS, NOVALS);
    while (rows_next(&t)) {
        AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
        struct buf b = buf_in(tmp.arena, LINE_MAX);
        put_hex(&b, rows_borrow(&t, 0));
        buf_addf(&b, " is %" PRId64, rows_int(&t, 1));
        if (!line(to, buf_str(&b), err))
            return false;
    }
    return rows_done(&t, err);
}

static bool check(const struct view *w, struct db *db, const struct view_item *i,
                  struct view_scan *scan, struct err *err)
{
    struct stmt_row want, got;
    struct rows *r = &scan->rows;
    bool found;
    if (!row_of(&want, w, db, i, false, err) || !scan_to(&found, scan, db, &Q_STMT_ALL, i->no, err))
        return false;
    if (!found)
        return err_set(err, E_CORRUPT, "statement %" PRId64 " is missing", i->no % STMT_STRIDE);
    got = (struct stmt_row){rows_int(r, 1), rows_int(r, 2), rows_int(r, 3),
                            rows_int(r, 4), rows_int(r, 5), rows_int(r, 6)};
    if (memcmp(&want, &got, sizeof want) != 0)
        return err_set(err, E_CORRUPT, "statement %" PRId64 " is another", i->no % STMT_STRIDE);
    return true;
}

static bool count(UNUSED const struct view *w, struct db *db, int64_t *rows, struct err *err)
{
    bool found;
    return db_int(rows, &found, db, &Q_STMT_COUNT, NOVALS, err);
}

struct view view_record(const struct schema *s)
{
    return (struct view){.name = "record",
                         .version = 1,
                         .ctx = s,
                         .clear = clear,
                         .reveal = reveal,
                         .learn = learn,
                         .forget = forget,
                         .dump = dump,
                         .check = check,
                         .count = count};
}
