/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "db/inside.h"
#include "sys/file.h"

enum {
    BUSY_MS = 5000,
    BUSY_MS_MAX = 600000,
    CACHE_MB = 16,
    CACHE_MB_MAX = 1 << 16,
    WAL_PAGES = 2000,          /* 8 MB: a checkpoint about every thousand small entries */
    WAL_BYTES_KEPT = 64 << 20, /* what is left of a log after a large import */
};

SQL_ONLY_LITE(Q_WAL, ROOM_DB, "PRAGMA journal_mode = WAL");
SQL(Q_META_GET, ROOM_DB, "SELECT value FROM meta WHERE key = ?1");
SQL(Q_META_SET, ROOM_DB,
    "INSERT INTO meta (key, value) VALUES (?1, ?2)"
    " ON CONFLICT (key) DO UPDATE SET value = excluded.value");

/*
 * SQLite takes this only before its first use, and only from one thread: so before main(). The
 * priority puts it before the constructors of tests, which put theirs on top.
 */
__attribute__((constructor(200))) static void use_memory(void)
{
    int rc = sqlite3_config(SQLITE_CONFIG_MALLOC, &db_memory);
    ASSERT(rc == SQLITE_OK);
}

/* What each connection is told, and the answer it must then give. */
static const struct {
    const char *set, *name;
    int64_t want;
} settings[] = {
    {"PRAGMA synchronous = FULL", "synchronous", 2},
    {"PRAGMA secure_delete = ON", "secure_delete", 1},
    {"PRAGMA temp_store = MEMORY", "temp_store", 2},
    {"PRAGMA foreign_keys = ON", "foreign_keys", 1},
    {"PRAGMA mmap_size = 0", "mmap_size", 0},
};

static bool ask(int64_t *out, struct db *db, const char *name, struct err *err)
{
    char text[64];
    sqlite3_stmt *st = NULL;
    snprintf(text, sizeof text, "PRAGMA %s", name);
    int rc = sqlite3_prepare_v2(db->h, text, -1, &st, NULL);
    if (!rc)
        rc = sqlite3_step(st);
    *out = rc == SQLITE_ROW ? sqlite3_column_int64(st, 0) : 0; /* no mmap answers with no row */
    sqlite3_finalize(st);
    return rc == SQLITE_ROW || rc == SQLITE_DONE || db_fail(db, rc, name, err);
}

static bool set_all(struct db *db, int64_t cache_mb, struct err *err)
{
    for (isize i = 0; i < COUNTOF(settings); i++) {
        int64_t got = -1;
        if (!db_run_text(db, settings[i].set, err) || !ask(&got, db, settings[i].name, err))
            return false;
        if (got != settings[i].want)
            return err_set(err, E_IO, "the store does not take its setting %s", settings[i].name);
    }
    char text[128];
    int64_t mb = cache_mb ? cache_mb : CACHE_MB;
    snprintf(text, sizeof text, "PRAGMA cache_size = -%d", (int)mb * 1024);
    if (!db_run_text(db, text, err))
        return false;
    snprintf(text, sizeof text, "PRAGMA wal_autocheckpoint = %d; PRAGMA journal_size_limit = %d",
             WAL_PAGES, WAL_BYTES_KEPT);
    return db_run_text(db, text, err);
}

/* The raw form "x'64 hex digits'": no key derivation (zetetic.net/sqlcipher/sqlcipher-api). */
static bool set_key(struct db *db, const struct secret *key, struct err *err)
{
    static const char digits[] = "0123456789abcdef";
    enum { TEXT_N = 2 * KEY_N + 3 };
    ASSERT(key->n == KEY_N);
    AUTO(secret_drop) struct secret text = secret_new(TEXT_N);
    text.p[0] = 'x';
    text.p[1] = '\'';
    for (isize i = 0; i < KEY_N; i++) {
        text.p[2 + 2 * i] = (uint8_t)digits[key->p[i] >> 4];
        text.p[3 + 2 * i] = (uint8_t)digits[key->p[i] & 15];
    }
    text.p[TEXT_N - 1] = '\'';
    int rc = sqlite3_key(db->h, text.p, TEXT_N);
    return !rc || db_fail(db, rc, "key", err);
}

