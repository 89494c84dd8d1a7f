/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who is not cleared gets, from every command of the table, the bytes on both streams and the exit
 * status of a case file without it; for an id that is hidden, those for an id that never was.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/app.h"
#include "cli/cli.h"
#include "cli/cmds.h"
#include "hidden.h"
#include "record/ids.h"
#include "record/statement_name.h"
#include "sys/file.h"

enum { ARGS_MAX = 24, CLOCK = 1700000000 };

/*
 * Words of command lines: %P and %Q persons of both, %D a document, %E an event, %O an office, %A a
 * case, %L a draft, %F a final letter, %M a member, %N no record, %H the hidden one (or none), %s a
 * statement of the event, %h the hidden one, %T a folder for what is written, _ a blank in a word.
 * In the order of asking: what changes nothing comes first.
 */
static const char *const lines[] = {
    "list all",
    "list persons",
    "list documents",
    "list events",
    "list letters",
    "list cases",
    "list deadlines",
    "list proposals",
    "list proposals --all",
    "list types",
    "list properties",
    "list members",
    "list consents",
    "list proposals --document %D",
    "list proposals --document %H",
    "show %P",
    "show %D",
    "show %D --text",
    "show %E",
    "show %O",
    "show %A",
    "show %M",
    "show %N",
    "show %H",
    "show %H --text",
    "show %s",
    "show %h",
    "show s4097",
    "show s8193",
    "show s40961",
    "show s0000000000000",
    "find Helin",
    "find Oriole",
    "find Ri",
    "find teacher",
    "find arrested --max 1",
    "find she_asked",
    "find Quaverly",
    "history %P",
    "history %D",
    "history %E",
    "history %O",
    "history %H",
    "history %N",
    "log",
    "log --max 3",
    "brief",
    "conflicts",
    "export",
    "export --for public",
    "export --for un",
    "export --for un-government",
    "export --for members",
    "verify",
    "verify --rebuild",
    "member list",
    "member add Han --new-file %T/fresh",
    "member remove Kim",
    "member remove %H",
    "member remove Oriole",
    "backup %T/copy",
    "restore %T/copy %T/again",
    "rebuild",
    "help",
    "help show",
    "version",
    "complete -- sh",
    "complete -- show _",
    "complete -- member _",
    "complete -- list _",
    "serve",
    "start --help",
    "law %E",
    "law %H",
    "law %N",
    "due",
    "custody %D",
    "custody %H",
    "custody %N",
    "letter %L",
    "letter %L --check",
    "letter %L --out %T/draft",
    "letter %F",
    "letter %F --out %T/final",
    "letter %H",
    "letter %H --check",
    "letter %H --out %T/none",
    "letter %N",
    "letter 2023-01",
    "letter 2023-02",
    "history %L",
    "history %F",
    "show %L",
    "show %F",
    "sent %F --by ems",
    "sent %L --by ems",
    "sent %H --by ems",
    "sent %N --by ems",
    "address confirm %O --how page",
    "address confirm %H --how page",
    "address confirm %N --how page",
    "note --file %T/paper.txt --told-by somebody --how told",
    "passphrase --new-file %T/short",
    "read %T/paper.txt",
    "init %T/copy",
    "letter --to %O --case %A --out %T/letter",
    "letter --to %H --out %T/none",
    "letter --to %O --case %H --out %T/none",
    "letter --to %N --out %T/none",
    "label %H open",
    "label %P restricted",
    "label %h open",
    "label %D restricted --passage 0-4",
    "consent %H public_name --how signed",
    "consent %P public_code --how spoken --by %H",
    "consent %P public_code --how spoken",
    "unlink %P %Q",
    "unlink %Q %P",
    "show %Q",
    "history %Q",
    "link %P %H",
    "unlink %P %H",
    "link %P %E",
    "link %P %N",
    "unlink %P %N",
    "set %H name x",
    "set %P note x --source %H",
    "set %P note x --corrects %h",
    "set %P occupation nurse",
    "set --new person name Ri_Song-hui",
    "set %E victim %H",
    "set %E victim %P",
    "withdraw %h",
    "withdraw %s",
    "accept %H",
    "accept 0123456789",
    "accept --all --min-score 990",
    "reject 0123456789 --reason no",
    "conflicts --prefer %s --against %h",
    "conflicts --reject %h",
    "erase %H",
    "erase %h",
    "erase %P",
    "erase %D --only 99",
    "add %T/paper.txt",
    "add %T/hidden.txt",
    "add %T/paper.txt --published",
    "export --for public",
    "log",
    "list all",
    "brief",
};

