/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where sources differ. Looking goes over the whole case file, so these pages run on the worker;
 * how much there is, Home shows from the last look.
 */
#include "base/utf8.h"
#include "know/casework.h"
#include "know/conflict.h"
#include "lang/amount.h"
#include "lang/edtf.h"
#include "record/ids.h"
#include "record/journal_log.h"
#include "web/pages/pages.h"
#include "web/pages/said.h"
#include "web/respond.h"

enum { DIFFER_SHOWN = 25, SIDES_MAX = 3, AROUND = 160, PASSAGE_MAX = 480, REASON_MAX = 2000 };

/* ---- showing */

/* The words around the value in its passage, if the passage has them. */
static void take_passage(struct view_side *s, const struct rival *v, struct arena *a)
{
    struct str words = text_short(v->words, PASSAGE_MAX, a);
    isize at = str_find(words, v->value);
    s->lang = desk_language(v->fact.s.language);
    s->marked = v->value;
    if (at < 0) {
        s->passage = words;
        return;
    }
    s->before = str_part(words, 0, at);
    s->after = str_part(words, at + v->value.n, words.n);
}

static struct str side_holder(struct desk *d, const struct rival *v)
{
    if (v->fact.s.holder_name.n)
        return v->fact.s.holder_name;
    return v->source.n ? v->source : msg(d->req->lang, TR("Written down by hand"));
}

static struct str decision_words(struct desk *d, const struct rival *v)
{
    const struct vocabulary *voc = schema_vocabulary(d->r->schema, V_JUDGEMENT);
    const struct term *t = v->fact.judged ? vocabulary_term(voc, v->fact.judged) : NULL;
    if (!t)
        return (struct str){0};
    return str_format(d->a, "%.*s: %.*s", FS(label_in(&t->label, d->req->lang)),
                      FS(text_short(v->value, AROUND, d->a)));
}

struct str differ_name(const struct conflict *c, struct arena *a)
{
    ASSERT(c->rivals.n > 1 && c->rivals.at);
    struct str x = desk_said(&c->rivals.at[0].fact, a), y = desk_said(&c->rivals.at[1].fact, a);
    return str_format(a, "%.*s-%.*s-%d", FS(x), FS(y), (int)c->relation);
}

/* Three stand side by side; further ones are in the list to decide on. */
static struct view_differ differ_view(struct desk *d, const struct conflict *c)
{
    struct str label = label_in(&c->p->label, d->req->lang);
    struct view_differ v = {.about = str_format(d->a, "%.*s: %.*s", FS(c->about), FS(label)),
                            .question = c->question,
                            .sides = (int)(c->rivals.n < SIDES_MAX ? c->rivals.n : SIDES_MAX)};
    ASSERT(c->rivals.at || !v.sides);
    for (int i = 0; i < v.sides; i++) {
        const struct rival *r = &c->rivals.at[i];
        v.side[i] = (struct view_side){.holder = side_holder(d, r),
                                       .as_known = r->fact.s.as_of.n ? r->fact.s.as_of : r->date,
                                       .source = desk_source(d, &r->fact)};
        take_passage(&v.side[i], r, d->a);
    }
    int64_t more = c->rivals.n - v.sides + c->more;
    if (more)
        v.more = msg_fill(d->a, msg(d->req->lang, TR("… and {n} more")), "n",
                          amount_say(more, d->a), NULL);
    for (isize i = 0; i < c->rivals.n; i++)
        if (!v.decision.n || c->rivals.at[i].fact.judged == TERM_JUDGEMENT_PREFER)
            v.decision = decision_words(d, &c->rivals.at[i]);
    return v;
}

/* The reason stands beside the judgement, in the same entry. */
static struct str reason_of(const struct change_list *l, const struct change *judgement)
{
    for (isize i = 0; i < l->n; i++) {
        const struct fact *f = &l->at[i].fact;
        if (f->p && f->p->number == P_REASON && hash_eq(&f->entry, &judgement->fact.entry))
            return f->s.value.text;
    }
    return (struct str){0};
}

