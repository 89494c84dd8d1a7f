/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "db/fts.h"

#include "base/list.h"
#include "db/inside.h"
#include "lang/token.h"

SQL_ONLY_LITE(Q_ADD, ROOM_SEARCH, "INSERT INTO search (rowid, words) VALUES (?1, ?2)");
SQL_ONLY_LITE(Q_REMOVE, ROOM_SEARCH,
              "INSERT INTO search (search, rowid, words) VALUES ('delete', ?1, ?2)");
SQL_ONLY_LITE(Q_SIZE, ROOM_SEARCH, "SELECT sz FROM search_docsize WHERE id = ?1");
SQL_ONLY_LITE(Q_COUNT, ROOM_SEARCH,
              "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ?1 LIMIT ?2)");
SQL_ONLY_LITE(Q_RANKED, ROOM_SEARCH,
              "SELECT rowid FROM search WHERE search MATCH ?1"
              " ORDER BY bm25(search), rowid DESC LIMIT ?2");
SQL_ONLY_LITE(Q_HIGHEST, ROOM_SEARCH,
              "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT ?2");
SQL_ONLY_LITE(Q_EACH, ROOM_SEARCH,
              "SELECT term, doc, \"offset\" FROM search_terms ORDER BY term, doc, \"offset\"");
SQL_ONLY_LITE(Q_FTS_CHECK, ROOM_SEARCH, "INSERT INTO search (search) VALUES ('integrity-check')");
SQL_ONLY_LITE(Q_FTS_API, ROOM_DB, "SELECT fts5(?1)");

/* ---- the tokenizer, as FTS5 calls it (sqlite.org/fts5.html, 7.1) */

static int tokenizer_make(void *ctx, UNUSED const char **args, UNUSED int n, Fts5Tokenizer **out)
{
    *out = ctx; /* it has no state; FTS5 wants a pointer that is not NULL */
    return SQLITE_OK;
}

static void tokenizer_drop(UNUSED Fts5Tokenizer *t)
{
}

typedef int take_token(void *ctx, int flags, const char *p, int n, int start, int end);

/*
 * In a query FTS5 would take a colocated token for a synonym and find any text with that character
 * at a run's end; the pairs alone say what is looked for.
 */
static int tokenize(UNUSED Fts5Tokenizer *t, void *ctx, int flags, const char *text, int n,
                    take_token *take)
{
    struct token_reader r = token_reader_of((struct str){text, n});
    struct token token;
    bool query = (flags & FTS5_TOKENIZE_QUERY) != 0;
    while (token_next(&r, &token)) {
        if (query && token.colocated)
            continue;
        int rc = take(ctx, token.colocated ? FTS5_TOKEN_COLOCATED : 0, token.text.p,
                      (int)token.text.n, (int)token.start, (int)token.end);
        if (rc)
            return rc;
    }
    return SQLITE_OK;
}

bool fts_register(struct db *db, struct err *err)
{
    fts5_api *api = NULL;
    sqlite3_stmt *st = NULL;
    int rc = sqlite3_prepare_v2(db->h, Q_FTS_API.text, -1, &st, NULL);
    if (!rc)
        rc = sqlite3_bind_pointer(st, 1, (void *)&api, "fts5_api_ptr", NULL);
    if (!rc)
        rc = sqlite3_step(st) == SQLITE_ROW ? SQLITE_OK : SQLITE_ERROR;
    sqlite3_finalize(st);
    fts5_tokenizer ours = {tokenizer_make, tokenizer_drop, tokenize};
    if (!rc && api)
        rc = api->xCreateTokenizer(api, "cairn", db, &ours, NULL);
    return (!rc && api) || db_fail(db, rc ? rc : SQLITE_ERROR, "tokenizer", err);
}

/* ---- texts in and out */

/* SQLite's variable-length integer (sqlite.org/fileformat2.html, 1.6): how many tokens a text had.
 */
static int64_t varint_of(struct str s)
{
    uint64_t v = 0;
    for (isize i = 0; i < s.n && i < 9; i++) {
        uint8_t c = (uint8_t)s.p[i];
        v = i == 8 ? v << 8 | c : v << 7 | (c & 0x7f);
        if (c < 0x80)
            break;
    }
    return (int64_t)v;
}

