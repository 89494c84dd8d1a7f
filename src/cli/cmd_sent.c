/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "act/sent.h"
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/letters.h"
#include "cli/print.h"
#include "record/ids.h"
#include "sys/file.h"

enum { O_BY, O_NUMBER, O_ON, O_PROOF, O_REPLY_BY, O_REPLY, O_SAYS, O_RETURNED };

static const struct opt opts[] = {
    [O_BY] = {"by", OPT_CHOICE, .value = "registered|ems|post|email|fax|hand|web|embassy",
              .help = N_("how it went")},
    [O_NUMBER] = {"number", OPT_TEXT, .value = "NUMBER", .help = N_("as it stands on the receipt")},
    [O_ON] = {"on", OPT_TEXT, .value = "DAY", .help = N_("the day (today)")},
    [O_PROOF] = {"proof", OPT_FILE, .value = "FILE",
                 .help = N_("a photograph of the receipt, or a PDF, of up to 40 MB")},
    [O_REPLY_BY] = {"reply-by", OPT_TEXT, .value = "DAY",
                    .help = N_("the day by which a reply is expected")},
    [O_REPLY] = {"reply", OPT_FILE, .value = "FILE", .help = N_("a reply came: the paper")},
    [O_SAYS] = {"says", OPT_TEXT, .value = "WORDS", .help = N_("a reply came: what it says")},
    [O_RETURNED] = {"returned", OPT_TEXT, .value = "WHY",
                    .help = N_("it came back: why, as it stands on the envelope")},
    {0},
};
static const struct operand operands[] = {
    {"LETTER", OPT_TEXT, .help = N_("the letter: its number, or its id")},
    {0},
};

static bool paper_read(struct str *out, struct run *r, int opt, struct err *err)
{
    *out = (struct str){0};
    if (!r->opt[opt].given)
        return true;
    if (file_read(out, r->sys, r->opt[opt].s, PROOF_MAX, r->a, err))
        return true;
    if (err->code != E_LIMIT)
        return false;
    return err_detail(err, "%.*s is larger than 40 MB. Please make it smaller.",
                      FS(app_short(r, r->opt[opt].s)));
}

static bool run_reply(struct run *r, const struct kept *k, struct err *err)
{
    struct reply x = {.on = r->opt[O_ON].s, .says = r->opt[O_SAYS].s};
    x.name = str_base_name(r->opt[O_REPLY].s);
    return paper_read(&x.file, r, O_REPLY, err) && letter_replied(&r->app->w, k, &x, r->a, err);
}

static bool run_sent(struct run *r, const struct kept *k, struct err *err)
{
    static const int channels[] = {
        TERM_CHANNEL_REGISTERED_POST, TERM_CHANNEL_EXPRESS, TERM_CHANNEL_POST,
        TERM_CHANNEL_EMAIL,           TERM_CHANNEL_FAX,     TERM_CHANNEL_HAND,
        TERM_CHANNEL_WEB_FORM,        TERM_CHANNEL_EMBASSY};
    struct sending x = {.channel = channels[r->opt[O_BY].i],
                        .number = r->opt[O_NUMBER].s,
                        .on = r->opt[O_ON].s,
                        .reply_by = r->opt[O_REPLY_BY].s};
    return paper_read(&x.proof, r, O_PROOF, err) && letter_sent(&r->app->w, k, &x, r->a, err);
}

static bool run(struct run *r, struct err *err)
{
    struct kept k;
    bool reply = r->opt[O_REPLY].given || r->opt[O_SAYS].given, back = r->opt[O_RETURNED].given;
    if (r->opt[O_BY].given + reply + back != 1) {
        (void)err_set(err, E_USAGE, "one thing at a time");
        return err_detail(err, "say how it went (--by), that a reply came (--reply, --says), or "
                               "that it came back (--returned)");
    }
    if (!app_letter(&k, r, r->operands.at[0].s, err))
        return false;
    if (reply  ? !run_reply(r, &k, err)
        : back ? !letter_returned(&r->app->w, &k, r->opt[O_ON].s, r->opt[O_RETURNED].s, r->a, err)
               : !run_sent(r, &k, err))
        return false;
    print_str(r->out, "letter", N_("Letter"), id_write(r->a, &k.id));
    print_str(r->out, "number", N_("Our number"), k.number);
    return true;
}

const struct cmd cmd_sent = {
    .name = "sent",
    .summary = N_("note that a letter went out, that a reply came, or that it came back"),
    .group = N_("Acting"),
    .needs = NEEDS_VAULT_WRITE,
    .operands = operands,
    .opts = opts,
    .run = run,
};
