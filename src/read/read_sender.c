/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who speaks: the signing persons, or the person or organisation that letterhead and text name. */
#include "base/list.h"
#include "base/map.h"
#include "read/lines.h"
#include "read/names.h"
#include "read/rules.h"

enum { SENDERS_MAX = 3, HEAD_LINES = 25, CANDIDATES = 64 };

struct candidate {
    isize from, to; /* its longest mention */
    struct str key;
    int score;
};

struct candidates {
    struct candidate at[CANDIDATES];
    isize n;
};

static void sender_add(struct reading *r, struct page *p, struct read_from from, struct str name,
                       struct str role, struct str org)
{
    *LIST_ADD(&r->senders, p->a) =
        (struct read_sender){.from = from, .name = name, .role = role, .org = org};
}

/* A known organisation goes by its canonical name, another by its words without the bracket. */
static struct str org_key(const struct page *p, isize from, isize to)
{
    const struct hit *h = page_hit(p, from, TERM_ORG);
    if (h)
        return h->value;
    if (page_is_mark(p, to - 1, ')'))
        to -= 3;
    return page_words(p, from, to);
}

static void candidate_add(struct candidates *c, const struct page *p, isize from, isize to,
                          int score)
{
    struct str key = org_key(p, from, to);
    for (isize i = 0; i < c->n; i++)
        if (str_eq_ascii_nocase(c->at[i].key, key)) {
            c->at[i].score += score;
            if (to - from > c->at[i].to - c->at[i].from) {
                c->at[i].from = from;
                c->at[i].to = to;
            }
            return;
        }
    if (c->n < CANDIDATES)
        c->at[c->n++] = (struct candidate){from, to, key, score};
}

static bool is_org_verb(const struct page *p, isize i)
{
    static const char *const words[] = {
        "is",       "believes", "welcomes", "condemns",     "expresses", "remains",   "notes",
        "strongly", "again",    "today",    "respectfully", "has",       "documents", "considers",
        "urgently", "also",     "brings",   "further",      "deplores",  "denounces", "thanks",
        "fears",    "learned",  "received", "reports",      "warns"};
    if (page_is_any(p, i, words, COUNTOF(words)))
        return true;
    return page_is(p, i, TERM_ASK, S("verb"));
}

/* "On behalf of", "letter from", "comes from", "we ... of the": who is named after it speaks. */
static bool is_speaking(const struct page *p, isize i)
{
    i -= page_is_word(p, i - 1, S("the")) ? 2 : 1;
    bool from = page_is_word(p, i, S("from")) &&
                (page_is_word(p, i - 1, S("letter")) || page_is_word(p, i - 1, S("comes")) ||
                 page_is_word(p, i - 1, S("statement")) || page_is_word(p, i - 1, S("appeal")));
    return from || (page_is_word(p, i, S("of")) && page_is_word(p, i - 1, S("behalf"))) ||
           page_is_word(p, i, S("we")) || page_is_mark(p, i, 0x2014);
}

/* A line in capitals by itself at the top, over lines that are no text. */
static bool is_letterhead(const struct page *p, isize k)
{
    const struct line *l = &p->lines.at[k];
    for (isize i = l->from; i < l->to; i++)
        if (p->lex.at[i].kind == LEX_WORD && !page_is_all_capitals(p, i))
            return false;
    return k + 1 < p->lines.n && !line_is_prose(p, k + 1);
}

/* "... thanks all who wrote": only who wrote the text says so of itself. */
static bool is_thanking(const struct page *p, isize i)
{
    return page_is_word(p, i, S("thanks")) &&
           (page_is_word(p, i + 1, S("all")) || page_is_word(p, i + 1, S("you")) ||
            page_is_word(p, i + 1, S("everyone")) || page_is_word(p, i + 1, S("those")));
}

static int org_score(const struct page *p, isize from, isize to)
{
    const struct line *l = &p->lines.at[p->line_of[from]];
    isize k = p->line_of[from];
    int score = page_hit(p, from, TERM_ORG) ? 5 : 1;
    if (is_speaking(p, from))
        score += 8;
    if (is_org_verb(p, to))
        score += is_thanking(p, to) ? 6 : 4;
    if (page_is_mark(p, to, ':') && from == l->from && k < 3)
        score += 12;
    if (from == l->from && to == l->to && k < 4)
        score += page_hit(p, from, TERM_ORG) ? 8 : is_letterhead(p, k) ? 6 : 3;
    return score;
}

static bool is_header_zone(const struct page *p, isize i)
{
    enum zone z = p->lines.at[p->line_of[i]].zone;
    return z == ZONE_BODY || z == ZONE_HEAD;
}

