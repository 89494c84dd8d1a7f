/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cli.h"
#include "cli/cmds.h"
#include "crypto/crypto.h"
#include "sys/sys.h"

int main(int argc, char **argv)
{
    sys_harden_process();
    crypto_init();
    struct cli c = {.sys = sys_real(),
                    .cmds = cmds,
                    .out = sink_stdout(),
                    .talk = sink_stderr(),
                    .open = app_open,
                    .close = app_close};
    return cli_main(&c, argc, argv);
}
