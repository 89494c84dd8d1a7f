/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who signs: the names under a closing, sign-on lists under headings or labels, the last lines of
 * Korean and Chinese statements. Names that a copy glued together are taken apart.
 */
#include "base/list.h"
#include "base/map.h"
#include "read/lines.h"
#include "read/names.h"
#include "read/rules.h"

enum { SIGN_LINES = 400, TAIL_LINES = 8, ROLE_LINES = 4, LIST_LEXEMES = 600 };

enum mode { MODE_ANY, MODE_PERSONS, MODE_GROUPS };

struct signing {
    struct reading *r;
    struct page *p;
    struct map seen;
    enum mode mode;
    bool list;   /* one signatory a line */
    bool beside; /* names with commas stand beside the label: "Hosted by: A, B" */
    bool opened; /* roles may be added to the last signatory */
    bool again;  /* the last one was there before */
    isize since; /* signatories before the last heading */
};

/* Without marks around it; a bracket stays if its other half is there. */
static void trim_name(const struct page *p, isize *from, isize *to)
{
    int open = 0, close = 0;
    for (isize i = *from; i < *to; i++) {
        open += page_is_mark(p, i, '(');
        close += page_is_mark(p, i, ')');
    }
    while (*from < *to && p->lex.at[*from].kind == LEX_MARK &&
           (p->lex.at[*from].cp != '(' || open > close)) {
        open -= page_is_mark(p, *from, '(');
        ++*from;
    }
    while (*to > *from && p->lex.at[*to - 1].kind == LEX_MARK &&
           (p->lex.at[*to - 1].cp != ')' || close > open)) {
        close -= page_is_mark(p, *to - 1, ')');
        --*to;
    }
}

static void signer_add(struct signing *s, isize from, isize to, struct str role, bool group)
{
    struct page *p = s->p;
    trim_name(p, &from, &to);
    if (from >= to || s->r->signatories.n >= READING_ITEMS_MAX)
        return;
    struct str name = page_clean(page_words(p, from, to), p->a);
    char key[LEXEME_KEY]; /* a long name is its own key: a cut one would be another's */
    struct str k = name.n < LEXEME_KEY / 2 ? str_copy(p->tmp, lexeme_key(name, key)) : name;
    s->opened = true;
    s->again = map_get(&s->seen, k, 0) != 0;
    if (s->again)
        return; /* the second of two letters: its role is known too */
    map_set(&s->seen, k, 1);
    *LIST_ADD(&s->r->signatories, p->a) = (struct read_signatory){
        .from = page_from(p, from, to, group ? "signatory.group" : "signatory.person", 850),
        .name = name,
        .role = role,
        .organisation = group};
}

static void role_add(struct signing *s, isize from, isize to)
{
    struct page *p = s->p;
    while (to > from && p->lex.at[to - 1].kind == LEX_MARK && p->lex.at[to - 1].cp != ')')
        to--;
    if (!s->r->signatories.n || from >= to || s->again)
        return;
    struct read_signatory *last = &s->r->signatories.at[s->r->signatories.n - 1];
    struct str more = page_clean(page_words(p, from, to), p->a);
    last->role = last->role.n ? str_format(p->a, "%.*s; %.*s", FS(last->role), FS(more)) : more;
}

/* "...(NKnet)Norwegian Helsinki Committee": a bracket that closes without a space before a capital.
 */
static isize glued_at(const struct page *p, isize from, isize to)
{
    for (isize i = from + 1; i + 1 < to; i++)
        if (page_is_mark(p, i, ')') && !p->lex.at[i + 1].space && page_is_capital(p, i + 1))
            return i + 1;
    return to;
}

static void groups_add(struct signing *s, isize from, isize to)
{
    while (from < to) {
        isize cut = glued_at(s->p, from, to);
        signer_add(s, from, cut, S(""), true);
        from = cut;
    }
}

static isize find_mark(const struct page *p, isize from, isize to)
{
    for (isize i = from; i < to; i++) {
        int32_t c = p->lex.at[i].cp;
        bool dash = (c == '-' || c == 0x2013 || c == 0x2014) && p->lex.at[i].space;
        if (p->lex.at[i].kind == LEX_MARK &&
            (c == ',' || c == ';' || c == '|' || c == '(' || c == 0xff08 || c == 0xff0c ||
             c == 0x3001 || c == ':' || dash))
            return i;
    }
    return to;
}

