/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/passphrase.h"
#include "cli/print.h"
#include "sys/file.h"
#include "sys/term.h"
#include "vault/recover.h"

enum { O_RECOVER, O_NEW_FILE, O_WEAK, WORDS_MAX = 4096 };

static const struct opt opts[] = {
    [O_RECOVER] = {"recover", OPT_FILE, .value = "FILE",
                   .help = N_("two recovery papers, the words of each on a line; - to type them")},
    [O_NEW_FILE] = {"new-file", OPT_FILE, .value = "FILE",
                    .help = N_("the new passphrase is the first line of this file")},
    [O_WEAK] = {"weak-laptop", OPT_FLAG, .help = N_("unlock with 64 MB of memory, not 256 MB")},
    {0},
};

static bool papers_read(struct recovery_share p[2], struct run *r, struct err *err)
{
    struct str from = r->opt[O_RECOVER].s, text, line;
    isize wrong;
    bool typed = str_eq(from, S("-"));
    if (!typed && !file_read(&text, r->sys, from, WORDS_MAX, r->a, err))
        return false;
    for (int i = 0; i < 2; i++) {
        if (typed) {
            if (!term_read_line(&line, "Recovery paper: ", r->a, err))
                return false;
        } else if (!str_line(&text, &line)) {
            return err_set(err, E_INVALID, "two recovery papers are needed");
        }
        if (!recovery_paper_parse(&p[i], &wrong, line, err))
            return err_in(err, "recovery paper %d", i + 1);
    }
    return true;
}

/* A command that works also where the passphrase is lost opens the vault by itself. */
static bool open_vault(struct vault **out, struct run *r, struct err *err)
{
    struct vault_options o = {.sys = r->sys, .path = r->vault, .views = app_views(r)};
    AUTO(secret_drop) struct secret pass = {0};
    struct recovery_share p[2] = {0};
    if (!r->opt[O_RECOVER].given)
        return passphrase_ask(&pass, r, TR("Passphrase: "), err) &&
               vault_open(out, &o, &pass, r->a, err);
    bool ok = papers_read(p, r, err) && vault_open_recovered(out, &o, p, r->a, err);
    secret_wipe(p, sizeof p);
    return ok;
}

static bool run(struct run *r, struct err *err)
{
    AUTO(vault_close) struct vault *v = NULL;
    AUTO(secret_drop) struct secret fresh = {0};
    struct kdf_cost cost = r->opt[O_WEAK].given ? kdf_cost_floor : kdf_cost_unlock;
    if (!open_vault(&v, r, err))
        return false;
    struct run asking = *r;
    asking.passphrase_file = r->opt[O_NEW_FILE].s;
    if (!passphrase_ask_new(&fresh, &asking, TR("New passphrase: "), err))
        return false;
    if (r->opt[O_RECOVER].given ? !vault_recover(v, &fresh, cost, err)
                                : !vault_passphrase(v, &fresh, cost, err))
        return false;
    print_bool(r->out, "changed", N_("Passphrase changed"), true);
    return true;
}

const struct cmd cmd_passphrase = {
    .name = "passphrase",
    .summary = N_("change the passphrase, also with two recovery papers"),
    .group = N_("The case file"),
    .needs = NEEDS_NOTHING,
    .opts = opts,
    .run = run,
};