static void orgs_collect(struct candidates *c, const struct page *p)
{
    for (isize i = 0; i < p->lex.n;) {
        isize to = i;
        if (is_header_zone(p, i) && (page_is_capital(p, i) || page_hit(p, i, TERM_ORG)) &&
            !page_hit(p, i, TERM_BODY) && !page_hit(p, i, TERM_NORM)) {
            isize line_to = p->lines.at[p->line_of[i]].to;
            const struct hit *h = page_hit(p, i, TERM_ORG);
            to = h ? h->to : org_at(p, i, line_to);
            if (to > i && (h || org_evidence(p, i, to) == 2))
                candidate_add(c, p, i, to, org_score(p, i, to));
        }
        i = to > i ? to : i + 1;
    }
}

/* "Statement by the Hon. ...", "Letter from ...": where the speaker is named, or 'from'. */
static isize after_by(const struct page *p, isize from, isize to)
{
    static const char *const words[] = {"statement", "letter",  "message", "speech",
                                        "release",   "remarks", "address"};
    for (isize i = from; i + 2 < to && i < from + 5; i++)
        if (page_is_any(p, i, words, COUNTOF(words)) &&
            (page_is_word(p, i + 1, S("by")) || page_is_word(p, i + 1, S("from"))))
            return i + 2;
    return from;
}

/* "Hon Simon Crean MP  Minister for Trade": a person's letterhead. */
static bool letterhead_read(struct reading *r, struct page *p)
{
    enum { PAPER_LINES = 5, SHORT = 7 };
    struct party who = {0}, next;
    isize k = 0;
    for (; k < p->lines.n && k < PAPER_LINES; k++) {
        const struct line *x = &p->lines.at[k];
        isize from = after_by(p, x->from, x->to);
        if ((x->zone == ZONE_BODY || x->zone == ZONE_HEAD) &&
            (from > x->from || page_hit(p, from, TERM_HONORIFIC) ||
             (page_is(p, from, TERM_OFFICE, S("2")) && line_words(p, k) < SHORT)) &&
            party_parse(&who, p, from, x->to) && who.name_to - who.name_from >= 2)
            break;
    }
    if (k == PAPER_LINES || k >= p->lines.n)
        return false;
    struct str role = S("");
    bool below = k + 1 < p->lines.n &&
                 party_parse(&next, p, p->lines.at[k + 1].from, p->lines.at[k + 1].to) &&
                 next.office_from == p->lines.at[k + 1].from;
    if (who.office_to > who.office_from)
        role = page_clean(page_words(p, who.office_from, who.office_to), p->a);
    else if (below)
        role = page_clean(page_words(p, next.office_from, next.office_to), p->a);
    sender_add(r, p, page_from(p, who.name_from, who.name_to, "sender.letterhead", 700),
               name_text(p, who.name_from, who.name_to), role, S(""));
    return true;
}

/* "Willy Fautré, Director, Human Rights Without Frontiers Int.": an author's line near the top. */
static bool author_read(struct reading *r, struct page *p)
{
    for (isize k = 0; k < p->lines.n && k < HEAD_LINES; k++) {
        const struct line *l = &p->lines.at[k];
        struct party who;
        if ((l->zone != ZONE_BODY && l->zone != ZONE_HEAD) || line_is_prose(p, k) ||
            line_words(p, k) > 20 || !party_parse(&who, p, l->from, l->to))
            continue;
        isize comma = who.name_to;
        bool named = who.name_to - who.name_from >= 2 && who.name_from == l->from &&
                     (name_evidence(p, who.name_from, who.name_to) > 0 ||
                      (k < 2 && page_is(p, who.office_from, TERM_OFFICE, S("2"))) ||
                      (who.office_from == comma + 1 && org_evidence(p, who.office_to, l->to)));
        if (!named || !page_is_mark(p, comma, ',') || who.office_to <= who.office_from)
            continue;
        isize org = who.office_to + (page_is_mark(p, who.office_to, ',') ? 1 : 0);
        sender_add(r, p, page_from(p, who.name_from, who.name_to, "sender.author", 750),
                   name_text(p, who.name_from, who.name_to),
                   page_words(p, who.office_from, who.office_to), page_words(p, org, l->to));
        return true;
    }
    return false;
}

