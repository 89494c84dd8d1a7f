/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cmds.h"
#include "cli/opts.h"
#include "cli/print.h"

static const struct operand operands[] = {
    {"WORD", OPT_ANY, .optional = true, .many = true,
     .help = N_("the words typed so far, the last one unfinished; write '--' before them")},
    {0},
};

static const struct column columns[] = {{.key = "word"}, {0}};

static void offer(struct run *r, struct str typed, struct str word)
{
    if (!str_starts(word, typed))
        return;
    print_row(r->out);
    print_cell_str(r->out, word);
}

static void offer_options(struct run *r, struct str typed, const struct opt *opts)
{
    for (; opts && opts->name; opts++)
        offer(r, typed, str_format(r->a, "--%s", opts->name));
}

static void offer_choices(struct run *r, struct str typed, const char *choices)
{
    struct str rest = str_from_c(choices), word;
    bool more = true;
    while (more) {
        more = str_cut(rest, '|', &word, &rest);
        offer(r, typed, word);
    }
}

/* The next word of a command's name that fits the words before. */
static void offer_commands(struct run *r, const struct str_list *words, struct str typed)
{
    struct str last = {0};
    for (const struct cmd *const *c = r->cmds; *c; c++) {
        struct str rest = str_from_c((*c)->name), word = {0};
        bool fits = true, more = true;
        for (isize i = 0; fits && more && i <= words->n; i++) {
            more = str_cut(rest, ' ', &word, &rest);
            fits = i == words->n || (more && str_eq(word, words->at[i]));
        }
        if (fits && !str_eq(word, last)) {
            offer(r, typed, word);
            last = word;
        }
    }
}

/* The option whose value is being typed, if the word before is one; else NULL. */
static const struct opt *open_option(const struct cmd *cmd, struct str before)
{
    bool is_common;
    if (str_eq(before, S("-C")))
        return &opts_common[COMMON_VAULT];
    if (!str_starts(before, S("--")))
        return NULL;
    const struct opt *o = opt_find(cmd, str_part(before, 2, before.n), &is_common);
    return o && o->type != OPT_FLAG ? o : NULL;
}

/* The words before the last one that are neither options nor their values. */
static struct str_list plain_words(struct run *r)
{
    struct str_list words = {0};
    for (isize i = 0; i + 1 < r->operands.n; i++) {
        struct str w = r->operands.at[i].s;
        if (open_option(NULL, w))
            i++;
        else if (!str_starts(w, S("-")))
            str_list_add(&words, w, r->a);
    }
    return words;
}

static bool run(struct run *r, UNUSED struct err *err)
{
    isize n = r->operands.n, at = 0;
    struct str typed = n ? r->operands.at[n - 1].s : S("");
    struct str before = n > 1 ? r->operands.at[n - 2].s : S("");
    struct str_list words = plain_words(r);
    const struct cmd *cmd = cmd_find_words(r->cmds, &words, &at);
    const struct opt *o = open_option(cmd, before);
    print_table(r->out, "words", NULL, columns);
    if (o && o->type == OPT_CHOICE) {
        offer_choices(r, typed, o->value);
    } else if (!o && str_starts(typed, S("-"))) {
        offer_options(r, typed, cmd ? cmd->opts : NULL);
        offer_options(r, typed, opts_common);
    } else if (!o && (!cmd || cmd == &cmd_help)) {
        offer_commands(r, cmd ? &(struct str_list){0} : &words, typed);
    }
    print_end(r->out);
    return true;
}

const struct cmd cmd_complete = {
    .name = "complete",
    .summary = N_("list what could come next (for the shell's completion)"),
    .group = N_("About Cairn"),
    .needs = NEEDS_NOTHING,
    .operands = operands,
    .run = run,
};
