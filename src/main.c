/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cli.h"
#include "cli/cmds.h"
#include "crypto/crypto.h"
#include "web/site.h"

/* Commands and pages stand on one floor and know nothing of each other: here they meet. */
static bool serve(struct serve_end *end, struct workspace *w, const struct serve_order *o,
                  struct arena *a, struct err *err)
{
    struct site *s;
    struct site_end how;
    struct site_options options = {.listen_fd = o->listen_fd,
                                   .port = o->port,
                                   .idle = o->idle,
                                   .lang = o->lang,
                                   .door = {.vault = o->vault,
                                            .home = o->home,
                                            .weak = o->weak,
                                            .unlock = o->unlock,
                                            .ctx = o->ctx}};
    if (!site_open(&s, sys_real(), w, &options, a, err))
        return false;
    o->ready(o->ctx, site_link(s, a));
    site_serve(&how, s, &(struct site_ears){o->asking_fd, o->sleep_fd}, a);
    site_close(&s);
    *end = (struct serve_end){how.again, how.vault, how.listen_fd};
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