/* Who decided, when and why: said of the statement, so it stands in the history of its record. */
static bool fill_decided(struct view_differ *v, struct desk *d, const struct conflict *c,
                         struct err *err)
{
    for (isize i = 0; i < c->rivals.n; i++) {
        const struct fact *f = &c->rivals.at[i].fact;
        struct change_list l;
        if (!f->judged || (v->decided.n && f->judged != TERM_JUDGEMENT_PREFER))
            continue;
        if (!history_of(&l, d->r, f->record, d->a, err))
            return false;
        for (isize k = 0; k < l.n; k++) {
            const struct change *x = &l.at[k];
            if (!x->fact.p || x->fact.p->number != P_JUDGED || !x->about || x->about->no != f->no)
                continue;
            v->decided = time_day(x->time, d->a);
            v->decided_by = desk_member(d, &x->member);
            struct str why = reason_of(&l, x);
            if (why.n)
                v->decision =
                    str_format(d->a, "%.*s. %.*s", FS(decision_words(d, &c->rivals.at[i])),
                               FS(text_short(why, AROUND, d->a)));
        }
    }
    return true;
}

static void note_rows(struct site_differ *known, const struct conflict *c, isize differ)
{
    for (isize i = 0; i < c->rivals.n; i++) {
        if (known->rows_n == DIFFER_ROWS_MAX) {
            known->rows_cut = true;
            return;
        }
        known->rows[known->rows_n].differ = (int32_t)differ;
        known->rows[known->rows_n++].row = c->rivals.at[i].fact.record;
    }
}

static bool find_all(struct conflict_list *out, struct desk *d, struct err *err)
{
    struct site_differ *known = NEW(d->a, struct site_differ);
    if (!store_mark(&known->mark, d->r->db, err) ||
        !conflicts_look(out, d->r, CONFLICTS_MAX, d->a, err))
        return false;
    known->rows_cut = out->more || out->cut;
    for (isize i = 0; i < out->n; i++) {
        known->open += out->at[i].judged == 0;
        known->decided += out->at[i].judged != 0;
        if (!out->at[i].judged)
            note_rows(known, &out->at[i], i);
    }
    site_differ_note(d->req->site, d->r->gate.clearance, known);
    return true;
}

/* ---- those of one case: ?case= */

static bool is_of_case(const struct conflict *c, const struct casework *of)
{
    for (isize i = 0; i < c->rivals.n; i++)
        if (casework_has(of, c->rivals.at[i].fact.record))
            return true;
    return false;
}

static bool keep_of_case(struct conflict_list *l, struct casework *of, struct str *title,
                         struct desk *d, struct err *err)
{
    struct str named = params_get(&d->req->query, S("case"));
    struct id id;
    isize n = 0;
    *title = (struct str){0};
    if (!named.n)
        return true;
    struct err none = {0};
    if (!id_parse(&id, named, &none))
        return err_set(err, E_NOTFOUND, "not a case");
    if (!casework_load(of, d->r, &id, d->a, err))
        return false;
    for (isize i = 0; i < l->n; i++)
        if (is_of_case(&l->at[i], of))
            l->at[n++] = l->at[i];
    l->n = n;
    *title = record_title(d->r, &of->rec, d->a);
    return true;
}

bool differ_of_case(struct view_differ_count *out, struct desk *d, const struct casework *c,
                    struct err *err)
{
    struct site_differ *known = NEW(d->a, struct site_differ);
    int64_t mark;
    int32_t last = -1;
    site_differ_known(known, d->req->site, d->r->gate.clearance);
    if (!store_mark(&mark, d->r->db, err))
        return false;
    *out = (struct view_differ_count){
        .known = known->mark != 0 && !known->rows_cut,
        .stale = known->mark != mark,
        .href = str_format(d->a, "/differ?case=%.*s", FS(id_write(d->a, &c->rec.id)))};
    for (isize i = 0; i < known->rows_n; i++)
        if (known->rows[i].differ != last && casework_has(c, known->rows[i].row)) {
            last = known->rows[i].differ;
            out->open++;
        }
    return true;
}

/* Open ones first, each group as it was found. */
static isize in_order(struct conflict **out, const struct conflict_list *l)
{
    isize n = 0;
    for (int judged = 0; judged < 2; judged++)
        for (isize i = 0; i < l->n; i++)
            if ((l->at[i].judged != 0) == judged)
                out[n++] = &l->at[i];
    return n;
}

