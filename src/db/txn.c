/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "db/inside.h"

enum { TRIES = 3 };

SQL_ONLY_LITE(Q_BEGIN, ROOM_DB, "BEGIN IMMEDIATE");
SQL_ONLY_LITE(Q_SNAPSHOT, ROOM_DB, "BEGIN");
SQL_ONLY_LITE(Q_COMMIT, ROOM_DB, "COMMIT");
SQL_ONLY_LITE(Q_ROLLBACK, ROOM_DB, "ROLLBACK");

bool txn_begin(struct db *db, struct err *err)
{
    ASSERT(!db->in_txn && !db->in_snapshot); /* transactions do not nest */
    if (!db_run_own(db, &Q_BEGIN, NOVALS, err))
        return false;
    db->in_txn = true;
    return true;
}

static bool commit(struct db *db, struct err *err)
{
    /* A full disk or a failed read may have rolled back under a caller who went on. */
    if (sqlite3_get_autocommit(db->h))
        return err_set(err, E_IO, "the transaction was lost before its end");
    db->committing = true;
    bool ok = db_run_own(db, &Q_COMMIT, NOVALS, err);
    db->committing = false;
    return ok;
}

/* Not through db_run_own, which a spent connection refuses. */
static void roll_back(struct db *db)
{
    if (!sqlite3_get_autocommit(db->h) && sqlite3_exec(db->h, Q_ROLLBACK.text, NULL, NULL, NULL))
        db->spent = true;
}

void txn_end(struct db *db, bool *ok, struct err *err)
{
    ASSERT(db->in_txn && *ok == !err->code);
    *ok = *ok && commit(db, err);
    if (!*ok)
        roll_back(db);
    db->in_txn = false;
}

bool snapshot_begin(struct snapshot *s, struct db *db, struct err *err)
{
    ASSERT(!db->in_txn && !db->in_snapshot);
    if (!db_run_own(db, &Q_SNAPSHOT, NOVALS, err))
        return false;
    db->in_snapshot = true;
    s->db = db;
    return true;
}

void snapshot_drop(struct snapshot *s)
{
    if (s->db) {
        roll_back(s->db); /* nothing was written */
        s->db->in_snapshot = false;
        s->db = NULL;
    }
}

static bool run_once(struct db *db, txn_fn *fn, void *ctx, struct err *err)
{
    db->busy = false;
    if (!txn_begin(db, err))
        return false;
    bool ok = fn(db, ctx, err);
    txn_end(db, &ok, err);
    return ok;
}

bool txn_run(struct db *db, txn_fn *fn, void *ctx, struct err *err)
{
    for (int tries = TRIES;;) {
        struct err e = {0};
        if (run_once(db, fn, ctx, &e))
            return true;
        if (--tries == 0 || !db->busy || db->spent)
            return err_copy(err, &e);
    }
}

bool db_in_txn(const struct db *db)
{
    return db->in_txn;
}
