/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test.h"
#include "web/chart.h"

TEST(an_amount_axis_begins_at_zero_and_ends_at_a_round_number)
{
    static const int64_t cases[][2] = {{1, 1},   {3, 3},           {7, 8},       {10, 10},
                                       {43, 50}, {330000, 400000}, {1170, 1500}, {0, 1}};
    for (isize i = 0; i < COUNTOF(cases); i++) {
        struct axis x = axis_of_amounts(cases[i][0]);
        CHECK_INT(x.lo, 0);
        CHECK_INT(x.hi, cases[i][1]);
    }
}

TEST(ticks_are_few_in_order_and_inside)
{
    for (int i = 0; i < 2000; i++) {
        struct axis x =
            axis_of_amounts((int64_t)(test_random(t, UINT64_MAX) >> test_random(t, 63)));
        struct ticks k = ticks_of_amounts(&x, t->a);
        CHECK(k.n >= 2 && k.n <= 7);
        for (isize n = 1; n < k.n; n++)
            CHECK(k.at[n].at > k.at[n - 1].at && k.at[n].at <= CHART_WIDTH);
        arena_clear(t->a);
    }
}

TEST(time_axes_have_a_few_ticks_whatever_their_length)
{
    for (int i = 0; i < 2000; i++) {
        int64_t lo = (int64_t)test_random(t, 40000) - 20000;
        int64_t days = (int64_t)(test_random(t, 1 << 20) >> test_random(t, 20));
        struct axis x = axis_of_days(lo, lo + days);
        struct ticks k = ticks_of_days(&x, t->a);
        CHECK(x.lo < lo && x.hi > lo + days);
        CHECK(k.n <= 8);
        CHECK(days < 40 || k.n >= 1);
        for (isize n = 1; n < k.n; n++)
            CHECK(k.at[n].at > k.at[n - 1].at);
        arena_clear(t->a);
    }
}

TEST(positions_keep_order_and_stay_inside)
{
    struct axis x = {-INT64_MAX / 2, INT64_MAX / 2};
    CHECK_INT(axis_at(&x, INT64_MIN), 0);
    CHECK_INT(axis_at(&x, INT64_MAX), CHART_WIDTH);
    CHECK_INT(axis_at(&x, 0), CHART_WIDTH / 2);
    struct axis y = {0, 400};
    CHECK_INT(axis_at(&y, 100), 250);
    CHECK_INT(axis_at(&y, 401), CHART_WIDTH);
    CHECK_INT(axis_at(&y, 1), 3); /* rounded */
}

TEST(only_dates_with_an_end_can_be_drawn)
{
    struct edtf_range r;
    CHECK(days_of(&r, S("1970-01-02")) && r.lo == 1 && r.hi == 1);
    CHECK(days_of(&r, S("1970")) && r.lo == 0 && r.hi == 364);
    CHECK(days_of(&r, S("1970-01-02/..")) && r.lo == 1 && r.hi == 1);
    CHECK(days_of(&r, S("../1970-01-02")) && r.lo == 1 && r.hi == 1);
    CHECK(!days_of(&r, S("XXXX-07-20")));
    CHECK(!days_of(&r, S("soon")));
    CHECK(!days_of(&r, S("")));
}
