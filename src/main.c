/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cli.h"
#include "cli/cmds.h"
#include "crypto/crypto.h"
#include "sys/serve.h"
#include "web/site.h"

/* Commands and pages stand on one floor and know nothing of each other: here they meet. */
static bool serve(struct workspace *w, const struct serve_order *o, struct arena *a,
                  struct err *err)
{
    struct site *s;
    struct site_options options = {
        .port = (uint16_t)o->port, .listen_fd = o->listen_fd, .lang = o->lang};
    if (!site_open(&s, w, &options, a, err))
        return false;
    o->ready(o->ctx, site_link(s, a));
    stop_wait();
    site_close(&s);
    return true;
}

int main(int argc, char **argv)
{
    sys_harden_process();
    crypto_init();
    struct cli c = {.sys = sys_real(),
                    .cmds = cmds,
                    .out = sink_stdout(),
                    .talk = sink_stderr(),
                    .open = app_open,
                    .close = app_close,
                    .serve = serve};
    return cli_main(&c, argc, argv);
}
