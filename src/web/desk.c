/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/desk.h"

#include "base/utf8.h"
#include "lang/edtf.h"
#include "record/ids.h"

enum { PASSAGE_SHOWN = 400, LANGUAGE_MAX = 16 };

struct workspace *desk_workspace(struct request *req)
{
    struct site_thread *t = req->thread;
    t->w.reader.lang = req->lang;
    site_sit(req->site, t, &req->session.who);
    t->w.reader.gate = (struct gate){AUDIENCE_MEMBERS, (enum sensitivity)req->session.who.sees};
    return &t->w;
}

const struct reader *desk_reader(struct request *req)
{
    return &desk_workspace(req)->reader;
}

/* Whether the store answers; a page that only reads also takes its one moment. */
static bool store_answers(struct desk *d)
{
    struct err none = {0};
    int64_t mark;
    if (d->req->head.method == GET)
        return snapshot_begin(&d->now, d->w->v->db, &none);
    return store_mark(&mark, d->w->v->db, &none);
}

struct desk desk_open(struct request *req)
{
    struct workspace *w = desk_workspace(req);
    struct desk d = {.req = req, .w = w, .r = &w->reader, .a = req->a};
    if (!store_answers(&d)) {
        site_thread_renew(req->thread, req->site);
        desk_workspace(req); /* the reader's language and clearance again */
        if (!store_answers(&d))
            d.now = (struct snapshot){0}; /* the page will say what is wrong */
    }
    return d;
}

void desk_close(struct desk *d)
{
    snapshot_drop(&d->now);
}

/* ---- text */

int64_t line_of(struct str text, isize at)
{
    int64_t n = 1;
    for (isize i = 0; i < at && i < text.n; i++)
        n += text.p[i] == '\n';
    return n;
}

struct str text_short(struct str s, isize max, struct arena *a)
{
    isize end = 0, before = 0;
    if (s.n <= max)
        return s;
    while (end <= max) {
        before = end;
        utf8_next(s, &end);
    }
    return str_format(a, "%.*s…", FS(str_part(s, 0, before)));
}

/* ---- parts */

struct desk_part desk_part(const struct request *req, isize all, isize each)
{
    struct desk_part p = {.part = 1, .parts = all ? (all + each - 1) / each : 1};
    struct err none = {0};
    if (!str_to_int(&p.part, params_get(&req->query, S("part")), 1, p.parts, &none))
        p.part = 1;
    p.from = (isize)(p.part - 1) * each;
    p.to = p.from + each < all ? p.from + each : all;
    return p;
}

static struct str part_href(struct desk *d, const struct desk_part *p, struct str path,
                            int64_t part)
{
    if (part < 1 || part > p->parts)
        return (struct str){0};
    return str_format(d->a, "%.*s?part=%" PRId64, FS(path), part);
}

struct view_turn desk_turn(struct desk *d, const struct desk_part *p, struct str path)
{
    return (struct view_turn){part_href(d, p, path, p->part - 1),
                              part_href(d, p, path, p->part + 1), p->part, p->parts};
}

/* ---- addresses */

struct str desk_record_href(struct desk *d, int type, const struct id *id)
{
    struct str name = id_write(d->a, id);
    switch (type) {
    case TYPE_DOCUMENT: return str_format(d->a, "/documents/%.*s", FS(name));
    case TYPE_ACTION: return str_format(d->a, "/cases/%.*s", FS(name));
    case TYPE_LETTER: return str_format(d->a, "/letters/%.*s", FS(name));
    default: return str_format(d->a, "/records/%.*s", FS(name));
    }
}

/* 60 bits of a hash over the entry and the place in it: it says nothing of what came before. */
struct str desk_said(const struct fact *f, struct arena *a)
{
    static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    int index = (int)(f->no % (STMTS_PER_ENTRY + 1));
    struct str place = str_format(tmp.arena, "statement %d of ", index);
    struct buf b = buf_in(tmp.arena, 256);
    buf_add(&b, place);
    buf_add(&b, HASH_STR(&f->entry));
    struct hash h = hash_sha256(buf_str(&b));
    char *letters = NEWN(a, char, SAID_LETTERS + 1);
    for (int i = 0; i < SAID_LETTERS; i++)
        letters[i] = digits[h.b[i] & 31];
    return (struct str){letters, SAID_LETTERS};
}

struct str desk_said_href(struct desk *d, const struct id *record, const struct fact *f)
{
    struct str name = id_write(d->a, record), letters = desk_said(f, d->a);
    return str_format(d->a, "/records/%.*s/said/%.*s", FS(name), FS(letters));
}

