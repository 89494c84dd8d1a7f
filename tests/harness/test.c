/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { TESTS_MAX = 1000 };

static struct test *all; /* the one list of the harness, filled before main() */
static uint64_t seed = 1;

void test_register(struct test *t)
{
    t->next = all;
    all = t;
}

NORETURN void test_fail(const char *file, int line, const char *fmt, ...)
{
    char text[8192];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    printf("# %s (seed %" PRIu64 ")\n", text, seed);
    fflush(stdout);
    _fail(file, line);
    abort(); /* _fail() does not return, but cmocka does not say so */
}

static jmp_buf skip_to;
static const char *skipped; /* why the running test was skipped, or NULL */

/* Not cmocka's skip(): it prints "not ok", which TAP takes for a failure. */
NORETURN void test_skip(const char *why)
{
    skipped = why;
    longjmp(skip_to, 1);
}

uint64_t test_random(struct test *t, uint64_t below)
{
    uint64_t z = (t->rng += 0x9e3779b97f4a7c15u); /* splitmix64, public domain */
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (z ^ (z >> 31)) % below;
}

struct str test_random_text(struct test *t, isize max)
{
    static const char special[] = "<>&\"'/\\%{}=;\n\t \0x";
    isize n = (isize)test_random(t, (uint64_t)max + 1);
    char *p = NEWN(t->a, char, n + 1);
    for (isize i = 0; i < n; i++)
        p[i] = test_random(t, 3) ? (char)(unsigned char)test_random(t, 256)
                                 : special[test_random(t, sizeof special - 1)];
    return (struct str){p, n};
}

static const char *path_below(struct test *t, const char *root, const char *name)
{
    const char *path = str_to_c(t->a, str_format(t->a, "%s/%s", root, name));
    return access(path, R_OK) == 0 ? path : NULL;
}

const char *test_source_path(struct test *t, const char *name)
{
    return path_below(t, SOURCE_ROOT, name);
}

const char *test_shared_path(struct test *t, const char *name)
{
    return path_below(t, SOURCE_ROOT "/../shared", name);
}

static int remove_one(const char *path, UNUSED const struct stat *st, UNUSED int type,
                      UNUSED struct FTW *ftw)
{
    return remove(path);
}

static int set_up(void **state)
{
    struct test *t = *state;
    char dir[] = "/tmp/cairn-test-XXXXXX";
    enum { CAP = 1 << 30 };
    t->a = arena_new(CAP);
    t->rng = seed;
    if (!mkdtemp(dir))
        return -1;
    t->dir = str_to_c(t->a, str_from_c(dir));
    return 0;
}

static int tear_down(void **state)
{
    struct test *t = *state;
    nftw(t->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    arena_free(&t->a);
    return 0;
}

static void run_one(void **state)
{
    struct test *t = *state;
    skipped = NULL;
    if (setjmp(skip_to) == 0)
        t->run(t);
    if (skipped) { /* "ok 3 - name # SKIP why" */
        static char titles[TESTS_MAX][300];
        static isize n;
        snprintf(titles[n], sizeof titles[n], "%s # SKIP %s", t->name, skipped);
        t->unit->name = titles[n++];
    }
}

int main(int argc, char **argv)
{
    static struct CMUnitTest tests[TESTS_MAX];
    size_t n = 0;
    bool chosen = false;
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "-s") && i + 1 < argc)
            seed = strtoull(argv[++i], NULL, 0);
        else
            chosen = true;
    }
    for (struct test *t = all; t && n < TESTS_MAX; t = t->next) {
        bool wanted = !chosen;
        for (int i = 1; i < argc; i++)
            wanted |= !strncmp(t->name, argv[i], strlen(argv[i]));
        if (!wanted)
            continue;
        t->unit = &tests[n];
        tests[n++] = (struct CMUnitTest){t->name, run_one, set_up, tear_down, t};
    }
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return _cmocka_run_group_tests("cairn", tests, n, NULL, NULL);
}
