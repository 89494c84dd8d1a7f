/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who is not cleared gets the same bytes as from a vault without it.
 *
 * Two vaults are made of one seed; one more secret thing is put into the second. Everything that
 * reads through the gate is written out for restricted and for open eyes, inside and on every way
 * out, and must be the same for both.
 */
#include <string.h>

#include "box.h"
#include "know/alike.h"
#include "know/brief.h"
#include "know/cluster.h"
#include "know/due.h"
#include "know/find.h"
#include "read/proposal.h"
#include "record/document.h"
#include "record/ids.h"
#include "record/journal_log.h"
#include "record/law.h"
#include "share/export.h"

enum { SHOW_MAX = 1 << 27, MANY = 1000, PEOPLE = 4, NOW = 1700000000 };

struct case_file {
    struct box b;
    struct id person[PEOPLE], event, paper, office;
    int64_t name_no; /* of person 0 */
    struct id blank; /* a person of whom only that is known */
    struct id secret;
};

static int64_t say(struct case_file *f, struct stmt s)
{
    return box_say(&f->b, ENTRY_RECORD, s);
}

static int64_t say_of(struct case_file *f, struct id id, const char *property, struct value v)
{
    return say(f, STMT(.subject = ref_record(id), .property = str_from_c(property), .value = v));
}

static struct id make(struct case_file *f, int type, const char *property, struct value v)
{
    return box_new(&f->b, type,
                   STMT(.property = str_from_c(property), .value = v, .language = S("en")));
}

static void hide(struct case_file *f, struct ref what)
{
    CHECK_OK(
        label_set(&f->b.w, &what, P_SENSITIVITY, TERM_SENSITIVITY_SECRET, S("she asked"), &err));
}

static struct id paper_add(struct case_file *f, struct str text, struct test *t)
{
    struct stmt *s;
    struct id id = make(f, TYPE_DOCUMENT, "core:title", value_text(S("A letter")));
    isize n = document_pieces(&s, id, text, S("en"), t->a), found;
    for (isize i = 0; i < n; i++)
        (void)say(f, s[i]);
    CHECK_OK(proposals_find(&found, &f->b.w, id, &err));
    return id;
}

static struct stmt figure(struct id of, int64_t n, struct id paper)
{
    return STMT(.subject = ref_record(of), .property = S("core:figure"),
                .value = {.type = V_QUANTITY,
                          .quantity = {.has_min = true,
                                       .has_max = true,
                                       .min = n,
                                       .max = n,
                                       .bound = BOUND_EXACT,
                                       .measure = S("measure:returned"),
                                       .unit = S("people")}},
                .source = ref_record(paper), .as_of = S("2021-07"),
                .holder_name = S("an aid worker"));
}

static struct str letter_text(void)
{
    return S("Seoul, 14 July 2021\n\nTo: President of the People's Republic of China\n\n"
             "On 14 July 2021 fifty North Koreans were repatriated through Dandong.\n"
             "Article 33 of the Refugee Convention forbids their return. We ask you to release "
             "the ten women held in Tumen.\n\nYours sincerely,\n");
}

