/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "act/ready.h"

#include "act/template.h"
#include "base/list.h"
#include "base/utf8.h"
#include "know/casework.h"
#include "lang/edtf.h"
#include "record/ids.h"
#include "record/labels.h"
#include "record/member.h"

enum { WORDS_SHOWN = 160 };

struct looking {
    struct ready *out;
    struct workspace *w;
    const struct kept *k;
    const struct letter *l;
    struct arena *a;
    struct template t;
};

static struct point *point_add(struct looking *x, enum point_about about, bool red, const char *say)
{
    struct point *p = LIST_ADD(&x->out->points, x->a);
    *p = (struct point){.about = about, .red = red, .say = say, .part = -1};
    return p;
}

static void about_part(struct point *p, const struct kept *k, isize part)
{
    p->part = part;
    p->which = utf8_cut(k->parts.at[part].text, WORDS_SHOWN);
}

/* ---- facts */

static bool is_told(const struct looking *x, int64_t no)
{
    for (isize i = 0; i < x->out->points.n; i++)
        if (x->out->points.at[i].about == POINT_FACT && x->out->points.at[i].fact.no == no)
            return true;
    return false;
}

static void look_facts(struct looking *x, isize part)
{
    const struct kept_part *p = &x->k->parts.at[part];
    for (isize i = 0; i < p->uses.n; i++) {
        const struct fact *f = &p->uses.at[i];
        if (f->checked || is_told(x, f->no))
            continue;
        struct point *n =
            point_add(x, POINT_FACT, true, TR("Nobody has read this against its passage."));
        about_part(n, x->k, part);
        n->fact = *f;
    }
}

/* ---- words: do they say what their sources say? */

/* Is there a hedge in the words, of the template or of its list of words for a careful sentence? */
static bool is_hedged(const struct looking *x, struct str text)
{
    struct str rest = template_get(&x->t, "careful"), word;
    while (rest.n) {
        str_cut(rest, '|', &word, &rest);
        if (word.n && str_find(text, word) >= 0)
            return true;
    }
    return false;
}

static bool needs_hedge(const struct fact *f)
{
    return f->s.hedge == TERM_HEDGE_REPORTED || f->s.hedge == TERM_HEDGE_ALLEGED ||
           f->s.hedge == TERM_HEDGE_BELIEVED;
}

static bool number_stands(const struct looking *x, int64_t n, struct str text)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(x->a);
    struct str plain = str_format(tmp.arena, "%" PRId64, n), grouped = plain;
    if (n >= 1000 && n < 1000000)
        grouped = str_format(tmp.arena, "%" PRId64 ",%03" PRId64, n / 1000, n % 1000);
    return str_find(text, plain) >= 0 || str_find(text, grouped) >= 0;
}

static void look_words(struct looking *x, isize part)
{
    const struct kept_part *p = &x->k->parts.at[part];
    bool careful = false;
    for (isize i = 0; i < p->uses.n; i++) {
        const struct quantity *q = &p->uses.at[i].s.value.quantity;
        careful = careful || needs_hedge(&p->uses.at[i]);
        if (p->uses.at[i].s.value.type == V_QUANTITY && q->has_min &&
            !number_stands(x, q->min, p->text))
            about_part(point_add(x, POINT_SENTENCE, false,
                                 TR("The number of its source does not stand in this sentence.")),
                       x->k, part);
    }
    if (careful && !is_hedged(x, p->text))
        about_part(point_add(x, POINT_SENTENCE, true,
                             TR("Its source only reports this; the sentence says it as certain.")),
                   x->k, part);
}

/* One source only: whoever wants to deny it has one thing to deny. */
static void look_origin_of_facts(struct looking *x, isize part)
{
    const struct kept_part *p = &x->k->parts.at[part];
    for (isize i = 0; i < p->uses.n; i++)
        if (!id_eq(&p->uses.at[i].s.source.id, &p->uses.at[0].s.source.id))
            return;
    if (p->uses.n && !p->also.n)
        about_part(point_add(x, POINT_SENTENCE, false, TR("It rests on one source.")), x->k, part);
}

static void look_part(struct looking *x, isize part)
{
    const struct kept_part *p = &x->k->parts.at[part];
    if (p->gone)
        return;
    if (p->kept_back) {
        struct point *n = point_add(x, POINT_SENTENCE, true, p->kept_back);
        about_part(n, x->k, part);
        return;
    }
    look_facts(x, part);
    if (p->own && p->uses.n)
        look_words(x, part);
    else if (p->own && p->kind == TERM_PART_KIND_PARAGRAPH)
        about_part(point_add(x, POINT_SENTENCE, false,
                             TR("Own words without a source: nobody can look them up.")),
                   x->k, part);
    look_origin_of_facts(x, part);
}

/* ---- what differs */

