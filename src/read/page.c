/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/page.h"

#include "base/list.h"
#include "base/utf8.h"
#include "read/page_lines.h"

enum { FORM_MAX = 40, BACK_MAX = 8 };

const struct lexeme *page_lex(const struct page *p, isize i)
{
    return i >= 0 && i < p->lex.n ? &p->lex.at[i] : NULL;
}

bool page_is_mark(const struct page *p, isize i, int32_t cp)
{
    const struct lexeme *x = page_lex(p, i);
    return x && x->kind == LEX_MARK && x->cp == cp;
}

struct str page_words(const struct page *p, isize from, isize to)
{
    from = from < 0 ? 0 : from;
    to = to > p->lex.n ? p->lex.n : to;
    if (from >= to)
        return S("");
    return str_part(p->text, p->lex.at[from].start, p->lex.at[to - 1].end);
}

bool page_is_word(const struct page *p, isize i, struct str lower)
{
    const struct lexeme *x = page_lex(p, i);
    return x && x->kind == LEX_WORD && str_eq_ascii_nocase(page_words(p, i, i + 1), lower);
}

bool page_is_any(const struct page *p, isize i, const char *const *words, isize n)
{
    const struct lexeme *x = page_lex(p, i);
    if (!x || x->kind != LEX_WORD)
        return false;
    char first = (char)(x->cp | 0x20); /* most words differ in their first letter */
    for (isize k = 0; k < n; k++)
        if (words[k][0] == first && page_is_word(p, i, str_from_c(words[k])))
            return true;
    return false;
}

static bool is_upper(int32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7) ||
           (c >= 0x100 && c <= 0x17f && !(c & 1)) || (c >= 0x391 && c <= 0x3a9) ||
           (c >= 0x400 && c <= 0x42f);
}

bool page_is_capital(const struct page *p, isize i)
{
    const struct lexeme *x = page_lex(p, i);
    return x && x->kind == LEX_WORD && is_upper(x->cp);
}

bool page_is_all_capitals(const struct page *p, isize i)
{
    if (!page_is_capital(p, i))
        return false;
    struct str w = page_words(p, i, i + 1);
    for (isize k = 0; k < w.n; k++)
        if (w.p[k] >= 'a' && w.p[k] <= 'z')
            return false;
    return w.n > 1;
}

bool page_is_cjk(const struct page *p, isize i)
{
    const struct lexeme *x = page_lex(p, i);
    return x && (x->kind == LEX_HAN || x->kind == LEX_HANGUL || x->kind == LEX_KANA);
}

struct read_span page_span(const struct page *p, isize from, isize to)
{
    if (from >= to)
        return (struct read_span){0, 0};
    return (struct read_span){p->lex.at[from].start, p->lex.at[to - 1].end};
}

struct read_from page_from(const struct page *p, isize from, isize to, const char *rule, int score)
{
    return (struct read_from){
        .span = page_span(p, from, to), .rule = rule, .version = 1, .score = score};
}

struct str page_clean(struct str s, struct arena *a)
{
    struct buf b = buf_in(a, s.n + 1);
    bool gap = false, wide = false;
    for (isize i = 0; i < s.n;) {
        isize from = i;
        int32_t c = utf8_next(s, &i);
        if (c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0) {
            wide |= gap || c != ' ';
            gap = true;
            continue;
        }
        if (gap && b.n)
            buf_add_c(&b, ' ');
        gap = false;
        buf_add(&b, str_part(s, from, i));
    }
    return wide || gap ? buf_str(&b) : s;
}

