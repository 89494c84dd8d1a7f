/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * list_sql - every statement of the program that must also run on PostgreSQL: name, tab, text.
 *
 * It does nothing but link all rooms of a build with -DLIST_SQL, where statements list themselves.
 */
#include <stdio.h>

#include "db/db.h"

int main(void)
{
    for (const struct sql_link *l = sql_list(); l; l = l->next) {
        if (l->q->dialect == SQL_COMMON)
            printf("%s\t%s\n", l->q->name, l->q->text);
    }
    return ferror(stdout) || fflush(stdout) != 0;
}
