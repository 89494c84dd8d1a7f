/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "know/find.h"

enum { O_MAX, FIND_MAX = 50 };

static const struct opt opts[] = {
    [O_MAX] = {"max", OPT_INT, .value = "N", .min = 1, .max = 10000,
               .help = N_("at most so many (50)")},
    {0},
};
static const struct operand operands[] = {
    {"WORDS", OPT_TEXT, .many = true, .help = N_("all must be there; \"a phrase\" in quotes")},
    {0},
};
static const struct column columns[] = {
    {"id", N_("Id"), false},       {"type", N_("Type"), false}, {"title", N_("Where"), false},
    {"words", N_("Words"), false}, {NULL, NULL, false},
};

static bool run(struct run *r, struct err *err)
{
    struct buf q = buf_in(r->a, 4096);
    struct found_list l;
    for (isize i = 0; i < r->operands.n; i++) {
        buf_add(&q, r->operands.at[i].s);
        buf_add_c(&q, ' ');
    }
    isize max = r->opt[O_MAX].given ? (isize)r->opt[O_MAX].i : FIND_MAX;
    if (!find_words(&l, &r->app->w.reader, buf_str(&q), max, r->a, err)) {
        if (err->code == E_INVALID)
            (void)err_detail(err, "Give at least one word: letters, digits or characters.");
        return false;
    }
    print_table(r->out, "found", N_("Found"), columns);
    for (isize i = 0; i < l.n; i++) {
        const struct record_type *t = schema_type(r->app->schema, l.at[i].type);
        print_row(r->out);
        print_cell_str(r->out, id_write(r->a, &l.at[i].id));
        print_cell_str(r->out, t ? t->id : S("?"));
        print_cell_str(r->out, l.at[i].title);
        print_cell_str(r->out, l.at[i].words);
    }
    print_end(r->out);
    if (r->json)
        print_bool(r->out, "more", NULL, l.more);
    else if (l.more)
        run_tell(r, msg(r->lang, TR("There is more: --max N shows up to N.")));
    return true;
}

const struct cmd cmd_find = {
    .name = "find",
    .summary = N_("find words in documents and records"),
    .group = N_("Looking"),
    .needs = NEEDS_VAULT_READ,
    .operands = operands,
    .opts = opts,
    .run = run,
};
