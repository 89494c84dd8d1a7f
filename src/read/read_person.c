/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Named persons: those of the letter's parties, then names in the text. A Latin name is taken with
 * a title, with a known given or family name, or with what is printed after names (another script,
 * age, sex); a Han or Hangul name with a title, or by standing often between words that end and
 * begin names.
 */
#include "base/list.h"
#include "read/people.h"
#include "read/rules.h"

static bool in_text(const struct page *p, isize i)
{
    enum zone z = p->lines.at[p->line_of[i]].zone;
    return z == ZONE_BODY || z == ZONE_HEAD || z == ZONE_FOOTER || z == ZONE_COPIES;
}

static bool is_victim_word(const struct page *p, isize i)
{
    static const char *const words[] = {"defender", "activist",  "journalist", "student",
                                        "refugee",  "defector",  "prisoner",   "detainee",
                                        "missing",  "defenders", "seeker",     "blogger",
                                        "victim",   "survivor",  "escapee"};
    if (page_is_any(p, i, words, COUNTOF(words)))
        return true;
    const struct hit *h = page_hit(p, i, TERM_EVENT);
    return h && !str_eq(h->value, S("visit")) && !str_eq(h->value, S("border_closure"));
}

/* "their lawyer, Ms. ...", "his wife": named because of somebody else. */
static bool is_relation(const struct page *p, isize from)
{
    static const char *const words[] = {
        "lawyer", "lawyers", "attorney",     "wife",      "husband",     "mother",    "father",
        "sister", "brother", "spokesperson", "spokesman", "spokeswoman", "colleague", "daughter"};
    for (isize i = from - 4; i < from; i++)
        if (page_is_any(p, i, words, COUNTOF(words)))
            return true;
    return false;
}

/* What the words around a name say about the person. */
static enum read_person_kind kind_of(const struct page *p, isize from, isize to, bool titled)
{
    enum { NEAR = 30 };
    for (isize i = from - 6; i < from; i++)
        if (page_is(p, i, TERM_OFFICE, S("2")) && (page_is_capital(p, i) || page_is_cjk(p, i)))
            return READ_PERSON_OFFICIAL;
    for (isize i = to; i < to + 3; i++)
        if (page_is(p, i, TERM_OFFICE, S("2")))
            return READ_PERSON_OFFICIAL;
    const struct hit *role = page_hit(p, to + page_is_mark(p, to, ',') + 1, TERM_OFFICE);
    if (!role)
        role = page_hit(p, to + page_is_mark(p, to, ','), TERM_OFFICE);
    if (role)
        return page_hit_in(p, role->to, role->to + 6, TERM_BODY) ? READ_PERSON_OFFICIAL
                                                                 : READ_PERSON_OTHER;
    if (titled && (page_is_word(p, from - 1, S("professor")) ||
                   page_is_word(p, from - 1, S("dr")) || page_is_word(p, from - 2, S("dr"))))
        return READ_PERSON_EXPERT;
    if (is_relation(p, from))
        return READ_PERSON_OTHER;
    isize s = p->sentence_of[from];
    for (isize i = from - NEAR; i < to + NEAR; i++)
        if (i >= 0 && i < p->lex.n && p->sentence_of[i] == s && is_victim_word(p, i))
            return READ_PERSON_VICTIM;
    return READ_PERSON_OTHER;
}

/* "(m)", "(f)", "aged 24", ", 24,", a pronoun at the start of the next sentence. */
static void details_read(struct read_person *x, const struct page *p, isize to)
{
    if (page_is_mark(p, to, '(') && page_is_mark(p, to + 2, ')')) {
        if (page_is_word(p, to + 1, S("m")) || page_is_word(p, to + 1, S("male")))
            x->sex = S("m");
        else if (page_is_word(p, to + 1, S("f")) || page_is_word(p, to + 1, S("female")))
            x->sex = S("f");
        to += 3;
    }
    isize at = to + page_is_mark(p, to, ',');
    at += page_is_word(p, at, S("aged")) || page_is_word(p, at, S("age"));
    const struct lexeme *age = page_lex(p, at);
    if (at > to && age && age->kind == LEX_DIGITS && age->value < 120 &&
        (page_is_mark(p, at + 1, ',') || page_is_word(p, at - 1, S("aged"))))
        x->age = (int)age->value;
}

/* "Huang Xueqin (黄雪琴)": the same name in another script. Returns the lexeme after it. */
static isize other_script(struct read_person *x, struct page *p, isize to)
{
    if (!page_is_mark(p, to, '(') && !page_is_mark(p, to, 0xff08))
        return to;
    isize end = to + 1;
    while (end < p->lex.n && end < to + 6 && page_is_cjk(p, end))
        end++;
    if (end < to + 3 || (!page_is_mark(p, end, ')') && !page_is_mark(p, end, 0xff09)))
        return to;
    str_list_add(&x->other_script, page_words(p, to + 1, end), p->a);
    return end + 1;
}

