/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/list.h"
#include "base/utf8.h"
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "lang/edtf.h"
#include "lang/when.h"
#include "read/intake.h"
#include "sys/file.h"
#include "sys/term.h"

enum { O_FROM, O_HANDED_BY, O_GOT, O_HOW, O_DRIFT, O_PUBLISHED, FILES_MAX = 20000 };

static const struct opt opts[] = {
    [O_FROM] = {"from", OPT_TEXT, .value = "WHO",
                .help = N_("whose they were: a person or a page; 'unknown' is an answer")},
    [O_HANDED_BY] = {"handed-by", OPT_TEXT, .value = "WHO", .help = N_("who handed them over")},
    [O_GOT] = {"got", OPT_TEXT, .value = "DATE", .help = N_("when you got them (2026-03-02)")},
    [O_HOW] = {"how", OPT_TEXT, .value = "HOW", .help = N_("how they were collected")},
    [O_DRIFT] = {"clock-off", OPT_TEXT, .value = "HOW-MUCH",
                 .help = N_("how far the clock of this computer is off, if you know")},
    [O_PUBLISHED] = {"published", OPT_FLAG,
                     .help = N_("papers that anybody can read: what they say may be quoted")},
    {0},
};
static const struct operand operands[] = {
    {"FILE", OPT_FILE, .many = true, .help = N_("a document, or a folder of documents")},
    {0},
};
static const struct column columns[] = {
    {"file", N_("File"), false},   {"document", N_("Document"), false},
    {"state", N_("State"), false}, {"proposals", N_("Found, to check"), true},
    {"title", N_("Title"), false}, {NULL, NULL, false},
};

struct collecting {
    struct run *r;
    struct str_list files;
    struct {
        struct file_info *at;
        isize n, cap;
    } folders; /* seen: a link may lead back */
};

static bool is_new(struct collecting *c, const struct file_info *folder)
{
    for (isize i = 0; i < c->folders.n; i++)
        if (c->folders.at[i].dev == folder->dev && c->folders.at[i].ino == folder->ino)
            return false;
    *LIST_ADD(&c->folders, c->r->a) = *folder;
    return true;
}

static bool collect(struct collecting *c, struct str path, bool named, struct err *err);

static bool collect_folder(struct collecting *c, struct str path, struct err *err)
{
    struct str_list names;
    if (!dir_list(&names, c->r->sys, path, c->r->a, err))
        return false;
    for (isize i = 0; i < names.n; i++)
        if (names.at[i].p[0] != '.' &&
            !collect(c, str_format(c->r->a, "%.*s/%.*s", FS(path), FS(names.at[i])), false, err))
            return false;
    return true;
}

/* What is named must be there; in a folder, what is no file is told and passed over. */
static bool collect(struct collecting *c, struct str path, bool named, struct err *err)
{
    struct file_info info;
    struct err e = {0};
    if (!file_stat(&info, c->r->sys, path, &e)) {
        if (named)
            return err_copy(err, &e);
        info.kind = FILE_OTHER;
    }
    if (info.kind == FILE_NONE && named) {
        (void)err_set(err, E_NOTFOUND, "no such file");
        return err_detail(err, "There is nothing at %.*s. Nothing was added.",
                          FS(app_short(c->r, path)));
    }
    if (info.kind == FILE_DIR)
        return !is_new(c, &info) || collect_folder(c, path, err);
    if (info.kind == FILE_PLAIN || named)
        str_list_add(&c->files, path, c->r->a);
    else
        run_say(c->r, "%.*s: %.*s", FS(path),
                FS(msg(c->r->lang, TR("passed over, it is no file"))));
    return c->files.n <= FILES_MAX || err_set(err, E_LIMIT, "more than %d files", FILES_MAX) ||
           err_detail(err, "Add them folder by folder: at most %d at once.", FILES_MAX);
}

/* What came attached to a mail: "mail.eml: list.pdf". One that cannot be read is no failure: it is
 * in the mail. */
static void print_attached(struct run *r, struct str path, const struct taken_file *f)
{
    struct str name = str_format(r->a, "%.*s: %.*s", FS(path), FS(f->name));
    if (f->problem.n)
        run_say(r, "%.*s: %.*s: %.*s", FS(name), FS(msg(r->lang, TR("not added"))),
                FS(msg_str(r->lang, f->problem)));
    print_row(r->out);
    print_cell_str(r->out, name);
    if (f->problem.n) {
        print_cell_none(r->out);
        print_cell_str(r->out, S("not added"));
        print_cell_none(r->out);
        print_cell_none(r->out);
        return;
    }
    print_cell_str(r->out, id_write(r->a, &f->document));
    print_cell_str(r->out, f->known ? S("known already") : S("added"));
    print_cell_int(r->out, f->proposals);
    print_cell_str(r->out, str_copy(r->a, f->title));
}

/* An empty answer, or no terminal after all: not said. */
static struct str ask(struct run *r, const char *question)
{
    struct err none = {0};
    struct str line = {0};
    const char *prompt = str_to_c(r->a, msg(r->lang, question));
    return term_read_line(&line, prompt, r->a, &none) && utf8_is_valid(line) ? str_trim(line)
                                                                             : (struct str){0};
}

