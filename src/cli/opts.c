/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/opts.h"

#include "base/list.h"
#include "base/utf8.h"
#include "cli/nearest.h"
#include "lang/msg.h"

enum { SHOWN_MAX = 60 }; /* bytes of a typed word that an error repeats */

/* clang-format off */
const struct opt opts_common[] = {
    [COMMON_VAULT] = {"vault", OPT_FILE, .letter = 'C', .value = "FOLDER",
        .help = N_("the case file (else $CAIRN_VAULT, else this folder)")},
    [COMMON_PASSPHRASE_FILE] = {"passphrase-file", OPT_FILE, .value = "FILE",
        .help = N_("read the passphrase from a file, not from the terminal")},
    [COMMON_JSON] = {"json", OPT_FLAG, .help = N_("print results as JSON")},
    [COMMON_HELP] = {"help", OPT_FLAG, .letter = 'h', .help = N_("explain the command")},
    [COMMON__COUNT] = {0},
};
/* clang-format on */

/* What is being read, so that the steps need not pass it around. */
struct reader {
    struct opts *out;
    const struct str_list *args;
    isize at;
    enum language lang;
    struct arena *a;
};

int opt_count(const struct opt *opts)
{
    int n = 0;
    while (opts && opts[n].name)
        n++;
    return n;
}

const struct cmd *cmd_find_words(const struct cmd *const *cmds, const struct str_list *args,
                                 isize *at)
{
    const struct cmd *found = NULL;
    isize words = 0;
    for (; *cmds; cmds++) {
        struct str rest = str_from_c((*cmds)->name), word;
        isize n = 0;
        bool more = true, same = true;
        while (more && same) {
            more = str_cut(rest, ' ', &word, &rest);
            same = *at + n < args->n && str_eq(word, args->at[*at + n]);
            n++;
        }
        if (same && n > words) {
            found = *cmds;
            words = n;
        }
    }
    *at += words;
    return found;
}

static const struct opt *find_in(const struct opt *opts, struct str name)
{
    for (; opts && opts->name; opts++)
        if (str_eq(str_from_c(opts->name), name))
            return opts;
    return NULL;
}

const struct opt *opt_find(const struct cmd *cmd, struct str name, bool *is_common)
{
    const struct opt *o = cmd ? find_in(cmd->opts, name) : NULL;
    *is_common = !o;
    return o ? o : find_in(opts_common, name);
}

static const struct opt *letter_in(const struct opt *opts, char letter)
{
    for (; opts && opts->name; opts++)
        if (opts->letter == letter)
            return opts;
    return NULL;
}

/* A typed word for a message. */
static struct str shown(struct str s)
{
    return utf8_cut(s, SHOWN_MAX);
}

/* The person reads the detail; the log only learns that a command line was wrong. */
static bool wrong(struct err *err, struct str detail)
{
    err_set(err, E_USAGE, "wrong command line");
    return err_detail(err, "%.*s", FS(detail));
}
#define WRONG(r, err, text, ...)                                                                   \
    wrong(err, msg_fill((r)->a, msg((r)->lang, text), __VA_ARGS__, NULL))

/* "cairn add", for messages. */
static struct str called(const struct cmd *cmd, struct arena *a)
{
    return cmd ? str_format(a, "cairn %s", cmd->name) : S("cairn");
}

bool opts_no_command(const struct cmd *const *cmds, struct str word, enum language lang,
                     struct arena *a, struct err *err)
{
    const struct reader r = {.a = a, .lang = lang};
    struct nearest near = {.typed = word};
    for (; *cmds; cmds++)
        nearest_try(&near, str_from_c((*cmds)->name));
    if (near.word.n)
        return WRONG(&r, err, TR("there is no command '{word}'; did you mean '{near}'?"), "word",
                     shown(word), "near", near.word);
    return WRONG(&r, err, TR("there is no command '{word}'"), "word", shown(word));
}

