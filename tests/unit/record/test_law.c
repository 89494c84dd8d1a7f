/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/law.h"

#include "record/law_table.h"
#include "record/schema.h"
#include "test.h"

#include <stdio.h>

static const struct law_instrument *named(struct test *t, const struct law *l, const char *name)
{
    struct law_named n = law_find(l, str_from_c(name));
    if (!n.instrument)
        test_fail(__FILE__, __LINE__, "'%s' is not known", name);
    (void)t;
    return n.instrument;
}

static struct law_status on(struct test *t, const struct law *l, const char *name,
                            const char *state, int64_t day)
{
    return law_status_on(l, named(t, l, name), str_from_c(state), day, t->a);
}

#define DAY(y, m, d) day_from_ymd(y, m, d)

TEST(law_of_the_program_parses)
{
    const struct law *l = law_builtin(t->a);
    CHECK(l->instruments.n >= 65);
    CHECK(l->acts.n >= 340);
    CHECK(l->articles.n >= 200);
    CHECK(l->mechanisms.n >= 35);
    CHECK(l->recommendations.n >= 81);
    CHECK(law_instrument(l, S("CAT")) != NULL);
    CHECK(law_instrument(l, S("nothing")) == NULL);
    CHECK(law_mechanism(l, S("SP-WGEID")) != NULL);
}

TEST(china_is_bound_by_the_refugee_convention_ninety_days_after_its_accession)
{
    const struct law *l = law_builtin(t->a);
    struct law_status s = on(t, l, "CSR51", "CHN", DAY(1982, 12, 23));
    CHECK(s.standing == LAW_BOUND && s.verified && s.from_verified);
    CHECK_INT(s.act->act, TERM_TREATY_ACT_ACCEDED);
    CHECK_STR(s.act->date.text, S("1982-09-24"));
    CHECK_STR(day_text(s.from.lo, t->a), S("1982-12-23"));
    CHECK_INT(s.from.lo, s.from.hi);
    CHECK_STR(s.how, S("1982-09-24 and 90 days, art. 43(2)"));
    CHECK(on(t, l, "CSR51", "CHN", DAY(1982, 12, 22)).standing == LAW_NOT_YET);
    CHECK(on(t, l, "CSR51", "CHN", DAY(1982, 9, 23)).standing == LAW_NOT_PARTY);
    CHECK_STR(day_text(on(t, l, "1967 Protocol", "CHN", 0).from.lo, t->a), S("1982-09-24"));
}

TEST(bound_days_follow_each_treaty_s_rule)
{
    static const struct {
        const char *name, *state, *day;
    } known[] = {
        {"CAT", "CHN", "1988-11-03"},    /* ratified 1988-10-04, thirtieth day */
        {"CAT", "RUS", "1987-06-26"},    /* ratified before the treaty was in force */
        {"ICCPR", "KOR", "1990-07-10"},  /* three months */
        {"CSR51", "GBR", "1954-06-09"},  /* after the sixth deposit, before the treaty's day */
        {"ICPPED", "THA", "2024-06-13"}, /* said so by its Foreign Ministry */
        {"ROME", "KOR", "2003-02-01"},   /* ratified 2002-11-13; first of the month after day 60 */
        {"CRC", "CHN", "1992-04-01"},
    };
    const struct law *l = law_builtin(t->a);
    for (isize i = 0; i < COUNTOF(known); i++) {
        struct law_status s = on(t, l, known[i].name, known[i].state, DAY(2026, 1, 1));
        CHECK(s.standing == LAW_BOUND);
        CHECK_STR(day_text(s.from.lo, t->a), str_from_c(known[i].day));
    }
}

TEST(china_only_signed_the_covenant)
{
    const struct law *l = law_builtin(t->a);
    struct law_status s = on(t, l, "ICCPR", "CHN", DAY(2006, 5, 14));
    CHECK(s.standing == LAW_SIGNED && s.verified && !s.stale);
    CHECK_STR(s.act->date.text, S("1998-10-05"));
    CHECK(on(t, l, "ICCPR", "CHN", DAY(1998, 10, 4)).standing == LAW_NOT_PARTY);
    /* nobody looked after the as-of: still the best answer, not a checked one */
    s = on(t, l, "ICCPR", "CHN", DAY(2026, 1, 1));
    CHECK(s.standing == LAW_SIGNED && s.stale && !s.verified);
}

