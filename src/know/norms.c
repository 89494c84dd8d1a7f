/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Norms that are versions of one line of law: by the tables that come with the program, or, for
 * agreements of two states that the tables do not know, by their states and the words of their
 * names. Two names of one version are no versions of each other.
 */
#include <stdlib.h>

#include "base/list.h"
#include "know/alike.h"
#include "know/rivals.h"
#include "record/ids.h"
#include "record/law.h"

enum { LINE_MAX = 200, NAME_MAX = 400 };

struct norm {
    const struct fact *name;
    struct str line, version, bag; /* version: a code, or a year in the name */
};
struct norm_list {
    struct norm *at;
    isize n, cap;
};

static int by_line(const void *x, const void *y)
{
    const struct norm *a = x, *b = y;
    int c = str_cmp(a->line, b->line);
    c = c ? c : str_cmp(a->version, b->version);
    return c ? c : fact_order(a->name, b->name);
}

/* A name as a paper writes it goes on after the name: the longest beginning that the tables know.
 */
static struct law_named known(const struct law *law, struct str name)
{
    struct law_named found = law_find(law, name);
    static const char *const ends[] = {" (", ", ", " of ", " between ", " signed "};
    for (isize i = 0; i < COUNTOF(ends) && !found.instrument; i++) {
        isize at = str_find(name, str_from_c(ends[i]));
        if (at > 0)
            found = law_find(law, str_part(name, 0, at));
    }
    return found;
}

static struct str year_in(struct str s)
{
    for (isize i = 0; i + 4 <= s.n; i++) {
        isize k = i;
        while (k < s.n && s.p[k] >= '0' && s.p[k] <= '9')
            k++;
        if (k - i == 4 && (s.p[i] == '1' || s.p[i] == '2'))
            return str_part(s, i, k);
        i = k > i ? k - 1 : i;
    }
    return (struct str){0};
}

/* "bilateral:PRK-CHN:..." and "bilateral:CHN-PRK:...": the same two states. Empty: no such code. */
static struct str states_of(struct str code, struct arena *a)
{
    struct str kind, rest, states, slug, one, two;
    if (!str_cut(code, ':', &kind, &rest) || !str_eq(kind, S("bilateral")) ||
        !str_cut(rest, ':', &states, &slug) || !str_cut(states, '-', &one, &two))
        return (struct str){0};
    bool turned = str_cmp(one, two) > 0;
    return str_format(a, "bilateral:%.*s-%.*s", FS(turned ? two : one), FS(turned ? one : two));
}

static void norm_add(struct norm_list *out, const struct law *law, const struct fact *name,
                     struct str code, struct arena *a)
{
    struct str text = str_part(name->s.value.text, 0, NAME_MAX);
    const struct law_instrument *i = law_instrument(law, code);
    i = i ? i : known(law, text).instrument;
    struct norm n = {.name = name};
    if (i) {
        n.line = i->line;
        n.version = i->id;
    } else {
        n.line = states_of(code, a);
        n.version = year_in(text);
        n.bag = alike_bag(text, a);
    }
    if (n.line.n)
        *LIST_ADD(out, a) = n;
}

/* The code of each record that has one. */
static struct str code_of(const struct told *codes, const struct map *rows, int64_t row)
{
    int64_t at = map_get(rows, (struct str){(const char *)&row, sizeof row}, -1);
    return at < 0 ? (struct str){0} : codes->at[at].s.value.text;
}

/* "Mutual Cooperation Protocol ...: 1955, 1964, 1986, 1998": the versions that there are. */
static struct str line_about(const struct law *law, struct str line, enum language lang,
                             struct arena *a)
{
    struct buf b = buf_in(a, 1 << 12);
    struct str name = {0};
    for (isize i = 0; i < law->instruments.n; i++) {
        const struct law_instrument *x = &law->instruments.at[i];
        if (!str_eq(x->line, line))
            continue;
        name = lang == LANG_KO ? x->name_ko : lang == LANG_EN ? x->name : x->name_zh;
        name = name.n ? name : x->name;
        if (b.n)
            buf_add(&b, S(", "));
        buf_add(&b, str_part(x->adopted.text, 0, 4));
    }
    return name.n ? str_format(a, "%.*s: %.*s", FS(name), FS(buf_str(&b))) : name;
}

/* Those of a line that the tables know: one name of each version first. */
static bool give(struct alike_walk *w, struct str about, const struct norm *const *at, isize n,
                 struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct fact *facts = NEWN(a, struct fact, n + 1);
    struct alike_group g = {.at = facts,
                            .about = about,
                            .ground = GROUND_ALIKE,
                            .told = true,
                            .relation = RELATION_VERSIONS};
    for (isize i = 0; i < n; i++)
        if (i == 0 || !str_eq(at[i]->version, at[i - 1]->version))
            facts[g.n++] = *at[i]->name;
    return alike_give(w, &g, err);
}

/* Agreements that the tables do not know stand beside those that are alike by name. */
static bool give_line(struct alike_walk *w, const struct law *law, const struct norm *at, isize n,
                      struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    bool *done = NEWN(a, bool, n + 1);
    isize all = n < LINE_MAX ? n : LINE_MAX;
    w->cut |= all < n;
    for (isize i = 0; i < all; i++) {
        const struct norm **group = NEWN(a, const struct norm *, all);
        isize m = 0;
        for (isize k = i; k < all && !done[i]; k++)
            if (k == i || !at[i].bag.n || (!done[k] && alike_bags(at[i].bag, at[k].bag)))
                group[m++] = &at[k];
        for (isize k = 0; k < m; k++)
            done[group[k] - at] = true;
        if (m > 1 && !give(w, line_about(law, at[i].line, w->r->lang, a), group, m, err))
            return false;
    }
    return true;
}

bool alike_norms(struct alike_walk *w, struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    const struct law *law = law_builtin(a);
    struct told names = {0}, codes = {0};
    struct norm_list l = {0};
    struct map rows = map_in(a, 6);
    if (!told_all(&names, w->r, TYPE_NORM, P_NAME, a, err) ||
        !told_all(&codes, w->r, TYPE_NORM, P_CODE, a, err))
        return false;
    w->cut |= names.cut || codes.cut;
    for (isize i = 0; i < codes.n; i++)
        map_set(&rows, (struct str){(const char *)&codes.at[i].record, sizeof(int64_t)}, i);
    for (isize i = 0; i < names.n; i++)
        norm_add(&l, law, &names.at[i], code_of(&codes, &rows, names.at[i].record), a);
    if (l.n)
        qsort(l.at, (size_t)l.n, sizeof *l.at, by_line);
    for (isize from = 0; from < l.n && !w->stop;) {
        isize to = from + 1;
        while (to < l.n && str_eq(l.at[to].line, l.at[from].line))
            to++;
        if (to - from > 1 && !give_line(w, law, l.at + from, to - from, err))
            return false;
        from = to;
    }
    return true;
}
