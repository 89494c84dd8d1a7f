/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/cli.h"
#include "cli/cmds.h"
#include "cli/opts.h"
#include "cli/print.h"
#include "sys/fake.h"
#include "test.h"

enum { O_HOW };
static const struct opt opts[] = {
    [O_HOW] = {"how", OPT_CHOICE, .value = "well|badly|half", .help = "how it goes"},
    {0},
};

static bool run(struct run *r, struct err *err)
{
    run_say(r, "vault %.*s%s", FS(r->vault), r->app ? " open" : "");
    print_str(r->out, "how", "How", r->opt[O_HOW].s);
    if (r->opt[O_HOW].i == 1) {
        err_set(err, E_CORRUPT, "page 7 of store");
        return err_detail(err, "the file of Kim\x1b is damaged");
    }
    if (r->opt[O_HOW].i == 2) {
        print_array(r->out, "parts", "Parts"); /* left open */
        return err_set(err, E_FULL, "no space");
    }
    return true;
}

static const struct cmd cmd_try = {.name = "try",
                                   .summary = "try it",
                                   .group = "Tests",
                                   .needs = NEEDS_VAULT_READ,
                                   .opts = opts,
                                   .run = run};
static const struct cmd *const table[] = {&cmd_try, &cmd_help, &cmd_version, &cmd_complete, NULL};

struct outcome {
    int status;
    struct str out, talk;
};

static bool open_app(struct run *r, struct err *err)
{
    if (str_eq(r->vault, S("nowhere")))
        return err_set(err, E_NOVAULT, "no vault");
    r->app = (struct app *)r;
    return true;
}

static void close_app(struct run *r)
{
    run_say(r, "closed");
}

static char *mutable_word(struct test *t, struct str word)
{
    char *p = NEWN(t->a, char, word.n + 1);
    memcpy(p, word.p, (size_t)word.n);
    return p;
}

static struct outcome line_of(struct test *t, const struct cmd *const *known, const char *text)
{
    struct sys_fake fake;
    sys_fake_init(&fake, 1000, 1);
    struct buf out = buf_in(t->a, 1 << 20), talk = buf_in(t->a, 1 << 20);
    struct cli c = {.sys = &fake.sys,
                    .cmds = known,
                    .out = sink_buf(&out),
                    .talk = sink_buf(&talk),
                    .open = open_app,
                    .close = close_app};
    char *argv[20] = {mutable_word(t, S("cairn"))};
    int argc = 1;
    struct str rest = str_from_c(text), word;
    bool more = rest.n > 0;
    while (more) {
        more = str_cut(rest, ' ', &word, &rest);
        argv[argc++] = mutable_word(t, str_eq(word, S("~")) ? S("") : word);
    }
    int status = cli_main(&c, argc, argv);
    return (struct outcome){status, buf_str(&out), buf_str(&talk)};
}

static struct outcome line(struct test *t, const char *text)
{
    return line_of(t, table, text);
}

TEST(a_command_prints_results_and_says_the_rest)
{
    struct outcome o = line(t, "try --how well -C here");
    CHECK_INT(o.status, 0);
    CHECK_STR(o.out, S("How:  well\n"));
    CHECK_STR(o.talk, S("vault here open\nclosed\n"));
}

TEST(a_failure_gives_its_status_and_says_what_and_where)
{
    struct outcome o = line(t, "try --how badly");
    CHECK_INT(o.status, err_meaning(E_CORRUPT)->exit_status);
    CHECK_STR(o.talk, S("vault . open\nclosed\n"
                        "cairn try: Stored data is damaged. Nothing was changed.\n"
                        "  the file of Kim\xef\xbf\xbd is damaged\n"
                        "  (page 7 of store)\n"));
    CHECK_INT(line(t, "try --how half").status, err_meaning(E_FULL)->exit_status);
    CHECK_STR(line(t, "try --how half").out, S("How:  half\n\nParts\n"));
}

TEST(a_failure_for_a_program_is_one_json_object)
{
    struct outcome o = line(t, "try --how badly --json");
    CHECK(str_ends(o.talk, S("{\"error\":{\"code\":\"corrupt\",\"status\":8,"
                             "\"say\":\"Stored data is damaged. Nothing was changed.\","
                             "\"detail\":\"the file of Kim\\u001b is damaged\","
                             "\"log\":\"page 7 of store\"}}\n")));
    CHECK_STR(o.out, S(""));
    CHECK(str_starts(line(t, "--json tyr").talk, S("{\"error\":{\"code\":\"usage\"")));
}

TEST(what_cannot_be_opened_is_not_run)
{
    struct outcome o = line(t, "try --how well -C nowhere");
    CHECK_INT(o.status, err_meaning(E_NOVAULT)->exit_status);
    CHECK_STR(o.out, S(""));
}

TEST(without_a_command_the_status_is_usage)
{
    struct outcome o = line(t, "");
    CHECK_INT(o.status, 2);
    CHECK(str_starts(o.talk, S("usage: cairn")));
    CHECK_STR(o.out, S(""));
}

TEST(every_command_explains_itself)
{
    for (const struct cmd *const *c = cmds; *c; c++) {
        const char *name = (*c)->name;
        struct outcome asked = line_of(t, cmds, str_to_c(t->a, str_format(t->a, "help %s", name)));
        CHECK_INT(asked.status, 0);
        CHECK(str_starts(asked.out, str_format(t->a, "cairn %s - ", name)));
        CHECK((*c)->summary[0] && (*c)->group[0] && (*c)->run);
        for (const struct opt *o = (*c)->opts; o && o->name; o++) {
            bool is_common;
            CHECK(o->help && (o->type == OPT_FLAG) == (o->value == NULL));
            CHECK(opt_find(NULL, str_from_c(o->name), &is_common) == NULL);
        }
    }
    CHECK_STR(line(t, "try --help").out, line(t, "help try").out);
}

TEST(the_shell_is_offered_what_fits)
{
    CHECK_STR(line(t, "complete -- t").out, S("try\n"));
    CHECK_STR(line(t, "complete -- try --h").out, S("--how\n--help\n"));
    CHECK_STR(line(t, "complete -- try --how ~").out, S("well\nbadly\nhalf\n"));
    CHECK_STR(line(t, "complete -- -C ~").out, S("")); /* the shell lists folders */
    CHECK_STR(line(t, "complete -- -C there tr").out, S("try\n"));
    CHECK_STR(line(t, "complete -- help ver").out, S("version\n"));
    CHECK_STR(line(t, "complete").out, S("try\nhelp\nversion\ncomplete\n"));
    CHECK_STR(line(t, "complete --json -- v").out, S("{\"words\":[{\"word\":\"version\"}]}\n"));
}
