/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which part of a page is the article. The idea is Arc90's Readability of 2009, as all its heirs
 * have it: paragraphs give points to the elements around them, links take points away, the element
 * with most wins, and what looks like furniture inside it is left out. Ours counts a CJK character
 * double and its commas too, keeps <form> (old ASP sites wrap the page in one), and believes class
 * names less each time too little was found.
 */
#include <string.h>

#include "base/list.h"
#include "read/format/page.h"

enum {
    ENOUGH = 500,    /* weight of an article below which a less strict try is made */
    LEVELS = 5,      /* how far up a paragraph's points go */
    PARAGRAPH = 25,  /* weight below which text is no paragraph */
    PER_POINT = 100, /* weight that is worth a comma */
    PROSE = 80,      /* weight of a paragraph that nobody takes for a label */
    CLIMB = 6,
};

/* How much is believed; each try believes less. */
struct trust {
    bool names;    /* that an unlikely class name means furniture */
    bool favour;   /* that class names are worth points */
    bool patterns; /* that link lists and the like are furniture */
};

struct search {
    const struct page *p;
    struct trust trust;
    double *score;  /* one an element */
    bool *scored;   /* has got points of a paragraph */
    bool *excluded; /* with all inside */
};

static const struct page_element *at(const struct search *s, isize i)
{
    return &s->p->elements.at[i];
}

static int32_t weight(const struct page_element *e)
{
    return e->after.weight - e->before.weight;
}

static double link_density(const struct page_element *e)
{
    int32_t w = weight(e);
    return w > 0 ? (double)(e->after.linked - e->before.linked) / w : 0;
}

static bool matches(struct str text, const char *const *words)
{
    for (; *words; words++)
        if (str_find(text, str_from_c(*words)) >= 0)
            return true;
    return false;
}

