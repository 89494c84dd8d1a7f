/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/custody.h"

#include "base/list.h"
#include "lang/amount.h"
#include "lang/edtf.h"
#include "lang/when.h"
#include "record/ids.h"
#include "record/labels.h"
#include "record/member.h"

/* What is being filled, from which record. */
struct filling {
    struct custody_of *c;
    const struct reader *r;
    const struct record *rec;
    struct arena *a;
};

static void row(struct filling *x, const char *key, const char *label, struct str value)
{
    if (value.n)
        *LIST_ADD(&x->c->rows, x->a) = (struct custody_row){key, label, value};
}

/* Every value that counts: an original has been in several hands. */
static void rows_of(struct filling *x, int property, const char *key, const char *label)
{
    for (const struct fact *f = record_fact(x->rec, property); f; f = record_next(x->rec, f))
        row(x, key, label, fact_say(x->r, f, x->a));
}

static void file_rows(struct filling *x)
{
    const struct fact *file = record_fact(x->rec, P_FILE);
    rows_of(x, P_SHA256, "sha256", TR("SHA-256 of the original"));
    rows_of(x, P_FILE_NAME, "file_name", TR("Name of the file"));
    if (!file || file->s.value.type != V_FILE)
        return;
    row(x, "bytes", TR("Bytes"), amount_say(file->s.value.number, x->a));
    row(x, "media", TR("Kind of file"), file->s.value.media);
    row(x, "collector", TR("Taken in by"), member_say(x->r, &file->author, NULL, x->a));
    row(x, "taken_in", TR("Taken in at"), time_text(file->time, x->a));
}

static void act_add(struct custody_of *c, const struct reader *r, const struct fact *f,
                    struct arena *a)
{
    const struct vocabulary *v = schema_vocabulary(r->schema, V_HANDLING);
    int number = label_term(r->schema, P_HANDLED, &f->s);
    const struct term *t = number ? vocabulary_term(v, number) : NULL;
    *LIST_ADD(&c->acts, a) = (struct custody_act){.when = time_text(f->time, a),
                                                  .who = member_say(r, &f->author, NULL, a),
                                                  .what = fact_say(r, f, a),
                                                  .term = t ? str_to_c(a, t->id) : NULL};
}

bool custody_load(struct custody_of *out, const struct reader *r, const struct id *id,
                  struct arena *a, struct err *err)
{
    struct custody_of c = {0};
    struct record rec;
    if (!record_load_id(&rec, r, id, a, err))
        return false;
    if (rec.type != TYPE_DOCUMENT)
        return err_set(err, E_INVALID, "not a document") ||
               err_detail(err, TR("Only a document has a chain of custody."));
    c.title = record_title(r, &rec, a);
    struct filling x = {&c, r, &rec, a};
    file_rows(&x);
    rows_of(&x, P_CUSTODIAN, "from", TR("Came from"));
    rows_of(&x, P_HANDED_BY, "handed_by", TR("Handed over by"));
    rows_of(&x, P_RECEIVED_ON, "got", TR("Received on"));
    rows_of(&x, P_COLLECTED_HOW, "how", TR("How it came"));
    rows_of(&x, P_COLLECTOR_CLOCK, "clock", TR("The clock then, and its zone"));
    rows_of(&x, P_CLOCK_DRIFT, "drift", TR("The clock is said to be off by"));
    for (const struct fact *f = record_fact(&rec, P_OPENED); f; f = record_next(&rec, f))
        *LIST_ADD(&c.acts, a) =
            (struct custody_act){.when = f->s.value.text,
                                 .who = member_say(r, &f->author, NULL, a),
                                 .what = msg(r->lang, TR("Opened or copied, written by hand"))};
    for (const struct fact *f = record_fact(&rec, P_HANDLED); f; f = record_next(&rec, f))
        act_add(&c, r, f, a);
    *out = c;
    return true;
}

void custody_write(struct buf *b, const struct custody_of *c, enum language lang)
{
    buf_addf(b, "%.*s\n%.*s\n\n", FS(msg(lang, TR("Chain of custody"))), FS(c->title));
    for (isize i = 0; i < c->rows.n; i++)
        buf_addf(b, "%.*s: %.*s\n", FS(msg(lang, c->rows.at[i].label)), FS(c->rows.at[i].value));
    buf_addf(b, "\n%.*s\n", FS(msg(lang, TR("Since then"))));
    for (isize i = 0; i < c->acts.n; i++)
        buf_addf(b, "%.*s  %.*s  %.*s\n", FS(c->acts.at[i].when), FS(c->acts.at[i].what),
                 FS(c->acts.at[i].who));
    if (c->acts.n == 0)
        buf_addf(b, "%.*s\n", FS(msg(lang, TR("Nobody has opened, copied or printed it."))));
}

bool custody_note(struct workspace *w, const struct id *document, int handling, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct err why = {0};
    struct stmt s =
        STMT(.subject = ref_record(*document), .property = S("core:handled"),
             .value = value_term(vocabulary_term_text(w->schema, V_HANDLING, handling, tmp.arena)));
    if (w->v->read_only || w->v->lost.n)
        return true;
    return workspace_say(w, ENTRY_RECORD, &s, 1, NULL, &why) || why.code == E_DENIED ||
           why.code == E_READONLY || err_copy(err, &why);
}
