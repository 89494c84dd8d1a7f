/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sys/fake.h"
#include "test.h"
#include "vault/recover.h"
#include "vault/second.h"
#include "vault/verify.h"

/* RFC 6238 appendix B: its secret, and codes of two moments. */
#define SECRET "12345678901234567890"
#define FIRST 1111111109
#define FIRST_CODE S("081804")
#define NEXT 1111111111
#define NEXT_CODE S("050471")
#define LATER 1234567890
#define LATER_CODE S("005924")

__attribute__((constructor)) static void start(void)
{
    crypto_init();
}

static const struct kdf_cost cheap = {8 << 20, 1};
static const struct view *const no_views[] = {NULL};

struct box {
    struct sys_fake fake;
    struct str path;
    struct vault *v;
    struct vault_new made;
};

static void reopen(struct box *b, struct test *t)
{
    AUTO(secret_drop) struct secret pass = secret_from("pass", 4);
    struct vault_options o = {.sys = &b->fake.sys, .path = b->path, .views = no_views};
    vault_close(&b->v);
    CHECK_OK(vault_open(&b->v, &o, &pass, t->a, &err));
}

static void box_make(struct box *b, struct test *t)
{
    *b = (struct box){0};
    setenv("CAIRN_STATE", str_to_c(t->a, str_format(t->a, "%s/state", t->dir)), 1);
    sys_fake_init(&b->fake, FIRST, 42);
    b->path = str_format(t->a, "%s/vault", t->dir);
    AUTO(secret_drop) struct secret pass = secret_from("pass", 4);
    b->made = (struct vault_new){
        .path = b->path, .passphrase = &pass, .cost = cheap, .member_name = S("Kim")};
    CHECK_OK(vault_init(&b->made, &b->fake.sys, t->a, &err));
    reopen(b, t);
}

static void turn_on(struct box *b)
{
    AUTO(secret_drop) struct secret secret = secret_from(SECRET, TOTP_SECRET_N);
    b->fake.clock = FIRST;
    CHECK_OK(second_set(b->v, &secret, FIRST_CODE, &err));
}

static bool is_on(struct box *b)
{
    bool on;
    CHECK_OK(second_is_on(&on, b->v, &err));
    return on;
}

/* The newest statement of the journal. */
static struct stmt newest(struct box *b, struct test *t, int64_t index)
{
    int64_t entries, statements;
    struct stmt s;
    CHECK_OK(journal_counts(&entries, &statements, b->v->db, &err));
    CHECK_OK(journal_stmt(&s, b->v->db, entries * STMT_STRIDE + index, t->a, &err));
    return s;
}

TEST(it_counts_only_when_one_right_code_was_given_and_the_journal_says_so)
{
    struct box b;
    AUTO(secret_drop) struct secret secret = secret_from(SECRET, TOTP_SECRET_N);
    box_make(&b, t);
    CHECK(!is_on(&b));
    CHECK_FAILS(second_set(b.v, &secret, S("081805"), &err), E_DENIED);
    CHECK_FAILS(second_set(b.v, &secret, S("0818"), &err), E_INVALID);
    CHECK(!is_on(&b));
    turn_on(&b);
    CHECK(is_on(&b));
    struct stmt s = newest(&b, t, 0);
    CHECK_STR(s.property, S("core:second_key"));
    CHECK_INT(s.value.number, 1);
    CHECK_FAILS(second_set(b.v, &secret, FIRST_CODE, &err), E_CONFLICT);
    reopen(&b, t); /* the passphrase alone opens the store: it is no lock on it */
    CHECK(is_on(&b));
    vault_close(&b.v);
}

