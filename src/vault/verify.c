/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/verify.h"

#include <stdio.h>
#include <string.h>

#include "base/list.h"
#include "vault/blob.h"
#include "vault/member.h"

enum { VIEWS_MAX = 16, PROGRESS_EVERY = 1000 };

SQL(Q_ERASED_COUNT, ROOM_JOURNAL, "SELECT count(*) FROM erased");
SQL(Q_ERASED, ROOM_JOURNAL, "SELECT by_no FROM erased WHERE no = ?1");
SQL(Q_DEPTH_OF, ROOM_JOURNAL,
    "SELECT e.depth FROM device d, entry e WHERE d.key = ?1 AND e.device = d.row AND e.seq = ?2"
    " AND e.id = ?3");
SQL(Q_DEVICES, ROOM_JOURNAL, "SELECT key, seq, head FROM device ORDER BY row");

struct chain { /* what has been seen of one device */
    struct device_key device;
    struct id member;
    int64_t seq, depth;
    struct hash head;
    bool certified;
    struct certificate {
        uint8_t b[KEY_N + SIGNATURE_N];
        struct certificate *next;
    } * certificates;
    struct chain *next;
};
struct member_key {
    struct id member;
    uint8_t key[KEY_N];
    const struct chain *by; /* NULL: the first entry of the workspace */
    struct member_key *next;
};
struct verifying {
    struct vault *v;
    struct verify_options o;
    struct verify_report *report;
    struct chain *chains;
    struct member_key *members;
    struct id administrator;
    int64_t all, bodies_in_entry, expected, row; /* of the entry being read */
    struct view_scan scans[VIEWS_MAX];           /* of each view */
};

PRINTF(2, 3) static void note(struct verifying *y, const char *fmt, ...)
{
    struct verify_report *r = y->report;
    char line[300];
    if (r->findings.n >= FINDINGS_MAX)
        return;
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(line, sizeof line, fmt, ap);
    va_end(ap);
    isize len = n < (int)sizeof line ? n : (isize)sizeof line - 1;
    LIST_ADD(&r->findings, r->a)->what = str_copy(r->a, (struct str){line, len});
}

static struct chain *chain_of(struct verifying *y, const struct entry *e)
{
    for (struct chain *c = y->chains; c; c = c->next)
        if (!memcmp(c->device.b, e->device.b, KEY_N))
            return c;
    struct chain *c = NEW(y->report->a, struct chain);
    *c = (struct chain){.device = e->device, .member = e->member, .next = y->chains};
    y->chains = c;
    y->report->devices++;
    return c;
}

static bool heads_depth(struct verifying *y, const struct entry_info *i, int64_t *depth,
                        struct err *err)
{
    for (isize k = 0; k < i->e.head_n; k++) {
        int64_t n = 0;
        bool found;
        const struct head *h = &i->e.heads[k];
        if (!db_int(&n, &found, y->v->db, &Q_DEPTH_OF,
                    VALS(vb(h->device.b, KEY_N), vi(h->seq), vb(h->entry.b, HASH_N)), err))
            return false;
        if (!found)
            note(y, "entry %" PRId64 ": names an entry that is not here", i->row);
        *depth = n > *depth ? n : *depth;
    }
    return true;
}

/* Bodies that an entry should have: those that were erased are known, the others are late. */
static bool missing_count(struct verifying *y, int64_t row, isize digests, struct err *err)
{
    for (isize i = 0; i < digests; i++) {
        int64_t n;
        bool erased;
        struct err none = {0};
        AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
        struct stmt s;
        if (journal_stmt(&s, y->v->db, row * STMT_STRIDE + i, tmp.arena, &none))
            continue;
        if (!db_int(&n, &erased, y->v->db, &Q_ERASED, VALS(vi(row * STMT_STRIDE + i)), err))
            return false;
        y->report->late += !erased;
    }
    return true;
}

