/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "act/kept.h"

#include <stdlib.h>

#include "act/order_key.h"
#include "act/part_names.h"
#include "act/telling.h"
#include "base/list.h"
#include "lang/edtf.h"
#include "record/ids.h"
#include "record/labels.h"

enum { ENTRY_STMTS = 4000, DRAFTS_MAX = 16 };

/* ---- keeping */

struct keeping {
    struct telling said;
    struct id letter;
    struct kept_names names;
    struct draft drafts[DRAFTS_MAX];
    isize draft_n;
    isize from; /* the first statement of the draft that is being filled */
    struct str lang;
};

static void keep(struct keeping *k, const struct id *of, const char *property, struct value v)
{
    struct stmt *s = tell(&k->said, *of, property, v);
    if (v.type == V_TEXT)
        s->language = k->lang;
}

static void keep_text(struct keeping *k, const struct id *of, const char *property, struct str s)
{
    if (s.n)
        keep(k, of, property, value_text(s));
}

static void keep_term(struct keeping *k, const struct id *of, const char *property, int vocabulary,
                      int term)
{
    tell_term(&k->said, *of, property, vocabulary, term);
}

static bool keep_refs(struct keeping *k, const struct id *of, const char *property,
                      const int64_t *no, isize n, struct err *err)
{
    for (isize i = 0; i < n; i++) {
        struct ref r;
        if (!journal_ref(&r, k->said.w->v->db, no[i], err))
            return false;
        keep(k, of, property, value_statement(r.entry, r.index));
    }
    return true;
}

static struct str joined_lines(const struct str_list *l, struct arena *a)
{
    struct buf b = buf_in(a, PAPER_BLOCK_MAX);
    for (isize i = 0; i < l->n; i++)
        buf_addf(&b, "%s%.*s", i ? "\n" : "", FS(l->at[i]));
    return buf_str(&b);
}

static bool keep_part(struct id *out, struct keeping *k, int kind, isize place, struct str text,
                      struct err *err)
{
    struct id id = tell_new(&k->said, TYPE_LETTER_PART);
    keep(k, &id, "core:part_of_letter", value_record(k->letter));
    keep_term(k, &id, "core:part_kind", V_PART_KIND, kind);
    keep(k, &id, "core:part_place", value_text(order_key_nth(place, k->said.a)));
    keep(k, &id, "core:part_text", value_text(text));
    struct stmt *last = &k->said.at[k->said.n - 1];
    last->rule = S("letter.appeal");
    last->rule_version = 1;
    *out = id;
    return part_names_tell(&k->said, id, NULL, &k->names, text, err);
}

/* What has been kept so far is one entry; the next begins. */
static bool keep_entry(struct keeping *k, bool last, struct err *err)
{
    if (!last && k->said.n - k->from < ENTRY_STMTS)
        return true;
    if (k->draft_n == DRAFTS_MAX || k->said.n - k->from > STMTS_PER_ENTRY)
        return err_set(err, E_LIMIT, "a letter of more than %td statements", k->said.n);
    k->drafts[k->draft_n++] = (struct draft){.kind = ENTRY_LETTER, .n = k->said.n - k->from};
    k->from = k->said.n;
    return true;
}

static struct str block_text(const struct paper_block *b, struct arena *a)
{
    struct buf text = buf_in(a, (isize)2 * PAPER_BLOCK_MAX);
    for (isize i = 0; i < b->runs.n; i++)
        buf_add(&text, b->runs.at[i].text);
    return buf_str(&text);
}

static int kind_of(enum paper_block_kind kind)
{
    switch (kind) {
    case PAPER_ASK: return TERM_PART_KIND_ASK;
    case PAPER_QUOTE: return TERM_PART_KIND_QUOTE;
    case PAPER_HEADING: return TERM_PART_KIND_HEADING;
    case PAPER_PARAGRAPH:
    case PAPER_NEW_PAGE: break;
    }
    return TERM_PART_KIND_PARAGRAPH;
}

static bool keep_body(struct keeping *k, const struct letter *l, struct err *err)
{
    const struct paper_letter *p = &l->paper;
    struct id id;
    if (!keep_part(&id, k, TERM_PART_KIND_SUBJECT, 0, p->subject, err) ||
        !keep_part(&id, k, TERM_PART_KIND_SALUTATION, 1, p->salutation, err))
        return false;
    for (isize i = 0; i < p->body.n && i < KEPT_PARTS_MAX; i++) {
        const struct paper_block *b = &p->body.at[i];
        const struct letter_basis *rests = &l->basis.at[i];
        if (!keep_part(&id, k, kind_of(b->kind), i + 2, block_text(b, k->said.a), err) ||
            !keep_refs(k, &id, "core:uses", rests->uses, rests->use_n, err) ||
            !keep_refs(k, &id, "core:see_also", rests->also, rests->also_n, err) ||
            !keep_entry(k, false, err))
            return false;
    }
    return keep_part(&id, k, TERM_PART_KIND_CLOSING, p->body.n + 2, p->closing, err);
}

