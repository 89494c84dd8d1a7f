/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cmds.h"

#include <stddef.h>

const struct cmd *const cmds[] = {
    &cmd_init,          &cmd_start,   &cmd_serve,      &cmd_passphrase,
    &cmd_backup,        &cmd_restore, &cmd_member_add, &cmd_member_list,
    &cmd_member_remove, &cmd_add,     &cmd_note,       &cmd_custody,
    &cmd_read,          &cmd_brief,   &cmd_law,        &cmd_list,
    &cmd_show,          &cmd_find,    &cmd_accept,     &cmd_reject,
    &cmd_conflicts,     &cmd_letter,  &cmd_set,        &cmd_withdraw,
    &cmd_link,          &cmd_unlink,  &cmd_consent,    &cmd_label,
    &cmd_export,        &cmd_log,     &cmd_history,    &cmd_verify,
    &cmd_rebuild,       &cmd_erase,   &cmd_help,       &cmd_version,
    &cmd_complete,      NULL,
};