TEST(not_party_is_only_known_until_somebody_looked)
{
    const struct law *l = law_builtin(t->a);
    struct law_status s = on(t, l, "CSR51", "PRK", DAY(2014, 1, 1));
    CHECK(s.standing == LAW_NOT_PARTY && s.verified);
    s = on(t, l, "CSR51", "PRK", DAY(2024, 1, 1));
    CHECK(s.standing == LAW_NOT_PARTY && !s.verified && s.stale);
    CHECK(on(t, l, "CSR51", "FRA", DAY(2014, 1, 1)).standing == LAW_UNKNOWN);
    CHECK(on(t, l, "UDHR", "CHN", DAY(2014, 1, 1)).standing == LAW_NOT_BINDING);
}

TEST(a_date_checked_to_its_month_leaves_that_month_open)
{
    const struct law *l = law_builtin(t->a);
    struct law_status s = on(t, l, "ICPPED", "KOR", DAY(2024, 1, 1));
    CHECK(s.standing == LAW_BOUND && s.verified);
    CHECK_STR(day_text(s.from.lo, t->a), S("2023-01-31"));
    CHECK_STR(day_text(s.from.hi, t->a), S("2023-03-02"));
    s = on(t, l, "ICPPED", "KOR", DAY(2023, 2, 10));
    CHECK(s.standing == LAW_BOUND && !s.verified);
    CHECK(on(t, l, "UNTOC", "PRK", DAY(2020, 1, 1)).standing == LAW_BOUND);
    CHECK(!on(t, l, "UNTOC", "PRK", DAY(2020, 1, 1)).verified);
}

TEST(who_left_is_no_longer_bound)
{
    const struct law *l = law_builtin(t->a);
    CHECK(on(t, l, "ECHR", "RUS", DAY(2020, 1, 1)).standing == LAW_BOUND);
    CHECK(on(t, l, "ECHR", "RUS", DAY(2023, 1, 1)).standing == LAW_ENDED);
    CHECK(!on(t, l, "ECHR", "RUS", DAY(2023, 1, 1)).verified);
}

TEST(a_year_beside_a_name_is_understood_and_judged)
{
    const struct law *l = law_builtin(t->a);
    struct law_named n = law_find(l, S("1987 Convention against Torture"));
    CHECK_STR(n.instrument->id, S("CAT"));
    CHECK(n.year_is == LAW_YEAR_IN_FORCE && n.year == 1987);
    CHECK_STR(n.instrument->adopted.text, S("1984-12-10"));
    CHECK_STR(n.instrument->in_force.text, S("1987-06-26"));
    CHECK(law_find(l, S("Convention against Torture of 1984")).year_is == LAW_YEAR_ADOPTED);
    CHECK(law_find(l, S("Convention against Torture (1975)")).year_is == LAW_YEAR_WRONG);
    CHECK(law_find(l, S("the UN  CONVENTION against torture")).year_is == LAW_YEAR_NONE);
    CHECK(law_find(l, S("1951 Refugee Convention")).year_is == LAW_YEAR_ADOPTED);
    CHECK_STR(law_find(l, S("1967 Protocol")).instrument->id, S("CSR67P"));
    CHECK(law_find(l, S("Convention against Everything")).instrument == NULL);
    CHECK(law_find(l, S("")).instrument == NULL);
    CHECK(law_find(l, S("1987")).instrument == NULL);
}

TEST(names_are_found_in_korean_and_both_chinese_scripts)
{
    static const struct {
        const char *name, *id;
    } names[] = {
        {"고문방지협약", "CAT"},
        {"1951년 난민협약", "CSR51"},
        {"難民公約", "CSR51"},
        {"禁止酷刑公約", "CAT"},
        {"反酷刑公约", "CAT"},
        {"关于难民地位的公约", "CSR51"},
        {"關於難民地位的公約", "CSR51"},
        {"儿童权利公约", "CRC"},
        {"세계인권선언", "UDHR"},
        {"Convention on the Status of Refugees", "CSR51"},
        {"Rome Statute", "ROME"},
        {"Exit and Entry Administration Law", "domestic:CHN:exit-entry-law"},
    };
    const struct law *l = law_builtin(t->a);
    for (isize i = 0; i < COUNTOF(names); i++)
        CHECK_STR(named(t, l, names[i].name)->id, str_from_c(names[i].id));
}

