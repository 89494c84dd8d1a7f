/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Letters: what was kept, a form, the letter with the source of each fact beside it, and the ways
 * out. What is asked for stands in the address of the preview, so nothing typed is lost; what
 * leaves the case file goes by a form, and the journal notes it.
 */
#include "act/board.h"
#include "act/kept.h"
#include "base/list.h"
#include "lang/edtf.h"
#include "record/ids.h"
#include "web/pages/letter_view.h"
#include "web/pages/lists.h"
#include "web/pages/pages.h"
#include "web/respond.h"

enum { CASES_SHOWN = 200, LETTERHEAD_MAX = 600, BOARD_SHOWN = 30 };

/* ---- the board */

static void board_fill(struct view_board_line *v, struct desk *d, const struct board_line *l)
{
    *v = (struct view_board_line){.href = letter_href(d, &l->id, ""),
                                  .addressee = l->addressee,
                                  .subject = l->subject,
                                  .number = l->number,
                                  .overdue = l->overdue,
                                  .second_look = l->second_look};
    for (int i = 0; i < STEP__COUNT; i++)
        v->step[i] = l->step[i];
}

bool page_letters(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct board l;
    struct records_wanted x = {.max = BOARD_SHOWN + 1};
    const char *steps[STEP__COUNT];
    if (!list_before(&x.before, &d, err) || !letters_board(&l, d.w, x, d.a, err))
        return false;
    struct view_board v = {.steps = steps, .columns = STEP__COUNT, .due = STEP_REPLY_DUE};
    struct view_board_line *at = NEWN(d.a, struct view_board_line, l.n + 1);
    v.n = l.n > BOARD_SHOWN ? BOARD_SHOWN : l.n;
    v.at = at;
    for (int i = 0; i < STEP__COUNT; i++)
        steps[i] = board_step_say((enum board_step)i);
    for (isize i = 0; i < v.n; i++)
        board_fill(&at[i], &d, &l.at[i]);
    if (l.n > BOARD_SHOWN)
        v.more =
            str_format(d.a, "/letters?before=%.*s", FS(id_write(d.a, &l.at[BOARD_SHOWN - 1].id)));
    struct page page = {.title = TR("Letters"), .place = PLACE_LETTERS, .wide = true};
    struct html *h = page_begin(req, &page);
    view_action(h, S("/letters/new"), TR("Write a letter"));
    if (v.n)
        view_board(h, &v);
    else
        view_empty(
            h,
            TR("Letters that you keep stand here. A letter is made of what was checked, each "
               "fact with its source."),
            S(""), NULL);
    return page_end(req, h, err);
}

/* ---- the form */

static const char *const languages[] = {"en", "ko", "zh-Hans", "zh-Hant", NULL};
static const struct field letter_fields[] = {
    [LETTER_TO] = {"to", TR("To"), FIELD_ID, .required = true},
    [LETTER_CASE] = {"case", TR("About"), FIELD_ID},
    [LETTER_LANG] = {"language", TR("In which language"), FIELD_CHOICE, .required = true,
                     .choices = languages},
    [LETTER_FROM] = {"from", TR("Who writes"), FIELD_LINE, .max = 200, .required = true},
    [LETTER_HEAD] = {"head", TR("Letterhead"), FIELD_TEXT, .max = LETTERHEAD_MAX},
    [LETTER_SIGNED] = {"signed", TR("Who signs"), FIELD_LINE, .max = 200},
    [LETTER_PLACE] = {"place", TR("Where it is written"), FIELD_LINE, .max = 80},
    [LETTER_STATE] = {"state", TR("The state addressed"), FIELD_LINE, .max = 3},
    [LETTER_ORIGIN] = {"origin", TR("The state that people fled may read this letter"),
                       FIELD_CHECK},
    {0},
};

