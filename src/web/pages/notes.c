/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A call written down, and what was made of it. */
#include "lang/edtf.h"
#include "lang/when.h"
#include "read/note.h"
#include "record/ids.h"
#include "web/desk.h"
#include "web/pages/pages.h"
#include "web/respond.h"

static const char *const knows[] = {"saw", "told", "third", NULL};
static const char *const named[] = {"unasked", "no", "yes", NULL};
static const struct field note_fields[] = {
    [NOTE_WORDS] = {"words", TR("What did they say?"), FIELD_TEXT, .max = NOTE_MAX,
                    .required = true, .begin = true},
    [NOTE_TOLD] = {"told", TR("Who told you?"), FIELD_LINE, .max = NOTE_LINE_MAX},
    [NOTE_KNOWS] = {"knows", TR("How do they know?"), FIELD_CHOICE, .required = true,
                    .choices = knows},
    [NOTE_WHEN] = {"when", TR("When did they tell you?"), FIELD_LINE, .max = 80},
    [NOTE_NAMED] = {"named", TR("May the people be named?"), FIELD_CHOICE, .required = true,
                    .choices = named},
    [NOTE_BY] = {"by", TR("If they may: who agreed?"), FIELD_LINE, .max = NOTE_LINE_MAX},
    [NOTE_CALLED] = {"called", TR("How may the source be called outside?"), FIELD_LINE,
                     .max = NOTE_LINE_MAX},
    [NOTE_SECRET] = {"secret", TR("Only for those who are cleared for all"), FIELD_CHECK},
    {0},
};

static bool show_form(struct request *req, const struct form *f, struct err *err)
{
    struct page page = {
        .title = TR("Write down a call"), .place = PLACE_DOCUMENTS, .status = f->wrong ? 422 : 0};
    struct html *h = page_begin(req, &page);
    view_note_form(h, f);
    return page_end(req, h, err);
}

bool page_note_new(struct request *req, struct err *err)
{
    struct form f = form_new(note_fields, req->a);
    /* What keeps everything inside is chosen until somebody says otherwise. */
    f.answers[NOTE_NAMED].text = str_from_c(named[0]);
    f.answers[NOTE_NAMED].given = true;
    return show_form(req, &f, err);
}

/* In the order of 'named'. */
static const enum note_naming namings[] = {NAMING_CANNOT_BE_ASKED, NAMING_NO, NAMING_YES,
                                           NAMING_UNSAID};

static void check(struct form *f, struct note *n, const struct desk *d)
{
    struct answer *when = &f->answers[NOTE_WHEN];
    struct err none = {0};
    struct str today = time_day(sys_now(d->req->sys), d->a);
    n->when = today;
    if (when->given && !when_typed(&n->when, when->text, today, d->a, &none))
        form_refuse(f, NOTE_WHEN, TR("There is no such day. Please write one as 2026-03-02."));
    else if (when->given)
        when->understood = when_say(n->when, language_tag(d->req->lang), d->a);
    if (n->naming == NAMING_YES && !f->answers[NOTE_BY].given)
        form_refuse(f, NOTE_BY, TR("Please say who agreed that they may be named."));
    if (n->secret && d->r->gate.clearance < SENSITIVITY_SECRET)
        form_refuse(f, NOTE_SECRET, TR("You are not cleared for this yourself."));
}

/* What was typed comes back whatever went wrong: a call cannot be heard again. */
static bool not_kept(struct request *req, struct form *f, const struct err *why, struct err *err)
{
    struct str detail = msg_err(req->lang, why, req->a);
    form_refuse(f, NOTE_WORDS, detail.n ? str_to_c(req->a, detail) : err_meaning(why->code)->say);
    return show_form(req, f, err);
}

bool post_note(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct form f = form_read(note_fields, &req->form, req->a);
    struct noted t;
    struct err why = {0};
    struct note n = {.words = f.answers[NOTE_WORDS].text,
                     .told_by = f.answers[NOTE_TOLD].text,
                     .called = f.answers[NOTE_CALLED].text,
                     .knows = (enum note_knows)(KNOWS_SAW + f.answers[NOTE_KNOWS].number),
                     .naming = namings[f.answers[NOTE_NAMED].number],
                     .named_by = f.answers[NOTE_BY].text,
                     .secret = f.answers[NOTE_SECRET].given};
    check(&f, &n, &d);
    if (f.wrong)
        return show_form(req, &f, err);
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    if (!note_add(&t, d.w, &n, a, &why))
        return not_kept(req, &f, &why, err);
    struct str id = id_write(d.a, &t.document);
    return respond_redirect(req,
                            str_format(d.a, "/notes/%.*s%s", FS(id), t.known ? "?again=1" : ""));
}

bool page_noted(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct record rec;
    struct note_said said;
    struct id id;
    if (!desk_id(&id, req, 0, err) || !record_load_id(&rec, d.r, &id, a, err))
        return false;
    struct str document = desk_record_href(&d, rec.type, &id);
    if (rec.type != TYPE_DOCUMENT)
        return respond_redirect(req, document);
    if (!note_said(&said, d.w, &id, a, err))
        return false;
    struct view_noted v = {.document = document,
                           .title = str_copy(d.a, record_title(d.r, &rec, a)),
                           .again = params_get(&req->query, S("again")).n > 0,
                           .found = said.found,
                           .hidden = said.hidden,
                           .people = note_parts_say(&said.parts, req->lang, d.a),
                           .fits = read_parts_fit(&said.parts)};
    struct page page = {.title = TR("The call is written down"), .place = PLACE_DOCUMENTS};
    struct html *h = page_begin(req, &page);
    view_noted(h, &v);
    return page_end(req, h, err);
}
