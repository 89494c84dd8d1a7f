/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cmds.h"
#include "cli/print.h"
#include "cli/serving.h"
#include "sys/serve.h"

enum { O_PORT, O_SOCKET, O_PRINT_LINK, O_LOCK_AFTER };

static const struct opt opts[] = {
    [O_PORT] = {"port", OPT_INT, .value = "N", .min = 1, .max = 65535,
                .help = N_("the port on this computer (else any free one)")},
    [O_SOCKET] = {"socket", OPT_FILE, .value = "PATH",
                  .help = N_("a socket in the file system, in place of a port")},
    [O_PRINT_LINK] = {"print-link", OPT_FLAG, .help = N_("print the link alone, for programs")},
    [O_LOCK_AFTER] = {"lock-after", OPT_INT, .value = "MINUTES", .min = 1, .max = LOCK_AFTER_MAX,
                      .help = SERVING_LOCK_HELP},
    {0},
};

/* It is written out at once: whoever waits for the link must not wait for the end. */
static void on_ready(void *ctx, struct str link)
{
    struct run *r = ctx;
    if (r->opt[O_PRINT_LINK].given) {
        print_bytes(r->out, str_format(r->a, "%.*s\n", FS(link)));
        print_flush(r->out);
        return;
    }
    print_str(r->out, "link", N_("Open in a browser"), link);
    print_flush(r->out);
    run_say(r, "%.*s",
            FS(msg(r->lang, TR("The link signs in whoever opens it first, once, within five "
                               "minutes. Ctrl-C stops."))));
}

static bool run(struct run *r, struct err *err)
{
    int port = r->opt[O_PORT].given ? (int)r->opt[O_PORT].i : 0;
    struct serve_order o = {
        .listen_fd = -1, .asking_fd = -1, .vault = r->vault, .ready = on_ready, .ctx = r};
    struct str path = r->opt[O_SOCKET].s;
    if (r->opt[O_SOCKET].given && r->opt[O_PORT].given) {
        (void)err_set(err, E_USAGE, "a port and a socket");
        return err_detail(err, "%.*s", FS(msg(r->lang, TR("name a port or a socket, not both"))));
    }
    stop_hold();
    if (r->opt[O_SOCKET].given ? !socket_listen(&o.listen_fd, r->sys, path, err)
                               : !port_listen(&o.listen_fd, r->sys, port, err))
        return false;
    bool ok = serving_run(r, &r->app->w, &o, &r->opt[O_LOCK_AFTER], err);
    if (r->opt[O_SOCKET].given)
        socket_remove(r->sys, path);
    return ok;
}

const struct cmd cmd_serve = {
    .name = "serve",
    .summary = N_("open the case file in a browser, on this computer only"),
    .group = N_("The case file"),
    .needs = NEEDS_VAULT_WRITE,
    .opts = opts,
    .run = run,
};