TEST(a_code_is_taken_once_also_by_another_program_and_not_when_the_clock_goes_back)
{
    struct box b;
    box_make(&b, t);
    turn_on(&b);
    CHECK_FAILS(second_check(b.v, FIRST_CODE, &err), E_CONFLICT); /* it turned it on */
    reopen(&b, t);
    CHECK_FAILS(second_check(b.v, FIRST_CODE, &err), E_CONFLICT);
    b.fake.clock = NEXT;
    CHECK_OK(second_check(b.v, NEXT_CODE, &err));
    CHECK_FAILS(second_check(b.v, NEXT_CODE, &err), E_CONFLICT);
    b.fake.clock = FIRST;
    CHECK_FAILS(second_check(b.v, FIRST_CODE, &err), E_CONFLICT);
    b.fake.clock = LATER;
    CHECK_OK(second_check(b.v, LATER_CODE, &err));
    vault_close(&b.v);
}

TEST(wrong_codes_bring_pauses_that_grow_and_outlast_the_program)
{
    struct box b;
    box_make(&b, t);
    turn_on(&b);
    b.fake.clock = LATER - 3 * 3600;
    for (int i = 0; i < 5; i++)
        CHECK_FAILS(second_check(b.v, S("000000"), &err), E_DENIED);
    int64_t pause = 10, steps = 0;
    for (; pause < 3600; pause *= 2, steps++) {
        CHECK_FAILS(second_check(b.v, S("000000"), &err), E_LIMIT);
        reopen(&b, t);
        b.fake.clock += pause - 1;
        CHECK_FAILS(second_check(b.v, S("000000"), &err), E_LIMIT);
        b.fake.clock += 1;
        CHECK_FAILS(second_check(b.v, S("000000"), &err), E_DENIED);
    }
    CHECK(steps > 5);
    b.fake.clock += 3599;
    CHECK_FAILS(second_check(b.v, S("000000"), &err), E_LIMIT);
    b.fake.clock = LATER; /* hours later a right one makes good */
    CHECK_OK(second_check(b.v, LATER_CODE, &err));
    CHECK_FAILS(second_check(b.v, S("000000"), &err), E_DENIED);
    CHECK_FAILS(second_check(b.v, S("00000"), &err), E_INVALID); /* is no try */
    vault_close(&b.v);
}

TEST(a_code_turns_it_off_and_so_do_recovery_papers)
{
    struct box b;
    AUTO(secret_drop) struct secret fresh = secret_from("pass", 4);
    box_make(&b, t);
    turn_on(&b);
    CHECK_FAILS(second_remove(b.v, S("000000"), &err), E_DENIED);
    CHECK(is_on(&b));
    b.fake.clock = NEXT;
    CHECK_OK(second_remove(b.v, NEXT_CODE, &err));
    CHECK(!is_on(&b));
    struct stmt s = newest(&b, t, 0);
    CHECK_STR(s.property, S("core:second_key"));
    CHECK_INT(s.value.number, 0);
    CHECK_FAILS(second_check(b.v, NEXT_CODE, &err), E_NOTFOUND);
    turn_on(&b);
    CHECK_OK(vault_recover(b.v, &fresh, cheap, &err));
    CHECK(!is_on(&b));
    CHECK_STR(newest(&b, t, 0).property, S("core:recovered"));
    CHECK_STR(newest(&b, t, 1).property, S("core:second_key"));
    reopen(&b, t);
    CHECK(!is_on(&b));
    vault_close(&b.v);
}

/* Not to a member with the same data key, not to who moves it to another member's place. */
TEST(the_secret_is_sealed_to_its_member)
{
    struct box b;
    struct str sealed, mine;
    bool found;
    box_make(&b, t);
    turn_on(&b);
    struct vault kim = *b.v, choe = *b.v;
    choe.identity = secret_new(KEY_N);
    CHECK_FAILS(second_check(&choe, NEXT_CODE, &err), E_CORRUPT);
    choe.member.b[3] ^= 1;
    mine = str_format(t->a, "second:%.*s", FS(str_hex(t->a, kim.member.b, 16)));
    CHECK_OK(db_meta_get(&sealed, &found, b.v->db, mine, t->a, &err));
    CHECK(found && str_find(sealed, S("34567890")) < 0);
    CHECK_FAILS(second_check(&choe, NEXT_CODE, &err), E_NOTFOUND);
    secret_drop(&choe.identity);
    vault_close(&b.v);
}
