/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/app.h"

#include "act/template.h"
#include "base/utf8.h"
#include "cli/cmds.h"
#include "cli/passphrase.h"
#include "cli/print.h"
#include "read/reading.h"
#include "record/ids.h"
#include "record/law.h"
#include "record/member.h"
#include "record/pack.h"
#include "record/statement_name.h"
#include "sys/file.h"
#include "sys/sleep.h"

enum { RECORD_LETTERS = 26, PROPOSAL_LETTERS = 10, WORD_SHOWN = 60 };

/* Beside this program, in the build folder, or where packages put it. */
static bool helper_path(struct str *out, struct run *r, const char *name, struct err *err)
{
    static const char *const places[] = {"", "read/format/", "../libexec/cairn/"};
    struct str dir;
    if (!sys_program_dir(&dir, r->sys, r->a, err))
        return false;
    for (isize i = 0; i < COUNTOF(places); i++) {
        struct file_info info;
        struct str path = str_format(r->a, "%.*s/%s%s", FS(dir), places[i], name);
        if (!file_stat(&info, r->sys, path, err))
            return false;
        if (info.kind == FILE_PLAIN) {
            *out = path;
            return true;
        }
    }
    (void)err_set(err, E_IO, "%s is not where it belongs", name);
    (void)err_detail(err, "A part of the program is missing: %s, beside %.*s.", name, FS(dir));
    return false;
}

/* Without it a sleep is noticed at waking: no reason not to serve. */
void app_watch_sleep(struct run *r)
{
    struct err none = {0};
    struct str path;
    if (helper_path(&path, r, "cairn-sleep", &none))
        r->app->sleep_fd = sleep_watch_start(r->sys, path, r->a);
}

bool app_launcher(struct launcher **out, struct run *r, struct err *err)
{
    struct str path;
    return helper_path(&path, r, "cairn-parse", err) &&
           launcher_start(out, r->sys, path, r->a, err);
}

const struct view *const *app_views(struct run *r)
{
    return workspace_views(r->app ? r->app->schema : schema_builtin(r->a), r->a);
}

/* A word that we do not know is refused: a slip must not show more than was meant. */
static bool clearance_of(enum sensitivity *out, struct run *r, struct err *err)
{
    static const char *const words[] = {"open", "restricted", "secret"};
    struct str word = sys_env(r->sys, "CAIRN_CLEARANCE", r->a);
    if (!word.n) {
        *out = SENSITIVITY_SECRET;
        return true;
    }
    for (int i = 0; i < COUNTOF(words); i++) {
        if (str_eq(word, str_from_c(words[i]))) {
            *out = (enum sensitivity)(SENSITIVITY_OPEN + i);
            return true;
        }
    }
    (void)err_set(err, E_USAGE, "no such clearance");
    return err_detail(err, "CAIRN_CLEARANCE is open, restricted or secret; not %.*s",
                      FS(app_short(r, word)));
}

static struct str number(struct run *r, int64_t n)
{
    return str_format(r->a, "%" PRId64, n);
}

static void tell_lost(struct run *r, const struct lost *l)
{
    const char *here = TR(
        "WARNING: entries {from} to {to} were acknowledged and are missing from this case file. "
        "It may be an older copy, or damaged. Nothing can be written; 'cairn verify' says more.");
    const char *copy = TR(
        "WARNING: entries {from} to {to} were acknowledged on this computer and are missing from "
        "this case file. It is an older copy, or another copy of it has been written since: go on "
        "with that one. Nothing can be written here. If the other one is gone for good, 'cairn "
        "verify --accept-loss' goes on with this one.");
    run_tell(r, msg_fill(r->a, msg(r->lang, r->app->v->here ? here : copy), "from",
                         number(r, l->have + 1), "to", number(r, l->want), NULL));
}

