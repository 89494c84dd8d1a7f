/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs of events. */
#include "read/events.h"
#include "read/sureness.h"

/* Part of a name: "Working Group on Arbitrary Detention", "Detention Centre". */
static bool is_covered(const struct page *p, isize i, isize *until)
{
    static const enum term terms[] = {TERM_BODY, TERM_NORM, TERM_ORG, TERM_FACILITY};
    const struct hit *longer = page_hit(p, i, TERM_EVENT); /* "구치소에 있다" */
    for (isize k = 0; k < COUNTOF(terms); k++) {
        const struct hit *h = page_hit(p, i, terms[k]);
        if (h && h->to > *until && !(longer && longer->to > h->to))
            *until = h->to;
    }
    return i < *until;
}

/* "returned 25 people", "hold hundreds": not a verdict, not a meeting. */
static bool takes_people(const struct page *p, isize i)
{
    static const char *const words[] = {"them", "him",      "her",    "these",  "those",    "all",
                                        "some", "hundreds", "dozens", "scores", "thousands"};
    enum { NEAR = 6 };
    if (page_is_any(p, i, words, COUNTOF(words)))
        return true;
    for (isize k = i; k < i + NEAR; k++)
        if (page_hit(p, k, TERM_PEOPLE) || page_hit(p, k, TERM_DEMONYM))
            return true;
    return false;
}

/* "68 people have been returned". */
static bool is_passive(const struct page *p, isize i)
{
    static const char *const be[] = {"been", "were", "was", "being"};
    enum { NEAR = 10 };
    isize at = i - 1 - page_is_word(p, i - 1, S("forcibly"));
    if (!page_is_any(p, at, be, COUNTOF(be)))
        return false;
    for (isize k = at; k > at - NEAR && k >= 0 && p->sentence_of[k] == p->sentence_of[i]; k--)
        if (page_hit(p, k, TERM_PEOPLE) || page_hit(p, k, TERM_DEMONYM))
            return true;
    return false;
}

/* "searched the homes": not a search of devices. */
static bool takes_rooms(const struct page *p, isize i)
{
    static const char *const words[] = {
        "home",    "homes",     "house",      "houses",   "residence", "residences", "office",
        "offices", "apartment", "apartments", "premises", "flat",      "dormitory",  "church"};
    enum { NEAR = 9 };
    for (isize k = i; k < i + NEAR; k++)
        if (page_is_any(p, k, words, COUNTOF(words)))
            return true;
    return page_is_cjk(p, i);
}

/* 被捕后, 关押期间, "arrest notice": names another time or thing by the event. */
static bool only_refers(const struct page *p, isize to)
{
    static const char after[] = "后後前期的以周時时者两兩";
    const struct lexeme *x = page_lex(p, to);
    return x && x->kind == LEX_HAN && str_find(str_from_c(after), page_words(p, to, to + 1)) >= 0;
}

/* 被关在哪里: a question, not an event. */
static bool is_asked_where(const struct page *p, isize to)
{
    for (isize i = to; i < to + 3 && i < p->lex.n; i++)
        if (str_eq(page_words(p, i, i + 1), S("哪")) || str_eq(page_words(p, i, i + 1), S("어디")))
            return true;
    return false;
}

/* "재판 날짜가 9일로 잡혔다", "불길이 잡혔다": a day, a trend, a fire; nobody. */
static bool is_no_capture(const struct page *p, isize i)
{
    static const char *const things[] = {"날짜", "일정", "기일", "가닥",
                                         "불길", "윤곽", "초점", "약속"};
    enum { BACK = 14 };
    isize s = p->sentence_of[i], from = i > BACK ? i - BACK : 0;
    if (!str_starts(page_words(p, i, i + 1), S("잡")) || s < 0)
        return false;
    if (from < p->sentences.at[s].from)
        from = p->sentences.at[s].from;
    struct str before = page_words(p, from, i);
    for (isize k = 0; k < COUNTOF(things); k++)
        if (str_find(before, str_from_c(things[k])) >= 0)
            return true;
    return false;
}

