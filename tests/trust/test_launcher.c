/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sys/launcher.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "sys/fake.h"
#include "test.h"

TEST(what_goes_in_comes_out_whatever_its_size)
{
    AUTO(launcher_stop) struct launcher *l = attack_launcher(t);
    struct str out = {0};
    for (isize size = 0; size < 5000000; size = size * 7 + 1) {
        struct str in = test_random_text(t, size);
        CHECK_OK(launcher_run(&out, l, JOB("echo", in), t->a, &err));
        CHECK_STR(out, in);
    }
}

TEST(a_helper_that_takes_no_input_does_not_hang_its_giver)
{
    AUTO(launcher_stop) struct launcher *l = attack_launcher(t);
    struct str out = {0};
    struct str in = {NEWN(t->a, char, 3000000), 3000000};
    CHECK_OK(launcher_run(&out, l, JOB("open_outside", in), t->a, &err));
    CHECK_STR(out, S("refused"));
}

TEST(a_helper_gets_no_environment_of_the_person_and_no_open_files)
{
    setenv("CAIRN_SECRET", "in the environment", 1);
    AUTO(launcher_stop) struct launcher *l = attack_launcher(t);
    struct str out = {0};
    CHECK_OK(launcher_run(&out, l, JOB("env", S("")), t->a, &err));
    CHECK(str_find(out, S("SECRET")) < 0);
    CHECK(str_find(out, S("/nonexistent")) > 0);
    CHECK_OK(launcher_run(&out, l, JOB("fds", S("")), t->a, &err));
    CHECK_STR(out, S("###"));
}

TEST(a_refusal_says_why_in_one_clean_line)
{
    AUTO(launcher_stop) struct launcher *l = attack_launcher(t);
    struct str out = S("untouched");
    struct err why = {0};
    CHECK(!launcher_run(&out, l, JOB("refuse", S("")), t->a, &why));
    CHECK_INT(why.code, E_INVALID);
    CHECK_STR(str_from_c(why.detail), S("the document is "));
    CHECK_STR(out, S("untouched"));
    CHECK_FAILS(launcher_run(&out, l, JOB("status", S("")), t->a, &err), E_CORRUPT);
    CHECK_FAILS(launcher_run(&out, l, JOB("unheard-of", S("")), t->a, &err), E_CORRUPT);
}

TEST(time_is_limited_by_the_wall_and_by_the_processor)
{
    AUTO(launcher_stop) struct launcher *l = attack_launcher(t);
    struct str out = {0};
    struct launch_limits short_wall = attack_limits;
    short_wall.wall_seconds = 1;
    int64_t from = sys_monotonic_ms(sys_real());
    CHECK_FAILS(launcher_run(&out, l, &(struct launch_job){"sleep", S(""), short_wall}, t->a, &err),
                E_LIMIT);
    CHECK_FAILS(launcher_run(&out, l, &(struct launch_job){"loop", S(""), short_wall}, t->a, &err),
                E_LIMIT);
    struct launch_limits short_cpu = attack_limits;
    short_cpu.cpu_seconds = 1;
    CHECK_FAILS(launcher_run(&out, l, &(struct launch_job){"loop", S(""), short_cpu}, t->a, &err),
                E_LIMIT);
    CHECK(sys_monotonic_ms(sys_real()) - from < 9000);
}

TEST(output_is_limited)
{
    AUTO(launcher_stop) struct launcher *l = attack_launcher(t);
    struct str out = {0};
    CHECK_FAILS(launcher_run(&out, l, JOB("flood", S("")), t->a, &err), E_LIMIT);
    CHECK_OK(launcher_run(&out, l, JOB("echo", S("still here")), t->a, &err));
    CHECK_STR(out, S("still here"));
}

TEST(a_launcher_without_a_helper_is_refused_at_the_start)
{
    struct launcher *l = NULL;
    CHECK_FAILS(launcher_start(&l, sys_real(), S("/nonexistent/cairn-parse"), t->a, &err),
                E_NOTFOUND);
    CHECK_FAILS(launcher_start(&l, sys_real(), S("/etc/passwd"), t->a, &err), E_DENIED);
    CHECK(l == NULL);
    launcher_stop(&l);
}

TEST(each_call_of_the_system_may_fail)
{
    struct sys_fake f;
    sys_fake_init(&f, 0, 1);
    struct launcher *l = NULL;
    f.fail_at = 1;
    f.fail_errno = EMFILE;
    CHECK_FAILS(launcher_start(&l, &f.sys, str_from_c(ATTACK_PROGRAM), t->a, &err), E_IO);
    f.fail_at = f.calls + 2;
    CHECK_FAILS(launcher_start(&l, &f.sys, str_from_c(ATTACK_PROGRAM), t->a, &err), E_IO);
    CHECK_OK(launcher_start(&l, &f.sys, str_from_c(ATTACK_PROGRAM), t->a, &err));
    f.fail_at = f.calls + 1;
    struct str out = {0};
    CHECK_FAILS(launcher_run(&out, l, JOB("echo", S("x")), t->a, &err), E_IO);
    CHECK_OK(launcher_run(&out, l, JOB("echo", S("x")), t->a, &err));
    launcher_stop(&l);
    CHECK(l == NULL);
}

/* Processes whose parent is 'parent', by /proc; 'last' gets one of them. */
static isize children_of(struct test *t, pid_t parent, pid_t *last)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(t->a);
    const char *path = str_to_c(
        tmp.arena, str_format(tmp.arena, "/proc/%d/task/%d/children", (int)parent, (int)parent));
    struct str list = {0};
    struct err err = {0};
    if (!file_read(&list, sys_real(), str_from_c(path), 4000, tmp.arena, &err))
        return 0;
    isize n = 0;
    struct str head;
    while (str_cut(list, ' ', &head, &list)) {
        int64_t pid = 0;
        if (str_to_int(&pid, head, 1, INT32_MAX, &err)) {
            *last = (pid_t)pid;
            n++;
        }
    }
    return n;
}

static bool is_gone(pid_t pid)
{
    enum { TRIES = 500, STEP_US = 10000 };
    for (int i = 0; i < TRIES; i++) {
        if (kill(pid, 0) != 0)
            return true;
        usleep(STEP_US);
    }
    return false;
}

/* A program in the middle of reading a document that never ends. */
static NORETURN void busy_program(struct test *t)
{
    struct err err = {0};
    struct launcher *l = NULL;
    struct str out = {0};
    if (launcher_start(&l, sys_real(), str_from_c(ATTACK_PROGRAM), t->a, &err))
        _exit(launcher_run(&out, l, JOB("sleep", S("")), t->a, &err) ? 1 : 2);
    _exit(3);
}

TEST(all_helpers_die_with_the_program)
{
    pid_t program = fork();
    if (program == 0)
        busy_program(t);
    pid_t launcher = 0, minder = 0, helper = 0;
    for (int i = 0; i < 500 && !helper; i++) {
        usleep(10000);
        if (children_of(t, program, &launcher) && children_of(t, launcher, &minder))
            children_of(t, minder, &helper);
    }
    CHECK(helper > 0);
    kill(program, SIGKILL);
    waitpid(program, NULL, 0);
    CHECK(is_gone(launcher) && is_gone(minder) && is_gone(helper));
}
