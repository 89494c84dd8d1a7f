/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/proposal.h"

#include <string.h>

#include "base/list.h"
#include "base/utf8.h"
#include "lang/normal.h"
#include "read/mention.h"
#include "read/origin.h"
#include "read/proposal_priv.h"
#include "read/protect.h"
#include "record/document.h"
#include "record/ids.h"
#include "record/waiting.h"

enum { NAME_N = 10 };

SQL(Q_KNOWN, ROOM_READ, "SELECT row FROM proposal WHERE id = ?1");
SQL(Q_ADD, ROOM_READ,
    "INSERT INTO proposal(id, document, start, stop, kind, rule, version, score, state, body)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9)");
SQL(Q_STATE, ROOM_READ, "UPDATE proposal SET state = ?2 WHERE row = ?1");
SQL(Q_LIST_DOCUMENT, ROOM_READ,
    "SELECT row, id, document, start, stop, kind, rule, version, score, state, body FROM proposal"
    " WHERE document = ?1 AND (state = ?2 OR ?2 < 0) ORDER BY start, row");
SQL(Q_LIST_ALL, ROOM_READ,
    "SELECT row, id, document, start, stop, kind, rule, version, score, state, body FROM proposal"
    " WHERE (state = ?1 OR ?1 < 0) ORDER BY document, start, row");
SQL(Q_ONE, ROOM_READ,
    "SELECT row, id, document, start, stop, kind, rule, version, score, state, body FROM proposal"
    " WHERE id = ?1");

/* Words that say by themselves what is counted. Others stay open: a guess would be a false figure.
 */
int measure_of_words(struct str words)
{
    static const struct {
        const char *word;
        int measure;
    } table[] = {
        {"organisations", TERM_MEASURE_ORGANISATIONS},
        {"organizations", TERM_MEASURE_ORGANISATIONS},
        {"countries", TERM_MEASURE_STATES},
        {"estimates", TERM_MEASURE_POPULATION},
        {"estimated", TERM_MEASURE_POPULATION},
        {"estimate", TERM_MEASURE_POPULATION},
        {"signatories", TERM_MEASURE_SIGNATORIES},
        {"deaths", TERM_MEASURE_DEATHS},
        {"death", TERM_MEASURE_DEATHS},
        {"detained", TERM_MEASURE_DETAINED},
        {"returned", TERM_MEASURE_RETURNED},
        {"repatriated", TERM_MEASURE_RETURNED},
        {"repatriations", TERM_MEASURE_RETURNED},
        {"arrested", TERM_MEASURE_ARRESTED},
        {"executed", TERM_MEASURE_EXECUTED},
        {"구금", TERM_MEASURE_DETAINED},
        {"송환", TERM_MEASURE_RETURNED},
        {"체포", TERM_MEASURE_ARRESTED},
        {"체류", TERM_MEASURE_POPULATION},
        {"단체", TERM_MEASURE_ORGANISATIONS},
        {"사망", TERM_MEASURE_DEATHS},
        {"遣返", TERM_MEASURE_RETURNED},
        {"拘留", TERM_MEASURE_DETAINED},
        {"逮捕", TERM_MEASURE_ARRESTED},
        {"死亡", TERM_MEASURE_DEATHS},
    };
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str folded = text_fold(words, tmp.arena);
    int found = 0;
    for (isize i = 0; i < COUNTOF(table); i++) {
        struct str word = text_fold(str_from_c(table[i].word), tmp.arena);
        if (str_find(folded, word) < 0 || table[i].measure == found)
            continue;
        if (found)
            return 0; /* detained and returned in one breath: which is meant is not ours to say */
        found = table[i].measure;
    }
    return found;
}

/* ---- their form in the cache */

static struct str body_write(const struct proposal *p, struct arena *a)
{
    struct waiting w = {.type = p->type, .says = p->says, .stmts = p->stmts, .n = p->n};
    return waiting_write(&w, a);
}

struct str proposal_name(const struct proposal *p, struct str text, struct arena *a)
{
    static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct hash whole = hash_sha256(text);
    struct str place = str_format(tmp.arena, "%.*s %" PRId64 " %" PRId64 " %.*s %d", FS(p->kind),
                                  p->start, p->end, FS(p->rule), p->version);
    struct hash h = hash_sha256_3(HASH_STR(&whole), place, body_write(p, tmp.arena));
    char *name = NEWN(a, char, NAME_N + 1);
    for (int i = 0; i < NAME_N; i++)
        name[i] = digits[h.b[i] & 31];
    return (struct str){name, NAME_N};
}

