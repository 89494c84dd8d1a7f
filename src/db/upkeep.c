/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done to a whole store: emptying its log, copying, rewriting, checking it. */
#include <string.h>

#include "db/inside.h"
#include "sys/file.h"

SQL_ONLY_LITE(Q_VACUUM, ROOM_DB, "VACUUM");
SQL_ONLY_LITE(Q_COPY, ROOM_DB, "VACUUM INTO ?1");
SQL_ONLY_LITE(Q_CIPHER_CHECK, ROOM_DB, "PRAGMA cipher_integrity_check");
SQL_ONLY_LITE(Q_CHECK, ROOM_DB, "PRAGMA integrity_check(1)");
SQL_ONLY_LITE(Q_KEYS_CHECK, ROOM_DB, "PRAGMA foreign_key_check");

bool db_check_sealed(struct db *db, struct err *err)
{
    static const char clear[] = "SQLite format 3";
    char begin[sizeof clear] = {0};
    sqlite3_file *file = NULL;
    int rc = sqlite3_file_control(db->h, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (!rc)
        rc = file->pMethods->xRead(file, begin, sizeof begin, 0);
    if (rc == SQLITE_IOERR_SHORT_READ) /* an empty file */
        return true;
    if (rc)
        return db_fail(db, rc, "beginning of the store", err);
    if (!memcmp(begin, clear, sizeof clear))
        return err_set(err, E_CORRUPT, "the store's file is not encrypted");
    return true;
}

bool db_truncate_wal(struct db *db, struct err *err)
{
    ASSERT(!db->in_txn && !db->in_snapshot);
    if (db->spent)
        return err_set(err, E_IO, "the store failed before and must be closed and opened again");
    int rc = sqlite3_wal_checkpoint_v2(db->h, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    return !rc || db_fail(db, rc, "emptying the log", err);
}

/* VACUUM attaches its target and makes tables there: the only time that is allowed. */
static bool vacuum(struct db *db, const struct sql *q, struct vals v, struct err *err)
{
    ASSERT(!db->in_txn && !db->in_snapshot);
    db->lifted = true;
    sqlite3_limit(db->h, SQLITE_LIMIT_ATTACHED, 1);
    bool ok = db_run_own(db, q, v, err);
    sqlite3_limit(db->h, SQLITE_LIMIT_ATTACHED, 0);
    db->lifted = false;
    return ok;
}

bool db_vacuum(struct db *db, struct err *err)
{
    return vacuum(db, &Q_VACUUM, NOVALS, err);
}

bool db_make_durable(struct str path, struct err *err)
{
    AUTO(file_close) struct file f = FILE_CLOSED;
    isize slash = path.n;
    while (slash > 0 && path.p[slash - 1] != '/')
        slash--;
    struct str dir = slash > 1 ? str_part(path, 0, slash - 1) : slash ? S("/") : S(".");
    return file_open_read(&f, sys_real(), path, err) && file_sync(&f, err) &&
           dir_sync(sys_real(), dir, err);
}

bool db_copy_to(struct db *db, struct str path, struct err *err)
{
    /* Made first, so that it is ours alone to read, and never over something that is there. */
    struct file f = FILE_CLOSED;
    if (!file_open_new(&f, sys_real(), path, 0600, err))
        return false;
    file_close(&f);
    if (vacuum(db, &Q_COPY, VALS(vs(path)), err) && db_make_durable(path, err))
        return true;
    struct err ignored = {0}; /* the failure that is told is the first */
    (void)!file_remove(sys_real(), path, &ignored);
    return false;
}

static bool check_with(struct db *db, const struct sql *q, struct err *err)
{
    AUTO(rows_drop) struct rows r = db_rows(db, q, NOVALS);
    while (rows_next(&r)) {
        struct str fault = rows_borrow(&r, 0);
        if (!str_eq(fault, S("ok")))
            return err_set(err, E_CORRUPT, "%s: %.*s", q->name, FS(fault));
    }
    return rows_done(&r, err);
}

/*
 * SQLCipher's check reads the file beside the pager, so the log is emptied first and writers are
 * kept out while it reads.
 */
bool db_check_pages(struct db *db, struct err *err)
{
    struct err ignored = {0};
    bool held = !db->read_only && !db->in_txn && !db->in_snapshot;
    if (held && !db_truncate_wal(db, &ignored) && ignored.code != E_CONFLICT)
        return err_copy(err, &ignored);
    if (held && !txn_begin(db, err))
        return false;
    bool ok = check_with(db, &Q_CIPHER_CHECK, err) && check_with(db, &Q_CHECK, err) &&
              check_with(db, &Q_KEYS_CHECK, err);
    if (held)
        txn_end(db, &ok, err);
    return ok;
}