/* "By Mirela Costin" alone on a line near the top: who wrote a report, and under it for whom. */
static bool byline_read(struct reading *r, struct page *p)
{
    for (isize k = 0; k < p->lines.n && k < HEAD_LINES; k++) {
        const struct line *l = &p->lines.at[k];
        isize to;
        int parts;
        if (!page_is_word(p, l->from, S("by")) || line_is_prose(p, k) ||
            !name_at(p, l->from + 1, l->to, &to, &parts) || parts < 2)
            continue;
        bool paper = to == l->to && k + 1 < p->lines.n && !line_is_prose(p, k + 1);
        isize from = paper ? p->lines.at[k + 1].from : to + page_is_mark(p, to, ','), end = from;
        isize last = paper ? p->lines.at[k + 1].to : l->to;
        while (end < last && (page_is_capital(p, end) || page_is_word(p, end, S("of"))))
            end++;
        struct str org = end > from && !line_is_date(p, p->line_of[from])
                             ? page_clean(page_words(p, from, end), p->a)
                             : S("");
        sender_add(r, p, page_from(p, l->from + 1, to, "sender.byline", 750),
                   name_text(p, l->from + 1, to), S(""), org);
        if (org.n)
            str_list_add(&r->senders.at[0].aliases, org, p->a);
        return true;
    }
    return false;
}

/* The name beside a word for reporter at lexeme i (記者 蘇曉禾, 이도윤 기자): [*from, *to). */
static bool reporter_name(const struct page *p, isize i, const struct hit *h, isize *from,
                          isize *to)
{
    if (name_cjk_at(p, h->to, to) && p->lex.at[h->to].kind == LEX_HAN) {
        *from = h->to;
        return true;
    }
    *from = i - 3;
    *to = i;
    isize end;
    return i >= 3 && name_cjk_at(p, i - 3, &end) && end == i &&
           p->line_of[i - 3] == p->line_of[i] &&
           (p->lex.at[i].space || p->lex.at[i].kind == LEX_HAN);
}

static bool is_reporter(const struct page *p, const struct hit *h)
{
    static const char *const words[] = {"기자", "특파원", "记者", "記者"};
    for (isize w = 0; h && w < COUNTOF(words); w++)
        if (str_eq(page_words(p, h->from, h->to), str_from_c(words[w])))
            return true;
    return false;
}

/* "강물신문 이도윤 기자 =", "南岸通讯社 记者 罗一舟 2014年4月22日": the line of a press report. */
static bool reporter_read(struct reading *r, struct page *p)
{
    for (isize k = 0; k < p->lines.n && k < HEAD_LINES; k++) {
        const struct line *l = &p->lines.at[k];
        for (isize i = l->from; i < l->to && i < l->from + HEAD_LINES; i++) {
            const struct hit *h = page_hit(p, i, TERM_OFFICE);
            isize from, to, start = l->from;
            if (!is_reporter(p, h) || !reporter_name(p, i, h, &from, &to))
                continue;
            isize head = from < i ? from : i; /* the paper stands before both */
            while (start < head && p->lex.at[start].kind == LEX_MARK)
                start++;
            struct str org =
                head > start && head - start <= 12 ? page_words(p, start, head) : S("");
            sender_add(r, p, page_from(p, from, to, "sender.byline", 750), page_words(p, from, to),
                       page_words(p, h->from, h->to), org);
            if (org.n)
                str_list_add(&r->senders.at[0].aliases, org, p->a);
            return true;
        }
    }
    return false;
}

static const struct candidate *best_org(const struct candidates *c)
{
    const struct candidate *best = NULL;
    for (isize i = 0; i < c->n; i++)
        if (!best || c->at[i].score > best->score)
            best = &c->at[i];
    return best && best->score >= 6 ? best : NULL;
}

/* "作为雪饼的朋友，我们": who says we. */
static bool as_we_read(struct reading *r, struct page *p)
{
    for (isize i = 0; i + 3 < p->lex.n; i++) {
        struct str two = page_words(p, i, i + 2);
        if (!str_eq(two, S("作为")) && !str_eq(two, S("作為")) && !str_eq(two, S("身为")))
            continue;
        isize to = i + 2;
        while (to < p->lex.n && p->lex.at[to].kind != LEX_MARK && to - i < 24)
            to++;
        if (to - i < 4 || p->lex.at[to - 1].kind == LEX_MARK)
            continue;
        sender_add(r, p, page_from(p, i + 2, to, "sender.as_we", 500), page_words(p, i + 2, to),
                   S(""), S(""));
        return true;
    }
    return false;
}

/* An organisation alone on the last line: "북극성행동네트워크 한국지부". */
static bool last_line_read(struct reading *r, struct page *p)
{
    enum { SHORT = 24 };
    isize k = p->lines.n - 1;
    const struct line *l = k > 0 ? &p->lines.at[k] : NULL;
    if (!l || !l->blank || l->zone != ZONE_BODY || l->to - l->from > SHORT || l->bullet ||
        !page_is_cjk(p, l->from) || line_is_prose(p, k) || line_is_date(p, k) ||
        !page_hit_in(p, l->from, l->to, TERM_ORGWORD))
        return false;
    struct str name = line_text(p, k);
    sender_add(r, p, page_from(p, l->from, l->to, "sender.last_line", 500), name, S(""), name);
    return true;
}

