/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * edtf.h - dates that may be partly known: EDTF (ISO 8601-2:2019), level 1 and XXXX-MM-DD.
 *
 *     2017-11-04   1999-21 (spring)   2000-03/..   199X   2004-06-XX   2017-11?   Y170000002
 *     2000-06-12/2000-06-14   /1999 (unknown start)   ../1999   XXXX-07-20   -0044-03-15
 *
 * A date is kept as it was written; for comparing it is a range of days (proleptic Gregorian), open
 * or unknown at either end. XXXX-MM-DD is a day of an unknown year: a range over all time that
 * matches only its own month and day.
 */
#ifndef LANG_EDTF_H
#define LANG_EDTF_H

#include "base/str.h"

enum edtf_mark { EDTF_UNCERTAIN = 1, EDTF_APPROXIMATE = 2 }; /* '?', '~'; '%' is both */

struct edtf_day { /* one end; what is not known is 0 */
    int64_t year;
    int month;       /* 1-12; 21-24 seasons (spring, summer, autumn, winter) */
    int day;         /* 1-31 */
    int year_digits; /* how many digits of the year are known: 4, 3 (199X), 2 (19XX), 0 (XXXX) */
    bool month_x, day_x; /* written XX: exists, not known */
    unsigned marks;
};
enum edtf_end { EDTF_DATE, EDTF_OPEN, EDTF_UNKNOWN }; /* "..", "" */
struct edtf {
    bool interval;
    enum edtf_end from_kind, to_kind;
    struct edtf_day from, to; /* not an interval: only from */
};

/* E_INVALID says which part is wrong. Level 2 is refused. */
MUST_CHECK bool edtf_parse(struct edtf *out, struct str s, struct err *err);
void edtf_write(struct buf *b, const struct edtf *e); /* the canonical spelling */

/* Days since 1970-01-01; INT64_MIN / INT64_MAX for open or unknown ends. lo <= hi. */
struct edtf_range {
    int64_t lo, hi;
};
struct edtf_range edtf_range(const struct edtf *e);

/* Could both be the same moment? XXXX-MM-DD against any day with that month and day. */
bool edtf_overlaps(const struct edtf *a, const struct edtf *b);
/* Certainly before: a ends before b begins. */
bool edtf_is_before(const struct edtf *a, const struct edtf *b);

int64_t day_from_ymd(int64_t year, int month, int day);
void day_to_ymd(int64_t days, int64_t *year, int *month, int *day);
/* Seconds since 1970 to "2026-11-21" and to "2026-11-21T19:35:25Z". */
struct str time_day(int64_t seconds, struct arena *a);
struct str time_text(int64_t seconds, struct arena *a);

#endif
