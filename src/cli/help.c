/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/help.h"

#include "base/utf8.h"
#include "cli/opts.h"
#include "cli/print.h"
#include "lang/msg.h"
#include "lang/width.h"

enum { SCREEN = 80, LEFT_MAX = 30, VALUES_INDENT = 10, LINE_BYTES = 4000 };

static void pad(struct buf *b, isize columns)
{
    for (isize n = text_columns(buf_str(b)); n < columns; n++)
        buf_add_c(b, ' ');
}

/*
 * Cut a word off *text, with the space after it. What is wider than 'most' columns, as a sentence
 * in Chinese is, is cut between its characters.
 */
static struct str next_word(struct str *text, isize most)
{
    isize i = 0, columns = 0;
    while (i < text->n && text->p[i] != ' ') {
        isize from = i;
        columns += char_columns(utf8_next(*text, &i));
        if (columns > most && from > 0) {
            i = from;
            break;
        }
    }
    if (i < text->n && text->p[i] == ' ')
        i++;
    struct str word = str_part(*text, 0, i);
    *text = str_part(*text, i, text->n);
    return word;
}

static struct str trim_end(struct str s)
{
    while (s.n && s.p[s.n - 1] == ' ')
        s.n--;
    return s;
}

/* 'left' in a column of its own, 'right' wrapped beside it. */
static void beside(struct run *r, struct str left, isize column, struct str right)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(r->a);
    struct buf line = buf_in(tmp.arena, LINE_BYTES);
    buf_add(&line, left);
    if (text_columns(left) >= column) {
        print_line(r->out, buf_str(&line));
        buf_clear(&line);
    }
    pad(&line, column);
    bool first = true;
    while (right.n) {
        struct str word = next_word(&right, SCREEN - column);
        struct str bare = str_trim(word);
        if (!first && text_columns(buf_str(&line)) + text_columns(bare) > SCREEN) {
            print_line(r->out, trim_end(buf_str(&line)));
            buf_clear(&line);
            pad(&line, column);
        }
        buf_add(&line, word);
        first = false;
    }
    print_line(r->out, trim_end(buf_str(&line)));
}

/* ---- one command, for people */

/* "signed|spoken|...": goes on below where a line is too long for it. */
static void values_add(struct buf *b, const char *values)
{
    struct str rest = str_from_c(values), one;
    buf_add(b, S(" "));
    isize column = text_columns(buf_str(b));
    while (rest.n) {
        struct str whole = rest;
        bool more = str_cut(whole, '|', &one, &rest);
        if (column + one.n > SCREEN - 2 && more) {
            buf_addf(b, "\n%*s", VALUES_INDENT, "");
            column = VALUES_INDENT;
        }
        buf_addf(b, "%.*s%s", FS(one), more ? "|" : "");
        column += one.n + 1;
    }
}

static struct str opt_left(const struct opt *o, struct arena *a)
{
    struct buf b = buf_in(a, LINE_BYTES);
    buf_add(&b, S("  "));
    if (o->letter)
        buf_addf(&b, "-%c, ", o->letter);
    buf_addf(&b, "--%s", o->name);
    if (o->type != OPT_FLAG)
        values_add(&b, o->value);
    return buf_str(&b);
}

static struct str opt_right(struct run *r, const struct opt *o)
{
    struct buf b = buf_in(r->a, LINE_BYTES);
    buf_add(&b, msg(r->lang, o->help));
    if (o->type == OPT_INT)
        buf_addf(&b, " (%" PRId64 " - %" PRId64 ")", o->min, o->max);
    if (o->required)
        buf_addf(&b, " (%.*s)", FS(msg(r->lang, TR("needed"))));
    if (o->many)
        buf_addf(&b, " (%.*s)", FS(msg(r->lang, TR("may be repeated"))));
    return buf_str(&b);
}

static void wider(isize *column, struct str left)
{
    isize n = text_columns(left) + 2;
    if (n > *column && n <= LEFT_MAX)
        *column = n;
}

static isize left_column(const struct cmd *cmd, struct arena *a)
{
    isize column = 0;
    for (const struct operand *o = cmd->operands; o && o->name; o++)
        wider(&column, str_format(a, "  %s", o->name));
    for (const struct opt *o = cmd->opts; o && o->name; o++)
        wider(&column, opt_left(o, a));
    for (const struct opt *o = opts_common; o->name; o++)
        wider(&column, opt_left(o, a));
    return column;
}

static struct str usage_of(struct run *r, const struct cmd *cmd)
{
    struct buf b = buf_in(r->a, LINE_BYTES);
    buf_addf(&b, "%.*s cairn %s", FS(msg(r->lang, TR("usage:"))), cmd->name);
    if (opt_count(cmd->opts))
        buf_addf(&b, " [%.*s]", FS(msg(r->lang, TR("options"))));
    for (const struct operand *o = cmd->operands; o && o->name; o++)
        buf_addf(&b, o->optional ? " [%s%s]" : " %s%s", o->name, o->many ? "..." : "");
    return buf_str(&b);
}

static void opts_show(struct run *r, const char *title, const struct opt *opts, isize column)
{
    if (!opt_count(opts))
        return;
    print_line(r->out, S(""));
    print_line(r->out, msg(r->lang, title));
    for (; opts->name; opts++) {
        struct str left = opt_left(opts, r->a), line;
        while (str_cut(left, '\n', &line, &left))
            print_line(r->out, line);
        beside(r, line, column, opt_right(r, opts));
    }
}

