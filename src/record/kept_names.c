/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/kept_names.h"

#include "base/list.h"
#include "record/ids.h"
#include "record/joined.h"
#include "record/waiting.h"

enum { ASKED_KEPT = 1, ASKED_FREE = 2 };

SQL(Q_NAMES, ROOM_RECORD,
    "SELECT s.no, b.statement FROM stmt s JOIN record r ON r.row = s.subject"
    " JOIN body b ON b.no = s.no WHERE s.property IN (100, 101, 305) AND r.type = ?1 ORDER BY "
    "s.no");

/* Read here and written in read/: a name that waits is a name to this room. */
SQL(Q_WAITING, ROOM_RECORD, "SELECT body FROM proposal WHERE document = ?1 AND state = 0");

static void remember(struct kept_names *k, struct str key, struct kept_name name)
{
    name.next = (isize)map_get(&k->places, key, -1);
    *LIST_ADD(k, k->a) = name;
    map_set(&k->places, str_copy(k->a, key), k->n - 1);
    k->lengths[key.n] = true;
}

static void add_name(struct kept_names *k, struct str words, struct kept_name name)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(k->a);
    struct joined j = joined_of(words, tmp.arena);
    if (!joined_is_telling(&j, KEPT_NAME_MAX))
        return;
    remember(k, j.s, name);
    /* The family name may come last, and last may come first. */
    if (j.words < 2 || j.words > JOINED_WORDS_MAX || !joined_is_latin(j.s))
        return;
    isize cuts[] = {j.at[1], j.at[j.words - 1]};
    for (isize i = 0; i < (j.words > 2 ? 2 : 1); i++)
        remember(k,
                 str_format(tmp.arena, "%.*s%.*s", FS(str_part(j.s, cuts[i], j.s.n)),
                            FS(str_part(j.s, 0, cuts[i]))),
                 name);
}

bool kept_names_load(struct kept_names *out, const struct reader *outside, struct arena *a,
                     struct err *err)
{
    struct kept_names k = {
        .outside = *outside, .places = map_in(a, 0), .papers = map_in(a, 0), .a = a};
    AUTO(rows_drop) struct rows rows = db_rows(outside->db, &Q_NAMES, VALS(vi(TYPE_PERSON)));
    while (rows_next(&rows)) {
        struct stmt s;
        struct str bytes = rows_borrow(&rows, 1); /* until the next row */
        if (!stmt_parse(&s, bytes, err))
            return err_in(err, "a name");
        add_name(&k, s.value.text, (struct kept_name){.no = rows_int(&rows, 0)});
    }
    if (!rows_done(&rows, err))
        return false;
    *out = k;
    return true;
}

/* By the gate; a slip of the pen in an official's name is still the name of an official. */
static bool is_kept(bool *out, struct kept_names *k, struct kept_name *x, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(k->a);
    struct fact f;
    struct err none = {0};
    if (!x->verdict) {
        x->verdict = ASKED_KEPT;
        if (fact_load(&f, &k->outside, x->no, tmp.arena, &none)) {
            f.item.withdrawn = false;
            if (gate_ask(&k->outside.gate, &f.item).answer == GATE_SHOW)
                x->verdict = ASKED_FREE;
        } else if (none.code != E_NOTFOUND) {
            x->verdict = 0;
            return err_copy(err, &none);
        }
    }
    *out = x->verdict == ASKED_KEPT;
    return true;
}

/* paper: in which the words stand, 0: in none. */
static bool any_kept(bool *out, struct kept_names *k, struct str key, isize paper, struct err *err)
{
    bool known = false, waits = false;
    *out = false;
    for (isize i = (isize)map_get(&k->places, key, -1); !*out && i >= 0; i = k->at[i].next) {
        waits |= !k->at[i].no && k->at[i].paper == paper;
        known |= k->at[i].no != 0;
        if (k->at[i].no && !is_kept(out, k, &k->at[i], err))
            return false;
    }
    *out |= waits && !known;
    return true;
}

/* ---- names that wait in a paper */

static bool is_person(const struct waiting *w, const struct ref *record)
{
    for (isize i = 0; i < w->n; i++)
        if (str_eq(w->stmts[i].property, S("core:type")) &&
            str_eq(w->stmts[i].value.text, S("type:person")) &&
            id_eq(&w->stmts[i].subject.id, &record->id))
            return true;
    return false;
}

static bool is_name(struct str property)
{
    return str_eq(property, S("core:name")) || str_eq(property, S("core:alias")) ||
           str_eq(property, S("core:display_name"));
}

static bool learn_waiting(struct kept_names *k, const struct id *paper, isize number,
                          struct err *err)
{
    AUTO(rows_drop)
    struct rows rows = db_rows(k->outside.db, &Q_WAITING, VALS(vb(paper->b, sizeof paper->b)));
    while (rows_next(&rows)) {
        AUTO(scratch_end) struct scratch tmp = scratch_begin(k->a);
        struct waiting w;
        if (!waiting_parse(&w, rows_borrow(&rows, 0), tmp.arena, err))
            return false;
        for (isize i = 0; i < w.n; i++)
            if (is_name(w.stmts[i].property) && is_person(&w, &w.stmts[i].subject))
                add_name(k, w.stmts[i].value.text, (struct kept_name){.paper = number});
    }
    return rows_done(&rows, err);
}

