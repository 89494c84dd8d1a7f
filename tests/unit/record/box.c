/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "box.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sys/file.h"

SQL(T_BODY, ROOM_JOURNAL, "SELECT salt, statement FROM body WHERE no = ?1");
SQL(T_LAST_ROW, ROOM_JOURNAL, "SELECT max(row) FROM entry");

enum { DUMP_MAX = 1 << 26, CLOCK = 1700000000 };

__attribute__((constructor)) static void start(void)
{
    crypto_init();
}

static void places(struct box *b, struct test *t, const char *name)
{
    b->name = name;
    b->path = str_format(t->a, "%s/%s", t->dir, name);
    b->state = str_format(t->a, "%s/%s.state", t->dir, name);
    b->v = NULL;
}

/* The state folder is looked up when a vault is opened, so each open names its own. */
static void use_state(const struct box *b, struct arena *a)
{
    CHECK(setenv("CAIRN_STATE", str_to_c(a, b->state), 1) == 0);
}

void box_make(struct box *b, struct test *t, const char *name, uint64_t seed)
{
    static const struct kdf_cost cheap = {8 << 20, 1};
    struct keys k;
    struct str bytes;
    AUTO(secret_drop) struct secret pass = secret_from("pass", 4);
    AUTO(key_pair_drop) struct key_pair pair = {0};
    *b = (struct box){.schema = schema_builtin(t->a)};
    sys_fake_init(&b->fake, CLOCK, seed);
    places(b, t, name);
    use_state(b, t->a);
    struct vault_new n = {
        .path = b->path, .passphrase = &pass, .cost = cheap, .member_name = S("Kim")};
    CHECK_OK(vault_init(&n, &b->fake.sys, t->a, &err));
    CHECK_OK(vault_keys(&k, &bytes, &b->fake.sys, b->path, t->a, &err));
    CHECK_OK(keys_unwrap(&pair, &b->member, &k, &pass, &err));
    memcpy(b->shares, n.shares, sizeof b->shares);
    memcpy(b->data, pair.data.p, KEY_N);
    memcpy(b->identity, pair.identity.p, KEY_N);
}

void box_copy(struct box *b, struct test *t, const struct box *from, const char *name,
              uint64_t seed)
{
    static const char *const files[] = {"keys", "journal.db"};
    ASSERT(!from->v);
    *b = *from;
    sys_fake_init(&b->fake, CLOCK, seed);
    places(b, t, name);
    CHECK_OK(dir_make(&b->fake.sys, b->path, &err));
    for (isize i = 0; i < COUNTOF(files); i++)
        CHECK_OK(file_copy(&b->fake.sys, str_format(t->a, "%.*s/%s", FS(from->path), files[i]),
                           str_format(t->a, "%.*s/%s", FS(b->path), files[i]), &err));
}

void box_member(struct box *b, uint8_t mark)
{
    memset(b->identity, mark, KEY_N);
    memset(b->member.b, mark, sizeof b->member.b);
}

void box_introduce(struct box *b, const struct box *fresh)
{
    AUTO(secret_drop) struct secret seed = secret_from(fresh->identity, KEY_N);
    AUTO(sign_key_drop) struct sign_key key = sign_key_from_seed(&seed);
    struct stmt s[] = {
        STMT(.subject = ref_record(fresh->member), .property = S("core:type"),
             .value = value_term(S("type:member"))),
        STMT(.subject = ref_record(fresh->member), .property = S("core:member_key"),
             .value = value_bytes(key.public, KEY_N)),
    };
    struct draft d = {.kind = ENTRY_MEMBER, .stmts = s, .n = COUNTOF(s)};
    CHECK_OK(journal_write(b->v, NULL, &d, 1, &err));
}

void box_open(struct box *b, struct test *t)
{
    AUTO(key_pair_drop)
    struct key_pair pair = {secret_from(b->data, KEY_N), secret_from(b->identity, KEY_N)};
    struct vault_options o = {
        .sys = &b->fake.sys, .path = b->path, .views = workspace_views(b->schema, t->a)};
    use_state(b, t->a);
    CHECK_OK(vault_open_keys(&b->v, &o, &pair, b->member, t->a, &err));
}