static bool entry_before_done(struct verifying *y, const struct entry_info *next, struct err *err)
{
    int64_t missing = y->expected - y->bodies_in_entry, row = y->row;
    isize digests = (isize)y->expected;
    y->bodies_in_entry = 0;
    y->expected = next ? next->e.digest_n : 0;
    y->row = next ? next->row : 0;
    return missing == 0 || missing_count(y, row, digests, err);
}

static bool on_entry(void *ctx, const struct entry_info *i, struct err *err)
{
    struct verifying *y = ctx;
    const struct entry *e = &i->e;
    struct chain *c = chain_of(y, e);
    struct hash id = entry_id(i->bytes);
    int64_t depth = c->depth;
    if (!entry_before_done(y, i, err))
        return false;
    if (!hash_eq(&id, &i->id))
        note(y, "entry %" PRId64 ": its name is not the hash of its bytes", i->row);
    if (!sign_is_good(i->signature, e->device.b, i->bytes))
        note(y, "entry %" PRId64 ": the signature is wrong", i->row);
    if (e->seq - 1 != c->seq || (e->has_prev && !hash_eq(&e->prev, &c->head)))
        note(y, "entry %" PRId64 ": does not follow its device's entry before", i->row);
    if (i->row > 1 ? !hash_eq(&e->workspace, &y->v->workspace) : e->kind != ENTRY_BEGIN)
        note(y, "entry %" PRId64 ": belongs to another workspace", i->row);
    if (!id_eq(&e->member, &c->member))
        note(y, "entry %" PRId64 ": another member under the same device key", i->row);
    if (!heads_depth(y, i, &depth, err))
        return false;
    if (e->depth - 1 != depth)
        note(y, "entry %" PRId64 ": its depth is wrong", i->row);
    c->seq = e->seq;
    c->head = id;
    c->depth = e->depth;
    y->report->entries++;
    if (y->o.progress && y->report->entries % PROGRESS_EVERY == 0)
        y->o.progress(y->o.ctx, y->report->entries, y->all);
    return true;
}

/* Who says a member's key counts as in vault/member.h; that is settled when all is read. */
static void note_keys(struct verifying *y, const struct view_item *i)
{
    const struct stmt *s = i->s;
    const struct entry *e = i->in->entry;
    if (!stmt_is_key(s) || s->value.type != V_BYTES || s->subject.kind != REF_RECORD)
        return;
    struct chain *c = chain_of(y, e);
    if (e->kind == ENTRY_BEGIN)
        y->administrator = e->member;
    if (s->value.text.n == KEY_N && (e->kind == ENTRY_BEGIN || e->kind == ENTRY_MEMBER)) {
        struct member_key *m = NEW(y->report->a, struct member_key);
        *m = (struct member_key){s->subject.id, {0}, e->kind == ENTRY_BEGIN ? NULL : c, y->members};
        memcpy(m->key, s->value.text.p, KEY_N);
        y->members = m;
    }
    if (s->value.text.n == KEY_N + SIGNATURE_N && e->seq == 1) {
        struct certificate *x = NEW(y->report->a, struct certificate);
        memcpy(x->b, s->value.text.p, sizeof x->b);
        x->next = c->certificates;
        c->certificates = x;
    }
}

static bool on_item(void *ctx, const struct view_item *i, const uint8_t *salt, struct err *err)
{
    struct verifying *y = ctx;
    struct hash digest = stmt_digest(salt, i->bytes);
    y->bodies_in_entry++;
    y->report->statements++;
    if (!hash_eq(&digest, &i->in->entry->digests[i->no % STMT_STRIDE]))
        note(y, "statement %" PRId64 " of entry %" PRId64 ": not the one that was signed",
             i->no % STMT_STRIDE, i->in->row);
    note_keys(y, i);
    if (i->s->value.type == V_FILE && !y->o.skip_files) {
        AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
        struct str bytes;
        struct err e = {0};
        y->report->files++;
        if (!blob_load(&bytes, y->v, &i->s->value, tmp.arena, &e))
            note(y, "the file of entry %" PRId64 ": %s", i->in->row, e.msg);
    }
    int k = 0;
    for (const struct view *const *w = y->v->views; w && *w && k < VIEWS_MAX; w++, k++) {
        struct err e = {0};
        if (!(*w)->check(*w, y->v->db, i, &y->scans[k], &e)) {
            if (e.code != E_CORRUPT)
                return err_copy(err, &e);
            note(y, "view %s differs from the journal at entry %" PRId64 ": %s", (*w)->name,
                 i->in->row, e.msg);
        }
    }
    return true;
}