/* What both vaults have. */
static void fill(struct case_file *f, struct test *t)
{
    static const char *const names[PEOPLE] = {"Ri Chol", "Ri Chul", "Kim Yong", "Hu Jintao"};
    for (int i = 0; i < PEOPLE; i++)
        f->person[i] = make(f, TYPE_PERSON, "core:name", value_text(str_from_c(names[i])));
    f->name_no = (box_last_row(&f->b) - PEOPLE + 1) * STMT_STRIDE + 1;
    f->paper = paper_add(f, letter_text(), t);
    f->event = make(f, TYPE_EVENT, "core:date", value_date(S("2021-07-14")));
    f->office = make(f, TYPE_HOLDING, "core:holder", value_record(f->person[3]));
    (void)say(f, figure(f->event, 50, f->paper));
    (void)say(f, figure(f->event, 60, f->paper));
    (void)say_of(f, f->event, "core:note", value_text(S("ask the aid worker again")));
    (void)say_of(f, f->person[0], "core:may_leave", value_term(S("consent:public_code")));
    (void)say_of(f, f->person[1], "core:may_leave", value_term(S("consent:public_name")));
    (void)say_of(f, f->paper, "core:sensitivity", value_term(S("sensitivity:open")));
    (void)say_of(f, f->event, "core:sensitivity", value_term(S("sensitivity:open")));
    CHECK_OK(record_link(&f->b.w, &f->person[0], &f->person[1], true, S("one man"), &err));
    int64_t twice = say_of(f, f->person[2], "core:name", value_text(S("Kim Yon")));
    CHECK_OK(fact_retract(&f->b.w, twice, true, S("a slip"), &err));
    (void)make(f, TYPE_DEADLINE, "core:due", value_date(S("2023-11-20")));
    CHECK_OK(
        record_new(&f->blank, &f->b.w, TYPE_PERSON, (struct draft){.kind = ENTRY_RECORD}, &err));
    (void)make(f, TYPE_GROUP, "core:code", value_text(S("ten women in Tumen")));
}

static void file_make(struct case_file *f, struct test *t, const char *name)
{
    *f = (struct case_file){0};
    box_make(&f->b, t, name, 77);
    box_workspace(&f->b, t);
    fill(f, t);
}

/* ---- writing out what is read */

struct view_of { /* one pair of eyes */
    struct buf out;
    struct reader r;
    struct workspace w;
    struct arena *a;
};

static void put_err(struct view_of *x, const struct err *e)
{
    buf_addf(&x->out, "  %d %s | %s\n", (int)e->code, e->msg, e->detail);
}

static void put_fact(struct view_of *x, const struct fact *f)
{
    struct buf bytes = buf_in(x->a, STMT_MAX);
    const struct gate_item *i = &f->item;
    stmt_write(&bytes, &f->s);
    buf_addf(&x->out,
             "  %" PRId64 " of %" PRId64 " at %" PRId64 " %" PRId64 ": %d %" PRId64
             " %d %d %d %d %d %d %d %d %d %d %.*s ",
             f->no, f->record, f->time, f->depth, f->retracted, f->corrected_by, f->judged,
             f->checked, i->sensitivity, i->labelled, i->consent, i->in_office, i->signatory,
             i->withdrawn, f->verdict.answer, f->verdict.reason, FS(f->verified_on));
    buf_add(&x->out, str_hex(x->a, bytes.p, bytes.n));
    buf_addf(&x->out, " %.*s\n", FS(fact_say(&x->r, f, x->a)));
}

static void put_facts(struct view_of *x, const struct fact_list *l)
{
    for (isize i = 0; i < l->n; i++)
        put_fact(x, &l->at[i]);
}

static void put_records(struct view_of *x)
{
    struct record_refs l;
    for (isize i = -1; i < x->r.schema->types.n; i++) {
        int type = i < 0 ? 0 : x->r.schema->types.at[i].number;
        CHECK_OK(
            record_list(&l, &x->r, (struct records_wanted){.type = type, .max = MANY}, x->a, &err));
        buf_addf(&x->out, "type %d: %td\n", type, l.n);
        for (isize k = 0; k < l.n; k++)
            buf_addf(&x->out, "  %" PRId64 " %.*s %d %.*s\n", l.at[k].row,
                     FS(id_write(x->a, &l.at[k].id)), l.at[k].type, FS(l.at[k].title));
    }
}

static void put_history(struct view_of *x, int64_t row)
{
    struct change_list l;
    struct err e = {0};
    if (!history_of(&l, &x->r, row, x->a, &e)) {
        put_err(x, &e);
        return;
    }
    for (isize i = 0; i < l.n; i++) {
        buf_addf(&x->out, " %" PRId64 " %" PRId64 " about %" PRId64 "\n", l.at[i].time,
                 l.at[i].kind, l.at[i].about ? l.at[i].about->no : 0);
        put_fact(x, &l.at[i].fact);
    }
}

