/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What bound the state addressed: only what was checked is claimed; the rest is listed. */
#include "act/letter_priv.h"
#include "lang/country.h"
#include "lang/when.h"
#include "record/ids.h"

enum { PER_INSTRUMENT = 2 };

static struct str day_words(struct composing *c, int64_t day)
{
    int64_t year;
    int month, dom;
    day_to_ymd(day, &year, &month, &dom);
    struct str edtf = str_format(c->a, "%04" PRId64 "-%02d-%02d", year, month, dom);
    return when_say(edtf, language_tag(c->o->lang), c->a);
}

static struct str state_words(struct composing *c)
{
    return country_name(c->state, c->o->lang, c->a);
}

static struct str act_words(struct composing *c, int act)
{
    const struct term *t = vocabulary_term(schema_vocabulary(c->w->schema, V_TREATY_ACT), act);
    struct str label = t ? label_in(&t->label, c->o->lang) : (struct str){0};
    if (c->o->lang != LANG_EN)
        return label;
    switch (act) {
    case TERM_TREATY_ACT_ACCEDED: return S("acceded to");
    case TERM_TREATY_ACT_RATIFIED: return S("ratified");
    case TERM_TREATY_ACT_SUCCEEDED: return S("succeeded to");
    default: return S("accepted");
    }
}

static bool is_about_return(const struct law_article *x)
{
    return str_eq(x->test, S("refugee")) || str_eq(x->test, S("torture"));
}

/* Articles that forbid the return itself, by their number in the treaties everybody cites. */
static bool forbids_return(const struct law_instrument *i, const struct law_article *x)
{
    static const struct {
        const char *id, *article;
    } core[] = {{"CSR51", "33(1)"}, {"CAT", "3(1)"}, {"ICCPR", "7"}, {"CRC", "37"}};
    for (isize k = 0; k < COUNTOF(core); k++)
        if (str_eq(i->id, str_from_c(core[k].id)) &&
            str_eq(x->article, str_from_c(core[k].article)))
            return is_about_return(x);
    return false;
}

static void law_sentence(struct composing *c, const struct law_status *s,
                         const struct law_article *x)
{
    struct str act = act_words(c, s->act->act);
    struct hole holes[] = {{"state", state_words(c)},
                           {"act", act},
                           {"norm", c->o->lang == LANG_KO   ? s->instrument->name_ko
                                    : c->o->lang == LANG_EN ? s->instrument->name
                                                            : s->instrument->name_zh},
                           {"date", when_say(s->act->date.text, language_tag(c->o->lang), c->a)},
                           {"from", day_words(c, s->from.lo)},
                           {"article", x->article},
                           {"obliges", x->obliges.text},
                           {NULL, {0}}};
    for (isize i = 0; holes[i].name; i++)
        if (!holes[i].value.n)
            holes[i].value = s->instrument->name;
    letter_plain(c, PAPER_PARAGRAPH, template_fill(c->a, template_get(&c->t, "law"), holes));
}

static void cite(struct composing *c, const struct law_status *s)
{
    for (isize i = 0; i < c->law->articles.n; i++) {
        const struct law_article *x = &c->law->articles.at[i];
        if (&c->law->instruments.at[x->instrument] != s->instrument ||
            !forbids_return(s->instrument, x))
            continue;
        struct str what =
            str_format(c->a, "%.*s, article %.*s", FS(s->instrument->name), FS(x->article));
        if (s->standing == LAW_SIGNED)
            letter_left(c, what, TR("only signed: no breach is claimed from it"));
        else if (!s->verified || !s->from_verified || !s->has_from ||
                 x->obliges.check != LAW_VERIFIED || s->act->date.check != LAW_VERIFIED)
            letter_left(c, what, TR("this law has not been verified"));
        else
            law_sentence(c, s, x);
    }
}

bool letter_law(struct composing *c, struct err *err)
{
    struct law_status_list l = {0};
    (void)err;
    if (!c->state.n) {
        letter_left(c, S("obligations"), TR("the state addressed is not known (--state)"));
        return true;
    }
    int64_t today = sys_now(c->w->sys) / 86400;
    law_bound_on(&l, c->law, c->state, today, c->a);
    for (isize i = 0; i < l.n; i++)
        if (l.at[i].act)
            cite(c, &l.at[i]);
    return true;
}
