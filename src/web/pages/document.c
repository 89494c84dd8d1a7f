/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A document's words with what was found in them beside the lines where it stands: what a rule
 * proposes, and what is recorded already. A person decides one by one.
 */
#include <stdlib.h>

#include "base/list.h"
#include "read/proposal_open.h"
#include "record/ids.h"
#include "web/pages/found.h"
#include "web/pages/pages.h"
#include "web/respond.h"

enum { PART_BYTES = 6000, PART_FOUND = 36, BLOCK_LINES = 14, LINE_BYTES = 4000 };

/* ---- parts: what stands on one page */

struct part {
    isize from, to;             /* bytes of the visible text */
    int64_t line;               /* the number of its first line */
    isize found_from, found_to; /* in the list of what was found */
};
struct part_list {
    struct part *at;
    isize n, cap;
};

/* A part ends at a line end, after enough words or enough findings. */
static struct part_list parts_of(struct str text, const struct found_things *found, struct arena *a)
{
    struct part_list l = {0};
    isize at = 0, k = 0;
    int64_t line = 1;
    while (at < text.n) {
        struct part p = {.from = at, .line = line, .found_from = k};
        while (at < text.n && at - p.from < PART_BYTES && k - p.found_from < PART_FOUND) {
            while (at < text.n && text.p[at] != '\n')
                at++;
            at += at < text.n;
            line++;
            while (k < found->n && found->at[k].start < at)
                k++;
        }
        p.to = at;
        p.found_to = k;
        *LIST_ADD(&l, a) = p;
    }
    return l;
}

/* ---- words with marks */

static int by_place(const void *x, const void *y)
{
    const isize a = *(const isize *)x, b = *(const isize *)y;
    return (a > b) - (a < b);
}

/* All places inside [from, to) at which something begins or ends, in order. */
static isize edges_of(isize **out, const struct found_things *found, isize from, isize to,
                      struct arena *a)
{
    isize *at = NEWN(a, isize, 2 * found->n + 2), n = 0, kept = 0;
    at[n++] = from;
    for (isize i = 0; i < found->n; i++) {
        const struct found_thing *t = &found->at[i];
        if (t->start > from && t->start < to)
            at[n++] = t->start;
        if (t->end > from && t->end < to)
            at[n++] = t->end;
    }
    at[n++] = to;
    qsort(at, (size_t)n, sizeof *at, by_place);
    for (isize i = 0; i < n; i++)
        if (!kept || at[kept - 1] != at[i])
            at[kept++] = at[i];
    *out = at;
    return kept;
}

static bool covers(const struct found_thing *t, isize at)
{
    return t->start <= at && at < t->end;
}

static struct view_piece piece_of(struct str text, const struct found_things *found, isize from,
                                  isize to)
{
    struct view_piece p = {.words = str_part(text, from, to)};
    for (isize i = 0; i < found->n; i++) {
        if (!covers(&found->at[i], from))
            continue;
        p.marked = true;
        p.open = p.open || found->at[i].shown.state == FOUND_OPEN;
    }
    return p;
}

static struct view_words line_words(struct str text, const struct found_things *found, isize from,
                                    isize to, struct arena *a)
{
    struct view_words w = {0};
    isize *edges;
    isize n = edges_of(&edges, found, from, to, a);
    struct {
        struct view_piece *at;
        isize n, cap;
    } l = {0};
    for (isize i = 0; i + 1 < n; i++) {
        for (isize k = 0; k < found->n; k++) {
            const struct found_thing *t = &found->at[k];
            if (t->start == edges[i] && t->end > t->start)
                *LIST_ADD(&l, a) = (struct view_piece){.number = t->shown.number};
        }
        *LIST_ADD(&l, a) = piece_of(text, found, edges[i], edges[i + 1]);
    }
    w.at = l.at;
    w.n = l.n;
    return w;
}

/* ---- blocks: paragraphs, each with what begins in it */

struct blocks {
    struct view_block *at;
    isize n, cap;
};

static bool is_blank(struct str line)
{
    return str_trim(line).n == 0;
}

/* The lines that stand open, and how far the findings are given away. */
struct blocking {
    struct blocks *out;
    const struct found_things *found;
    struct arena *a;
    struct view_words *lines;
    isize n, k;
};

/* Everything that begins before 'to' goes beside these lines. */
static void block_close(struct blocking *x, isize to)
{
    const struct found_things *found = x->found;
    struct view_found *at = NEWN(x->a, struct view_found, found->n - x->k + 1);
    isize count = 0;
    while (x->k < found->n && found->at[x->k].start < to)
        at[count++] = found->at[x->k++].shown;
    if (x->n || count)
        *LIST_ADD(x->out, x->a) = (struct view_block){x->lines, x->n, at, count};
    x->n = 0;
}

static void blocks_of(struct blocks *l, struct str text, const struct part *p,
                      const struct found_things *found, struct arena *a)
{
    struct blocking x = {.out = l, .found = found, .a = a};
    isize at = p->from;
    int64_t number = p->line;
    while (at < p->to) {
        isize end = at;
        while (end < p->to && text.p[end] != '\n')
            end++;
        struct str line = str_part(text, at, end);
        if (x.n && (is_blank(line) || x.n == BLOCK_LINES))
            block_close(&x, at);
        if (!x.n)
            x.lines = NEWN(a, struct view_words, BLOCK_LINES);
        if (!is_blank(line)) {
            x.lines[x.n] = line_words(text, found, at, end, a);
            x.lines[x.n++].line = number;
        }
        at = end + (end < p->to);
        number++;
    }
    block_close(&x, INTPTR_MAX);
}

