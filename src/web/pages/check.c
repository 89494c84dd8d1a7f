/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One thing after the other that a person has to read against its passage: of a document, of one
 * kind, or only what a letter uses. Each decision can be undone.
 */
#include "base/list.h"
#include "read/proposal_open.h"
#include "read/proposal_undo.h"
#include "record/ids.h"
#include "web/pages/found.h"
#include "web/pages/pages.h"
#include "web/respond.h"

enum { QUEUE_MAX = 100, DOCUMENTS_READ = 40, KINDS_MAX = 24, LINES_AROUND = 2, LINES_MOST = 12 };

struct scope { /* what the address asks for */
    bool has_document, has_letter;
    struct id document, letter;
    struct str kind; /* of finding; empty: all */
    int64_t skip;    /* so many are left for later */
};
struct waiting {
    struct found_thing thing;
    struct record document;
    struct document_text text;
    struct str kind;
};
struct queue {
    struct waiting *at;
    isize n, cap;
    struct {
        struct str id, word;
    } kinds[KINDS_MAX];
    isize kinds_n;
    bool more;
};

/* ---- the address */

static bool is_word(struct str s)
{
    for (isize i = 0; i < s.n; i++)
        if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || s.p[i] == '_' || s.p[i] == '-'))
            return false;
    return true;
}

static bool scope_read(struct scope *s, const struct params *p, struct err *err)
{
    struct err none = {0};
    struct str document = params_get(p, S("document")), letter = params_get(p, S("letter"));
    s->kind = params_get(p, S("kind"));
    s->has_document = document.n > 0;
    s->has_letter = letter.n > 0;
    if ((s->has_document && !id_parse(&s->document, document, err)) ||
        (s->has_letter && !id_parse(&s->letter, letter, err)))
        return false;
    if (!is_word(s->kind))
        return err_set(err, E_NOTFOUND, "no such kind");
    if (!str_to_int(&s->skip, params_get(p, S("skip")), 0, QUEUE_MAX, &none))
        s->skip = 0;
    return true;
}

/* "/check?document=...&skip=3"; what follows is added by the caller. */
static struct str scope_href(struct desk *d, const struct scope *s, struct str kind, int64_t skip)
{
    struct buf b = buf_in(d->a, 512);
    buf_addf(&b, "/check?skip=%" PRId64, skip);
    if (s->has_document)
        buf_addf(&b, "&document=%.*s", FS(id_write(d->a, &s->document)));
    if (s->has_letter)
        buf_addf(&b, "&letter=%.*s", FS(id_write(d->a, &s->letter)));
    if (kind.n)
        buf_addf(&b, "&kind=%.*s", FS(kind));
    return buf_str(&b);
}

/* ---- what waits */

static struct str kind_of(struct desk *d, const struct found_thing *t)
{
    if (t->proposal)
        return t->proposal->kind;
    const struct record_type *type = schema_type(d->r->schema, t->facts[0]->item.type);
    return type ? type->id : S("");
}

static void kind_note(struct queue *q, struct str id, struct str word)
{
    for (isize i = 0; i < q->kinds_n; i++)
        if (str_eq(q->kinds[i].id, id))
            return;
    if (q->kinds_n < KINDS_MAX && is_word(id) && id.n) {
        q->kinds[q->kinds_n].id = id;
        q->kinds[q->kinds_n++].word = word;
    }
}

struct rows_wanted { /* statements that a letter uses; NULL: everything */
    const int64_t *at;
    isize n;
};

static bool is_wanted(const struct found_thing *t, const struct rows_wanted *used)
{
    if (!used)
        return true;
    for (isize i = 0; i < t->fact_n; i++)
        for (isize k = 0; k < used->n; k++)
            if (t->facts[i]->no == used->at[k])
                return true;
    return false;
}

