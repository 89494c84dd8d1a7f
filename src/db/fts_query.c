/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/list.h"
#include "base/map.h"
#include "base/utf8.h"
#include "db/fts.h"
#include "lang/normal.h"
#include "lang/token.h"

enum { SYLLABLES_MAX = 6, SPANS_TEXT_MAX = 4 << 20 };

/* ---- what a person typed */

/* Han, kana or Hangul, one character: as the last token it stands for any pair it begins. */
static bool is_lone(struct str token)
{
    isize i = 0, at = 0;
    struct word w;
    utf8_next(token, &i);
    return i == token.n && word_next(&w, token, &at) &&
           (w.kind == WORD_HAN || w.kind == WORD_HANGUL || w.kind == WORD_KANA);
}

/* False if there is no token in it. */
static bool phrase_of(struct fts_phrase *out, struct str text, struct arena *a)
{
    struct fts_phrase p = {.prefix = str_ends(text, S("*"))};
    p.text = str_copy(a, p.prefix ? str_part(text, 0, text.n - 1) : text);
    struct token_reader r = token_reader_of(p.text);
    struct token t;
    while (token_next(&r, &t)) {
        if (!t.colocated)
            str_list_add(&p.tokens, str_copy(a, t.text), a);
    }
    if (p.tokens.n == 0)
        return false;
    p.prefix |= is_lone(p.tokens.at[p.tokens.n - 1]);
    *out = p;
    return true;
}

static bool group_add(struct fts_group *g, struct str text, struct arena *a, struct err *err)
{
    struct fts_phrase p;
    if (!phrase_of(&p, text, a))
        return true;
    if (g->n == FTS_PHRASES_MAX)
        return err_set(err, E_LIMIT, "more than %d other names", FTS_PHRASES_MAX);
    *LIST_ADD(g, a) = p;
    return true;
}

static isize hangul_syllables(struct str s)
{
    enum { FIRST = 0xac00, LAST = 0xd7a3 };
    isize n = 0, i = 0;
    while (i < s.n) {
        int32_t cp = utf8_next(s, &i);
        if (cp < FIRST || cp > LAST)
            return 0;
        n++;
    }
    return n;
}

/* A compound that others write apart: every place where one space could stand. */
static bool add_spacings(struct fts_group *g, struct str word, struct arena *a, struct err *err)
{
    enum { SYLLABLE = 3 }; /* bytes */
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct str folded = text_fold(word, tmp.arena);
    isize n = hangul_syllables(folded);
    if (n < 2 || n > SYLLABLES_MAX)
        return true;
    for (isize i = 1; i < n; i++) {
        struct str apart = str_format(tmp.arena, "%.*s %.*s", FS(str_part(folded, 0, i * SYLLABLE)),
                                      FS(str_part(folded, i * SYLLABLE, folded.n)));
        if (!group_add(g, apart, a, err))
            return false;
    }
    return true;
}

static bool query_add(struct fts_query *q, struct str text, bool quoted, struct arena *a,
                      struct err *err)
{
    struct fts_group g = {0};
    if (!group_add(&g, text, a, err))
        return false;
    if (g.n == 0) /* marks alone: nothing to look for */
        return true;
    if (q->n == FTS_GROUPS_MAX)
        return err_set(err, E_LIMIT, "more than %d words", FTS_GROUPS_MAX);
    if (!quoted && !add_spacings(&g, text, a, err))
        return false;
    *LIST_ADD(q, a) = g;
    return true;
}

/* The straight mark and the curved ones that word processors make of it. */
static isize quote_at(struct str s)
{
    static const struct str marks[] = {{"\"", 1}, {"\xe2\x80\x9c", 3}, {"\xe2\x80\x9d", 3}};
    for (isize i = 0; i < COUNTOF(marks); i++) {
        if (str_starts(s, marks[i]))
            return marks[i].n;
    }
    return 0;
}

/* U+3000 is the space of Chinese and Korean keyboards. */
static isize space_at(struct str s)
{
    if (str_starts(s, S("\xe3\x80\x80")))
        return 3;
    return s.n && (unsigned char)s.p[0] <= ' ';
}

/* Cut the next piece off *rest: to the next mark or space, or inside marks to the closing one. */
static struct str next_piece(struct str *rest, bool *quoted)
{
    isize skip = space_at(*rest);
    while (skip) {
        *rest = str_part(*rest, skip, rest->n);
        skip = space_at(*rest);
    }
    isize mark = quote_at(*rest), i = mark;
    *quoted = mark > 0;
    while (i < rest->n) {
        struct str here = str_part(*rest, i, rest->n);
        if (quote_at(here) || (!mark && space_at(here)))
            break;
        i++;
    }
    struct str piece = str_part(*rest, mark, i);
    *rest = str_part(*rest, i + (mark ? quote_at(str_part(*rest, i, rest->n)) : 0), rest->n);
    return piece;
}

bool fts_query_parse(struct fts_query *out, struct str typed, struct arena *a, struct err *err)
{
    if (typed.n > FTS_QUERY_MAX)
        return err_set(err, E_LIMIT, "a query of %td bytes; at most %d", typed.n, FTS_QUERY_MAX);
    struct fts_query q = {0};
    while (typed.n) {
        bool quoted = false;
        struct str piece = next_piece(&typed, &quoted);
        if (!query_add(&q, piece, quoted, a, err))
            return false;
    }
    if (q.n == 0)
        return err_set(err, E_INVALID, "there is no word to look for");
    *out = q;
    return true;
}

