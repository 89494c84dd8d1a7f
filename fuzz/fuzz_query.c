/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The first line is what a person types, the rest a text in the index. Whatever is typed, FTS5
 * takes the query made of it, and what is marked in the text lies inside it, in order.
 */
#include "db/fts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct run {
    struct str text;
    struct fts_query q;
    struct arena *a;
    isize found;
};

static bool look(struct db *db, void *ctx, struct err *err)
{
    struct run *r = ctx;
    struct fts_hits hits = {0};
    if (!fts_add(db, 1, r->text, err) || !fts_find(&hits, db, &r->q, 1, r->a, err))
        bug_at(__FILE__, __LINE__, err->msg);
    r->found = hits.n;
    if (!fts_remove(db, 1, r->text, err))
        bug_at(__FILE__, __LINE__, err->msg);
    return true;
}

/* A single word without spacings means the same to the index and to the marks. */
static void check_marks(const struct run *r)
{
    struct fts_span_list l = fts_spans(&r->q, r->text, 100, r->a);
    isize at = 0;
    for (isize i = 0; i < l.n; i++) {
        ASSERT(l.at[i].start >= at && l.at[i].start < l.at[i].end && l.at[i].end <= r->text.n);
        at = l.at[i].end;
    }
    ASSERT(r->found == 0 || l.n > 0);
    ASSERT(r->q.n > 1 || (r->found > 0) == (l.n > 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { TEXT_MAX = 2000 };
    struct db *db = NULL;
    struct err err = {0};
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct run r = {.a = tmp.arena};
    struct str typed, s = {(const char *)data, (isize)size};
    (void)str_cut(s, '\n', &typed, &r.text);
    r.text = str_part(r.text, 0, TEXT_MAX);
    if (!fts_query_parse(&r.q, typed, tmp.arena, &err)) {
        ASSERT(err.code == E_INVALID || err.code == E_LIMIT);
        return 0;
    }
    if (!db_open_memory(&db, &err) || !txn_run(db, look, &r, &err))
        bug_at(__FILE__, __LINE__, err.msg);
    db_close(&db);
    check_marks(&r);
    return 0;
}
