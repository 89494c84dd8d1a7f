/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sys/fake.h"
#include "test.h"
#include "vault/backup.h"
#include "vault/blob.h"
#include "vault/erase.h"
#include "vault/recover.h"
#include "vault/verify.h"

__attribute__((constructor)) static void start(void)
{
    crypto_init();
}

static const struct kdf_cost cheap = {8 << 20, 1};
static const struct view *const no_views[] = {NULL};

struct box { /* a vault of a test and its fake system */
    struct sys_fake fake;
    struct str path;
    struct vault *v;
    struct vault_new made;
};

static void box_make(struct box *b, struct test *t)
{
    setenv("CAIRN_STATE", str_to_c(t->a, str_format(t->a, "%s/state", t->dir)), 1);
    sys_fake_init(&b->fake, 1700000000, 42);
    b->path = str_format(t->a, "%s/vault", t->dir);
    AUTO(secret_drop) struct secret pass = secret_from("pass", 4);
    b->made = (struct vault_new){
        .path = b->path, .passphrase = &pass, .cost = cheap, .member_name = S("Kim")};
    CHECK_OK(vault_init(&b->made, &b->fake.sys, t->a, &err));
}

static struct vault_options box_options(struct box *b)
{
    return (struct vault_options){.sys = &b->fake.sys, .path = b->path, .views = no_views};
}

static bool box_open(struct box *b, struct test *t, struct err *err)
{
    AUTO(secret_drop) struct secret pass = secret_from("pass", 4);
    struct vault_options o = box_options(b);
    return vault_open(&b->v, &o, &pass, t->a, err);
}

static bool say(struct box *b, struct str words, struct written *w, struct err *err)
{
    struct stmt s = STMT(.subject = ref_record(id_new(&b->fake.sys)), .property = S("core:note"),
                         .value = value_text(words));
    struct draft d = {.kind = ENTRY_RECORD, .stmts = &s, .n = 1};
    return journal_write(b->v, w, &d, 1, err);
}

static isize findings(struct box *b, struct test *t)
{
    struct verify_report r = {0};
    struct err e = {0};
    CHECK(vault_verify(&r, b->v, (struct verify_options){0}, t->a, &e));
    for (isize i = 0; i < r.findings.n; i++)
        printf("# %.*s\n", FS(r.findings.at[i].what));
    return r.findings.n;
}

TEST(a_vault_is_made_opened_written_and_verified)
{
    struct box b = {0};
    struct written w;
    struct stmt s;
    box_make(&b, t);
    CHECK_OK(box_open(&b, t, &err));
    CHECK_OK(say(&b, S("열 명이 잡혔다"), &w, &err));
    CHECK_INT(w.depth, 2);
    CHECK_OK(journal_stmt(&s, b.v->db, w.row * STMT_STRIDE, t->a, &err));
    CHECK_STR(s.value.text, S("열 명이 잡혔다"));
    CHECK_INT(findings(&b, t), 0);
    vault_close(&b.v);
    CHECK_OK(box_open(&b, t, &err));
    CHECK_INT(findings(&b, t), 0);
    vault_close(&b.v);
}

TEST(what_is_no_vault_is_told_apart)
{
    struct box b = {0};
    struct vault *v = NULL;
    AUTO(secret_drop) struct secret bad = secret_from("wrong", 5);
    box_make(&b, t);
    struct vault_options o = box_options(&b);
    CHECK_FAILS(vault_open(&v, &o, &bad, t->a, &err), E_DENIED);
    o.path = str_format(t->a, "%s/nothing", t->dir);
    CHECK_FAILS(vault_open(&v, &o, &bad, t->a, &err), E_NOTFOUND);
    o.path = str_from_c(t->dir);
    CHECK_FAILS(vault_open(&v, &o, &bad, t->a, &err), E_NOVAULT);
    CHECK_FAILS(vault_init(&b.made, &b.fake.sys, t->a, &err), E_CONFLICT);
}