static void command_show(struct run *r, const struct cmd *cmd)
{
    isize column = left_column(cmd, r->a);
    struct str name = str_format(r->a, "cairn %s -", cmd->name);
    beside(r, name, text_columns(name) + 1, msg(r->lang, cmd->summary));
    print_line(r->out, S(""));
    print_line(r->out, usage_of(r, cmd));
    if (cmd->operands && cmd->operands->name)
        print_line(r->out, S(""));
    for (const struct operand *o = cmd->operands; o && o->name; o++)
        beside(r, str_format(r->a, "  %s", o->name), column, msg(r->lang, o->help));
    opts_show(r, N_("options:"), cmd->opts, column);
    opts_show(r, N_("options of every command:"), opts_common, column);
}

/* ---- for programs */

static const char *type_name(enum opt_type type)
{
    switch (type) {
    case OPT_FLAG: return "flag";
    case OPT_ANY: return "any";
    case OPT_TEXT: return "text";
    case OPT_FILE: return "file";
    case OPT_INT: return "int";
    case OPT_CHOICE: return "choice";
    }
    UNREACHABLE();
}

static void opts_json(struct print *p, const char *key, const struct opt *opts)
{
    static const struct column columns[] = {
        {.key = "name"},     {.key = "letter"}, {.key = "type"}, {.key = "value"},
        {.key = "required"}, {.key = "many"},   {.key = "help"}, {0}};
    print_table(p, key, NULL, columns);
    for (; opts && opts->name; opts++) {
        print_row(p);
        print_cell_str(p, str_from_c(opts->name));
        print_cell_str(p, (struct str){&opts->letter, opts->letter ? 1 : 0});
        print_cell_str(p, str_from_c(type_name(opts->type)));
        print_cell_str(p, str_from_c(opts->value));
        print_cell_bool(p, opts->required);
        print_cell_bool(p, opts->many);
        print_cell_str(p, str_from_c(opts->help));
    }
    print_end(p);
}

static void operands_json(struct print *p, const struct operand *o)
{
    static const struct column columns[] = {{.key = "name"}, {.key = "type"}, {.key = "optional"},
                                            {.key = "many"}, {.key = "help"}, {0}};
    print_table(p, "operands", NULL, columns);
    for (; o && o->name; o++) {
        print_row(p);
        print_cell_str(p, str_from_c(o->name));
        print_cell_str(p, str_from_c(type_name(o->type)));
        print_cell_bool(p, o->optional);
        print_cell_bool(p, o->many);
        print_cell_str(p, str_from_c(o->help));
    }
    print_end(p);
}

static void command_json(struct print *p, const struct cmd *cmd)
{
    print_object(p, NULL, NULL);
    print_str(p, "name", NULL, str_from_c(cmd->name));
    print_str(p, "summary", NULL, str_from_c(cmd->summary));
    print_str(p, "group", NULL, str_from_c(cmd->group));
    operands_json(p, cmd->operands);
    opts_json(p, "options", cmd->opts);
    print_end(p);
}

static void statuses_json(struct print *p)
{
    static const struct column columns[] = {
        {.key = "code"}, {.key = "status"}, {.key = "say"}, {0}};
    print_table(p, "statuses", NULL, columns);
    for (int code = E_NONE; code < E__COUNT; code++) {
        const struct err_meaning *m = err_meaning((enum err_code)code);
        print_row(p);
        print_cell_str(p, str_from_c(m->name));
        print_cell_int(p, m->exit_status);
        print_cell_str(p, str_from_c(m->say));
    }
    print_end(p);
}

/* ---- all */

static struct str general_usage(struct run *r)
{
    return msg(r->lang, TR("usage: cairn [-C FOLDER] [--json] COMMAND [options] [operands]"));
}

static void all_json(struct run *r)
{
    print_array(r->out, "commands", NULL);
    for (const struct cmd *const *c = r->cmds; *c; c++)
        command_json(r->out, *c);
    print_end(r->out);
    opts_json(r->out, "options", opts_common);
    statuses_json(r->out);
}

void help_all(struct run *r)
{
    if (r->json) {
        all_json(r);
        return;
    }
    struct str group = {0};
    isize column = 0;
    for (const struct cmd *const *c = r->cmds; *c; c++)
        wider(&column, str_format(r->a, "  %s", (*c)->name));
    print_line(r->out, general_usage(r));
    for (const struct cmd *const *c = r->cmds; *c; c++) {
        if (!str_eq(group, str_from_c((*c)->group))) {
            group = str_from_c((*c)->group);
            print_line(r->out, S(""));
            print_line(r->out, msg_str(r->lang, group));
        }
        beside(r, str_format(r->a, "  %s", (*c)->name), column, msg(r->lang, (*c)->summary));
    }
    print_line(r->out, S(""));
    print_line(r->out,
               msg(r->lang, TR("'cairn help COMMAND' explains one; 'man cairn' is the manual.")));
}

void help_command(struct run *r, const struct cmd *cmd)
{
    if (!r->json) {
        command_show(r, cmd);
        return;
    }
    print_array(r->out, "commands", NULL);
    command_json(r->out, cmd);
    print_end(r->out);
}

void help_usage(struct run *r)
{
    if (!r->json) /* for a program, only the failure itself */
        run_tell(r, general_usage(r));
}
