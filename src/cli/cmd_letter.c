/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "act/final.h"
#include "cli/app.h"
#include "cli/cmds.h"
#include "cli/letters.h"
#include "cli/print.h"
#include "record/ids.h"
#include "record/statement_name.h"
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
    O_KEEP,
    O_CHECK,
    O_FINAL,
    O_UNCONFIRMED,
    O_LATE,
    O_ALONE,
    O_APPROVE,
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
    [O_KEEP] = {"keep", OPT_FLAG, .help = N_("keep it as a draft, to be changed and finished")},
    [O_CHECK] = {"check", OPT_FLAG, .help = N_("of a kept letter: what stands in the way")},
    [O_FINAL] = {"final", OPT_FLAG, .help = N_("of a kept letter: make it final, for good")},
    [O_UNCONFIRMED] = {"unconfirmed", OPT_TEXT, .value = "WHY",
                       .help = N_("why it goes to an address that nobody confirmed")},
    [O_LATE] = {"late", OPT_TEXT, .value = "WHY",
                .help = N_("why it goes though its action is over")},
    [O_ALONE] = {"alone", OPT_TEXT, .value = "WHY",
                 .help = N_("why nobody else looks at it first")},
    [O_APPROVE] = {"approve", OPT_FLAG,
                   .help = N_("another member looked at the final letter: it can go")},
    [O_OUT] = {"out", OPT_FILE, .value = "NAME",
               .help = N_("write NAME.pdf and NAME.txt; anyone can read those files")},
    {0},
};
static const struct operand operands[] = {
    {"LETTER", OPT_TEXT, .optional = true,
     .help = N_("a kept letter: its id, or its number once it is final")},
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
        bool wanted = true;
        if (!record_load(&office, &r->app->w.reader, l.at[i].row, r->a, err) ||
            (r->opt[O_STATE].given &&
             !letter_office_is_of(&wanted, &r->app->w, &office, r->opt[O_STATE].s, r->a, err)))
            return false;
        if (!wanted)
            continue;
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
static bool write_files(struct run *r, const struct id *id, struct str pdf, struct str text,
                        struct err *err)
{
    struct str out = r->opt[O_OUT].s;
    if (!note_left(r, id, pdf, text, err) ||
        !file_write(r->sys, str_format(r->a, "%.*s.pdf", FS(out)), pdf, 0600, err) ||
        !file_write(r->sys, str_format(r->a, "%.*s.txt", FS(out)), text, 0600, err))
        return false;
    print_str(r->out, "pdf", N_("PDF"), str_format(r->a, "%.*s.pdf", FS(out)));
    run_tell(r, msg(r->lang,
                    TR("These files can be read by anyone who gets them: delete them when sent.")));
    return true;
}

static bool keep_new(struct run *r, const struct letter *l, const struct letter_order *o,
                     struct err *err)
{
    struct str pdf, text;
    struct id id;
    bool out = r->opt[O_OUT].given;
    if ((out && (!check_free(r, err) || !paper_letter_pdf(&pdf, &l->paper, r->a, err) ||
                 !paper_letter_text(&text, &l->paper, r->a, err))) ||
        !letter_keep(&id, &r->app->w, l, o, err))
        return false;
    print_str(r->out, "letter", N_("Letter"), id_write(r->a, &id));
    return !out || write_files(r, &id, pdf, text, err);
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

static void print_words(struct run *r, struct str text)
{
    struct str line;
    if (r->json)
        print_str(r->out, "text", NULL, text);
    while (!r->json && str_line(&text, &line))
        print_line(r->out, line);
}

static bool print_text(struct run *r, const struct paper_letter *l, struct err *err)
{
    struct str text;
    if (!paper_letter_text(&text, l, r->a, err))
        return false;
    print_words(r, text);
    return true;
}

static bool run_new(struct run *r, struct err *err)
{
    struct letter_order o;
    struct letter l;
    if (!r->opt[O_TO].given)
        return list_offices(r, err);
    if (!order_of(&o, r, err) || !letter_compose(&l, &r->app->w, law_builtin(r->a), &o, r->a, err))
        return false;
    if (r->opt[O_OUT].given || r->opt[O_KEEP].given) {
        if (!keep_new(r, &l, &o, err))
            return false;
    } else if (!print_text(r, &l.paper, err)) {
        return false;
    }
    print_str(r->out, "addressee", N_("To"), l.addressee);
    print_int(r->out, "facts", N_("Facts used"), l.use_n);
    print_int(r->out, "unchecked", N_("Not checked"), l.unchecked);
    print_left(r, &l);
    print_advice(r, &l);
    return true;
}

/* ---- a letter that was kept */

static const char *solved_by(const struct point *p)
{
    switch (p->about) {
    case POINT_FACT: return TR("read it against its passage: cairn serve, or cairn show STATEMENT");
    case POINT_SENTENCE: return TR("change the sentence: cairn serve");
    case POINT_DIFFER: return TR("cairn conflicts --prefer STATEMENT chooses");
    case POINT_ADDRESS:
        return TR("cairn address confirm OFFICE --how telephoned, or --unconfirmed WHY");
    case POINT_OVER: return TR("--late WHY");
    case POINT_ORIGIN: return TR("write a new letter");
    case POINT_SIGNER:
    case POINT_EMPTY: return NULL;
    }
    UNREACHABLE();
}

static void print_ready(struct run *r, const struct ready *x)
{
    static const struct column columns[] = {
        {"red", N_("Stops it"), false},     {"say", N_("What"), false},
        {"which", N_("Where"), false},      {"statement", N_("Statement"), false},
        {"solve", N_("What helps"), false}, {NULL, NULL, false}};
    enum language lang = r->app->w.reader.lang;
    print_int(r->out, "reds", N_("Points that stop it"), x->reds);
    print_bool(r->out, "needs_address", N_("The address must be confirmed"), x->needs_address);
    print_bool(r->out, "needs_late", N_("The action is over"), x->needs_late);
    print_bool(r->out, "alone", N_("Nobody else can look at it"), x->alone);
    print_table(r->out, "points", N_("Before you send"), columns);
    for (isize i = 0; i < x->points.n; i++) {
        const struct point *p = &x->points.at[i];
        const char *solve = solved_by(p);
        print_row(r->out);
        print_cell_bool(r->out, p->red);
        print_cell_str(r->out, msg(lang, p->say));
        print_cell_str(r->out, p->which);
        print_cell_str(r->out, p->fact.no ? statement_name(&r->app->w, p->fact.no, r->a) : S(""));
        print_cell_str(r->out, solve ? msg(lang, solve) : S(""));
    }
    print_end(r->out);
}

static bool run_final(struct run *r, const struct kept *k, struct err *err)
{
    struct str number;
    struct final_order o = {r->opt[O_UNCONFIRMED].s, r->opt[O_LATE].s, r->opt[O_ALONE].s};
    if (!letter_final(&number, &r->app->w, &k->id, &o, r->a, err))
        return false;
    print_str(r->out, "number", N_("Our number"), number);
    run_say(r, "It never changes from now on. 'cairn sent' notes how it went.");
    return true;
}

/* As it stands; a final one in its exact words, while all in it may still leave or it has left. */
static bool print_kept(struct run *r, struct kept *k, const struct letter *l, struct err *err)
{
    struct frozen z = {0};
    isize gone = kept_held(k);
    bool draft = k->state == TERM_LETTER_STATE_DRAFT, out = r->opt[O_OUT].given;
    if (draft ? !paper_letter_text(&z.text, &l->paper, r->a, err) ||
                    !paper_letter_pdf(&z.pdf, &l->paper, r->a, err)
              : !letter_frozen(&z, &r->app->w, k, r->a, err))
        return false;
    if (out && gone && k->state == TERM_LETTER_STATE_FINAL) {
        (void)err_set(err, E_DENIED, "a sentence may not leave any more");
        return err_detail(err, "Since it was made final, a sentence in it may not leave any more. "
                               "Write a new letter.");
    }
    print_str(r->out, "letter", N_("Letter"), id_write(r->a, &k->id));
    if (k->number.n)
        print_str(r->out, "number", N_("Our number"), k->number);
    if (out)
        return kept_origin(&r->app->w, k, r->a, err) && check_free(r, err) &&
               write_files(r, &k->id, z.pdf, z.text, err);
    print_words(r, z.text);
    return true;
}

static bool run_kept(struct run *r, struct err *err)
{
    struct kept k;
    struct letter l;
    struct ready x;
    if (!app_letter(&k, r, r->operands.at[0].s, err) || !kept_paper(&l, &r->app->w, &k, r->a, err))
        return false;
    if (r->opt[O_FINAL].given)
        return run_final(r, &k, err);
    if (r->opt[O_APPROVE].given)
        return letter_approve(&r->app->w, &k, err);
    if (r->opt[O_CHECK].given) {
        if (!letter_ready(&x, &r->app->w, &k, &l, r->a, err))
            return false;
        print_ready(r, &x);
        return true;
    }
    if (!print_kept(r, &k, &l, err))
        return false;
    print_str(r->out, "addressee", N_("To"), l.addressee);
    print_int(r->out, "facts", N_("Facts used"), l.use_n);
    print_int(r->out, "unchecked", N_("Not checked"), l.unchecked);
    print_left(r, &l);
    return true;
}

static bool run(struct run *r, struct err *err)
{
    return r->operands.n ? run_kept(r, err) : run_new(r, err);
}

const struct cmd cmd_letter = {
    .name = "letter",
    .summary = N_("compose a letter to an official from what is recorded, check it, make it final"),
    .group = N_("Acting"),
    .needs = NEEDS_VAULT_WRITE,
    .operands = operands,
    .opts = opts,
    .run = run,
};
