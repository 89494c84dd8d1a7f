/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Requests. English: a finite verb of asking with its subject ("we urge", "Human Rights X calls
 * on"), "must", "please", bullets under an action heading or that begin with "urging", "calling
 * on". Korean: sentences that end in a verb of asking or an imperative. Chinese: 我们要求..., list
 * items.
 */
#include "base/list.h"
#include "read/lines.h"
#include "read/names.h"
#include "read/rules.h"

enum { SUBJECT_BACK = 16, KOREAN_MIN = 12, CHINESE_MIN = 6, ADDRESSEE_WORDS = 12 };

struct asks {
    struct reading *r;
    struct page *p;
    bool action;  /* under a heading that asks for action */
    isize parent; /* the last line that ends with a colon and asks */
};

static bool ends_open(const struct page *p, isize to)
{
    return page_is_mark(p, to - 1, ':') || page_is_mark(p, to - 1, 0xff1a);
}

static bool bullet_follows(const struct page *p, isize line)
{
    return line + 1 < p->lines.n && p->lines.at[line + 1].bullet;
}

/* Who is asked: the words between the verb and "to", or the last recipient named above. */
static struct str addressee(const struct asks *s, isize from, isize to)
{
    const struct page *p = s->p;
    for (isize i = from; i < to; i++) {
        const struct hit *h = page_hit(p, i, TERM_ASK);
        if (!h)
            continue;
        for (isize k = h->to; k < to && k < h->to + ADDRESSEE_WORDS; k++)
            if (page_is_word(p, k, S("to")) && k > h->to && !page_is_word(p, h->to, S("you")) &&
                !page_is_word(p, h->to, S("them")) && !page_is_word(p, h->to, S("that")))
                return page_clean(page_words(p, h->to, k), p->a);
        break;
    }
    struct str last = S("");
    for (isize i = 0; i < s->r->recipients.n; i++)
        if (s->r->recipients.at[i].from.span.start < p->lex.at[from].start)
            last = s->r->recipients.at[i].name.n ? s->r->recipients.at[i].name
                                                 : s->r->recipients.at[i].office;
    return last;
}

static void ask_add(struct asks *s, isize from, isize to, const char *rule, int score)
{
    struct page *p = s->p;
    while (from < to && p->lex.at[from].kind == LEX_MARK && p->lex.at[from].cp != 0x201c &&
           p->lex.at[from].cp != '"')
        from++;
    if (page_is_word(p, to - 1, S("and")) && page_is_mark(p, to - 2, ';'))
        to--;
    while (to > from && p->lex.at[to - 1].kind == LEX_MARK &&
           (p->lex.at[to - 1].cp == ';' || p->lex.at[to - 1].cp == ',' ||
            p->lex.at[to - 1].cp == ':' || p->lex.at[to - 1].cp == '.' ||
            p->lex.at[to - 1].cp == '*' || p->lex.at[to - 1].cp == '_' ||
            ((p->lex.at[to - 1].cp == '!') && p->lex.at[to - 2].kind == LEX_HANGUL)))
        to--;
    if (from >= to || s->r->asks.n >= READING_ITEMS_MAX)
        return;
    isize sentence = p->sentence_of[from];
    if (sentence >= 0)
        p->asked[sentence] = true;
    *LIST_ADD(&s->r->asks, p->a) = (struct read_ask){.from = page_from(p, from, to, rule, score),
                                                     .text = page_words(p, from, to),
                                                     .addressee = addressee(s, from, to)};
}

static bool is_adverb(const struct page *p, isize i)
{
    static const char *const words[] = {
        "respectfully", "therefore", "again", "also",         "strongly",  "would",   "hereby",
        "further",      "urgently",  "once",  "more",         "now",       "thus",    "do",
        "earnestly",    "like",      "to",    "once",         "humbly",    "kindly",  "today",
        "want",         "wish",      "write", "writing",      "am",        "are",     "must",
        "can",          "and",       "today", "continue",     "continues", "jointly", "formally",
        "likewise",     "will",      "shall", "additionally", "firmly",    "remains", "committed",
        "specifically"};
    return page_is_any(p, i, words, COUNTOF(words));
}

/* The subject of a verb of asking: "we", "I", or a capitalised name just before it. -1: none. */
static isize subject_of(const struct page *p, isize verb, isize first)
{
    static const char *const we[] = {"we", "i"};
    isize i = verb - 1;
    while (i > first && is_adverb(p, i))
        i--;
    if (i < first)
        return -1;
    if (page_is_any(p, i, we, 2))
        return i;
    if (page_is_word(p, i, S("undersigned")) || page_is_mark(p, i, ','))
        for (isize k = i; k >= first && k > i - SUBJECT_BACK; k--)
            if (page_is_any(p, k, we, 2))
                return k;
    /* third person: "urges", not "urge"; a name, no body of the UN */
    struct str w = page_words(p, verb, verb + 1);
    if (w.p[w.n - 1] == 's' && page_is_word(p, verb - 1, S("and")) && page_is_capital(p, first) &&
        !page_hit_in(p, first, first + 4, TERM_BODY))
        return verb;
    if (w.p[w.n - 1] != 's' || !(page_is_capital(p, i) || page_is_mark(p, i, ')')))
        return -1;
    isize from = i;
    while (from > first &&
           (page_is_capital(p, from - 1) || page_is_word(p, from - 1, S("in")) ||
            page_is_word(p, from - 1, S("of")) || page_is_word(p, from - 1, S("for")) ||
            page_is_word(p, from - 1, S("the")) || page_is_mark(p, from - 1, '(') ||
            page_is_mark(p, from - 1, ')')))
        from--;
    return page_hit_in(p, from, verb, TERM_BODY) ? -1 : from;
}

static bool has_quote_before(const struct page *p, isize from, isize i)
{
    int open = 0;
    for (isize k = from; k < i; k++) {
        int32_t c = p->lex.at[k].cp;
        open += c == 0x201c;
        open -= c == 0x201d && open > 0;
    }
    return open > 0;
}

/* A state, its organs, or those the letter is about: whoever can be told what must be done. */
static bool is_accountable(const struct page *p, isize from, isize i)
{
    static const char *const words[] = {"government", "governments", "authorities", "state",
                                        "states",     "you",         "those",       "police",
                                        "court",      "parties",     "minister",    "president",
                                        "officials",  "community",   "parliament"};
    enum { SUBJECT = 18 };
    for (isize k = i - 1; k >= from && k > i - SUBJECT; k--) {
        if (page_is_any(p, k, words, COUNTOF(words)))
            return true;
        if ((page_hit(p, k, TERM_COUNTRY) || page_hit(p, k, TERM_DEMONYM)) && page_is_capital(p, k))
            return true;
    }
    return false;
}

/* "China must immediately stop": somebody is told what to do. */
static bool is_command(const struct page *p, const struct sentence *s, isize i)
{
    static const char *const subjects[] = {"it",   "this",  "there", "we", "i",  "one",
                                           "that", "which", "who",   "he", "she"};
    return i > s->from && !page_is_any(p, i - 1, subjects, COUNTOF(subjects)) &&
           !has_quote_before(p, s->from, i) && !page_is_word(p, s->from, S("if")) &&
           is_accountable(p, s->from, i);
}

/* "Nepal should also ratify": a state or its government at the start of the sentence. */
static bool is_told(const struct page *p, isize from, isize should)
{
    enum { SUBJECT = 8 };
    if (should - from > SUBJECT || should == from)
        return false;
    static const char *const duty[] = {"states", "governments", "parties", "authorities"};
    for (isize i = from; i < should; i++)
        if (page_is_any(p, i, duty, COUNTOF(duty)) ||
            ((page_hit(p, i, TERM_COUNTRY) || page_hit(p, i, TERM_DEMONYM)) &&
             page_is_capital(p, i)))
            return page_is_capital(p, from);
    return false;
}

/* "Please accept the assurances", "please find attached", "please insert": no request. */
static bool is_form_letter(const struct page *p, isize i)
{
    static const char *const words[] = {"accept", "find",  "insert",  "see",   "visit", "click",
                                        "note",   "check", "contact", "refer", "feel",  "read"};
    i += page_is_mark(p, i, ',');
    return page_is_any(p, i, words, COUNTOF(words));
}

/* "we hope that you ...", "we would appreciate a reply". */
static bool is_wish(const struct page *p, isize i)
{
    static const char *const words[] = {"you", "your", "a", "for", "if", "receiving"};
    return page_is_any(p, i, words, COUNTOF(words)) ||
           (page_is_word(p, i, S("that")) && page_is_any(p, i + 1, words, 2));
}

/* "SENATOR PRATLEY: The Minister must ...": behind the name of who speaks. */
static isize after_speaker(const struct page *p, isize from, isize to)
{
    isize i = from;
    while (i < to && i < from + 4 && page_is_all_capitals(p, i))
        i++;
    return i > from && page_is_mark(p, i, ':') ? i + 1 : from;
}

/* "Ask the authorities to free them": said to the readers. */
static bool is_order(const struct page *p, const struct hit *h)
{
    static const char *const whom[] = {"the", "them", "him", "her", "your", "their"};
    return page_is_capital(p, h->from) && page_is_any(p, h->to, whom, COUNTOF(whom));
}

/* Where the ask of a known word begins: at its subject, at itself, at the sentence; or -1. */
static isize ask_of(const struct page *p, const struct sentence *s, const struct hit *h)
{
    static const char *const we[] = {"we", "i", "the"};
    isize i = h->from;
    if (str_eq(h->value, S("verb"))) {
        if (i == s->from && is_order(p, h))
            return i;
        isize subject = page_is_any(p, i, we, COUNTOF(we)) ? i : subject_of(p, i, s->from);
        return subject >= 0 && !has_quote_before(p, s->from, i) ? subject : -1;
    }
    if (str_eq(h->value, S("please"))) {
        bool could = page_is_word(p, i - 1, S("you")) &&
                     (page_is_word(p, i - 2, S("could")) || page_is_word(p, i - 2, S("would")) ||
                      page_is_word(p, i - 2, S("can")) || page_is_word(p, i - 2, S("will")));
        if (could)
            return i - 2;
        bool begins = i == s->from || is_adverb(p, i - 1) || page_is_mark(p, i - 1, ',');
        return begins && !is_form_letter(p, h->to) ? i : -1;
    }
    if (str_eq(h->value, S("want")))
        return is_wish(p, h->to) ? i : -1;
    bool told = (page_is_word(p, i, S("should")) && is_told(p, s->from, i)) ||
                (page_is_word(p, i, S("must")) && is_command(p, s, i));
    return told ? after_speaker(p, s->from, i) : -1;
}

/* Where the ask of an English sentence begins, or -1. */
static isize ask_start(const struct page *p, const struct sentence *s)
{
    for (isize i = s->from; i < s->to; i++) {
        const struct hit *h = page_hit(p, i, TERM_ASK);
        isize from = h ? ask_of(p, s, h) : -1;
        if (from >= 0)
            return from;
    }
    return -1;
}

/* "I call on ... ," he said: what is asked ends with the quotation it stands in. */
static isize quote_end(const struct page *p, isize first, isize from, isize to)
{
    int32_t open = p->lex.at[first].cp;
    if (open != '"' && open != 0x201c)
        return to;
    for (isize i = from; i < to; i++)
        if (p->lex.at[i].cp == (open == '"' ? '"' : 0x201d) && i > first)
            return i;
    return to;
}

/* "calls on A to ..., and asks B to ...": where the second verb of asking stands, or 0. */
static isize second_ask(const struct page *p, isize from, isize to)
{
    enum { APART = 6 };
    for (isize i = from + APART; i + APART < to; i++) {
        const struct hit *h = page_hit(p, i, TERM_ASK);
        if (h && str_eq(h->value, S("verb")) && page_is_word(p, i - 1, S("and")) &&
            page_is_mark(p, i - 2, ','))
            return i;
    }
    return 0;
}

/* "PLEASE SEND APPEALS BEFORE 3 OCTOBER TO:" says until when and to whom, not what is asked. */
static bool is_heading(const struct page *p, isize line)
{
    isize after;
    struct str label = line_label(p, line, &after);
    return str_eq(label, S("until")) || str_eq(label, S("appeals"));
}

static void sentence_english(struct asks *s, const struct sentence *x)
{
    enum { TITLE_LINES = 3 };
    struct page *p = s->p;
    isize from = ask_start(p, x);
    if (from < 0 || (x->line < TITLE_LINES && !x->ended) || is_heading(p, x->line))
        return;
    if (ends_open(p, x->to) && bullet_follows(p, p->line_of[x->to - 1])) {
        s->parent = p->line_of[x->to - 1];
        return;
    }
    isize to = quote_end(p, x->from, from, x->to), second = second_ask(p, from, to);
    ask_add(s, from, second ? second - 1 : to, "ask.sentence", 750);
    if (second)
        ask_add(s, second, to, "ask.sentence", 700);
}

/* The lexeme after a list item: its line and those joined to it. */
static isize item_end(const struct page *p, isize line)
{
    while (line + 1 < p->lines.n && p->lines.at[line + 1].joined)
        line++;
    return p->lines.at[line].to;
}

static bool item_asks(struct asks *s, isize k)
{
    struct page *p = s->p;
    isize from = p->lines.at[k].from;
    const struct hit *h = page_hit(p, from, TERM_ASK);
    if (h && !str_eq(h->value, S("must")) && !str_eq(h->value, S("want")))
        return true;
    bool under = s->parent >= 0 && k - s->parent < 40;
    return (under || s->action) && line_words(p, k) > 2;
}

static bool is_hangul(const struct page *p, isize i)
{
    const struct lexeme *x = page_lex(p, i);
    return x && x->kind == LEX_HANGUL;
}

static bool is_duty(struct str three)
{
    return str_eq(three, S("야 한다")) || str_eq(three, S("야한다")) ||
           str_ends(three, S("합니다"));
}

/* 정부, 당국, 법원 or a state: who must do it. */
static bool names_state(const struct page *p, isize from, isize to)
{
    struct str w = page_words(p, from, to);
    bool duty = str_find(w, S("야 ")) >= 0;
    return duty && (str_find(w, S("정부")) >= 0 || str_find(w, S("당국")) >= 0 ||
                    str_find(w, S("법원")) >= 0 || page_hit_in(p, from, to, TERM_COUNTRY));
}

/* "...하라", "...십시오", "...촉구한다": the sentence as a whole asks. */
static bool korean_asks(const struct page *p, const struct sentence *x)
{
    isize last = x->to - 1;
    while (last > x->from && p->lex.at[last].kind == LEX_MARK)
        last--;
    if (!is_hangul(p, last) || x->to - x->from < KOREAN_MIN)
        return false;
    for (isize i = last; i > last - 8 && i >= x->from; i--) {
        const struct hit *h = page_hit(p, i, TERM_ASK);
        if (h && h->to == last + 1)
            return true;
    }
    struct str two = page_words(p, last - 1, last + 1), w = page_words(p, last, last + 1);
    bool order = str_eq(w, S("라")) && !str_eq(two, S("니라")) && !str_eq(two, S("더라")) &&
                 !str_eq(two, S("나라"));
    struct str three = page_words(p, last - 2, last + 1);
    return order || str_eq(two, S("시오")) || str_eq(three, S("바란다")) ||
           str_eq(three, S("할 것")) || (is_duty(three) && names_state(p, x->from, last));
}

static void sentence_korean(struct asks *s, const struct sentence *x)
{
    enum { INTRODUCTION = 20 };
    isize from = x->from;
    if (page_is_mark(s->p, from, '['))
        while (from < x->to && !page_is_mark(s->p, from - 1, ']'))
            from++;
    bool opens = bullet_follows(s->p, s->p->line_of[x->to - 1]) && !x->bullet;
    if (korean_asks(s->p, x) &&
        (opens || (x->to - x->from < INTRODUCTION && x->ended && !x->bullet)))
        s->parent = s->p->line_of[x->to - 1]; /* "이에 우리는 요구한다.": the list follows */
    else if (korean_asks(s->p, x))
        ask_add(s, from, x->to, "ask.korean", 700);
}

static bool is_pronoun(const struct page *p, isize i)
{
    struct str w = page_words(p, i, i + 1);
    return str_eq(w, S("他")) || str_eq(w, S("她")) || str_eq(w, S("们")) || str_eq(w, S("們"));
}

/* 我们(强烈)要求...: where it begins, or -1. 'free': a verb may stand without a subject. */
static isize chinese_start(const struct page *p, isize from, isize to, bool free)
{
    for (isize i = from; i < to; i++) {
        const struct hit *h = page_hit(p, i, TERM_ASK);
        bool open = ends_open(p, to);
        if (!h || !page_is_cjk(p, i) || (to - h->to < CHINESE_MIN && !open))
            continue;
        if (i > from && str_eq(page_words(p, i, i + 1), S("请")) && is_pronoun(p, i - 1))
            return i - 1; /* 她请我们... */
        for (isize k = i; k >= from && k > i - 8; k--) {
            struct str two = page_words(p, k, k + 2);
            if (str_eq(two, S("我们")) || str_eq(two, S("我們")))
                return k;
        }
        bool begins = free && (i == from || p->lex.at[i - 1].kind == LEX_MARK);
        bool subject = i - from <= 14 && org_evidence(p, from, i) > 0;
        if (begins)
            return i;
        if (subject)
            return from;
    }
    return -1;
}

static void sentence_chinese(struct asks *s, const struct sentence *x)
{
    bool open = ends_open(s->p, x->to);
    isize from = chinese_start(s->p, x->from, x->to, open);
    if (from >= 0 && !(ends_open(s->p, x->to) && bullet_follows(s->p, s->p->line_of[x->to - 1])))
        ask_add(s, from, x->to, "ask.chinese", 700);
    else if (from >= 0)
        s->parent = s->p->line_of[x->to - 1];
}

static bool is_chinese(const struct page *p, isize from, isize to)
{
    isize han = 0, hangul = 0;
    for (isize i = from; i < to; i++) {
        han += p->lex.at[i].kind == LEX_HAN;
        hangul += p->lex.at[i].kind == LEX_HANGUL;
    }
    return han > hangul && han * 2 > to - from;
}

/* A list item is one ask; a later sentence in it that asks anew is another. */
static isize item_read(struct asks *s, isize k)
{
    struct page *p = s->p;
    isize from = p->lines.at[k].from, to = item_end(p, k), sentence = p->sentence_of[from];
    bool chinese = is_chinese(p, from, to);
    bool asks = item_asks(s, k) || (chinese && chinese_start(p, from, to, false) >= 0);
    if (asks && page_is_word(p, to - 1, S("to")) && bullet_follows(p, p->line_of[to - 1])) {
        s->parent = p->line_of[to - 1];
        return sentence + 1;
    }
    if (!asks || sentence < 0)
        return sentence + 1;
    isize start = chinese ? chinese_start(p, from, p->sentences.at[sentence].to, false) : -1;
    if (start > from)
        from = start;
    isize next = sentence + 1;
    while (next < p->sentences.n && p->sentences.at[next].from < to) {
        const struct sentence *x = &p->sentences.at[next];
        bool anew = chinese && chinese_start(p, x->from, x->to, true) == x->from;
        if (anew) {
            ask_add(s, from, p->sentences.at[next - 1].to, "ask.item", 850);
            from = x->from;
        }
        next++;
    }
    ask_add(s, from, p->sentences.at[next - 1].to, "ask.item", 850);
    return next;
}

static void section_update(struct asks *s, isize k)
{
    isize after;
    struct str label = line_label(s->p, k, &after);
    if (str_eq(label, S("action")) || str_eq(label, S("appeals")))
        s->action = true;
    else if (label.n && !str_eq(label, S("contact")) && !str_eq(label, S("salutation")))
        s->action = false;
    if (label.n)
        s->parent = -1;
}

static bool is_read(const struct page *p, isize line)
{
    enum zone z = p->lines.at[line].zone;
    return z == ZONE_BODY;
}

void read_asks(struct reading *r, struct page *p)
{
    struct asks s = {.r = r, .p = p, .parent = -1};
    isize line = -1;
    p->asked = NEWN(p->tmp, bool, p->sentences.n + 1);
    for (isize i = 0; i < p->sentences.n;) {
        const struct sentence *x = &p->sentences.at[i];
        for (; line < x->line; line++)
            section_update(&s, line + 1);
        if (!is_read(p, x->line)) {
            i++;
            continue;
        }
        if (x->bullet) {
            isize next = item_read(&s, x->line);
            if (next > i + 1 || p->asked[i]) {
                i = next > i ? next : i + 1;
                continue;
            }
        }
        if (is_chinese(p, x->from, x->to))
            sentence_chinese(&s, x);
        else if (is_hangul(p, x->to - 1) || str_starts(p->language, S("ko")))
            sentence_korean(&s, x);
        else
            sentence_english(&s, x);
        i++;
    }
}