static struct view_options options_of(struct desk *d, const struct record_refs *l)
{
    struct view_option *at = NEWN(d->a, struct view_option, l->n + 1);
    for (isize i = 0; i < l->n; i++)
        at[i] = (struct view_option){id_write(d->a, &l->at[i].id), l->at[i].title};
    return (struct view_options){at, l->n};
}

static bool show_form(struct desk *d, const struct form *f, struct err *err)
{
    struct record_refs offices, cases;
    if (!letter_offices(&offices, d->w, d->a, err) ||
        !record_list(&cases, d->r, (struct records_wanted){.type = TYPE_ACTION, .max = CASES_SHOWN},
                     d->a, err))
        return false;
    struct view_options to = options_of(d, &offices), about = options_of(d, &cases);
    struct view_options states = list_states(d->req);
    struct page page = {
        .title = TR("Write a letter"), .place = PLACE_LETTERS, .status = f->wrong ? 422 : 0};
    struct html *h = page_begin(d->req, &page);
    view_letter_form(h, f, &to, &about, &states);
    return page_end(d->req, h, err);
}

/* What stands in the address fills the form again: the way back from the preview. */
bool page_letter_new(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct form f = form_read(letter_fields, &req->query, req->a);
    f.wrong = 0;
    for (isize i = 0; i < f.n; i++)
        f.answers[i].wrong = NULL;
    if (!f.answers[LETTER_LANG].given)
        f.answers[LETTER_LANG].text = language_tag(req->lang);
    return show_form(&d, &f, err);
}

/* ---- the order */

static bool is_state(struct str s)
{
    for (isize i = 0; i < s.n; i++)
        if (s.p[i] < 'A' || s.p[i] > 'Z')
            return false;
    return s.n == 0 || s.n == 3;
}

static bool order_read(struct letter_order *o, struct form *f, struct desk *d)
{
    const struct answer *a = f->answers;
    struct err none = {0};
    *o = (struct letter_order){.organisation = a[LETTER_FROM].text,
                               .signatory = a[LETTER_SIGNED].text,
                               .place = a[LETTER_PLACE].text,
                               .state = a[LETTER_STATE].text,
                               .to_origin = a[LETTER_ORIGIN].given};
    if (!f->wrong && !id_parse(&o->office, a[LETTER_TO].text, &none))
        form_refuse(f, LETTER_TO, TR("Please choose from the list."));
    none = (struct err){0};
    o->has_case = a[LETTER_CASE].given;
    if (o->has_case && !id_parse(&o->case_id, a[LETTER_CASE].text, &none))
        form_refuse(f, LETTER_CASE, TR("Please choose from the list."));
    if (!language_from_tag(&o->lang, a[LETTER_LANG].text))
        o->lang = d->req->lang;
    if (!is_state(o->state))
        form_refuse(f, LETTER_STATE, TR("Please write three capital letters, as in CHN."));
    struct str rest = a[LETTER_HEAD].text, line;
    while (str_line(&rest, &line))
        if (str_trim(line).n && o->letterhead.n < PAPER_HEAD_MAX)
            str_list_add(&o->letterhead, line, d->a);
    return !f->wrong;
}

/* False, *again true: a person can do something about it, and the form says what. */
static bool compose(struct letter *l, bool *again, struct letter_order *o, struct form *f,
                    struct desk *d, struct err *err)
{
    struct record rec;
    struct err why = {0};
    *again = false;
    /* An office that these eyes may not see is not there for them. */
    if (!record_load_id(&rec, d->r, &o->office, d->a, err) ||
        (o->has_case && !record_load_id(&rec, d->r, &o->case_id, d->a, err)))
        return false;
    if (letter_compose(l, d->w, d->req->site->law, o, d->a, &why))
        return true;
    if (!why.detail[0])
        return err_copy(err, &why);
    if (why.code == E_DENIED)
        form_refuse(
            f, LETTER_ORIGIN,
            TR("People in this case file come from the state that would read this letter. It "
               "would learn that they left and asked for help: that can cost lives."));
    else
        form_refuse(f, LETTER_TO, str_to_c(d->a, msg_err(d->req->lang, &why, d->a)));
    *again = true;
    return false;
}

