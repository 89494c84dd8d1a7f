/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a journal takes from others, and what it does not believe. */
#include <string.h>

#include "box.h"
#include "record/ids.h"
#include "record/journal_log.h"
#include "vault/blob.h"
#include "vault/erase.h"

struct pair { /* two devices of one member, and one of another */
    struct box kim, kim2, lee;
};

static void pair_make(struct pair *x, struct test *t)
{
    struct box first;
    box_make(&first, t, "first", 7);
    box_copy(&x->kim, t, &first, "kim", 1);
    box_copy(&x->kim2, t, &first, "kim2", 2);
    box_copy(&x->lee, t, &first, "lee", 3);
    box_member(&x->lee, 0x4c);
    box_open(&x->kim, t);
    box_open(&x->kim2, t);
    box_open(&x->lee, t);
}

static void pair_close(struct pair *x)
{
    box_close(&x->kim);
    box_close(&x->kim2);
    box_close(&x->lee);
}

/* All that one has and the other does not. */
static void tell(struct box *to, const struct box *from, struct test *t)
{
    for (int64_t row = 2; row <= box_last_row(from); row++) {
        struct parcel p;
        parcel_take(&p, from, row, t->a);
        CHECK_OK(parcel_accept(to, &p, &err));
        for (isize i = 0; i < p.e.digest_n; i++)
            if (p.bodies[i].bytes.n)
                CHECK_OK(parcel_learn(to, &p, i, &err));
    }
}

/* A copy with one bit of one byte turned. */
static struct str turned(struct str s, isize at, struct arena *a)
{
    char *p = NEWN(a, char, s.n);
    memcpy(p, s.p, (size_t)s.n);
    p[at] ^= 1;
    return (struct str){p, s.n};
}

static int64_t say_name(struct box *b, struct str name)
{
    return box_say(b, ENTRY_RECORD,
                   STMT(.subject = ref_record(id_new(&b->fake.sys)), .property = S("core:name"),
                        .value = value_text(name)));
}

static int64_t say_erase(struct box *b, struct ref what)
{
    return box_say(
        b, ENTRY_ERASE,
        STMT(.subject = what, .property = S("core:erases"), .value = value_term(S("erase:erase"))));
}

static bool is_there(struct box *b, struct ref what, struct test *t)
{
    int64_t no;
    struct stmt s;
    struct err none = {0};
    CHECK_OK(journal_no(&no, b->v->db, &what, &err));
    bool there = journal_stmt(&s, b->v->db, no, t->a, &none);
    CHECK(there || none.code == E_NOTFOUND);
    return there;
}

TEST(only_its_author_or_the_administrator_erases_a_statement)
{
    struct pair x;
    pair_make(&x, t);
    box_introduce(&x.kim, &x.lee);
    struct ref kims = box_ref(&x.kim, say_name(&x.kim, S("Kim's words")));
    tell(&x.lee, &x.kim, t);
    struct ref lees = box_ref(&x.lee, say_name(&x.lee, S("Lee's words")));
    struct ref own = box_ref(&x.lee, say_name(&x.lee, S("Lee's other words")));
    (void)say_erase(&x.lee, kims); /* of another: to be seen, not obeyed */
    (void)say_erase(&x.lee, own);
    CHECK(is_there(&x.lee, kims, t) && !is_there(&x.lee, own, t));
    tell(&x.kim, &x.lee, t);
    CHECK(is_there(&x.kim, kims, t) && is_there(&x.kim, lees, t));
    int64_t no;
    CHECK_OK(journal_no(&no, x.lee.v->db, &kims, &err));
    CHECK_FAILS(erase_statements(x.lee.v, &no, 1, S(""), &err), E_DENIED);
    (void)say_erase(&x.kim, lees); /* Kim began the workspace */
    tell(&x.lee, &x.kim, t);
    CHECK(!is_there(&x.lee, lees, t));
    CHECK_STR(box_dump(&x.lee, t->a), box_dump(&x.kim, t->a));
    CHECK_INT(box_findings(&x.kim, t) + box_findings(&x.lee, t), 0);
    pair_close(&x);
}

TEST(words_that_were_erased_are_not_taken_when_they_come_late)
{
    struct pair x;
    struct parcel words;
    pair_make(&x, t);
    int64_t no = say_name(&x.kim, S("planted-word-zebra"));
    struct ref what = box_ref(&x.kim, no);
    parcel_take(&words, &x.kim, no / STMT_STRIDE, t->a);
    (void)say_erase(&x.kim, what);
    tell(&x.kim2, &x.kim, t); /* the entry, its digest, and the erasure */
    CHECK_OK(parcel_learn(&x.kim2, &words, 0, &err));
    CHECK(!is_there(&x.kim2, what, t));
    CHECK_INT(box_findings(&x.kim2, t), 0);
    pair_close(&x);
}

