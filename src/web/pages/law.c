/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The law that comes with the program: who is bound since when, each value with its check. */
#include "know/duty.h"
#include "lang/country.h"
#include "lang/edtf.h"
#include "lang/when.h"
#include "record/ids.h"
#include "web/desk.h"
#include "web/pages/lists.h"
#include "web/pages/pages.h"
#include "web/pages/said.h"
#include "web/respond.h"
#include "web/views/case.h"

static int64_t today(const struct request *req)
{
    return day_of_time(sys_now(req->sys));
}

static const char *check_say(enum law_check c)
{
    switch (c) {
    case LAW_VERIFIED: return NULL;
    case LAW_MONTH_VERIFIED: return TR("only the month is verified");
    case LAW_YEAR_VERIFIED: return TR("only the year is verified");
    case LAW_UNVERIFIED: return TR("unverified");
    }
    UNREACHABLE();
}

static struct view_law_value value_of(const struct law_value *v, bool is_date)
{
    struct edtf e;
    struct err none = {0};
    return (struct view_law_value){v->text, check_say(v->check),
                                   is_date && edtf_parse(&e, v->text, &none)};
}

static const char *standing_say(enum law_standing s)
{
    switch (s) {
    case LAW_UNKNOWN: return TR("not known");
    case LAW_NOT_BINDING: return TR("binds nobody as a treaty");
    case LAW_NOT_PARTY: return TR("not a party");
    case LAW_SIGNED: return TR("signed only");
    case LAW_NOT_YET: return TR("bound later");
    case LAW_BOUND: return TR("bound");
    case LAW_ENDED: return TR("no longer bound");
    }
    UNREACHABLE();
}