/* A lost commit is told each time, before anything else is shown. */
static void tell_losses(struct run *r)
{
    const struct vault *v = r->app->v;
    int64_t elsewhere = 0;
    for (isize i = 0; i < v->lost.n; i++)
        tell_lost(r, &v->lost.at[i]);
    for (isize i = 0; i < v->elsewhere.n; i++)
        elsewhere += v->elsewhere.at[i].want - v->elsewhere.at[i].have;
    if (elsewhere)
        run_tell(
            r,
            msg_fill(r->a,
                     msg(r->lang,
                         TR("WARNING: a copy of this case file was written on this computer; what "
                            "is in the copy only: {n}. Choose the one to go on with: there 'cairn "
                            "verify --accept-loss' ends this warning. What is only in the other "
                            "must be entered again.")),
                     "n", number(r, elsewhere), NULL));
    if (v->demonstration)
        run_tell(
            r,
            msg(r->lang,
                TR("DEMONSTRATION: everything in this case file is for show. Real cases begin with "
                   "'cairn init'.")));
}

/* A disc, or a stick with its lock on, shows what is there, as long as that was finished. */
static bool tell_readonly(struct run *r, struct err *err)
{
    if (err->code == E_READONLY && !err->detail[0])
        (void)err_detail(err,
                         "The case file in %.*s cannot be written. Copy the folder to a disk of "
                         "yours and open the copy.",
                         FS(app_short(r, r->vault)));
    return false;
}

static bool is_writable(struct run *r, const struct vault *v, struct err *err)
{
    if (v->fixed && r->cmd->needs != NEEDS_VAULT_READ)
        return err_set(err, E_READONLY, "a place that nobody can write to");
    return true;
}

/* Serving writes what others do there; who reads only, may let read. */
static bool may_run(struct run *r, const struct vault *v, struct err *err)
{
    if (r->cmd->needs != NEEDS_VAULT_WRITE || !v->read_only || r->cmd == &cmd_serve)
        return true;
    (void)err_set(err, E_DENIED, "a member who reads only");
    return err_detail(err, "You may read in this case file, not write.");
}

bool app_prepare(struct run *r, bool launcher, struct err *err)
{
    struct app *app = NEW(r->a, struct app);
    if (!clearance_of(&app->clearance, r, err))
        return false;
    r->app = app;
    app->sleep_fd = -1;
    app->schema = schema_builtin(r->a);
    return !launcher || app_launcher(&app->launcher, r, err);
}

bool app_unlock(struct workspace *out, struct run *r, struct str path, const struct secret *pass,
                struct arena *a, struct err *err)
{
    struct workspace w;
    struct vault *v = NULL;
    struct vault_options o = {
        .sys = r->sys, .path = path, .views = workspace_views(r->app->schema, a)};
    const struct pack packs[] = {{"schema", schema_files()},
                                 {"law", law_files()},
                                 {"letters", template_files()},
                                 {"reading", reading_tables()},
                                 {NULL, NULL}};
    if (!vault_open(&v, &o, pass, a, err))
        return tell_readonly(r, err);
    if (!is_writable(r, v, err)) {
        vault_close(&v);
        return tell_readonly(r, err);
    }
    bool ok =
        workspace_open(&w, v, r->app->schema, r->app->launcher, run_language(r->sys, r->a), err);
    if (ok)
        w.reader.gate.clearance = r->app->clearance;
    if (!ok || !member_enter(&w, err) || !may_run(r, v, err) || !packs_keep(&w, packs, err)) {
        vault_close(&v);
        return false;
    }
    *out = w;
    return true;
}

bool app_open(struct run *r, struct err *err)
{
    struct keys k;
    struct str bytes;
    AUTO(secret_drop) struct secret pass = {0};
    /* What is wrong with the folder is told before a passphrase is asked for. */
    if (!app_prepare(r, false, err) || !vault_keys(&k, &bytes, r->sys, r->vault, r->a, err))
        return false;
    struct app *app = r->app;
    if (r->cmd->needs == NEEDS_VAULT_WRITE && !app_launcher(&app->launcher, r, err))
        return false;
    if (r->cmd == &cmd_serve)
        app_watch_sleep(r);
    if (!passphrase_ask(&pass, r, TR("Passphrase: "), err) ||
        !app_unlock(&app->w, r, r->vault, &pass, r->a, err))
        return false;
    app->v = app->w.v;
    tell_losses(r);
    return true;
}

