/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sys/sys.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "sys/fake.h"
#include "sys/file.h"
#include "test.h"

TEST(the_real_clock_is_after_2026_and_the_other_never_goes_back)
{
    struct sys *s = sys_real();
    CHECK(sys_now(s) > INT64_C(1767225600));
    int64_t before = sys_monotonic_ms(s);
    for (int i = 0; i < 1000; i++) {
        int64_t now = sys_monotonic_ms(s);
        CHECK(now >= before);
        before = now;
    }
}

TEST(real_randomness_fills_every_byte)
{
    uint8_t seen[300] = {0};
    for (int i = 0; i < 20; i++) {
        uint8_t p[sizeof seen];
        sys_random(sys_real(), p, sizeof p);
        for (isize k = 0; k < COUNTOF(seen); k++)
            seen[k] |= p[k];
    }
    for (isize k = 0; k < COUNTOF(seen); k++)
        CHECK(seen[k] != 0); /* 20 zero bytes in a row: once in 2^160 */
}

TEST(a_fake_repeats_itself)
{
    struct sys_fake a, b, c;
    uint8_t x[37], y[37], z[37];
    sys_fake_init(&a, 1000, 7);
    sys_fake_init(&b, 1000, 7);
    sys_fake_init(&c, 1000, 8);
    sys_random(&a.sys, x, sizeof x);
    sys_random(&b.sys, y, sizeof y);
    sys_random(&c.sys, z, sizeof z);
    CHECK(memcmp(x, y, sizeof x) == 0);
    CHECK(memcmp(x, z, sizeof x) != 0);
    CHECK_INT(sys_now(&a.sys), 1000);
    a.clock += 5;
    CHECK_INT(sys_now(&a.sys), 1005);
}

TEST(a_fake_fails_the_call_it_was_told_to)
{
    struct sys_fake f;
    sys_fake_init(&f, 0, 1);
    f.fail_at = 2;
    f.fail_errno = ENOSPC;
    CHECK_INT(f.sys.fail(&f.sys, "x"), 0);
    CHECK_INT(f.sys.fail(&f.sys, "x"), ENOSPC);
    CHECK_INT(f.sys.fail(&f.sys, "x"), 0);
    CHECK_INT(f.calls, 3);
    f.fail_for_ever = true;
    CHECK_INT(f.sys.fail(&f.sys, "x"), ENOSPC);
}

TEST(errno_becomes_the_code_that_says_what_to_do)
{
    CHECK_FAILS(sys_err(&err, ENOENT, "open"), E_NOTFOUND);
    CHECK_FAILS(sys_err(&err, ENOSPC, "write"), E_FULL);
    CHECK_FAILS(sys_err(&err, EDQUOT, "write"), E_FULL);
    CHECK_FAILS(sys_err(&err, EROFS, "open"), E_READONLY);
    CHECK_FAILS(sys_err(&err, EACCES, "open"), E_DENIED);
    CHECK_FAILS(sys_err(&err, EEXIST, "open"), E_CONFLICT);
    CHECK_FAILS(sys_err(&err, EIO, "read"), E_IO);
    struct err why = {0};
    sys_err(&why, EIO, "read");
    CHECK_STR(str_from_c(why.msg), S("read: Input/output error"));
}

TEST(the_state_directory_follows_the_environment)
{
    struct str out = {0};
    struct str home = str_format(t->a, "%s/home", t->dir);
    setenv("HOME", str_to_c(t->a, home), 1);
    unsetenv("CAIRN_STATE");
    unsetenv("XDG_STATE_HOME");
    CHECK_OK(sys_state_dir(&out, sys_real(), t->a, &err));
    CHECK_STR(out, str_format(t->a, "%.*s/.local/state/cairn", FS(home)));
    struct file_info info;
    CHECK_OK(file_stat(&info, sys_real(), out, &err));
    CHECK_INT(info.kind, FILE_DIR);

    setenv("XDG_STATE_HOME", "relative", 1);
    CHECK_OK(sys_state_dir(&out, sys_real(), t->a, &err));
    CHECK_STR(out, str_format(t->a, "%.*s/.local/state/cairn", FS(home)));
    struct str xdg = str_format(t->a, "%s/xdg", t->dir);
    setenv("XDG_STATE_HOME", str_to_c(t->a, xdg), 1);
    CHECK_OK(sys_state_dir(&out, sys_real(), t->a, &err));
    CHECK_STR(out, str_format(t->a, "%.*s/cairn", FS(xdg)));
    setenv("CAIRN_STATE", t->dir, 1);
    CHECK_OK(sys_state_dir(&out, sys_real(), t->a, &err));
    CHECK_STR(out, str_from_c(t->dir));

    unsetenv("CAIRN_STATE");
    unsetenv("XDG_STATE_HOME");
    unsetenv("HOME");
    CHECK_FAILS(sys_state_dir(&out, sys_real(), t->a, &err), E_USAGE);
}
