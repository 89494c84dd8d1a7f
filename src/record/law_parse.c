/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables into structs. Order matters: instruments first, then what names them. */
#include "lang/normal.h"
#include "record/law_table.h"

struct word {
    const char *word;
    int value;
};

static const struct word kind_words[] = {
    {"treaty", TERM_NORM_KIND_TREATY},
    {"protocol", TERM_NORM_KIND_PROTOCOL},
    {"bilateral", TERM_NORM_KIND_BILATERAL},
    {"domestic", TERM_NORM_KIND_DOMESTIC},
    {"declaration", TERM_NORM_KIND_DECLARATION},
    {"guidelines", TERM_NORM_KIND_GUIDELINES},
    {"resolution", TERM_NORM_KIND_RESOLUTION},
    {"report", TERM_NORM_KIND_REPORT},
    {NULL, 0},
};
static const struct word act_words[] = {
    {"signed", TERM_TREATY_ACT_SIGNED},
    {"ratified", TERM_TREATY_ACT_RATIFIED},
    {"acceded", TERM_TREATY_ACT_ACCEDED},
    {"succeeded", TERM_TREATY_ACT_SUCCEEDED},
    {"accepted", TERM_TREATY_ACT_ACCEPTED},
    {"definitively_signed", TERM_TREATY_ACT_DEFINITIVELY_SIGNED},
    {"not_party", TERM_TREATY_ACT_NOT_PARTY},
    {"party", TERM_TREATY_ACT_PARTY},
    {"adopted", TERM_TREATY_ACT_ADOPTED},
    {NULL, 0},
};
static const struct word response_words[] = {
    {"", 0},
    {"accepted", TERM_RESPONSE_ACCEPTED},
    {"noted", TERM_RESPONSE_NOTED},
    {"rejected", TERM_RESPONSE_REJECTED},
    {"partly", TERM_RESPONSE_PARTLY},
    {"no_answer", TERM_RESPONSE_NO_ANSWER},
    {"implemented", TERM_RESPONSE_IMPLEMENTED},
    {"contradicted", TERM_RESPONSE_CONTRADICTED},
    {NULL, 0},
};

struct parse {
    struct law *l;
    struct table t;
    const struct table_row *r;
    struct arena *a;
    struct err *err;
};

static bool get_word(int *out, struct parse *p, struct str s, const struct word *words)
{
    for (; words->word; words++)
        if (str_eq(str_from_c(words->word), s)) {
            *out = words->value;
            return true;
        }
    return table_fail(&p->t, p->r, p->err, "'%.*s' is not known here", FS(str_part(s, 0, 40)));
}

/* An EDTF date, or nothing. */
static bool get_date(struct law_value *out, struct parse *p, struct str cell)
{
    struct law_value v = cell_value(cell);
    struct edtf e;
    struct err bad = {0};
    if (v.text.n && !edtf_parse(&e, v.text, &bad))
        return table_fail(&p->t, p->r, p->err, "'%.*s' is no date (EDTF)",
                          FS(str_part(v.text, 0, 40)));
    *out = v;
    return true;
}

static bool get_instrument(isize *out, struct parse *p, struct str id)
{
    *out = (isize)map_get(&p->l->ids, id, -1);
    return *out >= 0 || table_fail(&p->t, p->r, p->err, "no instrument is called '%.*s'",
                                   FS(str_part(id, 0, 60)));
}

static bool get_state(struct str *out, struct parse *p, struct str s)
{
    for (isize i = 0; i < s.n; i++)
        if (s.n != 3 || s.p[i] < 'A' || s.p[i] > 'Z')
            return table_fail(&p->t, p->r, p->err, "a state has three capitals: CHN");
    *out = s;
    return s.n || table_fail(&p->t, p->r, p->err, "the state is missing");
}

/* A row without source or as-of is worth nothing. */
static bool get_source(struct str *source, struct str *as_of, struct parse *p, struct str s,
                       struct str day)
{
    struct law_value v;
    if (!s.n || !day.n)
        return table_fail(&p->t, p->r, p->err, "a row has its source and its as-of");
    *source = s;
    *as_of = day;
    return get_date(&v, p, day);
}