/* A short form of the name that the text uses alone: 정의기억연대 of 일본군...정의기억연대. */
static void aliases_find(struct read_sender *s, struct page *p)
{
    for (isize i = 0; i < p->lex.n; i++) {
        const struct hit *h = page_hit(p, i, TERM_ORG);
        if (!h)
            continue;
        struct str w = page_words(p, h->from, h->to);
        if (w.n < s->name.n && str_ends(s->name, w)) {
            str_list_add(&s->aliases, w, p->a);
            return;
        }
    }
}

/* The organisation beside a signature: "Director, Harbour Lights Foundation". */
static struct str org_of_signer(const struct page *p, const struct read_signatory *s)
{
    enum { REACH = 24 };
    isize from = page_lexeme_at(p, s->from.span.end), line = p->line_of[from < p->lex.n ? from : 0];
    for (isize i = from; i < p->lex.n && i < from + REACH; i++) {
        const struct line *l = &p->lines.at[p->line_of[i]];
        if (l->zone != ZONE_SIGN || (p->line_of[i] > line && l->blank))
            break;
        isize to = page_is_capital(p, i) ? org_at(p, i, l->to) : i;
        if (to > i && !page_hit(p, i, TERM_OFFICE) && org_evidence(p, i, to) == 2)
            return page_clean(page_words(p, i, to), p->a);
    }
    return S("");
}

static void from_signatories(struct reading *r, struct page *p, const struct candidate *org)
{
    isize persons = 0;
    for (isize i = 0; i < r->signatories.n; i++)
        persons += !r->signatories.at[i].organisation;
    bool one_group = persons == 0 && r->signatories.n == 1;
    if (r->signatories.n > SENDERS_MAX || (!persons && !one_group))
        return;
    for (isize i = 0; i < r->signatories.n; i++) {
        const struct read_signatory *s = &r->signatories.at[i];
        struct read_from from = s->from;
        from.rule = "sender.signatory";
        struct str of = org ? page_clean(page_words(p, org->from, org->to), p->a) : S("");
        if (!of.n && !s->organisation)
            of = org_of_signer(p, s);
        sender_add(r, p, from, s->name, s->role, s->organisation ? s->name : of);
        aliases_find(&r->senders.at[r->senders.n - 1], p);
    }
}

/* A joint letter on the paper of an office: whoever holds it signs first. */
static void office_holder(struct reading *r, struct page *p)
{
    enum { PAPER_LINES = 4, PAPER_WORDS = 10 };
    for (isize k = 0; k < PAPER_LINES && k < p->lines.n; k++) {
        const struct line *l = &p->lines.at[k];
        const struct read_signatory *first = &r->signatories.at[0];
        if (!page_hit(p, l->from, TERM_OFFICE) || line_words(p, k) > PAPER_WORDS ||
            (l->zone != ZONE_BODY && l->zone != ZONE_HEAD) || first->organisation)
            continue;
        sender_add(r, p, first->from, first->name, first->role, S(""));
        return;
    }
}

void read_senders(struct reading *r, struct page *p)
{
    struct candidates *c = NEW(p->tmp, struct candidates);
    orgs_collect(c, p);
    const struct candidate *org = best_org(c);
    if (r->signatories.n)
        from_signatories(r, p, org);
    if (!r->senders.n && r->signatories.n > SENDERS_MAX)
        office_holder(r, p);
    if (r->senders.n || r->signatories.n > SENDERS_MAX)
        return;
    if (byline_read(r, p) || reporter_read(r, p) || letterhead_read(r, p) || author_read(r, p))
        return;
    if (org) {
        struct str name = page_clean(page_words(p, org->from, org->to), p->a);
        const struct hit *h = page_hit(p, org->from, TERM_ORG);
        sender_add(r, p, page_from(p, org->from, org->to, "sender.organisation", 650), name, S(""),
                   name);
        if (h && !str_eq(h->value, name))
            str_list_add(&r->senders.at[0].aliases, h->value, p->a);
        return;
    }
    if (p->cjk && (as_we_read(r, p) || last_line_read(r, p)))
        return;
    for (isize i = 0; i < r->symbols.n; i++)
        if (str_eq(str_from_c(r->symbols.at[i].from.rule), S("symbol.ai_index"))) {
            struct read_from from = r->symbols.at[i].from;
            from.rule = "sender.ai_index";
            sender_add(r, p, from, S("Amnesty International"), S(""), S("Amnesty International"));
            return;
        }
}
