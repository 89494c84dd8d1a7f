/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/law_tests.h"

#include "record/law_table.h"

static bool get_test(enum law_test *out, struct str s)
{
    static const char *const names[] = {[LAW_TEST_REFUGEE] = "refugee",
                                        [LAW_TEST_TORTURE] = "torture",
                                        [LAW_TEST_CUSTOM] = "custom"};
    for (int i = 0; i < LAW_TEST__COUNT; i++)
        if (str_eq(s, str_from_c(names[i]))) {
            *out = (enum law_test)i;
            return true;
        }
    return false;
}

static bool row_add(struct law_element_list *out, const struct law *law, const struct table *t,
                    const struct table_row *r, struct arena *a, struct err *err)
{
    const struct str *c = r->cell;
    struct law_element e = {.id = c[1],
                            .against = str_eq(c[2], S("against")),
                            .says = cell_value(c[3]),
                            .says_ko = c[4],
                            .says_hans = c[5],
                            .says_hant = c[6],
                            .shown_by = c[7],
                            .instrument = c[8],
                            .article = c[9],
                            .source = c[10],
                            .as_of = c[11]};
    if (!get_test(&e.test, c[0]))
        return table_fail(t, r, err, "a test is refugee, torture or custom");
    if (!e.against && !str_eq(c[2], S("needed")))
        return table_fail(t, r, err, "a side is needed or against");
    if (!e.id.n || !e.says.text.n || !e.says_ko.n || !e.says_hans.n || !e.says_hant.n)
        return table_fail(t, r, err, "an element has an id and says something in each language");
    if (!e.source.n || !e.as_of.n)
        return table_fail(t, r, err, "an element has its source and the day it was looked up");
    if (!law_instrument(law, e.instrument))
        return table_fail(t, r, err, "no instrument is called '%.*s'",
                          FS(str_part(e.instrument, 0, 40)));
    *LIST_ADD(out, a) = e;
    return true;
}

bool law_tests_parse(struct law_element_list *out, const struct law *law,
                     const struct embedded *files, struct arena *a, struct err *err)
{
    struct law_element_list l = {0};
    struct table t;
    while (files->name.p && !str_eq(files->name, S("tests.tsv")))
        files++;
    if (!files->name.p)
        return err_set(err, E_INVALID, "tests.tsv is missing");
    if (!table_read(&t, files,
                    "test element side says says_ko says_hans says_hant shown_by instrument "
                    "article source as_of",
                    a, err))
        return false;
    for (isize i = 0; i < t.n; i++)
        if (!row_add(&l, law, &t, &t.at[i], a, err))
            return false;
    *out = l;
    return true;
}

const struct law_element_list *law_tests_builtin(const struct law *law, struct arena *a)
{
    struct law_element_list *l = NEW(a, struct law_element_list);
    struct err err = {0};
    bool ok = law_tests_parse(l, law, law_files(), a, &err);
    ASSERT(ok); /* data of the program: tests/unit/record parses it */
    return l;
}

struct str law_element_say(const struct law_element *e, enum language lang)
{
    switch (lang) {
    case LANG_KO: return e->says_ko;
    case LANG_ZH_HANS: return e->says_hans;
    case LANG_ZH_HANT: return e->says_hant;
    default: return e->says.text;
    }
}
