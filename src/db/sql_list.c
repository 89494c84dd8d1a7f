/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Test builds (-DLIST_SQL) know every statement of the program; the program itself does not. */
#include "db/db.h"

#ifdef LIST_SQL
static struct sql_link *all; /* filled before main() */

void sql_list_add(struct sql_link *l)
{
    l->next = all;
    all = l;
}

const struct sql_link *sql_list(void)
{
    return all;
}
#else
void sql_list_add(UNUSED struct sql_link *l)
{
}

const struct sql_link *sql_list(void)
{
    return NULL;
}
#endif
