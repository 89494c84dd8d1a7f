/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/embed.h"
#include "db/inside.h"

extern const struct embedded embed_store_schema[]; /* schema.sqlite.sql */

/*
 * What brings a store of the version before to this one, in order. A new store is made by
 * schema.sqlite.sql as it stands, so each text here makes of an older store just that: a test
 * compares the two.
 */
static const struct migration {
    int version;
    bool for_speed; /* without it all can be read, only slower */
    const char *text;
} migrations[] = {
    {2, true,
     "CREATE INDEX IF NOT EXISTS entry_order ON entry (depth, id);"
     "CREATE INDEX IF NOT EXISTS entry_member ON entry (kind) WHERE kind = 3;"
     "CREATE INDEX IF NOT EXISTS record_type ON record (type);"
     "CREATE INDEX IF NOT EXISTS proposal_open ON proposal (document) WHERE state = 0;"},
};

SQL_ONLY_LITE(Q_VERSION, ROOM_DB, "PRAGMA user_version");
SQL_ONLY_LITE(Q_TABLES, ROOM_DB, "SELECT count(*) FROM sqlite_schema");

static bool set_version(struct db *db, int version, struct err *err)
{
    char text[48];
    snprintf(text, sizeof text, "PRAGMA user_version = %d", version);
    return db_run_text(db, text, err);
}

static bool version_of(int64_t *out, struct db *db, struct err *err)
{
    bool found = false;
    *out = 0;
    return db_int(out, &found, db, &Q_VERSION, NOVALS, err);
}

/* Whole or not at all: the version stands in page 1, inside the same transaction. */
static bool change_schema(struct db *db, const char *text, int version, struct err *err)
{
    int64_t now = 0;
    if (!txn_begin(db, err))
        return false;
    db->lifted = true;
    bool ok = version_of(&now, db, err);
    if (ok && now < version) /* another process may have done it while we waited */
        ok = db_run_text(db, text, err) && set_version(db, version, err);
    txn_end(db, &ok, err);
    db->lifted = false;
    return ok;
}

bool schema_create(struct db *db, struct err *err)
{
    return change_schema(db, embed_store_schema[0].bytes.p, SCHEMA_VERSION,
                         err); /* ends in a NUL */
}

bool schema_upgrade(struct db *db, struct err *err)
{
    int64_t version = 0, tables = 0;
    bool found = false;
    if (!version_of(&version, db, err) || !db_int(&tables, &found, db, &Q_TABLES, NOVALS, err))
        return false;
    if (version > SCHEMA_VERSION)
        return err_set(err, E_NEWER, "the store has schema %" PRId64 ", this program knows %d",
                       version, SCHEMA_VERSION);
    if (version < 1 || tables == 0)
        return err_set(err, E_CORRUPT, "the store has no schema: its making was cut off");
    for (isize i = 0; i < COUNTOF(migrations); i++) {
        const struct migration *m = &migrations[i];
        if (m->version <= version || (db->read_only && m->for_speed))
            continue;
        if (db->read_only)
            return err_set(err, E_READONLY, "schema %" PRId64 " must be brought up to date first",
                           version);
        if (!change_schema(db, m->text, m->version, err))
            return err_in(err, "schema %d", m->version);
    }
    return true;
}
