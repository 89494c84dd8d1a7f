/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "I sent it", "a reply came", "it came back". */
#include "act/address.h"
#include "act/sent.h"
#include "record/ids.h"
#include "web/pages/letter_view.h"
#include "web/pages/pages.h"
#include "web/respond.h"

enum { TEXT_MAX = 4000, FILE_MAX = PROOF_MAX + 1 };

/* ---- a file that comes with a form, in memory of its own */

struct arriving {
    struct arena *a;
    struct buf bytes;
};

/* One byte more than is taken, so that the page can say that it is too large. */
static bool paper_begin(void **file, struct request *req, struct str field, struct str name,
                        struct err *err)
{
    (void)req, (void)name;
    if (!str_eq(field, S("proof")) && !str_eq(field, S("paper")))
        return err_set(err, E_INVALID, "a file in a field that takes none");
    struct arena *a = arena_new(ARENA_LARGE);
    struct arriving *x = NEW(a, struct arriving);
    *x = (struct arriving){.a = a, .bytes = buf_in(a, FILE_MAX)};
    *file = x;
    return true;
}

static bool paper_add(void *file, const char *bytes, isize n, struct err *err)
{
    struct arriving *x = file;
    isize room = FILE_MAX - x->bytes.n;
    (void)err;
    buf_add_bytes(&x->bytes, bytes, n < room ? n : room);
    return true;
}

static bool paper_finish(void *file, struct err *err)
{
    (void)file, (void)err;
    return true;
}

static void paper_drop(void *file)
{
    struct arriving *x = file;
    struct arena *a = x->a;
    arena_free(&a);
}

const struct upload_sink letter_sink = {paper_begin, paper_add, paper_finish, paper_drop};

static struct str paper_of(const struct request *req, struct str *name)
{
    for (isize i = 0; i < req->uploads.n; i++) {
        const struct arriving *x = req->uploads.at[i].file;
        if (req->uploads.at[i].finished && x && x->bytes.n) {
            *name = req->uploads.at[i].name;
            return buf_str(&x->bytes);
        }
    }
    *name = (struct str){0};
    return (struct str){0};
}

/* ---- the pages, each a form about one letter */

struct about {
    const char *title, *explain; /* TR() */
    const char *word;            /* last part of the address */
    void (*view)(struct html *h, const struct view_send *v, const struct form *f);
    const struct field *fields;
};

static bool show(struct desk *d, const struct kept *k, const struct about *p, const struct form *f,
                 struct err *err)
{
    struct view_send v = {.letter = letter_href(d, &k->id, ""),
                          .of = k->number,
                          .action = letter_href(d, &k->id, p->word),
                          .explain = p->explain};
    struct page page = {.title = p->title, .place = PLACE_LETTERS, .status = f->wrong ? 422 : 0};
    struct html *h = page_begin(d->req, &page);
    p->view(h, &v, f);
    return page_end(d->req, h, err);
}

static bool page_about(struct request *req, const struct about *p, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct kept k;
    struct form f = form_new(p->fields, req->a);
    if (!letter_asked(&k, &d, err))
        return false;
    if (k.state == TERM_LETTER_STATE_DRAFT)
        return respond_redirect(req, letter_href(&d, &k.id, "/ready"));
    return show(&d, &k, p, &f, err);
}

/* What only the acting part could find wrong stands above the form, on its first field. */
static bool refused(struct desk *d, const struct kept *k, const struct about *p, struct form *f,
                    const struct err *why, struct err *err)
{
    if (!why->detail[0])
        return err_copy(err, why);
    form_refuse(f, 0, str_to_c(d->a, msg_err(d->req->lang, why, d->a)));
    return show(d, k, p, f, err);
}

static void check_day(struct form *f, isize field, struct desk *d)
{
    struct str day;
    struct err none = {0};
    if (!day_check(&day, d->w, f->answers[field].text, d->a, &none))
        form_refuse(f, field, TR("Please write a day that has come, as 2026-03-02."));
}

static void check_size(struct form *f, isize field, struct str paper)
{
    if (paper.n > PROOF_MAX)
        form_refuse(f, field, TR("The file is larger than 40 MB. Please make it smaller."));
}

/* ---- I sent it */

static const char *const channels[] = {"registered_post", "express", "post", "email", "fax", "hand",
                                       "web_form",        "embassy", NULL};
static const int channel_terms[] = {
    TERM_CHANNEL_REGISTERED_POST, TERM_CHANNEL_EXPRESS, TERM_CHANNEL_POST,
    TERM_CHANNEL_EMAIL,           TERM_CHANNEL_FAX,     TERM_CHANNEL_HAND,
    TERM_CHANNEL_WEB_FORM,        TERM_CHANNEL_EMBASSY};
