/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/vault.h"

#include <string.h>

#include "base/list.h"
#include "vault/journal.h"
#include "vault/outside.h"
#include "vault/tree.h"
#include "vault/vault_priv.h"

enum { KEYS_FILE_MAX = 1 << 20 };

SQL(Q_FIRST_ENTRY, ROOM_JOURNAL, "SELECT id FROM entry ORDER BY row LIMIT 1");
SQL(Q_META, ROOM_JOURNAL, "SELECT value FROM meta WHERE key = ?1");
SQL(Q_META_SET, ROOM_JOURNAL,
    "INSERT INTO meta(key, value) VALUES (?1, ?2) ON CONFLICT(key) DO UPDATE SET value = "
    "excluded.value");

static struct str path_in(struct str dir, const char *name, struct arena *a)
{
    return str_format(a, "%.*s/%s", FS(dir), name);
}

struct str vault_journal_path(struct str vault_path, struct arena *a)
{
    return path_in(vault_path, "journal.db", a);
}

struct id id_new(struct sys *s)
{
    struct id id;
    uint64_t ms = (uint64_t)sys_now(s) * 1000;
    sys_random(s, id.b, sizeof id.b);
    /* Seconds carry the order between days; the millisecond digits are random, so that an id does
     * not tell more of its moment than the entry's own claimed time. */
    ms += (uint64_t)(id.b[14] << 8 | id.b[15]) % 1000;
    for (int i = 0; i < 6; i++)
        id.b[i] = (uint8_t)(ms >> (8 * (5 - i)));
    return id;
}

/* ---- the key file */

bool vault_keys(struct keys *out, struct str *bytes, struct sys *s, struct str path,
                struct arena *a, struct err *err)
{
    struct file_info dir, info, store;
    struct str file = path_in(path, "keys", a), got;
    if (!file_stat(&dir, s, path, err) || !file_stat(&info, s, file, err) ||
        !file_stat(&store, s, vault_journal_path(path, a), err))
        return false;
    if (dir.kind == FILE_NONE)
        return err_set(err, E_NOTFOUND, "no such folder") ||
               err_detail(err, "There is nothing at %.*s.", FS(path));
    if (info.kind == FILE_NONE && store.kind == FILE_PLAIN)
        return err_set(err, E_CORRUPT, "the key file is missing") ||
               err_detail(err,
                          "The file 'keys' is missing from %.*s. That of any backup of this "
                          "case file opens it.",
                          FS(path));
    if (dir.kind != FILE_DIR || info.kind != FILE_PLAIN)
        return err_set(err, E_NOVAULT, "no key file in the folder") ||
               err_detail(err,
                          "%.*s is not a case file of Cairn. `cairn -C FOLDER init` makes one.",
                          FS(path));
    if (!file_read(&got, s, file, KEYS_FILE_MAX, a, err) || !keys_parse(out, got, a, err))
        return false;
    *bytes = got;
    return true;
}

bool keys_save(struct sys *s, struct str path, const struct keys *k, const struct secret *data,
               struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    return file_write(s, path_in(path, "keys", tmp.arena), keys_write(k, data, tmp.arena), 0600,
                      err);
}

/* ---- views */

static bool view_version(int64_t *out, struct db *db, const struct view *w, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str key = str_format(tmp.arena, "view:%s", w->name);
    AUTO(rows_drop) struct rows r = db_rows(db, &Q_META, VALS(vs(key)));
    int64_t version = 0;
    struct err e = {0};
    if (rows_next(&r) && !str_to_int(&version, rows_borrow(&r, 0), 0, INT32_MAX, &e))
        version = 0;
    if (!rows_done(&r, err))
        return false;
    *out = version;
    return true;
}

static bool view_version_set(struct db *db, const struct view *w, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str key = str_format(tmp.arena, "view:%s", w->name);
    struct str value = str_format(tmp.arena, "%d", w->version);
    return db_run(db, &Q_META_SET, VALS(vs(key), vb(value.p, value.n)), err);
}

