/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * law_table.h - a table with tabs, as in data/law.
 *
 * Lines that begin with '#' are comments; the first other line must name the columns, all of them
 * and in order, so that a column is never mistaken for another. A cell can end in a mark of how far
 * it was checked.
 */
#ifndef RECORD_LAW_TABLE_H
#define RECORD_LAW_TABLE_H

#include "record/law.h"

enum { TABLE_COLUMNS_MAX = 20, TABLE_ROWS_MAX = 20000 };

struct table_row {
    struct str cell[TABLE_COLUMNS_MAX];
    int line;
};
struct table {
    struct str file;
    struct table_row *at;
    isize n, cap;
};

/* 'columns' are the names with blanks between. E_INVALID "file:line: ...". */
MUST_CHECK bool table_read(struct table *out, const struct embedded *file, const char *columns,
                           struct arena *a, struct err *err);
bool table_fail(const struct table *t, const struct table_row *r, struct err *err, const char *fmt,
                ...) PRINTF(4, 5);

/* A cell without its mark, and the mark. */
struct law_value cell_value(struct str cell);

#endif
