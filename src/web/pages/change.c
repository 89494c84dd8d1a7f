/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Withdraw, label, consent, "I have read it": each a statement about a statement or a record. */
#include "base/list.h"
#include "lang/edtf.h"
#include "record/consent.h"
#include "record/ids.h"
#include "web/pages/pages.h"
#include "web/pages/said.h"
#include "web/respond.h"

enum { REASON_MAX = 2000 };

struct change_page {
    const char *title, *explain, *button; /* TR() */
    struct str word;                      /* last part of the address */
    void (*view)(struct html *h, const struct view_change *v, const struct form *f);
    const struct field *fields;
};

static bool show(struct desk *d, const struct said *s, const struct change_page *p,
                 const struct form *f, struct err *err)
{
    struct view_change v = {.action = str_format(d->a, "%.*s/%.*s", FS(s->path), FS(p->word)),
                            .back = s->path,
                            .of = s->title,
                            .explain = p->explain,
                            .button = p->button};
    struct page page = {.title = p->title, .status = f->wrong ? 422 : 0};
    struct html *h = page_begin(d->req, &page);
    p->view(h, &v, f);
    return page_end(d->req, h, err);
}

static bool page_change(struct request *req, const struct change_page *p, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct said s;
    struct form f = form_new(p->fields, req->a);
    return said_load(&s, &d, err) && show(&d, &s, p, &f, err);
}

static bool target(struct ref *out, struct desk *d, const struct said *s, struct err *err)
{
    if (s->f)
        return journal_ref(out, d->w->v->db, s->f->no, err);
    *out = ref_record(s->rec.id);
    return true;
}

/* ---- withdraw */

static const struct field withdraw_fields[] = {
    {"reason", TR("Why"), FIELD_TEXT, .max = REASON_MAX, .required = true},
    {0},
};
static const struct change_page withdraw = {
    TR("Withdraw it"),
    TR("It is no longer used: not in letters, not in counts. It stays in the history, marked, with "
       "your reason."),
    TR("Withdraw"),
    {"withdraw", 8},
    view_change_withdraw,
    withdraw_fields};
static const struct change_page restore = {
    TR("It stands after all"), TR("The withdrawal is taken back. Both stay in the history."),
    TR("Let it stand"),        {"withdraw", 8},
    view_change_withdraw,      withdraw_fields};

bool page_withdraw(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct said s;
    struct form f = form_new(withdraw_fields, req->a);
    return said_load(&s, &d, err) && show(&d, &s, s.f->retracted ? &restore : &withdraw, &f, err);
}

bool post_withdraw(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct said s;
    struct form f = form_read(withdraw_fields, &req->form, req->a);
    if (!said_load(&s, &d, err))
        return false;
    if (f.wrong)
        return show(&d, &s, s.f->retracted ? &restore : &withdraw, &f, err);
    return fact_retract(d.w, s.f->no, !s.f->retracted, f.answers[0].text, err) &&
           respond_redirect(req, s.path);
}

/* ---- sensitivity */

enum { LABEL_LEVEL, LABEL_REASON };
static const char *const levels[] = {"open", "restricted", "secret", NULL};
static const struct field label_fields[] = {
    [LABEL_LEVEL] = {"level", TR("How sensitive is it?"), FIELD_CHOICE, .required = true,
                     .choices = levels},
    [LABEL_REASON] = {"reason", TR("Why"), FIELD_TEXT, .max = REASON_MAX},
    {0},
};
static const struct change_page label = {
    TR("How sensitive it is"),
    TR("Who is not cleared for it does not see it, in no list, count or search."),
    TR("Set"),
    {"label", 5},
    view_change_label,
    label_fields};

bool page_label(struct request *req, struct err *err)
{
    return page_change(req, &label, err);
}

bool post_label(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct said s;
    struct ref what;
    struct form f = form_read(label_fields, &req->form, req->a);
    if (!said_load(&s, &d, err))
        return false;
    int level = SENSITIVITY_OPEN + (int)f.answers[LABEL_LEVEL].number;
    if (!f.wrong && level > req->session.who.clearance)
        form_refuse(&f, LABEL_LEVEL, TR("You are not cleared for this yourself."));
    if (f.wrong)
        return show(&d, &s, &label, &f, err);
    return target(&what, &d, &s, err) &&
           label_set(d.w, &what, P_SENSITIVITY, level, f.answers[LABEL_REASON].text, err) &&
           respond_redirect(req, level > (int)d.r->gate.clearance ? S("/") : s.path);
}

