/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/edtf.h"

#include <string.h>

#include "lang/msg.h"

enum {
    SPRING = 21,
    WINTER = 24,
    YEAR_MAX_DIGITS = 12,
    EPOCH_SHIFT = 719468,      /* days from 0000-03-01 to 1970-01-01 */
    ERA_DAYS = 146097,         /* 400 years */
    YEARLY_CYCLE = 8 * 366 + 1 /* 29 February comes back within 8 years (1896 to 1904) */
};

static const int64_t powers[] = {10000, 1000, 100, 10, 1}; /* by known digits of a year */

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/*
 * The calendar as 400-year eras that begin in March, so that the leap day is the last of its year:
 * Howard Hinnant, "chrono-compatible low-level date algorithms" (public domain).
 */
int64_t day_from_ymd(int64_t year, int month, int day)
{
    ASSERT(month >= 1 && month <= 12);
    int64_t y = year - (month <= 2);
    int64_t era = floor_div(y, 400), in_era = y - era * 400;
    int64_t in_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * ERA_DAYS + in_era * 365 + in_era / 4 - in_era / 100 + in_year - EPOCH_SHIFT;
}

void day_to_ymd(int64_t days, int64_t *year, int *month, int *day)
{
    ASSERT(days > INT64_MIN / 2 && days < INT64_MAX / 2);
    int64_t z = days + EPOCH_SHIFT;
    int64_t era = floor_div(z, ERA_DAYS), in_era = z - era * ERA_DAYS;
    int64_t y = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    int64_t in_year = in_era - (365 * y + y / 4 - y / 100);
    int64_t m = (5 * in_year + 2) / 153;
    *day = (int)(in_year - (153 * m + 2) / 5 + 1);
    *month = (int)(m < 10 ? m + 3 : m - 9);
    *year = y + era * 400 + (*month <= 2);
}

