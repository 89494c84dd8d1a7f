/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "know/conflict.h"
#include "lang/when.h"
#include "record/ids.h"
#include "record/statement_name.h"

enum { O_PREFER, O_REJECT, O_BOTH, O_AGAINST, O_REASON };

static const struct opt opts[] = {
    [O_PREFER] = {"prefer", OPT_TEXT, .value = "STATEMENT", .help = N_("this one is used")},
    [O_REJECT] = {"reject", OPT_TEXT, .value = "STATEMENT", .help = N_("this one is not used")},
    [O_BOTH] = {"both-stand", OPT_TEXT, .value = "STATEMENT",
                .help = N_("it stands beside others")},
    [O_AGAINST] = {"against", OPT_TEXT, .value = "STATEMENT",
                   .help = N_("the one it differs from")},
    [O_REASON] = {"reason", OPT_TEXT, .value = "WORDS", .help = N_("why")},
    {0},
};
static const struct column columns[] = {
    {"statement", N_("Statement"), false},
    {"value", N_("Value"), false},
    {"source", N_("Source"), false},
    {"date", N_("Its date"), false},
    {"words", N_("Its words"), false},
    {"state", N_("Decision"), false},
    {NULL, NULL, false},
};

static bool decide(struct run *r, int judgement, struct str word, struct err *err)
{
    int64_t no, against = 0;
    if (!app_statement(&no, r, word, err) ||
        (r->opt[O_AGAINST].given && !app_statement(&against, r, r->opt[O_AGAINST].s, err)))
        return false;
    return fact_judge(&r->app->w, no, judgement, against, r->opt[O_REASON].s, err);
}

static struct str decision_say(struct run *r, const struct fact *f)
{
    const struct vocabulary *v = schema_vocabulary(r->app->schema, V_JUDGEMENT);
    const struct term *t = f->judged ? vocabulary_term(v, f->judged) : NULL;
    if (!t)
        return (struct str){0};
    return r->json ? t->id : label_in(&t->label, r->app->w.reader.lang);
}

static struct str date_say(struct run *r, struct str edtf)
{
    return edtf.n && !r->json ? when_say(edtf, language_tag(r->app->w.reader.lang), r->a) : edtf;
}

static void print_conflict(struct run *r, const struct conflict *c)
{
    enum language lang = r->app->w.reader.lang;
    print_object(r->out, NULL, NULL);
    print_str(r->out, "about", N_("They differ"), c->about);
    struct str what = label_in(&c->p->label, lang);
    struct str how = msg(lang, relation_say(c->relation)), why = msg(lang, ground_say(c->ground));
    if (r->json) { /* for programs: what never changes */
        what = c->p->id;
        how = str_from_c(relation_code(c->relation));
        why = str_from_c(ground_code(c->ground));
    }
    print_str(r->out, "property", N_("What"), what);
    print_str(r->out, "relation", N_("How"), how);
    print_str(r->out, "ground", N_("Why together"), why);
    print_table(r->out, "rivals", N_("Side by side"), columns);
    for (isize i = 0; i < c->rivals.n; i++) {
        const struct rival *v = &c->rivals.at[i];
        print_row(r->out);
        print_cell_str(r->out, statement_name(&r->app->w, v->fact.no, r->a));
        print_cell_str(r->out, v->value);
        print_cell_str(r->out, v->source);
        print_cell_str(r->out, date_say(r, v->date));
        print_cell_str(r->out, v->words);
        print_cell_str(r->out, decision_say(r, &v->fact));
    }
    print_end(r->out);
    if (c->question.n)
        print_str(r->out, "question", N_("To ask"), c->question);
    if (c->more)
        print_int(r->out, "more", N_("And so many more"), c->more);
    print_end(r->out);
}

static bool run(struct run *r, struct err *err)
{
    static const struct {
        int option, judgement;
    } decisions[] = {{O_PREFER, TERM_JUDGEMENT_PREFER},
                     {O_REJECT, TERM_JUDGEMENT_REJECT},
                     {O_BOTH, TERM_JUDGEMENT_BOTH_STAND}};
    struct conflict_list l;
    bool decided = false;
    if (r->opt[O_PREFER].given + r->opt[O_REJECT].given + r->opt[O_BOTH].given > 1) {
        (void)err_set(err, E_USAGE, "several decisions");
        return err_detail(err, "one decision at a time: --prefer, --reject or --both-stand");
    }
    for (isize i = 0; i < COUNTOF(decisions); i++) {
        const struct opt_value *o = &r->opt[decisions[i].option];
        if (o->given && !decide(r, decisions[i].judgement, o->s, err))
            return false;
        decided |= o->given;
    }
    if (decided) {
        print_bool(r->out, "decided", N_("Decided"), true);
        return true;
    }
    if (!conflicts_find(&l, &r->app->w.reader, r->a, err))
        return false;
    print_array(r->out, "conflicts", N_("They differ"));
    for (isize i = 0; i < l.n; i++)
        print_conflict(r, &l.at[i]);
    print_end(r->out);
    if (l.more)
        run_tell(r, msg(r->lang, TR("There is more than is shown: decide some, then look again.")));
    if (l.cut)
        run_tell(r, msg(r->lang, TR("So much looks alike that not all of it was compared.")));
    return true;
}

const struct cmd cmd_conflicts = {
    .name = "conflicts",
    .summary = N_("show where sources differ, side by side, and decide"),
    .group = N_("Checking"),
    .needs = NEEDS_VAULT_WRITE,
    .opts = opts,
    .run = run,
};