struct refreshing {
    struct vault *v;
    const struct view *w;
};

static bool refresh_item(void *ctx, const struct view_item *i, UNUSED const uint8_t *salt,
                         struct err *err)
{
    struct refreshing *r = ctx;
    return r->w->learn(r->w, r->v->db, i, err);
}

static bool refresh_one(struct db *db, void *ctx, struct err *err)
{
    struct refreshing *r = ctx;
    struct journal_walk walk = {.item = refresh_item, .ctx = r};
    return r->w->clear(r->w, db, err) && journal_walk(db, &walk, err) &&
           view_version_set(db, r->w, err);
}

/* Rebuild the views that this program would make in another way than the one before. */
static bool views_ready(struct vault *v, struct err *err)
{
    for (const struct view *const *w = v->views; w && *w; w++) {
        int64_t version;
        struct refreshing r = {v, *w};
        if (!view_version(&version, v->db, *w, err))
            return false;
        if (version == (*w)->version)
            continue;
        if (v->read_only)
            return err_set(err, E_READONLY, "view %s must be rebuilt first", (*w)->name);
        if (!txn_run(v->db, refresh_one, &r, err))
            return err_in(err, "view %s", (*w)->name);
    }
    return true;
}

/* ---- opening */

static bool store_open(struct vault *v, bool create, int64_t cache_mb, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    AUTO(secret_drop) struct secret key = key_derive(&v->data_key, "store");
    struct db_options o = {
        .create = create, .read_only = v->read_only, .fixed = v->fixed, .cache_mb = cache_mb};
    struct err e = {0};
    if (db_open(&v->db, vault_journal_path(v->path, tmp.arena), &key, o, &e))
        return true;
    if (e.code != E_NOTFOUND)
        return err_copy(err, &e);
    (void)err_set(err, E_CORRUPT, "the store is missing");
    return err_detail(err, "The file 'journal.db' is missing from %.*s. Restore a backup.",
                      FS(v->path));
}

static bool workspace_check(struct vault *v, struct err *err)
{
    AUTO(rows_drop) struct rows r = db_rows(v->db, &Q_FIRST_ENTRY, NOVALS);
    bool same = rows_next(&r) && str_eq(rows_borrow(&r, 0), HASH_STR(&v->workspace));
    if (!rows_done(&r, err))
        return false;
    return same || err_set(err, E_CORRUPT, "the journal does not begin as the key file says");
}

/* A disc cannot be written by anybody: what is there is read as it is. */
static bool place_find(struct vault *v, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    if (!file_is_fixed(&v->fixed, v->sys, vault_journal_path(v->path, tmp.arena), err))
        return false;
    v->read_only |= v->fixed;
    return true;
}

bool vault_open_keys(struct vault **out, const struct vault_options *o, const struct key_pair *keys,
                     struct id member, struct arena *a, struct err *err)
{
    struct keys k;
    struct str bytes = {0};
    if (!vault_keys(&k, &bytes, o->sys, o->path, a, err) || !keys_check(bytes, &keys->data, err))
        return false;
    struct vault *v = NEW(a, struct vault);
    *v = (struct vault){.sys = o->sys,
                        .a = a,
                        .path = str_copy(a, o->path),
                        .workspace = k.workspace,
                        .member = member,
                        .demonstration = k.demonstration,
                        .read_only = o->read_only,
                        .views = o->views,
                        .data_key = secret_from(keys->data.p, KEY_N),
                        .identity = secret_from(keys->identity.p, KEY_N)};
    if (!place_find(v, err) || !heads_dir(&v->state, v->sys, &v->workspace, a, err) ||
        !store_open(v, false, o->cache_mb, err) || !workspace_check(v, err) ||
        !outside_check(v, err) || (!v->lost.n && !views_ready(v, err))) {
        vault_close(&v);
        return false;
    }
    *out = v;
    return true;
}

