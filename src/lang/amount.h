/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * amount.h - numbers as people write them, with their hedges, in English, Korean and Chinese.
 *
 * "at least 1,170", "between 100,000 and 300,000", "scores of", "hundreds of thousands", "seven",
 * "more than 320", "up to 50", "around 200", "10여 명", "수십 명", "열 명", "2천 명", "十名",
 * "數千", "约200", "至少五十". Not ages, dates, articles, ordinals or addresses: the caller's rules
 * see to it.
 */
#ifndef LANG_AMOUNT_H
#define LANG_AMOUNT_H

#include "base/str.h"

enum amount_bound {
    AMOUNT_EXACT,
    AMOUNT_ABOUT,
    AMOUNT_AT_LEAST,
    AMOUNT_AT_MOST,
    AMOUNT_BETWEEN,
    AMOUNT_ORDER
}; /* ORDER: dozens, scores, 수십: a lower bound by words */

struct amount {
    isize start, end;         /* the whole expression, hedge words included */
    isize num_start, num_end; /* the number words alone */
    enum amount_bound bound;
    bool has_min, has_max;
    int64_t min, max;
    bool counted; /* a counter follows (명, 名, 人, "people"): it counts something */
};
struct amount_list {
    struct amount *at;
    isize n, cap;
};

/* All numbers in reading order, not overlapping. Plain digits inside dates are found too: filter.
 */
void amount_find(struct amount_list *out, struct str text, struct arena *a);

/* For many texts: the table of forms, parsed once. */
struct forms;
const struct forms *amount_forms(struct arena *a);
void amount_find_with(struct amount_list *out, const struct forms *forms, struct str text,
                      struct arena *a);

/* 1170 as "1,170" (en, ko, zh alike). */
struct str amount_say(int64_t n, struct arena *a);

#endif