static bool uses(const struct kept *k, int64_t no)
{
    for (isize i = 0; i < k->parts.n; i++)
        for (isize n = 0; !k->parts.at[i].gone && n < k->parts.at[i].uses.n; n++)
            if (k->parts.at[i].uses.at[n].no == no)
                return true;
    return false;
}

static bool look_differ(struct looking *x, struct err *err)
{
    struct conflict_list all;
    if (!conflicts_find(&all, &x->w->reader, x->a, err))
        return false;
    for (isize i = 0; i < all.n; i++) {
        const struct conflict *c = &all.at[i];
        const struct rival *used = NULL, *other = NULL;
        for (isize n = 0; n < c->rivals.n; n++) {
            const struct rival *v = &c->rivals.at[n];
            if (!used && uses(x->k, v->fact.no))
                used = v;
        }
        for (isize n = 0; used && n < c->rivals.n; n++) { /* best one that says something else */
            const struct rival *v = &c->rivals.at[n];
            if (v != used && (!other || str_eq(other->value, used->value)))
                other = v;
        }
        if (c->judged || !used || !other)
            continue;
        bool red = c->relation != RELATION_LATER && c->relation != RELATION_VERSIONS;
        struct point *p =
            point_add(x, POINT_DIFFER, red, TR("Sources differ on this and nobody has decided."));
        p->which = str_format(x->a, "%.*s / %.*s", FS(used->value), FS(other->value));
        p->fact = used->fact;
        p->rival = other->fact.no;
        p->differ = c;
    }
    if (all.more)
        point_add(x, POINT_DIFFER, false,
                  TR("So much differs in this case file that not all of it was looked at."));
    return true;
}

/* ---- address, action, signature */

static void look_address(struct looking *x)
{
    x->out->office = x->k->order.office;
    x->out->address_no = x->l->address_no;
    x->out->needs_address = x->l->paper.address != PAPER_ADDRESS_VERIFIED;
    if (!x->l->address_no)
        point_add(x, POINT_ADDRESS, true, TR("No address is known."));
    else if (x->out->needs_address)
        point_add(x, POINT_ADDRESS, true, TR("Nobody has confirmed the address."));
    if (x->out->needs_address)
        x->out->points.at[x->out->points.n - 1].which = x->l->addressee;
}

static bool is_past(const struct looking *x, const struct fact *f)
{
    return f && f->s.value.type == V_DATE && edtf_is_past(f->s.value.text, sys_now(x->w->sys));
}

static bool look_action(struct looking *x, struct err *err)
{
    struct record action;
    struct err none = {0};
    bool over = is_past(x, record_newest(&x->k->rec, P_EXPIRES));
    if (x->k->order.has_case) {
        if (record_load_id(&action, &x->w->reader, &x->k->order.case_id, x->a, &none))
            over = over || case_is_over(x->w->schema, &action) ||
                   is_past(x, record_newest(&action, P_EXPIRES));
        else if (none.code != E_NOTFOUND)
            return err_copy(err, &none);
    }
    x->out->needs_late = over;
    if (over)
        point_add(x, POINT_OVER, true,
                  TR("The action it belongs to was stopped, or its day is past."));
    return true;
}

static bool look_reader(struct looking *x, struct err *err)
{
    const char *why;
    if (!kept_barred(&why, x->w, x->k, x->a, err))
        return false;
    if (why)
        point_add(x, POINT_ORIGIN, true, why);
    return true;
}

static void count_reds(struct ready *r)
{
    for (isize i = 0; i < r->points.n; i++)
        r->reds += r->points.at[i].red && r->points.at[i].about != POINT_ADDRESS &&
                   r->points.at[i].about != POINT_OVER;
}

bool members_other(int64_t *out, struct workspace *w, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct member_list l;
    int64_t n = 0;
    if (!member_list(&l, w, tmp.arena, err))
        return false;
    for (isize i = 0; i < l.n; i++)
        n += member_may_write(&l.at[i]) && l.at[i].has_key && !id_eq(&l.at[i].id, &w->v->member);
    *out = n;
    return true;
}

bool letter_ready(struct ready *out, struct workspace *w, const struct kept *k,
                  const struct letter *l, struct arena *a, struct err *err)
{
    struct ready r = {0};
    struct looking x = {.out = &r, .w = w, .k = k, .l = l, .a = a};
    int64_t members;
    if (!template_load(&x.t, k->order.lang, a, err) || !look_reader(&x, err))
        return false;
    look_address(&x);
    if (!look_action(&x, err))
        return false;
    if (!l->paper.body.n)
        point_add(&x, POINT_EMPTY, true, TR("The letter has no sentence."));
    for (isize i = 0; i < k->parts.n; i++)
        look_part(&x, i);
    if (!look_differ(&x, err) || !members_other(&members, w, err))
        return false;
    if (!k->order.signatory.n)
        point_add(&x, POINT_SIGNER, false, TR("Nobody signs it by name."));
    r.alone = members == 0;
    count_reds(&r);
    *out = r;
    return true;
}