static bool from_row(struct proposal *out, struct rows *r, struct arena *a, struct err *err)
{
    struct proposal p = {.row = rows_int(r, 0),
                         .id = rows_str(r, 1, a),
                         .start = rows_int(r, 3),
                         .end = rows_int(r, 4),
                         .kind = rows_str(r, 5, a),
                         .rule = rows_str(r, 6, a),
                         .version = (int)rows_int(r, 7),
                         .score = (int)rows_int(r, 8),
                         .state = (int)rows_int(r, 9)};
    struct str document = rows_borrow(r, 2);
    if (document.n != 16)
        return err_set(err, E_CORRUPT, "a proposal is damaged");
    memcpy(p.document.b, document.p, 16);
    struct waiting w;
    if (!waiting_parse(&w, rows_str(r, 10, a), a, err))
        return false;
    p.type = w.type;
    p.says = w.says;
    p.stmts = w.stmts;
    p.n = w.n;
    *out = p;
    return true;
}

/* ---- finding */

struct keeping {
    struct workspace *w;
    const struct proposal_list *l;
    isize added;
};

static bool keep_all(struct db *db, void *ctx, struct err *err)
{
    struct keeping *k = ctx;
    k->added = 0;
    for (isize i = 0; i < k->l->n; i++) {
        AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
        const struct proposal *p = &k->l->at[i];
        int64_t row;
        bool known;
        struct str body = body_write(p, tmp.arena);
        if (!db_int(&row, &known, db, &Q_KNOWN, VALS(vb(p->id.p, p->id.n)), err))
            return false;
        if (known)
            continue;
        if (!db_run(db, &Q_ADD,
                    VALS(vb(p->id.p, p->id.n), vb(p->document.b, 16), vi(p->start), vi(p->end),
                         vs(p->kind), vs(p->rule), vi(p->version), vi(p->score),
                         vb(body.p, body.n)),
                    err))
            return false;
        k->added++;
    }
    return true;
}

bool proposals_find(isize *found, struct workspace *w, struct id document, struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct document_text t;
    struct reading r;
    struct origin from;
    struct proposal_list l = {0};
    struct reader all = w->reader;
    int64_t row;
    all.gate = (struct gate){AUDIENCE_MEMBERS, SENSITIVITY_SECRET};
    if (!record_row_of(&row, w->v->db, &document, err) || !document_text(&t, &all, row, a, err))
        return false;
    struct str text = utf8_cut(t.text, READING_MAX); /* a very long paper: its beginning */
    if (!origin_of(&from, w, &document, a, err))
        return false;
    if (!reading_make_on(&r, text, from.as_of, a, err))
        return err_in(err, "reading");
    proposals_of(&l, &r, text, document, w->schema, a);
    struct keeping k = {w, &l, 0};
    if (!txn_run(w->v->db, keep_all, &k, err) || !protect_document(w, &document, &r, err))
        return false;
    *found = k.added;
    return true;
}

/* ---- listing, within the gate */

struct seeing { /* the document of the proposal before */
    const struct reader *r;
    struct arena *a;
    struct id document;
    bool known, there;
    struct document_text text;
};

static bool see_document(struct seeing *x, const struct id *document, struct err *err)
{
    struct err none = {0};
    int64_t row;
    if (x->known && id_eq(&x->document, document))
        return true;
    arena_clear(x->a);
    if (!record_row_of(&row, x->r->db, document, err))
        return false;
    x->text = (struct document_text){0};
    x->there = document_text(&x->text, x->r, row, x->a, &none);
    if (!x->there && none.code != E_NOTFOUND)
        return err_copy(err, &none);
    x->document = *document;
    x->known = true;
    return true;
}

/* A proposal is seen by who may see its passage; one about a document as a whole, by who may see
 * all of it. */
static bool may_see(bool *out, struct seeing *x, const struct proposal *p, struct err *err)
{
    *out = x->r->gate.clearance >= SENSITIVITY_SECRET;
    if (*out)
        return true;
    if (!see_document(x, &p->document, err))
        return false;
    *out = x->there && (p->end > p->start ? document_words(&x->text, p->start, p->end).n > 0
                                          : x->text.cut_n == 0);
    return true;
}

