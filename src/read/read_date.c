/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document's own date, and the last day for appeals. */
#include "base/list.h"
#include "read/lines.h"
#include "read/rules.h"

enum { TOP_LINES = 30, BOTTOM_LINES = 12, HEAD_BYTES = 300 };

/* "2006-05-14/2006-05-19" is in 2006-05: what both ends share, down to whole parts. */
static struct str common_day(struct str edtf)
{
    struct str from, to;
    if (!str_cut(edtf, '/', &from, &to))
        return edtf;
    isize n = 0;
    while (n < from.n && n < to.n && from.p[n] == to.p[n])
        n++;
    if (n == from.n && n == to.n)
        return from;
    while (n > 0 && from.p[n] != '-')
        n--;
    return str_part(from, 0, n);
}

static bool has_year(struct str edtf)
{
    return edtf.n >= 4 && edtf.p[0] != 'X' && edtf.p[0] != '.' && edtf.p[0] != '/';
}

static int words_outside(const struct page *p, const struct line *l, const struct page_date *d)
{
    enum { LONG_LINE = 80 };
    int n = 0;
    if (l->to - l->mark > LONG_LINE)
        return LONG_LINE;
    for (isize i = l->mark; i < l->to; i++)
        n += (i < d->from || i >= d->to) && p->lex.at[i].kind != LEX_MARK;
    return n;
}

static bool is_label(const struct page *p, isize i, struct str value)
{
    return page_is(p, i, TERM_LABEL, value);
}

/* Is the date tied to something else: "as of", "posted", "before"? */
static bool is_as_of(const struct page *p, const struct page_date *d)
{
    return page_is_word(p, d->from - 1, S("of")) && page_is_word(p, d->from - 2, S("as"));
}

/* Early in the text, in a line that says more: "Minister for Trade  29 December 2009  RELEASE". */
static bool is_in_head(const struct page *p, const struct page_date *d)
{
    static const char *const event[] = {"on", "since", "in", "from", "until"};
    isize k = p->line_of[d->from];
    return p->lex.at[d->from].start < HEAD_BYTES && d->edtf.n >= 10 &&
           p->lines.at[k].from < d->from && k < 3 &&
           !page_is_any(p, d->from - 1, event, COUNTOF(event));
}

/* "Transcript, Doorstop, Parliament House, Canberra, 7 July 2014": a short line that ends so. */
static bool ends_head_line(const struct page *p, const struct page_date *d)
{
    enum { HEAD_LINES = 10 };
    isize k = p->line_of[d->from];
    return k < HEAD_LINES && d->to == p->lines.at[k].to && d->edtf.n >= 10 &&
           page_is_mark(p, d->from - 1, ',');
}

/* "边城观察 记者 苏晓禾 2023年12月5日 08:30 来源：本站", "입력 2023.10.11 09:12": a report's own
 * line. */
static bool is_report_line(const struct page *p, const struct page_date *d)
{
    enum { HEAD_LINES = 12 };
    static const char *const words[] = {"记者", "記者", "来源", "來源", "发布", "發布", "编辑",
                                        "編輯", "기자", "입력", "수정", "등록", "발행", "승인"};
    isize k = p->line_of[d->from];
    const struct line *l = &p->lines.at[k];
    struct str line = page_words(p, l->from, l->to);
    if (k >= HEAD_LINES || d->edtf.n != 10 || line.n > 240 || line_is_prose(p, k))
        return false;
    for (isize i = 0; i < COUNTOF(words); i++)
        if (str_find(line, str_from_c(words[i])) >= 0)
            return true;
    return false;
}

/* By the line that it stands in. 0: not the document's date. */
static int line_score(const struct page *p, const struct page_date *d)
{
    isize k = p->line_of[d->from];
    const struct line *l = &p->lines.at[k];
    int others = words_outside(p, l, d);
    bool top = k < TOP_LINES, edge = top || k >= p->lines.n - BOTTOM_LINES;
    bool numeric = page_words(p, d->from, d->to).n == 10 && page_is_mark(p, d->from + 1, '-');
    if (is_label(p, l->from, S("date")) && others < 8)
        return 900;
    if (edge && others == 0)
        return top && numeric ? 700 : 860; /* a posting's own date is printed as 2021-12-09 */
    if (edge && others <= 4 && l->to - l->from < 14 && !is_as_of(p, d))
        return top ? 650 : 600;
    if (edge && is_as_of(p, d) && others < 12)
        return 300;
    if (is_report_line(p, d))
        return 620;
    if (ends_head_line(p, d))
        return 500;
    return is_in_head(p, d) ? 450 : 0;
}

static int date_score(const struct page *p, const struct page_date *d)
{
    if (d->relative || !has_year(d->edtf))
        return 0;
    int score = line_score(p, d);
    bool half = p->lines.at[p->line_of[d->from]].zone == ZONE_OTHER_HALF;
    return score ? score - (d->edtf.n >= 10 ? 0 : 120) - (half ? 50 : 0) : 0;
}