static void put_document(struct view_of *x, int64_t row)
{
    struct document_text d;
    struct fact_list from;
    struct err e = {0};
    if (!document_text(&d, &x->r, row, x->a, &e)) {
        put_err(x, &e);
        return;
    }
    buf_addf(&x->out, "  text %" PRId64 " cut %td: %.*s\n", d.whole, d.cut_n, FS(d.text));
    CHECK_OK(facts_from(&from, &x->r, row, x->a, &err));
    put_facts(x, &from);
}

static void put_naming(struct view_of *x, int64_t row)
{
    static const int by[] = {P_SAME, P_HOLDER, P_SIGNER};
    struct fact_list l;
    struct cluster c;
    for (isize i = 0; i < COUNTOF(by); i++) {
        CHECK_OK(facts_naming(&l, &x->r, by[i], row, x->a, &err));
        put_facts(x, &l);
    }
    CHECK_OK(cluster_of(&c, &x->r, row, x->a, &err));
    for (isize i = 0; i < c.n; i++)
        buf_addf(&x->out, " in cluster %" PRId64, c.at[i]);
    buf_add_c(&x->out, '\n');
}

/* Row by row, also of records that are not there. */
static void put_each(struct view_of *x, int64_t rows)
{
    for (int64_t row = 1; row <= rows; row++) {
        struct record rec;
        struct err e = {0};
        buf_addf(&x->out, "record %" PRId64 "\n", row);
        if (!record_load(&rec, &x->r, row, x->a, &e)) {
            put_err(x, &e);
            continue;
        }
        put_facts(x, &rec.facts);
        put_history(x, row);
        put_document(x, row);
        put_naming(x, row);
    }
}

static void put_each_fact(struct view_of *x, int64_t last)
{
    for (int64_t row = 1; row <= last; row++)
        for (int k = 0; k < 6; k++) {
            struct fact f;
            struct err e = {0};
            if (fact_load(&f, &x->r, row * STMT_STRIDE + k, x->a, &e))
                put_fact(x, &f);
            else
                put_err(x, &e);
        }
}

static void put_log(struct view_of *x)
{
    struct log_lines l;
    CHECK_OK(log_list(&l, &x->r, 0, MANY, x->a, &err));
    for (isize i = 0; i < l.n; i++)
        buf_addf(&x->out, "entry %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " '%.*s'\n",
                 l.at[i].row, l.at[i].time, l.at[i].kind, l.at[i].statements, FS(l.at[i].entry));
}

static void put_found(struct view_of *x, isize max)
{
    static const char *const queries[] = {"Ri",     "Kim",   "women", "zebra", "Tumen OR zebra",
                                          "letter", "asked", "she",   "man"};
    for (isize i = 0; i < COUNTOF(queries); i++) {
        struct found_list l;
        CHECK_OK(find_words(&l, &x->r, str_from_c(queries[i]), max, x->a, &err));
        buf_addf(&x->out, "find %s: %td %d\n", queries[i], l.n, l.more);
        for (isize k = 0; k < l.n; k++)
            buf_addf(&x->out, "  %" PRId64 " %d %.*s | %.*s | %" PRId64 " %" PRId64 "\n",
                     l.at[k].row, l.at[k].type, FS(l.at[k].title), FS(l.at[k].words), l.at[k].start,
                     l.at[k].end);
    }
}

static void put_proposals(struct view_of *x, isize max)
{
    struct proposal_list l;
    CHECK_OK(
        proposals_list(&l, &x->w, (struct proposals_wanted){.state = -1, .max = max}, x->a, &err));
    buf_addf(&x->out, "proposals: %td\n", l.n);
    for (isize i = 0; i < l.n; i++)
        buf_addf(&x->out, "  %.*s %.*s %" PRId64 "-%" PRId64 " %.*s\n", FS(l.at[i].id),
                 FS(l.at[i].kind), l.at[i].start, l.at[i].end, FS(l.at[i].says));
}

static bool put_alike(void *ctx, const struct alike_group *g, UNUSED bool *stop,
                      UNUSED struct err *err)
{
    struct view_of *x = ctx;
    buf_addf(&x->out, "alike %.*s %td\n", FS(g->about), g->n);
    return true;
}

