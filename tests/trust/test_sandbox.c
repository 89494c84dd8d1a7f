/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sys/sandbox.h"

#include <stdlib.h>
#include <string.h>

#include "attack.h"
#include "test.h"

static struct str attempt(struct test *t, struct launcher *l, const char *what)
{
    struct str out = {0};
    CHECK_OK(launcher_run(&out, l, JOB(what, S("")), t->a, &err));
    return out;
}

TEST(only_the_listed_folder_can_be_read)
{
    AUTO(launcher_stop) struct launcher *l = attack_launcher(t);
    CHECK_STR(attempt(t, l, "open_listed"), S("allowed")); /* else the rest would prove nothing */
    CHECK_STR(attempt(t, l, "open_outside"), S("refused"));
    CHECK_STR(attempt(t, l, "open_home"), S("refused"));
}

TEST(memory_has_a_limit)
{
    AUTO(launcher_stop) struct launcher *l = attack_launcher(t);
    int64_t megabytes = 0;
    CHECK_OK(str_to_int(&megabytes, attempt(t, l, "memory"), 0, 1000000, &err));
    CHECK(megabytes >= 128 && megabytes <= 256);
}

TEST(pages_are_never_code)
{
    AUTO(launcher_stop) struct launcher *l = attack_launcher(t);
    CHECK_STR(attempt(t, l, "code"), S("refused"));
}

TEST(limits_cannot_be_raised)
{
    AUTO(launcher_stop) struct launcher *l = attack_launcher(t);
    CHECK_STR(attempt(t, l, "limits"), S("refused"));
}

TEST(what_a_parser_never_needs_ends_it)
{
    static const char *const deadly[] = {"socket",     "unix_socket", "exec",       "fork",
                                         "ptrace",     "kill",        "code_later", "write_listed",
                                         "write_temp", "write_raw"};
    AUTO(launcher_stop) struct launcher *l = attack_launcher(t);
    for (isize i = 0; i < COUNTOF(deadly); i++) {
        struct str out = {0};
        CHECK_FAILS(launcher_run(&out, l, JOB(deadly[i], S("")), t->a, &err), E_CORRUPT);
    }
    CHECK_STR(attempt(t, l, "open_listed"), S("allowed"));
}

TEST(a_crash_ends_only_the_child)
{
    AUTO(launcher_stop) struct launcher *l = attack_launcher(t);
    struct str out = {0};
    for (int i = 0; i < 20; i++) {
        CHECK_FAILS(launcher_run(&out, l, JOB("crash", S("")), t->a, &err), E_CORRUPT);
        CHECK_OK(launcher_run(&out, l, JOB("echo", S("next")), t->a, &err));
        CHECK_STR(out, S("next"));
    }
}
