/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/progress.h"

#include "cli/sink.h"

enum { BAR = 30, EVERY_MS = 100, LINE_BYTES = 400 };

struct progress progress_begin(struct run *r, const char *what, int64_t total)
{
    return (struct progress){.run = r, .what = what, .total = total};
}

/* "\r" and "erase to the end of the line" (ECMA-48 EL): nothing of the last drawing is left. */
static void draw(struct progress *p, int64_t done)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(p->run->a);
    struct buf b = buf_in(tmp.arena, LINE_BYTES);
    buf_addf(&b, "\r\x1b[K%.*s ", FS(msg(p->run->lang, p->what)));
    if (p->total > 0) {
        int64_t shown = done < p->total ? done : p->total;
        int full = (int)((double)shown / (double)p->total * BAR);
        buf_add_c(&b, '[');
        for (int i = 0; i < BAR; i++)
            buf_add_c(&b, i < full ? '#' : '.');
        buf_addf(&b, "] %" PRId64 " of %" PRId64, done, p->total);
    } else {
        buf_addf(&b, "%" PRId64, done);
    }
    sink_put(p->run->talk, buf_str(&b));
    p->shown = true;
}

void progress_at(struct progress *p, int64_t done)
{
    if (!p->run->talk->tty)
        return;
    int64_t now = sys_monotonic_ms(p->run->sys);
    if (p->shown && now - p->drawn < EVERY_MS)
        return;
    p->drawn = now;
    draw(p, done);
}

void progress_end(struct progress *p)
{
    if (p->shown)
        sink_put(p->run->talk, S("\r\x1b[K"));
    p->shown = false;
}