static bool add_alias(struct parse *p, struct law_instrument *i, struct str name, isize at)
{
    if (!name.n)
        return true;
    struct str key = text_fold(name, p->a);
    int64_t other = map_get(&p->l->aliases, key, -1);
    if (other >= 0 && other != at)
        return table_fail(&p->t, p->r, p->err, "'%.*s' is a name of another instrument too",
                          FS(str_part(name, 0, 80)));
    map_set(&p->l->aliases, key, at);
    str_list_add(&i->aliases, name, p->a);
    return true;
}

static bool add_aliases(struct parse *p, struct law_instrument *i, struct str rest, isize at)
{
    struct str one;
    if (!add_alias(p, i, i->name, at) || !add_alias(p, i, i->name_ko, at) ||
        !add_alias(p, i, i->name_zh, at) || !add_alias(p, i, i->id, at))
        return false;
    while (rest.n) {
        str_cut(rest, ';', &one, &rest);
        if (!add_alias(p, i, str_trim(one), at))
            return false;
    }
    return true;
}

static bool add_instrument(struct parse *p)
{
    const struct str *c = p->r->cell;
    isize at = p->l->instruments.n;
    struct law_instrument i = {.id = c[0],
                               .name = c[2],
                               .name_ko = c[3],
                               .name_zh = c[4],
                               .line = c[9],
                               .follows = -1,
                               .followed_by = -1,
                               .rule = cell_value(c[11]),
                               .rule_article = c[12],
                               .note = c[15]};
    if (!i.id.n || map_get(&p->l->ids, i.id, -1) >= 0)
        return table_fail(&p->t, p->r, p->err, "the id is missing or stands twice");
    if (!get_word(&i.kind, p, c[1], kind_words) || !get_date(&i.adopted, p, c[6]) ||
        !get_date(&i.in_force, p, c[7]) || !get_date(&i.ended, p, c[8]) ||
        !get_source(&i.source, &i.as_of, p, c[13], c[14]))
        return false;
    struct err bad = {0};
    if (!law_span_parse(&i.rule_span, i.rule.text, &bad))
        return table_fail(&p->t, p->r, p->err, "'%.*s' is no span: day 30, month 3, ...",
                          FS(str_part(i.rule.text, 0, 40)));
    if (c[10].n) {
        if (!get_instrument(&i.follows, p, c[10]))
            return false;
        p->l->instruments.at[i.follows].followed_by = at;
    }
    if (!add_aliases(p, &i, c[5], at))
        return false;
    map_set(&p->l->ids, i.id, at);
    *LIST_ADD(&p->l->instruments, p->a) = i;
    return true;
}

static bool add_act(struct parse *p)
{
    const struct str *c = p->r->cell;
    struct law_value act = cell_value(c[2]);
    struct law_act s = {
        .act_check = act.check, .reservation = cell_value(c[6]), .note = cell_value(c[9])};
    if (!get_instrument(&s.instrument, p, c[0]) || !get_state(&s.state, p, c[1]) ||
        !get_word(&s.act, p, act.text, act_words) || !get_date(&s.date, p, c[3]) ||
        !get_date(&s.signed_on, p, c[4]) || !get_date(&s.until, p, c[5]) ||
        !get_source(&s.source, &s.as_of, p, c[7], c[8]))
        return false;
    if ((s.act == TERM_TREATY_ACT_NOT_PARTY) != !s.date.text.n)
        return table_fail(&p->t, p->r, p->err, "an act has a date, 'not_party' has none");
    struct str key = str_format(p->a, "%.*s %.*s", FS(s.state), FS(c[0]));
    if (map_get(&p->l->acts_by_key, key, -1) >= 0)
        return table_fail(&p->t, p->r, p->err, "'%.*s' stands here twice", FS(key));
    map_set(&p->l->acts_by_key, key, p->l->acts.n);
    *LIST_ADD(&p->l->acts, p->a) = s;
    return true;
}

