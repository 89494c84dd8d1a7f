/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmds.h - every command, in the order of 'cairn help'. */
#ifndef CLI_CMDS_H
#define CLI_CMDS_H

#include "cli/cmd.h"

extern const struct cmd *const cmds[]; /* ends with NULL */

extern const struct cmd cmd_accept;
extern const struct cmd cmd_add;
extern const struct cmd cmd_address_confirm;
extern const struct cmd cmd_backup;
extern const struct cmd cmd_brief;
extern const struct cmd cmd_conflicts;
extern const struct cmd cmd_consent;
extern const struct cmd cmd_custody;
extern const struct cmd cmd_due;
extern const struct cmd cmd_erase;
extern const struct cmd cmd_export;
extern const struct cmd cmd_find;
extern const struct cmd cmd_history;
extern const struct cmd cmd_init;
extern const struct cmd cmd_label;
extern const struct cmd cmd_law;
extern const struct cmd cmd_letter;
extern const struct cmd cmd_link;
extern const struct cmd cmd_list;
extern const struct cmd cmd_log;
extern const struct cmd cmd_member_add;
extern const struct cmd cmd_member_list;
extern const struct cmd cmd_member_remove;
extern const struct cmd cmd_note;
extern const struct cmd cmd_passphrase;
extern const struct cmd cmd_read;
extern const struct cmd cmd_rebuild;
extern const struct cmd cmd_reject;
extern const struct cmd cmd_restore;
extern const struct cmd cmd_sent;
extern const struct cmd cmd_serve;
extern const struct cmd cmd_start;
extern const struct cmd cmd_set;
extern const struct cmd cmd_show;
extern const struct cmd cmd_unlink;
extern const struct cmd cmd_verify;
extern const struct cmd cmd_withdraw;
extern const struct cmd cmd_help;
extern const struct cmd cmd_version;
extern const struct cmd cmd_complete;

#endif