/* ---- the preview */

/* The form's answers, to be sent again: as hidden fields, and as an address. */
static void fill_order(struct view_letter *v, struct desk *d, const struct form *f)
{
    struct param *at = NEWN(d->a, struct param, f->n);
    struct buf b = buf_in(d->a, GATE_TARGET_MAX);
    struct html h = {.out = &b};
    buf_add(&b, S("/letters/new"));
    for (isize i = 0; i < f->n; i++) {
        struct str name = str_from_c(f->fields[i].name);
        if (!f->answers[i].given)
            continue;
        at[v->orders] = (struct param){name, f->answers[i].text};
        buf_add_c(&b, v->orders++ ? '&' : '?');
        buf_add(&b, name);
        buf_add_c(&b, '=');
        html_url_part(&h, f->answers[i].text);
    }
    v->order = at;
    v->change = buf_str(&b);
}

bool page_letter_preview(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct form f = form_read(letter_fields, &req->query, req->a);
    struct letter_order o;
    struct letter l;
    bool again;
    if (!order_read(&o, &f, &d))
        return show_form(&d, &f, err);
    if (!compose(&l, &again, &o, &f, &d, err))
        return again && show_form(&d, &f, err);
    struct view_letter v = letter_view(&d, &l);
    fill_order(&v, &d, &f);
    if (l.origin_unknown && o.has_case)
        v.origin = str_format(d.a, "/records/%.*s/add?property=core:origin_state",
                              FS(id_write(d.a, &o.case_id)));
    struct page page = {.title = TR("The letter, and where each fact comes from"),
                        .place = PLACE_LETTERS,
                        .wide = true};
    struct html *h = page_begin(req, &page);
    view_letter(h, &v);
    return page_end(req, h, err);
}

/* ---- keeping it, and taking it out */

struct sending {
    struct letter_order o;
    struct letter l;
    struct form f;
};

/* False, *answered true: the form came back because of a mistake. */
static bool sent_again(struct sending *s, bool *answered, struct desk *d, struct err *err)
{
    s->f = form_read(letter_fields, &d->req->form, d->a);
    *answered = false;
    bool again = true;
    if (order_read(&s->o, &s->f, d) && compose(&s->l, &again, &s->o, &s->f, d, err))
        return true;
    if (!again)
        return false;
    *answered = true;
    return show_form(d, &s->f, err);
}

bool post_letter_keep(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct sending s;
    struct id id;
    bool answered;
    if (!sent_again(&s, &answered, &d, err) || answered)
        return answered;
    return letter_keep(&id, d.w, &s.l, &s.o, err) &&
           respond_redirect(req, desk_record_href(&d, TYPE_LETTER, &id));
}

/* It is kept too: what left must be there to be looked up. */
static bool keep_and_send(struct desk *d, const struct sending *s, struct str bytes,
                          const char *end, struct str type, struct err *err)
{
    struct id id;
    struct hash sum = hash_sha256(bytes);
    return letter_keep(&id, d->w, &s->l, &s->o, err) && letter_note_left(d->w, &id, &sum, 1, err) &&
           respond_attachment(d->req, letter_file_name(d, s->l.addressee, end), type, bytes);
}

bool post_letter_pdf(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct sending s;
    struct str pdf;
    bool answered;
    if (!sent_again(&s, &answered, &d, err) || answered)
        return answered;
    return paper_letter_pdf(&pdf, &s.l.paper, d.a, err) &&
           keep_and_send(&d, &s, pdf, ".pdf", S("application/pdf"), err);
}

bool post_letter_text(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct sending s;
    struct str text;
    bool answered;
    if (!sent_again(&s, &answered, &d, err) || answered)
        return answered;
    return paper_letter_text(&text, &s.l.paper, d.a, err) &&
           keep_and_send(&d, &s, text, ".txt", S("text/plain; charset=utf-8"), err);
}
