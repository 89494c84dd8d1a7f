/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "read/proposal.h"
#include "record/ids.h"

enum { O_DOCUMENT, O_ALL, LIST_MAX = 100000 };

static const struct opt opts[] = {
    [O_DOCUMENT] = {"document", OPT_TEXT, .value = "ID",
                    .help = N_("proposals of this document only")},
    [O_ALL] = {"all", OPT_FLAG, .help = N_("decided proposals too")},
    {0},
};
static const struct operand operands[] = {
    {"TYPE", OPT_TEXT,
     .help = N_("documents, persons, events...; proposals; types; properties; all")},
    {0},
};
static const struct column record_columns[] = {
    {"id", N_("Id"), false},
    {"type", N_("Type"), false},
    {"title", N_("What it is"), false},
    {NULL, NULL, false},
};
static const struct column proposal_columns[] = {
    {"id", N_("Id"), false},
    {"kind", N_("Found"), false},
    {"state", N_("State"), false},
    {"score", N_("Score"), true},
    {"rule", N_("Rule"), false},
    {"says", N_("What it says"), false},
    {"document", N_("Document"), false},
    {NULL, NULL, false},
};
static const struct column schema_columns[] = {
    {"id", N_("Id"), false},
    {"label", N_("Label"), false},
    {"hint", N_("For"), false},
    {NULL, NULL, false},
};

static bool list_records(struct run *r, int type, struct err *err)
{
    struct record_refs l;
    if (!record_list(&l, &r->app->w.reader, (struct records_wanted){.type = type, .max = LIST_MAX},
                     r->a, err))
        return false;
    print_table(r->out, "records", N_("Records"), record_columns);
    for (isize i = 0; i < l.n; i++) {
        const struct record_type *t = schema_type(r->app->schema, l.at[i].type);
        print_row(r->out);
        print_cell_str(r->out, id_write(r->a, &l.at[i].id));
        print_cell_str(r->out, t ? t->id : S("?"));
        print_cell_str(r->out, l.at[i].title);
    }
    print_end(r->out);
    return true;
}

static bool list_proposals(struct run *r, struct err *err)
{
    static const char *const states[] = {N_("open"), N_("accepted"), N_("not said")};
    struct proposal_list l;
    struct named document;
    bool one = r->opt[O_DOCUMENT].given;
    if (one && !app_record(&document, r, r->opt[O_DOCUMENT].s, err))
        return false;
    if (!proposals_list(&l, &r->app->w,
                        (struct proposals_wanted){.document = one ? &document.id : NULL,
                                                  .state = r->opt[O_ALL].given ? -1 : PROPOSAL_OPEN,
                                                  .max = LIST_MAX},
                        r->a, err))
        return false;
    print_table(r->out, "proposals", N_("Found in the text, to check"), proposal_columns);
    for (isize i = 0; i < l.n; i++) {
        const struct proposal *p = &l.at[i];
        print_row(r->out);
        print_cell_str(r->out, p->id);
        print_cell_str(r->out, p->kind);
        print_cell_str(r->out, str_from_c(states[p->state]));
        print_cell_int(r->out, p->score);
        print_cell_str(r->out, p->rule);
        print_cell_str(r->out, p->says);
        print_cell_str(r->out, id_write(r->a, &p->document));
    }
    print_end(r->out);
    return true;
}

static void schema_row(struct run *r, struct str id, const struct labels *l, struct str hint)
{
    print_row(r->out);
    print_cell_str(r->out, id);
    print_cell_str(r->out, label_in(l, r->app->w.reader.lang));
    print_cell_str(r->out, hint);
}

static bool list_schema(struct run *r, bool types)
{
    const struct schema *s = r->app->schema;
    print_table(r->out, types ? "types" : "properties", types ? N_("Types") : N_("Properties"),
                schema_columns);
    for (isize i = 0; types && i < s->types.n; i++)
        schema_row(r, s->types.at[i].id, &s->types.at[i].label, s->types.at[i].hint);
    for (isize i = 0; !types && i < s->properties.n; i++)
        schema_row(r, s->properties.at[i].id, &s->properties.at[i].label, s->properties.at[i].hint);
    print_end(r->out);
    return true;
}

static bool run(struct run *r, struct err *err)
{
    struct str what = r->operands.at[0].s;
    int type = 0;
    if (str_eq(what, S("proposals")))
        return list_proposals(r, err);
    if (str_eq(what, S("types")) || str_eq(what, S("properties")))
        return list_schema(r, str_eq(what, S("types")));
    if (!str_eq(what, S("all")) && !app_type(&type, r, what, err))
        return false;
    return list_records(r, type, err);
}

const struct cmd cmd_list = {
    .name = "list",
    .summary = N_("list records of a type, or what was found and waits to be checked"),
    .group = N_("Looking"),
    .needs = NEEDS_VAULT_READ,
    .operands = operands,
    .opts = opts,
    .run = run,
};
