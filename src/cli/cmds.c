/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cmds.h"

#include <stddef.h>

const struct cmd *const cmds[] = {
    &cmd_help,
    &cmd_version,
    &cmd_complete,
    NULL,
};