TEST(a_lost_tail_of_the_journal_is_named)
{
    struct box b = {0};
    struct str copy = str_format(t->a, "%s/old.db", t->dir), db;
    struct written w;
    box_make(&b, t);
    db = vault_journal_path(b.path, t->a);
    CHECK_OK(box_open(&b, t, &err));
    CHECK_OK(say(&b, S("first"), &w, &err));
    vault_close(&b.v);
    CHECK_OK(file_copy(&b.fake.sys, db, copy, &err));
    CHECK_OK(box_open(&b, t, &err));
    CHECK_OK(say(&b, S("second"), &w, &err));
    CHECK_OK(say(&b, S("third"), &w, &err));
    vault_close(&b.v);
    struct str old; /* somebody puts the older file back in its place */
    CHECK_OK(file_read(&old, &b.fake.sys, copy, 1 << 24, t->a, &err));
    int fd = open(str_to_c(t->a, db), O_WRONLY | O_TRUNC);
    CHECK(fd >= 0 && write(fd, old.p, (size_t)old.n) == old.n);
    close(fd);
    CHECK_OK(box_open(&b, t, &err));
    CHECK_INT(b.v->lost.n, 1);
    CHECK_INT(b.v->lost.at[0].have, 2);
    CHECK_INT(b.v->lost.at[0].want, 4);
    CHECK_FAILS(say(&b, S("fourth"), &w, &err), E_CORRUPT);
    CHECK(findings(&b, t) > 0);
    vault_close(&b.v);
}

TEST(a_copy_takes_a_device_key_of_its_own)
{
    struct box b = {0};
    struct written w;
    struct backup_report report;
    struct str backup = str_format(t->a, "%s/backup", t->dir);
    struct str again = str_format(t->a, "%s/again", t->dir);
    box_make(&b, t);
    CHECK_OK(box_open(&b, t, &err));
    CHECK_OK(say(&b, S("before the copy"), &w, &err));
    CHECK_OK(vault_backup(&report, b.v, backup, (struct verify_options){0}, t->a, &err));
    CHECK_INT(report.verified.entries, 2);
    vault_close(&b.v);
    setenv("CAIRN_STATE", str_to_c(t->a, str_format(t->a, "%s/other", t->dir)), 1);
    CHECK_OK(backup_check(&b.fake.sys, backup, &err));
    CHECK_OK(backup_restore(&b.fake.sys, backup, again, &err));
    b.path = again;
    CHECK_OK(box_open(&b, t, &err));
    CHECK(!b.v->device_known);
    CHECK_OK(say(&b, S("after"), &w, &err));
    CHECK_INT(w.depth, 4); /* begin, note, the new device, this */
    CHECK_INT(findings(&b, t), 0);
    vault_close(&b.v);
}

/* The stick is pulled out at the first call, the second, ...: nothing that could be taken for a
 * copy remains, and what was copied from is as it was. */
TEST(whatever_call_fails_no_half_copy_remains)
{
    struct box b = {0};
    struct written w;
    struct backup_report report;
    bool ok = false;
    int64_t n = 1;
    box_make(&b, t);
    CHECK_OK(box_open(&b, t, &err));
    CHECK_OK(say(&b, S("before the copy"), &w, &err));
    for (; !ok && n < 400; n++) {
        struct str backup = str_format(t->a, "%s/copy%" PRId64, t->dir, n);
        struct file_info info;
        struct err e = {0};
        b.fake.fail_at = b.fake.calls + n;
        b.fake.fail_errno = 5 /* EIO */;
        ok = vault_backup(&report, b.v, backup, (struct verify_options){0}, t->a, &e);
        b.fake.fail_at = 0;
        CHECK_OK(file_stat(&info, &b.fake.sys, backup, &err));
        CHECK(ok || e.code);
        if (info.kind != FILE_NONE && !ok) /* even taking it away failed: it is no copy */
            CHECK(!backup_check(&b.fake.sys, backup, &(struct err){0}));
        if (ok)
            CHECK_OK(backup_check(&b.fake.sys, backup, &err));
    }
    CHECK(ok && n > 3);
    CHECK_OK(say(&b, S("after all"), &w, &err));
    CHECK_INT(findings(&b, t), 0);
    vault_close(&b.v);
}

