/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * opts.h - the words of a command line, read by the command's tables.
 *
 *     cairn [-C VAULT] [--json] COMMAND [options and operands in any order] [--] [operands]
 *
 * '--name VALUE' and '--name=VALUE' are the same; '-' alone is an operand. Names are never
 * shortened, so that a new option cannot change what an old script means. Everything wrong is
 * E_USAGE, with a detail in the person's language that says what and what was probably meant.
 */
#ifndef CLI_OPTS_H
#define CLI_OPTS_H

#include "cli/cmd.h"

/* Options that every command has; opts_common is their table, in this order. */
enum { COMMON_VAULT, COMMON_PASSPHRASE_FILE, COMMON_JSON, COMMON_HELP, COMMON__COUNT };
extern const struct opt opts_common[];

struct opts {
    const struct cmd *cmd; /* NULL: no command was named */
    struct opt_value *opt;
    struct opt_value common[COMMON__COUNT];
    struct opt_value_list operands;
};

/*
 * args: without the program's own name. With --help what is missing is not asked for, so that
 * 'cairn add --help' answers.
 */
MUST_CHECK bool opts_parse(struct opts *out, const struct cmd *const *cmds,
                           const struct str_list *args, enum language lang, struct arena *a,
                           struct err *err);

/*
 * The command named by the first words of args (from *at, which moves past them); NULL if there is
 * none. The longest name wins.
 */
const struct cmd *cmd_find_words(const struct cmd *const *cmds, const struct str_list *args,
                                 isize *at);

/* E_USAGE: there is no command 'word'; names the one that was probably meant. */
bool opts_no_command(const struct cmd *const *cmds, struct str word, enum language lang,
                     struct arena *a, struct err *err);

/* The option --name, of the command or common; *is_common says which. NULL if there is none. */
const struct opt *opt_find(const struct cmd *cmd, struct str name, bool *is_common);

/* How many options a table has; NULL has none. */
int opt_count(const struct opt *opts);

#endif
