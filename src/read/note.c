/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/note.h"

#include "base/utf8.h"
#include "lang/amount.h"
#include "lang/edtf.h"
#include "lang/when.h"
#include "read/intake_priv.h"
#include "read/proposal.h"
#include "read/proposal_open.h"
#include "read/protect.h"
#include "record/consent.h"
#include "record/document.h"
#include "record/ids.h"
#include "record/labels.h"
#include "vault/blob.h"

enum { SOURCE_SAYS = 5, SAY_MAX = 512, HEARSAY_NONE = 0, HEARSAY_ONE = 1, HEARSAY_TWO = 2 };

/* How sure, at how many hands, how close, for each answer. What is told second hand stays reported,
 * however sure the caller sounds. */
static const struct {
    int hedge, hearsay, closeness;
} knowing[] = {
    [KNOWS_UNSAID] = {0, HEARSAY_UNSAID, 0},
    [KNOWS_SAW] = {TERM_HEDGE_KNOWN, HEARSAY_NONE, TERM_CLOSENESS_WITNESS},
    [KNOWS_TOLD] = {TERM_HEDGE_REPORTED, HEARSAY_ONE, TERM_CLOSENESS_TOLD},
    [KNOWS_THIRD_HAND] = {TERM_HEDGE_REPORTED, HEARSAY_TWO, TERM_CLOSENESS_THIRD_HAND},
};

static bool is_text(struct str s)
{
    for (isize i = 0; i < s.n; i++)
        if (s.p[i] == 0)
            return false;
    return utf8_is_valid(s);
}

static bool refuse(struct err *err, enum err_code code, const char *detail)
{
    (void)err_set(err, code, "a note that cannot be kept");
    return err_detail(err, "%s", detail);
}

static bool check(const struct note *n, struct err *err)
{
    if (str_trim(n->words).n == 0)
        return refuse(err, E_INVALID, TR("Nothing was written. Please write down what was said."));
    if (!is_text(n->words))
        return refuse(err, E_INVALID,
                      TR("This is no text. If it is a file, add it as a document."));
    if (n->words.n > NOTE_MAX)
        return refuse(err, E_LIMIT,
                      TR("This is too long for a note. Please save it as a file and add that."));
    if (n->naming == NAMING_YES && !str_trim(n->named_by).n)
        return refuse(err, E_INVALID, TR("Please say who agreed that they may be named."));
    return true;
}

/* ---- the same note, sent twice */

/* A caller on another day, or another caller, who says the same words is another note. */
static bool is_same_telling(bool *out, struct workspace *w, const struct id *document,
                            const struct note *n, struct arena *a, struct err *err)
{
    struct reader all = w->reader;
    struct record rec, source;
    all.gate = (struct gate){AUDIENCE_MEMBERS, SENSITIVITY_SECRET};
    *out = false;
    if (!record_load_id(&rec, &all, document, a, err))
        return false;
    const struct fact *from = record_fact(&rec, P_FROM_SOURCE);
    if (!from || from->s.value.type != V_RECORD)
        return true;
    if (!record_load_id(&source, &all, &from->s.value.ref.id, a, err))
        return false;
    const struct fact *who = record_fact(&source, P_SOURCE_DESCRIPTION);
    *out = str_eq(from->s.as_of, n->when) && from->s.hearsay == knowing[n->knows].hearsay &&
           str_eq(who ? who->s.value.text : S(""), n->told_by);
    return true;
}

static bool find_same(struct noted *out, struct workspace *w, const struct note *n, struct arena *a,
                      struct err *err)
{
    struct hash sum = hash_sha256(n->words);
    struct ids l;
    if (!documents_with(&l, w, str_hex(a, sum.b, HASH_N), a, err))
        return false;
    for (isize i = 0; i < l.n && !out->known; i++) {
        if (!is_same_telling(&out->known, w, &l.at[i], n, a, err))
            return false;
        out->document = l.at[i];
    }
    return true;
}

/* ---- writing it down */