static void certify(struct chain *c, const struct member_key *m)
{
    for (const struct certificate *x = c->certificates; x && !c->certified; x = x->next)
        c->certified = id_eq(&m->member, &c->member) &&
                       certificate_is_good((struct str){(const char *)x->b, sizeof x->b},
                                           &c->device, &m->member, m->key);
}

/* First the administrator's devices, then those of the members whom they introduced. */
static void check_certificates(struct verifying *y)
{
    for (struct chain *c = y->chains; c; c = c->next)
        for (const struct member_key *m = y->members; m; m = m->next)
            if (!m->by && id_eq(&m->member, &y->administrator))
                certify(c, m);
    for (struct chain *c = y->chains; c; c = c->next)
        for (const struct member_key *m = y->members; m; m = m->next)
            if (m->by && m->by->certified && id_eq(&m->by->member, &y->administrator))
                certify(c, m);
    for (struct chain *c = y->chains; c; c = c->next)
        if (!c->certified)
            note(y, "a device with %" PRId64 " entries has no certificate of its member", c->seq);
}

static bool check_heads(struct verifying *y, struct err *err)
{
    for (isize i = 0; i < y->v->lost.n; i++) {
        const struct lost *l = &y->v->lost.at[i];
        note(y,
             "entries %" PRId64 " to %" PRId64 " of device %02x%02x%02x%02x were acknowledged and "
             "are missing",
             l->have + 1, l->want, l->device.b[0], l->device.b[1], l->device.b[2], l->device.b[3]);
    }
    if (y->v->notes_damaged)
        note(y, "%td notes of newest entries, kept outside the case file, are damaged",
             y->v->notes_damaged);
    AUTO(rows_drop) struct rows r = db_rows(y->v->db, &Q_DEVICES, NOVALS);
    while (rows_next(&r)) {
        struct entry e = {0};
        if (rows_borrow(&r, 0).n == KEY_N)
            memcpy(e.device.b, rows_borrow(&r, 0).p, KEY_N);
        struct chain *c = chain_of(y, &e);
        if (c->seq != rows_int(&r, 1) || !str_eq(rows_borrow(&r, 2), HASH_STR(&c->head)))
            note(y, "the newest entry of a device is not the one noted for it");
    }
    return rows_done(&r, err);
}

static bool check_counts(struct verifying *y, struct err *err)
{
    int k = 0;
    for (const struct view *const *w = y->v->views; w && *w && k < VIEWS_MAX; w++, k++) {
        int64_t rows;
        if (!(*w)->count(*w, y->v->db, &rows, err))
            return false;
        if (rows != y->scans[k].seen)
            note(y, "view %s has %" PRId64 " rows, the journal gives %" PRId64, (*w)->name, rows,
                 y->scans[k].seen);
    }
    return true;
}

/* ---- rebuilding aside: inside a transaction that is always rolled back */

struct rebuilding {
    struct vault *v;
    const struct view *w;
    struct hasher hasher;
    int64_t lines;
    struct hash before, after;
    int64_t lines_before;
    bool done;
};

static bool hash_line(void *to, struct str line, UNUSED struct err *err)
{
    struct rebuilding *r = to;
    hasher_add(&r->hasher, line.p, line.n);
    hasher_add(&r->hasher, "\n", 1);
    r->lines++;
    return true;
}

