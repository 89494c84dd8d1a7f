/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fts.h - full text: which rows hold these words, and where in a text they stand.
 *
 * The index (SQLite's FTS5 over the tokens of lang/token.h) knows where tokens stand and not what
 * the text was, so taking a text out needs the text as it was put in; nothing of it then stays in
 * the index (FTS5's secure-delete, and secure_delete of the pages). What a row number means is its
 * caller's business.
 *
 * A query is what a person typed: words that must all be there, in any order; words in quotation
 * marks next to each other; a final * for any ending. A Korean word of two to six syllables is also
 * found written apart, one Chinese character or syllable also as the beginning of a longer word.
 * Nothing a person types is an operator beside these, and none can be malformed.
 */
#ifndef DB_FTS_H
#define DB_FTS_H

#include "db/db.h"

/* Both write: inside txn_run. E_CONFLICT if the row is there already. */
MUST_CHECK bool fts_add(struct db *db, int64_t row, struct str text, struct err *err);
/* text: as it was added. E_NOTFOUND if the row is not there; E_INVALID if it had another number of
 * tokens: a wrong text would spoil the index. */
MUST_CHECK bool fts_remove(struct db *db, int64_t row, struct str text, struct err *err);

struct fts_phrase {
    struct str text;
    struct str_list tokens; /* at least one; they stand next to each other */
    bool prefix;            /* the last one may be the beginning of a longer token */
};
struct fts_group { /* any of these */
    struct fts_phrase *at;
    isize n, cap;
};
struct fts_query { /* all of these */
    struct fts_group *at;
    isize n, cap;
};

enum { FTS_QUERY_MAX = 1000, FTS_GROUPS_MAX = 32, FTS_PHRASES_MAX = 64 };

/* E_INVALID if there is no word in it; E_LIMIT past FTS_QUERY_MAX bytes or FTS_GROUPS_MAX words. */
MUST_CHECK bool fts_query_parse(struct fts_query *out, struct str typed, struct arena *a,
                                struct err *err);
/* Another name of what group number i asks for, as a phrase: Shenyang beside its Korean name.
 * E_LIMIT past FTS_PHRASES_MAX; a text without a word adds nothing. */
MUST_CHECK bool fts_query_also(struct fts_query *q, isize i, struct str text, struct arena *a,
                               struct err *err);

enum { FTS_RANKED_MAX = 50000 }; /* more hits than this are not ranked: it would take too long */

struct fts_hits {
    int64_t *at; /* rows, the best first (bm25), or the highest number first if not ranked */
    isize n, cap;
    int64_t total; /* hits in all; counted to FTS_RANKED_MAX + 1 */
    bool ranked;
};
/*
 * At most max rows. Rank and total speak of all rows of the index, also of those that the asking
 * person may not see: the gate comes after, and neither may be shown to who is not cleared for all.
 */
MUST_CHECK bool fts_find(struct fts_hits *out, struct db *db, const struct fts_query *q, isize max,
                         struct arena *a, struct err *err);

/* Where the phrases of q stand in a text: bytes [start, end), in order, not overlapping. */
struct fts_span {
    isize start, end;
};
struct fts_span_list {
    struct fts_span *at;
    isize n, cap;
};
/* The first max of them. Allocates for at most the first 4 MiB of text. */
struct fts_span_list fts_spans(const struct fts_query *q, struct str text, isize max,
                               struct arena *a);

/* Every token of the index with its row and place, in order: the same for the same set of texts. */
typedef void fts_each_fn(void *ctx, struct str token, int64_t row, int64_t place);
MUST_CHECK bool fts_each(struct db *db, fts_each_fn *each, void *ctx, struct err *err);

/* FTS5's own check of its index: E_CORRUPT. */
MUST_CHECK bool fts_check(struct db *db, struct err *err);

#endif
