/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Figures: numbers that count persons, organisations, states, cases, documents or money. A number
 * counts what stands after it: a noun of the tables or the name of a people within a few words, or,
 * with a hedge, nothing ("Around 700 are in custody"). Ages, durations, dates, articles and small
 * numbers that point back ("the two men") are none.
 */
#include "base/list.h"
#include "base/map.h"
#include "read/rules.h"
#include "read/sureness.h"

enum { NOUN_NEAR = 7, BACK_REFERENCE = 10 };

static bool is_outside(enum zone z)
{
    return z == ZONE_ADDRESS || z == ZONE_SIGN || z == ZONE_COPIES || z == ZONE_FOOTER;
}

/* "Article 33", "aged 13", "page 5", "No. 1", "Part 1", "($", a code. */
static bool labels_number(const struct page *p, isize i)
{
    static const char *const words[] = {
        "aged",      "age",   "page",   "no",   "number",  "part",  "ua",     "suite",   "room",
        "box",       "floor", "tel",    "fax",  "unit",    "covid", "juche",  "chapter", "point",
        "paragraph", "group", "flight", "rule", "section", "vol",   "clause", "camp"};
    isize at = i - 1 - page_is_mark(p, i - 1, '.');
    const struct lexeme *x = page_lex(p, i);
    const struct lexeme *before = page_lex(p, i - 1);
    if (before && !x->space && !x->line &&
        (before->cp == '/' || before->cp == '-' || before->cp == '@' || before->cp == '#' ||
         before->cp == 0x7b2c || before->cp == 0xc81c || before->cp == '.' ||
         before->kind == LEX_WORD))
        return true;
    return page_is_any(p, at, words, COUNTOF(words)) || page_is(p, at, TERM_LAW, S("article")) ||
           page_is(p, at, TERM_LAW, S("section"));
}

/* The words counted end before a preposition, a mark, a measure. */
static bool ends_noun(const struct page *p, isize i, isize from)
{
    static const char *const links[] = {"in", "to", "from", "for", "at", "were", "and"};
    const struct lexeme *x = &p->lex.at[i];
    if (x->kind == LEX_MARK)
        return x->cp != '-' && x->cp != 0x2018 && x->cp != 0x2019;
    return i > from && (page_is_any(p, i, links, COUNTOF(links)) || page_hit(p, i, TERM_MEASURE) ||
                        (page_is_cjk(p, i) && i > from + 4));
}

/* The noun at lexeme i: 0 none, 1 things, 2 persons; *to is where it ends. */
static int noun_at(const struct page *p, isize i, isize *to)
{
    const struct hit *people = page_hit(p, i, TERM_PEOPLE), *unit = page_hit(p, i, TERM_UNIT);
    const struct hit *demonym = page_hit(p, i, TERM_DEMONYM);
    bool plural = demonym && p->lex.at[demonym->to - 1].kind == LEX_WORD &&
                  p->text.p[p->lex.at[demonym->to - 1].end - 1] == 's';
    const struct hit *h = people ? people : plural ? demonym : unit;
    if (!h)
        return 0;
    *to = h->to;
    return h == unit ? 1 : 2;
}

/* What a number before lexeme i is of: 0 nothing that counts, 1 things, 2 persons. */
static int noun_after(const struct page *p, isize i, isize *to)
{
    isize at = i + page_is_word(p, i, S("of"));
    if (page_hit(p, i, TERM_MEASURE))
        return 0;
    for (; at < i + NOUN_NEAR && at < p->lex.n; at++) {
        if (p->lex.at[at].line && !p->lines.at[p->line_of[at]].joined)
            break;
        int noun = noun_at(p, at, to);
        if (noun)
            return noun;
        if (ends_noun(p, at, i))
            break;
    }
    /* "158 Lao Hmong": the name of a people that has no plural, nothing after it */
    const struct hit *name = page_hit(p, i, TERM_DEMONYM);
    if (name)
        *to = name->to;
    return name ? 2 : 0;
}

