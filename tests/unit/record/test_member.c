/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several people with one case file: bringing in, opening, removing, and a kill in between. */
#include "record/member.h"

#include <stdlib.h>
#include <string.h>

#include "box.h"
#include "record/ids.h"
#include "sys/file.h"

static const struct kdf_cost cheap = {8 << 20, 1};

static bool add(struct id *out, struct box *b, const char *name, const char *passphrase, int role,
                enum sensitivity clearance, struct err *err)
{
    AUTO(secret_drop) struct secret pass = secret_from(passphrase, (isize)strlen(passphrase));
    struct member_wanted m = {.name = str_from_c(name),
                              .role = role,
                              .clearance = clearance,
                              .passphrase = &pass,
                              .cost = cheap};
    return member_add(out, &b->w, &m, err);
}

/* Open with a passphrase, as this member. The box must be closed. */
static bool enter(struct box *b, struct test *t, const char *passphrase, struct err *err)
{
    AUTO(secret_drop) struct secret pass = secret_from(passphrase, (isize)strlen(passphrase));
    struct vault_options o = {
        .sys = &b->fake.sys, .path = b->path, .views = workspace_views(b->schema, t->a)};
    CHECK(setenv("CAIRN_STATE", str_to_c(t->a, b->state), 1) == 0);
    if (!vault_open(&b->v, &o, &pass, t->a, err))
        return false;
    if (workspace_open(&b->w, b->v, b->schema, NULL, LANG_EN, err) && member_enter(&b->w, err))
        return true;
    box_close(b);
    return false;
}

static void note(struct box *b, const char *words, struct err *err, bool *ok)
{
    struct stmt s = STMT(.subject = ref_record(workspace_id(b->v)), .property = S("core:note"),
                         .value = value_text(str_from_c(words)));
    *ok = workspace_say(&b->w, ENTRY_RECORD, &s, 1, NULL, err);
}

static struct member named(struct box *b, struct test *t, const char *name)
{
    struct member_list l;
    struct member m = {0};
    CHECK_OK(member_list(&l, &b->w, t->a, &err));
    CHECK_OK(member_find(&m, &l, str_from_c(name), &err));
    return m;
}

static void begin(struct box *b, struct test *t)
{
    box_make(b, t, "case", 5);
    box_workspace(b, t);
    CHECK_OK(member_enter(&b->w, &err));
}

TEST(a_second_member_opens_with_a_passphrase_of_her_own_and_signs_for_herself)
{
    struct box b;
    struct id park;
    struct entry_info last;
    bool ok;
    begin(&b, t);
    CHECK_OK(add(&park, &b, "Park", "six words of hers", TERM_ROLE_EDITOR, SENSITIVITY_RESTRICTED,
                 &err));
    box_close(&b);
    CHECK_FAILS(enter(&b, t, "six words of his", &err), E_DENIED);
    CHECK_OK(enter(&b, t, "six words of hers", &err));
    CHECK(id_eq(&b.v->member, &park));
    CHECK_INT(b.w.reader.gate.clearance, SENSITIVITY_RESTRICTED);
    CHECK_OK((note(&b, "hers", &err, &ok), ok));
    CHECK_OK(journal_entry(&last, b.v->db, box_last_row(&b), t->a, &err));
    CHECK(id_eq(&last.e.member, &park));
    CHECK_INT(box_findings(&b, t), 0);
    box_close(&b);
    /* On the same machine each goes on with a chain of their own. */
    CHECK_OK(enter(&b, t, "pass", &err));
    CHECK_OK((note(&b, "his", &err, &ok), ok));
    CHECK_OK(journal_entry(&last, b.v->db, box_last_row(&b), t->a, &err));
    CHECK(id_eq(&last.e.member, &b.member));
    CHECK_INT(box_findings(&b, t), 0);
    CHECK_STR(named(&b, t, "park").name, S("Park"));
    box_close(&b);
    CHECK_OK(enter(&b, t, "six words of hers", &err));
    CHECK_OK((note(&b, "hers again", &err, &ok), ok));
    CHECK_INT(box_findings(&b, t), 0);
    box_close(&b);
}

