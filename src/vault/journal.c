/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/journal.h"

#include <string.h>

#include "base/list.h"
#include "vault/journal_priv.h"
#include "vault/member.h"
#include "vault/outside.h"

SQL(Q_DEVICE, ROOM_JOURNAL, "SELECT row, seq, head, depth, member FROM device WHERE key = ?1");
SQL(Q_DEVICE_ADD, ROOM_JOURNAL,
    "INSERT INTO device(key, member, seq, head, depth, seen) VALUES (?1, ?2, 0, ?3, 0, 0)");
SQL(Q_DEVICE_MOVE, ROOM_JOURNAL,
    "UPDATE device SET seq = ?2, head = ?3, depth = ?4 WHERE row = ?1");
SQL(Q_DEVICES_UNSEE, ROOM_JOURNAL, "UPDATE device SET seen = 0");
SQL(Q_DEVICES_SEE, ROOM_JOURNAL, "UPDATE device SET seen = seq WHERE seen <> seq AND row <> ?1");
SQL(Q_HEADS, ROOM_JOURNAL,
    "SELECT key, seq, head, depth FROM device WHERE seq > seen AND row <> ?1 ORDER BY key");
SQL(Q_ENTRY_ADD, ROOM_JOURNAL,
    "INSERT INTO entry(id, device, seq, depth, time, kind, count, batch, bytes, signature)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
SQL(Q_BODY_ADD, ROOM_JOURNAL, "INSERT INTO body(no, salt, statement) VALUES (?1, ?2, ?3)");
SQL(Q_BATCH_CLOSED, ROOM_JOURNAL, "SELECT closed FROM batch WHERE id = ?1");
SQL(Q_BATCH_ADD, ROOM_JOURNAL, "INSERT INTO batch(id, closed) VALUES (?1, ?2)");
SQL(Q_BATCH_CLOSE, ROOM_JOURNAL, "UPDATE batch SET closed = 1 WHERE id = ?1");
SQL(Q_BATCH_ENTRIES, ROOM_JOURNAL, "SELECT row FROM entry WHERE batch = ?1 ORDER BY row");
SQL(Q_ENTRY_HERE, ROOM_JOURNAL, "SELECT row FROM entry WHERE id = ?1");
SQL(Q_HEAD, ROOM_JOURNAL,
    "SELECT e.depth FROM device d, entry e WHERE d.key = ?1 AND e.device = d.row AND e.seq = ?2"
    " AND e.id = ?3");
SQL(Q_IS_ERASED, ROOM_JOURNAL, "SELECT by_no FROM erased WHERE no = ?1");
SQL(Q_HAS_BODY, ROOM_JOURNAL, "SELECT 1 FROM body WHERE no = ?1");

/* ---- devices */

struct device_row {
    int64_t row; /* 0: not in the journal yet */
    int64_t seq;
    struct hash head;
    int64_t depth;
    struct id member;
};

static bool device_row_load(struct device_row *out, struct db *db, const struct device_key *key,
                            struct err *err)
{
    struct device_row d = {0};
    AUTO(rows_drop) struct rows r = db_rows(db, &Q_DEVICE, VALS(vb(key->b, KEY_N)));
    if (rows_next(&r)) {
        d.row = rows_int(&r, 0);
        d.seq = rows_int(&r, 1);
        d.depth = rows_int(&r, 3);
        struct str head = rows_borrow(&r, 2), member = rows_borrow(&r, 4);
        if (head.n == HASH_N && member.n == sizeof d.member.b) {
            memcpy(d.head.b, head.p, HASH_N);
            memcpy(d.member.b, member.p, sizeof d.member.b);
        }
    }
    if (!rows_done(&r, err))
        return false;
    *out = d;
    return true;
}

static bool device_row_add(struct device_row *out, struct db *db, const struct device_key *key,
                           const struct id *member, struct err *err)
{
    struct device_row d = {.member = *member};
    if (!db_run(db, &Q_DEVICE_ADD, VALS(vb(key->b, KEY_N), vb(member->b, 16), vb(d.head.b, HASH_N)),
                err))
        return false;
    d.row = db_last_row(db);
    *out = d;
    return true;
}

/* ---- the statements that begin chains */

struct certificate {
    struct stmt stmt;
    uint8_t bytes[KEY_N + SIGNATURE_N];
};

static void certificate_make(struct certificate *c, const struct vault *v)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct device_key device;
    memcpy(device.b, v->device.public, KEY_N);
    struct sign_key member = sign_key_from_seed(&v->identity);
    memcpy(c->bytes, device.b, KEY_N);
    sign_make(c->bytes + KEY_N, &member, device_certificate_text(&v->member, &device, tmp.arena));
    sign_key_drop(&member);
    c->stmt = STMT(.subject = ref_record(v->member), .property = S("core:device_certificate"),
                   .value = value_bytes(c->bytes, sizeof c->bytes));
}

