/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sys/file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sys/fake.h"
#include "test.h"

enum { MANY = 1 << 20, CALLS_MAX = 100 };

static struct str in_dir(struct test *t, const char *name)
{
    return str_format(t->a, "%s/%s", t->dir, name);
}

static struct str content(struct test *t, struct str path)
{
    struct str s = {0};
    CHECK_OK(file_read(&s, sys_real(), path, MANY, t->a, &err));
    return s;
}

static isize names_in(struct test *t, struct str_list *out)
{
    CHECK_OK(dir_list(out, sys_real(), str_from_c(t->dir), t->a, &err));
    return out->n;
}

TEST(what_is_written_is_read_back)
{
    struct sys *s = sys_real();
    struct str path = in_dir(t, "a");
    for (isize size = 0; size < 200000; size = size * 3 + 1) {
        struct str bytes = test_random_text(t, size);
        CHECK_OK(file_write(s, path, bytes, 0600, &err));
        CHECK_STR(content(t, path), bytes);
    }
    struct stat st;
    CHECK(stat(str_to_c(t->a, path), &st) == 0);
    CHECK_INT(st.st_mode & 0777, 0600);
}

TEST(file_read_stops_at_its_maximum)
{
    struct str path = in_dir(t, "a");
    struct str out = S("untouched");
    CHECK_OK(file_write(sys_real(), path, S("12345"), 0600, &err));
    CHECK_OK(file_read(&out, sys_real(), path, 5, t->a, &err));
    CHECK_STR(out, S("12345"));
    CHECK_FAILS(file_read(&out, sys_real(), path, 4, t->a, &err), E_LIMIT);
    CHECK_STR(out, S("12345"));
    CHECK_FAILS(file_read(&out, sys_real(), S("/dev/zero"), 100000, t->a, &err), E_LIMIT);
}

TEST(file_read_takes_what_has_no_size)
{
    struct str out = {0};
    CHECK_OK(file_read(&out, sys_real(), S("/proc/self/status"), MANY, t->a, &err));
    CHECK(str_find(out, S("Pid:")) > 0);
}

TEST(errors_name_the_file_and_say_what_kind)
{
    struct str out = {0};
    struct err why = {0};
    struct str path = in_dir(t, "absent");
    CHECK(!file_read(&out, sys_real(), path, 10, t->a, &why));
    CHECK_INT(why.code, E_NOTFOUND);
    CHECK_STR(str_from_c(why.detail), path);
    CHECK(str_find(str_from_c(why.msg), S("absent")) < 0); /* names are shown, never logged */
    CHECK_FAILS(file_read(&out, sys_real(), str_from_c(t->dir), 10, t->a, &err), E_INVALID);
    CHECK_FAILS(file_read(&out, sys_real(), S("a\0b"), 10, t->a, &err), E_INVALID);
    CHECK_FAILS(file_read(&out, sys_real(), S(""), 10, t->a, &err), E_INVALID);
    CHECK_FAILS(file_remove(sys_real(), path, &err), E_NOTFOUND);
    CHECK_FAILS(file_write(sys_real(), in_dir(t, "no/such/dir"), S("x"), 0600, &err), E_NOTFOUND);
}

/* SQLite's loop: break the first call, the second, ... until all goes well. */
TEST(file_write_leaves_the_old_or_the_new_file_whole)
{
    struct str path = in_dir(t, "a");
    struct sys_fake f;
    static const int errors[] = {EIO, ENOSPC, EROFS, EACCES};
    for (isize e = 0; e < COUNTOF(errors); e++) {
        bool done = false;
        for (int n = 1; !done; n++) {
            CHECK(n < CALLS_MAX);
            CHECK_OK(file_write(sys_real(), path, S("old"), 0600, &err));
            sys_fake_init(&f, 0, (uint64_t)n);
            f.fail_at = n;
            f.fail_errno = errors[e];
            f.fail_for_ever = n % 2;
            struct err why = {0};
            done = file_write(&f.sys, path, S("the new one"), 0600, &why);
            struct str now = content(t, path);
            CHECK(str_eq(now, S("the new one")) || (!done && str_eq(now, S("old"))));
            CHECK(done == (why.code == E_NONE));
            struct str_list names = {0};
            CHECK_INT(names_in(t, &names), 1); /* nothing unfinished stays behind */
        }
    }
}

TEST(file_append_adds_all_or_nothing)
{
    struct str path = in_dir(t, "log");
    struct sys_fake f;
    CHECK_OK(file_append(sys_real(), path, S("first\n"), &err));
    struct str want = content(t, path);
    CHECK_STR(want, S("first\n"));
    bool done = false;
    for (int n = 1; !done; n++) {
        CHECK(n < CALLS_MAX);
        sys_fake_init(&f, 0, 1);
        f.fail_at = n;
        struct err why = {0};
        done = file_append(&f.sys, path, S("more\n"), &why);
        bool closing = n == 5; /* after open, fstat, write, fdatasync */
        CHECK_STR(content(t, path), done || closing ? S("first\nmore\n") : want);
        if (!done)
            CHECK_OK(file_write(sys_real(), path, want, 0600, &err));
    }
}

