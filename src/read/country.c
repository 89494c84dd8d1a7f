/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/country.h"

#include "read/lexicon.h"

enum { TEXT_MAX = 4096, CODE_N = 3 };

static bool is_code(struct str s)
{
    for (isize i = 0; i < s.n; i++)
        if (s.p[i] < 'A' || s.p[i] > 'Z')
            return false;
    return s.n == CODE_N;
}

/* The country that a node of the trie means, or empty. */
static struct str meaning_of(const struct lexicon *x, int node)
{
    for (int i = x->meaning_of[node]; i; i = x->at[i - 1].next)
        if (x->at[i - 1].term == TERM_COUNTRY || x->at[i - 1].term == TERM_DEMONYM)
            return x->at[i - 1].value;
    return (struct str){0};
}

/* The longest name that begins at lexeme i; *to is after it. */
static struct str name_at(const struct lexicon *x, struct str text, const struct lexeme_list *l,
                          isize i, isize *to)
{
    struct str found = {0};
    int node = 0;
    for (isize k = i; k < l->n; k++) {
        int word = lexicon_word(x, text, &l->at[k]);
        node = word ? lexicon_step(x, node, word) : 0;
        if (!node)
            break;
        struct str here = meaning_of(x, node);
        if (here.n) {
            found = here;
            *to = k + 1;
        }
    }
    return found;
}

struct str country_in(struct str text, struct arena *a)
{
    AUTO(arena_free) struct arena *own = arena_new(ARENA_LARGE);
    struct lexicon x;
    struct lexeme_list l = {0};
    struct str found = {0};
    text = str_trim(str_part(text, 0, TEXT_MAX));
    if (is_code(text))
        return str_copy(a, text);
    lexicon_load(&x, own);
    lexemes_of(&l, text, own);
    for (isize i = 0, to; i < l.n; i = to) {
        to = i + 1;
        struct str name = name_at(&x, text, &l, i, &to);
        found = name.n ? name : found;
    }
    return str_copy(a, found);
}

struct country_finder {
    struct lexicon x;
};

struct country_finder *country_finder_new(struct arena *a)
{
    struct country_finder *f = NEW(a, struct country_finder);
    lexicon_load(&f->x, a);
    return f;
}

isize countries_in(struct str *out, isize max, const struct country_finder *f, struct str text,
                   struct arena *a)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct lexeme_list l = {0};
    isize n = 0;
    text = str_part(text, 0, TEXT_MAX);
    lexemes_of(&l, text, tmp.arena);
    for (isize i = 0, to; i < l.n && n < max; i = to) {
        to = i + 1;
        struct str name = name_at(&f->x, text, &l, i, &to);
        isize at = 0;
        while (at < n && str_cmp(out[at], name) < 0)
            at++;
        if (!name.n || (at < n && str_eq(out[at], name)))
            continue;
        for (isize k = n++; k > at; k--)
            out[k] = out[k - 1];
        out[at] = name;
    }
    return n;
}