bool vault_open(struct vault **out, const struct vault_options *o, const struct secret *passphrase,
                struct arena *a, struct err *err)
{
    struct keys k;
    struct str bytes;
    struct id member;
    AUTO(key_pair_drop) struct key_pair pair = {0};
    return vault_keys(&k, &bytes, o->sys, o->path, a, err) &&
           keys_unwrap(&pair, &member, &k, passphrase, err) &&
           vault_open_keys(out, o, &pair, member, a, err);
}

bool vault_share(struct vault **out, const struct vault *v, int64_t cache_mb, struct arena *a,
                 struct err *err)
{
    struct vault *w = NEW(a, struct vault);
    *w = *v;
    w->db = NULL;
    w->a = a;
    w->shared = true;
    if (!store_open(w, false, cache_mb, err))
        return false;
    *out = w;
    return true;
}

void vault_close(struct vault **v)
{
    if (!*v)
        return;
    db_close(&(*v)->db);
    if (!(*v)->shared) {
        secret_drop(&(*v)->data_key);
        secret_drop(&(*v)->identity);
        if ((*v)->device_known)
            sign_key_drop(&(*v)->device);
    }
    *v = NULL;
}

/* ---- making */

/* The first entry: who begins, with which keys. */
static bool journal_begin(struct vault *v, const struct vault_new *n, struct err *err)
{
    AUTO(sign_key_drop) struct sign_key member = sign_key_from_seed(&v->identity);
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    AUTO(secret_drop) struct secret seed = secret_new(KEY_N);
    uint8_t certificate[KEY_N + SIGNATURE_N];
    sys_random(v->sys, seed.p, KEY_N);
    v->device = sign_key_from_seed(&seed);
    v->device_known = true;
    struct device_key device;
    memcpy(device.b, v->device.public, KEY_N);
    memcpy(certificate, device.b, KEY_N);
    sign_make(certificate + KEY_N, &member,
              device_certificate_text(&v->member, &device, tmp.arena));
    struct stmt s[] = {
        STMT(.subject = ref_record(v->member), .property = S("core:type"),
             .value = value_term(S("type:member"))),
        STMT(.subject = ref_record(v->member), .property = S("core:member_key"),
             .value = value_bytes(member.public, KEY_N)),
        STMT(.subject = ref_record(v->member), .property = S("core:device_certificate"),
             .value = value_bytes(certificate, sizeof certificate)),
        STMT(.subject = ref_record(v->member), .property = S("core:member_pseudonym"),
             .value = value_text(n->member_name)),
    };
    struct draft d = {.kind = ENTRY_BEGIN, .stmts = s, .n = n->member_name.n ? 4 : 3};
    struct written w;
    /* The state folder is named after the workspace, which is this entry's hash: heads follow. */
    if (!journal_write(v, &w, &d, 1, err))
        return false;
    v->workspace = w.id;
    struct head h = {device, 1, w.id};
    if (!heads_dir(&v->state, v->sys, &v->workspace, v->a, err))
        return false;
    struct device_place place = {v->state, vault_journal_path(v->path, v->a), &v->data_key,
                                 &v->member};
    return outside_note(v, &h, err) && device_save(v->sys, &place, &seed, err);
}

static bool keys_make(struct keys *k, struct vault_new *n, struct vault *v, struct err *err)
{
    struct keys_member *m = k->members;
    uint8_t nonces[PAIRS][NONCE_N], nonce[NONCE_N];
    AUTO(key_pair_drop)
    struct key_pair pair = {secret_from(v->data_key.p, KEY_N), secret_from(v->identity.p, KEY_N)};
    k->workspace = v->workspace;
    k->demonstration = n->demonstration;
    m->id = v->member;
    m->cost = n->cost;
    sys_random(v->sys, m->salt, SALT_N);
    sys_random(v->sys, nonce, NONCE_N);
    sys_random(v->sys, nonces, sizeof nonces);
    if (n->drawn)
        memcpy(n->shares, n->drawn, sizeof n->shares);
    else
        sys_random(v->sys, n->shares, sizeof n->shares);
    if (!keys_wrap_member(m, &pair, n->passphrase, nonce, err))
        return false;
    keys_wrap_shares(k, &pair, n->shares, (const uint8_t(*)[NONCE_N])nonces);
    return true;
}