static const struct field sent_fields[] = {
    [SENT_BY] = {"by", TR("How did it go?"), FIELD_CHOICE, .required = true, .choices = channels},
    [SENT_NUMBER] = {"number", TR("Number on the receipt"), FIELD_LINE, .max = 80},
    [SENT_ON] = {"on", TR("When"), FIELD_LINE, .max = 40},
    [SENT_REPLY_BY] = {"reply_by", TR("A reply is expected by"), FIELD_LINE, .max = 40},
    [SENT_PROOF] = {"proof", TR("Photograph of the receipt"), FIELD_LINE, .max = 300},
    {0},
};
static const struct about sent = {
    TR("The letter went out"),
    TR("What is said here counts the days until a reply, and shows later "
       "that the letter left."),
    "/sent", view_sent_form, sent_fields};

bool page_letter_sent(struct request *req, struct err *err)
{
    return page_about(req, &sent, err);
}

bool post_letter_sent(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct kept k;
    struct form f = form_read(sent_fields, &req->form, req->a);
    struct str name, proof = paper_of(req, &name);
    struct err why = {0};
    if (!letter_asked(&k, &d, err))
        return false;
    check_day(&f, SENT_ON, &d);
    check_size(&f, SENT_PROOF, proof);
    if (proof.n && !proof_media(proof).n)
        form_refuse(&f, SENT_PROOF,
                    TR("This is neither a picture (JPEG, PNG, HEIC, WebP, TIFF) nor a PDF."));
    if (f.wrong)
        return show(&d, &k, &sent, &f, err);
    struct sending s = {.channel = channel_terms[f.answers[SENT_BY].number],
                        .number = f.answers[SENT_NUMBER].text,
                        .on = f.answers[SENT_ON].text,
                        .reply_by = f.answers[SENT_REPLY_BY].text,
                        .proof = proof};
    if (letter_sent(d.w, &k, &s, d.a, &why))
        return respond_redirect(req, letter_href(&d, &k.id, ""));
    if (why.code != E_INVALID)
        return refused(&d, &k, &sent, &f, &why, err);
    form_refuse(&f, SENT_REPLY_BY, TR("Please write a day after the letter left, as 2026-03-23."));
    return show(&d, &k, &sent, &f, err);
}

/* ---- a reply came */

static const struct field reply_fields[] = {
    [REPLY_SAYS] = {"says", TR("What does it say?"), FIELD_TEXT, .max = TEXT_MAX},
    [REPLY_ON] = {"on", TR("When"), FIELD_LINE, .max = 40},
    [REPLY_FILE] = {"paper", TR("The paper"), FIELD_LINE, .max = 300},
    {0},
};
static const struct about reply = {TR("A reply came"),
                                   TR("The days that were counted for it end with it."), "/reply",
                                   view_reply_form, reply_fields};

bool page_letter_reply(struct request *req, struct err *err)
{
    return page_about(req, &reply, err);
}

bool post_letter_reply(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct kept k;
    struct form f = form_read(reply_fields, &req->form, req->a);
    struct str name, paper = paper_of(req, &name);
    struct err why = {0};
    if (!letter_asked(&k, &d, err))
        return false;
    check_day(&f, REPLY_ON, &d);
    check_size(&f, REPLY_FILE, paper);
    if (!f.answers[REPLY_SAYS].given && !paper.n)
        form_refuse(&f, REPLY_SAYS, TR("Say what the reply says, or add the paper."));
    if (f.wrong)
        return show(&d, &k, &reply, &f, err);
    struct reply r = {.on = f.answers[REPLY_ON].text,
                      .says = f.answers[REPLY_SAYS].text,
                      .name = name,
                      .file = paper};
    return letter_replied(d.w, &k, &r, d.a, &why)
               ? respond_redirect(req, letter_href(&d, &k.id, ""))
               : refused(&d, &k, &reply, &f, &why, err);
}

/* ---- it came back */

static const struct field returned_fields[] = {
    [RETURNED_REASON] = {"reason", TR("Why did it come back?"), FIELD_TEXT, .max = TEXT_MAX,
                         .required = true},
    [RETURNED_ON] = {"on", TR("When"), FIELD_LINE, .max = 40},
    {0},
};
static const struct about returned = {TR("The letter came back"),
                                      TR("It is not awaited any more. The address should be "
                                         "looked at before the next letter."),
                                      "/returned", view_returned_form, returned_fields};

bool page_letter_returned(struct request *req, struct err *err)
{
    return page_about(req, &returned, err);
}

bool post_letter_returned(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct kept k;
    struct form f = form_read(returned_fields, &req->form, req->a);
    struct err why = {0};
    if (!letter_asked(&k, &d, err))
        return false;
    check_day(&f, RETURNED_ON, &d);
    if (f.wrong)
        return show(&d, &k, &returned, &f, err);
    return letter_returned(d.w, &k, f.answers[RETURNED_ON].text, f.answers[RETURNED_REASON].text,
                           d.a, &why)
               ? respond_redirect(req, letter_href(&d, &k.id, ""))
               : refused(&d, &k, &returned, &f, &why, err);
}