void app_close(struct run *r)
{
    if (r->app) {
        vault_close(&r->app->v);
        launcher_stop(&r->app->launcher);
    }
}

bool app_document(struct str *out, struct run *r, struct str path, struct arena *a, struct err *err)
{
    enum { FILE_BYTES_MAX = 128 << 20 };
    struct file_info info;
    struct err e = {0};
    if (!file_stat(&info, r->sys, path, err))
        return false;
    if (info.kind == FILE_NONE)
        return err_set(err, E_NOTFOUND, "no such file") ||
               err_detail(err, "There is nothing at %.*s.", FS(app_short(r, path)));
    if (info.kind != FILE_PLAIN)
        return err_set(err, E_INVALID, "not a plain file") ||
               err_detail(err, "%.*s is %s. Name a document.", FS(app_short(r, path)),
                          info.kind == FILE_DIR ? "a folder" : "no file but a pipe or a device");
    if (file_read(out, r->sys, path, FILE_BYTES_MAX, a, &e))
        return true;
    (void)err_copy(err, &e);
    if (e.code == E_LIMIT)
        (void)err_detail(err, "A file may have 128 MB, and its text 16 MB: divide it.");
    return false;
}

struct str app_short(struct run *r, struct str word)
{
    isize n = utf8_offset(word, WORD_SHOWN);
    return n < word.n ? str_format(r->a, "%.*s...", FS(str_part(word, 0, n))) : word;
}

/* What these eyes may not see is not there, for commands that change it as well. */
static bool named_record(struct named *n, struct run *r, struct str word, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(r->a);
    struct reader *reader = &r->app->w.reader;
    struct record rec;
    if (record_row_of(&n->row, reader->db, &n->id, err) &&
        (reader->gate.clearance >= SENSITIVITY_SECRET ||
         record_load(&rec, reader, n->row, tmp.arena, err)))
        return true;
    if (err->code == E_NOTFOUND)
        (void)err_detail(err, "There is no record %.*s.", FS(app_short(r, word)));
    return false;
}

static bool named_statement(struct named *n, struct run *r, struct str word, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(r->a);
    struct fact f;
    if (!statement_number(&n->no, &r->app->w, word)) {
        (void)err_set(err, E_USAGE, "not a statement");
        (void)err_detail(err, "%.*s is not a statement (s and a number)", FS(app_short(r, word)));
        return false;
    }
    if (!n->no)
        (void)err_set(err, E_NOTFOUND, "no such statement");
    else if (fact_load(&f, &r->app->w.reader, n->no, tmp.arena, err))
        return true;
    if (err->code == E_NOTFOUND)
        (void)err_detail(err, "There is no statement %.*s.", FS(app_short(r, word)));
    return false;
}

bool app_named(struct named *out, struct run *r, struct str word, struct err *err)
{
    struct named n = {0};
    struct err none = {0};
    if (word.n == RECORD_LETTERS && id_parse(&n.id, word, &none)) {
        n.kind = NAMED_RECORD;
        if (!named_record(&n, r, word, err))
            return false;
    } else if (word.n > 1 && word.p[0] == 's' &&
               (word.n == STATEMENT_LETTERS || (word.p[1] >= '0' && word.p[1] <= '9'))) {
        n.kind = NAMED_STATEMENT;
        if (!named_statement(&n, r, word, err))
            return false;
    } else if (word.n == PROPOSAL_LETTERS) {
        n.kind = NAMED_PROPOSAL;
        n.proposal = word;
    } else {
        (void)err_set(err, E_USAGE, "not an id");
        (void)err_detail(err,
                         "%.*s is no id: a record has 26 letters and digits, a statement is s and "
                         "a number, a proposal has 10 letters and digits",
                         FS(app_short(r, word)));
        return false;
    }
    *out = n;
    return true;
}