static bool vault_fill(struct vault *v, struct vault_new *n, struct err *err)
{
    struct keys_member member = {0};
    struct keys k = {.members = &member, .member_n = 1};
    return dir_make(v->sys, v->path, err) &&
           dir_make(v->sys, path_in(v->path, "files", v->a), err) && store_open(v, true, 0, err) &&
           journal_begin(v, n, err) && keys_make(&k, n, v, err) &&
           keys_save(v->sys, v->path, &k, &v->data_key, err);
}

static struct str making_path(struct str path, struct arena *a)
{
    return str_format(a, "%.*s.making", FS(path));
}

bool vault_init_clear(struct sys *s, struct str path, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str making = making_path(path, tmp.arena);
    struct file_info info;
    return file_stat(&info, s, making, err) &&
           (info.kind != FILE_DIR || tree_remove(s, making, err));
}

bool vault_init(struct vault_new *n, struct sys *s, struct arena *a, struct err *err)
{
    struct str making = making_path(n->path, a);
    if (!target_is_free(s, n->path, err) || !target_is_free(s, making, err))
        return false;
    struct vault *v = NEW(a, struct vault);
    *v = (struct vault){.sys = s,
                        .a = a,
                        .path = making,
                        .demonstration = n->demonstration,
                        .data_key = secret_new(KEY_N),
                        .identity = secret_new(KEY_N),
                        .member = id_new(s)};
    sys_random(s, v->data_key.p, KEY_N);
    sys_random(s, v->identity.p, KEY_N);
    bool ok = vault_fill(v, n, err);
    vault_close(&v);
    ok = ok && file_rename(s, making, n->path, err);
    if (!ok) {
        struct err ignored = {0};
        (void)!tree_remove(s, making, &ignored); /* the first failure is the one to tell */
        secret_wipe(n->shares, sizeof n->shares);
    }
    return ok;
}

static struct keys_member *own_place(const struct keys *k, const struct vault *v)
{
    for (isize i = 0; i < k->member_n; i++)
        if (id_eq(&k->members[i].id, &v->member))
            return &k->members[i];
    return NULL;
}

bool passphrase_wrap(struct keys_member *out, const struct vault *v,
                     const struct secret *passphrase, struct kdf_cost cost, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct keys k = {0};
    struct str bytes = {0};
    uint8_t nonce[NONCE_N];
    struct keys_member fresh = {.id = v->member, .cost = cost};
    AUTO(key_pair_drop)
    struct key_pair pair = {secret_from(v->data_key.p, KEY_N), secret_from(v->identity.p, KEY_N)};
    if (!vault_keys(&k, &bytes, v->sys, v->path, tmp.arena, err) ||
        !keys_check(bytes, &v->data_key, err) || !vault_passphrase_is_new(v, &k, passphrase, err))
        return false;
    sys_random(v->sys, fresh.salt, SALT_N);
    sys_random(v->sys, nonce, NONCE_N);
    if (!keys_wrap_member(&fresh, &pair, passphrase, nonce, err))
        return false;
    *out = fresh;
    return true;
}

bool passphrase_keep(const struct vault *v, const struct keys_member *fresh, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct keys k = {0};
    struct str bytes = {0};
    if (!vault_keys(&k, &bytes, v->sys, v->path, tmp.arena, err) ||
        !keys_check(bytes, &v->data_key, err))
        return false;
    struct keys_member *m = own_place(&k, v);
    if (!m)
        return err_set(err, E_NOTFOUND, "this member has no key here");
    *m = *fresh;
    return keys_save(v->sys, v->path, &k, &v->data_key, err);
}

bool vault_passphrase(struct vault *v, const struct secret *passphrase, struct kdf_cost cost,
                      struct err *err)
{
    struct keys_member fresh;
    return passphrase_wrap(&fresh, v, passphrase, cost, err) && passphrase_keep(v, &fresh, err);
}
