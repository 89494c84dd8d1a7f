/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When and where the event of a verb happened. */
#include "read/events.h"

static isize distance(isize from, isize to, const struct trigger *t)
{
    return from >= t->to ? from - t->to : t->from - to;
}

/* The date in [from, to) nearest to the verb; not the date of a treaty. */
static const struct page_date *date_near(const struct page *p, isize first, struct read_span w,
                                         const struct trigger *t)
{
    const struct page_date *best = NULL;
    for (isize d = first; d < p->dates.n && p->dates.at[d].from < w.end; d++) {
        const struct page_date *x = &p->dates.at[d];
        if (x->from < w.start || x->norm)
            continue;
        if (!best || distance(x->from, x->to, t) < distance(best->from, best->to, t))
            best = x;
    }
    return best;
}

/* Where the clause of the verb begins and ends: Korean and Chinese set clauses off by commas. */
struct read_span clause_of(const struct page *p, const struct sentence *s, const struct trigger *t)
{
    struct read_span c = {s->from, s->to};
    if (!page_is_cjk(p, t->from))
        return c;
    for (isize i = t->from - 1; i > s->from; i--)
        if (page_is_mark(p, i, ',') || page_is_mark(p, i, 0xff0c) || page_is_mark(p, i, 0xff1b)) {
            c.start = i + 1;
            break;
        }
    for (isize i = t->to; i < s->to; i++)
        if (page_is_mark(p, i, ',') || page_is_mark(p, i, 0xff0c) || page_is_mark(p, i, 0xff1b)) {
            c.end = i;
            break;
        }
    return c;
}

/* "are detained", "is still being held": now. */
static bool is_present(const struct page *p, const struct sentence *s, const struct trigger *t)
{
    static const char *const be[] = {"are",   "is",  "remain",    "remains", "hold",
                                     "holds", "now", "currently", "still"};
    static const char *const now[] = {"currently", "now", "still", "imminent", "imminently"};
    for (isize i = t->from - 2; i < t->to; i++)
        if (i >= s->from && page_is_any(p, i, be, COUNTOF(be)))
            return true;
    for (isize i = s->from; i < s->to; i++)
        if (page_is_any(p, i, now, COUNTOF(now)))
            return true;
    static const char *const words[] = {"目前",        "现在",    "現在",    "仍",      "현재",
                                        "지금",        "아직",    "어 있다", "어 있는", "어 있으",
                                        "어 있습니다", "돼 있다", "돼 있는"};
    struct read_span c = clause_of(p, s, t);
    struct str w = page_words(p, c.start, c.end);
    for (isize i = 0; i < COUNTOF(words); i++)
        if (str_find(w, str_from_c(words[i])) >= 0)
            return true;
    return false;
}

struct str trigger_date(struct page *p, const struct sentence *s, const struct trigger *t,
                        struct read_span window, isize first_date, struct str doc_date)
{
    enum { BESIDE = 8 };
    bool threat = t->type == READ_EVENT_THREAT_OF_RETURN;
    bool state = t->type == READ_EVENT_DETENTION || t->type == READ_EVENT_DISAPPEARANCE;
    bool now = (state || threat) && is_present(p, s, t);
    const struct page_date *d = date_near(p, first_date, window, t);
    if (!d && !threat)
        d = date_near(p, first_date, (struct read_span){s->from, s->to}, t);
    bool since = d && page_is_word(p, d->from - 1, S("since"));
    if (d && now && !since && distance(d->from, d->to, t) > BESIDE)
        d = NULL; /* the date of something else in the sentence */
    if (!d)
        return threat || now ? doc_date : S("");
    bool open = since && state && str_find(d->edtf, S("/")) < 0;
    return open ? str_format(p->a, "%.*s/..", FS(d->edtf)) : str_copy(p->a, d->edtf);
}

/* 来自缅甸的, "북한에서 온", "people from Chad": where those come from whom it happens to. */
static bool is_origin(const struct page *p, isize from, isize to)
{
    isize end = to + 4 < p->lex.n ? to + 4 : p->lex.n;
    return str_eq(page_words(p, from > 1 ? from - 2 : 0, from), S("来自")) ||
           str_eq(page_words(p, from > 1 ? from - 2 : 0, from), S("來自")) ||
           page_is_word(p, from - 1, S("from")) ||
           str_starts(page_words(p, to, end), S("에서 온")) ||
           str_starts(page_words(p, to, end), S(" 출신"));
}

