/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "read/parse.h"
#include "read/reading.h"
#include "sys/file.h"

enum { JSON_MAX = 64 << 20 };

static const struct operand operands[] = {
    {"FILE", OPT_FILE, .many = true, .help = N_("a document; it is not kept")},
    {0},
};
static const struct column columns[] = {
    {"kind", N_("Found"), false}, {"says", N_("What it says"), false},
    {"rule", N_("Rule"), false},  {"score", N_("Score"), true},
    {NULL, NULL, false},
};

static void row(struct run *r, const char *kind, struct str says, const struct read_from *f)
{
    if (says.n == 0)
        return;
    print_row(r->out);
    print_cell_str(r->out, str_from_c(kind));
    print_cell_str(r->out, says);
    print_cell_str(r->out, str_from_c(f->rule));
    print_cell_int(r->out, f->score);
}

#define ROWS(kind, list, member)                                                                   \
    for (isize i = 0; i < (list).n; i++)                                                           \
    row(r, kind, (list).at[i].member, &(list).at[i].from)

static struct str span_words(struct str text, const struct read_from *f)
{
    return str_part(text, f->span.start, f->span.end);
}

static void print_reading(struct run *r, const struct reading *x, struct str text)
{
    print_table(r->out, "found", N_("Found in the text, to check"), columns);
    row(r, "date", x->doc_date.edtf, &x->doc_date.from);
    ROWS("symbol", x->symbols, text);
    ROWS("sender", x->senders, name);
    for (isize i = 0; i < x->recipients.n; i++)
        row(r, "recipient",
            str_format(r->a, "%.*s, %.*s", FS(x->recipients.at[i].name),
                       FS(x->recipients.at[i].office)),
            &x->recipients.at[i].from);
    ROWS("copy", x->copies, text);
    ROWS("signatory", x->signatories, name);
    ROWS("norm", x->norms, name);
    ROWS("body", x->bodies, name);
    for (isize i = 0; i < x->events.n; i++)
        row(r, "event", span_words(text, &x->events.at[i].from), &x->events.at[i].from);
    for (isize i = 0; i < x->figures.n; i++)
        row(r, "figure", span_words(text, &x->figures.at[i].from), &x->figures.at[i].from);
    ROWS("person", x->persons, name);
    ROWS("place", x->places, name);
    ROWS("ask", x->asks, text);
    row(r, "deadline", x->deadline.edtf, &x->deadline.from);
    row(r, "follow-up", x->follows_up.text, &x->follows_up.from);
    print_end(r->out);
}

/* The schema of the evaluation letters is one object a document; it is printed as it is. */
static bool print_json(struct run *r, const struct reading *x, struct str text, struct arena *a,
                       struct err *err)
{
    struct buf b = buf_in(a, JSON_MAX);
    struct json j = json_to(&b);
    struct str out;
    j.indent = 1;
    reading_write_json(&j, x, text);
    buf_add_c(&b, '\n');
    if (!buf_done(&b, &out, err))
        return false;
    print_bytes(r->out, out);
    return true;
}

static bool read_one(struct run *r, struct launcher *l, struct str path, struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct str bytes;
    struct parsed p;
    struct reading x;
    if (!app_document(&bytes, r, path, a, err) ||
        !parse_document(&p, l, bytes, str_base_name(path), a, err) ||
        !reading_make(&x, p.text, a, err))
        return err_in(err, "reading");
    if (r->json)
        return print_json(r, &x, p.text, a, err);
    print_str(r->out, "file", N_("File"), path);
    print_str(r->out, "language", N_("Language"), x.language);
    print_reading(r, &x, p.text);
    return true;
}

static bool run(struct run *r, struct err *err)
{
    struct launcher *l = NULL;
    if (!app_launcher(&l, r, err))
        return false;
    bool ok = true;
    for (isize i = 0; ok && i < r->operands.n; i++)
        ok = read_one(r, l, r->operands.at[i].s, err);
    launcher_stop(&l);
    return ok;
}

const struct cmd cmd_read = {
    .name = "read",
    .summary = N_("show what a document says, without keeping it"),
    .group = N_("Documents"),
    .needs = NEEDS_NOTHING,
    .operands = operands,
    .run = run,
};
