/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * view.h - what is derived from the journal: records, the search index, counts.
 *
 * A view is a function of the *set* of entries and live bodies, never of their order of arrival;
 * dump() shows it in a form that has no row numbers, so that two stores with the same journal give
 * the same lines. An entry and its views commit in one transaction. main() hands the table of views
 * down; verify and rebuild loop over the same table.
 */
#ifndef VAULT_VIEW_H
#define VAULT_VIEW_H

#include "db/db.h"
#include "vault/entry.h"

/* A statement is known in the store by its number: entry row * STMT_STRIDE + index. */
enum { STMT_STRIDE = 4096 };

struct view_entry {
    const struct entry *entry;
    struct hash id;
    int64_t row;
};
struct view_item {
    const struct view_entry *in;
    int64_t no;
    const struct stmt *s;
    struct str bytes; /* as in the journal */
    bool hidden;      /* its batch is not closed yet */
};

/* Called with one line of a dump; lines are sorted by bytes. */
typedef bool view_line_fn(void *to, struct str line, struct err *err);

struct view {
    const char *name;
    int version; /* a change of it rebuilds the view at the next unlock */
    const void *ctx;
    /* Forget all, as in a new vault. */
    bool (*clear)(const struct view *w, struct db *db, struct err *err);
    /* A batch has been closed: the statements of its entries count from now on. May be NULL. */
    bool (*reveal)(const struct view *w, struct db *db, int64_t entry_row, struct err *err);
    /* A body is there, with its entry or late. */
    bool (*learn)(const struct view *w, struct db *db, const struct view_item *i, struct err *err);
    /* A body is about to go: i->s is the old statement. */
    bool (*forget)(const struct view *w, struct db *db, const struct view_item *i, struct err *err);
    bool (*dump)(const struct view *w, struct db *db, view_line_fn *line, void *to,
                 struct err *err);
    /* Is what the view holds for this statement what learn() would have made? In order of no.
     * *rows counts the view's rows seen, compared at the end with count(). */
    bool (*check)(const struct view *w, struct db *db, const struct view_item *i, int64_t *rows,
                  struct err *err);
    bool (*count)(const struct view *w, struct db *db, int64_t *rows, struct err *err);
};

#endif