static bool no_such_option(struct reader *r, struct str word, struct err *err)
{
    const struct cmd *cmd = r->out->cmd;
    struct str name = str_part(word, 2, word.n), value;
    (void)str_cut(name, '=', &name, &value);
    struct nearest near = {.typed = name};
    for (const struct opt *o = cmd ? cmd->opts : NULL; o && o->name; o++)
        nearest_try(&near, str_from_c(o->name));
    for (const struct opt *o = opts_common; o->name; o++)
        nearest_try(&near, str_from_c(o->name));
    if (near.word.n)
        return WRONG(r, err, TR("'{command}' has no option '{word}'; did you mean '--{near}'?"),
                     "command", called(cmd, r->a), "word", shown(word), "near", near.word);
    if (!cmd)
        return WRONG(r, err, TR("'{word}' does not stand before a command; name the command first"),
                     "word", shown(word));
    return WRONG(r, err,
                 TR("'{command}' has no option '{word}' (write '--' before what begins with '-' "
                    "but is no option)"),
                 "command", called(cmd, r->a), "word", shown(word));
}

/* ---- values */

struct value_rule {
    enum opt_type type;
    struct str name; /* as in messages: "--max", "FILE" */
    const char *choices;
    int64_t min, max;
};

/* The place of word among "text|pdf|docx", or -1. */
static int choice_of(const char *choices, struct str word)
{
    struct str rest = str_from_c(choices), choice;
    bool more = true;
    for (int i = 0; more; i++) {
        more = str_cut(rest, '|', &choice, &rest);
        if (str_eq(choice, word))
            return i;
    }
    return -1;
}

static bool no_such_choice(const struct reader *r, const struct value_rule *rule, struct str word,
                           struct err *err)
{
    struct nearest near = {.typed = word};
    struct str choices = str_from_c(rule->choices), rest = choices, choice;
    bool more = true;
    while (more) {
        more = str_cut(rest, '|', &choice, &rest);
        nearest_try(&near, choice);
    }
    if (near.word.n)
        return WRONG(r, err, TR("{name} is one of {choices}, not '{word}'; did you mean '{near}'?"),
                     "name", rule->name, "choices", choices, "word", shown(word), "near",
                     near.word);
    return WRONG(r, err, TR("{name} is one of {choices}, not '{word}'"), "name", rule->name,
                 "choices", choices, "word", shown(word));
}

static bool value_read(struct opt_value *v, const struct reader *r, const struct value_rule *rule,
                       struct str s, struct err *err)
{
    struct err ignored = {0};
    v->given = true;
    v->s = s;
    if (!s.n && rule->type != OPT_ANY)
        return WRONG(r, err, TR("{name} is empty"), "name", rule->name);
    switch (rule->type) {
    case OPT_FLAG:
    case OPT_ANY:
    case OPT_FILE: return true;
    case OPT_TEXT:
        if (utf8_is_valid(s))
            return true;
        return WRONG(r, err, TR("{name} is not UTF-8 text"), "name", rule->name);
    case OPT_INT:
        if (str_to_int(&v->i, s, rule->min, rule->max, &ignored))
            return true;
        return WRONG(r, err, TR("{name} is a whole number from {min} to {max}, not '{word}'"),
                     "name", rule->name, "min", str_format(r->a, "%" PRId64, rule->min), "max",
                     str_format(r->a, "%" PRId64, rule->max), "word", shown(s));
    case OPT_CHOICE:
        v->i = choice_of(rule->choices, s);
        return v->i >= 0 || no_such_choice(r, rule, s, err);
    }
    UNREACHABLE();
}

static bool opt_take(struct reader *r, const struct opt *o, struct opt_value *v, struct str value,
                     struct err *err)
{
    struct str name = str_format(r->a, "--%s", o->name);
    if (v->given && !o->many)
        return WRONG(r, err, TR("{name} is given twice"), "name", name);
    if (o->type == OPT_FLAG) {
        v->given = true;
        return true;
    }
    struct value_rule rule = {o->type, name, o->value, o->min, o->max};
    if (!value_read(v, r, &rule, value, err))
        return false;
    if (o->many)
        str_list_add(&v->all, value, r->a);
    return true;
}

/* The option at r->at, with its value here ('has_value') or in the next word. */
static bool opt_read(struct reader *r, const struct opt *o, bool is_common, bool has_value,
                     struct str value, struct err *err)
{
    struct opts *out = r->out;
    struct opt_value *v = is_common ? &out->common[o - opts_common] : &out->opt[o - out->cmd->opts];
    r->at++;
    if (o->type == OPT_FLAG && has_value)
        return WRONG(r, err, TR("--{name} takes no value"), "name", str_from_c(o->name));
    if (o->type != OPT_FLAG && !has_value) {
        if (r->at == r->args->n)
            return WRONG(r, err, TR("--{name} needs a value: {value}, {help}"), "name",
                         str_from_c(o->name), "value", str_from_c(o->value), "help",
                         msg(r->lang, o->help));
        value = r->args->at[r->at++];
    }
    return opt_take(r, o, v, value, err);
}

