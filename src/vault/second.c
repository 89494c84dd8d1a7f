/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/second.h"

#include <string.h>

enum {
    FREE_TRIES = 5,
    PAUSE = 10,
    PAUSE_MAX = 60 * 60,
    WRONG_MAX = 1000, /* enough is enough: no count overflows */
    FIELD_N = 8,
    AT_WRONG = 2 * FIELD_N,
    PLAIN_N = TOTP_SECRET_N + 3 * FIELD_N,
};

SQL(Q_REMOVE, ROOM_JOURNAL, "DELETE FROM meta WHERE key = ?1");

struct second {
    struct secret secret; /* TOTP_SECRET_N */
    int64_t last;         /* step of the newest code that was used */
    int64_t wrong, wrong_at;
};

static void second_drop(struct second *s)
{
    secret_drop(&s->secret);
}

static struct str key_of(const struct vault *v, struct arena *a)
{
    return str_format(a, "second:%.*s", FS(str_hex(a, v->member.b, sizeof v->member.b)));
}

static struct str about(const struct vault *v, struct arena *a)
{
    static const char mark[] = "cairn.second.v1";
    struct buf b = buf_in(a, 64);
    buf_add_bytes(&b, mark, sizeof mark);
    buf_add(&b, ID_STR(&v->member));
    return buf_str(&b);
}

/* ---- as it is kept: secret || last || wrong || wrong_at, sealed */

static void number_put(uint8_t *p, int64_t n)
{
    for (int i = 0; i < FIELD_N; i++)
        p[i] = (uint8_t)((uint64_t)n >> (8 * (FIELD_N - 1 - i)));
}

static int64_t number_get(const uint8_t *p)
{
    uint64_t n = 0;
    for (int i = 0; i < FIELD_N; i++)
        n = n << 8 | p[i];
    return (int64_t)n;
}

static bool load(struct second *out, bool *on, const struct vault *v, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    AUTO(secret_drop) struct secret key = key_derive(&v->identity, "second");
    AUTO(secret_drop) struct secret plain = {0};
    struct str sealed;
    if (!db_meta_get(&sealed, on, v->db, key_of(v, tmp.arena), tmp.arena, err))
        return false;
    if (!*on)
        return true;
    if (!seal_open_secret(&plain, &key, about(v, tmp.arena), sealed, err))
        return err_in(err, "second key");
    if (plain.n != PLAIN_N)
        return err_set(err, E_CORRUPT, "second key of %td bytes", plain.n);
    const uint8_t *p = plain.p + TOTP_SECRET_N;
    *out = (struct second){.secret = secret_from(plain.p, TOTP_SECRET_N),
                           .last = number_get(p),
                           .wrong = number_get(p + FIELD_N),
                           .wrong_at = number_get(p + AT_WRONG)};
    return true;
}

static bool save(const struct second *s, const struct vault *v, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    AUTO(secret_drop) struct secret key = key_derive(&v->identity, "second");
    AUTO(secret_drop) struct secret plain = secret_new(PLAIN_N);
    uint8_t nonce[NONCE_N], *p = plain.p + TOTP_SECRET_N;
    ASSERT(s->secret.n == TOTP_SECRET_N && s->secret.p);
    memcpy(plain.p, s->secret.p, TOTP_SECRET_N);
    number_put(p, s->last);
    number_put(p + FIELD_N, s->wrong);
    number_put(p + AT_WRONG, s->wrong_at);
    sys_random(v->sys, nonce, NONCE_N);
    struct str sealed =
        seal(&key, nonce, about(v, tmp.arena), (struct str){(char *)plain.p, plain.n}, tmp.arena);
    return db_meta_set(v->db, key_of(v, tmp.arena), sealed, err);
}

bool second_is_on(bool *on, const struct vault *v, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str sealed;
    return db_meta_get(&sealed, on, v->db, key_of(v, tmp.arena), tmp.arena, err);
}

/* ---- a code */

static int64_t pause_of(const struct second *s)
{
    int64_t pause = s->wrong < FREE_TRIES ? 0 : PAUSE;
    for (int64_t i = FREE_TRIES; i < s->wrong && pause < PAUSE_MAX; i++)
        pause *= 2;
    return pause < PAUSE_MAX ? pause : PAUSE_MAX;
}

static bool may_try(const struct second *s, int64_t now, struct err *err)
{
    int64_t since = now - s->wrong_at, pause = pause_of(s);
    return since < 0 || since >= pause ||
           err_set(err, E_LIMIT, "%" PRId64 " wrong codes; a pause of %" PRId64 " s", s->wrong,
                   pause);
}

struct checking {
    const struct vault *v;
    struct str code;
    struct err verdict; /* of the code; what fails with the store is another thing */
};

/* The verdict is kept with what it changes: a wrong code counts although it fails. */
static bool check(struct db *db, void *ctx, struct err *err)
{
    struct checking *c = ctx;
    AUTO(second_drop) struct second s = {0};
    int64_t now = sys_now(c->v->sys);
    bool on;
    (void)db;
    c->verdict = (struct err){0};
    if (!load(&s, &on, c->v, err))
        return false;
    if (!on)
        return err_set(err, E_NOTFOUND, "there is no second key");
    if (!may_try(&s, now, &c->verdict))
        return true;
    if (totp_check(&s.last, &s.secret, now, s.last, c->code, &c->verdict)) {
        s.wrong = 0;
    } else if (c->verdict.code == E_DENIED) {
        s.wrong += s.wrong < WRONG_MAX;
        s.wrong_at = now;
    } else {
        return true;
    }
    return save(&s, c->v, err);
}

bool second_check(const struct vault *v, struct str code, struct err *err)
{
    struct checking c = {.v = v, .code = code};
    if (!txn_run(v->db, check, &c, err))
        return false;
    return c.verdict.code == E_NONE || err_copy(err, &c.verdict);
}

/* ---- on and off */

static struct stmt said(const struct vault *v, bool on)
{
    return STMT(.subject = ref_record(v->member), .property = S("core:second_key"),
                .value = value_number(on));
}

struct stmt second_off(const struct vault *v)
{
    return said(v, false);
}

static bool save_now(struct vault *v, void *ctx, struct err *err)
{
    const struct second *s = ctx;
    return save(s, v, err);
}

static bool forget_now(struct vault *v, void *ctx, struct err *err)
{
    (void)ctx;
    return second_forget(v, err);
}

static bool write(struct vault *v, bool on, struct journal_also also, struct err *err)
{
    const struct stmt s = said(v, on);
    struct draft d = {.kind = ENTRY_MEMBER, .stmts = &s, .n = 1};
    return journal_write_and(v, NULL, &d, 1, also, err);
}

bool second_set(struct vault *v, const struct secret *secret, struct str code, struct err *err)
{
    AUTO(second_drop) struct second s = {.secret = secret_from(secret->p, TOTP_SECRET_N)};
    bool on;
    ASSERT(secret->n == TOTP_SECRET_N);
    if (!second_is_on(&on, v, err))
        return false;
    if (on)
        return err_set(err, E_CONFLICT, "there is a second key already");
    return totp_check(&s.last, &s.secret, sys_now(v->sys), 0, code, err) &&
           write(v, true, (struct journal_also){save_now, &s}, err);
}

bool second_remove(struct vault *v, struct str code, struct err *err)
{
    return second_check(v, code, err) &&
           write(v, false, (struct journal_also){forget_now, NULL}, err);
}

bool second_forget(const struct vault *v, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    return db_run(v->db, &Q_REMOVE, VALS(vs(key_of(v, tmp.arena))), err);
}
