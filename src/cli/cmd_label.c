/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "record/document.h"
#include "record/ids.h"

enum { O_PASSAGE, O_REASON };

static const struct opt opts[] = {
    [O_PASSAGE] = {"passage", OPT_TEXT, .value = "FROM-TO",
                   .help = N_("of a document: only these bytes of its text")},
    [O_REASON] = {"reason", OPT_TEXT, .value = "WORDS", .help = N_("why")},
    {0},
};
static const struct operand operands[] = {
    {"ID", OPT_TEXT, .help = N_("a record, a document or a statement")},
    {"LEVEL", OPT_CHOICE, .value = "open|restricted|secret", .help = N_("how sensitive it is")},
    {0},
};

/* Bytes of the text as 'show --text' counts them for who sees all of it. */
static bool passage(struct ref *out, struct run *r, struct err *err)
{
    struct str from, to;
    int64_t start, end, row;
    struct document_text t;
    struct err none = {0};
    if (out->kind != REF_RECORD || !str_cut(r->opt[O_PASSAGE].s, '-', &from, &to) ||
        !str_to_int(&start, from, 0, INT32_MAX, &none) ||
        !str_to_int(&end, to, start + 1, INT32_MAX, &none)) {
        (void)err_set(err, E_USAGE, "not a passage");
        return err_detail(err, "a passage is of a document, and written as 120-180: from byte 120 "
                               "up to byte 180");
    }
    if (!record_row_of(&row, r->app->v->db, &out->id, err) ||
        !document_text(&t, &r->app->w.reader, row, r->a, err))
        return false;
    if (end > t.whole) {
        (void)err_set(err, E_USAGE, "a passage past the end");
        return err_detail(err, "the text of this document has %ld bytes", (long)t.whole);
    }
    *out = ref_passage(out->id, start, end);
    return true;
}

static bool run(struct run *r, struct err *err)
{
    struct ref what;
    if (!app_what(&what, r, r->operands.at[0].s, err) ||
        (r->opt[O_PASSAGE].given && !passage(&what, r, err)) ||
        !label_set(&r->app->w, &what, P_SENSITIVITY, (int)r->operands.at[1].i + SENSITIVITY_OPEN,
                   r->opt[O_REASON].s, err))
        return false;
    print_bool(r->out, "labelled", N_("Labelled"), true);
    return true;
}

const struct cmd cmd_label = {
    .name = "label",
    .summary = N_("say how sensitive a record, passage or statement is"),
    .group = N_("Protecting people"),
    .needs = NEEDS_VAULT_WRITE,
    .operands = operands,
    .opts = opts,
    .run = run,
};
