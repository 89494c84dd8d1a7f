/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/list.h"
#include "base/map.h"
#include "db/fts.h"
#include "record/view.h"
#include "vault/journal.h"

enum { TOKEN_LINE_MAX = 400 };

SQL_ONLY_LITE(Q_SEARCH_CLEAR, ROOM_SEARCH, "INSERT INTO search(search) VALUES ('delete-all')");
SQL_ONLY_LITE(Q_SEARCH_ALL, ROOM_SEARCH, "SELECT id FROM search_docsize ORDER BY id");
SQL_ONLY_LITE(Q_SEARCH_COUNT, ROOM_SEARCH, "SELECT count(*) FROM search_docsize");

/* What people search: words. Dates, terms and figures are found through their records. */
static bool has_words(const struct stmt *s)
{
    return (s->value.type == V_TEXT || s->value.type == V_PIECE || s->value.type == V_PLACE) &&
           s->value.text.n > 0;
}

static bool learn(UNUSED const struct view *w, struct db *db, const struct view_item *i,
                  struct err *err)
{
    return !has_words(i->s) || fts_add(db, i->no, i->s->value.text, err);
}

static bool forget(UNUSED const struct view *w, struct db *db, const struct view_item *i,
                   struct err *err)
{
    return !has_words(i->s) || fts_remove(db, i->no, i->s->value.text, err);
}

static bool clear(UNUSED const struct view *w, struct db *db, struct err *err)
{
    return db_run(db, &Q_SEARCH_CLEAR, NOVALS, err);
}

/* ---- dumping: for each token one line, a sum over its places that has no order */

struct dumping {
    struct db *db;
    view_line_fn *line;
    void *to;
    struct arena *a;
    struct map entries; /* entry row to place in ids */
    struct {
        struct hash *at;
        isize n, cap;
    } ids;
    char token[TOKEN_LINE_MAX];
    isize token_n;
    uint64_t sum;
    int64_t n;
    bool ok;
    struct err *err;
};

static bool entry_id_of(struct hash *out, struct dumping *d, int64_t row)
{
    char key[sizeof row];
    memcpy(key, &row, sizeof row);
    int64_t at = map_get(&d->entries, (struct str){key, sizeof key}, -1);
    if (at < 0) {
        struct ref ref;
        if (!journal_ref(&ref, d->db, row * STMT_STRIDE, d->err))
            return false;
        at = d->ids.n;
        *LIST_ADD(&d->ids, d->a) = ref.entry;
        map_set(&d->entries, str_copy(d->a, (struct str){key, sizeof key}), at);
    }
    *out = d->ids.at[at];
    return true;
}

static void token_end(struct dumping *d)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(d->a);
    if (d->n && d->ok)
        d->ok = d->line(d->to,
                        str_format(tmp.arena, "%.*s %" PRId64 " %016" PRIx64, (int)d->token_n,
                                   d->token, d->n, d->sum),
                        d->err);
    d->n = 0;
    d->sum = 0;
}

static void on_token(void *ctx, struct str token, int64_t row, int64_t place)
{
    struct dumping *d = ctx;
    struct hash id;
    char at[HASH_N + 2 * sizeof row];
    int64_t index = row % STMT_STRIDE;
    if (!d->ok)
        return;
    isize n = token.n < TOKEN_LINE_MAX ? token.n : TOKEN_LINE_MAX;
    if (!str_eq((struct str){d->token, d->token_n}, (struct str){token.p, n})) {
        token_end(d);
        memcpy(d->token, token.p, (size_t)n);
        d->token_n = n;
    }
    d->ok = d->ok && entry_id_of(&id, d, row / STMT_STRIDE);
    if (!d->ok)
        return;
    memcpy(at, id.b, HASH_N);
    memcpy(at + HASH_N, &index, sizeof index);
    memcpy(at + HASH_N + sizeof index, &place, sizeof place);
    d->sum += map_hash((struct str){at, sizeof at}, 1);
    d->n++;
}

static bool dump(UNUSED const struct view *w, struct db *db, view_line_fn *line, void *to,
                 struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct dumping d = {
        .db = db, .line = line, .to = to, .a = a, .ok = true, .err = err, .entries = map_in(a, 0)};
    if (!fts_each(db, on_token, &d, err))
        return false;
    token_end(&d);
    return d.ok;
}

/* Whether a text is indexed is checked here; whether it is indexed rightly, by rebuilding. */
static bool check(UNUSED const struct view *w, struct db *db, const struct view_item *i,
                  struct view_scan *scan, struct err *err)
{
    bool found;
    if (!has_words(i->s))
        return true;
    if (!scan_to(&found, scan, db, &Q_SEARCH_ALL, i->no, err))
        return false;
    return found ||
           err_set(err, E_CORRUPT, "statement %" PRId64 " is not indexed", i->no % STMT_STRIDE);
}

static bool count(UNUSED const struct view *w, struct db *db, int64_t *rows, struct err *err)
{
    bool found;
    return db_int(rows, &found, db, &Q_SEARCH_COUNT, NOVALS, err);
}

struct view view_search(const struct schema *s)
{
    return (struct view){.name = "search",
                         .version = 1,
                         .ctx = s,
                         .clear = clear,
                         .learn = learn,
                         .forget = forget,
                         .dump = dump,
                         .check = check,
                         .count = count};
}
