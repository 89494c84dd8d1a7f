/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing a draft: new statements about its sentences, and a look that nobody was quicker. */
#include "act/kept.h"
#include "act/order_key.h"
#include "act/part_names.h"
#include "base/utf8.h"
#include "record/ids.h"

SQL(Q_LATER, ROOM_RECORD,
    "SELECT count(*) FROM stmt WHERE subject = ?1 AND property = ?2 AND no > ?3 AND flags < 32");

struct editing {
    const struct kept *k;
    const struct kept_edits *l;
    struct telling said;
    struct kept_names names; /* if any words are new */
};

/* ---- words */

static bool words_check(struct str words, struct err *err)
{
    if (!str_trim(words).n) {
        (void)err_set(err, E_INVALID, "a sentence without words");
        return err_detail(err, "A sentence needs words. To have it gone, take it out.");
    }
    if (words.n > PART_WORDS_MAX) {
        (void)err_set(err, E_LIMIT, "a sentence of %td bytes", words.n);
        return err_detail(err, "A sentence can have %d bytes; this one has %td. Make it several.",
                          PART_WORDS_MAX, words.n);
    }
    if (!utf8_is_valid(words))
        return err_set(err, E_INVALID, "words that are no UTF-8");
    return true;
}

static bool edit_words(struct editing *e, const struct kept_part *p, struct str words,
                       struct err *err)
{
    if (!words_check(words, err))
        return false;
    if (p->rec.facts.n > KEPT_VERSIONS_MAX)
        return err_set(err, E_LIMIT, "a sentence that was changed %d times", KEPT_VERSIONS_MAX);
    tell(&e->said, p->id, "core:part_text", value_text(words))->language =
        language_tag(e->k->order.lang);
    return part_names_tell(&e->said, p->id, &p->rec, &e->names, words, err);
}

/* ---- order: the neighbours that are on paper, of those that can move */

static isize neighbour(const struct kept *k, isize from, int step)
{
    isize i = from + step;
    while (i >= 0 && i < k->parts.n && k->parts.at[i].gone)
        i += step;
    return i < 0 || i >= k->parts.n || kept_is_fixed(&k->parts.at[i]) ? -1 : i;
}

static struct str place_of(const struct kept *k, isize i)
{
    return i < 0 ? (struct str){0} : k->parts.at[i].place;
}

/* Between all others, also those that were taken out: they may come back to where they were. */
static struct str place_after(const struct kept *k, isize i, struct arena *a)
{
    while (i + 1 < k->parts.n && k->parts.at[i + 1].kind == TERM_PART_KIND_SALUTATION)
        i++;
    bool last = i + 1 >= k->parts.n || kept_is_fixed(&k->parts.at[i + 1]);
    struct str lo = kept_is_fixed(&k->parts.at[i]) ? (struct str){0} : k->parts.at[i].place;
    return order_key_between(lo, last ? (struct str){0} : k->parts.at[i + 1].place, a);
}

static void edit_move(struct editing *e, isize part, int step)
{
    isize next = neighbour(e->k, part, step);
    isize beyond = next < 0 ? -1 : neighbour(e->k, next, step);
    if (next < 0 || kept_is_fixed(&e->k->parts.at[part]))
        return; /* it is the first, or the last */
    struct str near = place_of(e->k, next), far = place_of(e->k, beyond);
    struct str place = step < 0 ? order_key_between(far, near, e->said.a)
                                : order_key_between(near, far, e->said.a);
    tell(&e->said, e->k->parts.at[part].id, "core:part_place", value_text(place));
}

