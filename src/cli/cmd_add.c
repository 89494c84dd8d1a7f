/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "read/intake.h"
#include "sys/file.h"

enum { O_FROM, O_HOW, O_GOT, O_PUBLISHED, FILES_MAX = 20000, FILE_BYTES_MAX = 128 << 20 };

static const struct opt opts[] = {
    [O_FROM] = {"from", OPT_TEXT, .value = "WHO", .help = N_("who handed the files over")},
    [O_HOW] = {"how", OPT_TEXT, .value = "HOW", .help = N_("how they were collected")},
    [O_GOT] = {"got", OPT_TEXT, .value = "DATE", .help = N_("when you got them (2026-03-02)")},
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

static bool collect(struct str_list *out, struct run *r, struct str path, struct err *err)
{
    struct file_info info;
    struct str_list names;
    if (!file_stat(&info, r->sys, path, err))
        return false;
    if (info.kind == FILE_NONE) {
        (void)err_set(err, E_NOTFOUND, "no such file");
        return err_detail(err, "There is nothing at %.*s. Nothing was added.", FS(path));
    }
    if (info.kind != FILE_DIR) {
        str_list_add(out, path, r->a);
        return out->n <= FILES_MAX || err_set(err, E_LIMIT, "more than %d files", FILES_MAX);
    }
    if (!dir_list(&names, r->sys, path, r->a, err))
        return false;
    for (isize i = 0; i < names.n; i++)
        if (names.at[i].p[0] != '.' &&
            !collect(out, r, str_format(r->a, "%.*s/%.*s", FS(path), FS(names.at[i])), err))
            return false;
    return true;
}

/* One document after the other; a bad one is told and does not stop the others. */
static bool add_one(struct run *r, struct str path, struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct intake in = {.name = str_base_name(path),
                        .from = r->opt[O_FROM].s,
                        .how = r->opt[O_HOW].s,
                        .got_on = r->opt[O_GOT].s,
                        .published = r->opt[O_PUBLISHED].given};
    struct taken_in t;
    if (!file_read(&in.bytes, r->sys, path, FILE_BYTES_MAX, a, err) ||
        !intake_add(&t, &r->app->w, &in, a, err))
        return false;
    print_row(r->out);
    print_cell_str(r->out, path);
    print_cell_str(r->out, id_write(r->a, &t.document));
    print_cell_str(r->out, t.known ? S("known already") : S("added"));
    print_cell_int(r->out, t.proposals);
    print_cell_str(r->out, str_copy(r->a, t.title));
    return true;
}

static bool run(struct run *r, struct err *err)
{
    struct str_list files = {0};
    struct err first = {0};
    for (isize i = 0; i < r->operands.n; i++)
        if (!collect(&files, r, r->operands.at[i].s, err))
            return false;
    struct progress p = progress_begin(r, N_("Adding"), files.n);
    print_table(r->out, "documents", N_("Documents"), columns);
    for (isize i = 0; i < files.n; i++) {
        struct err e = {0};
        if (!add_one(r, files.at[i], &e)) {
            run_say(r, "%.*s: not added: %s %s (%s)", FS(files.at[i]), err_meaning(e.code)->say,
                    e.detail, e.msg);
            if (!first.code)
                first = e;
            /* A full disk or a broken store will not get better with the next file. */
            if (e.code == E_FULL || e.code == E_IO || e.code == E_READONLY)
                break;
        }
        progress_at(&p, i + 1);
    }
    progress_end(&p);
    print_end(r->out);
    return !first.code || err_copy(err, &first);
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