/* 在深圳, 옌지에서: the word that says that something happened there. */
static bool is_locative(const struct page *p, isize from, isize to)
{
    static const char *const words[] = {"in", "at", "near", "outside"};
    struct str before = page_words(p, from - 1, from), after = page_words(p, to, to + 2);
    if (is_origin(p, from, to))
        return false;
    return str_eq(before, S("在")) || str_eq(before, S("于")) || str_eq(before, S("於")) ||
           str_eq(after, S("에서")) || str_starts(after, S("에")) ||
           page_is_any(p, from - 1, words, COUNTOF(words)) ||
           (page_is_word(p, from - 1, S("the")) && page_is_any(p, from - 2, words, COUNTOF(words)));
}

/* "to China", 북한으로. */
static bool is_directive(const struct page *p, isize from, isize to)
{
    return page_is_word(p, from - 1, S("to")) ||
           (page_is_word(p, from - 1, S("the")) && page_is_word(p, from - 2, S("to"))) ||
           str_eq(page_words(p, to, to + 2), S("으로")) ||
           (p->lex.at[from].kind == LEX_HANGUL && str_eq(page_words(p, to, to + 1), S("로"))) ||
           str_eq(page_words(p, from - 1, from), S("回")) ||
           str_eq(page_words(p, from - 1, from), S("往"));
}

typedef bool place_fn(const struct page *p, isize from, isize to);

static bool is_anywhere(const struct page *p, isize from, isize to)
{
    return from < to && !page_is_mark(p, to, 0x2019) && !page_is_mark(p, to, '\'');
}

static bool is_elsewhere(const struct page *p, isize from, isize to)
{
    return is_anywhere(p, from, to) && !is_directive(p, from, to) && !is_origin(p, from, to);
}

/* The first place of the kind after the verb, else the last before it; a Korean verb ends its
 * clause, so there the last before it comes first. */
static isize find_place(const struct page *p, struct read_span in, const struct trigger *t,
                        place_fn *is_kind)
{
    bool hangul = p->lex.at[t->from].kind == LEX_HANGUL;
    for (int turn = 0; turn < 2; turn++) {
        if ((turn == 0) == hangul) {
            for (isize i = t->from - 1; i >= in.start; i--)
                if (p->place_to[i] && is_kind(p, i, p->place_to[i]))
                    return i;
        } else {
            for (isize i = t->from; i < in.end; i++)
                if (p->place_to[i] && is_kind(p, i, p->place_to[i]))
                    return i;
        }
    }
    return -1;
}

/* The border that is closed: "common border", "borders between A and B". */
static struct str border_of(const struct page *p, const struct sentence *s)
{
    for (isize i = s->from; i < s->to; i++)
        if (page_is_word(p, i, S("border")) || page_is_word(p, i, S("borders")))
            return page_words(p, page_is_word(p, i - 1, S("common")) ? i - 1 : i, i + 1);
    return S("");
}

struct str trigger_place(bool *toward, const struct page *p, const struct sentence *s,
                         const struct trigger *t)
{
    *toward = false;
    bool back = t->type == READ_EVENT_REPATRIATION || t->type == READ_EVENT_THREAT_OF_RETURN;
    if (t->type == READ_EVENT_BORDER_CLOSURE && border_of(p, s).n)
        return border_of(p, s);
    struct read_span clause = clause_of(p, s, t), all = {s->from, s->to};
    place_fn *kind = back ? is_directive : is_locative, *other = back ? is_anywhere : is_elsewhere;
    isize found = find_place(p, clause, t, kind);
    if (found < 0)
        found = find_place(p, clause, t, other);
    if (found < 0)
        found = find_place(p, all, t, kind);
    if (found < 0)
        found = find_place(p, all, t, other);
    if (found < 0)
        return S("");
    isize to = p->place_to[found], more = to;
    *toward = back && is_directive(p, found, to);
    if (page_is_mark(p, to, ',') || page_is_word(p, to, S("in")))
        more = to + 1; /* "Helin, Jilin Province", "Suan Phlu detention centre in Bangkok" */
    if (page_is_cjk(p, found) && to < s->to && p->place_to[to] && !p->lex.at[to].line)
        more = to; /* 云南瑞丽, "지린성 투먼" */
    if ((more > to || page_is_cjk(p, found)) && more < s->to && p->place_to[more])
        to = p->place_to[more];
    return page_clean(page_words(p, found, to), p->a);
}
