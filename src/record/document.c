/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/document.h"

#include <stdlib.h>

#include "base/list.h"
#include "base/utf8.h"
#include "record/ids.h"
#include "record/labels.h"

SQL(Q_PIECES, ROOM_RECORD,
    "SELECT s.no, b.statement FROM stmt s JOIN body b ON b.no = s.no"
    " JOIN entry e ON e.row = s.no / 4096 WHERE s.subject = ?1"
    " AND s.property = 47 AND s.flags < 32 ORDER BY s.value, e.depth, e.id, s.no");

isize document_pieces(struct stmt **out, struct id document, struct str text, struct str language,
                      struct arena *a)
{
    struct {
        struct stmt *at;
        isize n, cap;
    } l = {0};
    for (isize at = 0; at < text.n;) {
        isize end = text.n - at > PIECE_MAX ? at + PIECE_MAX : text.n;
        isize line = end;
        while (end < text.n && line > at && text.p[line - 1] != '\n')
            line--;
        end = line > at ? line : end;
        while (end < text.n && ((unsigned char)text.p[end] & 0xc0) == 0x80)
            end--;
        struct stmt *s = LIST_ADD(&l, a);
        *s = STMT(.subject = ref_record(document), .property = S("core:text"),
                  .value = {.type = V_PIECE, .number = at, .text = str_part(text, at, end)},
                  .language = language);
        at = end;
    }
    *out = l.at;
    return l.n;
}

/* ---- what is cut out */

struct cut_list {
    struct cut *at;
    isize n, cap;
};

static void cut_add(struct cut_list *l, int64_t start, int64_t end, struct arena *a)
{
    if (end > start)
        *LIST_ADD(l, a) = (struct cut){start, end};
}

static int by_start(const void *x, const void *y)
{
    const struct cut *a = x, *b = y;
    return (a->start > b->start) - (a->start < b->start);
}

/* Sort and join what overlaps. */
static void cuts_join(struct cut_list *l)
{
    isize n = 0;
    if (l->n == 0)
        return;
    qsort(l->at, (size_t)l->n, sizeof *l->at, by_start);
    for (isize i = 1; i < l->n; i++) {
        if (l->at[i].start <= l->at[n].end)
            l->at[n].end = l->at[i].end > l->at[n].end ? l->at[i].end : l->at[n].end;
        else
            l->at[++n] = l->at[i];
    }
    l->n = n + 1;
}

/* Does a label on the statement itself, or on the record it speaks of, hide it from the reader? */
static bool is_hidden(bool *out, const struct fact *f, const struct reader *r,
                      struct label_cache *labels, struct err *err)
{
    struct label record = {0};
    if (f->record > 0 && !label_record(&record, labels, r, f->record, err))
        return false;
    *out = record.sensitivity > r->gate.clearance ||
           (f->item.labelled && f->item.sensitivity > r->gate.clearance);
    return true;
}

/*
 * A passage has the highest label of what is grounded in it. Statements without a label of their
 * own, or on their record, do not hide the words of a document that may be seen: the document's own
 * label speaks for them.
 */
static bool cuts_of(struct cut_list *out, const struct reader *r, int64_t document, struct arena *a,
                    struct err *err)
{
    struct label_cache labels = label_cache_in(a);
    struct label_passages passages;
    struct reader all = *r;
    struct fact_list facts;
    all.gate = (struct gate){AUDIENCE_MEMBERS, SENSITIVITY_SECRET};
    if (!label_passages(&passages, &labels, r, document, err) ||
        !facts_from(&facts, &all, document, a, err))
        return false;
    for (isize i = 0; i < passages.n; i++)
        if (passages.at[i].sensitivity > r->gate.clearance)
            cut_add(out, passages.at[i].start, passages.at[i].end, a);
    for (isize i = 0; i < facts.n; i++) {
        const struct fact *f = &facts.at[i];
        bool hidden;
        if (!is_hidden(&hidden, f, r, &labels, err))
            return false;
        if (hidden && f->s.source.kind == REF_PASSAGE)
            cut_add(out, f->s.source.start, f->s.source.end, a);
    }
    return true;
}

