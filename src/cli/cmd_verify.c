/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "vault/outside.h"
#include "vault/verify.h"

enum { O_REBUILD, O_ACCEPT_LOSS };

static const struct opt opts[] = {
    [O_REBUILD] = {"rebuild", OPT_FLAG,
                   .help = N_("derive all views anew beside the case file and compare them")},
    [O_ACCEPT_LOSS] = {"accept-loss", OPT_FLAG,
                       .help =
                           N_("go on with this copy although acknowledged entries are missing")},
    {0},
};
static const struct column columns[] = {{"what", NULL, false}, {NULL, NULL, false}};

static void on_progress(void *ctx, int64_t done, int64_t all)
{
    struct progress *p = ctx;
    p->total = all;
    progress_at(p, done);
}

/* How much there is, and which entry is wrong, would tell of what these eyes may not see. */
static void print_report(struct run *r, const struct verify_report *v)
{
    if (!app_sees_all(r)) {
        print_bool(r->out, "sound", N_("Sound"), v->findings.n == 0);
        return;
    }
    print_int(r->out, "entries", N_("Entries"), v->entries);
    print_int(r->out, "statements", N_("Statements"), v->statements);
    print_int(r->out, "erased", N_("Removed for good"), v->erased);
    print_int(r->out, "late", N_("Not here (late or withheld)"), v->late);
    print_int(r->out, "files", N_("Files"), v->files);
    print_int(r->out, "devices", N_("Devices"), v->devices);
    print_bool(r->out, "sound", N_("Sound"), v->findings.n == 0);
    if (v->findings.n) {
        print_table(r->out, "findings", N_("What is wrong"), columns);
        for (isize i = 0; i < v->findings.n; i++) {
            print_row(r->out);
            print_cell_str(r->out, v->findings.at[i].what);
        }
        print_end(r->out);
    }
}

static bool run(struct run *r, struct err *err)
{
    struct progress p = progress_begin(r, N_("Verifying"), 0);
    struct verify_options o = {.rebuild = r->opt[O_REBUILD].given,
                               .progress = app_sees_all(r) ? on_progress : NULL,
                               .ctx = &p};
    struct verify_report v;
    bool ok = vault_verify(&v, r->app->v, o, r->a, err);
    progress_end(&p);
    if (!ok)
        return false;
    print_report(r, &v);
    if (v.findings.n == 0)
        run_tell(r, msg(r->lang, TR("Nothing was altered since it was entered. This does not say "
                                    "that it is true.")));
    const struct vault *now = r->app->v;
    if (r->opt[O_ACCEPT_LOSS].given && (now->lost.n || now->elsewhere.n || now->notes_damaged)) {
        if (!vault_accept_loss(r->app->v, err))
            return false;
        run_tell(
            r,
            msg(r->lang,
                TR("What is not in this case file is accepted as lost; the list of it is kept.")));
    }
    if (v.findings.n == 0)
        return true;
    if (!app_sees_all(r))
        return err_set(err, E_CORRUPT, "not sound") ||
               err_detail(err, "Who is cleared for all can see what is wrong.");
    (void)err_set(err, E_CORRUPT, "%td findings", v.findings.n);
    return err_detail(err, "%.*s", FS(v.findings.at[0].what));
}

const struct cmd cmd_verify = {
    .name = "verify",
    .summary = N_("check that nothing was altered since it was entered"),
    .group = N_("The journal"),
    .needs = NEEDS_VAULT_READ,
    .opts = opts,
    .run = run,
};