static bool edit_add(struct editing *e, isize after, struct str words, struct err *err)
{
    const struct kept_part *p = &e->k->parts.at[after];
    int kind = kept_is_fixed(p) ? TERM_PART_KIND_PARAGRAPH : p->kind;
    struct str place = p->kind == TERM_PART_KIND_CLOSING
                           ? order_key_between(place_of(e->k, neighbour(e->k, after, -1)),
                                               (struct str){0}, e->said.a)
                           : place_after(e->k, after, e->said.a);
    if (!words_check(words, err))
        return false;
    if (e->k->parts.n >= KEPT_PARTS_MAX)
        return err_set(err, E_LIMIT, "a letter of %td parts", e->k->parts.n);
    struct id id = tell_new(&e->said, TYPE_LETTER_PART);
    tell(&e->said, id, "core:part_of_letter", value_record(e->k->id));
    tell_term(&e->said, id, "core:part_kind", V_PART_KIND, kind);
    tell(&e->said, id, "core:part_place", value_text(place));
    tell(&e->said, id, "core:part_text", value_text(words))->language =
        language_tag(e->k->order.lang);
    return part_names_tell(&e->said, id, NULL, &e->names, words, err);
}

/* ---- writing */

static bool edit_one(struct editing *e, const struct kept_edit *x, struct err *err)
{
    ASSERT(x->part >= 0 && x->part < e->k->parts.n);
    const struct kept_part *p = &e->k->parts.at[x->part];
    switch (x->kind) {
    case EDIT_WORDS: return edit_words(e, p, x->words, err);
    case EDIT_ADD: return edit_add(e, x->part, x->words, err);
    case EDIT_OUT:
    case EDIT_BACK:
        if (!kept_is_fixed(p))
            tell(&e->said, p->id, "core:part_gone", value_number(x->kind == EDIT_OUT));
        return true;
    case EDIT_UP: edit_move(e, x->part, -1); return true;
    case EDIT_DOWN: edit_move(e, x->part, 1); return true;
    }
    UNREACHABLE();
}

/* How many statements of a property came after this one; what is written now is among them. */
static bool later(int64_t *out, struct vault *v, int64_t row, const struct fact *than,
                  struct err *err)
{
    bool found;
    return db_int(out, &found, v->db, &Q_LATER, VALS(vi(row), vi(than->p->number), vi(than->no)),
                  err);
}

/* In the transaction that writes: nobody was quicker, and it is a draft still. */
static bool nobody_else(struct vault *v, void *ctx, struct err *err)
{
    const struct editing *e = ctx;
    const struct fact *state = record_fact(&e->k->rec, P_LETTER_STATE);
    int64_t n;
    for (isize i = 0; i < e->l->n; i++) {
        const struct kept_part *p = &e->k->parts.at[e->l->at[i].part];
        if (e->l->at[i].kind != EDIT_WORDS)
            continue;
        if (!later(&n, v, p->rec.row, p->said, err))
            return false;
        if (n != 1)
            return err_set(err, E_CONFLICT, "a sentence was changed meanwhile");
    }
    if (!state)
        return true;
    if (!later(&n, v, e->k->rec.row, state, err))
        return false;
    return n == 0 || err_set(err, E_CONFLICT, "the letter is no draft any more");
}

static bool any_words(const struct kept_edits *l)
{
    for (isize i = 0; i < l->n; i++)
        if (l->at[i].kind == EDIT_WORDS || l->at[i].kind == EDIT_ADD)
            return true;
    return false;
}

bool kept_edit(struct workspace *w, const struct kept *k, const struct kept_edits *l,
               struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct editing e = {.k = k, .l = l, .said = {.w = w, .a = a}};
    if (k->state != TERM_LETTER_STATE_DRAFT) {
        (void)err_set(err, E_DENIED, "the letter is no draft");
        return err_detail(err, "This letter is final: it never changes. Write a new one.");
    }
    if (any_words(l) && !kept_names_load(&e.names, &w->reader, a, err))
        return false;
    for (isize i = 0; i < l->n; i++)
        if (!edit_one(&e, &l->at[i], err))
            return false;
    if (e.said.n == 0)
        return true;
    if (e.said.n > STMTS_PER_ENTRY)
        return err_set(err, E_LIMIT, "%td changes at once", e.said.n);
    struct draft d = {.kind = ENTRY_LETTER, .stmts = e.said.at, .n = e.said.n};
    return journal_write_and(w->v, NULL, &d, 1, (struct journal_also){nobody_else, &e}, err);
}