static bool use_wal(struct db *db, struct err *err)
{
    db->lifted = true; /* the mode stands in page 1, which SQLite writes and commits here */
    AUTO(rows_drop) struct rows r = db_rows_own(db, &Q_WAL, NOVALS);
    bool on = rows_next(&r) && str_eq_ascii_nocase(rows_borrow(&r, 0), S("wal"));
    bool ok = rows_done(&r, err);
    db->lifted = false;
    if (!ok)
        return false;
    return on || err_set(err, E_IO, "the store cannot keep a write-ahead log here");
}

static bool open_failed(struct db *db, int rc, struct err *err)
{
    int why = sqlite3_system_errno(db->h);
    if ((rc & 0xff) == SQLITE_CANTOPEN && why)
        return sys_err(err, why, "open the store");
    return db_fail(db, rc, "opening the store", err);
}

/*
 * A file that cannot change needs no lock and no index of a log, which could not be made there
 * (sqlite.org/uri.html, "immutable"). A log with commits in it would not be read: refused.
 */
static bool fixed_uri(const char **out, struct str path, struct arena *a, struct err *err)
{
    static const char hex[] = "0123456789abcdef";
    struct file_info log;
    if (!file_stat(&log, sys_real(), str_format(a, "%.*s-wal", FS(path)), err))
        return false;
    if (log.kind != FILE_NONE && log.size > 0)
        return err_set(err, E_READONLY, "the store has a log that must be written into it first");
    struct buf b = buf_in(a, 4 * path.n + 64);
    buf_add(&b, S("file:"));
    for (isize i = 0; i < path.n; i++) {
        unsigned char c = (unsigned char)path.p[i];
        if (c == '%' || c == '?' || c == '#') {
            buf_add_c(&b, '%');
            buf_add_c(&b, hex[c >> 4]);
            buf_add_c(&b, hex[c & 15]);
        } else {
            buf_add_c(&b, (char)c);
        }
    }
    buf_add(&b, S("?immutable=1"));
    *out = str_to_c(a, buf_str(&b));
    return true;
}

/* Open the file under a key, with the settings of each connection; its schema is not looked at. */
static bool start_bare(struct db *db, struct str path, const struct secret *key,
                       struct db_options o, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    int flags = (o.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX |
                SQLITE_OPEN_EXRESCODE | (o.fixed ? SQLITE_OPEN_URI : 0);
    const char *name = str_to_c(tmp.arena, path);
    if (o.fixed && !fixed_uri(&name, path, tmp.arena, err))
        return false;
    int rc = sqlite3_open_v2(name, &db->h, flags, NULL);
    if (!db->h)
        return err_set(err, E_IO, "no memory for the store");
    if (rc)
        return open_failed(db, rc, err);
    if (!o.read_only && sqlite3_db_readonly(db->h, "main"))
        return err_set(err, E_READONLY, "the store cannot be written");
    sqlite3_busy_timeout(db->h, o.busy_ms ? (int)o.busy_ms : BUSY_MS);
    db->read_only = o.read_only;
    return db_check_sealed(db, err) && set_key(db, key, err) && guard_set(db, err) &&
           fts_register(db, err) && set_all(db, o.cache_mb, err);
}

static bool start(struct db *db, struct str path, const struct secret *key, struct db_options o,
                  struct err *err)
{
    if (!start_bare(db, path, key, o, err))
        return false;
    /* Made before the log is turned on, so that page 1 is in the file when it is looked at. */
    if (o.create && !schema_create(db, err))
        return false;
    if (!db_check_sealed(db, err) || !schema_upgrade(db, err))
        return false;
    return o.read_only || use_wal(db, err);
}

static struct db *db_new(void)
{
    struct arena *a = arena_new(ARENA_SMALL);
    struct db *db = NEW(a, struct db);
    db->a = a;
    return db;
}

/* Before SQLite sees it: is it there, and if it is to be made, make it readable to us alone. */
static bool find_file(struct str path, bool create, struct err *err)
{
    struct file_info info = {0};
    if (!file_stat(&info, sys_real(), path, err))
        return false;
    if (!create) {
        if (info.kind == FILE_NONE)
            return err_set(err, E_NOTFOUND, "there is no store file");
        return info.kind == FILE_PLAIN || err_set(err, E_IO, "the store is not a plain file");
    }
    struct file f = FILE_CLOSED;
    if (!file_open_new(&f, sys_real(), path, 0600, err))
        return false;
    file_close(&f);
    return true;
}

/* What a failed making left behind. */
static void remove_unfinished(struct str path)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    static const char *const ends[] = {"", "-journal", "-wal", "-shm"};
    for (isize i = 0; i < COUNTOF(ends); i++) {
        struct err ignored = {0}; /* the failure that is told is the first */
        (void)!file_remove(sys_real(), str_format(tmp.arena, "%.*s%s", FS(path), ends[i]),
                           &ignored);
    }
}

