/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "know/brief.h"
#include "lang/country.h"
#include "lang/edtf.h"
#include "lang/when.h"
#include "read/proposal.h"

enum { OPEN_MAX = 100000, VALUE_SHOWN = 36, TITLE_SHOWN = 42 };

static const struct column count_columns[] = {
    {"type", N_("What there is"), false},
    {"n", N_("How many"), true},
    {NULL, NULL, false},
};
static const struct column event_columns[] = {
    {"id", N_("Id"), false},       {"date", N_("When"), false},
    {"what", N_("What"), false},   {"count", N_("How many"), false},
    {"place", N_("Where"), false}, {"source", N_("According to"), false},
    {NULL, NULL, false},
};
static const struct column office_columns[] = {
    {"id", N_("Id"), false},
    {"title", N_("Office"), false},
    {"holder", N_("Held by"), false},
    {"address", N_("Address"), false},
    {NULL, NULL, false},
};
static const struct column conflict_columns[] = {
    {"about", N_("They differ"), false},
    {"property", N_("What"), false},
    {"values", N_("Side by side"), false},
    {"relation", N_("How"), false},
    {NULL, NULL, false},
};
static const struct column law_columns[] = {
    {"state", N_("State"), false},
    {"norm", N_("Law"), false},
    {"standing", N_("Bound"), false},
    {"since", N_("Since"), false},
    {"verified", N_("Verified"), false},
    {"as_of", N_("Looked up"), false},
    {NULL, NULL, false},
};

static struct str standing_say(struct run *r, enum law_standing s)
{
    enum language lang = r->app->w.reader.lang;
    switch (s) {
    case LAW_BOUND: return msg(lang, TR("bound"));
    case LAW_SIGNED: return msg(lang, TR("only signed"));
    case LAW_NOT_YET: return msg(lang, TR("not yet in force for it"));
    case LAW_ENDED: return msg(lang, TR("no longer bound"));
    case LAW_NOT_PARTY: return msg(lang, TR("not a party"));
    case LAW_NOT_BINDING: return msg(lang, TR("does not bind as a treaty"));
    case LAW_UNKNOWN: return msg(lang, TR("not known"));
    }
    UNREACHABLE();
}

/* People see the beginning of what is long; programs get all of it. */
static struct str shown(struct run *r, struct str s, isize letters)
{
    isize n = utf8_offset(s, letters);
    return r->json || n == s.n ? s : str_format(r->a, "%.*s...", FS(str_part(s, 0, n)));
}

static struct str law_name(struct run *r, const struct law_instrument *i)
{
    enum language lang = r->app->w.reader.lang;
    struct str name = lang == LANG_EN ? i->name : lang == LANG_KO ? i->name_ko : i->name_zh;
    return name.n ? name : i->name;
}

/* The day itself; how it was computed is for programs and for 'letter'. */
static struct str since_say(struct run *r, const struct law_status *l)
{
    int64_t year;
    int month, dom;
    if (!l->has_from || l->from.lo != l->from.hi)
        return l->how;
    day_to_ymd(l->from.lo, &year, &month, &dom);
    struct str edtf = str_format(r->a, "%04" PRId64 "-%02d-%02d", year, month, dom);
    return when_say(edtf, language_tag(r->app->w.reader.lang), r->a);
}

static void print_law(struct run *r, const struct brief *b)
{
    print_table(r->out, "law", N_("What binds the states named"), law_columns);
    for (isize i = 0; i < b->states.n; i++) {
        const struct brief_state *s = &b->states.at[i];
        for (isize k = 0; k < s->law.n; k++) {
            const struct law_status *l = &s->law.at[k];
            print_row(r->out);
            print_cell_str(r->out, country_name(s->code, r->app->w.reader.lang, r->a));
            print_cell_str(r->out, shown(r, law_name(r, l->instrument), TITLE_SHOWN));
            print_cell_str(r->out, standing_say(r, l->standing));
            print_cell_str(r->out, r->json ? l->how : since_say(r, l));
            print_cell_bool(r->out, l->verified);
            print_cell_str(r->out, l->act ? l->act->as_of : (struct str){0});
        }
    }
    print_end(r->out);
}