/* ---- consent */

enum { CONSENT_LEVEL, CONSENT_HOW, CONSENT_WHO, CONSENT_LIMITS, CONSENT_UNTIL, CONSENT_REASON };
static const char *const sheets[] = {"inside",      "un_confidence", "un_government",
                                     "public_code", "public_name",   NULL};
/* In the order of the vocabulary. */
static const char *const hows[] = {"signed",          "spoken",    "relative",  "lawyer",
                                   "cannot_be_asked", "refused",   "not_asked", "published_before",
                                   "guardian",        "withdrawn", NULL};
static const struct field consent_fields[] = {
    [CONSENT_LEVEL] = {"level", TR("How far may it go?"), FIELD_CHOICE, .required = true,
                       .choices = sheets},
    [CONSENT_HOW] = {"how", TR("How did they say so?"), FIELD_CHOICE, .required = true,
                     .choices = hows},
    [CONSENT_WHO] = {"who", TR("Who decided?"), FIELD_LINE, .max = 200},
    [CONSENT_LIMITS] = {"limits", TR("Conditions"), FIELD_TEXT, .max = REASON_MAX},
    [CONSENT_UNTIL] = {"until", TR("It ends, or is looked at again, on"), FIELD_LINE, .max = 40},
    [CONSENT_REASON] = {"reason", TR("Why"), FIELD_TEXT, .max = REASON_MAX},
    {0},
};
static const struct change_page consent = {
    TR("Record a consent"),
    TR("What is said here is asked on every way out: letters, packages, pages."),
    TR("Record"),
    {"consent", 7},
    view_change_consent,
    consent_fields};

bool page_consent(struct request *req, struct err *err)
{
    return page_change(req, &consent, err);
}

static bool consent_write(struct desk *d, const struct said *s, const struct form *f, int level,
                          struct err *err)
{
    struct id made;
    struct consent_given c = {.level = level,
                              .how = TERM_CONSENT_HOW_SIGNED + (int)f->answers[CONSENT_HOW].number,
                              .who = f->answers[CONSENT_WHO].text,
                              .until = f->answers[CONSENT_UNTIL].text,
                              .limits = f->answers[CONSENT_LIMITS].text,
                              .reason = f->answers[CONSENT_REASON].text};
    return target(&c.what, d, s, err) && consent_give(&made, d->w, &c, err);
}

bool post_consent(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct said s;
    struct form f = form_read(consent_fields, &req->form, req->a);
    struct answer *until = &f.answers[CONSENT_UNTIL];
    struct edtf date;
    struct err none = {0};
    if (!said_load(&s, &d, err))
        return false;
    if (until->given && !edtf_parse(&date, until->text, &none))
        form_refuse(&f, CONSENT_UNTIL,
                    TR("Please write a day as 2026-03-02, or a month as 2026-03."));
    int level = TERM_CONSENT_INSIDE + (int)f.answers[CONSENT_LEVEL].number;
    int how = TERM_CONSENT_HOW_SIGNED + (int)f.answers[CONSENT_HOW].number;
    if (!f.wrong && !consent_fits(how, level))
        form_refuse(&f, CONSENT_LEVEL,
                    TR("Who refused, was not asked or cannot be asked has not agreed to this."));
    bool weighed = how == TERM_CONSENT_HOW_CANNOT_BE_ASKED && level > TERM_CONSENT_INSIDE;
    if (weighed && !until->given)
        form_refuse(&f, CONSENT_UNTIL,
                    TR("They cannot be asked: on which day is this looked at again?"));
    if (weighed && !f.answers[CONSENT_REASON].given)
        form_refuse(&f, CONSENT_REASON,
                    TR("They cannot be asked: who weighed what is best for them, and why?"));
    if (f.wrong)
        return show(&d, &s, &consent, &f, err);
    return consent_write(&d, &s, &f, level, err) && respond_redirect(req, s.path);
}

/* ---- read against its passage */

bool post_checked(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct said s;
    struct ref what;
    if (!said_load(&s, &d, err) || !target(&what, &d, &s, err))
        return false;
    struct stmt st = STMT(.subject = what, .property = S("core:checked"), .value = value_number(1));
    return workspace_say(d.w, ENTRY_LABEL, &st, 1, NULL, err) && respond_redirect(req, s.path);
}
