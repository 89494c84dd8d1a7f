/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "lang/script.h"
#include "record/ids.h"
#include "record/statement_name.h"

enum {
    O_SOURCE,
    O_WRITTEN,
    O_AS_OF,
    O_HOLDER,
    O_HEDGE,
    O_MEASURE,
    O_POPULATION,
    O_CORRECTS,
    O_NEW
};

static const struct opt opts[] = {
    [O_SOURCE] = {"source", OPT_TEXT, .value = "ID", .help = N_("the document that says it")},
    [O_WRITTEN] = {"as-written", OPT_TEXT, .value = "WORDS", .help = N_("the source's own words")},
    [O_AS_OF] = {"as-of", OPT_TEXT, .value = "DATE", .help = N_("as known on that day")},
    [O_HOLDER] = {"holder", OPT_TEXT, .value = "WHO", .help = N_("who holds that view")},
    [O_HEDGE] = {"hedge", OPT_TEXT, .value = "WORD",
                 .help = N_("known, reported, alleged, believed, estimated or denied")},
    [O_MEASURE] = {"measure", OPT_TEXT, .value = "WORD",
                   .help = N_("of a figure: detained, returned, population...")},
    [O_POPULATION] = {"population", OPT_TEXT, .value = "WORDS", .help = N_("of a figure: of whom")},
    [O_CORRECTS] = {"corrects", OPT_TEXT, .value = "STATEMENT",
                    .help = N_("the statement that was copied wrongly")},
    [O_NEW] = {"new", OPT_FLAG, .help = N_("make a record: give its type in place of an id")},
    {0},
};
static const struct operand operands[] = {
    {"ID", OPT_TEXT, .help = N_("the record; with --new the type of a new one")},
    {"PROPERTY", OPT_TEXT, .help = N_("what is said: name, date, figure...")},
    {"VALUE", OPT_ANY, .help = N_("the value, as you would write it")},
    {0},
};

static bool term_number_of(int *out, struct run *r, int vocabulary, struct str word,
                           struct err *err)
{
    const struct vocabulary *v = schema_vocabulary(r->app->schema, vocabulary);
    const struct term *t = vocabulary_term_by_id(v, word);
    if (!t) {
        struct buf b = buf_in(r->a, 4096);
        for (isize i = 0; i < v->terms.n; i++)
            buf_addf(&b, "%s%.*s", i ? ", " : "", FS(v->terms.at[i].id));
        (void)err_set(err, E_USAGE, "no such term");
        return err_detail(err, "%.*s is not a word of the list '%.*s'. There are: %.*s",
                          FS(app_short(r, word)), FS(v->id), FS(str_part(buf_str(&b), 0, 280)));
    }
    *out = t->number;
    return true;
}

static bool quantity_parts(struct run *r, struct stmt *s, struct err *err)
{
    int term;
    if (s->value.type != V_QUANTITY)
        return true;
    s->value.quantity.population = r->opt[O_POPULATION].s;
    if (r->opt[O_MEASURE].given) {
        if (!term_number_of(&term, r, V_MEASURE, r->opt[O_MEASURE].s, err))
            return false;
        s->value.quantity.measure = vocabulary_term_text(r->app->schema, V_MEASURE, term, r->a);
    }
    return true;
}

/* A value that names a record: it must be there, and of a type that the property takes. */
static bool check_named(struct run *r, const struct property *p, const struct stmt *s,
                        struct err *err)
{
    struct named n;
    struct record rec;
    if (s->value.type != V_RECORD)
        return true;
    if (!app_record(&n, r, str_trim(r->operands.at[2].s), err) ||
        !record_load(&rec, &r->app->w.reader, n.row, r->a, err))
        return false;
    if (!rec.type || property_refers_to(r->app->schema, p, rec.type))
        return true;
    (void)err_set(err, E_INVALID, "a record of another type");
    return err_detail(err, "%.*s does not take a record of type %.*s", FS(p->id),
                      FS(rec.meta ? rec.meta->id : S("?")));
}

static bool fill(struct run *r, struct stmt *s, struct err *err)
{
    const struct property *p;
    struct named source;
    if (!app_property(&p, r, r->operands.at[1].s, err) ||
        !value_from_text(&s->value, r->app->schema, p, r->operands.at[2].s, r->a, err) ||
        !check_named(r, p, s, err))
        return false;
    s->property = p->id;
    if (s->value.type == V_TEXT || s->value.type == V_PLACE)
        s->language = text_language(s->value.text);
    s->as_written = r->opt[O_WRITTEN].s;
    s->as_of = r->opt[O_AS_OF].s;
    s->holder_name = r->opt[O_HOLDER].s;
    if (r->opt[O_SOURCE].given) {
        if (!app_record(&source, r, r->opt[O_SOURCE].s, err))
            return false;
        s->source = ref_record(source.id);
    }
    return (!r->opt[O_HEDGE].given ||
            term_number_of(&s->hedge, r, V_HEDGE, r->opt[O_HEDGE].s, err)) &&
           quantity_parts(r, s, err);
}

static bool run_new(struct run *r, struct stmt *s, struct err *err)
{
    int type;
    struct id id;
    if (!app_type(&type, r, r->operands.at[0].s, err) ||
        !record_new(&id, &r->app->w, type, (struct draft){.kind = ENTRY_RECORD, .stmts = s, .n = 1},
                    err))
        return false;
    print_str(r->out, "record", N_("Record"), id_write(r->a, &id));
    return true;
}

/* The correction is a statement that names itself as subject: so it goes into an entry of its own.
 */
static bool note_correction(struct run *r, const struct written *w, struct err *err)
{
    int64_t old;
    struct ref mistaken;
    if (!app_statement(&old, r, r->opt[O_CORRECTS].s, err) ||
        !journal_ref(&mistaken, r->app->v->db, old, err))
        return false;
    struct stmt s = STMT(.subject = ref_statement(w->id, 0), .property = S("core:corrects"),
                         .value = value_statement(mistaken.entry, mistaken.index));
    return workspace_say(&r->app->w, ENTRY_CHANGE, &s, 1, NULL, err);
}

static bool run(struct run *r, struct err *err)
{
    struct stmt s = STMT(.hedge = 0);
    struct named n;
    struct record rec;
    struct written w;
    if (!fill(r, &s, err))
        return false;
    if (r->opt[O_NEW].given)
        return run_new(r, &s, err);
    if (!app_record(&n, r, r->operands.at[0].s, err) ||
        !record_load(&rec, &r->app->w.reader, n.row, r->a, err) ||
        !stmt_check(r->app->schema, rec.type, &s, err))
        return false;
    s.subject = ref_record(n.id);
    if (!workspace_say(&r->app->w, ENTRY_RECORD, &s, 1, &w, err) ||
        (r->opt[O_CORRECTS].given && !note_correction(r, &w, err)))
        return false;
    print_str(r->out, "statement", N_("Statement"),
              statement_name(&r->app->w, w.row * STMT_STRIDE, r->a));
    return true;
}

const struct cmd cmd_set = {
    .name = "set",
    .summary = N_("say something of a record by hand; what was said before stays"),
    .group = N_("Writing down"),
    .needs = NEEDS_VAULT_WRITE,
    .operands = operands,
    .opts = opts,
    .run = run,
};