bool page_differ(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct conflict_list l;
    struct err none = {0};
    int64_t at = 1;
    if (!str_to_int(&at, params_get(&req->query, S("page")), 1, CONFLICTS_MAX, &none))
        at = 1;
    struct casework of;
    struct str title;
    if (!find_all(&l, &d, err) || !keep_of_case(&l, &of, &title, &d, err))
        return false;
    struct conflict **order = NEWN(d.a, struct conflict *, l.n + 1);
    isize n = in_order(order, &l), from = (isize)(at - 1) * DIFFER_SHOWN;
    isize to = from + DIFFER_SHOWN < n ? from + DIFFER_SHOWN : n;
    struct view_differ *v = NEWN(d.a, struct view_differ, DIFFER_SHOWN);
    for (isize i = from; i < to; i++) {
        if (!conflict_fill(order[i], d.r, d.a, err))
            return false;
        v[i - from] = differ_view(&d, order[i]);
        if (!fill_decided(&v[i - from], &d, order[i], err))
            return false;
        v[i - from].decide_at = str_format(d.a, "/differ/%.*s", FS(differ_name(order[i], d.a)));
    }
    struct view_sources sources = desk_sources(&d);
    struct page page = {.title = TR("Where sources differ"), .place = PLACE_DIFFER, .wide = true};
    struct html *h = page_begin(req, &page);
    if (title.n)
        view_of_case(h, title, desk_record_href(&d, TYPE_ACTION, &of.rec.id));
    if (!n)
        view_empty(h,
                   TR("Where two sources say different things of the same, they stand side by side "
                      "here, until a person decides."),
                   S("/documents"), TR("Documents"));
    for (isize i = from; i < to; i++)
        view_conflict(h, &v[i - from], relation_say(order[i]->relation),
                      ground_say(order[i]->ground));
    if (to == n && (l.more || l.cut))
        view_conflicts_end(
            h, l.more ? TR("There is more. Decide some of these, and the next ones are shown.")
                      : TR("So much looks alike that not all of it could be compared."));
    if (to < n)
        view_action(h,
                    str_format(d.a, "/differ?page=%" PRId64 "%s%.*s", at + 1,
                               title.n ? "&case=" : "",
                               FS(title.n ? id_write(d.a, &of.rec.id) : S(""))),
                    TR("More of them"));
    if (sources.n)
        view_sources(h, &sources);
    return page_end(req, h, err);
}

/* ---- deciding */

enum { DECIDE_WHICH, DECIDE_REASON };
static const struct field decide_fields[] = {
    [DECIDE_WHICH] = {"which", TR("What do you decide?"), FIELD_ID, .required = true},
    [DECIDE_REASON] = {"reason", TR("Why"), FIELD_TEXT, .max = REASON_MAX, .required = true},
    {0},
};

static bool find_named(struct conflict *out, struct desk *d, struct err *err)
{
    struct conflict_list l;
    if (!find_all(&l, d, err))
        return false;
    for (isize i = 0; i < l.n; i++) {
        if (str_eq(differ_name(&l.at[i], d->a), d->req->ids[0])) {
            *out = l.at[i];
            return conflict_fill(out, d->r, d->a, err);
        }
    }
    err_set(err, E_NOTFOUND, "no such difference");
    return err_detail(err, "%s",
                      TR("They do not differ any more, or somebody changed one of them."));
}

/* A letter that waits for this decision: whoever came from there goes back there. */
static bool waiting_letter(struct id *out, const struct desk *d)
{
    struct err none = {0};
    struct str letter = params_get(&d->req->query, S("letter"));
    return letter.n && id_parse(out, letter, &none);
}

static struct str decide_action(struct desk *d)
{
    struct id letter;
    struct str self = str_format(d->a, "/differ/%.*s", FS(d->req->ids[0]));
    return waiting_letter(&letter, d)
               ? str_format(d->a, "%.*s?letter=%.*s", FS(self), FS(id_write(d->a, &letter)))
               : self;
}

