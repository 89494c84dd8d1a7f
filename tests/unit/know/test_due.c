/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is due: consents that end, and decisions that are looked at again. */
#include "../record/box.h"
#include "know/due.h"
#include "lang/edtf.h"
#include "record/consent.h"
#include "record/ids.h"

static struct id person(struct box *b, const char *name)
{
    return box_new(b, TYPE_PERSON,
                   STMT(.property = S("core:name"), .value = value_text(str_from_c(name))));
}

static struct id give(struct box *b, struct id who, int how, struct str until)
{
    struct consent_given g = {.what = ref_record(who),
                              .level = TERM_CONSENT_PUBLIC_CODE,
                              .how = how,
                              .until = until,
                              .reason = S("she said so")};
    struct id id;
    CHECK_OK(consent_give(&id, &b->w, &g, &err));
    return id;
}

static struct due_list due_of(struct box *b, struct test *t)
{
    struct due_list l;
    CHECK_OK(due_list(&l, &b->w.reader, sys_now(b->w.sys), t->a, &err));
    return l;
}

static struct str in_days(struct box *b, struct test *t, int64_t days)
{
    return time_day(sys_now(b->w.sys) + days * 24 * 60 * 60, t->a);
}

TEST(a_consent_that_ends_is_due_until_it_is_given_anew)
{
    struct box b;
    box_make(&b, t, "due", 5);
    box_workspace(&b, t);
    struct id who = person(&b, "Ri Song-hui"), held = person(&b, "Han Myong-ok");
    (void)give(&b, person(&b, "Choe Y."), TERM_CONSENT_HOW_SPOKEN, S("")); /* without an end */
    (void)give(&b, held, TERM_CONSENT_HOW_CANNOT_BE_ASKED, in_days(&b, t, 40));
    struct id first = give(&b, who, TERM_CONSENT_HOW_SPOKEN, in_days(&b, t, 3));
    struct due_list l = due_of(&b, t);
    CHECK_INT(l.n, 2);
    CHECK(id_eq(&l.at[0].id, &first) && l.at[0].consent && l.at[0].soon && !l.at[0].review);
    CHECK_STR(l.at[0].of, S("Ri Song-hui"));
    CHECK(l.at[1].consent && l.at[1].review && !l.at[1].soon && !l.at[1].overdue);
    /* Who is not cleared for her sees no day of hers. */
    struct ref what = ref_record(who);
    CHECK_OK(label_set(&b.w, &what, P_SENSITIVITY, TERM_SENSITIVITY_SECRET, S(""), &err));
    b.w.reader.gate.clearance = SENSITIVITY_RESTRICTED;
    CHECK_INT(due_of(&b, t).n, 1);
    b.w.reader.gate.clearance = SENSITIVITY_SECRET;
    /* Given anew, the first one does not count any more. */
    (void)give(&b, who, TERM_CONSENT_HOW_SPOKEN, in_days(&b, t, 80));
    l = due_of(&b, t);
    CHECK_INT(l.n, 2);
    CHECK(!l.at[0].soon && l.at[0].review && !id_eq(&l.at[1].id, &first));
    box_close(&b);
}

TEST(a_consent_that_ended_is_overdue_and_one_withdrawn_is_not)
{
    struct box b;
    box_make(&b, t, "due", 6);
    box_workspace(&b, t);
    (void)give(&b, person(&b, "Ri Song-hui"), TERM_CONSENT_HOW_SPOKEN, in_days(&b, t, -5));
    (void)give(&b, person(&b, "Han Myong-ok"), TERM_CONSENT_HOW_SPOKEN, in_days(&b, t, -400));
    struct id gone = give(&b, person(&b, "Kim Chol"), TERM_CONSENT_HOW_SPOKEN, in_days(&b, t, 2));
    struct stmt s = STMT(.subject = ref_record(gone), .property = S("core:withdrawn_on"),
                         .value = value_date(in_days(&b, t, -1)));
    (void)box_say(&b, ENTRY_RECORD, s);
    struct due_list l = due_of(&b, t);
    CHECK_INT(l.n, 1);
    CHECK(l.at[0].overdue && l.at[0].consent);
    box_close(&b);
}