static bool list_rows(struct proposal_list *out, struct workspace *w, struct rows *rows, isize max,
                      struct arena *a, struct err *err)
{
    AUTO(arena_free) struct arena *texts = arena_new(ARENA_LARGE);
    struct seeing x = {.r = &w->reader, .a = texts};
    struct proposal_list l = {0};
    while (l.n < max && rows_next(rows)) {
        struct proposal p = {0};
        bool seen = false;
        if (!from_row(&p, rows, a, err) || !may_see(&seen, &x, &p, err))
            return false;
        if (seen)
            *LIST_ADD(&l, a) = p;
    }
    if (!rows_done(rows, err))
        return false;
    *out = l;
    return true;
}

static struct rows rows_wanted(struct workspace *w, const struct proposals_wanted *x)
{
    if (!x->document)
        return db_rows(w->v->db, &Q_LIST_ALL, VALS(vi(x->state)));
    return db_rows(w->v->db, &Q_LIST_DOCUMENT, VALS(vb(x->document->b, 16), vi(x->state)));
}

bool proposals_each(struct workspace *w, struct proposals_wanted x, proposal_fn *fn, void *ctx,
                    struct err *err)
{
    AUTO(arena_free) struct arena *texts = arena_new(ARENA_LARGE);
    AUTO(arena_free) struct arena *own = arena_new(ARENA_LARGE);
    struct seeing seeing = {.r = &w->reader, .a = texts};
    isize given = 0;
    AUTO(rows_drop) struct rows rows = rows_wanted(w, &x);
    while ((!x.max || given < x.max) && rows_next(&rows)) {
        struct proposal p = {0};
        bool seen = false;
        arena_clear(own);
        if (!from_row(&p, &rows, own, err) || !may_see(&seen, &seeing, &p, err) ||
            (seen && !fn(ctx, &p, err)))
            return false;
        given += seen;
    }
    return rows_done(&rows, err);
}

bool proposals_list(struct proposal_list *out, struct workspace *w, struct proposals_wanted x,
                    struct arena *a, struct err *err)
{
    AUTO(rows_drop) struct rows rows = rows_wanted(w, &x);
    return list_rows(out, w, &rows, x.max, a, err);
}

bool proposal_load(struct proposal *out, struct workspace *w, struct str id, struct arena *a,
                   struct err *err)
{
    struct proposal_list l = {0};
    AUTO(rows_drop) struct rows rows = db_rows(w->v->db, &Q_ONE, VALS(vb(id.p, id.n)));
    if (!list_rows(&l, w, &rows, 1, a, err))
        return false;
    if (l.n == 0)
        return err_set(err, E_NOTFOUND, "no such proposal");
    *out = l.at[0];
    return true;
}

/* ---- deciding */

/* Records that statements name by a stand-in get their ids. */
static void settle_ref(struct ref *r, struct id *ids, struct sys *sys)
{
    int i = r->kind == REF_RECORD ? stand_in_index(&r->id) : -1;
    if (i < 0 || i >= STAND_INS_MAX)
        return;
    if (id_is_zero(&ids[i]))
        ids[i] = id_new(sys);
    r->id = ids[i];
}

struct settling {
    struct workspace *w;
    struct mentions mentions;
    struct origin from; /* of the document of the proposal before */
    struct arena *a;
};

/* Persons whom the document named before keep their ids. */
static bool settle_named(struct id ids[STAND_INS_MAX], struct settling *x, const struct proposal *p,
                         struct err *err)
{
    for (int i = 0; i < STAND_INS_MAX; i++) {
        struct mention one = {.stmts = p->stmts, .n = p->n, .stand_in = i};
        if (!mention_find(&ids[i], &x->mentions, &p->document, one, err))
            return false;
    }
    return true;
}

static bool settle(struct draft *out, struct id *made, struct settling *x, const struct proposal *p,
                   struct err *err)
{
    struct id ids[STAND_INS_MAX] = {0};
    struct stmt *s = NEWN(x->a, struct stmt, p->n);
    if (!settle_named(ids, x, p, err))
        return false;
    for (isize i = 0; i < p->n; i++) {
        s[i] = p->stmts[i];
        origin_lend(&x->from, &s[i]);
        settle_ref(&s[i].subject, ids, x->w->sys);
        settle_ref(&s[i].value.ref, ids, x->w->sys);
    }
    for (int i = 0; i < STAND_INS_MAX; i++)
        mention_add(&x->mentions, &p->document,
                    (struct mention){.id = ids[i], .stmts = p->stmts, .n = p->n, .stand_in = i});
    *made = ids[0];
    *out = (struct draft){.kind = ENTRY_ACCEPT, .stmts = s, .n = p->n};
    return true;
}

