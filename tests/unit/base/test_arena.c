/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <sys/mman.h>

#include "base/list.h"
#include "test.h"

/* A result of known bytes, made with scratch of known bytes, several calls deep. */
static const unsigned char *nested(struct test *t, struct arena *a, int depth, bool *clash)
{
    enum { N = 24 };
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    unsigned char *mine = NEWN(tmp.arena, unsigned char, N);
    unsigned char *result = NEWN(a, unsigned char, N);
    memset(mine, 'm', N);
    memset(result, 'r', N);
    if (depth > 0) {
        const unsigned char *below = nested(t, test_random(t, 2) ? a : tmp.arena, depth - 1, clash);
        nested(t, test_random(t, 2) ? a : tmp.arena, depth - 1, clash);
        for (int i = 0; i < N; i++)
            *clash |= below[i] != 'r' || mine[i] != 'm';
    }
    for (int i = 0; i < N; i++)
        *clash |= mine[i] != 'm' || result[i] != 'r';
    return result;
}

TEST(scratch_is_never_the_memory_of_a_result)
{
    bool clash = false;
    for (int i = 0; i < 300; i++)
        nested(t, t->a, 6, &clash);
    CHECK(!clash);
}

TEST(scratch_gives_back_all_it_took)
{
    bool clash = false;
    struct scratch s = scratch_begin(NULL);
    char *before = s.arena->cur;
    nested(t, t->a, 3, &clash);
    CHECK(s.arena->cur == before);
    scratch_end(&s);
}

TEST(arena_memory_is_zeroed_also_after_clear)
{
    struct arena *a = arena_new(ARENA_SMALL);
    memset(NEWN(a, char, 1000), 'x', 1000);
    arena_clear(a);
    const char *p = NEWN(a, char, 1000);
    for (int i = 0; i < 1000; i++)
        CHECK(p[i] == 0);
    arena_free(&a);
    CHECK(a == NULL);
}

TEST(the_newest_piece_of_an_arena_grows_where_it_is)
{
    char *p = NEWN(t->a, char, 100);
    memset(p, 'p', 100);
    CHECK(arena_extend(t->a, p, 100, 50));
    for (int i = 0; i < 150; i++)
        CHECK(p[i] == (i < 100 ? 'p' : 0));
    char *q = NEWN(t->a, char, 10);
    CHECK(q >= p + 150);
    CHECK(!arena_extend(t->a, p, 150, 1));
    CHECK(!arena_extend(t->a, NULL, 0, 1));
    CHECK(!arena_extend(t->a, q, 10, t->a->end - t->a->cur + 1));
}

TEST(a_text_that_alone_grows_takes_little_more_than_its_length)
{
    enum { N = 5 << 20 };
    struct arena *a = arena_new(ARENA_LARGE);
    struct buf b = buf_in(a, N);
    const char *before = a->cur;
    for (int i = 0; i < N; i++)
        buf_add_c(&b, 'x');
    CHECK(!b.full && b.n == N);
    CHECK(a->cur - before <= N + (1 << 20));
    arena_free(&a);
}

static bool is_resident(char *p)
{
    unsigned char there = 0;
    uintptr_t page = (uintptr_t)p & ~(uintptr_t)0xffff;
    char *at = p - ((uintptr_t)p - page);
    CHECK_INT(mincore(at, 1, &there), 0);
    return there & 1;
}

TEST(what_one_large_piece_of_work_took_is_given_back)
{
    enum { LARGE = 32 << 20 };
    struct scratch outer = scratch_begin(NULL);
    memset(NEWN(outer.arena, char, 1000), 'x', 1000);
    struct scratch s = scratch_begin(NULL);
    char *p = NEWN(s.arena, char, LARGE);
    CHECK(is_resident(p + LARGE / 2));
    scratch_end(&s);
    CHECK(!is_resident(p + LARGE / 2));
    const char *again = NEWN(outer.arena, char, LARGE);
    for (int i = 0; i < LARGE; i += 1000)
        CHECK(again[i] == 0);
    scratch_end(&outer);
    CHECK(!is_resident(p + LARGE / 2));
}

TEST(a_list_keeps_what_was_added_in_order)
{
    struct numbers {
        int *at;
        isize n, cap;
    } l = {0};
    for (int i = 0; i < 1000; i++)
        *LIST_ADD(&l, t->a) = i;
    CHECK_INT(l.n, 1000);
    for (int i = 0; i < 1000; i++)
        CHECK_INT(l.at[i], i);
}

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>

TEST(a_sanitizer_knows_what_was_not_asked_for_and_what_is_gone)
{
    enum { BIG = 5 << 20, SMALL = 40 };
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    for (int i = 0; i < 4; i++) {
        char *small = NEWN(a, char, SMALL), *big = NEWN(a, char, BIG);
        CHECK(!__asan_region_is_poisoned(small, SMALL));
        CHECK(!__asan_region_is_poisoned(big, BIG));
        CHECK(__asan_address_is_poisoned(small + SMALL));
        CHECK(__asan_address_is_poisoned(big + BIG));
        CHECK(__asan_address_is_poisoned(a->cur + SMALL));
        CHECK(arena_extend(a, big, BIG, SMALL));
        CHECK(!__asan_region_is_poisoned(big, BIG + SMALL));
        CHECK(__asan_address_is_poisoned(big + BIG + SMALL));
    }
    const char *last = NEWN(a, char, SMALL);
    arena_clear(a);
    CHECK(__asan_address_is_poisoned(last));
    CHECK(__asan_address_is_poisoned(last - BIG));
}
#endif
#endif