TEST(versions_of_one_line_are_told_apart)
{
    const struct law *l = law_builtin(t->a);
    struct str line = S("bilateral:CHN-PRK:border");
    static const struct {
        int year;
        const char *id;
    } at[] = {{1960, "bilateral:CHN-PRK:border-1955"},
              {1975, "bilateral:CHN-PRK:border-1964"},
              {1990, "bilateral:CHN-PRK:border-1986"},
              {2023, "bilateral:CHN-PRK:border-1998"}};
    for (isize i = 0; i < COUNTOF(at); i++)
        CHECK_STR(law_version(l, line, DAY(at[i].year, 7, 1))->id, str_from_c(at[i].id));
    CHECK(law_version(l, line, DAY(1950, 1, 1)) == NULL);
    CHECK(law_version(l, S("none"), DAY(2000, 1, 1)) == NULL);
    CHECK_STR(law_find(l, S("Mutual Cooperation Protocol (1998)")).instrument->id,
              S("bilateral:CHN-PRK:border-1998"));
    CHECK(on(t, l, "1986 border protocol", "CHN", DAY(2023, 1, 1)).standing == LAW_ENDED);
    /* a paper of 2006 that cites article 47 cites the code of before 2004 */
    struct str code = S("domestic:PRK:criminal-code");
    CHECK_STR(law_version(l, code, DAY(2006, 5, 14))->id, S("domestic:PRK:criminal-code-2004"));
    CHECK_STR(law_version(l, code, DAY(2004, 2, 1))->id, S("domestic:PRK:criminal-code-1987"));
    CHECK(law_article(l, law_instrument(l, S("domestic:PRK:criminal-code-1987")), S("47")) != NULL);
    CHECK(law_article(l, law_instrument(l, S("domestic:PRK:criminal-code-2004")), S("47")) == NULL);
}

TEST(what_bound_a_state_on_a_day_is_listed)
{
    const struct law *l = law_builtin(t->a);
    struct law_status_list then = {0}, now = {0};
    law_bound_on(&then, l, S("CHN"), DAY(1983, 1, 1), t->a);
    law_bound_on(&now, l, S("CHN"), DAY(2023, 10, 9), t->a);
    CHECK(now.n > then.n);
    bool csr = false, cat = false;
    for (isize i = 0; i < then.n; i++) {
        csr |= str_eq(then.at[i].instrument->id, S("CSR51"));
        cat |= str_eq(then.at[i].instrument->id, S("CAT"));
    }
    CHECK(csr && !cat);
}

TEST(doors_are_open_or_closed_and_say_how_sure)
{
    static const struct {
        const char *mechanism, *state;
        enum law_answer answer;
        bool verified;
    } doors[] = {
        {"TB-HRC", "CHN", LAW_ANSWER_NO, true},         {"TB-HRC", "MNG", LAW_ANSWER_YES, true},
        {"TB-CAT22", "CHN", LAW_ANSWER_NO, false},      {"TB-CAT22", "PRK", LAW_ANSWER_NO, true},
        {"TB-CAT22", "MNG", LAW_ANSWER_UNKNOWN, false}, {"TB-CAT22", "KOR", LAW_ANSWER_YES, false},
        {"TB-CAT20", "CHN", LAW_ANSWER_NO, true},       {"TB-CAT20", "MNG", LAW_ANSWER_YES, true},
        {"TB-CED30", "JPN", LAW_ANSWER_YES, true},      {"TB-CED30", "CHN", LAW_ANSWER_NO, true},
        {"SP-WGEID", "PRK", LAW_ANSWER_YES, true},      {"TB-CRC", "THA", LAW_ANSWER_YES, true},
        {"OHCHR-SEOUL", "PRK", LAW_ANSWER_YES, true},   {"OHCHR-SEOUL", "RUS", LAW_ANSWER_NO, true},
    };
    const struct law *l = law_builtin(t->a);
    for (isize i = 0; i < COUNTOF(doors); i++) {
        struct law_open o = law_is_open(l, law_mechanism(l, str_from_c(doors[i].mechanism)),
                                        str_from_c(doors[i].state), DAY(2022, 1, 1), t->a);
        if (o.answer != doors[i].answer)
            test_fail(__FILE__, __LINE__, "%s %s: %d", doors[i].mechanism, doors[i].state,
                      (int)o.answer);
        if (o.verified != doors[i].verified)
            test_fail(__FILE__, __LINE__, "%s %s: verified is %d", doors[i].mechanism,
                      doors[i].state, o.verified);
    }
    struct law_open o =
        law_is_open(l, law_mechanism(l, S("TB-CED30")), S("THA"), DAY(2024, 6, 12), t->a);
    CHECK(o.answer == LAW_ANSWER_NO);
    o = law_is_open(l, law_mechanism(l, S("TB-CED30")), S("THA"), DAY(2024, 6, 13), t->a);
    CHECK(o.answer == LAW_ANSWER_YES);
}

