/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "act/final.h"

#include "act/telling.h"
#include "know/due.h"
#include "lang/edtf.h"
#include "record/ids.h"
#include "record/labels.h"
#include "vault/blob.h"

SQL(Q_NUMBERS, ROOM_RECORD,
    "SELECT s.subject, b.statement FROM stmt s JOIN body b ON b.no = s.no WHERE s.property = 930"
    " AND s.flags < 32 ORDER BY s.no");
SQL(Q_SINCE, ROOM_RECORD, "SELECT count(*) FROM entry WHERE row > ?1");

enum { TRIES = 4, YEAR = 4, NUMBER_MAX = 99999 };

/* ---- numbers of our own */

/* The largest n of "YEAR-n" that any letter or action has. */
static bool last_number(int64_t *out, struct db *db, struct str year, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    AUTO(rows_drop) struct rows rows = db_rows(db, &Q_NUMBERS, NOVALS);
    *out = 0;
    while (rows_next(&rows)) {
        struct stmt s;
        struct str head, tail;
        struct err none = {0};
        int64_t n;
        if (!stmt_parse(&s, rows_str(&rows, 1, tmp.arena), err))
            return false;
        if (str_cut(s.value.text, '-', &head, &tail) && str_eq(head, year) &&
            str_to_int(&n, tail, 1, NUMBER_MAX, &none) && n > *out)
            *out = n;
    }
    return rows_done(&rows, err);
}

bool letter_numbered(struct id *out, struct workspace *w, struct str number, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    AUTO(rows_drop) struct rows rows = db_rows(w->v->db, &Q_NUMBERS, NOVALS);
    int64_t row = 0;
    while (rows_next(&rows)) {
        struct stmt s;
        if (!stmt_parse(&s, rows_str(&rows, 1, tmp.arena), err))
            return false;
        if (str_eq(s.value.text, number))
            row = rows_int(&rows, 0);
    }
    if (!rows_done(&rows, err))
        return false;
    struct record rec;
    if (!row || !record_load(&rec, &w->reader, row, tmp.arena, err))
        return row ? false : err_set(err, E_NOTFOUND, "no letter of this number");
    if (rec.type != TYPE_LETTER)
        return err_set(err, E_NOTFOUND, "no letter of this number");
    *out = rec.id;
    return true;
}

/* ---- making it final */

struct finishing {
    struct workspace *w;
    struct kept k;
    struct letter l;
    struct ready ready;
    const struct final_order *o;
    int64_t mark; /* entries when it was looked at */
    struct str number, day;
    struct value pdf, text;
    struct arena *a;
    struct telling said;
};

static bool refuse(struct err *err, const char *why, const char *detail)
{
    (void)err_set(err, E_DENIED, "%s", why);
    return err_detail(err, "%s", detail);
}

/* What stands in the way, in the order in which a person would solve it. */
static bool check(const struct finishing *f, struct err *err)
{
    if (f->k.state != TERM_LETTER_STATE_DRAFT)
        return refuse(err, "the letter is no draft", "This letter is final already.");
    if (f->ready.reds) {
        (void)err_set(err, E_DENIED, "%td red points", f->ready.reds);
        return err_detail(
            err, "Red points to solve before it can be final: %td. 'Before you send' lists them.",
            f->ready.reds);
    }
    if (f->ready.needs_address && !str_trim(f->o->address).n)
        return refuse(err, "the address is not confirmed",
                      "Nobody has confirmed the address: confirm it, or say why it goes there all "
                      "the same.");
    if (f->ready.needs_late && !str_trim(f->o->late).n)
        return refuse(err, "the action is over",
                      "The action it belongs to is over: say why the letter goes all the same.");
    if (f->ready.alone && !str_trim(f->o->alone).n)
        return refuse(err, "nobody else looks at it",
                      "You are the only member: say why nobody else looks at it first.");
    return true;
}

