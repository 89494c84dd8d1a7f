/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "record/statement_name.h"
#include "record/typed.h"

enum {
    O_SOURCE,
    O_WRITTEN,
    O_AS_OF,
    O_HOLDER,
    O_HEDGE,
    O_MEASURE,
    O_POPULATION,
    O_CORRECTS,
    O_NEW
};

static const struct opt opts[] = {
    [O_SOURCE] = {"source", OPT_TEXT, .value = "ID", .help = N_("the document that says it")},
    [O_WRITTEN] = {"as-written", OPT_TEXT, .value = "WORDS", .help = N_("the source's own words")},
    [O_AS_OF] = {"as-of", OPT_TEXT, .value = "DATE", .help = N_("as known on that day")},
    [O_HOLDER] = {"holder", OPT_TEXT, .value = "WHO", .help = N_("who holds that view")},
    [O_HEDGE] = {"hedge", OPT_TEXT, .value = "WORD",
                 .help = N_("known, reported, alleged, believed, estimated or denied")},
    [O_MEASURE] = {"measure", OPT_TEXT, .value = "WORD",
                   .help = N_("of a figure: detained, returned, population...")},
    [O_POPULATION] = {"population", OPT_TEXT, .value = "WORDS", .help = N_("of a figure: of whom")},
    [O_CORRECTS] = {"corrects", OPT_TEXT, .value = "STATEMENT",
                    .help = N_("the statement that was copied wrongly")},
    [O_NEW] = {"new", OPT_FLAG, .help = N_("make a record: give its type in place of an id")},
    {0},
};
static const struct operand operands[] = {
    {"ID", OPT_TEXT, .help = N_("the record; with --new the type of a new one")},
    {"PROPERTY", OPT_TEXT, .help = N_("what is said: name, date, figure...")},
    {"VALUE", OPT_ANY, .help = N_("the value, as you would write it")},
    {0},
};

static bool fill(struct run *r, struct stmt *s, struct err *err)
{
    enum typed_part wrong;
    struct named source;
    struct typed t = {.value = r->operands.at[2].s,
                      .as_written = r->opt[O_WRITTEN].s,
                      .as_of = r->opt[O_AS_OF].s,
                      .holder = r->opt[O_HOLDER].s,
                      .hedge = r->opt[O_HEDGE].s,
                      .measure = r->opt[O_MEASURE].s,
                      .population = r->opt[O_POPULATION].s};
    if (!app_property(&t.property, r, r->operands.at[1].s, err))
        return false;
    if (r->opt[O_SOURCE].given) {
        if (!app_record(&source, r, r->opt[O_SOURCE].s, err))
            return false;
        t.source = &source.id;
    }
    return typed_stmt(s, &wrong, &r->app->w, &t, r->a, err);
}

static bool run_new(struct run *r, struct stmt *s, struct err *err)
{
    int type;
    struct id id;
    if (!app_type(&type, r, r->operands.at[0].s, err) ||
        !record_new(&id, &r->app->w, type, (struct draft){.kind = ENTRY_RECORD, .stmts = s, .n = 1},
                    err))
        return false;
    print_str(r->out, "record", N_("Record"), id_write(r->a, &id));
    return true;
}

static bool note_correction(struct run *r, const struct written *w, struct err *err)
{
    int64_t old;
    return app_statement(&old, r, r->opt[O_CORRECTS].s, err) &&
           typed_corrects(&r->app->w, w, old, err);
}

static bool run(struct run *r, struct err *err)
{
    struct stmt s = STMT(.hedge = 0);
    struct named n;
    struct record rec;
    struct written w;
    if (!fill(r, &s, err))
        return false;
    if (r->opt[O_NEW].given)
        return run_new(r, &s, err);
    if (!app_record(&n, r, r->operands.at[0].s, err) ||
        !record_load(&rec, &r->app->w.reader, n.row, r->a, err) ||
        !stmt_check(r->app->schema, rec.type, &s, err))
        return false;
    s.subject = ref_record(n.id);
    if (!workspace_say(&r->app->w, ENTRY_RECORD, &s, 1, &w, err) ||
        (r->opt[O_CORRECTS].given && !note_correction(r, &w, err)))
        return false;
    print_str(r->out, "statement", N_("Statement"),
              statement_name(&r->app->w, w.row * STMT_STRIDE, r->a));
    return true;
}

const struct cmd cmd_set = {
    .name = "set",
    .summary = N_("say something of a record by hand; what was said before stays"),
    .group = N_("Writing down"),
    .needs = NEEDS_VAULT_WRITE,
    .operands = operands,
    .opts = opts,
    .run = run,
};
