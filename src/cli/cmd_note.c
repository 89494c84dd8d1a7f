/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "lang/edtf.h"
#include "lang/when.h"
#include "read/note.h"
#include "sys/file.h"
#include "sys/term.h"

enum {
    O_FILE,
    O_TOLD_BY,
    O_CALLED,
    O_HOW,
    O_WHEN,
    O_NAMED,
    O_BY,
    O_SECRET,
    INPUT_MAX = NOTE_MAX + 1,
    SHOWN_MAX = 4096
};

static const struct opt opts[] = {
    [O_FILE] = {"file", OPT_FILE, .value = "FILE",
                .help = N_("the words are in this file; else they are read from standard input")},
    [O_TOLD_BY] = {"told-by", OPT_TEXT, .value = "WHO",
                   .help = N_("who told you; seen only by who is cleared for all")},
    [O_CALLED] = {"called", OPT_TEXT, .value = "WORDS",
                  .help = N_("how they may be called outside: an aid worker")},
    [O_HOW] = {"how", OPT_CHOICE, .value = "saw|told|third-hand",
               .help = N_("how they know: they saw it, were told, or have it from further away")},
    [O_WHEN] = {"when", OPT_TEXT, .value = "DATE",
                .help = N_("when they told it: today, yesterday, 2026-03-02; else today")},
    [O_NAMED] = {"may-be-named", OPT_CHOICE, .value = "no|yes|cannot-be-asked",
                 .help = N_("may the people be named; without it nothing leaves")},
    [O_BY] = {"by", OPT_TEXT, .value = "WHO", .help = N_("who agreed that they be named")},
    [O_SECRET] = {"secret", OPT_FLAG, .help = N_("only for who is cleared for all")},
    {0},
};

static bool words(struct str *out, struct run *r, struct err *err)
{
    bool typed = !r->opt[O_FILE].given;
    struct str path = typed ? S("/dev/stdin") : r->opt[O_FILE].s;
    if (typed && term_is_tty(0))
        run_tell(r, msg(r->lang, TR("Write down what was said. An empty line and Ctrl-D end it.")));
    if (file_read(out, r->sys, path, INPUT_MAX, r->a, err))
        return true;
    if (err->code == E_LIMIT)
        return err_detail(
            err, TR("This is too long for a note. Please save it as a file and add that."));
    return false;
}

static bool note_of(struct note *out, struct run *r, struct err *err)
{
    struct str today = time_day(sys_now(r->sys), r->a);
    struct note n = {.told_by = r->opt[O_TOLD_BY].s,
                     .called = r->opt[O_CALLED].s,
                     .knows = r->opt[O_HOW].given ? (enum note_knows)(r->opt[O_HOW].i + KNOWS_SAW)
                                                  : KNOWS_UNSAID,
                     .naming = r->opt[O_NAMED].given
                                   ? (enum note_naming)(r->opt[O_NAMED].i + NAMING_NO)
                                   : NAMING_UNSAID,
                     .named_by = r->opt[O_BY].s,
                     .secret = r->opt[O_SECRET].given};
    if (r->opt[O_WHEN].given && !when_typed(&n.when, r->opt[O_WHEN].s, today, r->a, err))
        return false;
    if (!words(&n.words, r, err))
        return false;
    *out = n;
    return true;
}

static struct str joined(const struct str_list *l, struct arena *a)
{
    struct buf b = buf_in(a, SHOWN_MAX);
    for (isize i = 0; i < l->n; i++)
        buf_addf(&b, "%s%.*s", i ? ", " : "", FS(l->at[i]));
    return buf_str(&b);
}

static bool run(struct run *r, struct err *err)
{
    struct note n;
    struct noted t;
    struct note_said said;
    if (!note_of(&n, r, err) || !note_add(&t, &r->app->w, &n, r->a, err) ||
        !note_said(&said, &r->app->w, &t.document, r->a, err))
        return false;
    if (t.known)
        run_tell(r, msg(r->lang, TR("These words of this source were kept already. Nothing was "
                                    "added.")));
    print_str(r->out, "document", N_("Document"), id_write(r->a, &t.document));
    print_bool(r->out, "known", N_("Kept already"), t.known);
    print_int(r->out, "found", N_("Found, to check"), said.found);
    print_str(r->out, "hidden", N_("Hidden from everything that leaves"),
              joined(&said.hidden, r->a));
    print_str(r->out, "people", N_("People"), note_parts_say(&said.parts, r->lang, r->a));
    if (said.parts.count[READ_PART_TOTAL])
        print_bool(r->out, "adds_up", N_("Adds up"), read_parts_fit(&said.parts));
    else
        print_none(r->out, "adds_up");
    return true;
}

const struct cmd cmd_note = {
    .name = "note",
    .summary = N_("write down what somebody told you: kept, read and quoted like a document"),
    .group = N_("Documents"),
    .needs = NEEDS_VAULT_WRITE,
    .opts = opts,
    .run = run,
};