/* "Name, role", "Name". */
static void person_line(struct signing *s, isize from, isize to)
{
    struct party who;
    struct page *p = s->p;
    isize cut = find_mark(p, from, to);
    bool parsed = party_parse(&who, p, from, cut) && who.name_to > who.name_from;
    isize name_from = parsed ? who.name_from : from, name_to = parsed ? who.name_to : cut;
    if (page_is_cjk(p, from) && !parsed)
        name_to = cut;
    isize role_from = parsed && who.name_to < cut ? who.name_to : cut;
    signer_add(s, name_from, name_to, S(""), false);
    if (parsed && who.office_to > who.office_from && who.office_to <= who.name_from)
        role_add(s, who.office_from, who.office_to);
    while (role_from < to && p->lex.at[role_from].kind == LEX_MARK &&
           p->lex.at[role_from].cp != '(')
        role_from++;
    role_add(s, role_from, to);
}

/* Several titled people on one line: "The Hon Tom Uren, MHR   Mr Ken Fry, MHR". */
static isize next_title(const struct page *p, isize from, isize to)
{
    for (isize i = from + 1; i < to; i++) {
        bool title = (page_hit(p, i, TERM_HONORIFIC) || page_is(p, i, TERM_OFFICE, S("2"))) &&
                     page_is_capital(p, i);
        struct party who;
        if (title && !page_hit(p, i - 1, TERM_HONORIFIC) && !page_hit(p, i - 1, TERM_OFFICE) &&
            party_parse(&who, p, i, to) && who.name_to - who.name_from >= 2 && who.titled)
            return i;
    }
    return to;
}

static bool is_person(const struct page *p, isize from, isize to)
{
    isize cut = find_mark(p, from, to);
    if (is_name_line(p, from, cut))
        return org_evidence(p, from, cut) < 2;
    struct party who;
    return party_parse(&who, p, from, to) && who.titled && who.name_to - who.name_from >= 2;
}

static bool is_role(const struct page *p, isize from)
{
    return page_hit(p, from, TERM_OFFICE) != NULL;
}

static bool after_group(const struct signing *s)
{
    isize n = s->r->signatories.n;
    return n > 0 && s->r->signatories.at[n - 1].organisation;
}

/* "International Campaign for Tibet - Mary Hollis, Vice President": both sign. */
static bool group_and_person(struct signing *s, isize from, isize to)
{
    const struct page *p = s->p;
    isize cut = from;
    while (cut < to && !(p->lex.at[cut].kind == LEX_MARK && p->lex.at[cut].space &&
                         (p->lex.at[cut].cp == 0x2014 || p->lex.at[cut].cp == 0x2013 ||
                          p->lex.at[cut].cp == '-' || p->lex.at[cut].cp == '|')))
        cut++;
    if (cut >= to || cut == from || org_evidence(p, from, cut) == 0 || !is_person(p, cut + 1, to))
        return false;
    groups_add(s, from, cut);
    person_line(s, cut + 1, to);
    return true;
}

/* The line right under a closing: two to four words with capitals that are nothing else are a name
 * even if it is the name of a town as well. */
static bool is_first_name(const struct signing *s, isize from, isize to)
{
    enum { LEAST = 2, MOST = 4 };
    const struct page *p = s->p;
    if (s->list || s->opened || to - from < LEAST || to - from > MOST ||
        org_evidence(p, from, to) || page_hit_in(p, from, to, TERM_COUNTRY))
        return false;
    for (isize i = from; i < to; i++)
        if (!page_is_capital(p, i) || page_hit(p, i, TERM_OFFICE) || page_hit(p, i, TERM_COMMON) ||
            page_is_all_capitals(p, i))
            return false;
    return true;
}

