/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/people.h"

#include "base/list.h"

struct read_person *person_of(struct people *s, const struct read_from *from, struct str name,
                              enum read_person_kind kind)
{
    char key[LEXEME_KEY];
    struct str k = str_copy(s->p->tmp, lexeme_key(name, key));
    isize at = (isize)map_get(&s->seen, k, -1);
    if (at >= 0)
        return &s->r->persons.at[at];
    if (s->r->persons.n >= READING_ITEMS_MAX)
        return NULL;
    map_set(&s->seen, k, s->r->persons.n);
    struct read_person *x = LIST_ADD(&s->r->persons, s->p->a);
    *x = (struct read_person){.from = *from, .name = name, .kind = kind, .age = -1};
    x->from.rule = kind == READ_PERSON_OFFICIAL ? "person.recipient"
                   : kind == READ_PERSON_AUTHOR ? "person.author"
                                                : from->rule;
    return x;
}

struct read_person *person_add(struct people *s, isize from, isize to, enum read_person_kind kind,
                               const char *rule, int score)
{
    struct read_from f = page_from(s->p, from, to, rule, score);
    struct read_person *x = person_of(s, &f, name_text(s->p, from, to), kind);
    if (x && x->from.span.start == f.span.start)
        x->from.rule = rule;
    return x;
}

/* Characters that often end the word before a Chinese name. */
static const char before_name[] =
    "者家员員师師人友对對和与與及的为為令迫放括向被把将將让讓给給由是同跟在于於等位名";
/* Characters that often begin the word after one. */
static const char after_name[] = "的和与與及在被于於自是也曾因案等两兩二经經已将將从從先女说說表就"
                                 "都还還又遭到于以对對进進一之为為";

/* Kin and trades that stand right before a name that is said once: 房东崔顺姬. */
static const char *const trades[] = {
    "房东", "房東", "丈夫", "妻子", "儿子", "兒子", "女儿", "女兒", "母亲", "母親",
    "父亲", "父親", "男子", "女子", "村民", "居民", "教师", "教師", "司机", "司機",
    "学生", "學生", "记者", "記者", "难民", "難民", "哥哥", "姐姐", "弟弟", "妹妹",
    "朋友", "律师", "律師", "作家", "诗人", "詩人", "商人", "工人", "妇女", "婦女"};

static bool after_trade(const struct page *p, isize i)
{
    struct str two = i >= 2 ? page_words(p, i - 2, i) : S("");
    for (isize k = 0; k < COUNTOF(trades); k++)
        if (str_eq(two, str_from_c(trades[k])))
            return true;
    return false;
}

static bool is_edge(const struct page *p, isize i, const char *set)
{
    struct str s = str_from_c(set), c = page_words(p, i, i + 1);
    return c.n == 3 && str_find(s, c) >= 0;
}

static bool is_left_edge(const struct page *p, isize i)
{
    const struct lexeme *x = page_lex(p, i), *left = page_lex(p, i - 1);
    return !left || x->space || x->line || left->kind != LEX_HAN || is_edge(p, i - 1, before_name);
}

static bool is_right_edge(const struct page *p, isize i)
{
    const struct lexeme *x = page_lex(p, i);
    return !x || x->space || x->line || x->kind != LEX_HAN || is_edge(p, i, after_name) ||
           page_hit(p, i, TERM_OFFICE) || page_hit(p, i, TERM_HONORIFIC);
}

static bool is_title(const struct page *p, isize i)
{
    return page_hit(p, i, TERM_OFFICE) || page_hit(p, i, TERM_HONORIFIC);
}

static bool titled_cjk(const struct page *p, isize from, isize to)
{
    const struct hit *before = page_hit_before(p, from, TERM_OFFICE);
    return is_title(p, to) || (before && page_is_cjk(p, before->from));
}

/* A known word begins or covers here, so it is no name: 任意, 高级, 江苏. */
static bool is_word(const struct page *p, isize i, isize to)
{
    static const enum term terms[] = {TERM_COUNTRY, TERM_REGION, TERM_CITY, TERM_BODY,  TERM_NORM,
                                      TERM_ORG,     TERM_EVENT,  TERM_ASK,  TERM_OFFICE};
    for (isize k = 0; k < COUNTOF(terms); k++) {
        const struct hit *h = page_hit(p, i, terms[k]);
        if (h && (h->to >= to || h->to - i >= 2))
            return true;
    }
    return false;
}