static bool look(struct finishing *f, const struct id *letter, struct err *err)
{
    return store_mark(&f->mark, f->w->v->db, err) && kept_load(&f->k, f->w, letter, f->a, err) &&
           kept_paper(&f->l, f->w, &f->k, f->a, err) &&
           letter_ready(&f->ready, f->w, &f->k, &f->l, f->a, err) && check(f, err);
}

static bool freeze(struct finishing *f, struct err *err)
{
    struct paper_letter *p = &f->l.paper;
    struct str pdf, text;
    p->number = f->number;
    p->draft = false;
    if (p->address == PAPER_ADDRESS_UNSURE) /* why it goes there is ours to know */
        p->address = PAPER_ADDRESS_SILENT;
    ASSERT(f->l.unchecked == 0);
    return paper_letter_pdf(&pdf, p, f->a, err) && paper_letter_text(&text, p, f->a, err) &&
           blob_add(&f->pdf, f->w->v, pdf, S("application/pdf"), err) &&
           blob_add(&f->text, f->w->v, text, S("text/plain"), err);
}

static void say_reason(struct finishing *f, bool needed, const char *property, struct str reason)
{
    if (needed)
        tell(&f->said, f->k.id, property, value_text(reason))->language =
            language_tag(f->w->reader.lang);
}

/* What stands on the paper: its sentences, and what the frame around them rests on. Whoever may not
 * see all of it does not see the letter (record/labels.h). */
static bool say_basis(struct finishing *f, struct err *err)
{
    for (isize i = 0; i < f->k.parts.n; i++) {
        const struct kept_part *p = &f->k.parts.at[i];
        if (!p->gone && !p->kept_back)
            tell(&f->said, f->k.id, "core:on_paper", value_record(p->id));
    }
    for (isize i = 0; i < f->l.frame_n; i++) {
        struct ref r;
        if (!journal_ref(&r, f->w->v->db, f->l.uses[i], err))
            return false;
        tell(&f->said, f->k.id, "core:uses", value_statement(r.entry, r.index));
    }
    return true;
}

static void say_all(struct finishing *f)
{
    struct id id = f->k.id;
    struct telling *t = &f->said;
    struct buf address = buf_in(f->a, PAPER_BLOCK_MAX);
    const struct str_list *lines = &f->l.paper.addressee;
    for (isize i = 0; i < lines->n; i++)
        buf_addf(&address, "%s%.*s", i ? "\n" : "", FS(lines->at[i]));
    *t = (struct telling){.w = f->w, .a = f->a};
    tell_term(t, id, "core:letter_state", V_LETTER_STATE, TERM_LETTER_STATE_FINAL)->as_of = f->day;
    tell(t, id, "core:own_number", value_text(f->number));
    tell(t, id, "core:final_on", value_date(f->day));
    tell(t, id, "core:frozen", f->pdf);
    tell(t, id, "core:frozen", f->text);
    tell_term(t, id, "core:approval", V_APPROVAL,
              f->ready.alone ? TERM_APPROVAL_ALONE : TERM_APPROVAL_ASKED);
    say_reason(f, f->ready.needs_address, "core:address_reason", f->o->address);
    say_reason(f, f->ready.needs_late, "core:late_reason", f->o->late);
    say_reason(f, f->ready.alone, "core:alone_reason", f->o->alone);
    if (address.n)
        tell(t, f->k.addressee, "core:address_used", value_text(buf_str(&address)));
    tell(t, f->k.addressee, "core:salutation_used", value_text(f->l.paper.salutation));
}

/* In the transaction that writes: nobody wrote anything since it was looked at, so it is still a
 * draft with these words, every fact in it stands, and no other letter took the number. */
static bool as_it_was(struct vault *v, void *ctx, struct err *err)
{
    const struct finishing *f = ctx;
    int64_t n;
    bool found;
    if (!db_int(&n, &found, v->db, &Q_SINCE, VALS(vi(f->mark)), err))
        return false;
    return n <= 1 || err_set(err, E_CONFLICT, "something was written meanwhile");
}