TEST(only_who_began_brings_in_and_removes_and_cannot_be_removed)
{
    struct box b;
    struct id park, other;
    begin(&b, t);
    CHECK_OK(
        add(&park, &b, "Park", "six words of hers", TERM_ROLE_EDITOR, SENSITIVITY_SECRET, &err));
    CHECK_FAILS(
        add(&other, &b, "PARK", "other words of hers", TERM_ROLE_EDITOR, SENSITIVITY_OPEN, &err),
        E_CONFLICT);
    CHECK_FAILS(
        add(&other, &b, "Choe", "six words of hers", TERM_ROLE_EDITOR, SENSITIVITY_OPEN, &err),
        E_CONFLICT);
    CHECK_FAILS(add(&other, &b, "Choe", "pass", TERM_ROLE_EDITOR, SENSITIVITY_OPEN, &err),
                E_CONFLICT);
    CHECK_FAILS(add(&other, &b, " ", "words of nobody", TERM_ROLE_EDITOR, SENSITIVITY_OPEN, &err),
                E_INVALID);
    CHECK_FAILS(member_remove(&b.w, &b.member, S(""), &err), E_CONFLICT);
    memset(other.b, 7, sizeof other.b);
    CHECK_FAILS(member_remove(&b.w, &other, S(""), &err), E_NOTFOUND);
    box_close(&b);
    CHECK_OK(enter(&b, t, "six words of hers", &err));
    CHECK_FAILS(add(&other, &b, "Choe", "words of Choe", TERM_ROLE_EDITOR, SENSITIVITY_OPEN, &err),
                E_DENIED);
    CHECK_FAILS(member_remove(&b.w, &b.member, S(""), &err), E_DENIED);
    CHECK_FAILS(member_remove(&b.w, &park, S(""), &err), E_DENIED);
    box_close(&b);
}

TEST(a_passphrase_of_another_cannot_be_taken)
{
    struct box b;
    struct id park;
    AUTO(secret_drop) struct secret his = secret_from("pass", 4), own = secret_from("hers two", 8);
    begin(&b, t);
    CHECK_OK(add(&park, &b, "Park", "six words of hers", TERM_ROLE_EDITOR, SENSITIVITY_OPEN, &err));
    box_close(&b);
    CHECK_OK(enter(&b, t, "six words of hers", &err));
    CHECK_FAILS(vault_passphrase(b.v, &his, cheap, &err), E_CONFLICT);
    CHECK_OK(vault_passphrase(b.v, &own, cheap, &err));
    box_close(&b);
    CHECK_FAILS(enter(&b, t, "six words of hers", &err), E_DENIED);
    CHECK_OK(enter(&b, t, "hers two", &err));
    CHECK(id_eq(&b.v->member, &park));
    box_close(&b);
    CHECK_OK(enter(&b, t, "pass", &err));
    box_close(&b);
}

TEST(a_reader_writes_nothing)
{
    struct box b;
    struct id park;
    struct err e = {0};
    bool ok;
    begin(&b, t);
    CHECK_OK(add(&park, &b, "Park", "six words of hers", TERM_ROLE_READER, SENSITIVITY_OPEN, &err));
    int64_t rows = box_last_row(&b);
    box_close(&b);
    CHECK_OK(enter(&b, t, "six words of hers", &err));
    note(&b, "hers", &e, &ok);
    CHECK(!ok && e.code == E_READONLY);
    CHECK_OK(workspace_device(&b.w, &err));
    CHECK_INT(box_last_row(&b), rows);
    box_close(&b);
}

TEST(what_others_say_of_themselves_does_not_count)
{
    struct box b;
    struct id park;
    struct member m;
    begin(&b, t);
    CHECK_OK(add(&park, &b, "Park", "six words of hers", TERM_ROLE_EDITOR, SENSITIVITY_OPEN, &err));
    box_close(&b);
    CHECK_OK(enter(&b, t, "six words of hers", &err));
    box_say(&b, ENTRY_MEMBER,
            STMT(.subject = ref_record(park), .property = S("core:member_clearance"),
                 .value = value_term(S("sensitivity:secret"))));
    box_say(&b, ENTRY_MEMBER,
            STMT(.subject = ref_record(b.member), .property = S("core:member_role"),
                 .value = value_term(S("role:removed"))));
    CHECK_OK(member_standing(&m, &b.w, &park, &err));
    CHECK_INT(m.clearance, SENSITIVITY_OPEN);
    CHECK_OK(member_standing(&m, &b.w, &b.member, &err));
    box_close(&b);
    CHECK_OK(enter(&b, t, "pass", &err)); /* ... and a later word of who began does */
    box_say(&b, ENTRY_MEMBER,
            STMT(.subject = ref_record(park), .property = S("core:member_clearance"),
                 .value = value_term(S("sensitivity:restricted"))));
    CHECK_OK(member_standing(&m, &b.w, &park, &err));
    CHECK_INT(m.clearance, SENSITIVITY_RESTRICTED);
    box_close(&b);
}

