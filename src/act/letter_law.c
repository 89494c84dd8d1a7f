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

static struct str law_name(const struct law_instrument *i, enum language lang)
{
    struct str name = lang == LANG_EN ? i->name : lang == LANG_KO ? i->name_ko : i->name_zh;
    return name.n ? name : i->name;
}

static struct str act_words(struct composing *c, int act)
{
    switch (act) {
    case TERM_TREATY_ACT_ACCEDED: return template_get(&c->t, "act.acceded");
    case TERM_TREATY_ACT_RATIFIED: return template_get(&c->t, "act.ratified");
    case TERM_TREATY_ACT_SUCCEEDED: return template_get(&c->t, "act.succeeded");
    default: return template_get(&c->t, "act.accepted");
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

/* What the article says, in the letter's language; the table of law has it in English only. */
static struct str obliges_words(struct composing *c, const struct law_status *s,
                                const struct law_article *x)
{
    const char *key = str_to_c(
        c->a, str_format(c->a, "obliges.%.*s.%.*s", FS(s->instrument->id), FS(x->article)));
    return template_has(&c->t, key) ? template_get(&c->t, key) : x->obliges.text;
}

/* The table of law has no names in traditional characters. */
static struct str norm_words(struct composing *c, const struct law_instrument *i)
{
    const char *key = str_to_c(c->a, str_format(c->a, "norm.%.*s", FS(i->id)));
    return template_has(&c->t, key) ? template_get(&c->t, key) : law_name(i, c->o->lang);
}

static void law_sentence(struct composing *c, const struct law_status *s,
                         const struct law_article *x)
{
    struct hole holes[] = {{"state", state_words(c)},
                           {"act", act_words(c, s->act->act)},
                           {"norm", norm_words(c, s->instrument)},
                           {"date", when_say(s->act->date.text, language_tag(c->o->lang), c->a)},
                           {"from", day_words(c, s->from.lo)},
                           {"article", x->article},
                           {"obliges", obliges_words(c, s, x)},
                           {NULL, {0}}};
    letter_plain(c, PAPER_PARAGRAPH, template_say(&c->t, "law", holes, c->a));
}

static void cite(struct composing *c, const struct law_status *s)
{
    for (isize i = 0; i < c->law->articles.n; i++) {
        const struct law_article *x = &c->law->articles.at[i];
        if (&c->law->instruments.at[x->instrument] != s->instrument ||
            !forbids_return(s->instrument, x))
            continue;
        struct str name = law_name(s->instrument, c->w->reader.lang);
        struct str what = str_format(c->a, "%.*s, %.*s", FS(name), FS(x->article));
        if (s->standing == LAW_SIGNED)
            letter_left(c, what, TR("only signed: no breach is claimed from it"), NULL, NULL);
        else if (s->standing != LAW_BOUND)
            letter_left(c, what, TR("the state is not bound by it"), NULL, NULL);
        else if (!s->verified || !s->from_verified || !s->has_from ||
                 x->obliges.check != LAW_VERIFIED || s->act->date.check != LAW_VERIFIED)
            letter_left(c, what, TR("this law has not been verified"), NULL, NULL);
        else
            law_sentence(c, s, x);
    }
}

bool letter_law(struct composing *c, struct err *err)
{
    struct law_status_list l = {0};
    (void)err;
    if (!c->state.n) {
        letter_left(c, msg(c->w->reader.lang, TR("What the state is bound by")),
                    TR("the state addressed is not known"), TR("say it: --state CHN"), NULL);
        return true;
    }
    int64_t today = day_of_time(sys_now(c->w->sys));
    law_bound_on(&l, c->law, c->state, today, c->a);
    for (isize i = 0; i < l.n; i++)
        if (l.at[i].act)
            cite(c, &l.at[i]);
    return true;
}