TEST(an_erased_statement_is_gone_and_the_rest_verifies)
{
    struct box b = {0};
    struct written w;
    struct stmt s;
    struct value file;
    struct str bytes;
    box_make(&b, t);
    CHECK_OK(box_open(&b, t, &err));
    CHECK_OK(say(&b, S("planted-word-zebra"), &w, &err));
    int64_t no = w.row * STMT_STRIDE;
    CHECK_OK(erase_statements(b.v, &no, 1, S("she asked"), &err));
    CHECK_FAILS(journal_stmt(&s, b.v->db, no, t->a, &err), E_NOTFOUND);
    CHECK_FAILS(erase_statements(b.v, &(int64_t){STMT_STRIDE + 1}, 1, S(""), &err), E_DENIED);
    CHECK_OK(blob_add(&file, b.v, S("scan of a letter"), S("text/plain"), &err));
    CHECK_OK(blob_load(&bytes, b.v, &file, t->a, &err));
    CHECK_STR(bytes, S("scan of a letter"));
    CHECK_INT(findings(&b, t), 0);
    vault_close(&b.v);
}

TEST(a_passphrase_is_changed_and_the_old_one_is_dead)
{
    struct box b = {0};
    AUTO(secret_drop) struct secret fresh = secret_from("another", 7);
    box_make(&b, t);
    struct vault_options o = box_options(&b);
    CHECK_OK(box_open(&b, t, &err));
    CHECK_OK(vault_passphrase(b.v, &fresh, cheap, &err));
    vault_close(&b.v);
    CHECK_FAILS(box_open(&b, t, &err), E_DENIED);
    CHECK_OK(vault_open(&b.v, &o, &fresh, t->a, &err));
    vault_close(&b.v);
}

static void papers_of(struct recovery_share two[2], const struct box *b)
{
    two[0] = (struct recovery_share){.number = 3};
    two[1] = (struct recovery_share){0};
    memcpy(two[0].share, b->made.shares + (isize)2 * SHARE_N, SHARE_N);
    memcpy(two[1].share, b->made.shares, SHARE_N);
}

TEST(recovery_papers_set_a_new_passphrase_and_the_journal_says_so)
{
    struct box b = {0};
    struct recovery_share two[2];
    struct entry_info e;
    struct stmt s;
    int64_t entries, statements;
    AUTO(secret_drop) struct secret fresh = secret_from("found again", 11);
    box_make(&b, t);
    struct vault_options o = box_options(&b);
    papers_of(two, &b);
    CHECK_OK(vault_open_recovered(&b.v, &o, two, t->a, &err));
    CHECK_OK(vault_recover(b.v, &fresh, cheap, &err));
    vault_close(&b.v);
    CHECK_FAILS(box_open(&b, t, &err), E_DENIED);
    CHECK_OK(vault_open(&b.v, &o, &fresh, t->a, &err));
    CHECK_OK(journal_counts(&entries, &statements, b.v->db, &err));
    CHECK_OK(journal_entry(&e, b.v->db, entries, t->a, &err));
    CHECK_INT(e.e.kind, ENTRY_MEMBER);
    CHECK_OK(journal_stmt(&s, b.v->db, entries * STMT_STRIDE, t->a, &err));
    CHECK_STR(s.property, S("core:recovered"));
    CHECK(id_eq(&s.subject.id, &b.v->member));
    CHECK_INT(findings(&b, t), 0);
    vault_close(&b.v);
    CHECK_OK(vault_open_recovered(&b.v, &o, two, t->a, &err)); /* they stay good */
    vault_close(&b.v);
    two[0].share[0] ^= 1;
    CHECK_FAILS(vault_open_recovered(&b.v, &o, two, t->a, &err), E_DENIED);
}