TEST(who_was_removed_cannot_open_and_what_her_machine_writes_later_is_not_taken)
{
    struct box b, hers;
    struct id park;
    struct parcel p;
    struct err e = {0};
    bool ok;
    begin(&b, t);
    CHECK_OK(add(&park, &b, "Park", "six words of hers", TERM_ROLE_EDITOR, SENSITIVITY_OPEN, &err));
    box_close(&b);
    box_copy(&hers, t, &b, "hers", 6);
    CHECK_OK(enter(&hers, t, "six words of hers", &err));
    note(&hers, "before", &e, &ok);
    CHECK(ok);
    int64_t last = box_last_row(&hers);
    CHECK_OK(enter(&b, t, "pass", &err));
    for (int64_t row = last - 1; row <= last; row++) {
        parcel_take(&p, &hers, row, t->a);
        CHECK_OK(parcel_accept(&b, &p, &err));
        for (isize i = 0; i < p.e.digest_n; i++)
            CHECK_OK(parcel_learn(&b, &p, i, &err));
    }
    CHECK_OK(member_remove(&b.w, &park, S("she left"), &err));
    CHECK_INT(named(&b, t, "Park").role, TERM_ROLE_REMOVED);
    CHECK(!named(&b, t, "Park").has_key);
    note(&hers, "after", &e, &ok);
    CHECK(ok);
    parcel_take(&p, &hers, last, t->a);
    CHECK_OK(parcel_accept(&b, &p, &err)); /* what was there is */
    parcel_take(&p, &hers, last + 1, t->a);
    CHECK_FAILS(parcel_accept(&b, &p, &err), E_DENIED);
    CHECK_INT(box_findings(&b, t), 0);
    box_close(&b);
    box_close(&hers);
    CHECK_FAILS(enter(&b, t, "six words of hers", &err), E_DENIED);
    /* The name is free for somebody else; the one who is here now is meant by it. */
    CHECK_OK(enter(&b, t, "pass", &err));
    CHECK_OK(
        add(&park, &b, "Park", "words of another Park", TERM_ROLE_READER, SENSITIVITY_OPEN, &err));
    struct member m = named(&b, t, "Park");
    CHECK(id_eq(&m.id, &park) && m.has_key);
    box_close(&b);
}

/* She may be there, with a key or without: then she is removed first. */
static void add_again(struct box *b, struct test *t)
{
    struct id park;
    struct err e = {0};
    if (add(&park, b, "Park", "six words of hers", TERM_ROLE_EDITOR, SENSITIVITY_OPEN, &e))
        return;
    CHECK_INT(e.code, E_CONFLICT);
    struct member m = named(b, t, "Park");
    CHECK_OK(member_remove(&b->w, &m.id, S(""), &err));
    CHECK_OK(add(&park, b, "Park", "six words of hers", TERM_ROLE_EDITOR, SENSITIVITY_OPEN, &err));
}

/* The n-th call fails and all after it, as if the program was killed there. */
TEST(a_kill_half_way_leaves_a_case_file_that_the_same_command_mends)
{
    bool whole = false;
    for (int64_t n = 1; !whole; n++) {
        struct box b;
        struct id park;
        struct err e = {0};
        struct test here = *t;
        here.dir = str_to_c(t->a, str_format(t->a, "%s/%" PRId64, t->dir, n));
        b.fake = (struct sys_fake){0};
        sys_fake_init(&b.fake, 0, 1);
        CHECK_OK(dir_make(&b.fake.sys, str_from_c(here.dir), &err));
        begin(&b, &here);
        b.fake.calls = 0;
        b.fake.fail_at = n;
        b.fake.fail_for_ever = true;
        whole = add(&park, &b, "Park", "six words of hers", TERM_ROLE_EDITOR, SENSITIVITY_OPEN, &e);
        b.fake.fail_at = 0;
        box_close(&b);
        e = (struct err){0};
        CHECK_OK(enter(&b, &here, "pass", &err));
        CHECK_INT(box_findings(&b, &here), 0);
        if (!whole)
            add_again(&b, &here);
        e = (struct err){0};
        struct member m = named(&b, &here, "Park");
        b.fake.calls = 0;
        b.fake.fail_at = n;
        (void)!member_remove(&b.w, &m.id, S(""), &e);
        b.fake.fail_at = 0;
        box_close(&b);
        CHECK_OK(enter(&b, &here, "pass", &err));
        CHECK_OK(member_remove(&b.w, &m.id, S(""), &err));
        CHECK_INT(box_findings(&b, &here), 0);
        CHECK_INT(named(&b, &here, "Park").role, TERM_ROLE_REMOVED);
        box_close(&b);
        CHECK_FAILS(enter(&b, &here, "six words of hers", &err), E_DENIED);
    }
}