static bool read_long(struct reader *r, struct str word, struct err *err)
{
    struct str name, value;
    bool is_common, has_value = str_cut(str_part(word, 2, word.n), '=', &name, &value);
    const struct opt *o = opt_find(r->out->cmd, name, &is_common);
    if (!o)
        return no_such_option(r, word, err);
    return opt_read(r, o, is_common, has_value, value, err);
}

static bool read_short(struct reader *r, struct str word, struct err *err)
{
    const struct cmd *cmd = r->out->cmd;
    const struct opt *o = cmd ? letter_in(cmd->opts, word.p[1]) : NULL;
    bool is_common = !o;
    if (!o)
        o = letter_in(opts_common, word.p[1]);
    if (!o)
        return no_such_option(r, word, err);
    return opt_read(r, o, is_common, word.n > 2, str_part(word, 2, word.n), err);
}

/* ---- operands */

/* The rule for the operand with this number; NULL if there is none. */
static const struct operand *operand_rule(const struct cmd *cmd, isize number)
{
    for (const struct operand *o = cmd->operands; o && o->name; o++)
        if (number-- == 0 || o->many)
            return o;
    return NULL;
}

static bool operand_take(struct reader *r, struct str word, struct err *err)
{
    struct opts *out = r->out;
    const struct operand *o = operand_rule(out->cmd, out->operands.n);
    if (!o)
        return WRONG(r, err, TR("'{command}' does not know what to do with '{word}'"), "command",
                     called(out->cmd, r->a), "word", shown(word));
    struct value_rule rule = {o->type, str_from_c(o->name), o->value, o->min, o->max};
    struct opt_value v = {0};
    if (!value_read(&v, r, &rule, word, err))
        return false;
    *LIST_ADD(&out->operands, r->a) = v;
    return true;
}

static bool read_command(struct reader *r, const struct cmd *const *cmds, struct err *err)
{
    struct opts *out = r->out;
    struct str word = r->args->at[r->at];
    out->cmd = cmd_find_words(cmds, r->args, &r->at);
    if (!out->cmd)
        return opts_no_command(cmds, word, r->lang, r->a, err);
    out->opt = NEWN(r->a, struct opt_value, opt_count(out->cmd->opts) + 1);
    return true;
}

static bool nothing_is_missing(const struct reader *r, struct err *err)
{
    const struct opts *out = r->out;
    const struct cmd *cmd = out->cmd;
    isize n = out->operands.n;
    for (const struct operand *o = cmd->operands; o && o->name; o++) {
        if (n-- <= 0 && !o->optional)
            return WRONG(r, err, TR("'{command}' needs {name}: {help}"), "command",
                         called(cmd, r->a), "name", str_from_c(o->name), "help",
                         msg(r->lang, o->help));
    }
    for (const struct opt *o = cmd->opts; o && o->name; o++) {
        if (o->required && !out->opt[o - cmd->opts].given)
            return WRONG(r, err, TR("'{command}' needs {name}: {help}"), "command",
                         called(cmd, r->a), "name", str_format(r->a, "--%s %s", o->name, o->value),
                         "help", msg(r->lang, o->help));
    }
    return true;
}

bool opts_parse(struct opts *out, const struct cmd *const *cmds, const struct str_list *args,
                enum language lang, struct arena *a, struct err *err)
{
    struct opts o = {0};
    struct reader r = {.out = &o, .args = args, .lang = lang, .a = a};
    bool only_operands = false, ok = true;
    while (ok && r.at < args->n) {
        struct str word = args->at[r.at];
        bool dash = !only_operands && word.n > 1 && word.p[0] == '-';
        if (dash && o.cmd && str_eq(word, S("--"))) {
            only_operands = true;
            r.at++;
        } else if (dash && word.p[1] == '-') {
            ok = read_long(&r, word, err);
        } else if (dash) {
            ok = read_short(&r, word, err);
        } else if (!o.cmd) {
            ok = read_command(&r, cmds, err);
        } else {
            r.at++;
            ok = operand_take(&r, word, err);
        }
    }
    if (ok && o.cmd && !o.common[COMMON_HELP].given)
        ok = nothing_is_missing(&r, err);
    if (ok)
        *out = o;
    return ok;
}