/* "Around 700 are", "dozens more", "two of them", "thousands others". */
static bool stands_for_people(const struct page *p, const struct page_number *n, isize *to)
{
    static const char *const be[] = {"are",    "were",   "have", "had",   "more",
                                     "others", "remain", "may",  "could", "will"};
    isize i = n->to;
    if (page_is_word(p, i, S("of")) &&
        (page_is_word(p, i + 1, S("them")) || page_is_word(p, i + 1, S("their")) ||
         page_is_word(p, i + 1, S("whom")) || page_is_word(p, i + 1, S("those")) ||
         page_is_word(p, i + 1, S("the")))) {
        *to = i + 2;
        return true;
    }
    bool hedged = n->amount.bound != AMOUNT_EXACT || n->amount.min >= 20;
    if (hedged && page_is_any(p, i, be, COUNTOF(be))) {
        *to = page_is_word(p, i, S("more")) || page_is_word(p, i, S("others")) ? i + 1 : i;
        return true;
    }
    return false;
}

/* "the two men": points back to a number given before. "the 36 people" may be the first mention. */
static bool points_back(const struct page *p, const struct page_number *n)
{
    static const char *const words[] = {"the", "these", "those", "both", "our", "their", "his"};
    if (n->amount.bound == AMOUNT_EXACT && n->amount.max <= 2 && page_is_cjk(p, n->num_from) &&
        str_eq(page_words(p, n->to, n->to + 1), S("人")))
        return true; /* 二人 */
    return n->amount.bound == AMOUNT_EXACT && n->amount.max <= BACK_REFERENCE &&
           page_is_any(p, n->from - 1, words, COUNTOF(words)) &&
           !page_is_word(p, n->from - 2, S("of"));
}

/* "2024 동북아시아 난민 회의": a year, unless what is counted stands right behind it. */
static bool is_year(const struct page *p, const struct page_number *n)
{
    const struct amount *m = &n->amount;
    const struct lexeme *x = &p->lex.at[n->num_from];
    return m->bound == AMOUNT_EXACT && m->has_min && m->min >= 1900 && m->min <= 2100 &&
           x->kind == LEX_DIGITS && x->digits == 4 && !x->grouped && n->num_to - n->num_from == 1 &&
           !page_hit(p, n->num_to, TERM_PEOPLE) && !page_hit(p, n->num_to, TERM_UNIT) &&
           !page_hit(p, n->num_to, TERM_DEMONYM);
}

/* "3만 명에서 6만 명 사이": two numbers that are one range. */
static void join_range(struct page *p, isize i)
{
    enum { NEAR = 4 };
    struct page_number *n = &p->numbers.at[i];
    struct page_number *m = i + 1 < p->numbers.n ? &p->numbers.at[i + 1] : NULL;
    if (!m || m->num_from - n->num_to > NEAR || n->amount.bound != AMOUNT_EXACT ||
        m->amount.bound != AMOUNT_EXACT || m->date || n->date || m->amount.max <= n->amount.min ||
        m->to >= p->lex.n || str_find(page_words(p, n->num_to, m->num_from), S("에서")) < 0)
        return;
    isize end = m->num_to + NEAR < p->lex.n ? m->num_to + NEAR : p->lex.n;
    if (str_find(page_words(p, m->num_to, end), S("사이")) < 0)
        return;
    n->amount.bound = AMOUNT_BETWEEN;
    n->amount.max = m->amount.max;
    n->num_to = m->num_to;
    n->to = m->to;
    m->date = true; /* told */
}

/* "population ... was 650,000", "estimates ... between 50,000 and 300,000". */
static bool counted_before(const struct page *p, const struct page_number *n)
{
    static const char *const words[] = {"population", "number", "numbers", "estimates", "estimate",
                                        "total",      "figure", "figures", "toll"};
    isize s = p->sentence_of[n->from];
    if (s < 0 || n->amount.max == 0 || (n->amount.has_max && n->amount.max < 20))
        return false;
    for (isize i = n->from - 14; i < n->from; i++)
        if (i >= p->sentences.at[s].from && page_is_any(p, i, words, COUNTOF(words)))
            return true;
    return false;
}

static bool is_money(const struct page *p, const struct page_number *n)
{
    const struct lexeme *x = page_lex(p, n->num_from - 1);
    return x && (x->cp == '$' || x->cp == 0x20ac || x->cp == 0xa3 || x->cp == 0xa5);
}

