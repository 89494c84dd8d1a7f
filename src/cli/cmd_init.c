/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/list.h"
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/passphrase.h"
#include "cli/print.h"
#include "lang/edtf.h"
#include "paper/paper.h"
#include "sys/file.h"

enum { O_NAME, O_PAPERS, O_DEMONSTRATION, O_WEAK };

static const struct opt opts[] = {
    [O_NAME] = {"name", OPT_TEXT, .value = "NAME", .help = N_("how you want to be named inside")},
    [O_PAPERS] = {"papers", OPT_FILE, .value = "PDF",
                  .help = N_("write the recovery papers here as PDF (delete it after printing)")},
    [O_DEMONSTRATION] = {"demonstration", OPT_FLAG,
                         .help = N_("mark every page and paper as invented")},
    [O_WEAK] = {"weak-laptop", OPT_FLAG,
                .help =
                    N_("unlock with 64 MB of memory instead of 256 MB: faster, easier to guess")},
    {0},
};

static struct str share_words(const struct vault_new *n, int i, struct arena *a)
{
    return words_write(a, n->shares + (isize)i * SHARE_N, SHARE_N);
}

static bool papers_write(struct run *r, const struct vault_new *n, struct str path, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(r->a);
    struct keys k;
    struct str bytes, pdf;
    if (!vault_keys(&k, &bytes, r->sys, n->path, tmp.arena, err))
        return false;
    struct paper_recovery p = {.vault = n->path,
                               .id = str_hex(tmp.arena, k.workspace.b, 8),
                               .made_on = time_day(sys_now(r->sys), tmp.arena),
                               .needed = 2,
                               .demonstration = n->demonstration};
    for (int i = 0; i < SHARES; i++) {
        struct str words = share_words(n, i, tmp.arena);
        *LIST_ADD(&p.shares, tmp.arena) = (struct paper_share){
            i + 1, words, str_format(tmp.arena, "CAIRN1-%d-%.*s", i + 1, FS(words))};
    }
    return paper_recovery_pdf(&pdf, &p, tmp.arena, err) && file_write(r->sys, path, pdf, 0600, err);
}

static bool show_result(struct run *r, const struct vault_new *n, struct err *err)
{
    print_str(r->out, "vault", N_("Case file"), n->path);
    if (r->opt[O_PAPERS].given) {
        if (!papers_write(r, n, r->opt[O_PAPERS].s, err))
            return false;
        print_str(r->out, "papers", N_("Recovery papers"), r->opt[O_PAPERS].s);
    } else {
        for (int i = 0; i < SHARES; i++) {
            static const char *const keys[SHARES] = {"paper1", "paper2", "paper3"};
            static const char *const titles[SHARES] = {
                N_("Recovery paper 1"), N_("Recovery paper 2"), N_("Recovery paper 3")};
            print_str(r->out, keys[i], titles[i], share_words(n, i, r->a));
        }
    }
    run_tell(
        r,
        msg(r->lang,
            TR("Any two of the three recovery papers open the case file without the passphrase. "
               "Write them down or print them, keep them in different places, give two away. They "
               "are not shown again.")));
    return true;
}

static bool run(struct run *r, struct err *err)
{
    struct str path = r->operands.n ? r->operands.at[0].s : r->vault;
    AUTO(secret_drop) struct secret pass = {0};
    struct vault_new n = {.path = path,
                          .cost = r->opt[O_WEAK].given ? kdf_cost_floor : kdf_cost_unlock,
                          .demonstration = r->opt[O_DEMONSTRATION].given,
                          .member_name = r->opt[O_NAME].s};
    if (str_eq(path, S("."))) {
        (void)err_set(err, E_USAGE, "no folder");
        return err_detail(err, "name the folder to make: cairn init FOLDER");
    }
    if (!passphrase_ask_new(&pass, r, TR("New passphrase: "), err))
        return false;
    n.passphrase = &pass;
    if (!vault_init(&n, r->sys, r->a, err))
        return false;
    bool ok = show_result(r, &n, err);
    secret_wipe(n.shares, sizeof n.shares);
    return ok;
}

static const struct operand operands[] = {
    {"FOLDER", OPT_FILE, .optional = true, .help = N_("the folder to make (else -C)")},
    {0},
};

const struct cmd cmd_init = {
    .name = "init",
    .summary = N_("make a new case file, with its recovery papers"),
    .group = N_("The case file"),
    .needs = NEEDS_NOTHING,
    .operands = operands,
    .opts = opts,
    .run = run,
};