static void any_line(struct signing *s, isize from, isize to, bool apart)
{
    struct page *p = s->p;
    if (is_first_name(s, from, to)) {
        signer_add(s, from, to, S(""), false);
        return;
    }
    isize cut = next_title(p, from, to);
    while (cut < to) {
        any_line(s, from, cut, apart);
        from = cut;
        cut = next_title(p, from, to);
    }
    if (group_and_person(s, from, to))
        return;
    bool role = is_role(p, from) && !page_hit(p, from, TERM_HONORIFIC);
    if (is_person(p, from, to) && !(role && s->opened && !apart))
        person_line(s, from, to);
    else if (s->opened && (!s->list || (role && !apart)) &&
             !(after_group(s) && org_evidence(p, from, to) == 2))
        role_add(s, from, to);
    else if ((org_evidence(p, from, to) && !role) || s->list)
        groups_add(s, from, to);
}

/* "(A연대, B협회, C모임)": long, but names. */
static bool is_name_list(const struct page *p, isize k)
{
    const struct line *l = &p->lines.at[k];
    isize commas = 0, groups = 0;
    for (isize i = l->from; i < l->to; i++) {
        commas += p->lex.at[i].cp == ',' || p->lex.at[i].cp == 0x3001 || p->lex.at[i].cp == 0xff0c;
        groups += page_hit(p, i, TERM_ORGWORD) != NULL;
    }
    int32_t last = p->lex.at[l->to - 1].cp;
    return l->to - l->from < LIST_LEXEMES && commas >= 2 && groups >= 2 && last != '.' &&
           last != 0x3002 && last != '!';
}

/* A postal address under the list is the publisher's: what stands over it since the last heading is
 * too. */
static void drop_publisher(struct signing *s)
{
    enum { PUBLISHER_LINES = 3 };
    isize n = s->r->signatories.n - s->since;
    if (s->since > 0 && n <= PUBLISHER_LINES)
        s->r->signatories.n = s->since;
}

/* A line of a sentence that a point ends: running text, however short the line. */
static bool is_sentence(const struct page *p, isize k)
{
    enum { NAME_LEXEMES = 12 };
    const struct line *l = &p->lines.at[k];
    for (isize i = l->from; i < l->to; i++) {
        isize n = p->sentence_of[i];
        if (n < 0)
            continue;
        const struct sentence *s = &p->sentences.at[n];
        if (s->ended && s->to - s->from > NAME_LEXEMES && !is_name_list(p, k))
            return true;
        i = s->to - 1;
    }
    return false;
}

static bool stops_signing(const struct page *p, isize k)
{
    static const char *const labels[] = {"footer",  "cc",     "section", "contact", "re",
                                         "appeals", "action", "to",      "attn"};
    const struct line *l = &p->lines.at[k];
    if (l->zone == ZONE_OTHER_HALF || l->zone == ZONE_ADDRESS || l->zone == ZONE_COPIES)
        return true;
    isize after;
    struct str label = line_label(p, k, &after);
    if (page_is_mark(p, l->mark, '[') && page_is_mark(p, l->mark + 2, ']'))
        return true; /* a footnote */
    for (isize i = 0; i < COUNTOF(labels); i++)
        if (str_eq(label, str_from_c(labels[i])))
            return true;
    return is_sentence(p, k) ||
           (line_is_prose(p, k) && line_words(p, k) > 40 && !is_name_list(p, k));
}

/* A heading of the list sets what follows; true if the line was one. */
static bool heading_read(struct signing *s, isize k, isize *after)
{
    struct str label = line_label(s->p, k, after);
    bool persons = str_eq(label, S("persons")), groups = str_eq(label, S("groups"));
    if (!persons && !groups && !str_eq(label, S("signers")))
        return false;
    s->mode = persons ? MODE_PERSONS : groups ? MODE_GROUPS : s->mode;
    s->list = true;
    s->opened = false;
    s->since = s->r->signatories.n;
    return true;
}

/* A list of names separated by commas: Korean statements print their organisations so. */
static bool comma_list(struct signing *s, isize from, isize to)
{
    struct page *p = s->p;
    while (from < to && page_is_mark(p, from, '(') && page_is_mark(p, to - 1, ')')) {
        from++;
        to--;
    }
    int commas = 0;
    for (isize i = from; i < to; i++)
        commas += p->lex.at[i].cp == ',' || p->lex.at[i].cp == 0x3001 || p->lex.at[i].cp == 0xff0c;
    bool cjk = page_is_cjk(p, from);
    isize groups = 0, titles = 0;
    for (isize i = from; i < to; i++) {
        groups += page_hit(p, i, TERM_ORGWORD) != NULL;
        titles += page_hit(p, i, TERM_OFFICE) != NULL;
    }
    int least = !cjk ? 5 : s->beside && !titles ? 1 : 2;
    if (commas < least || (!cjk && s->mode != MODE_GROUPS))
        return false;
    bool all = s->mode != MODE_PERSONS && groups > 0 && titles < groups;
    while (from < to) {
        isize cut = from;
        while (cut < to && p->lex.at[cut].cp != ',' && p->lex.at[cut].cp != 0x3001 &&
               p->lex.at[cut].cp != 0xff0c)
            cut++;
        signer_add(s, from, cut, S(""), all || org_evidence(p, from, cut) > 0 || cut - from > 4);
        from = cut + 1;
    }
    return true;
}

