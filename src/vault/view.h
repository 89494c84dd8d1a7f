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

/*
 * Rows of records and entries that were looked up, remembered within one reading or one
 * transaction: statements come in groups about one thing. Rows stay while it lives.
 */
enum { VIEW_MEMO = 64 };
struct view_memo {
    struct {
        struct id id;
        int64_t row; /* 0: nothing here */
    } records[VIEW_MEMO];
    struct hash entry;
    int64_t entry_row;
};
/* 0 if it is not remembered; memo may be NULL. */
int64_t memo_record(const struct view_memo *m, const struct id *id);
void memo_keep_record(struct view_memo *m, const struct id *id, int64_t row);
/* The row of an entry, looked up at need; E_NOTFOUND. */
MUST_CHECK bool memo_entry(int64_t *row, struct view_memo *m, struct db *db, const struct hash *id,
                           struct err *err);

/* A view's rows read in step with the journal: how far it has come. */
struct view_scan {
    struct rows rows; /* by number of the statement, which is the first column */
    bool open, more;
    int64_t seen; /* rows that belong to a statement of the journal */
};
/* Go on to a statement's row; q is opened at the first call. Not found: it is missing. */
MUST_CHECK bool scan_to(bool *found, struct view_scan *s, struct db *db, const struct sql *q,
                        int64_t no, struct err *err);
void scan_drop(struct view_scan *s);

struct view_entry {
    const struct entry *entry;
    struct hash id;
    int64_t row;
};
struct view_item {
    const struct view_entry *in;
    int64_t no;
    const struct stmt *s;
    struct str bytes;       /* as in the journal */
    bool hidden;            /* its batch is not closed yet */
    struct view_memo *memo; /* may be NULL */
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
    /* Is what the view holds for this statement what learn() would have made? In order of no; the
     * scan counts the rows seen, which are compared at the end with count(). */
    bool (*check)(const struct view *w, struct db *db, const struct view_item *i,
                  struct view_scan *scan, struct err *err);
    bool (*count)(const struct view *w, struct db *db, int64_t *rows, struct err *err);
};

#endif
