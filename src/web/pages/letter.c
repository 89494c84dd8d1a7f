/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One letter that was kept: as it stands, its history, and the files it leaves as. */
#include <stdlib.h>
#include <string.h>

#include "act/final.h"
#include "base/list.h"
#include "lang/edtf.h"
#include "lang/when.h"
#include "record/ids.h"
#include "web/pages/letter_view.h"
#include "web/pages/pages.h"
#include "web/respond.h"

enum { CHANGES_SHOWN = 100, CHANGES_MAX = 20000, PAPERS_SHOWN = 50 };

static struct view_kept_letter letter_ways(struct desk *d, const struct kept *k)
{
    struct str record = str_format(d->a, "/records/%.*s", FS(id_write(d->a, &k->id)));
    return (struct view_kept_letter){
        .state = schema_term_say(d->r->schema, V_LETTER_STATE, k->state, d->req->lang),
        .draft = k->state == TERM_LETTER_STATE_DRAFT,
        .record = record,
        .history = letter_href(d, &k->id, "/history"),
        .edit = letter_href(d, &k->id, "/edit"),
        .ready = letter_href(d, &k->id, "/ready"),
        .pdf = letter_href(d, &k->id, "/pdf"),
        .text = letter_href(d, &k->id, "/text")};
}

static struct str day_said(struct desk *d, struct str what, const struct fact *day)
{
    struct str on = day ? when_say(day->s.value.text, language_tag(d->req->lang), d->a) : S("");
    return str_format(d->a, "%.*s %.*s", FS(what), FS(on));
}

/* Sendings and replies: how, under which number, what it said. */
static void add_paper(struct view_listed *out, struct desk *d, const struct record *rec)
{
    bool reply = rec->type == TYPE_REPLY;
    const struct fact *how = record_fact(rec, P_CHANNEL), *no = record_fact(rec, P_TRACKING);
    const struct fact *says = record_fact(rec, P_REPLY_SUMMARY);
    const struct fact *back = record_fact(rec, P_RETURNED_ON);
    out->href = desk_record_href(d, rec->type, &rec->id);
    out->title = day_said(d, msg(d->req->lang, reply ? TR("Replied") : TR("Sent")),
                          record_fact(rec, reply ? P_DATE : P_SENT_ON));
    out->kind = how ? fact_say(d->r, how, d->a) : S("");
    out->note = says ? says->s.value.text : no ? no->s.value.text : S("");
    if (back)
        out->note = str_format(d->a, "%.*s %.*s", FS(out->note),
                               FS(day_said(d, msg(d->req->lang, TR("Came back")), back)));
}

static bool fill_papers(struct view_kept_letter *v, struct desk *d, const struct kept *k,
                        struct err *err)
{
    static const int naming[] = {P_DISPATCH_OF, P_REPLY_TO_LETTER};
    struct view_listed *at = NEWN(d->a, struct view_listed, PAPERS_SHOWN);
    isize n = 0;
    for (isize p = 0; p < COUNTOF(naming); p++) {
        struct records l;
        if (!records_naming(&l, d->r, naming[p], k->rec.row, d->a, err))
            return false;
        for (isize i = 0; i < l.n && n < PAPERS_SHOWN; i++)
            add_paper(&at[n++], d, &l.at[i]);
    }
    v->papers = (struct view_list){at, n, S("")};
    return true;
}

static bool show_final(struct desk *d, struct kept *k, const struct letter *l,
                       struct view_kept_letter *v, struct err *err)
{
    struct frozen z;
    const struct fact *on = record_fact(&k->rec, P_FINAL_ON);
    if (!letter_frozen(&z, d->w, k, d->a, err) || !fill_papers(v, d, k, err))
        return false;
    bool replied = k->state == TERM_LETTER_STATE_REPLIED;
    int look = letter_approval(d->w, k);
    bool waits = look == TERM_APPROVAL_ASKED || look == TERM_APPROVAL_ALONE;
    v->text_is = z.text;
    v->sha256 = str_hex(d->a, z.pdf_sha256.b, HASH_N);
    v->final_on = on ? on->s.value.text : S("");
    v->alone = waits;
    v->sent = letter_href(d, &k->id, "/sent");
    if (v->papers.n) {
        v->reply = replied ? S("") : letter_href(d, &k->id, "/reply");
        v->returned = replied ? S("") : letter_href(d, &k->id, "/returned");
    }
    if (waits && on && !id_eq(&on->author, &d->w->v->member))
        v->approve = letter_href(d, &k->id, "/approve");
    struct view_letter view = letter_view(d, l);
    struct page page = {.title_plain = l->addressee, .place = PLACE_LETTERS, .wide = true};
    struct html *h = page_begin(d->req, &page);
    view_final_letter(h, &view, v);
    return page_end(d->req, h, err);
}

bool page_letter(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct kept k;
    struct letter l;
    if (!letter_asked(&k, &d, err) || !kept_paper(&l, d.w, &k, d.a, err))
        return false;
    struct view_kept_letter b = letter_ways(&d, &k);
    b.out = kept_held(&k);
    if (!kept_barred(&b.barred, d.w, &k, d.a, err))
        return false;
    if (!b.draft)
        return show_final(&d, &k, &l, &b, err);
    struct view_letter v = letter_view(&d, &l);
    struct page page = {.title_plain = l.addressee, .place = PLACE_LETTERS, .wide = true};
    struct html *h = page_begin(req, &page);
    view_kept_letter(h, &v, &b);
    return page_end(req, h, err);
}