/* Addresses are small letters; the ids of data/law are capitals, digits and hyphens. */
static struct str address_of(struct str id, struct arena *a)
{
    char *p = NEWN(a, char, id.n + 1);
    for (isize i = 0; i < id.n; i++) {
        char c = id.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        p[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : plain ? c : '-';
    }
    return str_format(a, "/law/%.*s", FS(((struct str){p, id.n})));
}

static struct str name_of(const struct request *req, const struct law_instrument *i)
{
    if (req->lang == LANG_KO && i->name_ko.n)
        return i->name_ko;
    if ((req->lang == LANG_ZH_HANS || req->lang == LANG_ZH_HANT) && i->name_zh.n)
        return i->name_zh;
    return i->name;
}

static struct view_bound bound_of(struct request *req, const struct law_status *s, struct str state)
{
    struct view_bound b = {.state = state,
                           .state_href = str_format(req->a, "/law?state=%.*s", FS(state)),
                           .standing = standing_say(s->standing),
                           .unverified = !s->verified,
                           .stale = s->stale,
                           .how = s->how,
                           .instrument = name_of(req, s->instrument),
                           .instrument_href = address_of(s->instrument->id, req->a)};
    if (s->has_from && s->from.lo == s->from.hi) {
        b.from.text = day_text(s->from.lo, req->a);
        b.from.is_date = true;
        b.from.mark = s->from_verified ? NULL : TR("unverified");
    }
    if (s->act) {
        b.reservation = value_of(&s->act->reservation, false);
        b.source = s->act->source;
        b.as_of = s->act->as_of;
    }
    return b;
}

/* ---- one state */

/* "30 days": how long after its deposit a later party is bound. */
static struct view_law_value rule_of(struct request *req, const struct law_instrument *i)
{
    static const char *const words[] = {[LAW_DAYS] = TR("{n} days after its deposit"),
                                        [LAW_MONTHS] = TR("{n} months after its deposit"),
                                        [LAW_YEARS] = TR("{n} years after its deposit")};
    struct view_law_value v = value_of(&i->rule, false);
    if (!v.text.n || i->rule_span.unit == LAW_NO_SPAN || i->rule_span.then_first_of_month)
        return v;
    struct str n = str_format(req->a, "%d", i->rule_span.n);
    v.text = msg_fill(req->a, msg(req->lang, words[i->rule_span.unit]), "n", n, NULL);
    if (i->rule_article.n)
        v.text = str_format(req->a, "%.*s (%.*s)", FS(v.text), FS(i->rule_article));
    return v;
}

static bool show_state(struct request *req, struct str state, struct err *err)
{
    struct law_status_list l = {0};
    law_bound_on(&l, req->site->law, state, today(req), req->a);
    struct view_bound *at = NEWN(req->a, struct view_bound, l.n + 1);
    for (isize i = 0; i < l.n; i++)
        at[i] = bound_of(req, &l.at[i], state);
    struct str title = msg_fill(req->a, msg(req->lang, TR("What binds {state}")), "state",
                                country_name(state, req->lang, req->a), NULL);
    struct page page = {.title_plain = title, .place = PLACE_LAW, .wide = true};
    struct html *h = page_begin(req, &page);
    view_law_state(h, at, l.n, time_day(sys_now(req->sys), req->a));
    return page_end(req, h, err);
}

/* ---- all */

static int64_t acts_on(const struct law *law, isize instrument)
{
    int64_t n = 0;
    for (isize i = 0; i < law->acts.n; i++)
        n += law->acts.at[i].instrument == instrument;
    return n;
}

static bool is_state_code(struct str s)
{
    for (isize i = 0; i < s.n; i++)
        if (s.p[i] < 'A' || s.p[i] > 'Z')
            return false;
    return s.n == 3;
}

bool page_law(struct request *req, struct err *err)
{
    const struct law *law = req->site->law;
    struct str state = params_get(&req->query, S("state"));
    if (is_state_code(state))
        return show_state(req, state, err);
    struct view_law_item *at = NEWN(req->a, struct view_law_item, law->instruments.n + 1);
    struct view_options states = list_states(req);
    for (isize i = 0; i < law->instruments.n; i++) {
        const struct law_instrument *x = &law->instruments.at[i];
        at[i] = (struct view_law_item){.href = address_of(x->id, req->a),
                                       .id = x->id,
                                       .name = name_of(req, x),
                                       .states = acts_on(law, i)};
    }
    struct page page = {.title = TR("Law"), .place = PLACE_LAW};
    struct html *h = page_begin(req, &page);
    view_law(h, at, law->instruments.n, &states);
    return page_end(req, h, err);
}

/* ---- one instrument */

static const struct law_instrument *find(struct request *req)
{
    const struct law *law = req->site->law;
    struct str want = str_format(req->a, "/law/%.*s", FS(req->ids[0]));
    for (isize i = 0; i < law->instruments.n; i++)
        if (str_eq(address_of(law->instruments.at[i].id, req->a), want))
            return &law->instruments.at[i];
    return NULL;
}

static void fill_bound(struct view_instrument *v, struct request *req,
                       const struct law_instrument *x)
{
    const struct law *law = req->site->law;
    struct view_bound *at = NEWN(req->a, struct view_bound, law->acts.n + 1);
    for (isize i = 0; i < law->acts.n; i++) {
        const struct law_act *act = &law->acts.at[i];
        if (&law->instruments.at[act->instrument] != x)
            continue;
        struct law_status s = law_status_on(law, x, act->state, today(req), req->a);
        at[v->n] = bound_of(req, &s, act->state);
        at[v->n++].instrument = S("");
    }
    v->bound = at;
}

static void fill_articles(struct view_instrument *v, struct request *req,
                          const struct law_instrument *x)
{
    const struct law *law = req->site->law;
    struct view_article *at = NEWN(req->a, struct view_article, law->articles.n + 1);
    for (isize i = 0; i < law->articles.n; i++) {
        const struct law_article *y = &law->articles.at[i];
        if (&law->instruments.at[y->instrument] == x)
            at[v->articles++] =
                (struct view_article){y->article, value_of(&y->obliges, false), y->source};
    }
    v->article = at;
}

bool page_instrument(struct request *req, struct err *err)
{
    const struct law_instrument *x = find(req);
    if (!x)
        return err_set(err, E_NOTFOUND, "no such instrument");
    struct view_instrument v = {.id = x->id,
                                .adopted = value_of(&x->adopted, true),
                                .in_force = value_of(&x->in_force, true),
                                .rule = rule_of(req, x),
                                .source = x->source,
                                .as_of = x->as_of,
                                .note = x->note};
    fill_bound(&v, req, x);
    fill_articles(&v, req, x);
    struct page page = {.title_plain = name_of(req, x), .place = PLACE_LAW, .wide = true};
    struct html *h = page_begin(req, &page);
    view_instrument(h, &v);
    return page_end(req, h, err);
}

/* ---- a return and the law */

static struct str marked(struct request *req, struct str words, enum law_check c)
{
    const char *mark = check_say(c);
    return mark && words.n ? str_format(req->a, "%.*s [%.*s]", FS(words), FS(msg(req->lang, mark)))
                           : words;
}

static struct str act_words(struct desk *d, const struct law_act *act, bool only_signed)
{
    const struct vocabulary *v = schema_vocabulary(d->r->schema, V_TREATY_ACT);
    const struct term *t = vocabulary_term(v, act->act);
    struct law_value when = only_signed && act->signed_on.text.n ? act->signed_on : act->date;
    bool signing = only_signed && act->signed_on.text.n;
    if (!when.text.n || !t)
        return (struct str){0};
    struct str what =
        signing ? msg(d->req->lang, TR("signed only")) : label_in(&t->label, d->req->lang);
    struct str day = when_say(when.text, language_tag(d->req->lang), d->a);
    return str_format(d->a, "%.*s, %.*s", FS(what), FS(marked(d->req, day, when.check)));
}

static const struct view_bound *duties_view(isize *n, struct desk *d, const struct duty_list *l,
                                            struct str state, bool only_signed)
{
    struct view_bound *at = NEWN(d->a, struct view_bound, l->n + 1);
    for (isize i = 0; i < l->n; i++) {
        const struct duty *x = &l->at[i];
        struct buf b = buf_in(d->a, 1 << 16);
        at[i] = bound_of(d->req, &x->status, state);
        at[i].unverified = !duty_is_verified(x);
        if (x->status.act)
            at[i].act = act_words(d, x->status.act, only_signed);
        for (isize k = 0; k < x->articles.n; k++) {
            const struct law_article *y = x->articles.at[k].x;
            if (b.n)
                buf_add(&b, S("; "));
            buf_add(&b, marked(d->req, y->article, y->obliges.check));
        }
        at[i].articles = buf_str(&b);
    }
    *n = l->n;
    return at;
}

static const char *element_state(const struct element_shown *x)
{
    if (x->e->test == LAW_TEST_CUSTOM)
        return NULL;
    if (x->e->against)
        return x->fact ? TR("said against us") : TR("nothing said so far");
    return x->fact ? x->fact->checked ? TR("shown") : TR("shown, not checked") : TR("missing");
}

static void elements_view(struct view_duties *v, struct desk *d, const struct duties *l)
{
    for (int t = 0; t < LAW_TEST__COUNT; t++) {
        isize n = l->tests[t].n;
        struct view_element *needed = NEWN(d->a, struct view_element, n + 1);
        struct view_element *against = NEWN(d->a, struct view_element, n + 1);
        v->needed[t].at = needed;
        v->against[t].at = against;
        for (isize i = 0; i < n; i++) {
            const struct element_shown *x = &l->tests[t].at[i];
            struct view_element e = {
                .says = law_element_say(x->e, d->req->lang),
                .article = str_format(d->a, "%.*s %.*s", FS(x->e->instrument), FS(x->e->article)),
                .mark = check_say(x->e->says.check),
                .state = element_state(x),
                .missing = !x->e->against && !x->fact,
                .value = x->value};
            if (x->e->against)
                against[v->against[t].n++] = e;
            else
                needed[v->needed[t].n++] = e;
        }
    }
}

bool law_of_event(struct view_duties **out, struct desk *d, const struct record *rec,
                  struct err *err)
{
    struct duties l;
    struct view_duties *v = NEW(d->a, struct view_duties);
    *out = NULL;
    if (!duty_is_return(d->r, rec))
        return true;
    struct duty_question q = {.law = d->req->site->law, .event = rec};
    if (!duties_of(&l, d->r, &q, d->a, err))
        return false;
    struct view_duty_state *at = NEWN(d->a, struct view_duty_state, l.states.n + 1);
    for (isize i = 0; i < l.states.n; i++) {
        const struct duty_state *s = &l.states.at[i];
        at[i] = (struct view_duty_state){.state = country_name(s->code, d->req->lang, d->a),
                                         .href = str_format(d->a, "/law?state=%.*s", FS(s->code)),
                                         .inferred = s->inferred};
        at[i].bound = duties_view(&at[i].bound_n, d, &s->bound, s->code, false);
        at[i].only_signed = duties_view(&at[i].signed_n, d, &s->only_signed, s->code, true);
    }
    if (l.has_day)
        v->day = day_text(l.days.lo, d->a);
    v->cut = l.cut;
    v->changes = l.changes;
    v->state = at;
    v->states = l.states.n;
    elements_view(v, d, &l);
    *out = v;
    return true;
}