static struct draft source_draft(struct id source, const struct workspace *w, const struct note *n,
                                 struct arena *a)
{
    struct stmt *s = NEWN(a, struct stmt, SOURCE_SAYS);
    isize k = 0;
    s[k++] = STMT(.property = S("core:type"), .value = value_term(S("type:source")));
    s[k++] = STMT(.property = S("core:sensitivity"), .value = value_term(S("sensitivity:secret")));
    s[k++] = STMT(.property = S("core:source_kind"),
                  .value = value_term(vocabulary_term_text(w->schema, V_SOURCE_KIND,
                                                           TERM_SOURCE_KIND_PHONE_CALL, a)));
    if (n->told_by.n)
        s[k++] = STMT(.property = S("core:source_description"), .value = value_text(n->told_by));
    if (knowing[n->knows].closeness)
        s[k++] = STMT(.property = S("core:closeness"),
                      .value = value_term(vocabulary_term_text(w->schema, V_CLOSENESS,
                                                               knowing[n->knows].closeness, a)));
    for (isize i = 0; i < k; i++)
        s[i].subject = ref_record(source);
    return (struct draft){.kind = ENTRY_RECORD, .stmts = s, .n = k};
}

static void say_note(struct document_draft *x, const struct workspace *w, const struct note *n,
                     struct id source)
{
    struct ref document = ref_record(x->document);
    struct str called = n->called.n ? n->called : msg(w->reader.lang, TR("a source known to us"));
    struct stmt *from = &x->at[x->n++];
    *from = STMT(.subject = document, .property = S("core:from_source"),
                 .value = value_record(source), .hedge = knowing[n->knows].hedge,
                 .closeness = knowing[n->knows].closeness, .as_of = n->when, .holder_name = called);
    from->hearsay = knowing[n->knows].hearsay;
    x->at[x->n++] =
        STMT(.subject = document, .property = S("core:date"), .value = value_date(n->when));
    if (n->secret)
        x->at[x->n++] = STMT(.subject = document, .property = S("core:sensitivity"),
                             .value = value_term(S("sensitivity:secret")));
}

static bool consent_of(struct consent_made *out, struct workspace *w, const struct note *n,
                       struct id document, struct arena *a, struct err *err)
{
    struct consent_given c = {.what = ref_record(document)};
    switch (n->naming) {
    case NAMING_UNSAID: out->n = 0; return true;
    case NAMING_NO:
        c.level = TERM_CONSENT_INSIDE;
        c.how = TERM_CONSENT_HOW_REFUSED;
        break;
    case NAMING_YES:
        c.level = TERM_CONSENT_PUBLIC_NAME;
        c.how = TERM_CONSENT_HOW_SPOKEN;
        c.who = n->named_by;
        break;
    case NAMING_CANNOT_BE_ASKED:
        c.level = TERM_CONSENT_INSIDE; /* until somebody weighs it and says why */
        c.how = TERM_CONSENT_HOW_CANNOT_BE_ASKED;
        break;
    }
    return consent_make(out, w, &c, a, err);
}

/* A note is called by its day: its own first words could be those that must not leave. */
static struct str title_of(const struct workspace *w, const struct note *n, struct arena *a)
{
    struct str day = when_say(n->when, language_tag(w->reader.lang), a);
    return msg_fill(a, msg(w->reader.lang, TR("Note of a call, {day}")), "day", day, NULL);
}

static bool write_note(struct id *out, struct workspace *w, const struct note *n, struct arena *a,
                       struct err *err)
{
    struct document_draft x;
    struct consent_made consent = {0};
    struct id source = id_new(w->sys);
    struct intake in = {.bytes = n->words, .name = S("note.txt")};
    struct brought b = {.in = &in,
                        .parsed = {.engine = S("typed"),
                                   .media_type = S("text/plain; charset=utf-8"),
                                   .text = n->words},
                        .title = title_of(w, n, a)};
    struct draft d[4];
    isize k = 0;
    if (!document_draft(&x, w, &b, a, err))
        return false;
    say_note(&x, w, n, source);
    if (!consent_of(&consent, w, n, x.document, a, err)) {
        (void)!blob_remove(w->v, &x.file, &(struct err){0});
        return false;
    }
    d[k++] = source_draft(source, w, n, a);
    d[k++] = (struct draft){.kind = ENTRY_ADD, .stmts = x.at, .n = x.n};
    if (consent.n) {
        d[k++] = (struct draft){.kind = ENTRY_LABEL, .stmts = consent.said, .n = consent.n};
        d[k++] = (struct draft){.kind = ENTRY_LABEL, .stmts = consent.label, .n = consent.labels};
    }
    if (!document_draft_write(w, d, k, &x, err))
        return false;
    *out = x.document;
    return true;
}