static void put_known(struct view_of *x)
{
    struct conflict_list conflicts;
    struct due_list due;
    struct brief brief;
    int64_t n;
    CHECK_OK(alike_each(&(bool){false}, &x->r, put_alike, x, &err));
    CHECK_OK(conflicts_find(&conflicts, &x->r, x->a, &err));
    for (isize i = 0; i < conflicts.n; i++)
        buf_addf(&x->out, "conflict %.*s %td %d\n", FS(conflicts.at[i].about),
                 conflicts.at[i].rivals.n, conflicts.at[i].judged);
    CHECK_OK(due_list(&due, &x->r, NOW, x->a, &err));
    CHECK_OK(due_count(&n, &x->r, NOW, &err));
    buf_addf(&x->out, "due %td %" PRId64 "\n", due.n, n);
    CHECK_OK(brief_make(&brief, &x->r, law_builtin(x->a), NOW / 86400, x->a, &err));
    buf_addf(&x->out, "brief: unchecked %" PRId64 " events %td conflicts %td states %td\n",
             brief.unchecked, brief.events.n, brief.conflicts.n, brief.states.n);
    for (isize i = 0; i < brief.counts.n; i++)
        buf_addf(&x->out, "  type %d: %" PRId64 "\n", brief.counts.at[i].type,
                 brief.counts.at[i].n);
}

static void put_exports(struct view_of *x)
{
    for (int a = AUDIENCE_MEMBERS; a <= AUDIENCE_PUBLIC; a++) {
        struct reader r = x->r;
        struct export_report report;
        struct str json;
        r.gate.audience = (enum audience)a;
        CHECK_OK(export_json(&json, &report, &r, x->a, &err));
        buf_addf(&x->out, "export %d: %" PRId64 " %" PRId64 " %" PRId64 "\n", a, report.records,
                 report.statements, report.kept_back);
        buf_add(&x->out, json);
    }
}

enum { ROWS_SHOWN = 60 };

static struct str show(struct case_file *f, enum sensitivity clearance, bool proposals,
                       struct test *t)
{
    struct view_of x = {.out = buf_in(t->a, SHOW_MAX), .w = f->b.w, .a = arena_new(ARENA_LARGE)};
    x.r = x.w.reader = box_reader(&f->b, clearance);
    put_records(&x);
    put_each(&x, ROWS_SHOWN);
    put_each_fact(&x, ROWS_SHOWN);
    put_log(&x);
    put_found(&x, MANY);
    put_found(&x, 1);
    put_known(&x);
    put_exports(&x);
    if (proposals) {
        put_proposals(&x, MANY);
        put_proposals(&x, 3);
    }
    CHECK(!x.out.full);
    arena_free(&x.a);
    return buf_str(&x.out);
}

/* ---- secrets, each put last */

static void secret_statement(struct case_file *f, UNUSED struct test *t)
{
    hide(f, box_ref(&f->b, say_of(f, f->person[0], "core:alias", value_text(S("zebra women")))));
}

static void secret_figure(struct case_file *f, UNUSED struct test *t)
{
    hide(f, box_ref(&f->b, say(f, figure(f->event, 70, f->paper))));
}

static void secret_person(struct case_file *f, UNUSED struct test *t)
{
    f->secret = make(f, TYPE_PERSON, "core:name", value_text(S("Kim zebra")));
    (void)say_of(f, f->secret, "core:birth_date", value_date(S("1980")));
    hide(f, ref_record(f->secret));
}

static void secret_name(struct case_file *f, UNUSED struct test *t)
{
    hide(f, box_ref(&f->b, say_of(f, f->blank, "core:name", value_text(S("Kim zebra")))));
}

static void secret_link(struct case_file *f, struct test *t)
{
    secret_person(f, t);
    CHECK_OK(record_link(&f->b.w, &f->person[0], &f->secret, true, S("she told us"), &err));
    CHECK_OK(record_link(&f->b.w, &f->secret, &f->person[2], true, S(""), &err));
}

static void secret_document(struct case_file *f, struct test *t)
{
    f->secret = paper_add(f, S("Tumen, 2 May 2020\nForty women were repatriated. Zebra."), t);
    hide(f, ref_record(f->secret));
}