/* ---- what was changed */

struct changes {
    struct changed {
        const struct fact *f;
    } * at;
    isize n, cap;
};

static void take(struct changes *l, const struct record *rec, struct desk *d)
{
    for (isize i = 0; i < rec->facts.n && l->n < CHANGES_MAX; i++) {
        const struct fact *f = &rec->facts.at[i];
        if (f->p && f->p->number != P_TYPE && f->p->number != P_PART_OF_LETTER &&
            f->p->number != P_PART_KIND && f->p->number != P_USES && f->p->number != P_SEE_ALSO &&
            f->p->number != P_PART_NAMES && f->p->number != P_ON_PAPER)
            *LIST_ADD(l, d->a) = (struct changed){f};
    }
}

static int newest_first(const void *x, const void *y)
{
    const struct fact *a = ((const struct changed *)x)->f, *b = ((const struct changed *)y)->f;
    if (a->depth != b->depth)
        return (a->depth < b->depth) - (a->depth > b->depth);
    int entries = memcmp(b->entry.b, a->entry.b, HASH_N);
    return entries ? entries : (a->no > b->no) - (a->no < b->no);
}

static struct view_change_line change_line(struct desk *d, const struct fact *f)
{
    struct view_change_line l = {.day = time_day(f->time, d->a),
                                 .clock = time_clock(f->time, d->a),
                                 .who = desk_member(d, &f->author),
                                 .what = f->s.rule.n ? msg(d->req->lang, TR("composed"))
                                                     : msg(d->req->lang, TR("written")),
                                 .property = label_in(&f->p->label, d->req->lang),
                                 .value = fact_say(d->r, f, d->a)};
    if (f->s.value.type == V_TEXT)
        l.lang = desk_language(f->s.language);
    return l;
}

bool page_letter_history(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct kept k;
    struct changes l = {0};
    if (!letter_asked(&k, &d, err))
        return false;
    take(&l, &k.rec, &d);
    for (isize i = 0; i < k.parts.n; i++)
        take(&l, &k.parts.at[i].rec, &d);
    if (l.n)
        qsort(l.at, (size_t)l.n, sizeof *l.at, newest_first);
    struct desk_part part = desk_part(req, l.n, CHANGES_SHOWN);
    struct view_change_line *at = NEWN(d.a, struct view_change_line, part.to - part.from + 1);
    for (isize i = part.from; l.at && i < part.to; i++)
        at[i - part.from] = change_line(&d, l.at[i].f);
    struct view_turn turn = desk_turn(&d, &part, req->head.path);
    struct page page = {
        .title = TR("What was changed in the letter"), .place = PLACE_LETTERS, .wide = true};
    struct html *h = page_begin(req, &page);
    view_history(h, at, part.to - part.from, letter_href(&d, &k.id, ""), &turn);
    return page_end(req, h, err);
}

/* ---- taking it out */

struct taking {
    struct kept k;
    struct letter l;
    struct str bytes;
};

/* The journal first: a copy that left and is not noted is one that nobody can find again. */
static bool send(struct desk *d, struct taking *x, const char *end, struct str type,
                 struct err *err)
{
    struct hash sum = hash_sha256(x->bytes);
    return letter_note_left(d->w, &x->k.id, &sum, 1, err) &&
           respond_attachment(d->req, letter_file_name(d, x->l.addressee, end), type, x->bytes);
}

static bool taken(struct taking *x, struct desk *d, struct err *err)
{
    return letter_asked(&x->k, d, err) && kept_origin(d->w, &x->k, d->a, err) &&
           kept_paper(&x->l, d->w, &x->k, d->a, err);
}

/* The exact pages, while all in them may still leave, or once they have left. */
static bool take_frozen(struct frozen *z, struct taking *x, struct desk *d, struct err *err)
{
    bool out = x->k.state != TERM_LETTER_STATE_FINAL;
    for (isize i = 0; !out && i < x->k.parts.n; i++)
        if (x->k.parts.at[i].kept_back) {
            (void)err_set(err, E_DENIED, "a sentence may not leave any more");
            return err_detail(err, "Since it was made final, a sentence in it may not leave any "
                                   "more. Write a new letter.");
        }
    return letter_frozen(z, d->w, &x->k, d->a, err);
}

static bool is_draft(const struct taking *x)
{
    return x->k.state == TERM_LETTER_STATE_DRAFT;
}

bool post_kept_pdf(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct taking x = {0};
    struct frozen z = {0};
    if (!taken(&x, &d, err) || (is_draft(&x) ? !paper_letter_pdf(&x.bytes, &x.l.paper, d.a, err)
                                             : !take_frozen(&z, &x, &d, err)))
        return false;
    if (!is_draft(&x))
        x.bytes = z.pdf;
    return send(&d, &x, ".pdf", S("application/pdf"), err);
}

bool post_kept_text(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct taking x = {0};
    struct frozen z = {0};
    if (!taken(&x, &d, err) || (is_draft(&x) ? !paper_letter_text(&x.bytes, &x.l.paper, d.a, err)
                                             : !take_frozen(&z, &x, &d, err)))
        return false;
    if (!is_draft(&x))
        x.bytes = z.text;
    return send(&d, &x, ".txt", S("text/plain; charset=utf-8"), err);
}
