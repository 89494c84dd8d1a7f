/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "record/custody.h"
#include "record/ids.h"
#include "sys/file.h"
#include "vault/blob.h"

enum { O_COPY, O_DID };

static const struct opt opts[] = {
    [O_COPY] = {"copy", OPT_FILE, .value = "FILE",
                .help = N_("write the original there as it came; this is noted")},
    [O_DID] = {"did", OPT_CHOICE, .value = "opened|copied|printed",
               .help = N_("note what you did with the original outside this program")},
    {0},
};
static const struct operand operands[] = {
    {"ID", OPT_TEXT, .help = N_("a document")},
    {0},
};
static const struct column columns[] = {
    {"when", N_("When"), false},
    {"what", N_("What"), false},
    {"who", N_("Who"), false},
    {NULL, NULL, false},
};

static void print_custody(struct run *r, const struct custody_of *c)
{
    print_str(r->out, "title", N_("Document"), c->title);
    print_table(r->out, "from", NULL,
                (const struct column[]){{"what", N_("What"), false},
                                        {"value", N_("Value"), false},
                                        {NULL, NULL, false}});
    for (isize i = 0; i < c->rows.n; i++) {
        print_row(r->out);
        print_cell_str(r->out,
                       r->json ? str_from_c(c->rows.at[i].key) : msg(r->lang, c->rows.at[i].label));
        print_cell_str(r->out, c->rows.at[i].value);
    }
    print_end(r->out);
    print_table(r->out, "acts", N_("Since then"), columns);
    for (isize i = 0; i < c->acts.n; i++) {
        const struct custody_act *x = &c->acts.at[i];
        print_row(r->out);
        print_cell_str(r->out, x->when);
        print_cell_str(r->out, r->json && x->term ? str_from_c(x->term) : x->what);
        print_cell_str(r->out, x->who);
    }
    print_end(r->out);
}

static bool copy_out(struct run *r, const struct id *id, struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct record rec;
    struct file_info there;
    struct str bytes;
    if (!record_load_id(&rec, &r->app->w.reader, id, a, err) ||
        !file_stat(&there, r->sys, r->opt[O_COPY].s, err))
        return false;
    const struct fact *file = record_fact(&rec, P_FILE);
    if (!file || file->s.value.type != V_FILE)
        return err_set(err, E_NOTFOUND, "no file is kept for this record");
    if (there.kind != FILE_NONE)
        return err_set(err, E_CONFLICT, "the file exists") ||
               err_detail(err, "%.*s is there already. Nothing was written.",
                          FS(app_short(r, r->opt[O_COPY].s)));
    return blob_load(&bytes, r->app->v, &file->s.value, a, err) &&
           custody_note(&r->app->w, id, TERM_HANDLING_COPIED, err) &&
           file_write(r->sys, r->opt[O_COPY].s, bytes, 0600, err);
}

static bool run(struct run *r, struct err *err)
{
    struct named n;
    struct custody_of c;
    if (!app_record(&n, r, r->operands.at[0].s, err) ||
        !custody_load(&c, &r->app->w.reader, &n.id, r->a, err))
        return false;
    if ((r->opt[O_COPY].given && !copy_out(r, &n.id, err)) ||
        (r->opt[O_DID].given &&
         !custody_note(&r->app->w, &n.id, (int)r->opt[O_DID].i + TERM_HANDLING_OPENED, err)))
        return false;
    if ((r->opt[O_COPY].given || r->opt[O_DID].given) &&
        !custody_load(&c, &r->app->w.reader, &n.id, r->a, err))
        return false;
    print_custody(r, &c);
    return true;
}

const struct cmd cmd_custody = {
    .name = "custody",
    .summary = N_("where an original came from, and who opened, copied or printed it"),
    .group = N_("Documents"),
    .needs = NEEDS_VAULT_WRITE,
    .operands = operands,
    .opts = opts,
    .run = run,
};
