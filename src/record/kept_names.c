/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/kept_names.h"

#include "base/list.h"
#include "record/ids.h"
#include "record/joined.h"

enum { ASKED_KEPT = 1, ASKED_FREE = 2 };

SQL(Q_NAMES, ROOM_RECORD,
    "SELECT s.no, b.statement FROM stmt s JOIN record r ON r.row = s.subject"
    " JOIN body b ON b.no = s.no WHERE s.property IN (100, 101, 305) AND r.type = ?1 ORDER BY "
    "s.no");

static void remember(struct kept_names *k, struct str key, int64_t no)
{
    int64_t first = map_get(&k->places, key, -1);
    *LIST_ADD(k, k->a) = (struct kept_name){.no = no, .next = (isize)first};
    map_set(&k->places, str_copy(k->a, key), k->n - 1);
    k->lengths[key.n] = true;
}

static void add_name(struct kept_names *k, struct str name, int64_t no)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(k->a);
    struct joined j = joined_of(name, tmp.arena);
    if (!joined_is_telling(&j, KEPT_NAME_MAX))
        return;
    remember(k, j.s, no);
    /* The family name may come last, and last may come first. */
    if (j.words < 2 || j.words > JOINED_WORDS_MAX || !joined_is_latin(j.s))
        return;
    isize cuts[] = {j.at[1], j.at[j.words - 1]};
    for (isize i = 0; i < (j.words > 2 ? 2 : 1); i++)
        remember(k,
                 str_format(tmp.arena, "%.*s%.*s", FS(str_part(j.s, cuts[i], j.s.n)),
                            FS(str_part(j.s, 0, cuts[i]))),
                 no);
}

bool kept_names_load(struct kept_names *out, const struct reader *outside, struct arena *a,
                     struct err *err)
{
    struct kept_names k = {.outside = *outside, .places = map_in(a, 0), .a = a};
    AUTO(rows_drop) struct rows rows = db_rows(outside->db, &Q_NAMES, VALS(vi(TYPE_PERSON)));
    while (rows_next(&rows)) {
        struct stmt s;
        struct str bytes = rows_borrow(&rows, 1); /* until the next row */
        if (!stmt_parse(&s, bytes, err))
            return err_in(err, "a name");
        add_name(&k, s.value.text, rows_int(&rows, 0));
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

static bool any_kept(bool *out, struct kept_names *k, struct str key, struct err *err)
{
    *out = false;
    for (isize i = (isize)map_get(&k->places, key, -1); !*out && i >= 0; i = k->at[i].next)
        if (!is_kept(out, k, &k->at[i], err))
            return false;
    return true;
}

bool kept_names_in(bool *out, struct kept_names *k, struct str text, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(k->a);
    bool found = false;
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
                !any_kept(&found, k, str_part(j.s, i, i + n), err))
                return false;
    }
    *out = found;
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
    if ((words && !name && !kept_names_in(&in, k, v->text, err)) ||
        (v->type == V_QUANTITY && !kept_names_in(&of, k, v->quantity.population, err)))
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
    if (!kept_names_in(&kept, k, f->s.holder_name, err))
        return false;
    if (!kept)
        *out = f->s.holder_name;
    return true;
}
