/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/list.h"
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "record/places.h"

enum { O_ONLY, O_ALL, O_REASON };

static const struct opt opts[] = {
    [O_ONLY] = {"only", OPT_INT, .value = "N", .many = true, .min = 1, .max = 1000000,
                .help = N_("remove place number N of the list; may be given again")},
    [O_ALL] = {"all-places", OPT_FLAG, .help = N_("remove every place of the list")},
    [O_REASON] = {"reason", OPT_TEXT, .value = "WORDS", .help = N_("why; kept in the journal")},
    {0},
};
static const struct operand operands[] = {
    {"ID", OPT_TEXT, .help = N_("a statement (s and a number), a document or a person")},
    {0},
};
static const struct column columns[] = {
    {"n", N_("No."), true},
    {"kind", N_("Place"), false},
    {"says", N_("What it holds"), false},
    {NULL, NULL, false},
};

static bool is_chosen(struct run *r, isize n)
{
    struct err none = {0};
    int64_t k;
    if (r->opt[O_ALL].given)
        return true;
    for (isize i = 0; i < r->opt[O_ONLY].all.n; i++)
        if (str_to_int(&k, r->opt[O_ONLY].all.at[i], 1, INT64_MAX, &none) && k == n)
            return true;
    return false;
}

static void print_places(struct run *r, const struct place_list *l)
{
    print_table(r->out, "places", N_("Places that hold the words"), columns);
    for (isize i = 0; i < l->n; i++) {
        print_row(r->out);
        print_cell_int(r->out, i + 1);
        print_cell_str(r->out, msg(r->app->w.reader.lang, place_kind_say(l->at[i].kind)));
        print_cell_str(r->out, l->at[i].says);
    }
    print_end(r->out);
}

static bool run(struct run *r, struct err *err)
{
    struct named n;
    struct place_list all, chosen = {0};
    if (!app_named(&n, r, r->operands.at[0].s, err))
        return false;
    if (n.kind == NAMED_PROPOSAL)
        return err_set(err, E_USAGE, "a proposal") ||
               err_detail(err, "a proposal goes with its document or statement: name one of these");
    if (!places_of(&all, &r->app->w, n.kind == NAMED_STATEMENT ? n.no : 0, n.row, r->a, err))
        return false;
    for (isize i = 0; i < all.n; i++)
        if (is_chosen(r, i + 1))
            *LIST_ADD(&chosen, r->a) = all.at[i];
    if (chosen.n == 0) {
        print_places(r, &all);
        run_tell(
            r,
            msg(r->lang,
                TR("Nothing was removed. Decide for each place: --only N, or --all-places. What is "
                   "removed cannot be brought back; older copies still hold it.")));
        return true;
    }
    if (!places_erase(&r->app->w, &chosen, r->opt[O_REASON].s, err))
        return false;
    print_int(r->out, "erased", N_("Removed for good"), chosen.n);
    print_int(r->out, "left", N_("Left"), all.n - chosen.n);
    run_tell(
        r, msg(r->lang, TR("Older backups and copies that were given away still hold the words.")));
    return true;
}

const struct cmd cmd_erase = {
    .name = "erase",
    .summary = N_("list every place that holds certain words, and remove chosen ones for good"),
    .group = N_("The journal"),
    .needs = NEEDS_VAULT_WRITE,
    .operands = operands,
    .opts = opts,
    .run = run,
};