static bool paper_number(isize *out, struct kept_names *k, const struct id *paper, struct err *err)
{
    *out = (isize)map_get(&k->papers, ID_STR(paper), 0);
    if (*out)
        return true;
    *out = ++k->papers_n;
    map_set(&k->papers, str_copy(k->a, ID_STR(paper)), *out);
    return learn_waiting(k, paper, *out, err);
}

/* ---- asking */

/* Where the words of a statement stand. */
static const struct id *paper_of(const struct fact *f)
{
    return f->s.source.kind == REF_NONE ? NULL : &f->s.source.id;
}

bool kept_names_in(bool *out, struct kept_names *k, struct str text, const struct id *paper,
                   struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(k->a);
    bool found = false;
    isize in = 0;
    if (paper && text.n && !paper_number(&in, k, paper, err))
        return false;
    if (k->n == 0 || text.n == 0) {
        *out = false;
        return true;
    }
    struct joined j = joined_of(text, tmp.arena);
    for (isize i = 0; !found && i < j.s.n; i++) {
        if (!joined_may_begin(&j, i))
            continue;
        for (isize n = 1; !found && n <= KEPT_NAME_MAX && i + n <= j.s.n; n++)
            if (k->lengths[n] && joined_is_whole(&j, i, i + n) &&
                !any_kept(&found, k, str_part(j.s, i, i + n), in, err))
                return false;
    }
    *out = found;
    return true;
}

static bool standing_add(struct kept_standing *s, struct kept_names *k, isize from, struct err *err)
{
    for (isize at = from; at >= 0 && s->n < s->max; at = k->at[at].next) {
        AUTO(scratch_end) struct scratch tmp = scratch_begin(k->a);
        struct fact f;
        struct err none = {0};
        isize i = 0;
        while (i < s->n && s->at[i] != k->at[at].no)
            i++;
        if (!k->at[at].no || i < s->n)
            continue;
        if (fact_load(&f, s->inside, k->at[at].no, tmp.arena, &none))
            s->at[s->n++] = k->at[at].no;
        else if (none.code != E_NOTFOUND)
            return err_copy(err, &none);
    }
    return true;
}

bool kept_names_standing(struct kept_standing *s, struct kept_names *k, struct str text,
                         struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(k->a);
    struct joined j = joined_of(text, tmp.arena);
    for (isize i = 0; k->n && i < j.s.n; i++) {
        for (isize w = 1; joined_may_begin(&j, i) && w <= KEPT_NAME_MAX && i + w <= j.s.n; w++)
            if (k->lengths[w] && joined_is_whole(&j, i, i + w) &&
                !standing_add(s, k, (isize)map_get(&k->places, str_part(j.s, i, i + w), -1), err))
                return false;
    }
    return true;
}

bool kept_names_let(bool *out, struct kept_names *k, const struct fact *f, struct err *err)
{
    const struct value *v = &f->s.value;
    bool words = v->type == V_TEXT || v->type == V_PLACE || v->type == V_PIECE;
    bool in = false, of = false;
    int p = f->p ? f->p->number : 0;
    /* A name itself is the gate's business: it has said that this one may leave. */
    bool name = f->item.type == TYPE_PERSON && (p == P_NAME || p == P_ALIAS || p == P_DISPLAY_NAME);
    if ((words && !name && !kept_names_in(&in, k, v->text, paper_of(f), err)) ||
        (v->type == V_QUANTITY && !kept_names_in(&of, k, v->quantity.population, paper_of(f), err)))
        return false;
    *out = !in && !of;
    return true;
}

bool kept_names_holder(struct str *out, struct kept_names *k, const struct fact *f, struct err *err)
{
    int needed = k->outside.gate.audience == AUDIENCE_UN              ? TERM_CONSENT_UN_CONFIDENCE
                 : k->outside.gate.audience == AUDIENCE_UN_GOVERNMENT ? TERM_CONSENT_UN_GOVERNMENT
                                                                      : TERM_CONSENT_PUBLIC_NAME;
    bool public_paper =
        f->item.sensitivity == SENSITIVITY_OPEN && f->item.consent >= TERM_CONSENT_PUBLIC_CODE;
    bool kept = true;
    *out = (struct str){0};
    if (k->outside.gate.audience == AUDIENCE_MEMBERS) {
        *out = f->s.holder_name;
        return true;
    }
    if (!public_paper && f->item.consent < needed)
        return true;
    if (!kept_names_in(&kept, k, f->s.holder_name, paper_of(f), err))
        return false;
    if (!kept)
        *out = f->s.holder_name;
    return true;
}
