/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "act/board.h"

#include "base/list.h"
#include "lang/edtf.h"
#include "record/ids.h"
#include "record/labels.h"

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
    int approval = record_term(w->schema, rec, P_APPROVAL);
    const struct fact *reply = record_newest(rec, P_REPLY_EXPECTED);
    for (const struct fact *f = record_fact(rec, P_LETTER_STATE); f; f = record_next(rec, f)) {
        b->state = label_term(w->schema, P_LETTER_STATE, &f->s);
        int step = step_of(b->state);
        if (step >= 0)
            b->step[step] = f->s.as_of.n ? f->s.as_of : time_day(f->time, a);
    }
    if (reply)
        b->step[STEP_REPLY_DUE] = reply->s.value.text;
    b->second_look = approval == TERM_APPROVAL_ASKED || approval == TERM_APPROVAL_ALONE;
}

static void fill_dues(struct board_line *b, const struct record *rec, struct workspace *w)
{
    const struct fact *end = record_newest(rec, P_EXPIRES);
    int64_t now = sys_now(w->sys);
    bool waits = b->state == TERM_LETTER_STATE_SENT;
    bool gone =
        waits || b->state == TERM_LETTER_STATE_REPLIED || b->state == TERM_LETTER_STATE_RETURNED;
    b->overdue = waits && edtf_is_past(b->step[STEP_REPLY_DUE], now);
    if (end && !gone && edtf_is_past(end->s.value.text, now))
        b->step[STEP_EXPIRED] = end->s.value.text;
}

static bool fill_addressee(struct board_line *b, struct workspace *w, struct arena *a,
                           struct err *err)
{
    struct records l;
    if (!records_naming(&l, &w->reader, P_ADDRESSEE_OF, b->row, a, err))
        return false;
    for (isize i = 0; i < l.n && !b->addressee.n; i++) {
        struct record office;
        struct err none = {0};
        const struct fact *f = record_newest(&l.at[i], P_ADDRESSEE_OFFICE);
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