void page_judge_names(struct page_element *e, struct str class_and_id, struct str role)
{
    static const char *const furniture[] = {
        "advert",  "agegate",  "banner",    "breadcrumb", "combx",    "comment",    "community",
        "consent", "cookie",   "disqus",    "footer",     "gdpr",     "header",     "legends",
        "menu",    "newslett", "pager",     "pagination", "popup",    "promo",      "related",
        "remark",  "replies",  "recommend", "rss",        "shoutbox", "sidebar",    "skyscraper",
        "social",  "sponsor",  "subscri",   "supplement", "toolbar",  "yom-remote", NULL};
    static const char *const but[] = {"article", "body",   "column", "content",
                                      "main",    "shadow", NULL};
    static const char *const good[] = {"article", "blog", "body", "content", "entry", "hentry",
                                       "main",    "page", "post", "story",   "text",  NULL};
    static const char *const bad[] = {
        "banner",  "combx",      "comment", "contact", "foot",   "hidden", "masthead", "media",
        "meta",    "outbrain",   "promo",   "related", "scroll", "share",  "shopping", "shoutbox",
        "sidebar", "skyscraper", "sponsor", "tags",    "tool",   "widget", NULL};
    static const char *const roles[] = {"alert", "complementary", "dialog",
                                        "menu",  "navigation",    NULL};
    char lower[1024];
    isize n = class_and_id.n < (isize)sizeof lower ? class_and_id.n : (isize)sizeof lower;
    for (isize i = 0; i < n; i++) {
        char c = class_and_id.p[i];
        lower[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    struct str names = {lower, n};
    if (n > 1) {
        e->unlikely = matches(names, furniture) && !matches(names, but);
        e->favour = (int16_t)((matches(names, good) ? 25 : 0) - (matches(names, bad) ? 25 : 0));
    }
    e->unlikely |= role.n > 0 && matches(role, roles);
    e->unlikely &=
        e->tag != PAGE_BODY && e->tag != PAGE_ARTICLE && e->tag != PAGE_MAIN && e->tag != PAGE_A;
}

static int favour(const struct search *s, const struct page_element *e)
{
    return s->trust.favour ? e->favour : 0;
}

static double score_of_tag(enum page_tag tag)
{
    switch (tag) {
    case PAGE_DIV: return 5;
    case PAGE_BLOCKQUOTE:
    case PAGE_PRE:
    case PAGE_TD: return 3;
    case PAGE_LIST:
    case PAGE_ITEM: return -3;
    case PAGE_HEADING:
    case PAGE_TITLE:
    case PAGE_TH: return -5;
    default: return 0;
    }
}

static void exclude_furniture(struct search *s)
{
    for (isize i = 0; i < s->p->elements.n; i++) {
        const struct page_element *e = at(s, i);
        bool inside = e->parent >= 0 && s->excluded[e->parent];
        s->excluded[i] = inside || e->hidden || e->tag == PAGE_NAV || e->tag == PAGE_FOOTER ||
                         (s->trust.names && e->unlikely);
    }
}

static void give_points(struct search *s, isize to, double points)
{
    for (int level = 0; level < LEVELS && to >= 0; level++, to = at(s, to)->parent) {
        if (!s->scored[to]) {
            s->scored[to] = true;
            s->score[to] = score_of_tag(at(s, to)->tag) + favour(s, at(s, to));
        }
        s->score[to] += level == 0 ? points : level == 1 ? points / 2 : points / (3 * level);
    }
}

static void score_paragraphs(struct search *s)
{
    for (isize i = 0; i < s->p->elements.n; i++) {
        const struct page_element *e = at(s, i);
        if (s->excluded[i] || e->own_weight < PARAGRAPH || e->tag == PAGE_ITEM ||
            e->tag == PAGE_HEADING || e->tag == PAGE_TITLE)
            continue;
        double length = (double)e->own_weight / PER_POINT;
        bool one = e->tag == PAGE_P || e->tag == PAGE_PRE || e->tag == PAGE_BLOCKQUOTE;
        if (one && length > 3)
            length = 3;
        give_points(s, one ? e->parent : i, 1 + e->own_commas + length);
    }
    for (isize i = 0; i < s->p->elements.n; i++)
        if (s->scored[i])
            s->score[i] *= 1 - link_density(at(s, i));
}

static isize best_element(const struct search *s)
{
    isize best = -1;
    for (isize i = 0; i < s->p->elements.n; i++)
        if (s->scored[i] && !s->excluded[i] && (best < 0 || s->score[i] > s->score[best]))
            best = i;
    return best;
}

/* Lists of links, boxes of pictures, forms inside the article: by what is counted in them. */
static bool is_furniture(const struct search *s, isize i)
{
    const struct page_element *e = at(s, i);
    bool list = e->tag == PAGE_LIST;
    if (e->tag != PAGE_TABLE && !list && e->tag != PAGE_DIV && e->tag != PAGE_SECTION &&
        e->tag != PAGE_HEADER)
        return (e->tag == PAGE_HEADING || e->tag == PAGE_TITLE) && favour(s, e) < 0;
    if (favour(s, e) < 0)
        return true;
    if (e->after.commas - e->before.commas >= 10)
        return false;
    int32_t paragraphs = e->after.paragraphs - e->before.paragraphs;
    int32_t images = e->after.images - e->before.images;
    int32_t inputs = e->after.inputs - e->before.inputs;
    double density = link_density(e);
    return (images > 1 && paragraphs * 2 < images) || inputs * 3 > paragraphs + 2 ||
           (!list && weight(e) < 25 && (images == 0 || images > 2) && density > 0) ||
           (!list && favour(s, e) < 25 && density > 0.2) || (favour(s, e) >= 25 && density > 0.5) ||
           (list && density > 0.5);
}

/* What would be kept of an element: all of it, and how much of that is in paragraphs. */
struct kept {
    int32_t all, prose;
};

static bool is_prose(const struct search *s, isize i)
{
    const struct page_element *e = at(s, i);
    return e->own_weight >= PROSE && e->own_commas > 0 && e->tag != PAGE_LIST &&
           link_density(e) < 0.25;
}

static struct kept kept_of(const struct search *s, isize i)
{
    struct kept k = {.all = weight(at(s, i)), .prose = is_prose(s, i) ? at(s, i)->own_weight : 0};
    for (isize d = i + 1; d < at(s, i)->last;) {
        if (s->excluded[d] || is_furniture(s, d)) {
            k.all -= weight(at(s, d));
            d = at(s, d)->last;
            continue;
        }
        k.prose += is_prose(s, d) ? at(s, d)->own_weight : 0;
        d++;
    }
    return k;
}

/*
 * An article cut into sections or columns has its points in several elements. Going up is right as
 * long as what is gained is prose and next to nothing else.
 */
static isize climb(const struct search *s, isize top)
{
    struct kept now = kept_of(s, top);
    isize best = top;
    isize i = at(s, top)->parent;
    for (int level = 0; level < CLIMB && i >= 0; level++, i = at(s, i)->parent) {
        struct kept up = kept_of(s, i);
        int32_t prose = up.prose - now.prose;
        int32_t other = (up.all - up.prose) - (now.all - now.prose);
        if (prose >= PROSE && prose * 10 >= now.prose && other * 3 <= prose) {
            best = i;
            now = up;
        }
    }
    return best;
}

/* The old rule of points: an element with more of them than what it holds is the article. */
static isize climb_by_score(const struct search *s, isize top)
{
    double last = s->score[top];
    double floor = last / 3;
    for (isize i = at(s, top)->parent; i >= 0 && at(s, i)->tag != PAGE_BODY; i = at(s, i)->parent) {
        if (!s->scored[i])
            continue;
        if (s->score[i] < floor)
            break;
        if (s->score[i] > last)
            return i;
        last = s->score[i];
    }
    return top;
}

static bool belongs(const struct search *s, isize top, isize i)
{
    const struct page_element *e = at(s, i);
    double enough = s->score[top] / 5 > 10 ? s->score[top] / 5 : 10;
    if (i == top)
        return true;
    if (s->excluded[i])
        return false;
    if (s->scored[i] && s->score[i] >= enough)
        return true;
    return e->tag == PAGE_P && weight(e) > 80 && link_density(e) < 0.25;
}

static void add_part(struct parsed_spans *out, struct str text, isize from, isize to,
                     struct arena *a)
{
    while (from < to && strchr(" \n\t", text.p[from]))
        from++;
    while (to > from && strchr(" \n\t", text.p[to - 1]))
        to--;
    if (from < to)
        *LIST_ADD(out, a) = (struct parsed_span){from, to - from};
}

/* The stretches of element i that are not furniture. Returns their weight. */
static int32_t add_element(struct parsed_spans *out, const struct search *s, isize i,
                           struct arena *a)
{
    struct str text = buf_str(&s->p->text);
    isize from = at(s, i)->span.offset;
    int32_t total = weight(at(s, i));
    for (isize k = i + 1; k < at(s, i)->last;) {
        const struct page_element *e = at(s, k);
        if (!s->excluded[k] && !(s->trust.patterns && is_furniture(s, k))) {
            k++;
            continue;
        }
        add_part(out, text, from, e->span.offset, a);
        from = e->span.offset + e->span.length;
        total -= weight(e);
        k = e->last;
    }
    add_part(out, text, from, at(s, i)->span.offset + at(s, i)->span.length, a);
    return total;
}

static int32_t try_once(struct parsed_spans *out, const struct page *p, struct trust trust,
                        struct arena *a)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct search s = {.p = p,
                       .trust = trust,
                       .score = NEWN(tmp.arena, double, p->elements.n),
                       .scored = NEWN(tmp.arena, bool, p->elements.n),
                       .excluded = NEWN(tmp.arena, bool, p->elements.n)};
    exclude_furniture(&s);
    score_paragraphs(&s);
    isize top = best_element(&s);
    if (top < 0)
        return 0;
    top = climb(&s, climb_by_score(&s, top));
    isize parent = at(&s, top)->parent;
    if (parent < 0)
        return add_element(out, &s, top, a);
    int32_t total = 0;
    for (isize i = parent + 1; i < at(&s, parent)->last; i = at(&s, i)->last)
        if (belongs(&s, top, i))
            total += add_element(out, &s, i, a);
    return total;
}

void page_article(struct parsed_spans *out, const struct page *p, struct arena *a)
{
    static const struct trust tries[] = {
        {true, true, true}, {false, true, true}, {false, false, true}, {false, false, false}};
    int32_t best = 0;
    for (isize i = 0; i < COUNTOF(tries) && best < ENOUGH; i++) {
        struct parsed_spans found = {0};
        int32_t w = try_once(&found, p, tries[i], a);
        if (w > best) {
            best = w;
            *out = found;
        }
    }
}