TEST(file_copy_never_overwrites)
{
    struct sys *s = sys_real();
    struct str from = in_dir(t, "from");
    struct str to = in_dir(t, "to");
    struct str bytes = test_random_text(t, 700000);
    CHECK_OK(file_write(s, from, bytes, 0600, &err));
    CHECK_OK(file_copy(s, from, to, &err));
    CHECK_STR(content(t, to), bytes);
    CHECK_OK(file_write(s, from, S("other"), 0600, &err));
    CHECK_FAILS(file_copy(s, from, to, &err), E_CONFLICT);
    CHECK_STR(content(t, to), bytes);
    struct str_list names = {0};
    CHECK_INT(names_in(t, &names), 2);
}

TEST(file_copy_leaves_no_part_of_a_copy)
{
    struct str from = in_dir(t, "from");
    struct str to = in_dir(t, "to");
    struct sys_fake f;
    CHECK_OK(file_write(sys_real(), from, S("bytes"), 0600, &err));
    bool done = false;
    for (int n = 1; !done; n++) {
        CHECK(n < CALLS_MAX);
        sys_fake_init(&f, 0, 1);
        f.fail_at = n;
        struct err why = {0};
        done = file_copy(&f.sys, from, to, &why);
        struct file_info info;
        CHECK_OK(file_stat(&info, sys_real(), to, &err));
        CHECK(info.kind == FILE_NONE ? !done : str_eq(content(t, to), S("bytes")));
        struct str_list names = {0};
        CHECK_INT(names_in(t, &names), info.kind == FILE_NONE ? 1 : 2);
        if (!done && info.kind == FILE_PLAIN)
            CHECK_OK(file_remove(sys_real(), to, &err));
    }
}

TEST(dir_make_makes_parents_and_dir_list_sorts)
{
    struct sys *s = sys_real();
    struct str deep = in_dir(t, "x//y/z");
    CHECK_OK(dir_make(s, deep, &err));
    CHECK_OK(dir_make(s, deep, &err));
    CHECK_OK(dir_make(s, in_dir(t, "x/y/z/"), &err));
    struct file_info info;
    CHECK_OK(file_stat(&info, s, deep, &err));
    CHECK_INT(info.kind, FILE_DIR);
    CHECK_OK(file_write(s, in_dir(t, "b"), S("1"), 0600, &err));
    CHECK_OK(file_write(s, in_dir(t, "B"), S("22"), 0600, &err));
    struct str_list names = {0};
    CHECK_INT(names_in(t, &names), 3);
    CHECK_STR(names.at[0], S("B"));
    CHECK_STR(names.at[1], S("b"));
    CHECK_STR(names.at[2], S("x"));
    CHECK_FAILS(dir_make(s, in_dir(t, "b"), &err), E_CONFLICT);
    CHECK_FAILS(dir_list(&names, s, in_dir(t, "b"), t->a, &err), E_NOTFOUND);
    CHECK_OK(file_stat(&info, s, in_dir(t, "B"), &err));
    CHECK_INT(info.size, 2);
    CHECK_OK(file_stat(&info, s, in_dir(t, "B/c"), &err));
    CHECK_INT(info.kind, FILE_NONE);
}

TEST(file_rename_moves)
{
    struct sys *s = sys_real();
    CHECK_OK(dir_make(s, in_dir(t, "d"), &err));
    CHECK_OK(file_write(s, in_dir(t, "a"), S("1"), 0600, &err));
    CHECK_OK(file_rename(s, in_dir(t, "a"), in_dir(t, "d/b"), &err));
    CHECK_STR(content(t, in_dir(t, "d/b")), S("1"));
    CHECK_FAILS(file_rename(s, in_dir(t, "a"), in_dir(t, "d/b"), &err), E_NOTFOUND);
}

TEST(a_file_is_written_and_read_piece_by_piece)
{
    struct sys *s = sys_real();
    struct file f = FILE_CLOSED;
    CHECK_OK(file_open_new(&f, s, in_dir(t, "p"), 0600, &err));
    CHECK_OK(file_put(&f, "hello ", 6, &err));
    CHECK_OK(file_put(&f, "world", 5, &err));
    CHECK_OK(file_sync(&f, &err));
    file_close(&f);
    file_close(&f); /* harmless */
    CHECK_FAILS(file_open_new(&f, s, in_dir(t, "p"), 0600, &err), E_CONFLICT);

    char p[16];
    isize got = 0;
    CHECK_OK(file_open_read(&f, s, in_dir(t, "p"), &err));
    CHECK_OK(file_get(&f, p, 8, &got, &err));
    CHECK_INT(got, 8);
    CHECK_OK(file_get(&f, p, 8, &got, &err));
    CHECK_STR(((struct str){p, got}), S("rld"));
    CHECK_OK(file_get(&f, p, 8, &got, &err));
    CHECK_INT(got, 0);
    file_close(&f);
}

TEST(a_lock_is_held_by_one)
{
    struct sys *s = sys_real();
    struct file one = FILE_CLOSED;
    struct file two = FILE_CLOSED;
    CHECK_OK(file_lock(&one, s, in_dir(t, "lock"), &err));
    CHECK_FAILS(file_lock(&two, s, in_dir(t, "lock"), &err), E_CONFLICT);
    file_close(&one);
    CHECK_OK(file_lock(&two, s, in_dir(t, "lock"), &err));
    file_close(&two);
}