/* Asked once for all files, by options or at a terminal; never where nobody sits. */
static bool custody_asked(struct custody *out, struct run *r, struct err *err)
{
    struct custody c = {.from = r->opt[O_FROM].s,
                        .handed_by = r->opt[O_HANDED_BY].s,
                        .how = r->opt[O_HOW].s,
                        .got_on = r->opt[O_GOT].s,
                        .drift = r->opt[O_DRIFT].s};
    struct str today = time_day(sys_now(r->sys), r->a);
    bool said = c.from.n || c.handed_by.n || c.how.n || c.got_on.n || r->opt[O_PUBLISHED].given;
    if (!said && !r->json && term_is_tty(0) && term_is_tty(2)) {
        c.from = ask(r, TR("Whose were these, or from which page? (Enter: not said) "));
        c.handed_by = ask(r, TR("Who handed them over? "));
        c.got_on = ask(r, TR("When did you get them? "));
        c.how = ask(r, TR("How? "));
    }
    if (c.got_on.n && !when_typed(&c.got_on, c.got_on, today, r->a, err))
        return false;
    *out = c;
    return true;
}

/* One document after the other; a bad one is told and does not stop the others. *store: it is the
 * case file that failed, not the document. */
static bool add_one(struct run *r, struct str path, const struct custody *c, bool *store,
                    struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct intake in = {
        .name = str_base_name(path), .custody = *c, .published = r->opt[O_PUBLISHED].given};
    struct taken_in t;
    *store = false;
    if (!app_document(&in.bytes, r, path, a, err))
        return false;
    if (!intake_add(&t, &r->app->w, &in, a, err)) {
        *store = err->code == E_FULL || err->code == E_IO || err->code == E_READONLY ||
                 err->code == E_CORRUPT || err->code == E_CONFLICT;
        return false;
    }
    print_row(r->out);
    print_cell_str(r->out, path);
    print_cell_str(r->out, id_write(r->a, &t.document));
    print_cell_str(r->out, t.known ? S("known already") : S("added"));
    print_cell_int(r->out, t.proposals);
    print_cell_str(r->out, str_copy(r->a, t.title));
    if (t.wordless)
        run_say(r, "%.*s: %.*s", FS(path),
                FS(msg(r->lang, TR("No words could be read in it: it may be a scan. Make a PDF "
                                   "with a text layer of it and add that too."))));
    for (isize i = 0; i < t.attached.n; i++)
        print_attached(r, path, &t.attached.at[i]);
    return true;
}

static void tell_failure(struct run *r, struct str path, struct err *e)
{
    if (e->code == E_LIMIT && !e->detail[0])
        (void)err_detail(e, "A file may have 128 MB, and its text 16 MB: divide it.");
    run_say(r, "%.*s: %.*s: %.*s %.*s (%s)", FS(path), FS(msg(r->lang, TR("not added"))),
            FS(msg(r->lang, err_meaning(e->code)->say)), FS(msg_err(r->lang, e, r->a)), e->msg);
    print_row(r->out);
    print_cell_str(r->out, path);
    print_cell_none(r->out);
    print_cell_str(r->out, S("not added"));
    print_cell_none(r->out);
    print_cell_none(r->out);
}

/* The first failure tells the exit status; of several files, how many there were. Programs get the
 * list all the same: what was added is added. */
static bool result(struct run *r, const struct err *first, isize failed, isize all, struct err *err)
{
    if (!failed)
        return true;
    if (r->json && !print_done(r->out, err))
        return false;
    (void)err_copy(err, first);
    if (all > 1)
        (void)err_detail(err, "%td of %td files were not added: see above.", failed, all);
    return false;
}

static bool run(struct run *r, struct err *err)
{
    struct collecting c = {.r = r};
    struct err first = {0};
    isize failed = 0;
    bool broken = false;
    struct custody custody;
    if (!custody_asked(&custody, r, err))
        return false;
    for (isize i = 0; i < r->operands.n; i++)
        if (!collect(&c, r->operands.at[i].s, true, err))
            return false;
    const struct str_list files = c.files;
    if (!files.n)
        run_tell(r, msg(r->lang, TR("There is no file there: nothing was added.")));
    struct progress p = progress_begin(r, N_("Adding"), files.n);
    print_table(r->out, "documents", N_("Documents"), columns);
    /* A full disk or a broken store will not get better with the next file. */
    for (isize i = 0; i < files.n && !broken; i++) {
        struct err e = {0};
        if (!add_one(r, files.at[i], &custody, &broken, &e)) {
            tell_failure(r, files.at[i], &e);
            first = first.code ? first : e;
            failed += broken ? files.n - i : 1;
        }
        progress_at(&p, i + 1);
    }
    progress_end(&p);
    print_end(r->out);
    return result(r, &first, failed, files.n, err);
}

const struct cmd cmd_add = {
    .name = "add",
    .summary = N_("take documents in: kept as they are, read, their findings proposed"),
    .group = N_("Documents"),
    .needs = NEEDS_VAULT_WRITE,
    .operands = operands,
    .opts = opts,
    .run = run,
};
