/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/places.h"

#include "base/list.h"
#include "base/utf8.h"
#include "record/ids.h"
#include "record/joined.h"
#include "record/view.h"
#include "vault/cbor.h"
#include "vault/erase.h"

enum { WORDS_SHOWN = 60, WORDS_MAX = 4096 };

SQL(Q_SAME_VALUE, ROOM_RECORD,
    "SELECT no FROM stmt WHERE value = ?1 AND property = ?2 AND no <> ?3 ORDER BY no");
SQL(Q_ALL_WORDS, ROOM_RECORD,
    "SELECT s.no, s.property, b.statement FROM stmt s JOIN body b ON b.no = s.no ORDER BY s.no");
SQL(Q_OF_DOCUMENT, ROOM_RECORD,
    "SELECT no, property FROM stmt WHERE subject = ?1 AND property <> 1 ORDER BY no");
SQL(Q_GROUNDED, ROOM_RECORD, "SELECT no FROM stmt WHERE source = ?1 ORDER BY at, no");
SQL(Q_PROPOSALS, ROOM_READ,
    "SELECT row, start, stop FROM proposal WHERE document = ?1 ORDER BY start, row");
SQL(Q_ALL_PROPOSALS, ROOM_READ, "SELECT row, start, stop, body FROM proposal ORDER BY row");
SQL(Q_PROPOSAL_DROP, ROOM_READ, "DELETE FROM proposal WHERE row = ?1");

const char *place_kind_say(enum place_kind k)
{
    switch (k) {
    case PLACE_STATEMENT: return TR("statement");
    case PLACE_FILE: return TR("the original file");
    case PLACE_TEXT: return TR("text of the document");
    case PLACE_SAME_WORDS: return TR("the same words elsewhere");
    case PLACE_PROPOSAL: return TR("found in the text, to check");
    }
    UNREACHABLE();
}

struct listing {
    struct place_list *out;
    struct workspace *w;
    struct arena *a;
};

static bool is_listed(const struct place_list *l, int64_t no)
{
    for (isize i = 0; i < l->n; i++)
        if (l->at[i].no == no && l->at[i].kind != PLACE_PROPOSAL)
            return true;
    return false;
}

