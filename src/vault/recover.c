/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/recover.h"

#include "vault/second.h"
#include "vault/vault_priv.h"

/* "2 lusab-...", "2: lusab ...", "CAIRN1-2-lusab-..." and the words alone. */
static int number_cut(struct str *typed)
{
    static const char code[] = "cairn1-";
    struct str s = str_trim(*typed), mark = str_part(s, 0, sizeof code - 1);
    if (str_eq_ascii_nocase(mark, str_from_c(code)))
        s = str_part(s, mark.n, s.n);
    if (!s.n || s.p[0] < '1' || s.p[0] > '0' + SHARES)
        return 0;
    bool alone = s.n > 1 && !((s.p[1] | 32) >= 'a' && (s.p[1] | 32) <= 'z') &&
                 !(s.p[1] >= '0' && s.p[1] <= '9');
    if (!alone)
        return 0;
    *typed = str_part(s, s.p[1] == ':' || s.p[1] == ')' ? 2 : 1, s.n);
    return s.p[0] - '0';
}

bool recovery_paper_parse(struct recovery_share *out, isize *wrong, struct str typed,
                          struct err *err)
{
    struct recovery_share s = {.number = number_cut(&typed)};
    bool ok = words_parse(s.share, SHARE_N, wrong, typed, err);
    if (ok)
        *out = s;
    secret_wipe(&s, sizeof s);
    return ok;
}

bool recovery_keys(struct key_pair *out, struct id *member, struct sys *s, struct str path,
                   const struct recovery_share two[2], struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct keys k;
    struct str bytes;
    if (!vault_keys(&k, &bytes, s, path, tmp.arena, err))
        return false;
    if (!k.member_n)
        return err_set(err, E_CORRUPT, "key file without a member");
    if (!keys_unwrap_shares(out, &k, two, err))
        return false;
    *member = k.members[0].id; /* who began it: docs/formats/vault.md */
    return true;
}

bool vault_open_recovered(struct vault **out, const struct vault_options *o,
                          const struct recovery_share two[2], struct arena *a, struct err *err)
{
    struct id member;
    AUTO(key_pair_drop) struct key_pair pair = {0};
    return recovery_keys(&pair, &member, o->sys, o->path, two, err) &&
           vault_open_keys(out, o, &pair, member, a, err);
}

static bool keep(struct vault *v, void *ctx, struct err *err)
{
    return second_forget(v, err) && passphrase_keep(v, ctx, err);
}

struct keeping {
    struct vault *v;
    struct keys_member *fresh;
};

static bool keep_unsaid(struct db *db, void *ctx, struct err *err)
{
    struct keeping *k = ctx;
    (void)db;
    return keep(k->v, k->fresh, err);
}

bool vault_recover(struct vault *v, const struct secret *passphrase, struct kdf_cost cost,
                   struct err *err)
{
    struct keys_member fresh;
    const struct stmt said[] = {STMT(.subject = ref_record(v->member),
                                     .property = S("core:recovered"), .value = value_number(1)),
                                second_off(v)};
    struct draft d = {.kind = ENTRY_MEMBER, .stmts = said, .n = 1};
    struct keeping k = {v, &fresh};
    bool second;
    if (!second_is_on(&second, v, err) || !passphrase_wrap(&fresh, v, passphrase, cost, err))
        return false;
    d.n += second;
    return v->lost.n ? txn_run(v->db, keep_unsaid, &k, err)
                     : journal_write_and(v, NULL, &d, 1, (struct journal_also){keep, &fresh}, err);
}
