/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "act/order_key.h"
#include "test.h"

TEST(keys_of_a_new_list_sort_in_its_order)
{
    struct str last = {0};
    for (isize i = 0; i < 2000; i++) {
        struct str k = order_key_nth(i, t->a);
        CHECK(str_cmp(last, k) < 0 && k.p[k.n - 1] != '0');
        last = k;
    }
}

TEST(there_is_always_a_key_between_two)
{
    struct str keys[200];
    isize n = 2;
    keys[0] = order_key_nth(0, t->a);
    keys[1] = order_key_nth(1, t->a);
    while (n < COUNTOF(keys)) {
        isize at = (isize)test_random(t, (uint64_t)(n + 1)); /* before keys[at] */
        struct str lo = at ? keys[at - 1] : S(""), hi = at < n ? keys[at] : S("");
        struct str k = order_key_between(lo, hi, t->a);
        CHECK(k.n > 0 && k.n < ORDER_KEY_MAX && k.p[k.n - 1] != '0');
        CHECK(str_cmp(lo, k) < 0 && (!hi.n || str_cmp(k, hi) < 0));
        for (isize i = n; i > at; i--)
            keys[i] = keys[i - 1];
        keys[at] = k;
        n++;
    }
}

TEST(a_key_between_two_that_are_the_wrong_way_round_is_after_the_first)
{
    CHECK(str_cmp(S("k"), order_key_between(S("k"), S("c"), t->a)) < 0);
    CHECK(str_cmp(S("k"), order_key_between(S("k"), S("k"), t->a)) < 0);
    struct str worst = order_key_between(S("zzzz"), S("zzzzi"), t->a);
    CHECK(str_cmp(S("zzzz"), worst) < 0 && str_cmp(worst, S("zzzzi")) < 0);
}
