/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "lang/edtf.h"
#include "lang/when.h"
#include "read/proposal.h"
#include "record/document.h"
#include "record/ids.h"
#include "record/statement_name.h"

enum { O_TEXT };

static const struct opt opts[] = {
    [O_TEXT] = {"text", OPT_FLAG, .help = N_("of a document: its words")},
    {0},
};
static const struct operand operands[] = {
    {"ID", OPT_TEXT, .help = N_("a record, a statement (s and a number) or a proposal")},
    {0},
};
static const struct column columns[] = {
    {"statement", N_("Statement"), false}, {"property", N_("What"), false},
    {"value", N_("Value"), false},         {"source", N_("Source"), false},
    {"words", N_("Its words"), false},     {"sure", N_("How sure"), false},
    {"as_of", N_("As known on"), false},   {"state", N_("State"), false},
    {"leaves", N_("May leave"), false},    {NULL, NULL, false},
};

static struct str source_title(struct run *r, const struct ref *source)
{
    struct str title;
    struct err none = {0};
    int64_t row;
    if (source->kind == REF_NONE || !record_row_of(&row, r->app->v->db, &source->id, &none) ||
        !record_title_of(&title, &r->app->w.reader, row, r->a, &none))
        return (struct str){0};
    return title;
}

static struct str source_words(struct run *r, const struct fact *f)
{
    struct document_text t;
    struct err none = {0};
    int64_t row;
    if (f->s.source.kind != REF_PASSAGE ||
        !record_row_of(&row, r->app->v->db, &f->s.source.id, &none) ||
        !document_text(&t, &r->app->w.reader, row, r->a, &none))
        return f->s.as_written;
    return document_words(&t, f->s.source.start, f->s.source.end);
}

static struct str hedge_say(struct run *r, const struct fact *f)
{
    const struct vocabulary *v = schema_vocabulary(r->app->schema, V_HEDGE);
    const struct term *t = f->s.hedge ? vocabulary_term(v, f->s.hedge) : NULL;
    return t ? label_in(&t->label, r->app->w.reader.lang) : (struct str){0};
}

static const char *state_say(const struct fact *f)
{
    if (f->retracted)
        return N_("withdrawn");
    if (f->corrected_by)
        return N_("corrected");
    if (f->judged == TERM_JUDGEMENT_PREFER)
        return N_("preferred");
    if (f->judged == TERM_JUDGEMENT_REJECT)
        return N_("not used");
    if (f->judged == TERM_JUDGEMENT_BOTH_STAND)
        return N_("both stand");
    return f->checked ? N_("checked") : N_("not checked");
}

static struct str leaves_say(struct run *r, const struct fact *f)
{
    struct gate g = {AUDIENCE_PUBLIC, SENSITIVITY_SECRET};
    struct gate_verdict v = gate_ask(&g, &f->item);
    if (v.answer == GATE_SHOW)
        return S("yes");
    struct str why = msg(r->app->w.reader.lang, gate_reason_say(v.reason));
    return str_format(r->a, "%s: %.*s", v.answer == GATE_CODE ? "by code" : "no", FS(why));
}

static void fact_row(struct run *r, const struct fact *f)
{
    enum language lang = r->app->w.reader.lang;
    print_row(r->out);
    print_cell_str(r->out, statement_name(&r->app->w, f->no, r->a));
    print_cell_str(r->out, f->p ? label_in(&f->p->label, lang) : f->s.property);
    print_cell_str(r->out, fact_say(&r->app->w.reader, f, r->a));
    print_cell_str(r->out, source_title(r, &f->s.source));
    print_cell_str(r->out, source_words(r, f));
    print_cell_str(r->out, hedge_say(r, f));
    print_cell_str(r->out,
                   f->s.as_of.n ? when_say(f->s.as_of, language_tag(lang), r->a) : (struct str){0});
    print_cell_str(r->out, str_from_c(state_say(f)));
    print_cell_str(r->out, leaves_say(r, f));
}

static bool is_text(const struct fact *f)
{
    return f->p && f->p->number == P_TEXT;
}

static bool show_record(struct run *r, int64_t row, struct err *err)
{
    struct record rec;
    if (!record_load(&rec, &r->app->w.reader, row, r->a, err))
        return false;
    print_str(r->out, "id", N_("Record"), id_write(r->a, &rec.id));
    print_str(r->out, "type", N_("Type"),
              rec.meta ? label_in(&rec.meta->label, r->app->w.reader.lang) : S("?"));
    print_str(r->out, "title", N_("What it is"), record_title(&r->app->w.reader, &rec, r->a));
    print_table(r->out, "statements", N_("What is said of it"), columns);
    for (isize i = 0; i < rec.facts.n; i++)
        if (!is_text(&rec.facts.at[i]))
            fact_row(r, &rec.facts.at[i]);
    print_end(r->out);
    return true;
}

static bool show_words(struct run *r, int64_t row, struct err *err)
{
    struct document_text t;
    struct str rest, line;
    if (!document_text(&t, &r->app->w.reader, row, r->a, err))
        return false;
    if (r->json) {
        print_str(r->out, "text", N_("Text"), t.text);
        return true;
    }
    rest = t.text;
    while (str_line(&rest, &line))
        print_line(r->out, line);
    return true;
}

static bool show_proposal(struct run *r, struct str id, struct err *err)
{
    struct proposal p;
    if (!proposal_load(&p, &r->app->w, id, r->a, err))
        return err_detail(err, "There is no proposal %.*s.", FS(app_short(r, id)));
    print_str(r->out, "id", N_("Proposal"), p.id);
    print_str(r->out, "kind", N_("Found"), p.kind);
    print_str(r->out, "rule", N_("Rule"), p.rule);
    print_int(r->out, "version", N_("Version of the rule"), p.version);
    print_int(r->out, "score", N_("Score"), p.score);
    print_str(r->out, "document", N_("Document"), id_write(r->a, &p.document));
    print_str(r->out, "says", N_("What it says"), p.says);
    return true;
}

static bool show_statement(struct run *r, int64_t no, struct err *err)
{
    struct fact f;
    if (!fact_load(&f, &r->app->w.reader, no, r->a, err))
        return false;
    print_table(r->out, "statements", N_("Statement"), columns);
    fact_row(r, &f);
    print_end(r->out);
    if (f.s.subject.kind == REF_RECORD)
        print_str(r->out, "record", N_("Record"), id_write(r->a, &f.s.subject.id));
    print_str(r->out, "entered_by", N_("Entered by"), app_member(r, &f.author));
    print_str(r->out, "entered_on", N_("Entered on"), time_text(f.time, r->a));
    return true;
}

static bool run(struct run *r, struct err *err)
{
    struct named n;
    if (!app_named(&n, r, r->operands.at[0].s, err))
        return false;
    if (n.kind == NAMED_PROPOSAL)
        return show_proposal(r, n.proposal, err);
    if (n.kind == NAMED_STATEMENT)
        return show_statement(r, n.no, err);
    return r->opt[O_TEXT].given ? show_words(r, n.row, err) : show_record(r, n.row, err);
}

const struct cmd cmd_show = {
    .name = "show",
    .summary = N_("show a record with each value's source, a statement or a proposal"),
    .group = N_("Looking"),
    .needs = NEEDS_VAULT_READ,
    .operands = operands,
    .opts = opts,
    .run = run,
};