static bool add(struct listing *x, enum place_kind kind, int64_t no, struct err *err)
{
    struct fact f;
    struct err none = {0};
    if (is_listed(x->out, no))
        return true;
    if (!fact_load(&f, &x->w->reader, no, x->a, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    struct str label = f.p ? label_in(&f.p->label, x->w->reader.lang) : f.s.property;
    struct str value = fact_say(&x->w->reader, &f, x->a);
    struct str shown = utf8_cut(value, WORDS_SHOWN);
    *LIST_ADD(x->out, x->a) = (struct place){
        kind, no,
        str_format(x->a, "%.*s: %.*s%s", FS(label), FS(shown), shown.n < value.n ? "..." : "")};
    return true;
}

static bool add_rows(struct listing *x, enum place_kind kind, struct rows *r, struct err *err)
{
    while (rows_next(r))
        if (!add(x, kind, rows_int(r, 0), err))
            return false;
    return rows_done(r, err);
}

static bool add_document(struct listing *x, int64_t document, struct err *err)
{
    AUTO(rows_drop) struct rows own = db_rows(x->w->v->db, &Q_OF_DOCUMENT, VALS(vi(document)));
    while (rows_next(&own)) {
        int64_t p = rows_int(&own, 1);
        enum place_kind kind = p == P_FILE || p == P_RENDITION ? PLACE_FILE
                               : p == P_TEXT                   ? PLACE_TEXT
                                                               : PLACE_STATEMENT;
        if (!add(x, kind, rows_int(&own, 0), err))
            return false;
    }
    if (!rows_done(&own, err))
        return false;
    AUTO(rows_drop) struct rows grounded = db_rows(x->w->v->db, &Q_GROUNDED, VALS(vi(document)));
    return add_rows(x, PLACE_STATEMENT, &grounded, err);
}

static void add_proposal(struct listing *x, int64_t row, int64_t start, int64_t end)
{
    for (isize i = 0; i < x->out->n; i++)
        if (x->out->at[i].kind == PLACE_PROPOSAL && x->out->at[i].no == row)
            return;
    *LIST_ADD(x->out, x->a) = (struct place){
        PLACE_PROPOSAL, row, str_format(x->a, "bytes %" PRId64 " to %" PRId64, start, end)};
}

/* Proposals of a document that touch bytes [start, end); all of them if end is 0. */
static bool add_proposals(struct listing *x, const struct id *document, int64_t start, int64_t end,
                          struct err *err)
{
    AUTO(rows_drop) struct rows r = db_rows(x->w->v->db, &Q_PROPOSALS, VALS(vb(document->b, 16)));
    while (rows_next(&r)) {
        if (end && (rows_int(&r, 1) >= end || rows_int(&r, 2) <= start))
            continue;
        add_proposal(x, rows_int(&r, 0), rows_int(&r, 1), rows_int(&r, 2));
    }
    return rows_done(&r, err);
}

/* ---- the same words anywhere */

static bool text_holds(struct str text, const struct joined *words)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    if (text.n < words->s.n / 4) /* folding makes a text shorter, never so much longer */
        return false;
    struct joined j = joined_of(text, tmp.arena);
    return joined_holds(&j, words);
}

static bool stmt_holds(const struct stmt *s, const struct joined *words)
{
    const struct value *v = &s->value;
    bool text = v->type == V_TEXT || v->type == V_PLACE || v->type == V_PIECE;
    return (text && text_holds(v->text, words)) || text_holds(s->as_written, words) ||
           text_holds(s->holder_name, words) ||
           (v->type == V_QUANTITY && text_holds(v->quantity.population, words));
}

/* The files of the document that a text belongs to. */
static bool add_files(struct listing *x, int64_t document, struct err *err)
{
    AUTO(rows_drop) struct rows own = db_rows(x->w->v->db, &Q_OF_DOCUMENT, VALS(vi(document)));
    while (rows_next(&own)) {
        int64_t p = rows_int(&own, 1);
        if ((p == P_FILE || p == P_RENDITION) && !add(x, PLACE_FILE, rows_int(&own, 0), err))
            return false;
    }
    return rows_done(&own, err);
}

static bool add_text(struct listing *x, int64_t no, const struct stmt *piece, struct err *err)
{
    int64_t document;
    return add(x, PLACE_TEXT, no, err) &&
           record_row_of(&document, x->w->v->db, &piece->subject.id, err) &&
           add_files(x, document, err);
}

/* Every live statement is looked at: whoever asks to be forgotten is worth the seconds. */
static bool add_words(struct listing *x, const struct joined *words, struct err *err)
{
    AUTO(rows_drop) struct rows rows = db_rows(x->w->v->db, &Q_ALL_WORDS, NOVALS);
    while (rows_next(&rows)) {
        AUTO(scratch_end) struct scratch tmp = scratch_begin(x->a);
        struct stmt s;
        int64_t no = rows_int(&rows, 0);
        bool piece = rows_int(&rows, 1) == P_TEXT;
        if (!stmt_parse(&s, rows_str(&rows, 2, tmp.arena), err))
            return err_in(err, "statement %" PRId64, no);
        if (!stmt_holds(&s, words))
            continue;
        if (piece ? !add_text(x, no, &s, err) : !add(x, PLACE_SAME_WORDS, no, err))
            return false;
    }
    return rows_done(&rows, err);
}

/* A proposal is what it says and the statements it would make (read/proposal.c). */
static bool proposal_holds(struct str body, const struct joined *words)
{
    struct cbor c = cbor_of(body);
    isize n = cbor_array(&c);
    (void)cbor_uint(&c);
    bool found = text_holds(cbor_text(&c), words);
    for (isize i = 2; !found && !c.fault && i < n; i++) {
        struct stmt s;
        struct err none = {0};
        struct str bytes = cbor_bytes(&c);
        found = !c.fault && stmt_parse(&s, bytes, &none) && stmt_holds(&s, words);
    }
    return found;
}

static bool add_word_proposals(struct listing *x, const struct joined *words, struct err *err)
{
    AUTO(rows_drop) struct rows rows = db_rows(x->w->v->db, &Q_ALL_PROPOSALS, NOVALS);
    while (rows_next(&rows)) {
        AUTO(scratch_end) struct scratch tmp = scratch_begin(x->a);
        if (proposal_holds(rows_str(&rows, 3, tmp.arena), words))
            add_proposal(x, rows_int(&rows, 0), rows_int(&rows, 1), rows_int(&rows, 2));
    }
    return rows_done(&rows, err);
}

/* ---- of a statement */

/* Has it words of its own, that its passage could have given it? */
static bool has_words(const struct fact *f)
{
    return f->s.value.type == V_TEXT || f->s.value.type == V_PLACE || f->s.as_written.n > 0;
}

/* What stands in the passage of a statement: what others took from there, its text and its file. */
static bool add_passage(struct listing *x, const struct ref *passage, struct err *err)
{
    struct fact_list from;
    int64_t document;
    if (!record_row_of(&document, x->w->v->db, &passage->id, err) ||
        !facts_from(&from, &x->w->reader, document, x->a, err))
        return false;
    for (isize i = 0; i < from.n; i++) {
        const struct ref *s = &from.at[i].s.source;
        if (s->kind == REF_PASSAGE && passage->start <= s->start && s->end <= passage->end &&
            has_words(&from.at[i]) && !add(x, PLACE_STATEMENT, from.at[i].no, err))
            return false;
    }
    AUTO(rows_drop) struct rows own = db_rows(x->w->v->db, &Q_OF_DOCUMENT, VALS(vi(document)));
    while (rows_next(&own)) {
        struct stmt s;
        AUTO(scratch_end) struct scratch tmp = scratch_begin(x->a);
        if (rows_int(&own, 1) != P_TEXT)
            continue;
        if (!journal_stmt(&s, x->w->v->db, rows_int(&own, 0), tmp.arena, err))
            return false;
        if (s.value.number < passage->end && passage->start < s.value.number + s.value.text.n &&
            !add(x, PLACE_TEXT, rows_int(&own, 0), err))
            return false;
    }
    return rows_done(&own, err) && add_files(x, document, err) &&
           add_proposals(x, &passage->id, passage->start, passage->end, err);
}

/* The words of a statement, as far as they say enough to be looked for. */
static struct str words_of(const struct fact *f)
{
    const struct value *v = &f->s.value;
    struct str words = v->type == V_TEXT || v->type == V_PLACE ? v->text : f->s.as_written;
    return str_part(words, 0, WORDS_MAX);
}

static bool add_statement(struct listing *x, int64_t no, struct err *err)
{
    struct fact f;
    if (!fact_load(&f, &x->w->reader, no, x->a, err) || !add(x, PLACE_STATEMENT, no, err))
        return false;
    if (f.s.value.type == V_TEXT && f.p) {
        AUTO(rows_drop)
        struct rows r = db_rows(x->w->v->db, &Q_SAME_VALUE,
                                VALS(vi(value_key(&f.s.value, 0)), vi(f.p->number), vi(no)));
        if (!add_rows(x, PLACE_SAME_WORDS, &r, err))
            return false;
    }
    struct joined words = joined_of(words_of(&f), x->a);
    if (joined_is_telling(&words, WORDS_MAX) &&
        (!add_words(x, &words, err) || !add_word_proposals(x, &words, err)))
        return false;
    return f.s.source.kind != REF_PASSAGE || add_passage(x, &f.s.source, err);
}

/* All that is said of a record; of a person also where the names stand. */
static bool add_record(struct listing *x, int64_t row, struct err *err)
{
    struct record rec;
    if (!record_load(&rec, &x->w->reader, row, x->a, err) || !add_document(x, row, err) ||
        !add_proposals(x, &rec.id, 0, 0, err))
        return false;
    for (isize i = 0; rec.type == TYPE_PERSON && i < rec.facts.n; i++) {
        const struct fact *f = &rec.facts.at[i];
        int p = f->p ? f->p->number : 0;
        if ((p == P_NAME || p == P_ALIAS || p == P_DISPLAY_NAME) && !add_statement(x, f->no, err))
            return false;
    }
    return true;
}

bool places_of(struct place_list *out, struct workspace *w, int64_t no, int64_t row,
               struct arena *a, struct err *err)
{
    struct place_list l = {0};
    struct listing x = {&l, w, a};
    if (w->reader.gate.clearance < SENSITIVITY_SECRET)
        return err_set(err, E_DENIED, "above the member's clearance") ||
               err_detail(err, "Only who may see everything can erase: else something would be "
                               "left that was not listed.");
    if (no ? !add_statement(&x, no, err) : !add_record(&x, row, err))
        return false;
    *out = l;
    return true;
}

static bool drop_proposals(struct db *db, void *ctx, struct err *err)
{
    const struct place_list *chosen = ctx;
    for (isize i = 0; i < chosen->n; i++)
        if (chosen->at[i].kind == PLACE_PROPOSAL &&
            !db_run(db, &Q_PROPOSAL_DROP, VALS(vi(chosen->at[i].no)), err))
            return false;
    return true;
}

bool places_erase(struct workspace *w, const struct place_list *chosen, struct str reason,
                  struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct place_list copy = *chosen;
    int64_t *no = NEWN(tmp.arena, int64_t, chosen->n);
    isize n = 0;
    for (isize i = 0; i < chosen->n; i++)
        if (chosen->at[i].kind != PLACE_PROPOSAL)
            no[n++] = chosen->at[i].no;
    return txn_run(w->v->db, drop_proposals, &copy, err) &&
           erase_statements(w->v, no, n, reason, err) && db_truncate_wal(w->v->db, err);
}
