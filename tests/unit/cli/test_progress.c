/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/progress.h"
#include "cli/sink.h"
#include "test.h"

static struct str drawn(struct test *t, bool tty, int64_t total)
{
    struct buf b = buf_in(t->a, 10000);
    struct sink talk = sink_buf(&b);
    talk.tty = tty;
    struct run r = {.sys = sys_real(), .a = t->a, .talk = &talk};
    struct progress p = progress_begin(&r, "Verifying", total);
    for (int i = 0; i <= 1000; i++)
        progress_at(&p, i);
    progress_end(&p);
    return buf_str(&b);
}

TEST(progress_is_silent_where_nobody_looks)
{
    CHECK_STR(drawn(t, false, 1000), S(""));
}

TEST(progress_draws_now_and_then_and_leaves_an_empty_line)
{
    struct str s = drawn(t, true, 1000);
    CHECK(str_starts(s, S("\r\x1b[KVerifying [..............................] 0 of 1000")));
    CHECK(str_ends(s, S("\r\x1b[K")));
    CHECK(s.n < 2000); /* a thousand calls, few drawings */
    CHECK(str_starts(drawn(t, true, 0), S("\r\x1b[KVerifying 0")));
}
