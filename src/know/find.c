/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "know/find.h"

#include <stdlib.h>

#include "base/list.h"
#include "db/fts.h"
#include "record/document.h"
#include "record/ids.h"

enum { AROUND = 90, SPANS_MAX = 64 };

SQL(Q_WHERE, ROOM_RECORD,
    "SELECT s.subject, s.property, s.value, s.flags, length(b.statement) FROM stmt s"
    " JOIN body b ON b.no = s.no WHERE s.no = ?1");

struct finding {
    const struct reader *r;
    const struct fts_query *q;
    struct found_list *out;
    struct arena *a;
};

static bool is_border(struct str s, isize at)
{
    return at <= 0 || at >= s.n || ((unsigned char)s.p[at] & 0xc0) != 0x80;
}

/* Some words before and after, cut at characters. */
static void take_words(struct found *f, struct str text, struct fts_span m)
{
    isize from = m.start > AROUND ? m.start - AROUND : 0;
    isize to = m.end + AROUND < text.n ? m.end + AROUND : text.n;
    while (!is_border(text, from))
        from++;
    while (!is_border(text, to))
        to--;
    f->words = str_part(text, from, to);
    f->mark_start = m.start - from;
    f->mark_end = m.end - from;
}

static bool add_record(struct finding *x, struct found f, int64_t row, struct err *err)
{
    struct record rec;
    struct err none = {0};
    if (!record_load(&rec, x->r, row, x->a, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    f.row = row;
    f.id = rec.id;
    f.type = rec.type;
    f.title = record_title(x->r, &rec, x->a);
    f.words = str_copy(x->a, f.words);
    *LIST_ADD(x->out, x->a) = f;
    return true;
}

/* A piece of a document: the match must stand in what these eyes may see of it. */
static bool in_document(struct finding *x, int64_t no, int64_t row, int64_t start, int64_t length,
                        struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(x->a);
    struct document_text t;
    struct err none = {0};
    if (!document_text(&t, x->r, row, tmp.arena, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    isize from = document_visible(&t, start);
    from = from < 0 ? 0 : from;
    struct str piece = str_part(t.text, from, from + (isize)length);
    struct fts_span_list spans = fts_spans(x->q, piece, SPANS_MAX, tmp.arena);
    if (spans.n == 0)
        return true;
    struct fts_span m = {from + spans.at[0].start, from + spans.at[0].end};
    struct found f = {.no = no, .start = m.start, .end = m.end};
    take_words(&f, t.text, m);
    return add_record(x, f, row, err);
}

static bool in_statement(struct finding *x, int64_t no, int64_t row, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(x->a);
    struct fact fact;
    struct err none = {0};
    if (!fact_load(&fact, x->r, no, tmp.arena, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    struct fts_span_list spans = fts_spans(x->q, fact.s.value.text, SPANS_MAX, tmp.arena);
    if (spans.n == 0 || row <= 0)
        return true;
    struct found f = {.no = no};
    take_words(&f, fact.s.value.text, spans.at[0]);
    return add_record(x, f, row, err);
}

static bool look_at(struct finding *x, int64_t no, struct err *err)
{
    AUTO(rows_drop) struct rows rows = db_rows(x->r->db, &Q_WHERE, VALS(vi(no)));
    if (!rows_next(&rows))
        return rows_done(&rows, err);
    int64_t subject = rows_int(&rows, 0), property = rows_int(&rows, 1);
    int64_t start = rows_int(&rows, 2), flags = rows_int(&rows, 3), length = rows_int(&rows, 4);
    if (!rows_done(&rows, err))
        return false;
    if (flags >= 32) /* of a batch that is not closed */
        return true;
    return property == P_TEXT ? in_document(x, no, subject, start, length, err)
                              : in_statement(x, no, subject, err);
}

static int newest_first(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x < y) - (x > y);
}

bool find_words(struct found_list *out, const struct reader *r, struct str query, isize max,
                struct arena *a, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct fts_query q;
    struct fts_hits hits;
    struct found_list l = {0};
    struct finding x = {r, &q, &l, a};
    bool all = r->gate.clearance >= SENSITIVITY_SECRET;
    if (!fts_query_parse(&q, query, tmp.arena, err) ||
        !fts_find(&hits, r->db, &q, all ? max + 1 : FTS_RANKED_MAX, tmp.arena, err))
        return false;
    if (!all && hits.n)
        qsort(hits.at, (size_t)hits.n, sizeof *hits.at, newest_first);
    for (isize i = 0; i < hits.n && l.n <= max; i++)
        if (!look_at(&x, hits.at[i], err))
            return false;
    l.more = l.n > max; /* of hits that these eyes may see */
    l.n = l.more ? max : l.n;
    *out = l;
    return true;
}
