/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmds.h - every command, in the order of 'cairn help'. */
#ifndef CLI_CMDS_H
#define CLI_CMDS_H

#include "cli/cmd.h"

extern const struct cmd *const cmds[]; /* ends with NULL */

extern const struct cmd cmd_help;
extern const struct cmd cmd_version;
extern const struct cmd cmd_complete;

#endif