TEST(a_file_goes_with_its_erased_statement_on_every_device)
{
    struct pair x;
    struct value file;
    struct file_info info;
    pair_make(&x, t);
    CHECK_OK(blob_add(&file, x.kim.v, S("a scan"), S("image/png"), &err));
    int64_t no = box_say(
        &x.kim, ENTRY_ADD,
        STMT(.subject = ref_record(x.kim.member), .property = S("core:file"), .value = file));
    tell(&x.kim2, &x.kim, t);
    struct str here = blob_path(x.kim.v, &file, t->a), there = blob_path(x.kim2.v, &file, t->a);
    CHECK_OK(dir_make(sys_real(), str_part(there, 0, there.n - (isize)2 * HASH_N - 1), &err));
    CHECK_OK(file_copy(sys_real(), here, there, &err));
    CHECK_OK(erase_statements(x.kim.v, &no, 1, S("she asked"), &err));
    tell(&x.kim2, &x.kim, t);
    CHECK_OK(file_stat(&info, sys_real(), here, &err));
    CHECK_INT(info.kind, FILE_NONE);
    CHECK_OK(file_stat(&info, sys_real(), there, &err));
    CHECK_INT(info.kind, FILE_NONE);
    CHECK_INT(box_findings(&x.kim, t) + box_findings(&x.kim2, t), 0);
    pair_close(&x);
}

TEST(nothing_is_believed_of_a_device_that_nobody_answers_for)
{
    struct pair x;
    struct parcel begin, words;
    pair_make(&x, t);
    struct ref kims = box_ref(&x.kim, say_name(&x.kim, S("Kim's words")));
    tell(&x.lee, &x.kim, t);
    int64_t no = say_erase(&x.lee, kims); /* Lee was never introduced */
    parcel_take(&begin, &x.lee, no / STMT_STRIDE - 1, t->a);
    parcel_take(&words, &x.lee, no / STMT_STRIDE, t->a);
    CHECK_OK(parcel_accept(&x.kim, &begin, &err));
    CHECK_OK(parcel_accept(&x.kim, &words, &err));
    CHECK_FAILS(parcel_learn(&x.kim, &words, 0, &err), E_NOTFOUND);
    CHECK_OK(parcel_learn(&x.kim, &begin, 0, &err)); /* the certificate, by a key nobody knows */
    CHECK_FAILS(parcel_learn(&x.kim, &words, 0, &err), E_NOTFOUND);
    CHECK(is_there(&x.kim, kims, t));
    CHECK_INT(box_findings(&x.kim, t), 1); /* verify names the device */
    box_introduce(&x.kim, &x.lee);
    CHECK_OK(parcel_learn(&x.kim, &words, 0, &err));
    CHECK_INT(box_findings(&x.kim, t), 0);
    pair_close(&x);
}

/* Somebody with a device of his own says that it is Kim's, and gives Kim a key that he holds. */
TEST(a_member_is_not_made_by_saying_so)
{
    struct pair x;
    struct parcel p;
    pair_make(&x, t);
    struct ref kims = box_ref(&x.kim, say_name(&x.kim, S("Kim's words")));
    tell(&x.lee, &x.kim, t);
    x.lee.v->member = x.kim.member;
    x.lee.member = x.kim.member; /* with Lee's seed */
    box_introduce(&x.lee, &x.lee);
    int64_t no = say_erase(&x.lee, kims);
    for (int64_t row = no / STMT_STRIDE - 2; row <= no / STMT_STRIDE; row++) {
        parcel_take(&p, &x.lee, row, t->a);
        CHECK_OK(parcel_accept(&x.kim, &p, &err));
        for (isize i = 0; i < p.e.digest_n; i++) {
            struct err e = {0};
            CHECK(parcel_learn(&x.kim, &p, i, &e) || e.code == E_NOTFOUND);
        }
    }
    CHECK(is_there(&x.kim, kims, t));
    CHECK_INT(box_findings(&x.kim, t), 1);
    pair_close(&x);
}

TEST(a_device_speaks_for_one_member)
{
    struct pair x;
    struct parcel p;
    pair_make(&x, t);
    box_introduce(&x.kim, &x.lee);
    tell(&x.lee, &x.kim, t);
    (void)say_name(&x.lee, S("Lee's words"));
    tell(&x.kim, &x.lee, t);
    x.lee.v->member = x.kim.member;
    int64_t no = say_name(&x.lee, S("as if Kim had said it"));
    parcel_take(&p, &x.lee, no / STMT_STRIDE, t->a);
    CHECK_FAILS(parcel_accept(&x.kim, &p, &err), E_CORRUPT);
    pair_close(&x);
}