static bool add_article(struct parse *p)
{
    static const struct word tests[] = {
        {"refugee", 0},     {"torture", 0},        {"disappearance", 0},
        {"life", 0},        {"liberty", 0},        {"exit", 0},
        {"procedure", 0},   {"child", 0},          {"women", 0},
        {"trafficking", 0}, {"unhcr", 0},          {"consular", 0},
        {"complaint", 0},   {"accountability", 0}, {"transfer", 0},
        {"exception", 0},   {"penalty", 0},        {"other", 0},
        {NULL, 0}};
    const struct str *c = p->r->cell;
    struct law_article x = {.article = c[1], .obliges = cell_value(c[2]), .test = c[3]};
    int unused;
    if (!get_instrument(&x.instrument, p, c[0]) || !get_word(&unused, p, c[3], tests) ||
        !get_source(&x.source, &x.as_of, p, c[4], c[5]))
        return false;
    *LIST_ADD(&p->l->articles, p->a) = x;
    return true;
}

/* "party:CAT", "states:THA KHM", "all". */
static bool get_opens(struct law_mechanism *m, struct parse *p, struct str cell)
{
    static const struct word ways[] = {{"all", LAW_OPENS_ALL},       {"party", LAW_OPENS_PARTY},
                                       {"optin", LAW_OPENS_OPTIN},   {"optout", LAW_OPENS_OPTOUT},
                                       {"states", LAW_OPENS_STATES}, {NULL, 0}};
    struct law_value v = cell_value(cell);
    struct str way, rest;
    int opens;
    str_cut(v.text, ':', &way, &rest);
    if (!get_word(&opens, p, way, ways))
        return false;
    m->opens = (enum law_opens)opens;
    m->opens_check = v.check;
    m->opens_instrument = -1;
    if (m->opens == LAW_OPENS_STATES)
        m->opens_states = rest;
    if (m->opens == LAW_OPENS_ALL || m->opens == LAW_OPENS_STATES)
        return true;
    return get_instrument(&m->opens_instrument, p, rest);
}

static bool add_mechanism(struct parse *p)
{
    const struct str *c = p->r->cell;
    struct law_mechanism m = {.id = c[0],
                              .kind = c[1],
                              .body = c[2],
                              .name = c[3],
                              .receives = cell_value(c[5]),
                              .who = cell_value(c[6]),
                              .channel = cell_value(c[7]),
                              .fields = cell_value(c[8]),
                              .limits = cell_value(c[9]),
                              .time_limits = cell_value(c[10]),
                              .consent = cell_value(c[12]),
                              .outcome = cell_value(c[13])};
    if (!m.id.n || map_get(&p->l->mechanism_ids, m.id, -1) >= 0)
        return table_fail(&p->t, p->r, p->err, "the id is missing or stands twice");
    if (!get_date(&m.since, p, c[4]) || !get_opens(&m, p, c[11]) ||
        !get_source(&m.source, &m.as_of, p, c[14], c[15]))
        return false;
    map_set(&p->l->mechanism_ids, m.id, p->l->mechanisms.n);
    *LIST_ADD(&p->l->mechanisms, p->a) = m;
    return true;
}

static bool get_mechanism(isize *out, struct parse *p, struct str id)
{
    *out = (isize)map_get(&p->l->mechanism_ids, id, -1);
    return *out >= 0 || table_fail(&p->t, p->r, p->err, "no mechanism is called '%.*s'",
                                   FS(str_part(id, 0, 40)));
}

