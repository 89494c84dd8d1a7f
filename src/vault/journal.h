/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * journal.h - the append-only journal: the only writer of what is known.
 *
 * journal_write() takes drafts, gives each its place in this device's chain inside the writing
 * transaction, signs it, stores bodies beside it and lets every view learn them, all in one commit;
 * then the new head goes outside (vault/heads.h) and only then the call returns true.
 * journal_accept() and journal_learn() take entries and bodies of others, in causal order.
 */
#ifndef VAULT_JOURNAL_H
#define VAULT_JOURNAL_H

#include "vault/vault.h"

struct draft {
    enum entry_kind kind;
    struct batch batch;
    const struct stmt *stmts;
    isize n; /* at most STMTS_PER_ENTRY */
    /* Its head is not noted outside: a copy that was made just before it lacks nothing. What stands
     * in it may be lost without a word. */
    bool passing;
};
struct written {
    struct hash id;
    int64_t row;
    int64_t depth;
};
/* All drafts or none. out may be NULL, else it has room for n. */
MUST_CHECK bool journal_write(struct vault *v, struct written *out, const struct draft *d, isize n,
                              struct err *err);
/* The same, and more of the caller's in the same transaction (may run again). */
struct journal_also {
    bool (*run)(struct vault *v, void *ctx, struct err *err);
    void *ctx;
};
MUST_CHECK bool journal_write_and(struct vault *v, struct written *out, const struct draft *d,
                                  isize n, struct journal_also also, struct err *err);

/* An entry made by another device. E_CORRUPT if signature or chain is wrong, E_CONFLICT for a fork,
 * E_NOTFOUND if what it builds on is not here yet. An entry that is here already is fine. */
MUST_CHECK bool journal_accept(struct vault *v, struct str bytes, const uint8_t sig[SIGNATURE_N],
                               struct err *err);
/* A body of an entry that is here. E_CORRUPT if it is not the one that was signed. A body that was
 * erased, or is here already, is passed over. E_NOTFOUND while what must come first is missing: the
 * certificate of the device (keys and certificates themselves are taken at once), the entries that
 * the statement speaks of. */
MUST_CHECK bool journal_learn(struct vault *v, const struct hash *entry, int64_t index,
                              const uint8_t salt[SALT_N], struct str bytes, struct err *err);

/* ---- reading */
struct entry_info { /* as the log lists it */
    int64_t row;
    struct hash id;
    struct entry e; /* digests and heads too */
    struct str bytes;
    uint8_t signature[SIGNATURE_N];
};
MUST_CHECK bool journal_entry(struct entry_info *out, struct db *db, int64_t row, struct arena *a,
                              struct err *err);
/* The row of an entry id; E_NOTFOUND. */
MUST_CHECK bool journal_row(int64_t *out, struct db *db, const struct hash *id, struct err *err);
/* The statement number of (entry id, index); E_NOTFOUND. */
MUST_CHECK bool journal_no(int64_t *out, struct db *db, const struct ref *statement,
                           struct err *err);
/* ... and back. */
MUST_CHECK bool journal_ref(struct ref *out, struct db *db, int64_t no, struct err *err);
/* A live statement by number; E_NOTFOUND if its body is not here (late, withheld, erased). */
MUST_CHECK bool journal_stmt(struct stmt *out, struct db *db, int64_t no, struct arena *a,
                             struct err *err);
/* Number of entries and of live statements. */
MUST_CHECK bool journal_counts(int64_t *entries, int64_t *statements, struct db *db,
                               struct err *err);

/* Call fn for every entry in order of arrival, with its live bodies. item == NULL: the entry
 * itself, before its statements. */
struct journal_walk {
    bool (*entry)(void *ctx, const struct entry_info *e, struct err *err);
    bool (*item)(void *ctx, const struct view_item *i, const uint8_t *salt, struct err *err);
    void *ctx;
};
MUST_CHECK bool journal_walk(struct db *db, const struct journal_walk *w, struct err *err);

#endif
