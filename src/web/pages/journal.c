/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history of a record, and the journal as a whole. */
#include "record/journal_log.h"

#include "lang/edtf.h"
#include "record/ids.h"
#include "web/pages/pages.h"
#include "web/pages/said.h"
#include "web/respond.h"

enum {
    HISTORY_SHOWN = 40,
    JOURNAL_SHOWN = 50,
    JOURNAL_PAGES = 100,
    ENTRY_LETTERS = 12,
    VALUE_SHOWN = 300
};

/* What an entry of a kind is for, in words of the person who made it. */
static struct str kind_say(struct desk *d, int64_t kind)
{
    static const struct {
        int64_t kind;
        const char *word;
    } words[] = {
        {ENTRY_BEGIN, TR("began the case file")},
        {ENTRY_DEVICE, TR("first wrote from this computer")},
        {ENTRY_MEMBER, TR("changed who may open it")},
        {ENTRY_RECORD, TR("wrote down")},
        {ENTRY_ADD, TR("added a document")},
        {ENTRY_ACCEPT, TR("decided on what was found")},
        {ENTRY_LABEL, TR("marked or labelled")},
        {ENTRY_CHANGE, TR("changed")},
        {ENTRY_IMPORT, TR("took in from elsewhere")},
        {ENTRY_ERASE, TR("removed for good")},
        {ENTRY_POLICY, TR("set a rule")},
        {ENTRY_PACK, TR("named the shipped lists")},
        {ENTRY_LETTER, TR("wrote a letter")},
        {ENTRY_CUSTODY, TR("noted what came or left")},
    };
    for (isize i = 0; i < COUNTOF(words); i++)
        if (words[i].kind == kind)
            return msg(d->req->lang, words[i].word);
    return entry_kind_name(kind);
}

/* ---- one record */

static struct view_change_line line_of_change(struct desk *d, const struct change *c)
{
    struct str value = text_short(fact_say(d->r, &c->fact, d->a), VALUE_SHOWN, d->a);
    struct view_change_line l = {
        .day = time_day(c->time, d->a),
        .clock = time_clock(c->time, d->a),
        .who = desk_member(d, &c->member),
        .what = kind_say(d, c->kind),
        .property = c->fact.p ? label_in(&c->fact.p->label, d->req->lang) : c->fact.s.property,
        .value = value,
        .lang = c->fact.s.value.type == V_TEXT ? desk_language(c->fact.s.language) : S(""),
        .source = c->fact.s.source.kind != REF_NONE ? desk_source(d, &c->fact) : 0};
    if (c->about && c->about->p)
        l.about = str_format(d->a, "%.*s, %.*s", FS(label_in(&c->about->p->label, d->req->lang)),
                             FS(text_short(fact_say(d->r, c->about, d->a), VALUE_SHOWN, d->a)));
    if (c->fact.s.rule.n)
        l.rule = str_format(d->a, "%.*s (%d)", FS(c->fact.s.rule), c->fact.s.rule_version);
    return l;
}

bool page_history(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct said s;
    struct change_list l;
    if (!said_load(&s, &d, err) || !history_of(&l, d.r, s.rec.row, d.a, err))
        return false;
    struct desk_part part = desk_part(req, l.n, HISTORY_SHOWN);
    struct view_turn turn = desk_turn(&d, &part, req->head.path);
    struct view_change_line *at = NEWN(d.a, struct view_change_line, HISTORY_SHOWN);
    for (isize i = part.from; i < part.to; i++) /* the newest first */
        at[i - part.from] = line_of_change(&d, &l.at[l.n - 1 - i]);
    struct view_sources sources = desk_sources(&d);
    struct str title =
        msg_fill(d.a, msg(req->lang, TR("History of {what}")), "what", s.title, NULL);
    struct page page = {.title_plain = title, .wide = true};
    struct html *h = page_begin(req, &page);
    view_history(h, at, part.to - part.from, s.record, &turn);
    if (sources.n)
        view_sources(h, &sources);
    return page_end(req, h, err);
}

/* ---- the journal */

/* Pages are counted, not named by rows: how many entries are hidden is nobody's business. */
bool page_journal(struct request *req, struct err *err)
{
    AUTO(desk_close) struct desk d = desk_open(req);
    struct log_lines l;
    struct err none = {0};
    int64_t at = 1;
    if (!str_to_int(&at, params_get(&req->query, S("page")), 1, JOURNAL_PAGES, &none))
        at = 1;
    if (!log_list(&l, d.r, 0, (isize)at * JOURNAL_SHOWN + 1, d.a, err))
        return false;
    isize from = (isize)(at - 1) * JOURNAL_SHOWN;
    isize to = from + JOURNAL_SHOWN < l.n ? from + JOURNAL_SHOWN : l.n;
    struct view_logged *rows = NEWN(d.a, struct view_logged, JOURNAL_SHOWN);
    struct view_log v = {.at = rows};
    for (isize i = from; i < to; i++) {
        const struct log_line *x = &l.at[i];
        v.names = v.names || x->entry.n;
        rows[v.n++] = (struct view_logged){.day = time_day(x->time, d.a),
                                           .clock = time_clock(x->time, d.a),
                                           .who = desk_member(&d, &x->member),
                                           .what = kind_say(&d, x->kind),
                                           .statements = x->statements,
                                           .entry = str_part(x->entry, 0, ENTRY_LETTERS)};
    }
    if (at > 1)
        v.newer = str_format(d.a, "/more/journal?page=%" PRId64, at - 1);
    if (to < l.n && at < JOURNAL_PAGES)
        v.older = str_format(d.a, "/more/journal?page=%" PRId64, at + 1);
    struct page page = {.title = TR("Journal"), .place = PLACE_MORE, .wide = true};
    struct html *h = page_begin(req, &page);
    view_journal(h, &v);
    return page_end(req, h, err);
}
