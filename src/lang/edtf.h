/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * edtf.h - dates that may be partly known: EDTF (ISO 8601-2:2019), level 1 and XXXX-MM-DD.
 *
 *     2017-11-04   1999-21 (spring)   2000-03/..   199X   2004-06-XX   2017-11?   Y170000002
 *     2000-06-12/2000-06-14   /1999 (unknown start)   ../1999   XXXX-07-20   -0044-03-15
 *
 * A date is kept as it was written; for comparing it is a range of days (proleptic Gregorian), open
 * or unknown at either end. XXXX-MM-DD is a day of an unknown year: a range over all time that
 * matches only its own month and day; XXXX-MM and XXXX-21 (a month, a season of an unknown year)
 * and intervals between two such dates are taken too.
 *
 * There is one spelling for each value: what edtf_parse takes is what edtf_write gives. Times of
 * day and level 2 ("one of", sets, Y17E7, marks inside a date) are refused.
 */
#ifndef LANG_EDTF_H
#define LANG_EDTF_H

#include "base/str.h"

enum edtf_mark { EDTF_UNCERTAIN = 1, EDTF_APPROXIMATE = 2 }; /* '?', '~'; '%' is both */

struct edtf_day {        /* one end; what is not known is 0 */
    int64_t year;        /* unknown digits are 0: 1990 for 199X, -1990 for -199X; 0 is 1 BC */
    int month;           /* 1-12; 21-24 seasons (spring, summer, autumn, winter) */
    int day;             /* 1-31 */
    int year_digits;     /* how many digits of the year are known: 4 (all), 3 (199X) ... 0 (XXXX) */
    bool month_x, day_x; /* written XX: exists, not known */
    unsigned marks;      /* enum edtf_mark, or-ed */
};
enum edtf_end { EDTF_DATE, EDTF_OPEN, EDTF_UNKNOWN }; /* "..", "" */
struct edtf {
    bool interval;
    enum edtf_end from_kind, to_kind;
    struct edtf_day from, to; /* not an interval: only from */
};

/*
 * E_INVALID says which part is wrong, and err.detail quotes it. Years have up to twelve digits
 * (from five on after a 'Y'); days that no calendar has (2017-02-29) and intervals that end before
 * they begin are refused.
 */
MUST_CHECK bool edtf_parse(struct edtf *out, struct str s, struct err *err);
void edtf_write(struct buf *b, const struct edtf *e); /* the canonical spelling */

/*
 * Days since 1970-01-01; INT64_MIN / INT64_MAX for open or unknown ends. lo <= hi. The marks '?',
 * '~', '%' do not widen it: how far "about" reaches is for a person to say. Seasons are those of
 * the northern hemisphere in whole months, spring from March on. "Winter 1999" is said of January
 * and of December 1999, so its range holds both winters.
 */
struct edtf_range {
    int64_t lo, hi;
};
struct edtf_range edtf_range(const struct edtf *e);

/* Could both be the same moment? XXXX-MM-DD against any day with that month and day. */
bool edtf_overlaps(const struct edtf *a, const struct edtf *b);
/* Certainly before: a ends before b begins. */
bool edtf_is_before(const struct edtf *a, const struct edtf *b);

/* month 1-12, day 1 to the days of that month; years up to twelve digits. */
int64_t day_from_ymd(int64_t year, int month, int day);
void day_to_ymd(int64_t days, int64_t *year, int *month, int *day);
int month_days(int64_t year, int month);
int day_of_week(int64_t days); /* 0 Monday to 6 Sunday */

/* The one day that is written here; false if it is none, or more than one. */
bool edtf_one_day(int64_t *out, struct str s);
/* Is all of it before the day of 'now' (seconds)? Not if it is no date. */
bool edtf_is_past(struct str s, int64_t now);

enum { DAY_SECONDS = 24 * 60 * 60 };
int64_t day_of_time(int64_t seconds);
struct str day_text(int64_t days, struct arena *a); /* "2026-11-21" */

/* Seconds since 1970 to "2026-11-21", to "19:35", and to "2026-11-21T19:35:25Z". All in UTC: where
 * somebody sat is nobody's business. */
struct str time_day(int64_t seconds, struct arena *a);
struct str time_clock(int64_t seconds, struct arena *a);
struct str time_text(int64_t seconds, struct arena *a);

#endif
