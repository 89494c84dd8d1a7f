/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test.h - cmocka with our words.
 *
 *   TEST(str_cut_takes_the_first_separator)
 *   {
 *       struct str head, tail;
 *       CHECK(str_cut(S("a=b=c"), '=', &head, &tail));
 *       CHECK_STR(tail, S("b=c"));
 *   }
 *
 * A test registers itself and is named as a sentence about behaviour. It gets a fresh arena t->a, a
 * random stream t->rng from a printed seed, and t->dir, a directory of its own that is removed
 * afterwards. A failed CHECK prints both sides and ends the test.
 *   ./unit_base [-s SEED] [NAME...]     names match from the left
 */
#ifndef TEST_H
#define TEST_H

#include "base/str.h"

struct test {
    const char *name;
    void (*run)(struct test *t);
    struct test *next;
    struct CMUnitTest *unit; /* its entry in cmocka's table */
    struct arena *a;
    const char *dir;
    uint64_t rng;
};

void test_register(struct test *t);
NORETURN void test_fail(const char *file, int line, const char *fmt, ...) PRINTF(3, 4);
/* End this test as skipped, saying why: for what needs ../shared or a server that is not there. */
NORETURN void test_skip(const char *why);
uint64_t test_random(struct test *t, uint64_t below);
struct str test_random_text(struct test *t, isize max); /* any bytes, special ones often */
/* A file of the source tree or of ../shared beside it; NULL if it is not there. */
const char *test_source_path(struct test *t, const char *name);
const char *test_shared_path(struct test *t, const char *name);

#define TEST(id)                                                                                   \
    static void test_##id(struct test *t);                                                         \
    static struct test test_entry_##id = {.name = #id, .run = test_##id};                          \
    __attribute__((constructor)) static void test_reg_##id(void)                                   \
    {                                                                                              \
        test_register(&test_entry_##id);                                                           \
    }                                                                                              \
    static void test_##id(UNUSED struct test *t)

#define CHECK(c)                                                                                   \
    do {                                                                                           \
        if (!(c))                                                                                  \
            test_fail(__FILE__, __LINE__, "not so: %s", #c);                                       \
    } while (0)
#define CHECK_INT(got, want)                                                                       \
    do {                                                                                           \
        int64_t g_ = (got), w_ = (want);                                                           \
        if (g_ != w_)                                                                              \
            test_fail(__FILE__, __LINE__, "%s is %" PRId64 ", not %" PRId64, #got, g_, w_);        \
    } while (0)
#define CHECK_STR(got, want)                                                                       \
    do {                                                                                           \
        struct str g_ = (got), w_ = (want);                                                        \
        if (!str_eq(g_, w_))                                                                       \
            test_fail(__FILE__, __LINE__, "%s is\n#   '%.*s'\n# not\n#   '%.*s'", #got, FS(g_),    \
                      FS(w_));                                                                     \
    } while (0)
/* call(..., &err) must succeed and leave err alone, or fail with that code. */
#define CHECK_OK(call)                                                                             \
    do {                                                                                           \
        struct err err = {0};                                                                      \
        bool ok_ = (call);                                                                         \
        if (!ok_ || err.code)                                                                      \
            test_fail(__FILE__, __LINE__, "%s: %s", #call, err.msg);                               \
    } while (0)
#define CHECK_FAILS(call, want)                                                                    \
    do {                                                                                           \
        struct err err = {0};                                                                      \
        bool ok_ = (call);                                                                         \
        if (ok_ || err.code != (want))                                                             \
            test_fail(__FILE__, __LINE__, "%s: code %d (%s), not %s", #call, (int)err.code,        \
                      err.msg, #want);                                                             \
    } while (0)

#endif