static bool dump_hash(struct hash *out, struct rebuilding *r, struct err *err)
{
    r->lines = 0;
    hasher_open(&r->hasher);
    if (!r->w->dump(r->w, r->v->db, hash_line, r, err)) {
        hasher_drop(&r->hasher);
        return false;
    }
    *out = hasher_close(&r->hasher);
    return true;
}

static bool relearn(void *ctx, const struct view_item *i, UNUSED const uint8_t *salt,
                    struct err *err)
{
    struct rebuilding *r = ctx;
    return r->w->learn(r->w, r->v->db, i, err);
}

static bool rebuild_view(struct rebuilding *r, struct err *err)
{
    struct journal_walk walk = {.item = relearn, .ctx = r};
    return r->w->clear(r->w, r->v->db, err) && journal_walk(r->v->db, &walk, err);
}

static bool rebuild_aside(UNUSED struct db *db, void *ctx, struct err *err)
{
    struct rebuilding *r = ctx;
    if (!dump_hash(&r->before, r, err))
        return false;
    r->lines_before = r->lines;
    if (!rebuild_view(r, err) || !dump_hash(&r->after, r, err))
        return false;
    r->done = true;
    return err_set(err, E_DENIED, "rolled back on purpose");
}

static bool check_rebuilt(struct verifying *y, struct err *err)
{
    for (const struct view *const *w = y->v->views; w && *w; w++) {
        struct rebuilding r = {.v = y->v, .w = *w};
        struct err e = {0};
        (void)!txn_run(y->v->db, rebuild_aside, &r, &e);
        if (!r.done)
            return err_copy(err, &e);
        if (!hash_eq(&r.before, &r.after) || r.lines_before != r.lines)
            note(y,
                 "view %s: rebuilt from the journal it is not the same (%" PRId64
                 " lines, now %" PRId64 ")",
                 (*w)->name, r.lines, r.lines_before);
    }
    return true;
}

bool vault_verify(struct verify_report *out, struct vault *v, struct verify_options o,
                  struct arena *a, struct err *err)
{
    struct verify_report report = {.a = a};
    struct verifying y = {.v = v, .o = o, .report = &report};
    struct journal_walk walk = {on_entry, on_item, &y};
    int64_t statements;
    bool found;
    struct err e = {0};
    if (o.rebuild && v->read_only)
        return err_set(err, E_READONLY, "rebuilding aside needs a store that can be written") ||
               err_detail(err, "Nothing can be rebuilt here. 'verify' alone checks all the same.");
    if (!db_check_pages(v->db, &e)) {
        if (e.code != E_CORRUPT)
            return err_copy(err, &e);
        note(&y, "the store: %s", e.msg);
    }
    if (!journal_counts(&y.all, &statements, v->db, err) ||
        !db_int(&report.erased, &found, v->db, &Q_ERASED_COUNT, NOVALS, err))
        return false;
    struct err w = {0};
    bool read = journal_walk(v->db, &walk, &w);
    for (int k = 0; k < VIEWS_MAX; k++)
        scan_drop(&y.scans[k]);
    if (!read) {
        if (w.code != E_CORRUPT)
            return err_copy(err, &w);
        note(&y, "the journal cannot be read on: %s", w.msg);
    } else {
        check_certificates(&y);
        if (!entry_before_done(&y, NULL, err) || !check_heads(&y, err) || !check_counts(&y, err) ||
            (o.rebuild && !check_rebuilt(&y, err)))
            return false;
    }
    *out = report;
    return true;
}

static bool rebuild_all(struct db *db, void *ctx, struct err *err)
{
    struct vault *v = ctx;
    (void)db;
    for (const struct view *const *w = v->views; w && *w; w++) {
        struct rebuilding r = {.v = v, .w = *w};
        if (!rebuild_view(&r, err))
            return err_in(err, "view %s", (*w)->name);
    }
    return true;
}

bool vault_rebuild(struct vault *v, struct err *err)
{
    return txn_run(v->db, rebuild_all, v, err);
}