static bool finish(struct finishing *f, const struct id *letter, struct err *err)
{
    int64_t last;
    struct err ignored = {0};
    f->day = time_day(sys_now(f->w->sys), f->a);
    struct str year = str_part(f->day, 0, YEAR);
    if (!look(f, letter, err) || !last_number(&last, f->w->v->db, year, err))
        return false;
    f->number = str_format(f->a, "%.*s-%02" PRId64, FS(year), last + 1);
    if (!freeze(f, err))
        return false;
    say_all(f);
    if (!say_basis(f, err))
        return false;
    struct draft d = {.kind = ENTRY_LETTER, .stmts = f->said.at, .n = f->said.n};
    if (journal_write_and(f->w->v, NULL, &d, 1, (struct journal_also){as_it_was, f}, err))
        return true;
    (void)!blob_remove(f->w->v, &f->pdf, &ignored); /* no statement holds their keys */
    ignored = (struct err){0};
    (void)!blob_remove(f->w->v, &f->text, &ignored);
    return false;
}

bool letter_final(struct str *number, struct workspace *w, const struct id *letter,
                  const struct final_order *o, struct arena *a, struct err *err)
{
    struct finishing f = {.w = w, .o = o, .a = a};
    if (!workspace_device(w, err)) /* so that one entry is all that this writes */
        return false;
    for (int i = 0; i < TRIES; i++) {
        struct err why = {0};
        f.ready = (struct ready){0};
        if (finish(&f, letter, &why)) {
            *number = f.number;
            return true;
        }
        if (why.code != E_CONFLICT || i == TRIES - 1)
            return err_copy(err, &why);
    }
    UNREACHABLE();
}

/* ---- afterwards */

bool letter_frozen(struct frozen *out, struct workspace *w, const struct kept *k, struct arena *a,
                   struct err *err)
{
    struct frozen z = {0};
    for (const struct fact *f = record_fact(&k->rec, P_FROZEN); f; f = record_next(&k->rec, f)) {
        const struct value *v = &f->s.value;
        bool pdf = str_eq(v->media, S("application/pdf"));
        if (v->type != V_FILE)
            continue;
        if (!blob_load(pdf ? &z.pdf : &z.text, w->v, v, a, err))
            return false;
        *(pdf ? &z.pdf_sha256 : &z.text_sha256) = v->hash;
    }
    if (!z.pdf.n || !z.text.n)
        return err_set(err, E_NOTFOUND, "the letter is not final");
    *out = z;
    return true;
}

bool letter_outdated(isize *out, struct workspace *w, struct kept *k, struct arena *a,
                     struct err *err)
{
    struct letter l;
    if (!kept_paper(&l, w, k, a, err))
        return false;
    *out = kept_held(k);
    return true;
}

static const struct fact *final_fact(const struct kept *k)
{
    return record_fact(&k->rec, P_FINAL_ON);
}

int letter_approval(const struct workspace *w, const struct kept *k)
{
    return record_term(w->schema, &k->rec, P_APPROVAL);
}

bool letter_approve(struct workspace *w, const struct kept *k, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    const struct fact *final = final_fact(k);
    if (!final)
        return refuse(err, "the letter is not final", "Only a final letter gets a second look.");
    if (id_eq(&final->author, &w->v->member))
        return refuse(err, "the same member",
                      "You made this letter final yourself: the second look is another member's.");
    struct stmt s[] = {
        STMT(.subject = ref_record(k->id), .property = S("core:approval"),
             .value = value_term(
                 vocabulary_term_text(w->schema, V_APPROVAL, TERM_APPROVAL_APPROVED, tmp.arena))),
        STMT(.subject = ref_record(k->id), .property = S("core:approved_by"),
             .value = value_record(w->v->member)),
    };
    return workspace_say(w, ENTRY_LETTER, s, COUNTOF(s), NULL, err);
}