/* Parts that do not add up are kept as they were said; a filing word marks it. */
static bool mark_parts(struct workspace *w, struct id document, struct arena *a, struct err *err)
{
    struct note_said said;
    if (!note_said(&said, w, &document, a, err))
        return false;
    if (read_parts_fit(&said.parts))
        return true;
    struct stmt s = STMT(.subject = ref_record(document), .property = S("core:tag"),
                         .value = value_text(note_parts_say(&said.parts, w->reader.lang, a)));
    return workspace_say(w, ENTRY_LABEL, &s, 1, NULL, err);
}

bool note_add(struct noted *out, struct workspace *w, const struct note *n, struct arena *a,
              struct err *err)
{
    struct noted t = {0};
    struct note mine = *n;
    mine.told_by = str_trim(n->told_by);
    mine.when = n->when.n ? n->when : time_day(sys_now(w->sys), a);
    if (!check(&mine, err) || !find_same(&t, w, &mine, a, err))
        return false;
    if (!t.known &&
        (!write_note(&t.document, w, &mine, a, err) ||
         !proposals_find(&t.found, w, t.document, err) || !mark_parts(w, t.document, a, err)))
        return false;
    *out = t;
    return true;
}

/* ---- what to tell */

bool note_said(struct note_said *out, struct workspace *w, const struct id *document,
               struct arena *a, struct err *err)
{
    struct note_said said = {0};
    struct document_text text;
    struct open_document open;
    struct reading r;
    int64_t row;
    if (!record_row_of(&row, w->v->db, document, err) ||
        !document_text(&text, &w->reader, row, a, err) ||
        !protect_words(&said.hidden, &w->reader, row, a, err) ||
        !proposals_open_in(&open, w, document, err) ||
        !reading_make(&r, str_part(text.text, 0, NOTE_MAX), a, err))
        return false;
    said.found = (isize)open.n;
    said.parts = r.parts;
    *out = said;
    return true;
}

static void part_say(struct buf *b, enum language lang, const char *one, const char *many,
                     int64_t n, struct arena *a)
{
    if (!n)
        return;
    if (b->n)
        buf_add(b, S(", "));
    buf_add(b, msg_fill(a, msg(lang, n == 1 ? one : many), "n", amount_say(n, a), NULL));
}

struct str note_parts_say(const struct read_parts *p, enum language lang, struct arena *a)
{
    const int64_t *c = p->count;
    struct buf b = buf_in(a, SAY_MAX);
    if (!c[READ_PART_TOTAL] || !(c[READ_PART_WOMEN] || c[READ_PART_MEN] || c[READ_PART_CHILDREN]))
        return (struct str){0};
    part_say(&b, lang, TR("{n} person"), TR("{n} people"), c[READ_PART_TOTAL], a);
    part_say(&b, lang, TR("{n} woman"), TR("{n} women"), c[READ_PART_WOMEN], a);
    part_say(&b, lang, TR("{n} man"), TR("{n} men"), c[READ_PART_MEN], a);
    part_say(&b, lang, TR("{n} child"), TR("{n} children"), c[READ_PART_CHILDREN], a);
    return msg_fill(a,
                    msg(lang, read_parts_fit(p)
                                  ? TR("{parts}: adds up.")
                                  : TR("{parts}: does not add up. Kept as it was said.")),
                    "parts", buf_str(&b), NULL);
}