/* ---- writing */

static bool heads_since(struct entry *e, struct db *db, int64_t own_row, struct arena *a,
                        struct err *err)
{
    struct head_list l = {0};
    AUTO(rows_drop) struct rows r = db_rows(db, &Q_HEADS, VALS(vi(own_row)));
    while (l.n < HEADS_MAX && rows_next(&r)) {
        struct head *h = LIST_ADD(&l, a);
        memcpy(h->device.b, rows_borrow(&r, 0).p, KEY_N);
        h->seq = rows_int(&r, 1);
        memcpy(h->entry.b, rows_borrow(&r, 2).p, HASH_N);
        int64_t depth = rows_int(&r, 3);
        e->depth = depth > e->depth ? depth : e->depth;
    }
    if (!rows_done(&r, err))
        return false;
    e->heads = l.at;
    e->head_n = l.n;
    return true;
}

static bool batch_is_closed(bool *closed, bool *known, struct db *db, const struct batch *b,
                            struct err *err)
{
    int64_t n = 0;
    if (!db_int(&n, known, db, &Q_BATCH_CLOSED, VALS(vb(b->id.b, 16)), err))
        return false;
    *closed = *known && n;
    return true;
}

static bool batch_reveal(struct vault *v, const struct batch *b, struct err *err)
{
    AUTO(rows_drop) struct rows r = db_rows(v->db, &Q_BATCH_ENTRIES, VALS(vb(b->id.b, 16)));
    while (rows_next(&r))
        for (const struct view *const *w = v->views; w && *w; w++)
            if ((*w)->reveal && !(*w)->reveal(*w, v->db, rows_int(&r, 0), err))
                return false;
    return rows_done(&r, err);
}

bool entry_store(struct vault *v, struct view_entry *in, struct str bytes,
                 const uint8_t sig[SIGNATURE_N], int64_t device_row, struct err *err)
{
    const struct entry *e = in->entry;
    struct val batch = e->batch.some ? vb(e->batch.id.b, 16) : vnull();
    if (!db_run(v->db, &Q_ENTRY_ADD,
                VALS(vb(in->id.b, HASH_N), vi(device_row), vi(e->seq), vi(e->depth), vi(e->time),
                     vi(e->kind), vi(e->digest_n), batch, vb(bytes.p, bytes.n),
                     vb(sig, SIGNATURE_N)),
                err))
        return false;
    in->row = db_last_row(v->db);
    return db_run(v->db, &Q_DEVICE_MOVE,
                  VALS(vi(device_row), vi(e->seq), vb(in->id.b, HASH_N), vi(e->depth)), err);
}

/* After an entry of a batch is stored: is the batch open still, or has this entry closed it? */
static bool batch_note(bool *hidden, struct vault *v, const struct batch *b, struct err *err)
{
    bool closed = false, known = false;
    *hidden = false;
    if (!b->some)
        return true;
    if (!batch_is_closed(&closed, &known, v->db, b, err))
        return false;
    if (!known && !db_run(v->db, &Q_BATCH_ADD, VALS(vb(b->id.b, 16), vi(b->closed)), err))
        return false;
    if (known && !closed && b->closed && !db_run(v->db, &Q_BATCH_CLOSE, VALS(vb(b->id.b, 16)), err))
        return false;
    *hidden = !closed && !b->closed;
    return closed || !b->closed || batch_reveal(v, b, err);
}

/* A statement speaks only of entries that were there before it: else a view would depend on what
 * came first. */
