/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "vault/journal.h"

SQL(Q_ENTRY, ROOM_JOURNAL, "SELECT row, id, bytes, signature FROM entry WHERE row = ?1");
SQL(Q_ENTRY_ROW, ROOM_JOURNAL, "SELECT row FROM entry WHERE id = ?1");
SQL(Q_ENTRY_ID, ROOM_JOURNAL, "SELECT id FROM entry WHERE row = ?1");
SQL(Q_BODY, ROOM_JOURNAL, "SELECT statement FROM body WHERE no = ?1");
SQL(Q_COUNT_ENTRIES, ROOM_JOURNAL, "SELECT count(*) FROM entry");
SQL(Q_COUNT_BODIES, ROOM_JOURNAL, "SELECT count(*) FROM body");
SQL(Q_ALL_ENTRIES, ROOM_JOURNAL, "SELECT row, id, bytes, signature FROM entry ORDER BY row");
SQL(Q_ALL_BODIES, ROOM_JOURNAL, "SELECT no, salt, statement FROM body ORDER BY no");
SQL(Q_OPEN_BATCH, ROOM_JOURNAL, "SELECT closed FROM batch WHERE id = ?1");

static bool bytes_to(uint8_t *out, isize n, struct str s, struct err *err)
{
    if (s.n != n)
        return err_set(err, E_CORRUPT, "%td bytes where %td belong", s.n, n);
    memcpy(out, s.p, (size_t)n);
    return true;
}

/* From a row of (row, id, bytes, signature). */
static bool info_from_row(struct entry_info *out, struct rows *r, struct arena *a, struct err *err)
{
    struct entry_info i = {.row = rows_int(r, 0), .bytes = rows_str(r, 2, a)};
    if (!bytes_to(i.id.b, HASH_N, rows_borrow(r, 1), err) ||
        !bytes_to(i.signature, SIGNATURE_N, rows_borrow(r, 3), err) ||
        !entry_parse(&i.e, i.bytes, a, err))
        return err_in(err, "journal row %" PRId64, i.row);
    *out = i;
    return true;
}

bool journal_entry(struct entry_info *out, struct db *db, int64_t row, struct arena *a,
                   struct err *err)
{
    AUTO(rows_drop) struct rows r = db_rows(db, &Q_ENTRY, VALS(vi(row)));
    bool found = rows_next(&r);
    if (found && !info_from_row(out, &r, a, err))
        return false;
    if (!rows_done(&r, err))
        return false;
    return found || err_set(err, E_NOTFOUND, "journal entry %" PRId64, row);
}

bool journal_row(int64_t *out, struct db *db, const struct hash *id, struct err *err)
{
    bool found;
    int64_t row;
    if (!db_int(&row, &found, db, &Q_ENTRY_ROW, VALS(vb(id->b, HASH_N)), err))
        return false;
    if (!found)
        return err_set(err, E_NOTFOUND, "an entry that is not in this journal");
    *out = row;
    return true;
}

bool journal_no(int64_t *out, struct db *db, const struct ref *statement, struct err *err)
{
    int64_t row = 0;
    ASSERT(statement->kind == REF_STATEMENT);
    if (!journal_row(&row, db, &statement->entry, err))
        return false;
    *out = row * STMT_STRIDE + statement->index;
    return true;
}

bool journal_ref(struct ref *out, struct db *db, int64_t no, struct err *err)
{
    struct hash id;
    AUTO(rows_drop) struct rows r = db_rows(db, &Q_ENTRY_ID, VALS(vi(no / STMT_STRIDE)));
    bool found = rows_next(&r);
    if (found && !bytes_to(id.b, HASH_N, rows_borrow(&r, 0), err))
        return false;
    if (!rows_done(&r, err))
        return false;
    if (!found)
        return err_set(err, E_NOTFOUND, "statement %" PRId64, no);
    *out = ref_statement(id, no % STMT_STRIDE);
    return true;
}

bool journal_stmt(struct stmt *out, struct db *db, int64_t no, struct arena *a, struct err *err)
{
    AUTO(rows_drop) struct rows r = db_rows(db, &Q_BODY, VALS(vi(no)));
    bool found = rows_next(&r);
    if (found && !stmt_parse(out, rows_str(&r, 0, a), err))
        return err_in(err, "statement %" PRId64, no);
    if (!rows_done(&r, err))
        return false;
    return found || err_set(err, E_NOTFOUND, "statement %" PRId64, no);
}

bool journal_counts(int64_t *entries, int64_t *statements, struct db *db, struct err *err)
{
    bool found;
    return db_int(entries, &found, db, &Q_COUNT_ENTRIES, NOVALS, err) &&
           db_int(statements, &found, db, &Q_COUNT_BODIES, NOVALS, err);
}

/* ---- walking: entries and bodies side by side, each read once in order */

struct walking {
    struct db *db;
    const struct journal_walk *w;
    struct rows bodies;
    bool more; /* bodies stands on a row */
    struct arena *a;
    struct view_memo memo;
};

static bool walk_hidden(bool *hidden, struct db *db, const struct batch *b, struct err *err)
{
    int64_t closed = 1;
    bool known = true;
    if (b->some && !db_int(&closed, &known, db, &Q_OPEN_BATCH, VALS(vb(b->id.b, 16)), err))
        return false;
    *hidden = known && !closed;
    return true;
}

static bool walk_bodies(struct walking *k, const struct entry_info *e, struct err *err)
{
    struct view_entry in = {&e->e, e->id, e->row};
    bool hidden;
    if (!walk_hidden(&hidden, k->db, &e->e.batch, err))
        return false;
    for (; k->more; k->more = rows_next(&k->bodies)) {
        struct stmt s;
        uint8_t salt[SALT_N];
        struct view_item i = {
            &in, rows_int(&k->bodies, 0), &s, rows_borrow(&k->bodies, 2), hidden, &k->memo};
        if (i.no / STMT_STRIDE > e->row)
            return true;
        if (i.no / STMT_STRIDE < e->row || i.no % STMT_STRIDE >= e->e.digest_n)
            return err_set(err, E_CORRUPT, "statement %" PRId64 " belongs to no entry", i.no);
        if (!bytes_to(salt, SALT_N, rows_borrow(&k->bodies, 1), err) ||
            !stmt_parse(&s, i.bytes, err))
            return err_in(err, "statement %" PRId64, i.no);
        if (!k->w->item(k->w->ctx, &i, salt, err))
            return false;
    }
    return true;
}

bool journal_walk(struct db *db, const struct journal_walk *w, struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    AUTO(rows_drop) struct rows r = db_rows(db, &Q_ALL_ENTRIES, NOVALS);
    struct walking k = {.db = db, .w = w, .a = a};
    if (w->item) {
        k.bodies = db_rows(db, &Q_ALL_BODIES, NOVALS);
        k.more = rows_next(&k.bodies);
    }
    bool ok = true;
    while (ok && rows_next(&r)) {
        struct entry_info e;
        arena_clear(a);
        ok = info_from_row(&e, &r, a, err) && (!w->entry || w->entry(w->ctx, &e, err)) &&
             (!w->item || walk_bodies(&k, &e, err));
    }
    ok = ok && rows_done(&r, err);
    if (w->item) {
        ok = ok && rows_done(&k.bodies, err);
        if (ok && k.more)
            ok = err_set(err, E_CORRUPT, "statement %" PRId64 " belongs to no entry",
                         rows_int(&k.bodies, 0));
        rows_drop(&k.bodies);
    }
    return ok;
}