struct side {
    struct pair *p;
    struct case_test *c;
    struct test *t;
    struct launcher *launcher;
    struct str folder; /* %T */
};

static char *mutable_word(struct arena *a, struct str word)
{
    char *p = NEWN(a, char, word.n + 1);
    if (word.n)
        memcpy(p, word.p, (size_t)word.n);
    return p;
}

static char *word_of(const struct side *s, struct str w)
{
    const struct hidden *h = &s->p->hidden;
    struct buf b = buf_in(s->t->a, 4096);
    struct id never = s->c->person;
    never.b[15] ^= 0x55;
    bool none = id_is_zero(&h->record);
    for (isize i = 0; i < w.n; i++) {
        struct arena *a = s->t->a;
        if (w.p[i] != '%') {
            buf_add_c(&b, w.p[i] == '_' ? ' ' : w.p[i]);
            continue;
        }
        switch (w.p[++i]) {
        case 'P': buf_add(&b, id_write(a, &s->c->person)); break;
        case 'Q': buf_add(&b, id_write(a, &s->c->other)); break;
        case 'D': buf_add(&b, id_write(a, &s->c->document)); break;
        case 'E': buf_add(&b, id_write(a, &s->c->event)); break;
        case 'O': buf_add(&b, id_write(a, &s->c->office)); break;
        case 'A': buf_add(&b, id_write(a, &s->c->action)); break;
        case 'L': buf_add(&b, id_write(a, &s->c->draft)); break;
        case 'F': buf_add(&b, id_write(a, &s->c->final)); break;
        case 'M': buf_add(&b, id_write(a, &s->c->member)); break;
        case 'N': buf_add(&b, id_write(a, &never)); break;
        case 'H': buf_add(&b, id_write(a, none ? &never : &h->record)); break;
        case 'T': buf_add(&b, s->folder); break;
        case 's':
        case 'h': {
            struct workspace w2 = s->c->box.w; /* the name that it has for her */
            struct record rec;
            /* Where it is not, its place may be another's. */
            bool there = h->statement && s->c == &s->p->with;
            int64_t no = there ? h->statement : STMT_STRIDE * 3000;
            if (w.p[i] == 's') {
                CHECK_OK(record_load_id(&rec, &w2.reader, &s->c->event, a, &err));
                no = rec.facts.at[rec.facts.n - 1].no;
            }
            w2.reader.gate.clearance = SENSITIVITY_RESTRICTED;
            buf_add(&b, statement_name(&w2, no, a));
            break;
        }
        default: UNREACHABLE();
        }
    }
    return mutable_word(s->t->a, buf_str(&b));
}

/* The launcher is one for all: it forks, which a program with a store open must not. */
static struct launcher *launcher_here;

static bool open_here(struct run *r, struct err *err)
{
    struct cmd plain = *r->cmd;
    struct run mine = *r;
    plain.needs = NEEDS_VAULT_READ;
    mine.cmd = &plain;
    bool ok = app_open(&mine, err);
    r->app = mine.app;
    if (ok) {
        r->app->launcher = launcher_here;
        r->app->w.launcher = launcher_here;
    }
    return ok;
}

static void close_here(struct run *r)
{
    if (r->app)
        r->app->launcher = NULL;
    app_close(r);
}

static struct str replaced(struct str s, struct str what, const char *with, struct arena *a)
{
    struct buf b = buf_in(a, 8 << 20);
    isize at;
    while (what.n && (at = str_find(s, what)) >= 0) {
        buf_add(&b, str_part(s, 0, at));
        buf_add(&b, str_from_c(with));
        s = str_part(s, at + what.n, s.n);
    }
    buf_add(&b, s);
    return buf_str(&b);
}

