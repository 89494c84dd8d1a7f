/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/chart.h"

#include "lang/amount.h"

int axis_at(const struct axis *x, int64_t value)
{
    if (value <= x->lo)
        return 0;
    if (value >= x->hi)
        return CHART_WIDTH;
    /* In double, because a product of two 64-bit values need not fit; the result is below 1000. */
    return (int)((double)(value - x->lo) / (double)(x->hi - x->lo) * CHART_WIDTH + 0.5);
}

/* 1, 2 or 5 times a power of ten: the least that divides 'most' into at most five. */
static int64_t round_step(int64_t most)
{
    static const int64_t parts[] = {1, 2, 5};
    for (int64_t ten = 1;; ten *= 10)
        for (int i = 0; i < 3; i++)
            if (most <= 5 * parts[i] * ten)
                return parts[i] * ten;
}

struct axis axis_of_amounts(int64_t most)
{
    int64_t top = most < 1 ? 1 : most > INT64_MAX / 100 ? INT64_MAX / 100 : most;
    int64_t step = round_step(top);
    return (struct axis){0, (top + step - 1) / step * step};
}

struct ticks ticks_of_amounts(const struct axis *x, struct arena *a)
{
    struct ticks t = {0};
    int64_t step = round_step(x->hi);
    for (int64_t v = 0; v <= x->hi && t.n < TICKS_MAX; v += step)
        t.at[t.n++] = (struct tick){axis_at(x, v), v, amount_say(v, a)};
    return t;
}

struct axis axis_of_days(int64_t lo, int64_t hi)
{
    int64_t room = (hi - lo) / 25 + 1;
    return (struct axis){lo - room, hi + room};
}

static void tick_add(struct ticks *t, const struct axis *x, int64_t day, struct str label)
{
    if (day > x->lo && day < x->hi && t->n < TICKS_MAX)
        t->at[t->n++] = (struct tick){axis_at(x, day), day, label};
}

static void ticks_of_months(struct ticks *t, const struct axis *x, int step, struct arena *a)
{
    int64_t year;
    int month, day;
    day_to_ymd(x->lo, &year, &month, &day);
    for (month = (month - 1) / step * step + 1; day_from_ymd(year, month, 1) < x->hi;) {
        tick_add(t, x, day_from_ymd(year, month, 1),
                 str_format(a, "%04" PRId64 "-%02d", year, month));
        month += step;
        year += (month - 1) / 12;
        month = (month - 1) % 12 + 1;
    }
}

static void ticks_of_years(struct ticks *t, const struct axis *x, int64_t step, struct arena *a)
{
    int64_t year;
    int month, day;
    day_to_ymd(x->lo, &year, &month, &day);
    int64_t first = year - ((year % step) + step) % step;
    for (int64_t y = first; day_from_ymd(y, 1, 1) < x->hi; y += step)
        tick_add(t, x, day_from_ymd(y, 1, 1), str_format(a, "%" PRId64, y));
}

struct ticks ticks_of_days(const struct axis *x, struct arena *a)
{
    static const int64_t year = 365, month = 30, wanted = 5;
    struct ticks t = {0};
    int64_t days = x->hi - x->lo;
    if (days > 2 * year)
        ticks_of_years(&t, x, days <= wanted * year ? 1 : round_step(days / year), a);
    else
        ticks_of_months(&t, x, days <= wanted * month ? 1 : days <= year ? 3 : 6, a);
    return t;
}

bool days_of(struct edtf_range *out, struct str edtf)
{
    struct edtf e;
    struct err err = {0};
    if (!edtf_parse(&e, edtf, &err))
        return false;
    struct edtf_range r = edtf_range(&e);
    if (r.lo == INT64_MIN && r.hi == INT64_MAX)
        return false;
    if (r.lo == INT64_MIN)
        r.lo = r.hi;
    if (r.hi == INT64_MAX)
        r.hi = r.lo;
    *out = r;
    return true;
}