const struct fact *desk_said_find(const struct record *rec, struct str letters)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    for (isize i = 0; i < rec->facts.n; i++)
        if (str_eq(desk_said(&rec->facts.at[i], tmp.arena), letters))
            return &rec->facts.at[i];
    return NULL;
}

bool desk_id(struct id *out, const struct request *req, isize n, struct err *err)
{
    struct err none = {0};
    ASSERT(n < req->ids_n);
    return id_parse(out, req->ids[n], &none) || err_set(err, E_NOTFOUND, "no such id");
}

/* ---- sources */

struct str desk_language(struct str tag)
{
    struct str first, rest;
    str_cut(tag, '+', &first, &rest);
    for (isize i = 0; i < first.n; i++) {
        char c = first.p[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && c != '-' && !(c >= '0' && c <= '9'))
            return (struct str){0};
    }
    return first.n > LANGUAGE_MAX || str_eq(first, S("und")) ? (struct str){0} : first;
}

static bool document_find(struct desk_document *doc, struct desk *d)
{
    struct err none = {0};
    struct record rec;
    if (!record_row_of(&doc->row, d->r->db, &doc->id, &none) ||
        !record_load(&rec, d->r, doc->row, d->a, &none))
        return false;
    const struct fact *lang = record_fact(&rec, P_LANGUAGE_OF);
    doc->title = record_title(d->r, &rec, d->a);
    doc->lang = lang ? desk_language(lang->s.value.text) : (struct str){0};
    return true;
}

static struct desk_document *document_of(struct desk *d, const struct id *id)
{
    struct desk_document *doc = d->documents;
    while (doc && !id_eq(&doc->id, id))
        doc = doc->next;
    if (!doc) {
        doc = NEW(d->a, struct desk_document);
        *doc = (struct desk_document){.id = *id, .next = d->documents};
        d->documents = doc;
        doc->there = document_find(doc, d);
    }
    return doc->there ? doc : NULL;
}

const struct desk_document *desk_document(struct desk *d, const struct id *id)
{
    return document_of(d, id);
}

const struct document_text *desk_text(struct desk *d, const struct id *id)
{
    struct err none = {0};
    struct desk_document *doc = document_of(d, id);
    if (!doc)
        return NULL;
    if (!doc->read && !document_text(&doc->text, d->r, doc->row, d->a, &none))
        doc->text = (struct document_text){0};
    doc->read = true;
    return &doc->text;
}

struct str desk_passage_href(struct desk *d, const struct ref *passage)
{
    struct str name = id_write(d->a, &passage->id);
    const struct document_text *t =
        passage->kind == REF_PASSAGE ? desk_text(d, &passage->id) : NULL;
    isize at = t ? document_visible(t, passage->start) : -1;
    if (!desk_document(d, &passage->id))
        return (struct str){0};
    if (at < 0)
        return str_format(d->a, "/documents/%.*s", FS(name));
    int64_t line = line_of(t->text, at);
    return str_format(d->a, "/documents/%.*s?line=%" PRId64 "#l%" PRId64, FS(name), line, line);
}

struct str desk_passage_at(struct desk *d, const struct ref *passage)
{
    const struct document_text *t =
        passage->kind == REF_PASSAGE ? desk_text(d, &passage->id) : NULL;
    isize at = t ? document_visible(t, passage->start) : -1;
    if (at < 0)
        return (struct str){0};
    struct str n = str_format(d->a, "%" PRId64, line_of(t->text, at));
    return msg_fill(d->a, msg(d->req->lang, TR("line {n}")), "n", n, NULL);
}

struct str desk_member(struct desk *d, const struct id *member)
{
    return member_say(d->r, member, &d->w->v->member, d->a);
}

enum sure desk_sure(const struct fact *f)
{
    static const enum sure words[] = {
        [0] = SURE_UNSAID,
        [TERM_HEDGE_KNOWN] = SURE_KNOWN,
        [TERM_HEDGE_REPORTED] = SURE_REPORTED,
        [TERM_HEDGE_ALLEGED] = SURE_ALLEGED,
        [TERM_HEDGE_BELIEVED] = SURE_BELIEVED,
        [TERM_HEDGE_ESTIMATED] = SURE_ESTIMATED,
        [TERM_HEDGE_DENIED] = SURE_DENIED,
    };
    return f->s.hedge >= 0 && f->s.hedge < COUNTOF(words) ? words[f->s.hedge] : SURE_UNSAID;
}

const char *desk_state(const struct fact *f)
{
    if (f->retracted)
        return TR("withdrawn");
    if (f->corrected_by)
        return TR("corrected");
    if (f->judged == TERM_JUDGEMENT_REJECT)
        return TR("not used");
    if (f->judged == TERM_JUDGEMENT_PREFER)
        return TR("preferred");
    return f->checked ? TR("checked") : TR("not checked");
}

