/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/serving.h"

#include "sys/file.h"
#include "sys/serve.h"

enum { MINUTE = 60, SETTING_MAX = 16 };

/* What somebody set on the page More stands beside what this computer knows of its case files. */
static int64_t minutes_set(struct run *r)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(r->a);
    struct err none = {0};
    struct str dir, text;
    int64_t minutes = LOCK_AFTER_USUAL;
    if (sys_state_dir(&dir, r->sys, tmp.arena, &none) &&
        file_read(&text, r->sys, str_format(tmp.arena, "%.*s/lock-after", FS(dir)), SETTING_MAX,
                  tmp.arena, &none) &&
        !str_to_int(&minutes, str_trim(text), 1, LOCK_AFTER_MAX, &none))
        minutes = LOCK_AFTER_USUAL; /* a file that somebody spoilt must not keep it open */
    return minutes;
}

/* Returns only if it cannot. */
static bool begin_again(struct run *r, const struct serve_order *o, const struct serve_end *end,
                        const struct opt_value *lock_after, struct err *err)
{
    struct str_list args = {0};
    const int fd[2] = {end->listen_fd, o->asking_fd};
    if (end->vault.n) {
        str_list_add(&args, S("-C"), r->a);
        str_list_add(&args, end->vault, r->a);
    }
    str_list_add(&args, S("start"), r->a);
    if (lock_after->given) { /* else what is set by then */
        str_list_add(&args, S("--lock-after"), r->a);
        str_list_add(&args, str_format(r->a, "%" PRId64, lock_after->i), r->a);
    }
    if (o->weak)
        str_list_add(&args, S("--weak-laptop"), r->a);
    app_close(r); /* wipes the keys; the launcher ends, as another is started */
    return serve_again(r->sys, &args, fd, err);
}

bool serving_run(struct run *r, struct workspace *w, struct serve_order *o,
                 const struct opt_value *lock_after, struct err *err)
{
    struct serve_end end = {0};
    if (!r->serve)
        return err_set(err, E_USAGE, "this program has no server");
    o->lang = r->lang;
    o->idle = MINUTE * (lock_after->given ? lock_after->i : minutes_set(r));
    o->port = port_of(o->listen_fd);
    o->sleep_fd = r->app->sleep_fd;
    if (!r->serve(&end, w, o, r->a, err))
        return false;
    return !end.again || begin_again(r, o, &end, lock_after, err);
}