static bool keep_letter(struct keeping *k, const struct id *id, const struct letter *l,
                        const struct letter_order *o, struct err *err)
{
    keep(k, id, "core:type", value_term(type_term(k->said.w->schema, TYPE_LETTER, k->said.a)));
    keep_text(k, id, "core:subject_line", l->paper.subject);
    keep_term(k, id, "core:letter_kind", V_LETTER_KIND, TERM_LETTER_KIND_APPEAL);
    keep_term(k, id, "core:letter_state", V_LETTER_STATE, TERM_LETTER_STATE_DRAFT);
    k->said.at[k->said.n - 1].as_of = time_day(sys_now(k->said.w->sys), k->said.a);
    keep_text(k, id, "core:text_language", l->paper.lang);
    if (o->has_case)
        keep(k, id, "core:letter_of", value_record(o->case_id));
    keep_text(k, id, "core:letter_from", o->organisation);
    keep_text(k, id, "core:letter_head", joined_lines(&o->letterhead, k->said.a));
    keep_text(k, id, "core:letter_signer", o->signatory);
    keep_text(k, id, "core:written_at", o->place);
    keep_text(k, id, "core:state_addressed", o->state);
    if (o->to_origin)
        keep(k, id, "core:origin_may_read", value_number(1));
    struct id to = tell_new(&k->said, TYPE_ADDRESSEE);
    keep(k, &to, "core:addressee_of", value_record(*id));
    keep(k, &to, "core:addressee_office", value_record(o->office));
    return keep_refs(k, id, "core:uses", l->uses, l->frame_n, err);
}

bool letter_keep(struct id *out, struct workspace *w, const struct letter *l,
                 const struct letter_order *o, struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct id id = id_new(w->sys);
    struct keeping k = {.said = {.w = w, .a = a}, .letter = id, .lang = l->paper.lang};
    if (!kept_names_load(&k.names, &w->reader, a, err) || !keep_letter(&k, &id, l, o, err) ||
        !keep_body(&k, l, err) || !keep_entry(&k, true, err))
        return false;
    for (isize i = 0, from = 0; i < k.draft_n; from += k.drafts[i++].n)
        k.drafts[i].stmts = k.said.at + from;
    if (!journal_write(w->v, NULL, k.drafts, k.draft_n, err))
        return false;
    *out = id;
    return true;
}

/* ---- loading */

static struct str newest_text(const struct record *rec, int property)
{
    const struct fact *f = record_newest(rec, property);
    return f ? f->s.value.text : (struct str){0};
}

static bool newest_flag(const struct record *rec, int property)
{
    const struct fact *f = record_newest(rec, property);
    return f && f->s.value.type == V_NUMBER && f->s.value.number != 0;
}

static bool load_facts(struct kept_facts *out, struct kept_part *p, const struct reader *r,
                       int property, struct arena *a, struct err *err)
{
    for (const struct fact *f = record_fact(&p->rec, property); f; f = record_next(&p->rec, f)) {
        struct err none = {0};
        struct fact used;
        int64_t no;
        if (journal_no(&no, r->db, &f->s.value.ref, &none) && fact_load(&used, r, no, a, &none))
            *LIST_ADD(out, a) = used;
        else if (none.code != E_NOTFOUND)
            return err_copy(err, &none);
        else
            p->lost = true;
    }
    return true;
}

static bool part_load(struct kept_part *out, bool *is, struct workspace *w,
                      const struct record *rec, struct arena *a, struct err *err)
{
    struct kept_part p = {.rec = *rec};
    p.id = p.rec.id;
    p.said = record_newest(&p.rec, P_PART_TEXT);
    p.kind = record_term(w->schema, &p.rec, P_PART_KIND);
    p.place = newest_text(&p.rec, P_PART_PLACE);
    p.gone = newest_flag(&p.rec, P_PART_GONE);
    *is = p.said && p.kind;
    if (!*is)
        return true;
    p.text = p.said->s.value.text;
    p.own = p.said->s.rule.n == 0;
    if (!load_facts(&p.uses, &p, &w->reader, P_USES, a, err) ||
        !load_facts(&p.also, &p, &w->reader, P_SEE_ALSO, a, err))
        return false;
    *out = p;
    return true;
}

