/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is noted outside the vault: lines cut short, damaged, many of them; several copies. */
#include <stdio.h>
#include <string.h>

#include "sys/fake.h"
#include "test.h"
#include "vault/heads.h"

static const char own[] = "0700000000000000", other[] = "0900000000000000";

static struct head head_of(uint8_t device, int64_t seq)
{
    struct head h = {.device = {{device}}, .seq = seq};
    memcpy(h.entry.b, &seq, sizeof seq);
    return h;
}

static bool note(struct test *t, const char *by, uint8_t device, int64_t seq, struct err *err)
{
    struct head h = head_of(device, seq);
    return heads_append(sys_real(), str_from_c(t->dir), str_from_c(by), &h, err);
}

static struct head_list load(struct test *t, const char *by)
{
    struct head_list l = {0};
    CHECK_OK(
        heads_load(&l, sys_real(), str_from_c(t->dir), by ? str_from_c(by) : S(""), t->a, &err));
    return l;
}

/* The newest seq that is known of a device; 0: none. */
static int64_t newest(struct test *t, const char *by, uint8_t device)
{
    struct head_list l = load(t, by);
    for (isize i = 0; i < l.n; i++)
        if (l.at[i].device.b[0] == device) {
            struct head want = head_of(device, l.at[i].seq);
            CHECK(!memcmp(l.at[i].entry.b, want.entry.b, HASH_N));
            return l.at[i].seq;
        }
    return 0;
}

static struct str file_of(struct test *t)
{
    return str_format(t->a, "%s/heads.0700000000000000", t->dir);
}

static void set_file(struct test *t, struct str bytes)
{
    CHECK_OK(file_write(sys_real(), file_of(t), bytes, 0600, &err));
}

static struct str bytes_of_file(struct test *t)
{
    struct str bytes = {0};
    CHECK_OK(file_read(&bytes, sys_real(), file_of(t), 1 << 24, t->a, &err));
    return bytes;
}

TEST(the_newest_head_of_each_device_is_known_whatever_their_order)
{
    CHECK_OK(note(t, own, 1, 5, &err));
    CHECK_OK(note(t, own, 2, 1, &err));
    CHECK_OK(note(t, own, 1, 4, &err));
    CHECK_INT(newest(t, own, 1), 5);
    CHECK_INT(newest(t, own, 2), 1);
    CHECK_INT(newest(t, own, 3), 0);
}

TEST(each_copy_knows_its_own_and_together_they_know_all)
{
    CHECK_OK(note(t, own, 1, 5, &err));
    CHECK_OK(note(t, other, 1, 3, &err));
    CHECK_OK(note(t, other, 2, 8, &err));
    CHECK_INT(newest(t, own, 1), 5);
    CHECK_INT(newest(t, own, 2), 0);
    CHECK_INT(newest(t, other, 1), 3);
    CHECK_INT(newest(t, NULL, 1), 5);
    CHECK_INT(newest(t, NULL, 2), 8);
    CHECK_OK(heads_set_aside(sys_real(), str_from_c(t->dir), &err));
    CHECK_INT(load(t, NULL).n, 0);
}

TEST(many_files_of_many_devices_are_read_together)
{
    enum { COPIES = 20, DEVICES = 60 };
    for (uint8_t copy = 1; copy <= COPIES; copy++)
        for (uint8_t device = 1; device <= DEVICES; device++)
            CHECK_OK(
                note(t, str_to_c(t->a, str_format(t->a, "%d", copy)), device, copy + device, &err));
    struct head_list l = load(t, NULL);
    CHECK_INT(l.n, DEVICES);
    CHECK_INT(l.damaged, 0);
    for (uint8_t device = 1; device <= DEVICES; device++)
        CHECK_INT(newest(t, NULL, device), COPIES + device);
}

/* Power may fail after any byte of a line; the next line must count all the same. */
TEST(a_line_cut_short_anywhere_spoils_no_other)
{
    CHECK_OK(note(t, own, 1, 1, &err));
    isize before = bytes_of_file(t).n;
    CHECK_OK(note(t, own, 1, 2, &err));
    struct str whole = bytes_of_file(t);
    for (isize cut = before; cut < whole.n; cut++) {
        set_file(t, str_part(whole, 0, cut));
        CHECK_INT(newest(t, own, 1), 1);
        CHECK_OK(note(t, own, 1, 3, &err));
        CHECK_OK(note(t, own, 2, 1, &err));
        struct head_list l = load(t, own);
        CHECK_INT(l.n, 2);
        CHECK_INT(l.damaged, 0);
        CHECK_INT(newest(t, own, 1), 3);
    }
}

TEST(a_damaged_line_is_counted_and_the_others_are_read)
{
    for (int64_t i = 1; i <= 3; i++)
        CHECK_OK(note(t, own, (uint8_t)i, i, &err));
    struct str whole = bytes_of_file(t);
    char *p = NEWN(t->a, char, whole.n);
    memcpy(p, whole.p, (size_t)whole.n);
    p[whole.n / 2] = 'x'; /* within the second of three */
    set_file(t, (struct str){p, whole.n});
    CHECK_INT(load(t, own).damaged, 1);
    CHECK_INT(newest(t, own, 1), 1);
    CHECK_INT(newest(t, own, 2), 0);
    CHECK_INT(newest(t, own, 3), 3);
}

TEST(a_long_file_goes_on_as_a_short_one_and_forgets_nothing)
{
    enum { LONG = 1 << 20 };
    struct file_info info;
    CHECK_OK(note(t, own, 1, 77, &err));
    struct str line = bytes_of_file(t);
    struct buf b = buf_in(t->a, 2 * LONG);
    while (b.n <= LONG)
        buf_add(&b, line);
    set_file(t, buf_str(&b));
    CHECK_OK(note(t, own, 2, 4, &err));
    CHECK_OK(file_stat(&info, sys_real(), file_of(t), &err));
    CHECK(info.size < 1000);
    CHECK_INT(newest(t, own, 1), 77);
    CHECK_INT(newest(t, own, 2), 4);
    CHECK_OK(file_remove(sys_real(), str_format(t->a, "%.*s.old", FS(file_of(t))), &err));
    CHECK_INT(newest(t, own, 1), 77);
}

/* Whatever call fails: what was known before stays known. */
TEST(when_a_call_fails_no_head_is_forgotten)
{
    struct sys_fake fake;
    struct head h = head_of(2, 1);
    bool ok = false;
    CHECK_OK(note(t, own, 1, 77, &err));
    struct str line = bytes_of_file(t);
    struct buf b = buf_in(t->a, 1 << 22);
    while (b.n <= 1 << 20)
        buf_add(&b, line);
    for (int64_t n = 1; !ok && n < 100; n++) {
        struct err e = {0};
        set_file(t, buf_str(&b));
        sys_fake_init(&fake, 1700000000, 1);
        fake.fail_at = n;
        ok = heads_append(&fake.sys, str_from_c(t->dir), str_from_c(own), &h, &e);
        CHECK_INT(newest(t, own, 1), 77);
        CHECK(!ok || newest(t, own, 2) == 1);
    }
    CHECK(ok);
}