bool app_record(struct named *out, struct run *r, struct str word, struct err *err)
{
    struct named n;
    if (!app_named(&n, r, word, err))
        return false;
    if (n.kind != NAMED_RECORD) {
        (void)err_set(err, E_USAGE, "not the id of a record");
        return err_detail(err, "%.*s is not the id of a record (26 letters and digits)",
                          FS(app_short(r, word)));
    }
    *out = n;
    return true;
}

bool app_statement(int64_t *out, struct run *r, struct str word, struct err *err)
{
    struct named n;
    if (!app_named(&n, r, word, err))
        return false;
    if (n.kind != NAMED_STATEMENT) {
        (void)err_set(err, E_USAGE, "not a statement");
        return err_detail(err, "%.*s is not a statement (s and a number, as 'show' prints it)",
                          FS(app_short(r, word)));
    }
    *out = n.no;
    return true;
}

bool app_what(struct ref *out, struct run *r, struct str word, struct err *err)
{
    struct named n;
    if (!app_named(&n, r, word, err))
        return false;
    if (n.kind == NAMED_PROPOSAL) {
        (void)err_set(err, E_USAGE, "a proposal is not recorded yet");
        return err_detail(err,
                          "%.*s was found in a text and is not recorded yet: 'cairn accept' it "
                          "first",
                          FS(app_short(r, word)));
    }
    if (n.kind == NAMED_STATEMENT)
        return journal_ref(out, r->app->v->db, n.no, err);
    *out = ref_record(n.id);
    return true;
}

bool app_type(int *out, struct run *r, struct str word, struct err *err)
{
    const struct schema *s = r->app->schema;
    const struct record_type *t = schema_type_by_id(s, word);
    if (!t && str_ends(word, S("s")))
        t = schema_type_by_id(s, str_part(word, 0, word.n - 1));
    if (t && !t->part) {
        *out = t->number;
        return true;
    }
    struct buf b = buf_in(r->a, 4096);
    for (isize i = 0; i < s->types.n; i++)
        if (!s->types.at[i].part)
            buf_addf(&b, "%s%.*s", b.n ? ", " : "", FS(s->types.at[i].id));
    (void)err_set(err, E_USAGE, "no such type of record");
    return err_detail(err, "%.*s is no type. There are: %.*s", FS(app_short(r, word)),
                      FS(buf_str(&b)));
}

bool app_property(const struct property **out, struct run *r, struct str word, struct err *err)
{
    const struct schema *s = r->app->schema;
    const struct property *p = schema_property_by_id(s, word);
    if (!p)
        p = schema_property_by_id(s, str_format(r->a, "core:%.*s", FS(app_short(r, word))));
    if (p) {
        *out = p;
        return true;
    }
    (void)err_set(err, E_USAGE, "no such property");
    return err_detail(err, "%.*s is no property; 'cairn list properties' shows them",
                      FS(app_short(r, word)));
}

bool app_link(struct run *r, bool linked, struct str reason, struct err *err)
{
    struct named a, b;
    if (!app_record(&a, r, r->operands.at[0].s, err) ||
        !app_record(&b, r, r->operands.at[1].s, err) ||
        !record_link(&r->app->w, &a.id, &b.id, linked, reason, err))
        return false;
    print_bool(r->out, "linked", N_("Linked"), linked);
    return true;
}

bool app_sees_all(const struct run *r)
{
    return r->app->w.reader.gate.clearance >= SENSITIVITY_SECRET;
}

struct str app_member(struct run *r, const struct id *member)
{
    struct record rec;
    struct err none = {0};
    if (record_load_id(&rec, &r->app->w.reader, member, r->a, &none)) {
        const struct fact *f = record_fact(&rec, P_MEMBER_PSEUDONYM);
        if (f)
            return f->s.value.text;
    }
    return str_format(r->a, "member %02x%02x", member->b[14], member->b[15]);
}
