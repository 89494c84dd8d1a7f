/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What belongs to a case, whose family waits to be told, and when the last copy was made. */
#include "know/casework.h"

#include "box.h"
#include "know/due.h"
#include "record/ids.h"

struct office {
    struct box b;
    struct id of, early, late, group, person, letter;
};

static struct id make(struct office *o, int type, struct stmt s)
{
    return box_new(&o->b, type, s);
}

static void say(struct office *o, struct id subject, const char *property, struct value v)
{
    (void)box_say(
        &o->b, ENTRY_CHANGE,
        STMT(.subject = ref_record(subject), .property = str_from_c(property), .value = v));
}

static void office_make(struct office *o, struct test *t)
{
    box_make(&o->b, t, "office", 71);
    box_workspace(&o->b, t);
    o->of = make(o, TYPE_ACTION, STMT(.property = S("core:title"), .value = value_text(S("Nine"))));
    o->late =
        make(o, TYPE_EVENT, STMT(.property = S("core:date"), .value = value_date(S("2024-03"))));
    o->early = make(o, TYPE_EVENT,
                    STMT(.property = S("core:date"), .value = value_date(S("2023-10-09~"))));
    o->group =
        make(o, TYPE_GROUP,
             STMT(.property = S("core:group_description"), .value = value_text(S("nine people"))));
    o->person =
        make(o, TYPE_PERSON, STMT(.property = S("core:name"), .value = value_text(S("Han M."))));
    o->letter =
        make(o, TYPE_LETTER, STMT(.property = S("core:letter_of"), .value = value_record(o->of)));
    say(o, o->of, "core:about_event", value_record(o->late));
    say(o, o->of, "core:about_event", value_record(o->early));
    say(o, o->early, "core:victim", value_record(o->group));
    say(o, o->late, "core:victim", value_record(o->group));
    say(o, o->of, "core:case_people", value_record(o->person));
}

TEST(a_case_is_its_events_in_time_its_people_once_and_its_letters)
{
    struct office o;
    struct casework c;
    office_make(&o, t);
    struct reader r = box_reader(&o.b, SENSITIVITY_SECRET);
    CHECK_OK(casework_load(&c, &r, &o.of, t->a, &err));
    CHECK_INT(c.events.n, 2);
    CHECK(id_eq(&c.events.at[0].id, &o.early) && id_eq(&c.events.at[1].id, &o.late));
    CHECK_INT(c.people.n, 2);
    CHECK(c.letters.n == 1 && id_eq(&c.letters.at[0].id, &o.letter) && !c.more);
    CHECK_FAILS(casework_load(&c, &r, &o.early, t->a, &err), E_NOTFOUND);
    box_close(&o.b);
}

TEST(who_may_not_be_seen_is_not_in_the_case)
{
    struct office o;
    struct casework c;
    struct untold_list l;
    office_make(&o, t);
    struct ref person = ref_record(o.person);
    CHECK_OK(
        label_set(&o.b.w, &person, P_SENSITIVITY, TERM_SENSITIVITY_SECRET, S("a witness"), &err));
    struct reader r = box_reader(&o.b, SENSITIVITY_RESTRICTED);
    CHECK_OK(casework_load(&c, &r, &o.of, t->a, &err));
    CHECK(c.people.n == 1 && id_eq(&c.people.at[0].id, &o.group));
    CHECK_OK(untold_find(&l, &r, t->a, &err));
    CHECK_INT(l.n, 1);
    box_close(&o.b);
}

TEST(a_family_is_told_again_after_a_letter_left)
{
    struct office o;
    struct untold_list l;
    office_make(&o, t);
    struct reader r = box_reader(&o.b, SENSITIVITY_SECRET);
    CHECK_OK(untold_find(&l, &r, t->a, &err));
    CHECK(l.n == 2 && l.at[0].told.n == 0 && l.at[0].step.n == 0);
    say(&o, o.person, "core:family_told", value_date(S("2026-11-01")));
    CHECK_OK(untold_find(&l, &r, t->a, &err));
    CHECK(l.n == 1 && id_eq(&l.at[0].who.id, &o.group));
    struct id sent = make(&o, TYPE_DISPATCH,
                          STMT(.property = S("core:dispatch_of"), .value = value_record(o.letter)));
    say(&o, sent, "core:sent_on", value_date(S("2026-11-05")));
    CHECK_OK(untold_find(&l, &r, t->a, &err));
    CHECK_INT(l.n, 2);
    for (isize i = 0; i < l.n; i++)
        CHECK_STR(l.at[i].step, S("2026-11-05"));
    struct casework c;
    static const struct {
        const char *state;
        bool over;
    } said[] = {{"action_state:open", false}, /* what was said last counts, not what came first */
                {"action_state:stopped", true},
                {"action_state:open", false},
                {"action_state:closed", true}};
    for (isize i = 0; i < COUNTOF(said); i++) {
        say(&o, o.of, "core:action_state", value_term(str_from_c(said[i].state)));
        CHECK_OK(casework_load(&c, &r, &o.of, t->a, &err));
        CHECK_INT(case_is_over(o.b.schema, &c.rec), said[i].over);
        CHECK_OK(untold_find(&l, &r, t->a, &err));
        CHECK_INT(l.n, said[i].over ? 0 : 2);
    }
    box_close(&o.b);
}

TEST(the_newest_copy_counts)
{
    struct office o;
    struct copy_last last;
    office_make(&o, t);
    struct reader r = box_reader(&o.b, SENSITIVITY_OPEN);
    struct id workspace = workspace_id(o.b.v);
    int64_t now = sys_now(o.b.w.sys);
    CHECK_OK(copy_last(&last, &r, &workspace, now, t->a, &err));
    CHECK(last.on.n == 0);
    CHECK_OK(workspace_copied(&o.b.w, &err));
    say(&o, workspace, "core:copied", value_date(S("1999-01-01")));
    CHECK_OK(copy_last(&last, &r, &workspace, now + (int64_t)8 * 24 * 60 * 60, t->a, &err));
    CHECK_INT(last.days, 8);
    box_close(&o.b);
}