TEST(two_entries_in_one_place_of_a_chain_are_refused)
{
    struct pair x;
    struct parcel p;
    pair_make(&x, t);
    (void)say_name(&x.kim, S("one"));
    tell(&x.kim2, &x.kim, t);
    x.kim2.v->device = x.kim.v->device; /* the key was copied by force */
    x.kim2.v->device_known = true;
    int64_t no = say_name(&x.kim2, S("two"));
    (void)say_name(&x.kim, S("also two"));
    parcel_take(&p, &x.kim2, no / STMT_STRIDE, t->a);
    CHECK_FAILS(parcel_accept(&x.kim, &p, &err), E_CONFLICT);
    x.kim2.v->device_known = false;
    pair_close(&x);
}

TEST(an_entry_or_statement_that_was_changed_is_refused)
{
    struct pair x;
    struct parcel p;
    pair_make(&x, t);
    (void)say_name(&x.kim, S("ten"));
    parcel_take(&p, &x.kim, 2, t->a);
    CHECK_OK(parcel_accept(&x.kim2, &p, &err));
    CHECK_OK(parcel_learn(&x.kim2, &p, 0, &err));
    parcel_take(&p, &x.kim, 3, t->a);
    for (isize i = 0; i < p.bytes.n; i += 3) {
        struct parcel q = p;
        struct err e = {0};
        q.bytes = turned(p.bytes, i, t->a);
        CHECK(!parcel_accept(&x.kim2, &q, &e));
        CHECK(e.code == E_CORRUPT || e.code == E_INVALID);
    }
    CHECK_OK(parcel_accept(&x.kim2, &p, &err));
    for (isize i = 0; i < p.bodies[0].bytes.n; i++) {
        struct body b = p.bodies[0];
        struct parcel q = p;
        b.bytes = turned(b.bytes, i, t->a);
        q.bodies = &b;
        CHECK_FAILS(parcel_learn(&x.kim2, &q, 0, &err), E_CORRUPT);
    }
    p.bodies[0].salt[3] ^= 1;
    CHECK_FAILS(parcel_learn(&x.kim2, &p, 0, &err), E_CORRUPT);
    CHECK_FAILS(parcel_learn(&x.kim2, &p, 1, &err), E_CORRUPT);
    pair_close(&x);
}

TEST(what_was_skipped_comes_first)
{
    struct pair x;
    struct parcel p;
    struct ref nowhere = ref_statement((struct hash){{9}}, 0);
    pair_make(&x, t);
    (void)say_name(&x.kim, S("one"));
    parcel_take(&p, &x.kim, 3, t->a);
    CHECK_FAILS(parcel_accept(&x.kim2, &p, &err), E_NOTFOUND);
    CHECK_FAILS(parcel_learn(&x.kim2, &p, 0, &err), E_NOTFOUND);
    struct stmt s =
        STMT(.subject = nowhere, .property = S("core:reason"), .value = value_number(1));
    struct draft d = {.kind = ENTRY_CHANGE, .stmts = &s, .n = 1};
    CHECK_FAILS(journal_write(x.kim.v, NULL, &d, 1, &err), E_NOTFOUND);
    pair_close(&x);
}

/* Two devices, so that the order of arrival is not the order of the journal. */
TEST(the_log_is_paged_in_the_order_of_the_journal)
{
    struct pair x;
    struct log_lines all, page;
    pair_make(&x, t);
    for (int i = 0; i < 6; i++) {
        (void)say_name(&x.kim, S("one"));
        (void)say_name(&x.kim2, S("two"));
    }
    tell(&x.kim, &x.kim2, t);
    struct reader r = box_reader(&x.kim, SENSITIVITY_SECRET);
    CHECK_OK(log_list(&all, &r, 0, 100, t->a, &err));
    CHECK_INT(all.n, 15); /* the beginning, two devices, twelve names */
    int64_t before = 0;
    for (isize at = 0; at < all.n; at += page.n) {
        CHECK_OK(log_list(&page, &r, before, 4, t->a, &err));
        CHECK(page.n > 0);
        for (isize i = 0; i < page.n; i++)
            CHECK_STR(page.at[i].entry, all.at[at + i].entry);
        before = page.at[page.n - 1].row;
    }
    r = box_reader(&x.kim2, SENSITIVITY_SECRET);
    tell(&x.kim2, &x.kim, t);
    CHECK_OK(log_list(&page, &r, 0, 100, t->a, &err));
    for (isize i = 0; i < all.n; i++)
        CHECK_STR(page.at[i].entry, all.at[i].entry);
    pair_close(&x);
}