bool fts_query_also(struct fts_query *q, isize i, struct str text, struct arena *a, struct err *err)
{
    ASSERT(i >= 0 && i < q->n);
    if (text.n > FTS_QUERY_MAX)
        return err_set(err, E_LIMIT, "a name of %td bytes", text.n);
    return group_add(&q->at[i], text, a, err);
}

/* ---- where it stands in a text */

/* The distinct tokens of a query, numbered; those that may be beginnings are also listed. */
struct wanted {
    struct map ids;
    struct str_list begins;
    isize n;
};

struct place { /* a token of the text that the query wants */
    isize at;  /* which position of the text */
    bool begins;
    isize id; /* in ids, or in begins */
    isize start, end;
};
struct place_list {
    struct place *at;
    isize n, cap;
};

static isize begins_id(const struct wanted *w, struct str token)
{
    for (isize i = 0; i < w->begins.n; i++) {
        if (str_eq(w->begins.at[i], token))
            return i;
    }
    return -1;
}

static void want_phrase(struct wanted *w, const struct fts_phrase *p, struct arena *a)
{
    for (isize i = 0; i < p->tokens.n; i++) {
        struct str token = p->tokens.at[i];
        if (p->prefix && i == p->tokens.n - 1) {
            if (begins_id(w, token) < 0)
                str_list_add(&w->begins, token, a);
        } else if (map_get(&w->ids, token, -1) < 0) {
            map_set(&w->ids, token, w->n++);
        }
    }
}

static struct wanted wanted_of(const struct fts_query *q, struct arena *a)
{
    struct wanted w = {.ids = map_in(a, 1)};
    for (isize i = 0; i < q->n; i++) {
        for (isize j = 0; j < q->at[i].n; j++)
            want_phrase(&w, &q->at[i].at[j], a);
    }
    return w;
}

static struct place_list places_of(const struct wanted *w, struct str text, struct arena *a)
{
    struct place_list l = {0};
    struct token_reader r = token_reader_of(text);
    struct token t;
    isize at = -1;
    while (token_next(&r, &t)) {
        at += !t.colocated;
        struct place here = {.at = at, .start = t.start, .end = t.end};
        here.id = (isize)map_get(&w->ids, t.text, -1);
        if (here.id >= 0)
            *LIST_ADD(&l, a) = here;
        here.begins = true;
        for (here.id = 0; here.id < w->begins.n; here.id++) {
            if (str_starts(t.text, w->begins.at[here.id]))
                *LIST_ADD(&l, a) = here;
        }
    }
    return l;
}

/* Does token number i of the phrase stand at position 'at'? Places are in order; look from *from.
 */
static const struct place *place_find(const struct place_list *l, isize from, isize at,
                                      const struct place *want)
{
    for (isize i = from; i < l->n && l->at[i].at <= at; i++) {
        const struct place *p = &l->at[i];
        if (p->at == at && p->begins == want->begins && p->id == want->id)
            return p;
    }
    return NULL;
}

static struct place wanted_place(const struct wanted *w, const struct fts_phrase *p, isize i)
{
    bool begins = p->prefix && i == p->tokens.n - 1;
    struct str token = p->tokens.at[i];
    return (struct place){.begins = begins,
                          .id = begins ? begins_id(w, token) : (isize)map_get(&w->ids, token, -1)};
}

static void find_phrase(struct fts_span_list *out, const struct wanted *w,
                        const struct place_list *l, const struct fts_phrase *p, struct arena *a)
{
    struct place first = wanted_place(w, p, 0);
    for (isize i = 0; i < l->n; i++) {
        const struct place *begin = &l->at[i], *end = begin;
        if (begin->begins != first.begins || begin->id != first.id)
            continue;
        for (isize k = 1; end && k < p->tokens.n; k++) {
            struct place want = wanted_place(w, p, k);
            end = place_find(l, i + 1, begin->at + k, &want);
        }
        if (end)
            *LIST_ADD(out, a) = (struct fts_span){begin->start, end->end};
    }
}

static int span_cmp(const void *a, const void *b)
{
    const struct fts_span *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->end > y->end) - (x->end < y->end);
}

struct fts_span_list fts_spans(const struct fts_query *q, struct str text, isize max,
                               struct arena *a)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct wanted w = wanted_of(q, tmp.arena);
    struct place_list places = places_of(&w, str_part(text, 0, SPANS_TEXT_MAX), tmp.arena);
    struct fts_span_list all = {0}, out = {0};
    for (isize i = 0; i < q->n; i++) {
        for (isize j = 0; j < q->at[i].n; j++)
            find_phrase(&all, &w, &places, &q->at[i].at[j], tmp.arena);
    }
    if (all.n)
        qsort(all.at, (size_t)all.n, sizeof *all.at, span_cmp);
    for (isize i = 0; i < all.n; i++) {
        struct fts_span s = all.at[i];
        struct fts_span *last = out.n ? &out.at[out.n - 1] : NULL;
        if (last && s.start < last->end) {
            last->end = s.end > last->end ? s.end : last->end;
        } else if (out.n < max) {
            *LIST_ADD(&out, a) = s;
        } else {
            break;
        }
    }
    return out;
}
