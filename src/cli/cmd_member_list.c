/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "lang/edtf.h"
#include "record/ids.h"
#include "record/member.h"

static struct str term_words(struct run *r, int vocabulary, int term)
{
    const struct vocabulary *v = schema_vocabulary(r->app->schema, vocabulary);
    const struct term *t = v ? vocabulary_term(v, term) : NULL;
    return t && r->json ? t->id
                        : schema_term_say(r->app->schema, vocabulary, term, r->app->w.reader.lang);
}

static const struct column columns[] = {
    {"id", N_("Id"), false},       {"name", N_("Name"), false},
    {"role", N_("Role"), false},   {"cleared", N_("May see"), false},
    {"since", N_("Since"), false}, {"state", N_("State"), false},
    {NULL, NULL, false},
};

static bool run_list(struct run *r, struct err *err)
{
    struct member_list l;
    if (!member_list(&l, &r->app->w, r->a, err))
        return false;
    print_table(r->out, "members", N_("Members"), columns);
    for (isize i = 0; i < l.n; i++) {
        const struct member *m = &l.at[i];
        print_row(r->out);
        print_cell_str(r->out, id_write(r->a, &m->id));
        print_cell_str(r->out, app_member(r, &m->id));
        print_cell_str(r->out, term_words(r, V_ROLE, m->role));
        print_cell_str(r->out, term_words(r, V_SENSITIVITY, (int)m->clearance));
        print_cell_str(r->out, time_day(m->since, r->a));
        print_cell_str(r->out, msg(r->lang, member_state_say(m)));
    }
    print_end(r->out);
    return true;
}

const struct cmd cmd_member_list = {
    .name = "member list",
    .summary = N_("list who may open the case file, and who was removed"),
    .group = N_("Members"),
    .needs = NEEDS_VAULT_READ,
    .run = run_list,
};
