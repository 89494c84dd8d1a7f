/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "act/kept.h"
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/print.h"
#include "record/ids.h"
#include "sys/file.h"

enum {
    O_TO,
    O_CASE,
    O_LANGUAGE,
    O_FROM,
    O_LETTERHEAD,
    O_SIGNED,
    O_PLACE,
    O_STATE,
    O_ORIGIN,
    O_OUT
};

static const struct opt opts[] = {
    [O_TO] = {"to", OPT_TEXT, .value = "ID",
              .help = N_("the addressee: an office ('list offices')")},
    [O_CASE] = {"case", OPT_TEXT, .value = "ID",
                .help = N_("an action: only the events it is about (else all)")},
    [O_LANGUAGE] = {"language", OPT_CHOICE, .value = "en|ko|zh-Hans|zh-Hant",
                    .help = N_("the language of the letter (en)")},
    [O_FROM] = {"from", OPT_TEXT, .value = "NAME", .help = N_("the organisation that writes")},
    [O_LETTERHEAD] = {"letterhead", OPT_TEXT, .value = "LINE", .many = true,
                      .help = N_("a line of the letterhead; may be given again")},
    [O_SIGNED] = {"signed", OPT_TEXT, .value = "NAME", .help = N_("who signs")},
    [O_PLACE] = {"place", OPT_TEXT, .value = "PLACE", .help = N_("where it is written")},
    [O_STATE] = {"state", OPT_TEXT, .value = "CODE",
                 .help = N_("the state addressed, as in CHN: for its obligations")},
    [O_ORIGIN] = {"to-origin", OPT_FLAG,
                  .help = N_("the state that people fled may read it: this was decided")},
    [O_OUT] = {"out", OPT_FILE, .value = "NAME",
               .help = N_("write NAME.pdf and NAME.txt; anyone can read those files")},
    {0},
};
static const struct column left_columns[] = {
    {"what", N_("Left out"), false},
    {"why", N_("Because"), false},
    {"which", N_("Statements"), false},
    {NULL, NULL, false},
};
static const struct column advice_columns[] = {
    {"why", N_("Because"), false},
    {"advice", N_("What helps"), false},
    {NULL, NULL, false},
};
static const struct column office_columns[] = {
    {"id", N_("Id"), false},
    {"title", N_("Office"), false},
    {"address", N_("Address"), false},
    {NULL, NULL, false},
};

static bool list_offices(struct run *r, struct err *err)
{
    struct record_refs l;
    if (!letter_offices(&l, &r->app->w, r->a, err))
        return false;
    print_table(r->out, "offices", N_("A letter can go to (--to)"), office_columns);
    for (isize i = 0; i < l.n; i++) {
        struct record office;
        if (!record_load(&office, &r->app->w.reader, l.at[i].row, r->a, err))
            return false;
        const struct fact *address = record_fact(&office, P_ADDRESS);
        print_row(r->out);
        print_cell_str(r->out, id_write(r->a, &l.at[i].id));
        print_cell_str(r->out, l.at[i].title);
        print_cell_str(r->out, address ? address->s.value.text : (struct str){0});
    }
    print_end(r->out);
    return true;
}

static bool order_of(struct letter_order *o, struct run *r, struct err *err)
{
    static const enum language languages[] = {LANG_EN, LANG_KO, LANG_ZH_HANS, LANG_ZH_HANT};
    struct named n;
    if (!app_record(&n, r, r->opt[O_TO].s, err))
        return false;
    *o = (struct letter_order){.office = n.id,
                               .organisation = r->opt[O_FROM].s,
                               .signatory = r->opt[O_SIGNED].s,
                               .place = r->opt[O_PLACE].s,
                               .state = r->opt[O_STATE].s,
                               .to_origin = r->opt[O_ORIGIN].given,
                               .letterhead = r->opt[O_LETTERHEAD].all,
                               .lang =
                                   languages[r->opt[O_LANGUAGE].given ? r->opt[O_LANGUAGE].i : 0]};
    if (!o->organisation.n) {
        (void)err_set(err, E_USAGE, "nobody writes");
        return err_detail(err, "say who writes: --from \"Name of the organisation\"");
    }
    o->has_case = r->opt[O_CASE].given;
    if (o->has_case) {
        if (!app_record(&n, r, r->opt[O_CASE].s, err))
            return false;
        o->case_id = n.id;
    }
    return true;
}