/* A piece that is itself above the reader's clearance is cut out as a passage is. */
static bool piece_check(struct cut_list *cuts, const struct reader *r, int64_t no,
                        const struct stmt *s, struct arena *a, struct err *err)
{
    struct label_cache labels = label_cache_in(a);
    enum sensitivity level;
    if (!label_statement(&level, &labels, r, no, err))
        return false;
    if (level > r->gate.clearance)
        cut_add(cuts, s->value.number, s->value.number + s->value.text.n, a);
    return true;
}

static bool whole_text(struct str *out, struct cut_list *cuts, const struct reader *r,
                       int64_t document, struct arena *a, struct err *err)
{
    struct buf b = buf_in(a, DOCUMENT_TEXT_MAX);
    AUTO(rows_drop) struct rows rows = db_rows(r->db, &Q_PIECES, VALS(vi(document)));
    while (rows_next(&rows)) {
        struct stmt s;
        struct str bytes = rows_borrow(&rows, 1); /* until the next row */
        if (!stmt_parse(&s, bytes, err))
            return err_in(err, "text of a document");
        /* An erased piece leaves a gap of the same length, so that later passages stay in place. */
        while (b.n < s.value.number && !b.full)
            buf_add_c(&b, ' ');
        if (s.value.number != b.n)
            continue;
        buf_add(&b, s.value.text);
        if (r->gate.clearance < SENSITIVITY_SECRET &&
            !piece_check(cuts, r, rows_int(&rows, 0), &s, a, err))
            return false;
    }
    return rows_done(&rows, err) && buf_done(&b, out, err);
}

bool document_text(struct document_text *out, const struct reader *r, int64_t document,
                   struct arena *a, struct err *err)
{
    struct label_cache labels = label_cache_in(a);
    struct label own = {0};
    struct cut_list cuts = {0};
    struct str whole = {0};
    if (!label_record(&own, &labels, r, document, err))
        return false;
    if (own.sensitivity > r->gate.clearance)
        return err_set(err, E_NOTFOUND, "no such document");
    if (!whole_text(&whole, &cuts, r, document, a, err) ||
        (r->gate.clearance < SENSITIVITY_SECRET && !cuts_of(&cuts, r, document, a, err)))
        return false;
    cuts_join(&cuts);
    struct buf b = buf_in(a, DOCUMENT_TEXT_MAX);
    isize at = 0;
    for (isize i = 0; i < cuts.n; i++) {
        buf_add(&b, str_part(whole, at, (isize)cuts.at[i].start));
        at = (isize)cuts.at[i].end;
    }
    buf_add(&b, str_part(whole, at, whole.n));
    *out = (struct document_text){cuts.n ? buf_str(&b) : whole, cuts.at, cuts.n, whole.n};
    return true;
}

bool document_is_cut(bool *out, const struct reader *r, int64_t document, struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct document_text t = {0};
    struct err none = {0};
    *out = true;
    if (!document_text(&t, r, document, a, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    *out = t.cut_n > 0;
    return true;
}

isize document_visible(const struct document_text *t, int64_t at)
{
    int64_t gone = 0;
    for (isize i = 0; i < t->cut_n; i++) {
        if (at >= t->cuts[i].end)
            gone += t->cuts[i].end - t->cuts[i].start;
        else if (at > t->cuts[i].start)
            return -1;
    }
    return (isize)(at - gone);
}

struct str document_words(const struct document_text *t, int64_t start, int64_t end)
{
    for (isize i = 0; i < t->cut_n; i++)
        if (t->cuts[i].start < end && start < t->cuts[i].end)
            return (struct str){0};
    isize from = document_visible(t, start);
    if (from < 0 || end < start || from + (end - start) > t->text.n)
        return (struct str){0};
    return str_part(t->text, from, from + (isize)(end - start));
}