int month_days(int64_t year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    ASSERT(month >= 1 && month <= 12);
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

int day_of_week(int64_t days)
{
    int64_t from_thursday = days % 7; /* 1970-01-01 was one */
    return (int)((from_thursday + 7 + 3) % 7);
}

/* Reading. Every part is cut off the front of a struct str. */

static bool refuse(struct err *err, struct str part, const char *why)
{
    enum { SHOWN = 60 };
    err_set(err, E_INVALID, "date: %s", why);
    return err_detail(err, "'%.*s': %s", FS(str_part(part, 0, SHOWN)), why);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int64_t digits_value(struct str s)
{
    int64_t v = 0;
    for (isize i = 0; i < s.n; i++)
        v = v * 10 + (is_digit(s.p[i]) ? s.p[i] - '0' : 0);
    return v;
}

static isize digits_count(struct str s)
{
    isize n = 0;
    while (n < s.n && is_digit(s.p[n]))
        n++;
    return n;
}

static struct str take(struct str *s, isize n)
{
    struct str head = str_part(*s, 0, n);
    *s = str_part(*s, n, s->n);
    return head;
}

static bool take_char(struct str *s, char c)
{
    bool is = s->n && s->p[0] == c;
    if (is)
        take(s, 1);
    return is;
}

/* Five digits or more after 'Y': a year and nothing else. */
static bool long_year(struct edtf_day *d, struct str *s, struct str whole, struct err *err)
{
    bool minus = take_char(s, '-');
    isize n = digits_count(*s);
    if (n < 5 || n > YEAR_MAX_DIGITS || s->p[0] == '0')
        return refuse(err, whole, TR("after Y stands a year of 5 to 12 digits"));
    int64_t v = digits_value(take(s, n));
    d->year = minus ? -v : v;
    d->year_digits = 4;
    return true;
}

static bool short_year(struct edtf_day *d, struct str *s, struct str whole, struct err *err)
{
    bool minus = take_char(s, '-');
    struct str y = take(s, 4);
    isize known = digits_count(y), x = known;
    while (x < y.n && y.p[x] == 'X')
        x++;
    if (y.n != 4 || x != 4)
        return refuse(err, whole, TR("a year has four digits, the last of them may be X"));
    int64_t v = digits_value(y);
    if (minus && v == 0)
        return refuse(err, whole, TR("the year before 0001 is 0000, and before it -0001"));
    d->year = minus ? -v : v;
    d->year_digits = (int)known;
    return true;
}

static bool month_part(struct edtf_day *d, struct str *s, struct str whole, struct err *err)
{
    struct str m = take(s, 2);
    if (str_eq(m, S("XX")) && d->year_digits == 4) {
        d->month_x = true;
        return true;
    }
    int64_t v = digits_value(m);
    bool month = v >= 1 && v <= 12, season = v >= SPRING && v <= WINTER;
    if (m.n != 2 || digits_count(m) != 2 || (!month && !season))
        return refuse(err, whole, TR("a month is 01 to 12, or 21 to 24 for a season"));
    if (d->year_digits != 4 && d->year_digits != 0)
        return refuse(err, whole, TR("a year with X in it takes no month, unless it is XXXX"));
    d->month = (int)v;
    return true;
}

static bool day_part(struct edtf_day *d, struct str *s, struct str whole, struct err *err)
{
    struct str part = take(s, 2);
    if (d->month > 12)
        return refuse(err, whole, TR("a season takes no day"));
    if (str_eq(part, S("XX")) && d->year_digits == 4) {
        d->day_x = true;
        return true;
    }
    int64_t v = digits_value(part);
    if (part.n != 2 || digits_count(part) != 2 || d->month_x)
        return refuse(err, whole, TR("a day is two digits after a known month"));
    int64_t year = d->year_digits ? d->year : 2000; /* a leap year: XXXX-02-29 exists */
    if (v < 1 || v > month_days(year, d->month))
        return refuse(err, whole, TR("that month has no such day"));
    d->day = (int)v;
    return true;
}

static void marks_part(struct edtf_day *d, struct str *s)
{
    if (take_char(s, '?'))
        d->marks = EDTF_UNCERTAIN;
    else if (take_char(s, '~'))
        d->marks = EDTF_APPROXIMATE;
    else if (take_char(s, '%'))
        d->marks = EDTF_UNCERTAIN | EDTF_APPROXIMATE;
}

static bool day_parse(struct edtf_day *out, struct str whole, struct err *err)
{
    struct edtf_day d = {0};
    struct str s = whole;
    if (take_char(&s, 'Y')) {
        if (!long_year(&d, &s, whole, err))
            return false;
    } else {
        if (!short_year(&d, &s, whole, err))
            return false;
        if (take_char(&s, '-') && !month_part(&d, &s, whole, err))
            return false;
        if ((d.month || d.month_x) && take_char(&s, '-') && !day_part(&d, &s, whole, err))
            return false;
    }
    if (d.year_digits == 0 && !d.month)
        return refuse(err, whole, TR("an unknown year needs a month"));
    marks_part(&d, &s);
    if (s.n)
        return refuse(err, whole, TR("there is more than year, month, day and one of ? ~ %"));
    *out = d;
    return true;
}

static bool end_parse(struct edtf_day *out, enum edtf_end *kind, struct str s, struct err *err)
{
    *kind = s.n == 0 ? EDTF_UNKNOWN : str_eq(s, S("..")) ? EDTF_OPEN : EDTF_DATE;
    return *kind != EDTF_DATE || day_parse(out, s, err);
}

static bool is_yearly(const struct edtf_day *d)
{
    return d->year_digits == 0;
}

static bool interval_parse(struct edtf *e, struct str from, struct str to, struct err *err)
{
    e->interval = true;
    if (!end_parse(&e->from, &e->from_kind, from, err) || !end_parse(&e->to, &e->to_kind, to, err))
        return false;
    bool dated = e->from_kind == EDTF_DATE, dated_to = e->to_kind == EDTF_DATE;
    if (!dated && !dated_to)
        return refuse(err, from, TR("an interval needs a date at one end"));
    bool yearly = dated && is_yearly(&e->from), yearly_to = dated_to && is_yearly(&e->to);
    if (yearly != yearly_to)
        return refuse(err, yearly ? from : to,
                      TR("XXXX stands at both ends of an interval or none"));
    struct edtf_range r = edtf_range(e);
    if (r.lo > r.hi)
        return refuse(err, to, TR("the interval ends before it begins"));
    return true;
}

bool edtf_parse(struct edtf *out, struct str s, struct err *err)
{
    struct edtf e = {0};
    struct str from, to;
    bool interval = str_cut(s, '/', &from, &to);
    if (interval ? !interval_parse(&e, from, to, err) : !day_parse(&e.from, s, err))
        return false;
    *out = e;
    return true;
}

static void year_write(struct buf *b, const struct edtf_day *d)
{
    int64_t v = d->year < 0 ? -d->year : d->year;
    if (v > 9999)
        buf_add_c(b, 'Y');
    if (d->year < 0)
        buf_add_c(b, '-');
    if (v > 9999) {
        buf_add_int(b, v);
        return;
    }
    char text[5] = "XXXX";
    for (int i = 0; i < d->year_digits && i < 4; i++)
        text[i] = (char)('0' + v / powers[i + 1] % 10);
    buf_add_bytes(b, text, 4);
}

static void two_digits(struct buf *b, int v, bool x)
{
    if (x)
        buf_add(b, S("-XX"));
    else if (v)
        buf_addf(b, "-%02d", v);
}

static void day_write(struct buf *b, enum edtf_end kind, const struct edtf_day *d)
{
    static const char marks[] = {0, '?', '~', '%'};
    if (kind == EDTF_OPEN)
        buf_add(b, S(".."));
    if (kind != EDTF_DATE)
        return;
    year_write(b, d);
    two_digits(b, d->month, d->month_x);
    two_digits(b, d->day, d->day_x);
    if (d->marks)
        buf_add_c(b, marks[d->marks & 3]);
}

void edtf_write(struct buf *b, const struct edtf *e)
{
    day_write(b, e->from_kind, &e->from);
    if (e->interval) {
        buf_add_c(b, '/');
        day_write(b, e->to_kind, &e->to);
    }
}

/* Comparing. */

static struct edtf_range months(int64_t year, int first, int64_t last_year, int last)
{
    return (struct edtf_range){day_from_ymd(year, first, 1),
                               day_from_ymd(last_year, last, month_days(last_year, last))};
}

/* The days that a date with a year can mean: one range, two for a winter. */
static int day_ranges(struct edtf_range out[2], const struct edtf_day *d)
{
    int64_t y = d->year;
    if (d->year_digits < 4) {
        int64_t more = powers[d->year_digits] - 1;
        out[0] = d->year < 0 ? months(y - more, 1, y, 12) : months(y, 1, y + more, 12);
    } else if (d->month == WINTER) {
        out[0] = months(y, 1, y, 2);
        out[1] = months(y, 12, y + 1, 2);
        return 2;
    } else if (d->month >= SPRING) {
        int first = (d->month - SPRING) * 3 + 3;
        out[0] = months(y, first, y, first + 2);
    } else if (d->day) {
        out[0].lo = out[0].hi = day_from_ymd(y, d->month, d->day);
    } else {
        out[0] = d->month ? months(y, d->month, y, d->month) : months(y, 1, y, 12);
    }
    return 1;
}

static struct edtf_range end_range(enum edtf_end kind, const struct edtf_day *d)
{
    struct edtf_range r[2] = {{INT64_MIN, INT64_MAX}};
    if (kind != EDTF_DATE || is_yearly(d))
        return r[0];
    int n = day_ranges(r, d);
    return (struct edtf_range){r[0].lo, r[n - 1].hi};
}

struct edtf_range edtf_range(const struct edtf *e)
{
    struct edtf_range from = end_range(e->from_kind, &e->from);
    if (!e->interval)
        return from;
    return (struct edtf_range){from.lo, end_range(e->to_kind, &e->to).hi};
}

static int edtf_ranges(struct edtf_range out[2], const struct edtf *e)
{
    out[0] = edtf_range(e);
    return e->interval || is_yearly(&e->from) ? 1 : day_ranges(out, &e->from);
}

static bool ranges_meet(struct edtf_range a, struct edtf_range b)
{
    return a.lo <= b.hi && b.lo <= a.hi;
}

/* The part of a year that a date without a year means, in months and days; it may pass New Year. */
struct yearly {
    int month, day, to_month, to_day;
};

static struct yearly yearly_of(const struct edtf *e)
{
    const struct edtf_day *ends[] = {&e->from, e->interval ? &e->to : &e->from};
    int month[2], day[2];
    for (int i = 0; i < 2; i++) {
        const struct edtf_day *d = ends[i];
        int m = d->month >= SPRING ? (d->month - SPRING) * 3 + 3 + i * 2 : d->month;
        month[i] = m > 12 ? m - 12 : m;
        day[i] = d->day ? d->day : i ? month_days(2000, month[i]) : 1;
    }
    return (struct yearly){month[0], day[0], month[1], day[1]};
}

/* Its days in the one year; false if that year has none (29 February). */
static bool yearly_in(struct edtf_range *out, struct yearly w, int64_t year)
{
    bool wraps = w.to_month < w.month || (w.to_month == w.month && w.to_day < w.day);
    bool single = w.month == w.to_month && w.day == w.to_day;
    int64_t to_year = year + wraps;
    int last = month_days(to_year, w.to_month);
    if (single && w.day > last)
        return false;
    out->lo = w.day > month_days(year, w.month) ? day_from_ymd(year, w.month + 1, 1)
                                                : day_from_ymd(year, w.month, w.day);
    out->hi = day_from_ymd(to_year, w.to_month, w.to_day < last ? w.to_day : last);
    return out->lo <= out->hi;
}

static bool yearly_meets(struct yearly w, struct edtf_range r)
{
    int64_t year, last;
    int m, d;
    if (r.lo == INT64_MIN || r.hi == INT64_MAX || r.hi - r.lo >= YEARLY_CYCLE)
        return true;
    day_to_ymd(r.lo, &year, &m, &d);
    day_to_ymd(r.hi, &last, &m, &d);
    for (year--; year <= last; year++) {
        struct edtf_range in;
        if (yearly_in(&in, w, year) && ranges_meet(in, r))
            return true;
    }
    return false;
}

bool edtf_overlaps(const struct edtf *a, const struct edtf *b)
{
    bool yearly_a = a->from_kind == EDTF_DATE && is_yearly(&a->from);
    bool yearly_b = b->from_kind == EDTF_DATE && is_yearly(&b->from);
    if (yearly_a && yearly_b) {
        struct edtf_range in; /* in a leap year, which has every day */
        for (int64_t y = 1999; y <= 2000; y++)
            if (yearly_in(&in, yearly_of(b), y) && yearly_meets(yearly_of(a), in))
                return true;
        return false;
    }
    if (yearly_b)
        return edtf_overlaps(b, a);
    struct edtf_range ra[2], rb[2];
    int na = edtf_ranges(ra, a), nb = edtf_ranges(rb, b);
    if (yearly_a) {
        for (int j = 0; j < nb; j++)
            if (yearly_meets(yearly_of(a), rb[j]))
                return true;
        return false;
    }
    for (int i = 0; i < na; i++)
        for (int j = 0; j < nb; j++)
            if (ranges_meet(ra[i], rb[j]))
                return true;
    return false;
}

bool edtf_is_before(const struct edtf *a, const struct edtf *b)
{
    return edtf_range(a).hi < edtf_range(b).lo;
}

bool edtf_one_day(int64_t *out, struct str s)
{
    struct edtf e;
    struct err none = {0};
    if (!edtf_parse(&e, s, &none) || edtf_range(&e).lo != edtf_range(&e).hi)
        return false;
    *out = edtf_range(&e).lo;
    return true;
}

bool edtf_is_past(struct str s, int64_t now)
{
    struct edtf e;
    struct err none = {0};
    return edtf_parse(&e, s, &none) && edtf_range(&e).hi < day_of_time(now);
}

/* ---- moments */

int64_t day_of_time(int64_t seconds)
{
    return floor_div(seconds, DAY_SECONDS);
}

struct str day_text(int64_t days, struct arena *a)
{
    struct buf b = buf_in(a, 64);
    struct edtf_day d = {.year_digits = 4};
    day_to_ymd(days, &d.year, &d.month, &d.day);
    day_write(&b, EDTF_DATE, &d);
    return buf_str(&b);
}

struct str time_day(int64_t seconds, struct arena *a)
{
    return day_text(day_of_time(seconds), a);
}

struct str time_text(int64_t seconds, struct arena *a)
{
    int s = (int)(seconds - day_of_time(seconds) * DAY_SECONDS);
    struct str day = time_day(seconds, a);
    return str_format(a, "%.*sT%02d:%02d:%02dZ", FS(day), s / 3600, s / 60 % 60, s % 60);
}

struct str time_clock(int64_t seconds, struct arena *a)
{
    int s = (int)(seconds - day_of_time(seconds) * DAY_SECONDS);
    return str_format(a, "%02d:%02d", s / 3600, s / 60 % 60);
}
