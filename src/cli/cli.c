/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "cli/help.h"
#include "cli/opts.h"
#include "cli/print.h"
#include "lang/msg.h"

enum { LINE_BYTES = 2000, ERROR_BYTES = 8000 };

void run_say(struct run *r, const char *fmt, ...)
{
    char text[LINE_BYTES];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    run_tell(r, str_from_c(text));
}

void run_tell(struct run *r, struct str text)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(r->a);
    struct buf clean = buf_in(tmp.arena, ERROR_BYTES);
    sink_clean(&clean, text, S(" "));
    buf_add_c(&clean, '\n');
    sink_put(r->talk, buf_str(&clean));
}

static void say_error_json(struct run *r, const struct err *err)
{
    const struct err_meaning *m = err_meaning(err->code);
    AUTO(scratch_end) struct scratch tmp = scratch_begin(r->a);
    struct buf b = buf_in(tmp.arena, ERROR_BYTES);
    struct json j = json_to(&b);
    json_object(&j);
    json_key(&j, S("error"));
    json_object(&j);
    json_pair(&j, S("code"), str_from_c(m->name));
    json_pair_int(&j, S("status"), m->exit_status);
    json_pair(&j, S("say"), str_from_c(m->say));
    json_pair_or_null(&j, S("detail"), str_from_c(err->detail));
    json_pair(&j, S("log"), str_from_c(err->msg));
    json_end(&j);
    json_end(&j);
    buf_add_c(&b, '\n');
    sink_put(r->talk, buf_str(&b));
}

/* What went wrong, what exactly, and the line for who looks into it. */
static void say_error(struct run *r, const struct err *err)
{
    const char *name = r->cmd ? r->cmd->name : "";
    const char *space = r->cmd ? " " : "";
    struct str detail = msg_err(r->lang, err, r->a);
    if (r->json) {
        say_error_json(r, err);
    } else if (err->code == E_USAGE) {
        run_say(r, "cairn%s%s: %.*s", space, name, FS(detail.n ? detail : str_from_c(err->msg)));
        run_tell(r, msg_fill(r->a, msg(r->lang, TR("'{command}' explains.")), "command",
                             str_format(r->a, "cairn help%s%s", space, name), NULL));
    } else {
        run_say(r, "cairn%s%s: %.*s", space, name, FS(msg(r->lang, err_meaning(err->code)->say)));
        if (detail.n)
            run_say(r, "  %.*s", FS(detail));
        run_say(r, "  (%s)", err->msg);
    }
}

static bool run_command(struct cli *c, struct run *r, struct err *err)
{
    bool opens = c->open && r->cmd->needs != NEEDS_NOTHING;
    bool ok = (!opens || c->open(r, err)) && r->cmd->run(r, err);
    if (opens)
        c->close(r);
    return ok;
}

/* With --help, or without a command, the answer is help. */
static bool run_or_help(struct cli *c, struct run *r, const struct opts *o, struct err *err)
{
    bool ok = true;
    if (o->common[COMMON_HELP].given && o->cmd)
        help_command(r, o->cmd);
    else if (o->common[COMMON_HELP].given)
        help_all(r);
    else if (o->cmd)
        ok = run_command(c, r, err);
    else {
        help_usage(r);
        err_set(err, E_USAGE, "no command");
        ok = err_detail(err, "%.*s", FS(msg(r->lang, TR("name a command"))));
    }
    if (ok)
        return print_done(r->out, err);
    print_abandon(r->out);
    return false;
}

static struct str first_of(struct str a, struct str b, struct str c)
{
    if (a.n)
        return a;
    return b.n ? b : c;
}

/* A failure to read the options is also told as JSON when JSON was asked for. */
static bool asks_json(const struct str_list *args)
{
    for (isize i = 0; i < args->n && !str_eq(args->at[i], S("--")); i++)
        if (str_eq(args->at[i], S("--json")))
            return true;
    return false;
}

/* As other programs find it; CAIRN_LANG overrules. Values are "ko_KR.UTF-8", "zh-TW"... */
enum language run_language(struct sys *s, struct arena *a)
{
    static const char *const names[] = {"CAIRN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"};
    enum language lang = LANG_EN;
    for (isize i = 0; i < COUNTOF(names); i++) {
        struct str value = sys_env(s, names[i], a);
        if (value.n) {
            (void)language_from_tag(&lang, value); /* another language: English */
            break;
        }
    }
    return lang;
}

static bool parse_and_run(struct cli *c, struct run *r, const struct str_list *args,
                          struct err *err)
{
    struct opts o = {0};
    r->json = asks_json(args);
    r->lang = r->json ? LANG_EN : run_language(c->sys, r->a);
    if (!opts_parse(&o, c->cmds, args, r->lang, r->a, err))
        return false;
    r->cmd = o.cmd;
    r->opt = o.opt;
    r->operands = o.operands;
    r->json = o.common[COMMON_JSON].given;
    r->vault = first_of(o.common[COMMON_VAULT].s, sys_env(c->sys, "CAIRN_VAULT", r->a), S("."));
    r->passphrase_file = o.common[COMMON_PASSPHRASE_FILE].s;
    r->out = print_new(r->a, r->json ? PRINT_JSON : PRINT_TEXT, r->lang, &c->out);
    return run_or_help(c, r, &o, err);
}

int cli_main(struct cli *c, int argc, char **argv)
{
    struct err err = {0};
    struct arena *a = arena_new(ARENA_LARGE);
    struct run r = {.sys = c->sys, .a = a, .talk = &c->talk, .cmds = c->cmds, .serve = c->serve};
    struct str_list args = {0};
    for (int i = 1; i < argc; i++)
        str_list_add(&args, str_from_c(argv[i]), a);
    if (args.n == 1 && str_eq(args.at[0], S("--version")))
        args.at[0] = S("version");
    if (!parse_and_run(c, &r, &args, &err))
        say_error(&r, &err);
    arena_free(&a);
    return err_meaning(err.code)->exit_status;
}