isize page_lexeme_at(const struct page *p, isize byte)
{
    isize lo = 0, hi = p->lex.n;
    while (lo < hi) {
        isize mid = lo + (hi - lo) / 2;
        if (p->lex.at[mid].end <= byte)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

const struct hit *page_hit(const struct page *p, isize i, enum term term)
{
    if (i < 0 || i >= p->lex.n)
        return NULL;
    for (isize k = p->first_hit[i]; k < p->first_hit[i + 1]; k++)
        if (p->hits.at[k].term == term)
            return &p->hits.at[k];
    return NULL;
}

bool page_is(const struct page *p, isize i, enum term term, struct str value)
{
    if (i < 0 || i >= p->lex.n)
        return false;
    for (isize k = p->first_hit[i]; k < p->first_hit[i + 1]; k++)
        if (p->hits.at[k].term == term && str_eq(p->hits.at[k].value, value))
            return true;
    return false;
}

const struct hit *page_hit_before(const struct page *p, isize to, enum term term)
{
    const struct hit *best = NULL;
    for (isize i = to - 1; i >= 0 && i >= to - BACK_MAX; i--)
        for (isize k = p->first_hit[i]; k < p->first_hit[i + 1]; k++)
            if (p->hits.at[k].term == term && p->hits.at[k].to == to)
                best = &p->hits.at[k];
    return best;
}

const struct hit *page_hit_in(const struct page *p, isize from, isize to, enum term term)
{
    for (isize i = from; i < to; i++) {
        const struct hit *h = page_hit(p, i, term);
        if (h && h->to <= to)
            return h;
    }
    return NULL;
}

/* Hangul has no spaces inside a word: a short form counts only as a whole word, or before a
 * particle that ends it ("일본의", not "일본군"). */
static bool hangul_begins(const struct page *p, isize i)
{
    const struct lexeme *x = page_lex(p, i);
    return x->kind != LEX_HANGUL || x->space || x->line || i == 0 || !page_is_cjk(p, i - 1);
}

/* Names of persons and places and their titles must stand alone; the stems of verbs and the long
 * names of treaties and bodies are followed by anything. */
static bool is_taken(const struct page *p, enum term term, isize from, bool alone)
{
    switch (term) {
    case TERM_SURNAME: return hangul_begins(p, from);
    case TERM_EVENT:
    case TERM_ASK:
    case TERM_HEDGE:
    case TERM_IRREAL:
    case TERM_NORM:
    case TERM_BODY:
    case TERM_ORGWORD:
    case TERM_FACILITY:
    case TERM_WORD: return true;
    default: return alone;
    }
}

static bool hangul_stands_alone(const struct page *p, isize from, isize to)
{
    const struct lexeme *first = page_lex(p, from), *next = page_lex(p, to);
    if (first->kind != LEX_HANGUL || p->lex.at[to - 1].kind != LEX_HANGUL)
        return true;
    bool begins = hangul_begins(p, from);
    if (!next || next->space || next->line || next->kind != LEX_HANGUL)
        return begins;
    if (!begins)
        return false;
    int node = 0;
    for (isize i = to; i < p->lex.n && i < to + 4; i++) {
        const struct lexeme *x = &p->lex.at[i];
        if (x->kind != LEX_HANGUL || (i > to && (x->space || x->line)))
            break;
        node = lexicon_step(p->lexicon, node, lexicon_word(p->lexicon, p->text, x));
        if (!node)
            return to - from > 3;
        const struct lexeme *after = page_lex(p, i + 1);
        bool ends = !after || after->space || after->line || after->kind != LEX_HANGUL;
        for (int m = p->lexicon->meaning_of[node]; m && ends; m = p->lexicon->at[m - 1].next)
            if (p->lexicon->at[m - 1].term == TERM_PARTICLE)
                return true;
    }
    return to - from > 3;
}

/* A line break ends a form only where the lines are not one running text. */
static bool form_goes_on(const struct page *p, isize i)
{
    return !p->lex.at[i].line || p->lines.at[p->line_of[i]].joined;
}

static void hits_at(struct page *p, isize i, const int *word)
{
    const struct lexicon *x = p->lexicon;
    int node = 0;
    isize first = p->hits.n;
    for (isize k = i; k < p->lex.n && k < i + FORM_MAX; k++) {
        if (k > i && p->lex.at[k].line && !form_goes_on(p, k))
            break;
        node = lexicon_step(x, node, word[k]);
        if (!node)
            break;
        if (!x->meaning_of[node])
            continue;
        bool alone = hangul_stands_alone(p, i, k + 1);
        for (int m = x->meaning_of[node]; m; m = x->at[m - 1].next)
            if (is_taken(p, x->at[m - 1].term, i, alone))
                *LIST_ADD(&p->hits, p->tmp) =
                    (struct hit){i, k + 1, x->at[m - 1].term, x->at[m - 1].value};
    }
    /* longest first */
    for (isize l = first, r = p->hits.n - 1; l < r; l++, r--) {
        struct hit h = p->hits.at[l];
        p->hits.at[l] = p->hits.at[r];
        p->hits.at[r] = h;
    }
}

static void page_find_hits(struct page *p)
{
    int *word = NEWN(p->tmp, int, p->lex.n + 1);
    p->first_hit = NEWN(p->tmp, isize, p->lex.n + 2);
    for (isize i = 0; i < p->lex.n; i++)
        word[i] = lexicon_word(p->lexicon, p->text, &p->lex.at[i]);
    for (isize i = 0; i < p->lex.n; i++) {
        p->first_hit[i] = p->hits.n;
        hits_at(p, i, word);
    }
    p->first_hit[p->lex.n] = p->first_hit[p->lex.n + 1] = p->hits.n;
}

/* "on 10 September 2024 ... on 13 September": without a day of writing, the year goes on. */
static void year_from_before(const struct page *p, const struct when_list *l, isize i)
{
    enum { REACH = 600, YEAR = 4 };
    struct when *w = &l->at[i];
    if (i == 0 || !str_starts(w->edtf, S("XXXX-")) || str_find(w->edtf, S("/")) >= 0)
        return;
    const struct when *before = &l->at[i - 1];
    if (w->start - before->end > REACH || before->edtf.n < YEAR || before->edtf.p[0] == 'X')
        return;
    w->edtf = str_format(p->tmp, "%.*s%.*s", YEAR, before->edtf.p, (int)(w->edtf.n - YEAR),
                         w->edtf.p + YEAR);
    w->year_inferred = true;
}

/* "--------------- 2022년 5월 2일 월요일 ---------------": the day of the messages below it, as
 * KakaoTalk exports a talk. */
static struct str day_of_messages(const struct page *p, const struct line *l)
{
    enum { DASHES = 5, DAY = 10 };
    struct when_list day = {0};
    for (isize i = l->mark; i < l->mark + DASHES; i++)
        if (i >= l->to || !page_is_mark(p, i, '-'))
            return S("");
    if (!page_is_mark(p, l->to - 1, '-'))
        return S("");
    when_find_with(&day, p->tables->dates, page_words(p, l->mark, l->to), S(""), p->tmp);
    return day.n == 1 && day.at[0].edtf.n == DAY ? day.at[0].edtf : S("");
}

/* Dates of the text from one byte to another, which was written on a day. */
static void find_between(struct when_list *out, const struct page *p, isize from, isize to,
                         struct str base)
{
    struct when_list some = {0};
    when_find_with(&some, p->tables->dates, str_part(p->text, from, to), base, p->tmp);
    for (isize i = 0; i < some.n; i++) {
        struct when w = some.at[i];
        w.start += from;
        w.end += from;
        *LIST_ADD(out, p->tmp) = w;
    }
}

void page_find_dates(struct page *p, struct str base)
{
    struct when_list found = {0};
    isize from = 0;
    for (isize k = 0; k < p->lines.n && base.n; k++) {
        struct str day = day_of_messages(p, &p->lines.at[k]);
        if (!day.n)
            continue;
        isize at = p->lex.at[p->lines.at[k].mark].start;
        find_between(&found, p, from, at, base);
        from = at;
        base = day;
    }
    find_between(&found, p, from, p->text.n, base);
    p->dates = (struct page_dates){0};
    for (isize i = 0; i < found.n; i++) {
        struct when *w = &found.at[i];
        if (!base.n)
            year_from_before(p, &found, i);
        *LIST_ADD(&p->dates, p->tmp) = (struct page_date){.from = page_lexeme_at(p, w->start),
                                                          .to = page_lexeme_at(p, w->end - 1) + 1,
                                                          .edtf = w->edtf,
                                                          .relative = w->relative,
                                                          .inferred = w->year_inferred,
                                                          .rule = w->rule};
    }
}

void page_find_numbers(struct page *p)
{
    struct amount_list found = {0};
    isize d = 0;
    amount_find_with(&found, p->tables->numbers, p->text, p->tmp);
    p->numbers = (struct page_numbers){0};
    for (isize i = 0; i < found.n; i++) {
        const struct amount *m = &found.at[i];
        struct page_number n = {.from = page_lexeme_at(p, m->start),
                                .to = page_lexeme_at(p, m->end - 1) + 1,
                                .num_from = page_lexeme_at(p, m->num_start),
                                .num_to = page_lexeme_at(p, m->num_end - 1) + 1,
                                .amount = *m};
        while (d < p->dates.n && p->dates.at[d].to <= n.num_from)
            d++;
        n.date = d < p->dates.n && p->dates.at[d].from < n.num_to;
        *LIST_ADD(&p->numbers, p->tmp) = n;
    }
}

void page_make(struct page *p, const struct page_tables *x, struct str text, struct arena *a,
               struct arena *tmp)
{
    *p = (struct page){.text = text, .a = a, .tmp = tmp, .tables = x, .lexicon = &x->words};
    lexemes_of(&p->lex, text, tmp);
    page_lines(p);
    page_find_hits(p);
    page_sentences(p);
}