/* -1: the row is not in the index. */
static bool size_of_row(int64_t *out, struct db *db, int64_t row, struct err *err)
{
    AUTO(rows_drop) struct rows r = db_rows(db, &Q_SIZE, VALS(vi(row)));
    int64_t n = rows_next(&r) ? varint_of(rows_borrow(&r, 0)) : -1;
    if (!rows_done(&r, err))
        return false;
    *out = n;
    return true;
}

static int64_t places_in(struct str text)
{
    struct token_reader r = token_reader_of(text);
    struct token t;
    int64_t n = 0;
    while (token_next(&r, &t))
        n += !t.colocated || n == 0;
    return n;
}

bool fts_add(struct db *db, int64_t row, struct str text, struct err *err)
{
    int64_t size = -1;
    if (!size_of_row(&size, db, row, err))
        return false;
    if (size >= 0)
        return err_set(err, E_CONFLICT, "row %" PRId64 " is in the index already", row);
    return db_run(db, &Q_ADD, VALS(vi(row), vs(text)), err);
}

bool fts_remove(struct db *db, int64_t row, struct str text, struct err *err)
{
    int64_t size = -1;
    if (!size_of_row(&size, db, row, err))
        return false;
    if (size < 0)
        return err_set(err, E_NOTFOUND, "row %" PRId64 " is not in the index", row);
    if (size != places_in(text))
        return err_set(err, E_INVALID, "row %" PRId64 " was added with another text", row);
    return db_run(db, &Q_REMOVE, VALS(vi(row), vs(text)), err);
}

/* ---- finding */

/* FTS5's string: quotation marks doubled. A NUL would end the query early. */
static void write_phrase(struct buf *b, const struct fts_phrase *p)
{
    buf_add_c(b, '"');
    for (isize i = 0; i < p->text.n; i++) {
        char c = p->text.p[i];
        if (c == '"')
            buf_add_c(b, '"');
        buf_add_c(b, c ? c : ' ');
    }
    buf_add(b, p->prefix ? S("\" *") : S("\""));
}

static struct str match_text(const struct fts_query *q, struct arena *a)
{
    enum { MATCH_MAX = 1 << 22 };
    struct buf b = buf_in(a, MATCH_MAX);
    for (isize i = 0; i < q->n; i++) {
        buf_add(&b, i ? S(" AND (") : S("("));
        for (isize j = 0; j < q->at[i].n; j++) {
            buf_add(&b, j ? S(" OR ") : S(""));
            write_phrase(&b, &q->at[i].at[j]);
        }
        buf_add_c(&b, ')');
    }
    ASSERT(!b.full); /* 32 groups of 64 phrases of 1000 bytes */
    return buf_str(&b);
}

bool fts_find(struct fts_hits *out, struct db *db, const struct fts_query *q, isize max,
              struct arena *a, struct err *err)
{
    ASSERT(q->n > 0 && max >= 0);
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct str match = match_text(q, tmp.arena);
    struct fts_hits hits = {0};
    bool found = false;
    if (!db_int(&hits.total, &found, db, &Q_COUNT, VALS(vs(match), vi(FTS_RANKED_MAX + 1)), err))
        return false;
    hits.ranked = hits.total <= FTS_RANKED_MAX;
    AUTO(rows_drop)
    struct rows r = db_rows(db, hits.ranked ? &Q_RANKED : &Q_HIGHEST, VALS(vs(match), vi(max)));
    while (rows_next(&r))
        *LIST_ADD(&hits, a) = rows_int(&r, 0);
    if (!rows_done(&r, err))
        return false;
    *out = hits;
    return true;
}

bool fts_each(struct db *db, fts_each_fn *each, void *ctx, struct err *err)
{
    AUTO(rows_drop) struct rows r = db_rows(db, &Q_EACH, NOVALS);
    while (rows_next(&r))
        each(ctx, rows_borrow(&r, 0), rows_int(&r, 1), rows_int(&r, 2));
    return rows_done(&r, err);
}

static bool check_index(struct db *db, UNUSED void *ctx, struct err *err)
{
    return db_run(db, &Q_FTS_CHECK, NOVALS, err);
}

bool fts_check(struct db *db, struct err *err)
{
    return db_in_txn(db) ? check_index(db, NULL, err) : txn_run(db, check_index, NULL, err);
}
