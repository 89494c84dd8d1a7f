/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli.h - from the words of a command line to an exit status.
 *
 * Results go to 'out', everything said on the way and every failure to 'talk'. With --json a
 * failure is one JSON object on 'talk', and its words are stable:
 *     {"error":{"code":"usage","status":2,"say":"...","detail":"...","log":"..."}}
 * The exit status is 0, or what base/err.c says for the code.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "cli/cmd.h"
#include "cli/sink.h"

struct cli {
    struct sys *sys;
    const struct cmd *const *cmds;
    struct sink out, talk;
    /*
     * Set r->app to what the command's 'needs' asks for, before it runs; close what was opened
     * afterwards, whether it ran well or not. NULL: no command needs anything.
     */
    bool (*open)(struct run *r, struct err *err);
    void (*close)(struct run *r);
    /* run.serve: the web is on the same floor, so main() hands it down. NULL: there is none. */
    bool (*serve)(struct serve_end *end, struct workspace *w, const struct serve_order *o,
                  struct arena *a, struct err *err);
};

/* argv as in main(), the program's own name first. */
int cli_main(struct cli *c, int argc, char **argv);

#endif
