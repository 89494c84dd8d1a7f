/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "read/proposal.h"
#include "record/ids.h"

enum { O_DOCUMENT, O_ALL };

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

static bool put_record(void *ctx, const struct record_ref *x, UNUSED bool *stop,
                       UNUSED struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct run *r = ctx;
    const struct record_type *t = schema_type(r->app->schema, x->type);
    print_row(r->out);
    print_cell_str(r->out, id_write(tmp.arena, &x->id));
    print_cell_str(r->out, t ? t->id : S("?"));
    print_cell_str(r->out, x->title);
    return true;
}

/* Each is printed as it is read: there may be very many. */
static bool list_records(struct run *r, int type, struct err *err)
{
    print_table(r->out, "records", N_("Records"), record_columns);
    if (!record_each(&r->app->w.reader, (struct records_wanted){.type = type}, put_record, r, err))
        return false;
    print_end(r->out);
    return true;
}

static bool put_proposal(void *ctx, const struct proposal *p, UNUSED struct err *err)
{
    static const char *const states[] = {N_("open"), N_("accepted"), N_("not said")};
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct run *r = ctx;
    print_row(r->out);
    print_cell_str(r->out, p->id);
    print_cell_str(r->out, p->kind);
    print_cell_str(r->out, str_from_c(states[p->state]));
    print_cell_int(r->out, p->score);
    print_cell_str(r->out, p->rule);
    print_cell_str(r->out, p->says);
    print_cell_str(r->out, id_write(tmp.arena, &p->document));
    return true;
}

static bool list_proposals(struct run *r, struct err *err)
{
    struct named document;
    bool one = r->opt[O_DOCUMENT].given;
    if (one && !app_record(&document, r, r->opt[O_DOCUMENT].s, err))
        return false;
    struct proposals_wanted x = {.document = one ? &document.id : NULL,
                                 .state = r->opt[O_ALL].given ? -1 : PROPOSAL_OPEN};
    print_table(r->out, "proposals", N_("Found in the text, to check"), proposal_columns);
    if (!proposals_each(&r->app->w, x, put_proposal, r, err))
        return false;
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