/* Status and both streams. */
static struct str told(struct side *s, isize n, bool json)
{
    struct arena *a = s->t->a;
    struct buf out = buf_in(a, 4 << 20), talk = buf_in(a, 4 << 20), all = buf_in(a, 8 << 20);
    char *argv[ARGS_MAX] = {word_of(s, S("cairn"))};
    int argc = 1;
    struct str rest = str_from_c(lines[n]), w;
    struct sys_fake *fake = &s->c->box.fake;
    sys_fake_init(fake, CLOCK, (uint64_t)n + 500);
    CHECK(setenv("CAIRN_STATE", str_to_c(a, s->c->box.state), 1) == 0);
    struct cli c = {.sys = &fake->sys,
                    .cmds = cmds,
                    .out = sink_buf(&out),
                    .talk = sink_buf(&talk),
                    .open = open_here,
                    .close = close_here};
    while (rest.n) {
        str_cut(rest, ' ', &w, &rest);
        argv[argc++] = word_of(s, w);
        if (argc == 2 && !str_eq(w, S("help")) && !str_eq(w, S("version")) &&
            !str_eq(w, S("complete"))) {
            if (str_eq(w, S("member")) || str_eq(w, S("address"))) {
                str_cut(rest, ' ', &w, &rest);
                argv[argc++] = word_of(s, w);
            }
            argv[argc++] = word_of(s, S("-C"));
            argv[argc++] = mutable_word(a, s->c->box.path);
            argv[argc++] = word_of(s, S("--passphrase-file"));
            argv[argc++] = word_of(s, S("%T/pass"));
            if (json)
                argv[argc++] = word_of(s, S("--json"));
        }
    }
    int status = cli_main(&c, argc, argv);
    buf_addf(&all, "status %d\n", status);
    buf_add(&all, buf_str(&out));
    buf_add(&all, S("\n-- said:\n"));
    buf_add(&all, buf_str(&talk));
    struct str r = replaced(buf_str(&all), s->folder, "FOLDER", a);
    return without_names(replaced(r, s->c->box.path, "VAULT", a), s->t);
}

static void paper_put(struct side *s, const char *name, const char *words)
{
    CHECK_OK(file_write(&s->c->box.fake.sys, str_format(s->t->a, "%.*s/%s", FS(s->folder), name),
                        str_from_c(words), 0600, &err));
}

static void side_open(struct side *s, struct pair *p, struct case_test *c, struct test *t)
{
    *s = (struct side){.p = p, .c = c, .t = t};
    s->folder = str_format(t->a, "%.*s.out", FS(c->box.path));
    CHECK_OK(dir_make(&c->box.fake.sys, s->folder, &err));
    paper_put(s, "pass", "words of hers\n");
    paper_put(s, "fresh", "words of somebody else\n");
    paper_put(s, "short", "few\n");
    paper_put(s, "paper.txt", "Helin, 2 May 2024\n\nNine people were arrested in Helin.\n");
    paper_put(s, "hidden.txt", hidden_paper);
}

static void check_pair(struct pair *p, struct test *t, bool json)
{
    struct side with, without;
    side_open(&with, p, &p->with, t);
    side_open(&without, p, &p->without, t);
    for (isize i = 0; i < COUNTOF(lines); i++) {
        AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
        struct test here = *t;
        here.a = a;
        with.t = without.t = &here;
        struct str one = told(&with, i, json), other = told(&without, i, json);
        check_same(one, other, p, str_from_c(lines[i]));
    }
    box_close(&p->with.box);
    box_close(&p->without.box);
}

TEST(who_is_not_cleared_gets_from_every_command_the_bytes_of_a_case_file_without_it)
{
    CHECK_OK(launcher_start(&launcher_here, sys_real(), str_from_c(PARSE_PROGRAM), t->a, &err));
    for (const struct hiding *h = hidings; h->what; h++) {
        struct pair p;
        pair_make(&p, t, h, !h->needs_rest);
        check_pair(&p, t, (h - hidings) % 2 == 0); /* programs read it, people read it */
    }
    launcher_stop(&launcher_here);
}

TEST(every_command_of_the_table_is_asked)
{
    for (const struct cmd *const *c = cmds; *c; c++) {
        bool asked = false;
        struct str name = str_from_c((*c)->name);
        for (isize i = 0; i < COUNTOF(lines); i++) {
            struct str line = str_from_c(lines[i]);
            asked |= str_starts(line, name) && (line.n == name.n || line.p[name.n] == ' ');
        }
        if (!asked)
            test_fail(__FILE__, __LINE__, "'%s' is not among the lines of this test", (*c)->name);
    }
}

TEST(the_name_of_a_statement_says_nothing_of_its_place_and_is_found_again)
{
    struct case_test c;
    case_begin(&c, t, "case");
    struct workspace w = c.box.w;
    w.reader.gate.clearance = SENSITIVITY_RESTRICTED;
    for (int i = 0; i < 2000; i++) {
        int64_t no = 1 + (int64_t)test_random(t, 1 << 30), back;
        struct str name = statement_name(&w, no, t->a);
        CHECK_INT(name.n, STATEMENT_LETTERS);
        CHECK(statement_number(&back, &w, name) && back == no);
        CHECK(statement_number(&back, &c.box.w, name) && back == no);
        CHECK(statement_number(&back, &c.box.w, statement_name(&c.box.w, no, t->a)) && back == no);
        CHECK(statement_number(&back, &w, statement_name(&c.box.w, no, t->a)) && back == 0);
        CHECK(!str_eq(str_part(name, 0, 5), str_part(statement_name(&w, no + 1, t->a), 0, 5)));
    }
    box_close(&c.box);
}
