/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/opts.h"
#include "test.h"

enum { O_FROM, O_MAX, O_FORM, O_TAG, O_DRY };
static const struct opt add_opts[] = {
    [O_FROM] = {"from", OPT_TEXT, .value = "WHO", .help = "who gave it", .letter = 'f'},
    [O_MAX] = {"max", OPT_INT, .value = "N", .help = "how many", .min = 1, .max = 10},
    [O_FORM] = {"form", OPT_CHOICE, .value = "text|pdf|docx", .help = "which form"},
    [O_TAG] = {"tag", OPT_TEXT, .value = "TAG", .help = "a tag", .many = true},
    [O_DRY] = {"dry-run", OPT_FLAG, .help = "only say"},
    {0},
};
static const struct operand add_operands[] = {
    {"CASE", OPT_TEXT, .help = "where to"},
    {"FILE", OPT_FILE, .many = true, .optional = true, .help = "a document"},
    {0},
};
static const struct opt give_opts[] = {
    {"by", OPT_TEXT, .value = "WHO", .help = "who gave it", .required = true},
    {0},
};
static const struct operand set_operands[] = {
    {"N", OPT_INT, .min = -5, .max = 5, .help = "a number"},
    {"VALUE", OPT_ANY, .optional = true, .help = "anything"},
    {0},
};
static const struct cmd add = {.name = "add", .operands = add_operands, .opts = add_opts};
static const struct cmd give = {.name = "consent give", .opts = give_opts};
static const struct cmd consent = {.name = "consent"};
static const struct cmd set = {.name = "set", .operands = set_operands};
static const struct cmd *const table[] = {&add, &consent, &give, &set, NULL};

/* The words of a line, cut at spaces; '~' stands for an empty word. */
static struct str_list words(struct test *t, const char *line)
{
    struct str_list l = {0};
    struct str rest = str_from_c(line), word;
    bool more = rest.n > 0;
    while (more) {
        more = str_cut(rest, ' ', &word, &rest);
        str_list_add(&l, str_eq(word, S("~")) ? S("") : word, t->a);
    }
    return l;
}

static struct opts parsed(struct test *t, const char *line)
{
    struct opts o = {0};
    struct str_list l = words(t, line);
    CHECK_OK(opts_parse(&o, table, &l, LANG_EN, t->a, &err));
    return o;
}

/* A line is refused, with a detail that has this part. */
static void check_refused(struct test *t, const char *line, struct str part)
{
    struct opts o = {0};
    struct err err = {0};
    struct str_list l = words(t, line);
    CHECK(!opts_parse(&o, table, &l, LANG_EN, t->a, &err));
    CHECK_INT(err.code, E_USAGE);
    CHECK(!o.cmd); /* outputs are untouched */
    if (str_find(str_from_c(err.detail), part) < 0)
        test_fail(__FILE__, __LINE__, "'%s': '%s' has no '%.*s'", line, err.detail, FS(part));
}
#define CHECK_REFUSED(line, part) check_refused(t, line, S(part))

TEST(a_line_is_read_by_its_command_s_tables)
{
    struct opts o =
        parsed(t, "-C /v add --from=Kim --max 7 case one.pdf --form pdf two.pdf --json");
    CHECK(o.cmd == &add);
    CHECK_STR(o.common[COMMON_VAULT].s, S("/v"));
    CHECK(o.common[COMMON_JSON].given && !o.common[COMMON_HELP].given);
    CHECK_STR(o.opt[O_FROM].s, S("Kim"));
    CHECK_INT(o.opt[O_MAX].i, 7);
    CHECK_INT(o.opt[O_FORM].i, 1);
    CHECK(!o.opt[O_DRY].given);
    CHECK_INT(o.operands.n, 3);
    CHECK_STR(o.operands.at[2].s, S("two.pdf"));
}

TEST(short_forms_take_their_value_attached_or_apart)
{
    CHECK_STR(parsed(t, "add -fKim c").opt[O_FROM].s, S("Kim"));
    CHECK_STR(parsed(t, "add -f Kim c").opt[O_FROM].s, S("Kim"));
    CHECK_STR(parsed(t, "add c -C/v").common[COMMON_VAULT].s, S("/v"));
}