void read_doc_date(struct reading *r, struct page *p)
{
    const struct page_date *best = NULL;
    int top = 0;
    page_find_dates(p, S(""));
    for (isize i = 0; i < p->dates.n; i++) {
        int score = date_score(p, &p->dates.at[i]);
        if (score > top) {
            top = score;
            best = &p->dates.at[i];
        }
    }
    if (best && common_day(best->edtf).n) {
        r->doc_date.edtf = str_copy(p->a, common_day(best->edtf));
        r->doc_date.from = page_from(p, best->from, best->to, "date.document", top);
        struct line *l = &p->lines.at[p->line_of[best->from]];
        if (l->zone == ZONE_BODY && (words_outside(p, l, best) < 5 || is_report_line(p, best)))
            l->zone = ZONE_HEAD;
    }
    page_find_dates(p, r->doc_date.edtf.n ? r->doc_date.edtf : p->day);
    page_find_numbers(p);
}

static bool is_limit_word(const struct page *p, isize i)
{
    static const char *const words[] = {"before", "after", "by", "until", "till", "than"};
    return page_is_any(p, i, words, COUNTOF(words));
}

static bool speaks_of_appeals(const struct page *p, isize from, isize to)
{
    static const char *const words[] = {"appeals", "appeal",  "signatures",   "petition",
                                        "sign",    "letters", "section",      "action",
                                        "writing", "write",   "endorsements", "sign-on"};
    for (isize i = from; i < to; i++)
        if (page_is_any(p, i, words, COUNTOF(words)))
            return true;
    return false;
}

/* "your answer by 15 December". */
static bool speaks_of_answer(const struct page *p, isize from, isize to)
{
    static const char *const words[] = {"answer", "reply", "response", "respond"};
    bool answer = false, wish = false;
    for (isize i = from; i < to; i++) {
        answer |= page_is_any(p, i, words, COUNTOF(words));
        wish |= page_is_word(p, i, S("your")) || page_is_word(p, i, S("please")) ||
                page_is_word(p, i, S("you"));
    }
    return answer && wish;
}

/* "1월 13일까지 보내 주십시오", "请于1月13日前寄出": the last day to act. */
static bool is_limit_cjk(const struct page *p, const struct page_date *d, isize to)
{
    static const char *const acts[] = {"보내", "서명", "답변", "회신", "참여", "연명",
                                       "寄",   "签名", "联署", "連署", "回复", "回覆"};
    struct str after = page_words(p, d->to, d->to + 2 < p->lex.n ? d->to + 2 : p->lex.n);
    struct str rest = page_words(p, d->to, to);
    if (!str_starts(after, S("까지")) && !str_starts(after, S("前")) &&
        !str_starts(after, S("之前")))
        return false;
    for (isize k = 0; k < COUNTOF(acts); k++)
        if (str_find(rest, str_from_c(acts[k])) >= 0)
            return true;
    return false;
}

/* The label "until" stands at the start of its line, or is more than that word. */
static bool is_until_label(const struct page *p, isize to)
{
    const struct hit *h = page_hit_before(p, to, TERM_LABEL);
    return h && str_eq(h->value, S("until")) &&
           (h->to - h->from > 1 || p->lines.at[p->line_of[h->from]].from == h->from ||
            page_is_all_capitals(p, h->from));
}

/* How surely a date is the last day for appeals; 0: it is not. */
static int deadline_score(const struct page *p, const struct page_date *d)
{
    enum { NEAR = 24 };
    isize s = p->sentence_of[d->from];
    if (s < 0 || d->relative || d->edtf.n != 10 || !has_year(d->edtf))
        return 0;
    isize from = p->sentences.at[s].from;
    from = from < d->from - NEAR ? d->from - NEAR : from;
    isize before = d->from - 1;
    while (before > from && (page_is_mark(p, before, ':') || page_is_word(p, before, S("the"))))
        before--;
    if (is_until_label(p, before + 1))
        return 800;
    if (is_limit_word(p, before) && speaks_of_appeals(p, from, d->from))
        return 700;
    if (is_limit_cjk(p, d, p->sentences.at[s].to))
        return 700;
    return is_limit_word(p, before) && speaks_of_answer(p, from, d->from) ? 500 : 0;
}

/* "if sending appeals after 19 July 2000", "PLEASE SEND APPEALS BEFORE 28 MARCH 2012". */
void read_deadline(struct reading *r, struct page *p)
{
    int best = 0;
    for (isize i = 0; i < p->dates.n; i++) {
        const struct page_date *d = &p->dates.at[i];
        int score = deadline_score(p, d);
        if (score <= best)
            continue;
        best = score;
        r->deadline.edtf = str_copy(p->a, d->edtf);
        r->deadline.from = page_from(p, d->from, d->to, "date.deadline", score);
    }
}
