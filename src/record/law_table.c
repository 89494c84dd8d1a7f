/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/law_table.h"

#include "base/utf8.h"

#include <stdio.h>

bool table_fail(const struct table *t, const struct table_row *r, struct err *err, const char *fmt,
                ...)
{
    char what[160];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(what, sizeof what, fmt, ap);
    va_end(ap);
    return err_set(err, E_INVALID, "%.*s:%d: %s", FS(t->file), r->line, what);
}

/* What somebody wrote into a cell as a doubt counts as one, wherever in it it stands. */
static bool has_doubt(struct str cell)
{
    static const char *const doubts[] = {"(memory)", "(mem)", "(from memory)", "unverified"};
    for (isize i = 0; i < COUNTOF(doubts); i++)
        if (str_find(cell, str_from_c(doubts[i])) >= 0)
            return true;
    return false;
}

struct law_value cell_value(struct str cell)
{
    static const struct {
        const char *mark;
        enum law_check check;
    } marks[] = {{" [unverified]", LAW_UNVERIFIED},
                 {" [month verified]", LAW_MONTH_VERIFIED},
                 {" [year verified]", LAW_YEAR_VERIFIED}};
    for (isize i = 0; i < COUNTOF(marks); i++) {
        struct str mark = str_from_c(marks[i].mark);
        struct str rest = str_part(cell, 0, cell.n - mark.n);
        if (str_ends(cell, mark))
            return (struct law_value){rest, has_doubt(rest) ? LAW_UNVERIFIED : marks[i].check};
    }
    return (struct law_value){cell, has_doubt(cell) ? LAW_UNVERIFIED : LAW_VERIFIED};
}

/* Cut a line at its tabs; true if there are exactly n cells. */
static bool row_cut(struct table_row *r, struct str line, isize n)
{
    isize k = 0;
    bool more = true;
    while (more && k < n)
        more = str_cut(line, '\t', &r->cell[k++], &line);
    return !more && k == n;
}

static bool head_check(isize *n, const struct table *t, struct table_row *r, struct str line,
                       const char *columns, struct err *err)
{
    struct str want = str_from_c(columns), one, got;
    bool more = true;
    for (*n = 0; want.n; (*n)++) {
        ASSERT(*n < TABLE_COLUMNS_MAX && more);
        str_cut(want, ' ', &one, &want);
        more = str_cut(line, '\t', &got, &line);
        if (!str_eq(one, got))
            return table_fail(t, r, err, "column %d must be '%.*s'", (int)*n + 1, FS(one));
        if (!more && want.n)
            return table_fail(t, r, err, "columns are missing: %.*s", FS(want));
    }
    return !more || table_fail(t, r, err, "too many columns");
}

bool table_read(struct table *out, const struct embedded *file, const char *columns,
                struct arena *a, struct err *err)
{
    struct table t = {.file = file->name};
    struct str rest = file->bytes, line;
    isize columns_n = 0;
    if (!utf8_is_valid(file->bytes))
        return err_set(err, E_INVALID, "%.*s: not UTF-8", FS(file->name));
    for (int n = 1; str_line(&rest, &line); n++) {
        struct table_row r = {.line = n};
        if (!line.n || line.p[0] == '#')
            continue;
        if (!columns_n) {
            if (!head_check(&columns_n, &t, &r, line, columns, err))
                return false;
            continue;
        }
        if (!row_cut(&r, line, columns_n))
            return table_fail(&t, &r, err, "a row has %d cells", (int)columns_n);
        if (t.n >= TABLE_ROWS_MAX)
            return err_set(err, E_LIMIT, "%.*s: too many rows", FS(file->name));
        *LIST_ADD(&t, a) = r;
    }
    if (!columns_n)
        return err_set(err, E_INVALID, "%.*s: no line of column names", FS(file->name));
    *out = t;
    return true;
}