static void secret_correction(struct case_file *f, UNUSED struct test *t)
{
    struct ref old = box_ref(&f->b, f->name_no);
    struct ref fresh = box_ref(&f->b, say_of(f, f->person[0], "core:name", value_text(S("zebra"))));
    hide(f, fresh);
    (void)say(f, STMT(.subject = fresh, .property = S("core:corrects"),
                      .value = value_statement(old.entry, old.index)));
}

static void secret_office(struct case_file *f, UNUSED struct test *t)
{
    f->secret = make(f, TYPE_HOLDING, "core:holder", value_record(f->person[2]));
    hide(f, ref_record(f->secret));
}

static void secret_deadline(struct case_file *f, UNUSED struct test *t)
{
    f->secret = make(f, TYPE_DEADLINE, "core:due", value_date(S("2023-11-15")));
    hide(f, ref_record(f->secret));
}

static void first_difference(const char *what, struct str a, struct str b)
{
    struct str x, y, before = {0};
    while (str_line(&a, &x) && str_line(&b, &y)) {
        if (!str_eq(x, y))
            test_fail(__FILE__, __LINE__, "%s: after\n#   '%.*s'\n# '%.*s'\n# not\n#   '%.*s'",
                      what, FS(before), FS(x), FS(y));
        before = x;
    }
    test_fail(__FILE__, __LINE__, "%s: lines more or fewer", what);
}

TEST(who_is_not_cleared_gets_the_bytes_of_a_vault_without_it)
{
    static const struct {
        const char *what;
        void (*add)(struct case_file *f, struct test *t);
    } secrets[] = {
        {"a statement", secret_statement},    {"a figure", secret_figure},
        {"a person", secret_person},          {"the name of a person", secret_name},
        {"a person with links", secret_link}, {"a document", secret_document},
        {"a correction", secret_correction},  {"an office held", secret_office},
        {"a deadline", secret_deadline},
    };
    struct case_file plain;
    struct str want[SENSITIVITY_SECRET + 1];
    file_make(&plain, t, "plain");
    for (int c = SENSITIVITY_OPEN; c <= SENSITIVITY_SECRET; c++)
        want[c] = show(&plain, (enum sensitivity)c, true, t);
    CHECK(want[SENSITIVITY_RESTRICTED].n > 20000);
    for (isize i = 0; i < COUNTOF(secrets); i++) {
        struct case_file f;
        file_make(&f, t, str_to_c(t->a, str_format(t->a, "f%td", i)));
        secrets[i].add(&f, t);
        for (int c = SENSITIVITY_OPEN; c <= SENSITIVITY_RESTRICTED; c++) {
            struct str got = show(&f, (enum sensitivity)c, true, t);
            if (!str_eq(got, want[c]))
                first_difference(secrets[i].what, got, want[c]);
        }
        CHECK(!str_eq(show(&f, SENSITIVITY_SECRET, true, t), want[SENSITIVITY_SECRET]));
        box_close(&f.b);
    }
    box_close(&plain.b);
}

/* A passage cannot be left out of a vault that has its document; but its words are nowhere. */
TEST(words_of_a_secret_passage_are_nowhere)
{
    struct case_file f;
    file_make(&f, t, "passage");
    struct id paper = paper_add(
        &f, S("On 14 July 2021 fifty men were repatriated. Zebra Kim saw it. It rained."), t);
    hide(&f, ref_passage(paper, 44, 61));
    for (int c = SENSITIVITY_OPEN; c <= SENSITIVITY_RESTRICTED; c++) {
        struct str got = show(&f, (enum sensitivity)c, true, t);
        struct str line;
        while (str_line(&got, &line)) /* but for what was asked */
            if (!str_starts(line, S("find ")) && str_find(line, S("ebra")) >= 0)
                test_fail(__FILE__, __LINE__, "'%.*s'", FS(line));
    }
    CHECK(str_find(show(&f, SENSITIVITY_SECRET, true, t), S("Zebra")) >= 0);
    box_close(&f.b);
}
