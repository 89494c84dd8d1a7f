/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every statement of the program fits the schema, and reads no whole table unless scans.txt says
 * why it may: nothing in a request may grow with the size of the vault (sqlite.org/eqp.html).
 */
#include <stdio.h>

#include "db/db.h"
#include "sys/file.h"
#include "test.h"

static struct db *empty_store(void)
{
    struct db *db = NULL;
    CHECK_OK(db_open_memory(&db, &err));
    CHECK(sql_list() != NULL);
    return db;
}

TEST(every_statement_fits_the_schema)
{
    struct db *db = empty_store();
    isize bad = 0;
    for (const struct sql_link *l = sql_list(); l; l = l->next) {
        struct err why = {0};
        if (!db_check_sql(db, l->q, &why)) {
            printf("# %s\n", why.msg);
            bad++;
        }
    }
    db_close(&db);
    CHECK_INT(bad, 0);
}

/* A table read from end to end: not a search in the index, not rows made by the statement itself.
 */
static bool is_scan(struct str step)
{
    return str_starts(step, S("SCAN ")) && str_find(step, S("VIRTUAL TABLE")) < 0 &&
           !str_starts(step, S("SCAN CONSTANT")) && !str_starts(step, S("SCAN ("));
}

static bool scans(struct test *t, struct db *db, const struct sql *q)
{
    struct str plan = {0}, step;
    CHECK_OK(db_plan(&plan, db, q, t->a, &err));
    while (str_line(&plan, &step)) {
        while (str_starts(step, S(" ")))
            step = str_part(step, 1, step.n);
        if (is_scan(step))
            return true;
    }
    return false;
}

/* scans.txt: a name and a reason a line; '#' begins a comment. */
static bool is_excused(struct str list, const char *name)
{
    struct str line, head, why;
    while (str_line(&list, &line)) {
        if (str_cut(line, ' ', &head, &why) && str_eq(head, str_from_c(name)) &&
            str_trim(why).n > 0)
            return true;
    }
    return false;
}

TEST(no_statement_reads_a_whole_table_without_a_reason)
{
    struct db *db = empty_store();
    const char *path = test_source_path(t, "tests/trust/sql/scans.txt");
    CHECK(path != NULL);
    struct str list = {0};
    CHECK_OK(file_read(&list, sys_real(), str_from_c(path), 1 << 20, t->a, &err));
    isize bad = 0;
    for (const struct sql_link *l = sql_list(); l; l = l->next) {
        if (is_excused(list, l->q->name) || !scans(t, db, l->q))
            continue;
        printf("# %s reads a whole table: %s\n", l->q->name, l->q->text);
        bad++;
    }
    db_close(&db);
    CHECK_INT(bad, 0);
}