/* What a person has edited since must not be written over. */
static bool check_free(struct run *r, struct err *err)
{
    static const char *const ends[] = {"pdf", "txt"};
    for (isize i = 0; i < COUNTOF(ends); i++) {
        struct str path = str_format(r->a, "%.*s.%s", FS(r->opt[O_OUT].s), ends[i]);
        struct file_info info;
        if (!file_stat(&info, r->sys, path, err))
            return false;
        if (info.kind != FILE_NONE) {
            (void)err_set(err, E_CONFLICT, "the file exists");
            return err_detail(err, "%.*s is there already: choose another name.",
                              FS(app_short(r, path)));
        }
    }
    return true;
}

static bool note_left(struct run *r, const struct id *letter, struct str pdf, struct str text,
                      struct err *err)
{
    struct hash sums[] = {hash_sha256(pdf), hash_sha256(text)};
    return letter_note_left(&r->app->w, letter, sums, COUNTOF(sums), err);
}

/* The journal first: a copy that left and is not noted is one that nobody can find again. */
static bool write_files(struct run *r, const struct letter *l, const struct letter_order *o,
                        struct err *err)
{
    struct str pdf, text, out = r->opt[O_OUT].s;
    struct id id;
    if (!check_free(r, err) || !paper_letter_pdf(&pdf, &l->paper, r->a, err) ||
        !paper_letter_text(&text, &l->paper, r->a, err) ||
        !letter_keep(&id, &r->app->w, l, o, err) || !note_left(r, &id, pdf, text, err) ||
        !file_write(r->sys, str_format(r->a, "%.*s.pdf", FS(out)), pdf, 0600, err) ||
        !file_write(r->sys, str_format(r->a, "%.*s.txt", FS(out)), text, 0600, err))
        return false;
    print_str(r->out, "letter", N_("Letter"), id_write(r->a, &id));
    print_str(r->out, "pdf", N_("PDF"), str_format(r->a, "%.*s.pdf", FS(out)));
    run_tell(r, msg(r->lang,
                    TR("These files can be read by anyone who gets them: delete them when sent.")));
    return true;
}

static void print_left(struct run *r, const struct letter *l)
{
    enum language lang = r->app->w.reader.lang;
    print_table(r->out, "left_out", N_("What was left out"), left_columns);
    for (isize i = 0; i < l->left.n; i++) {
        print_row(r->out);
        print_cell_str(r->out, l->left.at[i].what);
        print_cell_str(r->out, msg(lang, l->left.at[i].why));
        print_cell_str(r->out, l->left.at[i].which);
    }
    print_end(r->out);
}

/* What a person can do about it, each thing once. */
static void print_advice(struct run *r, const struct letter *l)
{
    enum language lang = r->app->w.reader.lang;
    print_table(r->out, "advice", N_("What helps"), advice_columns);
    for (isize i = 0; i < l->left.n; i++) {
        const struct left_out *x = &l->left.at[i];
        bool told = !x->advice;
        for (isize k = 0; !told && k < i; k++)
            told = l->left.at[k].advice == x->advice;
        if (told)
            continue;
        print_row(r->out);
        print_cell_str(r->out, msg(lang, x->why));
        print_cell_str(r->out, msg(lang, x->advice));
    }
    print_end(r->out);
}

static bool print_text(struct run *r, const struct letter *l, struct err *err)
{
    struct str text, line;
    if (!paper_letter_text(&text, &l->paper, r->a, err))
        return false;
    if (r->json)
        print_str(r->out, "text", NULL, text);
    while (!r->json && str_line(&text, &line))
        print_line(r->out, line);
    return true;
}

static bool run(struct run *r, struct err *err)
{
    struct letter_order o;
    struct letter l;
    if (!r->opt[O_TO].given)
        return list_offices(r, err);
    if (!order_of(&o, r, err) || !letter_compose(&l, &r->app->w, law_builtin(r->a), &o, r->a, err))
        return false;
    if (r->opt[O_OUT].given) {
        if (!write_files(r, &l, &o, err))
            return false;
    } else if (!print_text(r, &l, err)) {
        return false;
    }
    print_str(r->out, "addressee", N_("To"), l.addressee);
    print_int(r->out, "facts", N_("Facts used"), l.use_n);
    print_int(r->out, "unchecked", N_("Not checked"), l.unchecked);
    print_left(r, &l);
    print_advice(r, &l);
    return true;
}

const struct cmd cmd_letter = {
    .name = "letter",
    .summary = N_("compose a draft letter to an official from what is recorded"),
    .group = N_("Acting"),
    .needs = NEEDS_VAULT_WRITE,
    .opts = opts,
    .run = run,
};
