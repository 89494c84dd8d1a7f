/* SPDX-License-Identifier: GPL-3.0-or-later */
/* msg_table.h - what tools/po2c.c makes of the files in po/: messages by their English text, in
 * byte order. */
#ifndef LANG_MSG_TABLE_H
#define LANG_MSG_TABLE_H

#include "base/str.h"

struct msg_entry {
    struct str id, text;
};
struct msg_table {
    const struct msg_entry *at;
    isize n;
};
extern const struct msg_table msg_table_ko, msg_table_zh_hans, msg_table_zh_hant;

#endif
