/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/embed.h"
#include "db/inside.h"

extern const struct embedded embed_store_schema[]; /* schema.sqlite.sql */

/*
 * What brings a store of the version before to this one, in order. A new store is made by
 * schema.sqlite.sql as it stands; the first version needs nothing.
 */
static const struct {
    int version;
    const char *text;
} migrations[] = {
    {SCHEMA_VERSION, ""},
};

SQL_ONLY_LITE(Q_VERSION, ROOM_DB, "PRAGMA user_version");
SQL_ONLY_LITE(Q_TABLES, ROOM_DB, "SELECT count(*) FROM sqlite_schema");

static bool set_version(struct db *db, int version, struct err *err)
{
    char text[48];
    snprintf(text, sizeof text, "PRAGMA user_version = %d", version);
    return db_run_text(db, text, err);
}

/* Whole or not at all: the version stands in page 1, inside the same transaction. */
static bool change_schema(struct db *db, const char *text, int version, struct err *err)
{
    if (!txn_begin(db, err))
        return false;
    db->lifted = true;
    bool ok = db_run_text(db, text, err) && set_version(db, version, err);
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
    if (!db_int(&version, &found, db, &Q_VERSION, NOVALS, err) ||
        !db_int(&tables, &found, db, &Q_TABLES, NOVALS, err))
        return false;
    if (version > SCHEMA_VERSION)
        return err_set(err, E_NEWER, "the store has schema %" PRId64 ", this program knows %d",
                       version, SCHEMA_VERSION);
    if (version < 1 || tables == 0)
        return err_set(err, E_CORRUPT, "the store has no schema: its making was cut off");
    for (isize i = 0; i < COUNTOF(migrations); i++) {
        if (migrations[i].version <= version)
            continue;
        if (db->read_only)
            return err_set(err, E_READONLY, "schema %" PRId64 " must be brought up to date first",
                           version);
        if (!change_schema(db, migrations[i].text, migrations[i].version, err))
            return err_in(err, "schema %d", migrations[i].version);
    }
    return true;
}