static void line_read(struct signing *s, isize from, isize to, bool blank)
{
    struct page *p = s->p;
    while (from < to && p->lex.at[from].kind == LEX_MARK && p->lex.at[from].cp != '(')
        from++;
    if (from >= to || comma_list(s, from, to))
        return;
    if (page_is_mark(p, from, '(') && page_is_mark(p, to - 1, ')')) {
        from++; /* "(R. J. Brennan)" */
        to--;
    }
    if (s->list && s->mode == MODE_PERSONS)
        person_line(s, from, to);
    else if (s->list && s->mode == MODE_GROUPS)
        groups_add(s, from, to);
    else
        any_line(s, from, to, blank);
}

/* Does a list with commas run on to line k? */
static bool goes_on(const struct page *p, isize k)
{
    int32_t last = p->lex.at[p->lines.at[k - 1].to - 1].cp;
    return p->lines.at[k].joined || last == ',' || last == 0x3001 || last == 0xff0c;
}

/* Lines from k on, until something else begins. Returns the line after them. */
static isize signing_read(struct signing *s, isize k)
{
    struct page *p = s->p;
    isize first = k, roles = 0, after, before = s->r->signatories.n;
    for (; k < p->lines.n && k - first < SIGN_LINES; k++) {
        const struct line *l = &p->lines.at[k];
        if (s->list && line_is_postal(p, k)) {
            drop_publisher(s);
            break;
        }
        if (stops_signing(p, k) || l->heading || (s->beside && !goes_on(p, k)))
            break;
        if (line_is_rule(p, k) || line_is_closing(p, k) || heading_read(s, k, &after) ||
            line_is_date(p, k))
            continue;
        before = s->r->signatories.n;
        line_read(s, l->from, l->to, l->blank || l->bullet);
        roles = s->r->signatories.n > before ? 0 : roles + 1;
        if (!s->list && roles > ROLE_LINES)
            break;
    }
    if (k - 1 > first && k < p->lines.n &&
        (p->lines.at[k - 1].blank || p->lines.at[k - 1].bullet) && is_sentence(p, k)) {
        s->r->signatories.n = before; /* the heading of the text that begins here */
        k--;
    }
    lines_zone(p, first, k, ZONE_SIGN);
    return k;
}

/* Is line k the heading of a list: "Organizations" alone, "Signatories:", with lines under it? */
static bool opens_list(const struct page *p, isize k)
{
    isize after;
    struct str label = line_label(p, k, &after);
    bool heading =
        str_eq(label, S("signers")) || str_eq(label, S("persons")) || str_eq(label, S("groups"));
    return heading && p->lines.at[k].zone == ZONE_BODY && !line_is_prose(p, k) &&
           (k + 1 < p->lines.n || after < p->lines.at[k].to);
}

/* "#wednesdaydemonstration #endrape": what a page adds. */
static bool is_hashtags(const struct page *p, isize k)
{
    const struct line *l = &p->lines.at[k];
    return page_is_mark(p, l->mark, '#') && l->mark + 1 < l->to && !p->lex.at[l->mark + 1].space;
}

/* The names that end a statement, beside its date. */
static isize tail_start(const struct page *p, isize end, bool *date)
{
    isize from = end;
    *date = false;
    while (from > 0 && end - from < TAIL_LINES) {
        const struct line *l = &p->lines.at[from - 1];
        bool prose = line_is_prose(p, from - 1) && !is_name_list(p, from - 1);
        if (prose || l->bullet || l->zone == ZONE_ADDRESS || l->zone == ZONE_OTHER_HALF)
            break;
        from--;
        *date |= line_is_date(p, from);
    }
    return from;
}

