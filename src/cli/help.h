/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * help.h - what the tables say, for people and (with --json) for programs.
 *
 * 'cairn help --json' lists every command with its operands and options, the common options and the
 * exit statuses; the check of the manual page reads it.
 */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/cmd.h"

void help_all(struct run *r);
void help_command(struct run *r, const struct cmd *cmd);
void help_usage(struct run *r); /* three lines on standard error */

#endif
