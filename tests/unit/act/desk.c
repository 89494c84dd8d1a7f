/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk.h"

struct id make(struct desk *d, int type, const char *property, struct value v)
{
    return box_new(&d->b, type,
                   STMT(.property = str_from_c(property), .value = v, .language = S("en")));
}

struct value kind(const char *term)
{
    return value_term(str_from_c(term));
}

struct value place(struct str name)
{
    return (struct value){.type = V_PLACE, .text = name};
}

struct value number(int64_t n, enum bound bound, struct str population)
{
    return (struct value){.type = V_QUANTITY,
                          .quantity = {.has_min = true,
                                       .has_max = bound != BOUND_AT_LEAST,
                                       .min = n,
                                       .max = n,
                                       .bound = bound,
                                       .measure = S("measure:returned"),
                                       .population = population}};
}

/* Said by the paper. */
int64_t say(struct desk *d, struct id of, const char *property, struct value v, int hedge)
{
    struct stmt s = STMT(.subject = ref_record(of), .property = str_from_c(property), .value = v,
                         .hedge = hedge, .source = ref_record(d->paper), .as_of = S("2021-07"),
                         .holder_name = S("River Monitor"), .language = S("en"));
    return box_say(&d->b, ENTRY_RECORD, s);
}

struct id publish(struct desk *d, const char *title)
{
    struct id id = make(d, TYPE_DOCUMENT, "core:title", value_text(str_from_c(title)));
    struct ref what = ref_record(id);
    CHECK_OK(label_set(&d->b.w, &what, P_SENSITIVITY, TERM_SENSITIVITY_OPEN, S(""), &err));
    CHECK_OK(label_set(&d->b.w, &what, P_MAY_LEAVE, TERM_CONSENT_PUBLIC_CODE, S(""), &err));
    return id;
}

struct id event(struct desk *d, const char *term, int64_t n, const char *where, const char *when)
{
    struct id id;
    CHECK_OK(record_new(&id, &d->b.w, TYPE_EVENT, (struct draft){.kind = ENTRY_RECORD}, &err));
    (void)say(d, id, "core:event_kind", kind(term), TERM_HEDGE_REPORTED);
    (void)say(d, id, "core:figure", number(n, BOUND_EXACT, S("")), TERM_HEDGE_REPORTED);
    (void)say(d, id, "core:place", place(str_from_c(where)), 0);
    (void)say(d, id, "core:date", value_date(str_from_c(when)), 0);
    return id;
}

void desk_make(struct desk *d, struct test *t)
{
    *d = (struct desk){.a = t->a};
    box_make(&d->b, t, "desk", 31);
    box_workspace(&d->b, t);
    d->paper = publish(d, "River report");
    d->office = make(d, TYPE_OFFICE, "core:office_title", value_text(S("Premier")));
    d->premier = make(d, TYPE_PERSON, "core:name", value_text(S("Lin Boyuan")));
    d->holding = make(d, TYPE_HOLDING, "core:holder", value_record(d->premier));
    (void)say(d, d->holding, "core:office", value_record(d->office), 0);
    d->order = (struct letter_order){
        .office = d->office, .organisation = S("Harbour Light"), .state = S("CHN")};
    d->event = event(d, "event:repatriation", 50, "Dandong", "2021-07-14");
}

struct letter compose(struct desk *d)
{
    struct letter l;
    CHECK_OK(letter_compose(&l, &d->b.w, law_builtin(d->a), &d->order, d->a, &err));
    return l;
}

struct str text_of(struct desk *d)
{
    struct letter l = compose(d);
    struct str text;
    struct buf b = buf_in(d->a, 1 << 20);
    CHECK_OK(paper_letter_text(&text, &l.paper, d->a, &err));
    for (isize i = 0; i < text.n; i++) /* as one line: where it breaks is paper's business */
        if (text.p[i] != '\n' || (b.n && b.p[b.n - 1] != ' '))
            buf_add_c(&b, text.p[i] == '\n' ? ' ' : text.p[i]);
    return buf_str(&b);
}

bool holds(struct str text, const char *words)
{
    return str_find(text, str_from_c(words)) >= 0;
}

bool leaves_out(const struct letter *l, const char *why)
{
    for (isize i = 0; i < l->left.n; i++)
        if (holds(str_from_c(l->left.at[i].why), why))
            return true;
    return false;
}