static bool decided(const struct proposal *p, struct err *err)
{
    bool accepted = p->state == PROPOSAL_ACCEPTED;
    (void)err_set(err, E_INVALID, "proposal %.*s is decided already", FS(p->id));
    if (accepted)
        return err_detail(
            err, "%.*s was accepted before. 'cairn withdraw' takes back what it said.", FS(p->id));
    return err_detail(err, "%.*s was marked as not said there before; nothing was changed.",
                      FS(p->id));
}

static bool mark_all(struct vault *v, void *ctx, struct err *err)
{
    const struct acceptance *x = ctx;
    for (isize i = 0; i < x->proposals.n; i++)
        if (!db_run(v->db, &Q_STATE, VALS(vi(x->proposals.at[i].row), vi(PROPOSAL_ACCEPTED)), err))
            return false;
    return true;
}

/* One by one means that a person read it: each statement is marked as checked, in the next entry,
 * since a statement can only be named once its entry has its hash. */
static bool note_checked(struct workspace *w, const struct written *out, const struct draft *d,
                         isize n, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct draft *marks = NEWN(tmp.arena, struct draft, n);
    for (isize i = 0; i < n; i++) {
        struct stmt *s = NEWN(tmp.arena, struct stmt, d[i].n);
        for (isize k = 0; k < d[i].n; k++)
            s[k] = STMT(.subject = ref_statement(out[i].id, k), .property = S("core:checked"),
                        .value = value_number(1));
        marks[i] = (struct draft){.kind = ENTRY_LABEL, .stmts = s, .n = d[i].n};
    }
    return journal_write(w->v, NULL, marks, n, err);
}

bool proposals_accept(struct id *made, struct workspace *w, const struct acceptance *x,
                      struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    isize n = x->proposals.n;
    struct draft *d = NEWN(a, struct draft, n);
    struct written *out = NEWN(a, struct written, n);
    struct acceptance copy = *x;
    *made = (struct id){0};
    if (n == 0)
        return true;
    struct settling to = {.w = w, .mentions = mentions_in(&w->reader, a), .a = a};
    for (isize i = 0; i < n; i++) {
        const struct proposal *p = &x->proposals.at[i];
        bool same = i > 0 && id_eq(&p->document, &x->proposals.at[i - 1].document);
        if (!same && !origin_of(&to.from, w, &p->document, a, err))
            return false;
        /* What was refused by mistake can be taken up again, by name. */
        if (p->state == PROPOSAL_ACCEPTED || (p->state == PROPOSAL_REFUSED && x->bulk))
            return decided(p, err);
        if (!settle(&d[i], made, &to, p, err))
            return false;
    }
    if (!journal_write_and(w->v, out, d, n, (struct journal_also){mark_all, &copy}, err))
        return false;
    return x->bulk || note_checked(w, out, d, n, err);
}

static bool mark_refused(struct vault *v, void *ctx, struct err *err)
{
    const struct proposal *p = ctx;
    return db_run(v->db, &Q_STATE, VALS(vi(p->row), vi(PROPOSAL_REFUSED)), err);
}

bool proposal_refuse(struct workspace *w, const struct proposal *p, struct str reason,
                     struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct proposal copy = *p;
    struct stmt s[2];
    struct str what = str_format(tmp.arena, "%.*s %d %.*s", FS(p->rule), p->version, FS(p->id));
    if (p->state != PROPOSAL_OPEN)
        return decided(p, err);
    s[0] = STMT(.subject = p->end > p->start ? ref_passage(p->document, p->start, p->end)
                                             : ref_record(p->document),
                .property = S("core:proposal_refused"), .value = value_text(what));
    s[1] = STMT(.subject = s[0].subject, .property = S("core:reason"), .value = value_text(reason));
    struct draft d = {.kind = ENTRY_ACCEPT, .stmts = s, .n = reason.n ? 2 : 1};
    return journal_write_and(w->v, NULL, &d, 1, (struct journal_also){mark_refused, &copy}, err);
}
