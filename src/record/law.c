/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/law.h"

#include "lang/normal.h"

extern const struct embedded embed_law[];

const struct embedded *law_files(void)
{
    return embed_law;
}

const struct law *law_builtin(struct arena *a)
{
    struct law *l = NEW(a, struct law);
    struct err err = {0};
    bool ok = law_parse(l, embed_law, a, &err);
    ASSERT(ok); /* data of the program: tests/unit/record parses it */
    return l;
}

const struct law_instrument *law_instrument(const struct law *l, struct str id)
{
    int64_t i = map_get(&l->ids, id, -1);
    return i < 0 ? NULL : &l->instruments.at[i];
}

const struct law_mechanism *law_mechanism(const struct law *l, struct str id)
{
    int64_t i = map_get(&l->mechanism_ids, id, -1);
    return i < 0 ? NULL : &l->mechanisms.at[i];
}

const struct law_clock *law_clock(const struct law *l, struct str id)
{
    for (isize i = 0; i < l->clocks.n; i++)
        if (str_eq(l->clocks.at[i].id, id))
            return &l->clocks.at[i];
    return NULL;
}

const struct law_article *law_article(const struct law *l, const struct law_instrument *i,
                                      struct str article)
{
    isize at = i - l->instruments.at;
    for (isize k = 0; k < l->articles.n; k++)
        if (l->articles.at[k].instrument == at && str_eq(l->articles.at[k].article, article))
            return &l->articles.at[k];
    return NULL;
}

const struct law_act *law_act(const struct law *l, const struct law_instrument *i, struct str state)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str key = str_format(tmp.arena, "%.*s %.*s", FS(state), FS(i->id));
    int64_t at = map_get(&l->acts_by_key, key, -1);
    return at < 0 ? NULL : &l->acts.at[at];
}

/* First and last day of an EDTF text; false if there is none. */
static bool days_of(struct edtf_range *out, struct str text)
{
    struct edtf e;
    struct err bad = {0};
    if (!text.n || !edtf_parse(&e, text, &bad))
        return false;
    *out = edtf_range(&e);
    return true;
}

const struct law_instrument *law_version(const struct law *l, struct str line, int64_t day)
{
    const struct law_instrument *found = NULL;
    for (isize i = 0; i < l->instruments.n; i++) {
        const struct law_instrument *x = &l->instruments.at[i];
        struct edtf_range from, ended, adopted;
        if (!str_eq(x->line, line) || !days_of(&from, x->in_force.text) || from.lo > day)
            continue;
        if (days_of(&adopted, x->adopted.text) && adopted.lo > day)
            continue; /* where only the year in force is known */
        /* Versions stand in their order, so the last that had begun is the one in force. */
        found = days_of(&ended, x->ended.text) && ended.hi < day ? NULL : x;
    }
    return found;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Four digits that stand alone at 'at'. */
static int year_at(struct str s, isize at)
{
    if (at < 0 || at + 4 > s.n || (at > 0 && is_digit(s.p[at - 1])) ||
        (at + 4 < s.n && is_digit(s.p[at + 4])))
        return 0;
    int y = 0;
    for (isize i = at; i < at + 4; i++) {
        if (!is_digit(s.p[i]))
            return 0;
        y = y * 10 + (s.p[i] - '0');
    }
    return y;
}

/* Take a year off the front ("1987 ...", "1951年...") or the end ("... of 1984", "... (1984)"). */
static struct str year_off(struct str s, int *year)
{
    static const char *const after[] = {"년 ", "년", "年", " "};
    static const char *const before[] = {" of ", " (", "(", ", ", " "};
    *year = year_at(s, 0);
    if (*year) {
        s = str_part(s, 4, s.n);
        for (isize i = 0; i < COUNTOF(after); i++)
            if (str_starts(s, str_from_c(after[i])))
                return str_trim(str_part(s, str_from_c(after[i]).n, s.n));
        return s;
    }
    struct str rest = str_ends(s, S(")")) ? str_part(s, 0, s.n - 1) : s;
    *year = year_at(rest, rest.n - 4);
    if (!*year)
        return s;
    rest = str_part(rest, 0, rest.n - 4);
    for (isize i = 0; i < COUNTOF(before); i++)
        if (str_ends(rest, str_from_c(before[i])))
            return str_trim(str_part(rest, 0, rest.n - str_from_c(before[i]).n));
    return rest;
}

static bool value_has_year(struct law_value v, int year)
{
    struct edtf_range r;
    return days_of(&r, v.text) && r.lo <= day_from_ymd(year, 12, 31) &&
           r.hi >= day_from_ymd(year, 1, 1);
}

/* The version of the same line that was made in that year; else the instrument itself. */
static const struct law_instrument *of_year(const struct law *l, const struct law_instrument *i,
                                            int year)
{
    if (!i->line.n || value_has_year(i->adopted, year))
        return i;
    for (isize k = 0; k < l->instruments.n; k++)
        if (str_eq(l->instruments.at[k].line, i->line) &&
            value_has_year(l->instruments.at[k].adopted, year))
            return &l->instruments.at[k];
    return i;
}

struct law_named law_find(const struct law *l, struct str name)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str key = text_fold(name, tmp.arena);
    if (str_starts(key, S("the ")))
        key = str_part(key, 4, key.n);
    int year;
    struct str bare = year_off(key, &year);
    /* The whole name first: "1967 protocol" is a name, "protocol" is none. */
    int64_t at = map_get(&l->aliases, key, -1);
    if (at < 0 && year)
        at = map_get(&l->aliases, bare, -1);
    if (at < 0)
        return (struct law_named){0};
    struct law_named r = {.instrument = &l->instruments.at[at], .year = year};
    if (!year)
        return r;
    r.instrument = of_year(l, r.instrument, year);
    r.year_is = value_has_year(r.instrument->adopted, year)    ? LAW_YEAR_ADOPTED
                : value_has_year(r.instrument->in_force, year) ? LAW_YEAR_IN_FORCE
                                                               : LAW_YEAR_WRONG;
    return r;
}

struct str law_check_say(enum law_check c)
{
    switch (c) {
    case LAW_VERIFIED: return S("");
    case LAW_MONTH_VERIFIED: return S("month verified");
    case LAW_YEAR_VERIFIED: return S("year verified");
    case LAW_UNVERIFIED: return S("unverified");
    }
    UNREACHABLE();
}