static bool is_list_sign(const struct page *p, isize i)
{
    struct str c = page_words(p, i, i + 1);
    return str_eq(c, S("、")) || str_eq(c, S("和")) || str_eq(c, S("与")) || str_eq(c, S("與")) ||
           str_eq(c, S("及"));
}

/* Beside another name: 王默和李晓雨. */
static bool paired(const struct page *p, isize i, isize to)
{
    isize end;
    if (is_list_sign(p, to) && name_cjk_at(p, to + 1, &end) && !is_word(p, to + 1, to + 3))
        return true;
    for (isize k = i - 3; is_list_sign(p, i - 1) && k >= i - 4 && k >= 0; k--)
        if (page_hit(p, k, TERM_SURNAME) && !is_word(p, k, i - 1))
            return true;
    return false;
}

/* 於二〇: a preposition and a date, not a name. */
static bool is_date_word(const struct page *p, isize from, isize to)
{
    return is_edge(p, from, "于於") && to > from + 1 &&
           is_edge(p, from + 1, "〇零一二三四五六七八九十");
}

/* How often each string of a family name and two or one characters stands between edges. */
static void count_names(struct people *s, struct map *count, isize length)
{
    struct page *p = s->p;
    for (isize i = 0; i + length <= p->lex.n; i++) {
        isize to = i + length;
        const struct hit *h = page_hit(p, i, TERM_SURNAME);
        if (!h || p->lex.at[i].kind != LEX_HAN || p->lex.at[to - 1].kind != LEX_HAN ||
            is_word(p, i, to) || is_date_word(p, i, to) || !is_left_edge(p, i) ||
            !is_right_edge(p, to) || is_edge(p, to - 1, after_name))
            continue;
        struct str name = page_words(p, i, to);
        map_set(count, name, map_get(count, name, 0) + (titled_cjk(p, i, to) ? 3 : 1));
    }
}

static bool has_other_script(const struct reading *r, struct str name)
{
    enum { FIRST = 50 };
    for (isize i = 0; i < r->persons.n && i < FIRST; i++)
        for (isize k = 0; k < r->persons.at[i].other_script.n; k++)
            if (str_eq(r->persons.at[i].other_script.at[k], name))
                return true;
    return false;
}

static enum read_person_kind kind_cjk(const struct page *p, isize from, isize to)
{
    if (page_is(p, to, TERM_OFFICE, S("2")) || page_is(p, from - 1, TERM_OFFICE, S("2")))
        return READ_PERSON_OFFICIAL;
    isize s = p->sentence_of[from];
    for (isize i = from - 20; i < to + 40; i++)
        if (i >= 0 && i < p->lex.n && p->sentence_of[i] == s && page_hit(p, i, TERM_EVENT))
            return titled_cjk(p, from, to) ? READ_PERSON_OTHER : READ_PERSON_VICTIM;
    return READ_PERSON_OTHER;
}

static void chinese_names(struct people *s, isize length, int64_t least)
{
    struct page *p = s->p;
    struct map count = map_in(p->tmp, 7);
    count_names(s, &count, length);
    for (isize i = 0; i + length <= p->lex.n; i++) {
        isize to = i + length;
        enum zone z = p->lines.at[p->line_of[i]].zone;
        if (z == ZONE_OTHER_HALF || !page_hit(p, i, TERM_SURNAME) || p->lex.at[i].kind != LEX_HAN)
            continue;
        struct str name = page_words(p, i, to);
        bool once = length == 3 && after_trade(p, i);
        if (!once &&
            (least ? map_get(&count, name, 0) < least
                   : !titled_cjk(p, i, to) && !(paired(p, i, to) && map_get(&count, name, 0) > 1)))
            continue;
        if ((!once && !is_left_edge(p, i)) || !is_right_edge(p, to) || is_word(p, i, to) ||
            is_date_word(p, i, to) || has_other_script(s->r, name))
            continue;
        person_add(s, i, to, kind_cjk(p, i, to), "person.han", 650);
        i = to - 1;
    }
}

static bool is_middle_dot(const struct page *p, isize i)
{
    return page_is_mark(p, i, 0xb7) || page_is_mark(p, i, 0x2027) || page_is_mark(p, i, 0x30fb);
}

