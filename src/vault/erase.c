/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/erase.h"

#include <string.h>

#include "vault/blob.h"
#include "vault/journal_priv.h"
#include "vault/member.h"

SQL(Q_BODY_DROP, ROOM_JOURNAL, "DELETE FROM body WHERE no = ?1");
SQL(Q_ERASED_ADD, ROOM_JOURNAL,
    "INSERT INTO erased(no, by_no) VALUES (?1, ?2) ON CONFLICT(no) DO NOTHING");

bool erasure_is_barred(const struct stmt *s)
{
    return stmt_is_key(s) || str_eq(s->property, S("core:erases"));
}

struct dropped { /* a body that an erasure took; what is left of it goes after the commit */
    struct value value;
    struct dropped *next;
};

/* Who may erase: the member that said it, or the administrator who began the workspace. */
static bool has_right(bool *may, struct db *db, const struct entry *by, const struct entry *target,
                      struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct entry_info first;
    *may = id_eq(&by->member, &target->member);
    if (*may)
        return true;
    if (!journal_entry(&first, db, 1, tmp.arena, err))
        return false;
    *may = id_eq(&by->member, &first.e.member);
    return true;
}

static bool body_drop(struct vault *v, const struct entry_info *e, int64_t no, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct stmt s;
    struct err none = {0};
    if (!journal_stmt(&s, v->db, no, tmp.arena, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    if (erasure_is_barred(&s))
        return true;
    struct view_entry in = {&e->e, e->id, e->row};
    struct view_item old = {.in = &in, .no = no, .s = &s};
    for (const struct view *const *w = v->views; w && *w; w++)
        if (!(*w)->forget(*w, v->db, &old, err))
            return err_in(err, "view %s", (*w)->name);
    struct dropped *d = NEW(v->a, struct dropped);
    d->next = v->dropped;
    if (s.value.type == V_FILE) { /* its name is made of hash and key */
        d->value = (struct value){.type = V_FILE, .hash = s.value.hash};
        memcpy(d->value.key, s.value.key, KEY_N);
    }
    v->dropped = d;
    return db_run(v->db, &Q_BODY_DROP, VALS(vi(no)), err);
}

void erasure_begin(struct vault *v)
{
    v->dropped = NULL;
}

bool erasure_end(struct vault *v, struct err *err)
{
    struct dropped *all = v->dropped;
    struct err first = {0};
    v->dropped = NULL;
    for (struct dropped *d = all; d; d = d->next) {
        struct err e = {0};
        if (d->value.type == V_FILE && !blob_remove(v, &d->value, &e) && !first.code)
            first = e; /* the others go all the same */
        secret_wipe(d->value.key, KEY_N);
    }
    if (first.code)
        return err_copy(err, &first);
    return !all || db_truncate_wal(v->db, err);
}

bool erasure_honour(struct vault *v, const struct view_item *i, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct entry_info target;
    struct err none = {0};
    int64_t row;
    bool may;
    if (!str_eq(i->s->property, S("core:erases")) || i->s->subject.kind != REF_STATEMENT)
        return true;
    if (!journal_row(&row, v->db, &i->s->subject.entry, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    if (!journal_entry(&target, v->db, row, tmp.arena, err) ||
        !has_right(&may, v->db, i->in->entry, &target.e, err))
        return false;
    int64_t no = row * STMT_STRIDE + i->s->subject.index;
    if (!may || i->s->subject.index >= target.e.digest_n)
        return true; /* a person decides; the statement is there to be seen */
    return db_run(v->db, &Q_ERASED_ADD, VALS(vi(no), vi(i->no)), err) &&
           body_drop(v, &target, no, err);
}

static bool plan(struct stmt *out, struct vault *v, int64_t no, struct arena *a, struct err *err)
{
    struct stmt s;
    struct ref target;
    struct entry_info of;
    struct entry own = {.member = v->member};
    bool may;
    if (!journal_stmt(&s, v->db, no, a, err) || !journal_ref(&target, v->db, no, err) ||
        !journal_entry(&of, v->db, no / STMT_STRIDE, a, err) ||
        !has_right(&may, v->db, &own, &of.e, err))
        return false;
    if (erasure_is_barred(&s))
        return err_set(err, E_DENIED, "keys and certificates cannot be erased");
    if (!may)
        return err_set(err, E_DENIED, "a statement of another member") ||
               err_detail(err, "Only who said it, or who began the case file, can erase it.");
    *out = STMT(.subject = target, .property = S("core:erases"),
                .value = value_term(S("erase:erase")));
    return true;
}

bool erase_statements(struct vault *v, const int64_t *no, isize n, struct str reason,
                      struct err *err)
{
    enum { PER_ENTRY = 500 };
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    isize drafts_n = 0;
    struct draft *drafts = NEWN(tmp.arena, struct draft, n / PER_ENTRY + 1);
    for (isize from = 0; from < n; from += PER_ENTRY) {
        isize m = n - from < PER_ENTRY ? n - from : PER_ENTRY;
        struct stmt *s = NEWN(tmp.arena, struct stmt, m + 1);
        for (isize i = 0; i < m; i++)
            if (!plan(&s[i], v, no[from + i], tmp.arena, err))
                return false;
        if (reason.n)
            s[m++] = STMT(.subject = s[0].subject, .property = S("core:reason"),
                          .value = value_text(reason));
        drafts[drafts_n++] = (struct draft){.kind = ENTRY_ERASE, .stmts = s, .n = m};
    }
    return drafts_n == 0 || journal_write(v, NULL, drafts, drafts_n, err);
}
