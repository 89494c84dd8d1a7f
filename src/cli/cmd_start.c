/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cmds.h"
#include "cli/print.h"
#include "cli/serving.h"
#include "sys/serve.h"

enum { O_NO_BROWSER, O_PORT, O_LOCK_AFTER, O_WEAK };

static const struct opt opts[] = {
    [O_NO_BROWSER] = {"no-browser", OPT_FLAG,
                      .help = N_("print the address alone, and open no browser")},
    [O_PORT] = {"port", OPT_INT, .value = "N", .min = 1, .max = 65535,
                .help = N_("the port on this computer (else any free one)")},
    [O_LOCK_AFTER] = {"lock-after", OPT_INT, .value = "MINUTES", .min = 1, .max = LOCK_AFTER_MAX,
                      .help = SERVING_LOCK_HELP},
    [O_WEAK] = {"weak-laptop", OPT_FLAG,
                .help = N_("a case file made now unlocks with 64 MB of memory instead of 256 MB")},
    {0},
};

/* To the browser if there is a desktop; else the person gets the address to open. */
static void show(struct run *r, struct str link)
{
    if (r->opt[O_NO_BROWSER].given) {
        print_bytes(r->out, str_format(r->a, "%.*s\n", FS(link)));
    } else if (!browser_open(r->sys, link, r->a)) {
        print_str(r->out, "link", N_("Open in a browser"), link);
        run_say(r, "%.*s",
                FS(msg(r->lang, TR("The link is good once, for five minutes; 'cairn start' gives "
                                   "another. Ctrl-C stops."))));
    }
    print_flush(r->out);
}

static void on_ready(void *ctx, struct str link)
{
    show(ctx, link);
}

/* Begun again after a lock: a browser shows it already. */
static void on_ready_again(void *ctx, struct str link)
{
    (void)ctx, (void)link;
}

static bool unlock(void *ctx, struct workspace *out, struct str path, const struct secret *pass,
                   struct arena *a, struct err *err)
{
    return app_unlock(out, ctx, path, pass, a, err);
}

/* The server of this person that runs already shows itself. False, and no error: there is none. */
static bool shown_by_other(struct run *r, struct str socket, struct err *err)
{
    struct err why = {0};
    struct str link;
    if (socket_ask(&link, r->sys, socket, r->a, &why)) {
        show(r, link);
        return true;
    }
    return why.code == E_NOTFOUND ? false : err_copy(err, &why);
}

static bool listen_here(struct serve_order *o, struct run *r, struct str socket, struct err *err)
{
    int port = r->opt[O_PORT].given ? (int)r->opt[O_PORT].i : 0;
    return socket_listen(&o->asking_fd, r->sys, socket, err) &&
           port_listen(&o->listen_fd, r->sys, port, err);
}

static bool run(struct run *r, struct err *err)
{
    struct serve_order o = {.listen_fd = -1,
                            .asking_fd = -1,
                            .vault = str_eq(r->vault, S(".")) ? (struct str){0} : r->vault,
                            .ready = on_ready,
                            .unlock = unlock,
                            .weak = r->opt[O_WEAK].given,
                            .ctx = r};
    int given[2] = {-1, -1};
    struct str state;
    if (!sys_data_dir(&o.home, r->sys, r->a, err) || !sys_state_dir(&state, r->sys, r->a, err))
        return false;
    struct str socket = str_format(r->a, "%.*s/start.socket", FS(state));
    stop_hold();
    if (serve_given(given)) {
        o.listen_fd = given[0];
        o.asking_fd = given[1];
        o.ready = on_ready_again;
    } else {
        if (shown_by_other(r, socket, err))
            return true;
        if (err->code || !listen_here(&o, r, socket, err))
            return false;
    }
    bool ok = app_prepare(r, true, err);
    if (ok)
        app_watch_sleep(r);
    ok = ok && serving_run(r, NULL, &o, &r->opt[O_LOCK_AFTER], err);
    app_close(r);
    if (o.asking_fd >= 0)
        socket_remove(r->sys, socket);
    return ok;
}

const struct cmd cmd_start = {
    .name = "start",
    .summary = N_("open Cairn in the browser; the first time it makes a case file with you"),
    .group = N_("The case file"),
    .needs = NEEDS_NOTHING,
    .opts = opts,
    .run = run,
};