static bool document_add(struct queue *q, struct desk *d, const struct id *id,
                         const struct scope *s, const struct rows_wanted *used, struct err *err)
{
    struct waiting w = {0};
    struct found_things all;
    struct err none = {0};
    if (!record_load_id(&w.document, d->r, id, d->a, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    if (!document_text(&w.text, d->r, w.document.row, d->a, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    if (!found_in(&all, d, &w.document, &w.text, err))
        return false;
    for (isize i = 0; i < all.n; i++) {
        w.thing = all.at[i];
        w.kind = kind_of(d, &w.thing);
        if (w.thing.shown.state == FOUND_CHECKED || !is_wanted(&w.thing, used))
            continue;
        kind_note(q, w.kind, w.thing.shown.kind);
        if (s->kind.n && !str_eq(s->kind, w.kind))
            continue;
        if (q->n == QUEUE_MAX) {
            q->more = true;
            return true;
        }
        *LIST_ADD(q, d->a) = w;
    }
    return true;
}

/* The papers from which the letter's statements come, each once. */
static bool letter_add(struct queue *q, struct desk *d, const struct scope *s, struct err *err)
{
    struct record letter;
    struct id papers[DOCUMENTS_READ];
    isize papers_n = 0;
    if (!record_load_id(&letter, d->r, &s->letter, d->a, err))
        return false;
    int64_t *rows = NEWN(d->a, int64_t, letter.facts.n + 1);
    struct rows_wanted used = {rows, 0};
    for (const struct fact *f = record_fact(&letter, P_USES); f; f = record_next(&letter, f)) {
        struct fact fact;
        struct err none = {0};
        int64_t no;
        bool known = false;
        if (!journal_no(&no, d->r->db, &f->s.value.ref, &none) ||
            !fact_load(&fact, d->r, no, d->a, &none) || fact.checked ||
            fact.s.source.kind != REF_PASSAGE)
            continue;
        rows[used.n++] = no;
        for (isize i = 0; i < papers_n; i++)
            known = known || id_eq(&papers[i], &fact.s.source.id);
        if (!known && papers_n < DOCUMENTS_READ)
            papers[papers_n++] = fact.s.source.id;
    }
    for (isize i = 0; i < papers_n; i++)
        if (!document_add(q, d, &papers[i], s, &used, err))
            return false;
    return true;
}

static bool queue_make(struct queue *q, struct desk *d, const struct scope *s, struct err *err)
{
    struct open_documents open;
    if (s->has_letter)
        return letter_add(q, d, s, err);
    if (s->has_document)
        return document_add(q, d, &s->document, s, NULL, err);
    if (!proposals_open(&open, d->w, DOCUMENTS_READ, d->a, err))
        return false;
    for (isize i = 0; i < open.n && q->n < QUEUE_MAX; i++)
        if (!document_add(q, d, &open.at[i].document, s, NULL, err))
            return false;
    return true;
}

/* ---- showing one */

/* The lines around what is marked; none if it is about the document as a whole. */
static void passage_view(struct view_passage *p, struct desk *d, const struct waiting *w)
{
    struct str text = w->text.text;
    const struct found_thing *t = &w->thing;
    const struct fact *lang = record_fact(&w->document, P_LANGUAGE_OF);
    struct view_line *line = NEWN(d->a, struct view_line, LINES_MOST);
    isize from = t->start;
    p->title = record_title(d->r, &w->document, d->a);
    p->lang = lang ? desk_language(lang->s.value.text) : S("");
    if (!p->lang.n)
        p->lang = language_tag(d->req->lang);
    if (t->end <= t->start)
        return;
    ASSERT(t->end <= text.n);
    for (int back = 0; from > 0; from--)
        if (text.p[from - 1] == '\n' && back++ == LINES_AROUND)
            break;
    int64_t number = line_of(text, from);
    for (int after = 0; from < text.n && p->n < LINES_MOST && after <= LINES_AROUND; number++) {
        isize to = from;
        while (to < text.n && text.p[to] != '\n')
            to++;
        isize a = t->start > from ? t->start : from, b = t->end < to ? t->end : to;
        after += to >= t->end;
        if (a < b)
            line[p->n++] = (struct view_line){number, str_part(text, from, a), str_part(text, a, b),
                                              str_part(text, b, to)};
        else if (to > from)
            line[p->n++] = (struct view_line){number, str_part(text, from, to), S(""), S("")};
        from = to + 1;
    }
    p->line = line;
}

static struct view_queue_scope scope_view(struct desk *d, const struct scope *s)
{
    return (struct view_queue_scope){.document =
                                         s->has_document ? id_write(d->a, &s->document) : S(""),
                                     .letter = s->has_letter ? id_write(d->a, &s->letter) : S(""),
                                     .kind = s->kind,
                                     .skip = s->skip};
}

static void kinds_view(struct view_queue *v, struct desk *d, const struct queue *q,
                       const struct scope *s)
{
    struct view_option *at = NEWN(d->a, struct view_option, KINDS_MAX + 1);
    for (isize i = 0; i < q->kinds_n; i++)
        at[i] = (struct view_option){scope_href(d, s, q->kinds[i].id, 0), q->kinds[i].word};
    v->kinds = (struct view_options){at, q->kinds_n};
    v->all_kinds = s->kind.n ? scope_href(d, s, S(""), 0) : S("");
}

bool page_check_found(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct scope s = {0};
    struct queue q = {0};
    struct view_queue v = {0};
    if (!scope_read(&s, &req->query, err) || !queue_make(&q, &d, &s, err))
        return false;
    v.scope = scope_view(&d, &s);
    v.left = q.n;
    v.more = q.more;
    v.again = scope_href(&d, &s, s.kind, 0);
    v.back = s.has_letter     ? desk_record_href(&d, TYPE_LETTER, &s.letter)
             : s.has_document ? desk_record_href(&d, TYPE_DOCUMENT, &s.document)
                              : S("/");
    v.undo = params_get(&req->query, S("did"));
    v.undo_in = params_get(&req->query, S("in"));
    v.was_right = str_eq(params_get(&req->query, S("was")), S("right"));
    kinds_view(&v, &d, &q, &s);
    if (s.skip < q.n) {
        ASSERT(q.at);
        const struct waiting *w = &q.at[s.skip];
        v.thing = &w->thing.shown;
        v.in = id_write(d.a, &w->document.id);
        v.document_href = desk_record_href(&d, TYPE_DOCUMENT, &w->document.id);
        passage_view(&v.passage, &d, w);
    }
    struct page page = {.title = TR("Is it said there?"), .place = PLACE_HOME, .wide = true};
    struct html *h = page_begin(req, &page);
    view_queue(h, &v);
    return page_end(req, h, err);
}

/* ---- deciding */

static const struct waiting *named(const struct queue *q, struct str name)
{
    for (isize i = 0; i < q->n; i++)
        if (str_eq(q->at[i].thing.shown.name, name))
            return &q->at[i];
    return NULL;
}

/* Taken over as it stands, without saying that it was read, and then changed value by value. */
static bool change(struct desk *d, const struct waiting *w, struct err *err)
{
    struct acceptance x = {.bulk = true};
    struct id made;
    if (!w->thing.proposal)
        return respond_redirect(d->req, w->thing.shown.href);
    *LIST_ADD(&x.proposals, d->a) = *w->thing.proposal;
    if (!proposals_accept(&made, d->w, &x, err))
        return false;
    if (id_is_zero(&made))
        made = w->document.id;
    return respond_redirect(d->req, str_format(d->a, "/records/%.*s", FS(id_write(d->a, &made))));
}

bool post_check_found(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct scope s = {0};
    struct queue q = {0};
    struct str did = params_get(&req->form, S("do")), name = params_get(&req->form, S("name"));
    if (!scope_read(&s, &req->form, err))
        return false;
    if (str_eq(did, S("later")))
        return respond_redirect(req, scope_href(&d, &s, s.kind, s.skip + 1));
    if (!queue_make(&q, &d, &s, err))
        return false;
    const struct waiting *w = named(&q, name);
    if (!w) {
        err_set(err, E_CONFLICT, "nothing of that name waits");
        return err_detail(err, "%s",
                          TR("This was decided meanwhile. Go back and reload the page."));
    }
    if (str_eq(did, S("change")))
        return change(&d, w, err);
    bool right = str_eq(did, S("right"));
    if (!right && !str_eq(did, S("not")))
        return err_set(err, E_INVALID, "no such decision");
    if (!(right ? found_right(&d, &w->thing, err) : found_not_said(&d, &w->thing, err)))
        return false;
    return respond_redirect(
        req, str_format(d.a, "%.*s&did=%.*s&was=%s&in=%.*s", FS(scope_href(&d, &s, s.kind, s.skip)),
                        FS(name), right ? "right" : "not", FS(id_write(d.a, &w->document.id))));
}

bool post_check_undo(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct scope s = {0};
    struct proposal p;
    struct err none = {0};
    struct id in;
    struct record document;
    struct str name = params_get(&req->form, S("name"));
    if (!scope_read(&s, &req->form, err) || !id_parse(&in, params_get(&req->form, S("in")), err) ||
        !record_load_id(&document, d.r, &in, d.a, err))
        return false;
    if (proposal_load(&p, d.w, name, d.a, &none)) {
        if (!proposal_reopen(d.w, &p, err))
            return false;
    } else if (none.code != E_NOTFOUND) {
        return err_copy(err, &none);
    } else if (!found_undo(&d, &document, name,
                           str_eq(params_get(&req->form, S("was")), S("right")), err)) {
        return false;
    }
    return respond_redirect(req, scope_href(&d, &s, s.kind, s.skip));
}