TEST(after_two_dashes_everything_is_an_operand)
{
    struct opts o = parsed(t, "add c -- --from -x --");
    CHECK_INT(o.operands.n, 4);
    CHECK_STR(o.operands.at[1].s, S("--from"));
    CHECK_STR(o.operands.at[3].s, S("--"));
    CHECK_STR(parsed(t, "add -").operands.at[0].s, S("-"));
}

TEST(an_option_that_may_repeat_keeps_all_its_values)
{
    struct opts o = parsed(t, "add c --tag a --tag=b --tag c");
    CHECK_INT(o.opt[O_TAG].all.n, 3);
    CHECK_STR(o.opt[O_TAG].all.at[1], S("b"));
    CHECK_STR(o.opt[O_TAG].s, S("c"));
}

TEST(the_longest_name_of_a_command_wins)
{
    CHECK(parsed(t, "consent give --by me").cmd == &give);
    CHECK(parsed(t, "consent").cmd == &consent);
    CHECK_REFUSED("consent take", "does not know what to do with 'take'");
}

TEST(operands_follow_their_table)
{
    CHECK_INT(parsed(t, "set 3").operands.at[0].i, 3);
    CHECK_INT(parsed(t, "set -- -3").operands.at[0].i, -3);
    CHECK_STR(parsed(t, "set 3 ~").operands.at[1].s, S(""));
    CHECK_REFUSED("set 6", "N is a whole number from -5 to 5, not '6'");
    CHECK_REFUSED("set", "'cairn set' needs N: a number");
    CHECK_REFUSED("set 1 2 3", "does not know what to do with '3'");
    CHECK_REFUSED("add", "needs CASE");
    CHECK_REFUSED("add ~", "CASE is empty");
}

TEST(what_is_wrong_is_said_with_what_was_meant)
{
    CHECK_REFUSED("ad c", "no command 'ad'; did you mean 'add'?");
    CHECK_REFUSED("add c --form=pfd",
                  "--form is one of text|pdf|docx, not 'pfd'; did you mean 'pdf'?");
    CHECK_REFUSED("add c --forn x", "no option '--forn'; did you mean '--form'?");
    CHECK_REFUSED("add c --zzz", "write '--' before");
    CHECK_REFUSED("add c -z", "no option '-z'");
    CHECK_REFUSED("add c --from", "--from needs a value: WHO, who gave it");
    CHECK_REFUSED("add c --from a --from b", "--from is given twice");
    CHECK_REFUSED("add c --from ~", "--from is empty");
    CHECK_REFUSED("add c --dry-run=yes", "--dry-run takes no value");
    CHECK_REFUSED("add c --max 11", "--max is a whole number from 1 to 10, not '11'");
    CHECK_REFUSED("add c --max 1x", "not '1x'");
    CHECK_REFUSED("add c --from \xff\xfe", "--from is not UTF-8 text");
    CHECK_REFUSED("consent give", "needs --by WHO: who gave it");
    CHECK_REFUSED("--from x add", "does not stand before a command");
    CHECK_REFUSED("-- add", "does not stand before a command");
}

TEST(help_is_given_although_something_is_missing)
{
    CHECK(parsed(t, "add --help").common[COMMON_HELP].given);
    CHECK(parsed(t, "consent give -h").common[COMMON_HELP].given);
    CHECK(!parsed(t, "").cmd);
}

TEST(any_words_are_read_or_refused_as_usage)
{
    static const char *const some[] = {"add",   "-C",     "--",         "-",       "--from",
                                       "--max", "3",      "--form=pdf", "consent", "give",
                                       "--by",  "--json", "-h",         "set",     "x"};
    for (int i = 0; i < 5000; i++) {
        struct str_list l = {0};
        for (uint64_t n = test_random(t, 8); n > 0; n--)
            str_list_add(&l,
                         test_random(t, 4) ? str_from_c(some[test_random(t, COUNTOF(some))])
                                           : test_random_text(t, 12),
                         t->a);
        struct opts o = {0};
        struct err err = {0};
        if (!opts_parse(&o, table, &l, LANG_EN, t->a, &err))
            CHECK(err.code == E_USAGE && err.detail[0]);
    }
}
