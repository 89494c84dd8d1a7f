/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store.h - what the tests of db/ share: a key, a path, a store; the file seen from below; a file
 * system and a memory that fail on demand.
 *
 * Statements of tests are named T_*: those of the program, Q_*, must all compile.
 */
#ifndef TESTS_STORE_H
#define TESTS_STORE_H

#include "db/db.h"
#include "test.h"

struct secret test_key(void);
struct str store_path(struct test *t, const char *name);
/* A new store t->dir/name, opened. */
struct db *store_new(struct test *t, const char *name);
bool store_open(struct db **db, struct test *t, const char *name, struct err *err);

/* One device, an entry and its body, in one transaction: whole or not at all. */
bool store_add_entry(struct db *db, int64_t n, struct err *err);
int64_t store_count(struct db *db, const struct sql *q);

/* Run SQL on the file past db/, with SQLite's own calls. */
void store_run_raw(struct test *t, const char *name, const char *sql);

/* ---- faults.c: registers itself as SQLite's file system and memory before main() */
struct faults {
    int64_t calls;           /* calls of the file system so far that could fail */
    int64_t fail_at;         /* the call with this number fails; 0: none */
    bool for_ever;           /* ... and all later ones */
    int64_t busy_at_write;   /* the write with this number says SQLITE_BUSY instead */
    int64_t full_from_write; /* this and all later ones say SQLITE_FULL */
    int64_t mallocs;
    int64_t fail_malloc_at;
    const char *planted; /* text that must never be written */
    int64_t writes;
    int64_t seen; /* writes in which it was */
};
extern struct faults faults;
void faults_clear(void);

#endif