TEST(spans_are_added_as_calendars_do)
{
    static const struct {
        const char *span;
        int y, m, d;
        const char *want;
    } sums[] = {
        {"day 42", 2000, 6, 7, "2000-07-19"},
        {"day 90", 1982, 9, 24, "1982-12-23"},
        {"month 3", 2023, 11, 30, "2024-02-29"},
        {"month 3", 2022, 11, 30, "2023-02-28"},
        {"month -6", 2024, 1, 23, "2023-07-23"},
        {"year 1", 2024, 2, 29, "2025-02-28"},
        {"month 1", 1969, 12, 31, "1970-01-31"},
        {"day 0", 2000, 1, 1, "2000-01-01"},
        {"day 60 then first of month", 2002, 11, 13, "2003-02-01"},
        {"month 3 then first of month", 2003, 1, 1, "2003-05-01"},
    };
    for (isize i = 0; i < COUNTOF(sums); i++) {
        struct law_span s = {0};
        CHECK_OK(law_span_parse(&s, str_from_c(sums[i].span), &err));
        CHECK_STR(day_text(law_span_add(s, DAY(sums[i].y, sums[i].m, sums[i].d)), t->a),
                  str_from_c(sums[i].want));
    }
    struct law_span s;
    CHECK_FAILS(law_span_parse(&s, S("ninety days"), &err), E_INVALID);
    CHECK_FAILS(law_span_parse(&s, S("day"), &err), E_INVALID);
    CHECK_FAILS(law_span_parse(&s, S("day 99999"), &err), E_INVALID);
    /* months back and forth meet again where no day is cut off */
    for (int i = 0; i < 1000; i++) {
        int64_t day = DAY(1800 + (int)test_random(t, 400), 1 + (int)test_random(t, 12),
                          1 + (int)test_random(t, 28));
        int n = (int)test_random(t, 500);
        struct law_span there = {.unit = LAW_MONTHS, .n = n}, back = {.unit = LAW_MONTHS, .n = -n};
        CHECK_INT(law_span_add(back, law_span_add(there, day)), day);
    }
}

TEST(clocks_stand_in_the_vocabulary)
{
    const struct law *l = law_builtin(t->a);
    const struct vocabulary *v = schema_vocabulary(schema_builtin(t->a), V_CLOCK);
    CHECK_INT(law_clock(l, S("appeal_42_days"))->span.n, 42);
    CHECK(law_clock(l, S("none")) == NULL);
    for (isize i = 0; i < l->clocks.n; i++)
        CHECK(vocabulary_term_by_id(v, l->clocks.at[i].id) != NULL);
}

TEST(recommendation_topics_stand_in_the_vocabulary)
{
    const struct law *l = law_builtin(t->a);
    const struct vocabulary *v = schema_vocabulary(schema_builtin(t->a), V_TOPIC);
    for (isize i = 0; i < l->recommendations.n; i++) {
        struct str rest = l->recommendations.at[i].topics, one;
        while (rest.n) {
            str_cut(rest, ' ', &one, &rest);
            CHECK(vocabulary_term_by_id(v, one) != NULL);
        }
    }
}

