/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * law_tests.h - what has to be shown that a return was unlawful: the refugee test and the torture
 * test apart, what speaks against each, and what binds as custom.
 *
 * The table is data/law/tests.tsv. Elements are our words for what the named article says; the
 * check is of that.
 */
#ifndef RECORD_LAW_TESTS_H
#define RECORD_LAW_TESTS_H

#include "lang/msg.h"
#include "record/law.h"

enum law_test { LAW_TEST_REFUGEE, LAW_TEST_TORTURE, LAW_TEST_CUSTOM, LAW_TEST__COUNT };

struct law_element {
    enum law_test test;
    struct str id;
    bool against; /* else it is needed */
    struct law_value says;
    struct str says_ko, says_hans, says_hant;
    struct str shown_by; /* "risk_kind imminence": ids of properties without "core:" */
    struct str instrument, article;
    struct str source, as_of;
};
struct law_element_list {
    struct law_element *at;
    isize n, cap;
};
/* E_INVALID "file:line: ...": also where an instrument is not in the law. */
MUST_CHECK bool law_tests_parse(struct law_element_list *out, const struct law *law,
                                const struct embedded *files, struct arena *a, struct err *err);
/* Those that come with the program; a test makes sure that it cannot fail. */
const struct law_element_list *law_tests_builtin(const struct law *law, struct arena *a);
struct str law_element_say(const struct law_element *e, enum language lang);

#endif