/* 穆拉特·厄茲坎: foreign names, their parts joined by a dot, to the edges of the words around. */
static void dotted_names(struct people *s)
{
    enum { PART = 6, PARTS = 18 };
    struct page *p = s->p;
    for (isize i = 1; i + 1 < p->lex.n; i++) {
        isize from = i, to = i + 1;
        if (!is_middle_dot(p, i) || p->lines.at[p->line_of[i]].zone == ZONE_OTHER_HALF)
            continue;
        while (from > 0 && i - from < PART && p->lex.at[from - 1].kind == LEX_HAN &&
               !is_edge(p, from - 1, before_name) && !p->lex.at[from].space &&
               !p->lex.at[from].line)
            from--;
        while (to < p->lex.n && to - i <= PARTS && !p->lex.at[to].space && !p->lex.at[to].line &&
               (p->lex.at[to].kind == LEX_HAN || is_middle_dot(p, to)) &&
               !(to > i + 1 && is_edge(p, to, after_name)))
            to++;
        if (i - from >= 2 && to - i >= 3 && !page_hit_in(p, from, to, TERM_ORGWORD) &&
            !page_hit_in(p, from, to, TERM_NORM))
            person_add(s, from, to, kind_cjk(p, from, to), "person.han", 600);
        i = to;
    }
}

/* 외교부, 검찰청, 위원회: the last syllable of an agency, not of a person. */
static bool ends_office(const struct page *p, isize to)
{
    static const char offices[] = "부국청원회처성당단군시도인관장의는은를에과와한된던할진등들";
    return str_find(str_from_c(offices), page_words(p, to - 1, to)) >= 0;
}

/* "박선영 물망초 이사장": a title after one word, the organisation. */
static const struct hit *title_after_word(const struct page *p, isize to)
{
    enum { WORD = 10 };
    isize i = to;
    if (!page_lex(p, i) || !p->lex.at[i].space)
        return NULL;
    for (i++; i < p->lex.n && i < to + WORD && p->lex.at[i].kind == LEX_HANGUL; i++)
        if (p->lex.at[i].line || p->lex.at[i].space)
            return p->lex.at[i].line || page_hit_in(p, to, i, TERM_ORGWORD)
                       ? NULL /* "나루터 인권센터 활동가": an organisation of two words */
                       : page_hit(p, i, TERM_OFFICE);
    return NULL;
}

/* "김명숙(가명) 씨", "정은희(41) 씨": the lexeme after a short bracket that touches lexeme i, or i.
 */
static isize after_bracket(const struct page *p, isize i)
{
    enum { INSIDE = 5 };
    if (!page_is_mark(p, i, '(') || p->lex.at[i].space)
        return i;
    for (isize k = i + 1; k <= i + 1 + INSIDE; k++)
        if (page_is_mark(p, k, ')'))
            return k + 1;
    return i;
}

/* "활동가 차은설 (02-000-1111)": a role, the name, and the end of what is said. */
static bool after_role(const struct page *p, isize from, isize to)
{
    const struct hit *role = page_hit_before(p, from, TERM_OFFICE);
    const struct lexeme *next = page_lex(p, to);
    return role && p->lex.at[role->from].kind == LEX_HANGUL && p->lex.at[from].space &&
           !p->lex.at[from].line && (!next || next->line || next->kind == LEX_MARK);
}

static bool has_any(struct str s, const char *const *at, isize n)
{
    for (isize i = 0; i < n; i++)
        if (str_find(s, str_from_c(at[i])) >= 0)
            return true;
    return false;
}

/* Said of its subject: "잡혔다", "체포당했다", "끌려갔다"; not "잡혔다고", "북송된 아들". */
static bool is_undergone(struct str verb)
{
    static const char *const passive[] = {"됐",   "되었", "되어", "되고",  "돼",   "당했",  "당하",
                                          "혔",   "렸",   "려갔", "려 갔", "혀갔", "혀 갔", "겨졌",
                                          "내졌", "들려", "끌려", "잡혀",  "갇혀"};
    return has_any(verb, passive, COUNTOF(passive));
}

/* What a verb says that somebody else tells: "북송됐다고 말했다". */
static bool is_quoted(struct str verb)
{
    static const char *const quoted[] = {"다고", "다는", "다며", "다면"};
    return has_any(verb, quoted, COUNTOF(quoted));
}

static bool is_harm(const struct hit *h)
{
    static const char *const harm[] = {"arrest",    "detention", "repatriation", "threat_of_return",
                                       "execution", "torture",   "disappearance"};
    return h && has_any(h->value, harm, COUNTOF(harm));
}