/* "(also known as Washim Ali)". */
static void also_known(struct read_person *x, struct page *p, isize to)
{
    isize at = to, end;
    int parts;
    if (page_is_mark(p, at, '(') && page_is_mark(p, at + 2, ')'))
        at += 3;
    at += page_is_mark(p, at, '(') || page_is_mark(p, at, ',');
    bool known = page_is_word(p, at, S("also")) && page_is_word(p, at + 1, S("known")) &&
                 page_is_word(p, at + 2, S("as"));
    bool alias = page_is_word(p, at, S("alias")) || page_is_word(p, at, S("aka"));
    if (!known && !alias)
        return;
    at += known ? 3 : 1;
    if (name_at(p, at, p->lex.n, &end, &parts))
        str_list_add(&x->aliases, name_text(p, at, end), p->a);
}

/* "her husband, Siu Bhot.", "two teachers from here, Aissatou Mbodj and ...": two or three words
 * with capitals, nothing known, set off by a comma behind somebody spoken of without a name. */
static bool is_apposed(const struct page *p, isize from, isize to)
{
    enum { BACK = 6 };
    static const char *const people[] = {"driver", "teacher",   "teachers", "doctor",  "nurse",
                                         "poet",   "writer",    "farmer",   "pastor",  "monk",
                                         "nun",    "student",   "students", "friend",  "cousin",
                                         "son",    "neighbour", "uncle",    "partner", "aunt",
                                         "man",    "woman",     "singer",   "worker",  "workers"};
    const struct lexeme *next = page_lex(p, to);
    isize s = p->sentence_of[from];
    if (!page_is_mark(p, from - 1, ',') || s < 0 || to - from > 4 ||
        (next && next->kind == LEX_WORD && !page_is_word(p, to, S("and"))))
        return false;
    for (isize i = from - 2; i > from - 2 - BACK && i >= p->sentences.at[s].from; i--)
        if (!page_is_capital(p, i) && (page_is_any(p, i, people, COUNTOF(people)) ||
                                       page_hit(p, i, TERM_PEOPLE) || is_relation(p, i + 1)))
            return true;
    return false;
}

/* "a midwife who", "an engineer,": what a person is said to be; no town, no group. */
static bool is_called(const struct page *p, isize i)
{
    static const char *const things[] = {"city",  "town",    "village", "region",    "network",
                                         "group", "company", "party",   "newspaper", "camp",
                                         "river", "country", "state",   "province",  "magazine"};
    enum { NEAR = 4 };
    if (!page_is_word(p, i, S("a")) && !page_is_word(p, i, S("an")))
        return false;
    for (isize k = i + 1; k <= i + NEAR; k++)
        if (page_is_any(p, k, things, COUNTOF(things)) || page_hit(p, k, TERM_ORGWORD))
            return false;
    return true;
}

static bool has_context(const struct page *p, isize from, isize to)
{
    static const char *const words[] = {"said", "who", "stated", "told", "was", "has", "wrote"};
    static const char *const own[] = {"her", "his", "their"};
    bool bracket =
        page_is_mark(p, to, '(') && (page_is_cjk(p, to + 1) || page_is_word(p, to + 1, S("m")) ||
                                     page_is_word(p, to + 1, S("f")));
    bool age = page_is_mark(p, to, ',') && page_lex(p, to + 1) &&
               p->lex.at[to + 1].kind == LEX_DIGITS && page_is_mark(p, to + 2, ',');
    bool verb = page_is_any(p, to, words, COUNTOF(words));
    bool role = is_victim_word(p, from - 1);
    bool called = page_is_mark(p, to, ',') && is_called(p, to + 1);
    bool family =
        called || (page_is_word(p, to, S("and")) && page_is_any(p, to + 1, own, COUNTOF(own)));
    return bracket || age || family || page_is_word(p, to, S("aged")) || (verb && role) ||
           is_apposed(p, from, to);
}

/* "WHAT YOU CAN DO": capitals in a line of capitals show no name. */
static bool is_headline(const struct page *p, isize from, isize to)
{
    const struct line *l = &p->lines.at[p->line_of[from]];
    isize others = 0;
    for (isize i = l->from; i < l->to; i++) {
        if (p->lex.at[i].kind == LEX_WORD && !page_is_all_capitals(p, i))
            return false;
        others += p->lex.at[i].kind == LEX_WORD && (i < from || i >= to);
    }
    return others > 0;
}