static bool refs_are_here(struct db *db, const struct view_item *i, struct err *err)
{
    int64_t row;
    const struct ref *subject = &i->s->subject, *value = &i->s->value.ref;
    return (subject->kind != REF_STATEMENT ||
            memo_entry(&row, i->memo, db, &subject->entry, err)) &&
           (value->kind != REF_STATEMENT || memo_entry(&row, i->memo, db, &value->entry, err));
}

bool body_store(struct vault *v, const struct view_item *i, const uint8_t salt[SALT_N],
                struct err *err)
{
    if (!refs_are_here(v->db, i, err))
        return false;
    if (!db_run(v->db, &Q_BODY_ADD, VALS(vi(i->no), vb(salt, SALT_N), vb(i->bytes.p, i->bytes.n)),
                err))
        return false;
    for (const struct view *const *w = v->views; w && *w; w++)
        if (!(*w)->learn(*w, v->db, i, err))
            return err_in(err, "view %s", (*w)->name);
    return erasure_honour(v, i, err);
}

struct writing {
    struct vault *v;
    struct written *out;
    const struct draft *drafts;
    isize n;
    struct journal_also also;
    struct head head; /* the newest entry written */
    struct view_memo memo;
};

struct encoded { /* a draft's statements */
    struct str *bodies;
    uint8_t *salts;
};

/* Encode, salt and hash a draft's statements. */
static bool draft_encode(struct entry *e, struct encoded *x, struct vault *v, const struct draft *d,
                         struct arena *a, struct err *err)
{
    enum { BODIES_MAX = 1 << 28 };
    struct buf b = buf_in(a, BODIES_MAX);
    struct hash *digests = NEWN(a, struct hash, d->n);
    x->bodies = NEWN(a, struct str, d->n);
    x->salts = NEWN(a, uint8_t, d->n * SALT_N + 1);
    sys_random(v->sys, x->salts, d->n * SALT_N);
    isize *starts = NEWN(a, isize, d->n + 1);
    for (isize i = 0; i < d->n; i++) {
        starts[i] = b.n;
        stmt_write(&b, &d->stmts[i]);
        if (b.full || b.n - starts[i] > STMT_MAX)
            return err_set(err, E_LIMIT, "statement %td of the entry is too long", i);
    }
    starts[d->n] = b.n;
    for (isize i = 0; i < d->n; i++) {
        x->bodies[i] = str_part(buf_str(&b), starts[i], starts[i + 1]);
        digests[i] = stmt_digest(x->salts + i * SALT_N, x->bodies[i]);
    }
    e->digests = digests;
    e->digest_n = d->n;
    return true;
}

static bool draft_write(struct writing *w, struct device_row *own, const struct draft *d,
                        struct written *out, struct err *err)
{
    struct vault *v = w->v;
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct arena *a = tmp.arena;
    struct encoded x;
    struct entry e = {.has_workspace = d->kind != ENTRY_BEGIN,
                      .workspace = v->workspace,
                      .member = v->member,
                      .seq = own->seq + 1,
                      .has_prev = own->seq > 0,
                      .prev = own->head,
                      .depth = own->depth,
                      .time = sys_now(v->sys),
                      .kind = d->kind,
                      .batch = d->batch};
    memcpy(e.device.b, v->device.public, KEY_N);
    if (d->n > STMTS_PER_ENTRY)
        return err_set(err, E_LIMIT, "%td statements in one entry", d->n);
    if (!draft_encode(&e, &x, v, d, a, err) || !heads_since(&e, v->db, own->row, a, err))
        return false;
    e.depth++;

    struct buf b = buf_in(a, ENTRY_MAX);
    struct str bytes;
    uint8_t sig[SIGNATURE_N];
    entry_write(&b, &e);
    if (!buf_done(&b, &bytes, err))
        return err_in(err, "entry");
    sign_make(sig, &v->device, bytes);
    struct view_entry in = {.entry = &e, .id = entry_id(bytes)};
    bool hidden;
    if (!entry_store(v, &in, bytes, sig, own->row, err) || !batch_note(&hidden, v, &e.batch, err) ||
        (e.head_n && !db_run(v->db, &Q_DEVICES_SEE, VALS(vi(own->row)), err)))
        return false;
    for (isize i = 0; i < d->n; i++) {
        struct view_item item = {
            &in, in.row * STMT_STRIDE + i, &d->stmts[i], x.bodies[i], hidden, &w->memo};
        if (!body_store(v, &item, x.salts + i * SALT_N, err))
            return err_in(err, "statement %td", i);
    }
    *own = (struct device_row){own->row, e.seq, in.id, e.depth, e.member};
    w->head = (struct head){e.device, e.seq, in.id};
    *out = (struct written){in.id, in.row, e.depth};
    return true;
}

