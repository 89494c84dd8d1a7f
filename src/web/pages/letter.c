/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One letter that was kept: as it stands, its history, and the files it leaves as. */
#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "lang/edtf.h"
#include "record/ids.h"
#include "web/pages/letter_view.h"
#include "web/pages/pages.h"
#include "web/respond.h"

enum { CHANGES_SHOWN = 100, CHANGES_MAX = 20000, CLOCK_FROM = 11, CLOCK_TO = 16 };

static struct str state_say(struct desk *d, const struct kept *k)
{
    const struct term *t =
        vocabulary_term(schema_vocabulary(d->r->schema, V_LETTER_STATE), k->state);
    return t ? label_in(&t->label, d->req->lang) : S("");
}

/* Why it may not leave at all. */
static bool barred(const char **out, struct desk *d, const struct kept *k, struct err *err)
{
    struct err why = {0};
    *out = NULL;
    if (kept_origin(d->w, k, d->a, &why))
        return true;
    if (!why.detail[0])
        return err_copy(err, &why);
    *out = why.code == E_DENIED
               ? TR("It may not leave: people in this case file come from the state that would "
                    "read it.")
               : TR("It may not leave: the office is of another state than the letter is to.");
    return true;
}

bool page_letter(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct kept k;
    struct letter l;
    if (!letter_asked(&k, &d, err) || !kept_paper(&l, d.w, &k, d.a, err))
        return false;
    struct view_letter v = letter_view(&d, &l);
    struct view_kept_letter b = {.state = state_say(&d, &k),
                                 .draft = k.state == TERM_LETTER_STATE_DRAFT,
                                 .record =
                                     str_format(d.a, "/records/%.*s", FS(id_write(d.a, &k.id))),
                                 .history = letter_href(&d, &k.id, "/history"),
                                 .edit = letter_href(&d, &k.id, "/edit"),
                                 .pdf = letter_href(&d, &k.id, "/pdf"),
                                 .text = letter_href(&d, &k.id, "/text")};
    for (isize i = 0; i < k.parts.n; i++)
        b.out += k.parts.at[i].kept_back != NULL;
    if (!barred(&b.barred, &d, &k, err))
        return false;
    struct page page = {.title_plain = l.addressee, .place = PLACE_LETTERS, .wide = true};
    struct html *h = page_begin(req, &page);
    view_kept_letter(h, &v, &b);
    return page_end(req, h, err);
}

/* ---- what was changed */

struct changes {
    const struct fact **at;
    isize n, cap;
};

static void take(struct changes *l, const struct record *rec, struct desk *d)
{
    for (isize i = 0; i < rec->facts.n && l->n < CHANGES_MAX; i++) {
        const struct fact *f = &rec->facts.at[i];
        if (f->p && f->p->number != P_TYPE && f->p->number != P_PART_OF_LETTER &&
            f->p->number != P_PART_KIND && f->p->number != P_USES && f->p->number != P_SEE_ALSO)
            *LIST_ADD(l, d->a) = f;
    }
}

static int newest_first(const void *x, const void *y)
{
    const struct fact *a = *(const struct fact *const *)x, *b = *(const struct fact *const *)y;
    if (a->depth != b->depth)
        return (a->depth < b->depth) - (a->depth > b->depth);
    int entries = memcmp(b->entry.b, a->entry.b, HASH_N);
    return entries ? entries : (a->no > b->no) - (a->no < b->no);
}

static struct view_change_line change_line(struct desk *d, const struct fact *f)
{
    struct str at = time_text(f->time, d->a);
    struct view_change_line l = {.day = time_day(f->time, d->a),
                                 .clock = str_part(at, CLOCK_FROM, CLOCK_TO),
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
    for (isize i = part.from; i < part.to; i++)
        at[i - part.from] = change_line(&d, l.at[i]);
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

bool post_kept_pdf(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct taking x;
    return taken(&x, &d, err) && paper_letter_pdf(&x.bytes, &x.l.paper, d.a, err) &&
           send(&d, &x, ".pdf", S("application/pdf"), err);
}

bool post_kept_text(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct taking x;
    return taken(&x, &d, err) && paper_letter_text(&x.bytes, &x.l.paper, d.a, err) &&
           send(&d, &x, ".txt", S("text/plain; charset=utf-8"), err);
}