/* Each value once: what differs, not who repeats it. */
static struct str values_of(struct run *r, const struct conflict *c)
{
    struct buf b = buf_in(r->a, 1 << 16);
    for (isize k = 0; k < c->rivals.n; k++) {
        bool said = false;
        for (isize i = 0; !said && i < k; i++)
            said = str_eq(c->rivals.at[i].value, c->rivals.at[k].value);
        if (said)
            continue;
        if (b.n)
            buf_add(&b, S(" / "));
        buf_add(&b, shown(r, c->rivals.at[k].value, VALUE_SHOWN));
    }
    return buf_str(&b);
}

static void print_conflicts(struct run *r, const struct brief *b)
{
    enum language lang = r->app->w.reader.lang;
    print_table(r->out, "conflicts", N_("They differ"), conflict_columns);
    for (isize i = 0; i < b->conflicts.n; i++) {
        const struct conflict *c = &b->conflicts.at[i];
        print_row(r->out);
        print_cell_str(r->out, shown(r, c->about, TITLE_SHOWN));
        print_cell_str(r->out, label_in(&c->p->label, lang));
        print_cell_str(r->out, values_of(r, c));
        print_cell_str(r->out, msg(lang, relation_say(c->relation)));
    }
    print_end(r->out);
    if (b->conflicts.more)
        run_tell(r, msg(r->lang, TR("More differs: 'cairn conflicts' shows it.")));
}

static void print_events(struct run *r, const struct brief *b)
{
    enum language lang = r->app->w.reader.lang;
    print_table(r->out, "events", N_("Latest events"), event_columns);
    for (isize i = 0; i < b->events.n; i++) {
        const struct brief_event *e = &b->events.at[i];
        print_row(r->out);
        print_cell_str(r->out, id_write(r->a, &e->id));
        print_cell_str(r->out, r->json ? e->date : when_say(e->date, language_tag(lang), r->a));
        print_cell_str(r->out, e->what);
        print_cell_str(r->out, e->count);
        print_cell_str(r->out, shown(r, e->place, VALUE_SHOWN));
        print_cell_str(r->out, shown(r, e->source, TITLE_SHOWN));
    }
    print_end(r->out);
}

static struct str address_say(struct run *r, const struct brief_office *o)
{
    enum language lang = r->app->w.reader.lang;
    if (!o->has_address)
        return msg(lang, TR("none"));
    if (!o->verified_on.n)
        return msg(lang, TR("not confirmed"));
    return msg_fill(r->a, msg(lang, TR("confirmed on {date}")), "date",
                    when_say(o->verified_on, language_tag(lang), r->a), NULL);
}

static void print_offices(struct run *r, const struct brief *b)
{
    print_table(r->out, "offices", N_("A letter can go to"), office_columns);
    for (isize i = 0; i < b->offices.n; i++) {
        const struct brief_office *o = &b->offices.at[i];
        print_row(r->out);
        print_cell_str(r->out, id_write(r->a, &o->id));
        print_cell_str(r->out, o->title);
        print_cell_str(r->out, o->holder);
        print_cell_str(r->out, address_say(r, o));
    }
    print_end(r->out);
}

static bool run(struct run *r, struct err *err)
{
    struct brief b;
    struct proposal_list open;
    if (!brief_make(&b, &r->app->w.reader, law_builtin(r->a), day_of_time(sys_now(r->sys)), r->a,
                    err) ||
        !proposals_list(&open, &r->app->w,
                        (struct proposals_wanted){.state = PROPOSAL_OPEN, .max = OPEN_MAX}, r->a,
                        err))
        return false;
    print_table(r->out, "counts", N_("In this case file"), count_columns);
    for (isize i = 0; i < b.counts.n; i++) {
        const struct record_type *t = schema_type(r->app->schema, b.counts.at[i].type);
        print_row(r->out);
        print_cell_str(r->out, label_in(&t->label, r->app->w.reader.lang));
        print_cell_int(r->out, b.counts.at[i].n);
    }
    print_end(r->out);
    print_int(r->out, "to_check", N_("Found in the text, to check"), open.n);
    print_events(r, &b);
    print_int(r->out, "unchecked", N_("Of these, facts nobody has checked"), b.unchecked);
    print_conflicts(r, &b);
    print_law(r, &b);
    print_offices(r, &b);
    return true;
}

const struct cmd cmd_brief = {
    .name = "brief",
    .summary = N_("say on one page what there is, what waits, what differs and who is bound"),
    .group = N_("Looking"),
    .needs = NEEDS_VAULT_READ,
    .run = run,
};