/* "general knowledge" is nobody's check: every fact of such a row must carry its mark. */
TEST(what_nobody_checked_is_marked)
{
    const struct law *l = law_builtin(t->a);
    for (isize i = 0; i < l->acts.n; i++) {
        const struct law_act *x = &l->acts.at[i];
        if (str_starts(x->source, S("general knowledge")) && x->date.text.n)
            CHECK(x->date.check != LAW_VERIFIED);
    }
    for (isize i = 0; i < l->instruments.n; i++)
        if (str_eq(l->instruments.at[i].source, S("general knowledge")))
            CHECK(l->instruments.at[i].adopted.check == LAW_UNVERIFIED);
    for (isize i = 0; i < l->articles.n; i++)
        if (str_eq(l->articles.at[i].source, S("general knowledge")))
            CHECK(l->articles.at[i].obliges.check == LAW_UNVERIFIED);
    for (isize i = 0; i < l->acceptances.n; i++)
        if (str_eq(l->acceptances.at[i].source, S("general knowledge")))
            CHECK(l->acceptances.at[i].check == LAW_UNVERIFIED);
    /* a mark never stays inside a value */
    for (isize i = 0; i < l->acts.n; i++)
        CHECK(str_find(l->acts.at[i].date.text, S("[")) < 0 &&
              str_find(l->acts.at[i].reservation.text, S("verified]")) < 0);
}

/* One row of the facts that the tables were made from: a cell that says that nobody checked it has
 * a mark here too. Gives how many such cells it compared. */
static int compare_fact_row(const struct law *l, struct str_list *states, struct str row)
{
    enum { SHORT_NAME = 1, FIRST_STATE = 7, STATES = 13 };
    const struct law_instrument *x = NULL;
    int found = 0;
    for (int k = 0; row.n; k++) {
        struct str cell;
        str_cut(row, '\t', &cell, &row);
        if (k == SHORT_NAME)
            x = law_find(l, cell).instrument;
        if (!x || k < FIRST_STATE || k >= FIRST_STATE + STATES)
            continue;
        const struct law_act *act = law_act(l, x, states->at[k - FIRST_STATE]);
        if (!act || (str_find(cell, S("memory")) < 0 && str_find(cell, S("unverified")) < 0))
            continue;
        found++;
        if (x->kind != TERM_NORM_KIND_DOMESTIC && act->date.check == LAW_VERIFIED)
            test_fail(__FILE__, __LINE__, "%.*s %.*s has no mark", FS(x->id), FS(act->state));
    }
    return found;
}

TEST(unverified_cells_of_the_facts_are_marked)
{
    const char *path = test_shared_path(t, "facts/instruments.tsv");
    FILE *f = path ? fopen(path, "rb") : NULL;
    if (!f)
        test_skip("no facts beside the tree");
    struct buf b = buf_in(t->a, 1 << 20);
    char part[4096];
    size_t n;
    while ((n = fread(part, 1, sizeof part, f)) > 0)
        buf_add_bytes(&b, part, (isize)n);
    fclose(f);
    struct str rest = buf_str(&b), line, cell;
    struct str_list states = {0};
    CHECK(str_line(&rest, &line));
    for (int k = 0; line.n; k++) {
        str_cut(line, '\t', &cell, &line);
        if (k >= 7)
            str_list_add(&states, cell, t->a);
    }
    const struct law *l = law_builtin(t->a);
    int found = 0;
    while (str_line(&rest, &line))
        found += compare_fact_row(l, &states, line);
    CHECK(found >= 12);
}

/* One table changed, the others as they are. */
static bool parse_with(struct test *t, const char *file, const char *more, struct err *err)
{
    isize n = 0;
    while (law_files()[n].name.p)
        n++;
    struct embedded *files = NEWN(t->a, struct embedded, n + 1);
    for (isize i = 0; i < n; i++) {
        files[i] = law_files()[i];
        if (str_eq(files[i].name, str_from_c(file)))
            files[i].bytes = str_format(t->a, "%.*s%s", FS(files[i].bytes), more);
    }
    struct law l;
    return law_parse(&l, files, t->a, err);
}