/* "체포된 김순옥 씨", "붙잡힌 김순옥 씨": the word before the name. */
static bool has_suffered(const struct page *p, isize from)
{
    static const char *const ends[] = {"된", "당한", "힌", "린", "려간", "혀간", "진"};
    enum { WORD = 8 };
    isize i = from - 1;
    bool ended = false;
    if (from <= 0 || !p->lex.at[from].space || p->sentence_of[i] != p->sentence_of[from])
        return false;
    while (i > 0 && from - i < WORD && !p->lex.at[i].space && !p->lex.at[i].line)
        i--;
    struct str word = page_words(p, i, from);
    for (isize k = 0; k < COUNTOF(ends); k++)
        ended |= str_ends(str_trim(word), str_from_c(ends[k]));
    return ended && is_harm(page_hit(p, i, TERM_EVENT));
}

/* "김순옥 씨가 지난 9일 연길에서 잡혔다", "김순옥 씨를 체포했다": the one to whom it was done. 'to'
 * is the lexeme after name and title. */
static bool suffers(const struct page *p, isize to)
{
    static const char *const other_subject[] = {"가 ", "이 "};
    enum { VERB = 8 };
    isize s = to < p->lex.n ? p->sentence_of[to] : -1;
    struct str particle = page_words(p, to, to + 1);
    bool object = str_eq(particle, S("를")) || str_eq(particle, S("을"));
    bool topic = str_eq(particle, S("는")) || str_eq(particle, S("은")) ||
                 str_eq(particle, S("도")) || str_eq(particle, S("등"));
    bool subject = topic || str_eq(particle, S("가")) || str_eq(particle, S("이"));
    for (isize i = to + 1; s >= 0 && (object || subject) && i < p->sentences.at[s].to; i++) {
        const struct hit *h = page_hit(p, i, TERM_EVENT);
        if (!is_harm(h))
            continue;
        isize end = h->to;
        while (end < p->sentences.at[s].to && end < i + VERB && !p->lex.at[end].space)
            end++;
        struct str between = page_words(p, to + 1, i), verb = page_words(p, i, end);
        bool told =
            topic && (is_quoted(verb) || (has_any(between, other_subject, COUNTOF(other_subject)) &&
                                          !str_eq(particle, S("등"))));
        return object || (is_undergone(verb) && !told);
    }
    return false;
}

/* Three syllables at i that may be a name; *to: what follows it. */
static bool three_syllables(const struct page *p, isize i, isize *to)
{
    const struct lexeme *x = &p->lex.at[i];
    if (x->kind != LEX_HANGUL || !(x->space || x->line || i == 0 || !page_is_cjk(p, i - 1)))
        return false;
    *to = after_bracket(p, i + 3);
    const struct lexeme *next = page_lex(p, *to);
    bool whole = x[1].kind == LEX_HANGUL && x[2].kind == LEX_HANGUL && !x[1].space && !x[2].space;
    return whole && next && !next->line && !is_word(p, i, i + 3);
}

/* By what follows: a title or an honorific; wherever the text says that he suffered. */
static void korean_name(struct people *s, isize i, isize to)
{
    struct page *p = s->p;
    const struct hit *honor = page_hit(p, to, TERM_HONORIFIC),
                     *title = page_hit(p, to, TERM_OFFICE);
    bool apart = p->lex.at[to].space, family = page_hit(p, i, TERM_SURNAME) != NULL;
    if (!title && !ends_office(p, to))
        title = title_after_word(p, to);
    bool official = title && str_eq(title->value, S("2"));
    bool office = official && apart && !ends_office(p, to);
    if (family ? !(title && apart) && !honor : !office)
        return;
    struct read_person *one = person_add(
        s, i, i + 3, official ? READ_PERSON_OFFICIAL : READ_PERSON_OTHER, "person.hangul", 700);
    if (one && one->kind == READ_PERSON_OTHER && !official && honor &&
        (suffers(p, honor->to) || has_suffered(p, i)))
        one->kind = READ_PERSON_VICTIM;
}

/* "이용수 할머니", "김복동 씨": three syllables before a title. */
static void korean_names(struct people *s)
{
    struct page *p = s->p;
    for (isize i = 0, to; i + 3 < p->lex.n; i++) {
        if (!three_syllables(p, i, &to))
            continue;
        if (page_hit(p, i, TERM_SURNAME) && after_role(p, i, i + 3))
            person_add(s, i, i + 3, READ_PERSON_OTHER, "person.hangul", 650);
        else
            korean_name(s, i, to);
    }
}

void people_cjk(struct people *s)
{
    if (str_starts(s->p->language, S("zh"))) {
        chinese_names(s, 3, 2);
        chinese_names(s, 2, 0);
        dotted_names(s);
    }
    if (str_find(s->p->language, S("ko")) >= 0)
        korean_names(s);
}