/* The device's own first entry, unless the first draft begins the workspace. */
static bool chain_begin(struct writing *w, struct device_row *own, const struct device_key *key,
                        struct err *err)
{
    struct certificate c;
    struct written ignored;
    if (!device_row_add(own, w->v->db, key, &w->v->member, err))
        return false;
    if (w->drafts[0].kind == ENTRY_BEGIN)
        return true;
    certificate_make(&c, w->v);
    struct draft d = {.kind = ENTRY_DEVICE, .stmts = &c.stmt, .n = 1};
    return db_run(w->v->db, &Q_DEVICES_UNSEE, NOVALS, err) &&
           draft_write(w, own, &d, &ignored, err);
}

static bool write_all(UNUSED struct db *db, void *ctx, struct err *err)
{
    struct writing *w = ctx;
    struct device_key key;
    struct device_row own;
    w->memo = (struct view_memo){0}; /* what an earlier attempt looked up was rolled back */
    erasure_begin(w->v);
    memcpy(key.b, w->v->device.public, KEY_N);
    if (!device_row_load(&own, w->v->db, &key, err))
        return false;
    if (!own.row && !chain_begin(w, &own, &key, err))
        return err_in(err, "first entry of this device");
    for (isize i = 0; i < w->n; i++) {
        struct written one;
        if (!draft_write(w, &own, &w->drafts[i], &one, err))
            return false;
        if (w->out)
            w->out[i] = one;
    }
    return !w->also.run || w->also.run(w->v, w->also.ctx, err);
}

bool journal_write_and(struct vault *v, struct written *out, const struct draft *d, isize n,
                       struct journal_also also, struct err *err)
{
    struct writing w = {.v = v, .out = out, .drafts = d, .n = n, .also = also};
    ASSERT(n > 0);
    if (v->read_only)
        return err_set(err, E_READONLY, "the vault is open for reading only");
    if (v->lost.n)
        return err_set(err, E_CORRUPT, "acknowledged entries are missing: nothing is written");
    if (!outside_device(v, err) || !txn_run(v->db, write_all, &w, err))
        return false;
    /* While a vault is being made it has no name yet: vault_init() notes its first head. */
    bool noted = v->state.n && !(n == 1 && d[0].passing);
    return (!noted || outside_note(v, &w.head, err)) && erasure_end(v, err);
}

bool journal_write(struct vault *v, struct written *out, const struct draft *d, isize n,
                   struct err *err)
{
    return journal_write_and(v, out, d, n, (struct journal_also){0}, err);
}

/* ---- taking what others wrote */

struct accepting {
    struct vault *v;
    const struct entry *e;
    struct str bytes;
    const uint8_t *sig;
    struct hash id;
};

static bool check_chain(struct accepting *x, struct device_row *d, struct err *err)
{
    const struct entry *e = x->e;
    if (e->seq <= d->seq)
        return err_set(err, E_CONFLICT, "a second entry %" PRId64 " of one device: a fork", e->seq);
    if (e->seq > d->seq + 1)
        return err_set(err, E_NOTFOUND, "entry %" PRId64 " of the device comes first", d->seq + 1);
    if (e->has_prev && !hash_eq(&e->prev, &d->head))
        return err_set(err, E_CORRUPT, "an entry does not follow the one before it");
    if (d->row && !id_eq(&e->member, &d->member))
        return err_set(err, E_CORRUPT, "another member under the same device key");
    int64_t depth = d->depth;
    for (isize i = 0; i < e->head_n; i++) {
        int64_t n = 0;
        bool found;
        const struct head *h = &e->heads[i];
        if (!db_int(&n, &found, x->v->db, &Q_HEAD,
                    VALS(vb(h->device.b, KEY_N), vi(h->seq), vb(h->entry.b, HASH_N)), err))
            return false;
        if (!found)
            return err_set(err, E_NOTFOUND, "an entry that this one builds on is not here yet");
        depth = n > depth ? n : depth;
    }
    return e->depth - 1 == depth || err_set(err, E_CORRUPT, "depth of an entry is wrong");
}

