/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/lines.h"

enum { PROSE_WORDS = 16, PROSE_CJK = 45 };

static bool is_colon(const struct page *p, isize i)
{
    return page_is_mark(p, i, ':') || page_is_mark(p, i, 0xff1a);
}

static bool is_capitals(const struct page *p, isize from, isize to)
{
    for (isize i = from; i < to; i++)
        if (p->lex.at[i].kind == LEX_WORD && !page_is_all_capitals(p, i))
            return false;
    return from < to;
}

struct str line_label(const struct page *p, isize line, isize *after)
{
    const struct line *l = &p->lines.at[line];
    isize from = l->from;
    while (from < l->to && p->lex.at[from].kind == LEX_MARK)
        from++;
    const struct hit *h = page_hit(p, from, TERM_LABEL);
    if (!h || h->to > l->to)
        return S("");
    isize end = h->to;
    end += page_is_mark(p, end, '.') && is_colon(p, end + 1);
    *after = end + (end < l->to && is_colon(p, end));
    if (is_colon(p, end) || end >= l->to)
        return h->value;
    isize colon = end; /* "APPEALS TO CHINESE AUTHORITIES:" */
    while (colon < l->to && !is_colon(p, colon))
        colon++;
    bool number = str_eq(h->value, S("contact")) &&
                  (page_is_mark(p, end, '+') || p->lex.at[end].kind == LEX_DIGITS ||
                   page_is_mark(p, end, '.') || page_is_mark(p, end, '('));
    bool heading = is_capitals(p, h->from, h->to) && h->to - h->from > 1;
    bool ends_so = colon == l->to - 1 && line_words(p, line) < 12;
    bool footer = str_eq(h->value, S("footer")) && h->to - h->from > 1;
    return number || heading || ends_so || footer ? h->value : S("");
}

bool line_is_label(const struct page *p, isize line, struct str value)
{
    isize after;
    return str_eq(line_label(p, line, &after), value);
}

isize line_words(const struct page *p, isize line)
{
    isize n = 0;
    for (isize i = p->lines.at[line].mark; i < p->lines.at[line].to; i++)
        n += p->lex.at[i].kind != LEX_MARK;
    return n;
}

static bool starts_cjk(const struct page *p, isize i, struct str form)
{
    return str_starts(page_words(p, i, p->lex.n < i + 12 ? p->lex.n : i + 12), form);
}

/* "泰国总理巴育阁下：", "윤석열 대통령 귀하": a title, an honorific, nothing more. */
static bool addresses_cjk(const struct page *p, const struct line *l)
{
    enum { SHORT = 24 };
    isize end = l->to;
    bool office = false;
    while (end > l->from && p->lex.at[end - 1].kind == LEX_MARK)
        end--;
    const struct hit *honor = page_hit_before(p, end, TERM_HONORIFIC);
    for (isize i = l->from; i < end && end - l->from <= SHORT; i++)
        office |= page_hit(p, i, TERM_OFFICE) != NULL;
    bool colon = end < l->to && (is_colon(p, end) || p->lex.at[end].cp == 0xff0c);
    bool written = honor && (p->lex.at[end - 1].kind == LEX_HANGUL || colon);
    return office && written && page_is_cjk(p, honor->from);
}

isize line_salutation(const struct page *p, isize line)
{
    static const char *const forms[] = {"尊敬的", "敬爱的",   "親愛的",   "亲爱的",
                                        "敬愛的", "존경하는", "친애하는", "경애하는"};
    const struct line *l = &p->lines.at[line];
    int32_t last = p->lex.at[l->to - 1].cp;
    bool open = last == ',' || last == ':' || last == 0xff0c || last == 0xff1a || last == '-' ||
                last == 0x2014 || last == '!' || last == 0xff01;
    const struct hit *honor = page_hit(p, l->from, TERM_HONORIFIC);
    bool excellency =
        honor && open && l->to - l->from <= 8 && page_is_capital(p, l->from) &&
        (str_find(line_text(p, line), S("xcellenc")) >= 0 || page_hit(p, honor->to, TERM_OFFICE) ||
         (page_is_mark(p, honor->to, '.') && page_hit(p, honor->to + 1, TERM_OFFICE)));
    if (excellency)
        return l->from;
    if (page_is_word(p, l->from, S("my")) && page_is_word(p, l->from + 1, S("dear")) && open)
        return l->from + 2;
    if (page_is_word(p, l->from, S("dear")) && page_is_capital(p, l->from))
        return (open && l->to - l->from <= 24) || l->to - l->from <= 8 ? l->from + 1 : 0;
    if (page_is_cjk(p, l->from) && addresses_cjk(p, l))
        return l->from;
    for (isize k = 0; k < COUNTOF(forms); k++) {
        struct str f = str_from_c(forms[k]);
        if (starts_cjk(p, l->from, f) && l->to - l->from <= 40 &&
            (open || line_words(p, line) <= 20))
            return page_lexeme_at(p, p->lex.at[l->from].start + f.n);
    }
    return 0;
}