/* A name in Latin letters at i; returns the lexeme after what was read. */
static isize latin_name(struct people *s, isize i)
{
    struct page *p = s->p;
    isize to, line_to = p->lines.at[p->line_of[i]].to;
    int parts;
    struct party who = {0};
    bool joined = p->line_of[i] + 1 < p->lines.n && p->lines.at[p->line_of[i] + 1].joined;
    isize limit = joined ? p->lines.at[p->line_of[i] + 1].to : line_to;
    bool titled = page_hit(p, i, TERM_HONORIFIC) || page_is(p, i, TERM_OFFICE, S("2"));
    if (titled) {
        if (!party_parse(&who, p, i, limit) || who.name_to <= who.name_from ||
            who.name_from - i > 8)
            return i;
        i = who.name_from;
        to = who.name_to;
        parts = (int)(to - i);
    } else if (!name_at(p, i, limit, &to, &parts)) {
        return i;
    }
    bool initial = p->sentence_of[i] >= 0 && p->sentences.at[p->sentence_of[i]].from == i;
    if (initial && !titled && parts >= 3 && !name_evidence(p, i, i + 1) &&
        name_evidence(p, i + 1, i + 2)) {
        i++; /* "Following Wang Jianbing": the sentence's first word */
        parts--;
    }
    int evidence = name_evidence(p, i, to);
    if (!titled && is_headline(p, i, to))
        return to;
    bool known = parts >= 2 && (titled || evidence > 0 || has_context(p, i, to));
    if (!known || org_evidence(p, i, to + 1) == 2 || page_hit(p, to, TERM_FACILITY) ||
        page_hit(p, to, TERM_ADMIN))
        return parts >= 2 ? to : i;
    struct read_person *x = person_add(s, i, to, kind_of(p, i, to, titled), "person.text",
                                       titled         ? 850
                                       : evidence > 1 ? 700
                                                      : 550);
    if (!x)
        return to;
    if (who.sex.n && !x->sex.n)
        x->sex = who.sex;
    also_known(x, p, to);
    isize after = other_script(x, p, to);
    details_read(x, p, after);
    return after;
}

static void texts_read(struct people *s)
{
    struct page *p = s->p;
    for (isize i = 0; i < p->lex.n;) {
        isize end = i, hidden = i;
        const struct hit *h;
        if ((h = page_hit(p, i, TERM_ORG)) != NULL || (h = page_hit(p, i, TERM_BODY)) != NULL ||
            (h = page_hit(p, i, TERM_NORM)) != NULL)
            hidden = h->to;
        if (in_text(p, i) && page_is_capital(p, i) && hidden == i)
            end = latin_name(s, i);
        i = end > i ? end : hidden > i ? hidden : i + 1;
    }
}

static void parties_read(struct people *s)
{
    struct reading *r = s->r;
    for (isize i = 0; i < r->recipients.n; i++) {
        const struct read_recipient *x = &r->recipients.at[i];
        if (x->name.n)
            person_of(s, &x->from, x->name, READ_PERSON_OFFICIAL);
    }
    for (isize i = 0; i < r->signatories.n; i++) {
        const struct read_signatory *x = &r->signatories.at[i];
        if (!x->organisation)
            person_of(s, &x->from, x->name, READ_PERSON_AUTHOR);
    }
    for (isize i = 0; i < r->senders.n; i++) {
        const struct read_sender *x = &r->senders.at[i];
        if (!str_eq(x->name, x->org) &&
            page_is_capital(s->p, page_lexeme_at(s->p, x->from.span.start)))
            person_of(s, &x->from, x->name, READ_PERSON_AUTHOR);
    }
}

/* 習近平主席 in the other half is the President of the first: by order of the recipients. */
static void other_half(struct people *s)
{
    struct page *p = s->p;
    isize next = 0;
    for (isize k = 0; k < p->lines.n && next < s->r->recipients.n && s->r->persons.n; k++) {
        const struct line *l = &p->lines.at[k];
        struct party who;
        if (l->zone != ZONE_OTHER_HALF || line_words(p, k) > 14 || !page_is_cjk(p, l->from) ||
            !party_parse(&who, p, l->from, l->to) || who.name_to <= who.name_from ||
            who.office_to <= who.office_from)
            continue;
        str_list_add(&s->r->persons.at[next].other_script,
                     page_words(p, who.name_from, who.name_to), p->a);
        next++;
    }
}

void read_persons(struct reading *r, struct page *p)
{
    struct people s = {.r = r, .p = p, .seen = map_in(p->tmp, 6)};
    parties_read(&s);
    other_half(&s);
    texts_read(&s);
    people_cjk(&s);
}