/* Latin text: names stand beside the date, and lists go on below them. */
static bool is_tail_name(const struct page *p, isize k, isize end, bool before)
{
    const struct line *l = &p->lines.at[k];
    bool beside = (k > 0 && line_is_date(p, k - 1)) || (k + 1 < end && line_is_date(p, k + 1));
    bool listed = page_is_mark(p, l->from, '(') || p->lex.at[l->to - 1].cp == ',' ||
                  p->lex.at[l->to - 1].cp == ')';
    return p->cjk || beside || (before && listed);
}

static bool has_orgword(const struct page *p, isize from, isize to)
{
    for (isize i = from; i < to; i++)
        if (page_hit(p, i, TERM_ORGWORD))
            return true;
    return false;
}

static void tail_line(struct signing *s, isize from, isize to)
{
    const struct page *p = s->p;
    bool person = is_person(p, from, to) || to - from <= 3;
    if (person && !org_evidence(p, from, to))
        person_line(s, from, to);
    else if (page_is_cjk(p, from) || has_orgword(p, from, to) || page_is_mark(p, from, '('))
        groups_add(s, from, to);
}

static void tail_read(struct signing *s)
{
    struct page *p = s->p;
    isize end = p->lines.n;
    while (end > 0 &&
           (stops_signing(p, end - 1) || line_is_rule(p, end - 1) || is_hashtags(p, end - 1)))
        end--;
    bool date, before = false;
    isize from = tail_start(p, end, &date);
    if (!date || from == end || from < p->lines.n / 3)
        return;
    s->list = true;
    for (isize k = from; k < end; k++) {
        const struct line *l = &p->lines.at[k];
        isize after, n = s->r->signatories.n;
        if (line_is_date(p, k) || line_is_rule(p, k) || line_label(p, k, &after).n ||
            !is_tail_name(p, k, end, before))
            continue;
        if (!comma_list(s, l->from, l->to))
            tail_line(s, l->from, l->to);
        before = s->r->signatories.n > n;
    }
    lines_zone(p, from, end, ZONE_SIGN);
}

/* "두레박의 집 대표 윤가람 드림": organisation, office, name and closing on one line. */
static bool signed_line(struct signing *s, isize k)
{
    enum { SHORT = 24 };
    struct page *p = s->p;
    const struct line *l = &p->lines.at[k];
    const struct hit *h = page_hit_before(p, l->to, TERM_CLOSING);
    if (!h || h->from <= l->from || l->to - l->from > SHORT ||
        p->lex.at[h->from].kind != LEX_HANGUL || !p->lex.at[h->from].space)
        return false;
    isize end, from = h->from - 3;
    if (from < l->from || !name_cjk_at(p, from, &end) || end != h->from)
        return false;
    signer_add(s, from, end, S(""), false);
    role_add(s, l->from, from);
    return true;
}

void read_signatories(struct reading *r, struct page *p)
{
    struct signing s = {.r = r, .p = p, .seen = map_in(p->tmp, 2)};
    for (isize k = 0; k < p->lines.n;) {
        isize after = 0;
        if (p->lines.at[k].zone == ZONE_BODY && signed_line(&s, k)) {
            lines_zone(p, k, k + 1, ZONE_SIGN);
            k++;
            continue;
        }
        bool closing = line_is_closing(p, k), list = opens_list(p, k);
        if (p->lines.at[k].zone == ZONE_OTHER_HALF || (!closing && !list)) {
            k++;
            continue;
        }
        s.mode = MODE_ANY;
        s.list = closing && page_is(p, p->lines.at[k].from, TERM_CLOSING, S("signers"));
        s.opened = false;
        s.beside = list && heading_read(&s, k, &after) && after < p->lines.at[k].to;
        if (s.beside && !(s.beside = comma_list(&s, after, p->lines.at[k].to)))
            line_read(&s, after, p->lines.at[k].to, true);
        lines_zone(p, k, k + 1, ZONE_SIGN);
        k += closing && k + 1 < p->lines.n && p->lines.at[k + 1].zone == ZONE_ADDRESS;
        k = signing_read(&s, k + 1);
    }
    if (!r->signatories.n)
        tail_read(&s);
}
