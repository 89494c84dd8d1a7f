/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "know/duty.h"
#include "lang/country.h"
#include "lang/edtf.h"
#include "lang/when.h"
#include "record/ids.h"

enum { O_STATE };

static const struct opt opts[] = {
    [O_STATE] = {"state", OPT_TEXT, .value = "STATE",
                 .help = N_("this state (CHN), not the one of the event")},
    {0},
};
static const struct operand operands[] = {
    {"EVENT", OPT_TEXT, .help = N_("a return, or the threat of one")},
    {0},
};
static const struct column law_columns[] = {
    {"state", N_("State"), false},
    {"norm", N_("Law"), false},
    {"act", N_("What it did"), false},
    {"acted", N_("When"), false},
    {"bound_from", N_("Bound from"), false},
    {"how", N_("Counted by"), false},
    {"articles", N_("Articles"), false},
    {"reservation", N_("Reservation"), false},
    {"verified", N_("Verified"), false},
    {"as_of", N_("Looked up"), false},
    {NULL, NULL, false},
};
static const struct column element_columns[] = {
    {"element", N_("What counts"), false},
    {"side", N_("For or against"), false},
    {"state", N_("In the case file"), false},
    {"value", N_("Shown by"), false},
    {"article", N_("Article"), false},
    {"verified", N_("Verified"), false},
    {NULL, NULL, false},
};

static struct str marked(struct run *r, struct str words, enum law_check c)
{
    if (c == LAW_VERIFIED || !words.n)
        return words;
    struct str mark = msg(r->app->w.reader.lang, TR("unverified"));
    return str_format(r->a, "%.*s [%.*s]", FS(words), FS(mark));
}

static struct str act_say(struct run *r, const struct law_act *act)
{
    const struct vocabulary *v = schema_vocabulary(r->app->schema, V_TREATY_ACT);
    const struct term *t = act ? vocabulary_term(v, act->act) : NULL;
    return t ? label_in(&t->label, r->app->w.reader.lang) : (struct str){0};
}

static struct str articles_say(struct run *r, const struct duty *d)
{
    struct buf b = buf_in(r->a, 1 << 16);
    for (isize i = 0; i < d->articles.n; i++) {
        const struct law_article *x = d->articles.at[i].x;
        if (b.n)
            buf_add(&b, S("; "));
        buf_add(&b, marked(r, x->article, x->obliges.check));
    }
    return buf_str(&b);
}

static struct str day_say(struct run *r, const struct law_status *s)
{
    if (!s->has_from || s->from.lo != s->from.hi)
        return (struct str){0};
    struct str day = day_text(s->from.lo, r->a);
    return r->json ? day : when_say(day, language_tag(r->app->w.reader.lang), r->a);
}

static void print_duties(struct run *r, const struct duty_state *s, const struct duty_list *l,
                         bool only_signed)
{
    enum language lang = r->app->w.reader.lang;
    for (isize i = 0; i < l->n; i++) {
        const struct duty *d = &l->at[i];
        const struct law_instrument *x = d->status.instrument;
        const struct law_act *act = d->status.act;
        bool signing = only_signed && act && act->signed_on.text.n;
        struct law_value when = signing ? act->signed_on : act ? act->date : (struct law_value){0};
        struct str name = lang == LANG_EN ? x->name : lang == LANG_KO ? x->name_ko : x->name_zh;
        print_row(r->out);
        print_cell_str(r->out, country_name(s->code, lang, r->a));
        print_cell_str(r->out, name.n ? name : x->name);
        print_cell_str(r->out, signing ? msg(lang, TR("signed only")) : act_say(r, act));
        print_cell_str(r->out, marked(r, when.text, when.check));
        print_cell_str(r->out, day_say(r, &d->status));
        print_cell_str(r->out, d->status.how);
        print_cell_str(r->out, articles_say(r, d));
        print_cell_str(r->out, act ? marked(r, act->reservation.text, act->reservation.check)
                                   : (struct str){0});
        print_cell_bool(r->out, duty_is_verified(d));
        print_cell_str(r->out, act ? act->as_of : (struct str){0});
    }
}

