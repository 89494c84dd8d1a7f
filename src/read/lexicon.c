/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/lexicon.h"

#include "read/reading.h"

#include "base/embed.h"
#include "base/list.h"

#include <string.h>

extern const struct embedded embed_read[];

const struct embedded *reading_tables(void)
{
    return embed_read;
}

struct edge {
    int node, word, to;
};

static const char *const term_names[TERM__COUNT] = {
    "norm",      "body",     "country",  "demonym", "region",  "city",  "org",     "office",
    "honorific", "closing",  "label",    "ask",     "event",   "hedge", "irreal",  "people",
    "unit",      "measure",  "facility", "admin",   "orgword", "given", "surname", "abbreviation",
    "common",    "particle", "law",      "word",    "protect", "part"};

static uint64_t edge_hash(int node, int word)
{
    uint64_t h = (uint64_t)(uint32_t)node << 32 | (uint32_t)word;
    h *= 0x9e3779b97f4a7c15u; /* Fibonacci hashing (Knuth, TAOCP 3, 6.4) */
    return h ^ h >> 29;
}

static struct edge *edge_slot(const struct lexicon *x, int node, int word)
{
    isize i = (isize)(edge_hash(node, word) & (uint64_t)(x->edge_cap - 1));
    while (x->edges[i].to && (x->edges[i].node != node || x->edges[i].word != word))
        i = (i + 1) & (x->edge_cap - 1);
    return &x->edges[i];
}

static void edges_grow(struct lexicon *x)
{
    struct edge *old = x->edges;
    isize n = x->edge_cap;
    x->edge_cap = n ? n * 2 : 1 << 16;
    x->edges = NEWN(x->a, struct edge, x->edge_cap);
    for (isize i = 0; i < n; i++)
        if (old[i].to)
            *edge_slot(x, old[i].node, old[i].word) = old[i];
}

int lexicon_step(const struct lexicon *x, int node, int word)
{
    return word ? edge_slot(x, node, word)->to : 0;
}

static void nodes_grow(struct lexicon *x)
{
    isize cap = x->node_cap ? x->node_cap * 2 : 1 << 14;
    int *more = NEWN(x->a, int, cap);
    if (x->node_cap)
        memcpy(more, x->meaning_of, sizeof *more * (size_t)x->nodes);
    x->meaning_of = more;
    x->node_cap = cap;
}

static int step_make(struct lexicon *x, int node, int word)
{
    if (2 * x->edge_n >= x->edge_cap)
        edges_grow(x);
    struct edge *e = edge_slot(x, node, word);
    if (!e->to) {
        if (x->nodes >= x->node_cap)
            nodes_grow(x);
        *e = (struct edge){node, word, x->nodes++};
        x->edge_n++;
    }
    return e->to;
}

int lexicon_word(const struct lexicon *x, struct str text, const struct lexeme *l)
{
    char key[LEXEME_KEY];
    if (l->kind == LEX_DIGITS && l->value < 0)
        return 0;
    return (int)map_get(&x->words, lexeme_key(str_part(text, l->start, l->end), key), 0);
}

static int word_make(struct lexicon *x, struct str form, const struct lexeme *l)
{
    char key[LEXEME_KEY];
    struct str k = lexeme_key(str_part(form, l->start, l->end), key);
    int64_t id = map_get(&x->words, k, 0);
    if (!id) {
        id = x->words.n + 1;
        map_set(&x->words, str_copy(x->a, k), id);
    }
    return (int)id;
}

static void form_add(struct lexicon *x, enum term term, struct str form, struct str value,
                     struct lexeme_list *pieces)
{
    int node = 0;
    pieces->n = 0;
    lexemes_of(pieces, form, x->a);
    for (isize i = 0; i < pieces->n; i++)
        node = step_make(x, node, word_make(x, form, &pieces->at[i]));
    ASSERT(node); /* the tables are part of the program */
    *LIST_ADD(x, x->a) = (struct meaning){term, value, x->meaning_of[node]};
    x->meaning_of[node] = (int)x->n;
}

static enum term term_of(struct str name)
{
    for (int t = 0; t < TERM__COUNT; t++)
        if (str_eq(name, str_from_c(term_names[t])))
            return (enum term)t;
    UNREACHABLE();
}

static void table_load(struct lexicon *x, struct str table, struct lexeme_list *pieces)
{
    struct str line, name = {0}, last = {0};
    enum term term = TERM_WORD;
    while (str_line(&table, &line)) {
        struct str rest, lang, forms, form, value;
        if (line.n == 0 || line.p[0] == '#' || !str_cut(line, '\t', &name, &rest) ||
            !str_cut(rest, '\t', &lang, &rest) || !str_cut(rest, '\t', &forms, &value))
            continue;
        if (!str_eq(name, last))
            term = term_of(name);
        last = name;
        while (forms.n > 0) {
            str_cut(forms, '|', &form, &forms);
            form_add(x, term, form, value, pieces);
        }
    }
}

void lexicon_load(struct lexicon *x, struct arena *a)
{
    struct lexeme_list pieces = {0};
    *x = (struct lexicon){.a = a, .words = map_in(a, 0x776f726473), .nodes = 1};
    nodes_grow(x);
    edges_grow(x);
    for (const struct embedded *e = embed_read; e->name.n; e++)
        table_load(x, e->bytes, &pieces);
}