bool db_open(struct db **out, struct str path, const struct secret *key, struct db_options o,
             struct err *err)
{
    ASSERT(!(o.create && o.read_only) && (o.read_only || !o.fixed) && o.cache_mb >= 0 &&
           o.cache_mb <= CACHE_MB_MAX);
    ASSERT(o.busy_ms >= 0 && o.busy_ms <= BUSY_MS_MAX);
    if (!find_file(path, o.create, err))
        return false;
    struct db *db = db_new();
    if (!start(db, path, key, o, err)) {
        db_close(&db);
        if (o.create)
            remove_unfinished(path);
        return false;
    }
    *out = db;
    return true;
}

/* SQLite's backup goes page by page through both ciphers (sqlite.org/backup.html). */
static bool copy_pages(struct db *to, struct db *from, struct err *err)
{
    to->lifted = true; /* it commits by itself */
    sqlite3_backup *b = sqlite3_backup_init(to->h, "main", from->h, "main");
    int rc = b ? sqlite3_backup_step(b, -1) : sqlite3_errcode(to->h);
    sqlite3_backup_finish(b);
    to->lifted = false;
    return rc == SQLITE_DONE || db_fail(from, rc, "copying the store", err);
}

bool db_copy_under(struct db *db, struct str path, const struct secret *key, struct err *err)
{
    ASSERT(!db->in_txn && !db->in_snapshot);
    if (db->spent)
        return err_set(err, E_IO, "the store failed before and must be closed and opened again");
    if (!find_file(path, true, err))
        return false;
    struct db *to = db_new();
    bool ok = start_bare(to, path, key, (struct db_options){0}, err) && copy_pages(to, db, err) &&
              db_check_sealed(to, err);
    db_close(&to);
    ok = ok && db_make_durable(path, err);
    if (!ok)
        remove_unfinished(path);
    return ok;
}

bool db_open_memory(struct db **out, struct err *err)
{
    struct db *db = db_new();
    int rc = sqlite3_open_v2(":memory:", &db->h,
                             SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY |
                                 SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                             NULL);
    bool ok = rc ? err_set(err, E_IO, "no memory for a store")
                 : guard_set(db, err) && fts_register(db, err) && set_all(db, 0, err) &&
                       schema_create(db, err);
    if (!ok) {
        db_close(&db);
        return false;
    }
    *out = db;
    return true;
}

void db_close(struct db **db)
{
    if (!*db)
        return;
    struct arena *a = (*db)->a;
    db_drop_stmts(*db);
    int rc = sqlite3_close((*db)->h);
    ASSERT(rc == SQLITE_OK); /* a statement is still open */
    arena_free(&a);
    *db = NULL;
}

bool db_meta_get(struct str *out, bool *found, struct db *db, struct str key, struct arena *a,
                 struct err *err)
{
    AUTO(rows_drop) struct rows r = db_rows(db, &Q_META_GET, VALS(vs(key)));
    bool got = rows_next(&r);
    struct str value = got ? rows_str(&r, 0, a) : S("");
    if (!rows_done(&r, err))
        return false;
    *found = got;
    if (got)
        *out = value;
    return true;
}

bool db_meta_set(struct db *db, struct str key, struct str value, struct err *err)
{
    return db_run(db, &Q_META_SET, VALS(vs(key), vb(value.p, value.n)), err);
}
