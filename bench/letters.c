/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "letters.h"

#include "act/final.h"
#include "act/sent.h"
#include "base/list.h"
#include "record/ids.h"
#include "record/labels.h"

enum { DRAFTS = 200, FINALS = 20, EVENTS = 8, LOOKED_AT = 1000 };

struct making {
    struct bench *b;
    struct workspace *w;
    struct id paper;
};

static struct id make(struct making *m, int type, const char *property, struct value v)
{
    struct err err = {0};
    struct id id;
    struct stmt s = STMT(.property = str_from_c(property), .value = v);
    struct draft d = {.kind = ENTRY_RECORD, .stmts = &s, .n = 1};
    bench_need(record_new(&id, m->w, type, d, &err), &err);
    return id;
}

static void say(struct making *m, struct id of, const char *property, struct value v)
{
    struct err err = {0};
    struct stmt s = STMT(.subject = ref_record(of), .property = str_from_c(property), .value = v,
                         .source = ref_record(m->paper), .as_of = S("2023-10"),
                         .holder_name = S("River Monitor"), .language = S("en"));
    bench_need(workspace_say(m->w, ENTRY_RECORD, &s, 1, NULL, &err), &err);
}

static void paper_make(struct making *m)
{
    struct err err = {0};
    m->paper = make(m, TYPE_DOCUMENT, "core:title", value_text(S("River report")));
    struct ref what = ref_record(m->paper);
    bench_need(label_set(m->w, &what, P_SENSITIVITY, TERM_SENSITIVITY_OPEN, S(""), &err), &err);
    bench_need(label_set(m->w, &what, P_MAY_LEAVE, TERM_CONSENT_PUBLIC_CODE, S(""), &err), &err);
}

static void event_make(struct making *m, const struct id *action, int64_t n)
{
    struct id id = make(m, TYPE_EVENT, "core:note", value_text(S("of the report")));
    struct str day = str_format(m->b->a, "2023-10-%02" PRId64, n + 1);
    say(m, id, "core:event_kind", value_term(S("event:repatriation")));
    say(m, id, "core:place", (struct value){.type = V_PLACE, .text = S("Dandong")});
    say(m, id, "core:date", value_date(day));
    say(m, id, "core:figure",
        (struct value){.type = V_QUANTITY,
                       .quantity = {.has_min = true,
                                    .has_max = true,
                                    .min = 40 + n,
                                    .max = 40 + n,
                                    .measure = S("measure:returned")}});
    say(m, *action, "core:about_event", value_record(id));
}

static struct id keep(struct making *m, const struct letters *l)
{
    struct err err = {0};
    struct letter letter;
    struct id id;
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    bench_need(letter_compose(&letter, m->w, law_builtin(a), &l->order, a, &err), &err);
    bench_need(letter_keep(&id, m->w, &letter, &l->order, &err), &err);
    return id;
}

static void finish(struct making *m, const struct id *letter)
{
    struct err err = {0};
    struct str number;
    struct kept k;
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct final_order o = {.address = S("nobody answers"), .alone = S("alone")};
    struct sending s = {.channel = TERM_CHANNEL_POST, .number = S("R-1")};
    bench_need(letter_final(&number, m->w, letter, &o, a, &err), &err);
    bench_need(kept_load(&k, m->w, letter, a, &err), &err);
    bench_need(letter_sent(m->w, &k, &s, a, &err), &err);
}

static void all_make(struct letters *l, struct making *m)
{
    paper_make(m);
    l->order.office = make(m, TYPE_OFFICE, "core:office_title", value_text(S("Governor of Jilin")));
    say(m, l->order.office, "core:address", value_text(S("11 Xinfa Lu\nChangchun 130051\nChina")));
    l->order.has_case = true;
    l->order.case_id = make(m, TYPE_ACTION, "core:title", value_text(S("Dandong, October")));
    for (int64_t i = 0; i < EVENTS; i++)
        event_make(m, &l->order.case_id, i);
    for (int i = 0; i < DRAFTS + FINALS; i++) {
        struct id id = keep(m, l);
        if (i < FINALS)
            finish(m, &id);
        *(i < FINALS ? &l->final : &l->draft) = id;
    }
}

void letters_make(struct letters *out, struct bench *b, struct workspace *w)
{
    struct err err = {0};
    struct making m = {.b = b, .w = w};
    struct record_refs l;
    struct records_wanted wanted = {.type = TYPE_LETTER, .max = LOOKED_AT};
    *out = (struct letters){
        .order = {.organisation = S("Harbour Light"), .state = S("CHN"), .place = S("Seoul")}};
    bench_need(record_list(&l, &w->reader, wanted, b->a, &err), &err);
    if (!l.n)
        all_make(out, &m);
    for (isize i = l.n - 1; i >= 0; i--) { /* the newest last */
        struct kept k;
        bench_need(kept_load(&k, w, &l.at[i].id, b->a, &err), &err);
        *(k.state == TERM_LETTER_STATE_DRAFT ? &out->draft : &out->final) = k.id;
        out->order = k.order;
    }
}
