/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * when.h - dates as people write them in English, Korean and Chinese.
 *
 * "21 November 2017", "November 21, 2017", "May 14-19, 2006", "spring 1999", "since March",
 * "2017년 11월 4일", "9월 9일", "二〇一七年十一月四日", "今年十一月四日", "Juche 106", "民國106年",
 * "2017. 11. 4.", "2017/11/04", "2017-11-04". Index numbers like ASA 24/01/00 are no dates.
 */
#ifndef LANG_WHEN_H
#define LANG_WHEN_H

#include "base/str.h"

struct when {
    isize start, end;   /* bytes of the text */
    struct str edtf;    /* "2017-11-04", "XXXX-07-20", "1999-21", "2006-05-14/2006-05-19" */
    bool relative;      /* needs the document's date ("this year", "yesterday"): resolved by base */
    bool year_inferred; /* the year came from base, not from the text */
    const char *rule;   /* name of the rule, for the proposal */
};
struct when_list {
    struct when *at;
    isize n, cap;
};

/* All dates in reading order, not overlapping. base: EDTF day the text was written, or empty. */
void when_find(struct when_list *out, struct str text, struct str base, struct arena *a);

/* For many texts: the table of forms, parsed once. */
struct forms;
const struct forms *when_forms(struct arena *a);
void when_find_with(struct when_list *out, const struct forms *forms, struct str text,
                    struct str base, struct arena *a);

/*
 * What somebody typed into a field for a date: EDTF, "today", or a date in words that fills it
 * wholly. today: EDTF day, for words like "yesterday". E_INVALID for what is no date.
 */
MUST_CHECK bool when_typed(struct str *out, struct str typed, struct str today, struct arena *a,
                           struct err *err);

/* A date as a person writes it in the language (en, ko, zh-Hans, zh-Hant): fuzzy ones look fuzzy.
 */
struct str when_say(struct str edtf, struct str language, struct arena *a);

#endif