/* ---- the page */

static isize part_with_line(const struct part_list *parts, int64_t line)
{
    isize i = 0;
    while (i + 1 < parts->n && parts->at[i + 1].line <= line)
        i++;
    return i;
}

static void fill_about(struct view_document *v, struct desk *d, const struct record *rec)
{
    const struct fact *lang = record_fact(rec, P_LANGUAGE_OF), *date = record_fact(rec, P_DATE);
    const struct fact *from = record_fact(rec, P_CUSTODIAN);
    struct str id = id_write(d->a, &rec->id);
    v->id = id;
    v->lang = lang ? desk_language(lang->s.value.text) : S("");
    v->date = date && date->s.value.type == V_DATE ? date->s.value.text : S("");
    v->from = from ? from->s.value.text : S("");
    v->kind = rec->meta ? label_in(&rec->meta->label, d->req->lang) : S("");
    v->published = desk_leave_record(rec) >= LEAVE_BY_CODE;
    v->action = str_format(d->a, "/documents/%.*s/found", FS(id));
    v->record = str_format(d->a, "/records/%.*s", FS(id));
    if (record_fact(rec, P_FILE))
        v->original = str_format(d->a, "/documents/%.*s/file", FS(id));
    v->custody = str_format(d->a, "/documents/%.*s/custody", FS(id));
}

static struct str part_href(struct desk *d, struct str id, const struct part_list *parts, isize i)
{
    if (i < 0 || i >= parts->n)
        return (struct str){0};
    return str_format(d->a, "/documents/%.*s?line=%" PRId64, FS(id), parts->at[i].line);
}

bool page_document(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct record rec;
    struct id id;
    struct document_text text;
    struct found_things all;
    struct view_document v = {0};
    struct blocks blocks = {0};
    int64_t line = 1;
    struct err none = {0};
    if (!desk_id(&id, req, 0, err) || !record_load_id(&rec, d.r, &id, d.a, err))
        return false;
    if (rec.type != TYPE_DOCUMENT)
        return respond_redirect(req, desk_record_href(&d, rec.type, &id));
    if (!document_text(&text, d.r, rec.row, d.a, err) || !found_in(&all, &d, &rec, &text, err))
        return false;
    if (!str_to_int(&line, params_get(&req->query, S("line")), 1, INT32_MAX, &none))
        line = 1;
    fill_about(&v, &d, &rec);
    struct part_list parts = parts_of(text.text, &all, d.a);
    isize i = part_with_line(&parts, line);
    if (parts.n) {
        const struct part *p = &parts.at[i];
        struct found_things here = {&all.at[p->found_from], p->found_to - p->found_from, 0, 0, 0};
        blocks_of(&blocks, text.text, p, &here, d.a);
    }
    v.block = blocks.at;
    v.blocks = blocks.n;
    v.open = all.open;
    v.unchecked = all.unchecked;
    v.turn = (struct view_turn){part_href(&d, v.id, &parts, i - 1),
                                part_href(&d, v.id, &parts, i + 1), i + 1, parts.n};
    struct page page = {
        .title_plain = record_title(d.r, &rec, d.a), .place = PLACE_DOCUMENTS, .wide = true};
    struct html *h = page_begin(req, &page);
    view_document(h, &v);
    return page_end(req, h, err);
}

/* ---- deciding */

/* Back to where the reader was: to the next thing that waits after this one, else to this line. */
static bool go_on(struct desk *d, const struct record *rec, isize after, struct err *err)
{
    struct document_text text;
    struct found_things all;
    struct str id = id_write(d->a, &rec->id);
    if (!document_text(&text, d->r, rec->row, d->a, err) || !found_in(&all, d, rec, &text, err))
        return false;
    const struct found_thing *next = NULL;
    for (isize i = 0; i < all.n && !next; i++)
        if (all.at[i].start >= after && all.at[i].shown.state != FOUND_CHECKED)
            next = &all.at[i];
    int64_t line = line_of(text.text, next ? next->start : after);
    struct str anchor =
        next ? str_format(d->a, "n%d", next->shown.number) : str_format(d->a, "l%" PRId64, line);
    return respond_redirect(d->req, str_format(d->a, "/documents/%.*s?line=%" PRId64 "#%.*s",
                                               FS(id), line, FS(anchor)));
}

bool post_found(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct record rec;
    struct id id;
    struct document_text text;
    struct found_things all;
    struct str right = params_get(&req->form, S("right")), no = params_get(&req->form, S("not"));
    struct str name = right.n ? right : no;
    if (!desk_id(&id, req, 0, err) || !record_load_id(&rec, d.r, &id, d.a, err) ||
        !document_text(&text, d.r, rec.row, d.a, err) || !found_in(&all, &d, &rec, &text, err))
        return false;
    for (isize i = 0; i < all.n; i++) {
        if (!str_eq(all.at[i].shown.name, name))
            continue;
        isize at = all.at[i].start;
        return (right.n ? found_right(&d, &all.at[i], err) : found_not_said(&d, &all.at[i], err)) &&
               go_on(&d, &rec, at, err);
    }
    err_set(err, E_CONFLICT, "nothing of that name is found there");
    return err_detail(err, "%s", TR("This was decided meanwhile. Go back and reload the page."));
}