/* Decides whether a number is a figure, and of what. */
static bool number_counts(struct page *p, struct page_number *n)
{
    const struct amount *m = &n->amount;
    isize to = n->to;
    if (n->date || is_year(p, n) || (m->has_min && m->has_max && m->max < 2) ||
        page_hit(p, n->num_from, TERM_NORM) || labels_number(p, n->num_from))
        return false;
    bool year = m->bound == AMOUNT_EXACT && m->min >= 1900 && m->min <= 2100 &&
                !p->lex.at[n->num_from].grouped;
    int noun = is_money(p, n) ? 1 : noun_after(p, n->to, &to);
    if (!noun && m->counted && !page_hit(p, n->to, TERM_MEASURE)) {
        noun = 2;
        to = n->to + 1;
    }
    if (!noun && stands_for_people(p, n, &to))
        noun = 2;
    if (!noun && !page_hit(p, n->to, TERM_MEASURE) && counted_before(p, n) && !year)
        noun = 2;
    if (!noun && m->bound == AMOUNT_ORDER && page_is_cjk(p, n->to) &&
        !page_hit(p, n->to, TERM_MEASURE)) {
        noun = 2;
        while (page_is_cjk(p, to) && to < n->to + NOUN_NEAR)
            to++;
    }

    if (!noun || points_back(p, n) || (year && noun < 2))
        return false;
    n->counts = true;
    n->people = noun == 2;
    n->noun_to = to;
    return true;
}

static bool same_value(const struct read_range *v, const struct amount *m)
{
    return v->has_min == m->has_min && v->has_max == m->has_max &&
           (!v->has_min || v->min == m->min) && (!v->has_max || v->max == m->max);
}

/* The date that stands in the same sentence, for "as of". */
static struct str date_near(const struct page *p, isize i)
{
    isize lo = 0, hi = p->dates.n, from = p->sentences.at[p->sentence_of[i]].from;
    while (lo < hi) {
        isize mid = lo + (hi - lo) / 2;
        if (p->dates.at[mid].from < from)
            lo = mid + 1;
        else
            hi = mid;
    }
    bool here = lo < p->dates.n && p->sentence_of[p->dates.at[lo].from] == p->sentence_of[i];
    return here ? p->dates.at[lo].edtf : S("");
}

static void figure_add(struct reading *r, struct page *p, const struct page_number *n)
{
    const struct amount *m = &n->amount;
    struct read_span span = page_span(p, n->from, n->noun_to);
    bool half = p->lines.at[p->line_of[n->from]].zone == ZONE_OTHER_HALF;
    isize most = r->figures.n > 200 ? r->figures.n - 200 : 0;
    struct str as_of = date_near(p, n->from);
    for (isize i = r->figures.n - 1; i >= most; i--)
        if (same_value(&r->figures.at[i].value, m) &&
            (half || !as_of.n || !r->figures.at[i].as_of.n ||
             str_eq(as_of, r->figures.at[i].as_of))) {
            if (r->figures.at[i].alt_spans.n < 20)
                *LIST_ADD(&r->figures.at[i].alt_spans, p->a) = span;
            return;
        }
    if (half || r->figures.n >= READING_ITEMS_MAX)
        return;
    isize s = p->sentence_of[n->from];
    *LIST_ADD(&r->figures, p->a) = (struct read_figure){
        .from = page_from(p, n->from, n->noun_to, n->people ? "figure.people" : "figure.things",
                          m->bound == AMOUNT_EXACT ? 750 : 850),
        .what = page_clean(
            page_words(p, n->num_to, n->noun_to > n->num_to ? n->noun_to : n->num_to), p->a),
        .value = {m->has_min, m->has_max, m->min, m->max},
        .hedge = sureness_of(p, s, n),
        .as_of = str_copy(p->a, as_of)};
}

void read_figures(struct reading *r, struct page *p)
{
    for (isize i = 0; i < p->numbers.n; i++) {
        struct page_number *n = &p->numbers.at[i];
        join_range(p, i);
        if (!is_outside(p->lines.at[p->line_of[n->from]].zone) && p->sentence_of[n->from] >= 0 &&
            number_counts(p, n))
            figure_add(r, p, n);
    }
}