/* "Please accept, Excellency, the assurances of our highest consideration." */
static bool has_assurances(const struct page *p, const struct line *l)
{
    bool assurances = false, consideration = false;
    for (isize i = l->from; i < l->to && l->to - l->from < 24; i++) {
        assurances |= page_is_word(p, i, S("assurances")) || page_is_word(p, i, S("assurance"));
        consideration |= page_is_word(p, i, S("consideration")) || page_is_word(p, i, S("esteem"));
    }
    return assurances && consideration;
}

bool line_is_closing(const struct page *p, isize line)
{
    const struct line *l = &p->lines.at[line];
    if (has_assurances(p, l))
        return true;
    isize from = l->from;
    while (from < l->to && from < l->from + 3 && !page_hit(p, from, TERM_CLOSING))
        from++; /* a scan's specks stand before it */
    const struct hit *h = page_hit(p, from, TERM_CLOSING);
    bool speck = from > l->from && p->lex.at[from - 1].kind == LEX_WORD &&
                 p->lex.at[from - 1].end - p->lex.at[from - 1].start > 2;
    if (!h || h->to > l->to || l->bullet || speck ||
        page_is_cjk(p, l->from) != page_is_cjk(p, from))
        return false;
    isize end = h->to;
    while (end < l->to && p->lex.at[end].kind == LEX_MARK)
        end++;
    return end == l->to;
}

bool line_is_prose(const struct page *p, isize line)
{
    const struct line *l = &p->lines.at[line];
    isize words = line_words(p, line), cjk = 0;
    for (isize i = l->from; i < l->to; i++)
        cjk += page_is_cjk(p, i);
    int32_t last = p->lex.at[l->to - 1].cp;
    bool point = last == '.' || last == 0x3002 || last == '!' || last == '?' || last == 0xff01;
    if (cjk * 2 > words)
        return cjk > PROSE_CJK || (point && cjk > 12);
    return words > PROSE_WORDS + 8 || (point && words > PROSE_WORDS / 2) || l->joined;
}

bool line_is_date(const struct page *p, isize line)
{
    const struct line *l = &p->lines.at[line];
    if (l->to - l->from > 16)
        return false;
    isize in = 0, words = line_words(p, line);
    isize lo = 0, hi = p->dates.n;
    while (lo < hi) {
        isize mid = lo + (hi - lo) / 2;
        if (p->dates.at[mid].to <= l->from)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (isize d = lo; d < p->dates.n && p->dates.at[d].from < l->to; d++)
        for (isize i = p->dates.at[d].from; i < p->dates.at[d].to && i < l->to; i++)
            in += i >= l->from && p->lex.at[i].kind != LEX_MARK;
    return in >= 2 && words - in <= 3;
}

bool line_is_postal(const struct page *p, isize line)
{
    static const char *const words[] = {"street", "avenue",    "road", "suite", "floor", "box",
                                        "lane",   "boulevard", "rue",  "jalan", "jie",   "lu"};
    const struct line *l = &p->lines.at[line];
    bool code = false, street = false;
    if (line_is_prose(p, line) || line_words(p, line) > 16 || line_is_date(p, line))
        return false;
    for (isize i = l->from; i < l->to; i++) {
        code |= p->lex.at[i].kind == LEX_DIGITS && !p->lex.at[i].grouped;
        street |= page_is_any(p, i, words, COUNTOF(words));
    }
    const struct lexeme *first = &p->lex.at[l->from], *last = &p->lex.at[l->to - 1];
    if (page_is_mark(p, l->from, '(') && page_is_mark(p, l->from + 2, ')') &&
        page_lex(p, l->from + 1)->kind == LEX_DIGITS && page_lex(p, l->from + 1)->digits == 5)
        return true; /* "(04100) 서울시 마포구 ..." */
    bool number = first->kind == LEX_DIGITS && first->digits <= 4 && l->to - l->from > 1 &&
                  page_is_capital(p, l->from + 1);
    bool zip = last->kind == LEX_DIGITS && last->digits >= 4 && !line_is_date(p, line) &&
               l->to - l->from > 1;
    return code && (street || (zip && page_is_capital(p, l->from)) ||
                    (zip && last->digits >= 5 && page_is_cjk(p, l->to - 2)) ||
                    (number && line_words(p, line) < 6));
}

bool line_has_contact(const struct page *p, isize line)
{
    enum { AFTER = 5 };
    const struct line *l = &p->lines.at[line];
    for (isize i = l->from; i < l->to; i++) {
        const struct hit *h = page_hit(p, i, TERM_LABEL);
        if (!h || !str_eq(h->value, S("contact")) || !(page_is_capital(p, i) || page_is_cjk(p, i)))
            continue;
        for (isize k = h->to; k < h->to + AFTER && k < l->to; k++)
            if (p->lex.at[k].kind == LEX_DIGITS)
                return true;
            else if (p->lex.at[k].kind != LEX_MARK)
                break;
    }
    return false;
}

bool line_is_rule(const struct page *p, isize line)
{
    return line_words(p, line) == 0;
}

struct str line_text(const struct page *p, isize line)
{
    return page_words(p, p->lines.at[line].from, p->lines.at[line].to);
}

void lines_zone(struct page *p, isize from, isize to, enum zone zone)
{
    for (isize k = from; k < to && k < p->lines.n; k++)
        if (p->lines.at[k].zone == ZONE_BODY)
            p->lines.at[k].zone = zone;
}
