/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * duty.h - a return and the law: what bound the state that sent people back on that day, what it
 * had only signed, custom; and for the refugee test and the torture test, apart, what is shown,
 * what is missing and what speaks against us.
 *
 * Nothing here says that a duty was breached. From what a state only signed no breach is claimed.
 * Each value keeps its own check; a day that is known by its month or year counts from its first.
 */
#ifndef KNOW_DUTY_H
#define KNOW_DUTY_H

#include "record/fact.h"
#include "record/law_tests.h"

struct duty { /* one instrument */
    struct law_status status;
    struct {
        struct duty_article {
            const struct law_article *x;
        } * at;
        isize n, cap;
    } articles; /* those that speak of return: refugee, torture, life, child... */
};
struct duty_list {
    struct duty *at;
    isize n, cap;
};
struct duty_state {
    struct str code;
    bool inferred; /* nobody says that it returned them; the words of the event name it */
    struct duty_list bound, only_signed;
};
struct element_shown {
    const struct law_element *e;
    const struct fact *fact; /* NULL: nothing in the case file shows it */
    struct str value;
};
struct duties {
    bool is_return; /* the event is a return or the threat of one */
    bool has_day;
    struct edtf_range days;
    bool cut;     /* so many people and risks hang on it that not all were looked at */
    bool changes; /* within these days something began or ceased to bind: the first day is shown */
    struct {
        struct duty_state *at;
        isize n, cap;
    } states;
    struct {
        struct element_shown *at;
        isize n, cap;
    } tests[LAW_TEST__COUNT]; /* in the order of the table */
};
struct duty_question {
    const struct law *law;
    const struct record *event;
    struct str state; /* asked for instead of what the event says; empty: what it says */
};
MUST_CHECK bool duties_of(struct duties *out, const struct reader *r, const struct duty_question *q,
                          struct arena *a, struct err *err);
/* Can an event of this kind be a breach of the ban on return? */
bool duty_is_return(const struct reader *r, const struct record *event);
/* May this be said as a fact, or must it bear its mark? Status, day, and rule. */
bool duty_is_verified(const struct duty *d);

#endif