static bool show_decide(struct desk *d, const struct conflict *c, const struct form *f,
                        struct err *err)
{
    struct view_option *which = NEWN(d->a, struct view_option, c->rivals.n + 1);
    struct view_decide v = {.differ = differ_view(d, c),
                            .action = decide_action(d),
                            .how = relation_say(c->relation),
                            .why = ground_say(c->ground)};
    if (!fill_decided(&v.differ, d, c, err))
        return false;
    for (isize i = 0; i < c->rivals.n; i++) {
        const struct rival *r = &c->rivals.at[i];
        struct str value = text_short(r->value, AROUND, d->a), holder = side_holder(d, r);
        which[i] = (struct view_option){
            desk_said(&r->fact, d->a),
            msg_fill(d->a, msg(d->req->lang, TR("Use “{value}” ({who})")), "value", value, "who",
                     text_short(holder, AROUND, d->a), NULL)};
    }
    which[c->rivals.n] =
        (struct view_option){S("both"), msg(d->req->lang, TR("All of them stand"))};
    v.which = (struct view_options){which, c->rivals.n + 1};
    struct view_sources sources = desk_sources(d);
    struct page page = {.title_plain = v.differ.about,
                        .place = PLACE_DIFFER,
                        .wide = true,
                        .status = f->wrong ? 422 : 0};
    struct html *h = page_begin(d->req, &page);
    view_decide(h, &v, f);
    if (sources.n)
        view_sources(h, &sources);
    return page_end(d->req, h, err);
}

bool page_decide(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct conflict c = {0};
    struct form f = form_new(decide_fields, req->a);
    return find_named(&c, &d, err) && show_decide(&d, &c, &f, err);
}

static const struct rival *chosen_of(const struct conflict *c, struct str which, struct arena *a)
{
    for (isize i = 0; i < c->rivals.n; i++)
        if (str_eq(desk_said(&c->rivals.at[i].fact, a), which))
            return &c->rivals.at[i];
    return NULL;
}

/* One that was preferred before only stands beside the others from now on. */
static bool undecide(struct desk *d, const struct conflict *c, const struct rival *chosen,
                     struct str reason, struct err *err)
{
    for (isize i = 0; i < c->rivals.n; i++) {
        const struct fact *f = &c->rivals.at[i].fact;
        if (&c->rivals.at[i] != chosen && f->judged == TERM_JUDGEMENT_PREFER &&
            !fact_judge(d->w, f->no, TERM_JUDGEMENT_BOTH_STAND, chosen ? chosen->fact.no : 0,
                        reason, err))
            return false;
    }
    return true;
}

static bool decide(struct desk *d, const struct conflict *c, const struct rival *chosen,
                   struct str reason, struct err *err)
{
    int64_t rival = 0;
    ASSERT(c->rivals.n > 1 && c->rivals.at);
    if (!undecide(d, c, chosen, reason, err))
        return false;
    for (isize i = 0; i < c->rivals.n && !rival; i++)
        if (&c->rivals.at[i] != chosen)
            rival = c->rivals.at[i].fact.no;
    if (chosen)
        return fact_judge(d->w, chosen->fact.no, TERM_JUDGEMENT_PREFER, rival, reason, err);
    return fact_judge(d->w, c->rivals.at[0].fact.no, TERM_JUDGEMENT_BOTH_STAND,
                      c->rivals.at[1].fact.no, reason, err);
}

bool post_decide(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct conflict c = {0};
    struct form f = form_read(decide_fields, &req->form, req->a);
    if (!find_named(&c, &d, err))
        return false;
    struct str which = f.answers[DECIDE_WHICH].text;
    const struct rival *chosen = chosen_of(&c, which, d.a);
    if (!f.wrong && !chosen && !str_eq(which, S("both")))
        form_refuse(&f, DECIDE_WHICH, TR("Please choose from the answers given."));
    if (f.wrong)
        return show_decide(&d, &c, &f, err);
    struct id letter;
    struct str go = S("/differ");
    if (waiting_letter(&letter, &d))
        go = str_format(d.a, "/letters/%.*s/ready", FS(id_write(d.a, &letter)));
    return decide(&d, &c, chosen, f.answers[DECIDE_REASON].text, err) && respond_redirect(req, go);
}