static void print_law(struct run *r, const struct duties *d)
{
    print_table(r->out, "bound", N_("What bound it on that day"), law_columns);
    for (isize i = 0; i < d->states.n; i++)
        print_duties(r, &d->states.at[i], &d->states.at[i].bound, false);
    print_end(r->out);
    print_table(r->out, "only_signed", N_("What it had only signed: no breach is claimed from it"),
                law_columns);
    for (isize i = 0; i < d->states.n; i++)
        print_duties(r, &d->states.at[i], &d->states.at[i].only_signed, true);
    print_end(r->out);
}

static const char *shown_say(const struct element_shown *x)
{
    if (x->e->test == LAW_TEST_CUSTOM)
        return "";
    if (x->e->against)
        return x->fact ? TR("said against us") : TR("nothing said so far");
    return x->fact ? x->fact->checked ? TR("shown") : TR("shown, not checked") : TR("missing");
}

static void print_tests(struct run *r, const struct duties *d)
{
    static const struct {
        const char *key, *title;
    } tables[] = {[LAW_TEST_REFUGEE] = {"refugee_test", N_("The refugee test")},
                  [LAW_TEST_TORTURE] = {"torture_test", N_("The torture test")},
                  [LAW_TEST_CUSTOM] = {"custom", N_("Custom, without any treaty")}};
    enum language lang = r->app->w.reader.lang;
    for (int t = 0; t < LAW_TEST__COUNT; t++) {
        print_table(r->out, tables[t].key, tables[t].title, element_columns);
        for (isize i = 0; i < d->tests[t].n; i++) {
            const struct element_shown *x = &d->tests[t].at[i];
            struct str article =
                str_format(r->a, "%.*s %.*s", FS(x->e->instrument), FS(x->e->article));
            print_row(r->out);
            print_cell_str(r->out, marked(r, law_element_say(x->e, lang), x->e->says.check));
            print_cell_str(r->out, msg(lang, x->e->against ? TR("against us") : TR("for us")));
            print_cell_str(r->out, *shown_say(x) ? msg(lang, shown_say(x)) : (struct str){0});
            print_cell_str(r->out, x->value);
            print_cell_str(r->out, article);
            print_cell_bool(r->out, x->e->says.check == LAW_VERIFIED);
        }
        print_end(r->out);
    }
}

static void say_gaps(struct run *r, const struct duties *d)
{
    if (!d->is_return)
        run_tell(r, msg(r->lang, TR("This event is no return: its kind says otherwise.")));
    if (!d->has_day)
        run_tell(
            r, msg(r->lang,
                   TR("Its day is not known, so nothing can be said of what bound a state then.")));
    if (!d->states.n)
        run_tell(r, msg(r->lang, TR("Which state returned them is not known: --state CHN.")));
    if (d->states.n && d->states.at[0].inferred)
        run_tell(r,
                 msg(r->lang,
                     TR("Nobody says which state returned them: these are named in the words.")));
    if (d->cut)
        run_tell(r, msg(r->lang, TR("So many people are named here that not all were looked at.")));
    if (d->changes)
        run_tell(
            r, msg(r->lang, TR("The law changed within these days: the first of them is shown.")));
}

static bool run(struct run *r, struct err *err)
{
    struct named n;
    struct record rec;
    struct duties d;
    struct str state = r->opt[O_STATE].given ? r->opt[O_STATE].s : (struct str){0};
    if (!app_record(&n, r, r->operands.at[0].s, err) ||
        !record_load(&rec, &r->app->w.reader, n.row, r->a, err))
        return false;
    if (rec.type != TYPE_EVENT) {
        (void)err_set(err, E_USAGE, "no event");
        return err_detail(err, "%s", TR("that is no event: 'cairn list events' names them"));
    }
    struct duty_question q = {law_builtin(r->a), &rec, state};
    if (!duties_of(&d, &r->app->w.reader, &q, r->a, err))
        return false;
    print_str(r->out, "event", N_("Event"), record_title(&r->app->w.reader, &rec, r->a));
    print_law(r, &d);
    print_tests(r, &d);
    say_gaps(r, &d);
    return true;
}

const struct cmd cmd_law = {
    .name = "law",
    .summary = N_("show what bound a state on the day of a return, and what is missing"),
    .group = N_("Looking"),
    .needs = NEEDS_VAULT_READ,
    .opts = opts,
    .operands = operands,
    .run = run,
};