/* "dozens more are in Al-Qanater prison": held, without a verb that says so. */
static bool is_in_custody(const struct page *p, isize i, isize to, isize *end)
{
    static const char *const be[] = {"are", "is", "were", "was", "remain", "remains", "been"};
    enum { NEAR = 7 };
    if (!page_is_any(p, i, be, COUNTOF(be)) ||
        (!page_is_word(p, i + 1, S("in")) && !page_is_word(p, i + 1, S("at"))))
        return false;
    for (isize k = i + 2; k < to && k < i + NEAR; k++)
        if (page_hit(p, k, TERM_FACILITY)) {
            *end = i + 2;
            return true;
        }
    return false;
}

static bool is_counted(const struct page *p, isize noun)
{
    for (isize k = 0; k < p->numbers.n; k++)
        if (p->numbers.at[k].from < noun && p->numbers.at[k].to >= noun - 1 &&
            p->sentence_of[p->numbers.at[k].from] == p->sentence_of[noun])
            return true;
    return false;
}

/* "People who are returned are questioned for weeks": what is done to whoever it befalls. "The nine
 * people who are held" are known. */
static bool is_habit(const struct page *p, isize i)
{
    static const char *const whoever[] = {"those",     "anyone", "anybody", "everyone",
                                          "everybody", "all",    "many",    "some"};
    static const char *const known[] = {"the", "these", "those", "our", "all"};
    isize be = i - 1 - page_is_word(p, i - 1, S("forcibly"));
    if ((!page_is_word(p, be, S("are")) && !page_is_word(p, be, S("is"))) ||
        (!page_is_word(p, be - 1, S("who")) && !page_is_word(p, be - 1, S("that"))))
        return false;
    isize noun = be - 2;
    if (page_is_any(p, noun, whoever, COUNTOF(whoever)))
        return true;
    return (page_hit(p, noun, TERM_PEOPLE) || page_hit(p, noun, TERM_DEMONYM)) &&
           !page_is_any(p, noun - 1, known, COUNTOF(known)) && !is_counted(p, noun);
}

static enum read_event_type type_named(struct str name)
{
    for (int t = 0; t < READ_EVENT__COUNT; t++)
        if (str_eq(read_event_name((enum read_event_type)t), name))
            return (enum read_event_type)t;
    UNREACHABLE();
}

/* The trigger at lexeme i, if there is one: what the table says, with what must follow it. */
static bool trigger_at(struct trigger *t, const struct page *p, isize i, isize to)
{
    const struct hit *h = page_hit(p, i, TERM_EVENT);
    isize end;
    if (!h && is_in_custody(p, i, to, &end)) {
        *t = (struct trigger){.from = i, .to = end, .type = READ_EVENT_DETENTION};
        return true;
    }
    if (!h || h->to > to || only_refers(p, h->to) || is_asked_where(p, h->to) || is_habit(p, i) ||
        is_no_capture(p, i))
        return false;
    *t = (struct trigger){.from = i, .to = h->to};
    bool returns = str_eq(h->value, S("return")), holds = str_eq(h->value, S("hold"));
    if (returns || holds) {
        t->type = returns ? READ_EVENT_REPATRIATION : READ_EVENT_DETENTION;
        return takes_people(p, h->to) || (returns && is_passive(p, i));
    }
    t->type = type_named(h->value);
    return t->type != READ_EVENT_RAID || !page_is_word(p, i, S("searched")) ||
           takes_rooms(p, h->to);
}

isize triggers_find(struct trigger out[TRIGGERS], const struct page *p, const struct sentence *s)
{
    isize n = 0, until = s->from;
    for (isize i = s->from; i < s->to && n < TRIGGERS;) {
        struct trigger t;
        if (is_covered(p, i, &until) || !trigger_at(&t, p, i, s->to)) {
            i++;
            continue;
        }
        i = t.to;
        if (is_whether(p, t.to))
            continue;
        bool irreal = is_irreal(p, t.from) || is_irreal_after(p, t.to),
             threat = t.type == READ_EVENT_THREAT_OF_RETURN;
        if (irreal && t.type == READ_EVENT_REPATRIATION) {
            t.type = READ_EVENT_THREAT_OF_RETURN;
            t.derived = true;
        } else if (irreal && !threat && t.type != READ_EVENT_BORDER_CLOSURE) {
            continue;
        }
        bool again = false; /* only returns are told one by one: from A to B, from B to C */
        for (isize k = 0; k < n; k++)
            again |= out[k].type == t.type && t.type != READ_EVENT_REPATRIATION;
        if (!again)
            out[n++] = t;
    }
    return n;
}
