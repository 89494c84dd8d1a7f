/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/map.h"
#include "test.h"

TEST(a_map_gives_back_what_was_set)
{
    enum { N = 3000 };
    struct map m = map_in(t->a, test_random(t, UINT64_MAX));
    for (int i = 0; i < N; i++)
        map_set(&m, str_format(t->a, "key %d", i), i);
    for (int i = 0; i < N; i += 2)
        map_set(&m, str_format(t->a, "key %d", i), -i);
    CHECK_INT(m.n, N);
    for (int i = 0; i < N; i++)
        CHECK_INT(map_get(&m, str_format(t->a, "key %d", i), -1), i % 2 ? i : -i);
    CHECK_INT(map_get(&m, S("key"), -7), -7);
    CHECK_INT(map_get(&m, S(""), -7), -7);
}