static bool add_acceptance(struct parse *p)
{
    static const struct word answers[] = {{"no", 0}, {"yes", 1}, {NULL, 0}};
    const struct str *c = p->r->cell;
    struct law_value v = cell_value(c[2]);
    struct law_acceptance x = {.check = v.check};
    int accepted;
    if (!get_mechanism(&x.mechanism, p, c[0]) || !get_state(&x.state, p, c[1]) ||
        !get_word(&accepted, p, v.text, answers) || !get_date(&x.date, p, c[3]) ||
        !get_source(&x.source, &x.as_of, p, c[4], c[5]))
        return false;
    x.accepted = accepted;
    *LIST_ADD(&p->l->acceptances, p->a) = x;
    return true;
}

static bool add_clock(struct parse *p)
{
    const struct str *c = p->r->cell;
    struct law_clock k = {
        .id = c[0], .mechanism = -1, .counted_from = c[2], .span_text = cell_value(c[3])};
    if ((c[1].n && !get_mechanism(&k.mechanism, p, c[1])) ||
        !get_source(&k.source, &k.as_of, p, c[4], c[5]))
        return false;
    struct err bad = {0};
    if (!law_span_parse(&k.span, k.span_text.text, &bad) || !k.span.unit)
        return table_fail(&p->t, p->r, p->err, "'%.*s' is no span", FS(str_part(c[3], 0, 40)));
    *LIST_ADD(&p->l->clocks, p->a) = k;
    return true;
}

static bool add_recommendation(struct parse *p)
{
    const struct str *c = p->r->cell;
    struct law_recommendation x = {.id = c[0],
                                   .symbol = cell_value(c[1]),
                                   .body = c[2],
                                   .paragraph = cell_value(c[4]),
                                   .to = c[5],
                                   .actor = c[6],
                                   .says = cell_value(c[7]),
                                   .topics = c[8],
                                   .follow_up = cell_value(c[10])};
    if (!get_date(&x.date, p, c[3]) || !get_word(&x.response, p, c[9], response_words))
        return false;
    /* What nobody checked may have no address; its mark says so. */
    if (!c[11].n && x.says.check == LAW_VERIFIED)
        return table_fail(&p->t, p->r, p->err, "a checked row has its source");
    x.source = c[11];
    x.as_of = c[12];
    *LIST_ADD(&p->l->recommendations, p->a) = x;
    return true;
}

static const struct table_kind {
    const char *file, *columns;
    bool (*add)(struct parse *p);
} tables[] = {
    {"instruments.tsv",
     "id kind name name_ko name_zh aliases adopted in_force ended line follows rule rule_article "
     "source as_of note",
     add_instrument},
    {"status.tsv", "instrument state act date signed until reservation source as_of note", add_act},
    {"articles.tsv", "instrument article obliges test source as_of", add_article},
    {"mechanisms.tsv",
     "id kind body name since receives who channel fields limits time_limits opens_by consent "
     "outcome source as_of",
     add_mechanism},
    {"acceptances.tsv", "mechanism state accepted date source as_of", add_acceptance},
    {"clocks.tsv", "clock mechanism counted_from span source as_of", add_clock},
    {"recommendations.tsv",
     "id symbol body date paragraph to actor says topics response follow_up source as_of",
     add_recommendation},
};

static bool table_load(struct parse *p, const struct table_kind *k, const struct embedded *files)
{
    while (files->name.p && !str_eq(files->name, str_from_c(k->file)))
        files++;
    if (!files->name.p)
        return err_set(p->err, E_INVALID, "%s is missing", k->file);
    if (!table_read(&p->t, files, k->columns, p->a, p->err))
        return false;
    for (isize i = 0; i < p->t.n; i++) {
        p->r = &p->t.at[i];
        if (!k->add(p))
            return false;
    }
    return true;
}

bool law_parse(struct law *out, const struct embedded *files, struct arena *a, struct err *err)
{
    struct law l = {.ids = map_in(a, 1),
                    .aliases = map_in(a, 2),
                    .acts_by_key = map_in(a, 3),
                    .mechanism_ids = map_in(a, 4)};
    struct parse p = {.l = &l, .a = a, .err = err};
    for (isize i = 0; i < COUNTOF(tables); i++)
        if (!table_load(&p, &tables[i], files))
            return false;
    *out = l;
    return true;
}