/* The journal never says what was not done. */
TEST(whatever_call_fails_the_old_passphrase_or_the_recovered_one_opens)
{
    bool ok = false;
    for (int64_t n = 1; !ok && n < 60; n++) {
        struct box b = {0};
        struct recovery_share two[2];
        struct err e = {0};
        int64_t entries = 0, statements = 0;
        AUTO(secret_drop) struct secret fresh = secret_from("found again", 11);
        char *dir = NEWN(t->a, char, 300);
        snprintf(dir, 300, "%s/%d", t->dir, (int)n);
        struct test own = {.a = t->a, .dir = dir};
        mkdir(dir, 0700);
        box_make(&b, &own);
        struct vault_options o = box_options(&b);
        papers_of(two, &b);
        CHECK_OK(vault_open_recovered(&b.v, &o, two, t->a, &err));
        b.fake.fail_at = b.fake.calls + n;
        b.fake.fail_errno = 5 /* EIO */;
        ok = vault_recover(b.v, &fresh, cheap, &e);
        b.fake.fail_at = 0;
        vault_close(&b.v);
        bool old = box_open(&b, t, &(struct err){0});
        CHECK(old || vault_open(&b.v, &o, &fresh, t->a, &(struct err){0}));
        CHECK_OK(journal_counts(&entries, &statements, b.v->db, &err));
        CHECK(!ok || !old);
        CHECK(old ? entries == 1 : entries == 2 || !ok);
        vault_close(&b.v);
    }
    CHECK(ok);
}

TEST(a_paper_is_read_as_people_type_it)
{
    static const uint8_t share[SHARE_N] = {0x7f, 1, 2, 3, 250, 9, 77, 1};
    struct str words = words_write(t->a, share, SHARE_N);
    static const struct {
        const char *before;
        int number;
    } forms[] = {{"", 0},          {"2 ", 2},  {"3: ", 3},           {" 1)\n", 1}, {"1. ", 1},
                 {"CAIRN1-2-", 2}, {"2\t", 2}, {"cairn1-3-\r\n", 3}, {"\n", 0}};
    for (isize i = 0; i < COUNTOF(forms); i++) {
        struct recovery_share got = {.number = 9};
        isize wrong;
        struct str typed = str_format(t->a, "%s%.*s \n", forms[i].before, FS(words));
        CHECK_OK(recovery_paper_parse(&got, &wrong, typed, &err));
        CHECK_INT(got.number, forms[i].number);
        CHECK(!memcmp(got.share, share, SHARE_N));
    }
    static const char *const bad[] = {"", "2", "4 ", "22 ", "CAIRN1-9-", "CAIRN2-1-", "0 "};
    for (isize i = 0; i < COUNTOF(bad); i++) {
        struct recovery_share got;
        isize wrong;
        struct str typed = str_format(t->a, "%s%.*s", bad[i], FS(i < 2 ? S("") : words));
        CHECK_FAILS(recovery_paper_parse(&got, &wrong, typed, &err), E_INVALID);
    }
}

/* Break the first call, the second, ... until all goes well: no half-made vault, no half entry. */
TEST(whatever_call_fails_no_half_vault_remains)
{
    struct box b = {0};
    struct file_info info;
    bool ok = false;
    setenv("CAIRN_STATE", str_to_c(t->a, str_format(t->a, "%s/state", t->dir)), 1);
    for (int64_t n = 1; !ok && n < 200; n++) {
        struct err e = {0};
        sys_fake_init(&b.fake, 1700000000, 42);
        b.fake.fail_at = n;
        b.fake.fail_errno = 5 /* EIO */;
        b.path = str_format(t->a, "%s/v%" PRId64, t->dir, n);
        AUTO(secret_drop) struct secret pass = secret_from("pass", 4);
        struct vault_new made = {.path = b.path, .passphrase = &pass, .cost = cheap};
        ok = vault_init(&made, &b.fake.sys, t->a, &e);
        b.fake.fail_at = 0;
        CHECK_OK(file_stat(&info, &b.fake.sys, b.path, &err));
        CHECK(ok ? info.kind == FILE_DIR : info.kind == FILE_NONE || n > 10);
        if (info.kind == FILE_DIR) { /* it failed after the last step, or not at all */
            CHECK_OK(box_open(&b, t, &err));
            vault_close(&b.v);
        }
    }
    CHECK(ok);
}