void box_close(struct box *b)
{
    vault_close(&b->v);
}

void box_workspace(struct box *b, struct test *t)
{
    box_open(b, t);
    CHECK_OK(workspace_open(&b->w, b->v, b->schema, NULL, LANG_EN, &err));
}

struct reader box_reader(const struct box *b, enum sensitivity clearance)
{
    return (struct reader){.db = b->v->db,
                           .schema = b->schema,
                           .lang = LANG_EN,
                           .gate = {AUDIENCE_MEMBERS, clearance}};
}

isize box_findings(struct box *b, struct test *t)
{
    struct verify_report r;
    CHECK_OK(vault_verify(&r, b->v, (struct verify_options){.rebuild = true}, t->a, &err));
    for (isize i = 0; i < r.findings.n; i++)
        printf("# %s: %.*s\n", b->name, FS(r.findings.at[i].what));
    return r.findings.n;
}

static bool add_line(void *to, struct str line, UNUSED struct err *err)
{
    buf_add(to, line);
    buf_add_c(to, '\n');
    return true;
}

struct str box_dump(struct box *b, struct arena *a)
{
    struct buf out = buf_in(a, DUMP_MAX);
    for (const struct view *const *w = b->v->views; *w; w++) {
        buf_addf(&out, "== %s\n", (*w)->name);
        CHECK_OK((*w)->dump(*w, b->v->db, add_line, &out, &err));
    }
    CHECK(!out.full);
    return buf_str(&out);
}

struct id box_new(struct box *b, int type, struct stmt s)
{
    struct id id;
    struct draft d = {.kind = ENTRY_RECORD, .stmts = &s, .n = 1};
    CHECK_OK(record_new(&id, &b->w, type, d, &err));
    return id;
}

int64_t box_say(struct box *b, enum entry_kind kind, struct stmt s)
{
    struct written w;
    struct draft d = {.kind = kind, .stmts = &s, .n = 1};
    CHECK_OK(journal_write(b->v, &w, &d, 1, &err));
    return w.row * STMT_STRIDE;
}

struct ref box_ref(const struct box *b, int64_t no)
{
    struct ref r;
    CHECK_OK(journal_ref(&r, b->v->db, no, &err));
    return r;
}

int64_t box_last_row(const struct box *b)
{
    int64_t last;
    bool found;
    CHECK_OK(db_int(&last, &found, b->v->db, &T_LAST_ROW, NOVALS, &err));
    return last;
}

static void body_take(struct body *out, const struct box *b, int64_t no, struct arena *a)
{
    AUTO(rows_drop) struct rows r = db_rows(b->v->db, &T_BODY, VALS(vi(no)));
    *out = (struct body){0};
    if (!rows_next(&r))
        return;
    memcpy(out->salt, rows_borrow(&r, 0).p, SALT_N);
    out->bytes = rows_str(&r, 1, a);
}

void parcel_take(struct parcel *out, const struct box *b, int64_t row, struct arena *a)
{
    struct entry_info info;
    CHECK_OK(journal_entry(&info, b->v->db, row, a, &err));
    *out = (struct parcel){.bytes = info.bytes, .id = info.id, .e = info.e};
    memcpy(out->sig, info.signature, SIGNATURE_N);
    out->bodies = NEWN(a, struct body, info.e.digest_n);
    for (isize i = 0; i < info.e.digest_n; i++)
        body_take(&out->bodies[i], b, row * STMT_STRIDE + i, a);
}

bool parcel_accept(struct box *b, const struct parcel *p, struct err *err)
{
    return journal_accept(b->v, p->bytes, p->sig, err);
}

bool parcel_learn(struct box *b, const struct parcel *p, isize i, struct err *err)
{
    return journal_learn(b->v, &p->id, i, p->bodies[i].salt, p->bodies[i].bytes, err);
}

void parcel_send(struct box *to, const struct box *from, struct test *t)
{
    struct parcel p;
    parcel_take(&p, from, box_last_row(from), t->a);
    CHECK_OK(parcel_accept(to, &p, &err));
    for (isize i = 0; i < p.e.digest_n; i++)
        CHECK_OK(parcel_learn(to, &p, i, &err));
}