static bool accept_entry(struct db *db, void *ctx, struct err *err)
{
    struct accepting *x = ctx;
    struct device_row d;
    struct view_entry in = {.entry = x->e, .id = x->id};
    bool hidden, found;
    int64_t row;
    if (!db_int(&row, &found, db, &Q_ENTRY_HERE, VALS(vb(x->id.b, HASH_N)), err))
        return false;
    if (found)
        return true;
    if (!device_row_load(&d, db, &x->e->device, err) || !check_chain(x, &d, err) ||
        (d.row && !device_pin_check(x->v, x->e, &x->id, err)) ||
        (!d.row && !device_row_add(&d, db, &x->e->device, &x->e->member, err)))
        return false;
    return entry_store(x->v, &in, x->bytes, x->sig, d.row, err) &&
           batch_note(&hidden, x->v, &x->e->batch, err);
}

bool journal_accept(struct vault *v, struct str bytes, const uint8_t sig[SIGNATURE_N],
                    struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct entry e;
    if (!entry_parse(&e, bytes, tmp.arena, err))
        return false;
    struct accepting x = {v, &e, bytes, sig, entry_id(bytes)};
    bool first = e.kind == ENTRY_BEGIN;
    if (first ? !hash_eq(&x.id, &v->workspace) : !hash_eq(&e.workspace, &v->workspace))
        return err_set(err, E_INVALID, "an entry of another workspace");
    if (!sign_is_good(sig, e.device.b, bytes))
        return err_set(err, E_CORRUPT, "the signature of an entry is wrong");
    if (v->read_only)
        return err_set(err, E_READONLY, "the vault is open for reading only");
    return outside_device(v, err) && txn_run(v->db, accept_entry, &x, err) &&
           outside_note(v, &(struct head){e.device, e.seq, x.id}, err);
}

struct learning {
    struct vault *v;
    const struct view_entry *in;
    int64_t no;
    const struct stmt *s;
    struct str bytes;
    const uint8_t *salt;
};

static bool learn_body(struct db *db, void *ctx, struct err *err)
{
    struct learning *l = ctx;
    bool here, gone, closed = true, known;
    int64_t n;
    erasure_begin(l->v);
    if (!db_int(&n, &here, db, &Q_HAS_BODY, VALS(vi(l->no)), err) ||
        !db_int(&n, &gone, db, &Q_IS_ERASED, VALS(vi(l->no)), err) ||
        (l->in->entry->batch.some &&
         !batch_is_closed(&closed, &known, db, &l->in->entry->batch, err)))
        return false;
    if (here || (gone && !erasure_is_barred(l->s)))
        return true;
    struct view_item i = {l->in, l->no, l->s, l->bytes, !closed, NULL};
    return body_store(l->v, &i, l->salt, err);
}

bool journal_learn(struct vault *v, const struct hash *entry, int64_t index,
                   const uint8_t salt[SALT_N], struct str bytes, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct entry_info info;
    struct stmt s;
    int64_t row;
    if (!journal_row(&row, v->db, entry, err) || !journal_entry(&info, v->db, row, tmp.arena, err))
        return false;
    if (index < 0 || index >= info.e.digest_n)
        return err_set(err, E_CORRUPT, "the entry has no statement %" PRId64, index);
    struct hash digest = stmt_digest(salt, bytes);
    if (!hash_eq(&digest, &info.e.digests[index]))
        return err_set(err, E_CORRUPT, "this is not the statement that was signed");
    if (!stmt_parse(&s, bytes, err))
        return false;
    /* Keys and certificates first: nothing is believed of a device that nobody answers for. */
    if (!stmt_is_key(&s) && !device_check(v, &info.e, err))
        return false;
    struct view_entry in = {&info.e, info.id, row};
    struct learning l = {v, &in, row * STMT_STRIDE + index, &s, bytes, salt};
    return txn_run(v->db, learn_body, &l, err) && erasure_end(v, err);
}