static int rank(const struct kept_part *p)
{
    switch (p->kind) {
    case TERM_PART_KIND_SUBJECT: return 0;
    case TERM_PART_KIND_SALUTATION: return 1;
    case TERM_PART_KIND_CLOSING: return 3;
    default: return 2;
    }
}

static int in_place(const void *x, const void *y)
{
    const struct kept_part *a = x, *b = y;
    if (rank(a) != rank(b))
        return rank(a) - rank(b);
    int places = str_cmp(a->place, b->place);
    return places ? places : str_cmp(ID_STR(&a->id), ID_STR(&b->id));
}

static bool load_parts(struct kept *k, struct workspace *w, struct arena *a, struct err *err)
{
    struct records l;
    if (!records_naming(&l, &w->reader, P_PART_OF_LETTER, k->rec.row, a, err))
        return false;
    for (isize i = 0; i < l.n; i++) {
        struct kept_part p;
        bool is = false;
        if (k->parts.n >= KEPT_PARTS_MAX + 3)
            return err_set(err, E_LIMIT, "a letter of more than %d parts", KEPT_PARTS_MAX);
        if (!part_load(&p, &is, w, &l.at[i], a, err))
            return false;
        if (is)
            *LIST_ADD(&k->parts, a) = p;
    }
    if (k->parts.n)
        qsort(k->parts.at, (size_t)k->parts.n, sizeof *k->parts.at, in_place);
    return true;
}

/* To whom: the record that joins the letter with an office. */
static bool load_addressee(struct kept *k, struct workspace *w, struct arena *a, struct err *err)
{
    struct records l;
    if (!records_naming(&l, &w->reader, P_ADDRESSEE_OF, k->rec.row, a, err))
        return false;
    for (isize i = 0; i < l.n; i++) {
        const struct fact *office = record_newest(&l.at[i], P_ADDRESSEE_OFFICE);
        if (!office)
            continue;
        k->addressee = l.at[i].id;
        k->order.office = office->s.value.ref.id;
        return true;
    }
    return err_set(err, E_NOTFOUND, "the letter has no addressee");
}

static void load_order(struct kept *k, struct arena *a)
{
    struct letter_order *o = &k->order;
    const struct fact *of = record_newest(&k->rec, P_LETTER_OF);
    struct str head = newest_text(&k->rec, P_LETTER_HEAD), line;
    if (!language_from_tag(&o->lang, newest_text(&k->rec, P_TEXT_LANGUAGE)))
        o->lang = LANG_EN;
    o->organisation = newest_text(&k->rec, P_LETTER_FROM);
    o->signatory = newest_text(&k->rec, P_LETTER_SIGNER);
    o->place = newest_text(&k->rec, P_WRITTEN_AT);
    o->state = newest_text(&k->rec, P_STATE_ADDRESSED);
    o->to_origin = newest_flag(&k->rec, P_ORIGIN_MAY_READ);
    o->has_case = of != NULL;
    if (of)
        o->case_id = of->s.value.ref.id;
    while (str_line(&head, &line) && o->letterhead.n < PAPER_HEAD_MAX)
        str_list_add(&o->letterhead, line, a);
}

bool kept_load(struct kept *out, struct workspace *w, const struct id *letter, struct arena *a,
               struct err *err)
{
    struct kept k = {.id = *letter};
    if (!record_load_id(&k.rec, &w->reader, letter, a, err))
        return false;
    if (k.rec.type != TYPE_LETTER)
        return err_set(err, E_NOTFOUND, "no letter");
    k.state = record_term(w->schema, &k.rec, P_LETTER_STATE);
    k.state = k.state ? k.state : TERM_LETTER_STATE_DRAFT;
    k.number = newest_text(&k.rec, P_OWN_NUMBER);
    load_order(&k, a);
    if (!load_addressee(&k, w, a, err) || !load_parts(&k, w, a, err))
        return false;
    *out = k;
    return true;
}

/* ---- leaving */

bool kept_is_fixed(const struct kept_part *p)
{
    return rank(p) != rank(&(struct kept_part){.kind = TERM_PART_KIND_PARAGRAPH});
}

isize kept_held(const struct kept *k)
{
    isize n = 0;
    for (isize i = 0; i < k->parts.n; i++)
        n += k->parts.at[i].kept_back != NULL;
    return n;
}

bool letter_note_left(struct workspace *w, const struct id *letter, const struct hash *files,
                      isize n, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct stmt *s = NEWN(tmp.arena, struct stmt, n);
    for (isize i = 0; i < n; i++)
        s[i] = STMT(.subject = ref_record(*letter), .property = S("core:left_copy"),
                    .value = value_text(str_hex(tmp.arena, files[i].b, HASH_N)));
    return workspace_say(w, ENTRY_CUSTODY, s, n, NULL, err);
}