TEST(bad_tables_are_refused_with_file_and_line)
{
    static const struct {
        const char *file, *row;
    } bad[] = {
        {"status.tsv", "NONE\tCHN\tratified\t2000-01-01\t\t\t\ts\t2000\t\n"},
        {"status.tsv", "CAT\tChina\tratified\t2000-01-01\t\t\t\ts\t2000\t\n"},
        {"status.tsv", "CAT\tFRA\tkissed\t2000-01-01\t\t\t\ts\t2000\t\n"},
        {"status.tsv", "CAT\tFRA\tratified\t2000-31-01\t\t\t\ts\t2000\t\n"},
        {"status.tsv", "CAT\tFRA\tratified\t\t\t\t\ts\t2000\t\n"},
        {"status.tsv", "CAT\tFRA\tnot_party\t2000\t\t\t\ts\t2000\t\n"},
        {"status.tsv", "CAT\tFRA\tratified\t2000\t\t\t\t\t2000\t\n"},
        {"status.tsv", "CAT\tCHN\tratified\t2000\t\t\t\ts\t2000\t\n"},
        {"status.tsv", "CAT\tFRA\n"},
        {"articles.tsv", "CAT\t99\tx\tcolour\ts\t2000\n"},
        {"mechanisms.tsv", "X\tk\tb\tn\t\t\t\t\t\t\t\tparty:NONE\t\t\ts\t2000\n"},
        {"mechanisms.tsv", "X\tk\tb\tn\t\t\t\t\t\t\t\tsome\t\t\ts\t2000\n"},
        {"clocks.tsv", "x\t\tday\tsoon\ts\t2000\n"},
        {"acceptances.tsv", "TB-CAT22\tFRA\tmaybe\t\ts\t2000\n"},
        {"recommendations.tsv", "R\ts\tb\t2000\t\tCHN\t\tsays\treturn\t\t\t\t2000\n"},
        {"instruments.tsv",
         "X\ttreaty\tConvention against Torture\t\t\t\t\t\t\t\t\t\t\ts\t2000\t\n"},
        {"instruments.tsv", "X\ttreaty\tNew\t\t\t\t\t\t\t\t\tlater\t\ts\t2000\t\n"},
    };
    CHECK_OK(parse_with(t, "status.tsv", "", &err));
    for (isize i = 0; i < COUNTOF(bad); i++) {
        struct err err = {0};
        CHECK(!parse_with(t, bad[i].file, bad[i].row, &err));
        CHECK_INT(err.code, E_INVALID);
        CHECK(str_starts(str_from_c(err.msg), str_format(t->a, "%s:", bad[i].file)));
    }
    struct embedded none[] = {{{0}, {0}}};
    struct law l;
    CHECK_FAILS(law_parse(&l, none, t->a, &err), E_INVALID);
}

TEST(columns_are_never_mistaken_for_each_other)
{
    struct table x;
    struct embedded f = {S("x.tsv"), S("# c\na\tb\n1\t2 [unverified]\n")};
    CHECK_OK(table_read(&x, &f, "a b", t->a, &err));
    CHECK_INT(x.n, 1);
    CHECK_INT(x.at[0].line, 3);
    CHECK_STR(cell_value(x.at[0].cell[1]).text, S("2"));
    CHECK(cell_value(x.at[0].cell[1]).check == LAW_UNVERIFIED);
    CHECK(cell_value(S("60 days (memory); then 30")).check == LAW_UNVERIFIED);
    CHECK(cell_value(S("six months, unverified since 2015")).check == LAW_UNVERIFIED);
    CHECK(cell_value(S("1999 (memory) [year verified]")).check == LAW_UNVERIFIED);
    CHECK(cell_value(S("60 days")).check == LAW_VERIFIED);
    CHECK_FAILS(table_read(&x, &f, "b a", t->a, &err), E_INVALID);
    CHECK_FAILS(table_read(&x, &f, "a", t->a, &err), E_INVALID);
    CHECK_FAILS(table_read(&x, &f, "a b c", t->a, &err), E_INVALID);
    f.bytes = S("");
    CHECK_FAILS(table_read(&x, &f, "a b", t->a, &err), E_INVALID);
    f.bytes = S("a\tb\n1\n");
    CHECK_FAILS(table_read(&x, &f, "a b", t->a, &err), E_INVALID);
    f.bytes = S("a\tb\n1\t\xff\n");
    CHECK_FAILS(table_read(&x, &f, "a b", t->a, &err), E_INVALID);
}