struct str desk_holder(struct desk *d, const struct fact *f)
{
    struct str holder = f->s.holder_name;
    struct err none = {0};
    struct record rec;
    if (!id_is_zero(&f->s.holder) && record_load_id(&rec, d->r, &f->s.holder, d->a, &none))
        holder = record_title(d->r, &rec, d->a);
    return holder;
}

static struct view_source source_make(struct desk *d, const struct fact *f)
{
    struct view_source s = {.sure = SURE_UNSAID,
                            .unchecked = !f->checked,
                            .entered_by = desk_member(d, &f->author),
                            .entered = time_day(f->time, d->a)};
    const struct desk_document *doc =
        f->s.source.kind != REF_NONE ? desk_document(d, &f->s.source.id) : NULL;
    if (!doc) {
        s.title = msg(d->req->lang, TR("Written down by hand"));
        s.passage = f->s.as_written;
        s.lang = desk_language(f->s.language);
        return s;
    }
    s.title = doc->title;
    s.href = desk_passage_href(d, &f->s.source);
    s.at = desk_passage_at(d, &f->s.source);
    s.lang = doc->lang;
    if (f->s.source.kind == REF_PASSAGE)
        s.passage = text_short(document_words(&doc->text, f->s.source.start, f->s.source.end),
                               PASSAGE_SHOWN, d->a);
    return s;
}

static bool source_same(const struct view_source *a, const struct view_source *b)
{
    return a->unchecked == b->unchecked && str_eq(a->title, b->title) && str_eq(a->href, b->href) &&
           str_eq(a->passage, b->passage) && str_eq(a->entered_by, b->entered_by) &&
           str_eq(a->entered, b->entered);
}

int desk_source(struct desk *d, const struct fact *f)
{
    struct view_source s = source_make(d, f);
    for (isize i = 0; i < d->n; i++)
        if (source_same(&d->at[i], &s))
            return d->at[i].n;
    if (d->n >= DESK_SOURCES_MAX)
        return 0;
    if (!d->at)
        d->at = NEWN(d->a, struct view_source, DESK_SOURCES_MAX);
    s.n = (int)d->n + 1;
    d->at[d->n++] = s;
    return s.n;
}

struct view_sources desk_sources(const struct desk *d)
{
    return (struct view_sources){d->at, d->n};
}

/* ---- what may leave */

static enum gate_answer asked(const struct fact *f, enum audience audience)
{
    struct gate g = {audience, SENSITIVITY_SECRET};
    return gate_ask(&g, &f->item).answer;
}

enum leave desk_leave(const struct fact *f)
{
    switch (asked(f, AUDIENCE_PUBLIC)) {
    case GATE_SHOW: return f->item.type == TYPE_PERSON ? LEAVE_BY_NAME : LEAVE_PUBLIC;
    case GATE_CODE: return LEAVE_BY_CODE;
    case GATE_KEEP: break;
    }
    return asked(f, AUDIENCE_UN) == GATE_KEEP ? LEAVE_INSIDE : LEAVE_UN;
}

static bool counts(const struct fact *f)
{
    return f->p && fact_is_live(f) && f->p->number != P_TYPE && f->p->number != P_SENSITIVITY &&
           f->p->number != P_MAY_LEAVE && f->p->number != P_TEXT && f->p->number != P_CODE;
}

/* A person goes as far as the name goes; anything else as far as the furthest thing said of it. */
enum leave desk_leave_record(const struct record *rec)
{
    enum leave furthest = LEAVE_INSIDE;
    const struct fact *name = rec->type == TYPE_PERSON ? record_fact(rec, P_NAME) : NULL;
    if (name)
        return desk_leave(name);
    for (isize i = 0; i < rec->facts.n; i++) {
        const struct fact *f = &rec->facts.at[i];
        if (counts(f) && desk_leave(f) > furthest)
            furthest = desk_leave(f);
    }
    return furthest;
}

isize desk_kept(struct view_kept *out, isize max, struct desk *d, const struct record *rec)
{
    isize n = 0;
    const struct property *last = NULL;
    for (isize i = 0; i < rec->facts.n && n < max; i++) {
        const struct fact *f = &rec->facts.at[i];
        struct gate g = {AUDIENCE_PUBLIC, SENSITIVITY_SECRET};
        struct gate_verdict v = gate_ask(&g, &f->item);
        if (!counts(f) || v.answer == GATE_SHOW || f->p == last)
            continue;
        last = f->p;
        out[n++] = (struct view_kept){.what = label_in(&f->p->label, d->req->lang),
                                      .because = msg(d->req->lang, gate_reason_say(v.reason))};
    }
    return n;
}
