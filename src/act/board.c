/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "act/board.h"

#include "base/list.h"
#include "lang/edtf.h"
#include "record/ids.h"
#include "record/labels.h"

enum { DAY = 24 * 60 * 60 };

const char *board_step_say(enum board_step s)
{
    static const char *const words[] = {
        [STEP_DRAFT] = TR("Draft"),         [STEP_FINAL] = TR("Final"),
        [STEP_SENT] = TR("Sent"),           [STEP_RETURNED] = TR("Came back"),
        [STEP_REPLY_DUE] = TR("Reply due"), [STEP_REPLIED] = TR("Replied"),
        [STEP_EXPIRED] = TR("Expired")};
    return words[s];
}

static int step_of(int state)
{
    switch (state) {
    case TERM_LETTER_STATE_DRAFT: return STEP_DRAFT;
    case TERM_LETTER_STATE_FINAL: return STEP_FINAL;
    case TERM_LETTER_STATE_SENT: return STEP_SENT;
    case TERM_LETTER_STATE_RETURNED: return STEP_RETURNED;
    case TERM_LETTER_STATE_REPLIED: return STEP_REPLIED;
    case TERM_LETTER_STATE_EXPIRED: return STEP_EXPIRED;
    default: return -1;
    }
}

static void fill_steps(struct board_line *b, const struct record *rec, struct workspace *w,
                       struct arena *a)
{
    int approval = 0;
    for (const struct fact *f = record_fact(rec, P_LETTER_STATE); f; f = record_next(rec, f)) {
        b->state = label_term(w->schema, P_LETTER_STATE, &f->s);
        int step = step_of(b->state);
        if (step >= 0)
            b->step[step] = f->s.as_of.n ? f->s.as_of : time_day(f->time, a);
    }
    for (const struct fact *f = record_fact(rec, P_REPLY_EXPECTED); f; f = record_next(rec, f))
        b->step[STEP_REPLY_DUE] = f->s.value.text;
    for (const struct fact *f = record_fact(rec, P_APPROVAL); f; f = record_next(rec, f))
        approval = label_term(w->schema, P_APPROVAL, &f->s);
    b->second_look = approval == TERM_APPROVAL_ASKED || approval == TERM_APPROVAL_ALONE;
}

static bool is_past(struct workspace *w, struct str day)
{
    struct edtf e;
    struct err none = {0};
    return day.n && edtf_parse(&e, day, &none) && edtf_range(&e).hi < sys_now(w->sys) / DAY;
}

static void fill_dues(struct board_line *b, const struct record *rec, struct workspace *w)
{
    const struct fact *end = record_fact(rec, P_EXPIRES);
    bool waits = b->state == TERM_LETTER_STATE_SENT;
    bool gone =
        waits || b->state == TERM_LETTER_STATE_REPLIED || b->state == TERM_LETTER_STATE_RETURNED;
    b->overdue = waits && is_past(w, b->step[STEP_REPLY_DUE]);
    if (end && !gone && is_past(w, end->s.value.text))
        b->step[STEP_EXPIRED] = end->s.value.text;
}

static bool fill_addressee(struct board_line *b, struct workspace *w, struct arena *a,
                           struct err *err)
{
    struct fact_list l;
    if (!facts_naming(&l, &w->reader, P_ADDRESSEE_OF, b->row, a, err))
        return false;
    for (isize i = 0; i < l.n && !b->addressee.n; i++) {
        struct record to, office;
        struct err none = {0};
        if (!fact_is_live(&l.at[i]) || l.at[i].record <= 0)
            continue;
        const struct fact *f = record_load(&to, &w->reader, l.at[i].record, a, &none)
                                   ? record_fact(&to, P_ADDRESSEE_OFFICE)
                                   : NULL;
        if (f && record_load_id(&office, &w->reader, &f->s.value.ref.id, a, &none))
            b->addressee = record_title(&w->reader, &office, a);
        if (none.code && none.code != E_NOTFOUND)
            return err_copy(err, &none);
    }
    return true;
}

bool letters_board(struct board *out, struct workspace *w, struct records_wanted x, struct arena *a,
                   struct err *err)
{
    struct board l = {0};
    struct record_refs refs;
    x.type = TYPE_LETTER;
    if (!record_list(&refs, &w->reader, x, a, err))
        return false;
    for (isize i = 0; i < refs.n; i++) {
        struct record rec;
        struct err none = {0};
        struct board_line b = {
            .id = refs.at[i].id, .row = refs.at[i].row, .subject = refs.at[i].title};
        if (!record_load(&rec, &w->reader, b.row, a, &none)) {
            if (none.code != E_NOTFOUND)
                return err_copy(err, &none);
            continue;
        }
        const struct fact *number = record_fact(&rec, P_OWN_NUMBER);
        b.number = number ? number->s.value.text : (struct str){0};
        fill_steps(&b, &rec, w, a);
        fill_dues(&b, &rec, w);
        if (!fill_addressee(&b, w, a, err))
            return false;
        *LIST_ADD(&l, a) = b;
    }
    *out = l;
    return true;
}
